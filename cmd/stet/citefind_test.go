package main

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"stet/internal/cite"
	"stet/internal/exam"
	"stet/internal/ncbi"
	"stet/internal/ncbi/ncbitest"
)

// TestFindLay looks for what the lay sentences of the exam mean, among the real
// records of DATA: with everything stated as it is, and with a wrong year.
func TestFindLay(t *testing.T) {
	if os.Getenv("DATA") == "" {
		t.Skip("DATA names no folder of records")
	}
	records, err := ncbitest.Real()
	if err != nil {
		t.Fatal(err)
	}
	have := records.PMIDs()
	papers := map[cite.PMID]*cite.Reference{}
	for _, p := range exam.LayPapers() {
		papers[p.Reference.PMID] = p.Reference
	}
	t.Chdir(t.TempDir())
	for off, floor := range map[int]int{0: 95, -3: 75} { // of a hundred
		claims, first, shown := 0, 0, 0
		synctest.Test(t, func(t *testing.T) {
			s := ncbitest.New(records)
			transport, end := s.Transport()
			defer end()
			c, err := ncbi.New(ncbi.Options{Email: "e@example.org", Now: time.Now, Transport: transport})
			if err != nil {
				t.Fatal(err)
			}
			for _, lay := range exam.LaySentences() {
				r := papers[lay.PMID]
				if !slices.Contains(have, string(lay.PMID)) || len(r.Authors) == 0 {
					continue
				}
				journal := lay.Journal
				if journal == "" {
					journal = r.Journal.Title
				}
				author, _, _ := strings.Cut(r.Authors[0], " ")
				text := strings.NewReplacer("{year}", strconv.Itoa(r.Year+off), "{journal}", journal, "{author}", author, "{second}", author).Replace(lay.Text)
				if err := os.WriteFile("a.md", []byte("---\ntitle: "+strconv.Quote(lay.Title)+"\n---\n## "+lay.Heading+"\n\n"+text+"\n"), 0o644); err != nil {
					t.Fatal(err)
				}
				p, err := openProject("a.md", "")
				if err != nil {
					t.Fatal(err)
				}
				wanted, err := unmatchedOn(p, filepath.Join("a.md"), 6)
				if err != nil {
					continue // no claim is found: that is for others to count
				}
				claims++
				found, err := look(t.Context(), p, c, wanted[0])
				if err != nil {
					t.Fatal(err)
				}
				at := slices.IndexFunc(found, func(f ranked) bool { return f.ref.PMID == lay.PMID })
				switch {
				case at == 0:
					first++
					fallthrough
				case at > 0 && at < 5:
					shown++
				}
			}
			t.Logf("year off by %d: of %d claims %d have their record first, %d among five; %d requests", off, claims, first, shown, len(s.Arrivals()))
			if claims < 50 || first*100 < claims*floor {
				t.Errorf("that is too few")
			}
		})
	}
}
