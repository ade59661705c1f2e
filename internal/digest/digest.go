// Package digest turns one article file into all that stet needs of it, by two
// pure functions: Read, which knows no library, and Match, which does.
//
// Readings and digests are plain data. They hold no date, no other article
// and no template, so that both can be cached under a key of their inputs.
package digest

import (
	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/claim"
	"stet/internal/match"
	"stet/internal/source"
)

// Options are the settings that matter to reading.
type Options struct {
	Article article.Options
	Claim   claim.Options
	NoBody  bool // leave out the HTML, for an audit alone
}

// A Reading is an article read: a pure function of the file and Options.
type Reading struct {
	Path     string
	Title    string
	Meta     article.Meta
	Headings []article.Heading
	Words    int // of prose
	Claims   []claim.Claim
	Excerpts []audit.Excerpt // of Claims, one for one
	Problems []audit.Finding // what reading found wrong
	Body     article.Body    // slots number Claims; empty with NoBody
}

// A Digest is a Reading matched against a library.
type Digest struct {
	Reading  Reading
	Claims   []audit.Claim   // Reading.Claims with their matches
	Findings []audit.Finding // the reading's problems and those of the rules, in order of place
}

// Read reads one article.
func Read(f *source.File, opt Options) Reading { panic("digest: not written yet") }

// Match matches the claims of r.
func Match(r Reading, x *match.Index) Digest { panic("digest: not written yet") }
