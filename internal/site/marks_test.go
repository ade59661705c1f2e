package site_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/claim"
	"stet/internal/match"
	"stet/internal/site"
)

// TestMarks looks at each claim of the sample as a reader meets it.
func TestMarks(t *testing.T) {
	root := parse(t, sampleSite(t, frame(t))["magnesium/index.html"])
	type shown struct{ Class, Mark, Word string }
	want := []shown{
		{"stands", "1", "stands"},
		{"flagged", "a 2018?", "the year does not fit"},
		{"flagged", "b no source", "no source fits"},
		{"query", "c unverified retracted", "the record is not verified"},
		{"flagged", "d bad id", "the id cannot be right"},
		{"stands", "4", "stands"},
		{"vague", "e too vague", "too little to identify a source"},
		{"stands", "1", "stands"},
		{"flagged", "f no source", "no source fits"},
	}
	var got []shown
	for _, c := range sampleDigest().Claims {
		first := byID(root, c.ID)
		note := byID(root, "note-"+c.ID)
		if first == nil || note == nil {
			t.Fatalf("claim %s has no anchor or no note", c.ID)
		}
		mark := elements(root, func(n *html.Node) bool { return attr(n, "aria-controls") == "note-"+c.ID })[0]
		words := elements(note, hasClass("word"))[0]
		if !hasClass("tail")(mark.Parent) {
			t.Errorf("the mark of claim %s may start a line", c.ID)
		}
		class := strings.TrimPrefix(attr(first, "class"), "claim ")
		if !hasClass(class)(mark) || !hasClass(class)(note) {
			t.Errorf("claim %s is %s, its mark %q, its note %q", c.ID, class, attr(mark, "class"), attr(note, "class"))
		}
		got = append(got, shown{class, text(mark), text(words)})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("marks (-want +got):\n%s", diff)
	}
	if got := len(elements(root, hasClass("apart"))); got != 2 {
		t.Errorf("%d notes stand apart from their marks, want those of the table's 2", got)
	}
}

// TestLetters: each claim that does not stand has a letter of its own.
func TestLetters(t *testing.T) {
	claims := make([]audit.Claim, 80)
	for i := range claims {
		claims[i].Verdict = match.Unmatched
	}
	claims[1].Verdict = match.Matched
	got := site.Letters(claims)
	seen := map[string]bool{}
	for i, letter := range got {
		if seen[letter] || (letter == "") != (i == 1) {
			t.Errorf("claim %d has the letter %q", i, letter)
		}
		seen[letter] = true
	}
	if got[0] != "a" || got[2] != "b" || got[23] != "z" || got[24] != "aa" || got[47] != "ba" {
		t.Errorf("letters %q", got)
	}
}

func TestNotes(t *testing.T) {
	root := parse(t, sampleSite(t, frame(t))["magnesium/index.html"])
	for id, want := range map[string]string{
		"c-0000000001": "stands 1 Fiorentini 2021, Nutrients 13(4):1136. Review. Checked against a PubMed export on 20 November 2026. journal Nutrients ✓ year 2021 ✓ subject magnesium deficiency ✓",
		"c-0000000002": "a the year does not fit journal Nutrients ✓ year 2018 ✗ found: 2021 subject magnesium deficiency ✓ Nearest: Fiorentini 2021, Nutrients.",
		"c-0000000003": `b no source fits journal Osteoporosis International ✗ year 2019 ✗ Nearest: Rondanelli 2021, Biometals.`,
		"c-0000000004": "c the record is not verified id rondanelli2021 ✓ Rondanelli 2021, Biometals 34. retracted Edited since it was checked on 20 November 2026.",
		"c-0000000005": `d the id cannot be right Uwitonze 2018: stands 3 Uwitonze 2018, J Am Osteopath Assoc. Not verified. year 2018 ✓ pmid:PMC12 "PMC12" <cannot> be a PMID.`,
		"c-0000000007": "e too little to identify a source year 2016 ✗ Could be Uwitonze 2018, J Am Osteopath Assoc; A guideline that PubMed does not hold 2020.",
		"c-0000000009": "f “Nobody (2019) found nothing.” no source fits author Nobody ✗ year 2019 ✗",
	} {
		if diff := cmp.Diff(want, text(byID(root, "note-"+id))); diff != "" {
			t.Errorf("note on %s (-want +got):\n%s", id, diff)
		}
	}
}

// TestListed: what an id leads to by mistake is not among the references of an
// article, and its note leads to its page.
func TestListed(t *testing.T) {
	for _, verdict := range []match.Verdict{match.Matched, match.IdentityMismatch} {
		d := sampleDigest()
		d.Claims = d.Claims[:1]
		d.Reading.Meta.References = nil
		c := &d.Claims[0]
		c.Verdict, c.Matches[0].Verdict = verdict, verdict
		page, _, err := frame(t).Article(d)
		if err != nil {
			t.Fatal(err)
		}
		root := parse(t, string(page.Data))
		if listed := byID(root, "cited-1") != nil; listed != (verdict == match.Matched) {
			t.Errorf("%s: listed is %t", verdict, listed)
		}
		if !strings.Contains(text(byID(root, "note-"+c.ID)), "Fiorentini 2021") {
			t.Errorf("%s: the note does not name the record", verdict)
		}
	}
}

// TestAlerts: the page's head tells of a retracted paper that the article leans
// on, and not of one that it speaks of as retracted wherever it cites it.
func TestAlerts(t *testing.T) {
	unmarked, marked := []claim.Mention{{Keys: []string{"rondanelli2021"}}}, []claim.Mention{{Keys: []string{"rondanelli2021"}, Retracted: []string{"doi:10.1007/s10534-021-00305-0"}}}
	for _, c := range []struct {
		name     string
		mentions [][]claim.Mention // of a claim each
		alerts   int
	}{
		{"plain", [][]claim.Mention{unmarked}, 1},
		{"marked", [][]claim.Mention{marked}, 0},
		{"marked once", [][]claim.Mention{marked, unmarked}, 1},
		{"marked twice", [][]claim.Mention{marked, marked}, 0},
		{"listed alone", nil, 1},
	} {
		d := sampleDigest()
		cites := d.Claims[3]
		d.Claims, d.Reading.Body, d.Findings = nil, nil, nil
		d.Reading.Meta.References = []string{"rondanelli2021"}
		for _, mentions := range c.mentions {
			cites.Mentions = mentions
			d.Claims = append(d.Claims, cites)
		}
		page, _, err := frame(t).Article(d)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(elements(parse(t, string(page.Data)), hasClass("alert"))); got != c.alerts {
			t.Errorf("%s: %d alerts, want %d", c.name, got, c.alerts)
		}
	}
}

// TestOffTopic: the note names what fits the words, and what is about the
// subject.
func TestOffTopic(t *testing.T) {
	d := sampleDigest()
	c := &d.Claims[2]
	c.Verdict = match.OffTopic
	c.Matches[0].Verdict, c.Matches[0].Meant = match.OffTopic, []string{"fiorentini2021", "rondanelli2021"}
	page, _, err := frame(t).Article(d)
	if err != nil {
		t.Fatal(err)
	}
	note := text(byID(parse(t, string(page.Data)), "note-"+c.ID))
	if !strings.Contains(note, "Could be Fiorentini 2021, Nutrients; Rondanelli 2021, Biometals.") {
		t.Errorf("the note says %q", note)
	}
}

// TestRuns: runs that white space or a citation parts are one underline; those
// that markup parts are not.
func TestRuns(t *testing.T) {
	d := sampleDigest()
	d.Claims = d.Claims[:1]
	c := d.Claims[0].ID
	d.Reading.Body = article.Body{
		{HTML: "<p>Before ", Slot: article.RunStart}, {HTML: "one", Slot: article.RunEnd}, {HTML: "\n", Slot: article.RunStart}, {HTML: "two", Slot: article.RunEnd},
		{Slot: article.Cite}, {Slot: article.RunStart}, {HTML: " three", Slot: article.RunEnd}, {HTML: "<em>", Slot: article.RunStart}, {HTML: "four five", Slot: article.RunEnd},
		{HTML: "</em>", Slot: article.RunStart}, {HTML: ".", Slot: article.RunEnd}, {Slot: article.Mark}, {Slot: article.Note}, {HTML: " after", Slot: article.Cite}, {HTML: "</p>"},
	}
	page, _, err := frame(t).Article(d)
	if err != nil {
		t.Fatal(err)
	}
	_, got, _ := strings.Cut(string(page.Data), `<div class="text">`)
	before, rest, _ := strings.Cut(got, `<button`)
	want := `<p>Before <span class="claim stands" id="` + c + "\">one\ntwo three" + `</span><em><span class="claim stands">four five</span></em><span class="tail"><span class="claim stands">.</span>`
	if before != want {
		t.Errorf("before the mark:\n got %s\nwant %s", before, want)
	}
	if !strings.Contains(rest, "</span> after</p>") {
		t.Errorf("behind the note: %s", rest)
	}
}

// TestNotesArePhrasing: a note stands inside its paragraph, where browsers
// would end the paragraph at any block.
func TestNotesArePhrasing(t *testing.T) {
	root := parse(t, sampleSite(t, frame(t))["magnesium/index.html"])
	for _, note := range elements(root, hasClass("note")) {
		for _, n := range elements(note, func(*html.Node) bool { return true }) {
			if !slices.Contains(inlineElements, n.Data) {
				t.Errorf("<%s> in the note %s", n.Data, attr(note, "id"))
			}
		}
		if parent := note.Parent.Data; !hasClass("apart")(note) && parent != "p" && parent != "li" {
			t.Errorf("the note %s stands in a <%s>", attr(note, "id"), parent)
		}
	}
}
