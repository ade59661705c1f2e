package article_test

import (
	"strings"
	"testing"

	"stet/internal/article"
	"stet/internal/source"
)

// TestComments: a comment belongs to the block that it stands before or in.
func TestComments(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		block      string // its name
		covers     string // its first words
		not        string // words that stand outside of it
		blank      int
	}{
		{"paragraph", "<!-- x -->\nOne.\nTwo.\n\nThree.\n", "paragraph", "One.", "Three", 0},
		{"a blank line apart", "<!-- x -->\n\nOne.\n\nTwo.\n", "paragraph", "One.", "Two", 1},
		{"three blank lines apart", "<!-- x -->\n\n\n\nOne.\n", "paragraph", "One.", "", 3},
		{"crlf", "<!-- x -->\r\n\r\nOne.\r\n\r\nTwo.\r\n", "paragraph", "One.", "Two", 1},
		{"within a paragraph", "Zero.\n\nOne <!-- x --> two.\n", "paragraph", "One", "Zero", 0},
		{"between lines", "Zero.\n<!-- x -->\nOne.\n", "paragraph", "One.", "Zero", 0},
		{"mdx", "{/* x */}\nOne.\n\nTwo.\n", "paragraph", "One.", "Two", 0},
		{"mdx within", "One {/* x */} two.\n\nTwo.\n", "paragraph", "One", "Two", 0},
		{"heading", "<!-- x -->\n## One\n\nTwo.\n", "heading", "## One", "Two", 0},
		{"heading by its underline", "<!-- x -->\nOne\n===\n\nTwo.\n", "heading", "One", "Two", 0},
		{"list", "<!-- x -->\n- One\n- Two\n\nThree.\n", "list", "- One", "Three", 0},
		{"between items", "- Zero\n<!-- x -->\n- One\n- Two\n", "list", "- One", "Zero", 0},
		{"in an item", "- <!-- x --> One\n- Two\n", "paragraph", "<!-- x --> One", "Two", 0},
		{"over an item's text", "- Zero\n- <!-- x -->\n  One\n- Two\n", "paragraph", "One", "Two", 0},
		{"in a loose item", "- Zero\n\n  <!-- x -->\n  One\n\n  Two\n", "paragraph", "One", "Two", 0},
		{"before the list within an item", "- Zero\n  <!-- x -->\n  - One\n- Two\n", "list", "- One", "Two", 0},
		{"quote", "<!-- x -->\n> One.\n>\n> Two.\n\nThree.\n", "quote", "> One.", "Three", 0},
		{"in a quote", "> <!-- x -->\n> One.\n>\n> Two.\n", "paragraph", "One.", "Two", 0},
		{"a blank line apart in a quote", "> <!-- x -->\n>\n> One.\n>\n> Two.\n", "paragraph", "One.", "Two", 1},
		{"table", "<!-- x -->\n| A | B |\n|---|---|\n| One | Two |\n\nThree.\n", "table", "| A |", "Three", 0},
		{"in a cell", "| A | B |\n|---|---|\n| <!-- x --> One | Two |\n| Three | Four |\n", "table row", "| <!-- x --> One", "Three", 0},
		{"in the last cell", "| A | B |\n|---|---|\n| One | Two <!-- x --> |\n| Three | Four |\n", "table row", "| One", "Three", 0},
		{"footnote", "Zero.[^1]\n\n<!-- x -->\n[^1]: One.\n\n    Two.\n\nThree.\n", "footnote", "[^1]: One.", "Three", 0},
		{"in a footnote", "Zero.[^1]\n\n[^1]: <!-- x --> One.\n\n    Two.\n", "paragraph", "<!-- x --> One.", "Two", 0},
		{"two comments", "<!-- x -->\n<!-- y -->\nOne.\n\nTwo.\n", "paragraph", "One.", "Two", 0},
		{"two comments on a line", "<!-- x --> <!-- y -->\nOne.\n\nTwo.\n", "paragraph", "<!-- x -->", "Two", 0},
		{"two comments on a line of their own", "<!-- x --> <!-- y -->\n\nOne.\n\nTwo.\n", "paragraph", "One.", "Two", 1},
		{"code", "<!-- x -->\n```\ncode\n```\n", article.CodeBlock, "```", "", 0},
		{"rule", "<!-- x -->\n\n---\n\nOne.\n", article.RuleBlock, "", "One", 1},
		{"tags", "<!-- x -->\n<div>\n\nOne.\n</div>\n", "line of tags", "<div>", "One", 0},
		{"at the end", "One.\n\n<!-- x -->\n", "", "", "", 0},
		{"at the end of an item", "- One\n  <!-- x -->\n- Two\n", "", "", "", 0},
		{"in the margin", "- One\n  <!-- x -->\n\nTwo.\n", "", "", "", 0},
	} {
		f := source.NewFile("x.md", []byte(tc.text))
		a := article.Parse(f, article.Options{})
		if len(a.Comments) == 0 || a.Comments[0].Text != "x" {
			t.Errorf("%s: comments %+v", tc.name, a.Comments)
			continue
		}
		c := a.Comments[0]
		text := f.Text(c.Block.Span)
		if c.Block.Name != tc.block || c.Blank != tc.blank || !strings.HasPrefix(text, tc.covers) || tc.not != "" && strings.Contains(text, tc.not) {
			t.Errorf("%s: the block is a %q (%q) behind %d blank lines, want a %q (%q...) behind %d",
				tc.name, c.Block.Name, text, c.Blank, tc.block, tc.covers, tc.blank)
		}
	}
}

// TestBlocks: the blocks around a place, from the outermost in.
func TestBlocks(t *testing.T) {
	text := "---\ntitle: T\n---\nZero.\n\n> - One\n>\n>   Two *three*.\n\n| A | B |\n|---|---|\n| Four | Five |\n"
	f := source.NewFile("x.md", []byte(text))
	a := article.Parse(f, article.Options{})
	for at, want := range map[string]string{
		"title": "", "Zero": "paragraph", "One": "quote, list, list item, paragraph", "three": "quote, list, list item, paragraph",
		"Five": "table, table row, table cell",
	} {
		var got []string
		for _, b := range a.Blocks(strings.Index(text, at)) {
			got = append(got, b.Name)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("Blocks at %q: %q, want %q", at, got, want)
		}
	}
}
