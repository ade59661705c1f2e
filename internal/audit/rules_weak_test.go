package audit_test

import (
	"testing"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/match"
)

func TestWeakDesign(t *testing.T) {
	library := map[string]*cite.Reference{
		"case":    {Key: "case", Types: []string{"Case Reports", "Journal Article"}},
		"letter":  {Key: "letter", Types: []string{"Letter"}},
		"trial":   {Key: "trial", Types: []string{"Randomized Controlled Trial", "Comment"}},
		"article": {Key: "article", Types: []string{"Journal Article"}},
	}
	for _, tc := range []struct {
		plain string
		keys  []string
		want  string // message
	}{
		{"It cures colds.", []string{"case"}, "case is indexed as Case Reports"},
		{"It cures colds.", []string{"case", "letter"}, "case is indexed as Case Reports, letter is indexed as Letter"},
		{"It cures colds.", []string{"case", "article"}, ""},
		{"It cures colds.", []string{"case", "gone"}, ""},
		{"It cures colds.", []string{"trial"}, ""},
		{"It cured the cold of one patient.", []string{"case"}, ""},
		{"It cures colds, says a letter.", []string{"letter"}, ""},
		{"It cures colds, says a letter.", []string{"case"}, "case is indexed as Case Reports"},
	} {
		var matches []match.Match
		for _, key := range tc.keys {
			matches = append(matches, match.Match{Verdict: match.Matched, References: []string{key}})
		}
		c := claimOf("c-0", matches...)
		c.Plain = tc.plain
		var got []string
		for _, f := range audit.Check(audit.Article{Claims: []audit.Claim{c}}, nil, func(key string) *cite.Reference { return library[key] }) {
			got = append(got, f.Message)
		}
		if len(got) > 1 || tc.want == "" && len(got) > 0 || tc.want != "" && (len(got) == 0 || got[0] != tc.want) {
			t.Errorf("%q of %q: %q, want %q", tc.plain, tc.keys, got, tc.want)
		}
	}
}
