package fix

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/digest"
	"stet/internal/source"
)

// Waive gives the edit that writes a waiver for a finding of the article: a
// comment before or in its block, in the words of that block's format. With the
// finding it waives those of the same rule in the same claim, which no comment
// tells apart, and nothing else; where no place for the comment does just that,
// the error says so. today is the day that waivers are judged on.
func (d *Draft) Waive(f audit.Finding, w audit.Waiver, today source.Date) ([]source.Edit, error) {
	w.Reason, w.By = cite.Line(w.Reason), cite.Line(w.By)
	if err := d.mayWaive(f, w, today); err != nil {
		return nil, err
	}
	before := judged(&d.Digest, today)
	if i := slices.IndexFunc(before.findings, func(g audit.Finding) bool { return g.Compare(f) == 0 }); i < 0 {
		return nil, fmt.Errorf("the article has no such finding of %s", f.Rule)
	} else if old := before.findings[i].Waived; old != nil {
		return nil, fmt.Errorf("%s is waived already, by %s until %s", f.Rule, old.By, old.Until)
	}
	for _, insert := range d.waiverPlaces(f) {
		for _, claim := range slices.Compact([]string{"", f.Claim}) {
			text := d.comment(audit.Placed{Waiver: w, Rule: f.Rule, Claim: claim})
			edits := []source.Edit{{Span: source.Span{Start: insert.at, End: insert.at}, Text: insert.before + text + insert.behind}}
			changed := d.after(edits)
			if after := judged(&changed, today); before.waives(&after, f, w) {
				return edits, nil
			}
		}
	}
	return nil, fmt.Errorf("no place for a comment that waives this finding of %s and changes nothing else; write the waiver by hand", f.Rule)
}

// mayWaive says what keeps a finding from being waived for that reason, by that
// name and until that day.
func (d *Draft) mayWaive(f audit.Finding, w audit.Waiver, today source.Date) error {
	rule, known := audit.ByID(f.Rule)
	switch {
	case !article.IsMarkdown(d.Article.File.Path):
		return fmt.Errorf("waivers stand in articles written in markdown; what is found in others a baseline holds: 'stet baseline create --in %s'", d.Article.File.Path)
	case !known:
		return fmt.Errorf("there is no rule %q%s", f.Rule, source.DidYouMean(f.Rule, audit.IDs()))
	case rule.Blocking:
		return fmt.Errorf("findings of %s cannot be waived, as nothing is published while there is one", f.Rule)
	case !audit.Waivable(f.Rule):
		return fmt.Errorf("findings of %s are about waivers, and cannot be waived", f.Rule)
	case f.Start.Line == 0:
		return fmt.Errorf("this finding of %s is about the file as a whole, which no waiver covers", f.Rule)
	case w.Reason == "" || w.By == "":
		return fmt.Errorf("a waiver needs a reason and the name of whoever decides")
	case strings.Contains(w.Reason+w.By, "-->") || strings.Contains(w.Reason+w.By, "*/"):
		return fmt.Errorf("the reason holds what ends a comment: --> or */")
	case w.Until.IsZero():
		return fmt.Errorf("a waiver needs the last day on which it holds")
	case w.Until.Compare(today) < 0:
		return fmt.Errorf("%s has passed; today is %s", w.Until, today)
	case w.Until.Compare(audit.LatestWaiver(today)) > 0:
		return fmt.Errorf("%s is too far ahead; a waiver may hold until %s at most", w.Until, audit.LatestWaiver(today))
	}
	return nil
}

// comment is a waiver as a comment of the article's format.
func (d *Draft) comment(w audit.Placed) string {
	if strings.HasSuffix(strings.ToLower(d.Article.File.Path), ".mdx") {
		return "{/* " + w.String() + " */}"
	}
	return "<!-- " + w.String() + " -->"
}

// An insertion is a place for a comment, and what belongs around it there.
type insertion struct {
	at             int
	before, behind string
}

// waiverPlaces are the places for a waiver of a finding, best first: a line of
// its own before the block, the same at the start of a list item or footnote,
// the start of the block's text, the start of the sentence. In a table they are
// the start of the cell, and the line before the table.
func (d *Draft) waiverPlaces(f audit.Finding) (places []insertion) {
	blocks := d.Article.Blocks(f.Start.Offset)
	if len(blocks) == 0 {
		return nil
	}
	b := d.Article.File.Bytes
	leaf := blocks[len(blocks)-1].Span.Start
	if i := slices.IndexFunc(blocks, func(b article.Block) bool { return b.Name == "table" }); i >= 0 {
		for leaf < f.Start.Offset && (b[leaf] == ' ' || b[leaf] == '|' || b[leaf] == '\t') {
			leaf++
		}
		return append([]insertion{{at: leaf, behind: " "}}, d.ownLine(blocks[i].Span.Start)...)
	}
	places = d.ownLine(leaf)
	if places == nil {
		head := b[d.lineStart(leaf):leaf]
		places = append(places, insertion{at: leaf, behind: source.LineEnd(b) + continuation(head)})
	}
	return append(places, insertion{at: leaf, behind: " "}, insertion{at: d.sentence(f), behind: " "})
}

// sentence is where the sentence of a finding starts.
func (d *Draft) sentence(f audit.Finding) int {
	for i := range d.Digest.Claims {
		if c := &d.Digest.Claims[i]; c.ID == f.Claim {
			return c.Span.Start
		}
	}
	return f.Start.Offset
}

// ownLine is the place for a line before the block that starts at a byte, if
// nothing but the marks of quotes stands before it on its line.
func (d *Draft) ownLine(start int) []insertion {
	b := d.Article.File.Bytes
	at := d.lineStart(start)
	head := b[at:start]
	if len(bytes.Trim(head, " \t>")) > 0 {
		return nil
	}
	return []insertion{{at: at, before: string(head), behind: source.LineEnd(b)}}
}

// lineStart is where the line of a byte starts, behind a byte order mark.
func (d *Draft) lineStart(at int) int {
	b := d.Article.File.Bytes
	start := bytes.LastIndexAny(b[:at], "\r\n") + 1
	if start == 0 && bytes.HasPrefix(b, []byte(source.BOM)) {
		return min(at, len(source.BOM))
	}
	return start
}

// footnoteIndent is how far the lines of a footnote are moved in.
const footnoteIndent = "    "

// continuation is how a further line starts of what head starts: "> - " goes on
// as ">   ", and "[^1]: " as four spaces.
func continuation(head []byte) string {
	if i := bytes.Index(head, []byte("[^")); i >= 0 {
		return continuation(head[:i]) + footnoteIndent
	}
	line := []rune(string(head))
	for i, r := range line {
		if r != '>' && r != '\t' {
			line[i] = ' '
		}
	}
	return string(line)
}

// A judgement is what is found in a text on a day.
type judgement struct {
	digest   *digest.Digest
	findings []audit.Finding // with the waivers that hold
	about    []audit.Finding // what is said of the waivers
}

func judged(d *digest.Digest, today source.Date) judgement {
	j := judgement{digest: d, findings: slices.Clone(d.Findings)}
	j.about = audit.Waive(j.findings, d.Reading.Waivers, today)
	return j
}

// waives reports whether the text is read in after as it was in j, but for the
// finding f, and those that no waiver tells from it, which w waives.
func (j *judgement) waives(after *judgement, f audit.Finding, w audit.Waiver) bool {
	if len(after.findings) != len(j.findings) || len(after.about) != len(j.about) || !sameText(j.digest, after.digest) {
		return false
	}
	for i := range j.findings {
		old, now := &j.findings[i], &after.findings[i]
		if old.Rule != now.Rule || old.Claim != now.Claim || old.Message != now.Message {
			return false
		}
		meant := old.Compare(f) == 0 || f.Claim != "" && old.Rule == f.Rule && old.Claim == f.Claim
		switch {
		case meant && old.Waived == nil:
			if now.Waived == nil || *now.Waived != w {
				return false
			}
		case (old.Waived == nil) != (now.Waived == nil) || old.Waived != nil && *old.Waived != *now.Waived:
			return false
		}
	}
	return slices.EqualFunc(j.about, after.about, func(a, b audit.Finding) bool { return a.Rule == b.Rule && a.Words == b.Words })
}

// sameText reports whether two readings have the same claims, of the same
// verdicts, and are shown alike.
func sameText(a, b *digest.Digest) bool {
	return slices.EqualFunc(a.Claims, b.Claims, func(x, y audit.Claim) bool { return x.ID == y.ID && x.Verdict == y.Verdict }) &&
		shownText(a.Reading.Body) == shownText(b.Reading.Body)
}

// shownText is the HTML of a body without white space, of which a comment may
// leave some behind.
func shownText(body article.Body) string {
	var b strings.Builder
	for _, p := range body {
		for word := range strings.FieldsSeq(p.HTML) {
			b.WriteString(word)
		}
	}
	return b.String()
}
