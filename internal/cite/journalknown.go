package cite

import (
	"slices"
	"strings"
)

// A KnownJournal is what a table says of a journal.
type KnownJournal struct {
	Journal
	Aliases []string // further names, as written
	Cue     bool     // its title is an everyday word: a journal only where something says so
	From    string   // which table: "stet.yaml", "built-in table" or "list"
}

// Known are the journals that name stands for in t, in the order of its
// tables, each once. named is false if no journal has that name and these are
// the ones that it abbreviates by the rules.
func (t *JournalTable) Known(name string) (journals []KnownJournal, named bool) {
	folded := Fold(name)
	if folded == "" {
		return nil, false
	}
	for _, trie := range t.tries {
		for _, r := range rows(trie.text) {
			if r.has(folded) {
				journals = t.merge(journals, r.known(trie.from))
			}
		}
	}
	if named = len(journals) > 0; !named {
		journals = t.abbreviated(name)
	}
	t.complete(journals)
	return journals, named
}

// has reports whether a row has a name, folded.
func (r *journalRow) has(folded string) bool {
	for n := range r.names() {
		if Fold(n) == folded {
			return true
		}
	}
	return false
}

// complete adds to journals what rows that do not have the name say of them.
func (t *JournalTable) complete(journals []KnownJournal) {
	for _, trie := range t.tries {
		for _, r := range rows(trie.text) {
			k := r.known(trie.from)
			for i := range journals {
				if journals[i].isSame(k.Journal) {
					journals[i].add(&k)
				}
			}
		}
	}
}

// abbreviated are the journals of t that name abbreviates by the rules.
func (t *JournalTable) abbreviated(name string) []KnownJournal {
	var all, found []KnownJournal
	x := NewJournalIndex()
	for _, trie := range t.tries {
		for _, r := range rows(trie.text) {
			all = append(all, r.known(trie.from))
			x.Add(Journal{Title: r.title}, "")
		}
	}
	for _, i := range x.Named(name, "") {
		found = t.merge(found, all[i])
	}
	return found
}

// merge adds k to list, or what k says more of a journal that is in it. The
// site's own aliases have no more than a title, which stands for the journal
// of that name.
func (t *JournalTable) merge(list []KnownJournal, k KnownJournal) []KnownJournal {
	if k.From == fromHouse {
		own := k.Aliases
		if rest, named := (&JournalTable{t.tries[1:]}).Known(k.Title); named {
			k = rest[0]
			k.Aliases = append(own, k.Aliases...)
		}
	}
	i := slices.IndexFunc(list, func(l KnownJournal) bool { return l.isSame(k.Journal) })
	if i < 0 {
		return append(list, k)
	}
	list[i].add(&k)
	return list
}

// add takes over what m says more.
func (k *KnownJournal) add(m *KnownJournal) {
	if k.Abbr == "" {
		k.Abbr = m.Abbr
	}
	if k.NLM == "" {
		k.NLM = m.NLM
	}
	if k.ISSN == "" {
		k.ISSN = m.ISSN
	}
}

// isSame reports whether two tables mean one journal: by NLM id, or by title
// or abbreviation where one has no id.
func (j Journal) isSame(k Journal) bool {
	if j.NLM != "" && k.NLM != "" {
		return j.NLM == k.NLM
	}
	return Fold(j.Title) == Fold(k.Title) && !twins(j, k) || j.Abbr != "" && Fold(j.Abbr) == Fold(k.Abbr) && Fold(j.Display()) == Fold(k.Display())
}

// twins reports whether two titles that fold alike are different journals':
// they have different abbreviations.
func twins(j, k Journal) bool {
	return j.Abbr != "" && k.Abbr != "" && Fold(j.Abbr) != Fold(k.Abbr)
}

func (r *journalRow) known(from string) KnownJournal {
	k := KnownJournal{Journal: Journal{Title: r.title, Abbr: r.abbr, NLM: r.nlm, ISSN: r.issn}, Cue: r.cue, From: from}
	if r.abbr == "=" {
		k.Abbr = r.title
	}
	for a := range strings.SplitSeq(r.aliases, ";") {
		if a = strings.TrimSuffix(a, "?"); a != "" {
			k.Aliases = append(k.Aliases, a)
		}
	}
	return k
}
