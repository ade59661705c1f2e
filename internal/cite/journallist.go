package cite

import (
	"slices"
	"strings"

	"stet/internal/source"
)

// A JournalList is a list of journals that the site names, beside the built-in
// table.
type JournalList struct {
	trie     *journalTrie
	journals int
}

// Len is the number of journals in l.
func (l *JournalList) Len() int { return l.journals }

// ReadJournalList reads a list in the form of NLM's J_Medline.txt and
// J_Entrez.txt: blocks of "Name: value" lines, JournalTitle, MedAbbr, ISSN
// (Print), ISSN (Online), IsoAbbr and NlmId among them, with a line of dashes
// before each. A file without any such block is an error.
func ReadJournalList(f *source.File) (*JournalList, error) {
	var table strings.Builder
	table.Grow(len(f.Bytes))
	list := &JournalList{}
	var b block
	flush := func() {
		if b.title != "" {
			b.write(&table)
			list.journals++
		}
		b = block{}
	}
	for line := range strings.Lines(strings.TrimPrefix(string(f.Bytes), "\ufeff")) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "----") {
			flush()
			continue
		}
		name, value, _ := strings.Cut(line, ":")
		b.set(name, strings.TrimSpace(value))
	}
	flush()
	if list.journals == 0 {
		return nil, &source.Error{Path: f.Path, Pos: f.Position(0), Msg: `a list of journals has blocks with a "JournalTitle:" line, and this file has none; NLM's lists are J_Medline.txt and J_Entrez.txt`}
	}
	list.trie = newJournalTrie(table.String(), fromList)
	return list, nil
}

// A block is a journal of the list as its lines give it.
type block struct{ title, abbr, iso, print, online, nlm string }

func (b *block) set(name, value string) {
	switch name {
	case "JournalTitle":
		b.title = value
	case "MedAbbr":
		b.abbr = value
	case "IsoAbbr":
		b.iso = value
	case "ISSN (Print)":
		b.print = value
	case "ISSN (Online)":
		b.online = value
	case "NlmId":
		b.nlm = value
	}
}

// write appends b as a row of a table.
func (b *block) write(table *strings.Builder) {
	cue := ""
	if isPhrase(b.title) {
		cue = "cue"
	}
	if Fold(b.iso) == Fold(b.abbr) {
		b.iso = ""
	}
	if b.print == "" {
		b.print = b.online
	}
	for i, field := range []string{b.title, b.abbr, b.nlm, cue, strings.ReplaceAll(b.iso, ";", ""), b.print} {
		if i > 0 {
			table.WriteByte('\t')
		}
		table.WriteString(strings.ReplaceAll(field, "\t", " "))
	}
	table.WriteByte('\n')
}

// isPhrase reports whether a title may be a phrase of prose as well, so that
// something else has to say that it is a journal: it is short and has no word
// that journals alone are called by.
func isPhrase(title string) bool {
	words := strings.Fields(Fold(Journal{Title: title}.Display()))
	return len(words) < 4 && !slices.ContainsFunc(words, func(w string) bool { return slices.Contains(journalNouns, w) })
}

var journalNouns = []string{"acta", "annales", "annali", "annals", "archiv", "archives", "archivos", "boletin", "bulletin", "journal", "proceedings", "revista", "revue", "rivista", "transactions", "zeitschrift", "zhurnal"}
