package lsp

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/fix"
	"stet/internal/source"
)

// maxItems is how many keys are offered at once; typing narrows them.
const maxItems = 100

// completion offers the references of the library where a citation is being
// written: those first that the sentence may mean.
func (s *server) completion(c call[placeParams]) (any, error) {
	list := completionList{Items: []completionItem{}}
	d := s.documents[c.params.TextDocument.URI]
	if d == nil || !d.isArticle() {
		return list, nil
	}
	offset := s.encoding.offset(d.file, c.params.Position)
	start, ok := nameStart(d.file, offset)
	if !ok {
		return list, nil
	}
	draft, o := s.draft(d)
	if draft == nil || o.project.Library == nil {
		return list, nil
	}
	typed := cite.Fold(d.file.Text(source.Span{Start: start, End: offset}))
	span := s.encoding.span(d.file, source.Span{Start: start, End: offset})
	near := nearKeys(draft, offset)
	var rest []completionItem
	for _, r := range o.project.Library.References {
		words := searchable(r)
		if typed != "" && !strings.Contains(cite.Fold(words), typed) {
			continue
		}
		item := completionItem{
			Label:         r.Key,
			Kind:          referenceKind,
			Detail:        strings.TrimSpace(fmt.Sprintf("%s %d", r.Journal.Title, r.Year)),
			Documentation: markup{"plaintext", cite.Vancouver(r)},
			FilterText:    words,
			TextEdit:      textEdit{span, r.Key},
		}
		if rank := slices.Index(near, r.Key); rank >= 0 {
			item.SortText = fmt.Sprintf("0%02d", rank)
			list.Items = append(list.Items, item)
		} else if len(rest) < maxItems {
			item.SortText = "1" + r.Key
			rest = append(rest, item)
		} else {
			list.IsIncomplete = true
		}
	}
	slices.SortFunc(list.Items, func(a, b completionItem) int { return strings.Compare(a.SortText, b.SortText) })
	list.Items = append(list.Items, rest...)
	return list, nil
}

// maxName bounds how far before the cursor the "@" of a name is looked for.
const maxName = 200

// nameStart is the byte behind the "@" of the name in a citation's brackets that
// ends at offset, if one does.
func nameStart(f *source.File, offset int) (int, bool) {
	from := max(0, offset-maxName)
	before := f.Bytes[from:offset]
	if i := bytes.LastIndexByte(before, '\n'); i >= 0 {
		before, from = before[i+1:], from+i+1
	}
	at := bytes.LastIndexByte(before, '@')
	open := bytes.LastIndexByte(before, '[')
	if at < 0 || open < 0 || at < open || bytes.ContainsAny(before[at:], " ;,]") || bytes.IndexByte(before[open:], ']') >= 0 {
		return 0, false
	}
	return from + at + 1, true
}

// searchable are the words by which people look for a reference.
func searchable(r *cite.Reference) string {
	words := []string{r.Key}
	for _, id := range r.IDs() {
		words = append(words, id.String())
	}
	words = append(words, r.Authors[:min(len(r.Authors), 3)]...)
	return strings.Join(append(words, fmt.Sprint(r.Year), r.Title), " ")
}

// nearKeys are the references that the sources of the sentence at a byte may
// be, best first.
func nearKeys(draft *fix.Draft, offset int) []string {
	var keys []string
	for i := range draft.Digest.Claims {
		c := &draft.Digest.Claims[i]
		if offset < c.Span.Start || offset > c.Span.End {
			continue
		}
		for k := range c.Matches {
			keys = append(keys, audit.Possible(&c.Matches[k])...)
		}
	}
	var once []string
	for _, key := range keys {
		if !slices.Contains(once, key) {
			once = append(once, key)
		}
	}
	return once
}
