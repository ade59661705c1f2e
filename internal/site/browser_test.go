package site_test

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/site"
	"stet/internal/source"
)

// look measures a page from inside: it gives the ids of all claims that have
// a mark and a note, and what is wrong with how they are shown.
//
//go:embed testdata/look.js
var look string

// seen is what look gives.
type seen struct {
	Claims   []string
	Problems []string
}

// TestBrowser opens the repository's own site and the hand-made sample in
// Chromium, as a reader with a phone and one with a desk do, by day and night.
// With SHOTS=DIR it leaves a picture of each page there.
func TestBrowser(t *testing.T) {
	ctx, said := browser(t)
	for name, built := range map[string]builtSite{"own": ownSite(t), "sample": builtSample(t)} {
		server := httptest.NewServer(serve(built.pages))
		defer server.Close()
		for _, p := range built.addresses {
			for _, width := range []int64{360, 1280} {
				open(t, ctx, server.URL+"/"+p, width)
				for _, scheme := range []string{"light", "dark"} {
					where := fmt.Sprintf("%s /%s %s %d", name, p, scheme, width)
					emulate(t, ctx, scheme)
					got := measure(t, ctx)
					for _, problem := range slices.Concat(got.Problems, said.take()) {
						t.Errorf("%s: %s", where, problem)
					}
					for _, id := range built.claims[p] {
						if !slices.Contains(got.Claims, id) {
							t.Errorf("%s: claim %s has no mark or no note", where, id)
						}
					}
					shoot(t, ctx, where)
				}
			}
		}
	}
}

// TestBrowserWithoutScript: where scripts are off, every note is open.
func TestBrowserWithoutScript(t *testing.T) {
	ctx, _ := browser(t)
	server := httptest.NewServer(serve(sampleSite(t, sampleFrame(t))))
	defer server.Close()
	off := chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	})
	if err := chromedp.Do(ctx, off); err != nil {
		t.Fatal(err)
	}
	for _, width := range []int64{360, 1280} {
		open(t, ctx, server.URL+"/magnesium/", width)
		got := measure(t, ctx)
		for _, problem := range got.Problems {
			t.Errorf("without a script, at %d: %s", width, problem)
		}
		if len(got.Claims) != len(sampleDigest().Claims) {
			t.Errorf("without a script, at %d: %d claims", width, len(got.Claims))
		}
	}
}

// TestBrowserFolds presses the marks: on a narrow screen a note is folded until
// then, and folds again.
func TestBrowserFolds(t *testing.T) {
	ctx, _ := browser(t)
	server := httptest.NewServer(serve(sampleSite(t, sampleFrame(t))))
	defer server.Close()
	const state = `[...document.querySelectorAll("button.mark")].map(m => {
		const note = document.getElementById(m.getAttribute("aria-controls"));
		return m.getAttribute("aria-expanded") + " " + (getComputedStyle(note).display !== "none");
	}).join(",")`
	all := func(s string) string {
		return strings.TrimSuffix(strings.Repeat(s+",", len(sampleDigest().Claims)), ",")
	}
	const press = `document.querySelectorAll("button.mark").forEach(m => m.click()), `
	for _, step := range []struct {
		path, script, want string
	}{
		{"/magnesium/", state, all("false false")},
		{"", press + state, all("true true")},
		{"", press + state, all("false false")},
		{"/zinc/#c-0000000002", state, "false false,true true" + strings.Repeat(",false false", 7)},
	} {
		if step.path != "" {
			open(t, ctx, server.URL+step.path, 360)
		}
		got, err := chromedp.Run(ctx, chromedp.Evaluate[string](step.script))
		if err != nil {
			t.Fatal(err)
		}
		if got != step.want {
			t.Errorf("%s %s:\n got %s\nwant %s", step.path, step.script, got, step.want)
		}
	}
}

// TestBrowserScheme: the reader's choice of dark pages holds on the next page.
func TestBrowserScheme(t *testing.T) {
	ctx, said := browser(t)
	server := httptest.NewServer(serve(sampleSite(t, sampleFrame(t))))
	defer server.Close()
	const state = `getComputedStyle(document.body).backgroundColor + " " + document.querySelector("button.scheme").textContent`
	for _, step := range []struct{ path, script, want string }{
		{"/magnesium/", state, "rgb(253, 252, 249) Dark"},
		{"", `document.querySelector("button.scheme").click(), ` + state, "rgb(22, 21, 19) Light"},
		{"/zinc/", state, "rgb(22, 21, 19) Light"},
		{"", `document.querySelector("button.scheme").click(), ` + state, "rgb(253, 252, 249) Dark"},
	} {
		if step.path != "" {
			open(t, ctx, server.URL+step.path, 1280)
		}
		got, err := chromedp.Run(ctx, chromedp.Evaluate[string](step.script))
		if err != nil {
			t.Fatal(err)
		}
		if got != step.want {
			t.Errorf("%s %s: %s, want %s", step.path, step.script, got, step.want)
		}
	}
	for _, problem := range said.take() {
		t.Error(problem)
	}
}

// A builtSite is the files of a site by path, the addresses to look at, and
// which claims are where.
type builtSite struct {
	pages     map[string]string
	addresses []string
	claims    map[string][]string // by address
}

// builtSample is the hand-made sample, with what the repository's own content
// does not have: a retraction, a table of claims, hostile text.
func builtSample(t *testing.T) builtSite {
	built := builtSite{sampleSite(t, sampleFrame(t)), []string{"magnesium/", "references/rondanelli2021/"}, map[string][]string{}}
	for _, c := range sampleDigest().Claims {
		built.claims["magnesium/"] = append(built.claims["magnesium/"], c.ID)
	}
	return built
}

// sampleFrame is one without a base URL, as tests are served from anywhere.
func sampleFrame(t testing.TB) *site.Frame {
	f := frame(t)
	f.Settings.BaseURL = ""
	return f
}

// ownSite builds the repository's own content.
func ownSite(t *testing.T) builtSite {
	t.Helper()
	root := os.DirFS("../..")
	b, err := fs.ReadFile(root, "citations.yaml")
	if err != nil {
		t.Fatal(err)
	}
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", b))
	if err != nil {
		t.Fatal(err)
	}
	f := frame(t)
	f.Library, f.Settings = lib, site.Settings{Title: "The stet desk", Description: "Evidence reviews.", Lang: "en-GB"}
	index := match.NewIndex(lib)
	built := builtSite{
		pages:     map[string]string{},
		addresses: []string{"", "audit/", "method/", "search/", "tags/", "sections/supplements/", "references/", "404.html", "references/" + site.Slugify(lib.References[0].Key) + "/"},
		claims:    map[string][]string{},
	}
	var entries []site.Entry
	var result audit.Result
	names, err := fs.Glob(root, "content/*.md")
	if err != nil || len(names) < 4 {
		t.Fatalf("content/ has %d articles, error %v", len(names), err)
	}
	for _, name := range names {
		b, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		d := digest.Match(digest.Read(source.NewFile(name, b), digest.Options{Article: article.Options{Strict: true}}), index)
		page, entry, err := f.Article(d)
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, entry)
		built.addresses = append(built.addresses, entry.URL)
		built.pages[page.Path] = string(page.Data)
		for _, c := range d.Claims {
			built.claims[entry.URL] = append(built.claims[entry.URL], c.ID)
		}
		result.Articles = append(result.Articles, audit.Article{Path: name, Title: entry.Title, Claims: d.Claims})
		result.Findings = append(result.Findings, d.Findings...)
	}
	s := site.New(f, entries)
	result.Findings = append(result.Findings, s.Findings()...)
	for page, err := range s.Pages(result) {
		if err != nil {
			t.Fatal(err)
		}
		built.pages[page.Path] = string(page.Data)
	}
	return built
}

// serve serves pages as a host that reads the headers file does.
func serve(pages map[string]string) http.Handler {
	_, policy, _ := strings.Cut(pages["_headers"], "Content-Security-Policy: ")
	policy, _, _ = strings.Cut(policy, "\n")
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
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
		w.Write([]byte(page))
	})
}

// saying collects what a page complains of.
type saying struct {
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
	case *cdplog.EventEntryAdded:
		line = "log: " + string(e.Entry.Level) + ": " + e.Entry.Text
	default:
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

// browser starts Chromium, or skips the test where there is none. On a CI, and
// with STET_BROWSER=require, a missing browser fails it.
func browser(t *testing.T) (context.Context, *saying) {
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
		const missing = "no Chromium found, so the pages were not looked at; install it with: apt-get install chromium fonts-liberation"
		if os.Getenv("CI") == "true" || os.Getenv("STET_BROWSER") == "require" {
			t.Fatal(missing)
		}
		t.Skip(missing)
	}
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(program), chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("headless", true), chromedp.Flag("no-sandbox", true), chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	said := &saying{}
	ctx, cancel := chromedp.NewContext(allocator, chromedp.WithListener(said.hear))
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("%s does not start: %v", program, err)
	}
	ctx, cancel = context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancel)
	return ctx, said
}

// open goes to a page as a reader with a screen of that width does. A page
// that differs in its fragment alone would not be loaded again, hence the blank
// one.
func open(t *testing.T, ctx context.Context, address string, width int64) {
	t.Helper()
	err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate("about:blank"), chromedp.Navigate(address))
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
}

// emulate sets the reader's preferred colours, and less motion.
func emulate(t *testing.T, ctx context.Context, scheme string) {
	t.Helper()
	media := chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
		return err
	})
	if err := chromedp.Do(ctx, media); err != nil {
		t.Fatal(err)
	}
}

func measure(t *testing.T, ctx context.Context) seen {
	t.Helper()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[seen](look))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// shoot leaves a picture of the page in the folder that SHOTS names, if any.
func shoot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	dir := os.Getenv("SHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err == nil {
		file := strings.NewReplacer(" ", "-", "/", "-").Replace(name) + ".png"
		err = errors.Join(os.MkdirAll(dir, 0o755), os.WriteFile(filepath.Join(dir, file), png, 0o644))
	}
	if err != nil {
		t.Fatal(err)
	}
}
