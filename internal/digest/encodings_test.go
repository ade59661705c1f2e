package digest_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/audit"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/source"
)

// A part is a stretch of a generated document; a claim is one as a whole.
type part struct {
	text  string
	claim bool
}

// An encoding writes the same document in another way. It is applied to each
// part, so that the places of claims are known without looking for them.
type encoding struct {
	name  string
	front string // of the file
	write func(string) string
}

// Words of generated sentences that encodings may replace. "~" is a space that
// may be another white space.
var fillers = []string{"magnesium", "colour", "evening", "tolerance", "recovery"}

func replaced(words ...string) func(string) string {
	var pairs []string
	for i, w := range words {
		pairs = append(pairs, fillers[i], w)
	}
	return strings.NewReplacer(append(pairs, "~", " ")...).Replace
}

var encodings = []encoding{
	{"LF", "", strings.NewReplacer("~", " ").Replace},
	{"CRLF", "", strings.NewReplacer("~", " ", "\n", "\r\n").Replace},
	{"CR", "", strings.NewReplacer("~", " ", "\n", "\r").Replace},
	{"BOM", source.BOM, strings.NewReplacer("~", " ").Replace},
	{"tabs", "", strings.NewReplacer("~", "\t").Replace},
	{"combining", "", replaced("mágne\u0308sium", "cølo\u0302u\u0301r", "e\u0301ve\u0323\u0307ning", "tole\u0301rance", "re\u0301covery")},
	{"emoji", "", replaced("magnesium 💊", "colour 👩\u200d⚕️", "🇩🇪 evening", "tolerance 👍🏽", "1️⃣ recovery")},
	{"right to left", "", replaced("مغنيسيوم", "צבע\u200f", "مساء\u064e", "סבילות", "\u200fتعافي")},
}

// TestEncodings reads 500 generated documents in eight encodings each: the
// claims found are those written, byte for byte, and say the same in all.
func TestEncodings(t *testing.T) {
	x := match.NewIndex(nil)
	claims := 0
	for n := range 500 {
		parts := generate(rand.New(rand.NewPCG(4000, uint64(n))))
		var plain []string
		for _, e := range encodings {
			name := fmt.Sprintf("%d %s", n, e.name)
			text, want := encode(parts, e)
			f := source.NewFile(name+".md", []byte(text))
			d := digest.Match(digest.Read(f, digest.Options{NoBody: true}), x)
			checkClaims(t, f, d.Claims)
			var got []source.Span
			var says []string
			for i := range d.Claims {
				got = append(got, d.Claims[i].Span)
				says = append(says, stated(&d.Claims[i]))
			}
			if diff := cmp.Diff(texts(f, want), texts(f, got)); diff != "" {
				t.Fatalf("%s: claims: -want +got\n%s\n%q", name, diff, text)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s: spans: -want +got\n%s", name, diff)
			}
			if plain == nil {
				plain = says
			}
			if diff := cmp.Diff(plain, says); diff != "" {
				t.Fatalf("%s: says otherwise than with line feeds: -want +got\n%s", name, diff)
			}
			claims += len(got)
		}
	}
	t.Logf("%d claims", claims)
	if claims < 8*1500 {
		t.Errorf("%d claims in 4000 documents", claims)
	}
}

// encode writes parts, and gives where the claims are.
func encode(parts []part, e encoding) (text string, claims []source.Span) {
	var b strings.Builder
	b.WriteString(e.front)
	for _, p := range parts {
		start := b.Len()
		b.WriteString(e.write(p.text))
		if p.claim {
			claims = append(claims, source.Span{Start: start, End: b.Len()})
		}
	}
	return b.String(), claims
}

// stated is what a claim says of its sources.
func stated(c *audit.Claim) string {
	var b strings.Builder
	for i := range c.Mentions {
		m := &c.Mentions[i]
		fmt.Fprintf(&b, "%s %s %d %v %v %v; ", m.Kind, m.Journal, m.Year, m.Authors, m.IDs, m.Refs)
	}
	return b.String()
}

func texts(f *source.File, spans []source.Span) []string {
	var found []string
	for _, s := range spans {
		found = append(found, f.Text(s))
	}
	return found
}

// claimTexts are sentences that name sources; a line may end where "@" stands.
var claimTexts = []string{
	"A~%d study in *Nutrients* found@that magnesium helps~recovery.",
	"Smith and Jones~(%d) found no@colour in the~evening.",
	"Better~tolerance@of magnesium was seen in all [@pmid:29480918].",
	"In a %d trial published in the~*Journal of Nutrition*,@magnesium fell ([Lee~et al., %[1]d](https://pubmed.ncbi.nlm.nih.gov/29480918/)).",
	"The recovery~was **slow**@and the colour &amp; evening were not.[^n]",
	"Magnesium~(doi:10.3390/nu13041136)@was of no use in the evening.",
	"A review in the~BMJ (%d) says that~tolerance@grows \\*slowly\\*.",
}

var plainTexts = []string{
	"The colour of~magnesium is white.", "Recovery in the evening~was quick, e.g. after a walk.", "Ask~a doctor; tolerance~differs (p < .05)!",
}

// generate makes a document of prose, lists, quotes, tables and HTML.
func generate(r *rand.Rand) []part {
	var parts []part
	add := func(text string) { parts = append(parts, part{text: text}) }
	sentences := func(wrap string) {
		for range 1 + r.IntN(3) {
			if r.IntN(2) == 0 {
				add(plainTexts[r.IntN(len(plainTexts))] + " ")
			}
			text := claimTexts[r.IntN(len(claimTexts))]
			if strings.Contains(text, "%") {
				text = fmt.Sprintf(text, 1990+r.IntN(30))
			}
			parts = append(parts, part{breakAt(text, wrap), true})
			add(" ")
		}
		add(plainTexts[r.IntN(len(plainTexts))])
	}
	if r.IntN(2) == 0 {
		add("---\ntitle: On magnesium\n---\n")
	}
	add("# Magnesium\n\n")
	for range 1 + r.IntN(5) {
		switch r.IntN(6) {
		case 0, 1:
			sentences("\n")
		case 2:
			add("- One colour.\n- ")
			sentences("\n  ")
			add("\n  - ")
			sentences("\n    ")
		case 3:
			add("> ")
			sentences("\n> ")
		case 4:
			add("| a | b |\n|---|---|\n| ")
			sentences(" ")
			add(" | One~colour. |")
		case 5:
			add("<div class=\"x\">\n<p>")
			sentences("\n")
			add("</p>\n</div>")
		}
		add("\n\n")
	}
	add("[^n]: Smith J, Lee K. Magnesium in sweat. Nutrients. 2018;10(2):12.\n")
	return parts
}

// breakAt ends lines where "@" stands, but for that of a citation.
func breakAt(text, wrap string) string {
	text = strings.ReplaceAll(text, "[@", "[\x00")
	text = strings.ReplaceAll(text, "@", wrap)
	return strings.ReplaceAll(text, "\x00", "@")
}
