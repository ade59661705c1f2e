package site

import (
	"bytes"
	"encoding/xml"
	"iter"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Files that are neither feeds nor pages of articles.
const (
	missingFile = "404.html"
	llmsFile    = "llms.txt"
)

// maxSitemap is how many addresses one sitemap may have, by its protocol.
const maxSitemap = 50_000

// Policy is the policy under which the built-in theme runs: what comes from
// the site itself, pictures from anywhere, and nothing inline.
const Policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' https: data:; font-src 'self'; media-src 'self' https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// plainFiles are the files that are no pages of the theme's.
func (s *Site) plainFiles() iter.Seq[sheet] {
	return func(yield func(sheet) bool) {
		sheets := append(s.feeds(),
			s.sheet(missingFile, "missing.html", func() framed { return s.missing() }),
			file("robots.txt", s.robots), file("_headers", s.headers), file(llmsFile, s.llms))
		for _, p := range s.frame.Theme.assets.files {
			sheets = append(sheets, ready(p))
		}
		for _, sh := range sheets {
			if !yield(sh) {
				return
			}
		}
		for _, p := range s.sitemaps() { // last, as all have to be made to know how many there are
			if !yield(ready(p)) {
				return
			}
		}
	}
}

// missing is the page for addresses that lead nowhere.
func (s *Site) missing() *MissingView {
	v := &MissingView{s.frame.common("missing", missingFile, s.frame.Theme.words.of("missing.title"))}
	v.Root = s.frame.rootPath()
	v.Canonical = ""
	return v
}

// rootPath is the path of the base URL: "/", or "/reviews/".
func (f *Frame) rootPath() string {
	if u, err := url.Parse(f.Settings.BaseURL); err == nil && strings.HasPrefix(u.Path, "/") {
		return strings.TrimSuffix(u.EscapedPath(), "/") + "/"
	}
	return "/"
}

// absolute is the full address of a page; without a base URL, the one below
// the root of whatever host serves the site.
func (f *Frame) absolute(address string) string {
	if f.Settings.BaseURL == "" {
		return "/" + address
	}
	return f.Settings.BaseURL + address
}

type sitemap struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

type sitemapIndex struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Maps    []sitemapURL `xml:"sitemap"`
}

// sitemaps list every page that readers are meant to find. Beyond the
// protocol's limit there are several, and sitemap.xml lists them.
func (s *Site) sitemaps() []Page {
	newest := ""
	if list := s.byDate(); len(list) > 0 {
		newest = list[0].date().String()
	}
	all := []sitemapURL{{s.frame.absolute(""), newest}, {s.frame.absolute("references/"), ""}, {s.frame.absolute("audit/"), newest}, {s.frame.absolute(methodAddress), ""}, {s.frame.absolute(searchAddress), ""}}
	for i := range s.entries {
		all = append(all, sitemapURL{s.frame.absolute(s.entries[i].URL), s.entries[i].date().String()})
	}
	for _, k := range topicKinds {
		for _, t := range s.topics(k) {
			all = append(all, sitemapURL{s.frame.absolute(k.folder + "/" + t.slug + "/"), t.articles[0].date().String()})
		}
	}
	for _, r := range s.refs() {
		all = append(all, sitemapURL{s.frame.absolute(s.frame.referenceURL(r.Key)), r.Verified.At.String()})
	}
	if len(all) <= maxSitemap {
		return []Page{xmlPage("sitemap.xml", sitemap{URLs: all})}
	}
	var pages []Page
	var index sitemapIndex
	for n := 1; len(all) > 0; n++ {
		part := all[:min(len(all), maxSitemap)]
		all = all[len(part):]
		name := "sitemap-" + strconv.Itoa(n) + ".xml"
		pages = append(pages, xmlPage(name, sitemap{URLs: part}))
		index.Maps = append(index.Maps, sitemapURL{Loc: s.frame.absolute(name)})
	}
	return append(pages, xmlPage("sitemap.xml", index))
}

// xmlPage writes v, which holds plain strings alone and so always can be
// written.
func xmlPage(path string, v any) Page {
	b, err := xml.Marshal(v)
	if err != nil {
		panic("site: " + path + ": " + err.Error())
	}
	return Page{Path: path, Data: append(append([]byte(xml.Header), b...), '\n')}
}

func (s *Site) robots() Page {
	return Page{Path: "robots.txt", Data: []byte("User-agent: *\nAllow: /\n\nSitemap: " + s.frame.absolute("sitemap.xml") + "\n")}
}

// headers are those that hosts which read a _headers file send: assets with a
// digest in their names are kept for good, and nothing inline runs.
func (s *Site) headers() Page {
	var b bytes.Buffer
	b.WriteString("/*\n  Content-Security-Policy: " + Policy + "\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n")
	names := s.frame.Theme.assets.names
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if hasSum(name) {
			b.WriteString(s.frame.rootPath() + names[name] + "\n  Cache-Control: public, max-age=31536000, immutable\n")
		}
	}
	return Page{Path: "_headers", Data: b.Bytes()}
}
