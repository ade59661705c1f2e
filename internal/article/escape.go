package article

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// broken stands in the text given to goldmark for a byte that no text may
// hold: NUL, or one that is not UTF-8. It is shown as U+FFFD.
const broken = 0x1a

const shownBroken = "\ufffd"

// marked are the bytes that escapeWords looks at twice.
var marked = byteSet("&<>\"\\\r\x1a\x00")

func byteSet(s string) (t [256]bool) {
	for i := range len(s) {
		t[s[i]] = true
	}
	return t
}

// escapeWords writes the words src[i:stop] as HTML, up to limit and to the end
// of the character, entity or escape there; it gives where that is.
func (r *renderer) escapeWords(i, stop, limit int) int {
	src := r.src
	from := i
	for i < limit {
		c := src[i]
		if !marked[c] {
			i++
			continue
		}
		r.html = append(r.html, src[from:i]...)
		switch n := entityLength(src[i:stop]); {
		case c == '\\' && i+1 < stop && util.IsPunct(src[i+1]):
			r.html = appendEscapedByte(r.html, src[i+1])
			i += 2
		case c == '&' && n > 0:
			r.html = appendEscaped(r.html, string(decodeEntity(src[i:i+n])))
			i += n
		default:
			r.html = appendEscapedByte(r.html, c)
			i++
		}
		from = i
	}
	for i < stop && !utf8.RuneStart(src[i]) {
		i++
	}
	r.html = append(r.html, src[from:i]...)
	return i
}

// escapeCode is escapeWords for code and addresses, where nothing is decoded.
func (r *renderer) escapeCode(i, stop, limit int) int {
	for limit < stop && !utf8.RuneStart(r.src[limit]) {
		limit++
	}
	r.html = appendEscaped(r.html, string(bytes.ReplaceAll(r.src[i:limit], []byte("\n"), []byte(" "))))
	return limit
}

// decodeEntity is the character that an entity stands for, or the entity
// itself if none is known.
func decodeEntity(b []byte) []byte {
	return util.ResolveEntityNames(util.ResolveNumericReferences(b))
}

func appendEscapedByte(dst []byte, c byte) []byte {
	switch c {
	case '&':
		return append(dst, "&amp;"...)
	case '<':
		return append(dst, "&lt;"...)
	case '>':
		return append(dst, "&gt;"...)
	case '"':
		return append(dst, "&quot;"...)
	case '\r':
		return dst
	case broken, 0:
		return append(dst, shownBroken...)
	}
	return append(dst, c)
}

// appendEscaped appends s as it stands in HTML text and attributes.
func appendEscaped(dst []byte, s string) []byte {
	from := 0
	for i := range len(s) {
		if c := s[i]; marked[c] && c != '\\' {
			dst = append(dst, s[from:i]...)
			dst = appendEscapedByte(dst, c)
			from = i + 1
		}
	}
	return append(dst, s[from:]...)
}

// isLocal reports whether an address has neither a scheme nor a host.
func isLocal(url string) bool {
	if i := strings.IndexAny(url, ":/?#"); i >= 0 && url[i] == ':' {
		return false
	}
	return url != "" && !strings.HasPrefix(url, "//")
}

// IsArticle reports whether an address without a scheme is that of an
// article's file, as authors link to it where they write.
func IsArticle(url string) bool {
	file, _, _ := strings.Cut(url, "#")
	return IsMarkdown(file) && isLocal(url)
}

// forbidden is the scheme of an address that no article may link to, "" if it
// may. Browsers skip control characters and spaces, so these are skipped.
func forbidden(url string) string {
	var scheme []byte
	for i := 0; i < len(url) && len(scheme) < 12; i++ {
		c := url[i]
		switch {
		case c <= ' ' || c == 0x7f:
			continue
		case c == ':':
			switch s := strings.ToLower(string(scheme)); s {
			case "javascript", "vbscript", "data", "file":
				return s
			}
			return ""
		case !isWord(c) && c != '+' && c != '-' && c != '.':
			return ""
		}
		scheme = append(scheme, c)
	}
	return ""
}
