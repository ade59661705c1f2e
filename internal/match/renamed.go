package match

import (
	"slices"

	"stet/internal/cite"
)

// A renaming is a journal that went on under another name. PubMed keeps the
// old name with the old papers; prose often calls them by the new one, which
// agrees for papers of the old name's years. The old name for a newer paper
// does not.
type renaming struct {
	from, to string
	last     int // year under the old name
}

var renamings = []renaming{
	{"Archives of dermatology", "JAMA dermatology", 2012},
	{"Archives of general psychiatry", "JAMA psychiatry", 2012},
	{"Archives of internal medicine", "JAMA internal medicine", 2012},
	{"Archives of neurology", "JAMA neurology", 2012},
	{"Archives of ophthalmology", "JAMA ophthalmology", 2012},
	{"Archives of otolaryngology--head & neck surgery", "JAMA otolaryngology-- head & neck surgery", 2012},
	{"Archives of pediatrics & adolescent medicine", "JAMA pediatrics", 2012},
	{"Archives of surgery", "JAMA surgery", 2012},
	{"British heart journal", "Heart", 1995},
	{"Obesity research", "Obesity", 2005},
}

// A former is what a journal was called before, as far as the library holds
// papers under that name.
type former struct {
	now      cite.Journal
	journals []int32 // of the former name
	last     int
}

// formersHeld are the former names under which x holds references.
func (x *Index) formersHeld() []former {
	var held []former
	for _, r := range renamings {
		if js := x.journalsNamed(r.from); len(js) > 0 {
			held = append(held, former{now: cite.Journal{Title: r.to}, journals: js, last: r.last})
		}
	}
	return held
}

// formersOf are the former names of the journals called names.
func (x *Index) formersOf(names []string) []former {
	var found []former
	for _, f := range x.formers {
		if slices.ContainsFunc(names, f.now.Is) {
			found = append(found, f)
		}
	}
	return found
}

// renamed is the last year of the name under which reference i appeared in the
// stated journal; 0 if it did not.
func (x *Index) renamed(s *stated, i int32) int {
	for _, f := range s.formers {
		years := x.refs[i].Years()
		if slices.Contains(f.journals, x.journal[i]) && len(years) > 0 && years[0] <= f.last {
			return f.last
		}
	}
	return 0
}
