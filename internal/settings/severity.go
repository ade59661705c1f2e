package settings

import (
	"slices"
	"strings"

	"stet/internal/audit"
	"stet/internal/source"
	"stet/internal/yaml"
)

// severity are lines "rule: level".
func (p *parser) severity(n *yaml.Node) map[string]audit.Severity {
	if n.Kind != yaml.Mapping && !n.Missing() {
		p.Errorf(n, "severity: lines such as \"off-topic: note\" are expected")
	}
	set := map[string]audit.Severity{}
	for rule, v := range n.Fields() {
		if !slices.Contains(p.rules, rule.Value) {
			p.Errorf(rule, "severity: unknown rule %q%s", rule.Value, source.DidYouMean(rule.Value, p.rules))
			continue
		}
		level := audit.Severity(p.String(v, rule.Value))
		if v.Kind == yaml.Scalar && !slices.Contains(levels, level) {
			p.Errorf(v, "%s: severity %q is not one of error, warning, note, off", rule.Value, level)
		}
		if known, _ := audit.ByID(rule.Value); known.Blocking && level == audit.Off {
			p.Errorf(v, "%s: it keeps a broken site from being published and cannot be off", rule.Value)
		}
		set[rule.Value] = level
	}
	return set
}

func (p *parser) profile(n *yaml.Node) string {
	name := p.String(n, "profile")
	if n.Kind == yaml.Scalar && !n.Missing() && !slices.Contains(audit.Profiles, name) {
		p.Errorf(n, "profile: %q is not one of %s", name, strings.Join(audit.Profiles, ", "))
	}
	return name
}

// overrides are severities for the files that some patterns name.
func (p *parser) overrides(n *yaml.Node) []audit.Override {
	var all []audit.Override
	items := p.List(n, "overrides")
	for i := range items {
		var o audit.Override
		for name, v := range p.Fields(&items[i], "overrides", overrideKeys) {
			switch name {
			case "paths":
				o.Paths = p.globs(v)
			case "severity":
				o.Levels = p.severity(v)
			}
		}
		if items[i].Kind == yaml.Mapping && (len(o.Paths) == 0 || len(o.Levels) == 0) {
			p.Errorf(&items[i], "overrides: paths: and severity: are expected, as in {paths: [\"content/archive/**\"], severity: {off-topic: note}}")
		}
		all = append(all, o)
	}
	return all
}

func (p *parser) globs(n *yaml.Node) []source.Glob {
	var all []source.Glob
	items := p.List(n, "paths")
	for i := range items {
		text := p.String(&items[i], "paths")
		if items[i].Kind != yaml.Scalar {
			continue
		}
		g, err := source.ParseGlob(text)
		if err != nil {
			p.Errorf(&items[i], "paths: %v", err)
		}
		all = append(all, g)
	}
	return all
}
