package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostWords is how many bytes of a text WordsOf looks at: a finding may be about
// a whole block.
const mostWords = 600

// WordsOf is the start of a text in lower case, without markup, punctuation and
// line ends: what stays the same while a text is laid out anew.
func WordsOf(text string) string {
	if len(text) > mostWords {
		end := mostWords
		for end > mostWords-utf8.UTFMax && !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end]
	}
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r)
	})
	return strings.Join(words, " ")
}

// Fingerprint names every finding by what it is and not by where it stands: the
// rule, the file, the words of its sentence and of the place in it, and a number
// for those that are alike. Moved lines, changed settings and other wording around
// it leave the name as it is; other words in its own sentence give another.
//
// relative makes a path the same whatever folder stet was started in. The findings
// have to be sorted.
func (r *Result) Fingerprint(relative func(path string) string) {
	seen := make(map[string]int, len(r.Findings))
	var path, below string // of the last finding: those of a file lie together
	for i := range r.Findings {
		f := &r.Findings[i]
		if i == 0 || f.Path != path {
			path, below = f.Path, relative(f.Path)
		}
		about := f.Words
		if about == "" {
			about = WordsOf(f.Message)
		}
		name := strings.Join([]string{f.Rule, below, f.Claim, about}, "\n")
		seen[name]++
		sum := sha256.Sum256([]byte(name + "\n" + strconv.Itoa(seen[name])))
		f.Fingerprint = hex.EncodeToString(sum[:8])
	}
}
