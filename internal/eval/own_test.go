package eval_test

import (
	"bytes"
	"os"
	"testing"

	"stet/internal/eval"
)

func predictAll(t *testing.T, name string) ([]eval.Document, []eval.Prediction) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	docs, err := eval.Read(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	var ps []eval.Prediction
	for i := range docs {
		ps = append(ps, eval.Predict(&docs[i]))
	}
	return docs, ps
}

func report(t *testing.T, r eval.Result) {
	t.Helper()
	for _, m := range r.Errors {
		t.Logf("%s: %s: %s %s", m.Document, m.Kind, m.Text, m.Why)
	}
}

// floors are the least F1 that a set of labels has to reach.
type floors struct{ sentence, journalYear, authorYear, ids float64 }

func checkFloors(t *testing.T, r eval.Result, least floors) {
	t.Helper()
	for _, f := range []struct {
		name      string
		f1, floor float64
	}{
		{"sentence", r.Sentence.F1(), least.sentence},
		{"journal_year", r.JournalYear.F1(), least.journalYear},
		{"author_year", r.AuthorYear.F1(), least.authorYear},
		{"ids", r.IDs.F1(), least.ids},
	} {
		if f.f1 < f.floor {
			t.Errorf("%s: F1 %.3f is below %.2f", f.name, f.f1, f.floor)
		}
	}
}

// TestOwn holds the finder to floors on the project's own labelled sentences:
// every wording of an attribution, and sentences that only look like one.
func TestOwn(t *testing.T) {
	docs, ps := predictAll(t, "testdata/own.jsonl")
	r := eval.Score(docs, ps)
	report(t, r)
	checkFloors(t, r, floors{0.98, 0.98, 0.98, 0.98})
}
