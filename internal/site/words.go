package site

import (
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"

	"stet/internal/cite"
	"stet/internal/match"
	"stet/internal/source"
)

// A look is how a verdict is shown: by the class of its mark, a word in place
// of a number, and a phrase at the head of its note. A mark's word and its
// line differ from verdict to verdict, so that colour is never alone.
type look struct {
	class string // "stands", "flagged", "query" or "vague"
	mark  string // "" shows the numbers of the references
	word  string
	plain string // the phrase in a sentence of its own, for the audit
}

// classes are those of the verdicts.
var classes = map[match.Verdict]string{
	match.BadID:            "flagged",
	match.UnknownID:        "flagged",
	match.IdentityMismatch: "flagged",
	match.Unmatched:        "flagged",
	match.JournalMismatch:  "flagged",
	match.YearMismatch:     "flagged",
	match.OffTopic:         "query",
	match.Ambiguous:        "query",
	match.UnverifiedRecord: "query",
	match.Uncited:          "query",
	match.Incomplete:       "vague",
	match.Matched:          "stands",
}

// classOf is the class of v; one without any is shown as a query.
func classOf(v match.Verdict) string { return firstOf(classes[v], "query") }

// makeLooks puts together what is shown of each verdict.
func (p *phrases) makeLooks() {
	p.looks = make(map[match.Verdict]look, len(classes))
	for v, class := range classes {
		p.looks[v] = look{class, p.of("mark." + string(v)), p.of("verdict." + string(v)), p.of("meaning." + string(v))}
	}
}

// look is that of v; a verdict without one is shown by its own name.
func (p *phrases) look(v match.Verdict) look {
	l, ok := p.looks[v]
	if !ok {
		return look{classOf(v), string(v), string(v), string(v)}
	}
	return l
}

// isoDate is "2026-11-20".
func isoDate(d source.Date) string { return d.String() }

// checked says in words how far a record has been verified.
func (p *phrases) checked(r *cite.Reference) string {
	v := r.Verified
	on := p.date(v.At)
	dated := func(key string) string {
		if on == "" {
			return p.of(key)
		}
		return p.of(key+"-on", on)
	}
	switch state := r.State(); {
	case state == cite.Edited:
		return dated("record.edited")
	case state == cite.Unverified:
		return p.of("record.unverified")
	case v.From == cite.FromPubMed:
		return dated("record.pubmed")
	case v.From == cite.FromXML:
		return dated("record.export")
	}
	by := firstOf(v.By, p.of("record.an-editor"))
	if on == "" {
		return p.of("record.by", by)
	}
	return p.of("record.by-on", by, on)
}

// designTags are what readers are told of the publication types of r that say
// how a study was made, in the record's order; none where PubMed has indexed none.
func (p *phrases) designTags(r *cite.Reference) (tags []string) {
	for _, t := range r.Types {
		if w := p.words["type."+t]; w != nil {
			tags = append(tags, w.forms[plural.Other].text)
		}
	}
	return tags
}

// A noticeKind is a kind of notices about a reference, and the pencil that it
// is written with.
type noticeKind struct{ kind, class string }

// noticeKinds are all of them, gravest first.
var noticeKinds = []noticeKind{{cite.Retraction, "red"}, {cite.Concern, "red"}, {cite.Erratum, "blue"}, {cite.Update, "blue"}}

// shortName is "Fiorentini 2021", or the title's beginning for a work without
// authors.
func shortName(r *cite.Reference) string {
	name := ""
	if len(r.Authors) > 0 {
		name = familyName(r.Authors[0])
	}
	if name == "" {
		name = beginning(r.Title, 40)
	}
	if name == "" {
		name = r.Key
	}
	if r.Year == 0 {
		return name
	}
	return name + " " + strconv.Itoa(r.Year)
}

// familyName is an author without initials: "van der Berg" of "van der Berg JA".
func familyName(author string) string {
	i := strings.LastIndexByte(author, ' ')
	if i < 0 {
		return author
	}
	initials := author[i+1:]
	if len(initials) > 4 || strings.ToUpper(initials) != initials {
		return author
	}
	return author[:i]
}

// beginning is s to the end of a word within n bytes, with an ellipsis where
// something was cut.
func beginning(s string, n int) string {
	if len(s) <= n {
		return s
	}
	if i := strings.LastIndexByte(s[:n], ' '); i > 0 {
		return strings.TrimRight(s[:i], " ,;:") + " …"
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n] + "…"
}

// capital is s with a capital first letter, unless it starts with an id, a key
// or a file's name, which are written as they are.
func capital(s string) string {
	word, _, _ := strings.Cut(s, " ")
	if word == "" || word[0] < 'a' || word[0] > 'z' || strings.ContainsAny(word, "0123456789:@_./") {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}

// sentence is s with a capital and a full stop.
func sentence(s string) string { return stopped(capital(s)) }

// stopped is s with a full stop, unless it ends in a mark of its own.
func stopped(s string) string {
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".?!") {
		return s
	}
	return s + "."
}
