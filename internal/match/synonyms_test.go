package match_test

import (
	"strings"
	"testing"

	"stet/internal/match"
	"stet/internal/terms"
)

// TestSynonyms holds that a name of several words is not, once function words
// have gone, a single word of everyday English, which would then stand for the
// thing wherever it stands: "at work", "passed out".
func TestSynonyms(t *testing.T) {
	everyday := map[string]bool{}
	for stem := range terms.Everyday() {
		everyday[stem] = true
	}
	for name, stems := range match.Synonyms() {
		if strings.Contains(name, " ") && len(stems) == 1 && everyday[stems[0]] {
			t.Errorf("%q is %q alone", name, stems[0])
		}
	}
}
