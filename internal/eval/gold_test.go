package eval_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"stet/internal/eval"
)

// TestGold prints the figures on real articles, and the mistakes with -v.
func TestGold(t *testing.T) {
	dir := os.Getenv("GOLD")
	if dir == "" {
		t.Skip("GOLD names no gold set")
	}
	f, err := os.Open(filepath.Join(dir, "dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	docs, err := eval.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	var ps []eval.Prediction
	for i := range docs {
		ps = append(ps, eval.Predict(&docs[i]))
	}
	if out := os.Getenv("PRED"); out != "" {
		w, _ := os.Create(out)
		eval.Write(w, ps)
		w.Close()
	}
	r := eval.Score(docs, ps)
	fmt.Println("sentence", r.Sentence, r.Sentence.F1(), "jy", r.JournalYear, r.JournalYear.F1(), "ay", r.AuthorYear, r.AuthorYear.F1(), "ids", r.IDs, r.IDs.F1(), r.ByKind)
	if os.Getenv("ERR") != "" {
		for _, e := range r.Errors {
			fmt.Printf("- [%s] %s: %.260s  => %s\n", e.Document, e.Kind, e.Text, e.Why)
		}
	}
}
