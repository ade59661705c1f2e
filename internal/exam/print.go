package exam

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"stet/internal/match"
)

// columns are the verdicts of the confusion table, best first, as their heads
// name them.
var columns = []struct {
	verdict match.Verdict
	head    string
}{
	{match.Matched, "match"}, {match.UnverifiedRecord, "unver"}, {match.Incomplete, "incom"}, {match.Ambiguous, "ambig"}, {match.OffTopic, "offto"},
	{match.YearMismatch, "yearm"}, {match.JournalMismatch, "journ"}, {match.Unmatched, "unmat"}, {match.IdentityMismatch, "ident"},
	{match.UnknownID, "unkid"}, {match.BadID, "badid"}, {Missed, "miss"},
}

// Write prints r: the classes with their right verdicts, what each came to,
// which verdicts, and the totals. At most examples cases that came out wrong
// are shown, as many of each mistake.
func (r *Result) Write(out io.Writer, examples int) error {
	w := bufio.NewWriter(out)
	if r.Book <= 1 {
		r.writeClasses(w)
	}
	r.writeRows(w)
	r.writeVerdicts(w)
	r.writeMissed(w)
	r.writeExamples(w, examples)
	r.writeFigures(w)
	return w.Flush()
}

func (r *Result) writeClasses(w io.Writer) {
	fmt.Fprintln(w, "What is claimed, and the verdicts that are right:")
	for _, row := range r.Rows {
		c := row.Class
		var right []string
		for _, v := range c.Right {
			right = append(right, string(v))
		}
		want := strings.Join(right, ", ")
		if c.Rule != "" {
			want += " with " + c.Rule
		}
		fmt.Fprintf(w, "  %-20s %s: %s\n", c.Name, c.Doc, want)
	}
}

func (r *Result) writeRows(w io.Writer) {
	fmt.Fprintf(w, "\n%-22s %6s %6s %8s %7s | %7s %7s %9s %6s\n", "class", "cases", "right", "%", "floor", "matched", "flagged", "abstained", "leaked")
	for _, row := range r.Rows {
		fmt.Fprintf(w, "%-22s %6d %6d %8s %7s | %7d %7d %9d %6d\n", row.Class.Name, row.Cases, row.Right, percent(row.Right, row.Cases), r.floorText(row.Class),
			row.Matched, row.Flagged, row.Abstained, row.Leaked)
	}
}

func (r *Result) floorText(c *Class) string {
	if r.floor(c) == 0 {
		return "-"
	}
	return percent(r.floor(c), 10_000)
}

func (r *Result) writeVerdicts(w io.Writer) {
	fmt.Fprintf(w, "\n%-20s", "verdicts")
	for _, c := range columns {
		fmt.Fprintf(w, " %5s", c.head)
	}
	fmt.Fprintln(w)
	for _, row := range r.Rows {
		fmt.Fprintf(w, "%-20s", row.Class.Name)
		for _, c := range columns {
			n := "."
			if row.Verdicts[c.verdict] > 0 {
				n = fmt.Sprint(row.Verdicts[c.verdict])
				if slices.Contains(row.Class.Right, c.verdict) {
					n = "=" + n
				}
			}
			fmt.Fprintf(w, " %5s", n)
		}
		fmt.Fprintln(w)
	}
}

// writeMissed lists the wordings of which many came to no full attribution: a
// finder that misses half of what a wording says shows here.
func (r *Result) writeMissed(w io.Writer) {
	first := true
	for _, name := range slices.Sorted(maps.Keys(r.Wordings)) {
		n := r.Wordings[name]
		if n.Lost*100 <= lostShown*n.Cases || name == "" {
			continue
		}
		if first {
			fmt.Fprintln(w, "\nWordings that were missed, or read as incomplete:")
			first = false
		}
		fmt.Fprintf(w, "  %4d of %4d  %s\n", n.Lost, n.Cases, strings.Join(strings.Fields(name), " "))
	}
}

// lostShown is the share, in per cent, above which a wording is listed.
const lostShown = 5

// writeExamples shows mistakes, leaks first, then by class and verdict in
// turn, so that rare ones are seen too.
func (r *Result) writeExamples(w io.Writer, limit int) {
	type mistake struct {
		class   *Class
		verdict match.Verdict
	}
	kinds := map[mistake][]*Outcome{}
	var order []mistake
	for i := range r.Wrong {
		o := &r.Wrong[i]
		k := mistake{o.Case.Class, o.Verdict}
		if kinds[k] == nil {
			order = append(order, k)
		}
		kinds[k] = append(kinds[k], o)
	}
	slices.SortStableFunc(order, func(a, b mistake) int { return rank(a.verdict) - rank(b.verdict) })
	if limit > 0 && len(order) > 0 {
		fmt.Fprintln(w, "\nNot right, among others:")
	}
	for turn := 0; limit > 0; turn++ {
		some := false
		for _, k := range order {
			if turn < len(kinds[k]) && limit > 0 {
				kinds[k][turn].write(w)
				limit--
				some = true
			}
		}
		if !some {
			return
		}
	}
}

// rank puts leaks before all else.
func rank(v match.Verdict) int {
	if v == match.Matched {
		return 0
	}
	return 1
}

// exampleLength is how much of a claim is shown, in bytes.
const exampleLength = 230

func (o *Outcome) write(w io.Writer) {
	text := strings.Join(strings.Fields(o.Case.Claim), " ")
	if len(text) > exampleLength {
		// The source stands at either end.
		text = strings.ToValidUTF8(text[:exampleLength/2], "") + " ... " + strings.ToValidUTF8(text[len(text)-exampleLength/2:], "")
	}
	verdict := string(o.Verdict)
	if len(o.Named) > 0 {
		verdict += " " + strings.Join(o.Named, " ")
	}
	fmt.Fprintf(w, "- %s of pmid:%s => %s: %s\n", o.Case.Class.Name, o.Case.Record, verdict, text)
}

func (r *Result) writeFigures(w io.Writer) {
	f := r.Figures()
	fmt.Fprintf(w, "\n%d claims, %d of them wrong\n", f.Claims, f.Wrong)
	for _, t := range r.totals(&f) {
		met := "met"
		if t.share() > t.aim {
			met = "not met"
		}
		fmt.Fprintf(w, "%-58s %5d of %5d  %7s, aim <= %s: %s\n", t.what, t.n, t.of, percent(t.n, t.of), percent(t.aim, 10_000), met)
	}
	for _, row := range r.Rows {
		if aim := row.Class.aim(); row.Right*10_000 < aim*row.Cases {
			fmt.Fprintf(w, "%-22s %s right, aim >= %s: not met\n", row.Class.Name, percent(row.Right, row.Cases), percent(aim, 10_000))
		}
	}
}

// percent writes n of m with two decimals.
func percent(n, m int) string {
	if m == 0 {
		return "-"
	}
	h := (n*20_000 + m) / (2 * m) // hundredths of a per cent, rounded
	return fmt.Sprintf("%d.%02d %%", h/100, h%100)
}
