package main

import (
	"fmt"
	"strconv"
	"strings"

	"stet/internal/audit"
	"stet/internal/fix"
	"stet/internal/match"
)

// A place is a line of a file as findings print it, "FILE:LINE" or
// "FILE:LINE:COLUMN".
type place struct {
	path   string
	line   int // 1-based
	column int // 1-based, in code points; 0 for the line as a whole
}

// parsePlace takes a place apart; ok is false, and path all of s, where no line
// is named.
func parsePlace(s string) (p place, ok bool) {
	p.path = s
	var numbers []int
	for len(numbers) < 2 {
		i := strings.LastIndexByte(p.path, ':')
		if i < 0 {
			break
		}
		n, err := strconv.Atoi(p.path[i+1:])
		if err != nil || n < 1 {
			break
		}
		p.path, numbers = p.path[:i], append(numbers, n)
	}
	switch len(numbers) {
	case 1:
		p.line = numbers[0]
	case 2:
		p.line, p.column = numbers[1], numbers[0]
	}
	return p, len(numbers) > 0
}

func (p place) String() string {
	if p.column > 0 {
		return fmt.Sprintf("%s:%d:%d", p.path, p.line, p.column)
	}
	return fmt.Sprintf("%s:%d", p.path, p.line)
}

// target is the mention at p; of several on the line the only one that is not
// matched, or else the only one that names no id. The error names those that come into question.
func (p place) target(claims []audit.Claim) (fix.Target, error) {
	var on, open, unbound []fix.Target
	for i := range claims {
		for k := range claims[i].Mentions {
			m, t := &claims[i].Mentions[k], fix.Target{Claim: i, Mention: k}
			switch {
			case m.Start.Line > p.line || m.End.Line < p.line:
				continue
			case p.column > 0 && m.Start.Line == p.line && m.Start.Column == p.column:
				return t, nil
			}
			on = append(on, t)
			if claims[i].Matches[k].Verdict != match.Matched {
				open = append(open, t)
			}
			if len(m.IDs)+len(m.Keys)+len(m.Resolved) == 0 {
				unbound = append(unbound, t)
			}
		}
	}
	switch {
	case len(on) == 0:
		return fix.Target{}, fmt.Errorf("%s: no sentence here names a source", p)
	case len(on) == 1:
		return on[0], nil
	case len(open) == 1 && p.column == 0:
		return open[0], nil
	case len(open) == 0 && len(unbound) == 1 && p.column == 0:
		return unbound[0], nil
	}
	var all []string
	for _, t := range on {
		m := &claims[t.Claim].Mentions[t.Mention]
		all = append(all, fmt.Sprintf("%d:%d %q", m.Start.Line, m.Start.Column, strings.Join(strings.Fields(m.Text), " ")))
	}
	if p.column > 0 {
		return fix.Target{}, fmt.Errorf("%s: no source is named at this column; if the line has changed since it was printed, take its column of now: %s", p, strings.Join(all, ", "))
	}
	return fix.Target{}, fmt.Errorf("%s: %d sources are named here; add the column: %s", p, len(on), strings.Join(all, ", "))
}
