package match

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"stet/internal/cite"
)

// An Index is a library made ready for matching. It is immutable.
//
// References are numbered in the order of their keys, so that nothing that
// depends on the numbers depends on the order of the file.
type Index struct {
	none       bool // there is no library
	refs       []*cite.Reference
	numbers    []int32          // of refs, in order; see just
	states     []atomic.Int32   // of refs, as far as they were asked for; see state
	journal    []int32          // of refs, in journals; -1 for none
	lawful     lists[int32]     // ref -> its lawful years, ascending
	years      [][2]int16       // ref -> the first two of them; the second is negative where there are more
	titles     lists[titleWord] // ref -> the words of its title
	named      table            // key, id or address -> ref
	journals   []cite.Journal
	displays   []string           // of journals, as readers know them
	folded     [][]string         // of journals, their names of two words or more between spaces
	known      *cite.JournalIndex // of journals
	formers    []former
	namings    []atomic.Pointer[naming] // by hash of their name, as far as they were asked for
	issues     []uint64                 // journal, lawful year and ref, ascending; see issueOf
	holdings   [][]int32                // journal -> its refs, ascending
	dated      map[int32][]int32        // lawful year -> its refs, ascending
	quantities lists[byte]              // ref -> the digits of its quantities; see addQuantities
	authors    buckets                  // hash of a person's key -> refs
	families   lists[uint32]            // ref -> hash of each author's family name; see anyFamily
	subjects   subjects
	queries    sync.Pool // of *query
}

// NewIndex prepares lib; nil stands for no library at all, and then ids are
// unverified rather than unknown.
func NewIndex(lib *cite.Library) *Index {
	x := &Index{
		none:  lib == nil,
		known: cite.NewJournalIndex(),
		dated: map[int32][]int32{},
	}
	if lib != nil {
		x.refs = slices.Clone(lib.References)
	}
	x.states = make([]atomic.Int32, len(x.refs))
	x.numbers = make([]int32, len(x.refs))
	for i := range x.numbers {
		x.numbers[i] = int32(i)
	}
	x.years = make([][2]int16, len(x.refs))
	x.lawful.start = make([]uint32, 1, len(x.refs)+1)
	sortReferences(x.refs)
	var wait sync.WaitGroup
	wait.Go(x.addAuthors)
	wait.Go(x.addTitles)
	wait.Go(x.addQuantities)
	known := map[cite.Journal]int32{}
	x.journal = make([]int32, len(x.refs))
	x.named = newTable(countNames(x.refs), x.isNamed)
	for i, r := range x.refs {
		x.addNames(int32(i), r)
		x.addJournal(int32(i), r, known)
	}
	x.namings = make([]atomic.Pointer[naming], 1<<min(13, 8+bits.Len(uint(len(x.journals)/64))))
	slices.Sort(x.issues)
	x.formers = x.formersHeld()
	wait.Wait()
	x.subjects = newSubjects(x.refs)
	x.queries.New = func() any { return newQuery(x) }
	return x
}

// sortReferences puts refs in the order of their keys.
func sortReferences(refs []*cite.Reference) {
	inOrder := func(a, b *cite.Reference) int {
		return cmp.Or(strings.Compare(a.Key, b.Key), strings.Compare(a.Title, b.Title), cmp.Compare(a.Year, b.Year))
	}
	if !slices.IsSortedFunc(refs, inOrder) {
		slices.SortStableFunc(refs, inOrder)
	}
}

// Reference is the reference of that key, or nil.
func (x *Index) Reference(key string) *cite.Reference {
	if i, ok := x.byKey(key); ok {
		return x.refs[i]
	}
	return nil
}

// just is a list of reference i alone; it is not to be written to.
func (x *Index) just(i int32) []int32 { return x.numbers[i : i+1 : i+1] }

func (x *Index) byKey(key string) (int32, bool) {
	return x.named.find(cite.ID{Kind: keyName, Value: key})
}

// find is the reference of an id; for the address of a page, the one that
// gives that address.
func (x *Index) find(id cite.ID) (int32, bool) {
	if id.Kind == cite.KindURL {
		id.Value = address(id.Value)
	}
	return x.named.find(id)
}

// keyName stands for a key beside the kinds of ids.
const keyName = cite.NoID

// addNames enters what r is called by: key, ids, address. Of two references
// that share one, the first keeps it.
func (x *Index) addNames(i int32, r *cite.Reference) {
	for _, id := range namesOf(r) {
		if id.Value != "" {
			x.named.add(id, i)
		}
	}
}

// isNamed reports whether reference i has a name, which is not empty.
func (x *Index) isNamed(i int32, id cite.ID) bool {
	r := x.refs[i]
	switch id.Kind {
	case keyName:
		return r.Key == id.Value
	case cite.KindPMID:
		return string(r.PMID) == id.Value
	case cite.KindPMCID:
		return string(r.PMCID) == id.Value
	case cite.KindDOI:
		return string(r.DOI) == id.Value
	case cite.KindURL:
		return r.URL != "" && address(r.URL) == id.Value
	}
	return false
}

// namesOf are the key, the ids and the address of r; of those that it has not,
// the value is empty.
func namesOf(r *cite.Reference) [5]cite.ID {
	names := [5]cite.ID{{Kind: keyName, Value: r.Key}, {Kind: cite.KindPMID, Value: string(r.PMID)}, {Kind: cite.KindPMCID, Value: string(r.PMCID)}, {Kind: cite.KindDOI, Value: string(r.DOI)}}
	if r.URL != "" {
		names[4] = cite.ID{Kind: cite.KindURL, Value: address(r.URL)}
	}
	return names
}

// countNames is the most names that addNames enters for refs.
func countNames(refs []*cite.Reference) int {
	n := 0
	for _, r := range refs {
		for _, name := range [5]string{r.Key, string(r.PMID), string(r.PMCID), string(r.DOI), r.URL} {
			n += min(len(name), 1)
		}
	}
	return n
}

// state is the standing of reference i. To tell it takes a sum over the
// record, which is taken once.
func (x *Index) state(i int32) cite.State {
	if known := x.states[i].Load(); known > 0 {
		return cite.State(known - 1)
	}
	state := x.refs[i].State()
	x.states[i].Store(int32(state) + 1)
	return state
}

// display is the name of reference i's journal as readers know it.
func (x *Index) display(i int32) string {
	if j := x.journal[i]; j >= 0 {
		return x.displays[j]
	}
	return ""
}

// address is a web address without what differs between copies of it.
func address(url string) string {
	url = strings.TrimPrefix(strings.TrimPrefix(url, "https://"), "http://")
	url, _, _ = strings.Cut(url, "#")
	return strings.TrimSuffix(strings.TrimPrefix(url, "www."), "/")
}

func (x *Index) addJournal(i int32, r *cite.Reference, known map[cite.Journal]int32) {
	years := appendYears(make([]int32, 0, 8), r)
	x.lawful.add(years)
	x.years[i] = firstYears(years)
	for _, y := range years {
		x.dated[y] = append(x.dated[y], i)
	}
	x.journal[i] = -1
	if r.Journal.Title == "" && r.Journal.Abbr == "" {
		return
	}
	j, ok := known[r.Journal]
	if !ok {
		j = int32(len(x.journals))
		known[r.Journal] = j
		x.journals = append(x.journals, r.Journal)
		x.displays = append(x.displays, r.Journal.Display())
		x.holdings = append(x.holdings, nil)
		x.folded = append(x.folded, longNames(r.Journal))
		hit, _ := cite.Journals(nil).Lookup(r.Journal.Title)
		x.known.Add(r.Journal, hit.Title)
	}
	x.journal[i] = j
	x.holdings[j] = append(x.holdings[j], i)
	for _, y := range years {
		x.issues = append(x.issues, issueOf(j, int(y))|uint64(i))
	}
}

// appendYears appends the lawful years of r, ascending and without repeats.
func appendYears(years []int32, r *cite.Reference) []int32 {
	for _, y := range [2]int{r.Year, r.Epub} {
		if y != 0 {
			years = append(years, int32(y))
		}
	}
	for _, y := range r.AlsoYears {
		if y != 0 {
			years = append(years, int32(y))
		}
	}
	slices.Sort(years)
	return slices.Compact(years)
}

func firstYears(years []int32) [2]int16 {
	var first [2]int16
	for i, y := range years[:min(len(years), 2)] {
		first[i] = int16(y)
	}
	if len(years) > 2 {
		first[1] = -1
	}
	return first
}

// yearsOf are the lawful years of reference i, ascending.
func (x *Index) yearsOf(i int32) []int {
	lawful := x.lawful.list(i)
	if len(lawful) == 0 {
		return nil
	}
	years := make([]int, len(lawful))
	for i, y := range lawful {
		years[i] = int(y)
	}
	return years
}

// issueOf is where the references of a journal's year start in issues: 20 bits
// for the journal, 12 for the year, 32 for the reference.
func issueOf(journal int32, year int) uint64 {
	return uint64(journal)<<44 | uint64(year&0xfff)<<32
}

// inIssue appends the references of a journal's year to refs, ascending.
func (x *Index) inIssue(refs []int32, journal int32, year int) []int32 {
	if year <= 0 || year > 0xfff {
		return refs
	}
	from := issueOf(journal, year)
	at, _ := slices.BinarySearch(x.issues, from)
	for ; at < len(x.issues) && x.issues[at]>>32 == from>>32; at++ {
		refs = append(refs, int32(uint32(x.issues[at])))
	}
	return refs
}

func appendNew(list []int32, n int32) []int32 {
	if slices.Contains(list, n) {
		return list
	}
	return append(list, n)
}

// resolve finds the journals of the library that n's names stand for: the name
// as written, and behind it the title that the table of journals has for it,
// if the finder gave that.
func (x *Index) resolve(n *naming, names []string) {
	if len(names) == 0 || len(x.journals) == 0 {
		return
	}
	name, title := names[0], names[len(names)-1]
	if len(names) == 1 {
		hit, _ := cite.Journals(nil).Lookup(name)
		title = hit.Title
	}
	own := x.known.Named(name, title)
	n.parts = slices.DeleteFunc(x.known.Parts(name, title), func(j int32) bool { return slices.Contains(own, j) })
	n.journals = append(own, n.parts...)
	slices.Sort(n.journals)
	n.journals = slices.Compact(n.journals)
	n.sections, n.divided = x.known.Sections(name, title)
	if parent, last := cite.Undivided(title); last > 0 {
		n.formers = append(n.formers, former{journals: x.known.Named(parent, parent), last: last})
	}
}
