package match

import (
	"slices"
	"strings"

	"stet/internal/terms"
)

// drugEndings are what the international names of the drugs of a class end in,
// as stems: salmeterol and formoterol, atorvastatin and rosuvastatin. Endings
// that a class name has too (heparin, penicillin) are left out, as that
// stands for all of them.
var drugEndings = []string{"terol", "tropium", "lukast", "olol", "dipin", "opril", "april", "ipril", "sartan", "zosin", "vastatin", "fibrat", "gliflozin", "gliptin", "glitazon", "glutid", "xaban", "grel",
	"prazol", "tidin", "triptan", "setron", "oxetin", "zepam", "zolam", "profen", "thromycin", "floxacin", "conazol", "clovir", "tinib", "ciclib", "platin", "rubicin", "taxel"}

// leastDrug is the length in bytes below which a word is no drug's name: April.
const leastDrug = 7

// A class is that of a drug: the place of its ending in drugEndings, from 1; 0
// for a word that names no drug.
type class uint8

// byTail are the classes by the last two letters of their endings; see tail.
var byTail = func() (by [1 << 10][]class) {
	for i, end := range drugEndings {
		by[tail(end)] = append(by[tail(end)], class(i+1))
	}
	return by
}()

// tail tells by its last two letters what stem may end in.
func tail(stem string) int { return int(stem[len(stem)-2]&31)<<5 | int(stem[len(stem)-1]&31) }

// drugClass is the class of the drug that a stem names.
func drugClass(stem string) class {
	if len(stem) < leastDrug {
		return 0
	}
	for _, c := range byTail[tail(stem)] {
		if strings.HasSuffix(stem, drugEndings[c-1]) {
			return c
		}
	}
	return 0
}

// A classes says roughly of which classes there are drugs: it has a bit for
// several of them.
type classes uint32

func (c class) among() classes { return min(classes(c), 1) << (c & 31) }

// A drug is one that a claim names.
type drug struct {
	stem  int32 // as a token has it
	word  string
	class class
}

// drugs are those that the claim's sentence names.
func (q *query) drugs() []drug {
	if !q.drugged {
		q.drugged, q.named, q.classes = true, q.named[:0], 0
		own := q.topic().own
		for i := range own {
			if own[i].class != 0 {
				q.named = append(q.named, drug{own[i].stem, q.shown(&own[i]), own[i].class})
				q.classes |= own[i].class.among()
			}
		}
	}
	return q.named
}

// otherDrug says in what the drug that reference ref is about differs from the
// sentence's: "about formoterol, not salmeterol". The record has to have another
// of the class in its title or headings, and no drug of the sentence at all.
func (q *query) otherDrug(ref int32) string {
	drugs := q.drugs()
	if len(drugs) == 0 || q.classes&q.x.subjects.classes[ref] == 0 || slices.ContainsFunc(drugs, func(d drug) bool { return q.x.subjects.has(ref, d.stem) }) {
		return ""
	}
	r := q.x.refs[ref]
	text := r.Title + "; " + strings.Join(r.MeSH, "; ")
	for _, w := range terms.Words(nil, text) {
		class := drugClass(w.Stem)
		if i := slices.IndexFunc(drugs, func(d drug) bool { return d.class == class }); class != 0 && i >= 0 {
			return "about " + strings.ToLower(text[w.Start:w.End]) + ", not " + drugs[i].word
		}
	}
	return ""
}
