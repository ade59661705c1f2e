package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/claim"
	"stet/internal/match"
	"stet/internal/ncbi"
	"stet/internal/source"
	"stet/internal/terms"
)

// How many records a search asks for, and how many are shown.
const (
	findAsked = 20
	findShown = 5
)

var citeFind = command{
	name:  "cite find",
	args:  `FILE:LINE | "WORDS" [--citations FILE]`,
	short: "look in PubMed for what a sentence means",
	long: `With a file and a line, takes each source that the sentence there names and that
the library does not match, searches PubMed by its journal, year, authors and
subject, and prints the records that come nearest, best first: judged as
'stet audit' would judge them if they were in the library. With words, prints the
records that PubMed finds for them.

  stet cite find content/zinc.md:31
  stet cite find "magnesium bone health review"

Nothing is written. Take one with 'stet cite add', and bind the sentence to it by
writing its id behind the words: [@pmid:33808247].

Exit status: 1 if nothing is found; 4 if PubMed cannot be asked.`,
	run: runFind,
}

func runFind(ctx context.Context, e *env, args []string) error {
	flags := e.flags()
	citations := flags.String("citations", "", "the library that the sentence was matched against: `FILE`")
	args, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	if len(args) == 0 {
		return usagef(`cite find needs a place, as content/zinc.md:31, or words, as "magnesium bone health"`)
	}
	path, line, ok := cutLine(args[0])
	if _, err := os.Stat(path); len(args) == 1 && ok && err == nil {
		return findLine(ctx, e, path, line, *citations)
	}
	words := strings.Join(args, " ")
	if ok && !strings.Contains(words, " ") {
		return usagef("%s: no such file", path)
	}
	client, err := newClient(e, libraryDir(cmp.Or(*citations, libraryName)), freshFor)
	if err != nil {
		return err
	}
	return findWords(ctx, e, client, words)
}

// findWords prints what PubMed finds for words, in its order: all of them, or
// any where no record has all.
func findWords(ctx context.Context, e *env, client *ncbi.Client, words string) error {
	q := ncbi.Query{Words: strings.Fields(words)}
	found, err := client.Search(ctx, q.Term(), findAsked/2)
	if err == nil && len(found.PMIDs) == 0 && len(q.Words) > 1 {
		q.Any = true
		found, err = client.Search(ctx, q.Term(), findAsked/2)
	}
	if err != nil {
		return err
	}
	records, err := fetchAll(ctx, client, found.PMIDs)
	if err != nil {
		return err
	}
	if len(records) == 0 {
		return &failure{statusFindings, fmt.Errorf("PubMed finds nothing for %q", words)}
	}
	for _, r := range records {
		if _, err := fmt.Fprintln(e.stdout, brief(r)); err != nil {
			return err
		}
	}
	fmt.Fprintf(e.stderr, "%d of %d; 'stet cite add %s' takes the first into the library\n", len(records), found.Total, records[0].PMID)
	return nil
}

// fetchAll are the records of pmids in their order.
func fetchAll(ctx context.Context, client *ncbi.Client, pmids []cite.PMID) ([]*cite.Reference, error) {
	ids := make([]cite.ID, len(pmids))
	for i, pmid := range pmids {
		ids[i] = cite.ID{Kind: cite.KindPMID, Value: string(pmid)}
	}
	var refs []*cite.Reference
	for answer, err := range client.Fetch(ctx, ids) {
		if err != nil {
			return nil, err
		}
		for _, r := range answer.Records {
			refs = append(refs, r.Reference)
		}
	}
	return refs, nil
}

// findLine looks for what the claims on a line name and the library does not
// match.
func findLine(ctx context.Context, e *env, path string, line int, citations string) error {
	p, err := openProject(path, citations)
	if err != nil {
		return err
	}
	claims, err := p.claimsOn(ctx, path, line)
	if err != nil {
		return err
	}
	if len(claims) == 0 {
		return &failure{statusFindings, fmt.Errorf("%s:%d: no claim on this line: no sentence here names a source; try 'stet cite find' with words", path, line)}
	}
	client, err := newClient(e, p.dir, freshFor)
	if err != nil {
		return err
	}
	found := 0
	for i := range claims {
		for k := range claims[i].Mentions {
			if claims[i].Matches[k].Verdict == match.Matched {
				continue
			}
			s := search{env: e, client: client, title: p.titleOf(path), path: path, claim: &claims[i], mention: k}
			n, err := s.run(ctx)
			if err != nil {
				return err
			}
			found += n
		}
	}
	if found == 0 {
		fmt.Fprintf(e.stderr, "%s:%d: nothing is found\n", filepath.ToSlash(path), line)
		return &failure{statusFindings, nil}
	}
	return nil
}

// titleOf is the title of an article, which says what its claims are about.
func (p *project) titleOf(path string) string {
	a, err := p.parseArticle(p.fileTask(path))
	if err != nil {
		return ""
	}
	return a.Title
}

// A search looks for one mention of a claim.
type search struct {
	env     *env
	client  *ncbi.Client
	title   string
	path    string
	claim   *audit.Claim
	mention int
}

// run prints the records that come nearest, and gives their number.
func (s *search) run(ctx context.Context) (int, error) {
	m := &s.claim.Mentions[s.mention]
	pmids, err := s.searches(ctx, m)
	if err != nil {
		return 0, err
	}
	records, err := fetchAll(ctx, s.client, pmids)
	if err != nil {
		return 0, err
	}
	lib, err := asLibrary(records)
	if err != nil {
		return 0, err
	}
	ranked := s.rank(lib)
	if _, err := fmt.Fprintf(s.env.stdout, "%s:%d:%d: %q: %s\n", filepath.ToSlash(s.path), m.Start.Line, m.Start.Column, oneLine(m.Text), s.claim.Matches[s.mention].Verdict); err != nil {
		return 0, err
	}
	for _, r := range ranked {
		if _, err := fmt.Fprintf(s.env.stdout, "  %s\n      %s\n      stet cite add %s, then write [@pmid:%s]\n", brief(r.ref), r.why, r.ref.PMID, r.ref.PMID); err != nil {
			return 0, err
		}
	}
	return len(ranked), nil
}

// searches are the records that PubMed finds for a mention, asked from the
// narrowest question to the widest.
func (s *search) searches(ctx context.Context, m *claim.Mention) ([]cite.PMID, error) {
	var pmids []cite.PMID
	for _, q := range s.queries(m) {
		found, err := s.client.Search(ctx, q.Term(), findAsked)
		if err != nil {
			return nil, err
		}
		for _, pmid := range found.PMIDs {
			if !slices.Contains(pmids, pmid) {
				pmids = append(pmids, pmid)
			}
		}
	}
	return pmids[:min(len(pmids), 3*findAsked)], nil
}

func (s *search) queries(m *claim.Mention) []ncbi.Query {
	words := subjectWords(s.claim.Plain, m.Text)
	journal := cmp.Or(m.JournalTitle, m.Journal)
	var author string
	if len(m.Authors) > 0 {
		author = m.Authors[0]
	}
	var all []ncbi.Query
	if journal != "" && m.Year != 0 {
		all = append(all, ncbi.Query{Journal: journal, From: m.Year, Words: words, Any: true})
	}
	if author != "" && m.Year != 0 {
		all = append(all, ncbi.Query{Author: author, From: m.Year - 1, To: m.Year + 1})
	}
	if journal != "" {
		all = append(all, ncbi.Query{Journal: journal, Words: words[:min(len(words), 2)]})
	}
	if author != "" {
		all = append(all, ncbi.Query{Author: author, Words: words[:min(len(words), 2)], Any: true})
	}
	if m.Year != 0 && len(words) > 0 {
		all = append(all, ncbi.Query{From: m.Year - 1, To: m.Year + 1, Words: words[:min(len(words), 3)]})
	}
	if len(words) > 1 {
		all = append(all, ncbi.Query{Words: words[:min(len(words), 3)]})
	}
	return all
}

// subjectWords are the words of a sentence that tell most of its subject, the
// rarest first, without those of the mention, six at most.
func subjectWords(sentence, mention string) []string {
	type word struct {
		text   string
		weight int
	}
	var words []word
	seen := map[string]bool{}
	for _, stem := range terms.Stems(mention) {
		seen[stem] = true
	}
	for _, w := range strings.FieldsFunc(sentence, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '-' }) {
		stems := terms.Stems(w)
		if len(stems) == 0 || seen[stems[0]] || len(w) < 3 {
			continue
		}
		seen[stems[0]] = true
		words = append(words, word{w, terms.Weight(stems[0])})
	}
	slices.SortStableFunc(words, func(a, b word) int { return b.weight - a.weight })
	texts := make([]string, min(len(words), 6))
	for i := range texts {
		texts[i] = words[i].text
	}
	return texts
}

// asLibrary is a library of records alone, all of them verified.
func asLibrary(records []*cite.Reference) (*cite.Library, error) {
	for _, r := range records {
		r.Verified = cite.Verification{At: source.Date{Year: 2000, Month: 1, Day: 1}, From: cite.FromPubMed}
	}
	b, _, err := cite.Import(source.NewFile("PubMed", nil), records)
	if err != nil {
		return nil, err
	}
	return cite.ParseLibrary(source.NewFile("PubMed", b))
}

// A ranked is a record with why it comes into question.
type ranked struct {
	ref *cite.Reference
	why string
}

// rank orders records as matching does: the one that fits, then the candidates,
// for what the words alone say.
func (s *search) rank(lib *cite.Library) []ranked {
	m := s.claim.Mentions[s.mention]
	m.IDs, m.Keys, m.Bad, m.Refs, m.Resolved, m.Entries, m.Missing = nil, nil, nil, nil, nil, nil, nil
	alone := s.claim.Claim
	alone.Mentions = []claim.Mention{m}
	got := match.NewIndex(lib).Claim(&alone, s.title)[0]
	var all []ranked
	add := func(key, why string) {
		r := lib.Key(key)
		if r != nil && len(all) < findShown && !slices.ContainsFunc(all, func(o ranked) bool { return o.ref == r }) {
			all = append(all, ranked{r, why})
		}
	}
	for _, key := range got.References {
		var why []string
		for _, f := range got.Fields {
			sign := "="
			if !f.OK {
				sign = "≠"
			}
			why = append(why, fmt.Sprintf("%s: %s %s %s", f.Name, f.Stated, sign, f.Found))
		}
		add(key, strings.Join(append([]string{string(got.Verdict)}, why...), "; "))
	}
	for _, c := range got.Candidates {
		add(c.Reference, strings.Join(append(slices.Clone(c.Why), fmt.Sprintf("subject 0.%02d", min(c.Subject, 99))), "; "))
	}
	return all
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
