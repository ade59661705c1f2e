package report

import (
	"embed"
	"slices"
)

//go:embed schema/*.json
var schemas embed.FS

// schemaFiles are the published schemas by the name that a document carries.
var schemaFiles = map[string]string{
	"stet.audit/1":  "schema/audit-1.json",
	"stet.build/1":  "schema/build-1.json",
	"stet.claims/1": "schema/claims-1.json",
}

// Schema is the JSON Schema of a document whose "schema" is name, as
// "stet.audit/1".
func Schema(name string) ([]byte, bool) {
	file, ok := schemaFiles[name]
	if !ok {
		return nil, false
	}
	b, err := schemas.ReadFile(file)
	return b, err == nil
}

// Schemas are the names of all published schemas.
func Schemas() []string {
	var names []string
	for name := range schemaFiles {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
