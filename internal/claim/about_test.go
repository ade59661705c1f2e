package claim_test

import "testing"

// TestAbout holds which sentence a sentence of few words may point at, and that
// one that names a source itself is none.
func TestAbout(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"Zinc shortens colds. This was shown in a trial (*Gut*, 2012).", "Zinc shortens colds."},
		{"Zinc shortens colds. The study is [here](https://pubmed.ncbi.nlm.nih.gov/29480918/).", "Zinc shortens colds."},
		{"Included study: Lee et al. 2012, published in the *Lancet*. Zinc shortens colds.", "Zinc shortens colds."},
		{"Zinc shortens colds.\n\nThis was shown in a trial (*Gut*, 2012).", ""},
		{"Zinc shortens colds (Berg et al., 2010). This was shown again in a trial (*Gut*, 2012).", ""},
		{"Zinc shortens colds. In a trial of the year 2012 (*Gut*, 2012) vitamin C did nothing for colds of children in day care.", ""},
	} {
		claims := find(tc.text)
		if len(claims) == 0 {
			t.Errorf("%q: no claim", tc.text)
			continue
		}
		if got := claims[len(claims)-1].About; got != tc.want {
			t.Errorf("%q points at %q, want %q", tc.text, got, tc.want)
		}
	}
}
