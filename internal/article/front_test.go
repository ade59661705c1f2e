package article_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/article"
	"stet/internal/source"
)

func problems(a *article.Article) string {
	var lines []string
	for _, p := range a.Problems {
		from := a.File.Position(p.Span.Start)
		lines = append(lines, fmt.Sprintf("%d:%d %s: %s", from.Line, from.Column, p.Rule, p.Msg))
	}
	return strings.Join(lines, "\n")
}

func TestFrontMatter(t *testing.T) {
	for _, tc := range []struct {
		in    string
		title string // of the article
		words string // of its first sentence
		want  string // problems when strict
	}{
		{in: "---\ntitle: A\n---\nText.", title: "A", words: "Text."},
		{in: "\ufeff---\r\ntitle: A\r\n---  \r\nText.", title: "A", words: "Text."},
		{in: "\n\n---\ntitle: A\n---\nText.", title: "A", words: "Text."},
		{in: "---\ntitle: A\n...\nText.", title: "A", words: "Text.", want: `3:1 bad-front-matter: front matter closes with "..."`},
		{in: "---\ntitle: A\nText.", title: "f", want: "1:1 bad-front-matter: front matter is never closed: it opens on line 1"},
		{in: " ---\ntitle: A\n---\nText.", title: "f", words: "title: A",
			want: `1:1 bad-front-matter: front matter opens with an indented "---": remove the space before it`},
		{in: "----\ntitle: A\n----\nText.", title: "f", words: "title: A",
			want: "1:1 bad-front-matter: front matter opens with three dashes, not with 4"},
		{in: "Text.", title: "f", words: "Text.", want: "1:1 bad-front-matter: front matter is missing, and so is the title"},
		{in: "# Head\nText.", title: "Head", words: "Head", want: "1:1 bad-front-matter: front matter is missing, and so is the title"},
		{in: "---\n---\nText.", title: "f", words: "Text.", want: "1:1 bad-front-matter: front matter: the title is missing"},
		{in: "---\ntitle: A\ntext: |\n  ---\n  more\n---\nText.", title: "A", words: "Text.",
			want: `4:1 bad-front-matter: front matter holds an indented "---", which other tools take for its end`},
		{in: "+++\ntitle = \"A\"\n+++\nText.", title: "A", words: "Text.",
			want: "1:1 bad-front-matter: front matter is YAML between two lines of three dashes, not TOML or JSON"},
		{in: "{\n\"title\": \"A\"\n}\n\nText.", title: "A", words: "Text.",
			want: "1:1 bad-front-matter: front matter is YAML between two lines of three dashes, not TOML or JSON"},
		{in: "---\ntitel: A\n---\nText.", title: "f", words: "Text.",
			want: "1:1 bad-front-matter: front matter: the title is missing\n2:1 bad-front-matter: front matter: unknown field \"titel\"; did you mean \"title\"?"},
		{in: "---\ntitle: A\ndate: soon\ntags: x\ndraft: \"no\"\n---\nText.", title: "A", words: "Text.",
			want: "3:7 bad-front-matter: date: \"soon\" where a date such as 2026-11-20 is expected\n" +
				"4:7 bad-front-matter: tags: \"x\" where a list is expected, as in [one, two]\n" +
				"5:8 bad-front-matter: draft: \"no\" where true, false or unlinked is expected, without quotes"},
		{in: "---\ntitle: A\nslug: ../B c\naliases: [/, /ok/, //e.com, /a/../b]\n---\nText.", title: "A", words: "Text.",
			want: "3:7 bad-front-matter: slug: \"../B c\" is no name for a page: use letters from a to z, digits and single hyphens between them\n" +
				"4:11 bad-front-matter: aliases: \"/\" is no former address on this site, such as \"/old-name/\"\n" +
				"4:20 bad-front-matter: aliases: \"//e.com\" is no former address on this site, such as \"/old-name/\"\n" +
				"4:29 bad-front-matter: aliases: \"/a/../b\" is no former address on this site, such as \"/old-name/\""},
		{in: "---\ntitle: A\ndate: 2026-02-01\nupdated: 2026-01-01\nreviewed: {on: 2026-03-01}\nnext_review: 2026-03-01\n---\nText.", title: "A", words: "Text.",
			want: "4:10 bad-front-matter: updated: 2026-01-01 is before date, 2026-02-01\n" +
				"5:11 bad-front-matter: reviewed: by is missing: who reviewed the article?\n" +
				"6:14 bad-front-matter: next_review: 2026-03-01 is not after reviewed.on, 2026-03-01"},
		{in: "---\n\nA rule, then text.\n\n---\n", title: "f", words: "A rule, then text.",
			want: "1:1 bad-front-matter: front matter: the title is missing\n" +
				"3:1 bad-front-matter: front matter: \"A rule, then text.\" where \"name: value\" lines are expected\n" +
				"6:1 empty-article: article is empty"},
		{in: "", title: "f", want: "1:1 bad-front-matter: front matter is missing, and so is the title\n1:1 empty-article: article is empty"},
		{in: "---\ntitle: A\n---\n \n", title: "A", want: "5:1 empty-article: article is empty"},
		{in: "---\ntitle: A\ntags:\n" + strings.Repeat("  - abcdefghij\n", 5000) + "---\nText.", title: "f", words: "Text.",
			want: "1:1 limit: front matter has 75015 bytes, more than 65536"},
	} {
		strict := article.Parse(source.NewFile("f.md", []byte(tc.in)), article.Options{Strict: true})
		if got := problems(strict); got != tc.want && tc.want != "?" {
			t.Errorf("%.60q: problems -want +got\n%s", tc.in, cmp.Diff(tc.want, got))
		}
		a := article.Parse(source.NewFile("f.md", []byte(tc.in)), article.Options{})
		words := ""
		if len(a.Sentences) > 0 {
			words = a.Sentences[0].Plain
		}
		if a.Title != tc.title || words != tc.words {
			t.Errorf("%.60q: title %q, words %q; want %q, %q", tc.in, a.Title, words, tc.title, tc.words)
		}
		for _, p := range a.Problems {
			if p.Rule == "bad-front-matter" && !strings.Contains(p.Msg, "never closed") {
				t.Errorf("%.60q: a foreign file's front matter is reported: %s", tc.in, p.Msg)
			}
		}
	}
}
