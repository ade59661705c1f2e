package project

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"unsafe"

	"stet/internal/disk"
	"stet/internal/pack"
	"stet/internal/site"
	"stet/internal/source"
)

// A page of an article follows from its file, from what all pages share, and from
// what it asks: where other articles are, what pictures look like, and which of
// its dates have come. So a build keeps of each page how its file looked, and the
// questions with their answers. The next build asks them again; where all is the
// same, it has the page and what the fold needs of it already. There is no list
// of what depends on what.

// A Made is an article whose page has been made: what a build keeps for the
// next one.
type Made struct {
	Seen    string  // how the article's file looked; "" if that is not to be trusted
	Asked   []Asked // what its page asked, and was told
	Dates   string  // which of the article's dates had come
	Entry   site.Entry
	Bytes   int    // of the page, without related articles
	Beside  []int  // bytes of each of Entry.Files
	Related string // sum of what its related articles are made from; "" for none
	Size    int    // of their HTML, in bytes
	Review  string // where reviewers find the page of a draft; "" where they are to find none
}

// An Asked is what a page asked about a file, and the answer.
type Asked struct {
	Page   bool // where the page of the article of the file is, else how the file looks
	File   string
	Answer string
}

// Trace is e for the page of the article at path, and notes in m how its file
// looked, and what the page asks.
func (r *Rebuild) Trace(e *Edition, m *Made, path string) *Edition {
	if r == nil {
		return e
	}
	seen := r.articles[path]
	if seen.IsSettled(r.now) {
		m.Seen = seen.Text
	}
	ask := func(a Asked) {
		if a.Answer = e.answer(a); !slices.Contains(m.Asked, a) {
			m.Asked = append(m.Asked, a)
		}
	}
	frame := e.Frame.With(func(path string) (string, bool) {
		ask(Asked{Page: true, File: path})
		return e.Frame.Find(path)
	})
	frame.File = func(path string) ([]byte, error) {
		if ask(Asked{File: path}); !disk.See(filepath.FromSlash(path)).IsSettled(r.now) {
			m.Seen = ""
		}
		return e.Frame.File(path)
	}
	return &Edition{Project: e.Project, Frame: frame, Known: e.Known}
}

// answer is what a page that asks a gets to hear.
func (e *Edition) answer(a Asked) string {
	if !a.Page {
		return disk.See(filepath.FromSlash(a.File)).Text
	}
	if address, ok := e.Frame.Find(a.File); ok {
		return address
	}
	return "none" // addresses end in a slash
}

// Dates says which of the dates that an article is judged by have come.
func (e *Edition) Dates(entry *site.Entry) string {
	var b strings.Builder
	date := func(d source.Date) { fmt.Fprintf(&b, "%+d", e.Frame.Today.Compare(d)) }
	date(source.Date{}) // whether there is a day at all
	for _, d := range []source.Date{entry.Meta.Date, entry.Meta.NextReview, entry.Meta.Reviewed.On} {
		date(d)
	}
	for i := range entry.Waivers {
		date(entry.Waivers[i].Until)
	}
	return b.String()
}

// frameFacts are what all pages share beside what Rebuild has looked at.
func (e *Edition) frameFacts() string {
	return fmt.Sprintf("%q %v", e.Frame.Standing, e.Project.unhoused)
}

// Known is what a build knows of the pages that it has made. The zero Known is
// nothing.
type Known struct {
	Made   []*Made
	Sheets []Sheet

	made   map[string]*Made // by the path of the article
	sheets map[string]Sheet
}

// A Sheet is a page that is no article's, and was made from what has that sum.
type Sheet struct {
	Path, From string
	Bytes      int
}

// Has reports whether there is a page at path that was made from what has that
// sum.
func (k *Known) Has(path, from string) bool { return from != "" && k.sheets[path].From == from }

// Bytes is how many bytes the page at path has.
func (k *Known) Bytes(path string) int { return k.sheets[path].Bytes }

// Took reports whether m is an article of k.
func (k *Known) Took(m *Made) bool { return k.made[m.Entry.Path] == m }

// Known reads what is known of the pages that are there. e gets to number words as
// the last build did.
func (r *Rebuild) Known(e *Edition) (known Known) {
	last := r.last()
	if last == nil || last.Shared != r.shared || last.Pages == "" {
		return known
	}
	b, err := r.pages.Read(r.name, pagesLimit)
	if err != nil {
		return known
	}
	if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != last.Pages {
		return known
	}
	known, lexicon, err := readKnown(unsafe.String(unsafe.SliceData(b), len(b)), e.frameFacts())
	if err != nil {
		return Known{}
	}
	e.Frame.Lexicon = lexicon
	return known
}

// Address is that of an article whose file is as it was.
func (r *Rebuild) Address(known *Known, path string) (string, bool) {
	m := known.made[path]
	if m == nil || m.Seen == "" || m.Seen != r.articles[path].Text {
		return "", false
	}
	return m.Entry.URL, true
}

// Page is an article of known whose page would be the same today; nil where it
// might be another.
func (r *Rebuild) Page(known *Known, e *Edition, path string) *Made {
	if _, same := r.Address(known, path); !same {
		return nil
	}
	m := known.made[path]
	for _, a := range m.Asked {
		if e.answer(a) != a.Answer {
			return nil
		}
	}
	if e.Dates(&m.Entry) != m.Dates {
		return nil
	}
	return m
}

// pagesLimit bounds what is kept of a site's pages, in bytes.
const pagesLimit = 1 << 30

// pagesHead is at the start of what is kept.
type pagesHead struct {
	Facts  string
	Words  []string // of the lexicon
	Sheets []Sheet
	Made   int // articles that follow
}

// keep keeps what is known of a site, and gives the sum of what it has written.
func (r *Rebuild) keep(e *Edition, known Known) (string, error) {
	sum := sha256.New()
	err := r.pages.WriteBy(r.name, func(to io.Writer) error {
		w := bufio.NewWriterSize(io.MultiWriter(to, sum), 1<<16)
		b := pack.Append(nil, pagesHead{e.frameFacts(), e.Frame.Words(), known.Sheets, len(known.Made)})
		for _, m := range known.Made {
			if _, err := w.Write(b); err != nil {
				return err
			}
			b = appendMade(b[:0], m)
		}
		w.Write(b) // Flush gives its error
		return w.Flush()
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}

// appendMade writes m behind b, the words of its claims after it: an entry has them
// from elsewhere.
func appendMade(b []byte, m *Made) []byte {
	plain := *m
	plain.Entry.Plains = nil
	b = pack.Append(b, plain)
	var plains []string
	if m.Entry.Plains != nil {
		plains = m.Entry.Plains()
	}
	return pack.Append(b, plains)
}

// readKnown reads what keep has written.
func readKnown(text, facts string) (known Known, words *site.Lexicon, err error) {
	var head pagesHead
	if text, err = pack.Read(text, &head); err != nil || head.Facts != facts {
		return known, nil, pack.ErrDamaged
	}
	known.made, known.sheets = map[string]*Made{}, map[string]Sheet{}
	for _, sheet := range head.Sheets {
		known.sheets[sheet.Path] = sheet
	}
	for range head.Made {
		m := &Made{}
		var plains []string
		if text, err = pack.Read(text, m); err == nil {
			text, err = pack.Read(text, &plains)
		}
		if err != nil {
			return known, nil, err
		}
		m.Entry.Restore(func() []string { return plains })
		known.made[m.Entry.Path] = m
	}
	return known, site.NewLexicon(head.Words), nil
}
