package site

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
)

// maxNearest is how many candidates a note names where several fit.
const maxNearest = 5

// note adds the note on claim n: its letter, the verdict in words, stated against found, the
// reference or the nearest one. What to do about it is the author's business,
// and the audit's; readers get no hints. A waiver changes nothing of the
// verdict: the note says that the editors know, and the audit page why. The note
// is made of spans alone, as it stands inside its paragraph. beside says that it
// stands right behind its mark; elsewhere it names its claim.
func (w *bodyWriter) note(n int, beside bool) {
	c := &w.claims[n]
	l := w.words.look(c.Verdict)
	w.raw(`<span class="note `, l.class)
	if !beside {
		w.raw(` apart`)
		w.named = nil
	} else if w.saysNothingNew(c) {
		w.raw(` again`)
	}
	w.raw(`" role="note" id="note-`)
	w.text(c.ID)
	w.raw(`">`)
	w.part("tie", w.letters[n])
	if !beside {
		w.gap()
		w.raw(`<span class=of>`)
		w.link("#"+c.ID, "", w.words.of("note.quote", beginning(strings.TrimSpace(c.Plain), 60)))
		w.raw(`</span>`)
	}
	w.part("word", l.word)
	if w.waived[c.ID] {
		w.part("editors", w.words.of("note.editors"))
	}
	for i := range c.Matches {
		w.mention(c, i)
	}
	w.raw(`</span>`)
}

// saysNothingNew reports whether c stands on no more than what the last note
// that the margin shows has named in this section: the margin names a source once
// for sentences that follow each other.
func (w *bodyWriter) saysNothingNew(c *audit.Claim) bool {
	var keys []string
	if c.Verdict == match.Matched && !w.waived[c.ID] && !w.leansOnRetracted(c) {
		for i := range c.Matches {
			keys = append(keys, c.Matches[i].References...)
		}
	}
	for _, key := range keys {
		if !slices.Contains(w.named, key) {
			w.named = keys
			return false
		}
	}
	if len(keys) == 0 {
		w.named = nil
	}
	return len(keys) > 0
}

// mention adds what was found for mention i of c.
func (w *bodyWriter) mention(c *audit.Claim, i int) {
	m := &c.Matches[i]
	if m.Verdict == match.Incomplete && c.Verdict == match.Matched {
		return
	}
	if len(c.Matches) > 1 {
		which := w.words.mention(c, i)
		if m.Verdict != c.Verdict {
			which = w.words.of("note.mention-is", which, w.words.look(m.Verdict).word)
		}
		w.part("which", which)
	}
	if len(m.Fields) == 0 && m.Verdict != match.Matched && m.Verdict != match.UnverifiedRecord {
		w.part("why", sentence(m.Message))
	}
	if m.Verdict == match.Matched {
		w.references(m) // first, as a folded note shows nothing else
		w.fields(m)
	} else {
		w.fields(m)
		w.references(m)
	}
	if leans(m.Verdict) {
		w.numbersBeside(c, m.References)
	}
	w.nearest(m)
}

// fields adds what was stated against what the record says.
func (w *bodyWriter) fields(m *match.Match) {
	if len(m.Fields) == 0 {
		return
	}
	whose := "note.nearest-says"
	if leans(m.Verdict) {
		whose = "note.record"
	}
	w.gap()
	w.raw(`<span class=fields>`)
	for i := range m.Fields {
		f := &m.Fields[i]
		w.gap()
		if f.OK {
			w.raw(`<span><span>`)
		} else {
			w.raw(`<span class=no><span>`)
		}
		w.text(w.words.field(f.Name))
		w.raw(`</span> `)
		w.field(f, whose)
		w.raw(`</span>`)
	}
	w.raw(`</span>`)
}

// field is the name of one for readers.
func (p *phrases) field(name string) string {
	if key := "field." + name; p.has(key) {
		return p.of(key)
	}
	return name
}

// field adds one field; whose are the words for which record was looked at.
func (w *bodyWriter) field(f *match.Field, whose string) {
	switch {
	case f.OK:
		shown := f.Stated
		if shown == "" {
			shown = f.Found
		}
		w.raw(`<span>`)
		w.text(shown)
		w.raw(` <b>✓</b></span>`)
	case f.Stated == "":
		w.raw(`<span>`)
		w.text(f.Found)
		w.raw(`</span>`)
	case f.Found == "":
		w.raw(`<span><s>`)
		w.text(f.Stated)
		w.raw(`</s> <b>✗</b></span>`)
	default:
		w.raw(`<span><s>`)
		w.text(f.Stated)
		w.raw(`</s> <b>✗</b> <span class=found>`)
		w.text(w.words.of(whose, f.Found))
		w.raw(`</span></span>`)
	}
}

// references adds the references that a match stands on, in short.
func (w *bodyWriter) references(m *match.Match) {
	if !leans(m.Verdict) {
		return
	}
	for _, key := range m.References {
		if r := w.frame.reference(key); r != nil {
			w.gap()
			w.raw(`<span class=ref>`)
			if n := w.numbers[key]; n != 0 && m.Verdict == match.Matched {
				w.raw(`<b class=tie>`)
				w.number(n)
				w.raw(`</b> `)
			}
			w.reference(r)
			w.raw(`</span>`)
		}
	}
}

// reference adds r in short, with a link to its entry in the article's list.
func (w *bodyWriter) reference(r *cite.Reference) {
	if n := w.numbers[r.Key]; n != 0 {
		w.raw(`<a href="#`, anchorPrefix)
		w.number(n)
	} else {
		w.raw(`<a href="../`)
		w.text(w.frame.referenceURL(r.Key))
	}
	w.raw(`">`, string(w.frame.short(r)))
}

// short is r from its name on: where it appeared, its design, grave news of it
// and how far it was checked.
func (f *Frame) short(r *cite.Reference) template.HTML {
	return f.made().shelf.shorts.get(r.Key, func() template.HTML {
		var m markup
		words := f.Theme.words
		m.raw(`<b>`)
		m.text(shortName(r))
		m.raw(`</b></a>`)
		if journal := journalAbbr(r.Journal); journal != "" {
			m.raw(`, <i>`)
			m.text(journal)
			m.raw(`</i>`)
			if volume := volume(r); volume != "" {
				m.raw(" ")
				m.text(volume)
			}
		}
		m.raw(`.`)
		if tags := words.designTags(r); len(tags) > 0 {
			m.raw(" ")
			m.text(strings.Join(tags, ", "))
			m.raw(`.`)
		}
		if news, ok := gravest(r); ok {
			m.part("tag red", words.of("notice."+news.kind))
		}
		m.part("checked", sentence(words.checked(r)))
		return m.html()
	})
}

// nearest adds the references that came into question where none, or more
// than one, fits, or where those that do are about something else.
func (w *bodyWriter) nearest(m *match.Match) {
	label, most := "note.nearest", 1
	keys := make([]string, 0, maxNearest)
	for i := range m.Candidates {
		keys = append(keys, m.Candidates[i].Reference)
	}
	switch m.Verdict {
	case match.Matched, match.UnverifiedRecord, match.IdentityMismatch:
		return
	case match.OffTopic: // those that fit the words, and the one that is about it
		label, most = "note.could-be", maxNearest
		keys = slices.DeleteFunc(slices.Clone(m.Meant), func(key string) bool { return slices.Contains(m.References, key) })
	case match.Ambiguous:
		label, most = "note.could-be", maxNearest
	case match.Incomplete:
		label, most = "note.could-be", 2
	}
	shown := 0
	for _, key := range keys {
		r := w.frame.reference(key)
		if r == nil || shown == most {
			continue
		}
		if shown == 0 {
			w.gap()
			w.raw(`<span class=near>`)
			w.text(w.words.of(label))
			w.raw(" ")
		} else {
			w.raw(`; `)
		}
		shown++
		w.link("../"+w.frame.referenceURL(key), "", shortName(r))
		if journal := journalAbbr(r.Journal); journal != "" {
			w.raw(`, <i>`)
			w.text(journal)
			w.raw(`</i>`)
		}
	}
	if shown > 0 {
		w.raw(`.</span>`)
	}
}

// mention is what a mention states, in short: "Zuardi 1993".
func (p *phrases) mention(c *audit.Claim, i int) string {
	if i >= len(c.Mentions) {
		return p.of("note.mention", i+1)
	}
	m := &c.Mentions[i]
	name := ""
	switch {
	case len(m.Authors) > 0:
		name = m.Authors[0]
	case m.Journal != "":
		name = m.Journal
	case len(m.IDs) > 0:
		name = m.IDs[0].String()
	case len(m.Keys) > 0:
		name = m.Keys[0]
	case len(m.Refs) > 0:
		name = "[" + strings.Join(m.Refs, ", ") + "]"
	case len(m.Bad) > 0:
		name = m.Bad[0].Text
	}
	if m.Year != 0 && m.Kind != claim.Numeric {
		name = strings.TrimSpace(name + " " + strconv.Itoa(m.Year))
	}
	if name == "" {
		name = p.of("note.mention", i+1)
	}
	return name
}
