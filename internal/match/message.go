package match

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"stet/internal/claim"
)

// phrase is m's text in quotation marks, as a person reads it: without markup
// and not too long.
func phrase(m *claim.Mention) string { return quote(shorten(readable(m.Text), 80)) }

// readable is markdown text without emphasis, link targets and line ends.
func readable(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '*' || c == '_' && (i == 0 || i+1 == len(s) || s[i-1] == ' ' || s[i+1] == ' ' || s[i-1] == '(' || s[i+1] == ')'):
		case c == ']' && i+1 < len(s) && s[i+1] == '(':
			if end := strings.IndexByte(s[i:], ')'); end > 0 {
				i += end
			}
		case c == '[' && strings.Contains(s[i:], "]("):
		default:
			b.WriteByte(c)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
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

func quote(s string) string { return `"` + s + `"` }

func itoa(n int) string { return strconv.Itoa(n) }

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
	r := x.refs[ref]
	if said := x.said(ref); said != r.Key {
		return r.Key + " (" + said + ")"
	}
	return r.Key
}

// said is a reference's journal and year, "Nutrients 2021"; its key if it has
// neither.
func (x *Index) said(ref int32) string {
	r := x.refs[ref]
	said := x.display(ref)
	if years := r.Years(); len(years) > 0 {
		year := r.Year
		if year == 0 {
			year = years[0]
		}
		said = strings.TrimSpace(said + " " + itoa(year))
	}
	if said == "" {
		return r.Key
	}
	return said
}

// stating is what s states of journal, author and year: "Nutrients 2018".
func stating(s *stated) string {
	var parts []string
	if len(s.authors) > 0 {
		parts = append(parts, joinWords(s.authors))
	}
	if len(s.names) > 0 {
		parts = append(parts, s.names[0])
	}
	if s.year != 0 {
		parts = append(parts, itoa(s.year))
	}
	return strings.Join(parts, " ")
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
			ws = append(ws, f.Stated+" is not "+f.Found)
		case "title":
			ws = append(ws, "the title is another")
		default:
			ws = append(ws, quote(f.Stated)+" is not "+f.Found)
		}
	}
	return strings.Join(ws, ", ")
}

func (x *Index) keysOf(refs []int32) []string {
	keys := make([]string, len(refs))
	for i, ref := range refs {
		keys[i] = x.refs[ref].Key
	}
	return keys
}
