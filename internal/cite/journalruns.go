package cite

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// runsTSV is the built-in table of names and their years; its head says what
// the columns are.
//
//go:embed journalruns.tsv
var runsTSV string

// A Run is the time that a journal had one name.
type Run struct {
	Journal            // of that name
	First, Last int    // years; 0 for unknown, and Last also for not over
	Later       string // the title it went on under, "" for none
}

// Has reports whether the run may hold a paper of that year.
func (r *Run) Has(year int) bool {
	return (r.First == 0 || year >= r.First) && (r.Last == 0 || year <= r.Last)
}

// Runs are the runs that stet knows of: of journals that changed their names,
// share them with others or were divided.
func Runs() []Run { return knownRuns() }

var knownRuns = sync.OnceValue(func() []Run {
	var runs []Run
	for line := range strings.Lines(runsTSV) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if line[0] == '#' {
			continue
		}
		f = append(f, "", "", "", "", "")
		first, _ := strconv.Atoi(f[3])
		last, _ := strconv.Atoi(f[4])
		runs = append(runs, Run{Journal{Title: f[0], Abbr: f[1], NLM: f[2], ISSN: f[6]}, first, last, f[5]})
	}
	return runs
})

// namesakes are the runs that share a folded name with another, by that name.
var namesakes = sync.OnceValue(func() map[string][]Run {
	by := map[string][]Run{}
	for _, r := range knownRuns() {
		for _, name := range r.sharedNames() {
			by[name] = append(by[name], r)
		}
	}
	for name, runs := range by {
		if len(runs) < 2 {
			delete(by, name)
		}
	}
	return by
})

// dividedNames are the last years of journals that went on under no name of
// their own, by their folded name: what is left of them are their sections.
var dividedNames = sync.OnceValue(func() map[string]int {
	last := map[string]int{}
	for _, r := range knownRuns() {
		if name := Fold(r.Display()); r.Last > 0 && r.Later == "" && !IsShared(name) {
			last[name] = r.Last
		}
	}
	return last
})

// sharedNames are the names of j that may be another's too: without what
// stands in brackets.
func (j Journal) sharedNames() []string {
	abbr, _ := cutBrackets(j.Abbr)
	return slices.Compact([]string{Fold(j.Display()), Fold(abbr)})
}

// IsShared reports whether several journals have or had a name, as far as stet
// knows.
func IsShared(name string) bool { return len(namesakes()[Fold(name)]) > 0 }

// Namesake tells which of the journals that share a name had it in year: two
// are called Aging, one until 2001 and one since 2009. ok is false for a name
// that no two journals share as far as stet knows, and for a year in which
// none had it.
func Namesake(name string, year int) (owner Run, ok bool) {
	for _, r := range namesakes()[Fold(name)] {
		if r.Has(year) && (!ok || r.First > owner.First) {
			owner, ok = r, true
		}
	}
	return owner, ok
}

// IsOther reports whether a record's journal j is surely another one than r's,
// though they share a name: by its NLM id, by its ISSN, which names of one
// journal may share, or by the qualifier of its title.
func (r *Run) IsOther(j Journal) bool {
	if j.NLM != "" && r.NLM != "" {
		return j.NLM != r.NLM
	}
	title := Fold(j.Title)
	return slices.ContainsFunc(knownRuns(), func(s Run) bool {
		if j.ISSN != "" && j.ISSN == s.ISSN {
			return r.ISSN != s.ISSN
		}
		if j.NLM != "" && s.NLM != "" {
			return j.NLM == s.NLM // the id of another run: r has none
		}
		return s.Title != r.Title && title == Fold(s.Title) && title != Fold(r.Title)
	})
}
