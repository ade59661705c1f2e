package site

import (
	"math"
	"slices"
	"strconv"

	"stet/internal/cite"
	"stet/internal/source"
)

// A design is a class of study designs, as PubMed's publication types tell
// them apart. It says how a study was made, and nothing of how well.
type design struct {
	name  string   // its key in words.yaml
	types []string // of PubMed, any of which makes a paper one of this class
}

// designClasses are the classes in the order in which a paper with several
// types is put into the first that fits. Protocols and preprints come first:
// whatever else they are indexed as, their results are not in yet or have not
// been reviewed. Notices are no evidence at all.
var designClasses = []design{
	{"notices", []string{"Retraction of Publication", "Published Erratum", "Expression of Concern"}},
	{"early", []string{"Preprint", "Clinical Trial Protocol"}},
	{"guidelines", []string{"Practice Guideline", "Guideline", "Consensus Development Conference", "Consensus Development Conference, NIH"}},
	{"systematic", []string{"Meta-Analysis", "Systematic Review", "Network Meta-Analysis"}},
	{"randomised", []string{"Randomized Controlled Trial", "Pragmatic Clinical Trial", "Equivalence Trial", "Adaptive Clinical Trial"}},
	{"trials", []string{"Controlled Clinical Trial", "Clinical Trial", "Clinical Trial, Phase I", "Clinical Trial, Phase II", "Clinical Trial, Phase III", "Clinical Trial, Phase IV", "Clinical Study"}},
	{"observational", []string{"Observational Study", "Comparative Study", "Evaluation Study", "Validation Study", "Twin Study", "Multicenter Study"}},
	{"cases", []string{"Case Reports"}},
	{"reviews", []string{"Review", "Scoping Review", "Editorial", "Comment", "Letter", "News", "Historical Article", "Lecture"}},
}

// Classes for what no publication type tells.
const (
	animalStudies = "animals"
	notIndexed    = "unknown"
)

// designOrder is the order in which classes are shown; classes that a
// publication type does not tell come last.
var designOrder = func() (names []string) {
	for _, d := range designClasses[2:] {
		names = append(names, d.name)
	}
	return append(names, animalStudies, designClasses[1].name, notIndexed, designClasses[0].name)
}()

// designOf is the class of r. Many trials and cohort studies are indexed as
// "Journal Article" alone: that a design is not indexed says nothing of the
// study.
func designOf(r *cite.Reference) string {
	if slices.Contains(r.MeSH, "Animals") && !slices.Contains(r.MeSH, "Humans") {
		return animalStudies
	}
	for _, d := range designClasses {
		for _, t := range r.Types {
			if slices.Contains(d.types, t) {
				return d.name
			}
		}
	}
	return notIndexed
}

// design is the name of a class for readers.
func (p *phrases) design(class string) string { return p.of("design." + class) }

// designBars counts references by design; classes without any are left out. bar
// gives the name of a design of so many references, and where they are listed.
func designBars(refs []*cite.Reference, bar func(design string, count int) Bar) []Bar {
	counts := map[string]int{}
	for _, r := range refs {
		counts[designOf(r)]++
	}
	var list []Bar
	for _, name := range designOrder {
		if counts[name] > 0 {
			b := bar(name, counts[name])
			b.Count = counts[name]
			list = append(list, b)
		}
	}
	return scaled(list)
}

// decadeBars counts references by the year of their issue, oldest first. A
// decade without any has its place between others.
func (p *phrases) decadeBars(refs []*cite.Reference) []Bar {
	counts := map[int]int{} // by decade; 0 for no year
	first, last := math.MaxInt, 0
	for _, r := range refs {
		decade := r.Year / 10
		counts[decade]++
		if decade > 0 {
			first, last = min(first, decade), max(last, decade)
		}
	}
	var list []Bar
	for d := first; d <= last; d++ {
		list = append(list, Bar{Name: p.of("audit.decade", strconv.Itoa(d*10)), Count: counts[d]})
	}
	if counts[0] > 0 {
		list = append(list, Bar{Name: p.of("audit.no-year"), Count: counts[0]})
	}
	return scaled(list)
}

// checkBars counts references by how long ago, on that day, they were last
// compared with PubMed.
func (p *phrases) checkBars(refs []*cite.Reference, today source.Date) []Bar {
	list := []Bar{{Name: p.of("audit.half-year")}, {Name: p.of("audit.two-years")}, {Name: p.of("audit.longer")}, {Name: p.of("audit.never")}}
	for _, r := range refs {
		n := 3
		if r.State() == cite.Verified {
			switch days := int(today.Time().Sub(r.Verified.At.Time()).Hours() / 24); {
			case days <= 183:
				n = 0
			case days <= 731:
				n = 1
			default:
				n = 2
			}
		}
		list[n].Count++
	}
	return scaled(list)
}

// scaled sets the lengths of bars by the longest, and their shares.
func scaled(list []Bar) []Bar {
	most, all := 1, 0
	for _, b := range list {
		most = max(most, b.Count)
		all += b.Count
	}
	before := 0
	for i := range list {
		b := &list[i]
		b.Percent = (100*b.Count + most - 1) / most
		if all > 0 {
			b.Before = 100 * before / all
			before += b.Count
			b.Share = 100*before/all - b.Before
		}
	}
	return list
}
