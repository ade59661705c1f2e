package ncbi

import (
	"cmp"
	"slices"
	"strings"

	"stet/internal/cite"
	"stet/internal/terms"
)

// How much of an abstract a reference keeps.
const (
	maxTerms   = 60
	maxNumbers = 60
)

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
// publisher's: the stems of its words, rarest first, and the quantities it
// states. Of equally rare stems the more frequent in the abstract come first.
func setAbstract(r *cite.Reference, text string) {
	stems := terms.Stems(text)
	count := make(map[string]int, len(stems))
	for _, stem := range stems {
		if count[stem]++; count[stem] == 1 {
			r.Terms = append(r.Terms, stem)
		}
	}
	slices.SortStableFunc(r.Terms, func(a, b string) int {
		return cmp.Or(cmp.Compare(terms.Weight(b), terms.Weight(a)), cmp.Compare(count[b], count[a]))
	})
	r.Terms = slices.Clip(r.Terms[:min(len(r.Terms), maxTerms)])
	r.Numbers = terms.Numbers(text)
	r.Numbers = r.Numbers[:min(len(r.Numbers), maxNumbers)]
}
