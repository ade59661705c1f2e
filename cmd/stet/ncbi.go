package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"stet/internal/ncbi"
	"stet/internal/project"
	"stet/internal/settings"
)

// newClient is the client of NCBI's services for a library in dir: with the
// settings of the nearest stet.yaml, the user's own key (NCBI_API_KEY), and the
// rate and the cache that all of the user's stets share. A record that was
// fetched no longer than fresh ago is not fetched again; 0 fetches all.
func newClient(e *env, dir string, fresh time.Duration) (*ncbi.Client, error) {
	s, _, err := settingsFor(dir)
	if err != nil {
		return nil, err
	}
	cache := cacheDir()
	opt := ncbi.Options{
		Base:  s.NCBI.Base,
		Email: s.NCBI.Email,
		Key:   os.Getenv("NCBI_API_KEY"),
		Agent: "stet/" + strings.Fields(versionText())[0],
		Fresh: fresh,
		Cache: openRecords(),
		Now:   time.Now,
		Seed:  uint64(time.Now().UnixNano()) ^ uint64(os.Getpid())<<32,
		Talk:  func(s string) { fmt.Fprintf(e.stderr, "stet: %s\n", s) },
	}
	if cache != "" {
		opt.Pace = filepath.Join(cache, "pace")
	}
	c, err := ncbi.New(opt)
	if err != nil {
		return nil, &failure{statusUsage, fmt.Errorf("NCBI_API_KEY: %w", err)} // the base has been checked
	}
	if opt.Email == "" {
		fmt.Fprintln(e.stderr, "note: NCBI asks for an address to write to in case of trouble; give yours as ncbi: {email: ...} in stet.yaml")
	}
	return c, nil
}

// settingsFor are the settings of the nearest stet.yaml upwards of dir, and its
// folder.
func settingsFor(dir string) (settings.Settings, string, error) {
	s, dir, err := project.Settings(dir)
	if err != nil {
		err = &failure{statusUsage, err}
	}
	return s, dir, err
}

// openRecords is the user's cache of fetched records, nil for a user without
// a cache folder.
func openRecords() *ncbi.Cache {
	dir := cacheDir()
	if dir == "" {
		return nil
	}
	return ncbi.OpenCache(filepath.Join(dir, "pubmed"))
}

// cacheDir is stet's folder in the user's cache folder; "" for a user that has
// none, as in some containers.
func cacheDir() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "stet")
}
