// Package templates holds the built-in theme's pages as html/template files.
//
// base.html is every page; the file of a page's name defines "main" for it.
// frame.html defines "links", "header" and "footer", which are made once for
// all pages of a kind. What the templates may use is documented in
// internal/site/view.go.
package templates

import "embed"

// FS has the templates by name, and the words of the interface. A site's own file of the same name takes
// their place.
//
//go:embed *.html words.yaml
var FS embed.FS
