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
	"arxiv.org":                "abs/|pdf/|html/",
	"cdc.gov":                  "mmwr/volumes/|mmwr/preview/mmwrhtml/",
	"cochrane.org":             "CD",
	"core.ac.uk":               "display/|reader/|download/|outputs/|works/",
	"dovepress.com":            "",
	"elifesciences.org":        "articles/|reviewed-preprints/|content/",
	"eric.ed.gov":              "?id=",
	"f1000research.com":        "articles/",
	"ijbs.com":                 "v",
	"jci.org":                  "articles/view/",
	"jstage.jst.go.jp":         "article/",
	"jstor.org":                "stable/|pss/",
	"linkinghub.elsevier.com":  "retrieve/",
	"medrxiv.org":              "content/",
	"biorxiv.org":              "content/",
	"medsci.org":               "v",
	"nature.com":               "articles/",
	"nber.org":                 "papers/w",
	"osf.io":                   "preprints/",
	"papers.ssrn.com":          "sol3/papers.cfm?|sol3/delivery.cfm",
	"peerj.com":                "articles/|preprints/",
	"preprints.org":            "manuscript/",
	"psyarxiv.com":             "",
	"psycnet.apa.org":          "record/|fulltext/|buy/",
	"pubs.rsc.org":             "en/content/article",
	"researchgate.net":         "publication/",
	"researchsquare.com":       "article/rs-",
	"scholar.archive.org":      "work/",
	"sciencedirect.com":        "science/article|science?_ob=",
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
// which all its journals' own sites use too, and SciELO's.
func (a address) hasItemNumber() bool {
	for i, segment := range a.path {
		if isItemNumber(segment) || strings.EqualFold(segment, "pii") && i+1 < len(a.path) && len(itemDigits(a.path[i+1])) >= 15 {
			return true
		}
	}
	return a.param("script") == "sci_arttext" || a.param("pid") != "" && isItemNumber(a.param("pid"))
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
// "content/early/2015/04/08/1418878112", "jn/article/136/1/200S/4663813") and
// behind an ISSN ("1424-8247/17/11/1438").
func (a address) hasVolume() bool {
	for i := range a.path {
		rest := a.path[i+1:]
		switch word := a.segment(i); {
		case isISSN(word):
			if countNumbers(rest) >= 2 {
				return true
			}
		case word == "content" || word == "cgi" || strings.HasPrefix(word, "article"):
			if len(rest) > 1 && !startsWithDigit(rest[0]) { // the journal's short name, or what is wanted of the paper
				if strings.EqualFold(rest[0], "early") {
					return countNumbers(rest[1:]) >= 3
				}
				rest = rest[1:]
			}
			if isVolume(rest) {
				return true
			}
		case len(word) > 1 && word[0] == 'v' && allDigits(word[1:]) && a.segment(i+1) != "" && a.segment(i + 1)[0] == 'n':
			return true // "journal/v12/n3/full/x.html"
		}
	}
	return false
}

// isVolume reports whether path is a volume, an issue where there is one, and
// a page or article number. A year in the volume's place is a newspaper's date.
func isVolume(path []string) bool {
	if len(path) < 2 || !allDigits(path[0]) || len(path[0]) == 4 && (path[0] < "1700" || path[0] >= "1900") {
		return false
	}
	return countNumbers(path) >= 2 && len(path[0]) <= 4
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

func startsWithDigit(s string) bool { return s != "" && isDigit(s[0]) }

func isISSN(s string) bool {
	return len(s) == 9 && s[4] == '-' && allDigits(s[:4]) && allDigits(s[5:8]) && (isDigit(s[8]) || s[8] == 'x')
}

// isJournalArticle finds the words by which platforms name a paper's page:
// "journals/jama/fullarticle/2701666", "Article/Fulltext/501215".
func (a address) isJournalArticle() bool {
	journals := false
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
			if !last && (journals || a.segment(i+1) == "fulltext" || a.segment(i+1) == "abstract") {
				return true
			}
		}
	}
	return false
}
