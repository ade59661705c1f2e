package audit

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"stet/internal/match"
	"stet/internal/source"
)

// A Day is what an audit of a whole site counted on a day: a line of the file
// of history. A build keeps none by itself, as the same site has to come of the
// same files.
type Day struct {
	On       source.Date `json:"on"`
	Articles int         `json:"articles"`
	Verdicts Verdicts    `json:"verdicts"`
	// Of the matched claims, those on a paper that was retracted.
	Retracted int `json:"retracted,omitempty"`
	Errors    int `json:"errors"`
	Warnings  int `json:"warnings"`
	Notes     int `json:"notes"`
	Waived    int `json:"waived"`
}

// maxCount bounds what a day may count, so that sums of counts are numbers still.
const maxCount = 1_000_000_000

// Verdicts count claims by the places of their verdicts in match.Verdicts. In
// JSON they are an object of those that there are.
type Verdicts [16]int

// Claims is the number of all claims.
func (v Verdicts) Claims() (n int) {
	for _, count := range v {
		n += count
	}
	return n
}

func (v Verdicts) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, verdict := range match.Verdicts {
		if v[i] == 0 {
			continue
		}
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(append(strconv.AppendQuote(b, string(verdict)), ':'), int64(v[i]), 10)
	}
	return append(b, '}'), nil
}

func (v *Verdicts) UnmarshalJSON(b []byte) error {
	var counts map[match.Verdict]int
	if err := json.Unmarshal(b, &counts); err != nil {
		return err
	}
	for verdict, n := range counts {
		i := slices.Index(match.Verdicts, verdict)
		if i < 0 || n < 0 || n > maxCount {
			return fmt.Errorf("%d claims of the verdict %q", n, verdict)
		}
		v[i] = n
	}
	return nil
}

const historySchema = "stet.history/1"

// ReadHistory reads a file of history, oldest day first. Of two lines of one day
// the last counts. The error is a *source.Error.
func ReadHistory(f *source.File) ([]Day, error) {
	days, err := readLines(f, historySchema, "stet audit --record", func(d *Day) error {
		counts := []int{d.Articles, d.Retracted, d.Errors, d.Warnings, d.Notes, d.Waived}
		if d.On.IsZero() || slices.Min(counts) < 0 || slices.Max(counts) > maxCount {
			return fmt.Errorf(`a day of the history needs "on", and counts from 0 to %d`, maxCount)
		}
		if matched := d.Verdicts[slices.Index(match.Verdicts, match.Matched)]; d.Retracted > matched {
			return fmt.Errorf("%d matched claims on retracted papers, and %d that are matched", d.Retracted, matched)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(days, func(a, b Day) int { return a.On.Compare(b.On) })
	kept := days[:0]
	for i, d := range days {
		if i+1 == len(days) || days[i+1].On != d.On {
			kept = append(kept, d)
		}
	}
	return kept, nil
}

// Record is a history with the result of an audit as its day, in place of what
// that day had. The result is that of a whole site; what readers do not get to see
// is not counted, as the pages do not count it either.
func Record(history []Day, r Result, on source.Date) []Day {
	s := r.published().Summary()
	day := Day{On: on, Articles: s.Articles, Retracted: s.Retracted, Errors: s.Errors, Warnings: s.Warnings, Notes: s.Notes, Waived: s.Waived}
	for _, c := range s.Verdicts {
		day.Verdicts[slices.Index(match.Verdicts, c.Verdict)] = c.Claims
	}
	at, there := slices.BinarySearchFunc(history, on, func(d Day, on source.Date) int { return d.On.Compare(on) })
	if there {
		history = slices.Clone(history)
		history[at] = day
		return history
	}
	return slices.Insert(slices.Clone(history), at, day)
}

// published is r without the articles that readers do not get to see.
func (r Result) published() Result {
	withheld := map[string]bool{}
	for i := range r.Articles {
		if r.Articles[i].Withheld {
			withheld[r.Articles[i].Path] = true
		}
	}
	r.Articles = slices.DeleteFunc(slices.Clone(r.Articles), func(a Article) bool { return a.Withheld })
	r.Findings = slices.DeleteFunc(slices.Clone(r.Findings), func(f Finding) bool { return withheld[f.Path] })
	return r
}

// WriteHistory is a file of history, a line for each day.
func WriteHistory(days []Day) ([]byte, error) { return writeLines(historySchema, days) }
