package claim

import (
	_ "embed"
	"strings"
	"sync"
)

// The most frequent family names of authors in PubMed's records and of the
// countries they come from, a word each, without those that are more often
// something else: "Chad", "London".
//
//go:embed surnames.txt
var surnameList string

var surnames = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for name := range strings.FieldsSeq(surnameList) {
		all[name] = true
	}
	return all
})

// surnameEnds are what family names end in, and hardly any other word.
var surnameEnds = [...]string{"mann", "stein", "qvist", "ström", "strom", "gren", "sson", "nsen", "rsen", "lsen", "tsen", "erson", "dottir",
	"nski", "wski", "cki", "wska", "icz", "kova", "vić", "ovic", "vich", "enko", "escu", "oğlu", "oglu", "poulos", "poulou", "idis", "akis",
	"rez", "nez", "guez", "elli", "etti", "ucci", "ozzi", "ardi", "tini", "uchi", "moto", "mura", "zawa", "kawa", "itz", "fman", "dman", "lman", "zman", "swamy", "murthy"}

// isSurname reports whether a word with a capital is hardly anything but a
// family name.
func isSurname(w string) bool {
	if i := strings.LastIndexAny(w, " -"); i > 0 {
		// "van der Meer", "García-López"
		return w[0] >= 'a' && w[0] <= 'z' || isSurname(w[:strings.IndexAny(w, " -")]) || isSurname(w[i+1:])
	}
	if surnames()[w] {
		return true
	}
	for _, prefix := range [...]string{"Mc", "O'", "O’", "Mac"} {
		if rest, ok := strings.CutPrefix(w, prefix); ok && rest != "" && rest[0] >= 'A' && rest[0] <= 'Z' {
			return true
		}
	}
	for _, end := range surnameEnds {
		if len(w) > len(end)+1 && strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}
