package site

import (
	"html/template"
	"slices"
	"strings"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/terms"
)

// A bodyWriter fills the slots of one article's body: underlines around the
// claims' words, a mark at the end of each, and a note behind the mark.
type bodyWriter struct {
	markup  // of one slot at a time
	frame   *Frame
	words   *phrases
	path    string // of the article's file
	url     string // of its page, below the site's root
	beside  []Page // pictures to be published with it
	claims  []audit.Claim
	waived  map[string]bool // ids of claims whose verdict the editors let stand
	numbers map[string]int  // of references in the article's list, by key
	letters []string        // of claims that do not stand: what ties a mark to its note; "" for the others
	opened  []bool          // claims whose first run has been written; it carries the anchor
	tailOf  int             // the claim whose mark stands in a tail, -1 for none yet
	named   []string        // keys of the references that the last note named, of claims that stand in one section
	held    bool            // the run that begins is all tail, and begins there

	countedID string           // of the claim whose quantities are
	counted   []terms.Quantity // known
	told      map[string]bool  // of references: whom they are about has been said
}

// body is the HTML of d's body for the page v, minified, with holes for the
// marks and notes of its claims.
func (f *Frame) body(d *digest.Digest, numbers map[string]int, v *ArticleView) template.HTML {
	holes := &v.holes
	b, claims := joined(d.Reading.Body), d.Claims
	w := bodyWriter{
		markup:  make(markup, 0, 2<<10),
		frame:   f,
		words:   f.Theme.words,
		path:    d.Reading.Path,
		url:     v.address,
		claims:  claims,
		waived:  waived(d),
		numbers: numbers,
		letters: letters(claims),
		opened:  make([]bool, len(claims)),
		tailOf:  -1,
		told:    map[string]bool{},
	}
	written, small := borrow(), borrow()
	text := markup(*written)
	tables := 0
	tableName := func() string {
		tables++
		return w.words.of("article.table", tables)
	}
	put := func() {
		if len(w.markup) > 0 {
			text.raw(string(holes.hole(w.html())))
			w.markup = w.markup[:0]
		}
	}
	for i := range b {
		head, word := w.tail(b, i)
		if strings.Contains(head, "<h") {
			w.named = nil // whoever comes to a heading by a link has not seen the note before it
		}
		text.piece(w.linked(strings.ReplaceAll(head, holeEdge, "\ufffd")), tableName)
		if word != "" {
			w.startTail(b[i].N)
			put()
			text.raw(strings.ReplaceAll(word, holeEdge, "\ufffd"))
		}
		if word := f.word(b[i]); word != "" {
			text.text(strings.ReplaceAll(word, holeEdge, "\ufffd"))
			continue
		}
		w.slot(b, i)
		put()
	}
	v.beside = w.beside
	page := f.Theme.min.appendHTML(*small, text)
	html := template.HTML(page)
	giveBack(written, text)
	giveBack(small, page)
	return html
}

// word is what the interface calls what the slot of a piece asks for, "" where
// it asks for none.
func (f *Frame) word(p article.Piece) string {
	switch p.Slot {
	case article.Word:
		return f.Theme.words.of("callout." + article.Words[p.N])
	case article.FigureLabel:
		return f.Theme.words.of("caption.figure", p.N)
	case article.TableLabel:
		return f.Theme.words.of("caption.table", p.N)
	}
	return ""
}

// waived are the claims whose findings about their verdict are all waived.
func waived(d *digest.Digest) map[string]bool {
	if len(d.Reading.Waivers) == 0 {
		return nil
	}
	verdicts := make(map[string]match.Verdict, len(d.Claims))
	for i := range d.Claims {
		verdicts[d.Claims[i].ID] = d.Claims[i].Verdict
	}
	claims := map[string]bool{}
	for i := range d.Findings {
		f := &d.Findings[i]
		if f.Claim == "" || f.Rule != string(verdicts[f.Claim]) {
			continue
		}
		before, seen := claims[f.Claim]
		claims[f.Claim] = f.Waived != nil && (before || !seen)
	}
	return claims
}

// maxJoined bounds in bytes what joined puts together, so that its work does
// not grow with the square of a sentence.
const maxJoined = 4 << 10

// joined is b without its Cite slots, as the numbers of citations stand in the
// marks, and with runs made one where no more than white space parts them.
func joined(b article.Body) article.Body {
	out := make(article.Body, 0, len(b))
	before := ""
	for _, p := range b {
		p.HTML = before + p.HTML
		before = ""
		if p.Slot == article.Cite {
			p.Slot = article.NoSlot
			if len(p.HTML) < maxJoined {
				before = p.HTML
				continue
			}
		}
		if last := len(out) - 1; last >= 0 && goesOn(out[last], p) {
			before = out[last].HTML + p.HTML
			out = out[:last]
			continue
		}
		out = append(out, p)
	}
	if before != "" {
		out = append(out, article.Piece{HTML: before})
	}
	return out
}

// goesOn reports whether the run that ends with last goes on behind p.
func goesOn(last, p article.Piece) bool {
	return p.Slot == article.RunStart && last.Slot == article.RunEnd && last.N == p.N &&
		len(last.HTML) < maxJoined && strings.TrimSpace(p.HTML) == ""
}

// maxTail is how long a word may be, in bytes, to be kept on one line with the
// mark behind it.
const maxTail = 24

// tail parts the last word from piece i, if that is where a claim ends: the
// word and the mark behind it stay together, as browsers would start a line
// with a button.
func (w *bodyWriter) tail(b article.Body, i int) (head, word string) {
	html := b[i].HTML
	if b[i].Slot != article.RunEnd || i+1 == len(b) || b[i+1].Slot != article.Mark || b[i+1].HTML != "" || b[i+1].N != b[i].N || b[i].N >= len(w.claims) {
		return html, ""
	}
	cut := strings.LastIndexAny(html, " \n") + 1
	if cut == len(html) || len(html)-cut > maxTail || strings.ContainsAny(html[cut:], "<>") {
		return html, ""
	}
	return html[:cut], html[cut:]
}

// startTail ends claim n's run and starts one for its last word.
func (w *bodyWriter) startTail(n int) {
	w.tailOf = n
	if !w.held {
		w.raw(`</span>`)
	}
	w.held = false
	w.raw(`<span class="tail">`)
	w.startRun(n)
}

func (w *bodyWriter) startRun(n int) {
	w.raw(`<span class="claim `, classOf(w.claims[n].Verdict), `"`)
	w.anchor(n)
	w.raw(`>`)
}

// piece adds a piece of an article. Tables get a frame in which they scroll: a
// wide one must not widen the page. One without a caption has the name that
// tableName gives.
func (m *markup) piece(s string, tableName func() string) {
	for {
		i := strings.Index(s, "table>")
		if i < 0 {
			m.raw(s)
			return
		}
		end := i + len("table>")
		switch {
		case strings.HasSuffix(s[:i], "</"):
			m.raw(s[:end], `</div>`)
		case strings.HasSuffix(s[:i], "<"):
			name := tableName()
			m.raw(s[:i-1], `<div class="scroll" role="region" tabindex="0" aria-label`)
			if id, ok := strings.CutPrefix(s[end:], "\n<caption id=\""); ok {
				m.raw(`ledby="`, id[:strings.IndexByte(id, '"')])
			} else {
				m.raw(`="`)
				m.text(name)
			}
			m.raw(`"><table>`)
		default:
			m.raw(s[:end])
		}
		s = s[end:]
	}
}

// slot fills the slot behind piece i of b.
func (w *bodyWriter) slot(b article.Body, i int) {
	n := b[i].N
	if b[i].Slot == article.NoSlot || n >= len(w.claims) {
		return
	}
	switch b[i].Slot {
	case article.RunStart:
		if i+1 < len(b) {
			head, word := w.tail(b, i+1)
			w.held = head == "" && word != ""
		}
		if !w.held {
			w.startRun(n)
		}
	case article.RunEnd:
		w.raw(`</span>`)
	case article.Mark:
		w.mark(n)
		if w.tailOf == n {
			w.raw(`</span>`)
		}
	case article.Note:
		beside := b[i].HTML == "" && i > 0 && b[i-1].Slot == article.Mark && b[i-1].N == n
		w.note(n, beside)
	}
}

// anchor adds claim n's id, the first time it is asked to.
func (w *bodyWriter) anchor(n int) {
	if !w.opened[n] {
		w.opened[n] = true
		w.raw(` id="`)
		w.text(w.claims[n].ID)
		w.raw(`"`)
	}
}

// tieLetters are those that look like no digit and no rule.
const tieLetters = "abcdefghjkmnpqrstuvwxyz"

// letters are those of claims that do not stand, in the order of the text: "a"
// to "z", then "aa". Claims that stand have the numbers of their references.
func letters(claims []audit.Claim) []string {
	out, next := make([]string, len(claims)), 0
	for i := range claims {
		if classOf(claims[i].Verdict) == "stands" {
			continue
		}
		for n := next; n >= 0; n = n/len(tieLetters) - 1 {
			out[i] = tieLetters[n%len(tieLetters):][:1] + out[i]
		}
		next++
	}
	return out
}

// mark adds the button at the end of claim n: the numbers of its references
// if it stands, else its letter and a word.
func (w *bodyWriter) mark(n int) {
	c := &w.claims[n]
	l := w.words.look(c.Verdict)
	label := w.label(c, l)
	retracted := w.leansOnRetracted(c)
	w.raw(`<button class="mark `, l.class)
	if retracted {
		w.raw(` retracted`)
		label = w.words.of("mark.retracted", label)
	}
	w.raw(`"`)
	w.anchor(n)
	w.raw(` aria-expanded="true" aria-controls="note-`)
	w.text(c.ID)
	w.raw(`" aria-label="`)
	if w.letters[n] != "" {
		w.raw(w.letters[n], ` `)
	}
	w.text(label)
	w.raw(`, `, l.word, `">`)
	if w.letters[n] != "" {
		w.raw(`<b>`, w.letters[n], `</b> `)
	}
	w.text(label)
	w.raw(`</button>`)
}

// label is what a mark shows.
func (w *bodyWriter) label(c *audit.Claim, l look) string {
	switch {
	case l.mark == "":
		return w.numbersOf(c)
	case c.Verdict == match.YearMismatch:
		for _, m := range c.Matches {
			for _, f := range m.Fields {
				if f.Name == "year" && !f.OK && f.Stated != "" && m.Verdict == c.Verdict {
					return w.words.of("mark.year", f.Stated)
				}
			}
		}
	}
	return l.mark
}

// numbersOf is "1, 4": the numbers of the references that c leans on.
func (w *bodyWriter) numbersOf(c *audit.Claim) string {
	var numbers []int
	for _, m := range c.Matches {
		for _, key := range m.References {
			if n := w.numbers[key]; n != 0 && !slices.Contains(numbers, n) {
				numbers = append(numbers, n)
			}
		}
	}
	if len(numbers) == 0 {
		return "✓"
	}
	slices.Sort(numbers)
	var m markup
	for i, n := range numbers {
		if i > 0 {
			m.raw(", ")
		}
		m.number(n)
	}
	return string(m)
}

// leansOnRetracted reports whether a reference of c was withdrawn.
func (w *bodyWriter) leansOnRetracted(c *audit.Claim) bool {
	for i := range c.Matches {
		for _, key := range c.Matches[i].References {
			if r := w.frame.reference(key); r != nil && r.IsRetracted() {
				return true
			}
		}
	}
	return false
}

// lean calls use with each key of a reference that claims lean on, in the
// order of the text, repeats included.
func lean(claims []audit.Claim, use func(claim int, key string)) {
	for i := range claims {
		for _, m := range claims[i].Matches {
			if !leans(m.Verdict) {
				continue
			}
			for _, key := range m.References {
				use(i, key)
			}
		}
	}
}

// leans reports whether a match of that verdict rests on its references: the
// sentence names them, by words or by id, well or not.
func leans(v match.Verdict) bool {
	switch v {
	case match.Matched, match.UnverifiedRecord, match.OffTopic, match.IdentityMismatch:
		return true
	}
	return false
}
