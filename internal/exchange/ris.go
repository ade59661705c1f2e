package exchange

import (
	"fmt"
	"strconv"
	"strings"

	"stet/internal/cite"
)

// tagOf is the tag that a line of RIS or nbib starts with: n characters, padded
// with spaces, and a hyphen behind them.
func tagOf(line string, n int) string {
	line = strings.TrimRight(line, "\r")
	if len(line) < n+1 {
		return ""
	}
	tag, rest := line[:n], strings.TrimLeft(line[n:], " ")
	if !strings.HasPrefix(rest, "-") || n == 2 && !strings.HasPrefix(line[n:], "  -") {
		return ""
	}
	tag = strings.TrimRight(tag, " ")
	for i := range len(tag) {
		if c := tag[i]; (c < 'A' || c > 'Z') && (c < '0' || c > '9' || i == 0) {
			return ""
		}
	}
	return tag
}

// A tagged is one tag of RIS or nbib with its value, lines of it joined.
type tagged struct {
	line  int
	tag   string
	value string
}

// tags takes a file of tagged lines apart. Other lines go on with the value
// before them.
func (r *reader) tags(n int) []tagged {
	var all []tagged
	var more []string // lines that go on with the last value
	join := func() {
		if len(more) > 0 {
			last := &all[len(all)-1]
			last.value = strings.Join(append([]string{last.value}, more...), " ")
			more = more[:0]
		}
	}
	for i := 1; i <= r.file.Lines(); i++ {
		line := r.file.Line(i)
		tag := tagOf(line, n)
		switch {
		case tag != "":
			join()
			_, value, _ := strings.Cut(line[n:], "-")
			all = append(all, tagged{i, tag, strings.TrimSpace(value)})
		case strings.TrimSpace(line) == "":
			if n == 4 { // an empty line parts the records of nbib
				join()
				all = append(all, tagged{line: i})
			}
		case len(all) > 0 && all[len(all)-1].tag != "":
			more = append(more, strings.TrimSpace(line))
		}
	}
	join()
	return all
}

// ris reads RIS. Of the tags that mean the same (TI and T1, PY and Y1) the
// first counts.
func (r *reader) ris() error {
	var ref *cite.Reference
	var pages [2]string
	start := 0
	for _, t := range r.tags(2) {
		switch {
		case t.tag == "TY":
			if ref != nil {
				r.notef(t.line, "the reference that begins on line %d has no ER line", start)
				r.risEnd(ref, pages, start)
			}
			ref, pages, start = &cite.Reference{}, [2]string{}, t.line
		case ref == nil:
			return r.file.Errorf(r.file.Offset(t.line, 1), "a reference in RIS starts with a line \"TY  - \"")
		case t.tag == "ER":
			r.risEnd(ref, pages, start)
			ref = nil
		case t.tag == "SP":
			pages[0] = t.value
		case t.tag == "EP":
			pages[1] = t.value
		default:
			r.risTag(ref, t)
		}
	}
	if ref != nil {
		r.notef(start, "the reference has no ER line")
		r.risEnd(ref, pages, start)
	}
	if start == 0 {
		return fmt.Errorf("%s: holds no reference in RIS, which starts with a line \"TY  - \"", r.file.Path)
	}
	return nil
}

func (r *reader) risEnd(ref *cite.Reference, pages [2]string, line int) {
	ref.Pages = pages[0]
	if pages[1] != "" && pages[1] != pages[0] {
		ref.Pages += "-" + pages[1]
	}
	r.add(ref, line)
}

func (r *reader) risTag(ref *cite.Reference, t tagged) {
	first := func(field *string) {
		if *field == "" {
			*field = cite.Line(t.value)
		}
	}
	switch t.tag {
	case "ID":
		first(&ref.Key)
	case "TI", "T1":
		if ref.Title == "" {
			ref.Title = trimTitle(t.value)
		}
	case "AU", "A1":
		if s := parseInverted(t.value).String(); s != "" {
			ref.Authors = append(ref.Authors, s)
		}
	case "JF", "T2", "BT":
		first(&ref.Journal.Title)
	case "JO", "JA", "J2":
		first(&ref.Journal.Abbr)
	case "SN":
		first(&ref.Journal.ISSN)
	case "PY", "Y1", "DA":
		if ref.Year == 0 {
			r.setYear(ref, t.value, t.line)
		}
	case "VL":
		first(&ref.Volume)
	case "IS":
		first(&ref.Issue)
	case "KW":
		ref.MeSH = append(ref.MeSH, cite.Line(t.value))
	case "AB", "N2":
		setAbstract(ref, t.value)
	case "DO":
		r.setID(ref, cite.KindDOI, t.value, t.line)
	case "AN", "C2", "M1":
		if id, err := cite.ParseAnyID(t.value); err == nil && (id.Kind == cite.KindPMID && t.tag == "AN" || id.Kind == cite.KindPMCID) {
			r.setID(ref, id.Kind, id.Value, t.line)
		}
	case "UR", "L2":
		r.setURL(ref, t.value)
	}
}

func writeRIS(refs []*cite.Reference) []byte {
	var b strings.Builder
	put := func(tag, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s  - %s\r\n", tag, cite.Line(value))
		}
	}
	for _, ref := range refs {
		kind := "JOUR"
		if ref.Journal == (cite.Journal{}) {
			kind = "GEN"
		}
		put("TY", kind)
		put("ID", ref.Key)
		for _, a := range ref.Authors {
			put("AU", splitName(a).inverted())
		}
		put("TI", ref.Title)
		put("T2", ref.Journal.Title)
		put("J2", ref.Journal.Abbr)
		put("SN", ref.Journal.ISSN)
		put("PY", year(ref.Year))
		put("VL", ref.Volume)
		put("IS", ref.Issue)
		first, last := wholePages(ref.Pages)
		put("SP", first)
		put("EP", last)
		put("DO", string(ref.DOI))
		if ref.PMID != "" {
			put("AN", "PMID:"+string(ref.PMID))
			put("DB", "PubMed")
		}
		put("C2", string(ref.PMCID))
		put("UR", ref.URL)
		for _, h := range ref.MeSH {
			put("KW", h)
		}
		b.WriteString("ER  - \r\n\r\n")
	}
	return []byte(b.String())
}

func year(y int) string {
	if y == 0 {
		return ""
	}
	return strconv.Itoa(y)
}
