package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"sync"

	"stet/internal/audit"
	"stet/internal/source"
)

// A Build is what a build of a site came to.
type Build struct {
	Output     string // folder of the site, with slashes
	Published  bool   // the site took the old one's place
	Result     audit.Result
	Withheld   []Withheld      // articles that readers do not get to see, by path
	Stopping   []audit.Finding // what kept the site from being published; nil if it was
	References References
	Sizes      *Sizes // nil where nothing was written
}

// Withheld is an article that was left out, and why.
type Withheld struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
	Review string `json:"review,omitempty"` // address of the page for reviewers, below the site's root

	Due      source.Date     `json:"-"` // its date, where that is all that withholds it
	Stopping []audit.Finding `json:"-"` // what will then keep the site from being published
}

// References counts the library of a site.
type References struct {
	All      int `json:"all"`
	Verified int `json:"verified"`
	Used     int `json:"used"` // at least one claim leans on them
}

// maxLargest is how many pages a summary names for their size.
const maxLargest = 5

// Sizes counts the bytes of a site's files while they are written, from several
// goroutines at once.
type Sizes struct {
	mu    sync.Mutex
	files map[string]int
}

// Add counts bytes of the file of that name, below the site's folder, with
// slashes; of one that it knows they are more bytes.
func (s *Sizes) Add(name string, bytes int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.files == nil {
		s.files = map[string]int{}
	}
	s.files[name] += bytes
}

// Count is the number of files.
func (s *Sizes) Count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.files)
}

type jsonBuild struct {
	Schema     string        `json:"schema"`
	Output     string        `json:"output"`
	Published  bool          `json:"published"`
	Summary    jsonSummary   `json:"summary"`
	References References    `json:"references"`
	Withheld   []Withheld    `json:"withheld"`
	Stopping   []jsonStopper `json:"stopping"`
	Files      jsonFiles     `json:"files"`
}

// A jsonStopper is a finding that kept the site from being published.
type jsonStopper struct {
	Rule    string `json:"rule"`
	Path    string `json:"path"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

type jsonFiles struct {
	Count   int        `json:"count"`
	Bytes   int        `json:"bytes"`
	Kinds   []jsonKind `json:"kinds"`
	Largest []jsonFile `json:"largest"`
}

type jsonKind struct {
	Kind  string `json:"kind"`
	Count int    `json:"count"`
	Bytes int    `json:"bytes"`
}

type jsonFile struct {
	File  string `json:"file"`
	Bytes int    `json:"bytes"`
}

// BuildJSON writes b by the schema stet.build/1. No clock is in it: the same
// site has the same summary.
func BuildJSON(w io.Writer, b Build) error {
	j := jsonBuild{
		Schema: "stet.build/1", Output: b.Output, Published: b.Published, Summary: summaryOf(b.Result.Summary()),
		References: b.References, Withheld: list(b.Withheld), Stopping: []jsonStopper{}, Files: filesOf(b.Sizes),
	}
	for i := range b.Stopping {
		f := &b.Stopping[i]
		at := wholeFile(f.Start)
		j.Stopping = append(j.Stopping, jsonStopper{f.Rule, f.Path, at.Line, at.Column, f.Message})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(j); err != nil {
		return fmt.Errorf("build as JSON: %w", err)
	}
	return nil
}

// filesOf sums up sizes by the kind of a file, which is the ending of its name.
func filesOf(s *Sizes) jsonFiles {
	f := jsonFiles{Kinds: []jsonKind{}, Largest: []jsonFile{}}
	if s == nil {
		return f
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	kinds := map[string]jsonKind{}
	for name, bytes := range s.files {
		kind := strings.TrimPrefix(path.Ext(name), ".")
		k := kinds[kind]
		kinds[kind] = jsonKind{kind, k.Count + 1, k.Bytes + bytes}
		f.Count++
		f.Bytes += bytes
		f.Largest = append(f.Largest, jsonFile{name, bytes})
	}
	for _, k := range kinds {
		f.Kinds = append(f.Kinds, k)
	}
	slices.SortFunc(f.Kinds, func(a, b jsonKind) int { return cmp.Or(b.Bytes-a.Bytes, strings.Compare(a.Kind, b.Kind)) })
	slices.SortFunc(f.Largest, func(a, b jsonFile) int { return cmp.Or(b.Bytes-a.Bytes, strings.Compare(a.File, b.File)) })
	f.Largest = f.Largest[:min(len(f.Largest), maxLargest)]
	return f
}
