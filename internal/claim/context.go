package claim

import (
	"slices"
	"strings"
)

// A context says how a journal's name is tied to the sentence.
type context uint8

const (
	loneName  context = iota
	distant           // a study, or "published their findings", some words before "in"
	publisher         // "published in", "in the journal"
	container         // "study in", "review from"
	modifier          // "the Lancet trial"
	dated             // "(Nutrients, 2018)"
	subject           // "Nutrients published"
)

// before tells what comes before a name at token i.
func (r *sentence) before(i int) context {
	j := i - 1
	for r.isMark(j, "\"“'‘*_") || r.isWord(j, "the") || r.isWord(j, "prestigious") {
		j--
	}
	j = r.beforeIssue(j)
	if r.isMark(j, ":") && r.is(j-1, place) {
		j-- // "Published in: Nutrients"
	}
	switch {
	case r.isJournalWord(j) && !r.toks[j].upper:
		if r.holdsOffice(j) {
			return loneName
		}
		return publisher
	case r.isWord(j, "of"):
		if r.isIssue(j-1) || r.yearOf(j-1) != 0 && r.isIssue(j-2) {
			return publisher
		}
		return loneName
	case r.isWord(j, "for") && r.isPiece(j-1):
		return container // "their 2010 paper for Chest"
	case !r.is(j, place) && !r.isWord(j, "to"):
		return loneName
	}
	if r.isMark(j-1, ",") && len(r.authorsEnd(j-1)) > 1 {
		return distant // "Yu and Lee, in the Lancet, found"
	}
	if k := r.bracketedYear(j - 1); k > 0 && (r.isName(k-1) || r.isMark(k-1, ".") && r.isWord(k-2, "al") || r.is(k-1, people)) {
		return container // "Lee (2018), in the Lancet,"
	}
	for k := j - 1; k >= 0 && k >= j-8; k-- {
		switch {
		case r.passesOver(k):
			continue // "published online in March 2018 in"
		case r.isWord(k, "but"):
			return r.instead(k)
		}
		next := k == j-1 || k == j-3 && r.isWord(k+1, "from") // "a study from 2019 in the Lancet"
		return r.carrier(k, next, r.toks[i].emph)
	}
	if r.opens(j) {
		return distant // "In the Lancet, Lee et al. (2018) described"
	}
	return loneName
}

// beforeIssue is the token before the words that end at token j and say which issue
// of a journal is meant: "today's", "this week's"; j for none.
func (r *sentence) beforeIssue(j int) int {
	if j < 0 || !r.toks[j].poss() {
		return j
	}
	switch strings.ToLower(r.stemOf(j)) {
	case "today", "yesterday", "tomorrow":
		return j - 1
	case "week", "month", "year":
		if r.isWord(j-1, "this") || r.isWord(j-1, "last") || r.isWord(j-1, "next") {
			return j - 2
		}
	}
	return j
}

// isPiece reports whether token i is what somebody writes for a journal.
func (r *sentence) isPiece(i int) bool {
	switch strings.ToLower(r.at(i)) {
	case "paper", "article", "editorial", "commentary", "essay", "viewpoint":
		return true
	}
	return false
}

// holdsOffice reports whether the "journal" at token j is whom somebody works
// for: "editor of the journal Sleep".
func (r *sentence) holdsOffice(j int) bool {
	for r.is(j-1, det) || r.is(j-1, place) || r.isWord(j-1, "for") || r.isWord(j-1, "open-access") || r.isWord(j-1, "medical") || r.isWord(j-1, "scientific") {
		j--
	}
	switch strings.ToLower(r.at(j - 1)) {
	case "editor", "editors", "co-editor", "editor-in-chief", "chief", "publisher", "publishers", "founder", "reviewer", "board", "editing", "edits", "edited", "editorship":
		return true
	}
	return false
}

// passesOver reports whether token k may stand between "published" and "in".
func (r *sentence) passesOver(k int) bool {
	switch strings.ToLower(r.at(k)) {
	case "in", "on", "this", "today", "yesterday", "online", "recently", "first", "last", "year", "early", "late", "earlier":
		return true
	case "and":
		return r.yearOf(k-1) != 0 && r.yearOf(k+1) != 0
	case "from":
		return r.yearOf(k+1) != 0 // "a study from 2018 in"
	}
	return r.yearOf(k) != 0 || r.is(k, month) || r.isMark(k, ",)") || r.isMark(k, "(") && (r.is(k+1, month) || r.isWord(k-1, "today")) || r.toks[k].kind == number && len(r.at(k)) <= 2
}

// isIssue reports whether token k is a word for an issue of a journal.
func (r *sentence) isIssue(k int) bool {
	switch strings.ToLower(r.at(k)) {
	case "issue", "edition", "volume", "number":
		return true
	}
	return false
}

// instead is what ties a journal behind the "but" at token k to the sentence:
// "did not appear in the BMJ but in Nutrients".
func (r *sentence) instead(k int) context {
	for j := k - 1; j >= 0 && j > k-16 && !r.isMark(j, ";"); j-- {
		if r.is(j, publish) && !r.isJournalWord(j) {
			return publisher
		}
	}
	return loneName
}

// denied reports whether the sentence says that n is not where something
// appeared: "not in JAMA", "rather than the BMJ", "never published in Gut".
func (r *sentence) denied(n *journalName) bool {
	for k := n.lo - 1; k >= 0 && k > n.lo-9; k-- {
		switch w := strings.ToLower(r.at(k)); {
		case w == "not" || w == "never" || w == "nor" || w == "neither" || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t"):
			return !r.isWord(k+1, "only") && !r.isWord(k+1, "just")
		case w == "than":
			return r.isWord(k-1, "rather")
		case w == "of" && r.isWord(k-1, "instead"):
			return true
		case w == "been" || w == "actually" || w == "originally" || w == "even":
		case !r.is(k, place|det|publish):
			return false
		}
	}
	return false
}

// carrier tells what token k says of a journal that it has, in front of "in":
// next to it or not.
func (r *sentence) carrier(k int, next, italic bool) context {
	switch {
	case r.is(k, publish) && (!r.toks[k].upper || k == 0):
		switch {
		case r.isWord(k, "publish") && r.isWord(k-1, "to"), r.isWord(k-1, "has") || r.isWord(k-1, "have") || r.isWord(k-1, "also") && (r.isWord(k-2, "has") || r.isWord(k-2, "have")):
			return loneName // "Dr. Lee has published in JAMA", "to publish in JAMA" name no study
		case r.is(k, report) && !r.isWord(k, "published"), r.isWord(k, "released") || r.isWord(k, "presented") || r.isWord(k, "posted"):
			return container // "reported in", "presented in"
		}
		return publisher
	case r.isWord(k, "writing") || r.isWord(k, "wrote") || r.isWord(k, "reporting") || r.isWord(k, "according"):
		return container
	case r.isWord(k, "accepted") && r.isWord(k+1, "by"):
		return container
	case r.isWord(k, "out") && (r.isWord(k-1, "came") || r.isWord(k-1, "comes") || r.isWord(k-1, "coming")):
		return publisher
	case r.isOutput(k):
		return loneName
	case next && (r.is(k, study|loose|people) || r.isWord(k, "one") || r.isMark(k, ".") && r.isWord(k-1, "al") || r.is(k, report) && italic):
		return container
	case next && r.is(k, report) && (r.isWord(k-1, "been") || r.isWord(k-1, "was") || r.isWord(k-1, "were")):
		return distant // "has been reviewed in the Lancet"
	case r.nearStudy(k) || r.nearVerb(k) || r.nearReport(k):
		return distant
	}
	return loneName
}

// isOutput reports whether a plural at token k is somebody's work rather than a
// source: "has published 200 papers in Nature".
func (r *sentence) isOutput(k int) bool {
	if !strings.HasSuffix(r.at(k), "s") {
		return false
	}
	for j := k - 1; j > 0 && j > k-8 && r.toks[j].kind != mark; j-- {
		if r.isWord(j, "published") || r.isWord(j, "authored") || r.isWord(j, "written") {
			return r.isWord(j-1, "has") || r.isWord(j-1, "have") || r.isWord(j-2, "has") || r.isWord(j-2, "have")
		}
	}
	return false
}

// nearStudy reports whether a study stands a few words before token k, in the
// same clause: "a study of 300 women in JAMA".
func (r *sentence) nearStudy(k int) bool {
	for n := 0; n < 9 && k-n >= 0; n++ {
		switch j := k - n; {
		case r.is(j, study|guidance):
			return true
		case r.isMark(j, ".;:"), r.is(j, report) && !r.is(j, study|loose):
			return false
		}
	}
	return false
}

// nearVerb reports whether token k ends the object of a verb of publishing:
// "published their findings in".
func (r *sentence) nearVerb(k int) bool {
	for n := 0; n < 5 && k-n >= 0 && r.toks[k-n].kind == word; n++ {
		if r.is(k-n, publish) && !r.isJournalWord(k-n) {
			return n > 0 && !r.toks[k-n].upper
		}
		if r.is(k-n, place) {
			return false
		}
	}
	return false
}

// nearReport reports whether token k ends what authors report: "Lee and
// colleagues described the risk in".
func (r *sentence) nearReport(k int) bool {
	verb := -1
	for j := k; j >= 0 && j > k-30; j-- {
		switch {
		case r.isMark(j, ";:") || r.isMark(j, ".") && !r.isWord(j-1, "al"):
			return false
		case verb < 0 && r.is(j, report) && !r.is(j, study|loose):
			verb = j
		case verb > j+9:
			return false
		case verb >= 0 && (r.isWord(j, "al") || r.is(j, people)):
			return true
		case verb == j+1 && r.bracketedYear(j) > 0:
			return true // "Lee (2018) reviewed the risk in"
		}
	}
	return false
}

// bracketedYear is the token where a year in brackets starts that ends at token
// k, or at the comma there: "(2018)", "(2018),"; 0 for none.
func (r *sentence) bracketedYear(k int) int {
	if r.isMark(k, ",") {
		k--
	}
	if k > 2 && r.isMark(k, ")") && r.yearOf(k-1) != 0 && r.isMark(k-2, "(") {
		return k - 2
	}
	return 0
}

// contextOf tells how the name is tied to the sentence.
func (r *sentence) contextOf(n *journalName) context {
	if r.is(n.lo-1, place) && n.to > n.hi && r.isWord(n.hi, "magazine") {
		return publisher
	}
	if c := r.before(n.lo); c != loneName {
		return c
	}
	if c := r.listedWith(n); c != loneName {
		return c
	}
	if r.isLink(n) {
		return container
	}
	if r.pagesFollow(n.hi) && (r.isMark(n.lo-1, ",.") || r.toks[n.lo].emph || r.yearOf(n.lo-1) != 0 && r.isName(n.lo-2)) {
		return publisher // "Schizophr Res 164(1-3):227", "Komarova 2003 Bone 33:206"
	}
	for k := max(n.hi, r.quoteEnd(n)); k < min(len(r.toks), n.hi+7) && r.toks[k].kind == word && !r.is(k, stop) && !(r.is(k, publish) && r.is(k+1, det)); k++ {
		if r.is(k, study) || r.is(k, loose) && !r.is(k, report) {
			return modifier
		}
	}
	if r.yearOf(n.hi) != 0 && r.is(n.hi+1, study) || r.isWord(n.lo, "cochrane") && r.is(n.hi, people) && r.reportsSoon(n.hi+1) {
		return modifier // "Cochrane reviewers found"
	}
	if r.isMark(n.hi, ",") && r.isWord(n.hi+1, "where") && r.is(n.hi+2, det) && r.anyOf(n.hi+3, n.hi+7, study) {
		return modifier // "*Gut*, where a 2010 analysis showed"
	}
	ends := n.hi == len(r.toks) || r.isMark(n.hi, ",.;:)") || r.toks[n.hi].kind == number && r.isMark(n.hi+1, "(:,;")
	switch {
	case r.isMark(n.lo-1, ":") && (r.isWord(n.lo-2, "source") || r.isWord(n.lo-2, "journal") || r.isWord(n.lo-2, "reference")):
		return container // "Source: Nutrients"
	case ends && r.isMark(n.lo-1, ",") && r.isMark(n.lo-2, ")") && r.yearOf(n.lo-3) != 0:
		return container // "Smith (2019), Nutrients"
	case r.isMark(n.lo-1, "(") && r.yearOf(n.lo-2) != 0 && (r.isMark(n.hi, ")") || n.hi < len(r.toks) && r.toks[n.hi].kind == number && r.yearOf(n.hi) == 0):
		return container // "Lee 2018 (Nutrients)"
	case n.title != "" && !n.cue && r.isMark(n.lo-1, "([;") && r.isMark(n.hi, ",") && r.datedNames(n.hi+1):
		return container // "(Nat Commun, Greer et al., 2013)"
	case (n.title != "" || n.hi-n.lo > 1 && r.anyOf(n.lo, n.hi, venue|abbr|field)) && r.italic(n) && r.isMark(n.lo-1, "(") && r.isMark(n.hi, ")") && r.isMark(n.hi+1, ".") && r.hasAnyYear():
		return container // "Lee and colleagues found in 2018 that ... (*Nutrients*)."
	case r.isMark(n.lo-1, "(") && r.withID(n.hi):
		return container // "(*Crisis*, doi:10.1027/a1)"
	case ends && r.creditsBefore(n.lo-1) && n.year == 0:
		return container // "Smith et al., JAMA"
	case n.year != 0:
		return dated
	case r.isMark(n.hi, ")") && r.isMark(n.lo-1, ",") && r.is(n.lo-2, study) && r.insideBrackets(n.lo):
		return container // "(2019 RCT, Nutrients)"
	case r.isMark(n.hi, "),;") && r.bracketBehindStudy(n.lo):
		return container // "a 2022 review (BMJ)"
	case r.is(n.to, report) || r.is(n.to, publish) || n.title != "" && r.issues(n.to):
		return subject
	case r.labels(n):
		return container
	case r.isWord(n.hi, "to") && (r.isWord(n.lo-1, "for") || r.isWord(n.lo-1, "the") && r.isWord(n.lo-2, "for")) && r.isWord(n.hi+1, "publish"):
		return subject // "It took until 2010 for the BMJ to publish"
	case n.title != "" && !n.cue && r.is(r.venueStart(n.lo)-1, report|act) && !r.is(r.venueStart(n.lo)-1, publish):
		return distant // "reviewed in the BMJ"
	}
	return loneName
}

// hasAnyYear reports whether the sentence has a year.
func (r *sentence) hasAnyYear() bool {
	return slices.ContainsFunc(r.toks, func(t token) bool { return t.year != 0 })
}

// datedNames reports whether authors start at token i and the year that ends the
// brackets is behind them: "Greer et al., 2013)".
func (r *sentence) datedNames(i int) bool {
	names, hi := r.nameList(i)
	if end := r.etAl(hi); end > 0 {
		hi = end
	}
	if r.isMark(hi, ",") {
		hi++
	}
	return len(names) > 0 && r.yearOf(hi) != 0 && r.isMark(hi+1, ")];")
}

// withID reports whether an id follows behind a comma at token i.
func (r *sentence) withID(i int) bool { return r.isMark(i, ",;") && r.isIDWord(i+1) }

// bracketBehindStudy reports whether token i stands in brackets that follow a
// study or a year.
func (r *sentence) bracketBehindStudy(i int) bool {
	for j := i - 1; j > 0 && j > i-10; j-- {
		if r.isMark(j, ")") {
			return false
		}
		if r.isMark(j, "(") {
			return r.is(j-1, study|loose) || r.yearOf(j-1) != 0
		}
	}
	return false
}
