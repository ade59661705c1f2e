package terms_test

import (
	"strings"
	"testing"

	"stet/internal/terms"
)

func TestNumbers(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"", ""},
		{"In 2018 they met at 5 and in 1,999 again.", ""},
		{"Sixty women (n = 60) took 300 mg of zinc daily for 12 weeks.", "n 60; 300 mg; 12 weeks"},
		{"a 12-week trial, twelve weeks, 12 wk", "12 weeks"},
		{"Twenty-four healthy older adults and 1,234 patients; N=2 500; n=2\u202f500", "n 24; n 1234; n 2; n 2500"},
		{"one hundred volunteers over 1 year", "n 100; 1 year"},
		{"fell by 20%, 20 per cent, 20.5 percent and −3 %", "20 %; 20.5 %; 3 %"},
		{"20-30%, 20 to 30%, 20% to 30%, 20%–30%", "20-30 %"},
		{"RR 0.78 (0.65-0.94)", "RR 0.78 (0.65-0.94)"},
		{"relative risk [RR] = 0.78, 95% CI: 0.65 to 0.94", "RR 0.78 (0.65-0.94)"},
		{"The adjusted odds ratio was 2·3 (95% confidence interval [CI], 1·1–4·8; P < .001).", "OR 2.3 (1.1-4.8); p <0.001"},
		{"hazard ratio for death, 1.5", ""},
		{"HR (95% CI) 1.5 (1.2, 1.9)", "HR 1.5 (1.2-1.9)"},
		{"the standardized mean difference was -0.4 (95% CI -0.6 to -0.2)", "SMD -0.4 (-0.6 to -0.2)"},
		{"a fall of 3.4 mmHg (95% CI, 1.7-5.1) and 2 mm Hg", "3.4 mmHg; CI 1.7-5.1; 2 mmHg"},
		{"by 3.4 mmHg (95 % CI −5.1, −1.7; p=0.03)", "3.4 mmHg; CI -5.1 to -1.7; p 0.03"},
		{"2000 IU/d, 2,000 IU per day, 2000 IU daily", "2000 IU/day"},
		{"12.3 ± 4.5 mg/dL and 5 µg/kg/day, 5μg/kg per day", "12.3 mg/dL; 5 µg/kg/day"},
		{"fourteen randomised controlled trials, 3 cohorts, one study, 2 RCTs", "14 trials; 3 cohorts; 1 study; 2 trials"},
		{"a 2-fold rise in one of the 3 groups, tenfold", "2 fold; 10 fold"},
		{"the 1988 study of 128 patients, a 2015 randomised trial, 1,988 trials, 2 studies", "n 128; 1988 trials; 2 studies"},
		{"odds ratios of 1.5 (1.2-1.9)", "OR 1.5 (1.2-1.9)"},
		{"aged 18-65 years", "18-65 years"},
		{"IL-6, omega-3, vitamin B12, 25-hydroxyvitamin D", ""},
		{"this OR that 5", ""},
		{"OR", ""}, {"95% CI", ""}, {"n =", ""}, {"RR 0.7 (", "RR 0.7"}, {"5 to", ""}, {"±", ""}, {"- 5 %", "5 %"},
	} {
		if got := strings.Join(terms.Numbers(tc.in), "; "); got != tc.want {
			t.Errorf("Numbers(%q)\n got %q\nwant %q", tc.in, got, tc.want)
		}
	}
}

// What Numbers gives reads back as itself, but for the forms that only a
// table has.
func FuzzNumbers(f *testing.F) {
	for _, s := range []string{"RR 0.78 (0.65-0.94), 20 %, 12 weeks", "n 60", "95% CI -1,-2", "one hundred twenty-four women", "1,234,567 people", "1..2 5.%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		seen := map[string]bool{}
		for _, n := range terms.Numbers(s) {
			if seen[n] || !strings.ContainsAny(n, "0123456789") || strings.ContainsAny(n, "\n,;") {
				t.Errorf("Numbers(%q) has %q", s, n)
			}
			seen[n] = true
		}
	})
}

func BenchmarkNumbers(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		sink += len(terms.Numbers("In a randomised trial of 2021, 60 women who took 300 mg for 12 weeks lost 20% less bone (RR 0.78, 95% CI 0.65-0.94)."))
	}
}
