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

// byJournal name a journal and a year.
var byJournal = []wording{
	"A {y} {n} in {j} found that {s}.",
	"A {n} published in {j} in {y} found that {s}.",
	"Writing in {j} in {y}, researchers reported that {s}.",
	"In {y}, {an} in {j} reported that {s}.",
	"{S} ({J}, {y}).",
	"{S} ({J} {y}).",
	"{S}, according to a {y} {n} in {j}.",
	"According to research published in {j} ({y}), {s}.",
	"In a {y} issue of {j}, scientists showed that {s}.",
	"The authors of a {y} {n} in {j} concluded that {s}.",
	"Research in {j} in {y} suggests that {s}.",
	"As a {n} in {j} showed in {y}, {s}.",
	"{S}, a {y} {n} in {j} found.",
	"{S}, a team reported in {j} in {y}.",
	"A {n} that appeared in {j} in {y} showed that {s}.",
	"Back in {y}, {j} published {an} which showed that {s}.",
	"Scientists writing in {j} ({y}) say that {s}.",
	"There is a {y} {n} ({J}) according to which {s}.",
	"One {n}, published {y} in {j}, put it this way: {s}.",
	"Data published in {j} in {y} show that {s}.",
	"In {j}, a {y} {n} concluded that {s}.",
	"The {y} {n} from {j} is often quoted: {s}.",
	"A {n} found that {s} ({J}, {y}).",
	"A {n} ({J}, {y}) found that {s}.",
	"{S}, a {n} published online in {j} in {y} concludes.",
	"Published in {j} in {y}, the {n} found that {s}.",
	"We know from {y} research in {j} that {s}.",
	"{S} (source: {J}, {y}).",
	"The {n}, which came out in {j} in {y}, reports that {s}.",
	"In {y}, researchers writing in {j} found that {s}.",
	"{S}; see the {y} {n} in {j}.",
	"- {S} ({J}, {y})",
	"> {S} ({J}, {y}).",
	"| What was found | For how long |\n|---|---|\n| {S} ({J}, {y}) | one year |",
}

// pairs put two halves into one sentence.
var pairs = []wording{"{1}, and {2}.", "{1}, while {2}.", "{1}; {2}.", "{1}, but {2}."}

// halves name a journal and a year, as half of a sentence.
var halves = []wording{
	"{s} ({J}, {y})",
	"a {y} {n} in {j} found that {s}",
	"in {y}, {an} in {j} showed that {s}",
	"according to a {y} {n} in {j}, {s}",
}

// byAuthorsAlone name authors and a year.
var byAuthorsAlone = []wording{
	"{S} ({a}, {y}).",
	"{S} ({a} {y}).",
	"{A} ({y}) found that {s}.",
	"{A} ({y}) reported that {s}.",
	"In {y}, {team} showed that {s}.",
	"A {y} {n} by {team} found that {s}.",
	"{team} reported in {y} that {s}.",
	"As {team} showed in {y}, {s}.",
	"{S}, according to {A} ({y}).",
	"{S} [{a}, {y}].",
	"Work by {team} ({y}) suggests that {s}.",
	"{S} (see {a}, {y}).",
	"{A} found in {y} that {s}.",
	"{S} (cf. {a} {y}).",
	"A {n} ({a}, {y}) found that {s}.",
	"The {y} {n} by {team} concluded that {s}.",
	"{S}, as {team} ({y}) reported.",
	"- {S} ({a}, {y})",
}

// byAll name authors, a journal and a year.
var byAll = []wording{
	"{A}, writing in {j} in {y}, found that {s}.",
	"{S} ({a}, {J}, {y}).",
	"{S} ({a} {J} {y}).",
	"In a {y} {n} in {j}, {team} found that {s}.",
}

// byAuthors name authors and a year, and may name a journal.
var byAuthors = slices.Concat(byAuthorsAlone, byAll)

// byID name an id and nothing else.
var byID = []wording{
	"{S} {id}.",
	"{S}. {id}",
	"One {n} found that {s} {id}.",
	"{S} ([PubMed]({url})).",
	"One [{n}]({url}) found that {s}.",
	"[Researchers found]({url}) that {s}.",
	"{S} ([source]({url})).",
	"- {S} {id}",
}

// byLink name journal or authors, and a year, in words that are a link or
// have one among them.
var byLink = []wording{
	"A [{y} {n}]({url}) in {j} found that {s}.",
	"A {y} {n} in [{J}]({url}) found that {s}.",
	"{S} ([{J}, {y}]({url})).",
	"{S} ({J} {y}, [PubMed]({url})).",
}

// byNames are the same, for works whose authors have names.
var byNames = []wording{
	"{S} ([{a} {y}]({url})).",
	"{S} ({a}, {y}, [PubMed]({url})).",
	"[{A} ({y})]({url}) found that {s}.",
}

// byMarker lead to an entry of the article's own list.
var byMarker = []wording{
	"{S} [1].",
	"{S}.[1]",
	"{S}.<sup>1</sup>",
	"One {n} found that {s} [1].",
	"{S}[^1].",
}

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
