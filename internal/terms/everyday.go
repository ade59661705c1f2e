package terms

import (
	_ "embed"
	"iter"
	"slices"
)

// everyday.txt holds words of everyday English that say little of what a text
// on health is about, however rare they are in abstracts.
//
//go:embed everyday.txt
var everydayWords string

// Everyday gives the stems of words of everyday English which say little of a
// subject: "bad", "doctor", "keep".
func Everyday() iter.Seq[string] { return slices.Values(Stems(everydayWords)) }
