package cite

import (
	"fmt"
	"slices"
	"strings"

	"stet/internal/source"
)

// Candidates are the records that an entry without an id may be of.
type Candidates struct {
	Key     string // of the entry
	Records []*Reference
}

// Identified is what Identify made of one entry.
type Identified struct {
	Key     string
	PMID    PMID     // of the record that it is of; "" where that is not certain
	Reason  string   // why not
	Notices []Notice // those that the entry did not have
}

// Identify finds the records of entries of the library f that have no id among
// their candidates, and gives the file's new bytes. A record is an entry's if
// Unlike finds nothing between them, and it alone: then the entry takes over
// its ids and all that it says. The records say when and from where they are.
func Identify(f *source.File, all []Candidates) ([]byte, []Identified, error) {
	e, err := newEditor(f)
	if err != nil {
		return nil, nil, err
	}
	v := verifier{editor: e, accept: true, seen: map[string]bool{}}
	taken := map[PMID]string{} // by entries before
	var done []Identified
	for _, c := range all {
		old := e.lib.Key(c.Key)
		if old == nil || len(old.IDs()) > 0 || v.seen[c.Key] {
			continue // it was changed meanwhile
		}
		v.seen[c.Key] = true
		i := Identified{Key: c.Key}
		record, reason := e.only(old, c.Records)
		if record != nil && taken[record.PMID] != "" {
			record, reason = nil, fmt.Sprintf("it is the paper of the entry %s as well; keep one of the two", taken[record.PMID])
		}
		if i.Reason = reason; record != nil {
			checked := Checked{Key: c.Key}
			v.compare(&checked, old, record)
			i.PMID, i.Notices = record.PMID, checked.Notices
			taken[record.PMID] = c.Key
		}
		done = append(done, i)
	}
	b, err := e.bytes()
	if err != nil {
		return nil, nil, err
	}
	return b, done, nil
}

// only is the one of records that is entry's, or why there is none.
func (e *editor) only(entry *Reference, records []*Reference) (*Reference, string) {
	if entry.Title == "" {
		return nil, "its title is missing, by which it would be known"
	}
	var fit []*Reference
	near := ""
	for _, r := range records {
		record, problem := canonical(r)
		if problem != "" || record.PMID == "" {
			continue
		}
		switch field := Unlike(entry, record); field {
		case "":
			fit = append(fit, record)
		case "title":
		default:
			near = fmt.Sprintf("pmid:%s has its title and differs in the %s; write the id into the entry if it is the paper", record.PMID, field)
		}
	}
	if exact := slices.DeleteFunc(slices.Clone(fit), func(r *Reference) bool { return !samePlace(entry, r) }); len(exact) > 0 {
		fit = exact
	}
	switch {
	case len(fit) > 1:
		var pmids []string
		for _, r := range fit {
			pmids = append(pmids, "pmid:"+string(r.PMID))
		}
		return nil, fmt.Sprintf("%d records fit it, %s; write the id of the one that is meant into the entry", len(fit), strings.Join(pmids, ", "))
	case len(fit) == 0 && near != "":
		return nil, near
	case len(fit) == 0:
		return nil, "no record is found with its title"
	}
	if others := e.lib.entries(fit[0].IDs()); len(others) > 0 {
		return nil, fmt.Sprintf("it is the paper of the entry %s, on line %d; keep one of the two", others[0].Key, others[0].Pos.Line)
	}
	return fit[0], ""
}

// Unlike is the field by which an entry, as somebody wrote it, is of another
// paper than a record, "" if there is none: "title", "year", "journal" or
// "authors". The title has to be there, of the others what is.
func Unlike(entry, record *Reference) string {
	switch {
	case titleWords(entry.Title) == "" || !sameTitle(entry.Title, record.Title):
		return "title"
	case entry.Year != 0 && !slices.Contains(record.Years(), entry.Year):
		return "year"
	case !sameJournal(entry.Journal, record.Journal):
		return "journal"
	case len(entry.Authors) > 0 && !sameAuthors(entry.Authors, record.Authors):
		return "authors"
	}
	return ""
}

// sameJournal reports whether an entry's journal is the record's, under any of
// its names; an entry that names none may be of any.
func sameJournal(here, there Journal) bool {
	if here.Title == "" && here.Abbr == "" {
		return true
	}
	x := NewJournalIndex()
	known, _ := Journals(nil).Lookup(there.Title)
	x.Add(there, known.Title)
	return slices.ContainsFunc([]string{here.Title, here.Abbr}, func(name string) bool {
		known, _ := Journals(nil).Lookup(name)
		return name != "" && len(x.Named(name, known.Title)) > 0
	})
}

// samePlace reports whether an entry states the record's volume and first page.
func samePlace(entry, record *Reference) bool {
	return entry.Volume == record.Volume && FirstPage(entry.Pages) == FirstPage(record.Pages)
}

// FirstPage is the page on which a paper starts: "181" of "181-9".
func FirstPage(pages string) string {
	if i := strings.IndexAny(pages, "-–,; "); i >= 0 {
		pages = pages[:i]
	}
	return strings.TrimSpace(pages)
}
