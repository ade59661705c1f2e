package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"stet/internal/source"
	"stet/internal/yaml"
)

// TestAction holds of the GitHub Action what GitHub asks of one: every step that
// runs something names its shell, and what it runs is there.
func TestAction(t *testing.T) {
	dir := filepath.FromSlash("../../.github/actions/stet")
	root := parseYAML(t, filepath.Join(dir, "action.yml"))
	steps := root.Field("runs").Field("steps").Items
	if len(steps) < 5 {
		t.Fatalf("the action has %d steps", len(steps))
	}
	inputs := root.Field("inputs")
	scripts := regexp.MustCompile(`\$GITHUB_ACTION_PATH/([a-z.]+)`)
	used := regexp.MustCompile(`inputs\.([a-z-]+)`)
	for i := range steps {
		run := steps[i].Field("run")
		if run == nil {
			continue
		}
		if steps[i].Field("shell") == nil {
			t.Errorf("step %d runs %q in no shell", i+1, run.Value)
		}
		for _, m := range scripts.FindAllStringSubmatch(run.Value, -1) {
			if _, err := os.Stat(filepath.Join(dir, m[1])); err != nil {
				t.Error(err)
			}
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range used.FindAllStringSubmatch(string(text), -1) {
		if inputs.Field(m[1]) == nil {
			t.Errorf("the action asks for the input %s, which it has not", m[1])
		}
	}
}

// TestCIFiles holds that the other files for CI systems can be read.
func TestCIFiles(t *testing.T) {
	if script := parseYAML(t, "../../.ci/gitlab.yml").Field("stet").Field("script"); script == nil || len(script.Items) == 0 {
		t.Error("GitLab's job does nothing")
	}
	names, err := filepath.Glob("../../.github/workflows/*.yml")
	if err != nil || len(names) == 0 {
		t.Fatalf("no workflows: %v", err)
	}
	for _, name := range names {
		if jobs := parseYAML(t, name).Field("jobs"); jobs == nil {
			t.Errorf("%s has no jobs", name)
		}
	}
}

func parseYAML(t *testing.T, path string) *yaml.Node {
	t.Helper()
	b, err := os.ReadFile(filepath.FromSlash(path))
	if err != nil {
		t.Fatal(err)
	}
	root, err := yaml.Parse(source.NewFile(path, b), yaml.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return root
}
