package fix

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/source"
)

// A Target is a mention of an article, by the number of its claim in the digest
// and its own in the claim.
type Target struct{ Claim, Mention int }

// A MisfitError says that the words of a mention are not what the record of the
// reference says that it was to be bound to.
type MisfitError struct {
	Key   string
	Claim audit.Claim // as it would be read if it were bound
}

func (e *MisfitError) Error() string {
	return fmt.Sprintf("the sentence does not say what the record of %s says", e.Key)
}

// Bind gives the edit that writes the citation of a reference, "[@key]", into
// the sentence of a mention, and the verdict that the mention has then. Where
// the words do not fit the record the error is a *MisfitError, and the edit is
// given all the same.
func (d *Draft) Bind(t Target, key string) ([]source.Edit, match.Verdict, error) {
	c := &d.Digest.Claims[t.Claim]
	m := &c.Mentions[t.Mention]
	switch {
	case len(m.IDs)+len(m.Keys)+len(m.Bad) > 0:
		return nil, "", fmt.Errorf("%q names its source by an id already", cite.Line(m.Text))
	case len(m.Refs) > 0:
		return nil, "", fmt.Errorf("%q leads to the reference list; write the id into entry %s", cite.Line(m.Text), strings.Join(m.Refs, ", "))
	}
	var misfit *MisfitError
	var unfit []source.Edit
	for _, place := range d.places(c, t.Mention) {
		edits := []source.Edit{d.citation(place, key)}
		after := d.after(edits)
		if !d.isBound(t, key, &after) {
			continue
		}
		verdict := after.Claims[t.Claim].Matches[t.Mention].Verdict
		if verdict != match.IdentityMismatch {
			return edits, verdict, nil
		}
		if misfit == nil {
			misfit, unfit = &MisfitError{key, after.Claims[t.Claim]}, edits
		}
	}
	if misfit != nil {
		return unfit, match.IdentityMismatch, misfit
	}
	return nil, "", fmt.Errorf("no place in the sentence for [@%s] at which it belongs to %q alone; write it by hand", key, cite.Line(m.Text))
}

// BindUnique gives the edits that bind every mention of the article that exactly
// one verified reference fits by its words, and that names no id. What fits a paper
// that was retracted is left: to cite it is for a person to decide. Where several
// edits together would not do what each does, the later ones are left out.
func (d *Draft) BindUnique() []source.Edit {
	var all []source.Edit
	for i := range d.Digest.Claims {
		c := &d.Digest.Claims[i]
		for k := range c.Mentions {
			m := &c.Matches[k]
			if m.Verdict != match.Matched || len(m.References) != 1 || slices.Contains(c.Retracted, m.References[0]) {
				continue
			}
			edits, verdict, err := d.Bind(Target{i, k}, m.References[0])
			if err == nil && verdict == match.Matched && d.isNoWorse(append(all[:len(all):len(all)], edits...)) {
				all = append(all, edits...)
			}
		}
	}
	return all
}

// places are the bytes of the file at which a citation may stand, best first:
// before the full stop of the sentence or behind it, and behind the words of
// the mention, which comes first where the sentence names several sources.
func (d *Draft) places(c *audit.Claim, mention int) []int {
	behind := d.behind(c.Mentions[mention].Span.End)
	end := d.beforeStop(c.Span)
	if len(c.Mentions) > 1 {
		return []int{behind, end, c.Span.End}
	}
	return []int{end, c.Span.End, behind}
}

// behind is the byte behind the words that end at end, and behind a bracket that
// closes on them.
func (d *Draft) behind(end int) int {
	if b := d.Article.File.Bytes; end < len(b) && b[end] == ')' {
		return end + 1
	}
	return end
}

// beforeStop is the byte of the file before the punctuation that ends a
// sentence; the end of its span where it has none.
func (d *Draft) beforeStop(span source.Span) int {
	for i := range d.Article.Sentences {
		s := &d.Article.Sentences[i]
		if s.Span != span {
			continue
		}
		words := strings.TrimRight(s.Plain, ".!?…")
		if len(words) == len(s.Plain) || words == "" {
			break
		}
		return s.Offsets.Span(len(words), len(words)+1).Start
	}
	return span.End
}

// citation is the edit that writes a citation at a place, apart from the words
// before it.
func (d *Draft) citation(place int, key string) source.Edit {
	text := "[@" + key + "]"
	if r, _ := utf8.DecodeLastRune(d.Article.File.Bytes[:place]); r != ' ' && r != '\n' {
		text = " " + text
	}
	return source.Edit{Span: source.Span{Start: place, End: place}, Text: text}
}

// isBound reports whether, in an article that has been changed, the citation of
// a reference belongs to the mention t, and nothing else is read otherwise than
// before.
func (d *Draft) isBound(t Target, key string, after *digest.Digest) bool {
	if len(after.Claims) != len(d.Digest.Claims) {
		return false
	}
	for i := range after.Claims {
		old, c := &d.Digest.Claims[i], &after.Claims[i]
		if len(c.Mentions) != len(old.Mentions) {
			return false
		}
		for k := range c.Mentions {
			if !sameWords(&c.Mentions[k], &old.Mentions[k]) {
				return false
			}
			if (Target{i, k}) == t {
				if !names(&c.Mentions[k], key) {
					return false
				}
			} else if c.Matches[k].Verdict != old.Matches[k].Verdict {
				return false
			}
		}
	}
	return true
}

// names reports whether a mention names a reference by its key.
func names(m *claim.Mention, key string) bool {
	return slices.Contains(m.Keys, key) || slices.ContainsFunc(m.IDs, func(id cite.ID) bool { return id.String() == key })
}

// sameWords reports whether two mentions state the same in words.
func sameWords(a, b *claim.Mention) bool {
	return a.Journal == b.Journal && a.Year == b.Year && slices.Equal(a.Authors, b.Authors)
}
