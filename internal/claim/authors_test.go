package claim_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Every way of naming authors stands with what only looks like it.
func TestAuthors(t *testing.T) {
	for _, tc := range []struct {
		text string
		want []string
	}{
		// Persons by full name.
		{"Helen Brandt's famous 1972 experiment on naps was repeated.", []string{"author-year year=1972 authors=Brandt design=experiment"}},
		{"Helen Brandt's first 1972 pillow test found that naps help.", []string{"author-year year=1972 authors=Brandt design=test"}},
		{"Helen Brandt's 1972 test drive was long.", nil},
		{"Helen Brandt's 1971 song was a hit.", nil},
		{"Norda Velling's 2021 trial found less weight.", []string{"narrative year=2021 design=trial"}},
		{"Peter Lindholm 2017 (Nat Hum Behav) was withdrawn.", []string{"narrative journal=Nat Hum Behav year=2017 authors=Lindholm"}},
		{"Donald Fairfax 2016 was a slogan.", nil},
		{"San Francisco Marathon 2017 was wet.", nil},

		// Behind "by".
		{"These limits were published in the BMJ in 2003 by Hadley, Okafor and Brandt.", []string{"narrative journal=BMJ year=2003 authors=Hadley+Okafor+Brandt"}},
		{"The paper was published in Nutrients in 2019 by zinc users.", []string{"narrative journal=Nutrients year=2019 design=paper"}},
		{"The paper was published in Nutrients in 2019 by Zincora users.", []string{"narrative journal=Nutrients year=2019 design=paper"}},
		{"It fails at night, as shown by Dr. Helen Brandt in JAMA Dermatology (2021).", []string{"narrative journal=JAMA Dermatology year=2021 authors=Brandt"}},
		{"It fails at night, as shown by Brandt in Boston (2021).", nil},
		{"The trial was conducted by the Footbath Trials Committee and appeared in The Lancet in 1958.", []string{"narrative journal=The Lancet year=1958 authors=Footbath Trials Committee design=trial"}},
		{"The trial was funded by the Footbath Committee and published in The Lancet in 1958.", []string{"narrative journal=The Lancet year=1958 design=trial"}},
		{"The Lancet is published by Elsevier in London.", nil},

		// Who has something printed.
		{"Okafor published this in The Lancet in 1975.", []string{"narrative journal=The Lancet year=1975 authors=Okafor"}},
		{"Helen Brandt reported in The Lancet that naps help.", []string{"narrative journal=The Lancet authors=Brandt"}},
		{"Velnorda published its results in The Lancet in 2019.", []string{"narrative journal=The Lancet year=2019 design=result"}},
		{"Investigators published this in The Lancet in 1975.", []string{"narrative journal=The Lancet year=1975"}},
		{"Okafor published this cookbook in 1975.", nil},

		// Groups, and names that are words.
		{"Mixed-Diet Group 2013 (Lancet): fewer colds.", []string{"narrative journal=Lancet year=2013 authors=Mixed-Diet Group"}},
		{"Mixed-Diet Group 2013 (Vienna): fewer colds.", nil},
		{"It fell by half (Mir, Eur J Nutr 2004).", []string{"narrative journal=Eur J Nutr year=2004 authors=Mir"}},
		{"Metformin helps (Metformin, Eur J Nutr 2004); we took metformin.", []string{"narrative journal=Eur J Nutr year=2004"}},

		// Names in lists, and behind the kind of study.
		{"Five trials (Cochrane 2017, Hadley 2014) found it.", []string{"author-year year=2017 authors=Cochrane", "author-year year=2014 authors=Hadley"}},
		{"Two trials (Lancet 2017, Gut 2014) found it.", []string{"narrative journal=Lancet year=2017 design=trial", "narrative journal=Gut year=2014"}},
		{"Naps help (Brandt/Okafor 2011).", []string{"author-year year=2011 authors=Brandt+Okafor"}},
		{"Naps help (day/night 2011).", nil},
		{"| Naps help | [Systematic review, Okafor 2014](https://pubmed.ncbi.nlm.nih.gov/29480918/) |", []string{"author-year year=2014 authors=Okafor design=systematic review ids=[pmid:29480918]"}},
		{"Naps help (Cochrane Review, Okafor 2014).", []string{"narrative journal=Cochrane year=2014 authors=Okafor design=systematic review"}},
		{"The review, Windows 2000 and all, was long.", nil},

		// Several, with where they work and when they said it.
		{"A 2022 study by Hadley, Brandt, and colleagues published in 'Academic Pediatrics' found it.", []string{"narrative journal=Academic Pediatrics year=2022 authors=Hadley+Brandt design=study"}},
		{"Hadley (2015) and Brandt (2016) disagree.", []string{"author-year year=2015 authors=Hadley", "author-year year=2016 authors=Brandt"}},
		{"Velnorda (2015) and Zincora (2016) are the same pill.", nil},
		{"It was replicated by Hadley et al. in 2015.", []string{"author-year year=2015 authors=Hadley"}},
		{"Dr. Helen Brandt and her team at Oslo University found in 2015 that naps help.", []string{"author-year year=2015 authors=Brandt"}},
		{"In 2015, Helen Brandt of Oslo University and colleagues showed that naps help.", []string{"author-year year=2015 authors=Brandt"}},
		{"Psychologist Helen Brandt (2015) found it.", []string{"author-year year=2015 authors=Brandt"}},
		{"Why Helen Slept (2015) found readers.", nil},
		{"Brandt, writing in Nutrients in 2015, found it.", []string{"narrative journal=Nutrients year=2015 authors=Brandt"}},
		{"Brandt, writing in Vienna in 2015, found it.", nil},
		{"Hadley and Brandt argued in a 2015 review that naps help.", []string{"author-year year=2015 authors=Hadley+Brandt design=review"}},
		{"Velnorda argued in a 2015 trial that naps help.", []string{"narrative year=2015 design=trial"}},
		{"The rule (it cites Brandt 2018, among others) is old.", []string{"author-year year=2018 authors=Brandt"}},
		{"The rule (it likes Vienna 2018, among others) is old.", nil},
		{"Hadley 2012 + Brandt 2019 carry the weight.", []string{"author-year year=2012 authors=Hadley", "author-year year=2019 authors=Brandt"}},

		// Offices and institutions are no sources.
		{"She is the editor of the journal Sleep.", nil},
		{"She is on the board of the journal Nutrients.", nil},
		{"It was in the journal Sleep.", []string{"narrative journal=Sleep"}},
		{"So says the Sleep Research Society.", nil},
	} {
		if diff := cmp.Diff(tc.want, shown(tc.text)); diff != "" {
			t.Errorf("%s\n%s", tc.text, diff)
		}
	}
}
