package claim

import (
	"strings"
	"unicode"

	"stet/internal/article"
)

// fewWords is how many words a sentence has, at most, beside the sources that
// it names, if it may do no more than point to them.
const fewWords = 10

// pointAt tells claims of few words what they may point at: "This was shown in
// a trial (Gut, 2012)." speaks of the sentence before it, and "Included study:
// Lee 2012." of the one behind, where nothing stands before. Those that name a
// source themselves speak of that. places are the claims' among the sentences.
func (f *finder) pointAt(claims []Claim, places []int) {
	sentences := f.article.Sentences
	for i := range claims {
		at := places[i]
		inBlock := func(k int) bool {
			return k >= 0 && k < len(sentences) && sentences[k].BlockID == sentences[at].BlockID
		}
		isClaim := func(k int) bool {
			return i > 0 && places[i-1] == k || i+1 < len(places) && places[i+1] == k
		}
		about := at - 1
		if !inBlock(about) {
			about = at + 1
		}
		if inBlock(about) && !isClaim(about) && hasFewWords(&sentences[at], claims[i].Mentions) {
			claims[i].About = strings.Clone(sentences[about].Plain)
		}
	}
}

// hasFewWords reports whether s has few words outside of its mentions.
func hasFewWords(s *article.Sentence, mentions []Mention) bool {
	n, in := 0, false
	for i, r := range s.Plain {
		isWord := unicode.IsLetter(r) || unicode.IsDigit(r)
		if isWord && !in && !isMentioned(s.Offsets.Span(i, i+1).Start, mentions) {
			if n++; n > fewWords {
				return false
			}
		}
		in = isWord
	}
	return true
}

// isMentioned reports whether a byte of the file is part of a mention.
func isMentioned(at int, mentions []Mention) bool {
	for i := range mentions {
		if span := mentions[i].Span; span.Start <= at && at < span.End {
			return true
		}
	}
	return false
}
