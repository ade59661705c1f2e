package main

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"stet/internal/cite"
	"stet/internal/disk"
	"stet/internal/ncbi"
	"stet/internal/source"
)

// exportLimit is how large a PubMed export may be, in bytes, packed or not.
const exportLimit = 1 << 30

var citeImport = command{
	name:  "cite import",
	args:  "FILE... [--pick ID,...] [--citations FILE]",
	short: "take over records of a PubMed export",
	long: `Reads PubMed XML (what "Save citation to file" and efetch give), plain or
packed with gzip, and writes its records into ./citations.yaml, verified "from:
pubmed-xml" as of today. A record that is there already is brought up to date
in its place and keeps its key; entries that an editor vouches for, and every
other byte of the file, stay as they are.

  stet cite import export.xml
  stet cite import export.xml.gz --pick 33808247,PMC8065437,10.7556/jaoa.2018.037

Exit status: 1 if a picked id is in none of the files, or a record cannot be
taken.`,
	run: runImport,
}

func runImport(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	pick := flags.String("pick", "", "take only these ids, comma-separated: PMIDs, PMCIDs, DOIs: `ID,...`")
	citations := flags.String("citations", "", "write to this library: `FILE`")
	day := todayFlag(flags)
	files, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return usagef("cite import needs a PubMed XML file")
	}
	picked, err := parsePick(*pick)
	if err != nil {
		return err
	}
	today, err := day.value()
	if err != nil {
		return err
	}
	records, err := readRecords(ctx, files, picked)
	if err != nil {
		return err
	}
	for _, r := range records {
		r.Verified = cite.Verification{At: today, From: "pubmed-xml"}
	}
	skipped, err := importRecords(e, libraryPath(*citations), records)
	if err != nil {
		return err
	}
	if missing := picked.missing(); len(missing) > 0 {
		return &failure{statusFindings, fmt.Errorf("not in %s: %s", strings.Join(files, ", "), strings.Join(missing, ", "))}
	}
	if skipped > 0 {
		return &failure{statusFindings, nil}
	}
	return nil
}

// importRecords writes records into the library at path, and gives the number
// of those that could not be taken.
func importRecords(e *env, path string, records []*cite.Reference) (skipped int, err error) {
	var done cite.Imported
	err = disk.Update(path, libraryLimit, func(old []byte) (updated []byte, err error) {
		updated, done, err = cite.Import(source.NewFile(filepath.ToSlash(path), old), records)
		return updated, err
	})
	if err != nil {
		return 0, err
	}
	for _, key := range done.Kept {
		fmt.Fprintf(e.stderr, "note: %s: left as it is: an editor vouches for it\n", key)
	}
	for _, s := range done.Skipped {
		fmt.Fprintf(e.stderr, "%s: not imported: %s\n", s.Key, s.Reason)
	}
	_, err = fmt.Fprintf(e.stdout, "%s: %d added, %d updated, %d unchanged\n",
		filepath.ToSlash(path), len(done.Added), len(done.Updated), len(done.Unchanged))
	return len(done.Skipped), err
}

// readRecords reads the records of all files, those that are picked, in order.
func readRecords(ctx context.Context, files []string, picked picks) ([]*cite.Reference, error) {
	var records []*cite.Reference
	for _, path := range files {
		b, err := disk.Read(path, exportLimit)
		if err != nil {
			return nil, err
		}
		for r, err := range ncbi.Records(bytes.NewReader(b)) {
			if err != nil {
				return nil, &failure{statusUsage, fmt.Errorf("%s: %w", path, err)}
			}
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if picked.take(r) {
				records = append(records, r)
			}
		}
	}
	return records, nil
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
		id, err := cite.ParseID(bareID(s))
		if err != nil {
			return nil, usagef("--pick: %w", err)
		}
		p[id] = false
	}
	return p, nil
}

// bareID adds the kind to a PMID or DOI that a person types without it.
func bareID(s string) string {
	switch {
	case strings.Trim(s, "0123456789") == "":
		return "pmid:" + s
	case strings.HasPrefix(s, "10."):
		return "doi:" + s
	}
	return s
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
