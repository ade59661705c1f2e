package eval_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stet/internal/eval"
)

// gram is how many words in a row make a copy.
const gram = 6

// journalTable holds nothing but titles of journals.
const journalTable = "internal/cite/journals.tsv"

// TestNoCopies: no labelled sentence of a gold set has come into the project.
//
// Six words in a row that only one article of the set has are its author's,
// unless each of them is an everyday word of such articles, a number, or part
// of the title of a journal.
func TestNoCopies(t *testing.T) {
	names, err := filepath.Glob(filepath.Join(filepath.Dir(gold(t)), "*.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var docs []eval.Document
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		more, err := eval.Read(f)
		f.Close()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		docs = append(docs, more...)
	}
	titles, err := os.ReadFile("../../" + journalTable)
	if err != nil {
		t.Fatal(err)
	}
	theirs := rareGrams(docs, splitTitles(string(titles)))
	if len(theirs) < 1000 {
		t.Fatalf("only %d rare sequences of %d words: the check has nothing to look for", len(theirs), gram)
	}
	for _, c := range copies(t, os.DirFS("../.."), theirs) {
		t.Error(c)
	}
}

// TestCopies: the check finds what it is for, and no more.
func TestCopies(t *testing.T) {
	docs := []eval.Document{
		{ID: "a", Text: "A 2018 study in the Journal of Applied Bathing found that lukewarm footbaths help tired porters. It was published in the journal.",
			Claims: []eval.Attribution{{Start: 0, End: 97, Journal: "Journal of Applied Bathing"}, {Start: 98, End: 130}}},
		{ID: "b", Text: "A 2018 study found that it helps. It was published in the journal of the month, and that is that for 2018."},
	}
	theirs := rareGrams(docs, nil)
	files := map[string]string{
		"x.go":    "// In short: lukewarm\n// footbaths help tired porters,\n// as does rest.\nvar x = 1 // found that lukewarm footbaths help tired people\n",
		"y.md":    "A 2018 study in the Journal of Applied Bathing found that it was published in the journal.\n",
		"z/bin":   "lukewarm footbaths help tired porters it\x00",
		"zz.html": "<p>that <b>lukewarm</b> footbaths https://example.org/a help tired porters</p>",
	}
	root := t.TempDir()
	for name, text := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{
		"x.go:4: found that lukewarm footbaths help tired (in article a)",
		`zz.html:1: that lukewarm footbaths help tired porters (in article a)`,
	}
	if got := copies(t, os.DirFS(root), theirs); !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// everyday are words of every article about studies, however few a set has.
var everyday = strings.Fields(`a an the of in on at by for from with without to as and or nor but not no than that this these those it its
	is are was were be been has have had do does did can may might will would which who whose what when where how there their they he she his her
	we our you your one two three more most less also et al van von de der den la le du el
	study studies trial trials review reviews article articles paper papers research researcher researchers journal journals published publication
	found showed reported according analysis analyses meta systematic randomized randomised controlled placebo double blind cohort clinical
	journal's january february march april may june july august september october november december`)

// A word is a word of a text, folded, and where it stands.
type word struct {
	text string
	at   int
}

var (
	link   = regexp.MustCompile(`(?i)\b(?:https?://|www\.)[^\s<>")\]]+|\b10\.\d{4,9}/[^\s<>")\]]+`)
	letter = regexp.MustCompile(`[\p{L}\p{N}]+(?:['’][\p{L}]+)?`)
	tag    = regexp.MustCompile(`</?[a-zA-Z][a-zA-Z0-9]*>`)
)

// words are the words of a text, outside of its links and plain tags.
func words(text string) []word {
	blank := func(s string) string { return strings.Repeat(" ", len(s)) }
	text = tag.ReplaceAllStringFunc(link.ReplaceAllStringFunc(text, blank), blank)
	var list []word
	for _, at := range letter.FindAllStringIndex(text, -1) {
		list = append(list, word{strings.ReplaceAll(strings.ToLower(text[at[0]:at[1]]), "’", "'"), at[0]})
	}
	return list
}

// splitTitles are the names of journals of a table, each as words.
func splitTitles(table string) [][]word {
	var titles [][]word
	for _, name := range strings.FieldsFunc(table, func(r rune) bool { return r == '\t' || r == '|' || r == '\n' }) {
		if w := words(name); len(w) > 1 {
			titles = append(titles, w)
		}
	}
	return titles
}

// rareGrams are the sequences of words of labelled sentences that are the
// article's own, with the id of the article.
func rareGrams(docs []eval.Document, titles [][]word) map[[gram]string]string {
	common := map[string]bool{}
	for _, w := range everyday {
		common[w] = true
	}
	articles := map[string]int{} // how many have the word
	owners := map[[gram]string]int{}
	for _, d := range docs {
		seenWord, seen := map[string]bool{}, map[[gram]string]bool{}
		for i, list := 0, words(d.Text); i < len(list); i++ {
			if w := list[i].text; !seenWord[w] {
				seenWord[w] = true
				articles[w]++
			}
			if g, ok := gramAt(list, i); ok && !seen[g] {
				seen[g] = true
				owners[g]++
			}
		}
	}
	for w, n := range articles {
		if n*4 >= len(docs) && len(docs) >= 8 || strings.Trim(w, "0123456789") == "" {
			common[w] = true
		}
	}
	byFirst := map[string][][]word{}
	for _, title := range titles {
		byFirst[title[0].text] = append(byFirst[title[0].text], title)
	}
	theirs := map[[gram]string]string{}
	for _, d := range docs {
		runes := []rune(d.Text)
		for _, c := range d.Claims {
			list := words(string(runes[c.Start:c.End]))
			known := titleWords(list, byFirst, words(c.Journal), words(c.Canonical))
			for i := range list {
				g, ok := gramAt(list, i)
				if !ok || owners[g] != 1 {
					continue
				}
				for k := range g {
					if !known[i+k] && !common[g[k]] {
						theirs[g] = d.ID
						break
					}
				}
			}
		}
	}
	return theirs
}

// gramAt is the sequence of words that begins at i.
func gramAt(list []word, i int) (g [gram]string, ok bool) {
	if i+gram > len(list) {
		return g, false
	}
	for k := range g {
		g[k] = list[i+k].text
	}
	return g, true
}

// titleWords tells which words of a list are part of a journal's title.
func titleWords(list []word, byFirst map[string][][]word, labelled ...[]word) map[int]bool {
	known := map[int]bool{}
	same := func(a, b word) bool { return a.text == b.text }
	for i := range list {
		for _, title := range append(labelled, byFirst[list[i].text]...) {
			if n := len(title); n > 0 && i+n <= len(list) && slices.EqualFunc(list[i:i+n], title, same) {
				for k := range n {
					known[i+k] = true
				}
			}
		}
	}
	return known
}

// copies are the places of a source tree that hold such sequences: each run of
// them once.
func copies(t *testing.T, tree fs.FS, theirs map[[gram]string]string) []string {
	t.Helper()
	var found []string
	err := fs.WalkDir(tree, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if path == ".git" || path == "public" {
				return fs.SkipDir
			}
			return nil
		}
		if path == journalTable {
			return nil
		}
		b, err := fs.ReadFile(tree, path)
		if err != nil || slices.Contains(b[:min(len(b), 8000)], 0) {
			return err
		}
		text := string(b)
		list := words(text)
		for i := 0; i < len(list); i++ {
			g, ok := gramAt(list, i)
			if id := theirs[g]; ok && id != "" {
				line := 1 + strings.Count(text[:list[i].at], "\n")
				found = append(found, fmt.Sprintf("%s:%d: %s (in article %s)", path, line, strings.Join(g[:], " "), id))
				i += gram - 1
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
