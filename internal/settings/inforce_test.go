package settings_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/settings"
	"stet/internal/source"
)

func TestInForce(t *testing.T) {
	got := inForce(t, source.NewFile("stet.yaml", []byte(`base_url: https://example.org/reviews   # no slash
title: "Zinc: a desk"
content: ./articles/
author:
severity:
  unmatched: off
  year-mismatch: note
overrides:
  - paths: ["content/archive/**", a]
    severity: {unmatched: note}
  - {paths: [b], severity: {uncited: "off"}}
tags: {Vitamin D: {also: [calciferol], mesh: D014807}, Bone: }
limits:
  file: 4096 KiB
ncbi: {email: editor@example.org}
serve:
  allowed_hosts: [Preview.example.org]
`)))
	want := `title "Zinc: a desk" 2
description "" 0
base_url https://example.org/reviews/ 1
lang en 0
author "" 0
license "" 0
integrity true 1
content articles 3
output public 0
profile publish 0
severity.unmatched "off" 6
severity.year-mismatch note 7
overrides[0] {paths: [content/archive/**, a], severity: {unmatched: note}} 9
overrides[1] {paths: [b], severity: {uncited: "off"}} 11
stale_after 180d 0
tags.Vitamin D {also: [calciferol], mesh: D014807} 12
tags.Bone {} 12
people {} 0
journals {} 0
journal_list "" 0
baseline "" 0
cite_elements [Cite] 0
limits.file 4 MiB 14
limits.line 64 KiB 0
limits.nesting 100 0
limits.columns 100 0
limits.front_matter 64 KiB 0
ncbi.base "" 0
ncbi.email editor@example.org 15
serve.allowed_hosts [preview.example.org] 17
serve.editor "" 0
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("settings in force (-want +got):\n%s", diff)
	}
	if _, err := settings.InForce(source.NewFile("stet.yaml", []byte("titel: x\n")), rules); err == nil {
		t.Error("an unknown setting is in force")
	}
}

// TestInForceWhole: each setting is there with no file, as the defaults have it.
func TestInForceWhole(t *testing.T) {
	if got := inForce(t, nil); strings.Contains(got, " 1\n") || got != inForce(t, source.NewFile("stet.yaml", []byte("# nothing\n"))) {
		t.Errorf("without a file:\n%s", got)
	}
	for _, key := range settings.Keys {
		if got := "\n" + inForce(t, nil); !strings.Contains(got, "\n"+key+" ") && !strings.Contains(got, "\n"+key+".") {
			t.Errorf("%s is not told of", key)
		}
	}
}

func inForce(t *testing.T, f *source.File) string {
	t.Helper()
	values, err := settings.InForce(f, rules)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, v := range values {
		fmt.Fprintln(&b, v.Key, v.Text, v.Line)
	}
	return b.String()
}
