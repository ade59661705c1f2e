package claim

import "strings"

// designOf names the design that the words of a phrase state.
func (r *sentence) designOf(lo, hi int) string {
	var said designWord
	for i := lo; i < hi; i++ {
		if r.toks[i].kind == word && !r.isWord(i-1, "mendelian") { // whose randomisation is no trial's
			said |= designWordsIn(r.at(i))
		}
	}
	for _, d := range designs {
		if said&d.any != 0 && said&d.all == d.all {
			return d.name
		}
	}
	return ""
}

// A designWord is a set of words that name designs.
type designWord uint32

const (
	metaWord designWord = 1 << iota
	systematicWord
	reviewWord
	randomisedWord
	trialWord
	caseControlWord
	caseWord
	controlWord
	cohortWord
	crossWord
	observedWord
	animalWord
	reportWord
	surveyWord
)

// designs are told by any of some words and all of others; the first that is
// there counts.
var designs = []struct {
	any, all designWord
	name     string
}{
	{metaWord, 0, "meta-analysis"},
	{systematicWord, reviewWord, "systematic review"},
	{randomisedWord, 0, "randomised trial"},
	{trialWord, 0, "trial"},
	{caseControlWord, 0, "case-control study"},
	{caseWord, controlWord, "case-control study"},
	{cohortWord, 0, "cohort study"},
	{crossWord, 0, "cross-sectional study"},
	{observedWord, 0, "observational study"},
	{animalWord, 0, "animal or laboratory study"},
	{caseWord, reportWord, "case report"},
	{reviewWord, 0, "review"},
	{surveyWord, 0, "survey"},
}

// A designStart is how words of a set start, in lower case.
type designStart struct {
	is    designWord
	start string
}

// designStarts are all of them, by their first letter.
var designStarts = func() (by [26][]designStart) {
	for _, d := range [...]designStart{
		{metaWord, "meta-anal metaanal metanal"}, {systematicWord, "systematic cochrane"}, {reviewWord, "review"}, {randomisedWord, "rct randomi"},
		{trialWord, "trial placebo double-blind crossover cross-over"}, {caseControlWord, "case-control"}, {caseWord, "case"}, {controlWord, "control"},
		{cohortWord, "cohort prospective longitudinal"}, {crossWord, "cross-section"}, {observedWord, "observational epidemiolog"},
		{animalWord, "animal mouse mice rat rodent in-vitro vitro"}, {reportWord, "report series"}, {surveyWord, "survey"},
	} {
		for start := range strings.FieldsSeq(d.start) {
			by[start[0]-'a'] = append(by[start[0]-'a'], designStart{d.is, start})
		}
	}
	return by
}()

// designWordsIn are the sets that a word belongs to.
func designWordsIn(w string) designWord {
	var said designWord
	if c := lower(w[0]); 'a' <= c && c <= 'z' {
		for _, d := range designStarts[c-'a'] {
			if startsLower(w, d.start) {
				said |= d.is
			}
		}
	}
	return said
}

// startsLower reports whether w, in lower case, starts with start.
func startsLower(w, start string) bool {
	if len(w) < len(start) {
		return false
	}
	for i := range len(start) {
		if lower(w[i]) != start[i] {
			return false
		}
	}
	return true
}

// singular is a noun of the vocabulary without its plural.
func singular(w string) string {
	switch {
	case strings.HasSuffix(w, "lyses"):
		return strings.TrimSuffix(w, "es") + "is"
	case strings.HasSuffix(w, "ies"):
		return strings.TrimSuffix(w, "ies") + "y"
	case strings.HasSuffix(w, "sis"):
		return w
	}
	return strings.TrimSuffix(w, "s")
}

// sampleFrom is the number of participants that stands behind a study at token
// i, before the next one: "of 77 women", "with 1,350 older adults", "(n = 42)".
func (r *sentence) sampleFrom(i int) int {
	for j := i; j < min(len(r.toks), i+24); j++ {
		switch {
		case r.is(j, study) && r.toks[j].class&people == 0 || r.isMark(j, ";"):
			return 0
		case r.isWord(j, "n") && r.isMark(j+1, "="):
			return count(r.at(j + 2))
		case r.toks[j].kind == number && r.countsPeople(j):
			return count(r.at(j))
		}
	}
	return 0
}

// countsPeople reports whether a number at token j counts participants: a word
// for them follows, with two others between at most.
func (r *sentence) countsPeople(j int) bool {
	for k := j + 1; k < min(len(r.toks), j+4) && r.toks[k].kind == word; k++ {
		switch strings.ToLower(r.at(k)) {
		case "participants", "patients", "people", "persons", "adults", "women", "men", "children", "adolescents", "individuals", "subjects", "volunteers", "students", "athletes", "infants", "girls", "boys",
			"males", "females", "nurses", "workers", "veterans", "players", "runners", "teenagers", "seniors", "smokers", "twins", "mothers", "couples", "residents":
			return true
		}
		if r.is(k, stop|measure) {
			return false
		}
	}
	return false
}

// count reads a number with commas between thousands, 0 for any other.
func count(s string) int {
	n := 0
	for i := range len(s) {
		switch {
		case s[i] == ',':
		case !isDigit(s[i]) || n > 1e8:
			return 0
		default:
			n = n*10 + int(s[i]-'0')
		}
	}
	return n
}
