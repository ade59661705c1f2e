package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"

	"stet/internal/report"
	"stet/internal/serve"
	"stet/internal/settings"
	"stet/internal/source"
)

var serveVerb = command{
	name:  "serve",
	args:  "[--addr localhost:8080] [--poll] [--editor NAME]",
	short: "preview the site of this folder, with its findings beside the text",
	long: `Serves the site of the current folder as a build would publish it, and renders
anew whatever you save: articles, the library, stet.yaml, templates/ and
static/. The browser shows the new page as soon as it is there, where you were
on it.

Over each page lies a panel, which no build publishes: what the audit found on
the page in reading order, what was stated against what the record says, the
references that may have been meant, each with the citation to copy, the comment
that waives a finding, and the counts of the whole site. Drafts are shown at
their addresses, and marked; no other page leads to them. Where a file is
broken, its errors lie over the last good page.

It answers to this machine alone. To be reached from elsewhere it needs an
address of the machine and the names it is asked by; whoever reaches it can read
all drafts:

  stet serve --addr 0.0.0.0:8080 --allow-host desk.example.org

Names can stand in stet.yaml (serve: allowed_hosts), and so can the editor that
the places of findings lead to (serve: editor). Nothing is written, and nothing
is fetched from the network.`,
	run: runServe,
}

func runServe(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	addr := flags.String("addr", "localhost:8080", "answer at `ADDRESS`; where its port is taken, at the next that is free")
	var hosts []string
	flags.Func("allow-host", "answer to browsers that ask for `HOST`, beside localhost (may be repeated)", func(s string) error {
		if !settings.IsHost(s) {
			return fmt.Errorf("%q is not the name or number of a host, as preview.example.org is, without a port", s)
		}
		hosts = append(hosts, strings.ToLower(s))
		return nil
	})
	poll := flags.Bool("poll", false, "look at the files every second, where the system does not tell of changes (network folders, some containers)")
	editor := flags.String("editor", "", "open places in `NAME` (cursor, idea, textmate, vscode, vscodium, zed), or by an address with {file}, {line} and {column}")
	day := todayFlag(flags)
	args, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	if len(args) > 0 {
		return usagef("serve takes no arguments, got %q; it shows the site of the current folder", args[0])
	}
	if _, problem := settings.EditorLink(*editor); *editor != "" && problem != "" {
		return usagef("--editor: %s", problem)
	}
	if _, err := day.value(); err != nil {
		return err
	}
	if err := serve.CheckAddr(*addr); err != nil {
		return usagef("%w", err)
	}
	if host := serve.HostOf(*addr); host != "" {
		hosts = append(hosts, host)
	}
	spareMemory()
	shown, err := serve.New(serve.Options{
		Dir: ".", Token: rand.Text(), Hosts: hosts, Editor: *editor, Log: e.stderr,
		Today: func() source.Date {
			today, _ := day.value() // it was right before
			return today
		},
	})
	if err != nil {
		return unserved(err)
	}
	listeners, err := e.listen(*addr, append(hosts, shown.Project().Settings.Serve.AllowedHosts...))
	if err != nil {
		return err
	}
	fmt.Fprintln(e.stderr, "Ctrl-C ends the preview")
	return e.show(ctx, shown, listeners, *poll)
}

// show answers browsers until ctx ends or the site can be shown no more, and has
// the site read and watched meanwhile.
func (e *env) show(ctx context.Context, shown *serve.Preview, listeners []net.Listener, poll bool) error {
	ctx, stop := context.WithCancelCause(ctx)
	var watching sync.WaitGroup
	watching.Go(func() {
		if err := shown.Read(ctx); err != nil {
			stop(unserved(err))
			return
		}
		debug.FreeOSMemory() // what reading all articles took
		articles, standing, claims := shown.Counts()
		fmt.Fprintf(e.stderr, "%s, %s\n", report.Texts(articles, standing), report.Count(claims, "claim"))
		shown.Watch(ctx, poll)
	})
	err := shown.Serve(ctx, listeners)
	if cause := context.Cause(ctx); err == nil && !errors.Is(cause, context.Canceled) {
		err = cause
	}
	stop(err)
	watching.Wait()
	return err
}

// unserved is why there is no preview: what is wrong with the project's files,
// or that there is no site here.
func unserved(err error) error {
	if _, ok := errors.AsType[*source.Error](err); ok {
		return &failure{statusUsage, err}
	}
	return fmt.Errorf("%w; 'stet init' makes a small site to start from", err)
}

// listen opens the address, and says what it is and who reaches it.
func (e *env) listen(addr string, hosts []string) ([]net.Listener, error) {
	host := serve.HostOf(addr)
	if !serve.IsLoopback(addr) {
		if host == "" && len(hosts) == 0 {
			return nil, usagef("--addr %s is open to other machines, and no name is given by which they may ask; add --allow-host NAME, or serve: allowed_hosts: in stet.yaml", addr)
		}
		fmt.Fprintf(e.stderr, "warning: whoever reaches %s can read this site with all its drafts\n", addr)
	}
	listeners, port, err := serve.Listen(addr)
	if err != nil {
		return nil, usagef("%w", err)
	}
	if _, asked, _ := net.SplitHostPort(addr); asked != "0" && asked != strconv.Itoa(port) {
		fmt.Fprintf(e.stderr, "note: port %s is taken; this is port %d\n", asked, port)
	}
	if host == "" {
		host = slices.Compact(hosts)[0]
	}
	fmt.Fprintf(e.stdout, "http://%s:%d/\n", host, port)
	return listeners, nil
}
