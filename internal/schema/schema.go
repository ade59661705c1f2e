// Package schema holds the JSON Schemas of the files that people write:
// citations.yaml, an article's front matter and stet.yaml. Editors complete and
// check with them. What a file may hold is decided by its reader; a test holds
// the schemas to what the readers take.
package schema

import "embed"

//go:embed *.json
var files embed.FS

// Names are the names of the schemas.
var Names = []string{"citations", "front-matter", "settings"}

// Text is the schema of that name.
func Text(name string) ([]byte, bool) {
	b, err := files.ReadFile(name + ".json")
	return b, err == nil
}
