package eval

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A Trouble is a type of mistake.
type Trouble string

// The types of mistakes, in the order reports list them.
const (
	MissedSentence Trouble = "missed sentence" // a labelled sentence that no found one meets
	FalseSentence  Trouble = "false sentence"  // a found one that meets no label
	MissedMention  Trouble = "missed mention"  // an attribution of a sentence that was found
	FalseMention   Trouble = "false mention"   // an attribution too many, in a labelled sentence
	WrongJournal   Trouble = "wrong journal"   // the attribution is there, and has another journal, or none, or one too many
	WrongYear      Trouble = "wrong year"
	WrongAuthors   Trouble = "wrong authors"
	WrongIDs       Trouble = "wrong ids"
)

// Troubles are all types of mistakes.
var Troubles = []Trouble{MissedSentence, FalseSentence, MissedMention, FalseMention, WrongJournal, WrongYear, WrongAuthors, WrongIDs}

// A Mistake is one difference between what was found and the labels.
type Mistake struct {
	Document string
	Trouble  Trouble
	Text     string // the sentence, or up to three that meet
	Why      string // the kind of what was missed, or what is labelled and what was found
}

func (s *scorer) mistake(t Trouble, group []*sentence, why string) {
	var text []string
	for _, found := range []bool{false, true} {
		for _, n := range group {
			if n.found == found && len(text) < 3 {
				text = append(text, cut(s.doc.Text, n.place))
			}
		}
		if len(text) > 0 {
			break
		}
	}
	s.Errors = append(s.Errors, Mistake{s.doc.ID, t, strings.Join(strings.Fields(strings.Join(text, " ")), " "), why})
}

// cut is the text of a place in code points.
func cut(text string, p place) string {
	r := []rune(text)
	return string(r[min(p.start, len(r)):min(p.end, len(r))])
}

// diagnose says how the attributions of sentences that meet differ: it brings
// each labelled one together with the found one that is most like it.
func (s *scorer) diagnose(group []*sentence, gold, pred []Attribution) {
	need := len(required(gold)) > 0
	if need {
		s.compareIDs(group, idsOf(gold), idsOf(pred))
	}
	gold, pred = slices.Clone(gold), slices.Clone(pred)
	for {
		g, p := closest(gold, pred)
		if g < 0 {
			break
		}
		if !gold[g].Optional {
			s.compare(group, &gold[g], &pred[p])
		}
		gold, pred = slices.Delete(gold, g, g+1), slices.Delete(pred, p, p+1)
	}
	for _, c := range required(gold) {
		if worded(&c) {
			s.mistake(MissedMention, group, show(&c))
		}
	}
	for _, c := range pred {
		if need && worded(&c) {
			s.mistake(FalseMention, group, show(&c))
		}
	}
}

// worded reports whether c states something besides ids and markers. Ids are
// compared sentence by sentence: which attribution has them is no matter.
func worded(c *Attribution) bool {
	return c.Journal != "" || c.Year != 0 || len(c.Authors) > 0
}

// closest is the pair of a labelled and a found attribution that have most in
// common; -1 if there is no pair that has anything in common, or is alone.
func closest(gold, pred []Attribution) (g, p int) {
	best, g, p := 0, -1, -1
	for i := range gold {
		for j := range pred {
			if n := likeness(&gold[i], &pred[j]); n > best {
				best, g, p = n, i, j
			}
		}
	}
	if g < 0 && len(gold) == 1 && len(pred) == 1 {
		return 0, 0
	}
	return g, p
}

// likeness weighs what two attributions have in common. A required label is
// served before an optional one.
func likeness(g, p *Attribution) int {
	n := 0
	for _, w := range []struct {
		weight int
		same   bool
	}{
		{16, common(journalKeys(g), journalKeys(p))},
		{16, common(slices.Collect(maps.Keys(idsOf([]Attribution{*g}))), slices.Collect(maps.Keys(idsOf([]Attribution{*p}))))},
		{12, common(authorKeys(g), authorKeys(p))},
		{12, g.Year != 0 && g.Year == p.Year},
		{8, !worded(g) && !worded(p)},
	} {
		if w.same {
			n += w.weight
		}
	}
	if n > 0 {
		n += 2*btoi(!g.Optional) + btoi((g.Journal == "") == (p.Journal == ""))
	}
	return n
}

// compare reports each statement of a required label that the found one states
// otherwise.
func (s *scorer) compare(group []*sentence, g, p *Attribution) {
	differ := func(t Trouble, want, got []string, labelled, found string) {
		if len(want) == 0 && len(got) == 0 || common(want, got) {
			return
		}
		s.mistake(t, group, fmt.Sprintf("labelled %s, found %s", orNone(labelled), orNone(found)))
	}
	differ(WrongJournal, journalKeys(g), journalKeys(p), g.Journal, p.Journal)
	differ(WrongYear, yearKeys(g), yearKeys(p), strings.Join(yearKeys(g), ""), strings.Join(yearKeys(p), ""))
	differ(WrongAuthors, authorKeys(g), authorKeys(p), strings.Join(g.Authors, ", "), strings.Join(p.Authors, ", "))
}

// compareIDs reports ids that are stated and were not found, or the reverse.
func (s *scorer) compareIDs(group []*sentence, want, got map[string]bool) {
	var missing, extra []string
	for id, need := range want {
		if need && !hasKey(got, id) {
			missing = append(missing, id)
		}
	}
	for id := range got {
		if !hasKey(want, id) {
			extra = append(extra, id)
		}
	}
	if len(missing)+len(extra) > 0 {
		slices.Sort(missing)
		slices.Sort(extra)
		s.mistake(WrongIDs, group, fmt.Sprintf("labelled %s, found %s", orNone(strings.Join(missing, " ")), orNone(strings.Join(extra, " "))))
	}
}

func yearKeys(c *Attribution) []string {
	if c.Year == 0 {
		return nil
	}
	return []string{strconv.Itoa(c.Year)}
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// show is what an attribution states.
func show(c *Attribution) string {
	parts := slices.Concat([]string{strings.Join(c.Authors, ", "), c.Journal}, yearKeys(c))
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " ")
}

// Tally counts mistakes by type.
func Tally(mistakes []Mistake) map[Trouble]int {
	n := map[Trouble]int{}
	for _, m := range mistakes {
		n[m.Trouble]++
	}
	return n
}

// Examples picks up to n mistakes: of each type in turn, those of the documents
// with the most mistakes first. They come sorted by type.
func Examples(mistakes []Mistake, n int) []Mistake {
	of := map[string]int{}
	for _, m := range mistakes {
		of[m.Document]++
	}
	byType := map[Trouble][]Mistake{}
	for _, m := range mistakes {
		byType[m.Trouble] = append(byType[m.Trouble], m)
	}
	for _, list := range byType {
		slices.SortStableFunc(list, func(a, b Mistake) int { return of[b.Document] - of[a.Document] })
	}
	take := map[Trouble]int{}
	for n = min(n, len(mistakes)); n > 0; {
		for _, t := range Troubles {
			if n > 0 && take[t] < len(byType[t]) {
				take[t]++
				n--
			}
		}
	}
	var picked []Mistake
	for _, t := range Troubles {
		picked = append(picked, byType[t][:take[t]]...)
	}
	return picked
}
