package serve

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"stet/internal/site"
)

// ownPath is below what the preview serves of its own. No page of a site can be
// there: the names of its files have no such part.
const ownPath = "/_stet/"

// ServeHTTP answers a browser: it is the whole of what the preview does for one.
func (p *Preview) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer p.survive(w, r)
	header := w.Header()
	header.Set("Content-Security-Policy", site.Policy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Frame-Options", "DENY")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Referrer-Policy", "same-origin")
	header.Set("Cache-Control", "no-cache")
	if status, why := p.refuse(r); status != 0 {
		if status == http.StatusMethodNotAllowed {
			header.Set("Allow", "GET, HEAD")
		}
		header.Set("Connection", "close")
		plain(w, status, why)
		return
	}
	if strings.Contains(r.Header.Get("Range"), ",") { // many small parts of a page are nobody's wish
		r.Header.Del("Range")
	}
	if name, ok := strings.CutPrefix(r.URL.Path, ownPath); ok {
		p.serveOwn(w, r, name)
		return
	}
	p.servePage(w, r)
}

// survive answers a request whose handling panicked. The preview goes on.
func (p *Preview) survive(w http.ResponseWriter, r *http.Request) {
	if v := recover(); v != nil && v != http.ErrAbortHandler {
		p.logf("%s %q: internal error: %v", r.Method, r.URL.Path, v)
		plain(w, http.StatusInternalServerError, "internal error; the terminal says more")
	}
}

// plain is an answer in a line of text.
func plain(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintln(w, text)
}

// servePage answers a request for a page of the site.
func (p *Preview) servePage(w http.ResponseWriter, r *http.Request) {
	name, ok := pagePath(r.URL.Path)
	if !ok {
		p.serveMissing(w, r)
		return
	}
	found, err := p.page(r.Context(), name)
	if errors.Is(err, errNotFound) {
		if below, cut := strings.CutPrefix("/"+name, p.rootPath()); cut && p.rootPath() != "/" {
			name = below // the site's own links from its root, where it will not be at the root of its host
			found, err = p.page(r.Context(), name)
		}
	}
	switch {
	case errors.Is(err, errNotFound):
		p.serveMissing(w, r)
	case err != nil:
		p.serveBroken(w, r, err)
	default:
		p.send(w, r, found.page, http.StatusOK)
	}
}

// pagePath is the file below the site's root that an address names; false for
// an address that can name none.
func pagePath(address string) (string, bool) {
	name, ok := strings.CutPrefix(address, "/")
	if !ok || strings.ContainsAny(name, "\\\x00") {
		return "", false
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || part[0] == '.' && part != ".well-known" {
			return "", false
		}
	}
	return name, true
}

// rootPath is the path of the address that the site will have.
func (p *Preview) rootPath() string {
	if u, err := url.Parse(p.now.Load().project.Settings.Site.BaseURL); err == nil && u.Path != "" {
		return u.Path
	}
	return "/"
}

// serveMissing leads from a folder's name without its slash to the page, and
// else shows the site's own page for addresses that lead nowhere.
func (p *Preview) serveMissing(w http.ResponseWriter, r *http.Request) {
	if name, ok := pagePath(r.URL.Path + "/"); ok {
		if _, err := p.page(r.Context(), name); err == nil {
			to := url.URL{Path: "/" + strings.TrimSuffix(name, "index.html")}
			w.Header().Set("Location", to.EscapedPath())
			plain(w, http.StatusFound, "the page is at "+to.EscapedPath())
			return
		}
	}
	missing, err := p.page(r.Context(), "404.html")
	if err != nil {
		p.serveBroken(w, r, err)
		return
	}
	p.send(w, r, missing.page, http.StatusNotFound)
}

// serveBroken shows why a page cannot be made.
func (p *Preview) serveBroken(w http.ResponseWriter, r *http.Request, why error) {
	if errors.Is(why, errReading) {
		p.serveOpening(w)
		return
	}
	var b strings.Builder
	b.WriteString("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\"><title>This page cannot be shown</title></head>\n<body>\n<h1>This page cannot be shown</h1>\n")
	for _, f := range findings(why) {
		place := f.Path
		if f.Start.Line > 0 {
			place = fmt.Sprintf("%s:%d:%d", f.Path, f.Start.Line, f.Start.Column)
		}
		b.WriteString("<p><code>" + html.EscapeString(place) + "</code> " + html.EscapeString(f.Message) + "</p>\n")
	}
	b.WriteString("</body>\n</html>\n")
	p.send(w, r, site.Page{Path: "broken.html", Data: []byte(b.String())}, http.StatusInternalServerError)
}

// send answers with a page.
func (p *Preview) send(w http.ResponseWriter, r *http.Request, page site.Page, status int) {
	data := page.Data
	header := w.Header()
	header.Set("Content-Type", contentType(page.Path))
	if path.Ext(page.Path) == ".html" {
		data = layered(data, p.layer(page))
	}
	if status != http.StatusOK {
		w.WriteHeader(status)
		if r.Method != http.MethodHead {
			w.Write(data)
		}
		return
	}
	header.Set("ETag", `"`+shortSum(data)+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

// shortSum tells pages apart.
func shortSum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:12])
}

// layer is the editor's layer of a page: what a build never publishes.
func (p *Preview) layer(page site.Page) string {
	return `<script src="` + ownPath + `panel.js" data-token="` + html.EscapeString(p.opt.Token) + `" data-page="` + shortSum(page.Data) + `" defer></script>`
}

// contentTypes are those of the files that sites have. The system's own table
// is not asked, as it differs from system to system.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".htm": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
	".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8", ".json": "application/json", ".xml": "application/xml",
	".txt": "text/plain; charset=utf-8", ".md": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".vtt": "text/vtt; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
	".avif": "image/avif", ".ico": "image/x-icon", ".woff": "font/woff", ".woff2": "font/woff2", ".ttf": "font/ttf", ".otf": "font/otf",
	".mp4": "video/mp4", ".webm": "video/webm", ".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".pdf": "application/pdf",
	".ris": "application/x-research-info-systems", ".bib": "application/x-bibtex", ".nbib": "application/nbib", ".webmanifest": "application/manifest+json",
}

func contentType(name string) string {
	if t, ok := contentTypes[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	if path.Ext(name) == "" && strings.HasPrefix(path.Base(name), "_") { // _headers, _redirects
		return "text/plain; charset=utf-8"
	}
	return "application/octet-stream"
}
