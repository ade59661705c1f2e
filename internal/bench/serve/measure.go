package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

const (
	startTime = 5 * time.Minute        // in which a preview has to have started
	editTime  = 20 * time.Second       // in which an edit has to be seen
	askEvery  = time.Millisecond       // between two tries
	calmTime  = 300 * time.Millisecond // before an edit of another kind
)

// measure starts a preview that prints its address, and edits its site.
func (b *benchmark) measure(ctx context.Context, s *site, command []string) (*figures, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Dir, cmd.Stderr = s.dir, io.Discard
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	defer cmd.Wait()
	defer cmd.Process.Kill()
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("%s: no address: %w", command[0], err)
	}
	p := preview{s, strings.TrimSpace(address), cmd.Process.Pid}
	f := &figures{}
	if f.start, err = p.first(began, s.address()); err != nil {
		return nil, err
	}
	if f.whole, err = p.first(began, ""); err != nil {
		return nil, err
	}
	time.Sleep(calmTime)
	if err := b.edit(p, f); err != nil {
		return nil, err
	}
	if f.audit, err = p.first(time.Now(), "audit/"); err != nil {
		return nil, err
	}
	if f.search, err = p.first(time.Now(), "search/index.json"); err != nil {
		return nil, err
	}
	_, f.peak = memory(p.pid)
	return f, nil
}

// first is how long after began a page has come.
func (p *preview) first(began time.Time, page string) (time.Duration, error) {
	for {
		_, err := ask(p.address + page)
		if took := time.Since(began); err == nil || took > startTime {
			return took, err
		}
		time.Sleep(askEvery)
	}
}

// edit makes all edits of a site.
func (b *benchmark) edit(p preview, f *figures) (err error) {
	page := p.site.address()
	f.article, err = sorted(b.edits, func(i int) (time.Duration, error) {
		mark := fmt.Sprintf("article%dx", i)
		return p.until(p.site.article, p.site.edited(mark), page, mark, "")
	})
	if err != nil {
		return err
	}
	time.Sleep(calmTime)
	f.tag, err = sorted(b.edits, func(i int) (time.Duration, error) {
		mark := fmt.Sprintf("tag%dx", i)
		return p.until(p.site.article, p.site.edited(mark), page, mark, "tags/"+p.site.tag+"/")
	})
	if err != nil {
		return err
	}
	time.Sleep(calmTime)
	f.library, err = sorted(b.edits, func(i int) (time.Duration, error) {
		mark := fmt.Sprintf("Library%dx", i)
		return p.until(filepath.Join(p.site.dir, "citations.yaml"), p.site.relabelled(mark), page, mark, "")
	})
	time.Sleep(calmTime)
	f.memory, f.peak = memory(p.pid)
	return err
}

// A preview is one that runs.
type preview struct {
	site    *site
	address string
	pid     int
}

// until writes a file as editors do, and gives how long it takes until a page
// has a mark, and then, if it is not "", until another has come.
func (p *preview) until(file string, text []byte, page, mark, then string) (time.Duration, error) {
	began := time.Now()
	if err := os.WriteFile(file+".new", text, 0o644); err != nil {
		return 0, err
	}
	if err := os.Rename(file+".new", file); err != nil {
		return 0, err
	}
	for time.Since(began) < editTime {
		got, err := ask(p.address + page)
		if err == nil && bytes.Contains(got, []byte(mark)) {
			if then != "" {
				_, err = ask(p.address + then)
			}
			return time.Since(began), err
		}
		time.Sleep(askEvery)
	}
	return 0, fmt.Errorf("%s%s never has %q", p.address, page, mark)
}

func ask(address string) ([]byte, error) {
	r, err := http.Get(address)
	if err != nil {
		return nil, err
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err == nil && r.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: status %d", address, r.StatusCode)
	}
	return b, err
}

// memory is what a process holds, and the most that it held; 0 where the system
// has no such file.
func memory(pid int) (now, peak int64) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, 0
	}
	for line := range strings.SplitSeq(string(b), "\n") {
		name, value, _ := strings.Cut(line, ":")
		kib, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
		switch name {
		case "VmRSS":
			now = kib << 10
		case "VmHWM":
			peak = kib << 10
		}
	}
	return now, peak
}
