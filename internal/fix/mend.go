package fix

import (
	"regexp"
	"slices"
	"strings"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
	"stet/internal/source"
)

// A Change is one thing put right, with what it was.
type Change struct {
	Edit source.Edit
	What string // "old address", "title of a list's entry"
}

// Mend gives the changes that are mechanical: they alter how a source is
// written, and not which one it is. Old addresses of PubMed, PMC and DOIs
// become today's, ids that are written as another kind of id become their own,
// and titles of the reference list become those of the verified records that
// their ids lead to. No change makes a verdict worse. reference looks up a key.
func (d *Draft) Mend(reference func(key string) *cite.Reference) []Change {
	candidates := slices.Concat(d.addresses(), d.names(), d.written(), d.titles(reference))
	slices.SortStableFunc(candidates, func(a, b Change) int { return a.Edit.Span.Compare(b.Edit.Span) })
	candidates = slices.CompactFunc(candidates, overlap)
	edits := make([]source.Edit, len(candidates))
	for i, c := range candidates {
		edits[i] = c.Edit
	}
	if d.isNoWorse(edits) { // nearly always
		return candidates
	}
	edits = edits[:0]
	return slices.DeleteFunc(candidates, func(c Change) bool {
		more := append(edits, c.Edit)
		if !d.isNoWorse(more) {
			return true
		}
		edits = more
		return false
	})
}

func (d *Draft) addresses() []Change {
	var changes []Change
	for _, w := range d.Article.Addresses() {
		if mended, ok := cite.MendAddress(w.Text); ok {
			changes = append(changes, Change{source.Edit{Span: w.Span, Text: mended}, "old address"})
		}
	}
	return changes
}

func (d *Draft) names() []Change {
	var changes []Change
	for _, w := range d.Article.CitedNames() {
		if mended, ok := cite.MendName(w.Text); ok {
			changes = append(changes, Change{source.Edit{Span: w.Span, Text: mended}, "id written as another kind"})
		}
	}
	return changes
}

// labelled is a PMCID behind the name of a PMID, in prose or in a list.
var labelled = regexp.MustCompile(`(?i)\b(pmid)(:?\s*)(PMC[0-9]{3,8})\b`)

// written are the ids in words, "PMID: PMC8065437", of sentences and of the
// reference list.
func (d *Draft) written() []Change {
	var spans []source.Span
	for i := range d.Article.Sentences {
		spans = append(spans, d.Article.Sentences[i].Span)
	}
	for i := range d.Article.Entries {
		spans = append(spans, d.Article.Entries[i].Span)
	}
	var changes []Change
	for _, s := range spans {
		for _, at := range labelled.FindAllStringSubmatchIndex(d.Article.File.Text(s), -1) {
			if before := s.Start + at[0]; before > 0 && d.Article.File.Bytes[before-1] == '@' {
				continue // a citation's, which names has
			}
			span := source.Span{Start: s.Start + at[2], End: s.Start + at[3]}
			changes = append(changes, Change{source.Edit{Span: span, Text: "PMCID"}, "id written as another kind"})
		}
	}
	return changes
}

// titles are those of the entries that sentences lead to, where the entry's id
// is that of the record and its title is not.
func (d *Draft) titles(reference func(key string) *cite.Reference) []Change {
	var changes []Change
	for i := range d.Digest.Claims {
		c := &d.Digest.Claims[i]
		for k := range c.Mentions {
			if c.Matches[k].Verdict != match.Matched {
				continue
			}
			for _, e := range c.Mentions[k].Entries {
				if change, ok := d.title(&e, reference, c.Matches[k].References); ok {
					changes = append(changes, change)
				}
			}
		}
	}
	slices.SortFunc(changes, func(a, b Change) int { return a.Edit.Span.Compare(b.Edit.Span) })
	return slices.CompactFunc(changes, func(a, b Change) bool { return a.Edit == b.Edit })
}

// title is the change of the title of an entry to that of the one among keys
// whose id it carries.
func (d *Draft) title(e *claim.Source, reference func(key string) *cite.Reference, keys []string) (Change, bool) {
	for _, key := range keys {
		r := reference(key)
		if r == nil || e.Title == "" || !slices.ContainsFunc(r.IDs(), func(id cite.ID) bool { return slices.Contains(e.IDs, id) }) {
			continue
		}
		if cite.Fold(r.Title) == cite.Fold(e.Title) {
			continue
		}
		for _, entry := range d.Article.Entries {
			text := d.Article.File.Text(entry.Span)
			if entry.Plain != e.Raw || strings.Count(text, e.Title) != 1 {
				continue
			}
			start := entry.Span.Start + strings.Index(text, e.Title)
			edit := source.Edit{Span: source.Span{Start: start, End: start + len(e.Title)}, Text: strings.TrimSuffix(r.Title, ".")}
			return Change{edit, "title of a list's entry"}, true
		}
	}
	return Change{}, false
}

// overlap reports whether two changes touch the same bytes.
func overlap(a, b Change) bool {
	return a.Edit.Span.Start < b.Edit.Span.End && b.Edit.Span.Start < a.Edit.Span.End
}
