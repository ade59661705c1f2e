package cite

import (
	"slices"
	"strconv"
	"strings"

	"stet/internal/yaml"
)

// A field is a line of an entry.
type field struct {
	name  string
	text  func(r *Reference) string   // as YAML, "" if r has none
	items func(r *Reference) []string // of a list, each as YAML
}

// layout is the fields of an entry in the order that stet writes them.
var layout = []field{
	{name: "key", text: func(r *Reference) string {
		if r.Key == r.defaultKey() {
			return ""
		}
		return optional(r.Key)
	}},
	{name: "pmid", text: func(r *Reference) string {
		if r.PMID == "" {
			return ""
		}
		return yaml.Quoted(string(r.PMID))
	}},
	{name: "pmcid", text: func(r *Reference) string { return optional(string(r.PMCID)) }},
	{name: "doi", text: func(r *Reference) string { return optional(string(r.DOI)) }},
	{name: "title", text: func(r *Reference) string { return optional(r.Title) }},
	listField("authors", func(r *Reference) []string { return texts(r.Authors, yaml.Text) }),
	{name: "journal", text: func(r *Reference) string { return optional(r.Journal.Title) }},
	{name: "abbr", text: func(r *Reference) string { return optional(r.Journal.Abbr) }},
	{name: "issn", text: func(r *Reference) string { return optional(r.Journal.ISSN) }},
	{name: "nlm", text: func(r *Reference) string { return optional(r.Journal.NLM) }},
	{name: "year", text: func(r *Reference) string { return number(r.Year) }},
	{name: "epub", text: func(r *Reference) string { return number(r.Epub) }},
	listField("also_years", func(r *Reference) []string { return texts(numerals(r.AlsoYears), plain) }),
	{name: "volume", text: func(r *Reference) string { return optional(r.Volume) }},
	{name: "issue", text: func(r *Reference) string { return optional(r.Issue) }},
	{name: "pages", text: func(r *Reference) string { return optional(r.Pages) }},
	listField("types", func(r *Reference) []string { return texts(r.Types, yaml.Text) }),
	listField("mesh", func(r *Reference) []string { return texts(r.MeSH, yaml.Text) }),
	listField("terms", func(r *Reference) []string { return texts(slices.Collect(r.Terms.All()), yaml.Text) }),
	listField("numbers", func(r *Reference) []string { return texts(r.Numbers, yaml.Quoted) }),
	listField("notices", noticeTexts),
	{name: "url", text: func(r *Reference) string { return optional(r.URL) }},
	{name: "verified", text: func(r *Reference) string { return r.Verified.text() }},
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

func listField(name string, items func(r *Reference) []string) field {
	return field{name: name, items: items, text: func(r *Reference) string { return list(items(r)) }}
}

func noticeTexts(r *Reference) []string {
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
	return items
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

// list writes items, which are YAML, in brackets; no items are no list.
func list(items []string) string {
	if len(items) == 0 {
		return ""
	}
	return "[" + strings.Join(items, ", ") + "]"
}

// texts writes each of items as YAML.
func texts(items []string, write func(string) string) []string {
	out := make([]string, len(items))
	for i, item := range items {
		out[i] = write(item)
	}
	return out
}

func plain(s string) string { return s }
