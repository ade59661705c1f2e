package cite

import "strings"

// isPaper reports whether an address is that of one paper's page, by its host
// or by the shape that journals' platforms give their paths. News and blogs
// have neither volumes nor publishers' item numbers in their addresses.
func (a address) isPaper() bool {
	return a.isPaperHost() || a.hasItemNumber() || a.hasVolume() || a.isJournalArticle() || a.isRepositoryItem()
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
// ways are a bar apart. Of the last segment of a way it gives the start: more
// follows in an address. "*" stands for any segment, "#" for one that starts
// with a digit.
var paperPaths = map[string]string{
	"aafp.org":                  "pubs/afp/issues/#/#/p|afp/#/#/p",
	"academia.edu":              "#/",
	"api.semanticscholar.org":   "CorpusID:",
	"ar5iv.labs.arxiv.org":      "html/|abs/",
	"ar5iv.org":                 "html/|abs/",
	"arxiv.org":                 "abs/|pdf/|html/",
	"assets.researchsquare.com": "files/rs-",
	"biorxiv.org":               "content/|cgi/content/",
	"cabdirect.org":             "cabdirect/abstract/",
	"cambridge.org":             "core/article/",
	"cdc.gov":                   "mmwr/volumes/|mmwr/preview/mmwrhtml/|pcd/issues/#/#",
	"chemrxiv.org":              "engage/chemrxiv/article-details/|articles/",
	"cochrane.org":              "CD|evidence/CD",
	"core.ac.uk":                "display/|reader/|download/|outputs/|works/",
	"cureus.com":                "articles/",
	"cyberleninka.ru":           "article/n/",
	"dialnet.unirioja.es":       "servlet/articulo?codigo=",
	"doaj.org":                  "article/",
	"elifesciences.org":         "articles/|reviewed-preprints/|content/",
	"eric.ed.gov":               "?id=",
	"escholarship.org":          "uc/item/",
	"eurekaselect.com":          "article/",
	"f1000research.com":         "articles/",
	"ieeexplore.ieee.org":       "document/|abstract/document/",
	"ijbs.com":                  "v",
	"ingentaconnect.com":        "content/",
	"jci.org":                   "articles/view/",
	"jmir.org":                  "#/#/",
	"jstage.jst.go.jp":          "article/",
	"jstor.org":                 "stable/|pss/",
	"koreascience.or.kr":        "article/",
	"linkinghub.elsevier.com":   "retrieve/",
	"medrxiv.org":               "content/",
	"medsci.org":                "v",
	"muse.jhu.edu":              "article/#|pub/#/article/#",
	"nature.com":                "articles/",
	"nber.org":                  "papers/w",
	"papers.ssrn.com":           "sol3/papers.cfm?|sol3/delivery.cfm|abstract=",
	"pdfs.semanticscholar.org":  "*/",
	"peerj.com":                 "articles/|preprints/",
	"preprints.jmir.org":        "preprint/#",
	"preprints.org":             "manuscript/",
	"proquest.com":              "docview/",
	"psyarxiv.com":              "",
	"psycnet.apa.org":           "record/|fulltext/|buy/",
	"pubs.rsc.org":              "en/content/article",
	"redalyc.org":               "articulo.oa?id=|pdf/",
	"researchgate.net":          "publication/#|profile/*/publication/#",
	"researchsquare.com":        "article/",
	"scholar.archive.org":       "work/",
	"scielo.br":                 "j/*/a/|pdf/",
	"scielo.org":                "j/*/a/|pdf/",
	"sciencedirect.com":         "science/article|science?_ob=",
	"search.proquest.com":       "docview/",
	"semanticscholar.org":       "paper/|reader/",
	"ssrn.com":                  "abstract=",
	"wellcomeopenresearch.org":  "articles/",
	"who.int":                   "bulletin/volumes/#/#/",
}

func (a address) isPaperHost() bool {
	if strings.HasPrefix(a.host, "sci-hub.") {
		return len(a.path) > 0
	}
	if a.host == "osf.io" { // ids have five characters; other words are the server's pages
		id, _, _ := strings.Cut(a.segment(2), "_v")
		return a.segment(0) == "preprints" && len(id) == 5
	}
	for host := a.host; host != ""; _, host, _ = strings.Cut(host, ".") {
		if ways, ok := paperPaths[host]; ok {
			for way := range strings.SplitSeq(ways, "|") {
				if a.goes(way) {
					return true
				}
			}
			return false
		}
	}
	return false
}

// goes reports whether the path of a starts in a way of paperPaths.
func (a address) goes(way string) bool {
	if strings.Contains(way, "?") {
		whole := a.whole + "?" + a.query
		return len(whole) > len(way) && hasFold(whole, way)
	}
	i := 0
	for part := range strings.SplitSeq(way, "/") {
		segment := a.segment(i)
		last := i == strings.Count(way, "/")
		switch {
		case segment == "":
			return false
		case part == "*":
		case part == "#":
			if !isDigit(segment[0]) {
				return false
			}
		case last && (len(segment) <= len(part) || !hasFold(segment, part)), !last && !strings.EqualFold(segment, part):
			return false
		}
		i++
	}
	return true
}

// hasItemNumber finds Elsevier's number of an item, "S0896-6273(17)30087-9",
// which all its journals' own sites use too, SciELO's, and the parameters that
// take their place on older platforms.
func (a address) hasItemNumber() bool {
	for i, segment := range a.path {
		if isItemNumber(withoutForm(segment)) || strings.EqualFold(segment, "pii") && i+1 < len(a.path) && len(itemDigits(a.path[i+1])) >= 15 {
			return true
		}
	}
	query := strings.ToLower(a.query)
	return strings.Contains(query, "sci_arttext") || isItemNumber(a.param("pid")) || isItemNumber(a.param("pii")) ||
		strings.Contains(query, "articleid=") || strings.Contains(query, "issn=") && strings.Contains(query, "volume=") ||
		strings.Contains(query, "issue=") && strings.Contains(query, "article=")
}

func isItemNumber(s string) bool {
	if hasFold(s, "PII") {
		s = s[3:]
	}
	if len(s) > 13 && isISSN(s[:9]) && s[9] == '(' && s[12] == ')' {
		return len(itemDigits(s)) == 16 // of the years before items of books had numbers too
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
		case isISSN(word) && countNumbers(rest) >= 2 && (a.host != "mdpi.com" || len(rest) > 2), // there, two are an issue
			strings.HasSuffix(word, ".asp") && strings.Count(a.query, "/") >= 3 && startsWithDigit(a.query), // "text.asp?2012/44/3/290"
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
	for i, word := range path[:min(2, len(path))] {
		if strings.EqualFold(word, "early") { // by date: "early/2015/04/08/1418878112"
			return countNumbers(path[i+1:]) >= 3
		}
	}
	if len(path) > 1 && !startsWithDigit(path[0]) {
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

// isNumberedArticle reports whether s is a page of two numbers, as
// "article-1-1234-en.html" on the platform of many Iranian journals.
func isNumberedArticle(s string) bool {
	parts := strings.Split(cutAny(s, "."), "-")
	return len(parts) >= 3 && parts[0] == "article" && allDigits(parts[1]) && allDigits(parts[2])
}

// isRepositoryItem finds an item of a university's repository, by the shapes
// of their three common platforms: "id/eprint/10012345", "handle/1721.1/12345",
// "cgi/viewcontent.cgi?article=1000".
func (a address) isRepositoryItem() bool {
	for i := range a.path {
		next := a.segment(i + 1)
		switch a.segment(i) {
		case "eprint":
			return a.segment(i-1) == "id" && allDigits(next)
		case "handle":
			return startsWithDigit(next) && startsWithDigit(a.segment(i+2))
		case "viewcontent.cgi":
			return a.param("article") != ""
		}
	}
	name, number, _ := strings.Cut(a.segment(0), "-")
	return strings.HasPrefix(a.host, "hal.") && isLetters(name) && len(number) >= 6 && startsWithDigit(number)
}

func startsWithDigit(s string) bool { return s != "" && isDigit(s[0]) }

func isISSN(s string) bool {
	return len(s) == 9 && s[4] == '-' && allDigits(s[:4]) && allDigits(s[5:8]) && (isDigit(s[8]) || s[8] == 'x')
}

// isJournalArticle finds the words by which platforms name a paper's page:
// "journals/jama/fullarticle/2701666", "Article/Fulltext/501215",
// "zinc-and-colds-peer-reviewed-fulltext-article-IJGM".
func (a address) isJournalArticle() bool {
	journals := strings.HasPrefix(a.host, "journals.")
	for i := range a.path {
		last := i == len(a.path)-1
		word := a.segment(i)
		if isNumberedArticle(word) || strings.Contains(word, "-reviewed-fulltext-article-") || strings.Contains(word, "-reviewed-article-") {
			return true
		}
		switch word {
		case "journals", "journal":
			journals = true
			if countNumbers(a.path[min(i+2, len(a.path)):]) >= 2 {
				return true // "journals/ecam/2014/123456"
			}
		case "fullarticle", "article-abstract", "articlepdf", "fulltext":
			if !last {
				return true
			}
		case "displayabstract", "displayfulltext":
			return a.param("aid") != "" || a.param("jid") != ""
		case "article", "articles", "abstract":
			if (a.segment(i+1) == "view" || a.segment(i+1) == "download") && startsWithDigit(a.segment(i+2)) {
				return true // "index.php/ijms/article/view/1234", as the Open Journal Systems have it
			}
			if next := a.segment(i + 1); !last && (journals || next == "fulltext" || next == "abstract" || next == "pdf") {
				return true
			}
		}
	}
	return false
}
