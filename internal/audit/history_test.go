package audit_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/audit"
	"stet/internal/match"
	"stet/internal/source"
)

func TestHistory(t *testing.T) {
	if len(match.Verdicts) > len(audit.Verdicts{}) {
		t.Fatal("there are more verdicts than a day counts")
	}
	result := audit.Result{
		Articles: []audit.Article{{Path: "a.md", Light: []audit.LightClaim{{Verdict: match.Matched, Doubted: true}, {Verdict: match.Matched, Retracted: true}, {Verdict: match.Unmatched, Retracted: true}}}, {Path: "d.md", Standing: true}},
		Findings: []audit.Finding{{Rule: "unmatched", Severity: audit.Error}, {Rule: "weak-design", Severity: audit.Note}, {Rule: "off-topic", Severity: audit.Warning, Waived: &audit.Waiver{}}},
	}
	day := func(d int) source.Date { return source.Date{Year: 2026, Month: 11, Day: d} }
	var days []audit.Day
	for _, on := range []int{23, 20, 23, 21} { // late ones find their place, a second audit of a day replaces the first
		days = audit.Record(days, result, day(on))
		result.Articles[0].Light = append(result.Articles[0].Light, audit.LightClaim{Verdict: match.YearMismatch})
	}
	text, err := audit.WriteHistory(days)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"schema":"stet.history/1"}
{"on":"2026-11-20","articles":1,"verdicts":{"unmatched":1,"year-mismatch":1,"matched":2},"retracted":1,"errors":1,"warnings":0,"notes":1,"waived":1}
{"on":"2026-11-21","articles":1,"verdicts":{"unmatched":1,"year-mismatch":3,"matched":2},"retracted":1,"errors":1,"warnings":0,"notes":1,"waived":1}
{"on":"2026-11-23","articles":1,"verdicts":{"unmatched":1,"year-mismatch":2,"matched":2},"retracted":1,"errors":1,"warnings":0,"notes":1,"waived":1}
`
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Errorf("history (-want +got):\n%s", diff)
	}
	read, err := audit.ReadHistory(source.NewFile("h.jsonl", append(text, `{"on":"2026-11-20","articles":9,"verdicts":{},"errors":0,"warnings":0,"notes":0,"waived":0}`...)))
	if err != nil || len(read) != 3 || read[0].Articles != 9 || read[2] != days[2] || read[1].Verdicts.Claims() != 6 {
		t.Errorf("read again: %+v, %v", read, err)
	}
	for _, bad := range []string{"", `{"schema":"stet.history/2"}`, `{"schema":"stet.history/1"}` + "\n" + `{"on":"2026-11-20","verdicts":{"proven":1}}`, `{"schema":"stet.history/1"}` + "\n" + `{"articles":1}`,
		`{"schema":"stet.history/1"}` + "\n" + `{"on":"2026-11-20","articles":-1}`, `{"schema":"stet.history/1"}` + "\n" + `{"on":"2026-11-20","articles":9000000000000000000}`,
		`{"schema":"stet.history/1"}` + "\n" + `{"on":"2026-11-20","articles":1,"verdicts":{"matched":9000000000000000000}}`, `{"schema":"stet.history/1"}` + "\n" + `{"on":"2026-11-20","articles":1,"verdicts":{"matched":1},"retracted":2}`,
		`{"schema":"stet.history/1"}` + "\n<<<<<<< HEAD"} {
		if _, err := audit.ReadHistory(source.NewFile("h.jsonl", []byte(bad))); err == nil || !strings.HasPrefix(err.Error(), "h.jsonl") {
			t.Errorf("%q is read; error %v", bad, err)
		}
	}
}
