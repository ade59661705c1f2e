package project_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"stet/internal/disk"
	"stet/internal/project"
	"stet/internal/source"
)

// A rebuilt is a project, its site, and the program that built it.
type rebuilt struct {
	t     *testing.T
	dir   string
	store *disk.Store
	pages *disk.Store
	build project.Build
}

func newRebuilt(t *testing.T) *rebuilt {
	dir := t.TempDir()
	r := &rebuilt{t: t, dir: dir, store: disk.NewStore(filepath.Join(dir, "cache"), 10), pages: disk.NewStore(filepath.Join(dir, "pages"), 10)}
	r.build = project.Build{
		Dir: filepath.Join(dir, "home"), Out: filepath.Join(dir, "site"), Program: filepath.Join(dir, "stet"), Version: "v1",
		Today: source.Date{Year: 2026, Month: 11, Day: 23},
	}
	for name, text := range map[string]string{
		"stet":                       "a program",
		"home/stet.yaml":             "title: Salts\njournal_list: j.txt\nbaseline: old.jsonl\n",
		"home/citations.yaml":        "[]\n",
		"home/stet-bindings.jsonl":   "",
		"home/j.txt":                 "JrId: 1\n",
		"home/content/a.md":          "---\ntitle: A\n---\nWords.\n",
		"home/content/b/scan.png":    "png",
		"home/templates/footer.html": "{{define \"footer\"}}{{end}}",
		"home/static/own.css":        "p{}",
	} {
		r.put(name, text)
	}
	stage, err := disk.NewStage(r.build.Out)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"index.html", "a/index.html", "b/scan.png"} {
		if err := stage.Write(name, []byte(name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := stage.Publish(); err != nil {
		t.Fatal(err)
	}
	r.settle()
	return r
}

func (r *rebuilt) put(name, text string) {
	r.t.Helper()
	path := filepath.Join(r.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// settle waits until a change shows in the time of a file.
func (r *rebuilt) settle() { time.Sleep(50 * time.Millisecond) }

func (r *rebuilt) look() *project.Rebuild {
	b := r.build
	b.Now = time.Now()
	return b.Rebuild(r.store, r.pages)
}

// edition is one of a site of nothing.
func edition(t *testing.T) *project.Edition {
	t.Helper()
	p, err := project.Open(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	return p.NewEdition(nil, source.Date{}, nil)
}

// publish does as a build that ends well.
func (r *rebuilt) publish(said string) {
	r.t.Helper()
	if err := r.look().Published(project.Report{Said: said}, edition(r.t), project.Known{}); err != nil {
		r.t.Fatal(err)
	}
}

// TestUnchanged: what nobody touched is known again, and what it said.
func TestUnchanged(t *testing.T) {
	r := newRebuilt(t)
	if _, ok := r.look().Unchanged(); ok {
		t.Fatal("a site is unchanged of which no build is known")
	}
	r.publish("3 files\n")
	for range 2 {
		if said, ok := r.look().Unchanged(); !ok || said.Said != "3 files\n" {
			t.Errorf("unchanged %t, said %q", ok, said)
		}
	}
}

// TestChanged: any difference is noticed, in what the site is made of, in what
// makes it, and in the site.
func TestChanged(t *testing.T) {
	file := func(name, text string) func(*rebuilt) { return func(r *rebuilt) { r.put(name, text) } }
	without := func(name string) func(*rebuilt) {
		return func(r *rebuilt) {
			if err := os.RemoveAll(filepath.Join(r.dir, filepath.FromSlash(name))); err != nil {
				r.t.Fatal(err)
			}
		}
	}
	for name, change := range map[string]func(*rebuilt){
		"an article is edited":       file("home/content/a.md", "---\ntitle: A\n---\nOther words.\n"),
		"a letter of an article":     file("home/content/a.md", "---\ntitle: B\n---\nWords.\n"),
		"an article is added":        file("home/content/b/c.md", "---\ntitle: C\n---\n"),
		"an article is removed":      without("home/content/a.md"),
		"a picture is edited":        file("home/content/b/scan.png", "gnp"),
		"a template is edited":       file("home/templates/footer.html", "{{define \"footer\"}}.{{end}}"),
		"a template is added":        file("home/templates/home.html", ""),
		"an asset is edited":         file("home/static/own.css", "q{}"),
		"an asset is added":          file("home/static/img/x.svg", "<svg/>"),
		"assets are removed":         without("home/static"),
		"the library is edited":      file("home/citations.yaml", "[ ]\n"),
		"the library is removed":     without("home/citations.yaml"),
		"the settings are edited":    file("home/stet.yaml", "title: Malts\njournal_list: j.txt\nbaseline: old.jsonl\n"),
		"the bindings are edited":    file("home/stet-bindings.jsonl", "{}\n"),
		"the bindings are removed":   without("home/stet-bindings.jsonl"),
		"the journals are edited":    file("home/j.txt", "JrId: 2\n"),
		"there is a baseline now":    file("home/old.jsonl", "{}\n"),
		"another program":            file("stet", "another one"),
		"another version":            func(r *rebuilt) { r.build.Version = "v2" },
		"another day":                func(r *rebuilt) { r.build.Today.Day++ },
		"strict":                     func(r *rebuilt) { r.build.Strict = true },
		"another folder":             func(r *rebuilt) { r.build.Out = filepath.Join(r.dir, "elsewhere") },
		"a page is edited":           file("site/a/index.html", "A/INDEX.HTML"),
		"a page is removed":          without("site/a/index.html"),
		"a page's folder is removed": without("site/a"),
		"a stranger's file":          file("site/a/notes.txt", "mine"),
		"a stranger's folder":        file("site/more/notes.txt", "mine"),
		"the site is removed":        without("site"),
		"the site is a folder alone": without("site/" + disk.Marker),
		"the record is torn":         without("cache"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRebuilt(t)
			r.publish("")
			change(r)
			if _, ok := r.look().Unchanged(); ok {
				t.Error("is not noticed")
			}
		})
	}
}

// TestChangedInPlace: an edit that keeps the size and sets the old time shows
// where the system keeps a time that nobody can set.
func TestChangedInPlace(t *testing.T) {
	r := newRebuilt(t)
	r.publish("")
	path := filepath.Join(r.dir, "home", "content", "a.md")
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	r.put("home/content/a.md", "---\ntitle: A\n---\nWodrs.\n")
	if err := os.Chtimes(path, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if _, ok := r.look().Unchanged(); ok && runtime.GOOS == "linux" {
		t.Error("is not noticed")
	}
}

// TestTooFresh: a build that starts right after an edit is not remembered, as
// another edit within the same tick of the clock would not show.
func TestTooFresh(t *testing.T) {
	r := newRebuilt(t)
	r.publish("old")
	r.put("home/content/a.md", "---\ntitle: A\n---\nFresh words.\n")
	fresh := r.build
	fresh.Now = time.Now()
	if err := fresh.Rebuild(r.store, r.pages).Published(project.Report{Said: "new"}, edition(t), project.Known{}); err != nil {
		t.Fatal(err)
	}
	if said, ok := r.look().Unchanged(); ok {
		t.Errorf("the build is remembered, and said %q", said)
	}
	r.settle()
	r.publish("newer")
	if said, ok := r.look().Unchanged(); !ok || said.Said != "newer" {
		t.Errorf("unchanged %t, said %q", ok, said)
	}
}

// TestNothingToKnow: without settings that can be read, nothing is known.
func TestNothingToKnow(t *testing.T) {
	r := newRebuilt(t)
	r.publish("")
	r.put("home/stet.yaml", "title: [\n")
	look := r.look()
	if _, ok := look.Unchanged(); ok || look.Published(project.Report{}, nil, project.Known{}) != nil {
		t.Error("settings that cannot be read are taken for the same")
	}
}
