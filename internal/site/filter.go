package site

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"stet/internal/cite"
)

// filterFile tells static/references.js of each reference what it can be chosen
// by, in the order of the list:
//
//	{"block": 250, "designs": [["cases", "Case reports", 3], ...], "journals": ..., "years": ..., "states": ..., "rows": [[0, 12, 3, 5], ...]}
//
// An option is its value in addresses, its name, and how many references have
// it. A row has an index into each list of options, -1 for none; of states, of
// which a reference may have several, it has a sum of 1, 2, 4, ... for the
// first, second, third.
const filterFile = "references/filter.json"

// minFilter is how many references a list needs to be chosen from.
const minFilter = 10

type filterData struct {
	Block    int            `json:"block"` // references on a page of the list
	Designs  []filterOption `json:"designs"`
	Journals []filterOption `json:"journals"`
	Years    []filterOption `json:"years"`
	States   []filterOption `json:"states"`
	Rows     [][4]int       `json:"rows"`
}

// A filterOption is the value of an option, its name, and how many there are.
type filterOption [3]any

// referenceStates are the states that references are chosen by, in the order
// in which they are shown.
var referenceStates = []string{"verified", "unverified", "edited", cite.Retraction, cite.Concern, cite.Erratum, cite.Update, "unused"}

// filterPage is the file of that name.
func (s *Site) filterPage() Page {
	list, w := s.refs(), s.frame.Theme.words
	designs, journals, years := map[string]int{}, map[string]int{}, map[string]int{}
	states := make([]int, len(referenceStates))
	for _, r := range list {
		designs[designOf(r)]++
		if r.Journal.Title != "" {
			journals[r.Journal.Title]++
		}
		if r.Year != 0 {
			years[strconv.Itoa(r.Year)]++
		}
		for i := range referenceStates {
			states[i] += s.statesOf(r) >> i & 1
		}
	}
	byName := slices.SortedFunc(maps.Keys(journals), func(a, b string) int {
		return cmp.Or(strings.Compare(strings.ToLower(a), strings.ToLower(b)), strings.Compare(a, b))
	})
	inUse := slices.DeleteFunc(slices.Clone(designOrder), func(d string) bool { return designs[d] == 0 })
	newest := slices.Sorted(maps.Keys(years))
	slices.Reverse(newest)
	same := func(value string) string { return value }
	data := filterData{
		Block:    referencesPerPage,
		Designs:  options(inUse, designs, w.design),
		Journals: options(byName, journals, same),
		Years:    options(newest, years, same),
		States:   []filterOption{},
		Rows:     make([][4]int, len(list)),
	}
	for i, state := range referenceStates {
		data.States = append(data.States, filterOption{state, w.of("state." + state), states[i]})
	}
	at := func(values []string) map[string]int {
		index := map[string]int{"": -1, "0": -1}
		for i, v := range values {
			index[v] = i
		}
		return index
	}
	design, journal, year := at(inUse), at(byName), at(newest)
	for i, r := range list {
		data.Rows[i] = [4]int{design[designOf(r)], journal[r.Journal.Title], year[strconv.Itoa(r.Year)], s.statesOf(r)}
	}
	return Page{Path: filterFile, Data: compactJSON(data)}
}

func options(values []string, counts map[string]int, name func(value string) string) []filterOption {
	list := make([]filterOption, len(values))
	for i, v := range values {
		list[i] = filterOption{v, name(v), counts[v]}
	}
	return list
}

// statesOf are the states of r, a bit for each of referenceStates.
func (s *Site) statesOf(r *cite.Reference) (bits int) {
	set := func(state string) { bits |= 1 << slices.Index(referenceStates, state) }
	switch r.State() {
	case cite.Verified:
		set("verified")
	case cite.Edited:
		set("edited")
	default:
		set("unverified")
	}
	if r.IsRetracted() {
		set(cite.Retraction)
	}
	for _, n := range r.Notices {
		if slices.Contains(referenceStates, n.Kind) {
			set(n.Kind)
		}
	}
	if len(s.backlinks()[r.Key]) == 0 {
		set("unused")
	}
	return bits
}

// filtered is the bar of a study design, which leads to the references of it, from
// a page that is root away from the site's root.
func (s *Site) filtered(root string) func(design string, count int) Bar {
	return func(design string, _ int) Bar {
		b := Bar{Name: s.frame.Theme.words.design(design)}
		if len(s.refs()) >= minFilter {
			b.URL = root + "references/?design=" + design
		}
		return b
	}
}

// letters lead to the first reference of each letter in the list of all.
func (s *Site) letters(list []*cite.Reference) (links []LinkView) {
	last := ""
	for i, r := range list {
		name := strings.ToUpper(cite.Fold(shortName(r)))
		if name == "" || name[0] < 'A' || name[0] > 'Z' || name[:1] == last {
			continue
		}
		last = name[:1]
		page := strings.TrimPrefix(listAddress("references/", i/referencesPerPage), "references/")
		links = append(links, LinkView{URL: page + "#" + s.frame.referenceSlug(r.Key), Text: last})
	}
	return links
}
