package claim

// findTeam takes up the year of work that is named by who did it: "In 2021 the
// same team repeated the test".
func (r *sentence) findTeam() {
	for i := range r.toks {
		if !r.is(i, people) {
			continue
		}
		if p := (studyPhrase{lo: i - 1, hi: i + 1, head: i, dated: -1, design: "study"}); i > 0 && r.toks[i-1].poss() && r.isName(i-1) {
			r.ownTeam(&p)
			continue
		}
		if !r.isWord(i-1, "same") || !r.is(i-2, det) {
			continue
		}
		p := studyPhrase{lo: i - 2, hi: i + 1, head: i, dated: -1, design: "study"}
		if r.openingYear(&p); p.year != 0 && !r.anyOf(i, len(r.toks), study|loose) {
			r.studies = append(r.studies, p)
		}
	}
}

// ownTeam takes up the year of work that is named by whose people did it:
// "Smith's group (2015) found", "In 2015, Smith's team reported".
func (r *sentence) ownTeam(p *studyPhrase) {
	name := r.Plain[r.toks[p.lo].start:r.toks[p.lo].stem]
	if r.cast.role(name) == thing || r.upper(p.lo-1) && r.adjacent(p.lo-1) && !r.is(p.lo-1, given|stop) || r.anyOf(p.hi, len(r.toks), study) {
		return
	}
	if y := r.yearOf(p.hi + 1); y != 0 && r.isMark(p.hi, "(") && r.isMark(p.hi+2, ")") {
		p.year, p.dated, p.hi = y, p.hi+1, p.hi+3
	} else if at := r.yearOfReport(p.hi); at > 0 {
		p.year, p.dated, p.hi = r.yearOf(at), at, at+1 // "Smith's team found in 2015 that"
	} else if r.is(p.hi, report) && r.isMark(p.lo-1, ",") {
		r.openingYear(p)
	}
	if p.year != 0 && !r.inByline(p.head-1) {
		p.names = []string{name}
		if (r.isWord(p.lo-1, "and") || r.isMark(p.lo-1, "&")) && r.isName(p.lo-2) {
			p.lo -= 2
			p.names = []string{r.at(p.lo), name}
		}
		r.studies = append(r.studies, *p)
	}
}
