package terms

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
	"unicode"

	"github.com/kljensen/snowball/english"
	"golang.org/x/text/unicode/norm"
)

// An entry is what becomes of a word.
type entry struct {
	word  string // as written
	tail  string // the number or capital letter joined to it
	stem  string // "" for a word that does not count
	hash  uint64 // of stem
	links bool   // "and", "or": what follows can still belong to what came before
}

// cache remembers entries by the hash of their word: stemming costs a
// microsecond, and prose is made of few words. An entry has one of two slots,
// which keep their last words, so that the cache is bounded and safe without a
// lock; losing a word loses time.
var (
	cache [1 << 16]atomic.Pointer[entry]
	seed  = maphash.MakeSeed() // decides slots only, never a result
	start = maphash.String(seed, "")
)

// Hash is a hash of a stem. It differs from process to process.
func Hash(stem string) uint64 { return maphash.String(seed, stem) }

// lookup is the entry of a word and its tail.
func lookup(word, tail string) *entry {
	h := slotOf(word)
	for i := range len(tail) {
		h = h*31 + uint64(tail[i])
	}
	slot := &cache[h%uint64(len(cache))]
	first := slot.Load()
	if first != nil && first.word == word && first.tail == tail {
		return first
	}
	other := &cache[h%uint64(len(cache))^1]
	if e := other.Load(); e != nil && e.word == word && e.tail == tail {
		return e
	}
	e := newEntry(word, tail)
	slot.Store(e)
	if first != nil {
		other.Store(first) // so that of two frequent words none drives out the other
	}
	return e
}

// slotOf is a hash of a word for the cache: words are short, and eight bytes at
// a time take less than half as long as Hash does.
func slotOf(word string) uint64 {
	const mix = 0x9e3779b97f4a7c15
	h := start ^ uint64(len(word))
	for ; len(word) >= 8; word = word[8:] {
		h = (h ^ (fourBytes(word) | fourBytes(word[4:])<<32)) * mix
		h ^= h >> 32
	}
	switch n := len(word); {
	case n >= 4:
		h ^= fourBytes(word) | fourBytes(word[n-4:])<<32
	case n > 0:
		h ^= uint64(word[0]) | uint64(word[n/2])<<8 | uint64(word[n-1])<<16
	}
	h *= mix
	return h ^ h>>32
}

func fourBytes(s string) uint64 {
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}

// newEntry makes an entry whose texts are neighbours in memory, and no pieces
// of a page of text.
func newEntry(word, tail string) *entry {
	stem, links := stemOf(word, tail)
	all := word + tail + stem
	end := len(word) + len(tail)
	return &entry{word: all[:len(word)], tail: all[len(word):end], stem: all[end:], hash: Hash(stem), links: links}
}

// stemOf is the stem of a word and its tail, and whether the word links others.
func stemOf(word, tail string) (stem string, links bool) {
	if len(tail) == 1 && isUpper(tail[0]) { // word is a stem already
		return word + "-" + strings.ToLower(tail), false
	}
	w := fold(word)
	digits := strings.TrimLeft(tail, "-\u2010\u2011\u2013")
	switch {
	case digits != "" || strings.ContainsAny(w, "0123456789"):
		return w + digits, false
	case w == "and" || w == "or":
		return "", true
	case len(w) < 2 || stopWords[w]:
		return "", false
	}
	return english.Stem(spelling(w), true), false
}

// fold lowers a word, takes its diacritics and names its Greek letters.
func fold(word string) string {
	word = strings.ToLower(word)
	ascii := true
	for i := 0; i < len(word) && ascii; i++ {
		ascii = word[i] < 0x80
	}
	if ascii {
		return word
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(word) {
		switch name, ok := letterNames[r]; {
		case ok:
			b.WriteString(name)
		case !unicode.Is(unicode.Mn, r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// letterNames spell out letters that do not decompose, and the Greek letters
// that biomedical names are written with.
var letterNames = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i",
	'α': "alpha", 'β': "beta", 'γ': "gamma", 'δ': "delta", 'ε': "epsilon", 'ζ': "zeta", 'η': "eta",
	'κ': "kappa", 'λ': "lambda", 'μ': "mu", 'π': "pi", 'σ': "sigma", 'τ': "tau", 'ω': "omega",
}

// stopWords are function words: they say nothing of a subject. Words that are
// merely frequent ("study", "patients") are left to Weight.
var stopWords = set(`
a about above after again against all almost also although always am among an and another any anything are aren around as at
be became because become becomes been before being below between both but by
can cannot could couldn did didn do does doesn doing don done down during
each either else enough especially etc ever every
few for from further furthermore
had hadn has hasn have haven having he hence her here hers herself him himself his how however
if in indeed instead into is isn it its itself
just least less let like likely
made make makes many may me might more moreover most much must my
neither never nevertheless no nor not now
of off often on once one only onto or other others otherwise our ours out over own
per perhaps quite rather
same several shall she should shouldn since so some such
than that the their theirs them then there thereby therefore these they this those though through throughout thus to together too toward towards
st nd rd th
two three four five six seven eight nine ten
under unless until up upon us
very via was wasn we well were weren what when where whereas whereby wherein whether which while who whom whose why will with within without won would wouldn
yet you your yours
`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
