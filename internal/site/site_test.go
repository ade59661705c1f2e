package site_test

import (
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
	"stet/internal/site"
	"stet/internal/source"
)

func TestPages(t *testing.T) {
	pages := sampleSite(t, frame(t))
	want := []string{
		"404.html", "_headers", "_redirects", "_redirects.apache", "_redirects.nginx", "audit/index.html", "claims/1.json", "claims/1.jsonld", "claims/index.json", "corrections.xml", "feed.json", "feed.xml", "index.html",
		"llms.txt", "magnesium/index.html", "method/index.html", "old/magnesium/index.html", "references/fiorentini2021/index.html",
		"references/guideline/index.html", "references/index.html", "references/pmid-29480918/index.html", "references/references.bib", "references/references.json",
		"references/references.nbib", "references/references.ris",
		"references/rondanelli2021/index.html", "robots.txt", "rss.xml", "search/docs-0.json", "search/facets.json", "search/index.html", "search/index.json", "sections/index.html", "sections/supplements/index.html",
		"sitemap.xml", "tags/bone/feed.xml", "tags/bone/index.html", "tags/index.html", "tags/vitamin-d/feed.xml", "tags/vitamin-d/index.html", "zinc/index.html",
	}
	var got []string
	for _, p := range slices.Sorted(maps.Keys(pages)) {
		if ext := path.Ext(p); ext != ".css" && ext != ".js" && ext != ".svg" && !strings.HasPrefix(p, "search/w-") {
			got = append(got, p)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
	for p, text := range pages {
		if strings.Contains(text, "ecret") {
			t.Errorf("%s tells of a draft", p)
		}
	}
}

// TestStrict holds every page to the policy of the headers file: nothing
// inline, every address is one of the site's or the web's.
func TestStrict(t *testing.T) {
	for p, page := range htmlPages(sampleSite(t, frame(t))) {
		ids := map[string]bool{}
		for n := range parse(t, page).Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if n.Data == "style" || n.Data == "script" && !isData(n) && (attr(n, "src") == "" || n.FirstChild != nil) {
				t.Errorf("%s: inline <%s>", p, n.Data)
			}
			for _, a := range n.Attr {
				switch {
				case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
					t.Errorf("%s: <%s %s=%q>", p, n.Data, a.Key, a.Val)
				case (a.Key == "href" || a.Key == "src") && strings.Contains(a.Val, ":") && !strings.HasPrefix(a.Val, "https://"):
					t.Errorf("%s: address %q", p, a.Val)
				case a.Key == "id" && ids[a.Val]:
					t.Errorf("%s: two elements of id %q", p, a.Val)
				case a.Key == "id":
					ids[a.Val] = true
				}
			}
		}
	}
}

// isData reports whether a script element holds data, which no browser runs.
func isData(n *html.Node) bool {
	return attr(n, "type") == "application/ld+json" && attr(n, "src") == "" && n.FirstChild != nil && json.Valid([]byte(n.FirstChild.Data))
}

// TestLinks follows every link within the site, to its page and its anchor.
func TestLinks(t *testing.T) {
	pages := sampleSite(t, frame(t))
	links := 0
	for p, page := range htmlPages(pages) {
		root := parse(t, page)
		for _, n := range elements(root, func(n *html.Node) bool { return attr(n, "href") != "" || attr(n, "src") != "" }) {
			href := attr(n, "href") + attr(n, "src")
			if strings.Contains(href, "://") {
				continue
			}
			links++
			address, anchor, _ := strings.Cut(href, "#")
			target := path.Join(path.Dir(p), address)
			if local, ok := strings.CutPrefix(address, "/reviews/"); ok { // the 404 page is served at any depth
				target = path.Clean(local)
			}
			switch {
			case address == "":
				target = p
			case strings.HasSuffix(address, "/"):
				target = path.Join(target, "index.html")
			}
			there, ok := pages[target]
			if !ok {
				t.Errorf("%s: %q leads to %s, which is not there", p, href, target)
			} else if anchor != "" && byID(parse(t, there), anchor) == nil {
				t.Errorf("%s: %q leads to an anchor that is not there", p, href)
			}
		}
		for _, n := range elements(root, func(n *html.Node) bool { return attr(n, "aria-controls") != "" }) {
			if byID(root, attr(n, "aria-controls")) == nil {
				t.Errorf("%s: a mark controls %q, which is not there", p, attr(n, "aria-controls"))
			}
		}
		for _, n := range elements(root, func(n *html.Node) bool { return attr(n, "aria-labelledby") != "" }) {
			if byID(root, attr(n, "aria-labelledby")) == nil {
				t.Errorf("%s: labelled by %q, which is not there", p, attr(n, "aria-labelledby"))
			}
		}
	}
	if links < 100 {
		t.Errorf("only %d links", links)
	}
}

func TestMinifyKeepsText(t *testing.T) {
	f := frame(t)
	small := htmlPages(sampleSite(t, f))
	plain := frame(t)
	plain.Theme = site.Unminified(plain.Theme)
	before := 0
	for p, page := range htmlPages(sampleSite(t, plain)) {
		before += len(page)
		if diff := cmp.Diff(text(parse(t, page)), text(parse(t, small[p]))); diff != "" {
			t.Errorf("%s (-as written +minified):\n%s", p, diff)
		}
		// Notes are taken out of the line by the stylesheet: what stands on
		// either side of one must be parted without it.
		if diff := cmp.Diff(text(without(parse(t, page), hasClass("note"))), text(without(parse(t, small[p]), hasClass("note")))); diff != "" {
			t.Errorf("%s without its notes (-as written +minified):\n%s", p, diff)
		}
		if diff := cmp.Diff(addressesOf(parse(t, page)), addressesOf(parse(t, small[p]))); diff != "" {
			t.Errorf("%s (-as written +minified):\n%s", p, diff)
		}
	}
	after := 0
	for _, page := range small {
		after += len(page)
	}
	if after >= before {
		t.Errorf("minified pages have %d bytes, as written %d", after, before)
	}
}

// addressesOf are all ids, classes, names and addresses of a page.
func addressesOf(root *html.Node) (found []string) {
	for _, n := range elements(root, func(*html.Node) bool { return true }) {
		for _, a := range n.Attr {
			found = append(found, n.Data+" "+a.Key+"="+a.Val)
		}
	}
	return found
}

// TestMarks looks at each claim of the sample as a reader meets it.
func TestMarks(t *testing.T) {
	root := parse(t, sampleSite(t, frame(t))["magnesium/index.html"])
	type shown struct{ Class, Mark, Word string }
	want := []shown{
		{"stands", "1", "stands"},
		{"flagged", "a 2018?", "the year does not fit"},
		{"flagged", "b no source", "no source fits"},
		{"query", "c unverified retracted", "the record is not verified"},
		{"flagged", "d bad id", "the id cannot be right"},
		{"stands", "4", "stands"},
		{"vague", "e too vague", "too little to identify a source"},
		{"stands", "1", "stands"},
		{"flagged", "f no source", "no source fits"},
	}
	var got []shown
	for _, c := range sampleDigest().Claims {
		first := byID(root, c.ID)
		note := byID(root, "note-"+c.ID)
		if first == nil || note == nil {
			t.Fatalf("claim %s has no anchor or no note", c.ID)
		}
		mark := elements(root, func(n *html.Node) bool { return attr(n, "aria-controls") == "note-"+c.ID })[0]
		words := elements(note, hasClass("word"))[0]
		if !hasClass("tail")(mark.Parent) {
			t.Errorf("the mark of claim %s may start a line", c.ID)
		}
		class := strings.TrimPrefix(attr(first, "class"), "claim ")
		if !hasClass(class)(mark) || !hasClass(class)(note) {
			t.Errorf("claim %s is %s, its mark %q, its note %q", c.ID, class, attr(mark, "class"), attr(note, "class"))
		}
		got = append(got, shown{class, text(mark), text(words)})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("marks (-want +got):\n%s", diff)
	}
	if got := len(elements(root, hasClass("apart"))); got != 2 {
		t.Errorf("%d notes stand apart from their marks, want those of the table's 2", got)
	}
}

// TestLetters: each claim that does not stand has a letter of its own.
func TestLetters(t *testing.T) {
	claims := make([]audit.Claim, 80)
	for i := range claims {
		claims[i].Verdict = match.Unmatched
	}
	claims[1].Verdict = match.Matched
	got := site.Letters(claims)
	seen := map[string]bool{}
	for i, letter := range got {
		if seen[letter] || (letter == "") != (i == 1) {
			t.Errorf("claim %d has the letter %q", i, letter)
		}
		seen[letter] = true
	}
	if got[0] != "a" || got[2] != "b" || got[23] != "z" || got[24] != "aa" || got[47] != "ba" {
		t.Errorf("letters %q", got)
	}
}

func TestNotes(t *testing.T) {
	root := parse(t, sampleSite(t, frame(t))["magnesium/index.html"])
	for id, want := range map[string]string{
		"c-0000000001": "stands 1 Fiorentini 2021, Nutrients 13(4):1136. Review. Checked against a PubMed export on 20 November 2026. journal Nutrients ✓ year 2021 ✓ subject magnesium deficiency ✓",
		"c-0000000002": "a the year does not fit journal Nutrients ✓ year 2018 ✗ found: 2021 subject magnesium deficiency ✓ Nearest: Fiorentini 2021, Nutrients.",
		"c-0000000003": `b no source fits journal Osteoporosis International ✗ year 2019 ✗ Nearest: Rondanelli 2021, Biometals.`,
		"c-0000000004": "c the record is not verified id rondanelli2021 ✓ Rondanelli 2021, Biometals 34. retracted Edited since it was checked on 20 November 2026.",
		"c-0000000005": `d the id cannot be right Uwitonze 2018: stands 3 Uwitonze 2018, J Am Osteopath Assoc. Not verified. year 2018 ✓ pmid:PMC12 "PMC12" <cannot> be a PMID.`,
		"c-0000000007": "e too little to identify a source year 2016 ✗ Could be Uwitonze 2018, J Am Osteopath Assoc; A guideline that PubMed does not hold 2020.",
		"c-0000000009": "f “Nobody (2019) found nothing.” no source fits author Nobody ✗ year 2019 ✗",
	} {
		if diff := cmp.Diff(want, text(byID(root, "note-"+id))); diff != "" {
			t.Errorf("note on %s (-want +got):\n%s", id, diff)
		}
	}
}

// TestListed: what an id leads to by mistake is not among the references of an
// article, and its note leads to its page.
func TestListed(t *testing.T) {
	for _, verdict := range []match.Verdict{match.Matched, match.IdentityMismatch} {
		d := sampleDigest()
		d.Claims = d.Claims[:1]
		d.Reading.Meta.References = nil
		c := &d.Claims[0]
		c.Verdict, c.Matches[0].Verdict = verdict, verdict
		page, _, err := frame(t).Article(d)
		if err != nil {
			t.Fatal(err)
		}
		root := parse(t, string(page.Data))
		if listed := byID(root, "cited-1") != nil; listed != (verdict == match.Matched) {
			t.Errorf("%s: listed is %t", verdict, listed)
		}
		if !strings.Contains(text(byID(root, "note-"+c.ID)), "Fiorentini 2021") {
			t.Errorf("%s: the note does not name the record", verdict)
		}
	}
}

// TestAlerts: the page's head tells of a retracted paper that the article leans
// on, and not of one that it speaks of as retracted wherever it cites it.
func TestAlerts(t *testing.T) {
	unmarked, marked := []claim.Mention{{Keys: []string{"rondanelli2021"}}}, []claim.Mention{{Keys: []string{"rondanelli2021"}, Retracted: []string{"doi:10.1007/s10534-021-00305-0"}}}
	for _, c := range []struct {
		name     string
		mentions [][]claim.Mention // of a claim each
		alerts   int
	}{
		{"plain", [][]claim.Mention{unmarked}, 1},
		{"marked", [][]claim.Mention{marked}, 0},
		{"marked once", [][]claim.Mention{marked, unmarked}, 1},
		{"marked twice", [][]claim.Mention{marked, marked}, 0},
		{"listed alone", nil, 1},
	} {
		d := sampleDigest()
		cites := d.Claims[3]
		d.Claims, d.Reading.Body, d.Findings = nil, nil, nil
		d.Reading.Meta.References = []string{"rondanelli2021"}
		for _, mentions := range c.mentions {
			cites.Mentions = mentions
			d.Claims = append(d.Claims, cites)
		}
		page, _, err := frame(t).Article(d)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(elements(parse(t, string(page.Data)), hasClass("alert"))); got != c.alerts {
			t.Errorf("%s: %d alerts, want %d", c.name, got, c.alerts)
		}
	}
}

// TestOffTopic: the note names what fits the words, and what is about the
// subject.
func TestOffTopic(t *testing.T) {
	d := sampleDigest()
	c := &d.Claims[2]
	c.Verdict = match.OffTopic
	c.Matches[0].Verdict, c.Matches[0].Meant = match.OffTopic, []string{"fiorentini2021", "rondanelli2021"}
	page, _, err := frame(t).Article(d)
	if err != nil {
		t.Fatal(err)
	}
	note := text(byID(parse(t, string(page.Data)), "note-"+c.ID))
	if !strings.Contains(note, "Could be Fiorentini 2021, Nutrients; Rondanelli 2021, Biometals.") {
		t.Errorf("the note says %q", note)
	}
}

// TestRuns: runs that white space or a citation parts are one underline; those
// that markup parts are not.
func TestRuns(t *testing.T) {
	d := sampleDigest()
	d.Claims = d.Claims[:1]
	c := d.Claims[0].ID
	d.Reading.Body = article.Body{
		{HTML: "<p>Before ", Slot: article.RunStart}, {HTML: "one", Slot: article.RunEnd}, {HTML: "\n", Slot: article.RunStart}, {HTML: "two", Slot: article.RunEnd},
		{Slot: article.Cite}, {Slot: article.RunStart}, {HTML: " three", Slot: article.RunEnd}, {HTML: "<em>", Slot: article.RunStart}, {HTML: "four five", Slot: article.RunEnd},
		{HTML: "</em>", Slot: article.RunStart}, {HTML: ".", Slot: article.RunEnd}, {Slot: article.Mark}, {Slot: article.Note}, {HTML: " after", Slot: article.Cite}, {HTML: "</p>"},
	}
	page, _, err := frame(t).Article(d)
	if err != nil {
		t.Fatal(err)
	}
	_, got, _ := strings.Cut(string(page.Data), `<div class="text">`)
	before, rest, _ := strings.Cut(got, `<button`)
	want := `<p>Before <span class="claim stands" id="` + c + "\">one\ntwo three" + `</span><em><span class="claim stands">four five</span></em><span class="tail"><span class="claim stands">.</span>`
	if before != want {
		t.Errorf("before the mark:\n got %s\nwant %s", before, want)
	}
	if !strings.Contains(rest, "</span> after</p>") {
		t.Errorf("behind the note: %s", rest)
	}
}

// TestNotesArePhrasing: a note stands inside its paragraph, where browsers
// would end the paragraph at any block.
func TestNotesArePhrasing(t *testing.T) {
	root := parse(t, sampleSite(t, frame(t))["magnesium/index.html"])
	for _, note := range elements(root, hasClass("note")) {
		for _, n := range elements(note, func(*html.Node) bool { return true }) {
			if !slices.Contains(inlineElements, n.Data) {
				t.Errorf("<%s> in the note %s", n.Data, attr(note, "id"))
			}
		}
		if parent := note.Parent.Data; !hasClass("apart")(note) && parent != "p" && parent != "li" {
			t.Errorf("the note %s stands in a <%s>", attr(note, "id"), parent)
		}
	}
}

// TestHoles: no text can make a hole in a page.
func TestHoles(t *testing.T) {
	const evil = "a\x000\x00b\x003\x00c"
	d := sampleDigest()
	d.Reading.Title, d.Claims[0].Matches[0].Fields[0].Stated = evil, evil
	d.Reading.Body = append(d.Reading.Body, article.Piece{HTML: "<p id=\"last\">" + evil + "</p>"})
	page, _, err := frame(t).Article(d)
	if err != nil {
		t.Fatal(err)
	}
	root := parse(t, string(page.Data))
	for _, n := range []*html.Node{byID(root, "last"), elements(root, func(n *html.Node) bool { return n.Data == "h1" })[0]} {
		if got := text(n); got != "a\ufffd0\ufffdb\ufffd3\ufffdc" {
			t.Errorf("%q came out as %q", evil, got)
		}
	}
	if strings.Contains(string(page.Data), "\x00") {
		t.Error("a NUL is left")
	}
}

// TestHostileText puts markup into everything that people write.
func TestHostileText(t *testing.T) {
	const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>'`
	f := frame(t)
	f.Settings.Title, f.Settings.Description, f.Settings.Author = evil, evil, evil
	for _, r := range f.Library.References {
		r.Title, r.Authors, r.Journal.Title, r.Journal.Abbr, r.Volume, r.MeSH, r.Types = evil, []string{evil}, evil, evil, evil, []string{evil}, []string{evil}
		r.DOI, r.URL, r.Verified.By = cite.DOI("10.1/"+evil), "javascript:"+evil, evil
	}
	d := sampleDigest()
	m := &d.Reading.Meta
	d.Reading.Title, m.Description, m.Section, m.Authors, m.Lang = evil, evil, evil, []string{evil}, evil
	m.Reviewed = article.Review{By: evil, Credentials: evil, On: source.Date{Year: 2026, Month: 11, Day: 22}}
	m.Corrections[0].What, m.Aliases = evil, []string{evil, "../../etc/passwd", "javascript:alert(1)"}
	for i := range d.Reading.Headings {
		d.Reading.Headings[i].ID, d.Reading.Headings[i].Text = evil, evil
	}
	for i := range d.Claims {
		c := &d.Claims[i]
		c.Plain = evil
		for j := range c.Matches {
			c.Matches[j].Message, c.Matches[j].Hint = evil, evil
			for k := range c.Matches[j].Fields {
				c.Matches[j].Fields[k] = match.Field{Name: evil, Stated: evil, Found: evil, OK: k%2 == 0}
			}
		}
	}
	for i := range d.Findings {
		d.Findings[i].Message, d.Findings[i].Hint, d.Findings[i].Excerpt.Line = evil, evil, evil
	}
	page, entry, err := f.Article(d)
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{page.Path: string(page.Data)}
	for p, err := range site.New(f, []site.Entry{entry}).Pages(audit.Result{Findings: d.Findings}) {
		if err != nil {
			t.Fatal(err)
		}
		if path.IsAbs(p.Path) || strings.Contains(p.Path, "..") {
			t.Errorf("a page at %q", p.Path)
		}
		pages[p.Path] = string(p.Data)
	}
	for p, page := range htmlPages(pages) {
		for _, n := range elements(parse(t, page), func(n *html.Node) bool { return n.Data == "script" || n.Data == "img" }) {
			if !strings.HasSuffix(attr(n, "src"), ".js") && !isData(n) {
				t.Errorf("%s: <%s> came through", p, n.Data)
			}
		}
		if strings.Contains(page, `href="javascript`) {
			t.Errorf("%s: a link to a script", p)
		}
	}
}

func htmlPages(pages map[string]string) map[string]string {
	found := map[string]string{}
	for p, text := range pages {
		if path.Ext(p) == ".html" {
			found[p] = text
		}
	}
	return found
}
