package cite

// Fold is the form under which journal names are looked up: case, dots,
// diacritics, a leading "The", curly quotes and the kind of hyphen do not
// count, and "&" is "and". Two journals may fold alike; identity is the NLM id.
func Fold(name string) string { panic("cite: not written yet") }

// Names are the folded names that j goes by: its title, the title without
// place and subtitle, and its abbreviation.
func (j Journal) Names() []string { panic("cite: not written yet") }

// Is reports whether a name that an author wrote stands for j: one of its
// Names, or an abbreviation whose every word is a prefix (or a standard
// contraction) of the title's word in the same place, small words dropped.
// Never by substring or edit distance.
func (j Journal) Is(name string) bool { panic("cite: not written yet") }

// Display is j's title as readers know it: without place and subtitle.
func (j Journal) Display() string { panic("cite: not written yet") }

// A JournalTable recognises journal names in running text. It does not depend
// on a library.
type JournalTable struct{}

// Journals is the built-in table, with the house's own aliases added
// (alias, as written -> title).
func Journals(aliases map[string]string) *JournalTable { panic("cite: not written yet") }

// A JournalHit is a journal's name found in a text.
type JournalHit struct {
	Title string // the full title
	Words int    // how many words of the text it takes
	Cue   bool   // an everyday word or short acronym ("Sleep"): a journal only where something says so
}

// Find looks for the longest journal name that starts at words[0]. Words are
// as written, without surrounding punctuation.
func (t *JournalTable) Find(words []string) (JournalHit, bool) { panic("cite: not written yet") }

// Lookup is the entry of a whole name, as written.
func (t *JournalTable) Lookup(name string) (JournalHit, bool) { panic("cite: not written yet") }
