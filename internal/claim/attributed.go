package claim

// attributed reports whether a journal's name that is an everyday word stands
// behind "in" with authors beside it, and a year or a verb of reporting:
// "Lee in 1994 in the Lancet", "In the Lancet, Lee and colleagues (1994)
// found". Words in capitals are illnesses too: "in 1994 in AIDS".
func (r *sentence) attributed(n *journalName) bool {
	at := r.venueStart(n.lo)
	if at < 0 || !r.upper(n.lo) || r.toks[n.lo].caps || n.title == "" || r.titleCase() {
		return false
	}
	if n.from < at {
		if at = r.dateStart(n.from); at < 0 {
			return false // "since 1994 in the Lancet"
		}
	}
	end := n.to
	if r.isMark(end, ",") {
		end++
	}
	if r.starts(at) && (n.year != 0 || r.commaAt(n.to)) && r.authorsReport(end) {
		return true
	}
	if r.isMark(at-1, ",") {
		at--
	}
	if r.is(at-1, report) && !r.is(at-1, study|loose) {
		return n.year != 0 && (r.creditedAt(at-1) || len(r.authorsEnd(at-1)) > 0) // "Lee found in 1994 in the Lancet"
	}
	return n.year != 0 && (r.creditedAt(at) || r.is(end, report|act) && len(r.authorsEnd(at)) > 0)
}

// isAside reports whether n is put in between two authors or more and their
// verb: "Yu and Lee, in the Lancet, found".
func (r *sentence) isAside(n *journalName) bool {
	at := r.venueStart(n.lo) - 1
	return n.title != "" && r.isMark(at, ",") && r.isMark(n.to, ",") && r.is(n.to+1, report|act) && len(r.authorsEnd(at)) > 1
}

// commaAt reports whether a comma stands at token i, or in quotation marks that
// end there: "In "Nutrients," Lee et al. found".
func (r *sentence) commaAt(i int) bool {
	return r.isMark(i, ",") || r.isMark(i-1, "\"”") && r.isMark(i-2, ",")
}

// venueStart is the token of the "in" before a journal's name at token i, -1 for
// none: "in the", "in the journal".
func (r *sentence) venueStart(i int) int {
	j := i - 1
	for r.isMark(j, "\"“*_") || r.isWord(j, "the") || r.isWord(j, "journal") {
		j--
	}
	if !r.isWord(j, "in") {
		return -1
	}
	return j
}

// venueAt reports whether "in" and a journal's name start at token i, or the
// year between them: "in the Lancet", "in 1994 in the Lancet".
func (r *sentence) venueAt(i int) bool {
	if r.isWord(i, "in") {
		if y, end := r.yearPhrase(i + 1); y != 0 && r.isWord(end, "in") {
			i = end
		}
	}
	if !r.isWord(i, "in") {
		return false
	}
	for i++; r.isMark(i, "\"“*_") || r.isWord(i, "the") || r.isWord(i, "journal"); i++ {
		if r.inJournal(i) {
			return true
		}
	}
	return r.inJournal(i)
}

// appearedIn reports whether what follows authors and their year at token i says
// which journal they were printed in: "Lee (1994) in the Lancet", "Lee (1994),
// writing in the Lancet,".
func (r *sentence) appearedIn(i int) bool {
	if r.isMark(i, ",") {
		if i++; r.isWord(i, "writing") || r.is(i, publish|report) {
			i++
		}
	}
	return r.venueAt(i)
}

// authorsReport reports whether authors start at token i, and what they report
// follows: "Lee and colleagues (1994) found".
func (r *sentence) authorsReport(i int) bool {
	names, hi := r.nameList(i)
	if len(names) == 0 {
		return false
	}
	if r.isMark(hi, ",") && r.etAl(hi+1) > 0 {
		hi++ // "Lee, et al."
	}
	sure := len(names) > 1
	if end := r.etAl(hi); end > 0 {
		hi, sure = end, true
	}
	if r.isMark(hi, "(") && r.yearOf(hi+1) != 0 && r.isMark(hi+2, ")") {
		hi, sure = hi+3, true
	}
	return r.is(hi, report|act) && (sure || r.cast.role(names[0]) != thing)
}

// creditedAt reports whether what ends before token i can be nothing but
// authors: they end in "et al." or stand behind "study by", "found by".
func (r *sentence) creditedAt(i int) bool {
	for j := i - 2; j >= i-4 && j > 0; j-- {
		if r.etAl(j) == i {
			return true
		}
	}
	names, lo := r.namesBefore(i, 0, true)
	by := r.isWord(lo-1, "by") && (r.is(lo-2, study|loose|report|act|publish) || r.isWord(lo-2, "led") || r.isWord(lo-2, "written"))
	return len(names) > 0 && (by || r.honours(lo-1)) && (len(names) > 1 || r.cast.role(names[0]) != thing)
}

// authorsEnd are the authors that open a clause and end before token i.
func (r *sentence) authorsEnd(i int) []string {
	names, lo := r.namesBefore(i, 0, true)
	if len(names) == 0 || len(names) == 1 && r.cast.role(names[0]) == thing || !r.starts(lo) && !r.honours(lo-1) {
		return nil
	}
	return names
}

// asideYear reads authors at whom a year and a journal are put in between: "Lee,
// in 1994 in the Lancet, found". The year is at token i.
func (r *sentence) asideYear(i, done int) (byline, bool) {
	n := r.journalDated(i)
	if n == nil {
		return byline{}, false
	}
	at := r.venueStart(n.lo)
	if date := r.dateStart(i); i < n.lo {
		at = date
	}
	if at < 0 || !r.is(n.to, report|act) && !(r.isMark(n.to, ",") && r.is(n.to+1, report|act)) {
		return byline{}, false
	}
	if r.isMark(at-1, ",") {
		at--
	}
	names, lo := r.namesBefore(at, done, true)
	return byline{lo: lo, hi: n.to, names: names, year: n.year}, len(names) > 0 && len(r.authorsEnd(at)) > 0
}

// behindYear reads authors behind a year that opens a clause: "In 2020, Firth
// and Borsini showed".
func (r *sentence) behindYear(i, _ int) (byline, bool) {
	at := r.dateStart(i)
	if at < 0 || !r.starts(at) || r.isWord(at, "on") {
		return byline{}, false
	}
	b, plain := byline{lo: at, year: r.yearOf(i)}, at == i-1
	if i++; r.isMark(i, ",") {
		i++
	}
	b.names, b.hi = r.nameList(i)
	switch {
	case !r.is(b.hi, report):
		return b, false
	case len(b.names) == 1:
		says := plain && r.isWord(b.hi+1, "that") || r.venueAt(b.hi+1) && !r.is(b.hi, publish) // "In 2020, Firth wrote in Sensors"
		return b, says && r.cast.role(b.names[0]) != thing
	}
	return b, len(b.names) > 1 && b.names[0] != b.names[1]
}

// journalDated is the journal to which the year at token i belongs, nil for
// none.
func (r *sentence) journalDated(i int) *journalName {
	for k := range r.journals {
		if n := &r.journals[k]; n.year != 0 && n.from <= i && i < n.to && !r.inJournal(i) {
			return n
		}
	}
	return nil
}
