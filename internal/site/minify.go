package site

import (
	"bytes"
	"path"
	"sync"

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
func (min *minifier) html(page []byte) []byte {
	return min.append(make(appended, 0, len(page)), "text/html", page)
}

// appendHTML is html that goes behind dst.
func (min *minifier) appendHTML(dst, page []byte) []byte { return min.append(dst, "text/html", page) }

// asset is an asset made smaller, by its name; what is no text stays as it is.
func (min *minifier) asset(name string, b []byte) []byte {
	mediatype := ""
	switch path.Ext(name) {
	case ".css":
		mediatype = "text/css"
	case ".js":
		mediatype = "application/javascript"
	case ".svg":
		mediatype = "image/svg+xml"
	default:
		return b
	}
	return min.append(nil, mediatype, bytes.Clone(b))
}

// append gives b in fewer bytes, behind dst. It may write into b.
func (min *minifier) append(dst []byte, mediatype string, b []byte) []byte {
	if min == nil {
		return append(dst, b...)
	}
	out := appended(dst)
	if err := min.m.Minify(mediatype, &out, bytes.NewBuffer(b)); err != nil { // a Buffer is not copied
		return append(dst, b...)
	}
	return out
}

// appended is what has been written, behind what was there.
type appended []byte

func (a *appended) Write(b []byte) (int, error) {
	*a = append(*a, b...)
	return len(b), nil
}

// scratch are pieces of memory for pages in the making, which are copied from
// there.
var scratch = sync.Pool{New: func() any { return new([]byte) }}

// maxScratch is how many bytes one may have to be kept.
const maxScratch = 1 << 20

// borrow is an empty piece of memory, and the pool's own name for it.
func borrow() *[]byte { return scratch.Get().(*[]byte) }

// giveBack lets others use what has been borrowed, and has grown to b.
func giveBack(own *[]byte, b []byte) {
	if cap(b) <= maxScratch {
		*own = b[:0]
		scratch.Put(own)
	}
}
