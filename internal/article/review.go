package article

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"stet/internal/source"
	"stet/internal/yaml"
)

// TextSum is a sum of the text of an article, below its front matter: what a
// reviewer saw. Line ends, white space at the ends of lines and blank lines
// around the text do not count.
func TextSum(f *source.File) string {
	start := bomLength(f.Bytes)
	if fr, ok := findFront(f.Bytes, true); ok && fr.end >= 0 {
		start = fr.end
	}
	h := sha256.New()
	started, blank := false, 0
	for i := start; i < len(f.Bytes); {
		line, next := lineAt(f.Bytes, i)
		i = next
		if line = bytes.TrimRight(line, " \t"); len(line) == 0 {
			blank++
			continue
		}
		for ; started && blank > 0; blank-- {
			h.Write([]byte{'\n'})
		}
		h.Write(line)
		started, blank = true, 1
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// checkReview notes whether the text is still the one that was reviewed.
func (a *Article) checkReview(root *yaml.Node) {
	r := &a.Meta.Reviewed
	if r.Sum == "" || r.Sum == TextSum(a.File) {
		return
	}
	r.Outdated = true
	at := root.Field("reviewed").Field("sum").Span
	again := "stet review " + a.File.Path + " --by " + yaml.Quoted(r.By)
	if r.Credentials != "" {
		again += " --credentials " + yaml.Quoted(r.Credentials)
	}
	a.problem("edited-since-review", at, "the text has changed since "+r.By+" reviewed it", "have it looked at again, then: "+again)
}

// Review gives the edits that write r into the front matter, with the sum of
// the text as it is now.
func (a *Article) Review(r Review) ([]source.Edit, error) {
	f := a.File
	fr, ok := findFront(f.Bytes, true)
	if !ok || fr.end < 0 {
		return nil, fmt.Errorf("%s: no front matter between two lines ---, into which the review could be written", f.Path)
	}
	root, err := yaml.ParsePart(f, fr.inner, yaml.Limits{})
	if err != nil {
		return nil, err
	}
	if root == nil || root.Kind != yaml.Mapping || len(root.Items) == 0 {
		return nil, errors.New(f.Path + ": the front matter has no fields")
	}
	text := "{by: " + yaml.Text(r.By)
	if r.Credentials != "" {
		text += ", credentials: " + yaml.Text(r.Credentials)
	}
	text += ", on: " + r.On.String() + ", sum: " + yaml.Text(TextSum(f)) + "}"
	e := yaml.Editor{File: f}
	if root.Field("reviewed") != nil {
		e.Replace(root, "reviewed", text)
	} else {
		e.Insert(root, &root.Items[len(root.Items)-1], "reviewed", text)
	}
	return e.Edits, nil
}
