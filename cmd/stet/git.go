package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// A revision is what a git repository held at some commit, compared with what
// its working tree holds now.
type revision struct {
	name    string
	top     string            // the folder of the working tree, absolute, links followed
	there   map[string]bool   // files of the commit, by path below top
	changed map[string][]byte // files that differ, as they were; nil for one that was not there
}

// openRevision asks git what has changed since a revision, in the repository that
// dir lies in. Where the revision and the present have parted, as a branch and its
// main line do, it is the commit that they parted at.
func openRevision(ctx context.Context, dir, name string) (*revision, error) {
	if name == "" || strings.HasPrefix(name, "-") {
		return nil, usagef("--since %q is no revision, such as HEAD, main or v1.2", name)
	}
	g := git{ctx: ctx, dir: dir}
	top, err := g.text("rev-parse", "--show-toplevel")
	if err != nil {
		return nil, g.notRepository(err)
	}
	g.dir = top
	commit, err := g.text("rev-parse", "--verify", "--quiet", name+"^{commit}")
	if err != nil {
		return nil, g.unknownRevision(name)
	}
	if base, err := g.text("merge-base", commit, "HEAD"); err == nil {
		commit = base
	}
	r := &revision{name: name, there: map[string]bool{}, changed: map[string][]byte{}}
	if r.top, err = filepath.EvalSymlinks(filepath.FromSlash(top)); err != nil {
		return nil, err
	}
	files, err := g.run(nil, "ls-tree", "-r", "-z", "--name-only", commit)
	if err != nil {
		return nil, err
	}
	for file := range strings.SplitSeq(string(files), "\x00") {
		r.there[file] = true
	}
	return r, r.read(g, commit)
}

// read reads the old texts of the files that differ.
func (r *revision) read(g git, commit string) error {
	out, err := g.run(nil, "diff", "--raw", "-z", "--no-abbrev", "--find-renames", "--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules=all", commit, "--")
	if err != nil {
		return err
	}
	changes, err := parseRaw(string(out))
	if err != nil {
		return err
	}
	var blobs strings.Builder
	var wanted []changedFile
	for _, c := range changes {
		r.changed[c.path] = nil
		if c.blob != "" {
			wanted = append(wanted, c)
			blobs.WriteString(c.blob + "\n")
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	texts, err := g.run(strings.NewReader(blobs.String()), "cat-file", "--batch")
	if err != nil {
		return err
	}
	in := bufio.NewReader(bytes.NewReader(texts))
	for _, c := range wanted {
		if r.changed[c.path], err = readBlob(in); err != nil {
			return fmt.Errorf("git cat-file: %s: %w", c.path, err)
		}
	}
	return nil
}

// before is the text that the file at path had. changed is false for one that
// is as it was; the text of a new file is empty.
func (r *revision) before(path string) (old []byte, changed bool, err error) {
	abs, err := filepath.Abs(filepath.FromSlash(path))
	if err != nil {
		return nil, false, err
	}
	dir, err := filepath.EvalSymlinks(filepath.Dir(abs))
	if err != nil {
		return nil, false, err
	}
	rel, err := filepath.Rel(r.top, filepath.Join(dir, filepath.Base(abs)))
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return nil, false, usagef("--since %s: %s is outside of the repository in %s", r.name, path, filepath.ToSlash(r.top))
	}
	rel = filepath.ToSlash(rel)
	old, changed = r.changed[rel]
	return old, changed || !r.there[rel], nil
}

// A changedFile is a file that differs, by its path now, with the blob that it was.
type changedFile struct {
	path string
	blob string // "" for a new file
}

// parseRaw reads what git diff --raw -z prints: ":100644 100644 OLD NEW M", the
// path, and of a renamed file its new path, each with a zero byte behind it.
func parseRaw(out string) (changes []changedFile, err error) {
	parts := strings.Split(strings.TrimSuffix(out, "\x00"), "\x00")
	for len(parts) > 1 {
		fields := strings.Fields(strings.TrimPrefix(parts[0], ":"))
		if len(fields) != 5 {
			return nil, fmt.Errorf("git diff prints %q, which stet cannot read", parts[0])
		}
		c := changedFile{path: parts[1], blob: fields[2]}
		parts = parts[2:]
		if (fields[4][0] == 'R' || fields[4][0] == 'C') && len(parts) > 0 {
			c.path, parts = parts[0], parts[1:]
		}
		if strings.Trim(c.blob, "0") == "" {
			c.blob = ""
		}
		changes = append(changes, c)
	}
	return changes, nil
}

// readBlob reads one object of what git cat-file --batch prints: "SUM blob SIZE",
// a line end, the bytes, and a line end.
func readBlob(in *bufio.Reader) ([]byte, error) {
	head, err := in.ReadString('\n')
	if err != nil {
		return nil, err
	}
	fields := strings.Fields(head)
	size, err := strconv.Atoi(fields[len(fields)-1])
	if len(fields) != 3 || err != nil {
		return nil, errors.New(strings.TrimSpace(head))
	}
	text := make([]byte, size+1)
	if _, err := io.ReadFull(in, text); err != nil {
		return nil, err
	}
	return text[:size], nil
}

// git runs git commands in a folder.
type git struct {
	ctx context.Context
	dir string
}

// gitEnvironment are the variables of the user that git gets to see. Others
// would point it to another repository, as hooks do, or change what it prints.
var gitEnvironment = []string{"PATH", "HOME", "XDG_CONFIG_HOME", "SYSTEMROOT", "USERPROFILE", "TMPDIR", "TEMP"}

// run runs git and gives what it prints. It starts no other program that the
// repository's settings name, waits for no one, and fetches nothing.
func (g git) run(stdin io.Reader, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(g.ctx, "git", append([]string{"-c", "core.fsmonitor=false", "--no-pager"}, args...)...)
	cmd.Dir, cmd.Stdin = g.dir, stdin
	cmd.Env = []string{"LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1"}
	for _, name := range gitEnvironment {
		if value := os.Getenv(name); value != "" {
			cmd.Env = append(cmd.Env, name+"="+value)
		}
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err == nil {
		return out, nil
	}
	if said, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n"); said != "" {
		return nil, fmt.Errorf("git %s: %s", args[0], said)
	}
	return nil, fmt.Errorf("git %s: %w", args[0], err)
}

// text is what a git command prints, as one line.
func (g git) text(args ...string) (string, error) {
	out, err := g.run(nil, args...)
	return strings.TrimRight(string(out), "\r\n"), err
}

// notRepository says why git knows of no repository.
func (g git) notRepository(err error) error {
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return usagef("--since needs the program git, which is not installed or not in PATH")
	case strings.Contains(err.Error(), "not a git repository"):
		return usagef("--since: %s is in no git repository", filepath.ToSlash(g.dir))
	}
	return usagef("--since: %w", err)
}

// unknownRevision says that there is no such revision, and how to get it.
func (g git) unknownRevision(name string) error {
	if shallow, err := g.text("rev-parse", "--is-shallow-repository"); err == nil && shallow == "true" {
		return usagef("--since: there is no revision %q in this clone, which is shallow; fetch more of its history first (git fetch --unshallow; fetch-depth: 0 for actions/checkout)", name)
	}
	return usagef("--since: there is no revision %q here; fetch it first if it is another repository's (git fetch origin %s)", name, strings.TrimPrefix(name, "origin/"))
}
