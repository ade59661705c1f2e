package main

import (
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"stet/internal/ncbi/ncbitest"
)

// An ncbiFake is the fake of NCBI's services that a script may start:
//
//	ncbi start [FAULT[:TIMES]...]  start it, and have stet.yaml name it
//	ncbi fault FAULT[:TIMES]...    switch faults on, each for good unless TIMES says how often
//	ncbi requests N                fail unless N requests came since the last time
//	ncbi manners                   fail if anything was asked against NCBI's manners
type ncbiFake struct {
	server *ncbitest.Server
	seen   int // requests that were counted before
}

func (f *ncbiFake) run(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: ncbi start|fault|requests|manners [ARG...]")
	}
	if f.server == nil && args[0] != "start" {
		ts.Fatalf("ncbi start comes first")
	}
	switch args[0] {
	case "start":
		ts.Check(f.start(ts))
		ts.Check(f.faults(args[1:]))
	case "fault":
		ts.Check(f.faults(args[1:]))
	case "requests":
		n := len(f.server.Arrivals())
		if len(args) != 2 || strconv.Itoa(n-f.seen) != args[1] {
			ts.Fatalf("%d requests came: %v", n-f.seen, f.server.Arrivals()[f.seen:])
		}
		f.seen = n
	case "manners":
		if p := f.server.Problems(); len(p) > 0 {
			ts.Fatalf("against NCBI's manners: %q", p)
		}
	default:
		ts.Fatalf("ncbi has no command %q", args[0])
	}
}

// start starts the fake and writes its address into the script's stet.yaml.
func (f *ncbiFake) start(ts *testscript.TestScript) error {
	f.server = ncbitest.New(ncbitest.Own())
	http := httptest.NewServer(f.server)
	ts.Defer(http.Close)
	file, err := os.OpenFile(ts.MkAbs("stet.yaml"), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = fmt.Fprintf(file, "ncbi: {base: %q, email: editor@example.org}\n", http.URL)
	return err
}

func (f *ncbiFake) faults(names []string) error {
	for _, name := range names {
		name, text, limited := strings.Cut(name, ":")
		times := -1
		if limited {
			var err error
			if times, err = strconv.Atoi(text); err != nil {
				return err
			}
		}
		if err := f.server.Fault(name, times); err != nil {
			return err
		}
	}
	return nil
}

// runNCBI is the command ncbi of the scripts.
func runNCBI(ts *testscript.TestScript, neg bool, args []string) {
	ts.Value(ncbiFake{}).(*ncbiFake).run(ts, neg, args)
}

// canary is an API key that must turn up in no output and no file. With a key
// the services are asked 10 times a second, without 3 times.
const canary = "c0ffee5eed5ecre7c0ffee5eed5ecre7c0de"

// ownCache gives a script a cache folder, a key and a fake of its own.
func ownCache(env *testscript.Env) {
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData"} {
		env.Setenv(name, filepath.Join(env.WorkDir, ".cache"))
	}
	env.Setenv("NCBI_API_KEY", canary)
	env.Values[ncbiFake{}] = &ncbiFake{}
}
