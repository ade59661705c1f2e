package audit

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/internal/article"
	"stet/internal/source"
)

// waiverKeys are what a waiver gives by name.
var waiverKeys = []string{"by", "until", "claim"}

// String is w as the inside of a comment. Its rule is one word, and its reason
// holds no end of a comment.
func (w *Placed) String() string {
	s := fmt.Sprintf("stet %s: %s by=%s until=%s", w.Rule, quoted(w.Reason), bareOrQuoted(w.By), w.Until)
	if w.Claim != "" {
		s += " claim=" + w.Claim
	}
	return s
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

func bareOrQuoted(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return !isBare(r) }) < 0 {
		return s
	}
	return quoted(s)
}

// isBare reports whether r may stand in a value without quotes.
func isBare(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-._@+/'", r)
}

// parseWaiver reads a comment. meant says whether it was meant as a waiver:
// "stet" is also a proofreader's word, and other comments are nobody's
// business. problems are what keeps it from being one.
func parseWaiver(f *source.File, c *article.Comment) (w Placed, meant bool, problems []Finding) {
	rest, ok := strings.CutPrefix(c.Text, "stet")
	if !ok || rest == "" || rest[0] != ':' && !isSpace(rest[0]) {
		return w, false, nil
	}
	p := waiverParser{file: f, comment: c, text: c.Text, at: len("stet")}
	p.base = insideOf(f, c)
	p.skip(": \t\r\n")
	ruleAt := p.at
	w.Rule = p.word()
	p.skip(" \t\r\n")
	colon := p.skip(":") > 0
	if !p.isMeant(w.Rule, colon) {
		return w, false, nil
	}
	p.rule(w.Rule, ruleAt, colon)
	for p.skip(" \t\r\n"); p.at < len(p.text); p.skip(" \t\r\n") {
		p.part(&w)
	}
	p.complete(&w)
	return w, true, p.problems
}

// insideOf is where the text of a comment starts in the file. It is not looked for,
// as bytes that are no text are replaced when an article is read.
func insideOf(f *source.File, c *article.Comment) int {
	text := f.Text(c.Span)
	inside := strings.TrimPrefix(strings.TrimPrefix(text, "<!--"), "{/*")
	return c.Span.End - len(strings.TrimLeftFunc(inside, unicode.IsSpace))
}

// A waiverParser reads the inside of one comment.
type waiverParser struct {
	file     *source.File
	comment  *article.Comment
	text     string
	at       int // in text
	base     int // offset of text in the file
	given    []string
	problems []Finding
}

// isMeant reports whether a comment that starts with "stet" and a word is a
// waiver, well written or not.
func (p *waiverParser) isMeant(word string, colon bool) bool {
	if _, known := byID[word]; known {
		return true
	}
	rest := strings.TrimLeft(p.text[p.at:], " \t\r\n")
	return colon && (source.Nearest(word, IDs()) != "" || strings.HasPrefix(rest, `"`)) ||
		strings.Contains(rest, "by=") || strings.Contains(rest, "until=")
}

// rule checks the word that names a rule.
func (p *waiverParser) rule(word string, at int, colon bool) {
	r, known := byID[word]
	switch {
	case !known:
		p.found(unknownRule.ID, at, at+len(word), fmt.Sprintf("the waiver names no rule: there is no %q%s", word, source.DidYouMean(word, IDs())), "'stet explain' lists the rules")
	case r.Blocking:
		p.bad(at, at+len(word), "findings of "+word+" cannot be waived, as nothing is published while there is one")
	case !Waivable(word):
		p.bad(at, at+len(word), "findings of "+word+" are about waivers, and cannot be waived")
	case !colon:
		p.bad(at, at+len(word), "a colon is missing behind "+word)
	}
}

// part reads the reason, or a value with its name.
func (p *waiverParser) part(w *Placed) {
	from := p.at
	if p.text[p.at] == '"' {
		reason, ok := p.quote()
		switch {
		case !ok:
			p.bad(from, len(p.text), "the reason's closing quote is missing")
			p.given = append(p.given, waiverKeys...) // what is within the quotes may be those
		case slices.Contains(p.given, "reason"):
			p.bad(from, p.at, "the waiver has two reasons")
		default:
			w.Reason = strings.Join(strings.Fields(reason), " ")
		}
		p.given = append(p.given, "reason")
		return
	}
	key := p.word()
	if key == "" || p.skip("=") == 0 {
		p.stray(from)
		return
	}
	value, ok := p.value()
	switch {
	case !ok:
		p.bad(from, len(p.text), "the closing quote of "+key+"= is missing")
	case !slices.Contains(waiverKeys, key):
		p.bad(from, p.at, fmt.Sprintf("a waiver has no %q%s", key, source.DidYouMean(key, waiverKeys)))
		return
	case slices.Contains(p.given, key):
		p.bad(from, p.at, key+"= stands there twice")
	case value == "":
		p.bad(from, p.at, key+"= has no value")
	default:
		p.set(w, key, value, from)
	}
	p.given = append(p.given, key)
}

// set takes the value of a key.
func (p *waiverParser) set(w *Placed, key, value string, from int) {
	switch key {
	case "by":
		w.By = value
	case "claim":
		w.Claim = value
	case "until":
		var err error
		if w.Until, err = source.ParseDate(value); err != nil {
			p.bad(from, p.at, "until= is no date: "+err.Error())
		}
	}
}

// stray passes over words that belong to nothing.
func (p *waiverParser) stray(from int) {
	for p.at < len(p.text) && p.text[p.at] != '"' && !p.atKey() {
		_, n := utf8.DecodeRuneInString(p.text[p.at:])
		p.at += n
	}
	words := strings.TrimSpace(p.text[from:p.at])
	if slices.Contains(p.given, "reason") {
		p.bad(from, from+len(words), fmt.Sprintf("%q is neither by=NAME nor until=DATE", words))
		return
	}
	p.bad(from, from+len(words), "the reason stands between quotes: \"...\"")
	p.given = append(p.given, "reason")
}

// atKey reports whether a key starts at p.at.
func (p *waiverParser) atKey() bool {
	if p.at > 0 && !isSpace(p.text[p.at-1]) {
		return false
	}
	return slices.ContainsFunc(waiverKeys, func(key string) bool { return strings.HasPrefix(p.text[p.at:], key+"=") })
}

// complete reports what is missing.
func (p *waiverParser) complete(w *Placed) {
	if slices.Contains(p.given, "reason") && w.Reason == "" && len(p.problems) == 0 {
		p.bad(0, len(p.text), "the waiver's reason is empty")
	}
	var missing []string
	for _, part := range []struct{ key, name string }{{"reason", "a reason in quotes"}, {"by", "by=NAME"}, {"until", "until=DATE"}} {
		if !slices.Contains(p.given, part.key) {
			missing = append(missing, part.name)
		}
	}
	if len(missing) > 0 {
		p.bad(0, len(p.text), "the waiver lacks "+strings.Join(missing, " and "))
	}
}

// bad reports text[from:to].
func (p *waiverParser) bad(from, to int, message string) {
	p.found(badWaiver.ID, from, to, message, `write it as <!-- stet year-mismatch: "reason" by=NAME until=2027-06-30 -->`)
}

func (p *waiverParser) found(rule string, from, to int, message, hint string) {
	f := At(p.file, rule, source.Span{Start: p.base + from, End: p.base + to})
	f.Message, f.Hint = message, hint
	p.problems = append(p.problems, f)
}

// skip passes over characters of a set, and counts them.
func (p *waiverParser) skip(set string) int {
	n := len(p.text) - p.at - len(strings.TrimLeft(p.text[p.at:], set))
	p.at += n
	return n
}

// word reads what may stand without quotes.
func (p *waiverParser) word() string {
	rest := p.text[p.at:]
	n := strings.IndexFunc(rest, func(r rune) bool { return !isBare(r) })
	if n < 0 {
		n = len(rest)
	}
	p.at += n
	return rest[:n]
}

// value reads a word, or what stands between quotes.
func (p *waiverParser) value() (value string, ok bool) {
	if p.at < len(p.text) && p.text[p.at] == '"' {
		return p.quote()
	}
	return p.word(), true
}

// quote reads what stands between quotes, in which \" is a quote.
func (p *waiverParser) quote() (text string, ok bool) {
	var b strings.Builder
	for i := p.at + 1; i < len(p.text); i++ {
		switch c := p.text[i]; {
		case c == '"':
			p.at = i + 1
			return b.String(), true
		case c == '\\' && i+1 < len(p.text) && (p.text[i+1] == '"' || p.text[i+1] == '\\'):
			i++
			b.WriteByte(p.text[i])
		default:
			b.WriteByte(c)
		}
	}
	p.at = len(p.text)
	return "", false
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }
