package main

import (
	"bytes"
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"stet/internal/cite"
	"stet/internal/disk"
	"stet/internal/project"
	"stet/internal/source"
)

var citeVerb = command{
	name:  "cite",
	args:  "add | verify | find | import | export | list | show | remove | rename | fmt",
	short: "add, verify and edit the references of the library",
	long: `Works on citations.yaml, of this folder or the nearest one above it, or on the
library that --citations names. Comments, order, quotes and all bytes outside of a
change stay as they are.

  stet cite add 29480918 PMC8065437 10.3390/nu13041136
                                 fetch records from PubMed and add them
  stet cite add --from draft.md  the same for every id in an article
  stet cite verify               compare the library with PubMed
  stet cite find draft.md:31     look in PubMed for what a sentence means
  stet cite import library.ris   take records of another program, or of an export
  stet cite export --format ris  write them for another program
  stet cite list --unused        the references, one a line
  stet cite show yasui2012       all that is known of one
  stet cite remove yasui2012     take one away
  stet cite rename pmid:29480918 uwitonze2018
                                 give one another key, in the articles too
  stet cite fmt                  put the entries in order

Only add, verify and find ask PubMed; set NCBI_API_KEY for ten requests a
second in place of three. 'stet cite add --help' and so on say more.`,
	run: runCite,
}

// citeVerbs are the verbs below cite.
var citeVerbs = []command{citeAdd, citeVerify, citeFind, citeImport, citeExport, citeList, citeShow, citeRemove, citeRename, citeFmt}

func runCite(ctx context.Context, e *env, args []string) error {
	collectMore()
	var names []string
	for _, c := range citeVerbs {
		names = append(names, strings.TrimPrefix(c.name, "cite "))
		if len(args) > 0 && names[len(names)-1] == args[0] {
			e.verb = c
			return c.run(ctx, e, args[1:])
		}
	}
	rest, err := e.parse(e.flags(), args)
	if err != nil {
		return err
	}
	if len(rest) == 0 {
		return usagef("cite needs a verb: %s; 'stet cite --help' says more", strings.Join(names, ", "))
	}
	return usagef("cite has no verb %q%s (want %s)", rest[0], source.DidYouMean(rest[0], names), strings.Join(names, ", "))
}

// citationsFlag adds --citations, the library that cite works on: the nearest one
// upwards, and where there is none a new one in this folder.
func citationsFlag(flags *flag.FlagSet) *string {
	path := cmp.Or(disk.Upwards(".", project.LibraryName), project.LibraryName)
	flags.Func("citations", "the library, where it is not the nearest citations.yaml upwards: `FILE`", func(s string) error {
		path = s
		return nil
	})
	return &path
}

// openLibrary reads the library at path, which has to be there.
func openLibrary(path string) (*source.File, *cite.Library, error) {
	f, err := libraryFile(path)
	if err != nil {
		return nil, nil, err
	}
	lib, err := cite.ParseLibrary(f)
	return f, lib, err
}

// libraryFile is the file at path, which has to be there.
func libraryFile(path string) (*source.File, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, &failure{statusUsage, fmt.Errorf("%s: no such file; 'stet cite add' and 'stet cite import' make it, --citations names another", filepath.ToSlash(path))}
	}
	f, err := project.ReadFile(path, project.LibraryLimit)
	if err != nil {
		return nil, &failure{statusUsage, err}
	}
	return f, nil
}

// editLibrary replaces the library at path, which may be new, by what edit
// makes of it. No other stet changes it meanwhile.
func editLibrary(e *env, path string, edit func(*source.File) ([]byte, error)) error {
	return disk.Update(path, project.LibraryLimit, func(old []byte) ([]byte, error) {
		b, err := edit(source.NewFile(filepath.ToSlash(path), old))
		if n := disk.Links(path); err == nil && n > 1 && !bytes.Equal(b, old) {
			fmt.Fprintf(e.stderr, "note: %s has %d names (hard links); the others keep the old content\n", filepath.ToSlash(path), n)
		}
		return b, err
	})
}

// references are those that names, keys or ids, stand for, in their order.
// Names that stand for nothing are an error that lists them all.
func references(lib *cite.Library, names []string) ([]*cite.Reference, error) {
	var refs []*cite.Reference
	var missing []string
	for _, name := range names {
		if r := lib.Find(name); r != nil {
			refs = append(refs, r)
		} else {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return nil, notInLibrary(lib, missing)
	}
	return refs, nil
}

// notInLibrary says that names stand for nothing, and what may be meant.
func notInLibrary(lib *cite.Library, names []string) error {
	var keys []string
	for _, r := range lib.References {
		keys = append(keys, r.Key)
	}
	said := make([]string, len(names))
	for i, name := range names {
		said[i] = fmt.Sprintf("%q%s", name, source.DidYouMean(name, keys))
	}
	return &failure{statusFindings, fmt.Errorf("not in %s: %s; 'stet cite list' prints the keys", lib.Path, strings.Join(said, ", "))}
}

// problems prints what is wrong with single entries.
func problems(e *env, lib *cite.Library) {
	for _, p := range lib.Problems {
		fmt.Fprintf(e.stderr, "%s:%d:%d: %s\n", lib.Path, p.Pos.Line, p.Pos.Column, p.Msg)
	}
}

// brief is a reference on a line: its key and what it is.
func brief(r *cite.Reference) string { return r.Key + "  " + cite.Vancouver(r) }

// plural is a number and what is counted.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
