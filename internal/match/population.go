package match

import (
	"strings"

	"stet/internal/cite"
	"stet/internal/terms"
)

// A population says who was studied and how something was given, as far as
// words tell: a set of sides.
type population uint8

const (
	people population = 1 << iota
	animals
	young
	grown
	female
	male
	swallowed
	applied
)

// contrasts are sides of which a study is usually on one.
var contrasts = [...]struct {
	a, b         population
	aName, bName string
}{
	{people, animals, "people", "animals"},
	{young, grown, "children", "adults"},
	{female, male, "women", "men"},
	{swallowed, applied, "something taken", "something put on the skin"},
}

// clash says how the population of a record differs from that of a sentence:
// "about animals, not people". It is "" unless each is on one side, and that
// another.
func (stated population) clash(record population) string {
	var ws []string
	for _, c := range contrasts {
		switch s, r := stated&(c.a|c.b), record&(c.a|c.b); {
		case s == c.a && r == c.b:
			ws = append(ws, "about "+c.bName+", not "+c.aName)
		case s == c.b && r == c.a:
			ws = append(ws, "about "+c.aName+", not "+c.bName)
		}
	}
	return strings.Join(ws, ", ")
}

// clashes reports whether there is a clash: whether for any contrast, whose
// sides are neighbouring bits, each is on one side and they differ.
func (stated population) clashes(record population) bool {
	const firsts = people | young | female | swallowed
	first := func(p population) population { return p & firsts &^ (p >> 1) }
	second := func(p population) population { return p >> 1 & firsts &^ p }
	return first(stated)&second(record)|second(stated)&first(record) != 0
}

// populationWords are words of prose and of titles for each set of sides. Those
// that mean other things as well, like "aged" and "oral", are left out.
var populationWords = []struct {
	sides population
	words string
}{
	{people, "human people patients participants volunteers"},
	{people | female, "women mothers girls postmenopausal pregnant"},
	{people | male, "men boys fathers"},
	{people | young, "children childhood infants adolescents babies newborns toddlers teenagers schoolchildren youngsters"},
	{people | grown, "adults elderly seniors pensioners"},
	{animals, "animals mice mouse rats rodents murine rabbits piglets zebrafish hamsters"},
	{swallowed, "orally capsules swallowed ingested"},
	{applied, "topical topically cream creams ointment ointments"},
}

// addPopulations enters the sides that words tell of.
func (l *lexicon) addPopulations() {
	for _, p := range populationWords {
		for _, stem := range terms.Stems(p.words) {
			n := l.number(stem)
			for int(n) >= len(l.sides) {
				l.sides = append(l.sides, 0)
			}
			l.sides[n] |= p.sides
		}
	}
}

// populationOf is what a running text tells; stems are its numbers.
func (l *lexicon) populationOf(stems []int32) population {
	var p population
	for _, n := range stems {
		if n >= 0 && int(n) < len(l.sides) {
			p |= l.sides[n]
		}
	}
	return p
}

// headingPopulation is what MeSH's descriptors tell.
func headingPopulation(r *cite.Reference) population {
	var p population
	for _, heading := range r.MeSH {
		p |= headingSides[heading]
	}
	return p
}

var headingSides = map[string]population{
	"Humans": people, "Animals": animals, "Female": female, "Male": male,
	"Child": young, "Child, Preschool": young, "Infant": young, "Infant, Newborn": young, "Adolescent": young,
	"Adult": grown, "Young Adult": grown, "Middle Aged": grown, "Aged": grown, "Aged, 80 and over": grown,
	"Administration, Oral": swallowed, "Administration, Topical": applied, "Administration, Cutaneous": applied,
}
