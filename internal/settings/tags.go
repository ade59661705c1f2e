package settings

import (
	"regexp"
	"strings"
	"unicode"

	"stet/internal/site"
	"stet/internal/yaml"
)

var (
	tagKeys    = []string{"description", "also", "mesh"}
	personKeys = []string{"description", "also", "credentials", "url"}
)

// meshID is the form of the ids of subject headings and of supplementary
// records.
var meshID = regexp.MustCompile(`^[DC][0-9]{6,9}$`)

// vocabulary are the tags of a site, or its people, each by its name.
func (p *parser) vocabulary(n *yaml.Node, what string, keys []string) *site.Vocabulary {
	if n.Kind != yaml.Mapping {
		for range p.Fields(n, what, nil) { // says what is there instead
		}
		return nil
	}
	v := &site.Vocabulary{}
	for name, of := range n.Fields() {
		t := site.Term{Name: strings.TrimSpace(name.Value)}
		for key, field := range p.Fields(of, t.Name, keys) {
			switch key {
			case "description":
				t.Description = p.String(field, key)
			case "mesh":
				t.MeSH = p.String(field, key)
				if field.Kind == yaml.Scalar && t.MeSH != "" && !meshID.MatchString(t.MeSH) {
					p.Errorf(field, "mesh: %q is no id of a subject heading, such as D008274", t.MeSH)
				}
			case "credentials":
				t.Credentials = p.String(field, key)
			case "url":
				t.URL = p.String(field, key)
				if field.Kind == yaml.Scalar && !strings.HasPrefix(t.URL, "https://") && !strings.HasPrefix(t.URL, "http://") {
					p.Errorf(field, "url: %q is no address such as https://orcid.org/0000-0002-1825-0097", t.URL)
				}
			case "also":
				t.Also = p.Strings(field, key)
			}
		}
		for _, text := range append([]string{t.Name}, t.Also...) {
			if !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
				p.Errorf(name, "%s: %q has no letters or digits", what, text)
			}
		}
		if other, was := v.Add(t); was != "" {
			p.Errorf(name, "%s: %q is a name of %q as well", what, other, was)
		}
	}
	return v
}
