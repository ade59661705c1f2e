package site_test

import (
	"strings"
	"testing"

	"stet/internal/digest"
	"stet/internal/site"
	"stet/internal/source"
)

// TestRelated: articles that lean on the same references name each other,
// those that share a tag come after them, and a page is the same with and
// without the rest of the site but for that.
func TestRelated(t *testing.T) {
	f := frame(t)
	f.Standing.About = "about/"
	twin, tagged, alone, about, draft := sampleDigest(), sampleDigest(), sampleDigest(), sampleDigest(), sampleDigest()
	twin.Reading.Path, twin.Reading.Title, twin.Reading.Meta.Tags = "content/twin.md", "Twin & brother", nil
	tagged.Reading.Path, tagged.Reading.Title, tagged.Claims = "content/tagged.md", "Tagged", nil
	alone.Reading.Path, alone.Reading.Meta.Tags, alone.Claims = "content/alone.md", nil, nil
	about.Reading.Path = "content/about.md"
	draft.Reading.Path, draft.Reading.Meta.Draft = "content/draft.md", true
	var entries []site.Entry
	pages := map[string]site.Page{}
	first := sampleDigest()
	for _, d := range []digest.Digest{first, twin, tagged, alone, about, draft} {
		page, entry, err := f.Article(d)
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, entry)
		pages[d.Reading.Path] = page
	}
	s := site.New(f, entries)
	for path, want := range map[string][]string{
		first.Reading.Path: {`href="../twin/"`, "Twin & brother", "of the same references", `href="../tagged/"`},
		"content/twin.md":  {`href="../magnesium/"`},
		"content/alone.md": nil,
		"content/about.md": nil,
	} {
		html, err := s.Related(path)
		if err != nil {
			t.Fatal(err)
		}
		at := 0
		for _, part := range want {
			i := strings.Index(string(html)[at:], part)
			if i < 0 {
				t.Errorf("%s: %q is missing, or comes too early: %s", path, part, html)
				break
			}
			at += i
		}
		if want == nil && html != nil && path != "content/about.md" {
			t.Errorf("%s: related to %s", path, html)
		}
		for _, never := range []string{"draft", "about/"} {
			if strings.Contains(string(html), never) {
				t.Errorf("%s names %s: %s", path, never, html)
			}
		}
	}
	added := 0
	err := s.EachAddition(1, func(a site.Addition) error {
		made, err := a.HTML()
		if err != nil || (made == nil) != (a.From == "") {
			t.Errorf("%s: error %v; %d bytes from %q", a.Page, err, len(made), a.From)
		}
		if made == nil {
			return nil
		}
		added++
		for path, page := range pages {
			if page.Path != a.Page {
				continue
			}
			html, _ := s.Related(path)
			got := string(page.With(html).Data)
			if string(html) != string(made) || page.RelatedAt != a.At || strings.Replace(got, string(html), "", 1) != string(page.Data) {
				t.Errorf("%s: the addition is not what belongs there", path)
			}
			if strings.Index(got, "page-related") < strings.Index(got, "page-references") {
				t.Errorf("%s: related articles come before the references", path)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if added != 3 {
		t.Errorf("%d pages have related articles, want 3", added)
	}
}

// TestRelatedLimits: what very many articles share tells nothing of any two.
func TestRelatedLimits(t *testing.T) {
	f := frame(t)
	var entries []site.Entry
	for i := range 120 {
		d := sampleDigest()
		d.Reading.Path = "content/a" + strings.Repeat("b", i) + ".md"
		d.Reading.Meta.Aliases, d.Reading.Meta.Date = nil, source.Date{Year: 2026, Month: 1, Day: 1}
		entries = append(entries, site.NewEntry(d))
	}
	html, err := site.New(f, entries).Related("content/abb.md")
	if err != nil || html != nil {
		t.Errorf("related: %s, %v", html, err)
	}
}

// TestKinship: what articles have in common is found out again where it may have
// changed, and nowhere else.
func TestKinship(t *testing.T) {
	f := frame(t)
	entries := func(change func(d *digest.Digest)) []site.Entry {
		var list []site.Entry
		for i := range 5 {
			d := sampleDigest()
			d.Reading.Path = "content/" + string(rune('a'+i)) + ".md"
			if i == 2 {
				change(&d)
			}
			list = append(list, site.NewEntry(d))
		}
		return list
	}
	first := site.New(f, entries(func(*digest.Digest) {})).Kinship(nil)
	for _, tc := range []struct {
		name   string
		change func(d *digest.Digest)
		same   bool
	}{
		{"nothing", func(*digest.Digest) {}, true},
		{"a title and words", func(d *digest.Digest) { d.Reading.Title, d.Claims[0].Plain = "Another", "Other words." }, true},
		{"a claim", func(d *digest.Digest) { d.Claims = nil }, false},
		{"a tag", func(d *digest.Digest) { d.Reading.Meta.Tags = append([]string{"new"}, d.Reading.Meta.Tags...) }, false},
		{"an address", func(d *digest.Digest) { d.Reading.Meta.Slug = "elsewhere" }, false},
		{"a draft", func(d *digest.Digest) { d.Reading.Meta.Draft = true }, false},
	} {
		s, anew := site.New(f, entries(tc.change)), site.New(f, entries(tc.change))
		if got := s.Kinship(first) == first; got != tc.same {
			t.Errorf("%s: taken over: %v", tc.name, got)
		}
		for _, e := range entries(tc.change) {
			got, err := s.Related(e.Path)
			want, _ := anew.Related(e.Path)
			if err != nil || string(got) != string(want) {
				t.Errorf("%s: %s is related to %s, want %s", tc.name, e.Path, got, want)
			}
		}
	}
}
