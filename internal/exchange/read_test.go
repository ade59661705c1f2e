package exchange_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/cite"
	"stet/internal/exchange"
	"stet/internal/source"
)

// The files below are written as the programs named beside them write theirs.
var files = []struct {
	name, text string
	want       string // references as a library, then notes
}{
	{"zotero.ris", "TY  - JOUR\nTI  - Role of Magnesium in Vitamin D Activation and Function\nAU  - Uwitonze, Anne Marie\nAU  - Razzaque, Mohammed S.\n" +
		"T2  - The Journal of the American Osteopathic Association\nDA  - 2018/03/01/\nPY  - 2018\nDO  - 10.7556/jaoa.2018.037\nVL  - 118\nIS  - 3\nSP  - 181\nEP  - 189\n" +
		"J2  - J Am Osteopath Assoc\nLA  - eng\nSN  - 1945-1997\nUR  - https://pubmed.ncbi.nlm.nih.gov/29480918/\nKW  - Magnesium\nER  - \n\n", `- pmid: "29480918"
  doi: 10.7556/jaoa.2018.037
  title: Role of Magnesium in Vitamin D Activation and Function
  authors: [Uwitonze AM, Razzaque MS]
  journal: The Journal of the American Osteopathic Association
  abbr: J Am Osteopath Assoc
  issn: "1945-1997"
  year: 2018
  volume: "118"
  issue: "3"
  pages: "181-189"
  mesh: [Magnesium]
`},
	{"endnote.ris", "\ufeffTY  - JOUR\r\nAU  - van der Berg, A. J.\r\nAU  - Smith, J. A., Jr.\r\nAU  - World Health Organization\r\nPY  - 2020//\r\nT1  - A long title\r\nthat goes on.\r\nJO  - BMJ\r\nC2  - PMC1234567\r\nM3  - doi: x\r\nDO  - https://doi.org/10.1136/BMJ.M1 \r\nER  -\r\n",
		`- pmcid: PMC1234567
  doi: 10.1136/bmj.m1
  title: A long title that goes on
  authors: [van der Berg AJ, Smith JA Jr, World Health Organization]
  abbr: BMJ
  year: 2020
`},
	{"broken.ris", "TY  - JOUR\nTI  - One\nDO  - none\nPY  - soon\nTY  - BOOK\nER  - \nTY  - JOUR\nTI  - Three\nUR  - https://example.org/3\n",
		`- title: One
- title: Three
  url: https://example.org/3
3: DOI "none" does not start with 10. and a registrant's number, as in 10.3390/nu13041136
4: date "soon" holds no year
5: the reference that begins on line 1 has no ER line
5: a reference without title and id is left out
7: the reference has no ER line
`},
	{"pubmed.nbib", `
PMID- 9500320
OWN - NLM
STAT- MEDLINE
IS  - 0140-6736 (Print)
IS  - 0140-6736 (Linking)
VI  - 351
IP  - 9103
DP  - 1998 Feb 28
TI  - Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive
      developmental disorder in children.
PG  - 637-41
AB  - BACKGROUND: We investigated a consecutive series of 12 children with
      chronic enterocolitis.
FAU - Wakefield, A J
AU  - Wakefield AJ
CN  - The Group.
LA  - eng
PT  - Journal Article
PT  - Retracted Publication
TA  - Lancet
JT  - Lancet (London, England)
JID - 2985213R
RIN - Lancet. 2010 Feb 6;375(9713):445. doi: 10.1016/S0140-6736(10)60175-4. PMID:
      20137807
MH  - *Autistic Disorder
MH  - Measles-Mumps-Rubella Vaccine/*adverse effects/immunology
AID - S0140-6736(97)11096-0 [pii]
AID - 10.1016/s0140-6736(97)11096-0 [doi]
SO  - Lancet. 1998 Feb 28;351(9103):637-41.

PMID- 7
DP  - 1998 Dec-1999 Jan
DEP - 19981120
TI  - [Translated.]
PT  - Retracted Publication
`, `- pmid: "9500320"
  doi: 10.1016/s0140-6736(97)11096-0
  title: "Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive developmental disorder in children"
  authors: [Wakefield AJ, The Group]
  journal: "Lancet (London, England)"
  abbr: Lancet
  issn: "0140-6736"
  nlm: 2985213R
  year: 1998
  volume: "351"
  issue: "9103"
  pages: "637-41"
  types: [Journal Article, Retracted Publication]
  mesh: [Autistic Disorder, Measles-Mumps-Rubella Vaccine]
  terms: [enterocol, consecut, seri, chronic, child, investig]
  numbers: ["n 12"]
  notices: [{kind: retraction, id: pmid:20137807, year: 2010}]
- pmid: "7"
  title: "[Translated]"
  year: 1998
  epub: 1998
  also_years: [1999]
  types: [Retracted Publication]
  notices: [{kind: retraction}]
`},
	{"scholar.bib", `% from a search
@string{jaoa = "The Journal of the " # {American Osteopathic Association}}
@comment{ignored, title = {No}}
@article{uwitonze2018role,
  title={Role of {M}agnesium in Vitamin {D} Activation},
  author={Uwitonze, Anne Marie and Razzaque, Mohammed S and others},
  journal=jaoa,
  volume=118, number={3}, pages={181--189},
  month = mar,
  year=2018,
  publisher={De Gruyter}
}

@Article{ müller:2020,
  author = "M{\"u}ller-L{\"{u}}denscheidt, Jr, Max and {\'E}mile Zola and Ludwig van Beethoven and {World Health Organization} and {\O}stergaard, S{\o}ren and Garc{\'\i}a, Jos\'{e}",
  title = "{{$\beta$-carotene \& bone: 5\,\% of \emph{all}}}",
  journaltitle = {Nutrients}, date = {2021-03-30}, url = {https://doi.org/10.3390/nu13041136}, pmid = {33808247},
  title = {again},
}`, `- key: uwitonze2018role
  title: Role of Magnesium in Vitamin D Activation
  authors: [Uwitonze AM, Razzaque MS]
  journal: The Journal of the American Osteopathic Association
  year: 2018
  volume: "118"
  issue: "3"
  pages: "181-189"
- key: müller:2020
  pmid: "33808247"
  doi: 10.3390/nu13041136
  title: "β-carotene & bone: 5,% of all"
  authors: [Müller-Lüdenscheidt M Jr, Zola É, van Beethoven L, World Health Organization, Østergaard S, García J]
  journal: Nutrients
  year: 2021
`},
	{"zotero.json", `[{"id":"http://zotero.org/users/1/items/ABC","type":"article-journal","title":"Zinc for <i>colds</i>","container-title":"Nutrients","page":"508–514","volume":13,
 "author":[{"family":"Berg","given":"Anna-Lena","non-dropping-particle":"van der"},{"literal":"WHO Group"}],"issued":{"date-parts":[["2021",3,30]]},"PMID":33808247,"URL":"https://example.org/x"},
 {"id":7,"title":["A preprint"],"DOI":"10.1101/779157v1","issued":{"raw":"2019-09-01"},"ISSN":["1234-5678","8765-4321"]},
 {"id":"bad","title":{"x":1}}, {"id":"none"}]`, `- pmid: "33808247"
  title: Zinc for colds
  authors: [van der Berg AL, WHO Group]
  journal: Nutrients
  year: 2021
  volume: "13"
  pages: "508-514"
- doi: 10.1101/779157
  title: A preprint
  issn: "1234-5678"
  year: 2019
4: the item cannot be read: a text or a number is expected, not {"x":1}
4: a reference without title and id is left out
`},
	{"one.json", `{"title":"Alone","DOI":"10.1000/12x"}`, "- doi: 10.1000/12x\n  title: Alone\n"},
	{"a.ris", "Dear all,\n", `a.ris: holds no reference in RIS, which starts with a line "TY  - "`},
	{"a.ris", "TI  - x\n", `a.ris:1:1: a reference in RIS starts with a line "TY  - "`},
	{"a.nbib", "x\n", `a.nbib: holds no record of MEDLINE, which starts with a line "PMID- "`},
	{"a.bib", "me@example.org\n", `a.bib: holds no entry of BibTeX, such as @article{smith2020, title = {...}}`},
	{"a.bib", "@article{a,\n title = {x\n", "a.bib:2:10: the brace that is opened here is not closed"},
	{"a.bib", "@article{a,\n {x}}\n", "a.bib:2:2: a field is expected here, such as year = {2020}"},
	{"a.json", "[{]\n", "a.json:1:3: the JSON is broken: invalid character ']' looking for beginning of object key string"},
	{"a.json", "[1]\n", "1: the item cannot be read: json: cannot unmarshal number into Go value of type exchange.cslItem\n"},
}

func TestRead(t *testing.T) {
	for _, tc := range files {
		format, ok := exchange.Detect(tc.name, []byte(tc.text))
		if !ok {
			t.Errorf("%s: its format is not found", tc.name)
		}
		refs, notes, err := exchange.Read(source.NewFile(tc.name, []byte(tc.text)), format)
		var b strings.Builder
		for _, r := range refs {
			b.Write(cite.Format(r))
		}
		for _, n := range notes {
			fmt.Fprintf(&b, "%d: %s\n", n.Line, n.Msg)
		}
		if err != nil {
			b.WriteString(err.Error())
		}
		if diff := cmp.Diff(tc.want, b.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.name, diff)
		}
	}
}

func TestDetect(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		want       exchange.Format
	}{
		{"x.txt", "TY  - JOUR\n", exchange.RIS},
		{"x", "\n\nPMID- 5\n", exchange.Nbib},
		{"x", " [{", exchange.CSL},
		{"x", "@article{a,", exchange.BibTeX},
		{"x", "% a comment\n@article{a,", exchange.BibTeX},
		{"x.RIS", "", exchange.RIS},
		{"x.txt", "me@example.org {", ""},
		{"x.xml", "<?xml version=\"1.0\"?>", ""},
	} {
		if got, ok := exchange.Detect(tc.name, []byte(tc.text)); got != tc.want || ok != (tc.want != "") {
			t.Errorf("Detect(%s, %q) = %q, %v; want %q", tc.name, tc.text, got, ok, tc.want)
		}
	}
}

// FuzzRead checks that nothing makes a reader panic, that what it gives can be
// put into a library, and that it comes through its own format again.
func FuzzRead(f *testing.F) {
	for _, tc := range files {
		f.Add(tc.text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, format := range exchange.Formats {
			refs, _, err := exchange.Read(source.NewFile("x", []byte(s)), format)
			if err != nil || len(refs) == 0 {
				continue
			}
			if _, _, err := cite.Import(source.NewFile("citations.yaml", nil), refs); err != nil {
				t.Fatalf("%s: %q cannot be imported: %v", format, s, err)
			}
			if _, _, err := exchange.Read(source.NewFile("x", exchange.Write(refs, format)), format); err != nil {
				t.Fatalf("%s: %q is not read as it was written: %v", format, s, err)
			}
		}
	})
}
