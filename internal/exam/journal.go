package exam

import (
	"slices"
	"strings"

	"stet/internal/cite"
)

// confusable are groups of journals that people mix up, by what their names
// are: facts of the NLM catalog.
var confusable = [][]string{
	{"Hypertension", "Journal of Hypertension", "Hypertension Research", "American Journal of Hypertension", "Journal of Human Hypertension"},
	{"Nutrition", "Nutrients", "Nutrition Research", "Nutrition Reviews", "Nutrition Journal", "Clinical Nutrition", "The Journal of Nutrition", "British Journal of Nutrition", "European Journal of Nutrition", "European Journal of Clinical Nutrition", "Frontiers in Nutrition", "Advances in Nutrition", "Public Health Nutrition"},
	{"Sleep", "Sleep Medicine", "Sleep Medicine Reviews", "Journal of Sleep Research"},
	{"Pain", "Pain Medicine", "The Journal of Pain", "European Journal of Pain", "The Clinical Journal of Pain"},
	{"Lancet", "Lancet Neurology", "Lancet Oncology", "Lancet Psychiatry", "Lancet Infectious Diseases", "Lancet Public Health"},
	{"Obesity", "Obesity Research", "Obesity Reviews", "Obesity Surgery", "International Journal of Obesity"},
	{"Diabetes", "Diabetes Care", "Diabetologia", "Diabetic Medicine", "Diabetes, Obesity & Metabolism"},
	{"JAMA", "JAMA Internal Medicine", "JAMA Network Open", "JAMA Cardiology", "JAMA Psychiatry", "JAMA Neurology", "JAMA Pediatrics"},
	{"Circulation", "Circulation Research", "Circulation Journal", "Circulation: Heart Failure"},
	{"Cell", "Cell Metabolism", "Cell Reports", "Molecular Cell", "Cancer Cell"},
	{"Nature", "Nature Medicine", "Nature Communications", "Nature Genetics", "Nature Reviews Cancer", "Nature Neuroscience"},
	{"Science", "Science Translational Medicine", "Science Advances"},
	{"Heart", "Heart & Lung", "Heart Rhythm", "European Heart Journal", "American Heart Journal"},
	{"Bone", "Journal of Bone and Mineral Research", "Bone Research"},
	{"Cancer", "British Journal of Cancer", "European Journal of Cancer", "International Journal of Cancer", "Cancer Research", "Clinical Cancer Research"},
	{"Blood", "Blood Advances", "Blood Reviews"},
	{"Brain", "Brain Research", "Brain and Behavior", "Brain Sciences"},
	{"Neurology", "Annals of Neurology", "Journal of Neurology", "European Journal of Neurology", "Archives of Neurology"},
	{"Pediatrics", "The Journal of Pediatrics", "European Journal of Pediatrics", "JAMA Pediatrics", "Acta Paediatrica"},
	{"Stroke", "International Journal of Stroke", "Journal of Stroke"},
	{"Thorax", "Chest", "European Respiratory Journal"},
	{"BMJ", "BMJ Open", "BMC Medicine"},
	{"PLoS One", "PLoS Medicine", "PLoS Genetics", "PLoS Biology"},
	{"Gastroenterology", "Journal of Gastroenterology", "World Journal of Gastroenterology", "The American Journal of Gastroenterology"},
	{"Atherosclerosis", "Arteriosclerosis, Thrombosis, and Vascular Biology"},
	{"Immunity", "Journal of Immunology", "European Journal of Immunology", "Frontiers in Immunology"},
	{"Anesthesiology", "Anesthesia and Analgesia", "Anaesthesia", "British Journal of Anaesthesia"},
	{"Radiology", "European Radiology", "European Journal of Radiology", "Skeletal Radiology", "Pediatric Radiology"},
	{"Addiction", "Addictive Behaviors", "Addiction Biology"},
	{"Appetite", "Physiology & Behavior"},
	{"Bioinformatics", "BMC Bioinformatics", "Briefings in Bioinformatics"},
}

// A neighbourhood tells which journals have nearly the same name as others.
type neighbourhood struct {
	names []string            // as print has them
	words map[string][]string // folded name -> folded name's telling words
	near  map[string][]string // folded name -> names nearly the same
}

// newNeighbourhood knows the names given, and the confusable ones.
func newNeighbourhood(names []string) *neighbourhood {
	h := &neighbourhood{words: map[string][]string{}, near: map[string][]string{}}
	for _, group := range confusable {
		for _, a := range group {
			for _, b := range group {
				if a != b {
					h.near[cite.Fold(a)] = append(h.near[cite.Fold(a)], b)
				}
			}
		}
	}
	for _, name := range names {
		name = cite.Journal{Title: name}.Display()
		folded := cite.Fold(name)
		if _, known := h.words[folded]; known || folded == "" || isFrame(name) || sameJournal.MatchString(name) {
			continue
		}
		h.words[folded] = tellingWords(folded)
		h.names = append(h.names, titleCase(name))
	}
	slices.Sort(h.names)
	return h
}

// of are the journals of nearly the same name as j: one telling word more,
// fewer or other.
func (h *neighbourhood) of(j cite.Journal) []string {
	folded := cite.Fold(j.Display())
	if list, known := h.near[folded]; known && len(list) > 0 {
		return list
	}
	words := tellingWords(folded)
	var list []string
	for _, name := range h.names {
		other := cite.Fold(name)
		if isNear(words, h.words[other]) && !j.Is(name) && !slices.Contains(j.Names(), other) {
			list = append(list, name)
		}
	}
	h.near[folded] = list
	return list
}

// isFrame reports whether a name is one word that every other journal has in
// its own, or was made up by a library for one without a name: nobody takes
// "Cancer Research" for "Research", or writes "[Zasshi]".
func isFrame(name string) bool {
	switch cite.Fold(name) {
	case "annales", "annals", "archives", "bulletin", "journal", "reports", "research", "review", "reviews", "revue":
		return true
	}
	return strings.HasPrefix(name, "[")
}

func tellingWords(folded string) []string {
	return slices.DeleteFunc(strings.Fields(folded), func(w string) bool { return small[w] || w == "&" })
}

// isNear reports whether one word apart lies between two names; of names of
// two words, one that is added.
func isNear(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	switch len(b) - len(a) {
	case 0:
		return len(a) > 2 && distinct(a, b) == 1
	case 1:
		for i := range b {
			if slices.Equal(a, slices.Delete(slices.Clone(b), i, i+1)) {
				return true
			}
		}
	}
	return false
}

// distinct counts the places where two names of the same length differ, but
// not words of one stem, "behavior" and "behavioral": names of one journal.
func distinct(a, b []string) int {
	n := 0
	for i := range a {
		if a[i] != b[i] {
			n++
			if k := min(len(a[i]), len(b[i]), 5); a[i][:k] == b[i][:k] {
				n++
			}
		}
	}
	return n
}
