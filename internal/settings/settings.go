// Package settings reads stet.yaml, strictly, into what each package asks for.
// Every key has a default; a key that stet does not know, or does not act on
// yet, is an error with its place.
package settings

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/ncbi"
	"stet/internal/site"
	"stet/internal/source"
	"stet/internal/yaml"
)

// Settings are what a stet.yaml sets.
type Settings struct {
	Site         site.Settings
	Content      string            // folder of the articles, slash-separated, below that of the file
	Output       string            // folder of the site, likewise
	Policy       audit.Policy      // what the rules weigh
	Tags         *site.Vocabulary  // those that the editors have agreed on; nil for any
	People       *site.Vocabulary  // who writes and reviews, and has a page; nil for nobody
	Journals     map[string]string // the house's aliases -> full titles
	JournalList  string            // file in the form of NLM's J_Medline.txt, slash-separated, below the folder of the settings; "" for none
	Baseline     string            // file of the findings that are old, slash-separated, below the folder of the settings; "" for none
	CiteElements []string          // MDX elements that hold a citation; nil means "Cite"
	Limits       article.Limits    // none of them zero
	NCBI         NCBI
	Serve        Serve
}

// NCBI is how NCBI's services are asked. The user's API key is no setting: it
// comes from the environment and stands in no file.
type NCBI struct {
	Base  string // address of a mirror; empty for NCBI's own
	Email string // of the user, for NCBI to write to
}

// Default gives the settings of a site without a stet.yaml.
func Default() Settings {
	return Settings{
		Site:    site.Settings{Lang: "en", StaleAfter: 180},
		Content: "content",
		Output:  "public",
		Limits:  article.Limits{File: 2 << 20, Line: 64 << 10, Nesting: 100, Columns: 100, FrontMatter: 64 << 10},
	}
}

// later are keys that are reserved for what stet does not do yet.
var later = []string{"theme"}

var (
	keys         = []string{"title", "description", "base_url", "lang", "author", "license", "integrity", "content", "output", "profile", "severity", "overrides", "stale_after", "tags", "people", "journals", "journal_list", "baseline", "cite_elements", "limits", "ncbi", "serve"}
	ncbiKeys     = []string{"base", "email"}
	overrideKeys = []string{"paths", "severity"}
	limitKeys    = []string{"file", "line", "nesting", "columns", "front_matter"}
	levels       = append(slices.Clone(audit.Severities), audit.Off)
)

// Parse reads a stet.yaml. rules are the ids that severities may be set for.
// The error holds one *source.Error for each thing that is wrong.
func Parse(f *source.File, rules []string) (Settings, error) {
	root, err := yaml.Parse(f, yaml.Limits{Bytes: 1 << 20})
	if err != nil {
		return Settings{}, err
	}
	p := parser{Decoder: yaml.Decoder{File: f}, rules: rules, s: Default()}
	if root != nil {
		p.read(root)
	}
	if err := p.Err(); err != nil {
		return Settings{}, err
	}
	return p.s, nil
}

type parser struct {
	yaml.Decoder
	rules []string
	s     Settings
}

func (p *parser) read(root *yaml.Node) {
	var output, integrity *yaml.Node
	for name, n := range p.Fields(root, "settings", slices.Concat(keys, later)) {
		switch name {
		case "title":
			p.s.Site.Title = p.String(n, name)
		case "description":
			p.s.Site.Description = p.String(n, name)
		case "base_url":
			p.s.Site.BaseURL = p.baseURL(n)
		case "lang":
			p.s.Site.Lang = p.lang(n)
		case "author":
			p.s.Site.Author = p.String(n, name)
		case "license":
			p.s.Site.License = p.license(n)
		case "integrity":
			integrity = n
		case "content":
			p.s.Content = p.folder(n, name)
		case "output":
			p.s.Output = p.folder(n, name)
			output = n
		case "severity":
			p.s.Policy.Levels = p.severity(n)
		case "profile":
			p.s.Policy.Profile = p.profile(n)
		case "overrides":
			p.s.Policy.Overrides = p.overrides(n)
		case "stale_after":
			p.s.Site.StaleAfter = p.days(n, name)
		case "tags":
			p.s.Tags = p.vocabulary(n, name, tagKeys)
		case "people":
			p.s.People = p.vocabulary(n, name, personKeys)
		case "journals":
			p.s.Journals = p.journals(n)
		case "journal_list":
			p.s.JournalList = p.file(n, name)
		case "baseline":
			p.s.Baseline = p.file(n, name)
		case "cite_elements":
			p.s.CiteElements = p.citeElements(n)
		case "limits":
			p.limits(n)
		case "ncbi":
			p.ncbi(n)
		case "serve":
			p.serve(n)
		default:
			p.Errorf(n, "%s: not supported yet; remove it", name)
		}
	}
	p.integrity(integrity)
	if output == nil {
		output = root.Field("content")
	}
	p.checkOutput(output)
}

// integrity reads whether style and scripts carry their sums; n is nil where
// nothing is said, and then the scheme of the site's address decides.
func (p *parser) integrity(n *yaml.Node) {
	p.s.Site.Integrity = strings.HasPrefix(p.s.Site.BaseURL, "https://")
	if n != nil && !n.Missing() {
		p.s.Site.Integrity = p.Bool(n, "integrity")
	}
}

// folder is a path below the folder of the settings.
func (p *parser) folder(n *yaml.Node, name string) string {
	text := p.String(n, name)
	clean := path.Clean(text)
	switch {
	case n.Kind != yaml.Scalar:
	case text == "" || clean == ".":
		p.Errorf(n, "%s: %q is the folder that holds everything; name one below it", name, text)
	case strings.ContainsAny(text, `\:`) || strings.HasPrefix(text, "/") || strings.HasPrefix(text, "~"):
		p.Errorf(n, "%s: %q is not a path below the folder of this file, with / between its parts", name, text)
	case clean == ".." || strings.HasPrefix(clean, "../"):
		p.Errorf(n, "%s: %q leads out of the folder of this file", name, text)
	case strings.HasPrefix(clean, "."):
		p.Errorf(n, "%s: %q starts with a dot, and such folders are not looked at", name, text)
	}
	return clean
}

// file is the path of a file below the folder of the settings, "" where it is
// left out.
func (p *parser) file(n *yaml.Node, name string) string {
	if n.Missing() {
		return ""
	}
	return p.folder(n, name)
}

// reserved are the folders beside the articles that hold sources.
var reserved = []string{"templates", "static"}

// checkOutput refuses a folder that holds sources or lies among them, as a
// build replaces it whole. n is where either folder is set, nil if nowhere.
func (p *parser) checkOutput(n *yaml.Node) {
	for _, sources := range append([]string{p.s.Content}, reserved...) {
		if n != nil && (within(p.s.Output, sources) || within(sources, p.s.Output)) {
			p.Errorf(n, "output: %q and %q lie in each other; a build replaces its output whole", p.s.Output, sources)
		}
	}
}

// within reports whether the folder a is b or lies in it.
func within(a, b string) bool { return strings.HasPrefix(a+"/", b+"/") }

// baseURL is the address of the home page, with a slash at its end.
func (p *parser) baseURL(n *yaml.Node) string {
	text := p.String(n, "base_url")
	if text == "" {
		return ""
	}
	problem := ""
	scheme, rest, ok := strings.Cut(text, "://")
	host, _, _ := strings.Cut(rest, "/")
	switch {
	case !ok || scheme != "https" && scheme != "http":
		problem = "starts with neither https:// nor http://"
	case host == "" || strings.HasPrefix(host, ":") || strings.Contains(host, "@"):
		problem = "names no host, or more than a host"
	case strings.ContainsAny(text, "?#"):
		problem = "holds a ? or #"
	case strings.ContainsAny(text, " \"'<>\\{}|^`") || strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r >= 0x7f }):
		problem = "holds a character that addresses do not have"
	case strings.Contains(rest, "//") || strings.Contains(rest+"/", "/../") || strings.Contains(rest+"/", "/./"):
		problem = "has an empty part, . or .. in its path"
	default:
		return strings.TrimSuffix(text, "/") + "/"
	}
	p.Errorf(n, "base_url: %q %s; write it as in https://example.org/reviews/", text, problem)
	return ""
}

// lang is a language tag such as en-GB.
func (p *parser) lang(n *yaml.Node) string {
	text := p.String(n, "lang")
	for i, part := range strings.Split(text, "-") {
		letters := strings.Trim(strings.ToLower(part), "abcdefghijklmnopqrstuvwxyz") == ""
		digits := strings.Trim(strings.ToLower(part), "abcdefghijklmnopqrstuvwxyz0123456789") == ""
		if len(part) < 2 || len(part) > 8 || !digits || i == 0 && (!letters || len(part) > 3) {
			p.Errorf(n, "lang: %q is not a language tag such as en or en-GB", text)
			break
		}
	}
	return text
}

// creativeCommons are the addresses of its licences.
var creativeCommons = regexp.MustCompile(`^https://creativecommons\.org/(?:licenses/([a-z-]+)/([0-9.]+)|publicdomain/(zero)/([0-9.]+))(?:/|$)`)

// license is where the licence of the site's texts and data stands, with its
// short name: "CC BY 4.0". One without a short name has its host.
func (p *parser) license(n *yaml.Node) site.LinkView {
	text := p.String(n, "license")
	_, rest, ok := strings.Cut(text, "://")
	switch m := creativeCommons.FindStringSubmatch(text); {
	case text == "":
		return site.LinkView{}
	case m != nil && m[1] != "":
		return site.LinkView{URL: text, Text: "CC " + strings.ToUpper(m[1]) + " " + m[2]}
	case m != nil:
		return site.LinkView{URL: text, Text: "CC0 " + m[4]}
	case !ok || !strings.HasPrefix(text, "https://") && !strings.HasPrefix(text, "http://"):
		p.Errorf(n, "license: %q is no address such as https://creativecommons.org/licenses/by/4.0/", text)
	}
	host, _, _ := strings.Cut(rest, "/")
	return site.LinkView{URL: text, Text: host}
}

// days is a number of days, written 180d.
func (p *parser) days(n *yaml.Node, name string) int {
	text := p.String(n, name)
	count, err := strconv.Atoi(strings.TrimSuffix(text, "d"))
	if n.Kind == yaml.Scalar && (err != nil || !strings.HasSuffix(text, "d") || count < 1 || count > 36_500) {
		p.Errorf(n, "%s: %q where a number of days is expected, as in 180d", name, text)
	}
	return count
}

func (p *parser) journals(n *yaml.Node) map[string]string {
	if n.Kind != yaml.Mapping && !n.Missing() {
		p.Errorf(n, "journals: lines such as \"Green Journal: Obstetrics and Gynecology\" are expected")
	}
	set := map[string]string{}
	for alias, v := range n.Fields() {
		title := p.String(v, "journals")
		if title == "" && v.Kind == yaml.Scalar {
			p.Errorf(alias, "journals: %q stands for no title", alias.Value)
		}
		set[strings.TrimSpace(alias.Value)] = title
	}
	return set
}

func (p *parser) citeElements(n *yaml.Node) []string {
	items := p.List(n, "cite_elements")
	names := []string{}
	for i := range items {
		name := p.String(&items[i], "cite_elements")
		if items[i].Kind == yaml.Scalar && !isElement(name) {
			p.Errorf(&items[i], "cite_elements: %q is not the name of an element, as Cite is", name)
		}
		names = append(names, name)
	}
	return names
}

func isElement(s string) bool {
	for i, r := range s {
		letter := 'a' <= r|0x20 && r|0x20 <= 'z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789.-_", r)) {
			return false
		}
	}
	return s != ""
}

// ncbi says nothing of what stands where a key may have been written.
func (p *parser) ncbi(n *yaml.Node) {
	if n.Kind != yaml.Mapping && !n.Missing() {
		p.Errorf(n, "ncbi: lines such as \"email: you@example.org\" are expected")
		return
	}
	for key, v := range n.Fields() {
		switch key.Value {
		case "base":
			p.s.NCBI.Base = p.String(v, "ncbi: base")
			if p.s.NCBI.Base == "" {
				continue
			}
			if err := ncbi.CheckBase(p.s.NCBI.Base); err != nil {
				p.Errorf(v, "ncbi: %v", err)
			}
		case "email":
			p.s.NCBI.Email = p.String(v, "ncbi: email")
			name, host, ok := strings.Cut(p.s.NCBI.Email, "@")
			if v.Kind == yaml.Scalar && (!ok || name == "" || !strings.Contains(host, ".") || strings.ContainsAny(p.s.NCBI.Email, " <>,;")) {
				p.Errorf(v, "ncbi: email: no address such as you@example.org")
			}
		case "key", "api_key", "apikey":
			p.Errorf(key, "ncbi: an API key does not belong in a file that others read; remove it here and set NCBI_API_KEY in the environment")
		default:
			p.Errorf(key, "ncbi: unknown field %q%s", key.Value, source.DidYouMean(key.Value, ncbiKeys))
		}
	}
}

func (p *parser) limits(n *yaml.Node) {
	for name, v := range p.Fields(n, "limits", limitKeys) {
		switch name {
		case "file":
			p.s.Limits.File = p.size(v, name, 64<<20)
		case "line":
			p.s.Limits.Line = p.size(v, name, 16<<20)
		case "nesting":
			p.s.Limits.Nesting = p.Int(v, name, 1, 1000)
		case "columns":
			p.s.Limits.Columns = p.Int(v, name, 1, 10_000)
		case "front_matter":
			p.s.Limits.FrontMatter = p.size(v, name, 16<<20)
		}
	}
}

// units are the units of a size in bytes.
var units = map[string]int{"": 1, "KiB": 1 << 10, "MiB": 1 << 20}

// size is a number of bytes, written 65536 or 64 KiB.
func (p *parser) size(n *yaml.Node, name string, most int) int {
	text := p.String(n, name)
	if n.Kind != yaml.Scalar {
		return 0
	}
	digits := strings.TrimRight(text, " KMiB")
	unit, known := units[strings.TrimSpace(text[len(digits):])]
	count, err := strconv.Atoi(digits)
	if err != nil || !known || count < 1 || count > most/unit {
		p.Errorf(n, "%s: %q where a size up to %s is expected, written as in 65536, 64 KiB or 2 MiB", name, text, mebibytes(most))
		return 0
	}
	return count * unit
}

func mebibytes(n int) string { return fmt.Sprintf("%d MiB", n>>20) }
