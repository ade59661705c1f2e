package site_test

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/digest"
	"stet/internal/match"
	"stet/internal/site"
	"stet/internal/source"
	"stet/static"
	"stet/templates"
)

// citations is the library of the sample: facts of PubMed, one record each of
// the states and notices that pages show.
const citations = `
- key: fiorentini2021
  pmid: "33808247"
  pmcid: PMC8065437
  doi: 10.3390/nu13041136
  title: "Magnesium: Biochemistry, Nutrition, Detection, and Social Impact of Diseases Linked to Its Deficiency"
  authors: [Fiorentini D, Cappadone C, Farruggia G, Prata C]
  journal: Nutrients
  abbr: Nutrients
  year: 2021
  volume: "13"
  issue: "4"
  pages: "1136"
  types: [Journal Article, Review]
  mesh: [Magnesium, Magnesium Deficiency]
- pmid: "29480918"
  title: "Role of Magnesium in Vitamin D Activation and Function"
  authors: [Uwitonze AM, Razzaque MS]
  journal: The Journal of the American Osteopathic Association
  abbr: J Am Osteopath Assoc
  year: 2018
- key: rondanelli2021
  doi: 10.1007/s10534-021-00305-0
  title: "An update on magnesium and bone health <in> \"short\" & long"
  authors: [Rondanelli M, Faliva MA, Tartara A, Gasparri C, Perna S, Infantino V, Riva A]
  journal: "Biometals"
  year: 2021
  notices: [{kind: retraction, id: "pmid:12345678", year: 2023}]
- key: guideline
  title: A guideline that PubMed does not hold
  journal: ""
  year: 2020
  url: https://example.org/guideline
`

// library parses citations and vouches for all records but the second.
func library(t testing.TB) *cite.Library {
	t.Helper()
	lib, err := cite.ParseLibrary(source.NewFile("citations.yaml", []byte(citations)))
	if err != nil {
		t.Fatal(err)
	}
	if len(lib.References) != 4 || len(lib.Problems) > 0 {
		t.Fatalf("the sample library has %d references, problems %v", len(lib.References), lib.Problems)
	}
	for i, from := range []string{"pubmed-xml", "", "pubmed", "editor"} {
		r := lib.References[i]
		if from != "" {
			r.Verified = cite.Verification{At: source.Date{Year: 2026, Month: 11, Day: 20}, From: from, By: "mk", Sum: r.Sum()}
		}
	}
	lib.References[2].Volume = "34" // edited since
	return lib
}

func frame(t testing.TB) *site.Frame {
	t.Helper()
	theme, err := site.LoadTheme([]fs.FS{templates.FS}, []fs.FS{static.FS})
	if err != nil {
		t.Fatal(err)
	}
	return &site.Frame{
		Settings: site.Settings{Title: "The desk", Description: "Reviews <of> evidence.", BaseURL: "https://example.org/reviews/", Lang: "en-GB", Author: "The desk"},
		Theme:    theme,
		Library:  library(t),
		Today:    source.Date{Year: 2026, Month: 11, Day: 23},
	}
}

// sentence is a claim of the sample with the words that stand around it.
type sentence struct {
	before, words, after string
	matches              []match.Match
	mentions             []claim.Mention
}

var sample = []sentence{
	{
		before: "<h2 id=\"neighbours\">What magnesium does for its neighbours</h2>\n<p>Magnesium sits in the pump that keeps potassium inside the cell and sodium outside it, so a shortage of one mineral rarely stays alone. ",
		words:  "A 2021 review in <em>|Nutrients|</em>| sets out how low intake shifts these pathways and how hard the deficit is to measure in blood.",
		after:  "</p>\n",
		matches: []match.Match{{
			Verdict: match.Matched, References: []string{"fiorentini2021"},
			Fields: []match.Field{{Name: "journal", Stated: "Nutrients", Found: "Nutrients", OK: true}, {Name: "year", Stated: "2021", Found: "2021", OK: true}, {Name: "subject", Stated: "", Found: "magnesium deficiency", OK: true}},
		}},
	},
	{
		before: "<p>",
		words:  "A 2018 study in <em>|Nutrients|</em>| is said to have named magnesium deficiency the main driver of mineral imbalance, dragging calcium and potassium down with it.",
		after:  " No paper of that journal and year is among the sources.</p>\n<h2 id=\"bone\">Bone after the menopause</h2>\n",
		matches: []match.Match{{
			Verdict:    match.YearMismatch,
			Fields:     []match.Field{{Name: "journal", Stated: "Nutrients", Found: "Nutrients", OK: true}, {Name: "year", Stated: "2018", Found: "2021"}, {Name: "subject", Found: "magnesium deficiency", OK: true}},
			Candidates: []match.Candidate{{Reference: "fiorentini2021", Journal: "Nutrients", Years: []int{2021}}},
			Message:    "no reference fits", Hint: "cite the record by its id if the review of 2021 is meant",
		}},
	},
	{
		before: "<p>Bone holds more than half of the body's magnesium. ",
		words:  "Research in <em>|Osteoporosis International|</em>| (2019) reportedly showed denser bone in women who took magnesium with calcium &amp; vitamin D.",
		after:  " ",
		matches: []match.Match{{
			Verdict:    match.Unmatched,
			Fields:     []match.Field{{Name: "journal", Stated: "Osteoporosis International"}, {Name: "year", Stated: "2019", OK: false}},
			Candidates: []match.Candidate{{Reference: "rondanelli2021"}},
			Hint:       `add the paper with "stet cite import" if it exists`,
		}},
	},
	{
		words: "An update on magnesium and bone health reaches a more careful conclusion.",
		after: "</p>\n<ul>\n<li>",
		matches: []match.Match{{
			Verdict: match.UnverifiedRecord, References: []string{"rondanelli2021"},
			Fields: []match.Field{{Name: "id", Stated: "rondanelli2021", Found: "rondanelli2021", OK: true}},
			Hint:   "verify the record",
		}},
	},
	{
		words: "Uwitonze and Razzaque (2018) describe vitamin D, and so do others.",
		after: "</li>\n<li>",
		matches: []match.Match{
			{Verdict: match.Matched, References: []string{"pmid:29480918"}, Fields: []match.Field{{Name: "year", Stated: "2018", Found: "2018", OK: true}}},
			{Verdict: match.BadID, Message: `"PMC12" <cannot> be a PMID`, Hint: "write pmcid:PMC12"},
		},
		mentions: []claim.Mention{{Authors: []string{"Uwitonze", "Razzaque"}, Year: 2018, Kind: claim.AuthorYear}, {Bad: []claim.BadID{{Text: "pmid:PMC12"}}}},
	},
	{
		words:   "A guideline of 2020 agrees <not>.",
		after:   "</li>\n</ul>\n",
		matches: []match.Match{{Verdict: match.Matched, References: []string{"guideline"}, Fields: []match.Field{{Name: "year", Stated: "2020", Found: "2020", OK: true}}}},
	},
	{
		before: "<h3 id=\"bone-more\">More on bone</h3>\n<blockquote>\n<p>",
		words:  "One study of 2016 is too little to go by.",
		after:  "</p>\n</blockquote>\n",
		matches: []match.Match{{
			Verdict: match.Incomplete, Fields: []match.Field{{Name: "year", Stated: "2016"}},
			Candidates: []match.Candidate{{Reference: "pmid:29480918"}, {Reference: "guideline"}},
		}},
	},
}

// sampleDigest is the sample as an article, and behind it a table whose two
// cells are claims.
func sampleDigest() digest.Digest {
	var d digest.Digest
	d.Reading = digest.Reading{
		Path: "content/magnesium.md", Title: "Magnesium & its neighbours",
		Meta: article.Meta{
			Title: "Magnesium & its neighbours", Description: "Six studies are quoted again and again. We looked for each.",
			Section: "Supplements", Tags: []string{"Vitamin D", "Bone"}, Date: source.Date{Year: 2026, Month: 11, Day: 20}, Updated: source.Date{Year: 2026, Month: 11, Day: 21},
			Authors: []string{"A. Reader", "B. Writer"}, Aliases: []string{"/old/magnesium/"}, References: []string{"guideline", "nowhere"},
			Corrections: []article.Correction{{On: source.Date{Year: 2026, Month: 11, Day: 22}, What: "A year was wrong."}},
		},
		Headings: []article.Heading{
			{Level: 2, ID: "neighbours", Text: "What magnesium does for its neighbours"}, {Level: 2, ID: "bone", Text: "Bone after the menopause"},
			{Level: 3, ID: "bone-more", Text: "More on bone"}, {Level: 2, ID: "table", Text: "In a table"},
		},
		Words: 1500,
	}
	for _, s := range sample {
		addClaim(&d, s)
	}
	addTable(&d)
	for i := range d.Claims {
		m := d.Claims[i].Matches[0]
		if m.Verdict != match.Matched {
			d.Findings = append(d.Findings, audit.Finding{
				Rule: string(m.Verdict), Severity: audit.Error, Path: d.Reading.Path, Start: d.Claims[i].Start, End: d.Claims[i].End,
				Message: "it <says> " + string(m.Verdict), Hint: m.Hint, Claim: d.Claims[i].ID,
				Excerpt: audit.Excerpt{Line: "before words & after", From: 7, Width: 5},
			})
		}
	}
	return d
}

// addClaim adds s to d. In its words a bar parts runs from markup.
func addClaim(d *digest.Digest, s sentence) {
	n := len(d.Claims)
	piece := func(html string, slot article.Slot) {
		d.Reading.Body = append(d.Reading.Body, article.Piece{HTML: html, Slot: slot, N: n})
	}
	open := s.before
	for part := range strings.SplitSeq(s.words, "|") {
		if part == "</em>" {
			open = part
			continue
		}
		text, emphasis := strings.CutSuffix(part, "<em>")
		piece(open, article.RunStart)
		piece(strings.ReplaceAll(text, "<not>", "&lt;not&gt;"), article.RunEnd)
		open = ""
		if emphasis {
			open = "<em>"
		}
	}
	piece("", article.Mark)
	piece("", article.Note)
	piece(s.after, article.NoSlot)
	d.Claims = append(d.Claims, sampleClaim(n, s))
}

func sampleClaim(n int, s sentence) audit.Claim {
	plain := strings.NewReplacer("|", "", "<em>", "", "</em>", "", "&amp;", "&").Replace(s.words)
	at := source.Position{Line: 10 + n, Column: 1, Offset: 100 * n}
	s.matches = slices.Clone(s.matches) // a test may change its own
	for i := range s.matches {
		s.matches[i].Fields = slices.Clone(s.matches[i].Fields)
	}
	return audit.Claim{
		Claim:   claim.Claim{ID: fmt.Sprintf("c-%010x", n+1), Plain: plain, Text: plain, Start: at, End: at, Mentions: s.mentions},
		Verdict: match.Worst(s.matches),
		Matches: s.matches,
	}
}

// addTable adds a table of two claims, whose notes come behind it.
func addTable(d *digest.Digest) {
	n := len(d.Claims)
	cells := []sentence{
		{words: "Fiorentini and colleagues (2021) review it.", matches: []match.Match{{Verdict: match.Matched, References: []string{"fiorentini2021"}}}},
		{words: "Nobody (2019) found nothing.", matches: []match.Match{{Verdict: match.Unmatched, Message: "no reference fits", Fields: []match.Field{{Name: "author", Stated: "Nobody"}, {Name: "year", Stated: "2019"}}}}},
	}
	open := "<h2 id=\"table\">In a table</h2>\n<table>\n<thead><tr><th>Outcome</th><th>Source</th><th>Size of the effect</th></tr></thead>\n<tbody><tr><td>Bone</td><td>"
	for i, s := range cells {
		d.Reading.Body = append(d.Reading.Body,
			article.Piece{HTML: open, Slot: article.RunStart, N: n + i}, article.Piece{HTML: s.words, Slot: article.RunEnd, N: n + i},
			article.Piece{Slot: article.Mark, N: n + i})
		open = "</td><td>+ 15 %</td></tr><tr><td>Blood pressure</td><td>"
		d.Claims = append(d.Claims, sampleClaim(n+i, s))
	}
	d.Reading.Body = append(d.Reading.Body,
		article.Piece{HTML: "</td><td>none</td></tr></tbody>\n</table>\n", Slot: article.Note, N: n},
		article.Piece{Slot: article.Note, N: n + 1},
		article.Piece{HTML: "<p>Behind the table the text goes on.</p>\n"})
}

// sampleSite is every page of a site with the sample and two more articles,
// by path.
func sampleSite(t testing.TB, f *site.Frame) map[string]string {
	t.Helper()
	second, draft := sampleDigest(), sampleDigest()
	for i := range second.Findings {
		second.Findings[i].Path = "content/more/zinc.md"
	}
	second.Reading.Path, second.Reading.Title, second.Reading.Meta.Aliases = "content/more/zinc.md", "Zinc", nil
	second.Reading.Meta.Tags = []string{"vitamin D", "vitamin-d"}
	second.Reading.Meta.Date, second.Reading.Meta.Updated = source.Date{Year: 2025, Month: 1, Day: 2}, source.Date{}
	draft.Reading.Path, draft.Reading.Title, draft.Reading.Meta.Draft = "content/secret.md", "A secret draft", true
	pages := map[string]string{}
	var entries []site.Entry
	var result audit.Result
	for _, d := range []digest.Digest{sampleDigest(), second, draft} {
		page, entry, err := f.Article(d)
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, entry)
		if !d.Reading.Meta.Draft {
			pages[page.Path] = string(page.Data)
			result.Articles = append(result.Articles, audit.Article{Path: d.Reading.Path, Title: d.Reading.Title, Claims: d.Claims})
			result.Findings = append(result.Findings, d.Findings...)
		}
	}
	s := site.New(f, entries)
	for page, err := range s.Pages(result) {
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := pages[page.Path]; twice {
			t.Errorf("two pages %s", page.Path)
		}
		pages[page.Path] = string(page.Data)
	}
	return pages
}
