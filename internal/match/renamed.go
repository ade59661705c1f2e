package match

import (
	"slices"
	"sync"

	"stet/internal/cite"
)

// A former is a name that a journal had before, as far as the library holds
// papers of it. PubMed keeps the old name with the old papers; prose often
// calls them by the new one, which agrees for papers of the old name's years.
// The old name for a newer paper does not.
type former struct {
	later    *cite.Namer // of the journal under the new name; nil for that of a section
	journals []int32     // those of the old name
	last     int         // year under it
}

// formersHeld are the former names under which x holds references.
func (x *Index) formersHeld() []former {
	var held []former
	for _, r := range cite.Runs() {
		js := x.known.Named(r.Title, r.Title)
		if r.Later == "" || r.Last == 0 || len(js) == 0 {
			continue
		}
		for _, later := range laterNames(&r) {
			held = append(held, former{later: cite.Journal{Title: later}.Namer(), journals: js, last: r.Last})
		}
	}
	return held
}

// laterNames are the titles that a journal went on under after r, one after
// the other.
func laterNames(r *cite.Run) []string {
	var titles []string
	for title := r.Later; title != "" && !slices.Contains(titles, title); {
		titles = append(titles, title)
		next := slices.IndexFunc(cite.Runs(), func(s cite.Run) bool { return s.Title == title })
		if next < 0 {
			break
		}
		title = cite.Runs()[next].Later
	}
	return titles
}

// formersOf are the former names of the journals called names.
func (x *Index) formersOf(names []cite.WrittenName) []former {
	var found []former
	for _, f := range x.formers {
		if isAny(f.later, names) {
			found = append(found, f)
		}
	}
	return found
}

// appearedAs is the former name under which reference i appeared in the stated
// journal; nil if it did not.
func (x *Index) appearedAs(s *stated, i int32) *former {
	for k := range s.formers {
		f, years := &s.formers[k], x.lawful.list(i)
		if slices.Contains(f.journals, x.journal[i]) && len(years) > 0 && int(years[0]) <= f.last {
			return f
		}
	}
	return nil
}

// An ended name is one that a journal of the library does not have any more.
type ended struct {
	journals []int32 // under their later names
	last     int     // year under the name
}

// endedNames says which journals of x were once called one of names.
func (x *Index) endedNames(names []cite.WrittenName) []ended {
	var found []ended
	for i, r := range cite.Runs() {
		if r.Later == "" || r.Last == 0 || !isAny(runNamers()[i], names) {
			continue
		}
		for _, later := range laterNames(&r) {
			if js := x.known.Named(later, later); len(js) > 0 {
				found = append(found, ended{js, r.Last})
			}
		}
	}
	return found
}

// runNamers tell the names of cite.Runs, in their order.
var runNamers = sync.OnceValue(func() []*cite.Namer {
	namers := make([]*cite.Namer, len(cite.Runs()))
	for i, r := range cite.Runs() {
		namers[i] = r.Journal.Namer()
	}
	return namers
})

// isAny reports whether one of names stands for n's journal.
func isAny(n *cite.Namer, names []cite.WrittenName) bool {
	for i := range names {
		if n.Is(&names[i]) {
			return true
		}
	}
	return false
}

// endedIn is the last year in which the journal of reference i was called as
// stated; 0 if it never was.
func (x *Index) endedIn(s *stated, i int32) int {
	for _, e := range s.ended {
		if slices.Contains(e.journals, x.journal[i]) {
			return e.last
		}
	}
	return 0
}

// isSection reports whether reference i appeared in a section of the stated
// journal, after that was divided.
func (x *Index) isSection(s *stated, i int32) bool {
	if len(s.sections) == 0 || !slices.Contains(s.sections, x.journal[i]) {
		return false
	}
	years := x.lawful.list(i)
	return len(years) > 0 && int(years[len(years)-1]) > s.divided
}

// isOtherwiseNamed reports whether the journal that reference i appeared in was
// not called as stated at the time: it is a part of that one, or was renamed.
func (x *Index) isOtherwiseNamed(s *stated, i int32) bool {
	return slices.Contains(s.parts, x.journal[i]) || x.appearedAs(s, i) != nil || x.isSection(s, i)
}

// isNamesake reports whether journal j only shares the stated name with the
// journal that had it in the stated year.
func (x *Index) isNamesake(s *stated, j int32) bool {
	if s.shared == "" || s.year == 0 {
		return false
	}
	owner, ok := cite.Namesake(s.shared, s.year)
	return ok && owner.IsOther(x.journals[j])
}
