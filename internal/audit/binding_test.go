package audit_test

import (
	"strings"
	"testing"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
)

// bindingOf is a sentence that names the reference yu1986, as it is or as it was
// recorded.
func bindingOf(plain, journal string) (audit.Claim, *cite.Reference) {
	m := claim.Mention{Keys: []string{"yu1986"}, Journal: journal}
	return audit.Claim{
		Claim:   claim.Claim{ID: audit.WordsOf(plain), Plain: plain, Mentions: []claim.Mention{m}},
		Matches: []match.Match{{Verdict: match.Matched, References: []string{"yu1986"}}},
	}, &cite.Reference{Key: "yu1986"}
}

// changes pairs a sentence with what it was, and gives what has changed;
// "another" where it is taken for another sentence.
func changes(then, now, journalThen, journalNow string) string {
	c, ref := bindingOf(now, journalNow)
	find := func(string) *cite.Reference { return ref }
	old, _ := bindingOf(then, journalThen)
	was := audit.Bindings("a.md", []audit.Claim{old}, nil, find)
	pairs := audit.PairBindings(audit.Bindings("a.md", []audit.Claim{c}, nil, find), []audit.Bound{was[0].Bound})
	if len(pairs) != 1 {
		return "another"
	}
	return strings.Join(pairs[0].Changes, "; ")
}

// TestSubstance: pairs of a sentence as it was bound and as it is, first those
// in which nothing has changed but the wording.
func TestSubstance(t *testing.T) {
	for _, tc := range []struct{ then, now, want string }{
		// Spelling, markup, layout.
		{"Magnesium lowered blood pressure by 12% in 60 women.", "Magnesium lowered blood pressure by 12 % in sixty women.", ""},
		{"Magnesuim lowered blood presure.", "Magnesium lowered blood pressure.", ""},
		{"Magnesium reduecd blood pressure.", "Magnesium reduced blood pressure.", ""},
		{"It fell by 12 per cent over twelve weeks.", "It fell by 12% over 12 weeks.", ""},
		{"It fell by 12 percent over a 12-week trial.", "It fell by 12% over 12 weeks.", ""},
		{"A trial of 1,234 women found that zinc shortened colds.", "A trial of 1234 women found that zinc shortened colds.", ""},
		{"The risk was 0.5 (95% CI 0.4–0.6) with fish.", "The risk was 0·5 (95 % CI: 0.4 to 0.6) with fish.", ""},
		{"Colds didn’t last longer with zinc.", "Colds did not last longer with zinc.", ""},
		{"Vitamin D cannot prevent colds.", "Vitamin D can not prevent colds.", ""},
		// Order, and other words for the same.
		{"In 60 women, magnesium lowered blood pressure by 12% over 8 weeks.", "Magnesium lowered blood pressure by 12% over 8 weeks in 60 women.", ""},
		{"Zinc lowered the risk of colds.", "Zinc reduced the risk of colds.", ""},
		{"Zinc was found to lower the risk of colds.", "The risk of colds fell with zinc.", ""},
		{"Salt raised blood pressure.", "Salt increased the blood pressure.", ""},
		{"Fish was not tied to cancer.", "There was no tie of fish to cancer.", ""},
		{"Neither zinc nor iron helped with colds.", "Zinc did not help with colds, or iron.", ""},
		{"Zinc not only shortened colds but also eased them.", "Zinc shortened colds and eased them.", ""},
		{"Zinc shortened colds in more than 60 women.", "Zinc shortened colds in over 60 women.", ""},
		{"Zinc may shorten colds.", "Zinc may shorten colds, and more research is needed.", ""},
		// What is left out makes nothing wrong.
		{"In 60 women, magnesium lowered blood pressure by 12%.", "Magnesium lowered blood pressure.", ""},
		{"A 2018 study found that zinc lowered the risk of colds.", "Zinc lowered the risk of colds.", ""},
		{"Zinc lowered the risk of colds in children.", "Zinc was linked to the risk of colds in children.", ""},
		{"Zinc lowered the risk of colds.", "A 2018 study found that zinc lowered the risk of colds.", ""},

		{"Magnesium lowered blood pressure by 12%.", "Magnesium lowered blood pressure by 15%.", "the number 12 is 15 now"},
		{"Magnesium lowered blood pressure in 60 women.", "Magnesium lowered blood pressure in 600 women.", "the number 60 is 600 now"},
		{"Magnesium lowered blood pressure by a little.", "Magnesium lowered blood pressure by 12% or so.", "the number 12 is new"},
		{"Magnesium lowered blood pressure.", "Magnesium lowered blood pressure in 156 of 267 women.", "the numbers 156, 267 are new"},
		{"Magnesium lowered blood pressure in 60 of 80 women.", "Magnesium lowered blood pressure in 90 women.", "the numbers 60, 80 are 90 now"},
		{"They took 300 mg of magnesium.", "They took 300 g of magnesium.", "300 mg is 300 g now"},
		{"The relative risk of colds was 0.8 with zinc.", "The relative risk of colds was 0.08 with zinc.", "the number 0.8 is 0.08 now"},
		{"Zinc took three days off colds.", "Zinc took five days off colds.", "the number 3 is 5 now"},
		{"Zinc shortened colds.", "Zinc did not shorten colds.", "it denies something that it did not deny"},
		{"Zinc had no effect on colds.", "Zinc had an effect on colds.", "it no longer denies what it denied"},
		{"Zinc helps with colds.", "Zinc fails to help with colds.", "it denies something that it did not deny"},
		{"Salt increases blood pressure.", "Salt decreases blood pressure.", "the direction increases is decreases now"},
		{"Coffee raised the risk of stroke.", "Coffee lowered the risk of stroke.", "the direction raised is lowered now"},
		{"Fish improved memory in the old.", "Fish impaired memory in the old.", "the direction improved is impaired now"},
		{"Zinc is linked to colds.", "Zinc prevents colds.", "the direction prevents is new"},
		{"A low-dose pill was given for colds.", "A high-dose pill was given for colds.", "the direction low is high now"},
		{"A 2018 study found zinc in colds.", "A 2019 study found zinc in colds.", "the year 2018 is 2019 now"},

		{"Zinc shortens colds in children.", "Blood pressure depends on many things that nobody has asked about.", "another"},
	} {
		if got := changes(tc.then, tc.now, "", ""); got != tc.want {
			t.Errorf("%q\n%q:\n  %q, want %q", tc.then, tc.now, got, tc.want)
		}
	}
	if got := changes("A study in Nutrients tied zinc to colds.", "A study in Maturitas tied zinc to colds.", "Nutrients", "Maturitas"); got != "the journal Nutrients is Maturitas now" {
		t.Errorf("another journal: %q", got)
	}
	if got := changes("A study in Nutrients tied zinc to colds.", "A study tied zinc to colds.", "Nutrients", ""); got != "" {
		t.Errorf("no journal any more: %q", got)
	}
}

// TestPairBindings: of several sentences with one reference each is led to its
// own.
func TestPairBindings(t *testing.T) {
	var claims []audit.Claim
	var ref *cite.Reference
	for _, s := range []string{"Salt raised blood pressure in 60 men.", "Fish helps memory in the old.", "Salt raised blood pressure in 90 women."} {
		c, r := bindingOf(s, "")
		claims, ref = append(claims, c), r
	}
	find := func(string) *cite.Reference { return ref }
	var then []audit.Bound
	for _, s := range []string{"Salt raised blood pressure in 70 women.", "Fish does not help memory in the old.", "Gone is what was here."} {
		c, _ := bindingOf(s, "")
		then = append(then, audit.Bindings("a.md", []audit.Claim{c}, nil, find)[0].Bound)
	}
	var got []string
	for _, p := range audit.PairBindings(audit.Bindings("a.md", claims, nil, find), then) {
		switch {
		case p.Now == nil:
			got = append(got, "gone: "+p.Then.Words)
		case p.Then == nil:
			got = append(got, "new: "+p.Now.Words)
		default:
			got = append(got, p.Now.Words+" < "+p.Then.Words)
		}
	}
	want := `Fish helps memory in the old. < Fish does not help memory in the old.
Salt raised blood pressure in 90 women. < Salt raised blood pressure in 70 women.
new: Salt raised blood pressure in 60 men.
gone: Gone is what was here.`
	if strings.Join(got, "\n") != want {
		t.Errorf("pairs:\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}
