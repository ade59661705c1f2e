package article_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"stet/internal/article"
	"stet/internal/source"
)

var update = flag.Bool("update", false, "write what is found as what is expected")

// TestGolden reads each archive's first file and compares it with the others:
// "sentences", "entries", "headings", "labels", "comments", "meta", "problems" and
// "html". A comment of "strict" on top makes the file a site's own. In the
// input \r, \t, \xNN and \u{NNNN} stand for what an editor would spoil.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) { golden(t, name) })
	}
}

func golden(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	input := archive.Files[0]
	a := article.Parse(source.NewFile(input.Name, decode(input.Data)), article.Options{
		Strict: strings.Contains(string(archive.Comment), "strict"),
	})
	checkSentences(t, a)
	checkPlaces(t, a)
	checkBody(t, a, sentenceSpans(a))
	for i := range archive.Files[1:] {
		want := &archive.Files[i+1]
		got := dump(t, a, want.Name)
		if *update {
			want.Data = []byte(got)
		} else if diff := cmp.Diff(string(want.Data), got); diff != "" {
			t.Errorf("%s: -want +got\n%s", want.Name, diff)
		}
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func decode(b []byte) []byte {
	out := strings.NewReplacer(`\r`, "\r", `\t`, "\t").Replace(string(b))
	for {
		i := strings.Index(out, `\x`)
		if i < 0 || i+4 > len(out) {
			break
		}
		var c byte
		fmt.Sscanf(out[i+2:i+4], "%02x", &c)
		out = out[:i] + string([]byte{c}) + out[i+4:]
	}
	for {
		i := strings.Index(out, `\u{`)
		if i < 0 {
			return []byte(out)
		}
		n := strings.IndexByte(out[i:], '}')
		var r rune
		fmt.Sscanf(out[i+3:i+n], "%x", &r)
		out = out[:i] + string(r) + out[i+n+1:]
	}
}

func dump(t *testing.T, a *article.Article, what string) string {
	var b strings.Builder
	switch what {
	case "sentences":
		for _, s := range a.Sentences {
			fmt.Fprintf(&b, "%s %s %d: %q\n", place(a, s.Span), blockNames[s.Block], s.BlockID, a.File.Text(s.Span))
			if s.Plain != a.File.Text(s.Span) {
				fmt.Fprintf(&b, "\tplain %q\n", s.Plain)
			}
			for _, in := range s.Inlines {
				fmt.Fprintf(&b, "\t%s %q %q %s\n", inlineNames[in.Kind], a.File.Text(in.Span), s.Plain[in.Start:in.End], in.Target)
			}
		}
	case "entries":
		for _, e := range a.Entries {
			kind := "work"
			if e.Footnote {
				kind = "note"
			}
			fmt.Fprintf(&b, "%s %s %q: %q %v\n", place(a, e.Span), kind, e.Label, e.Plain, e.Links)
		}
	case "headings":
		for _, h := range a.Headings {
			fmt.Fprintf(&b, "%s h%d #%s %q\n", place(a, h.Span), h.Level, h.ID, h.Text)
		}
	case "labels":
		for _, l := range a.Labels {
			fmt.Fprintf(&b, "%s #%s %d table %t\n", place(a, l.Span), l.ID, l.Number, l.Table)
		}
	case "comments":
		for _, c := range a.Comments {
			fmt.Fprintf(&b, "%s %q\n", place(a, c.Span), c.Text)
		}
	case "meta":
		fmt.Fprintf(&b, "title %q\n%+v\n", a.Title, a.Meta)
	case "problems":
		for _, p := range a.Problems {
			fmt.Fprintf(&b, "%s %s: %s\n", place(a, p.Span), p.Rule, p.Msg)
			if p.Hint != "" {
				fmt.Fprintf(&b, "\thint: %s\n", p.Hint)
			}
		}
	case "html":
		b.WriteString(plainBody(a.Body(nil)))
	case "slots":
		b.WriteString(slots(a.Body(sentenceSpans(a))))
	default:
		t.Fatalf("archive asks for %q", what)
	}
	return b.String()
}

// slots is a body with its slots shown in braces.
func slots(body article.Body) string {
	var b strings.Builder
	for _, p := range body {
		b.WriteString(p.HTML)
		switch p.Slot {
		case article.RunStart:
			fmt.Fprintf(&b, "{%d:", p.N)
		case article.RunEnd:
			b.WriteString("}")
		case article.Mark:
			fmt.Fprintf(&b, "{mark %d}", p.N)
		case article.Note:
			fmt.Fprintf(&b, "{note %d}", p.N)
		case article.Cite:
			fmt.Fprintf(&b, "{cite %d}", p.N)
		case article.Word:
			fmt.Fprintf(&b, "{%s}", article.Words[p.N])
		case article.FigureLabel:
			fmt.Fprintf(&b, "{figure %d}", p.N)
		case article.TableLabel:
			fmt.Fprintf(&b, "{table %d}", p.N)
		}
	}
	return b.String()
}

func place(a *article.Article, s source.Span) string {
	from, to := a.File.Position(s.Start), a.File.Position(s.End)
	return fmt.Sprintf("%d:%d-%d:%d", from.Line, from.Column, to.Line, to.Column)
}

var blockNames = map[article.BlockKind]string{
	article.Paragraph: "paragraph", article.ListItem: "item", article.TableCell: "cell", article.TitleBlock: "title",
	article.Footnote: "footnote", article.Caption: "caption",
}

var inlineNames = map[article.InlineKind]string{
	article.Emphasis: "emphasis", article.Strong: "strong", article.Link: "link", article.Citation: "citation",
	article.Marker: "marker", article.Element: "element", article.Code: "code", article.Cell: "cell",
}
