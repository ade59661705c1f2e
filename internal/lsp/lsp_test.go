package lsp_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const wrongYear = "A 1992 study in *Cancer Research* put nasopharyngeal carcinoma down to Cantonese salted fish.\n"

func TestDiagnostics(t *testing.T) {
	e := start(t, "utf-8")
	p := e.open("a.md", "# Fish\n\n"+wrongYear)
	if codes(p) != "year-mismatch" {
		t.Fatalf("found %q", codes(p))
	}
	d := p.Diagnostics[0]
	if want := (rng{pos{2, 2}, pos{2, 33}}); d.Range != want || d.Severity != 1 || p.Version != 1 {
		t.Errorf("at %v with severity %d of version %d, want %v", d.Range, d.Severity, p.Version, want)
	}
	if !strings.Contains(d.Message, "1992 is not 1986; 6 years apart\nyu1986 (Cancer research 1986) is about this") {
		t.Errorf("message %q", d.Message)
	}
	if len(d.RelatedInformation) == 0 || d.RelatedInformation[0].Location.URI != e.uri("citations.yaml") || d.RelatedInformation[0].Location.Range.Start.Line != 0 {
		t.Errorf("related: %+v", d.RelatedInformation)
	}

	// What is typed counts, not what is on the disk.
	p = e.change("a.md", 2, strings.Replace(wrongYear, "1992", "1986", 1))
	if codes(p) != "erratum unverified" || p.Version != 2 {
		t.Errorf("version %d: found %q", p.Version, codes(p))
	}

	// A waiver of today holds, and says nothing.
	p = e.change("a.md", 3, "<!-- stet year-mismatch: \"as the preprint\" by=mk until=2026-11-20 -->\n"+wrongYear)
	if codes(p) != "" {
		t.Errorf("behind a waiver: found %q", codes(p))
	}

	// Another library, other findings; one that cannot be read says so.
	e.write("citations.yaml", strings.ReplaceAll(library, "year: 1986", "year: 1992"))
	e.change("a.md", 4, wrongYear)
	e.notify("workspace/didChangeWatchedFiles", map[string]any{"changes": []any{}})
	if p = e.next(); codes(p) != "erratum unverified" {
		t.Errorf("with another library: found %q", codes(p))
	}
	e.write("citations.yaml", "- key: [\n")
	e.notify("textDocument/didSave", map[string]any{"textDocument": map[string]any{"uri": e.uri("citations.yaml")}})
	if p = e.next(); codes(p) != "bad-project erratum unverified" {
		t.Errorf("with a broken library: found %q", codes(p))
	}

	// A closed document has no findings.
	e.notify("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": e.uri("a.md")}})
	if p = e.next(); len(p.Diagnostics) > 0 || p.Diagnostics == nil {
		t.Errorf("closed: %+v", p)
	}
}

// TestEncodings holds that places are counted as the editor counts.
// TestNoLibrary holds that whoever has no library is told so once, at the top.
func TestNoLibrary(t *testing.T) {
	e := start(t, "utf-8")
	if err := os.Remove(filepath.Join(e.dir, "citations.yaml")); err != nil {
		t.Fatal(err)
	}
	p := e.open("a.md", "# Fish\n\n"+wrongYear+"\n\n"+wrongYear)
	if codes(p) != "no-library" || p.Diagnostics[0].Range != (rng{}) || !strings.Contains(p.Diagnostics[0].Message, "2 sources are named") {
		t.Errorf("found %+v", p.Diagnostics)
	}
}

func TestEncodings(t *testing.T) {
	const text = "Žluť 😀: a 1992 study in *Cancer Research* put nasopharyngeal carcinoma down to Cantonese salted fish.\r\n"
	for encoding, want := range map[string]rng{
		"utf-8":  {pos{0, 15}, pos{0, 46}},
		"utf-16": {pos{0, 11}, pos{0, 42}},
	} {
		e := start(t, encoding)
		p := e.open("a.md", text)
		if len(p.Diagnostics) != 1 || p.Diagnostics[0].Range != want {
			t.Errorf("%s: %+v, want one at %v", encoding, p.Diagnostics, want)
		}
		var h struct{ Range rng }
		e.call("textDocument/hover", e.at("a.md", 0, want.End.Character-1), &h)
		if h.Range != want {
			t.Errorf("%s: hover at %v, want %v", encoding, h.Range, want)
		}
	}
}

func TestHover(t *testing.T) {
	e := start(t)
	e.open("a.md", wrongYear+"\nNo source here.\n")
	var h struct{ Contents struct{ Kind, Value string } }
	e.call("textDocument/hover", e.at("a.md", 0, 5), &h)
	for _, want := range []string{"**year-mismatch**", "| year | 1992 | ≠ 1986; 6 years apart |", "nearest: Yu MC, Ho JH", "**erratum** (1987)", "`[@yu1986]`, not verified", "https://pubmed.ncbi.nlm.nih.gov/3940655/"} {
		if !strings.Contains(h.Contents.Value, want) {
			t.Errorf("hover lacks %q:\n%s", want, h.Contents.Value)
		}
	}
	var none any
	e.call("textDocument/hover", e.at("a.md", 2, 3), &none)
	if none != nil {
		t.Errorf("hover over other words: %v", none)
	}
}

type item struct {
	Label, Detail, FilterText, SortText string
	TextEdit                            struct {
		Range   rng
		NewText string
	}
}

func TestCompletion(t *testing.T) {
	e := start(t)
	const text = "Salted fish was the subject of Armstrong et al. (1998) in Malaysia [@\n\nOther words [@pmid:3940655; @cantonese\n\nnobody@example.org [1] @\n"
	e.open("a.md", text)
	var list struct{ Items []item }
	e.call("textDocument/completion", e.at("a.md", 0, 69), &list)
	if len(list.Items) != 2 || list.Items[0].Label != "armstrong1998" {
		t.Fatalf("items %+v, want the one that the sentence means first", list.Items)
	}
	e.call("textDocument/completion", e.at("a.md", 2, 38), &list)
	if len(list.Items) != 1 || list.Items[0].Label != "yu1986" || list.Items[0].TextEdit.Range != (rng{pos{2, 29}, pos{2, 38}}) {
		t.Errorf("items %+v, want the one with the word in its title", list.Items)
	}
	e.call("textDocument/completion", e.at("a.md", 4, 24), &list)
	if len(list.Items) != 0 {
		t.Errorf("items outside of brackets: %+v", list.Items)
	}
}

type action struct {
	Title, Kind string
	Edit        struct {
		Changes map[string][]struct {
			Range   rng
			NewText string
		}
	}
	Command *struct {
		Command   string
		Arguments []string
	}
}

func (e *editor) actions(name string, line, character int) []action {
	e.t.Helper()
	var all []action
	e.call("textDocument/codeAction", map[string]any{"textDocument": map[string]any{"uri": e.uri(name)},
		"range": rng{pos{line, character}, pos{line, character}}, "context": map[string]any{"diagnostics": []any{}}}, &all)
	return all
}

func titles(all []action) string {
	var s []string
	for _, a := range all {
		s = append(s, a.Title)
	}
	return strings.Join(s, "; ")
}

func TestActions(t *testing.T) {
	e := start(t)
	text := "A 1986 study in *Cancer Research* put nasopharyngeal carcinoma down to Cantonese salted fish.\n\n" +
		wrongYear + "\nMagnesium [@pmid:29480918], [there](https://www.ncbi.nlm.nih.gov/pubmed/3940655).\n"
	e.open("a.md", text)

	bind := e.actions("a.md", 0, 5)
	if got := titles(bind); got != "Cite yu1986; Waive erratum here; Waive unverified here" {
		t.Fatalf("actions %q", got)
	}
	change := bind[0].Edit.Changes[e.uri("a.md")]
	if len(change) != 1 || change[0].NewText != " [@yu1986]" || change[0].Range.Start != (pos{0, 92}) {
		t.Errorf("edit %+v", change)
	}
	if got := titles(e.actions("a.md", 2, 5)); got != "Waive year-mismatch here" {
		t.Errorf("actions on a wrong year: %q", got)
	}
	add := e.actions("a.md", 4, 14)
	if got := titles(add); !strings.HasPrefix(got, "Add pmid:29480918 to the library") || add[0].Command == nil {
		t.Fatalf("actions on an unknown id: %q", got)
	}
	if got := titles(e.actions("a.md", 4, 50)); !strings.Contains(got, "Put right: old address") {
		t.Errorf("actions on an old address: %q", got)
	}

	e.call("workspace/executeCommand", map[string]any{"command": add[0].Command.Command, "arguments": add[0].Command.Arguments}, nil)
	if strings.Join(e.added, " ") != "pmid:29480918" {
		t.Errorf("added %q", e.added)
	}
	if p := e.next(); strings.Contains(codes(p), "unknown-id") {
		t.Errorf("after adding: found %q", codes(p))
	}
}

// TestStrangers holds that a session goes on, whatever it is sent.
func TestStrangers(t *testing.T) {
	e := start(t)
	if err := e.conn.Call(t.Context(), "textDocument/formatting", map[string]any{}, nil); err == nil {
		t.Error("an unknown method is answered")
	}
	if err := e.conn.Call(t.Context(), "textDocument/hover", []int{1}, nil); err == nil {
		t.Error("parameters of another shape are taken")
	}
	e.notify("$/setTrace", map[string]any{"value": "off"})
	var none any
	e.call("textDocument/hover", e.at("nowhere.md", 3, 4), &none)
	e.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": "untitled:Untitled-1", "version": 1, "text": wrongYear}})
	if p := e.next(); p.URI != "untitled:Untitled-1" || codes(p) != "year-mismatch" {
		t.Errorf("unsaved: %q in %s", codes(p), p.URI)
	}
	if p := e.open("citations.yaml", "- key: a\n  title: x\n- key: a\n  title: y\n"); codes(p) != "duplicate-reference" {
		t.Errorf("library: found %q", codes(p))
	}
	if p := e.open("big.md", strings.Repeat("words ", 1<<19)); len(p.Diagnostics) != 0 {
		t.Errorf("large: found %q", codes(p))
	}
	e.call("shutdown", nil, nil)
	e.notify("exit", nil)
	if !<-e.orderly {
		t.Error("a session that was shut down is not orderly")
	}
}

// TestLeft holds that an editor which goes without a word leaves no session.
func TestLeft(t *testing.T) {
	e := start(t)
	e.conn.Close()
	if <-e.orderly {
		t.Error("a session without shutdown is orderly")
	}
}
