package article_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/article"
	"stet/internal/source"
)

// TestSplit cuts paragraphs; a bar stands where a sentence should end.
func TestSplit(t *testing.T) {
	for _, in := range []string{
		"Zinc helps. | It is cheap.",
		"Smith et al. (2019) found less pain. | Others did not.",
		"It was shown by Smith et al. | The trial was small.",
		"Smith et al. Nutrients 2019 is cited often. | So is Lee.",
		"See Fig. 2. | The effect grows (Fig. 3B) with dose.",
		"The U.S. FDA approved it. | In the U.S. | The drug is sold as a gel.",
		"The difference was real (p < .05). | It held (n = 12. See below).",
		"It fell by 0.5 mg/dL, i.e. a third. | A drop, e.g. in LDL, helps.",
		"Published in J. Clin. Nutr. in 2019. | It was read widely.",
		"Am. J. Clin. Nutr. 2019 has the paper. | Read it.",
		"Written by J. R. Smith and Lee K. | They were paid.",
		"Take vitamin D. | Magnesium is next. | Vitamin B12. | Iron.",
		"Type A vs. type B is compared. | Dr. Jones and Prof. Lee agree.",
		"Look in vol. 12 and No. 7. | Is it safe? | No. | The risk is real.",
		"It began in 2019. | 40 people joined. | 12.5 mg were given.",
		"It took approx. 60 days, ca. 8 weeks. | Some left.",
		"\"It works.\" | She left. | 'Does it?' | He asked.",
		"(It was small.) | The next was large.",
		"What now? | Wait! | Really?! | Yes... | And so on… | The end.",
		"The group (aged 60. Mean 64.) did well. | Good.",
		"It was given.|Patients were glad.",
		"mTOR rose. | mTOR fell again. | pH was low.",
		"It fell. then rose again.",
		"Use PubMed.gov or example.com. | Both are free.",
		"At 9 a.m. and 5 p.m. they took it. | At 9 a.m. | The rest slept.",
		"Ph.D. students, M.D. | They tested it.",
		"Sleep improved. (Smith 2019) | Mood did not. | (See Table 2.) | Pain fell.",
		"Washington, D.C. is hot. | The U.K. Biobank cohort is large.",
		"Approved by Pfizer Inc. in 2019. | Made by Roche Ltd. | The cost is high.",
		"St. John's wort, 300 mg t.i.d. for weeks. | It may help.",
		"E. coli and L. plantarum differ. | B. longum is third.",
		"Bifidobacterium spp. were found. | Lactobacillus sp. | The rest died.",
		"In Jan. 2019 and on Dec. 3 they met. | In May. | June came.",
		"He said: yes. | «Non.» | Elle part.",
		"他走了。|她来了！|好",
		"Die Studie war klein. | Älter wurden sie nicht.",
		"Risk was lower (HR 0.78; 95% CI 0.65 to 0.94). | Deaths fell.",
		"It costs $5. | That is cheap. | 5% paid.",
		"Omega-3s (EPA, DHA, etc.) help. | Fish, nuts, etc. | They are good. | Use oil, etc. as needed.",
		"Is it vitamin C? | No, B. | It is.",
		"The mean was 5.3. | The SD was 1.2.",
		"Study No. 5 and nos. 6-7 agree. | There are no. | None.",
		"Cochrane Database Syst Rev. 2019 says so. | N Engl J Med. | The paper is old.",
		"Read Sleep Med. | The journal is good. | In Sci. Rep. it was said.",
		"Mr. and Mrs. Lee vs. the FDA. | It ended.",
		"See ref. 4 and refs. 5-6. | It is a ref. | The end.",
		"Participants took 5 mg. | Placebo did nothing.",
		"The trial had two arms: arm A. | Arm B. | Both won.",
		"He slept 8 h. | She slept 7.",
		"Weight fell 2 kg. | BMI by 1.",
		"Is 5 > 4? | Yes.",
	} {
		want := strings.Split(in, "|")
		for i := range want {
			want[i] = strings.TrimSpace(want[i])
		}
		text := strings.ReplaceAll(strings.ReplaceAll(in, " | ", " "), "|", "")
		a := article.Parse(source.NewFile("x.md", []byte("x\n\n"+text+"\n")), article.Options{})
		var got []string
		for _, s := range a.Sentences[1:] {
			got = append(got, a.File.Text(s.Span))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s\n%s", in, diff)
		}
	}
}

// TestSplitEndless holds that no sentence grows with its article: what is
// made of one may take more than its length in time.
func TestSplitEndless(t *testing.T) {
	f := source.NewFile("endless.md", []byte(strings.Repeat("and in 2018 Smith found that x \n", 4000)))
	a := article.Parse(f, article.Options{})
	words := 0
	for _, s := range a.Sentences {
		if len(s.Plain) > 2100 {
			t.Errorf("sentence of %d bytes at %d", len(s.Plain), s.Span.Start)
		}
		words += len(strings.Fields(s.Plain))
	}
	if words != 4000*7 {
		t.Errorf("%d words in all, want %d", words, 4000*7)
	}
}
