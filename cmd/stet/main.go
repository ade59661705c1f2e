// Stet is a static-site generator for evidence reviews that matches every
// clinical claim in an article's prose to a reference.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"stet/internal/disk"
	"stet/internal/ncbi"
	"stet/internal/report"
	"stet/internal/source"
)

// A command is one verb of stet.
type command struct {
	name  string
	args  string // what follows the name in the usage line
	short string // one line for the list of verbs
	long  string // what it does, for --help
	run   func(context.Context, *env, []string) error
}

// commands are the verbs in the order of the help text.
func commands() []command {
	return []command{
		initVerb,
		newVerb,
		buildVerb,
		serveVerb,
		auditVerb,
		suggestVerb,
		bindVerb,
		fixVerb,
		waiveVerb,
		baselineVerb,
		bindingsVerb,
		reviewVerb,
		citeVerb,
		journalsVerb,
		explainVerb,
		lspVerb,
		settingsVerb,
		themeVerb,
		schemaVerb,
		evalVerb,
		versionVerb,
	}
}

// An env is the world as a verb sees it.
type env struct {
	stdin  io.Reader
	stdout io.Writer // what is found and made
	stderr io.Writer // talk
	verb   command

	// stdout and stderr hold nothing that a terminal would obey. What is for
	// programs goes to raw as it is.
	raw      io.Writer
	terminal *os.File // what stderr ends at, nil if that is no terminal
}

// Exit statuses.
const (
	statusFindings    = 1   // findings at or above --fail-on, or a blocking one
	statusUsage       = 2   // a wrong command line, settings, or an unreadable library
	statusDisk        = 3   // could not read or write
	statusNetwork     = 4   // a service on the network gave no answer
	statusInterrupted = 130 // stopped by the user
)

// A failure is an error with the status that stet exits with. A nil Err says
// that all there was to say has been printed.
type failure struct {
	status int
	err    error
}

func (f *failure) Error() string {
	if f.err == nil {
		return ""
	}
	return f.err.Error()
}

func (f *failure) Unwrap() error { return f.err }

// usagef is a mistake on the command line.
func usagef(format string, args ...any) error {
	return &failure{statusUsage, fmt.Errorf(format, args...)}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// What does not stop by itself is stopped: nothing is half written, and the
	// next build sweeps up.
	context.AfterFunc(ctx, func() {
		time.Sleep(time.Second)
		os.Exit(statusInterrupted)
	})
	status := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// run is the whole program: it runs the verb that args name and gives the exit
// status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	e := &env{stdin: stdin, stdout: report.Shown(stdout), stderr: report.Shown(stderr), raw: stdout, terminal: terminalOf(stderr)}
	err := dispatch(ctx, e, args)
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if ctx.Err() != nil {
		fmt.Fprintln(e.stderr, "stet: interrupted")
		return statusInterrupted
	}
	if msg := err.Error(); msg != "" {
		fmt.Fprintf(e.stderr, "stet: %s\n", msg)
	}
	return statusOf(err)
}

// terminalOf is w if that is a terminal, else nil.
func terminalOf(w io.Writer) *os.File {
	f, ok := w.(*os.File)
	if !ok {
		return nil
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	return f
}

// statusOf is the exit status for an error.
func statusOf(err error) int {
	if f, ok := errors.AsType[*failure](err); ok {
		return f.status
	}
	if _, ok := errors.AsType[*disk.Error](err); ok {
		return statusDisk
	}
	if _, ok := errors.AsType[*source.Error](err); ok {
		return statusUsage
	}
	if _, ok := errors.AsType[*ncbi.ServiceError](err); ok {
		return statusNetwork
	}
	return statusDisk
}

func dispatch(ctx context.Context, e *env, args []string) error {
	if len(args) == 0 {
		usage(e.stderr)
		return &failure{statusUsage, nil}
	}
	name, rest := args[0], args[1:]
	switch name {
	case "help", "-h", "-help", "--help":
		if len(rest) == 0 {
			usage(e.stdout)
			return nil
		}
		name, rest = rest[0], append(rest[1:], "--help")
	case "--version", "-v":
		name = "version"
	}
	for _, c := range commands() {
		if c.name == name {
			e.verb = c
			return c.run(ctx, e, rest)
		}
	}
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	return usagef("there is no verb %q%s; 'stet help' lists them", name, source.DidYouMean(name, names))
}

func usage(w io.Writer) {
	fmt.Fprint(w, `stet matches every clinical claim in an article's prose to a reference.

Usage: stet VERB [flags] [arguments]

`)
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-9s %s\n", c.name, c.short)
	}
	fmt.Fprint(w, `
'stet VERB --help' says more of each.
Exit status: 0 clean, 1 findings, 2 usage or settings, 3 could not read or write, 4 network, 130 interrupted.
`)
}

// flags is the flag set of e's verb, silent: its errors are returned.
func (e *env) flags() *flag.FlagSet {
	fs := flag.NewFlagSet(e.verb.name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	return fs
}

// parse reads the flags of a verb, before, between and after its arguments,
// and gives the arguments. "--" ends the flags.
func (e *env) parse(fs *flag.FlagSet, args []string) ([]string, error) {
	var positional []string
	for {
		err := fs.Parse(args)
		if errors.Is(err, flag.ErrHelp) {
			e.help(fs)
			return nil, err
		}
		if err != nil {
			return nil, usagef("%s: %s; 'stet %s --help' lists the flags", e.verb.name, flagTrouble(fs, err), e.verb.name)
		}
		rest := fs.Args()
		if used := len(args) - len(rest); used > 0 && args[used-1] == "--" || len(rest) == 0 {
			return append(positional, rest...), nil
		}
		positional = append(positional, rest[0])
		args = rest[1:]
	}
}

// flagTrouble is an error of the flag package in the words of this program: its
// flags have two dashes.
func flagTrouble(fs *flag.FlagSet, err error) string {
	if name, unknown := strings.CutPrefix(err.Error(), "flag provided but not defined: -"); unknown {
		var known []string
		fs.VisitAll(func(f *flag.Flag) { known = append(known, "--"+f.Name) })
		return "unknown flag --" + name + source.DidYouMean(name, known)
	}
	msg := strings.Replace(err.Error(), "flag needs an argument: -", "a value is missing behind --", 1)
	return strings.Replace(msg, " for flag -", " for --", 1)
}

func (e *env) help(fs *flag.FlagSet) {
	fmt.Fprintf(e.stdout, "Usage: stet %s %s\n\n%s\n", e.verb.name, e.verb.args, e.verb.long)
	first := true
	fs.VisitAll(func(f *flag.Flag) {
		if first {
			fmt.Fprint(e.stdout, "\nFlags:\n")
			first = false
		}
		value, text := flag.UnquoteUsage(f)
		dash := "--"
		if len(f.Name) == 1 {
			dash = "-"
		}
		name := dash + f.Name
		if value != "" {
			name += " " + value
		}
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" {
			text += " (default " + f.DefValue + ")"
		}
		fmt.Fprintf(e.stdout, "  %-20s %s\n", name, text)
	})
}

// A today is the --today flag: the date that checks reckon from.
type today struct{ date source.Date }

// todayFlag adds --today, which comes before SOURCE_DATE_EPOCH and the clock.
func todayFlag(fs *flag.FlagSet) *today {
	t := new(today)
	fs.Func("today", "reckon from `DATE` (2026-11-20) instead of the clock's or SOURCE_DATE_EPOCH's", func(s string) (err error) {
		t.date, err = source.ParseDate(s)
		return err
	})
	return t
}

// from says what decides on the day.
func (t *today) from() string {
	switch {
	case !t.date.IsZero():
		return "--today"
	case os.Getenv("SOURCE_DATE_EPOCH") != "":
		return "SOURCE_DATE_EPOCH"
	}
	return "clock"
}

func (t *today) value() (source.Date, error) {
	if !t.date.IsZero() {
		return t.date, nil
	}
	epoch := os.Getenv("SOURCE_DATE_EPOCH")
	if epoch == "" {
		return source.DateOf(time.Now()), nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return source.Date{}, usagef("SOURCE_DATE_EPOCH %q is not a number of seconds", epoch)
	}
	return source.DateOf(time.Unix(seconds, 0).UTC()), nil
}
