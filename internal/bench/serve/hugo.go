package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// The least theme that makes of the same articles what a reader needs: a page
// each, a list of all, and a page for each tag.
var hugoFiles = map[string]string{
	"hugo.toml":                      "title = \"Minerals in review\"\nbaseURL = \"https://minerals.example/\"\n[permalinks.page]\n\"/\" = \"/:contentbasename/\"\n",
	"layouts/_default/baseof.html":   "<!doctype html><html><head><title>{{.Title}}</title></head><body>{{block \"main\" .}}{{end}}</body></html>",
	"layouts/_default/single.html":   "{{define \"main\"}}<h1>{{.Title}}</h1>{{.Content}}{{end}}",
	"layouts/_default/list.html":     "{{define \"main\"}}<h1>{{.Title}}</h1><ul>{{range .Pages}}<li><a href=\"{{.RelPermalink}}\">{{.Title}}</a></li>{{end}}</ul>{{end}}",
	"layouts/_default/taxonomy.html": "{{define \"main\"}}<ul>{{range .Pages}}<li>{{.Title}}</li>{{end}}</ul>{{end}}",
}

// hugoPort is where hugo's server is asked.
const hugoPort = "41313"

// hugo measures 'hugo server' on the site. It has no library, and its page of a
// tag is measured like stet's.
func (b *benchmark) hugo(ctx context.Context, s *site, program string) (*figures, error) {
	for name, text := range hugoFiles {
		file := filepath.Join(s.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return nil, err
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return nil, err
		}
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	cmd := exec.CommandContext(ctx, program, "server", "--port", hugoPort, "--baseURL", "http://localhost:"+hugoPort+"/", "--appendPort=false", "--disableLiveReload")
	cmd.Dir, cmd.Stdout, cmd.Stderr = s.dir, io.Discard, io.Discard
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	defer cmd.Wait()
	defer cmd.Process.Kill()
	p := preview{s, "http://localhost:" + hugoPort + "/", cmd.Process.Pid}
	for {
		if _, err := ask(p.address + s.address()); err == nil {
			break
		}
		if time.Since(began) > startTime {
			return nil, fmt.Errorf("hugo server does not serve %s", s.address())
		}
		time.Sleep(20 * time.Millisecond)
	}
	f := &figures{start: time.Since(began)}
	f.whole = f.start
	time.Sleep(calmTime)
	var err error
	for _, kind := range []struct {
		times *[]time.Duration
		then  string
	}{{&f.article, ""}, {&f.tag, "tags/" + s.tag + "/"}} {
		*kind.times, err = sorted(b.edits, func(i int) (time.Duration, error) {
			mark := fmt.Sprintf("hugo%d%sx", i, kind.then)
			return p.until(s.article, s.edited(mark), s.address(), mark, kind.then)
		})
		if err != nil {
			return nil, err
		}
	}
	f.memory, f.peak = memory(p.pid)
	return f, nil
}
