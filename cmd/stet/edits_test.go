package main

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// maxEdits is how many edits a sequence has at most.
const maxEdits = 12

// TestEdits makes random edits of all kinds to a site. After each, a build that
// may use what the last one has made has to come to what a build from nothing
// comes to, byte for byte, and to say the same. STET_EDITS is how many sequences
// there are.
func TestEdits(t *testing.T) {
	sequences := 3
	if s := os.Getenv("STET_EDITS"); s != "" {
		var err error
		if sequences, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	builds, taken := 0, 0
	for seed := range sequences {
		e := newEditing(t, uint64(seed))
		for range 1 + e.IntN(maxEdits) {
			taken += e.step()
			builds++
		}
	}
	t.Logf("%d builds took over %d pages", builds, taken)
	if 2*taken < builds {
		t.Error("too few to tell")
	}
}

// An editing is a sequence of edits.
type editing struct {
	*rand.Rand
	t     *testing.T
	dir   string
	files map[string]string
	today string
	done  []string
}

func newEditing(t *testing.T, seed uint64) *editing {
	e := &editing{Rand: rand.New(rand.NewPCG(seed, 11)), t: t, dir: t.TempDir(), files: map[string]string{}, today: "2026-11-23"}
	t.Chdir(e.dir)
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	e.start()
	return e
}

// start writes a site.
func (e *editing) start() {
	e.put("stet.yaml", "title: The desk\nbase_url: https://desk.example/\n")
	e.put("citations.yaml", editedLibrary)
	e.put("content/curve.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>`)
	for _, name := range []string{"zinc", "iron", "more/copper", "more/selenium", "about"} {
		e.put("content/"+name+".md", "---\ntitle: About "+name+"\ndate: 2026-10-01\ntags: [minerals]\n---\n"+e.prose("content/"+name))
	}
}

const editedLibrary = `- pmid: "33808247"
  title: "Magnesium: Biochemistry, Nutrition, Detection, and Social Impact of Diseases Linked to Its Deficiency"
  authors: [Fiorentini D, Cappadone C]
  journal: Nutrients
  year: 2021
- key: smith2001
  title: Zinc and the common cold
  authors: [Smith A]
  journal: Lancet
  year: 2001
`

func (e *editing) put(name, text string) {
	e.t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		e.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		e.t.Fatal(err)
	}
	e.files[name] = text
	e.done = append(e.done, "write "+name)
}

func (e *editing) drop(name string) {
	e.t.Helper()
	if err := os.Remove(name); err != nil {
		e.t.Fatal(err)
	}
	delete(e.files, name)
	e.done = append(e.done, "remove "+name)
}

func choose[T any](e *editing, list ...T) T { return list[e.IntN(len(list))] }

// ofNow is what a build says of the site that was there.
var ofNow = regexp.MustCompile("; \\d+ files? of the last build .*|note: nothing has changed.*\n")

// step edits, builds twice and compares. It gives how many pages were taken over.
func (e *editing) step() (taken int) {
	e.t.Helper()
	for range 1 + e.IntN(2) {
		e.edit()
	}
	if e.IntN(5) > 0 {
		time.Sleep(25 * time.Millisecond) // or the files are too fresh to be known again
	}
	before := infos(e.t, "public")
	status, said := e.build("-o", "public")
	wantStatus, want := e.build("-o", "fresh", "--fresh")
	said = ofNow.ReplaceAllString(said, "")
	if want = strings.ReplaceAll(want, "fresh", "public"); status != wantStatus || said != want {
		e.t.Fatalf("status %d, said %q; from nothing %d, %q, after\n%s", status, said, wantStatus, want, strings.Join(e.done, "\n"))
	}
	if status != 0 {
		e.restore()
		return 0
	}
	got, fresh := digests(e.t, os.DirFS("public")), digests(e.t, os.DirFS("fresh"))
	for _, name := range slices.Sorted(maps.Keys(fresh)) {
		if got[name] != fresh[name] {
			e.t.Fatalf("%s differs from that of a build from nothing, after\n%s", name, strings.Join(e.done, "\n"))
		}
	}
	if len(got) != len(fresh) {
		e.t.Fatalf("%d files, from nothing %d, after\n%s", len(got), len(fresh), strings.Join(e.done, "\n"))
	}
	for name, info := range infos(e.t, "public") {
		if old, there := before[name]; there && os.SameFile(old, info) {
			taken++
		}
	}
	return taken
}

// restore makes a site that can be published, now and then.
func (e *editing) restore() {
	if e.IntN(3) == 0 {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(e.files)) {
		e.drop(name)
	}
	e.start()
}

func (e *editing) build(args ...string) (status int, said string) {
	e.done = append(e.done, "build "+strings.Join(args, " "))
	var out, stderr bytes.Buffer
	status = run(e.t.Context(), append([]string{"build", "--today", e.today}, args...), strings.NewReader(""), &out, &stderr)
	return status, stderr.String()
}

// infos are the pages of a site as the disk knows them.
func infos(t *testing.T, dir string) map[string]os.FileInfo {
	t.Helper()
	found := map[string]os.FileInfo{}
	for _, pattern := range []string{"*.html", "*/index.html"} {
		names, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if found[name], err = os.Lstat(name); err != nil {
				t.Fatal(err)
			}
		}
	}
	return found
}

// edit makes one edit.
func (e *editing) edit() {
	switch n := e.IntN(30); {
	case n < 4:
		name := e.article()
		e.put(name, e.text(name))
	case n < 10 || n > 23:
		if name := e.existing(); name != "" {
			e.put(name, e.files[name]+choose(e, "\nOne more sentence.\n", "\nSmith et al. (2001) in *The Lancet*.\n", "\n"+e.link(name)+"\n"))
		}
	case n < 12:
		if name := e.existing(); name != "" {
			e.drop(name)
		}
	case n < 14: // a file by another name
		if from, to := e.existing(), e.article(); from != "" && from != to {
			text := e.files[from]
			e.drop(from)
			e.put(to, text)
		}
	case n == 14:
		e.put("content/curve.svg", fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="30"/>`, 10+e.IntN(30)))
	case n == 15:
		if _, there := e.files["content/curve.svg"]; there {
			e.drop("content/curve.svg")
		}
	case n == 16:
		e.put("citations.yaml", choose(e, editedLibrary, strings.Replace(editedLibrary, "Lancet", "Nutrients", 1), "- key: [\n"))
	case n == 17:
		e.put("stet.yaml", choose(e, "title: The desk\n", "title: Another\nbase_url: https://desk.example/\n", "titel: x\n"))
	case n == 18:
		e.put("templates/related.html", choose(e, `{{define "related"}}{{range .Articles}}<p>{{.Title}}</p>{{end}}{{end}}`, `{{define "related"}}<b>none</b>{{end}}`, `{{define "related"}}{{.X}}{{end}}`))
	case n == 19:
		e.put("static/own.css", fmt.Sprintf("p{margin:%dpx}", e.IntN(9)))
	case n == 20:
		e.today = choose(e, "2026-11-23", "2026-12-24", "2027-03-01", "2026-01-01")
		e.done = append(e.done, "today "+e.today)
	case n == 21:
		e.tamper()
	case n == 22:
		e.spoil()
	case n == 23:
		if name := e.existing(); name != "" {
			e.put(name, e.files[name]) // the same, at another time
		}
	}
}

// tamper changes or removes a page of the site.
func (e *editing) tamper() {
	pages := slices.Sorted(maps.Keys(infos(e.t, "public")))
	if len(pages) == 0 {
		return
	}
	name := choose(e, pages...)
	var err error
	if e.IntN(2) == 0 {
		err = os.WriteFile(name, []byte("mine"), 0o644)
	} else {
		err = os.Remove(name)
	}
	if err != nil {
		e.t.Fatal(err)
	}
	e.done = append(e.done, "tamper with "+name)
}

// spoil cuts a file of the cache short, changes a byte of it, or removes it.
func (e *editing) spoil() {
	names, err := filepath.Glob(filepath.Join(os.Getenv("XDG_CACHE_HOME"), "stet", "*", "*", "*"))
	if err != nil || len(names) == 0 {
		return
	}
	name := choose(e, names...)
	b, err := os.ReadFile(name)
	if err != nil {
		e.t.Fatal(err)
	}
	switch at := e.IntN(len(b)); e.IntN(3) {
	case 0:
		err = os.WriteFile(name, b[:at], 0o600)
	case 1:
		b[at] ^= 1 << e.IntN(8)
		err = os.WriteFile(name, b, 0o600)
	default:
		err = os.Remove(name)
	}
	if err != nil {
		e.t.Fatal(err)
	}
	e.done = append(e.done, "spoil "+name)
}

// existing is the name of an article that is there.
func (e *editing) existing() string {
	var there []string
	for _, name := range slices.Sorted(maps.Keys(e.files)) {
		if strings.HasSuffix(name, ".md") {
			there = append(there, name)
		}
	}
	if len(there) == 0 {
		return ""
	}
	return choose(e, there...)
}

// article is the name of an article that may be new.
func (e *editing) article() string {
	return "content/" + choose(e, "", "", "more/") + choose(e, "zinc", "iron", "copper", "selenium", "about", "disclaimer") + ".md"
}

// text is an article; now and then one that cannot be published.
func (e *editing) text(article string) string {
	if e.IntN(15) == 0 {
		return choose(e, "---\n", "---\ntitel: x\n---\nText.\n")
	}
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: Review %d\ndate: 2026-1%d-0%d\n", e.IntN(50), e.IntN(3), 1+e.IntN(9))
	for _, line := range []string{"tags: [minerals, Diet]", "section: Supplements", "next_review: 2026-12-01", "description: About it.", "references: [\"pmid:33808247\"]"} {
		if e.IntN(4) == 0 {
			b.WriteString(line + "\n")
		}
	}
	if e.IntN(9) == 0 {
		b.WriteString(choose(e, "slug: chosen\n", "draft: true\n"))
	}
	return b.String() + "---\n" + e.prose(article)
}

// link is a link to another article, which now and then is not there.
func (e *editing) link(article string) string {
	to := e.existing()
	if to == "" || e.IntN(15) == 0 {
		to = "content/gone.md"
	}
	rel, err := filepath.Rel(filepath.Dir(article), to)
	if err != nil {
		e.t.Fatal(err)
	}
	return "See [that](" + filepath.ToSlash(rel) + ")."
}

func (e *editing) prose(article string) string {
	var b strings.Builder
	for range e.IntN(6) {
		b.WriteString(choose(e, "A 2018 study in *Nutrients* reported that magnesium deficiency is common.\n\n", "Fiorentini et al. (2021) reviewed magnesium [@pmid:33808247].\n\n",
			"## A heading\n\n", "Smith et al. (2001) studied zinc and colds in *The Lancet*.\n\n", "![A curve]("+strings.Repeat("../", strings.Count(article, "/")-1)+"curve.svg)\n\n", e.link(article)+"\n\n",
			"<!-- stet unmatched: \"old\" by=ed until=2026-12-31 -->\n\nJones et al. (1999) in *The Lancet*.\n\n"))
	}
	return b.String()
}
