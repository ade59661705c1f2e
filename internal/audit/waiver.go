package audit

import (
	"fmt"
	"slices"

	"stet/internal/article"
	"stet/internal/source"
)

// A Waiver is an editor's decision to let a finding stand.
type Waiver struct {
	Reason string      `json:"reason"`
	By     string      `json:"by"`
	Until  source.Date `json:"until"` // the last day on which it holds
}

// A Placed is a waiver as it stands in an article:
//
//	<!-- stet year-mismatch: "online 2017, issue 2018" by=mk until=2027-06-30 -->
//
// It covers the findings of its rule in the block that it stands before or in.
type Placed struct {
	Waiver
	Rule    string
	Claim   string // the id of the only claim that it covers; "" for all of its block
	Path    string
	Start   source.Position // of the comment
	End     source.Position
	Block   article.Block
	Excerpt Excerpt
}

// Waivers reads the waivers among the comments of f. What cannot be one, though
// it was meant to, or stands where it covers nothing, is a finding.
func Waivers(f *source.File, comments []article.Comment) (placed []Placed, problems []Finding) {
	for i := range comments {
		c := &comments[i]
		w, meant, found := parseWaiver(f, c)
		if !meant {
			continue
		}
		if len(found) == 0 {
			found = misplaced(f, c)
		}
		if len(found) > 0 {
			problems = append(problems, found...)
			continue
		}
		w.Path, w.Block = f.Path, c.Block
		w.Start, w.End = f.Position(c.Span.Start), f.Position(c.Span.End)
		w.Excerpt = NewExcerpt(f, c.Span)
		placed = append(placed, w)
	}
	return placed, problems
}

// maxBlank is how many blank lines may part a waiver from its block. Many
// editors put one behind a comment by themselves.
const maxBlank = 1

// misplaced is the finding about a waiver that covers nothing where it stands.
func misplaced(f *source.File, c *article.Comment) []Finding {
	found := At(f, misplacedWaiver.ID, c.Span)
	found.Hint = "put it on the line before the paragraph, list, table or quote that it is about"
	switch {
	case !article.IsMarkdown(f.Path):
		found.Message = "the waiver stands in a file that is no markdown, where it covers nothing"
		found.Hint = "take it out; a baseline holds what is found in such files: 'stet baseline create --in " + f.Path + "'"
	case c.Block.IsZero():
		found.Message = "nothing follows the waiver that it could cover"
	case c.Block.Name == article.CodeBlock || c.Block.Name == article.RuleBlock:
		found.Message = "the waiver stands before a " + c.Block.Name + ", in which nothing is found"
	case c.Blank > maxBlank:
		found.Message = fmt.Sprintf("%d blank lines part the waiver from the %s below it", c.Blank, c.Block.Name)
	default:
		return nil
	}
	return []Finding{found}
}

// covers reports whether w is about a finding. The caller knows that both are
// of one file.
func (w *Placed) covers(f *Finding) bool {
	return w.Rule == f.Rule && f.Start.Line > 0 &&
		w.Block.Span.Start <= f.Start.Offset && f.Start.Offset < w.Block.Span.End &&
		(w.Claim == "" || w.Claim == f.Claim)
}

// expired reports whether the last day of w has passed. Without a day nothing
// has.
func (w *Placed) expired(today source.Date) bool {
	return !today.IsZero() && w.Until.Compare(today) < 0
}

// Waive marks, in place, the findings that waivers cover on a day, and gives
// what is to be said about the waivers themselves. Of two that cover a finding
// the first waives it. It may be run again on the same findings.
func Waive(findings []Finding, waivers []Placed, today source.Date) (about []Finding) {
	if len(waivers) == 0 {
		return nil
	}
	byPath := map[string][]int{}
	for i := range waivers {
		byPath[waivers[i].Path] = append(byPath[waivers[i].Path], i)
	}
	uses := make([]use, len(waivers))
	for i := range findings {
		findings[i].Waived = nil
		for _, n := range byPath[findings[i].Path] {
			w := &waivers[n]
			switch {
			case !w.covers(&findings[i]):
			case w.expired(today):
				uses[n].late++
			case findings[i].Waived == nil:
				findings[i].Waived = &w.Waiver
				uses[n].waived++
			default:
				uses[n].taken = true
			}
		}
	}
	for i := range waivers {
		about = append(about, waivers[i].judge(uses[i], today)...)
	}
	return about
}

// A use is what became of a waiver.
type use struct {
	waived int  // findings
	late   int  // findings that it covers no more
	taken  bool // another waiver was first
}

// maxMonths is for how many months a waiver may hold. One for longer is never
// looked at again.
const maxMonths = 24

// LatestWaiver is the last day until which a waiver that is written today may
// hold.
func LatestWaiver(today source.Date) source.Date { return today.AddMonths(maxMonths) }

// judge says what is to be said about a waiver that was put to use.
func (w *Placed) judge(u use, today source.Date) []Finding {
	switch {
	case w.expired(today):
		f := w.found(expiredWaiver.ID)
		f.Message = "the waiver of " + w.Rule + " expired on " + w.Until.String()
		f.Hint = "mend what it was about, or have " + w.By + " look at it again and give it another date"
		if u.late == 0 {
			f.Message += ", and nothing is left for it to cover"
			f.Hint = "take it out"
		}
		return []Finding{f}
	case u.waived == 0 && slices.Contains(comparingRules, w.Rule): // of another run, perhaps
		return nil
	case u.waived == 0:
		f := w.found(unusedWaiver.ID)
		f.Message = "no finding of " + w.Rule + " is in the " + w.Block.Name + " that the waiver covers"
		f.Hint = "take it out"
		switch {
		case u.taken:
			f.Message = "another waiver covers the same findings of " + w.Rule + " already"
		case w.Claim != "":
			f.Message = "the claim " + w.Claim + " has no finding of " + w.Rule + " in the " + w.Block.Name + " that the waiver covers"
			f.Hint = "take it out, or give it the claim's present id; a claim has another id once its words change"
		case w.Block.Name == "heading":
			f.Hint = "take it out, or put it before the paragraph; before a heading it covers the heading alone"
		}
		return []Finding{f}
	case !today.IsZero() && w.Until.Compare(LatestWaiver(today)) > 0:
		f := w.found(longWaiver.ID)
		f.Message = fmt.Sprintf("the waiver of %s holds until %s, more than %d months from now", w.Rule, w.Until, maxMonths)
		f.Hint = "give it a date at which somebody will look at it again"
		return []Finding{f}
	}
	return nil
}

// found is a finding of a rule about w.
func (w *Placed) found(rule string) Finding {
	f := Found(rule, w.Path)
	f.Start, f.End, f.Excerpt = w.Start, w.End, w.Excerpt
	f.Words = WordsOf(w.Rule + " " + w.Claim + " " + w.Reason)
	return f
}

// Waivable reports whether findings of a rule may be waived. What keeps a site
// from being published may not, nor what is said about waivers.
func Waivable(rule string) bool {
	r, ok := byID[rule]
	return ok && !r.Blocking && !slices.Contains(waiverRules, rule)
}
