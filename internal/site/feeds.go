package site

import (
	"cmp"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"

	"stet/internal/article"
	"stet/internal/source"
)

// The files of the feeds.
const (
	atomFile        = "feed.xml"
	rssFile         = "rss.xml"
	jsonFeedFile    = "feed.json"
	correctionsFile = "corrections.xml"
)

// maxFeed is how many items a feed has.
const maxFeed = 50

// A feed is news of the site, newest first. Its time is that of its newest
// item, not of the build.
type feed struct {
	file  string
	home  string // of the page that has the same, below the root
	title string
	items []feedItem
}

// A feedItem is an article or a correction.
type feedItem struct {
	title     string
	address   string // of the page, below the root
	id        string // "" for the address
	published source.Date
	updated   source.Date
	authors   []string
	summary   string
	tags      []string
}

// feeds are the newest articles as Atom, RSS and JSON Feed, and the newest
// corrections as Atom.
func (s *Site) feeds() []sheet {
	news := func(name string) feed { return feed{file: name, title: s.frame.title(), items: newest(s.byDate())} }
	return []sheet{
		file(atomFile, func() Page { return s.atom(news(atomFile)) }),
		file(rssFile, func() Page { return s.rss(news(rssFile)) }),
		file(jsonFeedFile, func() Page { return s.jsonFeed(news(jsonFeedFile)) }),
		file(correctionsFile, func() Page {
			return s.atom(feed{file: correctionsFile, title: s.frame.Theme.words.of("site.corrections-of", s.frame.title()), items: s.corrections()})
		}),
	}
}

// newest are the newest of articles, which come by date. One without a date has
// no place in a feed.
func newest(list []*Entry) (items []feedItem) {
	for _, e := range list {
		if e.date().IsZero() || len(items) == maxFeed {
			break
		}
		m := &e.Meta
		items = append(items, feedItem{
			title: e.Title, address: e.URL, published: m.Date, updated: e.date(), authors: m.Authors, summary: e.Description, tags: m.Tags,
		})
	}
	return items
}

// corrections are the newest corrections of all articles.
func (s *Site) corrections() (items []feedItem) {
	w := s.frame.Theme.words
	for _, e := range s.byDate() {
		for i, c := range e.Meta.Corrections {
			items = append(items, feedItem{
				title: w.of("feed.correction", e.Title), address: e.URL, id: fmt.Sprintf("%s#correction-%d", e.URL, i+1), published: c.On, updated: c.On, summary: w.correction(c),
			})
		}
	}
	slices.SortStableFunc(items, func(a, b feedItem) int {
		return cmp.Or(b.updated.Compare(a.updated), strings.Compare(a.address, b.address))
	})
	return items[:min(len(items), maxFeed)]
}

// correction is a correction as a feed has it.
func (p *phrases) correction(c article.Correction) string {
	text := stopped(c.What)
	if c.Was != "" {
		text += " " + p.of("feed.was", stopped(c.Was))
	}
	if c.Now != "" {
		text += " " + p.of("feed.now", stopped(c.Now))
	}
	return text
}

// updated is the date of the newest item; a feed without any is as old as can be.
func (f *feed) updated() source.Date {
	if len(f.items) == 0 {
		return source.Date{Year: 1970, Month: 1, Day: 1}
	}
	return f.items[0].updated
}

type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string      `xml:"xml:lang,attr"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle,omitempty"`
	ID       string      `xml:"id"`
	Updated  string      `xml:"updated"`
	Links    []atomLink  `xml:"link"`
	Author   *atomAuthor `xml:"author"`
	Guide    feedGuide
	Entries  []atomEntry `xml:"entry"`
}

// A feedGuide says what a feed is, to whoever opens it in a browser. Feed
// readers leave out elements of other namespaces.
type feedGuide struct {
	XMLName xml.Name `xml:"http://www.w3.org/1999/xhtml p"`
	Text    string   `xml:",chardata"`
	Page    struct {
		Href string `xml:"href,attr"`
		Text string `xml:",chardata"`
	} `xml:"a"`
}

type atomEntry struct {
	Title     string       `xml:"title"`
	ID        string       `xml:"id"`
	Link      atomLink     `xml:"link"`
	Published string       `xml:"published,omitempty"`
	Updated   string       `xml:"updated"`
	Authors   []atomAuthor `xml:"author"`
	Tags      []atomTag    `xml:"category"`
	Summary   string       `xml:"summary,omitempty"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomTag struct {
	Term string `xml:"term,attr"`
}

func (s *Site) atom(f feed) Page {
	c := s.frame.common("feed", f.file, "")
	out := atomFeed{
		Lang:     c.Lang,
		Title:    f.title,
		Subtitle: c.Site.Description,
		ID:       s.frame.atomID(strings.TrimPrefix(f.file, atomFile)), // the main feed is the site itself
		Updated:  atomTime(f.updated()),
		Links:    []atomLink{{Rel: "self", Type: "application/atom+xml", Href: s.frame.absolute(f.file)}, {Rel: "alternate", Type: "text/html", Href: s.frame.absolute(f.home)}},
		Author:   &atomAuthor{firstOf(c.Site.Author, c.Site.Title)},
	}
	out.Guide.Text = s.frame.Theme.words.of("feed.guide") + " "
	out.Guide.Page.Href, out.Guide.Page.Text = c.Root+f.home, s.frame.Theme.words.of("feed.page")
	for _, item := range f.items {
		entry := atomEntry{
			Title:   item.title,
			ID:      s.frame.atomID(firstOf(item.id, item.address)),
			Link:    atomLink{Rel: "alternate", Type: "text/html", Href: s.frame.absolute(item.address)},
			Updated: atomTime(item.updated),
			Summary: item.summary,
		}
		if !item.published.IsZero() {
			entry.Published = atomTime(item.published)
		}
		for _, name := range item.authors {
			entry.Authors = append(entry.Authors, atomAuthor{name})
		}
		for _, tag := range item.tags {
			entry.Tags = append(entry.Tags, atomTag{tag})
		}
		out.Entries = append(out.Entries, entry)
	}
	page := xmlPage(f.file, out)
	if style, err := s.frame.Theme.assets.url("feed.css"); err == nil {
		head := xml.Header + `<?xml-stylesheet type="text/css" href="` + c.Root + style + `"?>` + "\n"
		page.Data = append([]byte(head), page.Data[len(xml.Header):]...)
	}
	return page
}

// atomID names an address for good: itself with a base URL, else a UUID of it.
func (f *Frame) atomID(address string) string {
	if f.Settings.BaseURL != "" {
		return f.Settings.BaseURL + address
	}
	sum := sha256.Sum256([]byte("stet\x00" + f.Settings.Title + "\x00" + address))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80 // a UUID of version 8
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

func atomTime(d source.Date) string { return d.String() + "T00:00:00Z" }

type rssFeed struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title       string    `xml:"title"`
	Link        string    `xml:"link"`
	Description string    `xml:"description"`
	Lang        string    `xml:"language"`
	Updated     string    `xml:"lastBuildDate"`
	Items       []rssItem `xml:"item"`
}

type rssItem struct {
	Title       string   `xml:"title"`
	Link        string   `xml:"link"`
	GUID        rssGUID  `xml:"guid"`
	Published   string   `xml:"pubDate"`
	Description string   `xml:"description,omitempty"`
	Tags        []string `xml:"category"`
}

type rssGUID struct {
	IsLink bool   `xml:"isPermaLink,attr"`
	ID     string `xml:",chardata"`
}

func (s *Site) rss(f feed) Page {
	c := s.frame.common("feed", f.file, "")
	channel := rssChannel{
		Title: f.title, Link: s.frame.absolute(""), Description: firstOf(c.Site.Description, f.title), Lang: c.Lang, Updated: rssTime(f.updated()),
	}
	for _, item := range f.items {
		published := item.published
		if published.IsZero() {
			published = item.updated
		}
		channel.Items = append(channel.Items, rssItem{
			Title: item.title, Link: s.frame.absolute(item.address),
			GUID:      rssGUID{IsLink: s.frame.Settings.BaseURL != "", ID: s.frame.atomID(item.address)},
			Published: rssTime(published), Description: item.summary, Tags: item.tags,
		})
	}
	return xmlPage(f.file, rssFeed{Version: "2.0", Channel: channel})
}

func rssTime(d source.Date) string { return d.Time().UTC().Format(time.RFC1123Z) }

type jsonFeed struct {
	Version  string       `json:"version"`
	Title    string       `json:"title"`
	Home     string       `json:"home_page_url"`
	URL      string       `json:"feed_url"`
	About    string       `json:"description,omitempty"`
	Language string       `json:"language"`
	Items    []jsonedItem `json:"items"`
}

type jsonedItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url"`
	Title     string       `json:"title"`
	Text      string       `json:"content_text"`
	Published string       `json:"date_published,omitempty"`
	Modified  string       `json:"date_modified,omitempty"`
	Authors   []jsonAuthor `json:"authors,omitempty"`
	Tags      []string     `json:"tags,omitempty"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

// jsonFeed is f by version 1.1 of the JSON Feed format.
func (s *Site) jsonFeed(f feed) Page {
	c := s.frame.common("feed", f.file, "")
	out := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: f.title, Home: s.frame.absolute(""), URL: s.frame.absolute(f.file),
		About: c.Site.Description, Language: c.Lang, Items: []jsonedItem{},
	}
	for _, item := range f.items {
		entry := jsonedItem{
			ID: s.frame.atomID(item.address), URL: s.frame.absolute(item.address), Title: item.title,
			Text: firstOf(item.summary, item.title), Modified: atomTime(item.updated), Tags: item.tags,
		}
		if !item.published.IsZero() {
			entry.Published = atomTime(item.published)
		}
		for _, name := range item.authors {
			entry.Authors = append(entry.Authors, jsonAuthor{name})
		}
		out.Items = append(out.Items, entry)
	}
	return dataPage(f.file, out)
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
