package claim

import "strings"

// rightOf takes up a year behind the noun: "trial (2022)", "study from 2018",
// "study published in March 2018".
func (r *sentence) rightOf(p *studyPhrase) {
	j := p.hi
	switch y := r.yearOf(j + 1); {
	case r.isMark(j, "("):
		r.bracketBehind(p)
		return
	case r.labelled(p):
		p.year, p.dated, p.hi = r.yearOf(j), j, j+1
		return
	case r.isMark(j, ",") && y != 0 && r.begins(p.lo) && (r.ends(j+2) || r.isMark(j+2, ",")):
		p.year, p.dated, p.hi = y, j+1, j+2 // "RCT, 2018, n = 40"
		return
	case y != 0 && r.isWord(j, "of") && (j+2 == len(r.toks) || r.toks[j+2].kind == mark || r.is(j+2, report|stop|act)):
		p.year, p.dated, p.hi = y, j+1, j+2 // "the meta-analysis of 2017"
		return
	}
	if r.isMark(j, ",") && (r.is(j+1, publish) || r.isWord(j+1, "which") || r.isWord(j+1, "out") || r.isWord(j+1, "from") || r.isMark(j+2, ");]")) {
		j++
	}
	j = r.behindAside(j)
	for n := 0; n < 5 && r.leadsToYear(j); n++ {
		j++
	}
	said := j > p.hi && !r.isWord(j-1, "that") && !r.isWord(j-1, "which")
	if r.isWord(j, "in") || r.isWord(j, "from") || r.isWord(j, "online") {
		j++
		said = said || !p.loose && !r.isCohort(p) || !r.isWord(j-1, "in")
	}
	if r.isWord(j, "back") && r.isWord(j+1, "in") {
		j += 2
	}
	if y, end := r.yearPhrase(j); said && y != 0 && !r.is(end, study|loose) && !r.isWord(end, "participants") {
		p.published = r.anyOf(p.hi, j, publish)
		p.year, p.dated, p.hi = y, end-1, end
	}
}

// isCohort reports whether a study is a cohort by its name, to which people
// came in the year behind it: "enrolled in the Iowa Women's Health Study in 1986".
func (r *sentence) isCohort(p *studyPhrase) bool {
	if !r.upper(p.head) || !r.upper(p.head-1) {
		return false
	}
	for j := p.lo - 1; j >= 0 && j > p.lo-4; j-- {
		switch strings.ToLower(r.at(j)) {
		case "enrolled", "enrolling", "recruited", "participated", "participating", "joined", "entered", "registered", "included":
			return true
		}
	}
	return false
}

// behindAside is the token of "published" behind what is said of a study at
// token i first: "A trial, covering 79 sites and published in 2019,"; i if
// nothing like it is.
func (r *sentence) behindAside(i int) int {
	if !r.isMark(i, ",") || !strings.HasSuffix(r.at(i+1), "ing") {
		return i
	}
	for j := i + 2; j < min(len(r.toks), i+14) && r.toks[j].kind != mark; j++ {
		if r.isWord(j, "and") && r.is(j+1, publish) {
			return j + 1
		}
	}
	return i
}

// bracketBehind takes up a year in the brackets right behind the noun, unless
// it is that of authors named there.
func (r *sentence) bracketBehind(p *studyPhrase) {
	for k := p.hi + 1; k < min(len(r.toks), p.hi+9) && !r.isMark(k, ")"); k++ {
		y := r.yearOf(k)
		if y == 0 || r.undates(k-1) || r.inByline(k) {
			continue
		}
		p.year, p.dated = y, k
		for k < len(r.toks) && !r.isMark(k, ")") {
			k++
		}
		p.hi = min(k+1, len(r.toks))
		return
	}
}

// leadsToYear reports whether token j may stand between a study and the year
// of its publication.
func (r *sentence) leadsToYear(j int) bool {
	switch strings.ToLower(r.at(j)) {
	case "which", "that", "was", "were", "first", "recently", "originally", "online", "out":
		return true
	case "as":
		return r.isWord(j+2, "as") || r.isWord(j-2, "as")
	case "late", "early":
		return r.isWord(j-1, "as")
	}
	return r.is(j, publish) || r.isDone(j)
}

// labelled reports whether a year stands right behind the noun, as in the label
// "RCT 2021 (n = 40)".
func (r *sentence) labelled(p *studyPhrase) bool {
	end := p.hi + 1
	return r.yearOf(p.hi) != 0 && r.upper(p.head) && !p.loose && p.design != "review" && (end >= len(r.toks) || r.toks[end].kind == mark || r.is(end, report))
}

// isDone reports whether token j says that a study was carried out. The year
// of that is the study's where no journal says when it appeared.
func (r *sentence) isDone(j int) bool {
	if len(r.journals) > 0 || len(r.authors) > 0 {
		return false
	}
	switch strings.ToLower(r.at(j)) {
	case "conducted", "done", "performed", "undertaken":
		return r.isWord(j+1, "in")
	}
	return false
}

// openingYear takes up a year in front of the phrase: "In 2018, a study", "A
// study, in 2018," is not read.
func (r *sentence) openingYear(p *studyPhrase) {
	j := p.lo - 1
	if r.isMark(j, ":") && r.yearOf(j-1) != 0 && r.opens(j-1) {
		p.year, p.dated, p.lo = r.yearOf(j-1), j-1, j-1 // "2025: an RCT"
		return
	}
	if r.is(j, publish) && !r.isJournalWord(j) {
		for j > 0 && r.toks[j].kind == word { // "In 2018, two doctors published a study"
			j--
		}
	}
	comma := r.isMark(j, ",") || r.isWord(j, "that") // "It was in 2018 that a study"
	if comma {
		j--
	}
	y := r.yearOf(j)
	if y == 0 || !comma && !r.is(p.lo, det) || r.underWay(p.hi) {
		return
	}
	k := r.dateStart(j)
	if r.isMark(k-1, ".") && r.toks[k-1].glued && r.inJournal(k-2) {
		return // "Published in *Nat. Med.* in 2013, the trial"
	}
	if k >= 0 && (r.starts(k) || r.is(k-1, publish) || r.conjoins(k-1) || r.isMark(k-1, ",") || r.isWord(k-1, "recently")) {
		p.year, p.dated, p.lo = y, j, k
	}
}

// conjoins reports whether the word at token i joins a clause to the one before.
func (r *sentence) conjoins(i int) bool {
	switch strings.ToLower(r.at(i)) {
	case "and", "then", "but", "or", "yet", "while", "whereas", "although", "though":
		return true
	}
	return false
}

// underWay reports whether what follows token i says that a study was begun or
// stopped then: "In 2018, the trial began enrolling".
func (r *sentence) underWay(i int) bool {
	if r.isWord(i, "was") || r.isWord(i, "were") || r.isWord(i, "is") {
		i++
	}
	switch strings.ToLower(r.at(i)) {
	case "began", "begun", "started", "opened", "launched", "registered", "halted", "stopped", "funded", "enrolling", "recruiting", "ongoing", "planned", "under", "still":
		return true
	}
	return false
}
