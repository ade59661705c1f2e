//go:build checkers

package site_test

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// These tests need programs that are no part of stet: make site-checks gets
// them and runs the tests with their names.

// TestAxe: axe holds nothing against any page, in any of the ways readers see
// it, with its notes open.
func TestAxe(t *testing.T) {
	source, err := os.ReadFile(os.Getenv("AXE"))
	if err != nil {
		t.Fatal(err)
	}
	const load = "; window.axe && axe.version"
	looks, passes := 0, 0
	for name, built := range builtSites(t) {
		tb := newTab(t, built.pages)
		tb.eachLook(built.addresses, func(address, where string) {
			checkPage(tb, where, look, nil) // which leaves the notes open
			if eval[string](tb, "typeof axe") != "object" {
				eval[string](tb, string(source)+load)
			}
			got := eval[verdict](tb, axeRun)
			for _, v := range got.Violations {
				t.Errorf("%s %s: %v", name, where, v)
			}
			looks++
			passes += got.Passes
		})
	}
	if passes < 10*looks {
		t.Errorf("axe has run %d rules in %d looks at pages", passes, looks)
	}
	t.Logf("axe: %d looks at pages, %d rules passed", looks, passes)
}

// TestAxeComplains: axe finds what is planted.
func TestAxeComplains(t *testing.T) {
	source, err := os.ReadFile(os.Getenv("AXE"))
	if err != nil {
		t.Fatal(err)
	}
	tb := newTab(t, map[string]string{"index.html": `<!doctype html><title>x</title><img src="x.png"><p style="color:#bbb;background:#fff">pale<button></button>`})
	tb.open("")
	eval[any](tb, string(source)+"; null")
	found := ""
	for _, v := range eval[verdict](tb, axeRun).Violations {
		found += v.ID + " "
	}
	for _, want := range []string{"image-alt", "color-contrast", "button-name", "html-has-lang"} {
		if !strings.Contains(found, want) {
			t.Errorf("axe finds %s, not %s", found, want)
		}
	}
}

// axeRun asks axe for everything that it holds against a page, including its
// advice on good practice.
const axeRun = `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => ({
	Passes: r.passes.length,
	Violations: r.violations.map(v => ({ID: v.id, Impact: v.impact, Nodes: v.nodes.map(n => n.html.slice(0, 160) + " " + n.failureSummary.replace(/\s+/g, " ").slice(0, 200))})),
}))`

type verdict struct {
	Passes     int
	Violations []violation
}

// A violation is what axe holds against a page.
type violation struct {
	ID, Impact string
	Nodes      []string
}

func (v violation) String() string {
	b, _ := json.Marshal(v.Nodes[:min(3, len(v.Nodes))])
	return "axe: " + v.Impact + ": " + v.ID + " " + string(b)
}

// TestNu: the Nu HTML checker finds no error and has no warning on any page,
// style sheet or picture of the theme. One machine reads them all.
func TestNu(t *testing.T) {
	checked := map[string]int{}
	dir := t.TempDir()
	for name, built := range builtSites(t) {
		for file, text := range built.pages {
			ext := filepath.Ext(file)
			if ext != ".html" && ext != ".css" && ext != ".svg" {
				continue
			}
			write(t, filepath.Join(dir, name, filepath.FromSlash(file)), text)
			checked[ext]++
		}
	}
	if checked[".html"] < 100 || checked[".css"] < 2 || checked[".svg"] < 2 {
		t.Errorf("only %v files", checked)
	}
	for _, line := range nu(t, dir) {
		t.Error(strings.ReplaceAll(line, dir+"/", ""))
	}
	t.Logf("Nu: %v files", checked)
}

// TestNuComplains: the checker finds what is planted.
func TestNuComplains(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "bad.html"), `<!doctype html><html lang="en"><title>x</title><p><div id="a"></div></p><b id="a"></b>`)
	got := strings.Join(nu(t, dir), "\n")
	for _, want := range []string{"Duplicate ID", "No “p” element in scope"} {
		if !strings.Contains(got, want) {
			t.Errorf("Nu says %q, not %q", got, want)
		}
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// nu gives what the Nu checker says of the files in a folder.
func nu(t *testing.T, dir string) (lines []string) {
	t.Helper()
	var said struct {
		Messages []struct {
			Type, SubType, URL, Message, Extract string
			LastLine                             int
		}
	}
	cmd := exec.Command("java", "-jar", os.Getenv("NU"), "--format", "json", "--stdout", "--exit-zero-always", "--also-check-css", "--also-check-svg", dir)
	out, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(out, &said)
	}
	if err != nil {
		t.Fatalf("java -jar %s: %v\n%s", os.Getenv("NU"), err, out)
	}
	for _, m := range said.Messages {
		if m.Type != "info" || m.SubType == "warning" {
			lines = append(lines, strings.TrimPrefix(m.URL, "file:")+":"+strconv.Itoa(m.LastLine)+": "+m.Type+": "+m.Message+" "+space.ReplaceAllString(m.Extract, " "))
		}
	}
	return lines
}

var space = regexp.MustCompile(`\s+`)
