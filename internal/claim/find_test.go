package claim_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"stet/internal/article"
	"stet/internal/claim"
	"stet/internal/source"
)

func find(text string) []claim.Claim {
	return claim.Find(article.Parse(source.NewFile("x.md", []byte(text)), article.Options{}), claim.Options{})
}

// show writes a mention in one line, without what it does not state.
func show(m *claim.Mention) string {
	parts := []string{string(m.Kind)}
	add := func(name string, value any) {
		if s := fmt.Sprint(value); s != "" && s != "0" && s != "[]" {
			parts = append(parts, name+"="+s)
		}
	}
	add("journal", m.Journal)
	add("year", m.Year)
	add("authors", strings.Join(m.Authors, "+"))
	add("design", m.Design)
	add("n", m.Sample)
	add("ids", m.IDs)
	add("keys", m.Keys)
	for _, b := range m.Bad {
		add("bad", b.Text)
	}
	add("refs", m.Refs)
	add("resolved", m.Resolved)
	add("missing", m.Missing)
	return strings.Join(parts, " ")
}

func shown(text string) []string {
	var lines []string
	for _, c := range find(text) {
		for i := range c.Mentions {
			lines = append(lines, show(&c.Mentions[i]))
		}
	}
	return lines
}

func TestMentions(t *testing.T) {
	for _, tc := range []struct {
		text string
		want []string
	}{
		// Journal and year, in any order.
		{"A 2023 Mendelian randomization study in *Science Advances* found it.", []string{"narrative journal=Science Advances year=2023 design=study"}},
		{"Dicken, Qamar and Batterham (2024) pooled national surveys.", []string{"author-year year=2024 authors=Dicken+Qamar+Batterham"}},
		{"Dicken et al. (2024) pooled randomised trials.", []string{"author-year year=2024 authors=Dicken"}},
		{"A 2018 study in *Nutrients* found less fatigue.", []string{"narrative journal=Nutrients year=2018 design=study"}},
		{"In 2018, a study in Nutrients found less fatigue.", []string{"narrative journal=Nutrients year=2018 design=study"}},
		{"A study published in 2018 in Nutrients found less fatigue.", []string{"narrative journal=Nutrients year=2018 design=study"}},
		{"A trial published in March 2018 in the American Journal of Clinical Nutrition (AJCN) had 120 women.", []string{"narrative journal=American Journal of Clinical Nutrition year=2018 design=trial n=120"}},
		{"It was tested in a randomised trial (*J. Nutr. Biochem.*, 2015).", []string{"narrative journal=J. Nutr. Biochem. year=2015 design=randomised trial"}},
		{"The 2021 Lancet trial was stopped early.", []string{"narrative journal=Lancet year=2021 design=trial"}},
		{"A 2012 issue of Pediatrics had it first.", []string{"narrative journal=Pediatrics year=2012"}},
		{"The Lancet published a 2022 analysis of 11 trials.", []string{"narrative journal=The Lancet year=2022 design=analysis"}},
		{"In 2021, the society published its findings in Circulation.", []string{"narrative journal=Circulation year=2021 design=finding"}},
		{"The trial, published in the NEJM in 2013, was printed again in 2018.", []string{"narrative journal=NEJM year=2013 design=trial"}},
		{"In 2018, Jiang and colleagues described statins for hematoma in *The Lancet*.", []string{"narrative journal=The Lancet year=2018 authors=Jiang"}},
		{"In the *NEJM*, Henderson et al. (1976) described the risk.", []string{"narrative journal=NEJM year=1976 authors=Henderson"}},
		{"In Nature, nothing is wasted (Lee et al., 2018).", []string{"author-year year=2018 authors=Lee"}},
		{"Sleep (2019 RCT, *Nutrients*) came 7 minutes sooner.", []string{"narrative journal=Nutrients year=2019 design=randomised trial"}},
		{"Zinc helps (Lancet Public Health, 2018).", []string{"narrative journal=Lancet Public Health year=2018"}},
		{"As the design says, published in the New England Journal of Medicine on December 10, 2020.", []string{"narrative journal=New England Journal of Medicine year=2020"}},
		{"Source: Nutrients 2020, 12(3), 730.", []string{"narrative journal=Nutrients year=2020"}},
		{"A 2021 review & meta-analysis (n=1,204; *Eur J Nutr*) found less fatigue.", []string{"narrative journal=Eur J Nutr year=2021 design=meta-analysis n=1204"}},

		// Journals that no table knows.
		{"A 2017 trial in *Balneology and Health* had 80 guests.", []string{"narrative journal=Balneology and Health year=2017 design=trial"}},
		{"A 2017 trial published in the Nordic Journal of Bathing and Health had none.", []string{"narrative journal=Nordic Journal of Bathing and Health year=2017 design=trial"}},
		{"A study in *Caenorhabditis elegans* found longer lives.", nil},

		// Two studies in one sentence.
		{"A 2016 trial in Nutrients and a 2019 review in Maturitas disagree.", []string{"narrative journal=Nutrients year=2016 design=trial", "narrative journal=Maturitas year=2019 design=review"}},
		{"He et al. (JAMA, 2015) and Wu et al. (Ophthalmology, 2013) agree.", []string{"narrative journal=JAMA year=2015 authors=He", "narrative journal=Ophthalmology year=2013 authors=Wu"}},
		{"Two studies (Lee 2014, *Nutrients*; Kim 2016, *Appetite*) differ.", []string{"narrative journal=Nutrients year=2014 authors=Lee", "narrative journal=Appetite year=2016 authors=Kim"}},
		{"In a 2016 article published in the journal Neuron, Moreau et al. showed it.", []string{"narrative journal=Neuron year=2016 authors=Moreau design=article"}},
		{"A 1992 study of adults and a 2020 analysis of diaries agree.", []string{"narrative year=1992 design=study", "narrative year=2020 design=analysis"}},

		{"Hadley et al. (2018) found it, and a 2018 trial in Nutrients did too.", []string{"author-year year=2018 authors=Hadley", "narrative journal=Nutrients year=2018 design=trial"}},
		{"A 2018 trial in Nutrients found it, and Hadley et al. (2018) found it too.", []string{"narrative journal=Nutrients year=2018 design=trial", "author-year year=2018 authors=Hadley"}},

		// A journal alone.
		{"A study in JAMA found less fatigue.", []string{"narrative journal=JAMA design=study"}},
		{"It was published in the journal Sleep.", []string{"narrative journal=Sleep"}},
		{"A Cochrane review of 18 trials found no effect.", []string{"narrative journal=Cochrane design=systematic review"}},

		// A year alone.
		{"A 2020 prospective, randomised, double-blind study of 60 adults lasted eight weeks.", []string{"narrative year=2020 design=randomised trial n=60"}},
		{"The second trial (2022) failed.", []string{"narrative year=2022 design=trial"}},
		{"A 2014 survey of 2,000 adults found less fatigue, work published in 2016 found more.", []string{"narrative year=2014 design=survey n=2000", "narrative year=2016 design=work"}},
		{"A recent (2021) trial and the meta-analysis of 2017 agree.", []string{"narrative year=2021 design=trial", "narrative year=2017 design=meta-analysis"}},
		{"Published in 2016, the study had 44 men.", []string{"narrative year=2016 design=study n=44"}},
		{"A 2020 systematic review and meta-analysis found less fatigue.", []string{"narrative year=2020 design=meta-analysis"}},

		// Authors.
		{"Hadley et al. (2014) gave zinc to students.", []string{"author-year year=2014 authors=Hadley"}},
		{"Zinc helps (Adeyemi, 2010; van der Meer et al., 2012; Okafor, Lindh & Brandt, 2016).", []string{"author-year year=2010 authors=Adeyemi", "author-year year=2012 authors=van der Meer", "author-year year=2016 authors=Okafor+Lindh+Brandt"}},
		{"Zinc helps (Grant 2007; Lim & Lee, 2011a, 2012b).", []string{"author-year year=2007 authors=Grant", "author-year year=2011 authors=Lim+Lee", "author-year year=2012 authors=Lim+Lee"}},
		{"Grant's 2007 meta-analysis set the tone.", []string{"author-year year=2007 authors=Grant design=meta-analysis"}},
		{"Firth et al.'s 2019 meta-analysis covered 16 trials.", []string{"author-year year=2019 authors=Firth design=meta-analysis"}},
		{"The Howatson 2012 study used cherries.", []string{"author-year year=2012 authors=Howatson design=study"}},
		{"The 2012 Howatson study used cherries; Howatson et al. (2012) say why.", []string{"author-year year=2012 authors=Howatson design=study"}},
		{"A 2013 trial by Dr. Jane Lindh and Tom Okafor used cherries.", []string{"author-year year=2013 authors=Lindh+Okafor design=trial"}},
		{"In 2009, Zhang and colleagues tried again.", []string{"author-year year=2009 authors=Zhang"}},
		{"In 2020, Firth and Borsini showed it.", []string{"author-year year=2020 authors=Firth+Borsini"}},
		{"Zhang and colleagues reported in 2019 that zinc helps.", []string{"author-year year=2019 authors=Zhang"}},
		{"A 2018 meta-analysis (Carlbring, 30 studies) found it.", []string{"author-year year=2018 authors=Carlbring design=meta-analysis"}},
		{"As Masataka (2019) found, it helps.", []string{"author-year year=2019 authors=Masataka"}},
		{"A 2002 meta-analysis by the Footbath Studies Collaboration found little.", []string{"author-year year=2002 authors=Footbath Studies Collaboration design=meta-analysis"}},
		{"The Mah & Pitre meta-analysis (2021) found it.", []string{"author-year year=2021 authors=Mah+Pitre design=meta-analysis"}},
		{"It is so (reviewed in Nielsen, 2010; data: Held 2002).", []string{"author-year year=2010 authors=Nielsen", "author-year year=2002 authors=Held"}},
		{"Nielsen, F.H., Johnson, L.K. & Zeng, H. (2010) found it.", []string{"author-year year=2010 authors=Nielsen+Johnson+Zeng"}},
		{"Kim et al. showed this.", []string{"author-year authors=Kim"}},

		// The same source twice is one mention.
		{"A landmark 2019 study in *The Permanente Journal* found it (Shannon et al., 2019).", []string{"narrative journal=The Permanente Journal year=2019 authors=Shannon design=study"}},
		{"A study in *The Oncologist* found it (Somashekhar et al., 2018).", []string{"narrative journal=The Oncologist year=2018 authors=Somashekhar design=study"}},
		{"Kok et al. (2013), in a trial published in Psychological Science, found it.", []string{"narrative journal=Psychological Science year=2013 authors=Kok design=trial"}},
		{"It fell (Zuardi et al., 1993, [PubMed](https://pubmed.ncbi.nlm.nih.gov/8257923/)).", []string{"author-year year=1993 authors=Zuardi ids=[pmid:8257923]"}},
		{"A 2018 study in [Nutrients](https://doi.org/10.3390/nu10010001) found it.", []string{"narrative journal=Nutrients year=2018 design=study ids=[doi:10.3390/nu10010001]"}},
		{"A 2016 study found it ([PMID: 26202374](https://pubmed.ncbi.nlm.nih.gov/26202374/)).", []string{"narrative year=2016 design=study ids=[pmid:26202374]"}},

		{"A trial of 1,350 adults found it (Kim, H.J. et al., 2018).", []string{"author-year year=2018 authors=Kim design=trial n=1350"}},

		// Ids.
		{"It fell [@pmid:29480918].", []string{"key ids=[pmid:29480918]"}},
		{"It fell [@fiorentini2021; @PMC8065437].", []string{"key ids=[pmcid:PMC8065437] keys=[fiorentini2021]"}},
		{"It fell [@pmid:PMC128915].", []string{"key bad=pmid:PMC128915"}},
		{"It fell (PMID: 29480918; doi:10.7556/jaoa.2018.037).", []string{"link ids=[pmid:29480918 doi:10.7556/jaoa.2018.037]"}},
		{"[It fell by a fifth](https://pubmed.ncbi.nlm.nih.gov/29480918/), they say.", []string{"link ids=[pmid:29480918]"}},
		{"It fell ([Pan & Rickard](https://pubmed.ncbi.nlm.nih.gov/29733621/)).", []string{"author-year authors=Pan+Rickard ids=[pmid:29733621]"}},
		{"It fell ([a shop](https://example.com/shop)).", nil},

		// What only looks like a source.
		{"The company was founded in 1998 and bought in 2015.", nil},
		{"Adults need 2000 IU a day; in 2,018 cases v1.2018 failed.", nil},
		{"A trial conducted from March 1996 to July 1998 failed.", nil},
		{"It was first reported in West Africa.", nil},
		{"The Iowa Women's Health Study of women is large.", nil},
		{"NHANES 2015-2018 asked about it; from 2015 to 2018 studies were few.", nil},
		{"Since 2010 studies have multiplied, and by 2030 trials will end.", nil},
		{"In 2018, 40 % of adults took a supplement.", nil},
		{"The 2017 guideline of the society lowered the limit.", nil},
		{"The WHO's 2019 report warned of it.", nil},
		{"A 2020 New York Times article described the recall.", nil},
		{"Dr. Lee has published in JAMA.", nil},
		{"She edits the Journal of Nutrition.", nil},
		{"Nature Made sells it, and Science Daily reports on it.", nil},
		{"Sleep is important, and pain matters in 2019.", nil},
		{"Our 2024 review of the best supplements is here.", nil},
		{"A review of 2019 data showed a fall.", nil},
		{"A 2014 survey by the CDC found it, and a 2016 report by the company.", nil},
		{"In 2018, researchers found that 40 % of men snore.", nil},
		{"The Mayo Clinic (2021) says so.", nil},
		{"It was seen at once (found in Vienna, 2010).", nil},
		{"Johnson & Johnson (2019) recalled it.", nil},
	} {
		if diff := cmp.Diff(tc.want, shown(tc.text)); diff != "" {
			t.Errorf("%s\n%s", tc.text, diff)
		}
	}
}

const withLists = `# Zinc

Zinc is lost in sweat [2]. A 2010 study counted how much.[1,2] Runners lose more.[^1]
Nobody knows why [7].

## References

1. Hadley J, Moreau P. Trace elements in sweat. Nutrients. 2009;1:12-19. PMID: 29480918
2. Lindh, K. (2010). How much zinc we lose. *Journal of Balneology*, 4(2), 1-9. https://doi.org/10.3390/nu13041136

[^1]: Okafor B. Sweat in two sports. J Sports Sci. 2012;30:101-8.
`

// TestNamedNotes: a note may have an id for its name, which is stated then.
func TestNamedNotes(t *testing.T) {
	want := []string{"link ids=[pmid:29480918] refs=[pmid:29480918] resolved=[pmid:29480918]"}
	got := shown("Zinc is lost in sweat.[^pmid:29480918]\n\n[^pmid:29480918]: Okafor B. Sweat in two sports. J Sports Sci. 2012;30:101-8. PMID: 29480918\n")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestCitedNotes: a note may lead to its work by a citation, as sentences do.
func TestCitedNotes(t *testing.T) {
	claims := find("Zinc is lost in sweat.[^1]\n\n[^1]: Okafor B. Sweat in two sports. J Sports Sci. 2012;30:101-8 [@okafor2012; @pmid:29480918].\n")
	e := claims[0].Mentions[0].Entries[0]
	if diff := cmp.Diff([]string{"okafor2012"}, e.Keys); diff != "" || len(e.IDs) != 1 || e.IDs[0].Value != "29480918" {
		t.Errorf("keys %v, ids %v", e.Keys, e.IDs)
	}
}

func TestMarkers(t *testing.T) {
	want := []string{
		"numeric refs=[2] resolved=[doi:10.3390/nu13041136]",
		"narrative year=2010 design=study refs=[1 2] resolved=[pmid:29480918 doi:10.3390/nu13041136]",
		"numeric refs=[1]",
		"numeric refs=[7] missing=[7]",
	}
	if diff := cmp.Diff(want, shown(withLists)); diff != "" {
		t.Error(diff)
	}
	claims := find(withLists)
	want = []string{"J Sports Sci 2012 Sweat in two sports"}
	var got []string
	for _, e := range claims[2].Mentions[0].Entries {
		got = append(got, fmt.Sprintf("%s %d %s", e.Journal, e.Year, e.Title))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the footnote's entry: %s", diff)
	}
}

func TestElement(t *testing.T) {
	text := `<Cite tooltip="Hadley S, et al. Footbaths at night: a review. American Journal of Medicine. 2006;119(12):1-9.">It may help.</Cite>` + "\n"
	want := []string{"narrative journal=American Journal of Medicine year=2006 authors=Hadley"}
	if diff := cmp.Diff(want, shown(text)); diff != "" {
		t.Error(diff)
	}
}

func TestMentionText(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"A 2018 study in *Nutrients* found it.", "2018 study in *Nutrients*"},
		{"It fell ([Zuardi et al., 1993](https://pubmed.ncbi.nlm.nih.gov/8257923/)).", "[Zuardi et al., 1993](https://pubmed.ncbi.nlm.nih.gov/8257923/)"},
		{"*The Lancet* found it.", "*The Lancet*"},
		{"It fell [@pmid:29480918].", "[@pmid:29480918]"},
		{`A 2006 paper in "Nutrients" by Mori found it.`, `2006 paper in "Nutrients" by Mori`},
		{`A 2006 paper in "Nutrients," by Mori, found it.`, `2006 paper in "Nutrients," by Mori`},
		{"A 2006 paper in “Nutrients” found it.", "2006 paper in “Nutrients”"},
		{"A trial (Mori et al. 2009) found it.", "trial (Mori et al. 2009)"},
		{"A Phase 3 RCT (2018) found it.", "Phase 3 RCT (2018)"},
		{"The trial was large [*Gut* 2018].", "trial was large [*Gut* 2018]"},
		{"The paper in *Gut* of 2018 found it.", "paper in *Gut* of 2018"},
		{"As Mori et al. put it in 2018, it fell.", "Mori et al. put it in 2018"},
	} {
		claims := find(tc.text)
		if len(claims) != 1 || len(claims[0].Mentions) != 1 {
			t.Errorf("%s: want one mention", tc.text)
			continue
		}
		if got := claims[0].Mentions[0].Text; got != tc.want {
			t.Errorf("%s: the mention is %q, want %q", tc.text, got, tc.want)
		}
	}
}

// TestIDs: a claim's id is that of its words, and a repeat has another.
func TestIDs(t *testing.T) {
	once := find("A 2018 study in *Nutrients* found it.")[0].ID
	claims := find("A 2018 study in Nutrients found it!\n\nA 2018 study in **Nutrients** found it.\n")
	if len(claims) != 2 {
		t.Fatalf("%d claims, want 2", len(claims))
	}
	if claims[0].ID != once {
		t.Errorf("markup changes the id: %s and %s", once, claims[0].ID)
	}
	if claims[1].ID == once {
		t.Errorf("a repeat has the id of the first, %s", once)
	}
	if len(once) != len("c-3f2a9c01d4") || !strings.HasPrefix(once, "c-") {
		t.Errorf("id %q is not c- and ten hex digits", once)
	}
}

// Behind the word PMID any number is one, however short.
func TestShortPMID(t *testing.T) {
	for text, want := range map[string]string{
		"A 1975 study in *Gut* found it (PMID 26).":      "pmid:26",
		"A 1975 study in *Gut* found it. PMID: 9":        "pmid:9",
		"A 1975 study in *Gut* found it (PubMed: 12).":   "",
		"A 1975 study in *Gut* found it (PMID: 3940655)": "pmid:3940655",
	} {
		got := ""
		for _, c := range find(text) {
			for _, m := range c.Mentions {
				for _, id := range m.IDs {
					got += id.String()
				}
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// A citation may say that its reference was retracted.
func TestRetracted(t *testing.T) {
	for text, want := range map[string][]string{
		"It was withdrawn [@wang2019, retracted].":                          {"wang2019"},
		"It was withdrawn [@pmid:31541003 retracted; @yu1986, p. 12].":      {"pmid:31541003"},
		"Most cases were put down to salted fish [@yu1986, retracted data]": nil,
		"A retracted paper said so [@yu1986].":                              nil,
	} {
		if got := find(text)[0].Mentions[0].Retracted; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestHeading(t *testing.T) {
	claims := find("# Zinc\n\nA 2018 study found it.\n\n## Copper\n\nA 2019 study found it.\n")
	if len(claims) != 2 || claims[0].Heading != "Zinc" || claims[1].Heading != "Copper" {
		t.Errorf("headings are wrong: %+v", claims)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		withLists, "A 2018 study in *Nutrients* (Smith et al., 2018) [@pmid:1] [1][2]", "et al. et al. 2019", "& & 2019)", "((((2019", "The The The Journal of of 2018",
		"Smith JA, Lee K. (2010", "Lee KH, Park S. J Clin Med 2021", "- Kim 2016, n = 40: x\n- Lee 2017, n=", "in Nutrients and Gut in 2016 and 2018, respectively", "2018's trial, 2018’s", "not in JAMA but in", "Jones' 2018 review", "Wayne State University (1996) --",
		"one from 2016, another in 2017", "The 2016 JAMA and 2018 Lancet trials", "Brown et al. 1973/74", "**2018** *Gut*: | Smith 2019 |", "*a* 2018 **b** _c_ PMID: PMC1 doi:10.1/x", "\xff\xfe 2018 study \xf0", "’s 2019 study", "In 2018, , study", "Źródło et al. (2018)", "[@]", "|a 2018 study|\n|-|\n|b|",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a := article.Parse(source.NewFile("x.md", []byte(text)), article.Options{})
		claims := claim.Find(a, claim.Options{})
		last := 0
		onRunes := func(s source.Span) bool {
			return !utf8.ValidString(text) || (s.Start == len(text) || utf8.RuneStart(text[s.Start])) && (s.End == len(text) || utf8.RuneStart(text[s.End]))
		}
		for _, c := range claims {
			if c.Span.Start < last || c.Span.End < c.Span.Start || c.Span.End > len(text) {
				t.Fatalf("claim at %v after %d in %q", c.Span, last, text)
			}
			last = c.Span.Start
			if c.Text != text[c.Span.Start:c.Span.End] {
				t.Fatalf("text %q is not the bytes of %v in %q", c.Text, c.Span, text)
			}
			if !onRunes(c.Span) {
				t.Fatalf("claim %v is not on rune boundaries of %q", c.Span, text)
			}
			for i, m := range c.Mentions {
				if !onRunes(m.Span) {
					t.Fatalf("mention %v is not on rune boundaries of %q", m.Span, text)
				}
				if m.Text != text[m.Span.Start:m.Span.End] || i > 0 && m.Span.Start < c.Mentions[i-1].Span.Start {
					t.Fatalf("mention %q at %v of %q", m.Text, m.Span, text)
				}
				if m.Span.Start < c.Span.Start || m.Span.End > c.Span.End {
					t.Fatalf("mention %v is outside of its claim %v in %q", m.Span, c.Span, text)
				}
			}
		}
		if diff := cmp.Diff(claims, claim.Find(a, claim.Options{})); diff != "" {
			t.Fatalf("not the same twice: %s", diff)
		}
	})
}
