package audit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stet/internal/article"
	"stet/internal/claim"
	"stet/internal/source"
	"stet/internal/terms"
)

// An Issue is an article as it stood at some time, as far as readers are told of
// changes.
type Issue struct {
	Meta   article.Meta
	Claims []claim.Claim
}

// published reports whether readers saw an issue, as far as it says so.
func (i *Issue) published(today source.Date) bool {
	return !i.Meta.Draft && (today.IsZero() || i.Meta.Date.Compare(today) <= 0)
}

// Uncorrected compares an article with an earlier issue of it, of a time when
// readers saw it: corrections that are gone, and claims that say something else in
// substance while neither another date of update tells readers of news nor a
// correction that has come since speaks of that change.
func Uncorrected(path string, now, then *Issue, today source.Date) (findings []Finding) {
	if !then.published(today) || !now.published(today) {
		return nil
	}
	for _, c := range then.Meta.Corrections {
		if !slices.Contains(now.Meta.Corrections, c) {
			f := Found(correctionRemoved.ID, path)
			f.Message = fmt.Sprintf("the correction of %s, %q, is gone or not as it was", c.On, c.What)
			f.Hint = "put it back as it was; what is to be said besides is another correction"
			f.Words = WordsOf(c.On.String() + " " + c.What)
			findings = append(findings, f)
		}
	}
	if now.Meta.Updated.Compare(then.Meta.Updated) > 0 {
		return findings
	}
	come := slices.DeleteFunc(slices.Clone(now.Meta.Corrections), func(c article.Correction) bool { return slices.Contains(then.Meta.Corrections, c) })
	for _, p := range reworded(now.Claims, then.Claims) {
		changes := slices.DeleteFunc(substanceOf(p.now.Plain).changes(substanceOf(p.then.Plain)), func(ch change) bool {
			return slices.ContainsFunc(come, func(c article.Correction) bool { return p.told(ch, c) })
		})
		if len(changes) == 0 {
			continue
		}
		f := Found(uncorrectedChange.ID, path)
		f.Start, f.End, f.Claim, f.Words = p.now.Start, p.now.End, p.now.ID, WordsOf(p.now.Text)
		f.Message = "the sentence says something else than readers were told: " + strings.Join(inWords(changes), "; ")
		switch len(come) {
		case 0:
		case 1:
			f.Message += fmt.Sprintf("; the correction of %s, %q, does not speak of that", come[0].On, come[0].What)
		default:
			f.Message += fmt.Sprintf("; none of the %d corrections entered since speaks of that", len(come))
		}
		f.Hint = fmt.Sprintf("it was %q; if that was wrong, add an entry to corrections:; if there is news, set updated:", p.then.Plain)
		findings = append(findings, f)
	}
	return findings
}

// A rewording is a claim now and as it probably was.
type rewording struct{ now, then *claim.Claim }

// told reports whether a correction speaks of a change of p: it has the values or
// words that are gone, or those that have come, or denies what the sentence now
// denies. One that gives no wording, neither the old nor the new, may name what
// the sentence is about instead.
func (p *rewording) told(ch change, c article.Correction) bool {
	said := wordsIn(c.What + " " + c.Was + " " + c.Now)
	for i, w := range said {
		said[i] = cmp.Or(valueOf(w), w)
	}
	switch {
	case within(ch.gone, said) || within(ch.come, said):
		return true
	case c.Was == "" && c.Now == "":
		return p.isAbout(c.What)
	case within(wordsIn(c.Was), wordsIn(p.then.Plain)), within(wordsIn(c.Now), wordsIn(p.now.Plain)), p.isAbout(c.Was + " " + c.Now):
		denials := substanceOf(c.Now).negations - substanceOf(c.Was).negations
		return denials*ch.denials > 0
	}
	return false
}

// within reports whether there are words, and all are among others.
func within(words, others []string) bool { return len(words) > 0 && len(without(words, others)) == 0 }

// leastTelling is the weight of a stem, as terms.Weight has it, from which on it
// tells what a sentence is about: one record in eight has it, or fewer.
const leastTelling = 300

// isAbout reports whether a text names something that p speaks of.
func (p *rewording) isAbout(text string) bool {
	sentence := terms.Stems(p.now.Plain + " " + p.then.Plain)
	return slices.ContainsFunc(terms.Stems(text), func(stem string) bool {
		return terms.Weight(stem) >= leastTelling && slices.Contains(sentence, stem)
	})
}

// reworded pairs the claims of two issues that have other words than they had, by
// the words that they share, best first. What shares too little was written anew,
// or taken out.
func reworded(now, then []claim.Claim) (pairs []rewording) {
	type couple struct{ now, then, shared int }
	here, there := map[string]int{}, map[string]int{}
	for i := range now {
		here[WordsOf(now[i].Plain)]++
	}
	for k := range then {
		there[WordsOf(then[k].Plain)]++
	}
	var couples []couple
	for i := range now {
		if there[WordsOf(now[i].Plain)] > 0 {
			continue
		}
		for k := range then {
			if here[WordsOf(then[k].Plain)] > 0 {
				continue
			}
			if s := shared(now[i].Plain, then[k].Plain); s >= leastMoved {
				couples = append(couples, couple{i, k, s})
			}
		}
	}
	slices.SortStableFunc(couples, func(a, b couple) int { return cmp.Compare(b.shared, a.shared) })
	taken, paired := map[int]bool{}, map[int]bool{}
	for _, c := range couples {
		if !paired[c.now] && !taken[c.then] {
			paired[c.now], taken[c.then] = true, true
			pairs = append(pairs, rewording{&now[c.now], &then[c.then]})
		}
	}
	slices.SortFunc(pairs, func(a, b rewording) int { return cmp.Compare(a.now.Start.Offset, b.now.Start.Offset) })
	return pairs
}

// comparingRules are those that find something only where an article is compared
// with an earlier one, so that a waiver of them may have nothing to cover.
var comparingRules = []string{uncorrectedChange.ID, correctionRemoved.ID}

var uncorrectedChange = Rule{
	ID:       "uncorrected-change",
	Title:    "a published sentence says something else, and readers are not told",
	Severity: Warning,
	Doc: `
'stet audit --since REV' compares articles with what git has of them. This one
was published at that revision, and a claim of it has another number, year,
denial or direction now, while no entry has come to "corrections" that speaks
of that, and "updated" is the day that it was. An entry speaks of a change if
it has the old or the new number, year or word. One without "was" and "now" may
name what the sentence is about instead.

If the sentence was wrong, say so under "corrections", with the old and the new
words. If there is new evidence, set "updated". Other words for the same are not
found, nor are sentences that are new or were taken out. Only what was committed
can be compared: git's history may have been rewritten, and an article counts as
published if its front matter says that it was no draft and its date had come.
Whether a change is a correction, stet cannot know.`,
	Bad: `-- then/content/fish.md --
---
title: Salted fish
date: 2026-01-20
---
In a case-control study of 1986, salted fish in childhood was behind 90% of cases [@yu1986].
-- content/fish.md --
---
title: Salted fish
date: 2026-01-20
---
In a case-control study of 1986, salted fish in childhood was behind 60% of cases [@yu1986].
`,
	Good: `-- then/content/fish.md --
---
title: Salted fish
date: 2026-01-20
---
In a case-control study of 1986, salted fish in childhood was behind 60% of cases [@yu1986].
-- content/fish.md --
---
title: Salted fish
date: 2026-01-20
corrections: [{on: 2026-11-20, what: The share was wrong., was: 60%, now: 90%}]
---
In a case-control study of 1986, salted fish in childhood was behind 90% of cases [@yu1986].
`,
	Library: yu1986,
}

var correctionRemoved = Rule{
	ID:       "correction-removed",
	Title:    "a correction that readers were told of is gone",
	Severity: Warning,
	Doc: `
'stet audit --since REV' compares articles with what git has of them. An entry
of "corrections" that the published article had at that revision is not there
any more, or has another day or other words. A record of corrections only grows.

Put the entry back as it was. If it was wrong itself, add another one. An
article that is gone as a whole, or a draft again, is not looked at.`,
	Bad: `-- then/content/fish.md --
---
title: Salted fish
date: 2026-01-20
corrections: [{on: 2026-11-20, what: The share was wrong.}]
---
Salted fish is an old way to keep a catch.
-- content/fish.md --
---
title: Salted fish
date: 2026-01-20
---
Salted fish is an old way to keep a catch.
`,
	Good: `-- then/content/fish.md --
---
title: Salted fish
date: 2026-01-20
corrections: [{on: 2026-11-20, what: The share was wrong.}]
---
Salted fish is an old way to keep a catch.
-- content/fish.md --
---
title: Salted fish
date: 2026-01-20
corrections:
- {on: 2026-11-21, what: The place was wrong.}
- {on: 2026-11-20, what: The share was wrong.}
---
Salted fish is an old way to keep a catch.
`,
}
