// Package serve shows a site while it is written: every page as a build would
// publish it, with the editor's layer over it, and anew whenever a file has
// changed.
//
// What the site is at one moment is a state, which never changes. A reload
// makes the next state from the last one and from the files that have changed,
// swaps it in whole, and then tells the browsers. Of an article a state holds
// what the fold needs and a packed reading, not its page: pages are made when
// they are asked for, in the way in which a build makes them.
//
// The package writes no file. It answers to the machine's own browser, and to
// others only by names that it was told.
package serve

import (
	"context"
	"fmt"
	"io"
	"sync"
	"sync/atomic"

	"stet/internal/audit"
	"stet/internal/project"
	"stet/internal/settings"
	"stet/internal/site"
	"stet/internal/source"
)

// Options are what a preview is told.
type Options struct {
	Dir    string             // where the project is looked for, as for a build
	Today  func() source.Date // that the rules of the site reckon from
	Token  string             // that the layer's own requests carry; not to be guessed
	Hosts  []string           // names that browsers may ask by, beside localhost and those of the settings
	Editor string             // as in settings.Serve; "" for that of the settings
	Log    io.Writer          // a line for each thing that a person at the terminal wants to know
}

// A Preview is a site shown while it is written. Its methods may be called by
// several goroutines at once.
type Preview struct {
	opt     Options
	reload  sync.Mutex // held while the next state is made
	now     atomic.Pointer[state]
	texts   texts
	lexicon site.Lexicon
	streams streams
	logging sync.Mutex
	told    []audit.Finding // trouble that the terminal knows of; guarded by reload

	settling context.CancelFunc // ends what settle does for an older state
	settlers sync.WaitGroup
}

// New opens the project; Read reads its articles. A theme that cannot be used is
// shown as an error over the built-in one; settings and a library that cannot
// be read are errors.
func New(opt Options) (*Preview, error) {
	first, err := project.Open(opt.Dir, "")
	if err != nil {
		return nil, err
	}
	builtIn, err := project.BuiltInTheme()
	if err != nil {
		return nil, err
	}
	tasks, _, err := first.ContentTasks()
	if err != nil {
		return nil, err
	}
	p := &Preview{opt: opt, streams: streams{life: streamLife}, settling: func() {}}
	s := &state{project: first, theme: builtIn, today: opt.Today(), opening: newOpening(tasks)}
	s.retheme()
	s.edition = first.NewEdition(s.theme, s.today, first.Finder(tasks))
	s.edition.Frame.Lexicon = &p.lexicon
	s.settled.Store(true)
	s.finish(&state{})
	p.now.Store(s)
	return p, nil
}

// Read reads all articles. Pages can be asked for meanwhile.
func (p *Preview) Read(ctx context.Context) error {
	p.reload.Lock()
	defer p.reload.Unlock()
	s := p.now.Load()
	next, err := p.next(ctx, &state{project: s.project, theme: s.theme, today: s.today}, change{all: true})
	if err != nil {
		return err
	}
	p.publish(next)
	close(s.opening.done)
	return nil
}

// Project is the project as it was last read without an error.
func (p *Preview) Project() *project.Project { return p.now.Load().project }

// Counts are how many articles, standing pages beside them, and claims there are,
// drafts included.
func (p *Preview) Counts() (articles, standing, claims int) {
	s := p.now.Load()
	for _, it := range s.items {
		claims += it.claims
		if site.IsStanding(s.edition.Frame.Folder, it.path) {
			standing++
		}
	}
	return len(s.items) - standing, standing, claims
}

// Reload makes the next state if one of the files and folders at changed is
// not what it was, and tells the browsers; with none named it looks at all
// files. Trouble in a file is shown, and the last good state of it kept. It
// reports whether there is a new state.
func (p *Preview) Reload(ctx context.Context, changed ...string) bool {
	p.reload.Lock()
	defer p.reload.Unlock()
	last := p.now.Load()
	next, err := p.tryNext(ctx, last, last.changeAt(changed))
	if err != nil && ctx.Err() == nil {
		p.logf("nothing reloaded: %v", err)
	}
	if err != nil || next == nil {
		return false
	}
	p.publish(next)
	return true
}

// tryNext is next; a panic in it is an error like any other, so that one odd
// file does not end the preview.
func (p *Preview) tryNext(ctx context.Context, last *state, c change) (next *state, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("internal error: %v", r)
		}
	}()
	return p.next(ctx, last, c)
}

// publish makes s what is served, and then says so. Its caller holds reload, or
// is the only one.
func (p *Preview) publish(s *state) {
	p.settling()
	p.now.Store(s)
	p.streams.tell(s.number)
	p.tell(s.trouble())
	if s.settled.Load() {
		return
	}
	var ctx context.Context
	ctx, p.settling = context.WithCancel(context.Background())
	p.settlers.Go(func() { p.settle(ctx, s) })
}

// logf tells the person at the terminal.
func (p *Preview) logf(format string, args ...any) {
	p.logging.Lock()
	defer p.logging.Unlock()
	fmt.Fprintf(p.opt.Log, format+"\n", args...)
}

// editor is the address with {file}, {line} and {column} by which places are
// opened, "" for none.
func (p *Preview) editor(s *state) string {
	name := p.opt.Editor
	if name == "" {
		name = s.project.Settings.Serve.Editor
	}
	link, _ := settings.EditorLink(name)
	return link
}
