package claim

import "strings"

// behindBy reads authors behind "study by" at token i: one name, several, or
// a group's.
func (r *sentence) behindBy(i int) (byline, bool) {
	from, ok := r.workBefore(i)
	told := r.is(i-1, report|act) && !r.is(i-1, study|loose) || r.isTold(i-1)
	if !ok && !told {
		return byline{}, false
	}
	if b, ok := r.groupAt(i + 1); ok {
		return b, true
	}
	k := i + 1
	for r.is(k, people) && !r.upper(k) && r.upper(k+1) || r.isWord(k, "dr") || r.isWord(k, "drs") || r.isWord(k, "professor") || r.isWord(k, "prof") || r.isMark(k, ".") && k > i+1 {
		k++
	}
	b := byline{lo: k}
	b.names, b.hi = r.nameList(k)
	if len(b.names) == 0 || r.etAl(b.hi) > 0 || r.isMark(b.hi, ",") && r.etAl(b.hi+1) > 0 {
		return byline{}, false // an open byline is read at its end
	}
	if sure := len(b.names) > 1 || r.honours(k-1) || r.is(k, given) || r.cast.role(b.names[0]) != thing; told || from == journalWork {
		if told && r.isWord(b.hi, "in") && r.yearOf(b.hi+1) != 0 && r.isAuthor(b.names[0]) {
			b.year, b.hi = r.yearOf(b.hi+1), b.hi+2
			return b, true // "as described by Johnston in 2012", whose work the article cites
		}
		if !sure || told && !r.venueAt(b.hi) || r.counted(b.hi) {
			return byline{}, false // "as described by Johnston in JAMA"
		}
	}
	r.dateAuthors(&b)
	return b, true
}

// isTold reports whether token i says what somebody did to an idea.
func (r *sentence) isTold(i int) bool {
	switch strings.ToLower(r.at(i)) {
	case "clarified", "introduced", "coined", "developed", "formulated", "formalised", "formalized", "refined", "questioned", "articulated", "advanced", "validated", "outlined", "popularised", "popularized":
		return true
	}
	return false
}

// What stands before "by", and is somebody's work.
type work uint8

const (
	noWork work = iota
	studyWork
	journalWork // "published in the BMJ in 2000"
)

// workBefore tells what work the "by" at token i stands behind.
func (r *sentence) workBefore(i int) (work, bool) {
	appeared, journal, done := false, false, false
	j := i - 1
	for n := 0; j >= 0 && n < 7; n++ {
		switch lo := r.journalBefore(j + 1); {
		case lo >= 0:
			j, journal = lo-1, true
			continue
		case r.is(j, publish):
			appeared, done = true, true
		case r.isWord(j, "led"), r.isWord(j, "conducted"), r.isWord(j, "done"), r.isWord(j, "performed"), r.isWord(j, "written"):
			done = true
		case r.isMark(j, "(),"), r.yearOf(j) != 0, r.is(j, month):
		case done && (r.isWord(j, "was") || r.isWord(j, "were")), r.isWord(j, "in") && (r.yearOf(j+1) != 0 || journal), journal && r.isWord(j, "the"):
		default:
			n = 7
			continue
		}
		j--
	}
	switch {
	case journal && appeared:
		return journalWork, true
	case r.is(j, study|loose), r.is(j, people) && r.isWord(i-1, "led"):
		return studyWork, true
	}
	return noWork, false
}

// journalBefore is the first token of the journal's name that ends before token
// j, in quotation marks or not, -1 if none does.
func (r *sentence) journalBefore(j int) int {
	for i := range r.journals {
		switch n := &r.journals[i]; {
		case n.hi == j:
			return n.lo
		case r.quoteEnd(n) == j:
			return n.lo - 1
		}
	}
	return -1
}

// counted reports whether a noun in small letters at token i takes the name
// before it: "by Metformin users".
func (r *sentence) counted(i int) bool {
	return i < len(r.toks) && r.toks[i].kind == word && !r.toks[i].upper && !r.is(i, stop|report|act|small)
}
