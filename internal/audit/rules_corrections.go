package audit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stet/internal/article"
	"stet/internal/claim"
	"stet/internal/source"
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
// substance while neither a correction nor another date of update tells readers
// that anything was changed. Which change a correction speaks of is not asked.
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
	told := now.Meta.Updated.Compare(then.Meta.Updated) > 0 ||
		slices.ContainsFunc(now.Meta.Corrections, func(c article.Correction) bool { return !slices.Contains(then.Meta.Corrections, c) })
	if told {
		return findings
	}
	for _, p := range reworded(now.Claims, then.Claims) {
		changes := substanceOf(p.now.Plain).changes(substanceOf(p.then.Plain))
		if len(changes) == 0 {
			continue
		}
		f := Found(uncorrectedChange.ID, path)
		f.Start, f.End, f.Claim, f.Words = p.now.Start, p.now.End, p.now.ID, WordsOf(p.now.Text)
		f.Message = "the sentence says something else than readers were told: " + strings.Join(changes, "; ")
		f.Hint = fmt.Sprintf("it was %q; if that was wrong add an entry to corrections:, if there is news set updated:", p.then.Plain)
		findings = append(findings, f)
	}
	return findings
}

// A rewording is a claim now and as it probably was.
type rewording struct{ now, then *claim.Claim }

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
denial or direction now, while no entry has come to "corrections" and "updated"
is the day that it was.

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
