package site

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/digest"
)

// linked is a piece of the body with its links to other articles leading to
// where these are published, and its pictures too. A link to none is written as
// it was.
func (w *bodyWriter) linked(html string) string {
	if !strings.Contains(html, article.LinkEdge) {
		return html
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(html, article.LinkEdge)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		target, after, _ := strings.Cut(rest, `"`)
		if strings.HasSuffix(before, `src="`) {
			address, size := w.picture(target)
			b.WriteString(address)
			b.WriteString(size.attributes())
			html = after
			continue
		}
		b.WriteString(w.frame.href(w.path, target))
		html = `"` + after
	}
}

// href is the address of a link from the article of a file to another's file,
// as pages of articles write it: "../zinc/#dose".
func (f *Frame) href(from, target string) string {
	file, anchor, _ := strings.Cut(target, "#")
	if f.Find != nil {
		if address, ok := f.Find(besides(from, file)); ok {
			file = "../" + address
		}
	}
	if anchor != "" {
		file += "#" + anchor
	}
	return file
}

// besides is the path of a file that an article names from where it lies.
func besides(from, file string) string {
	return path.Join(path.Dir(from), unescaped(file))
}

// unescaped is an address with its percents decoded, as it is if they cannot be.
func unescaped(address string) string {
	if plain, err := url.PathUnescape(address); err == nil {
		return plain
	}
	return address
}

// brokenLinks are the links of published articles that lead to nothing.
func (s *Site) brokenLinks() (found []audit.Finding) {
	for i := range s.entries {
		e := s.entries[i]
		for _, l := range e.Links {
			message, hint := s.follow(e, l)
			if message == "" {
				continue
			}
			f := audit.Found("broken-link", e.Path)
			f.Start, f.End, f.Message, f.Hint = l.Start, l.End, message, hint
			found = append(found, f)
		}
	}
	return found
}

// follow says what is wrong with a link of e, and what to do; "" for nothing.
func (s *Site) follow(e *Entry, l digest.Link) (message, hint string) {
	target, anchor, _ := strings.Cut(l.Target, "#")
	target, _, _ = strings.Cut(target, "?")
	switch {
	case target == "":
		return s.anchor(e, e, anchor)
	case article.IsArticle(target):
		return s.toArticle(e, target, anchor)
	}
	if _, beside := s.frame.besidePage(e.Path, target); beside && l.Image {
		return "", ""
	}
	file, within := s.frame.fileOf(e.URL, target)
	if !within {
		return "", ""
	}
	if s.frame.Theme == nil && path.Ext(file) != ".html" { // nobody knows which files there are
		return "", ""
	}
	for _, name := range []string{file, path.Join(file, "index.html")} {
		exact, there := s.pages().exact[strings.ToLower(name)]
		if there && exact != name {
			return "the link " + target + " leads to nothing; names differ in case on most servers", "write it as the address is: " + exact
		}
		if there {
			if i, ok := s.find(s.pages().owner(name)); ok {
				return s.anchor(e, s.entries[i], anchor)
			}
			return "", ""
		}
	}
	if l.Image || path.Ext(file) != "" && path.Ext(file) != ".html" {
		return "there is no file " + target + " on this site", "put it beside the article, or into static/ and name it from there, as in ../" + path.Base(file)
	}
	return "the link " + target + " leads to no page of this site", s.nearest(file)
}

// toArticle follows a link to the file of another article.
func (s *Site) toArticle(e *Entry, target, anchor string) (message, hint string) {
	file := besides(e.Path, target)
	if i, ok := s.find(file); ok {
		return s.anchor(e, s.entries[i], anchor)
	}
	if why, known := s.withheld[file]; known {
		return "the article " + file + " is not published: " + why, "take the link out until it is"
	}
	return "there is no article " + file, s.nearest(path.Base(file))
}

// anchor checks the part of an address behind "#".
func (s *Site) anchor(from, to *Entry, anchor string) (message, hint string) {
	anchor = unescaped(anchor)
	if anchor == "" || slices.Contains(to.Anchors, anchor) || isOwnAnchor(anchor) {
		return "", ""
	}
	where := "this article"
	if from != to {
		where = to.Path
	}
	hint = "its headings and figures have the anchors #" + strings.Join(to.Anchors, ", #")
	if len(to.Anchors) == 0 {
		hint = "it has no headings and no figures"
	}
	return "no heading of " + where + " has the anchor #" + anchor, hint
}

// isOwnAnchor reports whether an anchor is of those that are no headings':
// claims, notes, entries of lists and footnotes, parts of the page.
func isOwnAnchor(anchor string) bool {
	for _, prefix := range []string{"c-", "note-", anchorPrefix, "ref-", "fn-", "fnref-", "table-", "page-"} {
		if strings.HasPrefix(anchor, prefix) {
			return true
		}
	}
	return false
}

// fileOf is the file that a link of the page at url leads to, below the site's
// root; within is false for one that leads out of the site.
func (f *Frame) fileOf(url, target string) (file string, within bool) {
	target = unescaped(target)
	root := f.rootPath()
	full := target
	if !strings.HasPrefix(target, "/") {
		full = root + url + target
	}
	clean := path.Clean(full)
	if strings.HasSuffix(full, "/") && clean != "/" {
		clean += "/"
	}
	file, within = strings.CutPrefix(clean, root)
	if !within {
		return "", clean+"/" == root
	}
	if file == "" || strings.HasSuffix(file, "/") {
		file += "index.html"
	}
	return file, true
}

// nearest names the article whose address is most like file's.
func (s *Site) nearest(file string) string {
	name := slugify(strings.TrimSuffix(strings.TrimSuffix(file, "index.html"), path.Ext(file)))
	best, most := "", 2
	for i := range s.entries {
		slug := strings.TrimSuffix(s.entries[i].URL, "/")
		if n := commonPrefix(slug, name); n > most {
			best, most = s.entries[i].Path, n
		}
	}
	if best == "" {
		return "mend the link, or take it out"
	}
	return "did you mean " + best + "?"
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
