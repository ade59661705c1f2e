package cite

import "strings"

// isPaper reports whether an address is that of one paper's page, by its host
// or by the shape that journals' platforms give their paths. News and blogs
// have neither volumes nor publishers' item numbers in their addresses.
func (a address) isPaper() bool {
	return a.isPaperHost() || a.hasItemNumber() || a.hasVolume() || a.isJournalArticle()
}

func (a address) isPicture() bool {
	last := a.segment(len(a.path) - 1)
	switch last[strings.LastIndexByte(last, '.')+1:] {
	case "png", "jpg", "jpeg", "gif", "svg", "webp", "mp4":
		return true
	}
	return false
}

// paperPaths says, for hosts that show papers among other things and whose
// paths have no shape of their own, how the path of a paper starts; several
// ways are a bar apart.
var paperPaths = map[string]string{
	"aafp.org":                 "pubs/afp/issues/|afp/",
	"api.semanticscholar.org":  "CorpusID:",
	"arxiv.org":                "abs/|pdf/|html/",
	"biorxiv.org":              "content/",
	"cdc.gov":                  "mmwr/volumes/|mmwr/preview/mmwrhtml/",
	"cochrane.org":             "CD|evidence/CD",
	"core.ac.uk":               "display/|reader/|download/|outputs/|works/",
	"cureus.com":               "articles/",
	"dovepress.com":            "",
	"elifesciences.org":        "articles/|reviewed-preprints/|content/",
	"eric.ed.gov":              "?id=",
	"eurekaselect.com":         "article/",
	"f1000research.com":        "articles/",
	"ieeexplore.ieee.org":      "document/|abstract/document/",
	"ijbs.com":                 "v",
	"ingentaconnect.com":       "content/",
	"jci.org":                  "articles/view/",
	"jmir.org":                 "19|20",
	"jstage.jst.go.jp":         "article/",
	"jstor.org":                "stable/|pss/",
	"koreascience.or.kr":       "article/",
	"linkinghub.elsevier.com":  "retrieve/",
	"medrxiv.org":              "content/",
	"medsci.org":               "v",
	"nature.com":               "articles/",
	"nber.org":                 "papers/w",
	"osf.io":                   "preprints/",
	"papers.ssrn.com":          "sol3/papers.cfm?|sol3/delivery.cfm",
	"peerj.com":                "articles/|preprints/",
	"preprints.org":            "manuscript/",
	"proquest.com":             "docview/",
	"psyarxiv.com":             "",
	"psycnet.apa.org":          "record/|fulltext/|buy/",
	"pubs.rsc.org":             "en/content/article",
	"researchgate.net":         "publication/",
	"researchsquare.com":       "article/rs-",
	"scholar.archive.org":      "work/",
	"scielo.br":                "j/|pdf/",
	"scielo.org":               "j/|pdf/",
	"sciencedirect.com":        "science/article|science?_ob=",
	"search.proquest.com":      "docview/",
	"semanticscholar.org":      "paper/|reader/",
	"ssrn.com":                 "abstract=",
	"wellcomeopenresearch.org": "articles/",
}

func (a address) isPaperHost() bool {
	starts, ok := paperPaths[a.host]
	if _, parent, sub := strings.Cut(a.host, "."); !ok && sub {
		starts, ok = paperPaths[parent]
	}
	if !ok {
		return strings.HasPrefix(a.host, "sci-hub.") && len(a.path) > 0
	}
	if a.host == "researchgate.net" && a.segment(0) == "profile" {
		return a.segment(2) == "publication"
	}
	whole := a.whole
	if a.query != "" {
		whole += "?" + a.query
	}
	for start := range strings.SplitSeq(starts, "|") {
		if len(whole) > len(start) && hasFold(whole, start) {
			return true
		}
	}
	return false
}

// hasItemNumber finds Elsevier's number of an item, "S0896-6273(17)30087-9",
// which all its journals' own sites use too, SciELO's, and the parameters that
// take their place on older platforms.
func (a address) hasItemNumber() bool {
	for i, segment := range a.path {
		if isItemNumber(segment) || strings.EqualFold(segment, "pii") && i+1 < len(a.path) && len(itemDigits(a.path[i+1])) >= 15 {
			return true
		}
	}
	query := strings.ToLower(a.query)
	return strings.Contains(query, "sci_arttext") || isItemNumber(a.param("pid")) ||
		strings.Contains(query, "articleid=") || strings.Contains(query, "issn=") && strings.Contains(query, "volume=")
}

func isItemNumber(s string) bool {
	if hasFold(s, "PII") {
		s = s[3:]
	}
	if s == "" || s[0] != 'S' && s[0] != 's' && s[0] != 'B' && s[0] != 'b' {
		return false
	}
	n := len(itemDigits(s[1:]))
	return n == 16 || n == 22 // with a year of four digits and a longer number at SciELO
}

// itemDigits is an item number without its punctuation, "" if s holds
// anything else.
func itemDigits(s string) string {
	var out []byte
	for i := range len(s) {
		switch c := s[i]; {
		case isDigit(c), c == 'X' || c == 'x', (c == 'S' || c == 's') && i == 0:
			out = append(out, c)
		case c != '-' && c != '(' && c != ')':
			return ""
		}
	}
	return string(out)
}

// hasVolume finds volume and page where journals' platforms put them: behind
// "content" or "article" (HighWire, Silverchair: "content/68/8/1430.abstract",
// "jn/article/136/1/200S/4663813"), behind an ISSN ("1424-8247/17/11/1438"), and
// marked by letters ("journal/v12/n3/full/x.html").
func (a address) hasVolume() bool {
	for i := range a.path {
		rest := a.path[i+1:]
		switch word := a.segment(i); {
		case isISSN(word) && countNumbers(rest) >= 2,
			(word == "content" || word == "cgi" || strings.HasPrefix(word, "article")) && isVolume(rest),
			isNumbered(word, "v") && (isNumbered(a.segment(i+1), "n") || isNumbered(a.segment(i+1), "i")):
			return true
		}
	}
	return false
}

// isVolume reports whether path is a volume, an issue where there is one, and
// a page or article number, with the journal's short name or a form of the
// paper before them. A year in the volume's place is a newspaper's date.
func isVolume(path []string) bool {
	if len(path) > 1 && !startsWithDigit(path[0]) {
		if strings.EqualFold(path[0], "early") { // by date: "early/2015/04/08/1418878112"
			return countNumbers(path[1:]) >= 3
		}
		path = path[1:]
	}
	if len(path) < 2 || len(path[0]) > 4 || !allDigits(path[0]) {
		return false
	}
	isYear := len(path[0]) == 4 && path[0] >= "1900"
	return !isYear && countNumbers(path) >= 2
}

// countNumbers counts the segments with a digit that path starts with.
func countNumbers(path []string) int {
	for i, s := range path {
		if !strings.ContainsAny(s, "0123456789") {
			return i
		}
	}
	return len(path)
}

// isNumbered reports whether s is letter and a number: "v12".
func isNumbered(s, letter string) bool {
	number, ok := strings.CutPrefix(s, letter)
	return ok && allDigits(number)
}

func startsWithDigit(s string) bool { return s != "" && isDigit(s[0]) }

func isISSN(s string) bool {
	return len(s) == 9 && s[4] == '-' && allDigits(s[:4]) && allDigits(s[5:8]) && (isDigit(s[8]) || s[8] == 'x')
}

// isJournalArticle finds the words by which platforms name a paper's page:
// "journals/jama/fullarticle/2701666", "Article/Fulltext/501215".
func (a address) isJournalArticle() bool {
	journals := strings.HasPrefix(a.host, "journals.")
	for i := range a.path {
		last := i == len(a.path)-1
		switch word := a.segment(i); word {
		case "journals", "journal":
			journals = true
			if countNumbers(a.path[min(i+2, len(a.path)):]) >= 2 {
				return true // "journals/ecam/2014/123456"
			}
		case "fullarticle", "article-abstract", "articlepdf", "fulltext":
			if !last {
				return true
			}
		case "article", "articles", "abstract":
			if next := a.segment(i + 1); !last && (journals || next == "fulltext" || next == "abstract" || next == "pdf") {
				return true
			}
		}
	}
	return false
}
