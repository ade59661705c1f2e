package main

import (
	"context"
	"fmt"
	"slices"

	"stet/internal/cite"
	"stet/internal/disk"
	"stet/internal/exchange"
)

var citeExport = command{
	name:  "cite export",
	args:  "[KEY...] [--format csl-json|ris|bibtex|nbib] [--citations FILE]",
	short: "write references for another program",
	long: `Prints the references of citations.yaml, or those that keys or ids name, in
the format of another program: CSL-JSON (Zotero, pandoc), RIS (EndNote,
Mendeley), BibTeX (LaTeX) or nbib (the text form of MEDLINE).

  stet cite export > library.json
  stet cite export --format ris yasui2012 29480918 > two.ris

Fields that a format has no place for are left out: none holds who verified a
record, nor the words and numbers of its abstract; RIS and BibTeX hold no second
year, no publication types and no notices of retraction; nbib holds neither keys
nor records without a PMID. Page ranges are written out (508-514), but in nbib.`,
	run: func(_ context.Context, e *env, args []string) error {
		flags := e.flags()
		citations := citationsFlag(flags)
		format := flags.String("format", string(exchange.CSL), "write `F`: csl-json, ris, bibtex or nbib")
		names, err := e.parse(flags, args)
		if err != nil {
			return err
		}
		if !slices.Contains(exchange.Formats, exchange.Format(*format)) {
			return usagef("--format %q is not one of %s", *format, formatNames())
		}
		_, lib, err := openLibrary(*citations)
		if err != nil {
			return err
		}
		refs := lib.References
		if len(names) > 0 {
			if refs, err = references(lib, names); err != nil {
				return err
			}
		}
		return export(e, refs, exchange.Format(*format))
	},
}

func export(e *env, refs []*cite.Reference, format exchange.Format) error {
	if format == exchange.Nbib {
		all := len(refs)
		refs = slices.DeleteFunc(slices.Clone(refs), func(r *cite.Reference) bool { return r.PMID == "" })
		if n := all - len(refs); n > 0 {
			fmt.Fprintf(e.stderr, "note: left out: %s without a PMID, which nbib has no place for\n", plural(n, "reference", "references"))
		}
	}
	if _, err := e.raw.Write(exchange.Write(refs, format)); err != nil {
		return &disk.Error{Path: "standard output", Msg: err.Error()}
	}
	return nil
}
