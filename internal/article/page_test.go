package article_test

import (
	"github.com/google/go-cmp/cmp"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stet/internal/article"
	"stet/internal/source"
)

var pageSeeds = []string{
	"", "<p>One. Two <em>three</em>.<p>Four [1].<ol><li id=a>x<li>y</ol><a href=#a>z</a>",
	"<table><tr><td>a<td>b (Smith 2010)<tr><th>c</table><table><tr><td><h2>d</h2><p>e</table>",
	"<main><nav>n</nav><ul class=references><li>Smith J. A. J B. 2020;1(2):3.</ul></main><footer>f",
	"<figure><img><figcaption>c. d</figcaption></figure><caption>x<table>y<tr>z</table>",
	"<title>t</title><script><p>a</script><!-- c --><div hidden>b<div>c</div></div>d",
	"<blockquote><dl><dt>a<dd>b</dl></blockquote><h1>c<p>d</h1><hr>e<br>f<sup>3</sup>&nbsp;&#0;",
	"<b><p>a</b></p></li></td></tr><li>b<td>c<tr>d<h2>e<h3>f <a href=x", "\xff<p>\x00\r\n\r</p>", "<ol start=3 id=r><li><ol><li id=q>w</ol>",
}

// FuzzPage holds for web pages and plain text what FuzzParse holds for
// markdown.
func FuzzPage(f *testing.F) {
	for _, seed := range append(pageSeeds, fuzzSeeds...) {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, name := range []string{"f.html", "f.txt"} {
			a := article.Parse(source.NewFile(name, b), article.Options{})
			checkSentences(t, a)
			checkPlaces(t, a)
			checkBody(t, a, sentenceSpans(a))
		}
	})
}

func TestPageLimits(t *testing.T) {
	for in, want := range map[string]string{
		"<p>One.<p>" + strings.Repeat("b ", 60) + "<p>Two.": "1:11 limit: paragraph has 119 bytes, more than 100, and is left out",
		"<p>One.<p>" + strings.Repeat("[", 90) + "<p>Two.":  "",
		"<p>One.\xff<p>Two.":     "1:8 bad-encoding: byte 0xFF is not UTF-8",
		"<script>put()</script>": "1:1 empty-article: page has no text of its own\n",
	} {
		a := article.Parse(source.NewFile("x.html", []byte(in)), article.Options{Limits: article.Limits{Line: 100}})
		if got := problems(a); got != strings.TrimSpace(want) {
			t.Errorf("%.20q: problems\n%s\nwant\n%s", in, got, want)
		}
		if n := len(a.Sentences); strings.HasPrefix(in, "<p>One.") && (n < 2 || a.Sentences[n-1].Plain != "Two.") {
			t.Errorf("%.20q: what is around the part left out is not read: %v", in, a.Sentences)
		}
	}
}

// TestPageTime holds that no page takes long, whatever its tags.
func TestPageTime(t *testing.T) {
	for name, piece := range map[string]string{
		"open":      "<div>",
		"unmatched": "<div></p></x>",
		"tables":    "<table><tr><td>",
		"headed":    "<table><h2>a</h2>",
		"lists":     "<ul><li id=a>",
		"items":     "<ol><li id=a>a</ol>",
		"bold":      "<b>",
		"brackets":  "[",
		"articles":  "<article>",
		"hidden":    "<div hidden>",
		"comments":  "<!--",
		"links":     "<a href=#a>[1]</a>",
		"captions":  "<table><caption>a",
		"cells":     "<td>a (Smith 2010)",
	} {
		b := []byte(strings.Repeat(piece, 1<<20/len(piece)))
		start := time.Now()
		article.Parse(source.NewFile("x.html", b), article.Options{})
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s: %d kB take %v", name, len(b)>>10, took)
		}
	}
}

// TestPageReadsAsMarkdown renders articles, and reads the pages: sentence by
// sentence their prose has to be the same, but for what the ends of lines tell
// in markdown and not in HTML, and so have their works.
func TestPageReadsAsMarkdown(t *testing.T) {
	texts := map[string]string{}
	names, err := filepath.Glob("../../content/*.md")
	if err != nil || len(names) == 0 {
		t.Fatalf("no articles: %v", err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(b)
	}
	if os.Getenv("GOLD") != "" {
		for _, d := range goldDocs(t) {
			texts[d.ID] = d.Text
		}
	}
	all, other, entries, missing := 0, 0, 0, 0
	for _, text := range texts {
		a := article.Parse(source.NewFile("x.md", []byte(text)), article.Options{})
		var html strings.Builder
		for _, piece := range a.Body(nil) {
			html.WriteString(piece.HTML)
		}
		p := article.Parse(source.NewFile("x.html", []byte("<main>"+html.String()+"</main>")), article.Options{})
		want, got := plainSentences(a), plainSentences(p)
		all += len(want)
		if diff := cmp.Diff(want, got); diff != "" {
			for _, line := range strings.Split(diff, "\n") {
				if strings.HasPrefix(line, "-") {
					other++
				}
			}
		}
		entries += len(a.Entries)
		missing += max(0, len(a.Entries)-len(p.Entries))
	}
	if other*100 > all || missing > 0 {
		t.Errorf("%d of %d sentences are read otherwise; %d of %d works are missing", other, all, missing, entries)
	}
}

func plainSentences(a *article.Article) []string {
	var all []string
	for _, s := range a.Sentences {
		all = append(all, s.Plain)
	}
	return all
}
