package cite

import (
	_ "embed"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// journalsTSV is the built-in table; its head says what the columns are.
//
//go:embed journals.tsv
var journalsTSV string

// A JournalTable recognises journal names in running text. It does not depend
// on a library.
type JournalTable struct {
	tries []*journalTrie // the house's own names first
}

// A JournalHit is a journal's name found in a text.
type JournalHit struct {
	Title string // the full title
	Words int    // how many words of the text it takes
	Many  bool   // the name stands for other journals of the site's list as well
	Cue   bool   // an everyday word or short acronym ("Sleep"): a journal only where something says so
}

// builtIn is made when it is first asked for: commands that read no article
// never pay for it.
var builtIn = sync.OnceValue(func() *journalTrie { return newJournalTrie(journalsTSV, fromTable) })

// Journals is the built-in table, with the house's own aliases added
// (alias, as written -> title).
func Journals(aliases map[string]string) *JournalTable {
	if len(aliases) == 0 {
		return &JournalTable{[]*journalTrie{builtIn()}}
	}
	return &JournalTable{[]*journalTrie{houseTrie(aliases), builtIn()}}
}

// With is t with the journals of a list behind its own; list may be nil. What
// a name of t stands for, it stands for still.
func (t *JournalTable) With(list *JournalList) *JournalTable {
	if list == nil {
		return t
	}
	return &JournalTable{append(slices.Clone(t.tries), list.trie)}
}

func houseTrie(aliases map[string]string) *journalTrie {
	var house strings.Builder
	for _, alias := range slices.Sorted(maps.Keys(aliases)) {
		plain := strings.NewReplacer("\t", " ", "\n", " ", ";", " ")
		house.WriteString(plain.Replace(aliases[alias]) + "\t\t\t\t" + plain.Replace(alias) + "\n")
	}
	return newJournalTrie(house.String(), fromHouse)
}

// Find looks for the longest journal name that starts at words[0]. Words are
// as written, without surrounding punctuation.
func (t *JournalTable) Find(words []string) (JournalHit, bool) {
	var best JournalHit
	for _, trie := range t.tries {
		if hit := trie.find(words); hit.Words > best.Words {
			best = hit
		}
	}
	return best, best.Words > 0
}

// Starts reports whether a name of the table can start with word; it is a quick
// no for most words of a text.
func (t *JournalTable) Starts(word string) bool {
	for _, trie := range t.tries {
		if trie.starts(word) {
			return true
		}
	}
	return false
}

// Lookup is the entry of a whole name, as written.
func (t *JournalTable) Lookup(name string) (JournalHit, bool) {
	words := strings.Fields(name)
	hit, ok := t.Find(words)
	if !ok || hit.Words != len(words) {
		return JournalHit{}, false
	}
	return hit, true
}

// maxJournalWords bounds how far Find looks ahead.
const maxJournalWords = 24

// A journalTrie holds folded names as the hashes of their prefixes, each up to
// the end of a word: a table of its own because it is made in every process
// that reads an article, and a map of strings takes ten times as long.
type journalTrie struct {
	text  string // a table in the form of journals.tsv
	from  string // fromHouse, fromTable or fromList
	slots []journalSlot
	mask  uint64
	used  int
}

// Where a name is from. In a list of all journals, names that two share are
// ambiguous; in the others the first has them.
const (
	fromHouse = "stet.yaml"
	fromTable = "built-in table"
	fromList  = "list"
)

// A journalSlot is a prefix. line is the offset of its row in the text plus
// one, 0 if no name ends here.
type journalSlot struct {
	hash uint64
	line uint32
	cue  bool
	many bool // several rows have the name; this is the first
}

func newJournalTrie(text, from string) *journalTrie {
	size := 256
	for size < len(text)/5 {
		size *= 2
	}
	t := &journalTrie{text: text, from: from, slots: make([]journalSlot, size), mask: uint64(size - 1)}
	buf := make([]byte, 0, 256)
	for offset, row := range rows(text) {
		for name, cue := range row.names() {
			t.add(appendFold(buf[:0], name), uint32(offset+1), cue)
		}
	}
	return t
}

// rows gives the rows of a table by their offset.
func rows(text string) iter.Seq2[int, journalRow] {
	return func(yield func(int, journalRow) bool) {
		for offset := 0; offset < len(text); {
			line, _, _ := strings.Cut(text[offset:], "\n")
			if line != "" && line[0] != '#' && !yield(offset, parseJournalRow(line)) {
				return
			}
			offset += len(line) + 1
		}
	}
}

// A journalRow is a row of the table; its fields are those of the file.
type journalRow struct {
	title, abbr, nlm, aliases, issn string
	cue                             bool
}

func parseJournalRow(line string) journalRow {
	var r journalRow
	var cue string
	r.title, line, _ = strings.Cut(line, "\t")
	r.abbr, line, _ = strings.Cut(line, "\t")
	r.nlm, line, _ = strings.Cut(line, "\t")
	cue, line, _ = strings.Cut(line, "\t")
	r.aliases, r.issn, _ = strings.Cut(line, "\t")
	r.cue = cue == "cue"
	return r
}

// names gives the names of a row and whether each needs a cue.
func (r journalRow) names() iter.Seq2[string, bool] {
	return func(yield func(string, bool) bool) {
		short := Journal{Title: r.title}.Display()
		if !yield(short, r.cue) || short != r.title && !yield(r.title, r.cue) {
			return
		}
		if r.abbr != "" && r.abbr != "=" && !yield(r.abbr, r.cue && !strings.Contains(r.abbr, " ")) {
			return
		}
		for alias := range strings.SplitSeq(r.aliases, ";") {
			name, cue := strings.CutSuffix(alias, "?")
			if name != "" && !yield(name, cue) {
				return
			}
		}
	}
}

// add enters a folded name. Where two journals share one, the first keeps it,
// and it is marked.
func (t *journalTrie) add(name []byte, line uint32, cue bool) {
	h := hashSeed
	for i, c := range name {
		if c == ' ' {
			t.slot(h, true)
		}
		h = hashByte(h, c)
		if i == len(name)-1 {
			switch s := t.slot(h, true); s.line {
			case 0:
				s.line, s.cue = line, cue
			case line:
			default:
				s.many = true
			}
		}
	}
}

// slot is the slot of a prefix; without grow, nil if there is none.
func (t *journalTrie) slot(h uint64, grow bool) *journalSlot {
	for i := h & t.mask; ; i = (i + 1) & t.mask {
		switch s := &t.slots[i]; {
		case s.hash == h:
			return s
		case s.hash != 0:
		case !grow:
			return nil
		case t.used*4 >= len(t.slots)*3:
			t.double()
			return t.slot(h, true)
		default:
			t.used++
			s.hash = h
			return s
		}
	}
}

func (t *journalTrie) double() {
	old := t.slots
	t.slots = make([]journalSlot, 2*len(old))
	t.mask, t.used = uint64(len(t.slots)-1), 0
	for _, s := range old {
		if s.hash != 0 {
			*t.slot(s.hash, true) = s
		}
	}
}

func (t *journalTrie) starts(word string) bool {
	h, _ := hashWords(hashSeed, word)
	return h == hashThe || t.slot(h, false) != nil
}

// find is the longest name at the start of words.
func (t *journalTrie) find(words []string) JournalHit {
	var end *journalSlot
	h, n, started := hashSeed, 0, false
	for i, w := range words[:min(len(words), maxJournalWords)] {
		next := h
		if started {
			next = hashByte(h, ' ')
		}
		next, some := hashWords(next, w)
		if !some || i == 0 && next == hashThe {
			continue // a dash of its own, a leading article
		}
		h, started = next, true
		s := t.slot(h, false)
		if s == nil {
			break
		}
		if s.line != 0 {
			end, n = s, i+1
		}
	}
	if end == nil {
		return JournalHit{}
	}
	title, _, _ := strings.Cut(t.text[end.line-1:], "\t")
	title, _, _ = strings.Cut(title, "\n")
	return JournalHit{Title: title, Words: n, Many: t.from == fromList && end.many, Cue: end.cue}
}

// hashSeed and hashByte are FNV-1a.
const hashSeed uint64 = 14695981039346656037

func hashByte(h uint64, c byte) uint64 { return (h ^ uint64(c)) * 1099511628211 }

// hashThe is the hash of a leading article.
var hashThe, _ = hashWords(hashSeed, "the")

// hashWords goes on from h with what appendWords makes of s, and reports whether
// that is anything.
func hashWords(h uint64, s string) (hash uint64, some bool) {
	from, space := h, false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		switch {
		case c >= utf8.RuneSelf:
			marked := appendMarked(nil, s)
			for _, c := range marked {
				from = hashByte(from, c)
			}
			return from, len(marked) > 0
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '&':
			if (space || c == '&') && some {
				h = hashByte(h, ' ')
			}
			if space, some = c == '&', true; space {
				h = hashByte(hashByte(hashByte(h, 'a'), 'n'), 'd')
			} else {
				h = hashByte(h, c)
			}
		case c != '.' && c != '\'' && c != '`':
			space = true
		}
	}
	return h, some
}
