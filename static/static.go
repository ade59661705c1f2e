// Package static holds the built-in theme's stylesheet, script and icon.
package static

import "embed"

// FS has the assets by name. A site's own file of the same name takes their
// place.
//
//go:embed *.css *.js *.svg
var FS embed.FS
