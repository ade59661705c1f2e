package match

import (
	"strings"

	"stet/internal/cite"
)

// A design is a kind of study: a set of these.
type design uint8

const (
	synthesis design = 1 << iota // a systematic review or meta-analysis
	narrative                    // a review of another kind
	trial
	observational
	caseReport
)

// typeDesigns are the publication types of PubMed that tell a design. Most
// records have none of them: cohorts have no type, and indexing takes time.
var typeDesigns = map[string]design{
	"Meta-Analysis": synthesis, "Systematic Review": synthesis, "Network Meta-Analysis": synthesis,
	"Review": narrative, "Scoping Review": narrative,
	"Randomized Controlled Trial": trial, "Controlled Clinical Trial": trial, "Clinical Trial": trial, "Pragmatic Clinical Trial": trial, "Equivalence Trial": trial, "Adaptive Clinical Trial": trial,
	"Clinical Trial, Phase I": trial, "Clinical Trial, Phase II": trial, "Clinical Trial, Phase III": trial, "Clinical Trial, Phase IV": trial,
	"Observational Study": observational, "Twin Study": observational,
	"Case Reports": caseReport,
}

// titleDesigns are words of titles that tell a design beside the types.
var titleDesigns = []struct {
	words string
	is    design
}{
	{"systematic review", synthesis}, {"meta-analysis", synthesis}, {"metaanalysis", synthesis},
	{"review", narrative},
	{"randomized", trial}, {"randomised", trial}, {"controlled trial", trial}, {"clinical trial", trial},
	{"cohort", observational}, {"case-control", observational}, {"cross-sectional", observational}, {"survey", observational},
	{"case report", caseReport},
}

// statedDesigns are what the words that claim has for designs may stand for.
var statedDesigns = map[string]design{
	"meta-analysis": synthesis, "systematic review": synthesis | narrative, "review": synthesis | narrative,
	"randomised trial": trial, "trial": trial,
	"cohort study": observational, "case-control study": observational, "cross-sectional study": observational, "observational study": observational, "survey": observational,
	"case report": caseReport,
}

// designNames are what readers call the designs.
var designNames = []struct {
	is   design
	name string
}{{synthesis, "a systematic review or meta-analysis"}, {trial, "a trial"}, {caseReport, "a case report"}, {narrative, "a review"}, {observational, "an observational study"}}

// typed is what publication types tell, 0 if nothing.
func typed(types []string) design {
	var d design
	for _, t := range types {
		d |= typeDesigns[t]
	}
	return d
}

// titled is what a title tells, 0 if nothing.
func titled(title string) design {
	var d design
	title = strings.ToLower(title)
	for _, t := range titleDesigns {
		if strings.Contains(title, t.words) {
			d |= t.is
		}
	}
	return d
}

// OtherDesign says what r is where that is surely not the stated design, as the
// finder names it: "a review", of a stated "randomised trial". It is "" where
// the two may agree, and where the record does not tell.
func OtherDesign(stated string, r *cite.Reference) string {
	want := statedDesigns[stated]
	is := typed(r.Types)
	if want == 0 || is&want != 0 {
		return ""
	}
	if is |= titled(r.Title); is&want != 0 {
		return ""
	}
	for _, d := range designNames {
		if is&d.is != 0 {
			return d.name
		}
	}
	return ""
}

// ofDesign keeps, of references that a mention may mean, those that may be of
// its stated design, if there are any.
func (q *query) ofDesign(stated string, refs []int32) []int32 {
	if stated == "" || len(refs) < 2 {
		return refs
	}
	var kept []int32
	for _, ref := range refs {
		if OtherDesign(stated, q.x.refs[ref]) == "" {
			kept = append(kept, ref)
		}
	}
	if len(kept) == 0 {
		return refs
	}
	return kept
}
