package main

import (
	"bytes"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/internal/ncbi/ncbitest"
)

// TestCanary runs every verb with an API key in the environment, and in the
// settings where it does not belong, against services that repeat what they are
// asked. The key turns up in no output and in no file.
func TestCanary(t *testing.T) {
	settings := []string{
		"ncbi: {base: %, email: editor@example.org}\n",
		"ncbi: {base: %, email: editor@example.org, key: " + canary + "}\n",
		"ncbi: {base: %, email: " + canary + "}\n",
		"ncbi: " + canary + "\n",
		"ncbi: {base: \"https://example.org/?api_key=" + canary + "\"}\n",
		"ncbi: {base: \"https://me:" + canary + "@example.org/\"}\n",
		"ncbi: {base: \"ftp://" + canary + "@\"}\n",
	}
	t.Setenv("NCBI_API_KEY", canary)
	for i, text := range settings {
		for _, fault := range []string{"", "echo", "bad-key-echo", "redirect-host"} {
			if i > 0 && fault != "" {
				continue // the services are not asked
			}
			dir := t.TempDir()
			t.Chdir(dir)
			t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
			t.Setenv("HOME", dir)
			s := ncbitest.New(ncbitest.Own())
			s.PerKey = 1000
			text := strings.ReplaceAll(text, "%", `"`+s.Start(t)+`"`)
			write(t, "stet.yaml", text)
			write(t, "content/a.md", "---\ntitle: Magnesium\n---\nA 2018 study in *Biometals* found more [@pmid:29480918].\n")
			if fault != "" {
				if err := s.Fault(fault, 1); err != nil {
					t.Fatal(err)
				}
				if fault == "echo" { // so that it is not tried again, which takes time
					s.Fault("bad-key-echo", 1)
				}
			}
			verbs := verbsAsked
			if i > 0 || fault != "" {
				verbs = verbs[:6] // those that ask
			}
			for _, line := range verbs {
				runTold(t, line, text+" "+fault)
			}
			found := false
			for _, a := range s.Arrivals() {
				found = found || a.Key == canary
			}
			if i == 0 && !found {
				t.Errorf("%s: the key was never used", fault)
			}
			os.Remove("stet.yaml") // where the key was written by the test itself
			checkFiles(t, dir)
		}
	}
}

// verbsAsked are command lines of every verb, first those that ask the services.
var verbsAsked = []string{
	"cite add 33808247 PMC4340604 10.1056/NEJMoa1800389 7", "cite add --from content/a.md", "cite verify", "cite verify --stale 0d",
	"cite find content/a.md:4", "cite find magnesium", "cite import a.xml", "cite list", "cite show pmid:33808247", "cite export --format ris",
	"cite export --format csl-json", "cite rename pmid:33808247 fiorentini2021", "cite remove fiorentini2021", "cite fmt", "cite", "cite --help",
	"audit", "audit --format json", "build", "explain", "explain content/a.md:4", "version", "schema audit", "journals lookup Nutrients",
	"journals update", "help", "init site", "eval content", "nonsense",
	"settings", "theme", "suggest content/a.md", "bind content/a.md:4 pmid:33808247", "fix --dry-run", "new Zinc", "lsp",
	"baseline create", "audit --baseline stet-baseline.jsonl", "audit --since HEAD", "bindings record", "waive content/a.md:4 off-topic --reason x --by y --until 2027-01-01",
}

func runTold(t *testing.T, line, what string) {
	t.Helper()
	var out, talk bytes.Buffer
	run(t.Context(), strings.Fields(line), strings.NewReader(""), &out, &talk)
	for _, text := range []string{out.String(), talk.String()} {
		if told(text) {
			t.Errorf("stet %s, with %s: the key is told:\n%s", line, what, text)
		}
	}
}

// told reports whether a text holds the key, plain or as an address has it.
func told(text string) bool {
	return strings.Contains(text, canary) || strings.Contains(text, url.QueryEscape(canary)) || strings.Contains(text, canary[:20])
}

func checkFiles(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if told(string(b)) || told(path) {
			t.Errorf("%s holds the key", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
