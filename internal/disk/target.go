package disk

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Marker is the file by which stet knows a folder as a site of its own. It
// lists the files that stet wrote there.
const Marker = ".stet-site"

// kept are the files of a site's host that outlive a publication.
var kept = []string{".git", ".nojekyll", "CNAME"}

// keep moves the host's own files from the old site to the new one: those that
// stet did not write there, and that the new site does not have.
func keep(old, target string) error {
	names, err := readManifest(old)
	if errors.Is(err, fs.ErrNotExist) { // an empty folder
		return nil
	}
	if err != nil {
		return err
	}
	ours := listed(names)
	for _, name := range kept {
		if _, err := os.Lstat(filepath.Join(target, name)); err == nil || ours[name] {
			continue
		}
		err := os.Rename(filepath.Join(old, name), filepath.Join(target, name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// checkTarget refuses a folder that holds anything stet did not write.
func checkTarget(target string) error {
	info, err := os.Lstat(target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	path := filepath.ToSlash(target)
	if err != nil {
		return writeError(path, err)
	}
	if !info.IsDir() {
		return &Error{path, "is " + kind(info.Mode()) + ", and the site would replace it; name a folder with -o"}
	}
	foreign, marked, err := foreigners(target)
	if bad, ok := errors.AsType[*Error](err); ok {
		return bad
	}
	if err != nil {
		return writeError(path, err)
	}
	if len(foreign) == 0 {
		return nil
	}
	list := strings.Join(foreign[:min(3, len(foreign))], ", ")
	if len(foreign) > 3 {
		list += fmt.Sprintf(" and %d more", len(foreign)-3)
	}
	if !marked {
		return &Error{path, "holds files that stet did not write (" + list + "), and a build would remove them; choose another folder with -o, or empty this one"}
	}
	return &Error{path, "holds files that were not there after the last build (" + list + "), and a new one would remove them; move them out (a site's own files belong in static/)"}
}

// foreigners lists the files in target that its manifest does not, sorted.
func foreigners(target string) (foreign []string, marked bool, err error) {
	names, err := readManifest(target)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, false, err
	}
	marked = err == nil
	ours := listed(names)
	ours[Marker] = marked
	err = filepath.WalkDir(target, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(target, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		switch {
		case marked && slices.Contains(kept, rel):
			if d.IsDir() {
				return fs.SkipDir
			}
		case !d.IsDir() && !ours[rel] && !ours[hidden(rel)]:
			foreign = append(foreign, rel)
		}
		return nil
	})
	slices.Sort(foreign)
	return foreign, marked, err
}

// manifestLimit bounds the list of a site's files, in bytes: some five million.
const manifestLimit = 256 << 20

// readManifest is the list of the files that stet wrote into the folder of a site,
// a line each. A site may have come with a repository of anybody's, so that the
// list is no link and no device, whatever it leads to.
func readManifest(dir string) ([]byte, error) {
	path := filepath.Join(dir, Marker)
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &Error{filepath.ToSlash(path), "is " + kind(info.Mode()) + ", and stet wrote a file; take it away"}
	}
	manifest, err := Read(path, manifestLimit)
	_, names, _ := bytes.Cut(manifest, []byte("\n")) // the first line says what the file is
	return names, err
}

// listed are the lines of a manifest.
func listed(names []byte) map[string]bool {
	all := map[string]bool{}
	for line := range bytes.Lines(names) {
		all[string(bytes.TrimSpace(line))] = true
	}
	return all
}
