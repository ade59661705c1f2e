package settings

import (
	"regexp"
	"strings"
	"unicode"

	"stet/internal/site"
	"stet/internal/yaml"
)

var tagKeys = []string{"description", "mesh", "also"}

// meshID is the form of the ids of subject headings and of supplementary
// records.
var meshID = regexp.MustCompile(`^[DC][0-9]{6,9}$`)

// tags are the tags that a site's editors have agreed on, each by its name.
func (p *parser) tags(n *yaml.Node) *site.Vocabulary {
	if n.Kind != yaml.Mapping {
		for range p.Fields(n, "tags", nil) { // says what is there instead
		}
		return nil
	}
	v := &site.Vocabulary{}
	for name, of := range n.Fields() {
		t := site.Term{Name: strings.TrimSpace(name.Value)}
		for key, field := range p.Fields(of, t.Name, tagKeys) {
			switch key {
			case "description":
				t.Description = p.String(field, key)
			case "mesh":
				t.MeSH = p.String(field, key)
				if field.Kind == yaml.Scalar && t.MeSH != "" && !meshID.MatchString(t.MeSH) {
					p.Errorf(field, "mesh: %q is no id of a subject heading, such as D008274", t.MeSH)
				}
			case "also":
				t.Also = p.Strings(field, key)
			}
		}
		for _, text := range append([]string{t.Name}, t.Also...) {
			if !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
				p.Errorf(name, "tags: %q has no letters or digits", text)
			}
		}
		if other, was := v.Add(t); was != "" {
			p.Errorf(name, "tags: %q is a name of %q as well", other, was)
		}
	}
	return v
}
