package lsp

import (
	"context"
	"slices"
	"strings"

	"github.com/sourcegraph/jsonrpc2"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/fix"
	"stet/internal/project"
	"stet/internal/source"
)

// severities are those of LSP.
var severities = map[audit.Severity]int{audit.Error: 1, audit.Warning: 2, audit.Note: 3}

// publish sends what is found in an open document.
func (s *server) publish(ctx context.Context, conn *jsonrpc2.Conn, uri string) error {
	d := s.documents[uri]
	if d == nil {
		return nil
	}
	return conn.Notify(ctx, "textDocument/publishDiagnostics", publishParams{uri, &d.version, s.diagnose(d)})
}

// diagnose gives what is found in a document, in order of place; never nil,
// since an empty list takes old findings from the screen.
func (s *server) diagnose(d *document) []diagnostic {
	all := []diagnostic{}
	switch {
	case d.isLibrary():
		return append(all, s.diagnoseLibrary(d.file)...)
	case !d.isArticle():
		return all
	}
	draft, o := s.draft(d)
	if o.err != nil {
		for _, err := range leaves(o.err) {
			all = append(all, diagnostic{Severity: severities[audit.Error], Code: "bad-project", Source: "stet",
				Message: "this article is judged by a project that cannot be read: " + err.Error()})
		}
	}
	if draft == nil {
		return all
	}
	for _, f := range s.findings(draft, o) {
		all = append(all, s.diagnostic(draft, o, &f))
	}
	return all
}

// findings are those in an article that count, in order of place. Those that
// take the whole site to see, such as links that lead nowhere, are not among
// them.
func (s *server) findings(draft *fix.Draft, o *opened) []audit.Finding {
	d := &draft.Digest
	findings := o.project.Judge(slices.Clone(d.Findings), d.Reading.Waivers, s.Today())
	if o.project.Library == nil {
		findings = o.project.Unaided(findings, draft.Article.File.Path, "start one: 'stet cite add ID', or 'stet cite import FILE'")
	}
	findings = slices.DeleteFunc(findings, func(f audit.Finding) bool { return !f.Counts() })
	audit.SortFindings(findings)
	return findings
}

func (s *server) diagnostic(draft *fix.Draft, o *opened, f *audit.Finding) diagnostic {
	file := draft.Article.File
	d := diagnostic{
		Range:    s.encoding.span(file, source.Span{Start: f.Start.Offset, End: f.End.Offset}),
		Severity: severities[f.Severity],
		Code:     f.Rule,
		Source:   "stet",
		Message:  f.Message,
	}
	if f.Hint != "" {
		d.Message += "\n" + f.Hint
	}
	for _, c := range f.Candidates {
		if l, ok := s.inLibrary(o, c.Reference); ok {
			d.Related = append(d.Related, related{l, c.Reference + ": " + strings.Join(c.Why, ", ")})
		}
	}
	return d
}

// inLibrary is where a reference stands in the library.
func (s *server) inLibrary(o *opened, key string) (location, bool) {
	r := o.project.Index.Reference(key)
	if r == nil || o.library == "" || o.err != nil {
		return location{}, false
	}
	if o.text == nil {
		f, err := project.ReadFile(o.library, project.LibraryLimit)
		if err != nil || stampOf(o.library) != o.libraryStamp {
			return location{}, false // it has changed since, and is read anew with the next change
		}
		o.text = f
	}
	at := s.encoding.position(o.text, r.Span.Start)
	return location{uriOf(o.library), textRange{at, at}}, true
}

// diagnoseLibrary gives what is wrong with a library as it stands in the editor.
func (s *server) diagnoseLibrary(f *source.File) []diagnostic {
	lib, err := cite.ParseLibrary(f)
	var all []diagnostic
	for _, err := range leaves(err) {
		d := diagnostic{Severity: severities[audit.Error], Code: "bad-library", Source: "stet", Message: err.Error()}
		if e, ok := err.(*source.Error); ok {
			at := s.encoding.position(f, e.Pos.Offset)
			d.Range, d.Message = textRange{at, at}, e.Msg
		}
		all = append(all, d)
	}
	if err != nil {
		return all
	}
	for _, found := range audit.Library(lib) {
		all = append(all, diagnostic{
			Range:    s.encoding.span(f, source.Span{Start: found.Start.Offset, End: found.End.Offset}),
			Severity: severities[found.Severity],
			Code:     found.Rule,
			Source:   "stet",
			Message:  strings.TrimSuffix(found.Message+"\n"+found.Hint, "\n"),
		})
	}
	return all
}

// leaves are the errors that err joins, or err alone; none for nil.
func leaves(err error) []error {
	if err == nil {
		return nil
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, e := range joined.Unwrap() {
			all = append(all, leaves(e)...)
		}
		return all
	}
	return []error{err}
}
