package article_test

import (
	"strings"
	"testing"

	"stet/internal/article"
	"stet/internal/source"
)

// TestMarkers reads what looks like a marker: in brackets, raised, with
// carets, linked. Amounts, powers and intervals look like them and are none.
func TestMarkers(t *testing.T) {
	for _, tc := range []struct{ in, plain, labels string }{
		{"Zinc helps [1, 2, 5–7].", "Zinc helps.", "1 2 5 6 7"},
		{"Zinc helps [1][2].", "Zinc helps.", "1 2"},
		{"Zinc helps [1] [2], [3].", "Zinc helps.", "1 2 3"},
		{"Zinc helps [1]–[3] now.", "Zinc helps now.", "1 3"},
		{"Zinc helps [ 3 ].", "Zinc helps.", "3"},
		{"Zinc helps [3;4].", "Zinc helps.", "3 4"},
		{"Zinc helps [3—5].", "Zinc helps.", "3 4 5"},
		{"Zinc helps [3 and 4].", "Zinc helps.", "3 4"},
		{"Zinc helps [Ref. 3].", "Zinc helps.", "3"},
		{"Zinc helps [refs 3, 4].", "Zinc helps.", "3 4"},
		{"Zinc helps (ref. 3).", "Zinc helps (ref. 3).", "3"},
		{"Zinc helps (refs 3, 4) now.", "Zinc helps (refs 3, 4) now.", "3 4"},
		{"Zinc helps (refunds 3).", "Zinc helps (refunds 3).", ""},
		{`Zinc helps \[3\].`, "Zinc helps.", "3"},
		{"Zinc helps [1]_.", "Zinc helps.", "1"},
		{"Zinc helps [2018].", "Zinc helps [2018].", ""},
		{"Zinc helps [0].", "Zinc helps [0].", ""},
		{"Zinc helps [red].", "Zinc helps [red].", ""},
		{"Zinc fell (95% CI [1, 2]).", "Zinc fell (95% CI [1, 2]).", ""},
		{"Zinc fell, IQR [10-20].", "Zinc fell, IQR [10-20].", ""},
		{"Zinc fell [1.2].", "Zinc fell [1.2].", ""},
		{"Zinc rose by [12 mg].", "Zinc rose by [12 mg].", ""},
		{"Zinc helps^3.", "Zinc helps.", "3"},
		{"Zinc helps^3-5^.", "Zinc helps.", "3 4 5"},
		{"Zinc helps^1, 2^.", "Zinc helps.", "1 2"},
		{"Zinc helps^1^,^2^.", "Zinc helps.", "1 2"},
		{"Zinc helps^[3]^.", "Zinc helps.", "3"},
		{"Zinc helps[^a]^,^[^b].", "Zinc helps.", "a b"},
		{"It is 10^3 or 5 x 10^-3.", "It is 10^3 or 5 x 10^-3.", ""},
		{"It is kg/m^2.", "It is kg/m^2.", ""},
		{"Zinc helps<sup>3</sup>.", "Zinc helps.", "3"},
		{"Zinc helps<sup>3, 4</sup>.", "Zinc helps.", "3 4"},
		{"Zinc helps<sup>[3]</sup>.", "Zinc helps.", "3"},
		{"Zinc helps<sup>(3)</sup>.", "Zinc helps.", "3"},
		{"Zinc helps<sup>1,</sup><sup>2</sup>.", "Zinc helps.", "1 2"},
		{"Zinc helps<sup>1</sup>,<sup>2</sup>.", "Zinc helps.", "1 2"},
		{"It is kg/m<sup>2</sup>.", "It is kg/m².", ""},
		{"It is 10<sup>9</sup>/L.", "It is 10⁹/L.", ""},
		{"It was ηp<sup>2</sup> = 0.01.", "It was ηp² = 0.01.", ""},
		{"The 1<sup>st</sup> CO<sub>2</sub>.", "The 1st CO2.", ""},
		{"Zinc helps³⁻⁵.", "Zinc helps.", "3 4 5"},
		{"Zinc helps²,³.", "Zinc helps.", "2 3"},
		{"Zinc at 5 m² or 10⁶ CFU.", "Zinc at 5 m² or 10⁶ CFU.", ""},
		{"Mg²⁺, SO₄²⁻ and Fe³⁺ help.", "Mg²⁺, SO₄²⁻ and Fe³⁺ help.", ""},
		{"Zinc fell by 12%.³", "Zinc fell by 12%.", "3"},
		{"Zinc helps[[3]](#r3).", "Zinc helps.", "3"},
		{"## Sources\n\nZinc helps[[3]](#r3).", "Zinc helps.", "3"},
		{"Zinc helps<sup>[[3]](#r3)</sup>.", "Zinc helps.", "3"},
		{`Zinc helps<sup id="c"><a href="#r3">3</a></sup>.`, "Zinc helps.", "3"},
		{`Zinc helps <a href="#r3">[3]</a>.`, "Zinc helps.", "3"},
	} {
		a := article.Parse(source.NewFile("x.md", []byte(tc.in+"\n")), article.Options{})
		var labels []string
		for _, s := range a.Sentences {
			for _, in := range s.Inlines {
				if in.Kind == article.Marker {
					labels = append(labels, in.Target)
				}
			}
		}
		if len(a.Headings) > 0 {
			a.Sentences = a.Sentences[1:]
		}
		if len(a.Sentences) != 1 || a.Sentences[0].Plain != tc.plain || strings.Join(labels, " ") != tc.labels {
			t.Errorf("%s: %q %v, want %q %q", tc.in, a.Sentences[0].Plain, labels, tc.plain, tc.labels)
		}
	}
}

// TestMarkersWithoutList reads numbers in articles without a list: a sentence each in
// the wanted, with the markers behind it.
func TestMarkersWithoutList(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"Most sleep less than they need. (1,2) And that is a loss.\n\nThey slept for six weeks. (3) At the end they slept more.", "1 2||3|"},
		{"A paper in the Wall Street Journal (1) says so.\n\nOkafor (2) found more.", "1|2"},
		{"Okafor (1) found more.", ""},
		{"We asked how often they slept: never (1), sometimes (2), often (3).\n\nOkafor (4) found more.", "|"},
		{"There are three steps. (1) Wash. (2) Dry. (3) Sleep.", "|||"},
		{"Men (12) and women (8) slept.\n\nOkafor (2) slept.", "|"},
		{"Salt was found in wells.1,2 Later it was isolated in 1808.1,2 It has been used since.3", "1 2|1 2|3"},
		{"Zinc helps with pain.1 It is cheap.2\n\n- Less joint pain3\n- More of B12", "1|2|3|"},
		{"- Less joint pain3\n- More of it", "|"},
		{"It cost 1808.5 The rest was free.", ""},
	} {
		a := article.Parse(source.NewFile("x.md", []byte(tc.in+"\n")), article.Options{})
		var got []string
		for _, s := range a.Sentences {
			var labels []string
			for _, in := range s.Inlines {
				if in.Kind == article.Marker {
					labels = append(labels, in.Target)
				}
			}
			got = append(got, strings.Join(labels, " "))
		}
		if got := strings.Join(got, "|"); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.in, got, tc.want)
		}
	}
}
