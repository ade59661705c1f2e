package exam_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/cite"
	"stet/internal/exam"
	"stet/internal/match"
	"stet/internal/source"
	"stet/internal/terms"
)

// papers are invented ones: three of one journal and year, one of another
// journal with an electronic year of its own.
func papers() []exam.Paper {
	make := func(pmid, journal, title, authors, abstract string, year, epub int) exam.Paper {
		r := &cite.Reference{Key: "pmid:" + pmid, PMID: cite.PMID(pmid), Title: title, Authors: strings.Split(authors, ", "), Year: year, Epub: epub, Types: []string{"Journal Article"}}
		r.Journal = cite.Journal{Title: journal, NLM: journal}
		r.Terms = cite.NewTerms(terms.Stems(abstract))
		r.Verified = cite.Verification{At: source.Date{Year: 2026, Month: 11, Day: 20}, From: cite.FromXML, Sum: r.Sum()}
		return exam.Paper{Reference: r, Abstract: abstract}
	}
	return []exam.Paper{
		make("30000001", "Nutrients", "Oat porridge and sleep", "Ahlberg KM, Berg T, Costa P",
			"Porridge at supper lengthened the sleep of shift workers by half an hour. Melatonin rose before bedtime in all groups that ate oats.", 2018, 2018),
		make("30000002", "Nutrients", "Seaweed and the thyroid", "Dunne R, Eklund S",
			"Daily seaweed raised iodine in the urine of pregnant volunteers far beyond the advised range. Thyroid hormones stayed within normal limits in nearly all of the mothers.", 2018, 2018),
		make("30000003", "Nutrients", "Lentils and gout", "Farrow J",
			"Lentil soup did not bring on attacks of gout in older men with high uric acid. Uric acid in the blood changed little after a month of lentils.", 2018, 2018),
		make("30000004", "The Journal of physiology", "Cold water and brown fat", "Grant AB, Hale C, Ito D",
			"Cold baths doubled the heat that brown adipose tissue of trained swimmers gave off. Shivering began later after six weeks of cold baths in most swimmers.", 2022, 2021),
	}
}

func TestCasesRepeat(t *testing.T) {
	texts := func(seed string) (list []string) {
		for _, c := range exam.Cases(exam.Material{Papers: papers(), Seed: seed}) {
			list = append(list, c.Class.Name, c.Text)
		}
		return list
	}
	first := texts("")
	if len(first) < 20 {
		t.Fatalf("%d cases of four papers", len(first)/2)
	}
	if diff := cmp.Diff(first, texts("")); diff != "" {
		t.Error(diff)
	}
	if cmp.Equal(first, texts("2")) {
		t.Error("another seed gives the same cases")
	}
}

// TestClaimsAvoidTitles: a claim is worded from the abstract, and the title of
// its record never stands in the article, but in entries of its list.
func TestClaimsAvoidTitles(t *testing.T) {
	titles := map[cite.PMID]string{}
	for _, p := range papers() {
		titles[p.Reference.PMID] = p.Reference.Title
	}
	for _, c := range exam.Cases(exam.Material{Papers: papers()}) {
		if strings.Contains(c.Text, titles[c.Record]) && !strings.HasPrefix(c.Class.Name, "list-entry") {
			t.Errorf("%s: %s", c.Class.Name, c.Text)
		}
	}
}

func TestSit(t *testing.T) {
	r := exam.Sit(exam.Cases(exam.Material{Papers: papers()}))
	f := r.Figures()
	if f.Leaks > 0 || f.Alarms > 0 {
		t.Errorf("%d leaks, %d alarms", f.Leaks, f.Alarms)
	}
	var out bytes.Buffer
	if err := r.Write(&out, 5); err != nil {
		t.Fatal(err)
	}
	for _, row := range r.Rows {
		if n := row.Matched + row.Leaked + row.Flagged + row.Abstained; n != row.Cases {
			t.Errorf("%s: %d of %d cases told", row.Class.Name, n, row.Cases)
		}
		if !strings.Contains(out.String(), "\n"+row.Class.Name) {
			t.Errorf("%s is not printed", row.Class.Name)
		}
	}
}

// TestCounting: each way to go wrong is counted as what it is.
func TestCounting(t *testing.T) {
	p := papers()
	lib := match.NewIndex(&cite.Library{References: []*cite.Reference{p[0].Reference, p[3].Reference}})
	claim := "Porridge at supper lengthened the sleep of shift workers by half an hour"
	sit := func(kind exam.Kind, text, answer string) exam.Row {
		c := &exam.Class{Name: "own", Kind: kind, Right: []match.Verdict{match.Matched}}
		answers := []string{answer}
		if answer == "" {
			answers = nil
			c.Right = []match.Verdict{match.YearMismatch}
		}
		exam.Classes = append(exam.Classes, c)
		defer func() { exam.Classes = exam.Classes[:len(exam.Classes)-1] }()
		return exam.Sit([]exam.Case{{Class: c, Library: lib, Text: text, Answers: answers}}).Rows[0]
	}
	for _, test := range []struct {
		name, text, answer string
		want               func(exam.Row) bool
	}{
		{"matched", claim + " (*Nutrients*, 2018).", "pmid:30000001", func(r exam.Row) bool { return r.Matched == 1 && r.Right == 1 }},
		{"matched on another work", claim + " (*Nutrients*, 2018).", "pmid:30000004", func(r exam.Row) bool { return r.Leaked == 1 && r.Right == 0 }},
		{"wrong and matched", claim + " (*Nutrients*, 2018).", "", func(r exam.Row) bool { return r.Leaked == 1 && r.Right == 0 }},
		{"flagged", claim + " (*Nutrients*, 2015).", "", func(r exam.Row) bool { return r.Flagged == 1 && r.Right == 1 }},
		{"right and flagged", claim + " (*Nutrients*, 2015).", "pmid:30000001", func(r exam.Row) bool { return r.Flagged == 1 && r.Right == 0 }},
		{"missed", claim + ".", "pmid:30000001", func(r exam.Row) bool { return r.Abstained == 1 && r.Verdicts[exam.Missed] == 1 && r.Right == 0 }},
	} {
		kind := exam.Sound
		if test.answer == "" {
			kind = exam.Wrong
		}
		if row := sit(kind, test.text, test.answer); !test.want(row) {
			t.Errorf("%s: %+v", test.name, row)
		}
	}
}

// TestWorse: a class that falls below its floor is named, and leaks are.
func TestWorse(t *testing.T) {
	good := exam.Row{Class: exam.Classes[0], Cases: 100, Right: 100, Matched: 100}
	if worse := (&exam.Result{Rows: []exam.Row{good}}).Worse(); len(worse) > 0 {
		t.Errorf("all right, and yet %q", worse)
	}
	bad := exam.Row{Class: exam.Classes[0], Cases: 100, Right: 20, Matched: 20, Leaked: 30, Flagged: 50}
	worse := strings.Join((&exam.Result{Rows: []exam.Row{bad}}).Worse(), "\n")
	for _, want := range []string{"leaks: ", "30.00 %", "with a verdict that is an error: 50.00 %", "correct: 20.00 % right, below the floor of "} {
		if !strings.Contains(worse, want) {
			t.Errorf("%q is not in\n%s", want, worse)
		}
	}
	few := exam.Row{Class: exam.Classes[0], Cases: 3, Right: 1, Matched: 1, Leaked: 1, Flagged: 1}
	if worse := (&exam.Result{Rows: []exam.Row{few}}).Worse(); len(worse) > 0 {
		t.Errorf("three cases say %q", worse)
	}
}
