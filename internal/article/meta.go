package article

import (
	"slices"
	"strings"
	"unicode"

	"stet/internal/source"
	"stet/internal/yaml"
)

// Meta is an article's front matter.
type Meta struct {
	Title       string
	Description string
	Slug        string
	Section     string
	Lang        string
	Date        source.Date
	Updated     source.Date
	Authors     []string
	Tags        []string
	Draft       bool
	Unlinked    bool // of a draft: reviewers get to see it by its address
	Reviewed    Review
	NextReview  source.Date
	References  []string // keys of references to list whether or not prose cites them
	Corrections []Correction
	Aliases     []string
}

// A Review says that a named person checked the article.
type Review struct {
	By          string
	Credentials string
	On          source.Date
	Sum         string // of the text that was reviewed; "" if it is not known
	Outdated    bool   // the text is another one by now
}

// A Correction tells readers what was changed after publication.
type Correction struct {
	On   source.Date
	What string
	Was  string // the words that were wrong; "" where they are not told
	Now  string // those in their place
}

// metaFields are the names of the fields of Meta in a front matter.
var metaFields = []string{
	"title", "description", "slug", "section", "lang", "date", "updated", "authors", "tags", "draft", "reviewed", "next_review",
	"references", "corrections", "aliases",
}

// decodeMeta reads a front matter; what is wrong with it is noted in d.
func decodeMeta(d *yaml.Decoder, root *yaml.Node) Meta {
	var m Meta
	for name, n := range d.Fields(root, "front matter", metaFields) {
		if n.Missing() {
			continue
		}
		switch name {
		case "title":
			m.Title = d.String(n, name)
		case "description":
			m.Description = d.String(n, name)
		case "slug":
			m.Slug = slugOf(d, n)
		case "section":
			m.Section = d.String(n, name)
		case "lang":
			m.Lang = d.String(n, name)
		case "date":
			m.Date = d.Date(n, name)
		case "updated":
			m.Updated = d.Date(n, name)
		case "authors":
			m.Authors = d.Strings(n, name)
		case "tags":
			m.Tags = d.Strings(n, name)
		case "draft":
			m.Draft, m.Unlinked = decodeDraft(d, n)
		case "reviewed":
			m.Reviewed = decodeReview(d, n)
		case "next_review":
			m.NextReview = d.Date(n, name)
		case "references":
			m.References = d.Strings(n, name)
		case "corrections":
			m.Corrections = decodeCorrections(d, n)
		case "aliases":
			m.Aliases = decodeAliases(d, n)
		}
	}
	checkDates(d, root, m)
	return m
}

func decodeDraft(d *yaml.Decoder, n *yaml.Node) (draft, unlinked bool) {
	s := d.String(n, "draft")
	if n.Kind == yaml.Scalar && s != "unlinked" && (s != "true" && s != "false" || n.Style != yaml.Plain) {
		d.Errorf(n, "draft: %q where true, false or unlinked is expected, without quotes", s)
	}
	return s == "true" || s == "unlinked", s == "unlinked"
}

func decodeReview(d *yaml.Decoder, n *yaml.Node) Review {
	var r Review
	for name, v := range d.Fields(n, "reviewed", []string{"by", "credentials", "on", "sum"}) {
		switch name {
		case "by":
			r.By = d.String(v, "reviewed.by")
		case "credentials":
			r.Credentials = d.String(v, "reviewed.credentials")
		case "on":
			r.On = d.Date(v, "reviewed.on")
		case "sum":
			r.Sum = d.String(v, "reviewed.sum")
		}
	}
	if n.Kind == yaml.Mapping && r.By == "" {
		d.Errorf(n, "reviewed: by is missing: who reviewed the article?")
	}
	return r
}

func decodeCorrections(d *yaml.Decoder, n *yaml.Node) []Correction {
	var all []Correction
	items := d.List(n, "corrections")
	for i := range items {
		var c Correction
		for name, v := range d.Fields(&items[i], "corrections", []string{"on", "what", "was", "now"}) {
			switch name {
			case "on":
				c.On = d.Date(v, "corrections.on")
			case "what":
				c.What = d.String(v, "corrections.what")
			case "was":
				c.Was = d.String(v, "corrections.was")
			case "now":
				c.Now = d.String(v, "corrections.now")
			}
		}
		if items[i].Kind == yaml.Mapping && c.What == "" {
			d.Errorf(&items[i], "corrections: what is missing: what was changed?")
		}
		all = append(all, c)
	}
	return all
}

// slugOf is the address of the page, which is one folder's name.
func slugOf(d *yaml.Decoder, n *yaml.Node) string {
	s := d.String(n, "slug")
	if n.Kind == yaml.Scalar && !isSlug(s) {
		d.Errorf(n, "slug: %q is no name for a page: use letters from a to z, digits and single hyphens between them", shorten(s, 40))
		return ""
	}
	return s
}

// maxSlug bounds a slug, in bytes.
const maxSlug = 96

// isSlug reports whether s is published as it is: small letters, digits and
// single hyphens between them.
func isSlug(s string) bool {
	if s == "" || len(s) > maxSlug || s[0] == '-' || s[len(s)-1] == '-' || strings.Contains(s, "--") {
		return false
	}
	for _, r := range s {
		if r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') {
			return false
		}
	}
	return true
}

// decodeAliases reads former addresses of the page, all on the site itself.
func decodeAliases(d *yaml.Decoder, n *yaml.Node) []string {
	var all []string
	items := d.List(n, "aliases")
	for i := range items {
		s := d.String(&items[i], "aliases")
		long := slices.ContainsFunc(strings.Split(s, "/"), func(part string) bool { return len(part) > 200 }) // file systems take 255
		bad := long || s == "/" || !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") || strings.Contains(s, "..") ||
			strings.ContainsAny(s, "\\?#%:\"<>|*") || strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
		if bad && items[i].Kind == yaml.Scalar {
			d.Errorf(&items[i], "aliases: %q is no former address on this site, such as \"/old-name/\"", shorten(s, 40))
			continue
		}
		all = append(all, s)
	}
	return all
}

// checkDates notes dates that contradict each other.
func checkDates(d *yaml.Decoder, root *yaml.Node, m Meta) {
	if !m.Updated.IsZero() && !m.Date.IsZero() && m.Updated.Compare(m.Date) < 0 {
		d.Errorf(root.Field("updated"), "updated: %s is before date, %s", m.Updated, m.Date)
	}
	if !m.NextReview.IsZero() && !m.Reviewed.On.IsZero() && m.NextReview.Compare(m.Reviewed.On) <= 0 {
		d.Errorf(root.Field("next_review"), "next_review: %s is not after reviewed.on, %s", m.NextReview, m.Reviewed.On)
	}
}
