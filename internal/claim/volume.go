package claim

import "strings"

// isVolume reports whether a year with its volume stands at token i: "2018;10".
func (r *sentence) isVolume(i int) bool {
	return r.yearOf(i) != 0 && r.isMark(i+1, ";") && r.toks[i+1].glued && i+2 < len(r.toks) && r.toks[i+2].kind == number && r.toks[i+2].glued
}

// pagesFollow reports whether a volume and its pages stand at token i: "164:227",
// "164(1):227", ", 164(1), 227".
func (r *sentence) pagesFollow(i int) bool {
	isNumber := func(i int) bool { return i < len(r.toks) && r.toks[i].kind == number && r.yearOf(i) == 0 }
	comma := r.isMark(i, ",")
	if comma {
		i++
	}
	if !isNumber(i) {
		return false
	}
	issue := r.isMark(i+1, "(")
	if i++; issue {
		for i++; isNumber(i) || r.isMark(i, "-–"); i++ {
		}
		if !r.isMark(i, ")") {
			return false
		}
		i++
	}
	return (r.isMark(i, ":") && !comma || r.isMark(i, ":,") && issue) && i+1 < len(r.toks) && r.toks[i+1].kind != mark
}

// volumeYear reads the year behind the volume and the pages that stand at token i,
// as several houses print them: ", 99-111 (2014)", "4:2259, 2013", "vol. 12, p. 345,
// 2014". It gives the token behind the year and its bracket.
func (r *sentence) volumeYear(i int) (year, end int) {
	if r.isMark(i, ".") && r.toks[i].glued {
		i++
	}
	if r.isMark(i, ",") {
		i++
	}
	if r.isWord(i, "vol") || r.isWord(i, "volume") {
		if i++; r.isMark(i, ".") {
			i++
		}
	}
	if r.at(i) == "" || r.toks[i].kind != number || r.yearOf(i) != 0 {
		return 0, i
	}
	depth := 0
	for j := i + 1; j < min(len(r.toks), i+14); j++ {
		switch {
		case r.yearOf(j) != 0 && (!r.toks[j].glued || r.isMark(j-1, "(")):
			if end = j + 1; depth > 0 && r.isMark(end, ")") {
				end++
			}
			for end+1 < len(r.toks) && depth > 0 && (r.toks[end].kind == number || r.isMark(end, "-–")) {
				end++ // "12 (2014) 345-350"
			}
			if end < len(r.toks) && r.toks[end].kind != mark {
				return 0, i // "12 (2014 alone)"
			}
			return r.yearOf(j), end
		case r.isMark(j, "("):
			depth++
		case r.isMark(j, ")"):
			if depth--; depth < 0 {
				return 0, i
			}
		case r.toks[j].kind == number, r.isMark(j, ",:;.-–—"), r.isPageWord(j):
		default:
			return 0, i
		}
	}
	return 0, i
}

// isPageWord reports whether token i is what stands before the number of an issue or
// a page, or such a number with its letter: "pp", "no", "e2259".
func (r *sentence) isPageWord(i int) bool {
	switch w := strings.ToLower(r.at(i)); w {
	case "p", "pp", "no", "nr", "issue", "pages", "page", "suppl", "article":
		return true
	default:
		return len(w) > 1 && !isDigit(w[0]) && isDigit(w[1])
	}
}
