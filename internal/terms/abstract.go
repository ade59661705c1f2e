package terms

import (
	"cmp"
	"slices"
	"strings"
)

// How much of an abstract a reference keeps.
const (
	maxStems   = 60
	maxNumbers = 60
)

// maxAbstract is how many bytes of an abstract are looked at: those of the longest
// are a tenth of it.
const maxAbstract = 64 << 10

// Abstract gives what a reference may keep of an abstract, which is its
// publisher's: the stems of its words, rarest first, and the quantities that it
// states, 60 of each at most. Of equally rare stems the more frequent come
// first.
func Abstract(text string) (stems, numbers []string) {
	if len(text) > maxAbstract {
		text = text[:strings.LastIndexByte(text[:maxAbstract], ' ')+1]
	}
	all := Stems(text)
	count := make(map[string]int, len(all))
	for _, stem := range all {
		if count[stem]++; count[stem] == 1 {
			stems = append(stems, stem)
		}
	}
	slices.SortStableFunc(stems, func(a, b string) int {
		return cmp.Or(cmp.Compare(Weight(b), Weight(a)), cmp.Compare(count[b], count[a]))
	})
	numbers = Numbers(text)
	return slices.Clip(stems[:min(len(stems), maxStems)]), numbers[:min(len(numbers), maxNumbers)]
}
