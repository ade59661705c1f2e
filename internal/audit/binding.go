package audit

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
	"stet/internal/source"
	"stet/internal/terms"
)

// A Bound is a sentence as it was when it was bound to a reference: a line of
// the file of bindings.
type Bound struct {
	Path      string `json:"path"`      // below the project's folder, slash-separated
	Reference string `json:"reference"` // an id of it, its key if it has none
	Claim     string `json:"claim"`     // the id, which is a sum of the words
	Words     string `json:"words"`
	Journal   string `json:"journal,omitempty"` // as the mention states it
	Year      int    `json:"year,omitempty"`
}

const bindingsSchema = "stet.bindings/1"

// ReadBindings reads a file of bindings. The error is a *source.Error.
func ReadBindings(f *source.File) ([]Bound, error) {
	return readLines(f, bindingsSchema, "stet bindings record", func(b *Bound) error {
		if b.Path == "" || b.Reference == "" || b.Claim == "" || b.Words == "" {
			return errors.New("a binding needs path, reference, claim and words")
		}
		return nil
	})
}

// WriteBindings is a file of bindings, sorted, a line for each.
func WriteBindings(bound []Bound) ([]byte, error) {
	bound = slices.Clone(bound)
	slices.SortFunc(bound, Bound.compare)
	return writeLines(bindingsSchema, slices.Compact(bound))
}

func (b Bound) compare(c Bound) int {
	return cmp.Or(strings.Compare(b.Path, c.Path), strings.Compare(b.Reference, c.Reference), strings.Compare(b.Words, c.Words),
		strings.Compare(b.Claim, c.Claim), strings.Compare(b.Journal, c.Journal), cmp.Compare(b.Year, c.Year))
}

// A Binding is a mention that names its reference by an id or a key, as it is
// now.
type Binding struct {
	Bound
	claim   *Claim
	mention *claim.Mention
	excerpt Excerpt
}

// Bindings are those of an article, whose path a file of bindings has as
// relative. excerpts and reference are as in [Check].
func Bindings(relative string, claims []Claim, excerpts []Excerpt, reference func(key string) *cite.Reference) (bindings []Binding) {
	n := 0
	for i := range claims {
		c := &claims[i]
		for k := range c.Mentions {
			m := &c.Mentions[k]
			var excerpt Excerpt
			if n < len(excerpts) {
				excerpt = excerpts[n]
			}
			n++
			if len(m.IDs)+len(m.Keys) == 0 || !restsOn(c.Matches[k].Verdict) && c.Matches[k].Verdict != match.IdentityMismatch {
				continue
			}
			for _, key := range c.Matches[k].References {
				if ref := reference(key); ref != nil {
					bindings = append(bindings, Binding{Bound{relative, lasting(ref), c.ID, c.Plain, m.Journal, m.Year}, c, m, excerpt})
				}
			}
		}
	}
	return bindings
}

// Lines are the first and the last line of the sentence, 1-based.
func (b *Binding) Lines() (first, last int) { return b.claim.Start.Line, b.claim.End.Line }

// lasting is a name of a reference that outlives a change of its key.
func lasting(ref *cite.Reference) string {
	if ids := ref.IDs(); len(ids) > 0 {
		return ids[0].String()
	}
	return ref.Key
}

// A Pair is a binding now and as it was recorded. Either may be missing: one
// that is new, and one whose sentence is gone.
type Pair struct {
	Now     *Binding
	Then    *Bound
	Changes []string // of the substance, in words
}

// PairBindings leads the bindings of an article to those that were recorded of
// it. A sentence whose words are not as they were is told by its reference and
// by the words that it still has.
func PairBindings(now []Binding, then []Bound) []Pair { return pairUp(now, then, leastShared) }

// PairMoved leads the bindings of an article that nothing was recorded of to
// those recorded of files that are gone: one of them may have had its name. More
// of the words have to be the same, and what leads to none is left out.
func PairMoved(now []Binding, gone []Bound) []Pair {
	pairs := pairUp(now, gone, leastMoved)
	return slices.DeleteFunc(pairs, func(p Pair) bool { return p.Now == nil })
}

// pairUp pairs sentences that share least hundredths of their words.
func pairUp(now []Binding, then []Bound, least int) (pairs []Pair) {
	taken := make([]bool, len(then))
	paired := make([]bool, len(now))
	for i := range now {
		for k := range then {
			if !taken[k] && then[k].Reference == now[i].Reference && then[k].Claim == now[i].Claim {
				taken[k], paired[i] = true, true
				pairs = append(pairs, newPair(&now[i], &then[k]))
				break
			}
		}
	}
	for _, c := range nearest(now, then, paired, taken) {
		if c.shared < least {
			break
		}
		if !paired[c.now] && !taken[c.then] {
			taken[c.then], paired[c.now] = true, true
			pairs = append(pairs, newPair(&now[c.now], &then[c.then]))
		}
	}
	for i := range now {
		if !paired[i] {
			pairs = append(pairs, Pair{Now: &now[i]})
		}
	}
	for k := range then {
		if !taken[k] {
			pairs = append(pairs, Pair{Then: &then[k]})
		}
	}
	return pairs
}

// A couple is a sentence now and one then that may be the same.
type couple struct{ now, then, shared int }

// leastShared is how much of their words, in hundredths, two sentences must
// share to be the same with changes. What shares less was written anew.
const leastShared = 34

// leastMoved is the same where the file has another name.
const leastMoved = 60

// nearest are the couples of one reference that share enough, best first.
func nearest(now []Binding, then []Bound, paired, taken []bool) (couples []couple) {
	for i := range now {
		for k := range then {
			if paired[i] || taken[k] || now[i].Reference != then[k].Reference {
				continue
			}
			if s := shared(now[i].Words, then[k].Words); s >= leastShared {
				couples = append(couples, couple{i, k, s})
			}
		}
	}
	slices.SortStableFunc(couples, func(a, b couple) int { return cmp.Compare(b.shared, a.shared) })
	return couples
}

// shared is the share of the stems of two texts that are in both, in hundredths.
// Misspelt ones count.
func shared(a, b string) int {
	x, y := set(terms.Stems(a)), set(terms.Stems(b))
	onlyX, onlyY := without(x, y), without(y, x)
	both := len(x) - len(onlyX)
	for _, stem := range onlyX {
		if near := source.Nearest(stem, onlyY); near != "" {
			both++
			onlyY = without(onlyY, []string{near})
		}
	}
	all := len(x) + len(y) - both
	if all == 0 {
		return 100
	}
	return 100 * both / all
}

func newPair(now *Binding, then *Bound) Pair {
	p := Pair{Now: now, Then: then}
	if now.Claim != then.Claim {
		p.Changes = inWords(substanceOf(now.Words).changes(substanceOf(then.Words)))
	}
	if now.Journal != "" && then.Journal != "" && WordsOf(now.Journal) != WordsOf(then.Journal) {
		p.Changes = append(p.Changes, "the journal "+then.Journal+" is "+now.Journal+" now")
	}
	return p
}

// Stale are the findings about bindings whose sentences have changed in
// substance.
func Stale(path string, pairs []Pair) (findings []Finding) {
	for _, p := range pairs {
		if len(p.Changes) == 0 {
			continue
		}
		f := Found(staleBinding.ID, path)
		m := p.Now.mention
		f.Start, f.End, f.Claim, f.Excerpt, f.Words = m.Start, m.End, p.Now.Bound.Claim, p.Now.excerpt, WordsOf(m.Text)
		f.Message = "the sentence is not what was bound to " + p.Now.Reference + ": " + strings.Join(p.Changes, "; ")
		f.Hint = fmt.Sprintf("it was bound as %q; see whether the reference says the new words too, then 'stet bindings accept %s:%d'", p.Then.Words, path, f.Start.Line)
		f.Reference = p.Now.Reference
		findings = append(findings, f)
	}
	SortFindings(findings)
	return findings
}

var staleBinding = Rule{
	ID:       "stale-binding",
	Title:    "a sentence has changed in substance since it was bound",
	Severity: Warning,
	Doc: `
The sentence names its reference by an id, and somebody looked at the two when
it did. Since then its numbers, a denial, the direction of an effect, its year
or its journal have changed, and the id has stayed. The file of bindings beside
the library, which 'stet bindings record' writes, has the sentence as it was.

See whether the reference says the new words too, and take them over with
'stet bindings accept'; or mend the sentence. Corrected spelling, another
order, markup and words left out are no change of substance.`,
	Bad: `-- content/fish.md --
---
title: Salted fish
---
Salted fish in childhood caused 15% of cases of nasopharyngeal carcinoma in Hong Kong [@yu1986].
-- stet-bindings.jsonl --
{"schema":"stet.bindings/1"}
{"path":"content/fish.md","reference":"pmid:3940655","claim":"c-0000000000","words":"Salted fish in childhood caused 90% of cases of nasopharyngeal carcinoma in Hong Kong."}
`,
	Good: `-- content/fish.md --
---
title: Salted fish
---
In childhood, salted fish caused 90 per cent of cases of nasopharyngeal carcinoma in Hong Kong [@yu1986].
-- stet-bindings.jsonl --
{"schema":"stet.bindings/1"}
{"path":"content/fish.md","reference":"pmid:3940655","claim":"c-0000000000","words":"Salted fish in childhood caused 90% of cases of nasopharyngeal carcinoma in Hong Kong."}
`,
	Library: yu1986,
}
