package site

import (
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"stet/internal/match"
	"stet/internal/source"
	"stet/internal/yaml"
)

// phrases are the words of the interface, by the keys under which words.yaml
// has them: "callout.warning". What the rules of an audit say is not among
// them.
type phrases struct {
	lang  language.Tag // of the words, by which numbers choose their forms
	words map[string]*phrase
	looks map[match.Verdict]look
}

// A phrase is one of them, in the forms that numbers ask for. Most have one
// form alone.
type phrase struct{ forms [len(formNames)]*wording }

// formNames are the kinds of numbers, by plural.Form, as CLDR calls them.
var formNames = [...]string{plural.Other: "other", plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many"}

// A wording is a text with places for what is put in.
type wording struct {
	text  string
	parts []wordingPart
}

// A wordingPart is a text and the number of the argument behind it, from 1; 0
// for none.
type wordingPart struct {
	text string
	arg  int
}

const (
	phrasesName = "words.yaml" // in templates/
	langKey     = "lang"
)

// loadPhrases reads the words of several layers. The last has all of them;
// others may have any of those.
func loadPhrases(layers []fs.FS) (*phrases, error) {
	all := &phrases{lang: language.English, words: map[string]*phrase{}}
	for i, layer := range slices.Backward(layers) {
		texts, err := layered(templatesDir, []fs.FS{layer}, func(name string) bool { return name == phrasesName })
		if err != nil {
			return nil, err
		}
		text, ok := texts[phrasesName]
		if !ok {
			continue
		}
		if err := all.read(source.NewFile(templatesDir+phrasesName, []byte(text)), i == len(layers)-1); err != nil {
			return nil, err
		}
	}
	all.makeLooks()
	return all, nil
}

// read adds the words of one file; where it is not the first, no others than
// are known.
func (p *phrases) read(f *source.File, first bool) error {
	root, err := yaml.Parse(f, yaml.Limits{Bytes: 1 << 20})
	if err != nil || root == nil {
		return err
	}
	d := yaml.Decoder{File: f}
	known := slices.Sorted(maps.Keys(p.words))
	for group, words := range root.Fields() {
		if group.Value == langKey {
			if p.lang, err = language.Parse(d.String(words, langKey)); err != nil {
				d.Errorf(words, "lang: %q is no language; write it as in \"en\" or \"pt-BR\"", words.Value)
			}
			continue
		}
		if words.Kind != yaml.Mapping {
			d.Errorf(group, "there is no group of words %q%s", group.Value, p.meantBy(group.Value))
		}
		for name, n := range words.Fields() {
			key := group.Value + "." + name.Value
			was, there := p.words[key]
			if !first && !there {
				d.Errorf(name, "there are no words %q%s", key, source.DidYouMean(key, known))
				continue
			}
			if now := newPhrase(&d, key, n); now != nil && (first || now.fits(&d, n, key, was)) {
				p.words[key] = now
			}
		}
	}
	return d.Err()
}

// meantBy says which words, or which group of words, a name that is no group may
// mean; "" if there is no telling.
func (p *phrases) meantBy(name string) string {
	var found []string
	for key := range p.words {
		if _, word, _ := strings.Cut(key, "."); word == name {
			found = append(found, key)
		}
	}
	if len(found) == 0 {
		return source.DidYouMean(name, p.groups())
	}
	slices.Sort(found)
	return "; a word stands in its group, as in " + strings.Join(found, ", ")
}

// newPhrase reads the words of a key: a text, or one for each kind of number.
func newPhrase(d *yaml.Decoder, key string, n *yaml.Node) *phrase {
	p := &phrase{}
	switch n.Kind {
	case yaml.Scalar:
		p.forms[plural.Other] = newWording(n.Value)
	case yaml.Mapping:
		for name, words := range d.Fields(n, key, formNames[:]) {
			if words.Kind != yaml.Scalar {
				d.Errorf(words, "%s: a text is expected", key)
				return nil
			}
			p.forms[slices.Index(formNames[:], name)] = newWording(words.Value)
		}
		if p.forms[plural.Other] == nil {
			d.Errorf(n, "%s: the form \"other\" is missing, which stands for all that are left out", key)
			return nil
		}
	default:
		d.Errorf(n, "%s: a text is expected", key)
		return nil
	}
	return p
}

// fits reports whether p can stand for the phrase that stet has, and notes why
// it cannot: it puts in the same, save that a form may leave out its number, and
// has several forms only where a number chooses between them.
func (p *phrase) fits(d *yaml.Decoder, n *yaml.Node, key string, was *phrase) bool {
	want := was.forms[plural.Other].places()
	if !was.chooses() && p.chooses() {
		d.Errorf(n, "%s: no number chooses between forms here; write one text", key)
		return false
	}
	for form, w := range p.forms {
		if w == nil {
			continue
		}
		got := w.places()
		if got != want && (plural.Form(form) == plural.Other || got != withoutNumber(want)) {
			d.Errorf(n, "%s: %q puts in %s where stet's own puts in %s", key, w.text, got, want)
			return false
		}
	}
	return true
}

// chooses reports whether a number chooses between forms.
func (p *phrase) chooses() bool {
	for _, w := range p.forms[1:] {
		if w != nil {
			return true
		}
	}
	return false
}

func newWording(text string) *wording {
	w := &wording{text: text}
	from := 0
	for i := 0; i+2 < len(text); i++ {
		if text[i] == '{' && '1' <= text[i+1] && text[i+1] <= '9' && text[i+2] == '}' {
			w.parts = append(w.parts, wordingPart{text[from:i], int(text[i+1] - '0')})
			from = i + 3
		}
	}
	w.parts = append(w.parts, wordingPart{text: text[from:]})
	return w
}

// places are what a wording puts in, such as "{1} {2}", in the order of their
// numbers.
func (w *wording) places() string {
	var found []string
	for n := 1; n <= 9; n++ {
		if place := fmt.Sprintf("{%d}", n); strings.Contains(w.text, place) {
			found = append(found, place)
		}
	}
	if found == nil {
		return "nothing"
	}
	return strings.Join(found, " ")
}

// withoutNumber are places without the first, where the number goes.
func withoutNumber(places string) string {
	return firstOf(strings.TrimPrefix(strings.TrimPrefix(places, "{1}"), " "), "nothing")
}

// groups are the first parts of the keys, "callout" of "callout.dose".
func (p *phrases) groups() []string {
	groups := []string{langKey}
	for key := range p.words {
		group, _, _ := strings.Cut(key, ".")
		groups = append(groups, group)
	}
	slices.Sort(groups)
	return slices.Compact(groups)
}

// say gives the words of a key with args put in, which are texts and numbers;
// the first decides the form, if it is a number. The keys of templates are
// checked when a theme is loaded; those of the program have a test.
func (p *phrases) say(key string, args ...any) (string, error) {
	w, err := p.wording(key, args)
	if err != nil || len(args) == 0 {
		return w.text, err
	}
	b := make([]byte, 0, len(w.text)+32)
	for _, part := range w.parts {
		b = append(b, part.text...)
		if part.arg == 0 || part.arg > len(args) {
			continue
		}
		switch arg := args[part.arg-1].(type) {
		case string:
			b = append(b, arg...)
		case int:
			b = append(b, p.grouped(arg)...)
		default:
			return "", fmt.Errorf("say %q: %T where a text or a number is expected", key, arg)
		}
	}
	return string(b), nil
}

// noWording is what there is of words that are not there.
var noWording = &wording{}

// wording is the form of a key's words for those args.
func (p *phrases) wording(key string, args []any) (*wording, error) {
	found, ok := p.words[key]
	if !ok {
		return noWording, fmt.Errorf("there are no words %q in words.yaml", key)
	}
	if len(args) > 0 && found.chooses() {
		if n, ok := args[0].(int); ok {
			if w := found.forms[plural.Cardinal.MatchPlural(p.lang, n%10_000_000, 0, 0, 0, 0)]; w != nil {
				return w, nil
			}
		}
	}
	return found.forms[plural.Other], nil
}

// forms are the words of a key in all their forms, as JSON, for scripts:
// {"lang":"en","one":"{1} result","other":"{1} results"}.
func (p *phrases) forms(key string) (string, error) {
	found, ok := p.words[key]
	if !ok {
		return "", fmt.Errorf("there are no words %q in words.yaml", key)
	}
	texts := map[string]string{langKey: p.lang.String()}
	for form, w := range found.forms {
		if w != nil {
			texts[formNames[form]] = w.text
		}
	}
	b, err := json.Marshal(texts)
	return string(b), err
}

// of is say for keys that are known to be there.
func (p *phrases) of(key string, args ...any) string {
	text, _ := p.say(key, args...)
	return text
}

// html is of with HTML put in.
func (p *phrases) html(key string, args ...template.HTML) template.HTML {
	w := p.words[key].forms[plural.Other]
	var m markup
	for _, part := range w.parts {
		m.text(part.text)
		if 0 < part.arg && part.arg <= len(args) {
			m.raw(string(args[part.arg-1]))
		}
	}
	return m.html()
}

// has reports whether there are words of that key.
func (p *phrases) has(key string) bool { return p.words[key] != nil }

// grouped writes n with what parts thousands.
func (p *phrases) grouped(n int) string {
	s := strconv.Itoa(n)
	if len(s) <= 3 {
		return s
	}
	mark := p.of("number.group")
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + mark + s[i:]
	}
	return s
}

// months are the keys of their names.
var months = [...]string{"date.january", "date.february", "date.march", "date.april", "date.may", "date.june",
	"date.july", "date.august", "date.september", "date.october", "date.november", "date.december"}

// date is "20 November 2026"; "" for no date.
func (p *phrases) date(d source.Date) string {
	if d.IsZero() {
		return ""
	}
	return p.of("date.long", strconv.Itoa(d.Day), p.of(months[d.Time().Month()-1]), strconv.Itoa(d.Year))
}

func (p *phrases) dateView(d source.Date) DateView { return DateView{ISO: isoDate(d), Text: p.date(d)} }

// list joins names as a sentence does: "A, B and C".
func (p *phrases) list(names []string) string {
	n := len(names)
	if n < 2 {
		return strings.Join(names, "")
	}
	return p.of("list.and", strings.Join(names[:n-1], ", "), names[n-1])
}

// tally is "9 claims: 2 stand, 6 flagged, 1 query".
func (p *phrases) tally(t Tally) string {
	if t.Claims == 0 {
		return p.of("tally.none")
	}
	var parts []string
	for _, c := range []struct {
		key string
		n   int
	}{{"tally.of-stands", t.Stands}, {"tally.of-retracted", t.Retracted}, {"tally.of-flagged", t.Flagged}, {"tally.of-query", t.Query}, {"tally.of-vague", t.Vague}} {
		if c.n > 0 {
			parts = append(parts, p.of(c.key, c.n))
		}
	}
	return p.of("tally.sum", p.of("count.claims", t.Claims), strings.Join(parts, ", "))
}
