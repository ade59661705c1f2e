package site

import (
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/terms"
)

// maxNumbers is how many numbers of an abstract a note shows.
const maxNumbers = 24

// numbersBeside adds, for each reference that a match stands on, the numbers that the
// sentence states beside those of the record's abstract, and, the first time in
// an article, whom the record is indexed to be about. Numbers that agree, by
// [terms.Agree], are marked; where one is left all of the abstract's are listed.
// That is no judgement: which number a sentence takes from which source, and
// whether it may, is not known.
func (w *bodyWriter) numbersBeside(c *audit.Claim, keys []string) {
	for _, key := range keys {
		r := w.frame.reference(key)
		if r == nil {
			continue
		}
		if len(r.Numbers) > 0 {
			w.recordNumbers(c, r)
		}
		if !w.told[key] {
			w.told[key] = true
			w.part("numbers", w.words.population(r))
		}
	}
}

// recordNumbers adds the numbers of c beside those of r.
func (w *bodyWriter) recordNumbers(c *audit.Claim, r *cite.Reference) {
	stated := w.quantitiesOf(c)
	if len(stated) == 0 {
		return
	}
	var b strings.Builder
	all := true
	for i, q := range stated {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(c.Plain[q.From:q.To])
		at := slices.IndexFunc(r.Numbers, func(s string) bool { return terms.Agree(q.Form, s) })
		if at < 0 {
			all = false
			continue
		}
		b.WriteString("\u00a0✓")
		if !slices.Contains(r.Numbers, q.Form) {
			b.WriteString(" (" + r.Numbers[at] + ")")
		}
	}
	text := w.words.of("note.numbers", b.String())
	if !all {
		text += " " + w.words.of("note.abstract", numbersOf(r))
	}
	w.part("numbers", text)
}

// quantitiesOf are the quantities that a claim states, asked for once.
func (w *bodyWriter) quantitiesOf(c *audit.Claim) []terms.Quantity {
	if w.countedID != c.ID {
		w.countedID, w.counted = c.ID, terms.Quantities(c.Plain)
	}
	return w.counted
}

// numbersOf are those that the abstract of r states, as readers are told of them.
func numbersOf(r *cite.Reference) string {
	text := strings.Join(r.Numbers[:min(len(r.Numbers), maxNumbers)], "; ")
	if len(r.Numbers) > maxNumbers {
		text += " …"
	}
	return text
}

// populations are the headings by which PubMed says who was studied, in the order
// in which readers are told of them.
var populations = []string{
	"Infant, Newborn", "Infant", "Child, Preschool", "Child", "Adolescent", "Young Adult", "Adult", "Middle Aged", "Aged", "Aged, 80 and over",
	"Pregnancy", "Female", "Male", "Animals",
}

// population says whom r is about, by its subject headings; "" where it has none of
// those. A sex is named where it is the only one.
func (p *phrases) population(r *cite.Reference) string {
	var who []string
	both := slices.Contains(r.MeSH, "Female") && slices.Contains(r.MeSH, "Male")
	for _, heading := range populations {
		if slices.Contains(r.MeSH, heading) && !(both && (heading == "Female" || heading == "Male")) {
			who = append(who, p.words["population."+heading].forms[plural.Other].text)
		}
	}
	if len(who) == 0 {
		return ""
	}
	return p.of("note.population", strings.Join(who, ", "))
}
