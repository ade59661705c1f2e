package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stet/internal/match"
)

// fields prints stated against found. candidates are looked up for what there
// is to say of reference. Where all fields agree, their names will do.
func (p *printer) fields(reference string, fields []match.Field, candidates []match.Candidate) {
	agree := !slices.ContainsFunc(fields, func(f match.Field) bool { return !f.OK })
	if reference != "" && len(fields)+len(candidates) > 0 {
		label := "against"
		i := slices.IndexFunc(candidates, func(c match.Candidate) bool { return c.Reference == reference })
		if i >= 0 {
			label = "nearest"
		}
		p.statement(label, clean(reference), p.appearedIn(reference, candidates, i), agreeing(fields, agree && !p.tables))
	}
	if agree && reference != "" && !p.tables || reference == "" && len(fields) == 1 {
		return // an id without a record: the message says it all
	}
	stated := 0
	for _, f := range fields {
		if f.Name == subjectField || isSameTitle(f) {
			continue
		}
		if n := columns(clean(f.Stated)); n <= statedMax {
			stated = max(stated, n)
		}
	}
	for _, f := range fields {
		switch {
		case f.Name == subjectField:
			p.subject(f, reference)
			continue
		case f.Stated == f.Found && f.Found == reference:
			continue // an id that is the key as well
		}
		p.row(f, stated)
	}
}

// row prints a field: what is stated, in that many columns, and what was found
// beside it, or below it where that leaves too little room.
func (p *printer) row(f match.Field, stated int) {
	sign, said, found := " ≠ ", clean(cmp.Or(f.Stated, "-")), clean(cmp.Or(f.Found, "-"))
	if f.OK {
		sign = " = "
	}
	beside := indention + pad(clean(f.Name), labels) + pad(said, stated) + sign
	n := columns(beside)
	if room := lineWidth - n; !isSameTitle(f) && columns(said) <= stated && columns(found) <= max(room, 0)*2 && room >= min(columns(found), foundMin) {
		p.fill(beside, n, found)
		return
	}
	if f.OK && said == found {
		found = "the same"
	}
	p.statement(clean(f.Name), said)
	p.statement("", strings.TrimPrefix(sign, " "), found)
}

// subject prints what a sentence is about, what the record of reference is,
// and what they have in common.
func (p *printer) subject(f match.Field, reference string) {
	about := "the sentence is about " + clean(f.Stated)
	if f.Stated == "" {
		about = "the sentence has no word of a subject"
	}
	p.statement(f.Name, about)
	if p.library != nil {
		if ref := p.library.Key(reference); ref != nil && ref.Title != "" {
			p.statement("", "the record is \"", clean(ref.Title), "\"")
		}
	}
	enough := ""
	if !f.OK && f.Found != "" {
		enough = ": too little"
	}
	both := "both speak of " + common(f)
	if f.Found == "" {
		both = "the record has no word of it"
	}
	p.statement("", both, enough)
}

// subjectField is the field of a match that compares subjects: what it states is
// what the sentence is about, what was found that part of it that the record is
// about too.
const subjectField = "subject"

// isSameTitle reports whether f is a title, which is long, and the record's too.
func isSameTitle(f match.Field) bool { return f.Name == "title" && f.OK && f.Stated == f.Found }

// common is what a sentence and a record have in common.
func common(f match.Field) string {
	if f.Found == f.Stated {
		return "all of that"
	}
	return clean(f.Found)
}

// agreeing is ": journal, year and subject agree" for fields that do. That a
// subject does not speak against a record does not say that they agree.
func agreeing(fields []match.Field, agree bool) string {
	if !agree || len(fields) == 0 {
		return ""
	}
	var names []string
	silent := ""
	for _, f := range fields {
		if f.Name == subjectField && f.Found == "" {
			silent = "; the record has no word of the subject"
			continue
		}
		names = append(names, clean(f.Name))
	}
	switch last := len(names) - 1; last {
	case -1:
		return silent
	case 0:
		return ": " + names[0] + " agrees" + silent
	default:
		return ": " + strings.Join(names[:last], ", ") + " and " + names[last] + " agree" + silent
	}
}

// agrees reports whether anything speaks for a candidate, or nothing is known of
// what does.
func agrees(c match.Candidate) bool {
	return len(c.Why) == 0 || slices.ContainsFunc(c.Why, func(why string) bool { return strings.HasSuffix(why, " agrees") })
}

// candidates prints the first n runners-up; reference is not one of them.
func (p *printer) candidates(reference string, candidates []match.Candidate, n int) {
	label, left := "nearest", 0
	if reference != "" {
		label = "or"
	}
	for i := range candidates {
		c := &candidates[i]
		if c.Reference == reference {
			continue
		}
		if n--; n < 0 {
			left++
			continue
		}
		p.statement(label, clean(c.Reference), appeared(candidates, i), reasons(c))
		label = ""
	}
	if left > 0 {
		p.detail(label, fmt.Sprintf("and %d more", left))
	}
}

// appearedIn is appeared for the reference that was compared, which need not be a
// candidate: where all is told, the library says it.
func (p *printer) appearedIn(reference string, candidates []match.Candidate, i int) string {
	if i < 0 && p.tables && p.library != nil {
		if ref := p.library.Key(reference); ref != nil {
			return appeared([]match.Candidate{{Journal: ref.Journal.Display(), Years: ref.Years()}}, 0)
		}
	}
	return appeared(candidates, i)
}

// appeared is " (Cancer research, 1986)" of candidate i, "" if there is none.
func appeared(candidates []match.Candidate, i int) string {
	if i < 0 {
		return ""
	}
	var what []string
	if journal := candidates[i].Journal; journal != "" {
		what = append(what, clean(journal))
	}
	for _, y := range candidates[i].Years {
		what = append(what, strconv.Itoa(y))
	}
	if len(what) == 0 {
		return ""
	}
	return " (" + strings.Join(what, ", ") + ")"
}

// reasons is ": journal agrees, 2018 is not 1986".
func reasons(c *match.Candidate) string {
	if len(c.Why) == 0 {
		return ""
	}
	return ": " + clean(strings.Join(c.Why, ", "))
}
