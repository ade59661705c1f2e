package cite

import (
	"strconv"
	"strings"

	"stet/internal/yaml"
)

// A field is a line of an entry.
type field struct {
	name string
	text func(r *Reference) string // as YAML, "" if r has none
}

// layout is the fields of an entry in the order that stet writes them.
var layout = []field{
	{"key", func(r *Reference) string {
		if r.Key == r.defaultKey() {
			return ""
		}
		return optional(r.Key)
	}},
	{"pmid", func(r *Reference) string {
		if r.PMID == "" {
			return ""
		}
		return yaml.Quoted(string(r.PMID))
	}},
	{"pmcid", func(r *Reference) string { return optional(string(r.PMCID)) }},
	{"doi", func(r *Reference) string { return optional(string(r.DOI)) }},
	{"title", func(r *Reference) string { return optional(r.Title) }},
	{"authors", func(r *Reference) string { return list(r.Authors, yaml.Text) }},
	{"journal", func(r *Reference) string { return optional(r.Journal.Title) }},
	{"abbr", func(r *Reference) string { return optional(r.Journal.Abbr) }},
	{"issn", func(r *Reference) string { return optional(r.Journal.ISSN) }},
	{"nlm", func(r *Reference) string { return optional(r.Journal.NLM) }},
	{"year", func(r *Reference) string { return number(r.Year) }},
	{"epub", func(r *Reference) string { return number(r.Epub) }},
	{"also_years", func(r *Reference) string { return list(numerals(r.AlsoYears), plain) }},
	{"volume", func(r *Reference) string { return optional(r.Volume) }},
	{"issue", func(r *Reference) string { return optional(r.Issue) }},
	{"pages", func(r *Reference) string { return optional(r.Pages) }},
	{"types", func(r *Reference) string { return list(r.Types, yaml.Text) }},
	{"mesh", func(r *Reference) string { return list(r.MeSH, yaml.Text) }},
	{"terms", func(r *Reference) string { return list(r.Terms, yaml.Text) }},
	{"numbers", func(r *Reference) string { return list(r.Numbers, yaml.Quoted) }},
	{"notices", noticesText},
	{"url", func(r *Reference) string { return optional(r.URL) }},
	{"verified", func(r *Reference) string { return r.Verified.text() }},
}

var fieldNames = func() []string {
	names := make([]string, len(layout))
	for i, f := range layout {
		names[i] = f.name
	}
	return names
}()

// Format writes r as an entry of a library, one line a field.
func Format(r *Reference) []byte {
	var b strings.Builder
	lead := "- "
	for _, f := range layout {
		if text := f.text(r); text != "" {
			b.WriteString(lead + f.name + ": " + text + "\n")
			lead = "  "
		}
	}
	if lead == "- " {
		b.WriteString("- {}\n")
	}
	return []byte(b.String())
}

func noticesText(r *Reference) string {
	items := make([]string, len(r.Notices))
	for i, n := range r.Notices {
		items[i] = "{kind: " + yaml.Text(n.Kind)
		if n.ID.Kind != NoID {
			items[i] += ", id: " + yaml.Text(n.ID.String())
		}
		if n.Year != 0 {
			items[i] += ", year: " + number(n.Year)
		}
		items[i] += "}"
	}
	return list(items, plain)
}

// text writes v, "" if nobody vouches for the record.
func (v Verification) text() string {
	var parts []string
	if !v.At.IsZero() {
		parts = append(parts, "at: "+v.At.String())
	}
	for _, part := range []struct{ name, value string }{{"from", v.From}, {"by", v.By}, {"sum", v.Sum}} {
		if part.value != "" {
			parts = append(parts, part.name+": "+yaml.Text(part.value))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func optional(s string) string {
	if s == "" {
		return ""
	}
	return yaml.Text(s)
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func list(items []string, write func(string) string) string {
	if len(items) == 0 {
		return ""
	}
	return yaml.TextList(items, write)
}

func plain(s string) string { return s }
