package match

import (
	"cmp"
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
	none     bool // there is no library
	refs     []*cite.Reference
	states   []atomic.Int32 // of refs, as far as they were asked for; see state
	journal  []int32        // of refs, in journals; -1 for none
	lawful   lists          // ref -> its lawful years
	keys     map[string]int32
	ids      map[cite.ID]int32
	urls     map[string]int32
	journals []cite.Journal
	displays []string           // of journals, as readers know them
	known    *cite.JournalIndex // of journals
	formers  []former
	issues   map[issue][]int32 // journal and lawful year -> refs
	authors  []uint64          // hash of a person's key, then ref; ascending
	subjects subjects
}

// An issue is a journal's year.
type issue struct {
	journal int32
	year    int
}

// NewIndex prepares lib; nil stands for no library at all, and then ids are
// unverified rather than unknown.
func NewIndex(lib *cite.Library) *Index {
	x := &Index{
		none:   lib == nil,
		keys:   map[string]int32{},
		ids:    map[cite.ID]int32{},
		urls:   map[string]int32{},
		known:  cite.NewJournalIndex(),
		issues: map[issue][]int32{},
	}
	if lib != nil {
		x.refs = slices.Clone(lib.References)
	}
	x.states = make([]atomic.Int32, len(x.refs))
	x.lawful.start = make([]uint32, 1, len(x.refs)+1)
	slices.SortStableFunc(x.refs, func(a, b *cite.Reference) int {
		return cmp.Or(strings.Compare(a.Key, b.Key), strings.Compare(a.Title, b.Title), cmp.Compare(a.Year, b.Year))
	})
	var wait sync.WaitGroup
	wait.Go(func() { x.subjects = newSubjects(x.refs) })
	known := map[cite.Journal]int32{}
	x.journal = make([]int32, len(x.refs))
	for i, r := range x.refs {
		x.addNames(int32(i), r)
		x.addJournal(int32(i), r, known)
		x.addAuthors(int32(i), r)
	}
	slices.Sort(x.authors)
	x.formers = x.formersHeld()
	wait.Wait()
	return x
}

// Reference is the reference of that key, or nil.
func (x *Index) Reference(key string) *cite.Reference {
	if i, ok := x.keys[key]; ok {
		return x.refs[i]
	}
	return nil
}

// addNames enters what r is called by: key, ids, address. Of two references
// that share one, the first keeps it.
func (x *Index) addNames(i int32, r *cite.Reference) {
	if _, taken := x.keys[r.Key]; !taken && r.Key != "" {
		x.keys[r.Key] = i
	}
	for _, id := range r.IDs() {
		if _, taken := x.ids[id]; !taken {
			x.ids[id] = i
		}
	}
	if _, taken := x.urls[address(r.URL)]; !taken && r.URL != "" {
		x.urls[address(r.URL)] = i
	}
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
	var years []int32
	for _, y := range r.Years() {
		years = append(years, int32(y))
	}
	x.lawful.add(years)
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
		hit, _ := cite.Journals(nil).Lookup(r.Journal.Title)
		x.known.Add(r.Journal, hit.Title)
	}
	x.journal[i] = j
	for _, y := range years {
		x.issues[issue{j, int(y)}] = append(x.issues[issue{j, int(y)}], i)
	}
}

func appendNew(list []int32, n int32) []int32 {
	if slices.Contains(list, n) {
		return list
	}
	return append(list, n)
}

// journalsNamed are the journals of the library that a name stands for, in
// ascending order. names is the name as written, and behind it the title that
// the table of journals has for it, if the finder gave that.
func (x *Index) journalsNamed(names ...string) []int32 {
	switch {
	case len(names) == 0 || len(x.journals) == 0:
		return nil
	case len(names) > 1:
		return x.known.Named(names[0], names[1])
	}
	hit, _ := cite.Journals(nil).Lookup(names[0])
	return x.known.Named(names[0], hit.Title)
}

func (x *Index) addAuthors(i int32, r *cite.Reference) {
	for _, a := range r.Authors {
		for _, key := range parsePerson(a).keys() {
			x.authors = append(x.authors, authorHash(key)<<32|uint64(i))
		}
	}
}

// authorHash is FNV-1a of key, in 32 bits; what it finds is compared once more.
func authorHash(key string) uint64 {
	h := uint32(2166136261)
	for i := range len(key) {
		h = (h ^ uint32(key[i])) * 16777619
	}
	return uint64(h)
}

// mayHaveAuthor is false if p is surely no author of reference i.
func (x *Index) mayHaveAuthor(i int32, p person) bool {
	for _, key := range p.keys() {
		if _, found := slices.BinarySearch(x.authors, authorHash(key)<<32|uint64(i)); found {
			return true
		}
	}
	return false
}

// namedLike are the references that may have p as an author, ascending: some
// share no more than the hash of a name.
func (x *Index) namedLike(p person) []int32 {
	var found []int32
	for _, key := range p.keys() {
		h := authorHash(key) << 32
		at, _ := slices.BinarySearch(x.authors, h)
		for ; at < len(x.authors) && x.authors[at]>>32 == h>>32; at++ {
			found = append(found, int32(uint32(x.authors[at])))
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}
