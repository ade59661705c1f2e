//go:build unix

package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"stet/internal/cite"
	"stet/internal/project"
)

// kills is how many processes of each verb are killed.
const kills = 100

// strays are the files in the folder that stet made and nobody asked for.
func (s *sandbox) strays() []string {
	s.t.Helper()
	all, err := os.ReadDir(s.dir)
	if err != nil {
		s.t.Fatal(err)
	}
	var names []string
	for _, d := range all {
		if strings.HasPrefix(d.Name(), ".stet-") {
			names = append(names, d.Name())
		}
	}
	return names
}

// filler are references that make a library large enough for its writing to
// take time.
func filler(n int) string {
	var b strings.Builder
	for i := range n {
		r := cite.Reference{Key: fmt.Sprintf("book%d", i), Title: strings.Repeat("Title of a book ", 12), Year: 1900 + i%100}
		b.Write(cite.Format(&r))
	}
	return b.String()
}

// TestKilled kills stet at random moments while it adds and verifies. The
// library is the old one or the new one, never a part of it, and the next run
// leaves nothing behind.
func TestKilled(t *testing.T) {
	books := filler(5000)
	ids := []string{"33808247", "29480918", "22051430", "30324412"}
	for _, verb := range []struct {
		name string
		old  string
		args []string
	}{
		{"add", books, append([]string{"cite", "add"}, ids...)},
		{"verify", "- pmid: " + strings.Join(ids, "\n- pmid: ") + "\n" + books, []string{"cite", "verify"}},
	} {
		t.Run(verb.name, func(t *testing.T) {
			s := newSandbox(t)
			s.write(project.LibraryName, []byte(verb.old))
			want := s.run(verb.args...) // its records are in the cache from now on
			s.write(project.LibraryName, []byte(verb.old))
			begun := time.Now()
			if again := s.run(verb.args...); !bytes.Equal(again, want) {
				t.Fatal("two runs differ")
			}
			took := time.Since(begun)
			random := rand.New(rand.NewPCG(1, 2))
			unfinished, strays := 0, 0
			for range kills {
				s.write(project.LibraryName, []byte(verb.old))
				cmd, _ := s.start(verb.args...)
				time.Sleep(took/4 + time.Duration(random.Int64N(int64(took)*5/4)))
				cmd.Process.Kill()
				cmd.Wait()
				b, err := os.ReadFile(s.path())
				switch {
				case err != nil:
					t.Fatal(err)
				case string(b) == verb.old:
					unfinished++
				case !bytes.Equal(b, want):
					t.Fatalf("the library is neither old nor new: %d bytes of %d or %d", len(b), len(verb.old), len(want))
				}
				if len(s.strays()) > 0 {
					strays++
				}
			}
			s.write(project.LibraryName, []byte(verb.old))
			if got := s.run(verb.args...); !bytes.Equal(got, want) {
				t.Error("the run after a kill gives something else")
			}
			if left := s.strays(); len(left) > 0 {
				t.Errorf("left behind: %q", left)
			}
			t.Logf("%d killed within %v: %d old, %d new, %d with a temporary file until the next run", kills, took, unfinished, kills-unfinished, strays)
			if unfinished == 0 || unfinished == kills {
				t.Errorf("%d of %d were killed before the end: the moments are not random", unfinished, kills)
			}
		})
	}
}
