package cite

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"stet/internal/source"
)

// Imported is what Import made of a library.
type Imported struct {
	Added     []string // keys, these and the next in the order of the records
	Updated   []string
	Unchanged []string
	Kept      []string // entries that say more than the record may change
	Skipped   []Skipped
}

// Skipped is a record that cannot be taken.
type Skipped struct {
	Key    string // of the record
	Reason string
}

// Import takes records into the library f and gives the file's new bytes. A
// record that shares an id with an entry updates it: the entry keeps its key,
// its order and the comments outside of the values that change, and only
// fields that differ are written. Other records are appended. Entries that an
// editor vouches for are never touched, notices are never taken away, and an
// entry that says what its record says is left alone, whenever it was verified.
//
// Each record says who vouches for it; the sum is that of the entry it becomes.
// A record that nobody vouches for fills in what an unverified entry lacks, and
// never changes what one says. It may be without ids: then its key is that of an
// entry of the same title, or a new one.
//
// Every byte outside of the changes stays as it was. The result is read again
// and compared with what was meant before it is given out; else there is an
// error and no bytes.
func Import(f *source.File, records []*Reference) ([]byte, Imported, error) {
	e, err := newEditor(f)
	if err != nil {
		return nil, Imported{}, err
	}
	m := importer{editor: e, seen: map[ID]string{}}
	for _, r := range records {
		m.take(r)
	}
	b, err := e.bytes()
	if err != nil {
		return nil, Imported{}, err
	}
	return b, m.result, nil
}

// An importer takes records into one library.
type importer struct {
	*editor
	seen   map[ID]string // ids of the records so far, with the record's first id
	result Imported
}

func (m *importer) take(r *Reference) {
	if r.Verified.From == "" {
		r = m.named(r)
	}
	record, problem := canonical(r)
	if problem != "" {
		m.skip(r, problem)
		return
	}
	ids := record.IDs()
	entries := m.lib.entries(ids)
	if old := m.lib.Key(record.Key); record.Verified.From == "" && len(entries) == 0 && old != nil && sameTitle(old.Title, record.Title) {
		entries = append(entries, old)
	}
	switch {
	case len(ids) == 0 && record.Verified.From != "":
		m.skip(record, "it has no id")
	case slices.ContainsFunc(ids, func(id ID) bool { return m.seen[id] != "" }):
		m.skip(record, m.twice(ids))
	case len(entries) > 1:
		m.skip(record, fmt.Sprintf("its ids are those of two entries, on lines %d and %d", entries[0].Pos.Line, entries[1].Pos.Line))
	case len(entries) == 0:
		m.add(record)
	case record.PMID != "" && entries[0].PMID != "" && record.PMID != entries[0].PMID:
		m.skip(record, fmt.Sprintf("it shares an id with %s, which is another record: pmid:%s; take one of the two", entries[0].Key, entries[0].PMID))
	case entries[0].Verified.From == FromEditor:
		m.result.Kept = append(m.result.Kept, entries[0].Key)
	case record.Verified.From == "":
		m.complete(entries[0], record)
	default:
		m.update(entries[0], record)
	}
	for _, id := range ids {
		m.seen[id] = ids[0].String()
	}
}

// canonical is r as it is read back from a library, or what is wrong with it.
func canonical(r *Reference) (*Reference, string) {
	lib, err := ParseLibrary(source.NewFile("record", Format(r)))
	switch {
	case err != nil:
		return nil, err.Error()
	case len(lib.Problems) > 0:
		return nil, lib.Problems[0].Msg
	}
	return lib.References[0], ""
}

// twice says which of a record's ids came before.
func (m *importer) twice(ids []ID) string {
	i := slices.IndexFunc(ids, func(id ID) bool { return m.seen[id] != "" })
	if first := m.seen[ids[i]]; first != ids[0].String() {
		return fmt.Sprintf("its %s is also that of %s; take one of the two", ids[i], first)
	}
	return "it is there twice"
}

func (m *importer) skip(r *Reference, reason string) {
	key := r.Key
	if key == "" {
		key = r.defaultKey()
	}
	m.result.Skipped = append(m.result.Skipped, Skipped{key, reason})
}

func (m *importer) add(r *Reference) {
	if m.taken(r.Key) != nil {
		m.skip(r, fmt.Sprintf("the key %q is another entry's", r.Key))
		return
	}
	r.Notices = withNotices(nil, r.Notices) // PubMed may say one twice
	r.vouch(r.Verified)
	m.append(r)
	m.result.Added = append(m.result.Added, r.Key)
}

// vouch writes who verified r as it is now.
func (r *Reference) vouch(v Verification) {
	r.Verified = v
	if v.From != "" {
		r.Verified.Sum = r.Sum()
	}
}

// update writes what record says into the entry old, if it differs.
func (m *importer) update(old, record *Reference) {
	merged := merge(old, record)
	merged.Verified = old.Verified
	if old.State() == Verified && same(old, merged) {
		m.result.Unchanged = append(m.result.Unchanged, old.Key)
		return
	}
	merged.vouch(record.Verified)
	m.change(old, merged)
	m.result.Updated = append(m.result.Updated, merged.Key)
}

// complete fills in what the entry old lacks, if nobody vouches for it.
func (m *importer) complete(old, record *Reference) {
	now := *record
	if old.Verified.From != "" {
		now = *old
	}
	for _, f := range []struct{ from, to *string }{
		{&old.Title, &now.Title}, {&old.Journal.Title, &now.Journal.Title}, {&old.Journal.Abbr, &now.Journal.Abbr}, {&old.Journal.ISSN, &now.Journal.ISSN},
		{&old.Journal.NLM, &now.Journal.NLM}, {&old.Volume, &now.Volume}, {&old.Issue, &now.Issue}, {&old.Pages, &now.Pages}, {&old.URL, &now.URL},
		{(*string)(&old.Terms), (*string)(&now.Terms)},
		{(*string)(&old.PMID), (*string)(&now.PMID)}, {(*string)(&old.PMCID), (*string)(&now.PMCID)}, {(*string)(&old.DOI), (*string)(&now.DOI)},
	} {
		if *f.from != "" {
			*f.to = *f.from
		}
	}
	for _, f := range []struct{ from, to *[]string }{
		{&old.Authors, &now.Authors}, {&old.Types, &now.Types}, {&old.MeSH, &now.MeSH}, {&old.Numbers, &now.Numbers},
	} {
		if len(*f.from) > 0 {
			*f.to = *f.from
		}
	}
	if len(old.Years()) > 0 {
		now.Year, now.Epub, now.AlsoYears = old.Year, old.Epub, old.AlsoYears
	}
	if len(old.Notices) > 0 {
		now.Notices = old.Notices
	}
	now.Verified = old.Verified
	now.Key = old.Key
	if old.Key == old.defaultKey() {
		now.Key = now.defaultKey()
	}
	if same(old, &now) || m.taken(now.Key) != nil && m.taken(now.Key) != old {
		m.result.Unchanged = append(m.result.Unchanged, old.Key)
		return
	}
	m.change(old, &now)
	m.result.Updated = append(m.result.Updated, now.Key)
}

// named is r with a key, where it has no id that may stand for one, and with
// another where its key is that of another work.
func (m *importer) named(r *Reference) *Reference {
	now := *r
	if now.Key == "" && len(now.IDs()) == 0 {
		now.Key = authorYear(r)
	}
	if now.Key == "" || now.Key == now.defaultKey() {
		return &now
	}
	key := now.Key
	for n := 'b'; n <= 'z'; n++ {
		other := m.want[now.Key]
		if other == nil {
			other = m.lib.fold(now.Key)
		}
		if other == nil || sameTitle(other.Title, r.Title) {
			break
		}
		now.Key = key + string(n)
	}
	return &now
}

// authorYear is the key that people give: "singh2013", or a word of the title
// where no author is named.
func authorYear(r *Reference) string {
	words := nameWords(r.Title)
	if len(r.Authors) > 0 {
		words = nameWords(r.Authors[0])
	}
	for _, w := range words {
		if strings.ContainsFunc(w, unicode.IsLetter) {
			return w + number(r.Year)
		}
	}
	return ""
}

// merge is record as an entry in place of old. What a PubMed record may lack
// and an editor may have added stays.
func merge(old, record *Reference) *Reference {
	m := *record
	if m.PMID == "" {
		m.PMID = old.PMID
	}
	if m.PMCID == "" {
		m.PMCID = old.PMCID
	}
	if m.DOI == "" {
		m.DOI = old.DOI
	}
	if m.URL == "" {
		m.URL = old.URL
	}
	if len(m.MeSH) == 0 {
		m.MeSH = old.MeSH
	}
	if m.Terms == "" {
		m.Terms = old.Terms
	}
	if len(m.Numbers) == 0 {
		m.Numbers = old.Numbers
	}
	m.Key = old.Key
	if old.Key == old.defaultKey() { // it stands nowhere, and follows the ids
		m.Key = m.defaultKey()
	}
	m.Notices = withNotices(slices.Clone(old.Notices), record.Notices)
	m.AlsoYears = stillLawful(old, record)
	return &m
}

// stillLawful are the further lawful years of record in the place of old: its own,
// and the year that it had before it was assigned to an issue, by which it was
// cited rightly until then. A record that was never compared has no say.
func stillLawful(old, record *Reference) []int {
	if old.PMID != record.PMID || old.State() != Verified || old.Verified.From == FromEditor {
		return record.AlsoYears
	}
	years := slices.Concat(record.AlsoYears, old.AlsoYears)
	if old.Volume == "" && old.Issue == "" && record.Volume+record.Issue != "" {
		years = append(years, old.Year)
	}
	slices.Sort(years)
	years = slices.DeleteFunc(slices.Compact(years), func(y int) bool { return y == 0 || y == record.Year || y == record.Epub })
	if len(years) == 0 {
		return nil
	}
	return years
}

// withNotices adds to notices those of more that are not among them.
func withNotices(notices, more []Notice) []Notice {
	there := make(map[Notice]bool, len(notices)+len(more))
	for _, n := range notices {
		there[n] = true
	}
	for _, n := range more {
		if !there[n] {
			there[n] = true
			notices = append(notices, n)
		}
	}
	return notices
}
