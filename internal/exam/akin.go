package exam

import (
	"slices"

	"stet/internal/cite"
	"stet/internal/terms"
)

// akin reports whether two records are about nearly the same thing: two MeSH
// descriptors that tell something, or two such words of the title, are the same.
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
		if terms.Weight(s) >= telling && slices.Contains(stems, s) {
			n++
		}
	}
	return n >= 2
}

// telling is the weight of a stem that a tenth of all records have.
const telling = 330

// checkTags are the descriptors that indexers put on every record they fit.
var checkTags = map[string]bool{
	"Humans": true, "Animals": true, "Male": true, "Female": true, "Adult": true, "Aged": true, "Middle Aged": true, "Young Adult": true, "Adolescent": true,
	"Child": true, "Child, Preschool": true, "Infant": true, "Infant, Newborn": true, "Aged, 80 and over": true, "Pregnancy": true, "Mice": true, "Rats": true,
	"Time Factors": true, "Risk Factors": true, "Treatment Outcome": true, "Follow-Up Studies": true, "Retrospective Studies": true, "Prospective Studies": true,
	"United States": true, "Models, Biological": true, "Cells, Cultured": true, "Reproducibility of Results": true, "Algorithms": true, "Software": true,
}
