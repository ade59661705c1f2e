// Package cite holds what stet knows of references: their ids, their journals,
// the records themselves and the library they form, which is read from and
// edited in citations.yaml.
package cite

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A PMID is a PubMed id: one to eight digits without a leading zero.
type PMID string

// A PMCID is a PubMed Central id with its prefix and without a version:
// "PMC8065437". PMIDs and PMCIDs share digits; one is never read as the other.
type PMCID string

// A DOI is a digital object identifier in lower case, without a resolver.
type DOI string

// A Kind is the kind of an ID.
type Kind uint8

// The kinds of ids.
const (
	NoID      Kind = iota // that of the zero ID
	KindPMID              // a PubMed id
	KindPMCID             // a PubMed Central id
	KindDOI               // a digital object identifier
	KindURL               // the page of a paper whose address holds no id
)

// An ID names a work. The zero ID names none. IDs are comparable.
type ID struct {
	Kind  Kind
	Value string // as PMID, PMCID and DOI write it; for a URL the address
}

// String writes id as reports do: "pmid:33808247", "pmcid:PMC8065437",
// "doi:10.3390/nu13041136", "url:https://...". The zero ID is "".
func (id ID) String() string {
	switch id.Kind {
	case KindPMID:
		return "pmid:" + id.Value
	case KindPMCID:
		return "pmcid:" + id.Value
	case KindDOI:
		return "doi:" + id.Value
	case KindURL:
		return "url:" + id.Value
	}
	return ""
}

// MarshalText writes id as String does.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (id *ID) UnmarshalText(b []byte) error {
	s := string(b)
	if s == "" {
		*id = ID{}
		return nil
	}
	if address, ok := strings.CutPrefix(s, "url:"); ok {
		*id = ID{KindURL, address}
		return nil
	}
	got, err := ParseID(s)
	if err != nil {
		return err
	}
	*id = got
	return nil
}

// ParsePMID reads the digits of a PubMed id.
func ParsePMID(s string) (PMID, error) {
	s = strings.TrimSpace(s)
	switch {
	case s == "":
		return "", fmt.Errorf("PMID is empty: write its digits, as in 33808247")
	case hasFold(s, "PMC") && allDigits(s[3:]):
		return "", fmt.Errorf("PMID %q is a PMCID: write PMC%s as one", s, s[3:])
	case strings.HasPrefix(s, "10.") && strings.Contains(s, "/"):
		return "", fmt.Errorf("PMID %q is a DOI: write doi:%s", s, s)
	case !allDigits(s):
		return "", fmt.Errorf("PMID %q is not a number of one to eight digits", s)
	case s[0] == '0':
		return "", fmt.Errorf("PMID %q starts with a zero; PMIDs do not", s)
	case len(s) > 8:
		return "", fmt.Errorf("PMID %q has %d digits; PMIDs have at most eight", s, len(s))
	}
	return PMID(s), nil
}

// ParsePMCID reads a PubMed Central id with its prefix; a version ("PMC1.2")
// is dropped.
func ParsePMCID(s string) (PMCID, error) {
	s = strings.TrimSpace(s)
	if allDigits(s) {
		return "", fmt.Errorf("PMCID %q has no prefix: write PMC%s if it is a PMCID and pmid:%s if it is a PMID", s, s, s)
	}
	digits := s
	if hasFold(s, "PMC") {
		digits = s[3:]
	}
	if d, version, ok := strings.Cut(digits, "."); ok && allDigits(version) {
		digits = d
	}
	switch {
	case s == "":
		return "", fmt.Errorf("PMCID is empty: write it with its prefix, as in PMC8065437")
	case len(digits) == len(s) || !allDigits(digits):
		return "", fmt.Errorf("PMCID %q is not PMC and a number, as in PMC8065437", s)
	case digits[0] == '0':
		return "", fmt.Errorf("PMCID %q has a zero after PMC; PMCIDs do not", s)
	case len(digits) > 8:
		return "", fmt.Errorf("PMCID %q has %d digits; PMCIDs have at most eight", s, len(digits))
	}
	return PMCID("PMC" + digits), nil
}

// ParseDOI reads a DOI, bare, after "doi:" or as a resolver's address. It is
// put into lower case; punctuation that a sentence left at its end goes,
// brackets that belong to it stay.
func ParseDOI(s string) (DOI, error) {
	written := strings.TrimSpace(s)
	s = written
	if hasFold(s, "doi:") {
		s = strings.TrimSpace(s[4:])
	}
	if host, rest := splitHost(s); isResolver(host) {
		s = unescape(cutAny(strings.TrimPrefix(rest, "/"), "?#"))
		if hasFold(s, "doi:") {
			s = s[4:]
		}
	}
	if strings.HasSuffix(s, "...") || strings.HasSuffix(s, "…") {
		return "", fmt.Errorf("DOI %q is cut short: give all of it", written)
	}
	s = withoutVersion(strings.TrimRight(trimSentence(s), "/"))
	prefix, suffix, ok := strings.Cut(s, "/")
	switch {
	case s == "":
		return "", fmt.Errorf("DOI is empty: write it as in 10.3390/nu13041136")
	case strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= utf8.RuneSelf || unicode.IsControl(r) }):
		return "", fmt.Errorf("DOI %q holds a character that DOIs do not have", written)
	case !isDOIPrefix(prefix):
		return "", fmt.Errorf("DOI %q does not start with 10. and a registrant's number, as in 10.3390/nu13041136", written)
	case !ok || suffix == "":
		return "", fmt.Errorf("DOI %q is cut short: it ends before its second part", written)
	case openBrackets(suffix) || len(suffix) < 5 && !strings.ContainsAny(suffix, "0123456789"):
		return "", fmt.Errorf("DOI %q is cut short: give all of it", written)
	}
	return DOI(strings.ToLower(s)), nil
}

// ParseID reads an id as an author writes it between brackets: "pmid:29480918",
// "PMC8065437", "pmcid:PMC8065437", "doi:10.3390/nu13041136" and the address
// of a resolver or of a paper. The error says what is wrong and, for a swapped
// id, what was meant. It does not look like an id at all if IsID(s) is false.
func ParseID(s string) (ID, error) {
	s = strings.TrimSpace(s)
	switch kind, rest := splitID(s); kind {
	case KindPMID:
		if allDigits(s) {
			return ID{}, fmt.Errorf("id %q may be a PMID or a PMCID: write pmid:%s or PMC%s", s, s, s)
		}
		id, err := ParsePMID(rest)
		return makeID(KindPMID, string(id), err)
	case KindPMCID:
		id, err := ParsePMCID(rest)
		return makeID(KindPMCID, string(id), err)
	case KindDOI:
		id, err := ParseDOI(rest)
		return makeID(KindDOI, string(id), err)
	case KindURL:
		id, ok, err := ParseLink(s)
		if err == nil && !ok {
			err = fmt.Errorf("address %q does not lead to a paper", s)
		}
		return id, err
	}
	return ID{}, fmt.Errorf("id %q is none: write pmid:29480918, PMC8065437 or doi:10.3390/nu13041136", s)
}

// IsID reports whether s is written as an id, well formed or not, rather than
// as a reference's key.
func IsID(s string) bool {
	kind, _ := splitID(strings.TrimSpace(s))
	return kind != NoID
}

// splitID tells the kind that s is written as, and what follows the name of
// that kind.
func splitID(s string) (Kind, string) {
	if name, rest, ok := strings.Cut(s, ":"); ok {
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "pmid", "pubmed":
			return KindPMID, rest
		case "pmcid", "pmc":
			return KindPMCID, rest
		case "doi":
			return KindDOI, rest
		case "http", "https":
			return KindURL, s
		}
	}
	switch host, _ := splitHost(s); {
	case isResolver(host):
		return KindDOI, s
	case strings.HasPrefix(s, "10.") && len(s) > 3 && isDigit(s[3]):
		return KindDOI, s
	case hasFold(s, "PMC") && allDigits(cutAny(s[3:], ".")), strings.HasPrefix(s, "PMC") && len(s) > 3 && isDigit(s[3]):
		return KindPMCID, s
	case allDigits(s):
		return KindPMID, s
	}
	return NoID, s
}

func makeID(kind Kind, value string, err error) (ID, error) {
	if err != nil {
		return ID{}, err
	}
	return ID{kind, value}, nil
}

// isDOIPrefix reports whether s is "10." and a registrant's number, which may
// have subdivisions: "10.1000.10".
func isDOIPrefix(s string) bool {
	number, ok := strings.CutPrefix(s, "10.")
	registrant, divisions, divided := strings.Cut(number, ".")
	if !ok || !allDigits(registrant) || len(registrant) < 4 || len(registrant) > 9 {
		return false
	}
	return !divided || allDigits(strings.ReplaceAll(divisions, ".", ""))
}

// withoutVersion drops the version of a preprint of bioRxiv or medRxiv, which
// their addresses put behind the DOI: "10.1101/779157v1".
func withoutVersion(doi string) string {
	i := strings.LastIndexByte(doi, 'v')
	if strings.HasPrefix(doi, "10.1101/") && i > 0 && isDigit(doi[i-1]) && allDigits(doi[i+1:]) {
		return doi[:i]
	}
	return doi
}

// trimSentence takes away what a sentence puts behind an id or address:
// quotes, stops, and closing brackets that were not opened inside.
func trimSentence(s string) string {
	s = strings.TrimLeft(s, "<\"'“‘")
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		if !strings.ContainsRune(".,;:!?\"'”’*_|»", r) && !unclosed(s, r) {
			break
		}
		s = s[:len(s)-n]
	}
	return s
}

const brackets = ")(][}{><" // each closing bracket with its opening one

// unclosed reports whether r is a closing bracket that has no partner in s.
func unclosed(s string, r rune) bool {
	i := strings.IndexRune(brackets, r)
	return i >= 0 && i%2 == 0 && strings.Count(s, brackets[i:i+1]) > strings.Count(s, brackets[i+1:i+2])
}

// openBrackets reports whether s opens a round bracket that it does not close.
func openBrackets(s string) bool { return strings.Count(s, "(") > strings.Count(s, ")") }

// hasFold is strings.HasPrefix for an ASCII prefix, without regard to case.
func hasFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// cutAny is s before the first of chars.
func cutAny(s, chars string) string {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return s[:i]
	}
	return s
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func allDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}
