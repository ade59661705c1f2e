package cite_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"stet/internal/cite"
	"stet/internal/source"
	"stet/internal/yaml"
)

// A writer writes a library as people do: each in a style of their own.
type writer struct {
	*rand.Rand
	b        strings.Builder
	comments int
}

func (w *writer) one(of ...string) string { return of[w.IntN(len(of))] }

// comment is a new comment, which no other is like.
func (w *writer) comment() string {
	w.comments++
	return fmt.Sprintf("# %s %d.", w.one("remark", "- pmid: 1", "key: x", "\"quoted'"), w.comments)
}

func (w *writer) maybe(percent int) bool { return w.IntN(100) < percent }

// words are n words of text, some of which need quotes in YAML.
func (w *writer) words(n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = w.one("zinc", "colds", "the", "Vitamin D", "é", "5 mg", "it's", "of", "bone", "trial", "women", "(12)", "and/or", "x: y", "β", "\"so\"", "a, b", "no")
	}
	return strings.Join(all, " ")
}

func (w *writer) list(n int) []string {
	var all []string
	for range n {
		all = append(all, w.words(1+w.IntN(2)))
	}
	return all
}

// reference is a verified record with the PMID n.
func (w *writer) reference(n int) *cite.Reference {
	r := &cite.Reference{PMID: cite.PMID(fmt.Sprint(n)), Title: w.words(2 + w.IntN(9)), Authors: w.list(w.IntN(4)), Year: 1950 + w.IntN(80),
		Journal: cite.Journal{Title: w.words(2), Abbr: w.words(1)}, Volume: fmt.Sprint(w.IntN(300)), Pages: w.one("1136", "181-9", "e12", ""), Types: []string{"Journal Article"}}
	r.Key = "pmid:" + string(r.PMID)
	if w.maybe(50) {
		r.Key = fmt.Sprintf("key%d", n)
	}
	if w.maybe(50) {
		r.DOI = cite.DOI(fmt.Sprintf("10.1000/x.%d", n))
	}
	if w.maybe(20) {
		r.Notices = []cite.Notice{{Kind: cite.Erratum, Year: 2020}}
	}
	r.Verified = vouched
	r.Verified.From = cite.FromPubMed
	r.Verified.Sum = r.Sum()
	return r
}

// scalar is s in one of the ways to write it that fit behind a name.
func (w *writer) scalar(s, indent, end string) string {
	switch w.IntN(5) {
	case 0:
		return yaml.Quoted(s)
	case 1:
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	case 2:
		if !strings.HasPrefix(s, "#") && s != "" {
			return w.one(">-", "|-") + end + indent + "  " + s
		}
	}
	return yaml.Text(s)
}

func (w *writer) items(items []string, indent, end string) string {
	switch {
	case len(items) == 0:
		return "[]"
	case w.maybe(60):
		return flowList(items, yaml.Text)
	case w.maybe(30):
		return "[" + yaml.Text(items[0]) + ", " + w.comment() + end + indent + "    " + strings.TrimPrefix(flowList(items[1:], yaml.Quoted), "[")
	}
	var b strings.Builder
	deeper := indent + w.one("", "   ")
	for i, item := range items {
		b.WriteString(end + deeper + "- " + yaml.Text(item))
		if w.maybe(30) && i < len(items) {
			b.WriteString("  " + w.comment())
		}
	}
	return b.String()
}

func flowList(items []string, write func(string) string) string {
	var all []string
	for _, item := range items {
		all = append(all, write(item))
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// braces writes r in braces, on one line.
func (w *writer) braces(r *cite.Reference, margin, end string) {
	var fields []string
	for line := range strings.Lines(string(cite.Format(r))) {
		fields = append(fields, strings.TrimSpace(line[2:]))
	}
	w.Shuffle(len(fields), func(i, j int) { fields[i], fields[j] = fields[j], fields[i] })
	w.b.WriteString(margin + "- {" + strings.Join(fields, w.one(", ", ",  ")) + w.one("", " ") + "}")
	if w.maybe(30) {
		w.b.WriteString(" " + w.comment())
	}
	w.b.WriteString(end)
}

// entry writes r.
func (w *writer) entry(r *cite.Reference, margin, end string) {
	if w.maybe(8) {
		w.braces(r, margin, end)
		return
	}
	indent := margin + "  "
	fields := [][2]string{{"pmid", w.one(string(r.PMID), yaml.Quoted(string(r.PMID)))}}
	add := func(name, text string) { fields = append(fields, [2]string{name, text}) }
	if strings.HasPrefix(r.Key, "key") {
		add("key", r.Key)
	}
	if r.DOI != "" {
		add("doi", w.one(string(r.DOI), strings.ToUpper(string(r.DOI)), "https://doi.org/"+string(r.DOI)))
	}
	add("title", w.scalar(r.Title, indent, end))
	if len(r.Authors) > 0 || w.maybe(10) {
		add("authors", w.items(r.Authors, indent, end))
	}
	add("journal", w.scalar(r.Journal.Title, indent, end))
	add("abbr", w.scalar(r.Journal.Abbr, indent, end))
	add("year", w.one(fmt.Sprint(r.Year), yaml.Quoted(fmt.Sprint(r.Year))))
	add("volume", w.one("'"+r.Volume+"'", yaml.Quoted(r.Volume), r.Volume))
	if r.Pages != "" {
		add("pages", w.scalar(r.Pages, indent, end))
	}
	add("types", w.items(r.Types, indent, end))
	if len(r.Notices) > 0 {
		add("notices", w.one("[{kind: erratum, year: 2020}]", end+indent+"- kind: erratum"+end+indent+"  year: 2020"))
	}
	if w.maybe(30) {
		add("x-shelf", w.one("3", "[a,  b ]", "{a:  1}"))
	}
	if w.maybe(20) {
		add("note", "not a field of stet's")
	}
	add("verified", w.one("{at: 2026-11-20, from: pubmed, sum: "+r.Verified.Sum+"}", "{ sum: \""+r.Verified.Sum+"\", from: pubmed,  at: 2026-11-20 }",
		end+indent+"  at: 2026-11-20"+end+indent+"  from: pubmed"+end+indent+"  sum: "+r.Verified.Sum))
	w.Shuffle(len(fields), func(i, j int) { fields[i], fields[j] = fields[j], fields[i] })
	for i, f := range fields {
		lead := indent
		if i == 0 {
			lead = margin + "- "
		}
		if w.maybe(15) && i > 0 {
			w.b.WriteString(indent + w.comment() + end)
		}
		sep := " "
		if strings.HasPrefix(f[1], end) {
			sep = ""
		} else if w.maybe(10) {
			sep = "   "
		}
		w.b.WriteString(lead + f[0] + ":" + sep + f[1])
		if block := strings.Contains(f[1], end); w.maybe(20) && !block {
			w.b.WriteString(w.one(" ", "\t", "    ") + w.comment())
		} else if w.maybe(5) {
			w.b.WriteString(" ")
		}
		w.b.WriteString(end)
	}
}

// library is a random citations.yaml, with the references that it holds.
func randomLibrary(seed uint64) (string, []*cite.Reference) {
	w := &writer{Rand: rand.New(rand.NewPCG(seed, 5))}
	end, margin := w.one("\n", "\n", "\r\n"), w.one("", "", "", "  ")
	if w.maybe(10) {
		w.b.WriteString(source.BOM)
	}
	if w.maybe(50) {
		w.b.WriteString(w.comment() + end)
	}
	if w.maybe(10) {
		w.b.WriteString("---" + end)
	}
	var refs []*cite.Reference
	for i := range w.IntN(7) {
		for w.maybe(40) {
			w.b.WriteString(w.one(end, "  "+end, margin+w.comment()+end))
		}
		r := w.reference(1000 + i)
		refs = append(refs, r)
		w.entry(r, margin, end)
	}
	if w.maybe(40) {
		w.b.WriteString(w.one(end, end+end) + w.comment() + end)
	}
	s := w.b.String()
	if w.maybe(15) {
		s = strings.TrimRight(s, "\r\n ")
	}
	return s, refs
}
