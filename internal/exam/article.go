package exam

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"stet/internal/terms"
)

// Titles and openings that say nothing about any subject.
var (
	plainTitles   = []string{"What the research says", "News of the week", "Your questions answered", "Five things to know", "A closer look at the evidence", "Notes from the journals"}
	plainOpenings = []string{"Readers have asked about this more than once.", "Here is what we know so far.", "It is a question with a long history.", "The picture is not simple."}
	headings      = []string{"What was found", "The evidence", "Background", "In short"}
)

// page puts a claim into an article. Two in five articles have a title, and a
// third a heading, with words of the abstract: what its rare words say most
// often. The others say nothing about the subject beyond the claim.
func page(text, abstract string, d *dice) string {
	var b strings.Builder
	about := topics(abstract)
	switch {
	case d.chance(40) && len(about) > 1:
		fmt.Fprintf(&b, "---\ntitle: \"%s and %s\"\n---\n\n", capitalise(about[0]), about[1])
	case d.chance(70):
		fmt.Fprintf(&b, "---\ntitle: \"%s\"\n---\n\n", one(d, plainTitles))
	}
	if d.chance(60) {
		b.WriteString(one(d, plainOpenings) + "\n\n")
	}
	switch {
	case d.chance(33) && len(about) > 0:
		fmt.Fprintf(&b, "## More about %s\n\n", one(d, about))
	case d.chance(50):
		b.WriteString("## " + one(d, headings) + "\n\n")
	}
	b.WriteString(text)
	b.WriteByte('\n')
	return b.String()
}

// topics are up to three words that an abstract keeps coming back to.
func topics(abstract string) []string {
	count := map[string]int{}
	for w := range strings.FieldsFuncSeq(abstract, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) >= 5 && w == strings.ToLower(w) {
			count[w]++
		}
	}
	type topic struct {
		word  string
		score int
	}
	var list []topic
	for w, n := range count {
		stems := terms.Stems(w)
		if n > 1 && len(stems) == 1 {
			list = append(list, topic{w, n * terms.Weight(stems[0])})
		}
	}
	slices.SortFunc(list, func(a, b topic) int {
		return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(a.word, b.word))
	})
	var words []string
	for _, t := range list[:min(len(list), 3)] {
		words = append(words, t.word)
	}
	return words
}
