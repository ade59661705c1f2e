package cite

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"stet/internal/source"
	"stet/internal/yaml"
)

// An entryReader reads the entries of a part of a library, in their order.
type entryReader struct {
	file    *source.File
	place   source.Cursor
	decoder yaml.Decoder

	read     []*Reference
	room     []Reference // for the next ones
	problems []Problem
}

// problem notes that something about an entry is wrong that others need not
// suffer for.
func (b *entryReader) problem(rule string, n *yaml.Node, msg, hint string) {
	b.problems = append(b.problems, Problem{
		Rule: rule,
		Span: n.Span,
		Pos:  b.file.Position(n.Span.Start),
		End:  b.file.Position(n.Span.End),
		Msg:  msg,
		Hint: hint,
	})
}

// entry reads the next entry.
func (b *entryReader) entry(node *yaml.Node) {
	if len(b.room) == 0 {
		b.room = make([]Reference, min(len(b.read)+1, 512))
	}
	r := &b.room[0]
	b.room = b.room[1:]
	r.Span = node.Span
	r.Pos = b.place.Position(node.Span.Start)
	r.End = b.place.Position(node.Span.End)
	if node.Kind != yaml.Mapping {
		b.decoder.Errorf(node, `reference: its fields are expected, as in - pmid: "33808247"`)
		return
	}
	b.fields(r, node)
	b.read = append(b.read, r)
}

func (b *entryReader) fields(r *Reference, node *yaml.Node) {
	d := &b.decoder
	var key *yaml.Node
	for k, n := range node.Fields() {
		switch name := k.Value; name {
		case "key":
			key = n
		case "pmid", "pmcid", "doi":
			b.id(r, name, n)
		case "title":
			r.Title = d.String(n, name)
		case "authors":
			r.Authors = d.Strings(n, name)
		case "journal":
			r.Journal.Title = d.String(n, name)
		case "abbr":
			r.Journal.Abbr = d.String(n, name)
		case "issn":
			r.Journal.ISSN = d.String(n, name)
		case "nlm":
			r.Journal.NLM = d.String(n, name)
		case "year":
			r.Year = b.year(n, name)
		case "epub":
			r.Epub = b.year(n, name)
		case "also_years":
			r.AlsoYears = b.years(n, name)
		case "volume":
			r.Volume = d.String(n, name)
		case "issue":
			r.Issue = d.String(n, name)
		case "pages":
			r.Pages = d.String(n, name)
		case "types":
			r.Types = d.Strings(n, name)
		case "mesh":
			r.MeSH = d.Strings(n, name)
		case "terms":
			r.Terms = b.terms(n)
		case "numbers":
			r.Numbers = d.Strings(n, name)
		case "notices":
			r.Notices = b.notices(n)
		case "url":
			r.URL = b.url(n)
		case "verified":
			r.Verified = b.verification(n)
		default:
			b.unknown(k)
		}
	}
	if key != nil {
		r.Key = b.key(r, key)
	}
	if r.Key == "" {
		r.Key = r.defaultKey()
	}
}

// unknown notes a field that stet does not know; every edit keeps it all the
// same. Names that start with x- are whoever's they are.
func (b *entryReader) unknown(key *yaml.Node) {
	name := key.Value
	switch {
	case strings.HasPrefix(name, "x-"):
	case slices.Contains(verificationFields, name):
		b.problem(ruleBad, key, fmt.Sprintf("field %q belongs inside verified", name), "write it as in verified: {at: 2026-11-20, from: editor, by: mk}")
	default:
		b.problem(ruleBad, key, fmt.Sprintf("unknown field %q%s", name, source.DidYouMean(name, fieldNames)), "a name that starts with x- is yours to use, as in x-"+name)
	}
}

// id reads a field that holds an id. An empty one is none.
func (b *entryReader) id(r *Reference, name string, n *yaml.Node) {
	text := b.decoder.String(n, name)
	if text == "" {
		return
	}
	var err error
	switch name {
	case "pmid":
		r.PMID, err = ParsePMID(text)
	case "pmcid":
		r.PMCID, err = ParsePMCID(text)
	case "doi":
		r.DOI, err = ParseDOI(text)
	}
	if err == nil {
		return
	}
	hint := ""
	if meant, e := ParseID(text); e == nil && meant.Kind != KindURL {
		field, _, _ := strings.Cut(meant.String(), ":")
		hint = "move it to " + field
	}
	b.problem(ruleBad, n, err.Error(), hint)
}

// key reads a key, "" if it cannot be one. It must not look like an id that r
// does not have.
func (b *entryReader) key(r *Reference, n *yaml.Node) string {
	text := b.decoder.String(n, "key")
	switch {
	case strings.ContainsFunc(text, func(c rune) bool { return !isKeyRune(c) }):
		b.problem(ruleBad, n, fmt.Sprintf("key %q holds a character that cannot be cited", text),
			"use letters, digits and _ - . : / +")
		return ""
	case text != "" && IsID(text):
		if id, err := ParseID(text); err != nil || !slices.Contains(r.IDs(), id) {
			b.problem(ruleBad, n, fmt.Sprintf("key %q looks like an id", text), "put ids under pmid, pmcid and doi, and choose a word as the key")
			return ""
		}
	}
	return text
}

func isKeyRune(c rune) bool {
	return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) || strings.ContainsRune("_-.:/+", c)
}

// terms reads a list of stems. As stet writes it, it is Terms as it stands.
func (b *entryReader) terms(n *yaml.Node) Terms {
	if text, ok := b.decoder.Joined(n); ok {
		return Terms(text)
	}
	return NewTerms(b.decoder.Strings(n, "terms"))
}

// Years of publications; PubMed's oldest record is of 1781.
const minYear, maxYear = 1500, 2199

func (b *entryReader) year(n *yaml.Node, name string) int {
	text := b.decoder.String(n, name)
	if text == "" {
		return 0
	}
	y, err := strconv.Atoi(text)
	if err != nil || len(text) != 4 || y < minYear || y > maxYear {
		b.problem(ruleBad, n, fmt.Sprintf("%s: %q is not a year", name, text), "write it with four digits")
		return 0
	}
	return y
}

func (b *entryReader) years(n *yaml.Node, name string) []int {
	var years []int
	items := b.decoder.List(n, name)
	for i := range items {
		if y := b.year(&items[i], name); y != 0 {
			years = append(years, y)
		}
	}
	return years
}

var (
	noticeFields       = []string{"kind", "id", "year"}
	noticeKinds        = []string{Retraction, Concern, Erratum, Update}
	verificationFields = []string{"at", "from", "by", "sum"}
	verificationFroms  = []string{FromPubMed, FromXML, FromEditor}
)

func (b *entryReader) notices(n *yaml.Node) []Notice {
	var notices []Notice
	items := b.decoder.List(n, "notices")
	for i := range items {
		var notice Notice
		for name, v := range b.decoder.Fields(&items[i], "notices", noticeFields) {
			switch name {
			case "kind":
				notice.Kind = b.oneOf(v, "kind", noticeKinds)
			case "id":
				notice.ID = b.noticeID(v)
			case "year":
				notice.Year = b.year(v, "year")
			}
		}
		if notice.Kind == "" {
			b.problem(ruleBad, &items[i], "notices: the kind is missing", "write kind: "+strings.Join(noticeKinds, ", "))
			continue
		}
		notices = append(notices, notice)
	}
	return notices
}

func (b *entryReader) noticeID(n *yaml.Node) ID {
	text := b.decoder.String(n, "id")
	if text == "" {
		return ID{}
	}
	id, err := ParseID(text)
	if err != nil {
		b.problem(ruleBad, n, "notices: "+err.Error(), "")
	}
	return id
}

func (b *entryReader) verification(n *yaml.Node) Verification {
	var v Verification
	for name, n := range b.decoder.Fields(n, "verified", verificationFields) {
		switch name {
		case "at":
			text := b.decoder.String(n, "at")
			at, err := source.ParseDate(text)
			if err != nil {
				b.problem(ruleBad, n, "verified: "+err.Error(), "")
			}
			v.At = at
		case "from":
			v.From = b.oneOf(n, "from", verificationFroms)
		case "by":
			v.By = b.decoder.String(n, "by")
		case "sum":
			v.Sum = strings.ToLower(b.decoder.String(n, "sum"))
		}
	}
	if v.From == FromEditor && v.By == "" {
		b.problem(ruleBad, n, "verified: an editor's name is missing", "add by: and the name or initials of who vouches for the source")
	}
	return v
}

func (b *entryReader) oneOf(n *yaml.Node, name string, words []string) string {
	text := b.decoder.String(n, name)
	if slices.Contains(words, text) {
		return text
	}
	b.problem(ruleBad, n, fmt.Sprintf("%s: %q is not one of %s", name, text, strings.Join(words, ", ")), "")
	return ""
}

// url reads the address of a source's page, which readers are sent to.
func (b *entryReader) url(n *yaml.Node) string {
	text := b.decoder.String(n, "url")
	if text == "" {
		return ""
	}
	if host, _ := splitHost(text); host == "" || !hasFold(text, "http") || strings.ContainsAny(text, " \"<>") {
		b.problem(ruleBad, n, fmt.Sprintf("url: %q is not a web address", text), "start it with https://")
		return ""
	}
	return text
}
