package exam

import (
	"slices"

	"stet/internal/cite"
	"stet/internal/terms"
)

// akin reports whether two records are about nearly the same thing: they share
// two MeSH descriptors that tell something, or in their titles two words that
// tell something or one that hardly any other record has.
func akin(a, b *cite.Reference) bool {
	n := 0
	for _, m := range a.MeSH {
		if slices.Contains(b.MeSH, m) && !checkTags[m] {
			n++
		}
	}
	if n >= 2 {
		return true
	}
	n = 0
	stems := terms.Stems(b.Title)
	for _, s := range terms.Stems(a.Title) {
		switch weight := terms.Weight(s); {
		case weight < telling || !slices.Contains(stems, s):
		case weight >= rare:
			return true
		default:
			n++
		}
	}
	return n >= 2
}

// Weights of a stem that an eighth of all records have, and one in a hundred and
// fifty. The records come of a few searches, whose own words ("RFID",
// "nasopharyngeal") a tenth of them have: these tell something too.
const (
	telling = 310
	rare    = 720
)

// checkTags are the descriptors that indexers put on every record they fit.
var checkTags = map[string]bool{
	"Humans": true, "Animals": true, "Male": true, "Female": true, "Adult": true, "Aged": true, "Middle Aged": true, "Young Adult": true, "Adolescent": true,
	"Child": true, "Child, Preschool": true, "Infant": true, "Infant, Newborn": true, "Aged, 80 and over": true, "Pregnancy": true, "Mice": true, "Rats": true,
	"Time Factors": true, "Risk Factors": true, "Treatment Outcome": true, "Follow-Up Studies": true, "Retrospective Studies": true, "Prospective Studies": true,
	"United States": true, "Models, Biological": true, "Cells, Cultured": true, "Reproducibility of Results": true, "Algorithms": true, "Software": true,
}
