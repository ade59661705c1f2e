package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"stet/internal/cite"
	"stet/internal/project"
)

// TestRealLookup takes the ids off every record, and has them looked up: what is
// found has to be right, and nearly all has to be found.
func TestRealLookup(t *testing.T) {
	s, server, pmids := newRealSandbox(t)
	every := max(1, len(pmids)/100) // the services are asked ten times a second
	for i := range len(pmids) / every {
		pmids[i] = pmids[i*every]
	}
	pmids = pmids[:len(pmids)/every]
	if status, _, talk := s.stet(append([]string{"cite", "add", "--today", "2026-11-20"}, pmids...)...); status != 0 {
		t.Fatal(talk)
	}
	_, whole := s.library()
	want := map[string]cite.PMID{}
	var b bytes.Buffer
	for i, r := range whole.References {
		bare := &cite.Reference{Key: fmt.Sprintf("entry%d", i), Title: strings.TrimSuffix(r.Title, "."), Authors: r.Authors[:min(len(r.Authors), 3)],
			Year: slices.Max(append(r.Years(), 0)), Volume: r.Volume, Pages: r.Pages}
		if bare.Journal.Abbr = r.Journal.Abbr; i%2 == 0 {
			bare.Journal = cite.Journal{Title: r.Journal.Title}
		}
		if i%5 == 0 {
			bare.Volume, bare.Pages = "", "" // as of a list that leaves them out
		}
		want[bare.Key] = r.PMID
		b.Write(cite.Format(bare))
	}
	s.write(project.LibraryName, b.Bytes())
	_, out, talk := s.stet("cite", "verify", "--lookup", "--today", "2026-11-20")
	_, found := s.library()
	n := 0
	for _, r := range found.References {
		switch {
		case r.PMID == "":
		case r.PMID != want[r.Key]:
			t.Errorf("%s is pmid:%s, and not pmid:%s", r.Key, want[r.Key], r.PMID)
		default:
			n++
		}
	}
	if n < len(want)*97/100 {
		t.Errorf("%d of %d are found\n%s", n, len(want), talk)
	}
	if strings.Count(out, ": found: ") != n {
		t.Errorf("%d are found, %d said so", n, strings.Count(out, ": found: "))
	}
	if p := server.Problems(); len(p) > 0 {
		t.Errorf("against NCBI's manners: %q", p)
	}
	t.Logf("%d of %d are found\n%s", n, len(want), talk)
}
