package terms

import (
	"slices"
	"strings"
)

// Numbers gives the quantities that a text states, in one way of writing, in
// order and without repeats:
//
//	n 60                    (n = 60), sixty women, 60 healthy older adults
//	14 trials               fourteen randomised controlled trials
//	12 weeks                12-week, twelve weeks, 12 wk
//	20 %, 20-30 %           20%, 20 per cent, 20 to 30%
//	300 mg, 300 mg/day      300 mg, 300 mg daily, 300 mg/d, 300 mg per day
//	2 fold                  2-fold, twofold
//	RR 0.78 (0.65-0.94)     relative risk [RR] = 0.78, 95% CI: 0.65 to 0.94; RR, OR, HR, IRR, SMR, SIR, MD, WMD, SMD, adjusted or not
//	CI -5.1 to -1.7         a confidence interval of anything else
//	p <0.001                P < .001
//
// Digits are in the form 1234.5: thousands are closed up, a raised point is a
// point. A deviation behind ± is left out, and so is a sign except in a ratio,
// a difference or an interval, as prose tells a fall of 20 % without one. Bare
// numbers, years among them, are no quantities.
func Numbers(text string) []string {
	var forms []string
	for _, q := range Quantities(text) {
		forms = append(forms, q.Form)
	}
	return forms
}

// A Quantity is one of Numbers where a text states it for the first time.
type Quantity struct {
	Form     string // as Numbers has it
	From, To int    // the bytes of the text that state it
}

// Quantities are Numbers with their places.
func Quantities(text string) []Quantity {
	p := quantities{tokens: lex(text)}
	for p.pos < len(p.tokens) {
		p.start = p.pos
		if !p.try(p.effect) && !p.try(p.interval) && !p.try(p.labelled) && !p.try(p.counted) {
			p.pos++
		}
	}
	return p.found
}

// quantities is a parser over tokens. Its methods read one kind of thing at
// pos; if there is none they report false, and pos is anywhere unless they are
// called through try.
type quantities struct {
	tokens []token
	pos    int
	start  int // token at which what is read starts
	found  []Quantity
}

// try is read, with pos unmoved if there is nothing to be read.
func (p *quantities) try(read func() bool) bool {
	start := p.pos
	if read() {
		return true
	}
	p.pos = start
	return false
}

func (p *quantities) add(form string) bool {
	if !slices.ContainsFunc(p.found, func(q Quantity) bool { return q.Form == form }) {
		p.found = append(p.found, Quantity{form, p.tokens[p.start].from, p.tokens[p.last()].to})
	}
	return true
}

// last is the last token of what has been read, with the bracket that closes
// one which was opened in it.
func (p *quantities) last() int {
	last, open := min(p.pos, len(p.tokens))-1, 0
	for _, t := range p.tokens[p.start : last+1] {
		switch t.text {
		case "(", "[":
			open++
		case ")", "]":
			open--
		}
	}
	if next := last + 1; open > 0 && next < len(p.tokens) && (p.tokens[next].text == ")" || p.tokens[next].text == "]") {
		return next
	}
	return last
}

// peek is the token i after pos, the zero token past the end.
func (p *quantities) peek(i int) token {
	if p.pos+i < len(p.tokens) {
		return p.tokens[p.pos+i]
	}
	return token{}
}

func (p *quantities) take() token {
	t := p.peek(0)
	p.pos++
	return t
}

// effect reads a ratio or difference with its confidence interval, if it has
// one close behind.
func (p *quantities) effect() bool {
	label := p.effectLabel()
	if label == "" {
		return false
	}
	for skipped := 0; p.peek(0).kind != number; skipped++ {
		t := p.take()
		if skipped == 6 || t.kind == none || !(t.kind == mark && strings.Contains("=:,([])", t.text) || effectSkips[t.text] || effectLabels[t.raw] != "") {
			return false
		}
	}
	if p.peek(1).text == "%" { // "RR (95% CI) 0.78": the interval comes first
		if !p.passInterval() {
			return false
		}
	}
	s := label + " " + p.take().signed()
	after := p.pos
	if low, high, ok := p.bounds(); ok {
		return p.add(s + " (" + span(low, high) + ")")
	}
	p.pos = after
	return p.add(s)
}

// effectLabel reads "RR", "odds ratio" and the like.
func (p *quantities) effectLabel() string {
	first := p.peek(0)
	if first.kind != word {
		return ""
	}
	if label := effectLabels[first.raw]; label != "" {
		p.pos++
		return label
	}
	if !effectStarts[first.text] {
		return ""
	}
	for _, n := range []int{3, 2} {
		words := make([]string, n)
		for i := range words {
			words[i] = spelling(p.peek(i).text)
		}
		words[n-1] = strings.TrimSuffix(words[n-1], "s")
		if label := effectLabels[strings.Join(words, " ")]; label != "" {
			p.pos += n
			return label
		}
	}
	return ""
}

var (
	effectLabels = map[string]string{
		"RR": "RR", "aRR": "RR", "ARR": "RR", "OR": "OR", "aOR": "OR", "AOR": "OR", "ORs": "OR", "RRs": "RR", "HRs": "HR", "HR": "HR", "aHR": "HR", "AHR": "HR", "IRR": "IRR", "SMR": "SMR", "SIR": "SIR",
		"MD": "MD", "WMD": "WMD", "SMD": "SMD",
		"relative risk": "RR", "risk ratio": "RR", "rate ratio": "RR", "odds ratio": "OR", "hazard ratio": "HR", "hazards ratio": "HR", "mean difference": "MD",
		"standardised mean difference": "SMD", "weighted mean difference": "WMD", "incidence rate ratio": "IRR", "standardised mortality ratio": "SMR", "standardised incidence ratio": "SIR",
	}
	effectStarts = set("relative risk rate odds hazard hazards mean standardised standardized weighted incidence") // first words of spelled-out labels
	effectSkips  = set("of was is were are adjusted pooled summary multivariable multivariate for and equals")
)

// bounds reads the two ends of a confidence interval that starts within a few
// tokens: "(0.65-0.94)", ", 95% CI: 0.65 to 0.94", "[95% confidence interval
// (CI), 0.65, 0.94]".
func (p *quantities) bounds() (low, high token, ok bool) {
	opened := false
	for range 4 {
		if p.peek(0).kind != mark || !strings.Contains("([,;:", p.peek(0).text) {
			break
		}
		opened = opened || p.peek(0).text == "(" || p.peek(0).text == "["
		p.pos++
	}
	if !p.passInterval() && !opened {
		return low, high, false
	}
	return p.pair()
}

// passInterval passes over "95% CI", "CI", "95% confidence interval (CI)" and
// the punctuation behind it.
func (p *quantities) passInterval() bool {
	if p.peek(0).kind == number && p.peek(1).text == "%" {
		p.pos += 2
	}
	for p.peek(0).text == "-" {
		p.pos++
	}
	switch {
	case intervalWords[p.peek(0).text]:
		p.pos++
	case p.peek(0).text == "confidence" && strings.HasPrefix(p.peek(1).text, "interval"):
		p.pos += 2
	default:
		return false
	}
	for i := 0; i < 5; i++ {
		t := p.peek(0)
		if !(t.kind == mark && strings.Contains("([)],;:=", t.text) || intervalWords[t.text] || t.text == "of" || t.text == "from") {
			break
		}
		p.pos++
	}
	return true
}

var intervalWords = set("ci cis cl")

// pair reads two numbers with a dash, a comma or a word between them.
func (p *quantities) pair() (low, high token, ok bool) {
	low = p.take()
	if p.peek(0).text == "%" {
		p.pos++
	}
	between := p.take()
	high = p.take()
	if high.kind == mark && high.text == "-" { // a minus sign glued to the dash
		high = p.take()
		high.minus = true
	}
	ok = low.kind == number && high.kind == number && (between.text == "-" || between.text == "," || between.text == ";" || between.text == "to" || between.text == "and")
	return low, high, ok
}

func span(low, high token) string {
	if low.minus || high.minus {
		return low.signed() + " to " + high.signed()
	}
	return low.text + "-" + high.text
}

// interval reads a confidence interval on its own.
func (p *quantities) interval() bool {
	if t := p.peek(0); t.kind != number && !intervalWords[t.text] || !p.passInterval() {
		return false
	}
	after := p.pos
	if low, high, ok := p.bounds(); ok {
		return p.add("CI " + span(low, high))
	}
	p.pos = after
	if low, high, ok := p.pair(); ok {
		return p.add("CI " + span(low, high))
	}
	p.pos = after
	return true // its 95 % is no quantity
}

// labelled reads "n = 60" and "P < 0.001".
func (p *quantities) labelled() bool {
	label := p.take()
	if label.kind != word || label.text != "n" && label.text != "p" {
		return false
	}
	sign := p.take()
	value := p.take()
	if sign.kind != mark || !strings.Contains("=<>≤≥", sign.text) || value.kind != number {
		return false
	}
	if label.text == "n" {
		return sign.text == "=" && p.add("n "+value.text)
	}
	return p.add("p " + strings.TrimPrefix(sign.text, "=") + value.text)
}

// counted reads a number, or a range, with its unit or with what it counts.
func (p *quantities) counted() bool {
	value := p.take()
	if value.kind != number {
		return false
	}
	text := value.text
	switch t := p.peek(0); {
	case t.text == "±":
		if p.peek(1).kind == number {
			p.pos += 2
		}
	case (t.text == "-" || t.text == "to") && p.peek(1).kind == number:
		text += "-" + p.peek(1).text
		p.pos += 2
	case (t.text == "%" || t.text == "-") && p.peek(1).text == "to" && p.peek(2).kind == number,
		t.text == "%" && p.peek(1).text == "-" && p.peek(2).kind == number: // "20% to 30%"
		text += "-" + p.peek(2).text
		p.pos += 3
	}
	return p.try(func() bool { return p.unit(text) }) || p.noun(text)
}
