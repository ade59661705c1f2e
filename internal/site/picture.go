package site

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"html"
	"image"
	_ "image/gif" // so that image knows their headers
	_ "image/jpeg"
	_ "image/png"
	"path"
	"slices"
	"strconv"
	"strings"
)

// pictureExts are the pictures that are published from beside their articles.
var pictureExts = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"}

// IsPicture reports whether a file is a picture that is published with the
// article that names it.
func IsPicture(name string) bool {
	return slices.Contains(pictureExts, strings.ToLower(path.Ext(name)))
}

// A size is that of a picture in pixels; zero where it is not known.
type size struct{ width, height int }

// picture adds the address of a picture that the article names, and its size,
// so that the text does not jump when it arrives. One that lies beside the
// article is published with its page, under a name with a digest; others are
// files of the site.
func (w *bodyWriter) picture(target string) (address string, s size) {
	file := html.UnescapeString(target)
	if page, ok := w.frame.besidePage(w.path, file); ok {
		address = path.Base(page.Path)
		page.Path = w.url + page.Path
		if !slices.ContainsFunc(w.beside, func(p Page) bool { return p.Path == page.Path }) {
			w.beside = append(w.beside, page)
		}
		return address, sizeOf(page.Data)
	}
	if name, within := w.frame.fileOf(w.url, file); within {
		return target, w.frame.Theme.assets.sizes[name]
	}
	return target, size{}
}

// besidePage is the picture that the article of a file names, if it lies
// beside the article, as a page of its own.
func (f *Frame) besidePage(from, target string) (Page, bool) {
	file := besides(from, target)
	ext := strings.ToLower(path.Ext(file))
	if f.File == nil || strings.HasPrefix(target, "/") || !slices.Contains(pictureExts, ext) {
		return Page{}, false
	}
	b, err := f.File(file)
	if err != nil {
		return Page{}, false
	}
	name := slugify(strings.TrimSuffix(path.Base(file), path.Ext(file)))
	return Page{Path: summed(name+ext, b), Data: b}, true
}

// attributes of a picture's size, with the quote that closes the attribute
// before them.
func (s size) attributes() string {
	if s.width <= 0 || s.height <= 0 {
		return `"`
	}
	return `" width="` + strconv.Itoa(s.width) + `" height="` + strconv.Itoa(s.height) + `"`
}

// sizeOf reads the size of a picture from its head.
func sizeOf(b []byte) size {
	if c, _, err := image.DecodeConfig(bytes.NewReader(b)); err == nil {
		return size{c.Width, c.Height}
	}
	if s := webpSize(b); s.width > 0 {
		return s
	}
	return svgSize(b)
}

// webpSize reads the head of a WebP file, in any of its three forms.
func webpSize(b []byte) size {
	if len(b) < 30 || string(b[:4]) != "RIFF" || string(b[8:12]) != "WEBP" {
		return size{}
	}
	le := binary.LittleEndian
	switch string(b[12:16]) {
	case "VP8 ":
		return size{int(le.Uint16(b[26:]) & 0x3fff), int(le.Uint16(b[28:]) & 0x3fff)}
	case "VP8L":
		bits := le.Uint32(b[21:])
		return size{int(bits&0x3fff) + 1, int(bits>>14&0x3fff) + 1}
	case "VP8X":
		low := func(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }
		return size{low(b[24:]) + 1, low(b[27:]) + 1}
	}
	return size{}
}

// svgSize is that of an SVG's root: by its width and height in pixels, else by
// its viewBox.
func svgSize(b []byte) size {
	d := xml.NewDecoder(bytes.NewReader(b))
	d.Strict = false
	for {
		token, err := d.Token()
		if err != nil {
			return size{}
		}
		root, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if root.Name.Local != "svg" {
			return size{}
		}
		var s, box size
		for _, a := range root.Attr {
			switch a.Name.Local {
			case "width":
				s.width = pixels(a.Value)
			case "height":
				s.height = pixels(a.Value)
			case "viewBox":
				if parts := strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' }); len(parts) == 4 {
					box = size{pixels(parts[2]), pixels(parts[3])}
				}
			}
		}
		if s.width == 0 || s.height == 0 {
			return box
		}
		return s
	}
}

// pixels is a length in pixels, 0 for one in another unit.
func pixels(s string) int {
	f, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "px"), 64)
	if err != nil || f < 1 || f > 1e5 {
		return 0
	}
	return int(f + .5)
}
