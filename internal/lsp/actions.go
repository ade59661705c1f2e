package lsp

import (
	"fmt"
	"slices"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/fix"
	"stet/internal/match"
	"stet/internal/source"
)

// quickFix is the kind of all actions that are offered.
const quickFix = "quickfix"

// waiverMonths is for how long a waiver that is offered holds.
const waiverMonths = 6

// codeActions offers what can be done about the sources named in a range: bind
// them to a reference that fits, add what the library lacks, put right what is
// mechanical, or waive the finding.
func (s *server) codeActions(c call[actionParams]) (any, error) {
	actions := []codeAction{}
	d := s.documents[c.params.TextDocument.URI]
	draft, o := s.draft(d)
	if draft == nil {
		return actions, nil
	}
	span := source.Span{Start: s.encoding.offset(d.file, c.params.Range.Start), End: s.encoding.offset(d.file, c.params.Range.End)}
	for _, t := range mentionsIn(draft, span) {
		actions = append(actions, s.bindings(d, draft, o, t)...)
		actions = append(actions, s.additions(o, draft, t)...)
	}
	for _, change := range draft.Mend(o.project.Index.Reference) {
		if e := change.Edit.Span; e.Start <= span.End && span.Start <= e.End {
			actions = append(actions, s.action(d, "Put right: "+change.What, []source.Edit{change.Edit}))
		}
	}
	for _, f := range s.findings(draft, o) {
		if f.Start.Offset <= span.End && span.Start <= f.End.Offset && f.Start.Line > 0 {
			actions = append(actions, s.waiving(d, draft, o, &f)...)
		}
	}
	return actions, nil
}

// bindings offer to bind a mention to each reference that fits its words.
func (s *server) bindings(d *document, draft *fix.Draft, o *opened, t fix.Target) []codeAction {
	var actions []codeAction
	retracted := false
	for _, key := range audit.Possible(&draft.Digest.Claims[t.Claim].Matches[t.Mention]) {
		edits, verdict, err := draft.Bind(t, key)
		if err != nil || verdict == match.OffTopic {
			continue // another paper than the sentence means
		}
		title := "Cite " + key
		if r := o.project.Index.Reference(key); r != nil && r.IsRetracted() {
			title += ", which was RETRACTED"
			retracted = true
		}
		actions = append(actions, s.action(d, title, edits))
	}
	if len(actions) == 1 {
		actions[0].IsPreferred = !retracted
	}
	return actions
}

// additions offer to fetch the ids of a mention that the library lacks.
func (s *server) additions(o *opened, draft *fix.Draft, t fix.Target) []codeAction {
	m := &draft.Digest.Claims[t.Claim].Mentions[t.Mention]
	if s.Add == nil || o.project.Library == nil {
		return nil
	}
	var actions []codeAction
	for _, id := range slices.Concat(m.IDs, m.Resolved) {
		if name := id.String(); id.Kind != cite.KindURL && o.project.Library.ID(id) == nil {
			title := "Add " + name + " to the library (asks PubMed)"
			actions = append(actions, codeAction{Title: title, Kind: quickFix, Command: &command{title, addCommand, []string{o.library, name}}})
		}
	}
	return actions
}

// waiving offers to waive a finding, with a reason and a name to be filled in.
func (s *server) waiving(d *document, draft *fix.Draft, o *opened, f *audit.Finding) []codeAction {
	today := s.Today()
	w := audit.Waiver{Reason: "why it may stand", By: "name", Until: today.AddMonths(waiverMonths)}
	edits, err := draft.Waive(*f, w, today)
	if err != nil {
		return nil
	}
	a := s.action(d, fmt.Sprintf("Waive %s here", f.Rule), edits)
	a.Diagnostics = []diagnostic{s.diagnostic(draft, o, f)}
	return []codeAction{a}
}

// action makes edits of a document an action.
func (s *server) action(d *document, title string, edits []source.Edit) codeAction {
	changes := make([]textEdit, len(edits))
	for i, e := range edits {
		changes[i] = textEdit{s.encoding.span(d.file, e.Span), e.Text}
	}
	return codeAction{Title: title, Kind: quickFix, Edit: &workspaceEdit{map[string][]textEdit{d.uri: changes}}}
}
