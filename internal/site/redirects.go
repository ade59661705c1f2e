package site

import (
	"iter"
	"path"
	"strings"
)

// A redirect is an old address of an article.
type redirect struct {
	from  string // file: "old/index.html"
	old   string // as visited: "old/"
	entry int
}

// aliasOf reads an alias as front matter writes it, "/old/path/" or
// "old.html", as a file below the site's root; "" if it is none.
func aliasOf(alias string) (file, address string) {
	alias, _, _ = strings.Cut(alias, "#")
	alias, _, _ = strings.Cut(alias, "?")
	clean := strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(alias, `\`, "/")), "/")
	if clean == "" || isHidden(clean) || strings.ContainsAny(clean, "\x00:*\"<>|\r\n\t ") {
		return "", ""
	}
	if ext := path.Ext(clean); ext == ".html" || ext == ".htm" {
		return clean, clean
	}
	return clean + "/index.html", clean + "/"
}

// redirects are the usable aliases of all articles, in the order of paths.
func (s *Site) redirects() (list []redirect) {
	for i := range s.entries {
		for _, alias := range s.entries[i].Meta.Aliases {
			if file, old := aliasOf(alias); file != "" && s.pages().owner(file) == s.entries[i].Path && old != s.entries[i].URL {
				list = append(list, redirect{file, old, i})
			}
		}
	}
	return list
}

// redirectsFile lists redirects, where there are any.
const redirectsFile = "_redirects"

// redirectPages lead from old addresses to new ones on hosts that know nothing
// of redirects; redirectsFile does so on others.
func (s *Site) redirectPages() iter.Seq[sheet] {
	return func(yield func(sheet) bool) {
		list := s.redirects()
		if len(list) > 0 && !yield(file(redirectsFile, func() Page { return s.redirectTable(list) })) {
			return
		}
		for _, r := range list {
			if !yield(s.sheet(r.from, "redirect.html", func() framed { return s.redirect(r) })) {
				return
			}
		}
	}
}

func (s *Site) redirect(r redirect) *RedirectView {
	e := s.entries[r.entry]
	v := &RedirectView{Common: s.frame.common("redirect", r.from, e.Title)}
	v.Target = v.Root + e.URL
	v.Canonical = s.frame.absolute(e.URL)
	return v
}

// redirectTable is the same for hosts that read a _redirects file.
func (s *Site) redirectTable(list []redirect) Page {
	root := s.frame.rootPath()
	var b strings.Builder
	for _, r := range list {
		b.WriteString(root + r.old + " " + root + s.entries[r.entry].URL + " 301\n")
	}
	return Page{Path: redirectsFile, Data: []byte(b.String())}
}
