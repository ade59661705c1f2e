package cite

import (
	"slices"
	"strings"
)

// A JournalIndex tells which of a set of journals a name stands for: by the
// names they have, and by the rules that abbreviations are made by. The set is
// a library's, or all titles there are.
type JournalIndex struct {
	known  []string           // of each journal: its title in the table of journals, "" if that has none
	names  map[string][]int32 // folded name -> journals
	titles map[string][]row   // initial letters -> titles that an abbreviation may have them from
	shorts map[string][]row   // the same, of journals whose title may itself be an abbreviation
}

// A row is a shape of a journal's title.
type row struct {
	shape
	journal int32
}

// NewJournalIndex gives an index without journals.
func NewJournalIndex() *JournalIndex {
	return &JournalIndex{names: map[string][]int32{}, titles: map[string][]row{}, shorts: map[string][]row{}}
}

// Add enters j and gives its number, counted from 0. known is the title that
// the table of journals has for it, "" for none.
func (x *JournalIndex) Add(j Journal, known string) int32 {
	n := int32(len(x.known))
	x.known = append(x.known, known)
	names := append(j.Names(), parentName(j.Title))
	if known != "" && known != j.Title {
		names = append(names, Journal{Title: known}.Names()...)
	}
	for _, name := range names {
		if of := x.names[name]; name != "" && (len(of) == 0 || of[len(of)-1] != n) {
			x.names[name] = append(of, n)
		}
	}
	for _, s := range titleShapes(j.Title) {
		letters := initials(s.words)
		x.titles[letters] = append(x.titles[letters], row{s, n})
	}
	if short, ok := nameShape(j.Title); ok && (j.Abbr == "" || j.Abbr == j.Title) {
		letters := initials(short.words)
		x.shorts[letters] = append(x.shorts[letters], row{short, n})
	}
	return n
}

// Named are the journals that name stands for, ascending: those that have the
// name, and those that it abbreviates best. title is what the table of
// journals takes name for, "" if it does not know it. A name that the table
// knows is not guessed at: it stands for journals of that title, and for those
// that the table does not know and it abbreviates by the standards.
func (x *JournalIndex) Named(name, title string) []int32 {
	found := slices.Clone(x.names[Fold(name)])
	if title != "" {
		for _, n := range (Journal{Title: title}).Names() {
			found = append(found, x.names[n]...)
		}
	}
	best := unfit - 1
	if len(found) > 0 || title != "" {
		best = 0
	}
	found = x.abbreviated(found, name, best, title != "")
	if len(x.shorts) > 0 {
		if title == "" {
			title = name
		}
		found = x.spelledOut(found, title)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// abbreviated adds to found the journals that name abbreviates best, and
// within best; without those that the table knows if strange is set.
func (x *JournalIndex) abbreviated(found []int32, name string, best int, strange bool) []int32 {
	short, ok := nameShape(name)
	if !ok {
		return found
	}
	had := len(found)
	for _, t := range x.titles[initials(short.words)] {
		d := distance(&short, &t.shape)
		if d > best || strange && x.known[t.journal] != "" {
			continue
		}
		if d < best {
			best, found = d, found[:had]
		}
		found = append(found, t.journal)
	}
	return found
}

// spelledOut adds to found the journals that go by an abbreviation of title:
// records that an editor typed often have that for a title.
func (x *JournalIndex) spelledOut(found []int32, title string) []int32 {
	for _, t := range titleShapes(title) {
		for _, short := range x.shorts[initials(t.words)] {
			if distance(&short.shape, &t) < byPrefix {
				found = append(found, short.journal)
			}
		}
	}
	return found
}

// parentName is the folded title of the journal that a supplement, part or
// series belongs to: prose leaves that out. Sections that have no more than a
// subject are journals of their own: "The Lancet. Oncology".
func parentName(title string) string {
	head, tail, ok := strings.Cut(title, ". ")
	first, _, _ := strings.Cut(Fold(tail), " ")
	if !ok || !isSupplement(first) && !isSection(first) {
		return ""
	}
	return Fold(head)
}

// initials are the first letters of words: an abbreviation has those of its
// title.
func initials(words []string) string {
	var space [32]byte
	letters := space[:0]
	for _, w := range words {
		letters = append(letters, w[0])
	}
	return string(letters)
}
