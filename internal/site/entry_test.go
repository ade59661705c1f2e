package site_test

import (
	"runtime"
	"testing"
	"time"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/site"
)

// TestEntriesAreLight: ten thousand entries wait for the fold at the same
// time, so each has to be small, and must not hold on to its article.
func TestEntriesAreLight(t *testing.T) {
	const n, most = 1000, 5 << 10
	entries := make([]site.Entry, n)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for i := range entries {
		entries[i] = site.NewEntry(longDigest())
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if each := (int(after.HeapAlloc) - int(before.HeapAlloc)) / n; each > most {
		t.Errorf("an entry of %d claims and %d findings keeps %d bytes, want at most %d", len(entries[0].Claims), len(entries[0].Findings), each, most)
	} else {
		t.Logf("%d bytes an entry", each)
	}
}

// TestAuditIsBounded gives the audit page more findings than it can list.
func TestAuditIsBounded(t *testing.T) {
	f := frame(t)
	var result audit.Result
	for range 3000 {
		for _, rule := range []string{"unmatched", "unverified", "unused-reference"} {
			result.Findings = append(result.Findings, audit.Found(rule, "content/x.md"))
		}
	}
	for page, err := range site.New(f, nil).Pages(result) {
		if err != nil {
			t.Fatal(err)
		}
		if page.Path != "audit/index.html" {
			continue
		}
		root := parse(t, string(page.Data))
		if got := len(elements(root, hasClass("message"))); got < 100 || got > 500 {
			t.Errorf("%d findings are listed", got)
		}
		if len(page.Data) > 200<<10 {
			t.Errorf("the audit page has %d bytes", len(page.Data))
		}
	}
}

// TestLongSentence: one sentence of a whole file, a citation on each line,
// takes no longer than its length is worth.
func TestLongSentence(t *testing.T) {
	d := sampleDigest()
	d.Claims = d.Claims[:1]
	d.Reading.Body = nil
	for range 50_000 {
		d.Reading.Body = append(d.Reading.Body,
			article.Piece{HTML: "\n", Slot: article.RunStart}, article.Piece{HTML: "some forty bytes of words, then a source", Slot: article.Cite}, article.Piece{Slot: article.RunEnd})
	}
	d.Reading.Body = append(d.Reading.Body, article.Piece{Slot: article.Mark}, article.Piece{Slot: article.Note})
	start := time.Now()
	if _, _, err := frame(t).Article(d); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("a page of 2 MB took %v", took)
	}
}
