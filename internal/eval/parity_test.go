package eval_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/eval"
)

var update = flag.Bool("update", false, "make the cases of the scorer anew, with the script in GOLD")

// scriptFigure is a figure as the gold set's own script prints it.
type scriptFigure struct {
	Precision, Recall, F1 float64
	TP, FP, FN            int
}

// scriptResult is what the script prints.
type scriptResult struct {
	Sentence    scriptFigure                    `json:"sentence"`
	JournalYear scriptFigure                    `json:"journal_year"`
	AuthorYear  scriptFigure                    `json:"author_year"`
	IDs         scriptFigure                    `json:"ids"`
	Kinds       map[string]struct{ Hit, N int } `json:"recall_by_kind"`
}

// compare holds what Score gives against what the script printed.
func (want *scriptResult) compare(t *testing.T, name string, r eval.Result) {
	t.Helper()
	got := scriptResult{
		Sentence:    scriptFigure{r.Sentence.Precision(), r.Sentence.Recall(), r.Sentence.F1(), r.Sentence.TP, r.Sentence.FP, r.Sentence.FN},
		JournalYear: printed(r.JournalYear), AuthorYear: printed(r.AuthorYear), IDs: printed(r.IDs),
		Kinds: map[string]struct{ Hit, N int }{},
	}
	for kind, f := range r.ByKind {
		got.Kinds[kind] = struct{ Hit, N int }{f.TP, f.TP + f.FN}
	}
	if diff := cmp.Diff(*want, got); diff != "" {
		t.Errorf("%s (-script +Score):\n%s", name, diff)
	}
}

// runScript scores predictions with the script of a gold set.
func runScript(t *testing.T, script, set string, found []eval.Prediction) (out []byte) {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run the script of the gold set")
	}
	name := filepath.Join(t.TempDir(), "found.jsonl")
	if err := os.WriteFile(name, lines(t, found), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err = exec.Command(python, script, set, name, "--json").Output()
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return out
}

func lines(t *testing.T, found []eval.Prediction) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := eval.Write(&b, found); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestScoreIsThatOfTheScript: the gold set comes with its own script; Score
// gives its figures, for predictions as good as they are and for spoiled ones.
func TestScoreIsThatOfTheScript(t *testing.T) {
	set := gold(t)
	script := filepath.Join(filepath.Dir(set), "score.py")
	docs, ps := predictAll(t, set)
	for seed := range uint64(6) {
		spoiled := spoil(rand.New(rand.NewPCG(seed, 1)), docs, ps, float64(seed)*0.12)
		var want scriptResult
		if err := json.Unmarshal(runScript(t, script, set, spoiled), &want); err != nil {
			t.Fatal(err)
		}
		want.compare(t, fmt.Sprintf("seed %d", seed), eval.Score(docs, spoiled))
	}
}

// TestScoredCases does the same where there is no gold set, with what the
// script printed for some labelled articles of our own and spoiled predictions.
// With -update and GOLD, the cases are made anew.
func TestScoredCases(t *testing.T) {
	const set = "testdata/scored/labelled.jsonl"
	if *update {
		script := filepath.Join(filepath.Dir(gold(t)), "score.py")
		docs, ps := predictAll(t, set)
		for seed := range uint64(6) {
			spoiled := spoil(rand.New(rand.NewPCG(seed, 3)), docs, ps, float64(seed)*0.15)
			base := fmt.Sprintf("testdata/scored/%d", seed)
			for name, b := range map[string][]byte{base + ".found.jsonl": lines(t, spoiled), base + ".script.json": runScript(t, script, set, spoiled)} {
				if err := os.WriteFile(name, b, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	docs, _ := predictAll(t, set)
	cases, err := filepath.Glob("testdata/scored/*.found.jsonl")
	if err != nil || len(cases) < 6 {
		t.Fatalf("%d cases: %v", len(cases), err)
	}
	for _, name := range cases {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var found []eval.Prediction
		for dec := json.NewDecoder(bytes.NewReader(b)); dec.More(); {
			var p eval.Prediction
			if err := dec.Decode(&p); err != nil {
				t.Fatal(err)
			}
			found = append(found, p)
		}
		b, err = os.ReadFile(strings.TrimSuffix(name, ".found.jsonl") + ".script.json")
		if err != nil {
			t.Fatal(err)
		}
		var want scriptResult
		if err := json.Unmarshal(b, &want); err != nil {
			t.Fatal(err)
		}
		want.compare(t, name, eval.Score(docs, found))
	}
}

func printed(f eval.Figure) scriptFigure {
	return scriptFigure{f.Precision(), f.Recall(), f.F1(), f.TP, f.FP, f.FN}
}

// spoil changes a share of the predictions: drops them, moves them, and swaps
// what they state for what others do.
func spoil(rnd *rand.Rand, docs []eval.Document, ps []eval.Prediction, share float64) []eval.Prediction {
	var out []eval.Prediction
	for i, p := range ps {
		size := len([]rune(docs[i].Text))
		claims := []eval.Attribution{}
		for _, c := range p.Claims {
			if rnd.Float64() >= share {
				claims = append(claims, c)
				continue
			}
			other := p.Claims[rnd.IntN(len(p.Claims))]
			c.Authors, c.IDs = slices.Clone(c.Authors), slices.Clone(c.IDs)
			switch rnd.IntN(9) {
			case 0:
				continue
			case 1:
				c.Year += rnd.IntN(3) - 1
			case 2:
				c.Journal, c.Canonical = other.Journal, other.Canonical
			case 3:
				c.Authors = other.Authors
			case 4:
				c.IDs = append(c.IDs, other.IDs...)
			case 5:
				c.Start = max(0, c.Start-rnd.IntN(120))
			case 6:
				c.End = min(size, c.End+rnd.IntN(200))
			case 7:
				c.Start += (c.End - c.Start) * rnd.IntN(9) / 10
			case 8:
				claims = append(claims, c)
				c.Start, c.End = other.Start, other.End
			}
			c.Sentence = ""
			claims = append(claims, c)
		}
		out = append(out, eval.Prediction{ID: p.ID, Claims: claims})
	}
	return out
}

// TestMistakesExplainFigures: where a figure is not perfect there is a mistake,
// and where there is none, all figures are.
func TestMistakesExplainFigures(t *testing.T) {
	docs, ps := predictAll(t, own(t)...)
	for seed := range uint64(40) {
		spoiled := spoil(rand.New(rand.NewPCG(seed, 2)), docs, ps, float64(seed%10)*0.1)
		for i := range docs {
			r := eval.Score(docs[i:i+1], spoiled[i:i+1])
			wrong := 0
			for _, f := range []eval.Figure{r.Sentence.Figure, r.JournalYear, r.AuthorYear, r.IDs} {
				wrong += f.FP + f.FN
			}
			if wrong > 0 && len(r.Errors) == 0 {
				t.Fatalf("seed %d: %s: %+v, and no mistake\nfound %+v", seed, docs[i].ID, r, spoiled[i].Claims)
			}
		}
	}
}

// TestExamples: examples come from every type in turn, and from documents with
// many mistakes first.
func TestExamples(t *testing.T) {
	m := func(doc string, trouble eval.Trouble) eval.Mistake {
		return eval.Mistake{Document: doc, Trouble: trouble}
	}
	all := []eval.Mistake{
		m("a", eval.WrongYear), m("b", eval.MissedSentence), m("c", eval.MissedSentence),
		m("c", eval.MissedSentence), m("c", eval.WrongYear), m("a", eval.MissedSentence),
	}
	want := []eval.Mistake{m("c", eval.MissedSentence), m("c", eval.MissedSentence), m("c", eval.WrongYear)}
	if diff := cmp.Diff(want, eval.Examples(all, 3)); diff != "" {
		t.Error(diff)
	}
	if got := eval.Examples(all, 99); len(got) != len(all) {
		t.Errorf("%d of %d", len(got), len(all))
	}
	if diff := cmp.Diff(map[eval.Trouble]int{eval.WrongYear: 2, eval.MissedSentence: 4}, eval.Tally(all)); diff != "" {
		t.Error(diff)
	}
}

// TestBook: figures are found again by what they were made of.
func TestBook(t *testing.T) {
	docs, ps := predictAll(t, own(t)...)
	r := eval.Score(docs, ps)
	f := eval.NewFigures("own", docs, &r)
	var book eval.Book
	book.Put(eval.Figures{Set: "own", Digest: "0123"})
	book.Put(eval.Figures{Set: "another", Digest: "4567"})
	book.Put(f)
	again, err := eval.ReadBook(book.Encode())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&book, again); diff != "" {
		t.Error(diff)
	}
	if got := again.Find(f.Digest); got == nil || got.Result().Sentence.F1() != r.Sentence.F1() {
		t.Errorf("found %+v", got)
	}
	if again.Find("0123") != nil || again.Find("4567") == nil || len(again.Sets) != 2 {
		t.Errorf("sets %+v", again.Sets)
	}
	slices.Reverse(docs)
	if eval.Digest(docs) != f.Digest {
		t.Error("the order of articles matters")
	}
	docs[0].Text += "."
	if eval.Digest(docs) == f.Digest {
		t.Error("a changed article does not matter")
	}
	if _, err := eval.ReadBook([]byte(`{"sets":[{"sentences":1}]}`)); err == nil {
		t.Error("an unknown field is no error")
	}
}
