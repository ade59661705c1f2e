package serve_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A tab is the preview in Chromium, as an editor has it open.
type tab struct {
	t    testing.TB
	ctx  context.Context
	home string

	mu   sync.Mutex
	said []string // what the page complained of, and whom else it asked
}

// newTab starts Chromium for the preview at addr, or skips the test where there
// is none. On a CI, and with STET_BROWSER=require, a missing browser fails it.
func newTab(t testing.TB, addr string) *tab {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: no browser")
	}
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	if program == "" {
		const missing = "no Chromium found, so the preview was not looked at; install it with: apt-get install chromium fonts-liberation"
		if os.Getenv("CI") == "true" || os.Getenv("STET_BROWSER") == "require" {
			t.Fatal(missing)
		}
		t.Skip(missing)
	}
	tb := &tab{t: t, home: "http://" + strings.Replace(addr, "127.0.0.1", "localhost", 1)}
	allocator, stop := chromedp.NewExecAllocator(context.Background(),
		chromedp.ExecPath(program), chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("headless", true), chromedp.Flag("no-sandbox", true), chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator, chromedp.WithListener(tb.hear))
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("%s does not start: %v", program, err)
	}
	tb.ctx, cancel = context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancel)
	call(tb, network.Enable, network.EnableParams{})
	call(tb, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		call(tb, browser.SetPermission, browser.SetPermissionParams{Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted})
	}
	return tb
}

func (tb *tab) hear(event any) {
	line := ""
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		line = "console: " + string(e.Type)
	case *runtime.EventExceptionThrown:
		line = "exception: " + e.ExceptionDetails.Text
	case *cdplog.EventEntryAdded: // violations of the policy are among these
		line = "log: " + string(e.Entry.Level) + ": " + e.Entry.Text
	case *network.EventRequestWillBeSent:
		if address := e.Request.URL; !strings.HasPrefix(address, tb.home+"/") && address != "about:blank" {
			line = "asks a third party: " + address
		}
	}
	if line != "" {
		tb.mu.Lock()
		defer tb.mu.Unlock()
		tb.said = append(tb.said, line)
	}
}

func (tb *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	tb.t.Helper()
	if err := chromedp.Do(tb.ctx, steps...); err != nil {
		tb.t.Fatal(err)
	}
}

// call sends a command of the browser's own protocol.
func call[P, R any](tb *tab, cmd cdp.Command[P, R], params P) {
	tb.t.Helper()
	tb.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, cmd, params)
		return err
	}))
}

// in is what a script comes to; root is the editor's layer, and what find gives
// is the elements in it.
func in[T any](tb *tab, script string) T {
	tb.t.Helper()
	got, err := chromedp.Run(tb.ctx, chromedp.Evaluate[T](`(async () => {
		const host = document.querySelector("stet-preview"), root = host && host.shadowRoot;
		const find = selector => root ? [...root.querySelectorAll(selector)].filter(e => e.checkVisibility()) : [];
		return (`+script+`);
	})()`, chromedp.EvalAwaitPromise))
	if err != nil {
		tb.t.Fatalf("%s: %v", script, err)
	}
	return got
}

// wait waits for a script to come to true. While a page is loaded anew there is
// nothing to ask.
func (tb *tab) wait(script string) {
	tb.t.Helper()
	last := error(nil)
	for range 400 {
		var got bool
		got, last = chromedp.Run(tb.ctx, chromedp.Evaluate[bool](`(() => {
			const host = document.querySelector("stet-preview"), root = host && host.shadowRoot;
			const find = selector => root && !host.hidden ? [...root.querySelectorAll(selector)].filter(e => e.checkVisibility()) : [];
			return !!(`+script+`);
		})()`))
		if last == nil && got {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	tb.t.Fatalf("never true: %s (%v)", script, last)
}

func (tb *tab) look(width int64, scheme string) {
	tb.t.Helper()
	tb.do(chromedp.EmulateViewport(width, 900))
	call(tb, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}},
	})
}

// shoot leaves a picture in the folder that SHOTS names, if any.
func (tb *tab) shoot(name string) {
	tb.t.Helper()
	dir := os.Getenv("SHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(tb.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		tb.t.Fatal(err)
	}
	write(tb.t, filepath.Join(dir, name+".png"), string(png))
}

// fish is an article with a finding that a citation mends, and one that it does
// not.
const fish = `---
title: Salted fish
date: 2026-11-01
---
A 1987 study in *Nutrients* asked about Cantonese-style salted fish and nasopharyngeal carcinoma in Hong Kong.

%s
## In the journals

A study in *Cancer Research* asked about Cantonese-style salted fish and nasopharyngeal carcinoma in Hong Kong.

%s`

// TestEditor is an editor's day: open a page, walk through its findings, copy a
// citation, paste it into the file, and see the finding go; then break the
// article, and mend it.
func TestEditor(t *testing.T) {
	dir := t.TempDir()
	records, err := os.ReadFile("../../citations.yaml")
	if err != nil {
		t.Fatal(err)
	}
	filler := strings.Repeat("Salt keeps fish from spoiling, and people have used it for as long as they have fished.\n\n", 30)
	text := fmt.Sprintf(fish, filler, filler)
	file := filepath.Join(dir, "content", "fish.md")
	write(t, filepath.Join(dir, "citations.yaml"), string(records))
	write(t, filepath.Join(dir, "stet.yaml"), "title: The desk\nserve: {editor: vscode}\n")
	write(t, filepath.Join(dir, "content", "draft.md"), draft)
	write(t, file, text)
	p, _ := openAt(t, dir)
	watch(t, p, false)
	tb := newTab(t, start(t, p))

	tb.look(1280, "light")
	tb.do(chromedp.Navigate(tb.home + "/fish/"))
	tb.wait(`find("aside li[data-rule]").length === 2 && find(".counts dd").length === 7`)
	if got := in[string](tb, `find("aside li[data-rule]").map(li => li.dataset.rule).join()`); got != "journal-mismatch,incomplete" {
		t.Errorf("the findings are %s", got)
	}
	if got := in[string](tb, `find("aside .place")[0].href`); !strings.HasPrefix(got, "vscode://file/") || !strings.HasSuffix(got, "/content/fish.md:1:1") {
		t.Errorf("the file is opened by %q", got)
	}
	tb.shoot("panel-light")
	tb.look(1280, "dark")
	tb.shoot("panel-dark")
	tb.look(1280, "light")

	// The open panel hides nothing of the page, and closed the layer leaves the
	// page as it is.
	if !in[bool](tb, `[document.body, ...document.querySelectorAll("span.note")].every(e => e.getBoundingClientRect().right <= find("aside")[0].getBoundingClientRect().left) && document.documentElement.scrollWidth <= innerWidth`) {
		t.Error("the panel hides a part of the page")
	}
	in[bool](tb, `(find(".close")[0].click(), true)`)
	const shape = `JSON.stringify([...document.querySelectorAll("body *")].map(e => { const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; }).concat([document.documentElement.scrollWidth]))`
	tb.wait(`getComputedStyle(document.querySelector("button.scheme"), "::after").content === '"Dark"'`)
	with, without := in[string](tb, shape), in[string](tb, `(host.style.display = "none", `+shape+`)`)
	if with != without {
		t.Errorf("the page is laid out otherwise without the editor's layer:\n%s\n%s", with, without)
	}
	in[bool](tb, `(host.style.display = "", find(".toggle")[0].click(), true)`)

	// By keyboard from finding to finding, and to the place in the text.
	key := func(name string) string {
		return `root.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "` + name + `", bubbles: true, composed: true}))`
	}
	in[bool](tb, `(find("aside select")[0].focus(), root.querySelector(".close").focus(), `+key("ArrowDown")+`, `+key("ArrowDown")+`, true)`)
	if got := in[string](tb, `root.activeElement.closest("li").dataset.rule`); got != "incomplete" {
		t.Errorf("two arrows down the focus is on %s", got)
	}
	in[bool](tb, `(root.activeElement.click(), true)`)
	if !in[bool](tb, `find(".glow div").length > 0 && find(".glow div").every(d => { const b = d.getBoundingClientRect(); return b.top > 0 && b.bottom < innerHeight; })`) {
		t.Error("the claim is not marked in view")
	}
	tb.shoot("jump")

	// By filter.
	in[bool](tb, `(s => (s.value = "incomplete", s.dispatchEvent(new Event("change")), true))(find("aside select")[0])`)
	if got := in[int](tb, `find("aside li[data-rule]").length`); got != 1 {
		t.Errorf("%d findings behind the filter", got)
	}

	// Copy, paste, save: the page is there anew, where the editor was on it.
	in[bool](tb, `(find("li[data-rule=incomplete] .near .copy")[0].click(), true)`)
	tb.wait(`find("li[data-rule=incomplete] .near .copy")[0].textContent === "Copied"`)
	citation := in[string](tb, `await navigator.clipboard.readText()`)
	if !strings.HasPrefix(citation, "[@pmid:") {
		t.Fatalf("copied %q", citation)
	}
	const where = `document.getElementById("in-the-journals").getBoundingClientRect().top`
	before := in[float64](tb, where)
	at := strings.LastIndex(text, "Hong Kong.")
	pasted := text[:at] + "Hong Kong " + citation + "." + text[at+len("Hong Kong."):]
	pasted = strings.Replace(pasted, "\n\nSalt", "\n\nAnother paragraph before it.\n\nSalt", 1)
	write(t, file, pasted)
	tb.wait(`document.body.textContent.includes("Another paragraph") && find("aside li[data-rule=journal-mismatch]").length + root.querySelectorAll("aside li[data-rule]").length > 0 && !root.querySelector("aside li[data-rule=incomplete]")`)
	tb.wait(`Math.abs(` + where + ` - ` + fmt.Sprint(before) + `) < 4`)

	// A draft is shown, and marked.
	tb.do(chromedp.Navigate(tb.home + "/draft/"))
	tb.wait(`find("aside .draft").length === 1 && find("aside footer a[href='/draft/']").length === 1`)

	// A broken article shows its errors over the last good page.
	tb.do(chromedp.Navigate(tb.home + "/fish/"))
	tb.wait(`find("aside li[data-rule]").length > 0`)
	write(t, file, strings.Replace(pasted, "title:", "titel:", 1))
	tb.wait(`find(".trouble .place").some(place => place.textContent === "` + filepath.ToSlash(file) + `:2:1")`)
	if !in[bool](tb, `document.body.textContent.includes("Another paragraph") && find(".trouble mark").some(mark => mark.textContent.startsWith("titel"))`) {
		t.Errorf("the last good page is not there, or the mistake is not marked: %s", in[string](tb, `document.body.textContent.includes("Another paragraph") + " " + find(".trouble")[0].innerHTML`))
	}
	tb.shoot("broken-light")
	tb.look(420, "dark")
	tb.shoot("broken-narrow-dark")
	write(t, file, pasted)
	tb.wait(`find(".trouble").length === 0`)
	tb.mu.Lock()
	defer tb.mu.Unlock()
	for _, line := range tb.said {
		t.Error(line)
	}
}
