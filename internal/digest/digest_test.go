package digest_test

import (
	"bytes"
	"encoding/gob"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/source"
)

// review is an article with a bit of everything that a reading holds.
const review = `---
title: Salted fish and the nasopharynx
date: 2026-11-20
tags: [fish, cancer]
reviewed: {by: A. Reader, credentials: MD, on: 2026-11-21}
references: [yu1986]
---

Two sentences stand here. A 1986 study in *Cancer Research* put most cases of
nasopharyngeal carcinoma in Hong Kong down to **Cantonese-style salted fish** [@pmid:3940655].

## What else was asked

- Armstrong et al. (1998) asked about [salted fish](https://pubmed.ncbi.nlm.nih.gov/9650558/) in Malaysia.
- A 2018 study in *Nutrients* is said to have asked as well, with a note [^1].

[^1]: Yu MC, Ho JH. Cantonese-style salted fish as a cause of nasopharyngeal carcinoma. Cancer Res 1986. PMID: 3940655

| asked | by |
|---|---|
| diet | Jeannel and colleagues (1990) in the *International Journal of Cancer* |

<div onclick="x()">Raw.</div>
`

func read(t *testing.T, text string) digest.Reading {
	t.Helper()
	return digest.Read(source.NewFile("content/fish.md", []byte(text)), digest.Options{Article: article.Options{Strict: true}})
}

// exampleLibrary holds the records of a rule's example.
func exampleLibrary(t *testing.T, rule string) *cite.Library {
	t.Helper()
	r, ok := audit.ByID(rule)
	if !ok {
		t.Fatalf("there is no rule %s", rule)
	}
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", []byte(r.Library)))
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

func TestRead(t *testing.T) {
	r := read(t, review)
	if r.Path != "content/fish.md" || r.Title != "Salted fish and the nasopharynx" || r.Meta.Title != r.Title || len(r.Headings) != 1 {
		t.Errorf("path %q, title %q, %d headings", r.Path, r.Title, len(r.Headings))
	}
	if len(r.Claims) < 4 {
		t.Errorf("%d claims", len(r.Claims))
	}
	mentions := 0
	for i, c := range r.Claims {
		for range c.Mentions {
			if e := r.Excerpts[mentions]; e.Width == 0 || !strings.Contains(review, strings.Trim(e.Line, "… ")) {
				t.Errorf("claim %d: excerpt %+v", i, e)
			}
			mentions++
		}
	}
	if mentions != len(r.Excerpts) {
		t.Errorf("%d excerpts for %d mentions", len(r.Excerpts), mentions)
	}
	slots := map[int]bool{}
	for _, piece := range r.Body {
		if piece.Slot == article.Mark {
			slots[piece.N] = true
		}
	}
	if len(slots) != len(r.Claims) {
		t.Errorf("%d claims have a mark, of %d", len(slots), len(r.Claims))
	}
	without := digest.Read(source.NewFile(r.Path, []byte(review)), digest.Options{Article: article.Options{Strict: true}, NoBody: true})
	if len(without.Body) != 0 {
		t.Error("NoBody gives a body")
	}
	without.Body = r.Body
	if diff := cmp.Diff(r, without); diff != "" {
		t.Errorf("NoBody changes more than the body (-with +without):\n%s", diff)
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]int{
		"":                                  0,
		"# Headings do not count\n":         0,
		"One, two.\n":                       2,
		"One *two* three.\n\n- Four\n":      4,
		"One [@pmid:3940655] two `code`.\n": 3,
	} {
		if got := read(t, "---\ntitle: Words\n---\n"+text).Words; got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
}

// TestDeterminism reads and matches one file twice, between others.
func TestDeterminism(t *testing.T) {
	x := match.NewIndex(exampleLibrary(t, "identity-mismatch"))
	first := digest.Match(read(t, review), x)
	digest.Match(read(t, strings.ToUpper(review)), x)
	if diff := cmp.Diff(first, digest.Match(read(t, review), x)); diff != "" {
		t.Errorf("a second digest differs:\n%s", diff)
	}
	again := match.NewIndex(exampleLibrary(t, "identity-mismatch"))
	if diff := cmp.Diff(first, digest.Match(read(t, review), again)); diff != "" {
		t.Errorf("a digest by a second index differs:\n%s", diff)
	}
}

// TestPlain takes a reading through gob and back: what comes back is the same,
// and is matched the same. So a cache changes nothing but the time.
func TestPlain(t *testing.T) {
	r := read(t, review)
	if len(r.Problems) == 0 {
		t.Error("the reading has no problems to take along")
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(r); err != nil {
		t.Fatal(err)
	}
	var back digest.Reading
	if err := gob.NewDecoder(&b).Decode(&back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r, back, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("a reading changes on its way (-before +after):\n%s", diff)
	}
	x := match.NewIndex(exampleLibrary(t, "ambiguous"))
	d := digest.Match(r, x)
	if diff := cmp.Diff(d, digest.Match(back, x), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("it is matched differently:\n%s", diff)
	}
	if err := gob.NewEncoder(&b).Encode(d); err != nil {
		t.Fatal(err)
	}
	var digestBack digest.Digest
	if err := gob.NewDecoder(&b).Decode(&digestBack); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d, digestBack, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("a digest changes on its way (-before +after):\n%s", diff)
	}
}

// TestMatchLeavesReading checks that a reading can be matched again and again,
// against other libraries, and that each library has its say.
func TestMatchLeavesReading(t *testing.T) {
	r := read(t, review)
	before := digest.Match(r, match.NewIndex(exampleLibrary(t, "identity-mismatch")))
	other := digest.Match(r, match.NewIndex(nil))
	if diff := cmp.Diff(read(t, review), r); diff != "" {
		t.Errorf("matching changes a reading:\n%s", diff)
	}
	if cmp.Equal(before.Claims, other.Claims) {
		t.Error("a library changes no verdict")
	}
	for _, d := range []digest.Digest{before, other} {
		if len(d.Claims) != len(r.Claims) {
			t.Errorf("%d claims of %d are matched", len(d.Claims), len(r.Claims))
		}
		for i := 1; i < len(d.Findings); i++ {
			if d.Findings[i-1].Compare(d.Findings[i]) > 0 {
				t.Errorf("findings %d and %d are out of order", i-1, i)
			}
		}
	}
}

// sampleArticle is an article of the project's own, the longest.
func sampleArticle(tb testing.TB) *source.File {
	tb.Helper()
	names, err := filepath.Glob("../../content/*.md")
	if err != nil {
		tb.Fatal(err)
	}
	var longest []byte
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		if len(b) > len(longest) {
			longest = b
		}
	}
	return source.NewFile("content/article.md", longest)
}

func sampleIndex(tb testing.TB) *match.Index {
	tb.Helper()
	b, err := os.ReadFile("../../citations.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", b))
	if err != nil {
		tb.Fatal(err)
	}
	return match.NewIndex(lib)
}

// TestJudge holds that an audit finds the same without the reasons of what stands.
func TestJudge(t *testing.T) {
	r := digest.Read(sampleArticle(t), digest.Options{})
	x := sampleIndex(t)
	with, without := digest.Match(r, x), digest.Judge(r, x)
	if diff := cmp.Diff(with.Findings, without.Findings); diff != "" {
		t.Errorf("other findings (-with +without):\n%s", diff)
	}
	for i := range with.Claims {
		if diff := cmp.Diff(with.Claims[i].Brief(), without.Claims[i].Brief()); diff != "" {
			t.Errorf("another claim (-with +without):\n%s", diff)
		}
		if diff := cmp.Diff(with.Claims[i].References(), without.Claims[i].References()); diff != "" {
			t.Errorf("other references (-with +without):\n%s", diff)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	f := sampleArticle(b)
	b.SetBytes(int64(len(f.Bytes)))
	b.ReportAllocs()
	for b.Loop() {
		digest.Read(source.NewFile(f.Path, f.Bytes), digest.Options{})
	}
}

func BenchmarkReadNoBody(b *testing.B) {
	f := sampleArticle(b)
	b.SetBytes(int64(len(f.Bytes)))
	b.ReportAllocs()
	for b.Loop() {
		digest.Read(source.NewFile(f.Path, f.Bytes), digest.Options{NoBody: true})
	}
}

// BenchmarkParse is what goldmark and the article's sentences take of
// BenchmarkReadNoBody.
func BenchmarkParse(b *testing.B) {
	f := sampleArticle(b)
	b.SetBytes(int64(len(f.Bytes)))
	b.ReportAllocs()
	for b.Loop() {
		article.Parse(source.NewFile(f.Path, f.Bytes), article.Options{})
	}
}

func BenchmarkMatch(b *testing.B) {
	r := digest.Read(sampleArticle(b), digest.Options{NoBody: true})
	x := sampleIndex(b)
	b.ReportAllocs()
	for b.Loop() {
		digest.Match(r, x)
	}
}
