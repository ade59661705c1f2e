package audit

import "stet/internal/cite"

// A Rule is a check that stet makes.
//
// Bad and Good are each the text of an article, or several files of a site in
// txtar form, "-- content/zinc.md --" before each.
type Rule struct {
	ID       string // a word, stable, never re-used: "year-mismatch"
	Title    string // what is wrong, in one line
	Doc      string // what it means and what to do, in paragraphs
	Severity Severity
	Blocking bool   // a build with such a finding publishes nothing
	Bad      string // what breaks it
	Good     string // the same, mended
	Library  string // the citations.yaml that goes with Bad and Good

	// health says what is wrong with resting a claim on r, and what to do; ""
	// for nothing. Nil for rules of another kind.
	health func(r *cite.Reference) (message, hint string)
	once   bool // the first claim of an article that rests on r is enough

	// entry says what is wrong with r as an entry of a library.
	entry func(r *cite.Reference) (message, hint string)
}

// Rules are all rules, in the order in which they are listed to people: those
// about claims, worst first, then references, articles and the site.
//
// A rule whose id is a verdict finds the mentions of that verdict. What else a
// rule finds is found by its own functions, or by the package that reads the
// thing: article, cite, site.
var Rules = []Rule{
	badID,
	unknownID,
	identityMismatch,
	titleMismatch,
	idDisagreement,
	unmatched,
	journalMismatch,
	yearMismatch,
	offTopic,
	ambiguous,
	unverified,
	incomplete,

	retractedReference,
	concern,
	superseded,
	preprint,
	noticeCited,
	erratum,
	notRetracted,
	designMismatch,
	weakDesign,
	staleBinding,

	noLibrary,
	badLibrary,
	duplicateReference,
	editedSinceVerification,
	staleVerification,
	unusedReference,
	unlistedReference,

	badFrontMatter,
	badEncoding,
	limit,
	emptyArticle,
	reviewOverdue,
	futureDate,
	oldEvidence,
	badLink,
	rawHTML,
	badDirective,
	duplicateAnchor,
	editedSinceReview,
	uncorrectedChange,
	correctionRemoved,
	missingAlt,
	headingOrder,
	linkText,
	tableHeader,

	badWaiver,
	unknownRule,
	misplacedWaiver,
	unusedWaiver,
	expiredWaiver,
	longWaiver,

	duplicateSlug,
	brokenLink,
	missingPage,
	unknownTag,
	badTemplate,
	unusedTemplate,
	staleTemplate,
}

// byID finds rules fast; findings are made by the thousand.
var byID = func() map[string]*Rule {
	m := make(map[string]*Rule, len(Rules))
	for i := range Rules {
		m[Rules[i].ID] = &Rules[i]
	}
	return m
}()

// ByID is the rule of that id.
func ByID(id string) (Rule, bool) {
	r, ok := byID[id]
	if !ok {
		return Rule{}, false
	}
	return *r, true
}

// IDs are the ids of all rules, in the order of Rules.
func IDs() []string {
	ids := make([]string, len(Rules))
	for i, r := range Rules {
		ids[i] = r.ID
	}
	return ids
}
