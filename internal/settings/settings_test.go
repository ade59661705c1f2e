package settings_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/settings"
	"stet/internal/site"
	"stet/internal/source"
)

var rules = []string{"unmatched", "year-mismatch", "uncited", "duplicate-slug"}

func parse(s string) (settings.Settings, error) {
	return settings.Parse(source.NewFile("stet.yaml", []byte(s)), rules)
}

func TestParse(t *testing.T) {
	got, err := parse(`title: The zinc desk
description: Reviews of zinc
base_url: https://example.org/reviews
lang: en-GB
author: A. Editor
license: https://creativecommons.org/licenses/by-nc/4.0/
content: articles/
output: dist/site
severity:
  unmatched: warning
  uncited: note
profile: strict
overrides:
  - paths: ["content/archive/**", "*.txt"]
    severity: {year-mismatch: off}
stale_after: 90d
tags:
  Vitamin D: {description: The sun's., mesh: D014807, also: [calciferol]}
  Bone:
people:
  A. Editor: {credentials: MD, url: "https://example.org/a"}
journals:
  Green Journal: Obstetrics and Gynecology
journal_list: data/J_Medline.txt
baseline: old/stet-baseline.jsonl
cite_elements: [Cite, Ref.Note]
limits: {file: 4 MiB, line: 131072, nesting: 50, columns: 20, front_matter: 8 KiB}
ncbi: {base: "https://mirror.example/ncbi", email: editor@example.org}
serve: {allowed_hosts: [Preview.example.org, "[fd00::1]"], editor: vscode}
`)
	vocabulary := &site.Vocabulary{}
	vocabulary.Add(site.Term{Name: "Vitamin D", Description: "The sun's.", MeSH: "D014807", Also: []string{"calciferol"}})
	vocabulary.Add(site.Term{Name: "Bone"})
	people := &site.Vocabulary{}
	people.Add(site.Term{Name: "A. Editor", Credentials: "MD", URL: "https://example.org/a"})
	want := settings.Settings{
		Site:    site.Settings{Title: "The zinc desk", Description: "Reviews of zinc", BaseURL: "https://example.org/reviews/", Lang: "en-GB", Author: "A. Editor", License: site.LinkView{URL: "https://creativecommons.org/licenses/by-nc/4.0/", Text: "CC BY-NC 4.0"}, Integrity: true, StaleAfter: 90},
		Content: "articles", Output: "dist/site",
		Policy: audit.Policy{
			Profile:   audit.Strict,
			Levels:    map[string]audit.Severity{"unmatched": audit.Warning, "uncited": audit.Note},
			Overrides: []audit.Override{{Paths: globs("content/archive/**", "*.txt"), Levels: map[string]audit.Severity{"year-mismatch": audit.Off}}},
		},
		Tags:         vocabulary,
		People:       people,
		Journals:     map[string]string{"Green Journal": "Obstetrics and Gynecology"},
		JournalList:  "data/J_Medline.txt",
		Baseline:     "old/stet-baseline.jsonl",
		CiteElements: []string{"Cite", "Ref.Note"},
		Limits:       article.Limits{File: 4 << 20, Line: 128 << 10, Nesting: 50, Columns: 20, FrontMatter: 8 << 10},
		NCBI:         settings.NCBI{Base: "https://mirror.example/ncbi", Email: "editor@example.org"},
		Serve:        settings.Serve{AllowedHosts: []string{"preview.example.org", "[fd00::1]"}, Editor: "vscode"},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(source.Glob{}, site.Vocabulary{})); diff != "" || err != nil {
		t.Errorf("Parse: %v (-want +got):\n%s", err, diff)
	}
}

func globs(patterns ...string) (all []source.Glob) {
	for _, p := range patterns {
		g, err := source.ParseGlob(p)
		if err != nil {
			panic(err)
		}
		all = append(all, g)
	}
	return all
}

func TestDefault(t *testing.T) {
	for _, in := range []string{"", "# nothing\n", "profile:\noverrides:\nseverity:\njournals:\njournal_list:\nbaseline:\ncite_elements:\nlimits:\nbase_url:\n"} {
		got, err := parse(in)
		got.Policy.Levels, got.Journals, got.CiteElements = nil, nil, nil
		if diff := cmp.Diff(settings.Default(), got); diff != "" || err != nil {
			t.Errorf("Parse(%q): %v (-want +got):\n%s", in, err, diff)
		}
	}
}

func TestErrors(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"- title\n", `1:1: settings: a list where "name: value" lines are expected`},
		{"titel: x\n", `1:1: settings: unknown field "titel"; did you mean "title"?`},
		{"baseURL: https://example.org\n", `1:1: settings: unknown field "baseURL"; did you mean "base_url"?`},
		{"title: a\ntitle: b\n", `2:1: key "title" is here twice: it stands on line 1 already`},
		{"title: [a]\n", "1:8: title: a list where text is expected"},
		{"theme: dark\n", "1:8: theme: not supported yet; remove it"},
		{"profile: lenient\n", `1:10: profile: "lenient" is not one of draft, publish, strict`},
		{"overrides: [{paths: [a]}]\n", `1:13: overrides: paths: and severity: are expected, as in {paths: ["content/archive/**"], severity: {off-topic: note}}`},
		{"overrides: [{paths: ['a/[b'], severity: {unmatched: off}}]\n", `1:22: paths: pattern "a/[b" is malformed at "[b": a [ without its ]`},
		{"overrides: [{path: [a], severity: {unmatched: off}}]\n", "1:13: overrides: paths: and severity: are expected, as in {paths: [\"content/archive/**\"], severity: {off-topic: note}}\n1:14: overrides: unknown field \"path\"; did you mean \"paths\"?"},
		{"severity: {duplicate-slug: off}\n", `1:28: duplicate-slug: it keeps a broken site from being published and cannot be off`},
		{"license: MIT\n", `1:10: license: "MIT" is no address such as https://creativecommons.org/licenses/by/4.0/`},
		{"integrity: maybe\n", `1:12: integrity: "maybe" where true or false is expected, without quotes`},
		{"tags: [zinc]\n", `1:7: tags: a list where "name: value" lines are expected`},
		{"tags: {Zinc: {mesh: zinc}}\n", `1:21: mesh: "zinc" is no id of a subject heading, such as D008274`},
		{"tags: {Zinc: {meshes: D015032}}\n", `1:15: Zinc: unknown field "meshes"; did you mean "mesh"?`},
		{"tags:\n  Vitamin D: {also: [calciferol]}\n  Calciferol:\n", `3:3: tags: "Calciferol" is a name of "Vitamin D" as well`},
		{"people: {A: {url: orcid}}\n", `1:19: url: "orcid" is no address such as https://orcid.org/0000-0002-1825-0097`},
		{"people: {A: {mesh: D008274}}\n", `1:14: A: unknown field "mesh"`},
		{"tags: {\"?!\": }\n", `1:8: tags: "?!" has no letters or digits`},
		{"stale_after: half a year\n", `1:14: stale_after: "half a year" where a number of days is expected, as in 180d`},
		{"serve: {allowed_host: [x]}\n", `1:9: serve: unknown field "allowed_host"; did you mean "allowed_hosts"?`},
		{"serve: {allowed_hosts: [\"x:8080\"]}\n", `1:25: allowed_hosts: "x:8080" is not the name or number of a host, as preview.example.org is, without a port`},
		{"serve: {allowed_hosts: [\"*\"]}\n", `1:25: allowed_hosts: "*" is not the name or number of a host, as preview.example.org is, without a port`},
		{"serve: {editor: emacs}\n", `1:17: editor: "emacs" is none of cursor, idea, textmate, vscode, vscodium, zed; for another editor write its address, with {file}, {line} and {column}`},
		{"serve: {editor: \"javascript:alert('{file}')\"}\n", `1:17: editor: "javascript:alert('{file}')" is no address of an editor`},
		{"serve: {editor: \"emacs://open\"}\n", `1:17: editor: "emacs://open" has no {file} in it`},
		{"ncbi: SECRET0\n", `1:7: ncbi: lines such as "email: you@example.org" are expected`},
		{"ncbi: {key: SECRET0}\n", `1:8: ncbi: an API key does not belong in a file that others read; remove it here and set NCBI_API_KEY in the environment`},
		{"ncbi: {emial: x@example.org}\n", `1:8: ncbi: unknown field "emial"; did you mean "email"?`},
		{"ncbi: {email: SECRET0}\n", `1:15: ncbi: email: no address such as you@example.org`},
		{"ncbi: {base: http://example.org}\n", `1:14: ncbi: base "http://example.org" is not encrypted, and a key would be read on its way; write https`},
		{"ncbi: {base: \"https://example.org/?api_key=SECRET0\"}\n", `1:14: ncbi: base "https://example.org/" ends in a query or fragment; it is the address above entrez/eutils/`},
		{"ncbi: {base: \"https://me:SECRET0@example.org/\"}\n", `1:14: ncbi: base holds a user name or password, which would be sent to nobody; remove it`},
		{"ncbi: {base: \"//me:SECRET0@\"}\n", `1:14: ncbi: base "***@" is no address such as https://mirror.example/ncbi`},
		{"ncbi: {base: ftp://example.org}\n", `1:14: ncbi: base "ftp://example.org" has the scheme "ftp"; write https`},
		{"ncbi: {base: eutils.ncbi.nlm.nih.gov}\n", `1:14: ncbi: base "eutils.ncbi.nlm.nih.gov" is no address such as https://mirror.example/ncbi`},
		{"lang: british english\n", `1:7: lang: "british english" is not a language tag such as en or en-GB`},
		{"base_url: javascript:alert(1)\n", `1:11: base_url: "javascript:alert(1)" starts with neither https:// nor http://; write it as in https://example.org/reviews/`},
		{"base_url: example.org\n", `1:11: base_url: "example.org" starts with neither https:// nor http://; write it as in https://example.org/reviews/`},
		{"base_url: https://example.org/?x=1\n", `1:11: base_url: "https://example.org/?x=1" holds a ? or #; write it as in https://example.org/reviews/`},
		{"base_url: https:///reviews\n", `1:11: base_url: "https:///reviews" names no host, or more than a host; write it as in https://example.org/reviews/`},
		{"base_url: https://me:pw@example.org\n", `1:11: base_url: "https://me:pw@example.org" names no host, or more than a host; write it as in https://example.org/reviews/`},
		{"base_url: https://example.org/a/../b\n", `1:11: base_url: "https://example.org/a/../b" has an empty part, . or .. in its path; write it as in https://example.org/reviews/`},
		{"output: .\n", `1:9: output: "." is the folder that holds everything; name one below it`},
		{"output: /\n", `1:9: output: "/" is not a path below the folder of this file, with / between its parts`},
		{"output: ~/site\n", `1:9: output: "~/site" is not a path below the folder of this file, with / between its parts`},
		{"output: 'C:\\site'\n", `1:9: output: "C:\\site" is not a path below the folder of this file, with / between its parts`},
		{"output: x/../../y\n", `1:9: output: "x/../../y" leads out of the folder of this file`},
		{"output: .git\n", `1:9: output: ".git" starts with a dot, and such folders are not looked at`},
		{"output: content\n", `1:9: output: "content" and "content" lie in each other; a build replaces its output whole`},
		{"content: docs/in\noutput: docs\n", `2:9: output: "docs" and "docs/in" lie in each other; a build replaces its output whole`},
		{"content: public/in\n", `1:10: output: "public" and "public/in" lie in each other; a build replaces its output whole`},
		{"output: static/site\n", `1:9: output: "static/site" and "static" lie in each other; a build replaces its output whole`},
		{"severity: {unmached: error}\n", `1:12: severity: unknown rule "unmached"; did you mean "unmatched"?`},
		{"severity: error\n", `1:11: severity: lines such as "off-topic: note" are expected`},
		{"severity: {unmatched: fatal}\n", `1:23: unmatched: severity "fatal" is not one of error, warning, note, off`},
		{"journals: [a]\n", `1:11: journals: lines such as "Green Journal: Obstetrics and Gynecology" are expected`},
		{"journals: {a: ''}\n", `1:12: journals: "a" stands for no title`},
		{"cite_elements: Cite\n", `1:16: cite_elements: "Cite" where a list is expected, as in [one, two]`},
		{"cite_elements: [<Cite>]\n", `1:17: cite_elements: "<Cite>" is not the name of an element, as Cite is`},
		{"limits: {file: 100 GB}\n", `1:16: file: "100 GB" where a size up to 64 MiB is expected, written as in 65536, 64 KiB or 2 MiB`},
		{"limits: {file: 65 MiB}\n", `1:16: file: "65 MiB" where a size up to 64 MiB is expected, written as in 65536, 64 KiB or 2 MiB`},
		{"limits: {nesting: 0}\n", `1:19: nesting: "0" where a number from 1 to 1000 is expected`},
	} {
		_, err := parse(tc.in)
		want := "stet.yaml:" + strings.ReplaceAll(tc.want, "\n", "\nstet.yaml:")
		if got := fmt.Sprint(err); got != want {
			t.Errorf("Parse(%q)\n got %s\nwant %s", tc.in, got, want)
		}
	}
}
