package claim

import "strings"

// A studyPhrase is a noun phrase that stands for a publication: "A landmark
// 2019 randomised controlled trial".
type studyPhrase struct {
	lo, hi    int // tokens, with the year behind it
	head      int
	year      int
	dated     int  // token of the year
	loose     bool // "report", "survey": a publication only in company
	dependent bool // "of 12 trials": part of another phrase
	plural    bool
	body      bool // an agency's
	published bool // "published in 2018"
	elided    bool // without its noun: "one of 2014"
	names     []string
	design    string
	sample    int
}

// findStudies finds the noun phrases that stand for publications.
func (r *sentence) findStudies() {
	for i := range r.toks {
		t := &r.toks[i]
		if t.class&(study|loose) == 0 && !r.isOwnTest(i) || r.inJournal(i) || r.isVerb(i) || r.isPredicate(i) {
			continue
		}
		p := r.studyAt(i)
		if n := len(r.studies); n > 0 && r.joins(&r.studies[n-1], &p) {
			last := &r.studies[n-1]
			last.head, last.hi, last.loose, last.sample = p.head, p.hi, last.loose && p.loose, max(last.sample, p.sample)
			if last.year == 0 {
				last.year, last.dated = p.year, p.dated
			}
			if d := r.designOf(last.lo, last.hi); d != "" {
				last.design = d
			}
			continue
		}
		r.twinsBefore(&p)
		r.studies = append(r.studies, p)
		r.twinsBehind(&p)
	}
	r.findElided()
	r.findTeam()
}

// isVerb reports whether a word that can be a study is a verb here: "to
// study", "they trial".
func (r *sentence) isVerb(i int) bool {
	if i > 0 && r.toks[i-1].caps {
		return false // "a WHO study"
	}
	switch strings.ToLower(r.at(i - 1)) {
	case "to", "we", "they", "i", "you", "will", "would", "can", "could", "may", "might", "must", "should", "not", "who", "please":
		return true
	}
	return false
}

// isPredicate reports whether token i is the verb of the publication that the
// journal or the authors before it belong to: "A 2019 paper in *Sleep* reports",
// and not "a 2019 overview of findings in Cochrane reviews".
func (r *sentence) isPredicate(i int) bool {
	if !r.is(i, report|act) && !r.isWord(i, "papers") || r.is(i+1, report) && r.is(i+1, stop) || r.upper(i) {
		return false
	}
	from := -1
	for k := range r.journals {
		if n := &r.journals[k]; n.to == i && (n.context == container || n.context == publisher || n.context == distant) {
			from = n.from
		}
	}
	for k := range r.authors {
		if b := &r.authors[k]; b.hi == i && r.isWord(b.lo-1, "by") {
			from = b.lo
		}
	}
	return from >= 0 && r.held(from)
}

// held reports whether what starts at token i belongs to one publication named
// before it: "A 2019 paper in *Sleep*".
func (r *sentence) held(i int) bool {
	for n := len(r.studies) - 1; n >= 0; n-- {
		if p := &r.studies[n]; p.head < i {
			return !p.plural && !r.is(p.head, material) && i-p.hi < 8 && r.sameClause(p.hi, i)
		}
	}
	return false
}

// joins reports whether q goes on with p: "a systematic review and
// meta-analysis".
func (r *sentence) joins(p, q *studyPhrase) bool {
	gap := q.lo - p.hi
	switch {
	case gap <= 0:
		return true // "review paper", "cohort study"
	case gap == 1 && p.year == 0 || gap == 1 && q.year == 0:
		return (r.at(p.hi) == "and" || r.at(p.hi) == "&" || r.at(p.hi) == "/" || r.at(p.hi) == "with") && !r.is(q.lo, det) && (q.year == 0 || p.year == 0 && q.dated > q.head) && !p.plural
	}
	return false
}

// studyAt reads the phrase whose noun is token i.
func (r *sentence) studyAt(i int) studyPhrase {
	w := strings.ToLower(r.at(i))
	p := studyPhrase{head: i, loose: !r.is(i, study), dated: -1, design: singular(w)}
	p.plural = strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "sis")
	r.leftOf(&p)
	p.hi = i + 1
	if p.year == 0 {
		r.rightOf(&p)
	}
	if p.year == 0 {
		r.behindAffiliation(&p)
	}
	if p.year == 0 {
		r.openingYear(&p)
	}
	if len(p.names) == 0 {
		r.pairBefore(&p)
	}
	if p.year != 0 && len(p.names) == 0 {
		r.nameInside(&p)
	}
	if p.year != 0 && len(p.names) == 0 {
		r.ownWork(&p)
	}
	p.sample = r.sampleFrom(p.hi)
	p.dependent = r.isWord(p.lo-1, "of") || r.isWord(p.lo-1, "from") && p.plural
	if d := r.designOf(p.lo, p.hi); d != "" {
		p.design = d
	}
	return p
}

// leftOf walks from the noun to the start of its phrase: adjectives, a year,
// a journal, an owner, an article.
func (r *sentence) leftOf(p *studyPhrase) {
	p.lo = p.head
	for n := 0; p.lo > 0 && n < 14; n++ {
		if lo := r.journalEndingAt(p.lo); lo >= 0 {
			if p.lo < p.head && r.is(lo-1, place|det) && r.held(lo) && (r.isWord(lo-1, "in") || r.isWord(lo-2, "in")) {
				return // "a 2019 paper in *Sleep* pooled data"
			}
			p.lo = lo
			continue
		}
		k := p.lo - 1
		t := &r.toks[k]
		switch {
		case r.insideInstitution(k), r.isWord(k, "in") && r.inGlass(k+1):
		case r.beforePhrase(p, k):
			return
		case r.isAgency(k):
			p.body = true
		case t.class&det != 0:
			r.determine(p, k)
			return
		case t.kind == number && t.year == 0 && !r.is(k+1, measure):
			if p.lo = k; r.isWord(k-1, "phase") || r.isWord(k-1, "type") || r.isWord(k-1, "stage") {
				p.lo = k - 1 // "Phase 3 trial"
			}
			return // "16 trials", "25 randomised trials"
		case r.isMark(k, "'’") && t.glued && r.isName(k-1) && strings.HasSuffix(r.at(k-1), "s"):
			p.lo = k - 1 // "Jones' 2018 review"
			r.ownerOf(p, k-1)
			return
		case t.poss() && r.isName(k) && (!r.upper(k+1) || r.is(k+1, study) || r.inJournal(k+1)):
			p.lo = k
			r.ownerOf(p, k)
			return
		case t.year != 0:
			p.year, p.dated = t.year, k
		case r.isMark(k, ")"):
			p.year, p.dated = r.yearOf(k-1), k-1 // "a recent (2021) trial"
			k -= 2
		}
		p.lo = k
	}
}

// insideInstitution reports whether token k is a small word in the name of an
// institution: "a 2020 School of Medicine study".
func (r *sentence) insideInstitution(k int) bool {
	return r.isWord(k, "of") && r.upper(k+1) && r.is(k-1, org) && r.upper(k-1)
}

// inGlass reports whether token i says with "in" where a study was done: "a 2012
// in vitro study".
func (r *sentence) inGlass(i int) bool {
	switch strings.ToLower(r.at(i)) {
	case "vitro", "vivo", "silico", "utero", "situ":
		return true
	}
	return false
}

// beforePhrase reports whether token k is none of the phrase that starts
// behind it.
func (r *sentence) beforePhrase(p *studyPhrase, k int) bool {
	t := &r.toks[k]
	switch {
	case r.inByline(k), r.is(k, study) && p.lo < p.head:
		return true
	case r.isAgency(k), t.class&det != 0:
		return false
	case t.year != 0:
		return r.undates(k-1) || p.year != 0 || r.isMark(k+1, ",")
	case t.kind == mark:
		if r.isMark(k, "'’") && t.glued && r.isName(k-1) {
			return false
		}
		year := r.isMark(k, ")") && r.yearOf(k-1) != 0 && r.isMark(k-2, "(") && p.year == 0
		return !year && !r.transparent(k)
	}
	return t.class&stop != 0 || t.class&report != 0 && t.class&(study|loose) == 0 && !t.upper
}

// isAgency reports whether token k names an agency or a newspaper.
func (r *sentence) isAgency(k int) bool {
	t := &r.toks[k]
	return t.class&body != 0 && t.caps || t.class&press != 0 && t.class&body == 0 && t.upper
}

// determine takes up the article or pronoun at token k that a phrase starts
// with.
func (r *sentence) determine(p *studyPhrase, k int) {
	p.lo = k
	if p.design == "review" && (r.isWord(k, "our") || r.isWord(k, "my") || r.isWord(k, "your")) {
		p.body = true // a review of products
	}
	if !r.is(k, stop) && r.is(k-1, det) {
		p.lo = k - 1 // "the same"
	}
}

// ownerOf takes up the author whose possessive is token k: "Grant's", "van der
// Meer's", "Cabo and Mattson's", and not an institution's, whose name is longer.
func (r *sentence) ownerOf(p *studyPhrase, k int) {
	for p.lo > 0 && r.is(p.lo-1, particle) && r.adjacent(p.lo-1) {
		p.lo-- // "van der Meer's", "De Decker's"
	}
	names := []string{r.Plain[r.toks[p.lo].start:r.toks[k].stem]}
	before := p.lo - 1
	words, linked := 0, false
	for j := before; j >= 0 && r.adjacent(j); j-- {
		if r.upper(j) && !r.is(j, det) && !r.honours(j) {
			words++
		} else if r.is(j, small) && r.upper(j-1) && r.at(j) != "and" {
			linked = true
		} else {
			break
		}
	}
	switch {
	case words > 1 || linked:
		return // "the Society of Sports Nutrition's"
	case words == 1 && !r.is(before, given) && !r.isAuthor(names[0]) && !r.honours(before-1):
		return // "Novo Nordisk's", and not "Dr. Jane Lindh's"
	case (r.at(before) == "and" || r.at(before) == "&") && r.isName(before-1) && !(r.upper(before-2) && r.adjacent(before-2) && !r.is(before-2, stop)) && r.cast.role(r.at(before-1)) != thing:
		p.lo = before - 1
		names = []string{r.Plain[r.toks[p.lo].start:r.toks[p.lo].stem], names[0]}
	case words == 0 && !r.owns(k, p.head, true):
		return
	}
	p.names = names
}

// journalEndingAt is the first token of a journal's name that ends at token j,
// -1 if none does.
func (r *sentence) journalEndingAt(j int) int {
	for i := range r.journals {
		if n := &r.journals[i]; n.hi == j && n.context != publisher {
			return n.lo
		}
	}
	return -1
}

// pairBefore takes up two authors in front of the noun: "the Mah & Pitre
// meta-analysis".
func (r *sentence) pairBefore(p *studyPhrase) {
	last := p.head - 1
	if r.isName(last) && r.isName(last-2) && (r.at(last-1) == "&" || r.at(last-1) == "and") && (r.is(last-3, det) || r.yearOf(last-3) != 0) {
		p.names = []string{r.Plain[r.toks[last-2].start:r.toks[last-2].stem], r.Plain[r.toks[last].start:r.toks[last].stem]}
		p.lo = last - 2
		if y := r.yearOf(last - 3); y != 0 && p.year == 0 {
			p.year, p.dated, p.lo = y, last-3, last-3
		}
	}
}

// nameInside takes up an author's name that stands beside the year: "the
// Howatson 2012 study"; and "the 2012 Howatson study", where the article names
// that author elsewhere too, as it may as well be a product or a place.
func (r *sentence) nameInside(p *studyPhrase) {
	single := func(i int) bool {
		return r.isName(i) && !r.toks[i].caps && !r.inJournal(i) && !(r.upper(i-1) && r.adjacent(i-1) && i > p.lo && !r.is(i-1, det))
	}
	name := -1
	switch before, after := p.dated-1, p.dated+1; {
	case p.dated > p.head && single(p.head-1) && r.is(p.head-2, det) && r.isAuthor(r.at(p.head-1)):
		name = p.head - 1 // "the Brandt trial (2020)"
	case p.dated < p.lo || p.dated >= p.head || r.titleCase():
	case before >= p.lo && before >= 0 && single(before) && r.owns(before, p.head, r.is(before-1, det)):
		name = before
	case after < p.head && single(after) && !r.upper(after+1) && r.isAuthor(r.at(after)):
		name = after
	}
	if name >= 0 {
		p.names = []string{r.Plain[r.toks[name].start:r.toks[name].stem]}
	}
}

// transparent reports whether a mark at token k stands inside a phrase: a
// comma between adjectives, a quotation mark, the point of "et al.".
func (r *sentence) transparent(k int) bool {
	switch r.at(k) {
	case ",":
		w := r.at(k - 1)
		return k > 0 && r.toks[k-1].kind == word && !r.toks[k-1].upper && !r.is(k-1, stop|report) &&
			(strings.Contains(w, "-") || strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ive") || strings.HasSuffix(w, "al") || strings.HasSuffix(w, "blind") || strings.HasSuffix(w, "ter") || strings.HasSuffix(w, "ic") || strings.HasSuffix(w, "day") || strings.HasSuffix(w, "week") || strings.HasSuffix(w, "scale") || strings.HasSuffix(w, "term"))
	case "/", "-", "–", "‑", "*":
		return true
	}
	return false
}

// inByline reports whether token i belongs to authors.
func (r *sentence) inByline(i int) bool {
	for k := range r.authors {
		if r.authors[k].lo <= i && i < r.authors[k].hi {
			return true
		}
	}
	return false
}
