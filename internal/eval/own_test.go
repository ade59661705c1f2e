package eval_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"stet/internal/eval"
)

func predictAll(t *testing.T, names ...string) ([]eval.Document, []eval.Prediction) {
	t.Helper()
	var docs []eval.Document
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		more, err := eval.Read(bytes.NewReader(b))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		docs = append(docs, more...)
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
		t.Logf("%s: %s: %s %s", m.Document, m.Trouble, m.Text, m.Why)
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

// own are the files of the project's own labelled prose.
func own(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("../claim/testdata/gold/*.jsonl")
	if err != nil || len(names) == 0 {
		t.Fatalf("no labelled prose: %v", err)
	}
	return names
}

// TestOwn holds the finder to floors on the project's own labelled prose:
// every wording of an attribution, and sentences that only look like one.
func TestOwn(t *testing.T) {
	docs, ps := predictAll(t, own(t)...)
	r := eval.Score(docs, ps)
	report(t, r)
	checkFloors(t, r, floors{0.95, 0.90, 0.90, 0.97})
}

// TestOwnIsWhole: the labelled prose is as large as it says, every line of it
// is an example of something, and its labels state what their sentences say.
func TestOwnIsWhole(t *testing.T) {
	docs, _ := predictAll(t, own(t)...)
	if id, twice := eval.Twice(docs); twice {
		t.Errorf("document %q is there twice", id)
	}
	classes, negative := map[string]int{}, 0
	for _, d := range docs {
		if d.Class == "" {
			t.Errorf("%s: no class", d.ID)
		}
		classes[d.Class]++
		if len(d.Claims) == 0 {
			negative++
		}
		for _, c := range d.Claims {
			low := strings.ToLower(c.Sentence)
			for _, want := range append([]string{c.Journal}, c.Authors...) {
				if !strings.Contains(low, strings.ToLower(want)) {
					t.Errorf("%s: %q is not in %q", d.ID, want, c.Sentence)
				}
			}
			if c.Year != 0 && !strings.Contains(low, strconv.Itoa(c.Year)) {
				t.Errorf("%s: %d is not in %q", d.ID, c.Year, c.Sentence)
			}
			if c.Kind == "" {
				t.Errorf("%s: no kind: %q", d.ID, c.Sentence)
			}
		}
	}
	if len(docs) < 300 || negative < 100 || len(classes) < 60 {
		t.Errorf("%d articles, %d of them without a source, %d classes", len(docs), negative, len(classes))
	}
}
