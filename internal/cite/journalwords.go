package cite

import (
	"slices"
	"strings"
)

func isSmallWord(w string) bool {
	_, ok := smallWords[w]
	return ok
}

func isEnglishSmall(w string) bool {
	switch w {
	case "a", "an", "and", "as", "at", "between", "by", "for", "from", "in", "into", "its", "of", "on", "or", "that", "the", "their", "through", "to", "toward", "towards", "under", "with":
		return true
	}
	return false
}

// smallWords are the articles, prepositions and conjunctions that
// abbreviations leave out, in the languages of journals.
var smallWords = setOf(`a an and as at between by for from in into its of on or that the their through to toward towards under with
	d de des du l et la le les en sur pour aux au
	der die das dem den des fur zur zum im und von vom mit auf
	il lo gli della dei degli delle del di da dal e ed per su
	do dos das da no na em y el los las con para
	og och for av i til ved het een van voor over met
	po v u o z k ob w si`)

func setOf(words string) map[string]struct{} {
	set := map[string]struct{}{}
	for w := range strings.FieldsSeq(words) {
		set[w] = struct{}{}
	}
	return set
}

// cutDistance is how well short fits word as an abbreviation of it.
func cutDistance(short, word string) int {
	if short == word || isContraction(short, word) {
		return 0
	}
	rest, ok := strings.CutPrefix(word, short)
	if len(short) == 1 {
		if ok && slices.Contains(oneLetter, word) || ok && slices.Contains(ownLetter, word) {
			return 0
		}
		return unfit
	}
	standard, listed := cutsOf()[word]
	switch {
	case !ok:
		return unfit
	case listed && short == standard:
		return 0
	case isOtherWord(short, rest):
		return unfit
	case !listed && isStandardCut(short, rest):
		return 0
	}
	return byPrefix
}

// isContraction reports whether short is word with letters left out of its
// middle.
func isContraction(short, word string) bool {
	for _, full := range contractions[short] {
		if strings.HasPrefix(word, full) {
			return true
		}
	}
	stem, ok := strings.CutSuffix(short, "kd")
	return ok && strings.HasPrefix(word, stem+"kund") // "Heilkd" for "Heilkunde"
}

// isOtherWord reports whether a word without rest is another word and not
// short for it: "Nutrient" for "Nutrients", "Behavior" for "Behavioral".
func isOtherWord(short, rest string) bool {
	switch rest {
	case "s", "d", "r", "n":
		return true
	case "es", "al", "y", "ary":
		for _, end := range []string{"ion", "ment", "or", "our", "ure", "er", "ence", "ance", "ity", "s", "x", "ch", "sh"} {
			if len(short) > 5 && strings.HasSuffix(short, end) {
				return true
			}
		}
	}
	return false
}

// isStandardCut reports whether the standards may cut a word so that short
// and rest come out: before a vowel, behind a consonant, no more than an
// ending.
func isStandardCut(short, rest string) bool {
	if !isVowel(rest[0]) || isVowel(short[len(short)-1]) {
		return false
	}
	return len(rest) <= 7 || strings.HasPrefix(rest, "og") || strings.HasPrefix(rest, "enschaft")
}

func isVowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

// contractions are abbreviated words that leave letters out of their middle,
// and what they stand for the beginning of.
var contractions = map[string][]string{
	"assn": {"association"}, "cty": {"county"}, "ctry": {"country"}, "ctries": {"countries"}, "dept": {"department"}, "dly": {"daily"}, "dr": {"doctor"},
	"dtsch": {"deutsch"}, "dtschl": {"deutschland"}, "fla": {"florida"}, "ga": {"georgia"}, "govt": {"government"}, "hlth": {"health"}, "intl": {"international"}, "jpn": {"japan", "japon"},
	"jt": {"joint"}, "ky": {"kentucky"}, "la": {"louisiana"}, "md": {"maryland"}, "mo": {"missouri"}, "mt": {"mount"}, "mthly": {"monthly"}, "natl": {"national"},
	"pa": {"pennsylvania"}, "qld": {"queensland"}, "qtrly": {"quarterly"}, "sr": {"senior"}, "st": {"saint", "santo", "santa", "sankt"}, "stn": {"station"},
	"suppl": {"supplement"}, "transnatl": {"transnational"}, "va": {"virginia"}, "vt": {"vermont"}, "wkly": {"weekly"}, "yearb": {"year book"}, "ztg": {"zeitung"},
}

// ownLetter are words that abbreviations shorten to their first letter
// wherever they stand.
var ownLetter = []string{"giornale", "jornal", "journal", "journals", "quarterly", "zeitschrift"}

// oneLetter are words that are shortened so in the names of places and bodies.
var oneLetter = []string{"america", "carolina", "dakota", "jersey", "mexico", "new", "north", "real", "royal", "south", "states", "united", "virginia", "west", "york", "zealand"}
