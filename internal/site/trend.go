package site

import (
	"fmt"
	"slices"
	"strings"

	"stet/internal/audit"
	"stet/internal/match"
)

// The trend shows at most maxTrend days as lines, the last, and at most
// maxTrendRows of those in its table.
const (
	maxTrend     = 400
	maxTrendRows = 12
)

// The field that the lines are drawn in.
const (
	trendWidth  = 600
	trendHeight = 120
)

// trend is what the recorded days come to; zero for none.
func (s *Site) trend() (v TrendView) {
	days := s.frame.History
	if len(days) == 0 {
		return v
	}
	days = days[max(0, len(days)-maxTrend):]
	most := 1
	tallies := make([]Tally, len(days))
	for i := range days {
		tallies[i] = dayTally(&days[i])
		most = max(most, tallies[i].Claims)
	}
	v = TrendView{Width: trendWidth, Height: trendHeight, Most: most}
	for i := max(0, len(days)-maxTrendRows); i < len(days); i++ {
		v.Vague, v.Retracted = v.Vague || tallies[i].Vague > 0, v.Retracted || tallies[i].Retracted > 0
		v.Days = append(v.Days, TrendDay{Date: s.frame.Theme.words.dateView(days[i].On), Tally: tallies[i], Errors: days[i].Errors, Warnings: days[i].Warnings})
	}
	if len(days) < 2 {
		return v
	}
	first, last := days[0].On, days[len(days)-1].On
	v.From, v.To = s.frame.Theme.words.dateView(first), s.frame.Theme.words.dateView(last)
	for _, l := range []struct {
		class, words string
		of           func(Tally) int
	}{
		{"stands", "tally.of-stands", func(t Tally) int { return t.Stands }},
		{"flagged", "tally.of-flagged", func(t Tally) int { return t.Flagged }},
		{"query", "tally.of-query", func(t Tally) int { return t.Query }},
		{"vague", "tally.of-vague", func(t Tally) int { return t.Vague }},
		{"retracted", "mark.retracted", func(t Tally) int { return t.Retracted }},
	} {
		if !slices.ContainsFunc(tallies, func(t Tally) bool { return l.of(t) > 0 }) {
			continue
		}
		var b strings.Builder
		for i := range days {
			if i > 0 {
				b.WriteByte(' ')
			}
			fmt.Fprintf(&b, "%d,%d", trendWidth*days[i].On.Days(first)/last.Days(first), trendHeight-trendHeight*l.of(tallies[i])/most)
		}
		end := l.of(tallies[len(days)-1])
		v.Lines = append(v.Lines, TrendLine{Class: l.class, Points: b.String(), Text: s.frame.Theme.words.of(l.words, end), At: 100 - 100*end/most})
	}
	partLabels(v.Lines)
	return v
}

// labelHeight is how much of the field a label needs, in hundredths.
const labelHeight = 16

// partLabels moves labels up where they would lie on one another.
func partLabels(lines []TrendLine) {
	byPlace := make([]*TrendLine, len(lines))
	for i := range lines {
		byPlace[i] = &lines[i]
	}
	slices.SortStableFunc(byPlace, func(a, b *TrendLine) int { return b.At - a.At })
	for i := 1; i < len(byPlace); i++ {
		byPlace[i].At = min(byPlace[i].At, byPlace[i-1].At-labelHeight)
	}
}

// dayTally counts the claims of a day as readers are told of them.
func dayTally(d *audit.Day) (t Tally) {
	for i, verdict := range match.Verdicts {
		n := d.Verdicts[i]
		switch classOf(verdict) {
		case "stands":
			t.Stands += n
		case "flagged":
			t.Flagged += n
		case "query":
			t.Query += n
		case "vague":
			t.Vague += n
		}
		t.Claims += n
	}
	t.Stands, t.Retracted = t.Stands-d.Retracted, d.Retracted
	return t
}
