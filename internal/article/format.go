package article

import (
	"path"
	"strings"
)

// A format is how a file is written.
type format uint8

const (
	markdownFile format = iota
	mdxFile
	textFile // plain text, with what people use of markdown in it; an indent is no code
	pageFile // HTML
)

// extensions are the ends of the names of files that Parse reads.
var extensions = map[string]format{
	".md": markdownFile, ".markdown": markdownFile, ".mdx": mdxFile,
	".txt": textFile, ".text": textFile,
	".html": pageFile, ".htm": pageFile, ".xhtml": pageFile,
}

// formatOf is the format of the file of a name; files of other names are taken
// for markdown.
func formatOf(name string) format { return extensions[strings.ToLower(path.Ext(name))] }

// IsMarkdown reports whether a file of that name is written in markdown, as the
// articles of a site are.
func IsMarkdown(name string) bool {
	f, known := extensions[strings.ToLower(path.Ext(name))]
	return known && f <= mdxFile
}

// IsText reports whether a file of that name holds prose in a format that Parse
// reads: markdown, plain text or a web page.
func IsText(name string) bool {
	_, known := extensions[strings.ToLower(path.Ext(name))]
	return known
}
