package site

import (
	"bytes"
	"path"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/svg"
)

// A minifier makes pages and assets smaller without changing what a reader
// sees or a program finds: tags and quotes stay, as other people's tools read
// pages too. A nil minifier leaves everything as it is.
type minifier struct {
	m *minify.M
}

func newMinifier() *minifier {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true})
	m.Add("text/css", &css.Minifier{})
	m.Add("application/javascript", &js.Minifier{})
	m.Add("image/svg+xml", &svg.Minifier{})
	return &minifier{m}
}

// html is a page made smaller, or the page as it is where that cannot be
// done: on an error, what the minifier has written so far is not the page. Of
// page itself at most the case of tags changes.
func (min *minifier) html(page []byte) []byte { return min.as("text/html", page) }

// asset is an asset made smaller, by its name; what is no text stays as it is.
func (min *minifier) asset(name string, b []byte) []byte {
	switch path.Ext(name) {
	case ".css":
		return min.as("text/css", bytes.Clone(b))
	case ".js":
		return min.as("application/javascript", bytes.Clone(b))
	case ".svg":
		return min.as("image/svg+xml", bytes.Clone(b))
	}
	return b
}

// as gives b in fewer bytes. It may write into b.
func (min *minifier) as(mediatype string, b []byte) []byte {
	if min == nil {
		return b
	}
	var out bytes.Buffer
	out.Grow(len(b))
	if err := min.m.Minify(mediatype, &out, bytes.NewBuffer(b)); err != nil { // a Buffer is not copied
		return b
	}
	return out.Bytes()
}
