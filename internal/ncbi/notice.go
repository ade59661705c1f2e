package ncbi

import (
	"strings"

	"stet/internal/cite"
)

// noticeKinds say what each kind of link that ends in "In" means for the
// record that has it: something else was published that touches this record.
// The links that end in "Of", "For", "From" and "On" are on the notice and
// point back: a retraction notice is not retracted. What such a record is, its
// publication type says.
//
// A partial retraction has counted as an erratum since 2016. A record that was
// corrected and published again is superseded by the new one.
var noticeKinds = map[string]string{
	"RetractionIn":              cite.Retraction,
	"RetractedandRepublishedIn": cite.Retraction,
	"ExpressionOfConcernIn":     cite.Concern,
	"ErratumIn":                 cite.Erratum,
	"PartialRetractionIn":       cite.Erratum,
	"UpdateIn":                  cite.Update,
	"CorrectedandRepublishedIn": cite.Update,
}

// notices are those that touch the record.
func notices(list []*node) []cite.Notice {
	var found []cite.Notice
	for _, n := range list {
		kind := noticeKinds[n.attr("RefType")]
		if kind == "" {
			continue
		}
		where := n.at("RefSource").text()
		notice := cite.Notice{Kind: kind, Year: sourceYear(where)}
		if pmid, err := cite.ParsePMID(n.at("PMID").text()); err == nil {
			notice.ID = cite.ID{Kind: cite.KindPMID, Value: string(pmid)}
		} else if _, doi, ok := strings.Cut(where, "doi: "); ok {
			if doi, err := cite.ParseDOI(strings.TrimRight(doi, ".")); err == nil {
				notice.ID = cite.ID{Kind: cite.KindDOI, Value: string(doi)}
			}
		}
		found = append(found, notice)
	}
	return found
}

// sourceYear is the year in a source such as "Lancet. 2010 Feb 6;375(9713):445"
// or "JAMA 1999 Jan 6;281:1", or 0. A year in brackets belongs to the
// journal's name: "J Appl Physiol (1985). 2010 Mar;108(3):1".
func sourceYear(s string) int {
	for i, w := range strings.Fields(s) {
		w, _, _ = strings.Cut(w, ";")
		if year := yearOf(w); year != 0 && i > 0 {
			return year
		}
	}
	return 0
}
