package claim

// ownWork takes up the authors of "Brandt and Okafor, in their 2010 paper" and
// of "In his 2010 paper on feet, Brandt compared".
func (r *sentence) ownWork(p *studyPhrase) {
	if !r.isOwner(p.lo) || !r.isWord(p.lo-1, "in") {
		return
	}
	at := p.lo - 1
	if r.opens(at) {
		p.names = r.ownersBehind(p.hi)
		return
	}
	if r.isMark(at-1, ",") {
		at--
	}
	if names := r.authorsEnd(at); len(names) > 0 && !r.inByline(at-1) {
		p.names, p.lo = names, at-1
	}
}

// ownersBehind are the people who do something behind the comma that ends the
// phrase which token i follows.
func (r *sentence) ownersBehind(i int) []string {
	for end := i + 12; i < min(len(r.toks), end) && r.toks[i].kind != mark; {
		i++
	}
	if !r.isMark(i, ",") || r.inByline(i+1) {
		return nil
	}
	names, hi := r.nameList(i + 1)
	if hi >= len(r.toks) || r.toks[hi].kind != word || r.toks[hi].upper || r.is(hi, stop) && !r.is(hi, report) {
		return nil
	}
	return names
}

// isOwner reports whether token i says that a work is somebody's own.
func (r *sentence) isOwner(i int) bool {
	return r.isWord(i, "their") || r.isWord(i, "his") || r.isWord(i, "her")
}

// isOwnTest reports whether token i is what a person is known to have done in a
// year: "Helen Brandt's famous 1972 test".
func (r *sentence) isOwnTest(i int) bool {
	if w := r.at(i); w != "test" && w != "tests" || i+1 < len(r.toks) && r.toks[i+1].kind != mark && !r.is(i+1, stop|report) {
		return false
	}
	for j := i - 1; j > 1 && j > i-5 && r.toks[j].kind != mark; j-- {
		if r.yearOf(j) == 0 {
			continue
		}
		for k := j - 1; k >= 0 && k > j-4; k-- {
			if r.toks[k].poss() && r.isName(k) {
				return r.is(k-1, given) || r.isAuthor(r.Plain[r.toks[k].start:r.toks[k].stem])
			}
		}
		return false
	}
	return false
}
