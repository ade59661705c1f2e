package exam

import (
	"slices"
	"strconv"
	"strings"

	"stet/internal/cite"
)

// A wording is a sentence or block that names its source. In it stand
//
//	{S} {s}        what is claimed, as a sentence and as a clause
//	{J} {j} {y}    the journal, plain and as in running text, and the year
//	{a} {A} {team} the authors, as in brackets and as in running text
//	{n} {an}       what kind of work it is: "trial", "a trial"
//	{id} {url}     an id in brackets, an address
type wording string

// A phrasebook is the wordings that claims are made with. The floors of the
// exam are kept for each of them, so that what is read well is not one set of
// sentences.
type phrasebook struct {
	journal []wording // a journal and a year
	halves  []wording // the same, as half of a sentence
	pairs   []wording // put two halves into one sentence
	authors []wording // authors and a year
	all     []wording // authors, a journal and a year
	id      []wording // an id and nothing else
	link    []wording // journal or authors, and a year, in words that are a link or have one among them
	names   []wording // the same, for works whose authors have names
	marker  []wording // lead to an entry of the article's own list
}

// people name authors and a year, and may name a journal.
func (b *phrasebook) people() []wording { return slices.Concat(b.authors, b.all) }

// A naming is what a claim says of its source.
type naming struct {
	journal string
	year    int
	authors []string // family names
	id      cite.ID
	kind    string // "study"
}

// naming is how a writer who has r before them names it.
func newNaming(r *cite.Reference, d *dice) naming {
	return naming{journal: journalName(r.Journal, d), year: r.Year, authors: families(r), id: one(d, plainIDs(r)), kind: kindOf(r, d)}
}

// plainIDs are the ids of r that can stand in any bracket.
func plainIDs(r *cite.Reference) []cite.ID {
	return slices.DeleteFunc(r.IDs(), func(id cite.ID) bool { return strings.ContainsAny(id.Value, "()<>[]_*;") })
}

// kindOf is a word for what kind of work r is.
func kindOf(r *cite.Reference, d *dice) string {
	for _, t := range r.Types {
		switch t {
		case "Randomized Controlled Trial":
			return one(d, []string{"trial", "randomised trial", "study"})
		case "Meta-Analysis":
			return "meta-analysis"
		case "Review":
			return one(d, []string{"review", "paper", "article"})
		case "Case Reports":
			return one(d, []string{"case report", "report", "paper"})
		}
	}
	return one(d, []string{"study", "study", "paper", "article", "report", "analysis"})
}

// say writes the claim s, a sentence without its full stop, in a wording.
func (n *naming) say(w wording, s, abstract string, d *dice) string {
	plain, prose := n.journal, withArticle(n.journal, n.journal)
	if d.chance(75) {
		plain, prose = "*"+n.journal+"*", withArticle(n.journal, "*"+n.journal+"*")
	}
	bracket, running, team := people(n.authors, d)
	text := strings.NewReplacer(
		"{S}", escape(s), "{s}", escape(uncapitalise(s, abstract)),
		"{J}", plain, "{j}", prose, "{y}", strconv.Itoa(n.year),
		"{a}", bracket, "{A}", running, "{team}", team,
		"{n}", n.kind, "{an}", withIndefinite(n.kind),
		"{id}", bracketed(n.id, d), "{url}", address(n.id, d),
	).Replace(string(w))
	text = strings.NewReplacer("A analysis", "An analysis", "A article", "An article", "a analysis", "an analysis", "a article", "an article").Replace(text)
	if stem, twice := strings.CutSuffix(text, ".."); twice && !strings.HasSuffix(stem, ".") {
		text = stem + "." // behind an abbreviation
	}
	return text
}

func withIndefinite(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

// people are authors as in brackets, as the subject of a sentence, and as a
// team.
func people(names []string, d *dice) (bracket, running, team string) {
	switch len(names) {
	case 0:
		return "", "", ""
	case 1:
		return names[0], names[0], names[0]
	case 2:
		both := names[0] + " and " + names[1]
		return one(d, []string{names[0] + " & " + names[1], both}), both, both
	}
	first := names[0]
	return first + " et al.", first + " et al.", one(d, []string{first + " and colleagues", first + " and co-workers", first + " et al.", first + " and others"})
}

// bracketed is an id as authors put one behind a claim.
func bracketed(id cite.ID, d *dice) string {
	forms := []string{"[@" + id.String() + "]"}
	switch id.Kind {
	case cite.KindPMID:
		forms = append(forms, "(PMID: "+id.Value+")", "(PMID "+id.Value+")")
	case cite.KindPMCID:
		forms = append(forms, "[@"+id.Value+"]", "("+id.Value+")")
	case cite.KindDOI:
		if !strings.ContainsAny(id.Value, "()<>[]_*") {
			forms = append(forms, "(doi: "+id.Value+")")
		}
	}
	return one(d, forms)
}

// address is a page of the work with that id.
func address(id cite.ID, d *dice) string {
	switch id.Kind {
	case cite.KindPMCID:
		return one(d, []string{"https://pmc.ncbi.nlm.nih.gov/articles/", "https://www.ncbi.nlm.nih.gov/pmc/articles/"}) + id.Value + "/"
	case cite.KindDOI:
		return "https://doi.org/" + strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E").Replace(id.Value)
	}
	return one(d, []string{"https://pubmed.ncbi.nlm.nih.gov/", "https://www.ncbi.nlm.nih.gov/pubmed/"}) + id.Value + "/"
}
