package source

import "fmt"

// DidYouMean ends a message about an unknown word with the known one that is
// nearest to it, if one is near: `; did you mean "title"?`. Otherwise it is "".
func DidYouMean(word string, known []string) string {
	if best := Nearest(word, known); best != "" {
		return fmt.Sprintf("; did you mean %q?", best)
	}
	return ""
}

// Nearest is the known word that takes the fewest typing mistakes to reach
// word, "" if all take more than a third of its letters. The first of several
// wins.
func Nearest(word string, known []string) string {
	if len(word) > 64 {
		return ""
	}
	best, least := "", max(1, len(word)/3)+1
	for _, k := range known {
		if n := Distance(word, k); n < least {
			best, least = k, n
		}
	}
	return best
}

// Distance counts the letters to add, drop, change or swap with a neighbour to
// make b of a, without regard to case, - and _.
func Distance(a, b string) int {
	x, y := plainWord(a), plainWord(b)
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}

func plainWord(s string) []rune {
	var out []rune
	for _, r := range s {
		switch {
		case r == '-' || r == '_':
		case 'A' <= r && r <= 'Z':
			out = append(out, r|0x20)
		default:
			out = append(out, r)
		}
	}
	return out
}
