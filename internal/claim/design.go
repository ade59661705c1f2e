package claim

import "strings"

// designOf names the design that the words of a phrase state.
func (r *sentence) designOf(lo, hi int) string {
	has := func(stems ...string) bool {
		for i := lo; i < hi; i++ {
			if r.toks[i].kind != word {
				continue
			}
			w := strings.ToLower(r.at(i))
			for _, s := range stems {
				if strings.HasPrefix(w, s) {
					return true
				}
			}
		}
		return false
	}
	switch {
	case has("meta-anal", "metaanal", "metanal"):
		return "meta-analysis"
	case has("systematic", "cochrane") && has("review"):
		return "systematic review"
	case has("rct", "randomi"):
		return "randomised trial"
	case has("trial", "placebo", "double-blind", "crossover", "cross-over"):
		return "trial"
	case has("case-control"), has("case") && has("control"):
		return "case-control study"
	case has("cohort", "prospective", "longitudinal"):
		return "cohort study"
	case has("cross-section"):
		return "cross-sectional study"
	case has("observational", "epidemiolog"):
		return "observational study"
	case has("animal", "mouse", "mice", "rat", "rodent", "in-vitro", "vitro"):
		return "animal or laboratory study"
	case has("case") && has("report", "series"):
		return "case report"
	case has("review"):
		return "review"
	case has("survey"):
		return "survey"
	}
	return ""
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
