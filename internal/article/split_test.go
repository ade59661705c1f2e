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
		"It was seen (Kim. Pediatr Int) and in Emerg Care. 2012;28(4):361. | 2012 was dry.",
		"It fell in Spine. 2017 Jan 1;42(1):12-19. | It rose in 2017. | 2018 was worse; 3 died.",
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

// TestSplitMore cuts what else health articles hold; a bar between spaces
// stands where a sentence should end.
func TestSplitMore(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(splitCases), "\n")
	if len(lines) < 100 {
		t.Errorf("%d cases: lines were lost", len(lines))
	}
	for _, line := range lines {
		want := strings.Split(line, " | ")
		a := article.Parse(source.NewFile("x.md", []byte("x\n\n"+strings.Join(want, " ")+"\n")), article.Options{})
		var got []string
		for _, s := range a.Sentences[1:] {
			got = append(got, a.File.Text(s.Span))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s\n%s", line, diff)
		}
	}
}

const splitCases = `
The study by Smith et al. (2018) was small. | Lee et al. 2019 was not.
As shown by Smith et al., zinc helps. | So did Kim et al.; it was cheap.
We followed Smith et al.'s method. | It worked.
See Figs. 2 and 3. | Also Fig. 2A–C. | Then Table 1.
Fig. 2. Zinc levels over time. | The bars show SD.
The U.S. FDA, the U.K. MHRA and the E.U. EMA agree. | The E.U. is large.
The drug was banned in the U.S. in 2018. | It came back.
As a study in *Opt. Express* showed in 2015, light bends. | It bent less.
The case appeared in *Klin. Padiatr.* in 1982. | It was the first.
It stands in *Spectrochim. Acta A*. | The rest does not.
A study published in Afr. Health Sci. in 2014 found little. | Others found more.
Published in Semin. Intervent. Radiol. in 2019, the article was short. | It was read.
Writing in J. Virol. Methods in 2023, they said so. | Nobody else did.
Doctors writing in Environmental Science. Processes & Impacts reported it. | Others did not.
A study published in Circulation. Heart Failure in 2019 found more. | It was small.
In 2019, Circulation. Heart Failure published a trial. | It was small.
In 2004, the Journal of Chromatography. B published a paper. | It was short.
According to a trial in Circulation. Heart Failure, it helps. | So they say.
Acta Crystallographica. Section C, Crystal Structure Communications (1996) has it. | It is old.
It is from a study in Molecular Therapy. Nucleic Acids. | It was small.
It was in Nature Medicine. | Matthew Walker reported it.
It was in Nature Medicine. | Lee and Kim (2019) found more.
It was a study in Nature Medicine. | Heart failure was rare.
We met in Berlin. | Heart Failure was a congress.
Eat more Vitamin K. | Heart Failure is rare.
It was published in J. Proteomics. | Glioblastoma is common.
It was an analysis in Am. J. Vet. Res. in 2019. | The dogs were fine.
He studied in Paris. | Health came later in Rome. | She stayed.
They met in Berlin. | Vitamin D was low.
*Eat well. | Sleep well.* | It helps.
It is made in the U.S.A. | Most is sold there.
Risk fell (p < .05). | It fell by .5 points. | P = .03.
Risk fell, p<.001. | The rest was noise.
The hazard ratio was 0.78 (95% CI, 0.65–0.94; P=.01). | Deaths fell too.
The mean was 5.3 ± 1.2 vs. 6.1 ± 1.0 mg/dL. | No harm was seen.
It rose from 1.5 to 2.5. | That is 66.7%.
Doses were 1,000 mg b.i.d. or 500 mg q.d. | Nobody left.
Take 1 tab. twice daily. | Take 2 tabs. at night.
J. R. R. Smith, A. B. Jones and C. Lee wrote it. | They agree.
In N. Engl. J. Med. 2018 it was said. | In Am. J. Clin. Nutr. too.
Published in Nutr. Metab. (Lond.) in 2018. | It was read.
Published in J Clin Sleep Med. | It was read by few.
Zinc helps.[1] | Iron does not.[2,3] | Copper may.[4-6]
Zinc helps [1]. | Iron does not [2, 3]. | Copper may [4].
Zinc helps.1 | Iron does not.2
Zinc helps.^1^ | Iron does not.^2,3^ | Copper may.
Zinc helps.<sup>1</sup> | Iron does not.<sup>2,3</sup> | Copper may.
Zinc helps.¹ | Iron does not.²,³ | Copper may.
Zinc helps.[^1] | Iron does not.[^2][^3] | Copper may.
Zinc helps. [1] | Iron does not. [2] | Copper may.
Zinc helps. (Smith 2018) | Iron does not. (Lee et al., 2019; Kim, 2020) | Copper may.
Zinc helps ([Smith 2018](https://doi.org/10.1111/acel.12617)). | Iron does not.
Zinc helps. ([Smith 2018](https://doi.org/10.1111/acel.12617)) | Iron does not.
Zinc helps. [Source](https://doi.org/10.1111/acel.12617) | Iron does not.
Zinc helps. — [Smith 2018](https://doi.org/10.1111/acel.12617) | Iron does not.
Zinc helps. Source: [Smith 2018](https://doi.org/10.1111/acel.12617) | Iron does not.
Zinc helps. | Source: nature. | Iron does not.
Zinc helps. (Source: [PubMed](https://pubmed.ncbi.nlm.nih.gov/29480918/).) | Iron does not.
Zinc helps. (Source: Nutrients 2021.) (PMID: 29480918) | Iron does not.
Zinc helps. (Lee et al., Journal of Pain 2019.) [@pmid:29480918] | Iron does not.
Zinc helps. | (Iron was first weighed in 2019.) (PMID: 29480918)
Zinc helps [@pmid:29480918]. | Iron does not [@pmid:1; @pmid:2].
Zinc helps. [@pmid:29480918] | Iron does not. [@pmid:33808247]
Zinc helps (PMID: 29480918). | Iron does not. PMID: 33808247. | Copper may.
Zinc helps. (PMC3171406) | Iron does not. PMC3171407. | Copper may. (10.3390/nu13041136) | Lead may. | (PMC is an archive.)
"Zinc helps," said Dr. Lee. | "Iron does not."
“Zinc helps.” | “Iron does not.” | He left.
'Zinc helps.' | 'Iron does not.'
‘Zinc helps.’ | ‘Iron does not.’ | He left.
Does zinc help? | Yes! | Does iron? | No.
"Does zinc help?" she asked. | He nodded.
What is zinc? | (A metal.) | Where is it?
Zinc (see below) helps. | (Iron does not.) | Copper may.
Zinc helps (in adults. Children were not studied.) in winter. | Iron does not.
Zinc, iron, copper, etc. are metals. | Tin, lead, etc. | All are metals.
E.g., zinc helps. | I.e., it works. | Viz. this one.
Zinc (e.g., gluconate) helps. | Iron (i.e. sulphate) does not.
Approx. 30 mg was given. | About 40 mg, max. 50 mg, min. 10 mg.
Vitamin C vs. vitamin D. | Vitamin E. | Vitamin K. | Good.
Hepatitis B. | Hepatitis C is worse. | Type A. | The end.
S. aureus and E. coli were found. | C. difficile was not.
Lactobacillus spp. and B. longum help. | L. rhamnosus GG too.
The group in St. Louis, Mo. agreed. | Dr. King Jr. did too.
Sold by Pfizer Inc., Roche Ltd. and Bayer AG. | Bought by Novartis Co. in 2018.
Dr. A. Smith, M.D., Ph.D., agrees. | Prof. Lee, D.Sc., does not.
At 8 a.m. they slept. | At 8 p.m. | They woke at 9 a.m. on Monday.
On Jan. 5, 2018, it began. | It ended on Sept. 3. | In Dec. it was printed.
From Jan. to Dec. 2018 they met. | In May. | In June it ended.
No. 5 is best. | The answer is no. | Nos. 1-3 are worse.
Vol. 12, No. 3, pp. 45-50. | See p. 12. | See pp. 12-13.
It costs $5.00. | It costs €3.50 a day. | 5 is enough.
The ratio is 1:2. | The rate is 3/4. | The sum is 7.
Visit example.com. | Or www.example.org/a.b. | Then e-mail me@example.org.
Use Node.js. | Read README.md. | Run it.
Version 1.2.3 is out. | So is v2.0. | Good.
IL-6 fell. | TNF-α rose. | NF-κB stayed.
pH fell to 7.2. | mRNA rose. | iPSCs grew. | eGFR was 60.
α-Tocopherol helps. | β-Carotene does not. | γ-Tocopherol may.
It fell... then it rose. | It fell... | Then it rose.
It fell… then it rose. | It fell… | Then it rose.
Well... | No.
Zinc helps!! | Really?? | Yes?!
Zinc helps — a lot. | Iron — not so much. | Copper – maybe.
Zinc helps; iron does not: see below. | Copper may.
(1) Zinc helps. | (2) Iron does not.
**2018 RCT (Nutrients):** Zinc helped 120 adults. | It was cheap.
**Bottom line:** zinc helps. | *Caveat:* it is small.
*Zinc helps.* | *Iron does not.*
~~Zinc helps.~~ | Iron does not.
[Zinc helps. Iron does not.](https://example.org) | Copper may.
The Lancet (vol. 391) has it. | So does JAMA.
It was Smith's. | It was Jones'. | It was theirs.
It's good. | It isn't. | They're done.
Zinc helps (n=120; mean age 54.3 y). | Iron (n = 40.) does not.
Zinc helps at 37 °C. | At 40 °C. | It melts.
Risk fell by 12.5 %. | By 10 % p.a. | It rose.
The i.v. route was used. | I.v. zinc works. | Use i.m. shots.
Given p.o. | Given s.c. or i.v. only.
Smith, J. (2018) found it. | Lee, K. A. & Kim, P. (2019) did not.
In vivo, it works. | In vitro, not. | Ex vivo, maybe.
The Journal of the Am. Med. Assoc. printed it. | It was read.
Zinc helps.*Note: in adults.* | Iron does not.
Zinc helps.) | Iron does not.
It was "significant." | It was not "large".
It was (barely) significant. | It was "small."[1] | It was 'tiny.'[2]
Zinc helps.” [3] | Iron does not.
Zinc helps.)[4] | Iron does not.
Zinc helps.[1], [2] | Iron does not.
Zinc helps.[1]–[3] | Iron does not.
Zinc helps.[[1]](https://doi.org/10.1111/acel.12617)[[2]](https://doi.org/10.1111/acel.12618) | Iron does not.
Zinc helps.[1](https://doi.org/10.1111/acel.12617) | Iron does not.
Zinc helps. <sup>[1]</sup> | Iron does not.
Zinc helps.<sup>1</sup>,<sup>2</sup> | Iron does not.
Zinc helps.<sup>1,</sup><sup>2</sup> | Iron does not.
Zinc helps.<sup>1-3</sup> | Iron does not.
Zinc helps.<a href="#r1">[1]</a> | Iron does not.
Zinc helps.† | Iron does not.‡ | Copper may.*
Nearly 1 in 5 (i.e., 20%) left. | 1 in 6 died.
About 1.5 million people. | 2 million died.
Mg2+ and Ca2+ fell. | Na+ rose. | K+ stayed.
H. pylori, C. diff. and E. coli. | They are germs.
Study 1. Zinc helped. | Study 2. Iron did not.
Group A received zinc. | Group B. | Nothing.
Phase II. | Phase III. | Type 2. | Stage IV. | Class I.
It began in 2018. | In 2019. | 2020 was bad.
John Q. Public slept. | He woke.
The F.D.A. approved it. | The W.H.O. did not.
Ca. 30 g. | C. 1990 it began. | Est. 1990.
Zinc helps.“Iron does not.”
Zinc helps • Iron does not • Copper may
Zinc helps?" | Iron does not.
Is it 5 mg/kg/d.? | It is 5 mg/kg/day. | OK.
Rev. Proc. 2018-3 is law. | Sec. 5 too.
Cochrane Database Syst. Rev. 2018. | It is good.
Eur. J. Clin. Nutr. and Br. J. Nutr. agree. | Good.
Mt. Sinai took part. | So did Mt. Fuji.
The first came. | 1. Zinc helps. | 2. Iron does not.
We met A. Smith and C. Lee. | Vitamins B and C. | Vitamin A or D. | Done.
See Fig. 2. | The end.
The year was 2019. | 40 left.
Read Node.js. | Run go.mod or v1.2. | Good.
Zinc rose.12 | Iron fell.3-5 | It was vol.12 Issue 3. | Done.
`
