package site_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io/fs"
	"strings"
	"testing"

	"stet/internal/site"
	"stet/static"
	"stet/templates"
)

// pictures are files of all kinds, each 30 by 20 pixels.
func pictures(t *testing.T) map[string]string {
	t.Helper()
	img := image.NewPaletted(image.Rect(0, 0, 30, 20), color.Palette{color.White, color.Black})
	var p, j, g bytes.Buffer
	for _, err := range []error{png.Encode(&p, img), jpeg.Encode(&j, img, nil), gif.Encode(&g, img, nil)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	webp := func(kind, rest string) string { return "RIFF\x24\x00\x00\x00WEBP" + kind + "\x18\x00\x00\x00" + rest }
	return map[string]string{
		"a.png": p.String(), "a.jpg": j.String(), "a.gif": g.String(),
		"lossy.webp":    webp("VP8 ", "\x00\x00\x00\x9d\x01\x2a\x1e\x00\x14\x00"),
		"lossless.webp": webp("VP8L", "\x2f\x1d\xc0\x04\x00\x00\x00\x00\x00\x00"),
		"extended.webp": webp("VP8X", "\x00\x00\x00\x00\x1d\x00\x00\x13\x00\x00"),
		"sized.svg":     `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="30px" height="20" viewBox="0 0 3 2"/>`,
		"boxed.svg":     `<svg viewBox="0 0 30 20" width="100%"/>`,
	}
}

// TestPictures: a picture beside the article is published with the page, one of
// static/ stays where it is, and both have their sizes.
func TestPictures(t *testing.T) {
	for name, data := range pictures(t) {
		theme, err := site.LoadTheme([]fs.FS{templates.FS}, []fs.FS{files("img/"+name, data), static.FS})
		if err != nil {
			t.Fatal(err)
		}
		f := frame(t)
		f.Theme = theme
		f.File = func(path string) ([]byte, error) {
			if path != "content/more/"+name {
				return nil, fs.ErrNotExist
			}
			return []byte(data), nil
		}
		d := linkDigest("content/zinc.md", fmt.Sprintf("---\n![x](more/%[1]s) ![y](../img/%[1]s)\n", name))
		page, entry, err := f.Article(d)
		if err != nil {
			t.Fatal(err)
		}
		if len(page.Beside) != 1 || string(page.Beside[0].Data) != data || len(entry.Files) != 1 || entry.Files[0] != page.Beside[0].Path {
			t.Errorf("%s: published with the page %d, files %v", name, len(page.Beside), entry.Files)
			continue
		}
		own, ok := strings.CutPrefix(page.Beside[0].Path, "zinc/")
		stem, ext, _ := strings.Cut(name, ".")
		if !ok || !strings.HasPrefix(own, stem+".") || !strings.HasSuffix(own, "."+ext) || len(own) != len(name)+9 {
			t.Errorf("%s is published as %s", name, page.Beside[0].Path)
		}
		for _, address := range []string{own, "../img/" + name} {
			if want := fmt.Sprintf(`src=%s width=30 height=20`, address); !strings.Contains(strings.ReplaceAll(string(page.Data), `"`, ""), want) {
				t.Errorf("%s: the page lacks %s", name, want)
			}
		}
		for _, finding := range site.New(f, []site.Entry{entry}).Findings() {
			if finding.Rule == "broken-link" {
				t.Errorf("%s: %s", name, finding.Message)
			}
		}
	}
}

// TestNoPictures: what is no picture, or not there, is neither published nor
// sized.
func TestNoPictures(t *testing.T) {
	f := frame(t)
	f.File = func(path string) ([]byte, error) { return []byte("words"), nil }
	page, _, err := f.Article(linkDigest("content/zinc.md", "---\n![a](a.txt) ![b](/b.png) ![c](https://example.org/c.png) ![d](d.svg)\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(page.Beside) != 1 || !strings.HasPrefix(page.Beside[0].Path, "zinc/d.") || strings.Contains(string(page.Data), "width=") && strings.Contains(string(page.Data), " height=") {
		t.Errorf("published: %v", page.Beside)
	}
}
