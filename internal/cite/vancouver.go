package cite

import (
	"strconv"
	"strings"
)

// maxAuthors is how many authors Vancouver style names before "et al".
const maxAuthors = 6

// Vancouver writes r as a reference list does in the style of the NLM, as plain
// text: "Fiorentini D, Cappadone C. Title. Nutrients. 2021;13(4):1136. doi:
// 10.3390/nu13041136. PMID: 33808247; PMCID: PMC8065437."
func Vancouver(r *Reference) string {
	var b strings.Builder
	sentence(&b, authorList(r.Authors))
	sentence(&b, r.Title)
	sentence(&b, r.place())
	if r.DOI != "" {
		sentence(&b, "doi: "+string(r.DOI))
	}
	var ids []string
	if r.PMID != "" {
		ids = append(ids, "PMID: "+string(r.PMID))
	}
	if r.PMCID != "" {
		ids = append(ids, "PMCID: "+string(r.PMCID))
	}
	sentence(&b, strings.Join(ids, "; "))
	if r.URL != "" {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString("Available from: " + r.URL)
	}
	return b.String()
}

// sentence appends s with a full stop, unless it has an end already.
func sentence(b *strings.Builder, s string) {
	if s == "" {
		return
	}
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	b.WriteString(s)
	if !strings.ContainsRune(".?!", rune(s[len(s)-1])) {
		b.WriteByte('.')
	}
}

func authorList(authors []string) string {
	if len(authors) > maxAuthors {
		return strings.Join(authors[:maxAuthors], ", ") + ", et al"
	}
	return strings.Join(authors, ", ")
}

// place is where a work appeared: "Nutrients. 2021;13(4):1136".
func (r *Reference) place() string {
	journal := r.Journal.Abbr
	if journal == "" && r.Journal.Title != "" {
		journal = r.Journal.Display()
	}
	var b strings.Builder
	if y := r.Year; y != 0 {
		b.WriteString(strconv.Itoa(y))
	} else if r.Epub != 0 {
		b.WriteString(strconv.Itoa(r.Epub))
	}
	if r.Volume != "" || r.Issue != "" {
		b.WriteString(";" + r.Volume)
		if r.Issue != "" {
			b.WriteString("(" + r.Issue + ")")
		}
	}
	if r.Pages != "" {
		b.WriteString(":" + r.Pages)
	}
	switch {
	case journal == "":
		return b.String()
	case b.Len() == 0:
		return journal
	}
	return strings.TrimSuffix(journal, ".") + ". " + b.String()
}
