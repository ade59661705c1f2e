package cite

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"stet/internal/source"
)

// Checked is what Verify made of one entry.
type Checked struct {
	Key         string
	Outcome     Outcome
	Reason      string       // why, where Outcome is Refused
	Differences []Difference // between the entry and the record, in the order of the fields
	Notices     []Notice     // those that the entry did not have
}

// An Outcome says what became of an entry that was compared with its record.
type Outcome int

const (
	Confirmed Outcome = iota // the entry says what the record says; its date is written
	Completed                // fields that the entry did not have were filled in
	Changed                  // fields that differ were taken over
	Refused                  // left alone: it may be another work
	Kept                     // left alone: an editor vouches for it
)

// A Difference is a field that an entry and its record say differently. Fields
// that the entry does not have are none.
type Difference struct {
	Field  string // as the file names it
	Here   string
	There  string // "" if the record has none; then what is here stays
	Doubts bool   // it may mean that they are different works
}

// Verify compares entries of the library f with their records, and gives the
// file's new bytes. An entry takes over what differs. If ids, title or authors
// differ by more than spelling it is left as it is, as it may be another work,
// unless accept is set. Notices are never taken away. The records say when and
// from where they are; those of no entry are passed over.
//
// Of an entry that says what its record says, the date alone changes. Every
// byte outside of the changes stays as it was.
func Verify(f *source.File, records []*Reference, accept bool) ([]byte, []Checked, error) {
	e, err := newEditor(f)
	if err != nil {
		return nil, nil, err
	}
	v := verifier{editor: e, accept: accept, seen: map[string]bool{}}
	for _, r := range records {
		v.check(r)
	}
	b, err := e.bytes()
	if err != nil {
		return nil, nil, err
	}
	return b, v.checked, nil
}

// A Move is a record of PubMed's that has taken the place of another.
type Move struct {
	From   ID // of the entry
	Record *Reference
}

// Follow writes into entries of the library f the records that have taken the
// place of theirs, with all that they say, and gives the file's new bytes. An
// entry is left alone if the new record is another entry's already.
func Follow(f *source.File, moves []Move) ([]byte, []Checked, error) {
	e, err := newEditor(f)
	if err != nil {
		return nil, nil, err
	}
	v := verifier{editor: e, accept: true, seen: map[string]bool{}}
	for _, m := range moves {
		old := e.lib.ID(m.From)
		record, problem := canonical(m.Record)
		if old == nil || problem != "" || v.seen[old.Key] {
			continue
		}
		v.seen[old.Key] = true
		c := Checked{Key: old.Key}
		others := e.lib.entries(record.IDs())
		others = slices.DeleteFunc(others, func(r *Reference) bool { return r == old })
		switch {
		case len(others) > 0:
			c.Outcome = Refused
			c.Reason = fmt.Sprintf("its record was merged into pmid:%s, the entry %s on line %d; remove this one", record.PMID, others[0].Key, others[0].Pos.Line)
		case old.Verified.From == FromEditor:
			c.Outcome = Kept
		default:
			v.compare(&c, old, record)
		}
		v.checked = append(v.checked, c)
	}
	b, err := e.bytes()
	if err != nil {
		return nil, nil, err
	}
	return b, v.checked, nil
}

type verifier struct {
	*editor
	accept  bool
	seen    map[string]bool // keys of entries
	checked []Checked
}

func (v *verifier) check(r *Reference) {
	record, problem := canonical(r)
	if problem != "" {
		v.checked = append(v.checked, Checked{Key: r.defaultKey(), Outcome: Refused, Reason: "its record cannot be used: " + problem})
		return
	}
	entries := v.lib.entries(record.IDs())
	if len(entries) == 0 || v.seen[entries[0].Key] {
		return
	}
	old := entries[0]
	v.seen[old.Key] = true
	c := Checked{Key: old.Key}
	switch {
	case len(entries) > 1:
		c.Outcome = Refused
		c.Reason = fmt.Sprintf("its record's ids are those of two entries, on lines %d and %d; keep one", entries[0].Pos.Line, entries[1].Pos.Line)
	case old.Verified.From == FromEditor:
		c.Outcome = Kept
	default:
		v.compare(&c, old, record)
	}
	v.checked = append(v.checked, c)
}

// compare writes into old what record says, as far as it may.
func (v *verifier) compare(c *Checked, old, record *Reference) {
	c.Differences = differences(old, record)
	if i := slices.IndexFunc(c.Differences, func(d Difference) bool { return d.Doubts }); i >= 0 && !v.accept {
		c.Outcome = Refused
		c.Reason = "the " + c.Differences[i].Field + " differs"
		if strings.HasSuffix(c.Differences[i].Field, "s") {
			c.Reason = "the " + c.Differences[i].Field + " differ"
		}
		return
	}
	merged := merge(old, record)
	for _, n := range merged.Notices {
		if !slices.Contains(old.Notices, n) {
			c.Notices = append(c.Notices, n)
		}
	}
	merged.Verified = old.Verified
	alike := same(old, merged)
	switch {
	case alike && old.State() != Unverified:
	case slices.ContainsFunc(c.Differences, func(d Difference) bool { return d.There != "" }):
		c.Outcome = Changed
	case !alike:
		c.Outcome = Completed
	}
	merged.vouch(record.Verified)
	if !same(old, merged) {
		v.change(old, merged)
	}
}

// differences compares an entry with its record, field by field. What can
// follow from the rest (terms, numbers, the journal's ids) is not told.
func differences(old, record *Reference) []Difference {
	var found []Difference
	add := func(name, here, there string, doubts bool) {
		if here != "" && here != there {
			found = append(found, Difference{name, here, there, doubts})
		}
	}
	id := func(name, here, there string) { add(name, here, there, there != "") }
	id("pmid", string(old.PMID), string(record.PMID))
	id("pmcid", string(old.PMCID), string(record.PMCID))
	id("doi", string(old.DOI), string(record.DOI))
	add("title", old.Title, record.Title, !sameTitle(old.Title, record.Title))
	add("authors", strings.Join(old.Authors, ", "), strings.Join(record.Authors, ", "), !sameAuthors(old.Authors, record.Authors))
	add("journal", old.Journal.Title, record.Journal.Title, false)
	add("abbr", old.Journal.Abbr, record.Journal.Abbr, false)
	add("year", number(old.Year), number(record.Year), false)
	add("epub", number(old.Epub), number(record.Epub), false)
	add("also_years", list(numerals(old.AlsoYears)), list(numerals(stillLawful(old, record))), false)
	add("volume", old.Volume, record.Volume, false)
	add("issue", old.Issue, record.Issue, false)
	add("pages", old.Pages, record.Pages, false)
	add("types", strings.Join(old.Types, ", "), strings.Join(record.Types, ", "), false)
	for _, n := range old.Notices {
		if !slices.Contains(record.Notices, n) {
			add("notices", strings.TrimSpace(n.Kind+" "+n.ID.String()), "", false)
		}
	}
	return found
}

// sameTitle reports whether two titles differ in no word. Case, punctuation,
// the brackets of a translated title and the mark of a retraction are none.
func sameTitle(a, b string) bool { return titleWords(a) == titleWords(b) }

func titleWords(s string) string {
	var words []string
	for _, w := range strings.FieldsFunc(foldText(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(words) == 0 && (w == "retracted" || w == "withdrawn" || w == "article" || w == "retraction") {
			continue
		}
		words = append(words, w)
	}
	return strings.Join(words, " ")
}

// foldText is s in lower case and without diacritics.
func foldText(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
}

// sameAuthors reports whether the authors here are those of the record, or the
// first of them: whoever writes an entry by hand rarely writes all.
func sameAuthors(here, there []string) bool {
	if n := len(here); n > 0 && slices.Contains([]string{"et al", "et al.", "and others", "others"}, strings.ToLower(here[n-1])) {
		here = here[:n-1]
	}
	if len(here) > len(there) {
		return false
	}
	for i := range here {
		if !samePerson(here[i], there[i]) {
			return false
		}
	}
	return true
}

// samePerson compares a name as somebody wrote it ("Fiorentini, Diana",
// "Diana Fiorentini", "Fiorentini D.") with one as PubMed writes it.
func samePerson(here, there string) bool {
	words := nameWords(here)
	family, initials := there, ""
	if i := strings.LastIndexByte(there, ' '); i > 0 {
		family, initials = there[:i], there[i+1:]
	}
	if whole := nameWords(there); slices.Equal(words, whole) {
		return true
	}
	want := nameWords(family)
	for i := 0; i+len(want) <= len(words); i++ {
		if !slices.Equal(words[i:i+len(want)], want) {
			continue
		}
		given := slices.Concat(words[:i], words[i+len(want):])
		if len(given) == 0 || initials == "" || given[0][:1] == foldText(initials)[:1] {
			return true
		}
	}
	return false
}

func nameWords(s string) []string {
	return strings.FieldsFunc(foldText(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// Vouch writes that an editor, by name, vouches for an entry of which PubMed
// has no record, as its page at url says it. An empty url leaves the entry's.
func Vouch(f *source.File, name, url string, v Verification) ([]byte, error) {
	e, err := newEditor(f)
	if err != nil {
		return nil, err
	}
	r := e.lib.Find(name)
	switch {
	case r == nil:
		return nil, fmt.Errorf("%s: no reference %q", f.Path, name)
	case r.PMID != "":
		return nil, fmt.Errorf("%s: PubMed has a record of it, pmid:%s; verify it without --by", r.Key, r.PMID)
	case r.Title == "":
		return nil, fmt.Errorf("%s: its title is missing; write at least title, year and url before somebody vouches for it", r.Key)
	case url == "" && r.URL == "" && r.DOI == "":
		return nil, fmt.Errorf("%s: its address is missing; give --url, where readers can look at the source", r.Key)
	}
	now := *r
	if url != "" {
		now.URL = url
	}
	if now, problem := canonical(&now); problem != "" {
		return nil, fmt.Errorf("%s: %s", r.Key, problem)
	} else if alike := same(r, now); !alike || r.State() != Verified || r.Verified.By != v.By || r.Verified.At != v.At {
		now.vouch(v)
		e.change(r, now)
	}
	return e.bytes()
}
