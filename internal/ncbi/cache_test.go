package ncbi_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"stet/internal/cite"
	"stet/internal/ncbi"
	"stet/internal/ncbi/ncbitest"
)

// fill fetches two records into a cache in dir and gives the file of the first.
func fill(t *testing.T, dir string) (file string, fetched []*ncbi.Record) {
	t.Helper()
	inBubble(t, func(ctx context.Context, s *ncbitest.Server, opt ncbi.Options, talk *[]string) {
		opt.Cache = ncbi.OpenCache(dir)
		for answer, err := range client(t, opt).Fetch(ctx, []cite.ID{pmid("33808247"), pmid("90000001"), pmid("7")}) {
			if err != nil || len(*talk) > 0 {
				t.Fatal(err, *talk)
			}
			fetched = append(fetched, answer.Records...)
		}
	})
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if d.Name() == "33808247.xml" {
			file = path
		}
		return err
	})
	if err != nil || file == "" || len(fetched) != 2 {
		t.Fatal(err, file, fetched)
	}
	return file, fetched
}

// What was fetched can be read again, as it was.
func TestCache(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "cache")
	_, fetched := fill(t, dir)
	cache := ncbi.OpenCache(dir)
	for _, want := range fetched {
		got, err := cache.Record(want.PMID)
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(ncbi.Record{}, "Asked"), cmpopts.IgnoreUnexported(cite.Reference{})); diff != "" || err != nil {
			t.Errorf("%v %s", err, diff)
		}
	}
	for _, pmid := range []cite.PMID{"7", "29480918"} {
		if r, err := cache.Record(pmid); r != nil || err != nil {
			t.Errorf("%s: %v, %v", pmid, r, err)
		}
	}
}

// A damaged entry is never read as data: it is thrown away, and the next fetch
// makes it anew.
func TestDamagedCache(t *testing.T) {
	dir := t.TempDir()
	file, _ := fill(t, dir)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	cache := ncbi.OpenCache(dir)
	check := func(what string, b []byte) {
		t.Helper()
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if r, err := cache.Record("33808247"); r != nil || err != nil {
			t.Errorf("%s: %v, %v", what, r, err)
		}
		if _, err := os.Stat(file); err == nil {
			t.Errorf("%s: the entry is still there", what)
		}
	}
	for i := range 1000 {
		b := slices.Clone(whole)
		b[i*len(b)/1000] ^= 1 << (i % 8)
		check("a bit flipped", b)
	}
	for n := 0; n < len(whole); n += 1 + len(whole)/100 {
		check("truncated", whole[:n])
	}
	check("longer", append(slices.Clone(whole), 0))
	check("another's", []byte(strings.Replace(string(whole), "33808247", "33808248", 1)))
	if fill(t, dir); true {
		if r, err := cache.Record("33808247"); r == nil || err != nil {
			t.Errorf("after another fetch: %v, %v", r, err)
		}
	}
}

// A record that was fetched a short while ago is not fetched again, and says
// when it was.
func TestFresh(t *testing.T) {
	for _, tc := range []struct {
		fresh, later time.Duration
		requests     int
	}{
		{0, time.Minute, 2}, {time.Hour, time.Minute, 1}, {time.Hour, 59 * time.Minute, 1}, {time.Hour, 61 * time.Minute, 2}, {time.Hour, -time.Minute, 2},
	} {
		dir := t.TempDir()
		inBubble(t, func(ctx context.Context, s *ncbitest.Server, opt ncbi.Options, _ *[]string) {
			opt.Cache, opt.Fresh = ncbi.OpenCache(dir), tc.fresh
			at := time.Now()
			ids := []cite.ID{pmid("33808247"), pmid("29480918")}
			for _, err := range client(t, opt).Fetch(ctx, ids) {
				if err != nil {
					t.Fatal(err)
				}
			}
			opt.Now = func() time.Time { return time.Now().Add(tc.later) }
			for answer, err := range client(t, opt).Fetch(ctx, ids) {
				if err != nil || len(answer.Records) != 2 {
					t.Fatal(err, answer)
				}
				if r := answer.Records[0]; tc.requests == 1 && !r.Fetched.Equal(at.Truncate(time.Second)) {
					t.Errorf("fetched at %v, not %v", r.Fetched, at)
				}
			}
			if n := len(s.Arrivals()); n != tc.requests {
				t.Errorf("fresh for %v, %v later: %d requests, want %d", tc.fresh, tc.later, n, tc.requests)
			}
		})
	}
}

// A cache that cannot be written is said once, and costs nothing else.
func TestNoCache(t *testing.T) {
	inBubble(t, func(ctx context.Context, s *ncbitest.Server, opt ncbi.Options, talk *[]string) {
		opt.Cache = ncbi.OpenCache("/dev/null/cache")
		for answer, err := range client(t, opt).Fetch(ctx, []cite.ID{pmid("33808247"), pmid("29480918")}) {
			if err != nil || len(answer.Records) != 2 || len(*talk) != 1 || !strings.HasPrefix((*talk)[0], "what is fetched is not kept: /dev/null/cache/") {
				t.Errorf("%v, %q", err, *talk)
			}
		}
	})
}
