// Package fix computes edits of articles: a sentence is bound to a reference, a
// finding is waived, and what is mechanical is put right.
//
// Each function looks at an article as it was read, and gives the edits that
// change it. What an edit does is never taken for granted: the changed text is
// read and matched anew, and an edit that does anything else than it was meant
// to is an error.
package fix

import (
	"slices"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/source"
)

// A Draft is an article that is being edited.
type Draft struct {
	Article *article.Article
	Digest  digest.Digest // of the article
	Read    Reader
}

// A Reader reads and matches a text as the project of its article would.
type Reader func(*source.File) digest.Digest

// after is the digest of the article with edits made.
func (d *Draft) after(edits []source.Edit) digest.Digest {
	f := d.Article.File
	return d.Read(source.NewFile(f.Path, source.Splice(f.Bytes, edits)))
}

// isNoWorse reports whether with edits made the article has the claims that it
// has, none of them with a worse verdict.
func (d *Draft) isNoWorse(edits []source.Edit) bool {
	after := d.after(edits)
	return slices.EqualFunc(after.Claims, d.Digest.Claims, func(a, b audit.Claim) bool {
		return len(a.Mentions) == len(b.Mentions) && slices.Index(match.Verdicts, a.Verdict) >= slices.Index(match.Verdicts, b.Verdict)
	})
}
