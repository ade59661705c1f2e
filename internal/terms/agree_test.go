package terms_test

import (
	"strings"
	"testing"

	"stet/internal/terms"
)

func TestAgree(t *testing.T) {
	for _, tc := range []struct {
		stated, found string
		want          bool
	}{
		{"22.7 %", "22.7 %", true},
		{"23 %", "22.7 %", true},
		{"22.7 %", "23 %", false}, // the sentence knows more than the record
		{"22 %", "22.7 %", false},
		{"0.1 %", "0.08 %", true},
		{"20 %", "22.7 %", false},
		{"20-30 %", "20-30 %", true},
		{"20-30 %", "20-31 %", false},
		{"20 %", "20-30 %", false},
		{"20 %", "20 mg", false},
		{"n 60", "60 trials", false},
		{"n 60", "n 60", true},
		{"n 3800", "n 3849", false},
		{"1 g", "1000 mg", true},
		{"1 g", "1001 mg", false},
		{"0.3 g", "250 mg", false}, // not rounded and converted at once
		{"300 mg/day", "0.3 g/day", true},
		{"300 mg/day", "300 mg", false},
		{"1 mg/dL", "10 mg/L", true},
		{"1 g/L", "1 mg/mL", true},
		{"7 mg/week", "1 mg/day", true},
		{"12 weeks", "84 days", true},
		{"1 week", "7 days", true},
		{"3 months", "12 weeks", false},
		{"2 years", "24 months", true},
		{"5 mmol/L", "90 mg/dL", false},
		{"1000 kcal", "4184 kJ", false},
		{"RR 0.78", "RR 0.78 (0.65-0.94)", true},
		{"RR 0.8", "RR 0.78 (0.65-0.94)", true},
		{"RR 0.78 (0.65-0.94)", "RR 0.78 (0.65-0.94)", true},
		{"RR 0.78 (0.65-0.95)", "RR 0.78 (0.65-0.94)", false},
		{"RR 0.78 (0.65-0.94)", "RR 0.78", false},
		{"OR 0.78", "RR 0.78 (0.65-0.94)", false},
		{"CI 0.65-0.94", "RR 0.78 (0.65-0.94)", true},
		{"CI 0.65-0.94", "CI 0.65-0.95", false},
		{"MD -0.4", "MD -0.4 (-0.6 to -0.2)", true},
		{"MD -0.4", "MD 0.4", false},
		{"p 0.05", "p 0.046", false}, // a p rounded is another p
		{"p <0.001", "p <0.001", true},
		{"p <0.05", "p 0.05", false},
		{"2 fold", "2 fold", true},
		{"", "", true}, {"", "20 %", false}, {"n", "n 1", false}, {"CI ", "CI 1-2", false}, {"- %", "1 %", false},
	} {
		if got := terms.Agree(tc.stated, tc.found); got != tc.want {
			t.Errorf("Agree(%q, %q) = %t", tc.stated, tc.found, got)
		}
	}
}

// TestQuantities: a quantity is shown as it is written.
func TestQuantities(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"Sixty women (n = 60) took 300 mg of zinc daily for 12 weeks.", "Sixty women; 300 mg; 12 weeks"},
		{"relative risk [RR] = 0.78, 95% CI: 0.65 to 0.94, and more", "relative risk [RR] = 0.78, 95% CI: 0.65 to 0.94"},
		{"The OR (2·3 (95% CI, 1·1–4·8)) was", "OR (2·3 (95% CI, 1·1–4·8)"},
		{"HR 1.5 (1.2, 1.9) for", "HR 1.5 (1.2, 1.9)"},
		{"twenty-four healthy adults, one hundred mg, tenfold", "twenty-four healthy adults; one hundred mg; tenfold"},
		{"fell by −3 % in 1,234 patients", "−3 %; 1,234 patients"},
		{"2,000 IU per day", "2,000 IU per day"},
	} {
		var got []string
		for _, q := range terms.Quantities(tc.in) {
			got = append(got, tc.in[q.From:q.To])
		}
		if s := strings.Join(got, "; "); s != tc.want {
			t.Errorf("Quantities(%q)\n got %q\nwant %q", tc.in, s, tc.want)
		}
	}
}

// Of any two texts no quantity loses its place, and what agrees is symmetric but
// for what the sentence may round or leave out.
func FuzzAgree(f *testing.F) {
	f.Add("23 % and RR 0.78 (0.65-0.94)", "22.7 %, 1 g/d")
	f.Add("p < .001; 12-week; 5 µg/kg per day", "n = 60; CI -1 to 2; 1..2 5.% mg/day/day/day")
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, q := range terms.Quantities(a) {
			if q.From < 0 || q.From >= q.To || q.To > len(a) {
				t.Fatalf("%q states %q at %d to %d", a, q.Form, q.From, q.To)
			}
			if !terms.Agree(q.Form, q.Form) {
				t.Errorf("%q does not agree with itself", q.Form)
			}
			for _, r := range terms.Quantities(b) {
				terms.Agree(q.Form, r.Form)
			}
		}
		terms.Agree(a, b)
	})
}
