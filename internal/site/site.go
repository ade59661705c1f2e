// Package site turns digests into the pages of a website.
//
// An article's page needs its own digest and the Frame alone, so it is made,
// written and forgotten while others are still being read; what the rest of
// the site needs of it is a small Entry. New folds the entries, in any order,
// into a Site: the site rules' findings, and all other pages.
package site

import (
	"iter"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/digest"
	"stet/internal/source"
)

// Settings are what a site says of itself.
type Settings struct {
	Title       string
	Description string
	BaseURL     string // "https://example.org/" or ""; ends in a slash
	Lang        string
	Author      string
}

// A Frame is what all pages of a build share.
type Frame struct {
	Settings Settings
	Theme    *Theme
	Library  *cite.Library // nil for none
	Today    source.Date
}

// A Page is one file of the site.
type Page struct {
	Path string // slash-separated, below the output folder: "magnesium/index.html"
	Data []byte
}

// An Entry is what the site keeps of one article.
type Entry struct {
	Path        string // of the file
	URL         string // of the page, below the base: "magnesium/"
	Title       string
	Description string
	Digest      digest.Digest // without its body and headings
}

// A Site is all articles folded.
type Site struct{}

// Article makes the page of one article and the entry that stands for it.
// It is a pure function of f and d.
func (f *Frame) Article(d digest.Digest) (Page, Entry, error) { panic("site: not written yet") }

// New folds entries, in any order, into the site.
func New(f *Frame, entries []Entry) *Site { panic("site: not written yet") }

// Findings are those of the site rules: duplicate addresses, unused
// references and the like, sorted.
func (s *Site) Findings() []audit.Finding { panic("site: not written yet") }

// Pages are all pages but the articles': home, references, audit, feed,
// sitemap, robots.txt, 404 and the theme's assets. result is the whole audit.
func (s *Site) Pages(result audit.Result) iter.Seq2[Page, error] { panic("site: not written yet") }
