package cite

import "strings"

// doi finds a DOI in the path or in a parameter of a publisher's address.
func (a address) doi() (DOI, bool) {
	text := ""
	for i, segment := range a.path {
		if isDOIPrefix(segment) && i+1 < len(a.path) {
			text = segment + "/" + strings.Join(a.doiSegments(a.path[i+1:]), "/")
			break
		}
	}
	for part := range strings.SplitSeq(a.query, "&") {
		if text != "" {
			break
		}
		name, value, named := strings.Cut(part, "=")
		switch {
		case !named:
			value = name // "DOI?10.1055/s-0043-124567"
		case asks[strings.ToLower(name)]:
			continue
		}
		value = unescape(value)
		value = strings.TrimPrefix(strings.TrimPrefix(value, "info:doi/"), "doi:")
		if isDOIPrefix(cutAny(value, "/")) {
			text = value
		}
	}
	if suffix := withoutForm(a.segment(1)); a.host == "nature.com" && a.segment(0) == "articles" && isNatureSuffix(suffix) {
		text = "10.1038/" + suffix
	}
	if text == "" {
		return "", false
	}
	doi, err := ParseDOI(withoutForm(text))
	return doi, err == nil
}

// doiSegments are the segments that belong to a DOI, given those behind its
// prefix: what publishers append to choose a form of the paper goes.
func (a address) doiSegments(path []string) []string {
	for i := 1; i < len(path); i++ {
		word := strings.ToLower(path[i])
		if pageForms[word] {
			return path[:i]
		}
	}
	if n := len(path); n > 1 && a.host == "academic.oup.com" && allDigits(path[n-1]) && len(path[n-1]) > 4 {
		return path[:n-1] // the publisher's own number of the article
	}
	return path
}

// pageForms are the words behind a DOI in an address that choose a form of
// the paper.
var pageForms = words(`abs abstract asset assets audio citations citedby download epdf epub epub2 extract figure
	figures file full full.html full.pdf full-text fullpdf fulltext full-xml-source html html5 in-text-cite index.html issuetoc
	long media meta metrics pdf pdfdirect pdfplus permissions pictures pub ref references reader related relatedarticles
	similar summary suppl suppl_file supplementary-material supplementary-materials supplemental supporting-information
	tab-article-info tab-figures-data tab-pdf tables toc xml`)

// withoutForm drops what is glued to a DOI at the end of an address: ".pdf",
// ".full".
func withoutForm(doi string) string {
	for cut := true; cut; {
		cut = false
		for _, end := range []string{".pdf", ".full", ".full-text", ".abstract", ".short", ".long", ".html", ".xml", "/"} {
			if rest, ok := strings.CutSuffix(doi, end); ok {
				doi, cut = rest, true
			}
		}
	}
	return doi
}

// isNatureSuffix reports whether the last segment of a nature.com address is
// the second part of a DOI, whose first is 10.1038. That holds for today's
// form ("s41598-019-53242-x"), for those with dots ("nrn.2017.55") and for
// three older ones; other old addresses leave dots of the DOI out.
func isNatureSuffix(s string) bool {
	if name, number, dotted := strings.Cut(s, "."); dotted && isLetters(name) && allDigits(strings.ReplaceAll(number, ".", "")) {
		return true
	}
	for _, journal := range []string{"nature", "ncomms", "srep"} {
		if number, ok := strings.CutPrefix(s, journal); ok && allDigits(number) {
			return true
		}
	}
	parts := strings.Split(s, "-")
	return len(parts) == 4 && len(parts[0]) == 6 && (s[0] == 's' || s[0] == 'd') && allDigits(parts[0][1:]) &&
		len(parts[1]) == 3 && allDigits(parts[1]) && allDigits(parts[2]) && len(parts[3]) == 1
}

func words(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// isLetters reports whether s is small letters alone.
func isLetters(s string) bool {
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return s != ""
}
