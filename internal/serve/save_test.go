package serve_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"stet/internal/serve"
)

// watched is a preview of the sample, watched.
func watched(t *testing.T, poll bool) (p *serve.Preview, log *said, dir string) {
	t.Helper()
	dir = sampleFolder(t)
	p, log = openAt(t, dir)
	watch(t, p, poll)
	return p, log, dir
}

// watch watches until the test is over, and waits until it has begun: a change
// is made until it is noticed.
func watch(t *testing.T, p *serve.Preview, poll bool) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan bool)
	go func() {
		defer close(ended)
		p.Watch(ctx, poll)
	}()
	t.Cleanup(func() {
		stop()
		<-ended
	})
	time.Sleep(100 * time.Millisecond) // the first look at everything
}

// until waits for a page to have some words.
func until(t *testing.T, p *serve.Preview, address, words string) {
	t.Helper()
	for range 2000 {
		if strings.Contains(body(t, get(p, address)), words) {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("%s never has %q", address, words)
}

// settled waits until no state has come for a while, and gives its number.
func settled(p *serve.Preview) int {
	last := p.State()
	for quiet := 0; quiet < 40; quiet++ {
		time.Sleep(10 * time.Millisecond)
		if n := p.State(); n != last {
			last, quiet = n, 0
		}
	}
	return last
}

// saves are ways in which editors and other programs save a file.
var saves = []struct {
	name string
	poll bool
	save func(t *testing.T, file, content string)
}{
	{"vim", false, func(t *testing.T, file, content string) {
		probe := filepath.Join(filepath.Dir(file), "4913")
		write(t, probe, "")
		remove(t, probe)
		rename(t, file, file+"~")
		write(t, file, content)
		remove(t, file+"~")
	}},
	{"vim with a swap file", false, func(t *testing.T, file, content string) {
		swap := filepath.Join(filepath.Dir(file), "."+filepath.Base(file)+".swp")
		write(t, swap, "b0VIM")
		write(t, file, content)
		remove(t, swap)
	}},
	{"helix", false, func(t *testing.T, file, content string) {
		rename(t, file, file+".bck")
		write(t, file, content)
		remove(t, file+".bck")
	}},
	{"emacs", false, func(t *testing.T, file, content string) {
		lock := filepath.Join(filepath.Dir(file), ".#"+filepath.Base(file))
		if err := os.Symlink("editor@host.1234", lock); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(filepath.Dir(file), "#"+filepath.Base(file)+"#"), content[:len(content)/2])
		rename(t, file, file+"~")
		write(t, file, content)
		remove(t, lock)
		remove(t, filepath.Join(filepath.Dir(file), "#"+filepath.Base(file)+"#"))
	}},
	{"nano", false, func(t *testing.T, file, content string) { inPlace(t, file, content, 1) }},
	{"VS Code", false, func(t *testing.T, file, content string) { inPlace(t, file, content, 3) }},
	{"JetBrains", false, func(t *testing.T, file, content string) {
		write(t, file+"___jb_tmp___", content)
		rename(t, file, file+"___jb_old___")
		rename(t, file+"___jb_tmp___", file)
		remove(t, file+"___jb_old___")
	}},
	{"TextEdit", false, func(t *testing.T, file, content string) {
		aside := filepath.Join(filepath.Dir(file), ".sb-1a2b3c")
		write(t, filepath.Join(aside, filepath.Base(file)), content)
		exchange(t, filepath.Join(aside, filepath.Base(file)), file)
		remove(t, aside)
	}},
	{"rsync", false, func(t *testing.T, file, content string) {
		aside := filepath.Join(filepath.Dir(file), "."+filepath.Base(file)+".Xa81Kq")
		write(t, aside, content)
		rename(t, aside, file)
	}},
	{"polled", true, func(t *testing.T, file, content string) { inPlace(t, file, content, 1) }},
}

func rename(t testing.TB, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

// inPlace empties a file and writes it in so many pieces.
func inPlace(t testing.TB, file, content string, pieces int) {
	t.Helper()
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for len(content) > 0 {
		n := len(content)
		if pieces > 1 {
			n /= pieces
		}
		pieces--
		if _, err := f.WriteString(content[:n]); err != nil {
			t.Fatal(err)
		}
		content = content[n:]
	}
	if err := f.Sync(); err != nil {
		t.Fatal(err)
	}
}

// exchange swaps two files, as the system does where it can.
func exchange(t testing.TB, a, b string) {
	t.Helper()
	aside := a + ".aside"
	rename(t, b, aside)
	rename(t, a, b)
	rename(t, aside, a)
}

// TestSaves saves an article in the ways of many programs: the new page is there
// after at most two states, and no browser is told before it is.
func TestSaves(t *testing.T) {
	for _, tc := range saves {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			p, log, dir := watched(t, tc.poll)
			before := settled(p)
			news, leave := p.Join()
			defer leave()
			file := filepath.Join(dir, "content", "magnesium.md")
			for i, words := range []string{"firstly", "secondly"} {
				tc.save(t, file, strings.Replace(magnesium, "reported", words+" reported", 1))
				select {
				case <-news:
				case <-time.After(10 * time.Second):
					t.Fatalf("save %d: no browser was told", i)
				}
				if page := body(t, get(p, "/magnesium/")); !strings.Contains(page, words) {
					t.Errorf("save %d: a browser was told before the page was there", i)
				}
				after := settled(p)
				if after-before > 2 {
					t.Errorf("save %d: %d states", i, after-before)
				}
				before = after
				for len(news) > 0 {
					<-news
				}
				if got := body(t, get(p, "/_stet/page?at=/&token="+token)); !strings.Contains(got, `"stale":false`) {
					t.Errorf("save %d leaves trouble: %s", i, got)
				}
			}
			compare(t, p, builtAt(t, dir))
			if log.String() != "" {
				t.Errorf("said %s", log)
			}
		})
	}
}

// TestCheckout changes five hundred files as git does, in the folders of
// articles, templates and assets.
func TestCheckout(t *testing.T) {
	t.Parallel()
	dir := sampleFolder(t)
	name := func(i int) string {
		return filepath.Join(dir, "content", fmt.Sprint("part", i%7), fmt.Sprintf("a%03d.md", i))
	}
	text := func(i int, words string) string {
		return fmt.Sprintf("---\ntitle: Article %d\n---\nThe branch is %s.\n", i, words)
	}
	for i := range 500 {
		write(t, name(i), text(i, "main"))
	}
	p, _ := openAt(t, dir)
	watch(t, p, false)
	before := settled(p)
	for i := range 500 {
		remove(t, name(i))
		if i%10 != 0 {
			write(t, name(i), text(i, "topic"))
		}
	}
	write(t, filepath.Join(dir, "content", "new", "deep", "one.md"), text(1000, "topic"))
	write(t, filepath.Join(dir, "templates", "missing.html"), `{{define "main"}}Nothing on this branch{{end}}`)
	until(t, p, "/one/", "The branch is topic")
	until(t, p, "/nothing/", "Nothing on this branch")
	if after := settled(p); after-before > 2 {
		t.Errorf("%d states", after-before)
	}
	compare(t, p, builtAt(t, dir))
	if r := get(p, "/a010/"); r.StatusCode != http.StatusNotFound {
		t.Errorf("a removed article has status %d", r.StatusCode)
	}
	// What was found by listing is watched from then on.
	write(t, filepath.Join(dir, "content", "new", "deep", "one.md"), text(1000, "edited"))
	until(t, p, "/one/", "The branch is edited")
	write(t, filepath.Join(dir, "templates", "missing.html"), `{{define "main"}}Still nothing{{end}}`)
	until(t, p, "/nothing/", "Still nothing")
}

// TestBurst saves fifty files two hundred times each.
func TestBurst(t *testing.T) {
	t.Parallel()
	dir := sampleFolder(t)
	name := func(i int) string { return filepath.Join(dir, "content", fmt.Sprintf("burst%02d.md", i)) }
	text := func(i int) string { return fmt.Sprintf("---\ntitle: Burst\n---\nThis is save number %d.\n", i) }
	for i := range 50 {
		write(t, name(i), text(0))
	}
	p, _ := openAt(t, dir)
	watch(t, p, false)
	before, began := settled(p), time.Now()
	for n := range 200 {
		for i := range 50 {
			write(t, name(i), text(n+1))
		}
	}
	took := time.Since(began)
	until(t, p, "/burst49/", "save number 200.")
	// A machine that takes seconds to write them makes pauses, in which there is calm.
	if after, most := settled(p), 2+int(took/(2*time.Second)); after-before > most {
		t.Errorf("%d states for ten thousand events in %v, want at most %d", after-before, took, most)
	}
	compare(t, p, builtAt(t, dir))
}

// TestEverySource: articles, pictures, the library, settings, templates and
// assets are watched, whether or not they were there at the start.
func TestEverySource(t *testing.T) {
	t.Parallel()
	p, _, dir := watched(t, false)
	for _, tc := range []struct{ file, content, address, words string }{
		{"stet.yaml", "title: Another desk\n", "/", "Another desk"},
		{"citations.yaml", strings.Replace(library, "Fiorentini D", "Fiorentino D", 1), "/references/", "Fiorentino"},
		{"static/extra.txt", "an asset", "/extra.txt", "an asset"},
		{"static/deep/er.txt", "deeper", "/deep/er.txt", "deeper"},
		{"templates/missing.html", `{{define "main"}}Nothing to see{{end}}`, "/nothing/", "Nothing to see"},
		{"content/a/b/c.md", "---\ntitle: C\n---\nIn new folders.\n", "/c/", "In new folders"},
		{"content/curve.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="77" height="30"/>`, "/magnesium/", `width="77"`},
		{"content/a/b/c.md", "---\ntitle: C\n---\nIn new folders, edited.\n", "/c/", "edited"},
	} {
		write(t, filepath.Join(dir, tc.file), tc.content)
		until(t, p, tc.address, tc.words)
	}
	rename(t, filepath.Join(dir, "content", "a"), filepath.Join(dir, "content", "z"))
	write(t, filepath.Join(dir, "content", "z", "b", "c.md"), "---\ntitle: C\n---\nMoved.\n")
	until(t, p, "/c/", "Moved")
	remove(t, filepath.Join(dir, "content", "z"))
	for range 2000 {
		if get(p, "/c/").StatusCode == http.StatusNotFound {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	settled(p)
	compare(t, p, builtAt(t, dir))
}

// TestWatchLimit: where the system watches no more folders, the preview says how
// to raise the limit, and looks by itself.
func TestWatchLimit(t *testing.T) {
	defer serve.FailToWatch(fmt.Errorf("inotify_add_watch: %w", syscall.ENOSPC))()
	p, log, dir := watched(t, false)
	settled(p)
	write(t, filepath.Join(dir, "content", "magnesium.md"), strings.Replace(magnesium, "reported", "thirdly reported", 1))
	until(t, p, "/magnesium/", "thirdly")
	if !strings.Contains(log.String(), "sysctl fs.inotify.max_user_watches=") {
		t.Errorf("said %q", log)
	}
}
