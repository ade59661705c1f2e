package site

import (
	"bytes"
	"html/template"
	"strings"
)

// partNames are the templates of frame.html.
var partNames = [...]string{"links", "header", "footer"}

// frameParts are those templates, rendered and minified.
type frameParts [len(partNames)]template.HTML

// common is what every page has: at address below the site's root, of that
// kind and title.
func (f *Frame) common(kind, address, title string) Common {
	c := Common{FrameView: FrameView{Site: f.Settings, Standing: f.Standing, Lang: f.Settings.Lang, Kind: kind, Root: "./"}, Title: title}
	if c.Lang == "" {
		c.Lang = "en"
	}
	c.Site.Title = f.title()
	if depth := strings.Count(address, "/"); depth > 0 {
		c.Root = strings.Repeat("../", depth)
	}
	if c.Site.BaseURL != "" {
		c.Canonical = c.Site.BaseURL + address
	}
	c.Links, c.Header, c.Footer = c.holes.hole(""), c.holes.hole(""), c.holes.hole("") // page fills them
	return c
}

// title is that of the site.
func (f *Frame) title() string { return firstOf(f.Settings.Title, "stet") }

// page makes the page of an address with the template of that name.
func (f *Frame) page(address, name string, view framed) (Page, error) {
	c := view.common()
	parts, err := f.frameParts(c.FrameView)
	if err != nil {
		return Page{}, err
	}
	copy(c.holes, parts[:])
	rendered, small := borrow(), borrow()
	html, err := f.Theme.render(*rendered, name, view)
	if err != nil {
		return Page{}, templateError(err, nil, view)
	}
	page := f.Theme.min.appendHTML(*small, html)
	made := Page{Path: address, lent: borrow()}
	var related template.HTML
	if v, ok := view.(*ArticleView); ok {
		related = v.Related
	}
	made.Data, made.RelatedAt = c.holes.fill(*made.lent, page, related)
	giveBack(rendered, html)
	giveBack(small, page)
	return made, nil
}

// frameParts are the parts of all pages with that view.
func (f *Frame) frameParts(view FrameView) (*frameParts, error) {
	if parts, ok := f.made().parts.Load(view); ok {
		return parts.(*frameParts), nil
	}
	parts := &frameParts{}
	for i, name := range partNames {
		html, err := f.Theme.part(name, view)
		if err != nil {
			return nil, templateError(err, nil, view)
		}
		parts[i] = template.HTML(bytes.TrimSpace(f.Theme.min.html(html)))
	}
	f.made().parts.Store(view, parts)
	return parts, nil
}
