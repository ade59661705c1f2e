package ncbi

import (
	"strings"

	"stet/internal/cite"
	"stet/internal/terms"
)

// abstract is the text of the abstract of a PubmedArticle or PubmedBookArticle.
func (n *node) abstract() string {
	if n.name == "PubmedBookArticle" {
		return abstract(n.at("BookDocument", "Abstract"), nil)
	}
	return abstract(n.at("MedlineCitation", "Article", "Abstract"), n.all("MedlineCitation", "OtherAbstract"))
}

// abstract is the text of an abstract, its parts without their labels. Of
// further abstracts only one in English is taken, where there is no other.
func abstract(n *node, others []*node) string {
	if text := join(n); text != "" {
		return text
	}
	for _, other := range others {
		if other.attr("Language") == "eng" {
			return join(other)
		}
	}
	return ""
}

func join(n *node) string {
	var parts []string
	for _, part := range n.all("AbstractText") {
		if s := part.text(); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "\n")
}

// setAbstract keeps what a reference may hold of an abstract, which is its
// publisher's: the stems of its words and the quantities it states.
func setAbstract(r *cite.Reference, text string) {
	stems, numbers := terms.Abstract(text)
	r.Terms, r.Numbers = cite.NewTerms(stems), numbers
}
