// Package digest turns one article file into all that stet needs of it, by two
// pure functions: Read, which knows no library, and Match, which does.
//
// Readings and digests are plain data. They hold no date, no other article
// and no template, so that both can be cached under a key of their inputs.
package digest

import (
	"fmt"
	"strings"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/claim"
	"stet/internal/match"
	"stet/internal/source"
)

// Options are the settings that matter to reading.
type Options struct {
	Article article.Options
	Claim   claim.Options
	NoBody  bool // leave out the HTML, for an audit alone
}

// A Reading is an article read: a pure function of the file and Options.
type Reading struct {
	Path     string
	Title    string
	Untitled bool // Title is only the file's name
	Meta     article.Meta
	Headings []article.Heading
	Labels   []article.Label // of figures and tables
	Links    []Link          // to other places of the site, in order of place
	Words    int             // of prose: headings and reference lists do not count
	Claims   []claim.Claim
	Excerpts []audit.Excerpt // of the mentions of Claims, one after another
	Problems []audit.Finding // what reading found wrong, in order of place
	Waivers  []audit.Placed  // in order of place; which of them hold depends on the day
	Body     article.Body    // slots number Claims; empty with NoBody
}

// Issue is the article as it is compared with an earlier one.
func (r *Reading) Issue() *audit.Issue { return &audit.Issue{Meta: r.Meta, Claims: r.Claims} }

// A Link leads from an article to a place on the same site.
type Link struct {
	Target     string // as in article.LocalLink
	Image      bool
	Start, End source.Position
}

// A Digest is a Reading matched against a library.
type Digest struct {
	Reading  Reading
	Claims   []audit.Claim   // Reading.Claims with their matches
	Findings []audit.Finding // the reading's problems and those of the rules, in order of place
}

// Read reads one article. It is pure: the same file and options give the same
// reading, and no library has a part in it.
func Read(f *source.File, opt Options) Reading {
	a := article.Parse(f, opt.Article)
	claims := claim.Find(a, opt.Claim)
	waivers, misplaced := audit.Waivers(f, a.Comments)
	r := Reading{
		Path:     f.Path,
		Title:    a.Title,
		Untitled: a.Untitled,
		Meta:     a.Meta,
		Headings: a.Headings,
		Labels:   a.Labels,
		Links:    links(f, a.Links),
		Words:    words(a.Sentences),
		Claims:   claims,
		Excerpts: excerpts(f, claims),
		Problems: problems(f, a.Problems, misplaced),
		Waivers:  waivers,
	}
	if !opt.NoBody {
		spans := make([]source.Span, len(claims))
		for i := range claims {
			spans[i] = claims[i].Span
		}
		r.Body = a.Body(spans)
	}
	return r
}

// Match matches the claims of r against the library of x and runs the rules.
// It is pure, and leaves r as it is.
func Match(r Reading, x *match.Index) Digest { return matched(r, x, x.Claim) }

// Judge is Match for an audit that shows findings alone: the matches of mentions
// that stand have no reasons (match.Index.Judge). Verdicts, references and
// findings are the same.
func Judge(r Reading, x *match.Index) Digest { return matched(r, x, x.Judge) }

func matched(r Reading, x *match.Index, matches func(*claim.Claim, string) []match.Match) Digest {
	d := Digest{Reading: r}
	if len(r.Claims) > 0 {
		d.Claims = make([]audit.Claim, len(r.Claims))
	}
	for i := range r.Claims {
		ms := matches(&r.Claims[i], r.subject())
		for j := range ms {
			if before, after, ok := strings.Cut(ms[j].Hint, match.Place); ok {
				ms[j].Hint = fmt.Sprintf("%s%s:%d%s", before, r.Path, r.Claims[i].Mentions[j].Start.Line, after)
			}
		}
		d.Claims[i] = audit.NewClaim(r.Claims[i], ms, x.Reference)
	}
	found := audit.Check(audit.Article{Path: r.Path, Title: r.Title, Claims: d.Claims}, r.Excerpts, x.Reference)
	d.Findings = append(found, r.Problems...)
	audit.SortFindings(d.Findings)
	return d
}

// subject is r's title as far as it says what r is about: a file's name does
// not.
func (r *Reading) subject() string {
	if r.Untitled {
		return ""
	}
	return r.Title
}

// words counts the words of the sentences that are prose.
func words(sentences []article.Sentence) int {
	n := 0
	for i := range sentences {
		if s := &sentences[i]; s.Block != article.TitleBlock {
			n += countWords(s.Plain)
		}
	}
	return n
}

// countWords counts the words of plain text, in which white space is single.
func countWords(plain string) int {
	n, inWord := 0, false
	for i := range len(plain) {
		space := plain[i] == ' '
		if !space && !inWord {
			n++
		}
		inWord = !space
	}
	return n
}

func excerpts(f *source.File, claims []claim.Claim) []audit.Excerpt {
	n := 0
	for i := range claims {
		n += len(claims[i].Mentions)
	}
	if n == 0 {
		return nil
	}
	all := make([]audit.Excerpt, 0, n)
	for i := range claims {
		for j := range claims[i].Mentions {
			all = append(all, audit.NewExcerpt(f, claims[i].Mentions[j].Span))
		}
	}
	return all
}

func links(f *source.File, local []article.LocalLink) []Link {
	if len(local) == 0 {
		return nil
	}
	list := make([]Link, len(local))
	for i, l := range local {
		list[i] = Link{l.Target, l.Image, f.Position(l.Span.Start), f.Position(l.Span.End)}
	}
	return list
}

// problems are those of an article, and those of its waivers.
func problems(f *source.File, ps []article.Problem, waivers []audit.Finding) []audit.Finding {
	if len(ps)+len(waivers) == 0 {
		return nil
	}
	findings := make([]audit.Finding, len(ps), len(ps)+len(waivers))
	for i, p := range ps {
		findings[i] = audit.At(f, p.Rule, p.Span)
		findings[i].Message, findings[i].Hint = p.Msg, p.Hint
	}
	findings = append(findings, waivers...)
	audit.SortFindings(findings)
	return findings
}
