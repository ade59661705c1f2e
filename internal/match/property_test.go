package match_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
)

// A world makes libraries and claims at random that often meet: few journals,
// years, authors and subjects.
type world struct{ *rand.Rand }

var (
	worldJournals = []cite.Journal{
		nutrients, hypertension, jHypertens,
		journal("Nutrition (Burbank, Los Angeles County, Calif.)", "Nutrition"),
		journal("Nutrition & metabolism", "Nutr Metab (Lond)"),
		journal("The American journal of clinical nutrition", "Am J Clin Nutr"),
		{}, // a record without one
	}
	worldNames    = []string{"", "Nutrients", "Hypertension", "J Hypertens", "Journal of Hypertension", "Nutrition", "Nutr Metab", "Am. J. Clin. Nutr.", "Pain"}
	worldAuthors  = []string{"Zhang X", "van der Merwe J", "Müller MJ", "Li Y", "Del Gobbo LC"}
	worldCited    = []string{"Zhang", "van der Merwe", "Muller", "Li", "Gobbo", "Smith"}
	worldSubjects = []string{"Magnesium and blood pressure", "Creatine in rugby players", "Zinc lozenges for the common cold", "Vitamin D and fractures", "Sleep in shift workers"}
)

func pick[T any](w world, from []T) T { return from[w.IntN(len(from))] }

func (w world) library(n int) *cite.Library {
	lib := &cite.Library{}
	for i := range n {
		r := cite.Reference{
			Key: fmt.Sprintf("key%02d", i), PMID: cite.PMID(fmt.Sprint(1000 + i)),
			Title: pick(w, worldSubjects), Journal: pick(w, worldJournals), Year: 2015 + w.IntN(3),
		}
		if w.IntN(3) == 0 {
			r.Epub = r.Year - 1
		}
		for range w.IntN(3) {
			r.Authors = append(r.Authors, pick(w, worldAuthors))
		}
		if w.IntN(4) == 0 {
			lib.References = append(lib.References, unverified(r))
			continue
		}
		lib.References = append(lib.References, verified(r))
	}
	return lib
}

func (w world) claim() *claim.Claim {
	c := &claim.Claim{Plain: pick(w, worldSubjects) + " go together."}
	for range 1 + w.IntN(2) {
		m := claim.Mention{Text: "it", Journal: pick(w, worldNames)}
		if w.IntN(4) > 0 {
			m.Year = 2014 + w.IntN(5)
		}
		for range w.IntN(3) {
			m.Authors = append(m.Authors, pick(w, worldCited))
		}
		switch w.IntN(5) {
		case 0:
			m.IDs = pmid(fmt.Sprint(1000 + w.IntN(24)))
		case 1:
			m.Keys = []string{fmt.Sprintf("key%02d", w.IntN(24))}
		case 2:
			m.Entries = []claim.Source{{Label: "1", Title: pick(w, worldSubjects), Year: 2014 + w.IntN(5), Journal: pick(w, worldNames)}}
		}
		c.Mentions = append(c.Mentions, m)
	}
	return c
}

// A matched or unverified reference agrees with every stated field, as told
// without the index.
func TestMatchedSatisfiesAll(t *testing.T) {
	w := world{rand.New(rand.NewPCG(1, 2))}
	seen := map[match.Verdict]int{}
	for range 300 {
		lib := w.library(20)
		x := match.NewIndex(lib)
		for range 20 {
			c := w.claim()
			for i, got := range x.Claim(c, "") {
				seen[got.Verdict]++
				checkMatch(t, lib, &c.Mentions[i], got)
			}
		}
	}
	for _, v := range match.Verdicts {
		if seen[v] == 0 && v != match.BadID && v != match.Uncited {
			t.Errorf("no mention came to %s: %v", v, seen)
		}
	}
}

func checkMatch(t *testing.T, lib *cite.Library, m *claim.Mention, got match.Match) {
	t.Helper()
	if !slices.Contains(match.Verdicts, got.Verdict) || got.Message == "" || len(got.Candidates) > 5 {
		t.Fatalf("%+v: %+v", m, got)
	}
	if got.Hint == "" && got.Verdict != match.Matched {
		t.Errorf("%s without a hint", got.Verdict)
	}
	if got.Verdict != match.Matched {
		return
	}
	var r *cite.Reference
	for _, have := range lib.References {
		if have.Key == got.References[0] {
			r = have
		}
	}
	if r.State() != cite.Verified {
		t.Fatalf("%s is matched and not verified", r.Key)
	}
	for _, id := range m.IDs {
		if !slices.Contains(r.IDs(), id) {
			t.Errorf("%v is matched to %s", id, r.Key)
		}
	}
	journals, years := []string{m.Journal}, []int{m.Year}
	for _, e := range m.Entries {
		if e.Title != r.Title {
			t.Errorf("title %q is matched to %q", e.Title, r.Title)
		}
		journals, years = append(journals, e.Journal), append(years, e.Year)
	}
	for _, j := range journals {
		if j != "" && !r.Journal.Is(j) {
			t.Errorf("journal %q is matched to %q", j, r.Journal.Title)
		}
	}
	for _, y := range years {
		if y != 0 && !slices.Contains(r.Years(), y) {
			t.Errorf("year %d is matched to %v", y, r.Years())
		}
	}
	if len(m.Authors) > len(r.Authors) && len(r.Authors) == 0 {
		t.Errorf("authors %v are matched to none", m.Authors)
	}
	for _, f := range got.Fields {
		if !f.OK {
			t.Errorf("field %+v of a match", f)
		}
	}
}

// The order of the library changes nothing.
func TestShuffle(t *testing.T) {
	w := world{rand.New(rand.NewPCG(3, 4))}
	for range 40 {
		lib := w.library(20)
		x := match.NewIndex(lib)
		shuffled := &cite.Library{References: slices.Clone(lib.References)}
		w.Shuffle(len(shuffled.References), func(i, j int) {
			shuffled.References[i], shuffled.References[j] = shuffled.References[j], shuffled.References[i]
		})
		y := match.NewIndex(shuffled)
		for range 20 {
			c := w.claim()
			if diff := cmp.Diff(x.Claim(c, "Health"), y.Claim(c, "Health")); diff != "" {
				t.Fatalf("another order, another match (-first +shuffled):\n%s", diff)
			}
		}
	}
}

// TestJudge holds that no reasons are missing but those of what stands, and that
// nothing else differs.
func TestJudge(t *testing.T) {
	w := world{rand.New(rand.NewPCG(9, 10))}
	stand := 0
	for range 40 {
		x := match.NewIndex(w.library(20))
		for range 20 {
			c := w.claim()
			want := x.Claim(c, "Health")
			for i, m := range want {
				if m.Verdict == match.Matched {
					want[i] = match.Match{Verdict: match.Matched, References: m.References}
					stand++
				}
			}
			if diff := cmp.Diff(want, x.Judge(c, "Health")); diff != "" {
				t.Fatalf("another judgement (-claim +judge):\n%s", diff)
			}
		}
	}
	if stand == 0 {
		t.Error("nothing stands")
	}
}

// An Index may be used by many goroutines; run with -race.
func TestConcurrent(t *testing.T) {
	w := world{rand.New(rand.NewPCG(5, 6))}
	x := match.NewIndex(w.library(200))
	c := w.claim()
	want := x.Claim(c, "")
	done := make(chan []match.Match)
	for range 8 {
		go func() {
			var got []match.Match
			for range 50 {
				got = x.Claim(c, "")
			}
			done <- got
		}()
	}
	for range 8 {
		if diff := cmp.Diff(want, <-done); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// Nothing that a mention can hold makes the index stumble.
func FuzzClaim(f *testing.F) {
	f.Add("A 2018 study in Nutrients found the same.", "Nutrients", 2018, "Zhang", "key01", "1001", "Magnesium")
	f.Add("", "", 0, "", "", "", "")
	f.Add("\xff\xfe [", "&", -1, "É", "@", "PMC", "\u0301")
	x := match.NewIndex(world{rand.New(rand.NewPCG(7, 8))}.library(30))
	f.Fuzz(func(t *testing.T, plain, journal string, year int, author, key, id, title string) {
		m := claim.Mention{Text: plain, Journal: journal, Year: year, Authors: []string{author}}
		titled := claim.Mention{Entries: []claim.Source{{Title: title, Raw: plain, Journal: journal, Year: year, Authors: []string{author}}}}
		keyed := claim.Mention{Keys: []string{key}, Journal: journal}
		numbered := claim.Mention{IDs: pmid(id), Refs: []string{key}, Resolved: pmid(title)}
		c := &claim.Claim{Plain: plain, Heading: title, Mentions: []claim.Mention{m, titled, keyed, numbered}}
		for i, got := range x.Claim(c, title) {
			if !slices.Contains(match.Verdicts, got.Verdict) || got.Message == "" || len(got.Candidates) > 5 {
				t.Errorf("mention %d: %+v", i, got)
			}
		}
	})
}
