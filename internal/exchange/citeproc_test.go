//go:build checkers

package exchange_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"stet/internal/cite"
	"stet/internal/exchange"
)

// A habit is a way in which citeproc's style writes otherwise than Citing
// Medicine, on purpose or as a style cannot know better. undo writes a text of
// citeproc's as stet does; it gives other texts back as they are. README.md has
// the reasons.
type habit struct {
	name string
	undo func(theirs string, r *cite.Reference) string
}

var (
	straight     = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`)
	quoted       = regexp.MustCompile(`(^|[\s(])"([^"]*)"`)
	stopInQuotes = regexp.MustCompile(`([.,])"([ )]|$)`)
	dateCited    = regexp.MustCompile(` \[cited [^]]*\]`)
	noVolume     = regexp.MustCompile(`\. (\d{4});(\w*-?\w*)(\.?)$`)
)

var habits = []habit{
	{"a dash between numbers, not a hyphen", func(s string, r *cite.Reference) string { return strings.ReplaceAll(s, "–", "-") }},
	{"curly quotation marks and apostrophes", func(s string, r *cite.Reference) string { return straight.Replace(s) }},
	{"a semicolon behind the year, and no volume", func(s string, r *cite.Reference) string {
		if r.Volume != "" || r.Issue != "" {
			return s
		}
		if r.Pages == "" {
			return noVolume.ReplaceAllString(s, ". $1.")
		}
		return noVolume.ReplaceAllString(s, ". $1:$2.")
	}},
	{"a stop within the quotation marks", func(s string, r *cite.Reference) string {
		if strings.HasSuffix(r.Title, `"`) || strings.HasSuffix(r.Title, "”") {
			return stopInQuotes.ReplaceAllString(s, `"$1$2`)
		}
		return s
	}},
	{"double quotation marks for single ones", func(s string, r *cite.Reference) string {
		if !strings.ContainsAny(r.Title, "\"“”") {
			return quoted.ReplaceAllString(s, "$1'$2'")
		}
		return s
	}},
	{"a comma before a group of authors", func(s string, r *cite.Reference) string {
		people, _, _ := strings.Cut(s, ". ")
		for _, name := range r.Authors {
			if i := strings.Index(s, ", "+name); i >= 0 && i <= len(people) && strings.Contains(cite.Vancouver(r), "; "+name) {
				s = s[:i] + ";" + s[i+1:]
			}
		}
		return s
	}},
	{"a narrow space before a colon", func(s string, r *cite.Reference) string { return strings.ReplaceAll(s, "\u202f:", " :") }},
	{"no date on which an address was seen", func(s string, r *cite.Reference) string {
		return strings.Replace(s, ". Available from: ", seen(r)+". Available from: ", 1)
	}},
}

// seen is the date on which an editor saw what r has on the web.
func seen(r *cite.Reference) string { return dateCited.FindString(cite.Vancouver(r)) }

// TestVancouverAsCiteproc writes references as citeproc does, but for its
// habits: each text that differs must become stet's own when they are undone.
func TestVancouverAsCiteproc(t *testing.T) {
	refs := append(library(t), realRecords(t)...)
	theirs := citeproc(t, refs)
	same, unexplained := 0, 0
	counts := make([]int, len(habits))
	for i, r := range refs {
		bare := *r
		bare.PMID, bare.PMCID, bare.DOI = "", "", "" // which the style leaves out
		ours := cite.Vancouver(&bare)
		if ours == theirs[i] {
			same++
			continue
		}
		text := theirs[i]
		for k, h := range habits {
			if undone := h.undo(text, &bare); undone != text {
				text = undone
				counts[k]++
			}
		}
		if text != straight.Replace(strings.ReplaceAll(ours, "–", "-")) {
			unexplained++
			t.Errorf("%s:\n stet     %s\n citeproc %s\n undone   %s", r.Key, ours, theirs[i], text)
		}
	}
	t.Logf("%d references, %d the same letter for letter, %d that differ in a way that is not explained", len(refs), same, unexplained)
	for k, h := range habits {
		t.Logf("%5d %s", counts[k], h.name)
	}
	if len(refs) < 40 || same == 0 {
		t.Errorf("%d references, %d the same", len(refs), same)
	}
}

// citeproc gives what citeproc makes of references in the style of the NLM.
func citeproc(t *testing.T, refs []*cite.Reference) []string {
	t.Helper()
	csl := os.Getenv("CSL")
	cmd := exec.Command("node", filepath.FromSlash("testdata/citeproc.js"), os.Getenv("CITEPROC"), filepath.Join(csl, "styles", "vancouver.csl"), filepath.Join(csl, "locales", "locales-en-US.xml"))
	cmd.Stdin = bytes.NewReader(exchange.Write(refs, exchange.CSL))
	var complaints strings.Builder
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	var texts []string
	if err == nil {
		err = json.Unmarshal(out, &texts)
	}
	if err != nil || len(texts) != len(refs) {
		t.Fatalf("citeproc: %v, %d texts of %d references\n%s", err, len(texts), len(refs), complaints.String())
	}
	return texts
}
