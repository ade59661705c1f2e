//go:build unix

package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stet/internal/cite"
	"stet/internal/ncbi/ncbitest"
	"stet/internal/project"
)

// kills is how many processes of each verb are killed.
const kills = 100

// A sandbox is a folder with a library in which stet runs as a process.
type sandbox struct {
	t   *testing.T
	dir string
	env []string
}

func newSandbox(t *testing.T) *sandbox {
	t.Helper()
	server := httptest.NewServer(ncbitest.New(ncbitest.Own()))
	t.Cleanup(server.Close)
	s := &sandbox{t: t, dir: t.TempDir()}
	s.env = append(os.Environ(), "XDG_CACHE_HOME="+t.TempDir(), "HOME="+t.TempDir(), "NCBI_API_KEY=x", "SOURCE_DATE_EPOCH=1795176000")
	s.write("stet.yaml", fmt.Appendf(nil, "ncbi: {base: %q, email: editor@example.org}\n", server.URL))
	return s
}

func (s *sandbox) path() string { return filepath.Join(s.dir, project.LibraryName) }

func (s *sandbox) write(name string, b []byte) {
	s.t.Helper()
	if err := os.WriteFile(filepath.Join(s.dir, name), b, 0o644); err != nil {
		s.t.Fatal(err)
	}
}

// start starts stet: this test's own executable under another name.
func (s *sandbox) start(args ...string) (*exec.Cmd, *bytes.Buffer) {
	s.t.Helper()
	self, err := os.Executable()
	if err != nil {
		s.t.Fatal(err)
	}
	var said bytes.Buffer
	cmd := exec.Command(self)
	cmd.Args, cmd.Dir, cmd.Env = append([]string{"stet"}, args...), s.dir, s.env
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	return cmd, &said
}

// run runs stet to its end and gives the library it leaves.
func (s *sandbox) run(args ...string) []byte {
	s.t.Helper()
	cmd, said := s.start(args...)
	if err := cmd.Wait(); err != nil {
		s.t.Fatalf("stet %q: %v\n%s", args, err, said)
	}
	b, err := os.ReadFile(s.path())
	if err != nil {
		s.t.Fatal(err)
	}
	return b
}

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
