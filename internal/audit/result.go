package audit

import (
	"slices"
	"strings"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
)

// Sort puts articles and findings into their order, whatever order they came
// in.
func (r *Result) Sort() {
	slices.SortStableFunc(r.Articles, func(a, b Article) int { return strings.Compare(a.Path, b.Path) })
	SortFindings(r.Findings)
}

// Fails reports whether f fails the run. What is found in a draft does not fail
// that of a site: readers get nothing of it.
func (r *Result) Fails(f *Finding) bool {
	return f.Counts() && !f.Draft && slices.Index(Severities, f.Severity) <= slices.Index(Severities, r.FailOn)
}

// Failed reports whether any finding fails the run.
func (r *Result) Failed() bool {
	for i := range r.Findings {
		if r.Fails(&r.Findings[i]) {
			return true
		}
	}
	return false
}

// Reference is the reference of that key, nil if there is none.
func (r *Result) Reference(key string) *cite.Reference {
	if r.Library == nil {
		return nil
	}
	return r.Library.Key(key)
}

// A Summary counts a result.
type Summary struct {
	Articles int // without standing pages
	Standing int // pages beside the articles
	Claims   int
	Verdicts []VerdictCount // worst first, those that occur
	Leaning  int            // of the matched claims, those with references that are retracted or doubted

	Retracted int // of the leaning claims, those with retracted ones

	Errors   int // findings that count, by severity
	Warnings int
	Notes    int
	Only     []string // rules whose findings alone were asked for; empty for all
	Unaided  bool     // there was no library to look sources up in

	// Findings of any severity that do not count.
	Waived    int
	Baselined int // old ones, not waived
	Drafts    int // in drafts, neither waived nor old
	Absent    int // of the baseline, and no longer found
}

// A VerdictCount is how many claims have a verdict.
type VerdictCount struct {
	Verdict match.Verdict
	Claims  int
}

// Summary counts r.
func (r Result) Summary() Summary {
	s := Summary{Absent: len(r.Absent), Only: r.Only, Unaided: r.Library == nil}
	counts := map[match.Verdict]int{}
	for _, a := range r.Articles {
		if a.Standing {
			s.Standing++
		} else {
			s.Articles++
		}
		for i := range a.Claims {
			s.claim(a.Claims[i].Light(), counts)
		}
		for _, c := range a.Light {
			s.claim(c, counts)
		}
	}
	for _, v := range match.Verdicts {
		if counts[v] > 0 {
			s.Verdicts = append(s.Verdicts, VerdictCount{v, counts[v]})
		}
	}
	for i := range r.Findings {
		s.count(&r.Findings[i])
	}
	return s
}

func (s *Summary) claim(c LightClaim, counts map[match.Verdict]int) {
	s.Claims++
	counts[c.Verdict]++
	if c.Verdict != match.Matched {
		return
	}
	if c.Retracted {
		s.Retracted++
	}
	if c.Retracted || c.Doubted {
		s.Leaning++
	}
}

func (s *Summary) count(f *Finding) {
	switch {
	case f.Waived != nil:
		s.Waived++
	case f.Baseline == Unchanged:
		s.Baselined++
	case f.Draft:
		s.Drafts++
	case f.Severity == Error:
		s.Errors++
	case f.Severity == Warning:
		s.Warnings++
	default:
		s.Notes++
	}
}

// Count is the number of claims with verdict v.
func (s Summary) Count(v match.Verdict) int {
	for _, c := range s.Verdicts {
		if c.Verdict == v {
			return c.Claims
		}
	}
	return 0
}

// Brief is c with its verdict, place and words, and what it rests on. It holds on
// to nothing of the article's text.
func (c *Claim) Brief() Claim {
	brief := Claim{
		Claim:   claim.Claim{ID: c.ID, Span: c.Span, Start: c.Start, End: c.End, Plain: strings.Clone(c.Plain)},
		Verdict: c.Verdict, Retracted: c.Retracted, Doubted: c.Doubted,
	}
	for i := range c.Matches {
		if m := &c.Matches[i]; len(m.References) > 0 && restsOn(m.Verdict) {
			brief.Matches = append(brief.Matches, match.Match{Verdict: m.Verdict, References: m.References})
		}
	}
	return brief
}

// References are the keys of the references that c rests on, in the order of
// its mentions and without repeats. What an id leads to without fitting the
// words, or what is one of several that would fit, is not among them.
func (c Claim) References() []string {
	var keys []string
	for i := range c.Matches {
		if m := &c.Matches[i]; restsOn(m.Verdict) {
			keys = append(keys, m.References...)
		}
	}
	return distinct(keys)
}

// distinct is list without repeats, in order.
func distinct(list []string) []string {
	var once []string
	for _, s := range list {
		once = with(once, s)
	}
	return once
}

// Possible are the keys of the references that a mention may mean, those first
// that it rests on, then the runners-up, best first.
func Possible(m *match.Match) []string {
	keys := slices.Clone(m.References)
	for _, c := range m.Candidates {
		keys = append(keys, c.Reference)
	}
	return distinct(keys)
}
