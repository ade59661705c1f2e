package source

import (
	"fmt"
	"path"
	"strings"
)

// A Glob is a pattern for slash-separated paths: in each part * ? and [a-z]
// stand for what they stand for in [path.Match], and a part ** stands for any
// number of parts.
type Glob struct {
	parts []string
}

// ParseGlob reads "content/archive/**". A pattern without a slash is one of
// names: "*.md" stands for "**/*.md".
func ParseGlob(pattern string) (Glob, error) {
	if pattern == "" {
		return Glob{}, fmt.Errorf("pattern is empty")
	}
	if !strings.Contains(pattern, "/") {
		pattern = "**/" + pattern
	}
	pattern = path.Clean(pattern)
	parts := strings.Split(pattern, "/")
	for _, p := range parts {
		if _, err := path.Match(p, ""); err != nil {
			return Glob{}, fmt.Errorf("pattern %q is malformed at %q: a [ without its ]", pattern, p)
		}
	}
	return Glob{parts}, nil
}

// IsGlob reports whether s has anything in it that makes a pattern of a path.
func IsGlob(s string) bool { return strings.ContainsAny(s, "*?[") }

// Base is the folder that all matches lie in: the parts before the first that
// is a pattern; "." where that is the first.
func (g Glob) Base() string {
	n := 0
	for n < len(g.parts)-1 && !IsGlob(g.parts[n]) {
		n++
	}
	switch base := strings.Join(g.parts[:n], "/"); {
	case n == 0:
		return "."
	case base == "":
		return "/"
	default:
		return base
	}
}

// Match reports whether the slash-separated path name is one of g.
func (g Glob) Match(name string) bool {
	return matchParts(g.parts, strings.Split(path.Clean(name), "/"))
}

// matchParts goes back to the last ** alone where parts do not fit, so that it
// takes no longer than the product of both lengths.
func matchParts(pattern, name []string) bool {
	p, n := 0, 0
	star, from := -1, 0
	for n < len(name) {
		if p < len(pattern) && pattern[p] == "**" {
			star, from = p, n
			p++
			continue
		}
		if p < len(pattern) {
			if fits, _ := path.Match(pattern[p], name[n]); fits {
				p, n = p+1, n+1
				continue
			}
		}
		if star < 0 {
			return false
		}
		from++
		p, n = star+1, from
	}
	for p < len(pattern) && pattern[p] == "**" {
		p++
	}
	return p == len(pattern)
}
