package cite

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// maxAuthors is how many authors Vancouver style names before "et al".
const maxAuthors = 6

// Vancouver writes r as a reference list does in the style of the NLM (Citing
// Medicine), as plain text: "Fiorentini D, Cappadone C. Title. Nutrients.
// 2021;13(4):1136. doi: 10.3390/nu13041136. PMID: 33808247; PMCID: PMC8065437."
// Where citeproc writes otherwise, and why, stands in internal/exchange/README.md.
func Vancouver(r *Reference) string {
	var b strings.Builder
	sentence(&b, authorList(r.Authors))
	sentence(&b, r.titled())
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

// authorList parts people by commas, and a group from what stands before it by
// a semicolon: "Smith A, Lee K; Zinc Study Group".
func authorList(authors []string) string {
	var b strings.Builder
	for i, name := range authors[:min(len(authors), maxAuthors)] {
		switch {
		case i == 0:
		case isGroup(name) || isGroup(authors[i-1]):
			b.WriteString("; ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(name)
	}
	if len(authors) > maxAuthors {
		b.WriteString(", et al")
	}
	return b.String()
}

// groupWord finds what names of groups have and names of people have not.
var groupWord = regexp.MustCompile(`(?i)\b(of|for|and|the)\b|group|collaborat|committee|consorti|network|investigator|association|society|organi[sz]ation|task force|council|institut|initiative|commission|cent(er|re)\b|registry|program|panel|workshop|college|agency|ministry|department|\bstudy\b|\bteam\b|\btrial`)

// isGroup reports whether an author is a group by its whole name, which does
// not end in initials.
func isGroup(name string) bool {
	last := strings.LastIndexByte(name, ' ')
	return last > 0 && strings.ToUpper(name[last:]) != name[last:] && groupWord.MatchString(name)
}

// titled is the title of r, and that it is read on the web where r has nothing
// but an address there.
func (r *Reference) titled() string {
	if r.Title == "" || r.URL == "" || r.Journal != (Journal{}) {
		return r.Title
	}
	if end := len(r.Title) - 1; r.Title[end] == '.' {
		return r.Title[:end] + " [Internet]"
	}
	return r.Title + " [Internet]"
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
	b.WriteString(r.cited())
	if r.Volume != "" || r.Issue != "" {
		b.WriteString(";" + r.Volume)
		if r.Issue != "" {
			b.WriteString("(" + r.Issue + ")")
		}
	}
	if r.Pages != "" {
		b.WriteString(":" + r.ShortPages())
	}
	switch {
	case journal == "":
		return strings.TrimSpace(b.String())
	case b.Len() == 0:
		return journal
	}
	return strings.TrimSuffix(journal, ".") + ". " + b.String()
}

// cited is when an editor saw what r has on the web: " [cited 2026 Nov 20]".
func (r *Reference) cited() string {
	at := r.Verified.At
	if r.URL == "" || r.Journal != (Journal{}) || r.Verified.From != FromEditor || at.IsZero() {
		return ""
	}
	return fmt.Sprintf(" [cited %d %s %d]", at.Year, time.Month(at.Month).String()[:3], at.Day)
}

// pageSpan is a first and a last page, with the letters before and behind each.
var pageSpan = regexp.MustCompile(`\b([A-Za-z]*)(\d+)([A-Za-z]*)[-–]([A-Za-z]*)(\d+)(\.[A-Za-z]\w*|[A-Za-z]*)\b`)

// ShortPages are the pages of r without the digits that a last page repeats:
// "715-36" of "715-736", "e174-6" of "e174-e176". With letters behind the
// numbers nothing is left out ("32P-35P"), and the number of an article is no
// span of pages ("e01611-19").
func (r *Reference) ShortPages() string {
	return pageSpan.ReplaceAllStringFunc(r.Pages, func(span string) string {
		m := pageSpan.FindStringSubmatch(span)
		first, last := m[2], m[5]
		if m[3] != "" || m[6] != "" || m[4] != m[1] {
			return span
		}
		if len(last) < len(first) {
			last = first[:len(first)-len(last)] + last
		}
		if len(last) > len(first) {
			return m[1] + first + "-" + last
		}
		if last <= first {
			return m[1] + first + "-" + m[4] + m[5]
		}
		same := 0
		for first[same] == last[same] {
			same++
		}
		return m[1] + first + "-" + last[same:]
	})
}
