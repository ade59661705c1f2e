package cite

import (
	"cmp"
	"slices"
	"strings"
)

// A JournalIndex tells which of a set of journals a name stands for: by the
// names they have, and by the rules that abbreviations are made by. The set is
// a library's, or all titles there are.
type JournalIndex struct {
	known  []string           // of each journal: its title in the table of journals, "" if that has none
	places [][]string         // of each journal: what its title and abbreviation say in brackets
	names  map[string][]int32 // folded name -> journals
	parts  map[string][]int32 // folded name of a journal -> its supplements, parts, series and editions
	fields map[string][]int32 // folded name of a journal that was divided -> its sections, by subjects
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
	return &JournalIndex{names: map[string][]int32{}, parts: map[string][]int32{}, fields: map[string][]int32{}, titles: map[string][]row{}, shorts: map[string][]row{}}
}

// Add enters j and gives its number, counted from 0. known is the title that
// the table of journals has for it, "" for none.
func (x *JournalIndex) Add(j Journal, known string) int32 {
	n := int32(len(x.known))
	_, place := cutBrackets(j.Title)
	_, also := cutBrackets(j.Abbr)
	x.known, x.places = append(x.known, known), append(x.places, append(place, also...))
	names := j.Names()
	if known != "" && known != j.Title {
		names = append(names, Journal{Title: known}.Names()...)
	}
	for _, name := range names {
		if of := x.names[name]; len(of) == 0 || of[len(of)-1] != n {
			x.names[name] = append(of, n)
		}
	}
	switch parent, part := parentName(j.Title); {
	case part:
		x.parts[parent] = append(x.parts[parent], n)
	case dividedNames()[parent] > 0:
		x.fields[parent] = append(x.fields[parent], n)
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
		found = x.titled(found, title)
	}
	best := unfit - 1
	if len(found) > 0 || title != "" {
		best = 0
	}
	short, ok := nameShape(name)
	if ok {
		found = x.abbreviated(found, &short, best, title != "")
	}
	if len(x.shorts) > 0 {
		found = x.spelledOut(found, cmp.Or(title, name))
	}
	if len(short.place) > 0 {
		found = slices.DeleteFunc(found, func(j int32) bool { return placeDistance(short.place, x.places[j]) == unfit })
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// titled adds to found the journals of that title. Without the place in
// brackets it may be another's too, and then counts where nothing else is
// found.
func (x *JournalIndex) titled(found []int32, title string) []int32 {
	found = append(found, x.names[Fold(title)]...)
	if len(found) == 0 || !strings.Contains(title, "(") {
		found = append(found, x.names[Fold(Journal{Title: title}.Display())]...)
	}
	return found
}

// abbreviated adds to found the journals that short abbreviates best, and
// within best; without those that the table knows if strange is set.
func (x *JournalIndex) abbreviated(found []int32, short *shape, best int, strange bool) []int32 {
	had := len(found)
	for _, t := range x.titles[initials(short.words)] {
		d := distance(short, &t.shape)
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

// Parts are the supplements, parts, series and editions of the journal that
// name stands for; prose calls them by its name. title is as for Named.
func (x *JournalIndex) Parts(name, title string) []int32 {
	if len(x.parts) == 0 {
		return nil
	}
	return slices.Concat(x.parts[Fold(name)], x.parts[Fold(title)])
}

// Sections are the journals that name's was divided into by subjects, and the
// last year in which it was undivided. Prose goes on calling them by its name.
// title is as for Named.
func (x *JournalIndex) Sections(name, title string) (journals []int32, last int) {
	for _, parent := range []string{Fold(name), Fold(title)} {
		if sections := x.fields[parent]; len(sections) > 0 {
			return sections, dividedNames()[parent]
		}
	}
	return nil, 0
}

// Undivided is the name of the journal that the one called title was a section
// of, folded, and the last year in which that was undivided; "" if title's is
// no such section.
func Undivided(title string) (parent string, last int) {
	parent, part := parentName(title)
	if last = dividedNames()[parent]; part || last == 0 {
		return "", 0
	}
	return parent, last
}

// parentName is the folded title of the journal that title's belongs to, "" for
// none. Prose leaves out what makes it a part: "Supplement", "Series A",
// "American volume". One that has a subject instead is a section, and a journal
// of its own as long as the other goes on: "The Lancet. Oncology".
func parentName(title string) (parent string, part bool) {
	head, tail, ok := strings.Cut(cutSubtitle(title), ". ")
	words := strings.Fields(Fold(tail))
	if !ok || len(words) == 0 {
		return "", false
	}
	first, last := words[0], words[len(words)-1]
	letter := len(first) == 1 && (len(words) == 1 || strings.HasPrefix(tail[1:], ","))
	return Fold(head), letter || isSupplement(first) || isSection(first) || isEdition(last)
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
