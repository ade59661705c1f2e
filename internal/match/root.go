package match

import "strings"

// rootEndings make other words of the name of a thing or a place: ovaries,
// ovarian; thrombus, thrombosis, thrombotic; placenta, placental; Tunisia,
// Tunisian. Stems differ where roots do not.
var rootEndings = []string{"osi", "ot", "iti", "it", "ism", "ist", "ari", "ous", "al", "an", "us", "um", "a", "i", "e"}

// leastRoot is the length in bytes below which nothing is taken off a stem:
// short words that share a beginning are seldom kin.
const leastRoot = 5

// root is a stem without rootEndings. It serves comparing, as a stem does, and
// lumps together more.
func root(stem string) string {
	for i := 0; i < len(rootEndings); i++ {
		if rest, ok := strings.CutSuffix(stem, rootEndings[i]); ok && len(rest) >= leastRoot {
			stem, i = rest, -1 // from the first again
		}
	}
	return stem
}
