//go:build checkers

package site_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// A view is a part of a page that is worth a picture.
type view struct {
	name, address string
	ready         string // a script that makes the page ready and gives the top of the part
	height        float64
}

var pictured = []view{
	{"article", "salted-fish/", `0`, 1040},
	{"card", "magnesium-glycinate/", `(() => {
		const heading = document.getElementById("calcium-and-vitamin-d");
		heading.nextElementSibling.querySelectorAll("button.mark").forEach(m => m.click());
		return heading.getBoundingClientRect().top + scrollY - 40;
	})()`, 520},
	{"reference", "references/yu1986/", `0`, 860},
	{"dashboard", "audit/", `0`, 1500},
}

// pictureWidth is as wide as a README shows pictures, in pixels.
const pictureWidth = 1200

// TestScreenshots writes the pictures of the README into the folder that
// SCREENSHOTS names.
func TestScreenshots(t *testing.T) {
	dir := os.Getenv("SCREENSHOTS")
	if dir == "" {
		t.Fatal("SCREENSHOTS names no folder")
	}
	tb := newTab(t, ownSite(t).pages)
	tb.resize(pictureWidth)
	for _, v := range pictured {
		for _, scheme := range []string{"light", "dark"} {
			tb.emulate("screen", scheme)
			tb.open(v.address)
			b := fewerColours(t, tb.clip(eval[float64](tb, v.ready), v.height))
			if len(b) > 150_000 {
				t.Errorf("%s %s has %d bytes", v.name, scheme, len(b))
			}
			write(t, filepath.Join(dir, fmt.Sprintf("%s-%s.png", v.name, scheme)), string(b))
		}
	}
	tb.check("screenshots")
}

// clip is a picture of the page from top on, as wide as the page.
func (tb *tab) clip(top, height float64) []byte {
	tb.t.Helper()
	var b []byte
	tb.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		got, err := cdp.Call(ctx, target, page.CaptureScreenshot, page.CaptureScreenshotParams{
			Format:                page.CaptureScreenshotFormatPng,
			Clip:                  &page.Viewport{Y: top, Width: pictureWidth, Height: height, Scale: 1},
			CaptureBeyondViewport: new(true),
		})
		b = got.Data
		return err
	}))
	return b
}

// fewerColours is a picture with a palette, which is a third of the size. Its
// colours are frequent ones that differ well, so that a rare pencil stays what it
// is, and then the most frequent others; each other becomes the nearest of these.
func fewerColours(t *testing.T, picture []byte) []byte {
	t.Helper()
	full, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	counts := map[color.RGBA]int{}
	box := full.Bounds()
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			counts[color.RGBAModel.Convert(full.At(x, y)).(color.RGBA)]++
		}
	}
	colours := slices.SortedFunc(maps.Keys(counts), func(a, b color.RGBA) int {
		if d := counts[b] - counts[a]; d != 0 {
			return d
		}
		return int(a.R)<<16 + int(a.G)<<8 + int(a.B) - int(b.R)<<16 - int(b.G)<<8 - int(b.B)
	})
	palette := color.Palette{}
	for _, distance := range []int{40, 0} {
		for _, c := range colours {
			if len(palette) < 256 && !slices.ContainsFunc(palette, func(p color.Color) bool { return apart(p.(color.RGBA), c) <= distance }) {
				palette = append(palette, c)
			}
		}
	}
	small := image.NewPaletted(box, palette)
	draw.Draw(small, box, full, box.Min, draw.Src)
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, small); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// apart is how far two colours differ, over all channels.
func apart(a, b color.RGBA) int {
	abs := func(x, y uint8) int { return max(int(x)-int(y), int(y)-int(x)) }
	return abs(a.R, b.R) + abs(a.G, b.G) + abs(a.B, b.B)
}
