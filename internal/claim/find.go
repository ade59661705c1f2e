package claim

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/internal/article"
	"stet/internal/cite"
)

// Find gives the claims of a in the order of the file.
func Find(a *article.Article, opt Options) []Claim {
	f := finder{article: a, table: opt.Journals, seen: map[string]int{}}
	if f.table == nil {
		f.table = cite.Journals(nil)
	}
	f.sentence.table, f.sentence.cast.article = f.table, a
	f.sentence.toks = make([]token, 0, 64) // most sentences have fewer
	var claims []Claim
	var places []int // of the claims, among the sentences
	for i := range a.Sentences {
		if c, ok := f.claim(&a.Sentences[i]); ok {
			claims, places = append(claims, c), append(places, i)
		}
	}
	f.pointAt(claims, places)
	return claims
}

// A finder finds the claims of one article.
type finder struct {
	article  *article.Article
	table    *cite.JournalTable
	sentence sentence
	own      article.Sentence // that sentence reads
	seen     map[string]int   // normalised words -> times they came
	words    []byte           // scratch for them
	labels   map[label]int    // into article.Entries
	sources  map[int]Source   // entries that were asked for
}

// A label names an entry of a list; footnotes have labels of their own.
type label struct {
	text     string
	footnote bool
}

// claim reads one sentence. Most sentences of an article have nothing that an
// attribution could be made of, and are left at a glance.
func (f *finder) claim(s *article.Sentence) (Claim, bool) {
	r := &f.sentence
	r.cited = findCited(r.cited[:0], s, f.article.File.Bytes)
	if len(r.cited) == 0 && !mayCite(s) {
		return Claim{}, false
	}
	f.own = *s
	f.own.Plain = strings.Clone(s.Plain) // a claim is to hold on to its own words, and not to the article's text
	r.read(&f.own)
	r.findWritten()
	if len(r.cited) == 0 && len(r.journals) == 0 && len(r.authors) == 0 && !r.hasDatedStudy() && r.loneYear() < 0 || r.isEntry() {
		return Claim{}, false
	}
	slices.SortStableFunc(r.cited, func(a, b citation) int { return a.start - b.start })
	r.unite()
	r.attach()
	var mentions []Mention
	for i := range r.units {
		if r.repeated(i) {
			continue
		}
		if m, ok := f.mention(&r.units[i]); ok {
			mentions = append(mentions, m)
		}
	}
	if len(mentions) == 0 {
		return Claim{}, false
	}
	slices.SortStableFunc(mentions, func(a, b Mention) int { return a.Span.Compare(b.Span) })
	file := f.article.File
	c := Claim{
		ID:       f.id(s.Plain),
		Span:     s.Span,
		Start:    file.Position(s.Span.Start),
		End:      file.Position(s.Span.End),
		Text:     file.Text(s.Span),
		Plain:    f.own.Plain,
		Mentions: mentions,
	}
	if s.Heading >= 0 {
		c.Heading = f.article.Headings[s.Heading].Text
	}
	return c, true
}

// hasDatedStudy reports whether a study of the sentence has a year.
func (r *sentence) hasDatedStudy() bool {
	for i := range r.studies {
		if r.studies[i].year != 0 {
			return true
		}
	}
	return false
}

// id names a claim by its words. A repeat counts.
func (f *finder) id(plain string) string {
	words := appendNormalised(f.words[:0], plain)
	n := f.seen[string(words)] + 1
	f.seen[string(words)] = n
	if n > 1 {
		words = strconv.AppendInt(append(words, '\n'), int64(n), 10)
	}
	f.words = words
	sum := sha256.Sum256(words)
	id := [12]byte{'c', '-'}
	hex.Encode(id[2:], sum[:5])
	return string(id[:])
}

// appendNormalised appends text in lower case without punctuation to b.
func appendNormalised(b []byte, text string) []byte {
	space := false
	for i, r := range text {
		if c := text[i]; c < utf8.RuneSelf && inWord[c] {
			if space && len(b) > 0 {
				b = append(b, ' ')
			}
			space = false
			b = append(b, lower(c))
			continue
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
			space = true
			continue
		}
		if space && len(b) > 0 {
			b = append(b, ' ')
		}
		space = false
		b = utf8.AppendRune(b, unicode.ToLower(r))
	}
	return b
}
