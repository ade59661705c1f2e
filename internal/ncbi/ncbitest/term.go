package ncbitest

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// esearch finds records by a term in PubMed's language, as far as it has AND,
// OR, NOT, brackets, quotes and fields.
func (r *Records) esearch(form url.Values) answer {
	if form.Get("db") != "pubmed" || form.Get("term") == "" || form.Get("retmode") != "json" {
		return plain(http.StatusOK, jsonType, `{"header":{"type":"esearch","version":"0.3"},"esearchresult":{"ERROR":"Empty term and query_key - nothing todo"}}`)
	}
	start, max := number(form.Get("retstart"), 0), number(form.Get("retmax"), 20)
	if start > 9998 {
		return plain(http.StatusOK, jsonType, `{"header":{"type":"esearch","version":"0.3"},"esearchresult":{"ERROR":"Search Backend failed: Exception: 'retstart' cannot be larger than 9998."}}`)
	}
	p := &term{tokens: tokens(form.Get("term"))}
	fits := p.either()
	found := []string{}
	for _, pmid := range r.order {
		if fits(r.byPMID[pmid]) {
			found = append(found, pmid)
		}
	}
	relevance := map[string]int{}
	if form.Get("sort") == "relevance" {
		for _, pmid := range found {
			relevance[pmid] = p.relevance(r.byPMID[pmid])
		}
	}
	slices.SortFunc(found, func(a, b string) int {
		return cmp.Or(cmp.Compare(relevance[b], relevance[a]), cmp.Compare(number(b, 0), number(a, 0)))
	})
	result := map[string]any{
		"count": strconv.Itoa(len(found)), "retstart": strconv.Itoa(start), "translationset": []string{}, "querytranslation": form.Get("term"),
	}
	if len(found) == 0 {
		result["errorlist"] = map[string]any{"phrasesnotfound": p.phrases, "fieldsnotfound": []string{}}
		result["warninglist"] = map[string]any{"phrasesignored": []string{}, "quotedphrasesnotfound": []string{}, "outputmessages": []string{"No items found."}}
	}
	found = found[min(start, len(found)):]
	found = found[:min(max, len(found))]
	result["retmax"], result["idlist"] = strconv.Itoa(len(found)), found
	return asJSON(map[string]any{"header": map[string]string{"type": "esearch", "version": "0.3"}, "esearchresult": result})
}

func number(s string, otherwise int) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return otherwise
}

// relevance is how many of the phrases looked for a record has, in its title
// twice.
func (p *term) relevance(rec *record) int {
	n := 0
	title := words(rec.title())
	for _, phrase := range p.phrases {
		phrase = words(phrase)
		if strings.Contains(rec.words, phrase) {
			n++
		}
		if strings.Contains(title, phrase) {
			n++
		}
	}
	return n
}

// A token is a bracket, an operator or a phrase with its field.
type token struct {
	text, field string
	quoted      bool
}

// tokens takes a term apart. Words beside each other are one phrase.
func tokens(s string) []token {
	var list []token
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		var t token
		switch s[0] {
		case '(', ')':
			t.text, s = s[:1], s[1:]
		case '"':
			inner, rest, _ := strings.Cut(s[1:], `"`)
			t.text, t.quoted, s = inner, true, rest
		default:
			end := strings.IndexAny(s, " ()[\"")
			if end < 0 {
				end = len(s)
			}
			t.text, s = s[:max(end, 1)], s[max(end, 1):]
		}
		if rest, ok := strings.CutPrefix(s, "["); ok {
			t.field, s, _ = strings.Cut(rest, "]")
		}
		list = append(list, t)
	}
	return list
}

// A term is read from left to right.
type term struct {
	tokens  []token
	phrases []string // that were looked for
}

type test func(*record) bool

func (p *term) next(text string) bool {
	if len(p.tokens) == 0 || p.tokens[0].text != text || p.tokens[0].quoted {
		return false
	}
	p.tokens = p.tokens[1:]
	return true
}

func (p *term) either() test {
	fits := p.all()
	for p.next("OR") {
		a, b := fits, p.all()
		fits = func(r *record) bool { return a(r) || b(r) }
	}
	return fits
}

// all reads tests that have to hold together; between words beside each other
// PubMed reads AND.
func (p *term) all() test {
	fits := p.one()
	for len(p.tokens) > 0 && (p.tokens[0].quoted || p.tokens[0].text != "OR" && p.tokens[0].text != ")") {
		not := p.next("NOT")
		if !not {
			p.next("AND")
		}
		a, b := fits, p.one()
		fits = func(r *record) bool { return a(r) && b(r) != not }
	}
	return fits
}

func (p *term) one() test {
	if p.next("(") {
		fits := p.either()
		p.next(")")
		return fits
	}
	if len(p.tokens) == 0 {
		return func(*record) bool { return false }
	}
	t := p.tokens[0]
	p.tokens = p.tokens[1:]
	p.phrases = append(p.phrases, t.text)
	return func(r *record) bool { return r.fits(t) }
}

// fits reports whether a record has a phrase in its field.
func (rec *record) fits(t token) bool {
	phrase := words(t.text)
	switch strings.ToLower(t.field) {
	case "lid":
		return t.quoted && slices.ContainsFunc(rec.Locations, func(l string) bool { return strings.EqualFold(strings.TrimSpace(l), t.text) })
	case "aid", "doi":
		return slices.ContainsFunc(rec.IDs, func(i id) bool {
			if !t.quoted {
				return false // its brackets would be taken for PubMed's own
			}
			return i.Type != "pubmed" && strings.EqualFold(strings.TrimSpace(i.Value), t.text)
		})
	case "pmid", "uid":
		return rec.PMID == t.text
	case "ti":
		return strings.Contains(words(rec.title()), phrase)
	case "journal", "jour", "ta":
		return rec.isJournal(t.text)
	case "mh":
		return slices.ContainsFunc(rec.MeSH, func(m string) bool { return words(m) == phrase })
	case "pt":
		return slices.ContainsFunc(rec.Types, func(m string) bool { return words(m) == phrase })
	case "vi":
		return rec.Volume == t.text
	case "au", "1au":
		return slices.ContainsFunc(rec.Authors, func(a author) bool {
			return strings.HasPrefix(words(a.Last+" "+a.Initials+a.Collective), strings.TrimRight(phrase, " "))
		})
	case "dp", "pdat":
		from, to, ranged := strings.Cut(t.text, ":")
		if !ranged {
			to = from
		}
		return slices.ContainsFunc(rec.years(), func(y string) bool { return from <= y && y <= to })
	case "", "tw", "tiab", "all", "all fields":
		return strings.Contains(rec.words, phrase)
	}
	return false
}
