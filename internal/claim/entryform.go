package claim

import (
	"strings"

	"stet/internal/cite"
)

// byForm reads the forms of entries in which no points tell the parts, and
// reports whether text has one: a title in quotes, "Title (Smith et al.,
// Journal, 2018)" and "Journal 2018: Title".
func (s *Source) byForm(text string, table *cite.JournalTable) bool {
	return s.quoted(text, table) || s.bracketed(text, table) || s.headed(text, table)
}

// quoted reads `Smith J, Lee K. "Title." Journal 12 (2018)`, as MLA, Chicago and
// IEEE have it.
func (s *Source) quoted(text string, table *cite.JournalTable) bool {
	open := strings.IndexAny(text, "\"“")
	if open < 0 {
		return false
	}
	before := strings.Trim(text[:open], " .,:–—-")
	inside := strings.TrimLeft(text[open:], "\"“")
	end := strings.IndexAny(inside, "\"”")
	if end < 0 || strings.Count(inside[:end], " ") < 1 || len(before) > 300 || strings.ContainsAny(before, "?!") {
		return false
	}
	title, rest := inside[:end], strings.TrimLeft(inside[end:], "\"”,. ")
	if before != "" && !isAuthors(before) && !isOrganisation(before, []string{title}) && !namesFirst(before) {
		return false
	}
	s.Title = strings.Trim(title, " ,.")
	if before != "" {
		s.Authors = familyNames(cutYearOff(before))
	}
	s.Journal = journalIn(rest, true, table)
	s.Year = firstYear(before, rest)
	return true
}

// namesFirst reports whether text starts as lists of full names do: "Smith,
// John, and Kim Lee".
func namesFirst(text string) bool {
	family, given, ok := strings.Cut(text, ", ")
	return ok && isUpperWord(family) && !strings.Contains(family, " ") && isUpperWord(given) && len(strings.Fields(text)) <= 12
}

// bracketed reads "Title (Smith et al., Journal, 2018)": all but the title in
// one bracket at the end.
func (s *Source) bracketed(text string, table *cite.JournalTable) bool {
	text = strings.TrimRight(text, " .")
	open := strings.LastIndex(text, " (")
	if open < 0 || !strings.HasSuffix(text, ")") || strings.Contains(text[:open], ". ") {
		return false
	}
	inside := text[open+2 : len(text)-1]
	year := firstYear(inside, "")
	if year == 0 || len(inside) < 8 || !isTitle(text[:open]) {
		return false
	}
	var names []string
	journal := ""
	for part := range strings.SplitSeq(inside, ",") {
		part = strings.TrimSpace(part)
		switch {
		case strings.Contains(part, "et al") || isAuthors(part):
			names = append(names, familyNames(part)...)
		case journal == "":
			journal = journalIn(part, true, table)
		}
	}
	if journal == "" && names == nil {
		return false
	}
	s.Title, s.Authors, s.Journal, s.Year = strings.Trim(text[:open], " \"“”*"), names, journal, year
	return true
}

// headed reads "Journal 2018: Title".
func (s *Source) headed(text string, table *cite.JournalTable) bool {
	head, title, ok := strings.Cut(text, ": ")
	if !ok || len(head) < 6 || !isYear(head[len(head)-4:]) || !isTitle(title) || strings.Contains(title, ". ") {
		return false
	}
	name, year := strings.TrimRight(head[:len(head)-4], " ,("), head[len(head)-4:]
	if _, known := table.Lookup(name); !known {
		return false
	}
	s.Journal, s.Year, s.Title = name, number4(year), strings.TrimRight(title, " .")
	return true
}

// splitTitle reads "Title - Journal" and "Title, Journal 2018".
func (s *Source) splitTitle(table *cite.JournalTable) {
	for _, dash := range []string{" — ", " – ", " - ", " | ", ", "} {
		i := strings.LastIndex(s.Title, dash)
		if dash == ", " && i > 0 && (!strings.ContainsAny(s.Title[i:], "0123456789") || isYear(s.Title[i+2:])) {
			if i = strings.LastIndex(s.Title[:i], dash); i < 0 || !isYear(s.Title[strings.LastIndexByte(s.Title, ' ')+1:]) {
				continue
			}
		}
		if i <= 0 {
			continue
		}
		j := journalIn(s.Title[i+len(dash):], false, table)
		if _, known := table.Lookup(j); j != "" && (known || dash != ", ") {
			s.Journal, s.Title = j, strings.TrimSpace(s.Title[:i])
			return
		}
	}
}

// untitled reads entries that have nothing but a journal and a year behind the
// authors: "Smith J et al. Cancer Res 1986;46:956". It reports whether text is
// one. An everyday word with a point behind it, "Sleep. 2019", may be a title.
func (s *Source) untitled(text string, table *cite.JournalTable) bool {
	if len(s.Authors) == 0 {
		return false
	}
	rest, found := text, false
	if s.Title != "" {
		if i := strings.Index(text, s.Title); i > 0 {
			rest, found = text[i:], true
		}
	} else if _, rest, found = strings.Cut(text, "et al"); found {
		rest = strings.TrimLeft(rest, " .,:")
	}
	at := strings.IndexAny(rest, "0123456789")
	if !found || at < 2 || len(rest) < at+4 || !isYear(rest[at:at+4]) || strings.Trim(rest[at:], "0123456789 ;:,.()-–") != "" {
		return false
	}
	name := strings.TrimRight(rest[:at], " ,.;:(")
	hit, ok := table.Lookup(name)
	if !ok || hit.Cue && strings.ContainsAny(rest[len(name):at], ".:") {
		return false
	}
	s.Journal, s.Title = name, ""
	return true
}

// cutYear cuts "Lee K (2019) Title" behind the year: what stands before it are
// authors, and no point tells them from the title.
func cutYear(text string) (authors, rest string, ok bool) {
	open := strings.IndexByte(text, '(')
	if open < 2 || len(text) < open+8 || text[open+5] != ')' || !isYear(text[open+1:open+5]) || text[open+6] != ' ' {
		return "", "", false
	}
	if before := strings.TrimSpace(text[:open]); !isAuthors(before) {
		return "", "", false
	}
	return text[:open+6], strings.TrimLeft(text[open+6:], " –—-:,"), true
}

// cutYearOff is authors without a year behind them: "Smith et al., 2018".
func cutYearOff(authors string) string {
	trimmed := strings.TrimRight(authors, " ,.();:0123456789")
	if strings.Contains(authors[len(trimmed):], "19") || strings.Contains(authors[len(trimmed):], "20") {
		return trimmed
	}
	return authors
}

// firstYear is the year in a, else in b: the first of those in brackets or at an
// edge of a part.
func firstYear(a, b string) int {
	for _, text := range [...]string{a, b} {
		if y := yearIn(text); y != 0 {
			return y
		}
	}
	return 0
}

// isIDName reports whether name is that of a kind of id rather than a journal's.
func isIDName(name string) bool {
	switch name, _, _ := strings.Cut(name, ":"); strings.ToUpper(name) {
	case "PMID", "PMCID", "PMC", "DOI", "ISBN", "ISSN", "PUBMED", "URL":
		return true
	}
	return false
}

// isOrganisation reports whether the first part of an entry names a body that is
// its author: it ends or starts with such a noun, and a year or a title follows.
func isOrganisation(part string, rest []string) bool {
	part, _, _ = strings.Cut(part, " (")
	words := strings.Fields(part)
	if len(words) < 2 || len(words) > 12 || len(rest) == 0 || !looksNamed(words) {
		return false
	}
	if next := rest[0]; !strings.HasPrefix(next, "(") && !isTitle(next) && len(rest) < 2 {
		return false
	}
	for _, w := range words {
		if organisations[strings.ToLower(strings.Trim(w, ",.()"))] {
			return true
		}
	}
	return false
}

var organisations = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`academy administration agency alliance association authority board bureau center centers centre
		coalition collaboration collaborators college commission committee consortium council department federation force
		foundation group institute institutes institution investigators laboratory league ministry network office organisation
		organization panel programme secretariat service services society taskforce trust trialists union university`) {
		m[w] = true
	}
	return m
}()

// withoutName is text without the name of a trial in front of its authors: "WARM —
// Smith JA et al., JAMA 2018".
func withoutName(text string) string {
	for _, mark := range [...]string{" — ", " – ", ": "} {
		name, rest, ok := strings.Cut(text, mark)
		if ok && len(name) > 2 && len(name) < 20 && name == strings.ToUpper(name) && !strings.Contains(name, " ") && !isDigit(name[0]) {
			if authors, _, _ := strings.Cut(rest, ". "); isAuthors(authors) {
				return rest
			}
		}
	}
	return text
}

// behindAuthors is the journal that stands in one part with the authors, "Smith JA
// et al., JAMA 2018"; "" for none.
func behindAuthors(part string, table *cite.JournalTable) string {
	_, rest, ok := strings.Cut(part, "et al")
	if !ok {
		return ""
	}
	name := journalIn(strings.TrimLeft(rest, "., "), true, table)
	if _, known := table.Lookup(name); !known {
		return ""
	}
	return name
}
