package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/cite"
	"stet/internal/ncbi/ncbitest"
	"stet/internal/project"
	"stet/internal/source"
)

// TestRealRecords adds and verifies all records that there are: the project's
// own, and with DATA those of PubMed in that folder.
func TestRealRecords(t *testing.T) {
	s, server, pmids := newRealSandbox(t)

	status, out, talk := s.stet(append([]string{"cite", "add", "--today", "2026-11-20"}, pmids...)...)
	if status != 0 || strings.Count(out, "\n") != len(pmids) {
		t.Fatalf("add of %d ids: status %d, %d lines\n%s", len(pmids), status, strings.Count(out, "\n"), talk)
	}
	first, lib := s.library()
	if len(lib.References) != len(pmids) || len(lib.Problems) > 0 {
		t.Errorf("%d references of %d, problems %v", len(lib.References), len(pmids), lib.Problems)
	}
	for _, r := range lib.References {
		if r.State() != cite.Verified || r.Verified.From != cite.FromPubMed {
			t.Errorf("%s is %v", r.Key, r.State())
		}
	}

	for _, verb := range []string{"add", "verify"} {
		args := []string{"cite", verb, "--today", "2026-11-20"}
		if verb == "add" {
			args = append(args, pmids...)
		}
		if status, _, talk := s.stet(args...); status != 0 {
			t.Errorf("%s again: status %d\n%s", verb, status, talk)
		}
		if again, _ := s.library(); !bytes.Equal(again, first) {
			t.Errorf("%s again changes the library", verb)
		}
	}

	status, out, talk = s.stet("cite", "verify", "--today", "2026-11-21")
	if want := fmt.Sprintf("%d confirmed, 0 completed, 0 changed, 0 refused, 0 without a record", len(pmids)); status != 0 || out != "" || !strings.Contains(talk, want) {
		t.Errorf("verify a day later: status %d\n%s%s\nwant %s", status, out, talk, want)
	}
	later, _ := s.library()
	if got := bytes.ReplaceAll(later, []byte("at: 2026-11-21"), []byte("at: 2026-11-20")); !bytes.Equal(got, first) {
		t.Error("verify a day later changes more than dates")
	}

	// As short as an id, everything is filled in again.
	var short strings.Builder
	for _, pmid := range pmids {
		fmt.Fprintf(&short, "- pmid: %s # by hand\n", pmid)
	}
	s.write(project.LibraryName, []byte(short.String()))
	s.stet("cite", "verify", "--today", "2026-11-20")
	filled, _ := s.library()
	plain := bytes.ReplaceAll(filled, []byte(" # by hand"), nil)
	plain = regexp.MustCompile(`(?m)^- pmid: (\d+)$`).ReplaceAll(plain, []byte(`- pmid: "$1"`))
	if diff := cmp.Diff(strings.Split(string(bytes.ReplaceAll(first, []byte("\n\n"), []byte("\n"))), "\n"), strings.Split(string(plain), "\n")); diff != "" {
		t.Errorf("what verify fills in is not what add writes (-want +got):\n%s", diff)
	}
	if p := server.Problems(); len(p) > 0 {
		t.Errorf("against NCBI's manners: %q", p)
	}
	t.Logf("%d records", len(pmids))
	s.roundTrips(first)
}

// roundTrips writes the library in each format, and reads it into another.
func (s *sandbox) roundTrips(library []byte) {
	s.write(project.LibraryName, library)
	_, lib := s.library()
	for _, format := range []string{"csl-json", "ris", "bibtex", "nbib"} {
		_, out, _ := s.stet("cite", "export", "--format", format)
		s.write("out."+format, []byte(out))
		other := filepath.Join(s.dir, format+".yaml")
		var talk bytes.Buffer
		status := run(context.Background(), []string{"cite", "import", filepath.Join(s.dir, "out."+format), "--format", format, "--citations", other}, strings.NewReader(""), &bytes.Buffer{}, &talk)
		b, err := os.ReadFile(other)
		if status != 0 || err != nil {
			s.t.Errorf("%s: status %d, %v\n%s", format, status, err, talk.String())
			continue
		}
		back, err := cite.ParseLibrary(source.NewFile(other, b))
		if err != nil {
			s.t.Errorf("%s: %v", format, err)
			continue
		}
		same := slices.EqualFunc(lib.References, back.References, func(a, b *cite.Reference) bool {
			return a.PMID == b.PMID && a.Title == b.Title && a.DOI == b.DOI && a.PMCID == b.PMCID && a.Year == b.Year && a.Journal.Title == b.Journal.Title
		})
		if !same || len(back.Problems) > 0 {
			s.t.Errorf("%s: %d references come back as %d, or otherwise; problems %v\n%s", format, len(lib.References), len(back.References), back.Problems, talk.String())
		}
	}
}

// manyRecords are the project's own records and n more, whose PMIDs it gives.
func manyRecords(t *testing.T, n int) (*ncbitest.Records, []string) {
	t.Helper()
	var export strings.Builder
	var pmids []string
	export.WriteString("<PubmedArticleSet>")
	for i := range n {
		pmid := fmt.Sprint(40_000_000 + i)
		pmids = append(pmids, pmid)
		fmt.Fprintf(&export, "<PubmedArticle><MedlineCitation><PMID Version=\"1\">%[1]s</PMID><Article><Journal><JournalIssue><PubDate><Year>2020</Year></PubDate></JournalIssue>"+
			"<Title>Nutrients</Title></Journal><ArticleTitle>Trial number %[1]s.</ArticleTitle></Article></MedlineCitation>"+
			"<PubmedData><ArticleIdList><ArticleId IdType=\"pubmed\">%[1]s</ArticleId></ArticleIdList></PubmedData></PubmedArticle>\n", pmid)
	}
	export.WriteString("</PubmedArticleSet>")
	records := ncbitest.Own()
	if err := records.Add([]byte(export.String())); err != nil {
		t.Fatal(err)
	}
	return records, pmids
}

// TestResume loses the network in the middle of an add: what was fetched is
// written, and the same command goes on from there.
func TestResume(t *testing.T) {
	const total = 450
	records, pmids := manyRecords(t, total)
	server := ncbitest.New(records)
	var requests, most atomic.Int64
	most.Store(2)
	listener := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if requests.Add(1) > most.Load() {
			http.Error(w, "Access denied", http.StatusForbidden)
			return
		}
		server.ServeHTTP(w, r)
	}))
	t.Cleanup(listener.Close)
	s := newSandbox(t)
	s.write("stet.yaml", fmt.Appendf(nil, "ncbi: {base: %q, email: editor@example.org}\n", listener.URL))
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("NCBI_API_KEY", "x")
	args := append([]string{"cite", "add", "--today", "2026-11-20"}, pmids...)

	status, _, talk := s.stet(args...)
	if status != statusNetwork || !strings.Contains(talk, "400 of 450 are done and written; the same command goes on from there") {
		t.Errorf("status %d\n%s", status, talk)
	}
	if _, lib := s.library(); len(lib.References) != 400 {
		t.Errorf("%d references are written, want 400", len(lib.References))
	}
	most.Store(1000)
	before := requests.Load()
	status, out, talk := s.stet(args...)
	if status != 0 || strings.Count(out, "\n") != 50 || !strings.Contains(talk, "50 added, 400 there already") {
		t.Errorf("the second time: status %d\n%s", status, talk)
	}
	if n := requests.Load() - before; n != 1 {
		t.Errorf("%d requests for the rest, want 1", n)
	}
	if _, lib := s.library(); len(lib.References) != total {
		t.Errorf("%d references, want %d", len(lib.References), total)
	}
}

// TestChangedMeanwhile checks what happens when somebody saves the library
// while stet edits it: the other's change stays, stet's stands beside it.
func TestChangedMeanwhile(t *testing.T) {
	s := newSandbox(t)
	s.write(project.LibraryName, []byte("- key: a\n"))
	e := &env{stdout: &bytes.Buffer{}, stderr: &bytes.Buffer{}}
	err := editLibrary(e, s.path(), func(f *source.File) ([]byte, error) {
		s.write(project.LibraryName, []byte("- key: a\n  title: Mine\n"))
		return cite.Rename(f, "a", "b")
	})
	if err == nil || statusOf(err) != statusDisk || !strings.Contains(err.Error(), "diff -u") {
		t.Errorf("editLibrary = %v", err)
	}
	if b, _ := s.library(); string(b) != "- key: a\n  title: Mine\n" {
		t.Errorf("the library is %q", b)
	}
	if b, err := os.ReadFile(s.path() + ".stet-new"); string(b) != "- key: b\n" {
		t.Errorf("beside it stands %q, %v", b, err)
	}
}

// TestInterrupted interrupts a process that waits for the network: what was
// fetched before is written, and the exit status says so.
func TestInterrupted(t *testing.T) {
	records, pmids := manyRecords(t, 300)
	server := ncbitest.New(records)
	var requests atomic.Int64
	waiting := make(chan bool, 1)
	release := make(chan bool)
	listener := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if requests.Add(1) == 2 {
			waiting <- true
			<-release
			return
		}
		server.ServeHTTP(w, r)
	}))
	t.Cleanup(listener.Close)
	defer close(release)
	s := newSandbox(t)
	s.write("stet.yaml", fmt.Appendf(nil, "ncbi: {base: %q, email: editor@example.org}\n", listener.URL))
	cmd, said := s.start(append([]string{"cite", "add"}, pmids...)...)
	<-waiting
	cmd.Process.Signal(os.Interrupt)
	cmd.Wait()
	if cmd.ProcessState.ExitCode() != statusInterrupted || !strings.Contains(said.String(), "200 of 300 are done and written") {
		t.Errorf("exit status %d\n%s", cmd.ProcessState.ExitCode(), said)
	}
	if _, lib := s.library(); len(lib.References) != 200 {
		t.Errorf("%d references are written, want 200", len(lib.References))
	}
}

func TestProgress(t *testing.T) {
	var b bytes.Buffer
	p := &progress{w: &b, what: "fetched", total: 400}
	p.add(200)
	p.clear()
	if want := "\r\x1b[Kfetched: 200 of 400\r\x1b[K"; b.String() != want {
		t.Errorf("progress prints %q, want %q", b.String(), want)
	}
	if quiet := newProgress(&env{stderr: &b}, "fetched", 1); quiet.w != nil {
		t.Error("progress is told to what is no terminal")
	}
}
