package article_test

import (
	"testing"
	"unicode/utf8"

	"stet/internal/article"
	"stet/internal/source"
)

var fuzzSeeds = []string{
	"", "\ufeff---\ntitle: x\n---\n# A\n\nOne. Two [@pmid:1].\n",
	"A **bold. text** and [a link. here](https://x.org/a_(b)) &amp; more.[12] Next <sup>5</sup> one.\r\nLine\\\nbreak  \nend.",
	"> quote *a\n> b*. c\n>\n> - item [^1]\n>   more\n\n[^1]: Smith J. 2019;20(3):1.\n",
	"| a | b |\n|---|:-:|\n| x \\| y. Z | `c \\| d` [1,2] |\n",
	"<div>\n  text. <Cite tooltip=\"a {b\">Words. More.</Cite>\n    indented\n</div>\n{/* c */}\n<td>x</td><td>y",
	"import A from 'b'\n\nexport const x = {\n\n{{< s >}} a {\" \"} b\n",
	"## References\n\n1. Smith J. A. J B. 2020;1(2):3.\n2. https://x.org\n- a\n  - b\n\n[1] A B. 2020;1:23.\n[2] C.",
	"e\u0301. \u202ex 10\u207b\u00b3 m\u00b2 sleep.\u00b9\u00b2 \u200b x^3 y.^4,5 \\[12\\] 😀. مرحبا. 你好。他",
	"[[4]](#r) [5](u) [[p|words]] [x]: y [^2] ![i](j.png) <https://a.b> www.c.de. a:// http://[",
	"*a_ **b_ ~~c~ ``d` &#0; &#x110000; &nosuch; \x00\xff\xfe <a href=x>y</a> <br> <b>z",
	"0\n0\n|-\n-", "~~0~ 0~", "~~a~ ~b~~ ~~*c*~ ~~d ~e~ f~~", "`\r\n0`", "*\r\t#", "0A)000\n0\n[01]) 0", "1. a\n[2]) b\n[3], c\n",
	"[2] sources: [1]\n\nSources: [1] A B. 2020;1:2. [2] C\n\n<p>1. a<br>\n2. b</p>",
	"::: a\n> [!b]\n!!! c\n    d\n\n\te\n{% highlight %}\nf\n{% endhighlight %}\n{{< g >}} h{i=\"j\"}",
	"a.^[1]^ b.^1^,^2^ c.²,³ d.12 E [1]_ [ 2 ] [ref 3] [see @f; @g]\n.. [1] H I. 2020;1:2\n: j",
	"# A {#x}\n# A\nSetext\n===\n***\n***a***b**c*d****\n\ta\n    code\n```go\nx\n```\n- [ ] t\n1) u",
}

func FuzzParse(f *testing.F) {
	for _, seed := range fuzzSeeds {
		f.Add([]byte(seed), uint16(3), uint16(17))
		f.Add([]byte(seed), uint16(1), uint16(0))
	}
	f.Fuzz(func(t *testing.T, b []byte, from, length uint16) {
		for _, strict := range []bool{false, true} {
			a := article.Parse(source.NewFile("f.md", b), article.Options{Strict: strict})
			checkSentences(t, a)
			checkPlaces(t, a)
			checkBody(t, a, sentenceSpans(a))
			checkBody(t, a, anySpans(b, int(from), int(length)))
		}
	})
}

// anySpans are spans that know nothing of sentences, on character boundaries.
func anySpans(b []byte, from, length int) []source.Span {
	var spans []source.Span
	boundary := func(i int) int {
		for i < len(b) && !utf8.RuneStart(b[i]) {
			i++
		}
		return min(i, len(b))
	}
	for start := boundary(from % (len(b) + 1)); start < len(b); {
		end := boundary(start + 1 + length%50)
		spans = append(spans, source.Span{Start: start, End: end})
		start = boundary(end + length%3)
	}
	return spans
}

// checkPlaces holds that all that an article names lies in its file.
func checkPlaces(t *testing.T, a *article.Article) {
	t.Helper()
	within := func(what string, s source.Span) {
		if s.Start < 0 || s.End < s.Start || s.End > len(a.File.Bytes) {
			t.Fatalf("%s at %v of %d bytes", what, s, len(a.File.Bytes))
		}
	}
	for _, e := range a.Entries {
		within("entry", e.Span)
	}
	for _, h := range a.Headings {
		within("heading", h.Span)
	}
	for _, p := range a.Problems {
		within("problem "+p.Rule, p.Span)
		if p.Rule == "" || p.Msg == "" {
			t.Fatalf("problem says nothing: %+v", p)
		}
	}
	for _, c := range a.Comments {
		within("comment", c.Span)
		within("block of a comment", c.Block.Span)
	}
}
