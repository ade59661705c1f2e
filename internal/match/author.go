package match

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"stet/internal/cite"
)

// A person is an author's name taken apart, in the forms under which two
// spellings of it meet.
type person struct {
	family   string   // folded, in one piece: "vandermerwe", "ferraciolioda"
	bare     string   // family without its particles: "merwe"; equal to family where it has none
	initials string   // folded, "" if unknown
	given    string   // folded words before a last word that may be the whole family: "diana" of "Diana Fiorentini"
	last     string   // that last word, folded
	parts    []string // of a record's family name of two words, "alberdi", "aramendi"; a group's short name

	hashes [3]uint32 // of family, bare and last, of an author that words state
}

// newPerson is an author that words state.
func newPerson(name string) person {
	p := parsePerson(cited(name))
	family := hashOf(hashStart, p.family)
	p.hashes = [3]uint32{family, family, family}
	if p.bare != p.family {
		p.hashes[1] = hashOf(hashStart, p.bare)
	}
	if p.last != "" {
		p.hashes[2] = hashOf(hashStart, p.last)
	}
	return p
}

// parsePerson reads a name as PubMed writes it ("van der Merwe J", "Smith JA
// Jr"), as an author cites it ("van der Merwe", "D. Fiorentini"), or a group's.
func parsePerson(s string) person {
	if family, initials, plain := plainName(s); plain {
		family = fold(family)
		return person{family: family, bare: family, initials: fold(initials)}
	}
	if !strings.ContainsFunc(s, func(r rune) bool { return r == ',' || unicode.IsSpace(r) }) {
		family := fold(s)
		return person{family: family, bare: family}
	}
	if family, rest, ok := strings.Cut(s, ","); ok && strings.TrimSpace(rest) != "" {
		s = family + " " + initialsOf(rest)
	}
	words := strings.Fields(strings.ReplaceAll(s, ",", " "))
	for len(words) > 1 && slices.Contains(suffixes, strings.TrimSuffix(words[len(words)-1], ".")) {
		words = words[:len(words)-1]
	}
	var p person
	switch n := len(words); {
	case n > 1 && isInitials(words[n-1]):
		p.initials = fold(words[n-1])
		words = words[:n-1]
	case n > 1 && isInitials(words[0]):
		for len(words) > 1 && isInitials(words[0]) {
			p.initials += fold(words[0])
			words = words[1:]
		}
	case n == 2 || n == 3:
		p.last = fold(words[n-1])
		p.given = fold(words[0])
	}
	p.family = fold(strings.Join(words, ""))
	for len(words) > 1 && slices.Contains(particles, strings.ToLower(words[0])) {
		words = words[1:]
		p.given, p.last = "", "" // a particle is no given name
	}
	p.bare = fold(strings.Join(words, ""))
	if p.initials != "" && len(words) == 2 && p.bare == p.family {
		p.parts = []string{fold(words[0]), fold(words[1])}
	}
	if short := shortGroup(words); short != "" {
		p.parts = []string{fold(short)}
	}
	return p
}

// shortGroup is what a group's name is cut down to by those who cite it, without
// what it works on: "GBD 2019 Collaborators" for "GBD 2019 Diseases and Injuries
// Collaborators". The acronym has gone the way of initials, so that the year in
// the name is the first of words. It is "" of other names.
func shortGroup(words []string) string {
	last := len(words) - 1
	if last < 2 || !strings.EqualFold(words[last], "collaborators") || len(words[0]) != 4 || strings.Trim(words[0], "0123456789") != "" {
		return ""
	}
	return words[0] + words[last]
}

// particles and suffixes surround family names.
var (
	particles = []string{"al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "ibn", "la", "le", "ten", "ter", "van", "von", "zu", "zur"}
	suffixes  = []string{"Jr", "Sr", "2nd", "3rd", "4th", "II", "III", "IV"}
)

// same reports whether p, as an author wrote it, can be q of a record: by
// family name, particles, hyphens and diacritics aside, and by the initials
// where both have them. A given name before the family name has to fit the
// record's initials. Of a double name without a hyphen authors often use one.
func (p person) same(q person) bool {
	if p.family == "" || q.family == "" {
		return false
	}
	if p.family == q.family || p.bare == q.bare || slices.Contains(q.parts, p.family) {
		return p.initials == "" || q.initials == "" || p.initials[0] == q.initials[0]
	}
	if p.last != "" && q.initials != "" && (p.last == q.family || p.last == q.bare) {
		return p.given != "" && p.given[0] == q.initials[0]
	}
	return false
}

// is reports whether p can be the author that a record gives as a.
func (p *person) is(a string) bool {
	family, initials, plain := plainName(a)
	if !plain {
		return p.same(parsePerson(a))
	}
	switch {
	case p.family == "":
		return false
	case isFolded(family, p.family), isFolded(family, p.bare):
		return p.initials == "" || p.initials[0] == initials[0]|0x20
	case p.last != "" && isFolded(family, p.last):
		return p.given != "" && p.given[0] == initials[0]|0x20
	}
	return false
}

// plainName takes apart a name of the commonest form: a family name of one
// word, in ASCII, and one to three initials.
func plainName(a string) (family, initials string, ok bool) {
	space := -1
	for i := range len(a) {
		switch c := a[i]; {
		case c == ' ' && space < 0 && i > 0:
			space = i
		case c == ' ' || c == ',' || c >= utf8.RuneSelf:
			return "", "", false
		case space > 0 && !('A' <= c && c <= 'Z'):
			return "", "", false
		}
	}
	initials = a[space+1:]
	if space < 0 || initials == "" || len(initials) > 3 || slices.Contains(suffixes, initials) {
		return "", "", false
	}
	return a[:space], initials, true
}

// isFolded reports whether name folds to folded; it is ASCII.
func isFolded(name, folded string) bool {
	n := 0
	for i := range len(name) {
		c := name[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c |= 0x20
		case !('a' <= c && c <= 'z' || '0' <= c && c <= '9'):
			continue
		}
		if n == len(folded) || folded[n] != c {
			return false
		}
		n++
	}
	return n == len(folded)
}

// keys are the forms under which the index holds p, without repeats.
func (p *person) keys() []string {
	keys := make([]string, 1, 5)
	keys[0] = p.family
	for _, k := range [2]string{p.bare, p.last} {
		if k != "" && !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	for _, k := range p.parts {
		if k != "" && !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys
}

// addAuthors enters the authors of all references. What it finds later is
// compared once more: two names may share a hash.
func (x *Index) addAuthors() {
	n := 0
	for _, r := range x.refs {
		n += len(r.Authors)
	}
	entries := make([]uint64, 0, n+n/4)
	families := lists[uint32]{start: make([]uint32, 1, len(x.refs)+1), all: make([]uint32, 0, n)}
	for i, r := range x.refs {
		first := len(entries)
		for _, a := range r.Authors {
			if family, _, plain := plainName(a); plain {
				h := foldedHash(family)
				families.all = append(families.all, h)
				entries = append(entries, uint64(h)<<32|uint64(i))
				continue
			}
			families.all = append(families.all, anyFamily)
			p := parsePerson(a)
			for _, key := range p.keys() {
				entries = append(entries, uint64(hashOf(hashStart, key))<<32|uint64(i))
			}
		}
		own := entries[first:]
		slices.Sort(own)
		entries = entries[:first+len(slices.Compact(own))]
		families.start = append(families.start, uint32(len(families.all)))
	}
	x.authors = newBuckets(entries)
	x.families = families
}

// anyFamily stands for the hash of the family name of an author whose name is
// not plain.
const anyFamily = 0

// foldedHash is the hash of a name, which is ASCII, once it is folded.
func foldedHash(name string) uint32 {
	h := hashStart
	for i := range len(name) {
		switch c := name[i]; {
		case 'A' <= c && c <= 'Z':
			h = hashByte(h, c|0x20)
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			h = hashByte(h, c)
		}
	}
	return h
}

// namedLike appends to none the references that may have p as an author, ascending: some
// share no more than the hash of a name.
func (x *Index) namedLike(none []int32, p *person) []int32 {
	found := none
	if p.bare == p.family && p.last == "" && len(p.parts) == 0 {
		return x.authors.find(found, p.hashes[0])
	}
	for _, key := range p.keys() {
		found = x.authors.find(found, hashOf(hashStart, key))
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// hasAuthors reports whether every one of the stated people is an author of
// reference i. The order of authors is no evidence in prose. Records that
// nobody verified often name the first author alone, so that one of the people
// is enough there.
func (x *Index) hasAuthors(i int32, stated []person) agreement {
	families := x.families.list(i)
	if len(families) == 0 {
		return unknown
	}
	found := 0
	for k := range stated {
		if x.hasAuthor(i, &stated[k], families) {
			found++
		}
	}
	if found == len(stated) || found > 0 && x.state(i) != cite.Verified {
		return yes
	}
	return no
}

// hasAuthor reports whether p is one of the first authors of reference i, whose
// family names have these hashes.
func (x *Index) hasAuthor(i int32, p *person, families []uint32) bool {
	first, second, third := p.hashes[0], p.hashes[1], p.hashes[2]
	for k, h := range families {
		if (h == first || h == second || h == third || h == anyFamily) && p.is(x.refs[i].Authors[k]) {
			return true
		}
	}
	return false
}

// isFirst reports whether the first of people is the first author of reference
// i.
func (x *Index) isFirst(i int32, people []person) bool {
	families := x.families.list(i)
	return len(families) > 0 && len(people) > 0 && x.hasAuthor(i, &people[0], families[:1])
}

// isInitials reports whether w stands for given names: "D", "D.", "JA",
// "J.-P.".
func isInitials(w string) bool {
	letters := 0
	for _, r := range w {
		switch {
		case unicode.IsUpper(r):
			letters++
		case r != '.' && r != '-':
			return false
		}
	}
	return letters > 0 && (letters <= 3 || strings.ContainsRune(w, '.')) || letters == 4 && utf8.RuneCountInString(w) == 4
}

// initialsOf are the initials of given names written out or not.
func initialsOf(s string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if isInitials(w) {
			b.WriteString(w)
			continue
		}
		r, _ := utf8.DecodeRuneInString(w)
		b.WriteRune(unicode.ToUpper(r))
	}
	return b.String()
}

// fold lowers s and leaves letters and digits alone, without diacritics.
func fold(s string) string {
	same := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			return foldMarked(s)
		}
		same = same && ('a' <= c && c <= 'z' || '0' <= c && c <= '9')
	}
	if same {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'A' <= c && c <= 'Z':
			b = append(b, c+'a'-'A')
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			b = append(b, c)
		}
	}
	return string(b)
}

// foldMarked is fold for text that is not ASCII.
func foldMarked(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch r = unicode.ToLower(r); {
		case strings.ContainsRune(strokes, r):
			b.WriteString(plain[r])
		case r < utf8.RuneSelf && !('a' <= r && r <= 'z' || '0' <= r && r <= '9'):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// plain are letters that decompose into no letter and mark.
var plain = map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i"}

const strokes = "ßæœøłđðþı"
