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

// byTail are the numbers in drugEndings by their last two letters.
var byTail = func() map[[2]byte][]int {
	m := map[[2]byte][]int{}
	for i, end := range drugEndings {
		tail := [2]byte{end[len(end)-2], end[len(end)-1]}
		m[tail] = append(m[tail], i)
	}
	return m
}()

// drugClass is the number of the ending that a stem has, and -1 if it is the
// name of no drug of drugEndings.
func drugClass(stem string) int {
	if len(stem) < leastDrug {
		return -1
	}
	for _, i := range byTail[[2]byte{stem[len(stem)-2], stem[len(stem)-1]}] {
		if strings.HasSuffix(stem, drugEndings[i]) {
			return i
		}
	}
	return -1
}

// A drug is one that a claim names.
type drug struct {
	stem  int32 // as a token has it
	word  string
	class int
}

// drugs are those that the claim's sentence names.
func (q *query) drugs() []drug {
	if !q.drugged {
		q.drugged, q.named = true, q.named[:0]
		own := q.topic().own
		for i := range own {
			if class := drugClass(q.stemOf(&own[i])); class >= 0 {
				q.named = append(q.named, drug{own[i].stem, q.shown(&own[i]), class})
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
	if len(drugs) == 0 || slices.ContainsFunc(drugs, func(d drug) bool { return q.x.subjects.has(ref, d.stem) }) {
		return ""
	}
	r := q.x.refs[ref]
	text := r.Title + "; " + strings.Join(r.MeSH, "; ")
	for _, w := range terms.Words(nil, text) {
		class := drugClass(w.Stem)
		if i := slices.IndexFunc(drugs, func(d drug) bool { return d.class == class }); class >= 0 && i >= 0 {
			return "about " + strings.ToLower(text[w.Start:w.End]) + ", not " + drugs[i].word
		}
	}
	return ""
}
