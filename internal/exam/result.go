package exam

import (
	"fmt"
	"runtime"
	"slices"
	"sync"

	"stet/internal/audit"
	"stet/internal/match"
)

// A Row is what the cases of a class came to.
type Row struct {
	Class    *Class
	Cases    int
	Right    int
	Verdicts map[match.Verdict]int

	// Each case is one of these.
	Matched   int // on the references that it names
	Leaked    int // matched where nothing is named rightly, or on other references
	Flagged   int // a verdict that is an error
	Abstained int // another verdict, or not all that is named was found

	// Of a wrong class, the cases that are flagged or off topic though the library
	// has the work that their words are about, and those of them that tell of it
	// as the nearest.
	Held, Near int
}

// A Result is what all cases came to.
type Result struct {
	Rows  []Row     // of the classes that have cases, in the order of the classes
	Wrong []Outcome // the cases that did not come out right, in order

	Wordings map[string]Wording // how each was understood
	Book     int                // by which phrasebook, as in Material
}

// A Wording is how the cases of a wording were understood.
type Wording struct {
	Cases int
	Lost  int // no attribution found, or not all of it
}

// Sit runs all cases.
func Sit(cases []Case) Result {
	outcomes := make([]Outcome, len(cases))
	var wait sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for k := range workers {
		wait.Go(func() {
			for i := k; i < len(cases); i += workers {
				outcomes[i] = cases[i].Run()
			}
		})
	}
	wait.Wait()
	r := Result{Wordings: map[string]Wording{}}
	for _, c := range Classes {
		row := Row{Class: c, Verdicts: map[match.Verdict]int{}}
		for i := range outcomes {
			if outcomes[i].Case.Class == c {
				row.count(&outcomes[i])
			}
		}
		if row.Cases > 0 {
			r.Rows = append(r.Rows, row)
		}
	}
	for _, o := range outcomes {
		n := r.Wordings[o.Case.Wording]
		n.Cases++
		if o.Verdict == Missed || o.Verdict == match.Incomplete {
			n.Lost++
		}
		r.Wordings[o.Case.Wording] = n
		if !o.IsRight() {
			r.Wrong = append(r.Wrong, o)
		}
	}
	return r
}

func (row *Row) count(o *Outcome) {
	row.Cases++
	row.Verdicts[o.Verdict]++
	if o.IsRight() {
		row.Right++
	}
	if o.isRefused() && o.Case.Library.Reference(o.Case.About) != nil {
		row.Held++
		if slices.Contains(o.Near, o.Case.About) || slices.Contains(o.Named, o.Case.About) {
			row.Near++
		}
	}
	switch {
	case o.Verdict == match.Matched && o.named():
		row.Matched++
	case o.Verdict == match.Matched && o.leaked():
		row.Leaked++
	case IsError(o.Verdict):
		row.Flagged++
	default:
		row.Abstained++
	}
}

// IsRight reports whether o is what its class should come to.
func (o *Outcome) IsRight() bool {
	c := o.Case.Class
	if !slices.Contains(c.Right, o.Verdict) || o.Verdict == match.Matched && !o.named() {
		return false
	}
	return c.Rule == "" || slices.ContainsFunc(o.Case.Answers, func(key string) bool { return slices.Contains(o.Told, Told{c.Rule, key}) })
}

// isRefused reports whether o is what a wrong claim should come to.
func (o *Outcome) isRefused() bool { return o.Case.Class.Kind == Wrong && o.IsRight() }

// leaked reports whether o rests on a reference that its case does not name.
func (o *Outcome) leaked() bool {
	return slices.ContainsFunc(o.Named, func(key string) bool { return !slices.Contains(o.Case.Answers, key) })
}

// named reports whether o rests on the references that its case names.
func (o *Outcome) named() bool {
	named := slices.Compact(slices.Sorted(slices.Values(o.Named))) // in words and by an id, it may be two mentions of one
	return len(o.Case.Answers) > 0 && slices.Equal(named, slices.Sorted(slices.Values(o.Case.Answers)))
}

// IsError reports whether claims of verdict v fail an audit by default.
func IsError(v match.Verdict) bool {
	rule, ok := audit.ByID(string(v))
	return ok && rule.Severity == audit.Error
}

// Figures are the totals over all classes but those measured apart.
type Figures struct {
	Claims    int
	Wrong     int // wrong claims
	Leaks     int // wrong claims that are matched, and right ones on another work
	Sound     int // right claims, but for lay ones
	Alarms    int // of them with a verdict that is an error
	Unmatched int // of them not matched on the work that they name
	Held      int // wrong claims that are refused, and whose work the library has
	Far       int // of them without that work as the nearest
	Lay       int // right lay claims; the next two as above
	LayAlarms int
	LayMissed int
}

// Figures sums r up.
func (r *Result) Figures() Figures {
	var f Figures
	for i := range r.Rows {
		row := &r.Rows[i]
		if row.Class.Kind == Apart {
			continue
		}
		f.Claims += row.Cases
		f.Leaks += row.Leaked
		switch row.Class.Kind {
		case Wrong:
			f.Wrong += row.Cases
			f.Held += row.Held
			f.Far += row.Held - row.Near
		case Sound, Ill:
			f.Sound += row.Cases
			f.Alarms += row.Flagged
			f.Unmatched += row.Cases - row.Matched
		case Lay:
			f.Lay += row.Cases
			f.LayAlarms += row.Flagged
			f.LayMissed += row.Cases - row.Matched
		}
	}
	return f
}

// A total is a figure with what is aimed at and what has been reached, both
// in hundredths of a per cent, at most.
type total struct {
	what         string
	n, of        int
	aim, ceiling int
}

func (t *total) share() int { return (t.n*20_000 + t.of) / (2 * t.of) }

// totals are the figures that there are cases for.
func (r *Result) totals(f *Figures) []total {
	ceilings := &bookOf(r.Book).ceilings
	all := []total{
		{"leaks: wrong claims matched, or right ones on another work", f.Leaks, f.Claims, 20, ceilings.leaks},
		{"right claims with a verdict that is an error", f.Alarms, f.Sound, 200, ceilings.alarms},
		{"right claims with another verdict than matched", f.Unmatched, f.Sound, 1000, ceilings.unmatched},
		{"wrong claims without the work they are about as nearest", f.Far, f.Held, 1000, ceilings.far},
		{"right lay claims with a verdict that is an error", f.LayAlarms, f.Lay, 200, ceilings.layAlarms},
		{"right lay claims with another verdict than matched", f.LayMissed, f.Lay, 2000, ceilings.layMissed},
	}
	return slices.DeleteFunc(all, func(t total) bool { return t.of == 0 })
}

// floor is the least share of right cases of c.
func (r *Result) floor(c *Class) int { return bookOf(r.Book).floors[c] }

// enough cases are needed before a share says anything.
const enough = 30

// Worse are the figures that have become worse than what was reached before,
// one a line; none is good. Shares of few cases are let pass.
func (r *Result) Worse() []string {
	var list []string
	f := r.Figures()
	for _, t := range r.totals(&f) {
		if t.of >= enough && t.share() > t.ceiling {
			list = append(list, fmt.Sprintf("%s: %s, and at most %s are let pass", t.what, percent(t.n, t.of), percent(t.ceiling, 10_000)))
		}
	}
	for _, row := range r.Rows {
		if floor := r.floor(row.Class); row.Cases >= enough && row.Right*10_000 < floor*row.Cases {
			list = append(list, fmt.Sprintf("%s: %s right, below the floor of %s", row.Class.Name, percent(row.Right, row.Cases), percent(floor, 10_000)))
		}
	}
	return list
}
