package ncbi

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/internal/cite"
)

// reference is the reference that a PubmedArticle or PubmedBookArticle holds.
func (n *node) reference() (*cite.Reference, error) {
	r := &cite.Reference{}
	citation, ids := n.at("MedlineCitation"), n.all("PubmedData", "ArticleIdList", "ArticleId")
	if n.name == "PubmedBookArticle" {
		citation, ids = n.at("BookDocument"), n.all("PubmedBookData", "ArticleIdList", "ArticleId")
	}
	// A citation can hold further PMIDs of other versions; its own comes first.
	pmid, err := cite.ParsePMID(citation.at("PMID").text())
	if err != nil {
		return nil, fmt.Errorf("<%s>: %w", n.name, err)
	}
	r.PMID = pmid
	r.Key = "pmid:" + string(pmid)
	if n.name == "PubmedBookArticle" {
		citation.book(r)
	} else {
		citation.article(r)
	}
	setIDs(r, ids)
	if r.DOI == "" {
		r.DOI = locator(citation)
	}
	return r, nil
}

// article fills in what a MedlineCitation holds.
func (n *node) article(r *cite.Reference) {
	a := n.at("Article")
	r.Title = title(a.at("ArticleTitle"), a.at("VernacularTitle"))
	r.Authors = authors(a.all("AuthorList", "Author"))
	r.Journal = journal(a.at("Journal"), n.at("MedlineJournalInfo"))
	issue := a.at("Journal", "JournalIssue")
	r.Volume, r.Issue = issue.at("Volume").text(), issue.at("Issue").text()
	r.Pages = pages(a)
	setYears(r, issue.at("PubDate"), a.all("ArticleDate"))
	r.Types = publicationTypes(a.all("PublicationTypeList", "PublicationType"))
	var headings []string
	for _, heading := range n.all("MeshHeadingList", "MeshHeading") {
		headings = append(headings, heading.at("DescriptorName").text())
	}
	r.MeSH = distinct(headings)
	r.Notices = notices(n.all("CommentsCorrectionsList", "CommentsCorrections"))
	r.NoteRetraction()
	setAbstract(r, abstract(a.at("Abstract"), n.all("OtherAbstract")))
}

// book fills in what a BookDocument holds: a whole book, or a chapter, whose
// book then takes the journal's place.
func (n *node) book(r *cite.Reference) {
	b := n.at("Book")
	r.Title = title(n.at("ArticleTitle"), b.at("BookTitle"))
	if n.at("ArticleTitle").text() != "" {
		r.Journal.Title = trimTitle(b.at("BookTitle").text())
	}
	r.Authors = bookAuthors(slices.Concat(n.all("AuthorList"), b.all("AuthorList")))
	r.Volume = b.at("Volume").text()
	r.Pages = pages(n)
	setYears(r, b.at("PubDate"), n.all("ContributionDate"))
	r.Types = publicationTypes(n.all("PublicationType"))
	setAbstract(r, abstract(n.at("Abstract"), nil))
}

// title is the plain text of an article's title, or of its vernacular or
// book's title where it has none. The final full stop goes. The square
// brackets around a title stay, as they say that it is a translation.
func title(titles ...*node) string {
	for _, n := range titles {
		t := trimTitle(n.text())
		if t != "" && t != "[Not Available]" {
			return t
		}
	}
	return ""
}

func trimTitle(s string) string {
	if inner, ok := strings.CutSuffix(s, ".]"); ok {
		return inner + "]"
	}
	if cut, ok := strings.CutSuffix(s, "."); ok && !strings.HasSuffix(cut, ".") {
		return strings.TrimSpace(cut)
	}
	return s
}

// authors are those of valid entries: "Fiorentini D", "Smith JA Jr", or a
// group's name. Entries marked invalid are superseded spellings.
func authors(list []*node) []string {
	var names []string
	for _, a := range list {
		if a.attr("ValidYN") == "N" {
			continue
		}
		name := strings.TrimRight(a.at("CollectiveName").text(), ". ")
		if name == "" {
			name = person(a)
		}
		if name != "" {
			names = append(names, name)
		}
	}
	return names
}

func person(a *node) string {
	family := a.at("LastName").text()
	given := a.at("Initials").text()
	if given == "" {
		for w := range strings.FieldsSeq(a.at("ForeName").text()) {
			if c, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(c) {
				given += string(c)
			}
		}
	}
	return strings.Join(strings.Fields(family+" "+given+" "+a.at("Suffix").text()), " ")
}

// bookAuthors are the authors of the first list of authors, or the editors of
// a book that names no authors.
func bookAuthors(lists []*node) []string {
	for _, kind := range []string{"authors", "editors"} {
		for _, list := range lists {
			if t := list.attr("Type"); t != kind && (t != "" || kind != "authors") {
				continue
			}
			if names := authors(list.all("Author")); len(names) > 0 {
				return names
			}
		}
	}
	return nil
}

// journal is what a record says of its journal. The linking ISSN joins the
// printed and the electronic journal; a record gives only one of theirs.
func journal(n, info *node) cite.Journal {
	j := cite.Journal{
		Title: trimTitle(n.at("Title").text()),
		Abbr:  info.at("MedlineTA").text(),
		ISSN:  info.at("ISSNLinking").text(),
		NLM:   info.at("NlmUniqueID").text(),
	}
	if j.Abbr == "" {
		j.Abbr = strings.ReplaceAll(n.at("ISOAbbreviation").text(), ".", "")
	}
	if j.ISSN == "" {
		j.ISSN = n.at("ISSN").text()
	}
	return j
}

// pages are those of the record, or the article number that stands for them.
func pages(n *node) string {
	p := n.at("Pagination")
	if s := p.at("MedlinePgn").text(); s != "" {
		return s
	}
	start, end := p.at("StartPage").text(), p.at("EndPage").text()
	switch {
	case start != "" && end != "" && start != end:
		return start + "-" + end
	case start != "":
		return start
	}
	for _, e := range n.all("ELocationID") {
		if e.attr("EIdType") == "pii" && e.attr("ValidYN") != "N" && isArticleNumber(e.text()) {
			return e.text()
		}
	}
	return ""
}

// isArticleNumber tells "1136", "e0123456" and "jaoa.2018.037" from a
// publisher's item identifier, "S0140-6736(97)11096-0".
func isArticleNumber(s string) bool {
	return s != "" && len(s) <= 16 && !strings.ContainsAny(s, "() /") && !(s[0] == 'S' && len(s) > 12)
}

// setIDs takes the ids of the record itself. What PubMed holds for a PMCID or
// a DOI and is none is left out.
func setIDs(r *cite.Reference, list []*node) {
	for _, id := range list {
		switch id.attr("IdType") {
		case "pmc":
			if v, err := cite.ParsePMCID(id.text()); err == nil && r.PMCID == "" {
				r.PMCID = v
			}
		case "doi":
			if v, err := cite.ParseDOI(id.text()); err == nil && r.DOI == "" {
				r.DOI = v
			}
		}
	}
}

// locator is the valid DOI among the electronic locations of a record.
func locator(citation *node) cite.DOI {
	for _, e := range slices.Concat(citation.all("Article", "ELocationID"), citation.all("Book", "ELocationID")) {
		if e.attr("EIdType") == "doi" && e.attr("ValidYN") != "N" {
			if v, err := cite.ParseDOI(e.text()); err == nil {
				return v
			}
		}
	}
	return ""
}

// publicationTypes are the types as PubMed writes them today; records of old
// files have them in capitals.
func publicationTypes(list []*node) []string {
	var types []string
	for _, n := range list {
		t := n.text()
		if len(t) > 3 && t == strings.ToUpper(t) {
			t = titleCase(t)
		}
		types = append(types, t)
	}
	return distinct(types)
}

func titleCase(s string) string {
	words := strings.Fields(strings.ToLower(s))
	for i, w := range words {
		if w != "of" && w != "in" && w != "and" {
			c, n := utf8.DecodeRuneInString(w)
			words[i] = string(unicode.ToUpper(c)) + w[n:]
		}
	}
	return strings.Join(words, " ")
}
