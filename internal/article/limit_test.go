package article_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"stet/internal/article"
	"stet/internal/source"
)

func TestLimits(t *testing.T) {
	rep := strings.Repeat
	for _, tc := range []struct {
		in, want string
		limits   article.Limits
	}{
		{rep("a", 101), "1:1 limit: file has 101 bytes, more than 100", article.Limits{File: 100}},
		{"One.\n\n" + rep("b ", 60) + "\n\nTwo.", "3:1 limit: line has 120 bytes, more than 100, and is left out", article.Limits{Line: 100}},
		{"One.\n\n" + rep("- ", 120) + "x\n\nTwo.", "3:1 limit: line is nested 120 deep, more than 100, and is left out", article.Limits{}},
		{"One.\n\n" + rep(">", 120) + "x\n\nTwo.", "3:1 limit: line is nested 120 deep, more than 100, and is left out", article.Limits{}},
		{"One.\n\n" + rep(" ", 400) + "- x\n\nTwo.", "3:1 limit: line is nested 201 deep, more than 100, and is left out", article.Limits{}},
		{"One.\n\n" + rep("|a", 120) + "|\n\nTwo.", "3:1 limit: table row has 121 columns, more than 100, and is left out", article.Limits{}},
		{"One.\n\n" + rep("*a_ ", 3000) + "\n\nTwo.", "3:1 limit: paragraph has more than 4000 delimiters, and is left out", article.Limits{}},
		{"One. \xff\xfe é\n\nTwo.", "1:6 bad-encoding: byte 0xFF is not UTF-8\n1:7 bad-encoding: byte 0xFE is not UTF-8", article.Limits{}},
		{"One. \x93J\xe4rvinen\x94\n\nTwo.", "1:6 bad-encoding: byte 0x93 is not UTF-8, nor are 2 others: the file is in another encoding", article.Limits{}},
		{"\xff\xfeO\x00n\x00e\x00", "1:1 bad-encoding: file is UTF-16", article.Limits{}},
		{"One \u202e2.\n\nTwo.", "1:5 bad-encoding: character U+202E changes the order in which text is shown", article.Limits{}},
	} {
		a := article.Parse(source.NewFile("x.md", []byte(tc.in)), article.Options{Limits: tc.limits})
		if got := problems(a); got != tc.want {
			t.Errorf("%.20q: problems\n%s\nwant\n%s", tc.in, got, tc.want)
		}
		if strings.HasPrefix(tc.in, "One.") && (len(a.Sentences) < 2 || a.Sentences[len(a.Sentences)-1].Plain != "Two.") {
			t.Errorf("%.20q: what is around the part left out is not read: %v", tc.in, a.Sentences)
		}
	}
}

// TestTime holds that no text of the size of a long article takes long.
func TestTime(t *testing.T) {
	rep := strings.Repeat
	var definitions strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&definitions, "[r%d]: https://example.org/%d\n\n[r%d] and [^%d]\n\n[^%d]: note\n\n", i, i, i, i, i)
	}
	for name, in := range map[string]string{
		"emphasis":    rep(rep("*a_ ", 1900)+"\n\n", 25),
		"brackets":    rep(rep("[", 3900)+"\n\n", 50),
		"links":       rep(rep("[a](<b", 1900)+"\n\n", 20),
		"comments":    rep("a <!--b\n\n", 25000),
		"scripts":     rep("<script>\n\n", 20000),
		"closers":     rep("<pre></\n\n", 20000),
		"tags":        rep(rep("<b>", 3900)+"\n\n", 15),
		"braces":      rep("{{a {/* {\"", 20000),
		"questions":   rep("? ", 100000),
		"escapes":     rep("\\[", 30000),
		"bare":        rep("http://a.b A. ", 15000),
		"hard":        rep("[a](b) c.  \n", 15000),
		"spread":      rep("*a **b ", 900) + "\n" + rep(rep("A. B? ", 10000)+"\n", 4) + rep("c** d* ", 900),
		"parens":      rep("(a. ", 50000),
		"initials":    rep("A. ", 60000),
		"headings":    rep("# a\n", 50000),
		"quotes":      rep(rep("> ", 90)+"x\n", 1000),
		"items":       rep("- a\n", 50000),
		"markers":     rep("[1-60] a\n", 20000),
		"works":       "# References\n\n" + rep("[1] Smith J. x. 2020;1(2):3\n", 7000),
		"definitions": definitions.String(),
		"addresses":   rep("http://", 29000),
		"raised":      rep("¹", 30000),
		"carets":      rep("^1", 30000),
		"ticks":       rep(rep("`", 7)+rep("`", 8)+" ", 9000),
	} {
		start := time.Now()
		a := article.Parse(source.NewFile("x.md", []byte(in)), article.Options{})
		a.Body(sentenceSpans(a))
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("%s: %d bytes take %v", name, len(in), d)
		}
	}
}

// TestParallel holds that articles may be read at the same time.
func TestParallel(t *testing.T) {
	text := longArticle()
	want := plainBody(article.Parse(source.NewFile("x.md", text), article.Options{}).Body(nil))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := plainBody(article.Parse(source.NewFile("x.md", text), article.Options{}).Body(nil)); got != want {
				t.Error("an article read beside others comes out differently")
			}
		})
	}
	wg.Wait()
}

func TestBadLinks(t *testing.T) {
	for _, link := range []string{
		"[a](javascript:alert)", "[a](JaVaScRiPt:alert)", "[a](javascript&#58;alert)", "[a](&#x6A;avascript:alert)", "[a](< javascript:alert>)",
		"[a](<java\tscript:alert>)", "[a](vbscript:x)", "![a](data:image/svg+xml;base64,AAAA)", "see <javascript:alert>", "[a][b]\n\n[b]: javascript:alert",
		"<a href=\"javascript:alert\">a</a>", "<a href=' java&#115;cript:alert'>a</a>", "<a href={\"javascript:alert\"}>a</a>",
	} {
		a := article.Parse(source.NewFile("x.md", []byte(link)), article.Options{})
		if html := plainBody(a.Body(nil)); strings.Contains(html, "href") || strings.Contains(html, "src=") || !strings.Contains(problems(a), "bad-link") {
			t.Errorf("%s is rendered as %q, with problems %q", link, html, problems(a))
		}
	}
	for _, link := range []string{"[a](https://x.org/javascript:b)", "[a](/b:c)", "[a](doi:10.1/x)", "[a](mailto:b@c.de)", "[a](#b)"} {
		a := article.Parse(source.NewFile("x.md", []byte(link)), article.Options{})
		if html := plainBody(a.Body(nil)); !strings.Contains(html, "href") || len(a.Problems) > 0 {
			t.Errorf("%s is rendered as %q, with problems %q", link, html, problems(a))
		}
	}
}
