package exchange_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"stet/internal/cite"
	"stet/internal/exchange"
	"stet/internal/ncbi"
	"stet/internal/source"
)

var placeless = cmp.Options{cmpopts.IgnoreFields(cite.Reference{}, "Span", "Pos", "End"), cmpopts.EquateEmpty()}

// expected is what is left of r on its way through a format.
func expected(r *cite.Reference, format exchange.Format) *cite.Reference {
	e := *r
	for _, field := range exchange.Lost[format] {
		switch field {
		case "key":
			e.Key = ""
			if ids := e.IDs(); len(ids) > 0 {
				e.Key = ids[0].String()
			}
		case "nlm":
			e.Journal.NLM = ""
		case "epub":
			e.Epub = 0
		case "also_years":
			e.AlsoYears = nil
		case "types":
			e.Types = nil
		case "terms":
			e.Terms = ""
		case "numbers":
			e.Numbers = nil
		case "notices":
			e.Notices = nil
		case "url":
			e.URL = ""
		case "verified":
			e.Verified = cite.Verification{}
		default:
			panic(field)
		}
	}
	if first, last, ok := strings.Cut(e.Pages, "-"); ok && format != exchange.Nbib && isNumber(first) && isNumber(last) && len(last) < len(first) {
		e.Pages = first + "-" + first[:len(first)-len(last)] + last
	}
	return &e
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// library are the references of the project's sample and of its starter, and
// one with everything that is hard.
func library(t *testing.T) []*cite.Reference {
	t.Helper()
	var refs []*cite.Reference
	for _, path := range []string{"../../citations.yaml", "../../cmd/stet/starter/citations.yaml", "testdata/hard.yaml"} {
		b, err := os.ReadFile(filepath.FromSlash(path))
		if err != nil {
			t.Fatal(err)
		}
		lib, err := cite.ParseLibrary(source.NewFile(path, b))
		if err != nil {
			t.Fatal(err)
		}
		refs = append(refs, lib.References...)
	}
	return refs
}

// realRecords are PubMed's records in the folder DATA, none without it.
func realRecords(t *testing.T) []*cite.Reference {
	t.Helper()
	dir := os.Getenv("DATA")
	if dir == "" {
		return nil
	}
	b, err := os.ReadFile(filepath.Join(dir, "pubmed-xml", "merged.xml.gz"))
	if err != nil {
		t.Fatal(err)
	}
	var refs []*cite.Reference
	for r, err := range ncbi.Records(bytes.NewReader(b)) {
		if err != nil {
			t.Fatal(err)
		}
		refs = append(refs, r)
	}
	if len(refs) != 1761 {
		t.Errorf("%d records, want 1761", len(refs))
	}
	return refs
}

// TestRoundTrip checks that what is written is read as it was, but for what
// the format loses.
func TestRoundTrip(t *testing.T) {
	refs := append(library(t), realRecords(t)...)
	for _, format := range exchange.Formats {
		lost := 0
		for _, r := range refs {
			if r.Title == "" && len(r.IDs()) == 0 {
				continue
			}
			if format == exchange.Nbib && r.PMID == "" {
				continue // a record of MEDLINE without its number is none
			}
			b := exchange.Write([]*cite.Reference{r}, format)
			if found, ok := exchange.Detect("x", b); !ok || found != format {
				t.Errorf("%s: %s: taken for %q:\n%s", format, r.Key, found, b)
			}
			got, notes, err := exchange.Read(source.NewFile("x", b), format)
			if err != nil || len(got) != 1 || len(notes) > 0 {
				t.Errorf("%s: %s: %d references, %v, %v\n%s", format, r.Key, len(got), notes, err, b)
				continue
			}
			if diff := cmp.Diff(expected(r, format), got[0], placeless); diff != "" {
				if lost++; lost < 10 {
					t.Errorf("%s: %s (-want +got):\n%s", format, r.Key, diff)
				}
			}
		}
		all, notes, err := exchange.Read(source.NewFile("x", exchange.Write(refs, format)), format)
		if err != nil {
			t.Errorf("%s: all at once: %v, %v", format, notes, err)
		}
		t.Logf("%s: %d references, %d come back otherwise, %d at once", format, len(refs), lost, len(all))
	}
}

// TestLost checks that Lost names fields of a reference, once each.
func TestLost(t *testing.T) {
	for _, format := range exchange.Formats {
		fields := exchange.Lost[format]
		if len(fields) == 0 || len(slices.Compact(slices.Sorted(slices.Values(fields)))) != len(fields) {
			t.Errorf("%s: Lost = %q", format, fields)
		}
	}
}
