package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"stet/internal/audit"
	"stet/internal/digest"
	"stet/internal/disk"
	"stet/internal/project"
	"stet/internal/report"
)

var bindingsVerb = command{
	name:  "bindings",
	args:  "record [PATH ...] | accept FILE[:LINE] ...",
	short: "keep what sentences said when they were bound to a reference",
	long: `A sentence that names its reference by an id or a key is bound to it. 'record'
writes down, in ` + project.BindingsName + ` beside the library, what every bound sentence
says, in the articles at PATH or of this folder's site. From then on an audit
reports a sentence whose numbers, denials, directions, year or journal have
changed while its id stayed (stale-binding).

  stet bindings record                  all that is new; what is gone goes
  stet bindings accept content/zinc.md:31

'record' leaves a stale binding as it was. 'accept' takes over the present words
of the sentence on a line, or of all of an article: whoever runs it says that the
reference says so too.`,
	run: runBindings,
}

func runBindings(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	citations := libraryFlag(flags)
	args, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	if len(args) == 0 || args[0] != "record" && args[0] != "accept" || args[0] == "accept" && len(args) == 1 {
		return usagef("bindings needs 'record', or 'accept' and a place, as in 'stet bindings accept content/zinc.md:31'")
	}
	accepting := args[0] == "accept"
	var places []place
	var paths []string
	for _, arg := range args[1:] {
		at := place{path: arg}
		if accepting {
			at, _ = parsePlace(arg)
		}
		places, paths = append(places, at), append(paths, at.path)
	}
	p, err := openProject(slices.Concat(paths, []string{"."})[0], *citations)
	if err != nil {
		return err
	}
	if p.Library == nil {
		return usagef("no citations.yaml here or above; name one with --citations")
	}
	tasks, err := tasksAt(e, p, paths)
	if err != nil {
		return &failure{statusDisk, err}
	}
	r := recorder{Project: p, places: places, accepting: accepting}
	if err := r.record(ctx, tasks); err != nil {
		return err
	}
	if accepting && r.accepted == 0 {
		return &failure{statusFindings, fmt.Errorf("no stale binding there to accept; 'stet audit --only stale-binding' lists them")}
	}
	fmt.Fprintf(e.stderr, "%s: %d added, %d accepted, %d gone, %s", filepath.ToSlash(p.Bindings), r.added, r.accepted, r.gone, report.Count(len(r.bound), "binding"))
	if r.stale > 0 {
		fmt.Fprintf(e.stderr, "; %d stale, see 'stet audit'", r.stale)
	}
	fmt.Fprintln(e.stderr)
	return nil
}

// A recorder is one run of bindings.
type recorder struct {
	*project.Project
	places    []place // that are accepted
	accepting bool

	bound                        []audit.Bound
	added, accepted, gone, stale int
	moved                        int // to a file of another name
}

// record brings the recorded bindings of articles up to date.
func (r *recorder) record(ctx context.Context, tasks []project.Task) error {
	read := map[string]bool{}
	for _, t := range tasks {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		d, err := r.Digest(t, false)
		if err != nil {
			return &failure{statusDisk, err}
		}
		read[t.Path] = true
		r.article(&d)
	}
	for _, b := range r.Recorded(read) {
		if r.IsThere(b.Path) {
			r.bound = append(r.bound, b)
		} else {
			r.gone++
		}
	}
	r.gone = max(0, r.gone-r.moved)
	text, err := audit.WriteBindings(r.bound)
	if err != nil {
		return err
	}
	return disk.Update(r.Bindings, project.BindingsLimit, func([]byte) ([]byte, error) { return text, nil })
}

// article takes over the bindings of one article.
func (r *recorder) article(d *digest.Digest) {
	for _, pair := range r.PairBindings(d) {
		if pair.Now != nil && pair.Then != nil && pair.Now.Path != pair.Then.Path { // the file has another name now
			r.moved++
			then := *pair.Then
			then.Path, pair.Then = pair.Now.Path, &then
		}
		switch {
		case pair.Now == nil && r.accepting:
			r.bound = append(r.bound, *pair.Then)
		case pair.Now == nil:
			r.gone++
		case pair.Then == nil && r.accepting:
		case pair.Then == nil:
			r.added++
			r.bound = append(r.bound, pair.Now.Bound)
		case len(pair.Changes) == 0:
			r.bound = append(r.bound, pair.Now.Bound)
		case r.accepts(d.Reading.Path, pair.Now):
			r.accepted++
			r.bound = append(r.bound, pair.Now.Bound)
		default:
			r.stale++
			r.bound = append(r.bound, *pair.Then)
		}
	}
}

// accepts reports whether the present words of a binding are taken over.
func (r *recorder) accepts(path string, b *audit.Binding) bool {
	start, end := b.Lines()
	return r.accepting && slices.ContainsFunc(r.places, func(at place) bool {
		return filepath.Clean(filepath.FromSlash(at.path)) == filepath.Clean(filepath.FromSlash(path)) && (at.line == 0 || start <= at.line && at.line <= end)
	})
}

// keepBindings records the bindings of articles that have just been bound, if
// the house records them: whoever binds a sentence has looked at it.
func keepBindings(ctx context.Context, p *project.Project, tasks []project.Task) error {
	if !p.RecordsBindings() {
		return nil
	}
	r := recorder{Project: p}
	return r.record(ctx, tasks)
}
