package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stet/internal/cite"
	"stet/internal/ncbi/ncbitest"
	"stet/internal/project"
	"stet/internal/source"
)

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

// newRealSandbox is a sandbox with a fake of NCBI's services that serves all
// records there are, by the PMIDs of those that ids lead to alone.
func newRealSandbox(t *testing.T) (*sandbox, *ncbitest.Server, []string) {
	t.Helper()
	records, err := ncbitest.All()
	if err != nil {
		t.Fatal(err)
	}
	s := newSandbox(t)
	server := ncbitest.New(records)
	listener := httptest.NewServer(server)
	t.Cleanup(listener.Close)
	s.write("stet.yaml", fmt.Appendf(nil, "ncbi: {base: %q, email: editor@example.org}\n", listener.URL))
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("NCBI_API_KEY", "x")
	return s, server, slices.DeleteFunc(records.PMIDs(), func(pmid string) bool { return pmid == "11406024" }) // it has another's DOI
}

// stet runs a verb in this process and gives its exit status and stdout.
func (s *sandbox) stet(args ...string) (status int, stdout, stderr string) {
	s.t.Helper()
	var out, talk bytes.Buffer
	status = run(context.Background(), append(args, "--citations", s.path()), strings.NewReader(""), &out, &talk)
	return status, out.String(), talk.String()
}

func (s *sandbox) library() ([]byte, *cite.Library) {
	s.t.Helper()
	b, err := os.ReadFile(s.path())
	if err != nil {
		s.t.Fatal(err)
	}
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", b))
	if err != nil {
		s.t.Fatal(err)
	}
	return b, lib
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
