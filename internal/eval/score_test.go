package eval_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/eval"
)

// The text's two sentences stand at 0 to 40 and 41 to 81.
const labelled = `{"id":"a","text":"A 2018 study in Nutrients was not large. Hadley et al. (2014) had not many more.  Nothing.","claims":[
{"start":0,"end":40,"journal":"Nutrients","year":2018,"kind":"journal-year","ids":["pmid:1"]},
{"start":41,"end":81,"authors":["Hadley"],"year":2014,"kind":"author-year","optional":true}]}`

func TestScore(t *testing.T) {
	docs, err := eval.Read(strings.NewReader(strings.ReplaceAll(labelled, "\n", "")))
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name              string
		found             []eval.Attribution
		sentence, jy, ids eval.Figure
		mistakes          []string
	}{
		{
			name:     "all of it",
			found:    []eval.Attribution{{Start: 0, End: 40, Journal: "The Nutrients", Year: 2018, IDs: []string{"PMID:01"}}},
			sentence: eval.Figure{TP: 1}, jy: eval.Figure{TP: 1}, ids: eval.Figure{TP: 1},
		},
		{
			name:     "nothing",
			sentence: eval.Figure{FN: 1}, jy: eval.Figure{FN: 1}, ids: eval.Figure{FN: 1},
			mistakes: []string{"missed sentence"},
		},
		{
			name:     "another year, in a part of the sentence",
			found:    []eval.Attribution{{Start: 2, End: 30, Journal: "Nutrients", Year: 2019, IDs: []string{"pmid:1", "pmid:2"}}},
			sentence: eval.Figure{TP: 1}, jy: eval.Figure{FP: 1, FN: 1}, ids: eval.Figure{TP: 1, FP: 1},
			mistakes: []string{"wrong ids", "wrong year"},
		},
		{
			name: "an optional one is never wrong, elsewhere is",
			found: []eval.Attribution{
				{Start: 0, End: 40, Canonical: "Nutrients", Journal: "NUTRIENTS", Year: 2018, IDs: []string{"pmid:1"}},
				{Start: 41, End: 81, Journal: "Hadley", Year: 2014, IDs: []string{"pmid:9"}},
				{Start: 82, End: 90},
			},
			sentence: eval.Figure{TP: 1, FP: 1}, jy: eval.Figure{TP: 1}, ids: eval.Figure{TP: 1},
			mistakes: []string{"false sentence"},
		},
	} {
		r := eval.Score(docs, []eval.Prediction{{ID: "a", Claims: tc.found}})
		var kinds []string
		for _, m := range r.Errors {
			kinds = append(kinds, string(m.Trouble))
		}
		if diff := cmp.Diff(tc.mistakes, kinds); diff != "" {
			t.Errorf("%s: mistakes: %s", tc.name, diff)
		}
		if r.Sentence.Figure != tc.sentence || r.JournalYear != tc.jy || r.IDs != tc.ids {
			t.Errorf("%s: sentence %v, journal and year %v, ids %v", tc.name, r.Sentence.Figure, r.JournalYear, r.IDs)
		}
	}
}

func TestFigure(t *testing.T) {
	for _, tc := range []struct {
		f       eval.Figure
		p, r, h float64
	}{
		{eval.Figure{TP: 1, FP: 1, FN: 0}, 0.5, 1, 2.0 / 3},
		{eval.Figure{}, 1, 1, 1},
		{eval.Figure{FN: 2}, 0, 0, 0},
		{eval.Figure{FP: 2}, 0, 1, 0},
	} {
		if tc.f.Precision() != tc.p || tc.f.Recall() != tc.r || tc.f.F1() != tc.h {
			t.Errorf("%v: %v %v %v, want %v %v %v", tc.f, tc.f.Precision(), tc.f.Recall(), tc.f.F1(), tc.p, tc.r, tc.h)
		}
	}
}

func TestRead(t *testing.T) {
	for _, tc := range []struct{ in, err string }{
		{`{"id":"a","text":"One. Two.","claims":[{"sentence":"Two."}]}`, ""},
		{`{"id":"a"}` + "\n\n" + `{"id":"a"}`, `line 3: document "a" is there twice`},
		{`{"id":"a","text":"One.","claims":[{"start":2,"end":9}]}`, `line 1: document "a": claim 0 is at 2 to 9 of 4 characters`},
		{`{"id":"a","text":"One.","claims":[{"sentence":"Two."}]}`, `line 1: document "a": sentence is not in the text: "Two."`},
		{`{`, "line 1: unexpected end of JSON input"},
	} {
		_, err := eval.Read(strings.NewReader(tc.in))
		if (err == nil) != (tc.err == "") || err != nil && err.Error() != tc.err {
			t.Errorf("Read(%s): %v, want %q", tc.in, err, tc.err)
		}
	}
}

func TestPredict(t *testing.T) {
	d := eval.Document{ID: "a", Text: "Ünïcode first — and more.\n\nA 2018 study in *Nutrients* (Ödön et al., 2018) says so.\n"}
	p := eval.Predict(&d)
	if len(p.Claims) != 1 {
		t.Fatalf("found %+v", p.Claims)
	}
	c := p.Claims[0]
	if got := string([]rune(d.Text)[c.Start:c.End]); got != c.Sentence || !strings.HasPrefix(got, "A 2018") {
		t.Errorf("the sentence at %d to %d is %q, found %q", c.Start, c.End, got, c.Sentence)
	}
	var b bytes.Buffer
	if err := eval.Write(&b, []eval.Prediction{p}); err != nil || !strings.Contains(b.String(), `"journal":"Nutrients"`) {
		t.Errorf("Write: %v, %s", err, b.String())
	}
}
