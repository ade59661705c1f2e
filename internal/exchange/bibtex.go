package exchange

import (
	"fmt"
	"slices"
	"strings"

	"stet/internal/cite"
	"stet/internal/source"
)

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

// bibEntry takes an entry. Of names for the same the first counts.
func (r *reader) bibEntry(e *bibEntry) {
	get := func(names ...string) string {
		for _, name := range names {
			if s := cite.Line(plainText(e.fields[name])); s != "" {
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
		ref.MeSH = append(ref.MeSH, cite.Line(w))
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
		return cite.Line(plainText(s))
	}
	parts := strings.Split(s, ",")
	for i := range parts {
		parts[i] = cite.Line(plainText(parts[i]))
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

// bibKind is the kind of entry that ref is written as.
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
