package claim

import (
	"slices"
	"strings"
)

// listedWith is what ties the journal before n to the sentence, where n goes on
// with a list of journals: "in Nutrients (2016), JAMA (2017) and Gut (2019)".
func (r *sentence) listedWith(n *journalName) context {
	if len(r.journals) == 0 {
		return loneName
	}
	p := &r.journals[len(r.journals)-1]
	if !r.coordinates(p.to, n.lo) || r.isMark(n.lo-1, ",") && n.cue && n.year == 0 {
		return loneName
	}
	switch p.context {
	case publisher, container, distant:
		return p.context
	}
	return loneName
}

// coordinates reports whether tokens lo to hi, one at least, are nothing but
// what stands between the parts of a list.
func (r *sentence) coordinates(lo, hi int) bool {
	if hi <= lo || hi-lo > 4 {
		return false
	}
	list := false
	for j := lo; j < hi; j++ {
		switch {
		case r.isMark(j, ",&"), r.isWord(j, "and"), r.isWord(j, "or"):
			list = true
		case !r.isWord(j, "the") && !r.isWord(j, "in") && !r.isWord(j, "from"):
			return false
		}
	}
	return list
}

// yearList reads years in a list at token i, "2016, 2018 and 2019". It gives
// the token behind.
func (r *sentence) yearList(i int) (years []int, end int) {
	for y := r.yearOf(i); y != 0; y = r.yearOf(i) {
		years = append(years, y)
		end = i + 1
		for i = end; i < end+3 && r.coordinates(end, i+1); i++ {
		}
	}
	return years, end
}

// respect pairs lists in their order where the sentence says so: "in Nutrients
// and Gut in 2016 and 2018, respectively".
func (r *sentence) respect() {
	at := 0
	for at < len(r.toks) && !r.isWord(at, "respectively") {
		at++
	}
	if at == len(r.toks) {
		return
	}
	var years []int
	from, to := 0, 0
	for i := 0; i < at; i++ {
		if list, end := r.yearList(i); len(list) > 1 {
			years, from, to = list, i, end
			i = end
		}
	}
	if len(years) < 2 {
		return
	}
	journals := r.listOf(len(years), len(r.journals), func(i int) (lo, hi int) { return r.journals[i].lo, r.journals[i].hi })
	authors := r.listOf(len(years), len(r.authors), func(i int) (lo, hi int) { return r.authors[i].lo, r.authors[i].hi })
	if journals < 0 && authors < 0 {
		return
	}
	given := map[int]bool{} // bylines that have their year
	for k := range r.units {
		u := &r.units[k]
		switch {
		case journals >= 0 && u.journal >= journals && u.journal < journals+len(years):
			u.year = years[u.journal-journals]
		case journals < 0 && u.byline >= authors && u.byline < authors+len(years):
			if u.year = years[u.byline-authors]; given[u.byline] && u.study < 0 && u.journal < 0 {
				u.byline, u.year = -1, 0
			} else {
				given[u.byline] = true
			}
		case u.study >= 0 && r.studies[u.study].dated >= from && r.studies[u.study].dated < to:
			u.year = 0
		}
	}
}

// shareJournal gives the journal of several studies to each of them: "two trials
// in The Lancet, one of 2014 and one of 2019".
func (r *sentence) shareJournal() {
	from := -1
	for k := range r.units {
		u := &r.units[k]
		if u.study >= 0 && r.studies[u.study].plural && u.journal >= 0 && u.year == 0 {
			from = k
		}
	}
	if from < 0 {
		return
	}
	shared := false
	for k := range r.units {
		u := &r.units[k]
		if k != from && u.study >= 0 && r.studies[u.study].elided && u.journal < 0 && u.lo > r.units[from].lo {
			u.journal, shared = r.units[from].journal, true
		}
	}
	if shared {
		r.units[from].study, r.units[from].journal = -1, -1
	}
}

// listOf is the first of n parts that make a list, of all that there are; -1 if
// no list has as many. place gives the tokens of a part.
func (r *sentence) listOf(n, all int, place func(int) (lo, hi int)) int {
	run := 1
	for i := 1; i < all; i++ {
		_, hi := place(i - 1)
		if lo, _ := place(i); r.coordinates(hi, lo) {
			run++
		} else if run == n {
			return i - n
		} else {
			run = 1
		}
	}
	if run == n && all >= n {
		return all - n
	}
	return -1
}

// twinsBefore adds the studies that share the noun of p and stand before it:
// "the 2016 JAMA and 2018 Lancet trials", "a 2016 and a 2019 review".
func (r *sentence) twinsBefore(p *studyPhrase) {
	if p.year == 0 || p.dated > p.head {
		return
	}
	first := len(r.studies)
	for hi := p.lo; r.coordinates(hi-1, hi); {
		at := hi - 2
		if lo := r.journalEndingAt(hi - 1); lo >= 0 {
			at = lo - 1
		}
		year := r.yearOf(at)
		if year == 0 || r.is(at-1, since|place) {
			break
		}
		twin := studyPhrase{lo: at, hi: hi - 1, head: p.head, year: year, dated: at, loose: p.loose, plural: p.plural, design: p.design}
		if r.is(at-1, det) {
			twin.lo--
		}
		r.studies = append(r.studies, twin)
		hi = twin.lo
	}
	slices.Reverse(r.studies[first:])
}

// twinsBehind adds the studies that share the noun of p and are dated behind
// it: "trials in 2016 (Nutrients) and 2019 (JAMA)".
func (r *sentence) twinsBehind(p *studyPhrase) {
	if p.year == 0 || p.dated < p.head || !p.plural {
		return
	}
	for hi := p.hi; ; {
		if r.isMark(hi, "(") && r.inJournal(hi+1) {
			for !r.isMark(hi, ")") && hi < len(r.toks) {
				hi++
			}
			hi++
		}
		at := hi + 1
		if r.isWord(at, "in") || r.isWord(at, "from") || r.isWord(at, "and") {
			at++
		}
		if !r.coordinates(hi, at) || r.yearOf(at) == 0 || r.is(at+1, study|loose) {
			return
		}
		r.studies = append(r.studies, studyPhrase{lo: at, hi: at + 1, head: p.head, year: r.yearOf(at), dated: at, loose: p.loose, plural: true, published: p.published, design: p.design})
		hi = at + 1
	}
}

// findElided finds the studies behind the first of a sentence that go without
// their noun: "one from 2016 and another published in 2019".
func (r *sentence) findElided() {
	if len(r.studies) == 0 {
		return
	}
	first := &r.studies[0]
	design, head := first.design, first.head
	for i := first.hi; i < len(r.toks); i++ {
		if r.inJournal(i) {
			continue // "PLOS ONE of 2019"
		}
		if y := r.yearOf(i); y != 0 && r.isWord(i+1, "one") && r.is(i-1, det) && !r.inByline(i) {
			r.studies = append(r.studies, studyPhrase{lo: i, hi: i + 2, head: head, year: y, dated: i, design: design, published: true, elided: true})
			continue // "the 2020 one"
		}
		switch strings.ToLower(r.at(i)) {
		case "one", "another", "second", "third", "other":
		default:
			continue
		}
		j := i + 1
		if r.isWord(i, "one") && (r.isWord(j, "of") || r.isWord(j, "in") && i > 1 && r.toks[i-1].kind == word && r.toks[i-1].class&(stop|place) == 0) {
			if y := r.yearOf(j + 1); y != 0 {
				r.studies = append(r.studies, studyPhrase{lo: i, hi: j + 2, head: head, year: y, dated: j + 1, design: design, published: true, elided: true})
				i = j + 1
			}
			continue // "one of 2014", "a larger one in 2013"
		}
		if r.isMark(j, ",") {
			j++
		}
		if r.is(j, publish) {
			j++
		}
		if !r.isWord(j, "from") && !(r.isWord(j, "in") && r.is(j-1, publish)) || r.inByline(i) {
			continue
		}
		if y, end := r.yearPhrase(j + 1); y != 0 {
			r.studies = append(r.studies, studyPhrase{lo: i, hi: end, head: head, year: y, dated: end - 1, design: design, published: true, elided: true})
		}
	}
}
