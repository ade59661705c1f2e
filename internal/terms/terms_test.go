package terms_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"stet/internal/terms"
)

func TestStems(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"", ""},
		{"The of and 12 0.5 n p", ""},
		{"Magnesium supplementation lowered women’s blood pressure.", "magnesium supplement lower woman blood pressur"},
		{"Alzheimer's and Crohn’s diseases", "alzheim crohn diseas"},
		{"low-dose, double-blind, 12-week", "low dose doubl blind week"},
		{"IL-6 IL6 IL‑6 omega-3 ω-3 n-3 COVID-19", "il6 il6 il6 omega3 omega3 n3 covid19"},
		{"CI-0.65 type-2000", "ci type"},
		{"vitamin D3 and vitamin B-12", "vitamin d3 vitamin-d vitamin b12"},
		{"vitamins C and E, vitamin A; D", "vitamin vitamin-c vitamin-e vitamin vitamin-a"},
		{"Vitamin. A study", "vitamin studi"},
		{"hepatitis-B virus", "hepat hepat-b virus"},
		{"sources of S. aureus, S-adenosyl, vitamin D. Zinc", "sourc aureus adenosyl vitamin vitamin-d zinc"},
		{"β-carotene, TNF-α", "beta caroten tnf alpha"},
		{"Sjögren Sjo\u0308gren SJÖGREN", "sjogren sjogren sjogren"},
		{"5mg 25OHD", "mg ohd"},
		{"<b>x</b> &amp; https://a.example/q?r=1", "amp https exampl"},
		{strings.Repeat("a", 50) + " zinc", "zinc"},
	} {
		got := strings.Join(terms.Stems(tc.in), " ")
		if got != tc.want {
			t.Errorf("Stems(%q) = %q, want %q", tc.in, got, tc.want)
		}
	}
}

// Two spellings of one word have one stem, and neighbours keep theirs.
func TestSpelling(t *testing.T) {
	for _, same := range []string{
		"randomised randomized randomising randomizing", "hospitalisation hospitalization", "analyse analyze analysed analyzed", "analysis analyses",
		"haemoglobin hemoglobin", "anaemia anemia", "hyperglycaemia hyperglycemia", "leukaemic leukemic", "oedema edema", "oestrogen estrogen",
		"oesophageal esophageal", "foetal fetal", "diarrhoea diarrhea", "dyspnoea dyspnea", "paediatric pediatric", "anaesthetic anesthetic", "coeliac celiac",
		"tumour tumor", "tumours tumors", "behavioural behavioral", "coloured colored", "labelled labeled", "modelling modeling", "sulphate sulfate",
		"fibre fiber", "fibres fibers", "litre liter", "millimetres millimeters", "centre center", "programme program", "ageing aging", "catalogue catalog",
		"women woman", "children child", "mice mouse", "metastases metastasis", "diagnoses diagnosis", "haemodialysed hemodialyzed", "behaviours behaviors",
	} {
		got := terms.Stems(same)
		if len(slices.Compact(slices.Clone(got))) != 1 || len(got) != len(strings.Fields(same)) {
			t.Errorf("%s: stems %q differ", same, got)
		}
	}
	for in, want := range map[string]string{
		"size sizes sized":       "size size size",
		"prize seize maize":      "prize seiz maiz",
		"hour four source":       "hour sourc",
		"aerobic coenzyme":       "aerob coenzym",
		"exercise advise rise":   "exercis advis rise",
		"swelling compelled":     "swell compel",
		"doses noses cases uses": "dose nose case use",
	} {
		if got := strings.Join(terms.Stems(in), " "); got != want {
			t.Errorf("Stems(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWeight(t *testing.T) {
	n := terms.Documents()
	if n < 1000 {
		t.Fatalf("Documents() = %d", n)
	}
	if terms.DF("studi") < n/10 || terms.DF("no-such-stem") != 0 {
		t.Errorf("DF(studi) = %d, DF(no-such-stem) = %d of %d", terms.DF("studi"), terms.DF("no-such-stem"), n)
	}
	ascending := []string{"studi", "effect", "diet", "magnesium", "no-such-stem"}
	if !slices.IsSortedFunc(ascending, func(a, b string) int { return terms.Weight(a) - terms.Weight(b) }) {
		for _, stem := range ascending {
			t.Errorf("Weight(%s) = %d", stem, terms.Weight(stem))
		}
	}
	if w := terms.Weight("no-such-stem"); w < 900 || w > 1100 {
		t.Errorf("the weight of an unknown stem is %d", w)
	}
}

// The cache only saves time: any words before do not change the answer.
func TestCache(t *testing.T) {
	const text = "Dietary calcium and the risk of kidney stones in 50 older women"
	want := terms.Stems(text)
	for i := range 100_000 {
		terms.Stems(strings.Repeat("q", 1+i%5) + strings.Repeat("ab", i%7) + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676%26)))
	}
	if diff := cmp.Diff(want, terms.Stems(text)); diff != "" {
		t.Error(diff)
	}
}

func FuzzStems(f *testing.F) {
	for _, s := range []string{"", "vitamin D3-", "-3", "é\u0301", "\xff\xfeA", "a\u2011", "IL\u20106", "İstanbul", "ǅ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		stems := terms.Stems(s)
		for _, stem := range stems {
			if stem == "" || strings.ContainsAny(stem, " \t\n,") || utf8.ValidString(s) && !utf8.ValidString(stem) {
				t.Errorf("Stems(%q) has %q", s, stem)
			}
		}
		if got := terms.Append([]string{"x"}, s); !slices.Equal(got[1:], stems) {
			t.Errorf("Append and Stems differ on %q: %q, %q", s, got[1:], stems)
		}
	})
}

var sink int

func BenchmarkStems(b *testing.B) {
	const sentence = "In a randomised trial of 2021 in Nutrients, 60 women after menopause who took magnesium for 12 weeks lost less bone than those on placebo."
	stems := make([]string, 0, 64)
	b.ReportAllocs()
	for b.Loop() {
		stems = terms.Append(stems[:0], sentence)
		for _, stem := range stems {
			sink += terms.Weight(stem)
		}
	}
}
