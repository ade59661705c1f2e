// Package exam measures how well claims are matched, on claims of which the
// right verdict is known: worded from real records, some as they should be,
// some with one thing wrong.
//
// A case is an article in markdown with one attribution in it. It goes the way
// of every article, through digest.Read and digest.Match, and what comes out is
// held against the verdicts that are right for its class.
//
// Cases come from two sources. Sentences of abstracts are reworded by rule
// (reword.go), and name their source in many wordings (wording.go): thousands of
// claims, but such sentences flatter, as the library knows the stems of the
// abstract. Lay sentences are those that a person wrote in the words of a
// newspaper (lay.go): few, and as hard as real articles.
// Everything is chosen by dice that depend on nothing but the id of a record,
// so that the same records give the same cases.
package exam

import (
	"stet/internal/cite"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/source"
)

// A Case is an article with one attribution, and the verdict it should get.
type Case struct {
	Class   *Class
	Record  cite.PMID    // of the work that the words are about
	About   string       // its key; the library may lack it
	Answers []string     // keys of the references that it names; none where none is named rightly
	Library *match.Index // what it is held against
	Text    string       // the article
	Claim   string       // the sentence, for people
	Wording string       // how it names its source
}

// A Paper is a record with its abstract.
type Paper struct {
	Reference *cite.Reference
	Abstract  string
}

// An Outcome is what a case came to.
type Outcome struct {
	Case    *Case
	Verdict match.Verdict // the worst of its claims; Missed where no claim was found
	Named   []string      // keys of the references that it rests on
	Near    []string      // keys of those that are told as the nearest, or as what may be meant
	Told    []Told        // the findings
}

// Told is a finding: its rule and the key of the reference that it speaks of,
// "" for none.
type Told struct{ Rule, Reference string }

// Missed stands for the verdict of a case in which no attribution was found.
const Missed match.Verdict = "missed"

// Run reads the article of c and matches it.
func (c *Case) Run() Outcome {
	f := source.NewFile("case.md", []byte(c.Text))
	d := digest.Match(digest.Read(f, digest.Options{NoBody: true}), c.Library)
	o := Outcome{Case: c, Verdict: Missed}
	var ms []match.Match
	for _, cl := range d.Claims {
		ms = append(ms, cl.Matches...)
		o.Named = append(o.Named, cl.References()...)
	}
	for i := range ms {
		o.Near = append(o.Near, ms[i].Meant...)
		if cs := ms[i].Candidates; len(cs) > 0 {
			o.Near = append(o.Near, cs[0].Reference)
		}
	}
	if len(ms) > 0 {
		o.Verdict = match.Worst(ms)
	}
	for i := range d.Findings {
		o.Told = append(o.Told, Told{d.Findings[i].Rule, d.Findings[i].Reference})
	}
	return o
}

// index is a library of these references.
func index(refs []*cite.Reference) *match.Index {
	return match.NewIndex(&cite.Library{References: refs})
}
