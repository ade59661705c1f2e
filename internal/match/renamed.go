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
	from string
	to   cite.Journal
	last int // year under the old name
}

var renamings = []renaming{
	{"Archives of dermatology", cite.Journal{Title: "JAMA dermatology", Abbr: "JAMA Dermatol"}, 2012},
	{"Archives of general psychiatry", cite.Journal{Title: "JAMA psychiatry", Abbr: "JAMA Psychiatry"}, 2012},
	{"Archives of internal medicine", cite.Journal{Title: "JAMA internal medicine", Abbr: "JAMA Intern Med"}, 2012},
	{"Archives of neurology", cite.Journal{Title: "JAMA neurology", Abbr: "JAMA Neurol"}, 2012},
	{"Archives of ophthalmology", cite.Journal{Title: "JAMA ophthalmology", Abbr: "JAMA Ophthalmol"}, 2012},
	{"Archives of otolaryngology--head & neck surgery", cite.Journal{Title: "JAMA otolaryngology-- head & neck surgery", Abbr: "JAMA Otolaryngol Head Neck Surg"}, 2012},
	{"Archives of pediatrics & adolescent medicine", cite.Journal{Title: "JAMA pediatrics", Abbr: "JAMA Pediatr"}, 2012},
	{"Archives of surgery", cite.Journal{Title: "JAMA surgery", Abbr: "JAMA Surg"}, 2012},
	{"British heart journal", cite.Journal{Title: "Heart (British Cardiac Society)", Abbr: "Heart"}, 1995},
	{"Obesity research", cite.Journal{Title: "Obesity (Silver Spring, Md.)", Abbr: "Obesity (Silver Spring)"}, 2005},
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
		if js := x.known.Named(r.from, r.from); len(js) > 0 {
			held = append(held, former{now: r.to, journals: js, last: r.last})
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
		years := x.lawful.list(i)
		if slices.Contains(f.journals, x.journal[i]) && len(years) > 0 && int(years[0]) <= f.last {
			return f.last
		}
	}
	return 0
}
