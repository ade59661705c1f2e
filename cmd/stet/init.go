package main

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"stet/internal/disk"
)

// starter is the site that init writes.
//
//go:embed all:starter
var starter embed.FS

// ignoreName is the file of the starter that every repository may have already.
const ignoreName = ".gitignore"

var initVerb = command{
	name:  "init",
	args:  "[DIR]",
	short: "make a small working site to start from",
	long: `Writes a small site into DIR (default: the current folder): one article with
six claims, of which one has a wrong year, one fits nothing, and one rests on a
retracted paper; the library it is matched against, of real records; the pages
that stand beside it; settings; and a .gitignore for what a build makes, if there is
none. Files that are there already are never touched.

  stet init review && cd review && stet build && stet audit`,
	run: runInit,
}

func runInit(_ context.Context, e *env, args []string) error {
	args, err := e.parse(e.flags(), args)
	if err != nil {
		return err
	}
	dir := "."
	switch len(args) {
	case 0:
	case 1:
		dir = args[0]
	default:
		return usagef("init takes one folder, got %d arguments", len(args))
	}
	files, err := starterFiles()
	if err != nil {
		return err
	}
	var missing []string
	for _, name := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		switch _, err := os.Lstat(path); {
		case err != nil:
			missing = append(missing, name)
		case name != ignoreName:
			return usagef("%s is there already, and init overwrites nothing; choose an empty folder", filepath.ToSlash(path))
		}
	}
	for _, name := range missing {
		b, err := starter.ReadFile("starter/" + name)
		if err != nil {
			return err
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := disk.Create(path, b); err != nil {
			return err
		}
		fmt.Fprintln(e.stdout, filepath.ToSlash(path))
	}
	next := "stet build && stet audit"
	if dir != "." {
		next = "cd " + dir + " && " + next
	}
	fmt.Fprintf(e.stderr, "next: %s; to see it, stet serve\n", next)
	return nil
}

// starterFiles are the names of the starter's files, sorted.
func starterFiles() (names []string, err error) {
	err = fs.WalkDir(starter, "starter", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, strings.TrimPrefix(path, "starter/"))
		}
		return err
	})
	return names, err
}
