// Package report prints audited results: as text for people, and as JSON for
// programs, by the schema that it publishes.
//
// Reports are leaves: they decide nothing, and the same result gives the same
// bytes.
package report

import (
	"fmt"
	"io"

	"stet/internal/audit"
)

// A Format writes a result. Its error is the writer's.
type Format func(io.Writer, audit.Result) error

// formats are all formats by name, in the order in which people are told of
// them.
var formats = []struct {
	name  string
	write Format
}{
	{"text", func(w io.Writer, r audit.Result) error { return Text(w, r, Options{}) }},
	{"json", JSON},
}

// Names are the names of the formats.
func Names() []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.name
	}
	return names
}

// ByName is the format of that name.
func ByName(name string) (Format, bool) {
	for _, f := range formats {
		if f.name == name {
			return f.write, true
		}
	}
	return nil, false
}

// Count is a number with its noun: "1 article", "2 articles".
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
