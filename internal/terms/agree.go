package terms

import (
	"math/big"
	"slices"
	"strings"
)

// Agree says whether a quantity that a sentence states and one that a record
// states, both as [Numbers] writes them, are the same. They are if
//
//   - they are the same in the same unit;
//   - the record's, rounded to the digits that the sentence gives, is the
//     sentence's: 23 % for 22.7 %, and not 22.7 % for 23 %;
//   - they are the same in units of which one is a whole multiple of the other by
//     definition: 1 g and 1000 mg, 12 weeks and 84 days, 2 years and 24 months. What
//     depends on a substance (mg and mmol), and months in days, is not converted;
//   - they are the same ratio or difference, and the sentence leaves its interval
//     out, or gives that alone.
//
// A range agrees with the same range. Numbers of people agree only with numbers
// of people, ratios with ratios of that kind.
func Agree(stated, found string) bool {
	if stated == found {
		return true
	}
	a, b := readForm(stated), readForm(found)
	switch {
	case a.label == "CI":
		return a.bounds != "" && a.bounds == b.bounds
	case a.label != b.label || a.sign != b.sign || len(a.values) != len(b.values) || len(a.values) == 0:
		return false
	case a.bounds != "" && a.bounds != b.bounds:
		return false
	}
	scale, exact := conversion(a.unit, b.unit)
	if !exact {
		return false
	}
	for i := range a.values {
		if !a.alike(&b, i, scale) {
			return false
		}
	}
	return true
}

// A form is a quantity as Numbers writes it, taken apart.
type form struct {
	label  string   // "n", "p", "RR", "CI" ...
	sign   string   // before the value of p
	values []string // one, or the two ends of a range
	bounds string   // of the interval: "0.65-0.94"
	unit   string   // "mg/day", "%", "weeks", "trials"
}

func readForm(s string) (f form) {
	if first, rest, ok := strings.Cut(s, " "); ok && first != "" && !isDigit(first[len(first)-1]) {
		f.label, s = first, rest
	}
	if f.label == "CI" {
		f.bounds = s
		return f
	}
	if value, interval, ok := strings.Cut(s, " ("); ok {
		f.bounds, s = strings.TrimSuffix(interval, ")"), value
	}
	value, unit, _ := strings.Cut(s, " ")
	f.unit = unit
	f.sign = value[:len(value)-len(strings.TrimLeft(value, "<>≤≥"))]
	value = value[len(f.sign):]
	if i := strings.IndexByte(value[min(1, len(value)):], '-'); i >= 0 {
		f.values = []string{value[:i+1], value[i+2:]}
	} else if value != "" {
		f.values = []string{value}
	}
	return f
}

// alike compares value i of two forms; scale is how many of b's units one of
// f's is.
func (f *form) alike(b *form, i int, scale *big.Rat) bool {
	stated, ok := new(big.Rat).SetString(f.values[i])
	found, fine := new(big.Rat).SetString(b.values[i])
	if !ok || !fine {
		return false
	}
	if new(big.Rat).Mul(stated, scale).Cmp(found) == 0 {
		return true
	}
	if f.unit != b.unit || f.label == "n" || f.label == "p" || len(f.values) > 1 {
		return false
	}
	digits := decimals(f.values[i])
	return digits < decimals(b.values[i]) && found.FloatString(digits) == stated.FloatString(digits)
}

// decimals is the number of digits behind the point.
func decimals(value string) int {
	_, after, _ := strings.Cut(value, ".")
	return len(after)
}

// scales are units that are whole multiples of one another, each list from the
// smallest unit on, with how many of the one before it a unit is.
var scales = [][]struct {
	unit string
	of   int64
}{
	{{"pg", 1}, {"ng", 1000}, {"µg", 1000}, {"mg", 1000}, {"g", 1000}, {"kg", 1000}},
	{{"µL", 1}, {"mL", 1000}, {"dL", 100}, {"L", 10}},
	{{"pmol", 1}, {"nmol", 1000}, {"µmol", 1000}, {"mmol", 1000}, {"mol", 1000}},
	{{"nM", 1}, {"µM", 1000}, {"mM", 1000}},
	{{"nm", 1}, {"mm", 1_000_000}, {"cm", 10}, {"m", 100}, {"km", 1000}},
	{{"seconds", 1}, {"minutes", 60}, {"hours", 60}, {"days", 24}, {"weeks", 7}},
	{{"months", 1}, {"years", 12}},
	{{"kJ", 1}, {"MJ", 1000}},
}

// conversion is how many of the unit b one of a is; exact is false where that
// has no answer, or none that is exact.
func conversion(a, b string) (scale *big.Rat, exact bool) {
	scale = big.NewRat(1, 1)
	if a == b {
		return scale, true
	}
	as, bs := strings.Split(a, "/"), strings.Split(b, "/")
	if len(as) != len(bs) {
		return nil, false
	}
	for i := range as {
		x, xScale, ok := unitSize(as[i])
		y, yScale, fine := unitSize(bs[i])
		switch {
		case as[i] == bs[i]:
			continue
		case !ok || !fine || xScale != yScale:
			return nil, false
		}
		ratio := new(big.Rat).SetFrac(x, y)
		if i > 0 { // below the line
			ratio.Inv(ratio)
		}
		scale.Mul(scale, ratio)
	}
	return scale, true
}

// unitSize is how many of the smallest unit of its scale a unit is.
func unitSize(unit string) (size *big.Int, scale int, ok bool) {
	if singular := unit + "s"; unit == "day" || unit == "week" || unit == "hour" || unit == "minute" || unit == "second" || unit == "month" || unit == "year" {
		unit = singular
	}
	for i, s := range scales {
		at := slices.IndexFunc(s, func(u struct {
			unit string
			of   int64
		}) bool {
			return u.unit == unit
		})
		if at < 0 {
			continue
		}
		size = big.NewInt(1)
		for _, u := range s[:at+1] {
			size.Mul(size, big.NewInt(u.of))
		}
		return size, i, true
	}
	return nil, 0, false
}
