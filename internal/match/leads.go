package match

import (
	"slices"

	"stet/internal/cite"
	"stet/internal/claim"
)

// A lead is something in a mention that leads to references: an id, a key, or
// a list entry.
type lead struct {
	key    *string       // a key,
	source *claim.Source // or a list entry,
	stated cite.ID       // or else an id
	refs   []int32       // empty if it leads to nothing
	id     bool          // by an id or a key; else by the entry's title
	entry  *stated       // of the list entry, if it is one
}

// name is what messages call l: "pmid:29480918", "@fiorentini2021", "entry 7".
func (l *lead) name() string {
	switch {
	case l.key != nil:
		return "@" + *l.key
	case l.source == nil:
		return l.stated.String()
	case l.source.Label == "":
		return "the list entry"
	}
	return "entry " + l.source.Label
}

// sought is name together with what to look for: "entry 7 (pmid:29480918)".
func (l *lead) sought() string {
	name := l.name()
	if l.key == nil && l.source != nil {
		if i := slices.IndexFunc(l.source.IDs, func(id cite.ID) bool { return id.Kind != cite.KindURL }); i >= 0 {
			name += " (" + l.source.IDs[i].String() + ")"
		}
	}
	return name
}

// adding says how the paper that l leads to gets into the library.
func (l *lead) adding() string {
	id := l.stated
	if l.source != nil && len(l.source.IDs) > 0 {
		id = l.source.IDs[0]
	}
	if id.Value == "" || id.Kind == cite.KindURL {
		return adding
	}
	return "stet cite add " + id.Value
}

// leads are all leads of m, until they are asked for again. loose is what entries state that have neither an
// id nor a title, or nothing beside their title: they are like words.
func (q *query) leads(m *claim.Mention) (leads []lead, loose []*stated) {
	x := q.x
	leads = q.led[:0]
	for i := range m.Keys {
		l := lead{key: &m.Keys[i], id: true}
		if i, ok := x.byKey(m.Keys[i]); ok {
			l.refs = x.just(i)
		}
		leads = append(leads, l)
	}
	leads = x.appendLeads(leads, m.IDs)
	for i := range m.Entries {
		e := &m.Entries[i]
		said := q.entry(e)
		l, isLead := q.entryLead(e, said)
		switch {
		case isLead:
			leads = append(leads, l)
		case !said.nothing():
			loose = append(loose, said)
		}
	}
	for i, id := range m.Resolved {
		isCarried := func(e claim.Source) bool { return slices.Contains(e.IDs, id) }
		if !slices.ContainsFunc(m.Entries, isCarried) {
			leads = x.appendLeads(leads, m.Resolved[i:i+1])
		}
	}
	q.led = leads
	return leads, loose
}

// appendLeads appends the leads of ids stated side by side. An id that leads to
// nothing is left out where it may be another id of a work that is known: its
// record has none of that kind.
func (x *Index) appendLeads(leads []lead, ids []cite.ID) []lead {
	for _, id := range ids {
		i, ok := x.find(id)
		switch {
		case ok:
			leads = append(leads, lead{stated: id, refs: x.just(i), id: true})
		case id.Kind != cite.KindURL && !x.mayBeAnother(id, ids):
			leads = append(leads, lead{stated: id, id: true})
		}
	}
	return leads
}

// mayBeAnother reports whether one of the known ids is of a work whose record
// has no id of lost's kind.
func (x *Index) mayBeAnother(lost cite.ID, ids []cite.ID) bool {
	return slices.ContainsFunc(ids, func(id cite.ID) bool {
		i, ok := x.find(id)
		return ok && id.Kind != lost.Kind && !slices.ContainsFunc(x.refs[i].IDs(), func(has cite.ID) bool { return has.Kind == lost.Kind })
	})
}

// entryLead is the lead of a list entry: by any of its ids, else by its title
// together with another field.
func (q *query) entryLead(e *claim.Source, said *stated) (lead, bool) {
	l := lead{source: e, entry: said}
	for _, id := range e.IDs {
		switch i, ok := q.x.find(id); {
		case ok && len(l.refs) == 0:
			l.refs = q.x.just(i)
		case ok:
			l.refs = appendNew(l.refs, i)
		}
		l.id = l.id || id.Kind != cite.KindURL
	}
	for k := range e.Keys {
		i, ok := q.x.byKey(e.Keys[k])
		if ok {
			l.refs = appendNew(l.refs, i)
		} else if len(e.IDs) == 0 {
			l.key = &e.Keys[k] // what is missing is said
		}
		l.id = true
	}
	if len(l.refs) > 0 || l.id {
		l.id = true
		return l, true
	}
	if e.Title == "" || said.nothing() {
		return lead{}, false
	}
	l.refs = q.titled(said)
	return l, true
}

// titled are the references with the title of a list entry, ascending; those
// that agree with all else it says, if there are any.
func (q *query) titled(said *stated) []int32 {
	x := q.x
	t := q.textTopic(said.entry.title)
	near := slices.DeleteFunc(q.search(t, nil, 0), func(i int32) bool { return 2*x.subjects.weightIn(t.own, i) < total(t.own) })
	if said.enough() {
		near = append(near, x.satisfying(nil, said.withoutEntry())...)
	}
	slices.Sort(near)
	near = slices.DeleteFunc(slices.Compact(near), func(i int32) bool { return !x.sameTitle(i, said.entry) && x.compare(said, i).title != yes })
	fit := slices.DeleteFunc(slices.Clone(near), func(i int32) bool { return x.compare(said, i).count(no) > 0 })
	if len(fit) > 0 {
		return fit
	}
	return slices.Clone(near)
}

// lostLead is the first lead that leads to nothing, or -1.
func lostLead(leads []lead) int {
	return slices.IndexFunc(leads, func(l lead) bool { return len(l.refs) == 0 })
}
