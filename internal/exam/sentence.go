package exam

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/internal/article"
	"stet/internal/source"
)

// sentences are those of an abstract that an article could take over as a
// claim: they say something, are of a readable length, and name no source or
// year themselves.
func sentences(abstract string) []string {
	text := strings.ReplaceAll(escape(abstract), "\n", "\n\n")
	a := article.Parse(source.NewFile("abstract.md", []byte(text)), article.Options{})
	var list []string
	for _, s := range a.Sentences {
		if isClaim(s.Plain) {
			list = append(list, s.Plain)
		}
	}
	return list
}

// Words of a sentence that can be a claim.
const (
	minWords = 9
	maxWords = 42
)

var (
	digits = regexp.MustCompile(`\d+`)
	// A year, a citation, an address: the sentence would name a source by itself.
	named = regexp.MustCompile(`(?i)\b(1[6-9]|20)\d\d\b|\bet al\b|[\[\]@©]|https?:|www\.|copyright|\bdoi\b|journal|\(\d`)
	// What every paper could say: nobody tells it in the name of one.
	empty = regexp.MustCompile(`(?i)further (studies|research|work|investigation)|(studies|research|work|trials) (is|are|will be) (needed|required|warranted)|` +
		`registration|registered|funded by|grant|(is|are|was|were) (discussed|presented|described|reviewed|outlined|proposed|highlighted)\.?$|rights reserved|supplementary|` +
		`article reviews|this review|this article|paper (describes|discusses|presents)|informed consent|ethic`)
)

func isClaim(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	n := len(strings.Fields(s))
	return n >= minWords && n <= maxWords && unicode.IsUpper(first) && strings.HasSuffix(s, ".") &&
		!strings.HasPrefix(s, "To ") && !named.MatchString(s) && !empty.MatchString(s) &&
		len(digits.FindAllString(s, -1)) <= 6
}

// escape writes plain text so that markdown leaves it as it is.
func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\\`*_[]<>#|~^&$!", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// sameJournal are names of parts, editions and former lives of a journal,
// which its own name may lawfully stand for.
var sameJournal = regexp.MustCompile(`(?i)supplement|suppl\b|section|\bpart\b|series|edition|english|online|electronic|letters|scandinavica|proceedings|transactions|abstracts|official`)
