package terms

import (
	_ "embed"
	"iter"
	"math/bits"
	"strconv"
	"strings"
	"sync"
)

// background.txt holds, for the stems that at least Floor of some 1,500
// PubMed records have in title, MeSH descriptors or abstract, how many of
// them have it. Its first line is the number of records; then come lines of
// "frequency stem stem ...", most frequent first. TestBackground writes it.
//
//go:embed background.txt
var background string

// Floor is the least document frequency that the background table tells.
const Floor = 4

var table = sync.OnceValues(func() (documents int, frequency map[string]int) {
	first, rest, _ := strings.Cut(background, "\n")
	documents, err := strconv.Atoi(first)
	if err != nil {
		panic("terms: background.txt: " + err.Error()) // embedded: cannot happen in a build that passes its tests
	}
	frequency = make(map[string]int, strings.Count(rest, " "))
	for line := range strings.Lines(rest) {
		n, stems, _ := strings.Cut(strings.TrimSpace(line), " ")
		df, err := strconv.Atoi(n)
		if err != nil {
			panic("terms: background.txt: " + err.Error())
		}
		for stem := range strings.FieldsSeq(stems) {
			frequency[stem] = df
		}
	}
	return documents, frequency
})

// Background gives the stems of the table with their document frequencies, most
// frequent first.
func Background() iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		_, frequency := table()
		_, rest, _ := strings.Cut(background, "\n")
		for line := range strings.Lines(rest) {
			_, stems, _ := strings.Cut(strings.TrimSpace(line), " ")
			for stem := range strings.FieldsSeq(stems) {
				if !yield(stem, frequency[stem]) {
					return
				}
			}
		}
	}
}

// Documents is the number of records that DF counts.
func Documents() int {
	n, _ := table()
	return n
}

// DF is the number of background records that have stem; 0 stands for fewer
// than Floor.
func DF(stem string) int {
	_, frequency := table()
	return frequency[stem]
}

// Weight is how much it tells that two texts share stem, in hundredths of a
// bit: 100 times the binary logarithm of how rarely a record has it. A stem
// that half of all records have weighs 100, one below Floor about 960.
func Weight(stem string) int {
	n, frequency := table()
	df := frequency[stem]
	if df == 0 {
		df = Floor / 2
	}
	return Log2(n, df)
}

// Log2 is 100 times the binary logarithm of n/d, rounded down, for n >= d > 0.
// It reckons in integers, so that it is the same on every processor.
func Log2(n, d int) int {
	const one = 30 // x is a fixed-point number with this many binary digits
	x := uint64(n) << one / uint64(d)
	whole := bits.Len64(x) - one - 1
	x >>= whole
	fraction := 0
	for range 10 {
		x = x * x >> one
		fraction <<= 1
		if x >= 2<<one {
			x >>= 1
			fraction++
		}
	}
	return whole*100 + fraction*100>>10
}
