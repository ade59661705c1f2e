// Package templates holds the built-in theme's pages as html/template files.
//
// base.html is the frame of every page; each other file of a page's name
// defines "main" for it. What the templates may use is documented in
// internal/site/view.go.
package templates

import "embed"

// FS has the templates by name. A site's own file of the same name takes
// their place.
//
//go:embed *.html
var FS embed.FS
