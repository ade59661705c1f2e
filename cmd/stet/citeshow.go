package main

import (
	"context"
	"fmt"
	"strings"

	"stet/internal/cite"
	"stet/internal/disk"
)

var citeShow = command{
	name:  "cite show",
	args:  "KEY... [--citations FILE]",
	short: "print all that is known of a reference",
	long: `Prints the entry of a reference as it stands in citations.yaml, how prose cites
it, who vouches for it and its notices; and its abstract, if its record was
fetched from PubMed on this computer. A reference is named by its key or an id.

  stet cite show yasui2012
  stet cite show 29480918 PMC8065437`,
	run: func(_ context.Context, e *env, args []string) error {
		flags := e.flags()
		citations := citationsFlag(flags)
		names, err := e.parse(flags, args)
		if err != nil {
			return err
		}
		if len(names) == 0 {
			return usagef("cite show needs a key or an id; 'stet cite list' prints them")
		}
		f, lib, err := openLibrary(*citations)
		if err != nil {
			return err
		}
		refs, err := references(lib, names)
		if err != nil {
			return err
		}
		for i, r := range refs {
			if i > 0 {
				fmt.Fprintln(e.stdout)
			}
			if err := show(e, r, f.Text(r.Span)); err != nil {
				return err
			}
		}
		return nil
	},
}

func show(e *env, r *cite.Reference, entry string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", cite.Vancouver(r))
	fmt.Fprintf(&b, "cite it as   [@%s]\n", r.Key)
	fmt.Fprintf(&b, "standing     %s\n", standing(r))
	for _, n := range r.Notices {
		line := n.Kind
		if n.Year != 0 {
			line += fmt.Sprintf(" of %d", n.Year)
		}
		if n.ID.Kind != cite.NoID {
			line += ", " + n.ID.String()
		}
		fmt.Fprintf(&b, "notice       %s\n", line)
	}
	indent := strings.Repeat(" ", r.Pos.Column-1)
	fmt.Fprintf(&b, "\n- %s\n", strings.ReplaceAll(strings.ReplaceAll(entry, "\r\n", "\n"), "\n"+indent, "\n  "))
	abstract, err := cachedAbstract(r)
	if err != nil {
		fmt.Fprintf(e.stderr, "note: %v\n", err)
	}
	if abstract != "" {
		fmt.Fprintf(&b, "\n%s\n", abstract)
	}
	if _, err := e.stdout.Write([]byte(b.String())); err != nil {
		return &disk.Error{Path: "standard output", Msg: err.Error()}
	}
	return nil
}

// standing says who vouches for r.
func standing(r *cite.Reference) string {
	v := r.Verified
	switch r.State() {
	case cite.Edited:
		return fmt.Sprintf("edited since it was verified on %s; 'stet cite verify %s' compares it with PubMed", v.At, r.Key)
	case cite.Verified:
		switch v.From {
		case cite.FromEditor:
			return fmt.Sprintf("%s vouches for it, %s", v.By, v.At)
		case cite.FromXML:
			return fmt.Sprintf("verified on %s, from a PubMed export", v.At)
		}
		return fmt.Sprintf("verified on %s, from PubMed", v.At)
	}
	if len(r.IDs()) == 0 {
		return fmt.Sprintf("unverified; add an id, or vouch for it: stet cite verify %s --by NAME --url URL", r.Key)
	}
	return fmt.Sprintf("unverified; 'stet cite verify %s' compares it with PubMed", r.Key)
}

// cachedAbstract is the abstract of r's record, if it was fetched here.
func cachedAbstract(r *cite.Reference) (string, error) {
	records := openRecords()
	if r.PMID == "" || records == nil {
		return "", nil
	}
	record, err := records.Record(r.PMID)
	if err != nil || record == nil {
		return "", err
	}
	return record.Abstract, nil
}
