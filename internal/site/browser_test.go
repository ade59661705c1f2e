package site_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A tab is a page of a site in Chromium, as a reader sees it.
type tab struct {
	t      testing.TB
	ctx    context.Context
	said   *saying
	server *httptest.Server
}

// browser is the one Chromium of all tests: its context, and what ends it.
var browser struct {
	once sync.Once
	ctx  context.Context
	stop func()
	err  error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if browser.stop != nil {
		browser.stop()
	}
	os.Exit(code)
}

// errNoBrowser says that there is no Chromium.
var errNoBrowser = errors.New("no Chromium found, so the pages were not looked at; install it with: apt-get install chromium fonts-liberation")

func startBrowser() {
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	profile, err := os.MkdirTemp("", "stet-browser-")
	if program == "" || err != nil {
		browser.err = cmp.Or(err, errNoBrowser)
		return
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(),
		chromedp.ExecPath(program), chromedp.UserDataDir(profile),
		chromedp.Flag("headless", true), chromedp.Flag("no-sandbox", true), chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
	)
	ctx, cancel := chromedp.NewContext(allocator)
	browser.ctx = ctx
	browser.stop = func() {
		cancel()
		stop()
		os.RemoveAll(profile)
	}
	if err := chromedp.Do(ctx); err != nil {
		browser.err = fmt.Errorf("%s does not start: %w", program, err)
	}
}

// newTab opens a tab for a site, or skips the test where there is no browser. On
// a CI, and with STET_BROWSER=require, a missing browser fails it.
func newTab(t testing.TB, pages map[string]string) *tab {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: no browser")
	}
	browser.once.Do(startBrowser)
	switch {
	case browser.err == errNoBrowser && os.Getenv("CI") != "true" && os.Getenv("STET_BROWSER") != "require":
		t.Skip(browser.err)
	case browser.err != nil:
		t.Fatal(browser.err)
	}
	tb := &tab{t: t, server: httptest.NewServer(serve(pages))}
	t.Cleanup(tb.server.Close)
	tb.said = &saying{home: tb.server.URL}
	ctx, cancel := chromedp.NewContext(browser.ctx, chromedp.WithListener(tb.said.hear))
	t.Cleanup(cancel)
	tb.ctx, cancel = context.WithTimeout(ctx, 10*time.Minute)
	t.Cleanup(cancel)
	call(tb, network.Enable, network.EnableParams{})
	tb.emulate("screen", "light")
	return tb
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

// eval gives what a script comes to on the page, and waits for a promise.
func eval[T any](tb *tab, script string) T {
	tb.t.Helper()
	got, err := chromedp.Run(tb.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		tb.t.Fatal(err)
	}
	return got
}

// open goes to a page of the site. A page that differs in its fragment alone
// would not be loaded again, hence the blank one.
func (tb *tab) open(address string) {
	tb.t.Helper()
	tb.do(chromedp.Navigate("about:blank"), chromedp.Navigate(tb.server.URL+"/"+address))
}

// resize makes the page as wide as the reader's screen.
func (tb *tab) resize(width int64) {
	tb.t.Helper()
	tb.do(chromedp.EmulateViewport(width, 900))
}

// emulate sets the reader's preferred colours, less motion, and the medium:
// "screen" or "print".
func (tb *tab) emulate(medium, scheme string) {
	tb.t.Helper()
	call(tb, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media:    medium,
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}},
	})
}

// scripts says whether pages that are opened from now on may run any.
func (tb *tab) scripts(on bool) {
	tb.t.Helper()
	call(tb, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
}

// shoot leaves a picture of the whole page in the folder that SHOTS names, if
// any.
func (tb *tab) shoot(name string) {
	tb.t.Helper()
	dir := os.Getenv("SHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(tb.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		file := strings.NewReplacer(" ", "-", "/", "-").Replace(name) + ".png"
		err = errors.Join(os.MkdirAll(dir, 0o755), os.WriteFile(filepath.Join(dir, file), png, 0o644))
	}
	if err != nil {
		tb.t.Fatal(err)
	}
}

// serve serves pages as a host that reads the headers file does, and with a
// stricter policy beside that of the file.
func serve(pages map[string]string) http.Handler {
	_, own, isStrict := strings.Cut(pages["_headers"], "Content-Security-Policy: ")
	own, _, _ = strings.Cut(own, "\n")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if name == "" || strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		page, ok := pages[name]
		if !ok {
			w.WriteHeader(http.StatusNotFound)
			page = pages["404.html"]
			name = "404.html"
		}
		if isStrict {
			w.Header().Add("Content-Security-Policy", own)
			w.Header().Add("Content-Security-Policy", policy)
		}
		w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
		w.Write([]byte(page))
	})
}

// saying collects what a page complains of, and whom it asks for something.
type saying struct {
	home string // the address of the site

	mu    sync.Mutex
	lines []string
}

func (s *saying) hear(event any) {
	line := ""
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		line = "console: " + string(e.Type)
		for _, arg := range e.Args {
			line += " " + string(arg.Value)
		}
	case *runtime.EventExceptionThrown:
		line = "exception: " + e.ExceptionDetails.Text
	case *cdplog.EventEntryAdded: // violations of the policy are among these
		line = "log: " + string(e.Entry.Level) + ": " + e.Entry.Text
	case *network.EventRequestWillBeSent:
		if address := e.Request.URL; !strings.HasPrefix(address, s.home+"/") && address != "about:blank" {
			line = "asks a third party: " + address
		}
	}
	if line == "" {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lines = append(s.lines, line)
}

func (s *saying) take() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	lines := s.lines
	s.lines = nil
	return lines
}

// check fails the test for all that was said since the last time.
func (tb *tab) check(where string) {
	tb.t.Helper()
	for _, problem := range tb.said.take() {
		tb.t.Errorf("%s: %s", where, problem)
	}
}
