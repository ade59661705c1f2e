package main

import (
	"os"
	"path/filepath"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"

	"stet/internal/bench"
)

// runOldSite is the command "oldsite DIR ARTICLES" of scripts: a site of that many
// articles, and beside it, as citations.yaml, the library of another house, so
// that little of what the articles name is in it.
func runOldSite(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	other := filepath.Join(ts.Getenv("TMPDIR"), "other")
	for _, d := range []string{dir, other} {
		ts.Check(os.MkdirAll(d, 0o777))
	}
	ts.Check(bench.Site{Articles: n, References: 400, Seed: 1}.Generate(dir))
	ts.Check(bench.Site{References: 40, Seed: 2}.Generate(other))
	ts.Check(os.Rename(filepath.Join(other, "citations.yaml"), filepath.Join(dir, "citations.yaml")))
}
