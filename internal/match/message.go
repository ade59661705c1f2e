package match

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/internal/claim"
)

// phrase is m's text in quotation marks, as a person reads it: without markup
// and not too long. A mere marker is the entry that it leads to.
func phrase(m *claim.Mention) string {
	if len(m.Entries) == 1 && m.Entries[0].Label != "" && isMarker(m.Text, m.Entries[0].Label) {
		return "entry " + m.Entries[0].Label
	}
	return quote(abridge(readable(m.Text), 80))
}

// isMarker reports whether text says no more than the label of a list entry.
func isMarker(text, label string) bool {
	text = strings.TrimFunc(readable(text), func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsSpace(r) })
	return text == "" || text == label
}

// readable is markdown text without emphasis, link targets and line ends.
func readable(s string) string {
	if s = strings.TrimSpace(s); !strings.ContainsAny(s, "*_[]<") {
		return singleSpaced(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '<' && tagEnd(s[i:]) > 0:
			b.WriteByte(' ')
			i += tagEnd(s[i:]) - 1
		case c == '*' || c == '_' && (i == 0 || i+1 == len(s) || s[i-1] == ' ' || s[i+1] == ' ' || s[i-1] == '(' || s[i+1] == ')'):
		case c == ']' && i+1 < len(s) && s[i+1] == '(':
			i += targetEnd(s[i+1:])
		case c == '[' && strings.Contains(s[i:], "]("):
		default:
			b.WriteByte(c)
		}
	}
	return singleSpaced(b.String())
}

// tagEnd is where the HTML tag ends that s begins with; 0 if it begins with none.
func tagEnd(s string) int {
	if len(s) < 3 || s[1] != '/' && !('a' <= s[1]|0x20 && s[1]|0x20 <= 'z') {
		return 0
	}
	return strings.IndexByte(s, '>') + 1
}

// targetEnd is where the link target ends that s begins with, behind its closing
// bracket: addresses may have brackets too.
func targetEnd(s string) int {
	open := 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return i + 1
			}
		}
	}
	return len(s)
}

// singleSpaced is s with single spaces for white space, and none around it.
func singleSpaced(s string) string {
	for i := range len(s) {
		single := s[i] > ' ' || s[i] == ' ' && i > 0 && i+1 < len(s) && s[i-1] != ' '
		if !single || s[i] >= utf8.RuneSelf {
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}

// shorten cuts s at a word's end before n bytes.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	cut := s[:n]
	for !utf8.ValidString(cut) && len(cut) > 0 {
		cut = cut[:len(cut)-1]
	}
	if i := strings.LastIndexByte(cut, ' '); i > n/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:") + " ..."
}

// abridge cuts words out of the middle of s where it is longer than n bytes: who
// wrote it may stand at either end, and so may journal and year.
func abridge(s string, n int) string {
	if len(s) <= n {
		return s
	}
	tail := s[len(s)-n/2:]
	head, space := strings.LastIndexByte(s[:n/2], ' '), strings.IndexByte(tail, ' ')
	if head < 0 || space < 0 {
		return shorten(s, n)
	}
	return strings.TrimRight(s[:head], " ,;:") + " ..." + tail[space:]
}

func quote(s string) string { return `"` + s + `"` }

// itoa writes n; years, which are most of what it writes, cost no memory.
func itoa(n int) string {
	if i := 4 * (n - firstYear); i >= 0 && i+4 <= len(yearDigits) {
		return yearDigits[i : i+4]
	}
	return strconv.Itoa(n)
}

const firstYear = 1500

var yearDigits = func() string {
	var b strings.Builder
	for y := firstYear; y < 2200; y++ {
		b.WriteString(strconv.Itoa(y))
	}
	return b.String()
}()

// joinWords is "a", "a and b", "a, b and c".
func joinWords(words []string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}

// short names a reference: "fiorentini2021 (Nutrients 2021)".
func (x *Index) short(ref int32) string {
	var room [96]byte
	return string(x.appendShort(room[:0], ref))
}

func (x *Index) appendShort(text []byte, ref int32) []byte {
	text = append(text, x.refs[ref].Key...)
	journal, year := x.display(ref), x.mainYear(ref)
	if journal == "" && year == "" {
		return text
	}
	text = append(append(text, " ("...), journal...)
	if journal != "" && year != "" {
		text = append(text, ' ')
	}
	return append(append(text, year...), ')')
}

// said is a reference's journal and year, "Nutrients 2021"; its key if it has
// neither.
func (x *Index) said(ref int32) string {
	journal, year := x.display(ref), x.mainYear(ref)
	switch {
	case journal == "" && year == "":
		return x.refs[ref].Key
	case journal == "" || year == "":
		return journal + year
	}
	return journal + " " + year
}

// mainYear is the issue year of a reference, else its first lawful one; "" for
// none.
func (x *Index) mainYear(ref int32) string {
	if y := x.refs[ref].Year; y != 0 {
		return itoa(y)
	}
	if years := x.lawful.list(ref); len(years) > 0 {
		return itoa(int(years[0]))
	}
	return ""
}

// stating is what s states of author, journal and year and r does not have:
// "Nutrients 2018".
func (x *Index) stating(s *stated, r *ranked) string {
	parts := x.strangers(s, r.ref)
	if r.journal == no {
		parts = append(parts, s.name)
	}
	if r.year == no {
		parts = append(parts, itoa(s.year))
	}
	return strings.Join(parts, " ")
}

// failing are the stated fields that r does not have, in words.
func failing(r *ranked) string {
	var names []string
	for i, name := range [...]string{"journal", "year", "author", "title"} {
		if r.all()[i] == no {
			names = append(names, name)
		}
	}
	return joinWords(names)
}

// strangers are the stated authors whom the record of ref does not have.
func (x *Index) strangers(s *stated, ref int32) []string {
	families := x.families.list(ref)
	var found []string
	for i := range s.people {
		if p := &s.people[i]; !x.hasAuthor(ref, p, families) && len(s.people) == len(s.authors) {
			found = append(found, s.authors[i])
		}
	}
	return found
}

// namedFields are the fields that s states, in words.
func namedFields(s *stated) string {
	var fs []string
	if s.name != "" {
		fs = append(fs, "a journal")
	}
	if len(s.people) > 0 {
		fs = append(fs, "an author")
	}
	if s.year != 0 {
		fs = append(fs, "a year")
	}
	return joinWords(fs)
}

func missingFields(s *stated) string {
	if s.year == 0 {
		return "the year"
	}
	return "journal or author"
}

// wrong says which stated fields ref does not have: "2018 is not 2021; 3 years
// apart".
func (q *query) wrong(s *stated, ref int32) string {
	var ws []string
	for _, f := range q.x.fields(s, ref, q.x.compare(s, ref)) {
		if f.OK {
			continue
		}
		switch f.Name {
		case "year":
			ws = append(ws, f.Stated+notAmong(f.Found))
		case "title":
			ws = append(ws, "the title is another")
		case "author":
			ws = append(ws, q.x.notAuthors(s, ref))
		default:
			ws = append(ws, quote(f.Stated)+" is not "+f.Found)
		}
	}
	if len(ws) == 1 {
		return ws[0]
	}
	for i, w := range ws { // one of several is told by its own marks alone
		if head, apart, ok := strings.Cut(w, "; "); ok {
			ws[i] = head + " (" + apart + ")"
		}
	}
	return strings.Join(ws, ", ")
}

// notAuthors says who of the stated authors is none of ref's.
func (x *Index) notAuthors(s *stated, ref int32) string {
	names := x.strangers(s, ref)
	if len(names) == 0 {
		return "the authors are others"
	}
	are := " is none"
	if len(names) > 1 {
		are = " are none"
	}
	return joinWords(names) + are + " of its authors"
}

// notAmong says that a year is none of those that yearFound gives.
func notAmong(years string) string {
	online, ok := strings.CutPrefix(years, "online ")
	if !ok {
		return " is not " + years
	}
	online, issue, _ := strings.Cut(online, ", issue ")
	issue, apart, _ := strings.Cut(issue, ";")
	return " is neither " + online + " (online) nor " + issue + " (issue);" + apart
}

func (x *Index) keysOf(refs []int32) []string {
	keys := make([]string, len(refs))
	for i, ref := range refs {
		keys[i] = x.refs[ref].Key
	}
	return keys
}
