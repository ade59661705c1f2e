package site_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestBrowserKeyboard goes through articles with the tabulator key alone: it
// gets to every mark, which has a ring then and is in view; Enter and the space
// bar open its note and close it, Escape closes it, and the next stop of an open
// one is the note's first link.
func TestBrowserKeyboard(t *testing.T) {
	for name, built := range builtSites(t) {
		tb := newTab(t, built.pages)
		for _, width := range []int64{360, 1280} {
			tb.resize(width)
			for address, claims := range built.claims {
				if width > 360 && name == "own" {
					continue // one article of each kind is enough where the notes stand in the margin
				}
				tb.open(address)
				got := tabThrough(tb)
				for _, id := range claims {
					if !slices.Contains(got, "note-"+id) {
						t.Errorf("%s /%s %d: the mark of claim %s is not reached by keyboard", name, address, width, id)
					}
				}
			}
		}
		tb.check(name)
	}
}

// focused describes what has the focus.
const focused = `(() => {
	const el = document.activeElement, note = el.matches(".mark") ? document.getElementById(el.getAttribute("aria-controls")) : null;
	const box = el.getBoundingClientRect(), style = getComputedStyle(el);
	return {
		Note: note ? note.id : "", Open: !!note && el.getAttribute("aria-expanded") === "true" && getComputedStyle(note).display !== "none",
		Expanded: el.getAttribute("aria-expanded") === "true", Links: note ? note.querySelectorAll("a").length : 0,
		Ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, InView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
		Within: el.closest(".note")?.id || "", Apart: !!note && note.classList.contains("apart"),
		End: el === document.body || el.matches(".skip"), Words: el.outerHTML.slice(0, 100),
	}
})()`

type focus struct {
	Note           string // that the focused mark opens
	Apart          bool   // it stands behind its table
	Expanded, Open bool   // what the mark says, and whether the note is there
	Links          int    // of the note
	Within         string // the note that the focus is in
	Ring, InView   bool
	End            bool // the page begins again
	Words          string
}

// tabThrough gives the notes whose marks it met, and leaves them open.
func tabThrough(tb *tab) (met []string) {
	tb.t.Helper()
	expected := ""
	for i := range 2000 {
		f := press(tb, "\t")
		switch {
		case f.End && i > 0:
			return met
		case !f.Ring || !f.InView:
			tb.t.Errorf("%s has the focus, with a ring: %t, in view: %t", f.Words, f.Ring, f.InView)
		case expected != "" && f.Within != expected:
			tb.t.Errorf("behind the mark of %s comes %s", expected, f.Words)
		}
		expected = ""
		if f.Note == "" {
			continue
		}
		met = append(met, f.Note)
		for _, step := range []struct {
			key  string
			open bool
		}{{"\r", true}, {" ", false}, {" ", true}, {"\x1b", false}, {"\r", true}} {
			if got := press(tb, step.key); got.Note != f.Note || got.Expanded != step.open || step.open && !got.Open {
				tb.t.Errorf("%s: after %q the focus is on %s, open: %t", f.Note, step.key, got.Words, got.Open)
			}
		}
		if f.Links > 0 && !f.Apart {
			expected = f.Note
		}
	}
	tb.t.Errorf("the keyboard does not get to the end of the page")
	return met
}

// press presses a key and tells what has the focus then.
func press(tb *tab, key string) focus {
	tb.t.Helper()
	tb.do(chromedp.KeyEvent(key))
	return eval[focus](tb, focused)
}

// TestBrowserEscape: Escape folds what the focus is in, a note or the list of
// headings, and the focus goes back to the button of it.
func TestBrowserEscape(t *testing.T) {
	tb := newTab(t, sampleSite(t, sampleFrame(t)))
	for _, width := range []int64{360, 1280} {
		tb.resize(width)
		tb.open("magnesium/")
		for _, button := range []string{"button.mark", ".contents button"} {
			if width > 360 && button != "button.mark" {
				continue // a wide screen shows the list, and no button
			}
			script := `(() => {
				const button = document.querySelector("` + button + `"), part = document.getElementById(button.getAttribute("aria-controls"));
				%s
				return [document.activeElement === button, button.getAttribute("aria-expanded"), getComputedStyle(part.querySelector("a")).display !== "none" && part.getClientRects().length > 0].join(" ");
			})()`
			if got := eval[string](tb, fmt.Sprintf(script, `button.click(); part.querySelector("a").focus();`)); got != "false true true" {
				t.Errorf("%s at %d: pressed, with the focus within: %s", button, width, got)
			}
			tb.do(chromedp.KeyEvent("\x1b"))
			if got, want := eval[string](tb, fmt.Sprintf(script, "")), fmt.Sprintf("true false %t", width > 360); got != want {
				t.Errorf("%s at %d: after Escape %s, want %s", button, width, got, want)
			}
		}
	}
	tb.check("Escape")
}
