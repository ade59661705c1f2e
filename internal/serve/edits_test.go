package serve_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"stet/internal/serve"
)

// maxEdits is how many edits a sequence has at most.
const maxEdits = 20

// TestEdits makes random edits of all kinds to a site. After each what is served
// has to be what a build from nothing publishes, byte for byte; where a build
// would publish nothing, the preview has to say so and to go on. STET_EDITS is
// how many sequences there are.
func TestEdits(t *testing.T) {
	sequences := 8
	if s := os.Getenv("STET_EDITS"); s != "" {
		var err error
		if sequences, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	var equal, blocked atomic.Int64
	t.Run("all", func(t *testing.T) {
		for part := range parts {
			t.Run(strconv.Itoa(part), func(t *testing.T) {
				t.Parallel()
				for seed := part; seed < sequences; seed += parts {
					sequence(t, uint64(seed), &equal, &blocked)
				}
			})
		}
	})
	t.Logf("%d sequences: %d times what is served was what a build publishes, %d times a build would publish nothing", sequences, equal.Load(), blocked.Load())
	if int(equal.Load()) < 2*sequences || int(blocked.Load()) < sequences/2 {
		t.Error("too few to tell")
	}
}

// parts is how many sequences are made at the same time.
const parts = 4

func sequence(t *testing.T, seed uint64, equal, blocked *atomic.Int64) {
	e := newEditing(t, seed)
	for step := range 1 + e.IntN(maxEdits) {
		e.edit()
		if t.Failed() {
			t.Fatalf("sequence %d, step %d:\n%s", seed, step, strings.Join(e.done, "\n"))
		}
		if e.published == nil {
			blocked.Add(1)
		} else {
			equal.Add(1)
		}
	}
}

// An editing is a sequence of edits.
type editing struct {
	*rand.Rand
	t         *testing.T
	dir       string
	preview   *serve.Preview
	files     map[string]string
	published map[string]string // by a build of the files as they are; nil for nothing
	ever      map[string]bool   // files of the site that have been there
	done      []string
}

func newEditing(t *testing.T, seed uint64) *editing {
	e := &editing{Rand: rand.New(rand.NewPCG(seed, 7)), t: t, dir: t.TempDir(), files: map[string]string{}, ever: map[string]bool{}}
	for name, content := range sample() {
		e.put(name, content)
	}
	e.done = nil
	e.preview, _ = openAt(t, e.dir)
	e.published = builtAt(t, e.dir)
	compare(t, e.preview, e.published)
	return e
}

func (e *editing) put(name, content string) string {
	write(e.t, filepath.Join(e.dir, name), content)
	e.files[name] = content
	e.done = append(e.done, "write "+name)
	return name
}

func (e *editing) drop(name string) string {
	remove(e.t, filepath.Join(e.dir, name))
	delete(e.files, name)
	e.done = append(e.done, "remove "+name)
	return name
}

// edit makes one edit, tells the preview, and compares.
func (e *editing) edit() {
	changed := e.restored()
	if e.published != nil || e.IntN(2) == 0 {
		changed = append(changed, e.any()...)
	}
	for i := range changed {
		changed[i] = filepath.Join(e.dir, changed[i])
	}
	if e.IntN(4) == 0 {
		changed = nil // a watcher that lost count
	}
	e.preview.Reload(e.t.Context(), changed...)
	if e.IntN(2) == 0 { // a page in view, before the others have been matched
		get(e.preview, "/magnesium/")
	}
	e.preview.Settle()
	for path := range e.published {
		e.ever[path] = true
	}
	e.published = builtAt(e.t, e.dir)
	data := body(e.t, get(e.preview, "/_stet/page?at=/&token="+token))
	stale := strings.Contains(data, `"stale":true`)
	if e.published == nil {
		if r := get(e.preview, "/"); r.StatusCode != 200 {
			e.t.Errorf("a build would publish nothing, and / has status %d", r.StatusCode)
		}
		if whole := body(e.t, get(e.preview, "/_stet/site?at=/&token="+token)); !stale && strings.Contains(whole, `"trouble":[]`) {
			e.t.Errorf("a build would publish nothing, and the preview does not say so: %s", whole)
		}
		return
	}
	if stale {
		e.t.Errorf("a build would publish, and the preview says: %.600s", data)
	}
	compare(e.t, e.preview, e.published)
	for path := range e.ever {
		if _, there := e.published[path]; !there && !e.isWithheld(path) {
			if r := get(e.preview, "/"+path); r.StatusCode != 404 {
				e.t.Errorf("%s is gone, and has status %d", path, r.StatusCode)
			}
		}
	}
}

// restored puts everything back, now and then, where nothing can be published.
func (e *editing) restored() (changed []string) {
	if e.published != nil || e.IntN(3) > 0 {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(e.files)) {
		changed = append(changed, e.drop(name))
	}
	want := sample()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		changed = append(changed, e.put(name, want[name]))
	}
	return changed
}

// isWithheld reports whether path may be of an article that no reader gets to
// see, and an editor does: a draft, or one whose date has not come.
func (e *editing) isWithheld(path string) bool {
	address, _, _ := strings.Cut(path, "/")
	for name, content := range e.files {
		slug := strings.ToLower(strings.TrimSuffix(filepath.Base(name), ".md"))
		hidden := strings.Contains(content, "draft: true") || strings.Contains(content, "date: 2027")
		if hidden && (slug == address || strings.Contains(content, "slug: "+address+"\n")) {
			return true
		}
	}
	return false
}

func pick[T any](e *editing, list []T) T { return list[e.IntN(len(list))] }

// any makes an edit and gives the paths that a watcher would tell of.
func (e *editing) any() []string {
	switch n := e.IntN(20); {
	case n < 6:
		return []string{e.put(e.article(true), e.text())}
	case n < 9:
		name := e.article(false)
		return []string{e.put(name, e.text())}
	case n < 11:
		return []string{e.drop(e.article(false))}
	case n < 13: // a file by another name
		from, to := e.article(false), e.article(true)
		content := e.files[from]
		return []string{e.drop(from), e.put(to, content)}
	case n == 13: // a folder by another name
		return e.moveFolder()
	case n < 16:
		return e.library()
	case n == 16:
		return e.template()
	case n == 17:
		return e.asset()
	case n == 18:
		return e.settings()
	}
	return []string{e.put("content/curve.svg", fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="30"/>`, 10+e.IntN(30)))}
}

// article is the name of an article: of a new one, or of one that is there.
func (e *editing) article(fresh bool) string {
	var there []string
	for _, name := range slices.Sorted(maps.Keys(e.files)) {
		if strings.HasSuffix(name, ".md") {
			there = append(there, name)
		}
	}
	if !fresh && len(there) > 0 {
		return pick(e, there)
	}
	return "content/" + pick(e, []string{"", "more/", "deep/er/"}) + pick(e, []string{"zinc", "iron", "Copper", "selenium", "magnesium", "audit"}) + ".md"
}

// text is an article; now and then one that cannot be published.
func (e *editing) text() string {
	var b strings.Builder
	if e.IntN(12) == 0 {
		return pick(e, []string{"", "---\n", "---\ntitel: x\n---\nText.\n", "---\ntitle: [\n---\n"})
	}
	fmt.Fprintf(&b, "---\ntitle: Review %d\ndate: 20%02d-0%d-11\n", e.IntN(50), 20+e.IntN(8), 1+e.IntN(9))
	for _, line := range []string{"draft: true", "tags: [minerals, Diet]", "tags: [diet]", "section: Supplements", "slug: chosen", "aliases: [/old/]", "description: About it.",
		"corrections:\n  - {on: 2026-01-02, what: A number.}", "references: [\"pmid:33808247\"]"} {
		if e.IntN(5) == 0 && !strings.Contains(b.String(), "\n"+line[:4]) {
			b.WriteString(line + "\n")
		}
	}
	b.WriteString("---\n")
	for range e.IntN(5) {
		b.WriteString(pick(e, []string{
			"A 2018 study in *Nutrients* reported that magnesium deficiency is common.\n\n", "Fiorentini et al. (2021) reviewed magnesium [@pmid:33808247].\n\n", "## A heading\n\n",
			"Smith et al. (2001) found nothing in *The Lancet*.\n\n", "![A curve](curve.svg)\n\n", "See [that](https://example.org/).\n\n", "<!-- stet unmatched: \"old\" by=ed until=2027-01-01 -->\n\nJones et al. (1999) in *The Lancet*.\n\n",
		}))
	}
	return b.String()
}

func (e *editing) moveFolder() []string {
	from, to := pick(e, []string{"content/more", "content/deep"}), pick(e, []string{"content/more", "content/moved", "content/deep/er/est"})
	if from == to || strings.HasPrefix(to, from+"/") {
		return nil
	}
	moved := map[string]string{}
	for name, content := range e.files {
		if rest, ok := strings.CutPrefix(name, from+"/"); ok {
			moved[to+"/"+rest] = content
			delete(e.files, name)
		}
	}
	remove(e.t, filepath.Join(e.dir, from))
	for _, name := range slices.Sorted(maps.Keys(moved)) {
		e.put(name, moved[name])
	}
	return []string{from, to}
}

func (e *editing) library() []string {
	const name = "citations.yaml"
	switch e.IntN(6) {
	case 0:
		return []string{e.put(name, "- key: [\n")}
	case 1:
		return []string{e.drop(name)}
	case 2:
		return []string{e.put(name, library)}
	}
	year := 2010 + e.IntN(12)
	more := fmt.Sprintf("- key: smith%d\n  title: Zinc and the common cold\n  authors: [Smith A]\n  journal: %s\n  year: %d\n", year, pick(e, []string{"Lancet", "Nutrients"}), year)
	return []string{e.put(name, strings.Replace(library, "year: 2021", fmt.Sprintf("year: %d", 2018+e.IntN(4)), 1)+more)}
}

func (e *editing) template() []string {
	name := "templates/" + pick(e, []string{"missing.html", "topics.html"})
	if _, there := e.files[name]; there && e.IntN(3) > 0 {
		return []string{e.drop(name)}
	}
	if e.IntN(4) == 0 {
		return []string{e.put(name, "{{define \"main\"}}{{.Nothing}}{{end}}")}
	}
	return []string{e.put(name, fmt.Sprintf("{{define \"main\"}}<h1>{{.Title}} %d</h1>{{end}}", e.IntN(10)))}
}

func (e *editing) asset() []string {
	name := "static/" + pick(e, []string{"extra.css", "stet.css", "data/table.csv"})
	if _, there := e.files[name]; there && e.IntN(3) > 0 {
		return []string{e.drop(name)}
	}
	return []string{e.put(name, fmt.Sprintf("p { margin: %dpx }", e.IntN(10)))}
}

func (e *editing) settings() []string {
	const name = "stet.yaml"
	return []string{e.put(name, pick(e, []string{
		"title: The desk\n", "title: Another desk\nbase_url: https://example.org/\n", "titel: x\n", "", "severity: {unmatched: note}\n", "limits: {nesting: 3}\n", "journals: {Nuts: Nutrients}\n",
	}))}
}
