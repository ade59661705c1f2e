package site_test

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/audit"
	"stet/internal/site"
)

// TestPage asks for the pages of a site one by one: each is as it comes with
// all others.
func TestPage(t *testing.T) {
	f := frame(t)
	_, entry, err := f.Article(sampleDigest())
	if err != nil {
		t.Fatal(err)
	}
	result := audit.Result{Findings: sampleDigest().Findings}
	asked := 0
	whole := func() *site.Found {
		asked++
		found := &site.Found{}
		found.Add(result.Findings, 1)
		return found
	}
	n := 0
	for want, err := range site.New(f, []site.Entry{entry}).Pages(result) {
		if err != nil {
			t.Fatal(err)
		}
		n++
		got, ok, err := site.New(f, []site.Entry{entry}).Page(want.Path, whole)
		if err != nil || !ok || got.Path != want.Path || string(got.Data) != string(want.Data) {
			t.Errorf("%s: found %v, error %v, the same bytes: %v", want.Path, ok, err, string(got.Data) == string(want.Data))
		}
	}
	if n < 20 || asked != 1 {
		t.Errorf("%d pages, of which %d asked for the audit; that is the audit's own", n, asked)
	}
	for _, path := range []string{"", "nothing.html", "magnesium/index.html", "tags/none/index.html", "search/none.json", "page/2/index.html"} {
		if _, ok, err := site.New(f, []site.Entry{entry}).Page(path, whole); ok || err != nil {
			t.Errorf("%q: found %v, error %v", path, ok, err)
		}
	}
}

// TestEachPage: pages that several goroutines make are those that one makes, each
// once; what goes wrong first is the error, and ends the work.
func TestEachPage(t *testing.T) {
	f := frame(t)
	_, entry, err := f.Article(sampleDigest())
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for p, err := range site.New(f, []site.Entry{entry}).Pages(audit.Result{}) {
		if err != nil {
			t.Fatal(err)
		}
		want[p.Path] = string(p.Data)
	}
	var mu sync.Mutex
	got := map[string]string{}
	err = site.New(f, []site.Entry{entry}).EachPage(audit.Result{}, 8, nil, func(p site.Page) error {
		mu.Lock()
		defer mu.Unlock()
		if _, twice := got[p.Path]; twice {
			t.Errorf("%s is made twice", p.Path)
		}
		got[p.Path] = string(p.Data)
		return nil
	})
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("error %v (-one +several):\n%s", err, diff)
	}
	full := errors.New("the disk is full")
	var tried atomic.Int32
	err = site.New(f, []site.Entry{entry}).EachPage(audit.Result{}, 2, nil, func(p site.Page) error {
		tried.Add(1)
		if p.Path == "index.html" {
			return full
		}
		return errors.New("another error behind it")
	})
	if err != full || int(tried.Load()) == len(want) {
		t.Errorf("error %v after %d pages of %d", err, tried.Load(), len(want))
	}
}
