package settings

import (
	"cmp"
	"strconv"
	"strings"

	"stet/internal/audit"
	"stet/internal/source"
	"stet/internal/yaml"
)

// A Value is a setting as it is in force.
type Value struct {
	Key  string // "title", "limits.file", "severity.off-topic"
	Text string // in YAML, on one line
	Line int    // of the file that sets it; 0 for the default
}

// A leaf is a setting of one value.
type leaf struct {
	key  string
	text func(*Settings) string
}

// leaves are all settings of one value, by the names that stet.yaml has for them,
// in the order of keys.
var leaves = []leaf{
	{"title", func(s *Settings) string { return yaml.Text(s.Site.Title) }},
	{"description", func(s *Settings) string { return yaml.Text(s.Site.Description) }},
	{"base_url", func(s *Settings) string { return yaml.Text(s.Site.BaseURL) }},
	{"lang", func(s *Settings) string { return yaml.Text(s.Site.Lang) }},
	{"author", func(s *Settings) string { return yaml.Text(s.Site.Author) }},
	{"license", func(s *Settings) string { return yaml.Text(s.Site.License.URL) }},
	{"integrity", func(s *Settings) string { return strconv.FormatBool(s.Site.Integrity) }},
	{"content", func(s *Settings) string { return yaml.Text(s.Content) }},
	{"output", func(s *Settings) string { return yaml.Text(s.Output) }},
	{"profile", func(s *Settings) string { return cmp.Or(s.Policy.Profile, audit.Publish) }},
	{"stale_after", func(s *Settings) string { return strconv.Itoa(s.Site.StaleAfter) + "d" }},
	{"journal_list", func(s *Settings) string { return yaml.Text(s.JournalList) }},
	{"baseline", func(s *Settings) string { return yaml.Text(s.Baseline) }},
	{"limits.file", func(s *Settings) string { return size(s.Limits.File) }},
	{"limits.line", func(s *Settings) string { return size(s.Limits.Line) }},
	{"limits.nesting", func(s *Settings) string { return strconv.Itoa(s.Limits.Nesting) }},
	{"limits.columns", func(s *Settings) string { return strconv.Itoa(s.Limits.Columns) }},
	{"limits.front_matter", func(s *Settings) string { return size(s.Limits.FrontMatter) }},
	{"ncbi.base", func(s *Settings) string { return yaml.Text(s.NCBI.Base) }},
	{"ncbi.email", func(s *Settings) string { return yaml.Text(s.NCBI.Email) }},
	{"serve.allowed_hosts", func(s *Settings) string { return texts(s.Serve.AllowedHosts) }},
	{"serve.editor", func(s *Settings) string { return yaml.Text(s.Serve.Editor) }},
}

// open are the settings of as many values as a house likes, with what each is
// where nothing is set.
var open = map[string]string{"severity": "{}", "overrides": "[]", "tags": "any", "people": "{}", "journals": "{}", "cite_elements": "[Cite]"}

// InForce are the settings of a stet.yaml as they are in force, defaults among
// them, in the order of the schema; f is nil where there is no file.
func InForce(f *source.File, rules []string) ([]Value, error) {
	s, root := Default(), (*yaml.Node)(nil)
	if f != nil {
		var err error
		if s, err = Parse(f, rules); err != nil {
			return nil, err
		}
		if root, err = yaml.Parse(f, yaml.Limits{Bytes: 1 << 20}); err != nil {
			return nil, err
		}
	}
	if root == nil {
		root = &yaml.Node{Kind: yaml.Mapping}
	}
	line := func(n *yaml.Node) int { return f.Position(n.Span.Start).Line }
	var all []Value
	for _, key := range keys {
		if fallback, ok := open[key]; ok {
			all = append(all, entries(key, fallback, root.Field(key), line)...)
		}
		for _, l := range leaves {
			if name, below, _ := strings.Cut(l.key, "."); name == key {
				v := Value{Key: l.key, Text: l.text(&s)}
				n := root.Field(name)
				if n != nil && below != "" {
					n = n.Field(below)
				}
				if n == nil && key == "integrity" && s.Site.Integrity {
					n = root.Field("base_url") // which it follows
				}
				if n != nil && !n.Missing() {
					v.Line = line(n)
				}
				all = append(all, v)
			}
		}
	}
	return all, nil
}

// entries are the values of an open setting, each with its line.
func entries(key, fallback string, n *yaml.Node, line func(*yaml.Node) int) (all []Value) {
	if n == nil || n.Missing() || len(n.Items) == 0 {
		return []Value{{Key: key, Text: fallback}}
	}
	if n.Kind == yaml.List {
		for i := range n.Items {
			all = append(all, Value{key + "[" + strconv.Itoa(i) + "]", flow(&n.Items[i]), line(&n.Items[i])})
		}
		return all
	}
	for name, value := range n.Fields() {
		all = append(all, Value{key + "." + yaml.Text(name.Value), flow(value), line(name)})
	}
	return all
}

// flow writes a value on one line.
func flow(n *yaml.Node) string {
	var parts []string
	switch n.Kind {
	case yaml.Mapping:
		for name, value := range n.Fields() {
			parts = append(parts, yaml.Text(name.Value)+": "+flow(value))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case yaml.List:
		for i := range n.Items {
			parts = append(parts, flow(&n.Items[i]))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	if n.Missing() {
		return "{}"
	}
	return yaml.Text(n.Value)
}

func texts(list []string) string {
	parts := make([]string, len(list))
	for i, s := range list {
		parts[i] = yaml.Text(s)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// size is a number of bytes in the largest unit that it is a multiple of.
func size(n int) string {
	switch {
	case n%(1<<20) == 0:
		return strconv.Itoa(n>>20) + " MiB"
	case n%(1<<10) == 0:
		return strconv.Itoa(n>>10) + " KiB"
	}
	return strconv.Itoa(n)
}
