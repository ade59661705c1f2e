package claim

import "strings"

// behindAffiliation takes up the year behind where a study comes from:
// "Research from the University of Oxford in 2019".
func (r *sentence) behindAffiliation(p *studyPhrase) {
	if !r.isWord(p.hi, "from") && !r.isWord(p.hi, "by") && !r.isWord(p.hi, "at") && !r.isWord(p.hi, "out") {
		return
	}
	j := p.hi + 1
	if r.isWord(j, "of") {
		j++
	}
	named := false
	for ; j < min(len(r.toks), p.hi+14); j++ {
		switch {
		case r.inByline(j) || r.inJournal(j):
			return
		case r.upper(j):
			named = true
			continue
		case r.is(j, det|people|small) || r.isWord(j, "at") || r.isWord(j, "from"):
			if y := r.yearOf(j + 1); r.isWord(j, "in") && y != 0 {
				break
			}
			continue
		}
		break
	}
	if !named {
		return
	}
	y, end := 0, j
	switch {
	case r.isMark(j, "("):
		if y = r.yearOf(j + 1); y != 0 && r.isMark(j+2, ")") {
			end = j + 3
		}
	case r.isMark(j, ",") && r.is(j+1, publish):
		if j += 2; r.isWord(j, "in") {
			j++
		}
		y, end = r.yearPhrase(j)
	case r.isWord(j, "in"):
		y, end = r.yearPhrase(j + 1)
	}
	if y != 0 && end > j {
		p.year, p.dated, p.hi = y, end-1, end
		for r.yearOf(p.dated) == 0 {
			p.dated--
		}
	}
}

// findInstitution reads an institution with a year as the label of what it
// found: "Wayne State University (1996): men ...".
func (r *sentence) findInstitution() {
	if !r.anyOf(0, len(r.toks), org) {
		return
	}
	for i := range r.toks {
		if !r.upper(i) || !r.begins(i) || r.inJournal(i) {
			continue
		}
		j, institution := i, false
		for ; j < len(r.toks) && (r.upper(j) || r.is(j, small)); j++ {
			switch strings.ToLower(r.at(j)) {
			case "university", "institute", "college", "hospital", "clinic", "school":
				institution = true
			case "center", "centre":
				institution = institution || !r.isWord(j-1, "research") // and no pollster: "Pew Research Center"
			}
		}
		if y := r.yearOf(j + 1); institution && j > i+1 && y != 0 && r.isMark(j, "(") && r.isMark(j+2, ")") && r.parts(j+3) {
			r.studies = append(r.studies, studyPhrase{lo: i, hi: j + 3, head: i, year: y, dated: j + 1, design: "study"})
		}
	}
}
