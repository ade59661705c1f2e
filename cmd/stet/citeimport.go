package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stet/internal/cite"
	"stet/internal/disk"
	"stet/internal/exchange"
	"stet/internal/ncbi"
	"stet/internal/source"
)

// exportLimit is how large a PubMed export may be, in bytes, packed or not.
const exportLimit = 1 << 30

var citeImport = command{
	name:  "cite import",
	args:  "FILE... [--pick ID,...] [--lookup] [--format F] [--citations FILE]",
	short: "take records of an export or of another program",
	long: `Reads PubMed XML (what efetch gives, plain or packed with gzip), nbib (PubMed:
Send to > Citation manager), RIS, BibTeX and CSL-JSON (Zotero, EndNote,
Mendeley ...), and writes the records into citations.yaml. A file's format is
seen in its content; --format names it.

Records of PubMed XML are verified, "from: pubmed-xml" as of today, and bring an
entry that is there already up to date. Those of the other formats are nobody's
word for anything: they fill in what an unverified entry lacks, change nothing
that one says, and are verified by 'stet cite verify'. Entries keep their keys;
those that an editor vouches for, and every other byte of the file, stay.

With --lookup, records without an id are looked up in PubMed at once, as by
'stet cite verify --lookup'; without it nothing is asked.

  stet cite import export.xml
  stet cite import library.ris references.bib && stet cite verify
  stet cite import export.xml.gz --pick 33808247,PMC8065437,10.7556/jaoa.2018.037

  stet cite import scholar.bib --lookup

Exit status: 1 if a picked id is in none of the files, or a record cannot be
taken or found.`,
	run: runImport,
}

func runImport(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	pick := flags.String("pick", "", "take only these ids, comma-separated: PMIDs, PMCIDs, DOIs: `ID,...`")
	format := flags.String("format", "", "read the files as `F`: pubmed-xml, csl-json, ris, bibtex or nbib")
	lookup := flags.Bool("lookup", false, "look in PubMed for records without an id")
	citations := citationsFlag(flags)
	day := todayFlag(flags)
	files, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return usagef("cite import needs a file: PubMed XML, nbib, RIS, BibTeX or CSL-JSON")
	}
	if *format != "" && *format != pubMedXML && !slices.Contains(exchange.Formats, exchange.Format(*format)) {
		return usagef("--format %q is not one of %s", *format, formatNames(pubMedXML))
	}
	picked, err := parsePick(*pick)
	if err != nil {
		return err
	}
	today, err := day.value()
	if err != nil {
		return err
	}
	in := importing{env: e, format: *format, picked: picked, today: today}
	for _, path := range files {
		if err := in.read(ctx, path); err != nil {
			return err
		}
	}
	done, err := importRecords(e, *citations, in.records)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(in.records, func(r *cite.Reference) bool { return r.Verified.From == "" }) && !*lookup {
		fmt.Fprintln(e.stderr, "next: 'stet cite verify' compares with PubMed what is not verified; with --lookup it looks for ids that are missing")
	}
	if *lookup {
		if err := lookUpImported(ctx, lookingUp{env: e, path: *citations, today: today}, done); err != nil {
			return err
		}
	}
	if missing := picked.missing(); len(missing) > 0 {
		return &failure{statusFindings, fmt.Errorf("not in %s: %s", strings.Join(files, ", "), strings.Join(missing, ", "))}
	}
	if len(done.Skipped) > 0 {
		return &failure{statusFindings, nil}
	}
	return nil
}

// importRecords writes records into the library at path.
func importRecords(e *env, path string, records []*cite.Reference) (done cite.Imported, err error) {
	err = editLibrary(e, path, func(f *source.File) (b []byte, err error) {
		b, done, err = cite.Import(f, records)
		return b, err
	})
	if err != nil {
		return done, err
	}
	for _, key := range done.Kept {
		fmt.Fprintf(e.stderr, "note: %s: left as it is: an editor vouches for it\n", key)
	}
	for _, s := range done.Skipped {
		fmt.Fprintf(e.stderr, "%s: not imported: %s\n", s.Key, s.Reason)
	}
	_, err = fmt.Fprintf(e.stdout, "%s: %d added, %d updated, %d unchanged\n",
		filepath.ToSlash(path), len(done.Added), len(done.Updated), len(done.Unchanged))
	return done, err
}

// lookUpImported looks up the entries that were imported and have no id.
func lookUpImported(ctx context.Context, l lookingUp, done cite.Imported) error {
	_, lib, err := openLibrary(l.path)
	if err != nil {
		return err
	}
	var nameless []*cite.Reference
	for _, key := range slices.Concat(done.Added, done.Updated, done.Unchanged) {
		if r := lib.Key(key); r != nil && len(r.IDs()) == 0 && !slices.Contains(nameless, r) {
			nameless = append(nameless, r)
		}
	}
	return l.run(ctx, nameless)
}

// pubMedXML is the one format whose records are verified.
const pubMedXML = "pubmed-xml"

func formatNames(first ...string) string {
	for _, f := range exchange.Formats {
		first = append(first, string(f))
	}
	return strings.Join(first, ", ")
}

// An importing collects the records of files.
type importing struct {
	env     *env
	format  string // "" to see it in each file
	picked  picks
	today   source.Date
	records []*cite.Reference
}

// read reads the records of one file, those that are picked, in order.
func (in *importing) read(ctx context.Context, path string) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return usagef("%s is a folder; name its files, as %s/*.xml; nothing was imported", path, strings.TrimSuffix(filepath.ToSlash(path), "/"))
	}
	b, err := disk.Read(path, exportLimit)
	if err != nil {
		return err
	}
	format := in.format
	if found, ok := exchange.Detect(path, b); ok && format == "" {
		format = string(found)
	}
	if format != "" && format != pubMedXML {
		return in.exchanged(path, b, exchange.Format(format))
	}
	for r, err := range ncbi.Records(bytes.NewReader(b)) {
		if err != nil {
			if bad, ok := errors.AsType[*ncbi.Error](err); ok && bad.NotXML && format == "" {
				bad.Msg += "; beside PubMed XML, nbib, RIS, BibTeX and CSL-JSON are read"
			}
			return &failure{statusUsage, exportError(filepath.ToSlash(path), err)}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if in.picked.take(r) {
			r.Verified = cite.Verification{At: in.today, From: cite.FromXML}
			in.records = append(in.records, r)
		}
	}
	return nil
}

// exportError is an error of the export at path, with its place as all errors
// about files have it.
func exportError(path string, err error) error {
	if bad, ok := errors.AsType[*ncbi.Error](err); ok && bad.Line > 0 {
		return fmt.Errorf("%s:%d:%d: %s", path, bad.Line, bad.Column, bad.Msg)
	}
	return fmt.Errorf("%s: %w", path, err)
}

// exchanged reads a file of another program.
func (in *importing) exchanged(path string, b []byte, format exchange.Format) error {
	refs, notes, err := exchange.Read(source.NewFile(filepath.ToSlash(path), b), format)
	if err != nil {
		return &failure{statusUsage, err}
	}
	for _, n := range notes {
		fmt.Fprintf(in.env.stderr, "%s:%d: %s\n", filepath.ToSlash(path), n.Line, n.Msg)
	}
	for _, r := range refs {
		if in.picked.take(r) {
			in.records = append(in.records, r)
		}
	}
	return nil
}

// picks are the ids that --pick names, and whether each was found; nil picks
// everything.
type picks map[cite.ID]bool

func parsePick(list string) (picks, error) {
	if list == "" {
		return nil, nil
	}
	p := picks{}
	for s := range strings.SplitSeq(list, ",") {
		s = strings.TrimSpace(s)
		if s == "" {
			continue
		}
		id, err := cite.ParseAnyID(s)
		if err != nil {
			return nil, usagef("--pick: %w", err)
		}
		p[id] = false
	}
	return p, nil
}

func (p picks) take(r *cite.Reference) bool {
	if p == nil {
		return true
	}
	found := false
	for _, id := range r.IDs() {
		if _, wanted := p[id]; wanted {
			p[id], found = true, true
		}
	}
	return found
}

func (p picks) missing() []string {
	var ids []string
	for id, found := range p {
		if !found {
			ids = append(ids, id.String())
		}
	}
	slices.Sort(ids)
	return ids
}
