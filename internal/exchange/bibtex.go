package exchange

import (
	"fmt"
	"slices"
	"strings"

	"stet/internal/cite"
	"stet/internal/source"
)

// A bibScanner reads the entries of a BibTeX file, one after another.
type bibScanner struct {
	file   *source.File
	s      string
	at     int
	macros map[string]string // @string definitions and months
}

// A bibEntry is one entry, its values without their outer braces or quotes.
type bibEntry struct {
	line   int
	kind   string // "article", in lower case
	key    string
	fields map[string]string // by name in lower case; of a repeated one the first
}

var months = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// bibtex reads BibTeX and the names of fields that biblatex has for the same.
func (r *reader) bibtex() error {
	sc := bibScanner{file: r.file, s: strings.TrimPrefix(string(r.file.Bytes), source.BOM), macros: map[string]string{}}
	for _, m := range months {
		sc.macros[m] = m
	}
	entries := 0
	for {
		e, err := sc.next()
		if err != nil {
			return err
		}
		if e == nil {
			break
		}
		entries++
		r.bibEntry(e)
	}
	if entries == 0 {
		return fmt.Errorf("%s: holds no entry of BibTeX, such as @article{smith2020, title = {...}}", r.file.Path)
	}
	return nil
}

// next is the next entry, nil after the last. What stands between entries is a
// comment.
func (sc *bibScanner) next() (*bibEntry, error) {
	for {
		i := strings.IndexByte(sc.s[sc.at:], '@')
		if i < 0 {
			return nil, nil
		}
		start := sc.at + i
		sc.at = start + 1
		kind := strings.ToLower(sc.word())
		sc.space()
		if kind == "" || sc.at == len(sc.s) || sc.s[sc.at] != '{' && sc.s[sc.at] != '(' {
			continue // an address in a comment
		}
		switch kind {
		case "comment", "preamble":
			if _, err := sc.braced(); err != nil {
				return nil, err
			}
			continue
		}
		sc.at++
		e := &bibEntry{line: sc.line(start), kind: kind, fields: map[string]string{}}
		if kind != "string" {
			sc.space()
			end := strings.IndexAny(sc.s[sc.at:], ",})\n")
			if end < 0 {
				return nil, sc.errorf(start, "the entry is not closed")
			}
			e.key = strings.TrimSpace(sc.s[sc.at : sc.at+end])
			sc.at += end
		}
		if err := sc.fields(e, start); err != nil {
			return nil, err
		}
		if kind != "string" {
			return e, nil
		}
		for name, value := range e.fields {
			sc.macros[name] = value
		}
	}
}

// fields reads "name = value" pairs up to the end of the entry.
func (sc *bibScanner) fields(e *bibEntry, start int) error {
	for {
		sc.space()
		for sc.at < len(sc.s) && sc.s[sc.at] == ',' {
			sc.at++
			sc.space()
		}
		if sc.at == len(sc.s) {
			return sc.errorf(start, "the entry is not closed")
		}
		if c := sc.s[sc.at]; c == '}' || c == ')' {
			sc.at++
			return nil
		}
		at := sc.at
		name := strings.ToLower(sc.word())
		sc.space()
		if name == "" || sc.at == len(sc.s) || sc.s[sc.at] != '=' {
			return sc.errorf(at, "a field is expected here, such as year = {2020}")
		}
		sc.at++
		value, err := sc.value(at)
		if err != nil {
			return err
		}
		if _, ok := e.fields[name]; !ok {
			e.fields[name] = value
		}
	}
}

// value reads parts in braces, in quotes, numbers and macros, with # between
// them.
func (sc *bibScanner) value(field int) (string, error) {
	var b strings.Builder
	for {
		sc.space()
		if sc.at == len(sc.s) {
			return "", sc.errorf(field, "the field has no value")
		}
		switch c := sc.s[sc.at]; c {
		case '{':
			part, err := sc.braced()
			if err != nil {
				return "", err
			}
			b.WriteString(part)
		case '"':
			part, err := sc.quoted()
			if err != nil {
				return "", err
			}
			b.WriteString(part)
		default:
			w := sc.word()
			if w == "" {
				return "", sc.errorf(field, "the field has no value")
			}
			if macro, ok := sc.macros[strings.ToLower(w)]; ok {
				w = macro
			}
			b.WriteString(w)
		}
		sc.space()
		if sc.at == len(sc.s) || sc.s[sc.at] != '#' {
			return b.String(), nil
		}
		sc.at++
	}
}

// braced reads "{...}" with the braces inside of it.
func (sc *bibScanner) braced() (string, error) {
	start, depth := sc.at, 0
	for ; sc.at < len(sc.s); sc.at++ {
		switch sc.s[sc.at] {
		case '\\':
			sc.at++
		case '{', '(':
			if sc.s[sc.at] == sc.s[start] {
				depth++
			}
		case '}', ')':
			if opener := map[byte]byte{'}': '{', ')': '('}[sc.s[sc.at]]; opener == sc.s[start] {
				depth--
			}
			if depth == 0 {
				sc.at++
				return sc.s[start+1 : sc.at-1], nil
			}
		}
	}
	sc.at = min(sc.at, len(sc.s))
	return "", sc.errorf(start, "the brace that is opened here is not closed")
}

func (sc *bibScanner) quoted() (string, error) {
	start, depth := sc.at, 0
	for sc.at++; sc.at < len(sc.s); sc.at++ {
		switch c := sc.s[sc.at]; {
		case c == '\\':
			sc.at++
		case c == '{':
			depth++
		case c == '}':
			depth--
		case c == '"' && depth == 0:
			sc.at++
			return sc.s[start+1 : sc.at-1], nil
		}
	}
	sc.at = min(sc.at, len(sc.s))
	return "", sc.errorf(start, "the quote that is opened here is not closed")
}

// word reads letters, digits and what names hold beside them.
func (sc *bibScanner) word() string {
	start := sc.at
	for sc.at < len(sc.s) && !strings.ContainsRune(" \t\r\n{}(),=#\"@%", rune(sc.s[sc.at])) {
		sc.at++
	}
	return sc.s[start:sc.at]
}

func (sc *bibScanner) space() {
	for sc.at < len(sc.s) && strings.IndexByte(" \t\r\n", sc.s[sc.at]) >= 0 {
		sc.at++
	}
}

func (sc *bibScanner) line(i int) int { return 1 + strings.Count(sc.s[:i], "\n") }

func (sc *bibScanner) errorf(i int, msg string) error {
	return sc.file.Errorf(i+len(sc.file.Bytes)-len(sc.s), "%s", msg)
}

// bibEntry takes an entry. Of names for the same the first counts.
func (r *reader) bibEntry(e *bibEntry) {
	get := func(names ...string) string {
		for _, name := range names {
			if s := oneLine(plainText(e.fields[name])); s != "" {
				return s
			}
		}
		return ""
	}
	ref := &cite.Reference{Key: e.key, Title: trimTitle(get("title")), Volume: get("volume"), Issue: get("number", "issue")}
	ref.Journal = cite.Journal{Title: get("journal", "journaltitle", "booktitle"), Abbr: get("shortjournal", "abbrev_source_title"), ISSN: get("issn")}
	ref.Pages = strings.ReplaceAll(strings.ReplaceAll(get("pages", "eid", "article-number"), "--", "-"), "–", "-")
	people := e.fields["author"]
	if people == "" {
		people = e.fields["editor"]
	}
	for _, a := range splitAnd(people) {
		if s := bibName(a); s != "" {
			ref.Authors = append(ref.Authors, s)
		}
	}
	r.setYear(ref, get("year", "date"), e.line)
	r.setID(ref, cite.KindDOI, get("doi"), e.line)
	r.setID(ref, cite.KindPMID, get("pmid"), e.line)
	r.setID(ref, cite.KindPMCID, get("pmcid", "pmc"), e.line)
	if print := strings.ToLower(get("eprinttype", "archiveprefix")); (print == "pubmed" || print == "pmid") && ref.PMID == "" {
		r.setID(ref, cite.KindPMID, get("eprint"), e.line)
	}
	r.setURL(ref, strings.TrimSpace(strings.NewReplacer(`\_`, "_", `\%`, "%", `\&`, "&", `\#`, "#", "{", "", "}", "").Replace(e.fields["url"])))
	for _, w := range strings.FieldsFunc(get("keywords"), func(c rune) bool { return c == ';' }) {
		ref.MeSH = appendNew(ref.MeSH, oneLine(w))
	}
	setAbstract(ref, get("abstract"))
	r.add(ref, e.line)
}

// splitAnd parts names at "and" outside of braces.
func splitAnd(s string) []string {
	var names []string
	depth, start := 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			depth--
		case 'a', 'A':
			if depth == 0 && i > 0 && i+3 < len(s) && strings.EqualFold(s[i:i+3], "and") && isBlank(s[i-1]) && isBlank(s[i+3]) {
				names = append(names, s[start:i])
				start = i + 3
			}
		}
	}
	return append(names, s[start:])
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// bibName reads "Family, Given", "Family, Jr, Given", "Given von Family" and a
// group in braces.
func bibName(s string) string {
	s = strings.TrimSpace(s)
	if strings.EqualFold(s, "others") || s == "" {
		return ""
	}
	if strings.HasPrefix(s, "{") && strings.IndexByte(s, '}') == len(s)-1 {
		return oneLine(plainText(s))
	}
	parts := strings.Split(s, ",")
	for i := range parts {
		parts[i] = oneLine(plainText(parts[i]))
	}
	switch len(parts) {
	case 1:
		words := strings.Fields(parts[0])
		i := len(words) - 1
		for i > 1 && isParticle(words[i-1]) {
			i--
		}
		if len(words) == 0 || i == 0 {
			return parts[0]
		}
		return person(strings.Join(words[i:], " "), strings.Join(words[:i], " "), "").String()
	case 2:
		return person(parts[0], parts[1], "").String()
	}
	return person(parts[0], parts[2], parts[1]).String()
}

// isParticle reports whether w belongs to the family name behind it, as in
// "Ludwig van Beethoven".
func isParticle(w string) bool { return w != "" && 'a' <= w[0] && w[0] <= 'z' }

// bibKinds are the kinds of works that are written.
func bibKind(ref *cite.Reference) string {
	if ref.Journal == (cite.Journal{}) {
		return "misc"
	}
	return "article"
}

func writeBibTeX(refs []*cite.Reference) []byte {
	var b strings.Builder
	used := map[string]bool{}
	for i, ref := range refs {
		if i > 0 {
			b.WriteByte('\n')
		}
		key := bibKey(ref.Key)
		for n := 2; used[key]; n++ {
			key = fmt.Sprintf("%s-%d", bibKey(ref.Key), n)
		}
		used[key] = true
		fmt.Fprintf(&b, "@%s{%s", bibKind(ref), key)
		put := func(name, text string) {
			if text != "" {
				fmt.Fprintf(&b, ",\n  %s = {%s}", name, text)
			}
		}
		authors := slices.Clone(ref.Authors)
		for i, a := range authors {
			authors[i] = bibAuthor(splitName(a))
		}
		put("author", strings.Join(authors, " and "))
		put("title", braced(ref.Title))
		put("journal", latex(ref.Journal.Title))
		put("shortjournal", latex(ref.Journal.Abbr))
		put("issn", latex(ref.Journal.ISSN))
		put("year", year(ref.Year))
		put("volume", latex(ref.Volume))
		put("number", latex(ref.Issue))
		first, last := wholePages(ref.Pages)
		if last != "" {
			first += "--" + last
		} else {
			first = latex(first)
		}
		put("pages", first)
		put("doi", latex(string(ref.DOI)))
		put("pmid", string(ref.PMID))
		put("pmcid", string(ref.PMCID))
		put("url", strings.NewReplacer("%", `\%`, "#", `\#`, "&", `\&`, "_", `\_`).Replace(ref.URL))
		put("keywords", latex(strings.Join(ref.MeSH, "; ")))
		b.WriteString("\n}\n")
	}
	return []byte(b.String())
}

// braced is s so that no style changes its capitals.
func braced(s string) string {
	if s == "" {
		return ""
	}
	return "{" + latex(s) + "}"
}

func bibAuthor(n name) string {
	switch {
	case n.initials == "":
		return "{" + latex(n.family) + "}"
	case n.suffix != "":
		return latex(n.family) + ", " + n.suffix + ", " + n.spaced()
	}
	return latex(n.family) + ", " + n.spaced()
}

// bibKey is key without what ends a key in BibTeX.
func bibKey(key string) string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune(" ,{}()=#%\"'\\~@", c) {
			return '-'
		}
		return c
	}, key)
}
