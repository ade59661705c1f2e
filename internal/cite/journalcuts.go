package cite

import (
	_ "embed"
	"strings"
	"sync"
)

// cutsOf are the abbreviations that ISO 4's list of title words and MEDLINE
// give to the words that journals' titles are made of, by word.
var cutsOf = sync.OnceValue(func() map[string]string {
	cuts := make(map[string]string, 600)
	for line := range strings.Lines(standardCuts) {
		short, words, _ := strings.Cut(strings.TrimSpace(line), " ")
		for w := range strings.FieldsSeq(words) {
			cuts[w] = short
		}
	}
	return cuts
})

// standardCuts is an abbreviation and its words on each line. Words whose
// abbreviation follows from their ending ("physiol" for "physiology") are left
// out.
//
//go:embed journalcuts.txt
var standardCuts string
