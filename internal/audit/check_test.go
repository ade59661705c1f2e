package audit_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
	"stet/internal/source"
)

// claimOf is a claim with a mention on line 1, 2 ... for each match.
func claimOf(id string, matches ...match.Match) audit.Claim {
	c := audit.Claim{Claim: claim.Claim{ID: id}, Matches: matches}
	for i := range matches {
		place := source.Position{Line: i + 1, Column: 1, Offset: i}
		c.Mentions = append(c.Mentions, claim.Mention{Start: place, End: place})
	}
	return c
}

func TestCheck(t *testing.T) {
	library := map[string]*cite.Reference{
		"fine":      {Key: "fine", Types: []string{"Journal Article"}},
		"retracted": {Key: "retracted", Notices: []cite.Notice{{Kind: "retraction", Year: 2020, ID: cite.ID{Kind: cite.KindPMID, Value: "7"}}}},
		"typed":     {Key: "typed", Types: []string{"Journal Article", "Retracted Publication"}},
		"doubted":   {Key: "doubted", Notices: []cite.Notice{{Kind: "concern", Year: 2019}, {Kind: "concern", Year: 2021}}},
		"mended":    {Key: "mended", Notices: []cite.Notice{{Kind: "erratum"}}},
		"notice":    {Key: "notice", Types: []string{"Retraction of Publication"}},
		"preprint":  {Key: "preprint", Types: []string{"Preprint"}, Notices: []cite.Notice{{Kind: "update", Year: 2022, ID: cite.ID{Kind: cite.KindPMID, Value: "8"}}}},
		"server":    {Key: "server", Journal: cite.Journal{Title: "medRxiv : the preprint server for health sciences"}},
		"updated":   {Key: "updated", Notices: []cite.Notice{{Kind: "update", Year: 2022}}},
	}
	rests := func(v match.Verdict, keys ...string) match.Match { return match.Match{Verdict: v, References: keys} }
	for _, tc := range []struct {
		name    string
		matches []match.Match
		want    []string // "line rule: message", or "line rule? message" if it is milder than the rule
	}{
		{"matched", []match.Match{rests(match.Matched, "fine")}, nil},
		{"two mentions", []match.Match{{Verdict: match.Unmatched, Message: "none"}, {Verdict: match.YearMismatch, Message: "year"}}, []string{"1 unmatched: none", "2 year-mismatch: year"}},
		{"incomplete alone", []match.Match{{Verdict: match.Incomplete, Message: "little"}}, []string{"1 incomplete: little"}},
		{"incomplete beside matched", []match.Match{{Verdict: match.Incomplete, Message: "little"}, rests(match.Matched, "fine")}, nil},
		{"retracted", []match.Match{rests(match.Matched, "retracted")}, []string{"1 retracted-reference: retracted was retracted in 2020 (pmid:7)"}},
		{"retracted by type", []match.Match{rests(match.Matched, "typed")}, []string{"1 retracted-reference: typed was retracted"}},
		{"unverified and retracted", []match.Match{rests(match.UnverifiedRecord, "typed")}, []string{"1 retracted-reference: typed was retracted", "1 unverified: "}},
		{"several, one doubted", []match.Match{rests(match.Matched, "fine", "doubted")}, []string{"1 concern: the journal of doubted expressed concern about it in 2021"}},
		{"erratum", []match.Match{rests(match.Matched, "mended")}, []string{"1 erratum: mended was corrected by an erratum"}},
		{"erratum again", []match.Match{rests(match.Matched, "mended"), rests(match.Matched, "mended")}, []string{"1 erratum: mended was corrected by an erratum"}},
		{"retracted again", []match.Match{rests(match.Matched, "typed"), rests(match.Matched, "typed")}, []string{"1 retracted-reference: typed was retracted", "2 retracted-reference: typed was retracted"}},
		{"notice", []match.Match{rests(match.Matched, "notice")}, []string{"1 notice-cited: notice is a notice about another paper (Retraction of Publication)"}},
		{"update", []match.Match{rests(match.Matched, "updated")}, []string{"1 superseded: updated has a newer version since 2022"}},
		{"preprint", []match.Match{rests(match.Matched, "preprint")}, []string{"1 preprint: preprint is a preprint, and was published in 2022 (pmid:8)"}},
		{"preprint by its server", []match.Match{rests(match.Matched, "server")}, []string{"1 preprint: server is a preprint"}},
		{"the id of a retracted one", []match.Match{rests(match.IdentityMismatch, "typed")}, []string{"1 identity-mismatch: ", "1 retracted-reference? typed was retracted; it may be the one that is meant"}},
		{"one of several is retracted", []match.Match{{Verdict: match.Ambiguous, Meant: []string{"fine", "typed"}}}, []string{"1 ambiguous: ", "1 retracted-reference? typed was retracted; it may be the one that is meant"}},
		{"one of several is doubted", []match.Match{{Verdict: match.Ambiguous, Meant: []string{"fine", "doubted"}}}, []string{"1 ambiguous: ", "1 concern: the journal of doubted expressed concern about it in 2021; it may be the one that is meant"}},
		{"one of several is a preprint", []match.Match{{Verdict: match.Ambiguous, Meant: []string{"fine", "preprint"}}}, []string{"1 ambiguous: "}},
		{"the nearest is retracted", []match.Match{{Verdict: match.YearMismatch, Meant: []string{"typed"}}}, []string{"1 retracted-reference? typed was retracted; it may be the one that is meant", "1 year-mismatch: "}},
		{"off topic, and retracted", []match.Match{{Verdict: match.OffTopic, References: []string{"typed"}, Meant: []string{"typed"}}}, []string{"1 off-topic: ", "1 retracted-reference: typed was retracted"}},
		{"one beside it is about something else", []match.Match{{Verdict: match.Matched, References: []string{"fine", "notice"}, Stray: []string{"fine2"}}}, []string{"1 notice-cited: notice is a notice about another paper (Retraction of Publication)", "1 off-topic? fine2, which is named beside fine, shares nothing with this sentence"}},
		{"no such key", []match.Match{rests(match.Matched, "gone")}, nil},
	} {
		a := audit.Article{Path: "x.md", Claims: []audit.Claim{claimOf("c-0", tc.matches...)}}
		var got []string
		for _, f := range audit.Check(a, nil, func(key string) *cite.Reference { return library[key] }) {
			r, _ := audit.ByID(f.Rule)
			mark := ": "
			if f.Severity != r.Severity {
				mark = "? "
			}
			got = append(got, string(rune('0'+f.Start.Line))+" "+f.Rule+mark+f.Message)
			if slices.Index(audit.Severities, f.Severity) < slices.Index(audit.Severities, r.Severity) || f.Path != "x.md" || f.Claim != "c-0" {
				t.Errorf("%s: finding %+v", tc.name, f)
			}
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.name, diff)
		}
	}
}

// TestCheckCarries checks that a finding has what reports print of a match,
// and the excerpt of its own mention.
func TestCheckCarries(t *testing.T) {
	fields := []match.Field{{Name: "year", Stated: "2018", Found: "2021"}}
	near := []match.Candidate{{Reference: "near"}, {Reference: "far"}}
	bad := match.Match{Verdict: match.YearMismatch, Message: "m", Hint: "h", Fields: fields, Candidates: near}
	lost := match.Match{Verdict: match.UnknownID, Fields: fields, Candidates: near}
	a := audit.Article{Claims: []audit.Claim{
		claimOf("c-1", match.Match{Verdict: match.Matched}),
		claimOf("c-2", match.Match{Verdict: match.Matched}, bad),
		claimOf("c-3", lost),
	}}
	excerpts := []audit.Excerpt{{Line: "one"}, {Line: "two"}, {Line: "three"}, {Line: "four"}}
	got := audit.Check(a, excerpts, func(string) *cite.Reference { return nil })
	slices.SortFunc(got, func(a, b audit.Finding) int { return b.Start.Line - a.Start.Line })
	if len(got) != 2 {
		t.Fatalf("findings %+v", got)
	}
	f, g := got[0], got[1]
	if f.Message != "m" || f.Hint != "h" || f.Claim != "c-2" || f.Reference != "near" || f.Excerpt.Line != "three" || !cmp.Equal(f.Fields, fields) || !cmp.Equal(f.Candidates, near) {
		t.Errorf("finding %+v", f)
	}
	if g.Claim != "c-3" || g.Reference != "" || g.Excerpt.Line != "four" {
		t.Errorf("finding about an unknown id %+v", g)
	}
}

func TestFound(t *testing.T) {
	if f := audit.Found("no-such-rule", "x.md"); f.Severity != audit.Error {
		t.Errorf("a finding of no rule is a %s", f.Severity)
	}
}

func TestSort(t *testing.T) {
	at := func(path string, line, offset int, rule string) audit.Finding {
		return audit.Finding{Path: path, Start: source.Position{Line: line, Offset: offset}, Rule: rule}
	}
	want := []audit.Finding{
		at("a.md", 0, 0, "limit"), at("a.md", 1, 0, "bad-link"), at("a.md", 1, 0, "raw-html"), at("a.md", 2, 9, "limit"), at("b.md", 1, 0, "limit"),
	}
	r := audit.Result{Articles: []audit.Article{{Path: "b.md"}, {Path: "a.md"}}, Findings: slices.Clone(want)}
	slices.Reverse(r.Findings)
	r.Sort()
	if diff := cmp.Diff(want, r.Findings); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if r.Articles[0].Path != "a.md" {
		t.Errorf("articles %+v", r.Articles)
	}
}

func TestSummary(t *testing.T) {
	verdicts := func(vs ...match.Verdict) (cs []audit.Claim) {
		for _, v := range vs {
			cs = append(cs, audit.Claim{Verdict: v})
		}
		return cs
	}
	r := audit.Result{
		Articles: []audit.Article{{Claims: verdicts(match.Matched, match.BadID)}, {Claims: verdicts(match.Matched)}, {}},
		Findings: []audit.Finding{{Severity: audit.Error}, {Severity: audit.Warning}, {Severity: audit.Note}, {Severity: audit.Error, Waived: &audit.Waiver{}},
			{Severity: audit.Error, Baseline: audit.New}, {Severity: audit.Error, Baseline: audit.Unchanged}, {Severity: audit.Note, Baseline: audit.Unchanged, Waived: &audit.Waiver{}}},
		Absent: []audit.Finding{{}},
	}
	want := audit.Summary{
		Articles: 3, Claims: 3,
		Verdicts: []audit.VerdictCount{{Verdict: match.BadID, Claims: 1}, {Verdict: match.Matched, Claims: 2}},
		Errors:   2, Warnings: 1, Notes: 1, Waived: 2, Baselined: 1, Absent: 1,
		Unaided: true,
	}
	got := r.Summary()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Summary (-want +got):\n%s", diff)
	}
	if got.Count(match.Matched) != 2 || got.Count(match.OffTopic) != 0 {
		t.Errorf("Count: %d matched, %d off-topic", got.Count(match.Matched), got.Count(match.OffTopic))
	}
}

// TestLeaning holds that a matched claim on a paper that is retracted or under an
// expression of concern is counted as such, of a brief claim as well, and one that
// calls the paper retracted is not.
func TestLeaning(t *testing.T) {
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", []byte(`
- {key: fine, title: A fine paper, year: 2020}
- {key: gone, title: A retracted paper, year: 2020, notices: [{kind: retraction, year: 2021}]}
- {key: typed, title: Another retracted paper, year: 2020, types: [Retracted Publication]}
- {key: doubted, title: A doubtful paper, year: 2020, notices: [{kind: concern, year: 2021}]}
`)))
	if err != nil {
		t.Fatal(err)
	}
	rests := func(v match.Verdict, keys ...string) match.Match { return match.Match{Verdict: v, References: keys} }
	for _, tc := range []struct {
		name    string
		claim   audit.Claim
		marked  []string // by the last mention
		want    string
		leaning int
	}{
		{"fine", claimOf("c", rests(match.Matched, "fine")), nil, "", 0},
		{"unknown", claimOf("c", rests(match.Matched, "no such key")), nil, "", 0},
		{"retracted", claimOf("c", rests(match.Matched, "gone")), nil, "gone", 1},
		{"by its type", claimOf("c", rests(match.Matched, "typed")), nil, "typed", 1},
		{"under concern", claimOf("c", rests(match.Matched, "doubted")), nil, "doubted", 1},
		{"the worst first", claimOf("c", rests(match.Matched, "doubted", "fine", "gone"), rests(match.Matched, "gone")), nil, "gone; doubted", 1},
		{"on purpose", claimOf("c", rests(match.Matched, "fine"), rests(match.Matched, "gone")), []string{"gone"}, "", 0},
		{"on purpose, behind one that is not", claimOf("c", rests(match.Incomplete), rests(match.Matched, "typed"), rests(match.Matched, "gone")), []string{"gone"}, "typed", 1},
		{"not matched", claimOf("c", rests(match.OffTopic, "gone")), nil, "gone", 0},
		{"may be meant", claimOf("c", rests(match.Ambiguous, "gone", "typed")), nil, "", 0},
	} {
		tc.claim.Mentions[len(tc.claim.Mentions)-1].Retracted = tc.marked
		whole := audit.NewClaim(tc.claim.Claim, tc.claim.Matches, lib.Key)
		for _, c := range []audit.Claim{whole, whole.Brief()} {
			r := audit.Result{Library: lib, Articles: []audit.Article{{Claims: []audit.Claim{c}}}}
			if got := strings.Join(slices.Concat(c.Retracted, c.Doubted), "; "); got != tc.want || r.Summary().Leaning != tc.leaning {
				t.Errorf("%s: leans on %q, %d in the summary; want %q, %d", tc.name, got, r.Summary().Leaning, tc.want, tc.leaning)
			}
		}
	}
}

// TestUnsound holds that retracted and doubtful papers are told whatever the
// verdict: those that a claim rests on, those that its ids lead to without
// fitting, and those that it may mean; and none that it calls retracted.
func TestUnsound(t *testing.T) {
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", []byte(`
- {key: fine, title: A fine paper, year: 2020}
- {key: gone, title: A retracted paper, year: 2020, notices: [{kind: retraction, year: 2021}]}
- {key: doubted, title: A doubtful paper, year: 2020, notices: [{kind: concern, year: 2021}]}
`)))
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name   string
		match  match.Match
		marked []string
		want   string
	}{
		{"rests on it", match.Match{Verdict: match.Matched, References: []string{"gone"}}, nil, "gone"},
		{"its id leads to it", match.Match{Verdict: match.IdentityMismatch, References: []string{"fine", "gone"}}, nil, "gone"},
		{"may mean it", match.Match{Verdict: match.OffTopic, Meant: []string{"fine", "doubted", "gone"}}, nil, "gone; doubted"},
		{"once", match.Match{Verdict: match.IdentityMismatch, References: []string{"gone"}, Meant: []string{"gone"}}, nil, "gone"},
		{"on purpose", match.Match{Verdict: match.IdentityMismatch, References: []string{"gone"}}, []string{"gone"}, ""},
		{"a runner-up", match.Match{Verdict: match.Unmatched, Candidates: []match.Candidate{{Reference: "gone"}}}, nil, ""},
	} {
		c := claimOf("c", tc.match)
		c.Mentions[0].Retracted = tc.marked
		retracted, doubted := c.Unsound(lib.Key)
		if got := strings.Join(slices.Concat(retracted, doubted), "; "); got != tc.want {
			t.Errorf("%s: unsound is %q, want %q", tc.name, got, tc.want)
		}
	}
}

func TestClaimReferences(t *testing.T) {
	c := claimOf("c-0",
		match.Match{Verdict: match.Matched, References: []string{"a", "b"}},
		match.Match{Verdict: match.UnverifiedRecord, References: []string{"b", "c"}},
		match.Match{Verdict: match.IdentityMismatch, References: []string{"d"}},
		match.Match{Verdict: match.Ambiguous, References: []string{"e", "f"}},
	)
	if got, want := c.References(), []string{"a", "b", "c"}; !slices.Equal(got, want) {
		t.Errorf("References() = %q, want %q", got, want)
	}
}

func TestLibrary(t *testing.T) {
	lib := &cite.Library{
		Path: "citations.yaml",
		References: []*cite.Reference{
			{Key: "edited", Title: "New", Pos: source.Position{Line: 5, Column: 3, Offset: 50}, Verified: cite.Verification{At: source.Date{Year: 2026, Month: 11, Day: 20}, From: "pubmed", Sum: "0000"}},
			{Key: "plain", Title: "Plain", Pos: source.Position{Line: 9, Column: 3, Offset: 90}},
		},
		Problems: []cite.Problem{{Rule: "bad-library", Pos: source.Position{Line: 1, Column: 3, Offset: 2}, Msg: "year is a word", Hint: "write a number"}},
	}
	var got []string
	for _, f := range audit.Library(lib) {
		got = append(got, f.Rule+": "+f.Message)
	}
	want := []string{"bad-library: year is a word", "edited-since-verification: edited was changed after it was verified on 2026-11-20"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Library (-want +got):\n%s", diff)
	}
}

// TestOnePaperTwice has entries that share no id, and are one paper or not.
func TestOnePaperTwice(t *testing.T) {
	paper := cite.Reference{Key: "b", PMID: "2", Title: "Zinc and colds", Authors: []string{"Olsen A", "Berg B"}, Journal: cite.Journal{Title: "Lancet"}, Year: 2011, Volume: "7", Pages: "11-9"}
	for name, tc := range map[string]struct {
		change func(first *cite.Reference)
		twice  bool
	}{
		"two PMIDs":               {func(r *cite.Reference) {}, true},
		"a title in another case": {func(r *cite.Reference) { r.Title = "Zinc and Colds." }, true},
		"a comment on its page":   {func(r *cite.Reference) { r.Title = "Zinc and colds: comment" }, false},
		"another first author":    {func(r *cite.Reference) { r.Authors = []string{"Berg B"} }, false},
		"another page":            {func(r *cite.Reference) { r.Pages = "20" }, false},
		"no pages":                {func(r *cite.Reference) { r.Pages = "" }, false},
		"another volume":          {func(r *cite.Reference) { r.Volume = "8" }, false},
		"two DOIs":                {func(r *cite.Reference) { r.DOI = "10.1000/1" }, false},
		"one id, said elsewhere":  {func(r *cite.Reference) { r.PMID = "2" }, false},
	} {
		first, second := paper, paper
		first.Key, first.PMID, second.DOI = "a", "1", "10.1000/2"
		tc.change(&first)
		found := audit.Library(&cite.Library{References: []*cite.Reference{&first, &second}})
		if twice := len(found) == 1 && found[0].Rule == "duplicate-reference" && found[0].Severity == audit.Warning; twice != tc.twice {
			t.Errorf("%s: %+v", name, found)
		}
	}
}

// TestRetractedOnPurpose holds that a citation which says that its reference
// was retracted makes no finding of that, unless it was not.
func TestRetractedOnPurpose(t *testing.T) {
	library := map[string]*cite.Reference{
		"wang":  {Key: "wang", PMID: "7", Types: []string{"Retracted Publication"}},
		"other": {Key: "other", Types: []string{"Retracted Publication"}},
		"fine":  {Key: "fine"},
	}
	for _, tc := range []struct {
		retracted []string
		key       string
		want      []string
	}{
		{nil, "wang", []string{"retracted-reference"}},
		{[]string{"wang"}, "wang", nil},
		{[]string{"pmid:7"}, "wang", nil},
		{[]string{"wang"}, "other", []string{"retracted-reference"}},
		{[]string{"fine"}, "fine", []string{"not-retracted"}},
	} {
		c := claimOf("c-0", match.Match{Verdict: match.Matched, References: []string{tc.key}})
		c.Mentions[0].Retracted = tc.retracted
		var got []string
		for _, f := range audit.Check(audit.Article{Path: "x.md", Claims: []audit.Claim{c}}, nil, func(key string) *cite.Reference { return library[key] }) {
			got = append(got, f.Rule)
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%v of %s (-want +got):\n%s", tc.retracted, tc.key, diff)
		}
	}
}
