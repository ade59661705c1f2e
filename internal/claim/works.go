package claim

import "strings"

// A name with a year may be a paper, an event or a product. What sentences say of
// papers alone tells: that they are studies, that they rest on others or agree
// with them, and how far they can be trusted.

// isWork reports whether the sentence says of what stands between tokens lo and hi
// that it is a work: "Lee (2018) is still the only trial", "the best evidence is
// that of Lee (2018)".
func (r *sentence) isWork(lo, hi int) bool {
	if r.equates(hi) {
		for j := hi + 1; j < hi+9 && r.at(j) != "" && r.toks[j].kind == word && !r.upper(j); j++ {
			switch {
			case r.namesWork(j):
				return true
			case r.is(j, place) || r.isWord(j, "to") || r.isWord(j, "not") || r.isWord(j, "no"):
				return false
			}
		}
		return false
	}
	at := lo - 1
	if r.isWord(at, "of") && (r.isWord(at-1, "that") || r.isWord(at-1, "those")) {
		at -= 2
	}
	if !r.equates(at) {
		return false
	}
	for j := at - 1; j >= 0 && j > at-9 && r.toks[j].kind == word; j-- {
		if r.namesWork(j) {
			return true
		}
	}
	return false
}

// equates reports whether the word at token i says of one thing that it is
// another.
func (r *sentence) equates(i int) bool {
	switch strings.ToLower(r.at(i)) {
	case "is", "was", "are", "were", "remains", "remained":
		return true
	}
	return false
}

// namesWork reports whether token i is a noun for a study, or for what one gives.
func (r *sentence) namesWork(i int) bool {
	if r.is(i, study|loose) && !r.is(i, report|stop) {
		return true
	}
	switch strings.ToLower(r.at(i)) {
	case "report", "demonstration", "reference", "citation", "estimate", "description", "source":
		return true
	}
	return false
}

// isWeighed reports whether a name at token i is a study that others include,
// judge or build upon: "judged Lee 2018 to be at low risk of bias", "in line with
// Lee (2018)".
func (r *sentence) isWeighed(i int) bool {
	before := strings.ToLower(r.at(i - 2))
	switch strings.ToLower(r.at(i - 1)) {
	case "on":
		return strings.HasPrefix(before, "rel") || strings.HasPrefix(before, "rest") || before == "draws" || before == "builds" || before == "drawing" || before == "building"
	case "with":
		return before == "line" || before == "consistent" || strings.HasPrefix(before, "agree") || before == "contrast" || before == "disagrees" || before == "disagree" || before == "accord"
	case "to":
		return before == "contrary" || before == "contrast" || before == "back"
	case "from":
		return before == "adapted" || before == "taken" || before == "comes" || before == "come" || before == "quoted"
	}
	for j := range r.toks {
		if r.isWord(j, "bias") && r.isWord(j-1, "of") {
			return true
		}
	}
	return false
}

// isSurnameAt reports whether p is one family name that is known as one, and
// nobody who is thanked for a picture.
func (r *sentence) isSurnameAt(p *part) bool {
	if !isSurname(p.names[0]) || r.cast.role(p.names[0]) == thing {
		return false
	}
	for i := range r.toks {
		switch strings.ToLower(r.at(i)) {
		case "photo", "photos", "photograph", "photographs", "photography", "image", "images", "picture", "pictures", "drawing", "drawings", "illustration", "illustrations", "credit", "artwork":
			return false
		}
	}
	return true
}

// endsClause reports whether what goes on at token i is none of the noun phrase
// before it: "in Lee 2018 the risk doubles", and not "the Lee 2018 campaign".
func (r *sentence) endsClause(i int) bool {
	return i >= len(r.toks) || r.toks[i].kind == mark || r.is(i, stop|report|act)
}

// labelsBy reports whether the authors of c, a family name that is known as one,
// label what follows them: "- Lee 2018: the risk doubles".
func (r *sentence) labelsBy(c *chain) bool {
	return c.journal.hi == 0 && c.hi+1 < len(r.toks) && c.byline.hi-c.byline.lo == 1 && r.isSurnameAt(&c.byline)
}
