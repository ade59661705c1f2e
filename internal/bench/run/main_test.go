package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stet/internal/bench"
)

// The floor does the work that it stands for: a minified page for each article.
func TestFloor(t *testing.T) {
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "public")
	site := bench.Site{Articles: 12, References: 60}
	if err := site.Generate(dir); err != nil {
		t.Fatal(err)
	}
	if err := floor(dir, out); err != nil {
		t.Fatal(err)
	}
	for i := range site.Articles {
		b, err := os.ReadFile(filepath.Join(out, strings.TrimSuffix(bench.Name(i), ".md"), "index.html"))
		if err != nil {
			t.Fatal(err)
		}
		page := string(b)
		for _, want := range []string{"<title>", "<table>", "<h2>References</h2>", "<ol>", "<a href=https://pubmed"} {
			if !strings.Contains(page, want) {
				t.Errorf("page %d has no %s", i, want)
			}
		}
		if strings.Contains(page, "\n    <") || strings.Contains(page, "{{") {
			t.Errorf("page %d is not minified", i)
		}
	}
}

func TestSpend(t *testing.T) {
	c, err := spend(context.Background(), t.TempDir(), []string{"go", "version"})
	if err != nil {
		t.Fatal(err)
	}
	if c.cpu() <= 0 || c.wall <= 0 || c.ghz < 0.1 || c.ghz > 20 {
		t.Errorf("cost %+v", c)
	}
	if _, err := spend(context.Background(), t.TempDir(), []string{"go", "no-such-verb"}); err == nil || !strings.Contains(err.Error(), "no-such-verb") {
		t.Errorf("a program that fails gives error %v", err)
	}
}

func TestMedian(t *testing.T) {
	got := median([]cost{{5, 1, 10, 7, 2.5}, {1, 3, 30, 9, 3}, {3, 2, 20, 8, 2.75}})
	if want := (cost{3, 2, 20, 8, 2.75}); got != want {
		t.Errorf("median is %+v, want %+v", got, want)
	}
}

// Only what misses a budget by a wide margin is noted.
func TestJudge(t *testing.T) {
	for _, tc := range []struct {
		c      cost
		missed int
	}{
		{cost{user: 2500 * time.Millisecond, peak: 170 << 20, ghz: 2.8}, 0},
		{cost{user: 3700 * time.Millisecond, peak: 250 << 20, ghz: 2.8}, 0},
		{cost{user: 3800 * time.Millisecond, peak: 1, ghz: 2.8}, 1},
		{cost{user: 3000 * time.Millisecond, peak: 260 << 20, ghz: 5.6}, 2},
	} {
		var b benchmark
		b.judge(1000, tc.c)
		if len(b.missed) != tc.missed {
			t.Errorf("%+v misses %q, want %d", tc.c, b.missed, tc.missed)
		}
	}
}
