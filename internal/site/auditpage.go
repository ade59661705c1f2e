package site

import (
	"cmp"
	"fmt"
	"html/template"
	"iter"
	"maps"
	"slices"
	"strings"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/match"
)

// The audit page shows at most maxFindings findings, and of one rule at most
// maxOfRule, the first in the order of the result, so that it stays readable
// on a site of any size.
const (
	maxFindings = 500
	maxOfRule   = 100
	maxWorst    = 20 // articles
)

func (s *Site) auditPage(found func() *Found) iter.Seq[sheet] {
	return func(yield func(sheet) bool) {
		yield(s.sheet("audit/index.html", "audit.html", func() framed { return s.audit(found()) }))
	}
}

func (s *Site) audit(found *Found) *AuditView {
	w := s.frame.Theme.words
	v := &AuditView{
		Common:   s.frame.common("audit", "audit/", w.of("site.audit")),
		Articles: len(s.entries),
		Tally:    s.tally(),
		Total:    found.total,
		Waived:   found.waived,
	}
	v.Description = w.of("audit.about")
	for _, count := range s.verdicts() {
		l := w.look(count.Verdict)
		v.Verdicts = append(v.Verdicts, VerdictItem{
			Verdict: string(count.Verdict), Class: l.class, Word: l.word, Text: l.plain, Claims: count.Claims,
		})
		if count.Verdict == match.Matched {
			v.Verdicts[len(v.Verdicts)-1].Retracted = v.Tally.Retracted
		}
	}
	v.Sections, v.Worst, v.Trend = s.worstSections(v.Root), s.worst(v.Root), s.trend()
	used := s.usedReferences()
	v.Used, v.Designs, v.Decades, v.Checks = len(used), designBars(used, s.filtered(v.Root)), w.decadeBars(used), w.checkBars(used, s.frame.Today)
	for _, g := range found.inOrder() {
		item := FindingGroup{Rule: g.rule, Title: g.rule, Severity: w.severity(g.severity), Class: severityClass[g.severity], Count: g.count}
		if r, ok := audit.ByID(g.rule); ok {
			item.Title = capital(r.Title)
		}
		for i := range g.first[:min(len(g.first), maxFindings-v.Shown)] {
			item.Findings = append(item.Findings, s.finding(&g.first[i], v.Root))
		}
		item.More = g.count - len(item.Findings)
		v.Shown += len(item.Findings)
		for i := range v.Verdicts {
			if v.Verdicts[i].Verdict == g.rule && len(item.Findings) > 0 {
				v.Verdicts[i].URL = "#rule-" + g.rule
			}
		}
		v.Groups = append(v.Groups, item)
	}
	return v
}

// worst are the articles with the most flagged claims and such on retracted
// papers, then with the most queries.
func (s *Site) worst(root string) []ArticleItem {
	items := slices.DeleteFunc(s.frame.Theme.words.articleItems(s.byDate(), root), func(a ArticleItem) bool { return a.Tally.wrong()+a.Tally.Query == 0 })
	slices.SortStableFunc(items, func(a, b ArticleItem) int {
		return cmp.Or(b.Tally.wrong()-a.Tally.wrong(), b.Tally.Query-a.Tally.Query)
	})
	return items[:min(len(items), maxWorst)]
}

// worstSections are the sections with the most flagged claims, then with the
// most queries; none where there are not several to compare.
func (s *Site) worstSections(root string) []SectionItem {
	topics := s.topics(sectionKind)
	if len(topics) < 2 {
		return nil
	}
	items := make([]SectionItem, len(topics))
	for i, t := range topics {
		items[i] = SectionItem{URL: root + sectionKind.folder + "/" + t.slug + "/", Name: t.name, Articles: len(t.articles), Tally: t.tally()}
	}
	slices.SortStableFunc(items, func(a, b SectionItem) int {
		return cmp.Or(b.Tally.wrong()-a.Tally.wrong(), b.Tally.Query-a.Tally.Query)
	})
	return items[:min(len(items), maxWorst)]
}

// usedReferences are those that at least one claim leans on, in the library's
// order.
func (s *Site) usedReferences() (used []*cite.Reference) {
	if s.frame.Library == nil {
		return nil
	}
	for _, r := range s.frame.Library.References {
		if len(s.backlinks()[r.Key]) > 0 && s.frame.reference(r.Key) == r {
			used = append(used, r)
		}
	}
	return used
}

// Found is what the audit page shows of the findings of a site: how many there
// are, and the first of each rule. Its zero value has none.
type Found struct {
	total, waived int
	groups        map[string]*group // by rule
}

// A group is what one rule found.
type group struct {
	rule     string
	severity audit.Severity // the worst
	count    int
	first    []audit.Finding // at most maxOfRule
}

func foundIn(r audit.Result) *Found {
	f := &Found{}
	f.Add(r.Findings, 1)
	return f
}

// Add counts each of findings so many times. They come in the order of a
// result; only those of rules that have room are to be whole.
func (f *Found) Add(findings []audit.Finding, times int) {
	if f.groups == nil {
		f.groups = map[string]*group{}
	}
	f.total += times * len(findings)
	for i := range findings {
		found := &findings[i]
		if found.Waived != nil {
			f.waived += times
		}
		g := f.groups[found.Rule]
		if g == nil {
			g = &group{rule: found.Rule, severity: found.Severity}
			f.groups[found.Rule] = g
		}
		g.count += times
		if place(severities, found.Severity) < place(severities, g.severity) {
			g.severity = found.Severity
		}
		if len(g.first) < maxOfRule {
			g.first = append(g.first, *found)
		}
	}
}

// HasRoom reports whether the page may show another finding of a rule.
func (f *Found) HasRoom(rule string) bool {
	g := f.groups[rule]
	return g == nil || len(g.first) < maxOfRule
}

// inOrder are the groups, worst first: by severity, then in the order of the
// verdicts, then in that of the rules.
func (f *Found) inOrder() []*group {
	rules := audit.IDs()
	return slices.SortedFunc(maps.Values(f.groups), func(a, b *group) int {
		return cmp.Or(
			cmp.Compare(place(severities, a.severity), place(severities, b.severity)),
			cmp.Compare(place(match.Verdicts, match.Verdict(a.rule)), place(match.Verdicts, match.Verdict(b.rule))),
			cmp.Compare(place(rules, a.rule), place(rules, b.rule)),
			strings.Compare(a.rule, b.rule),
		)
	})
}

// severities are all of them, worst first.
var severities = []audit.Severity{audit.Error, audit.Warning, audit.Note}

// severityClass is the pencil that a severity is written with.
var severityClass = map[audit.Severity]string{audit.Error: "red", audit.Warning: "blue"}

// severity is its name for readers.
func (p *phrases) severity(s audit.Severity) string { return p.of("severity." + string(s)) }

// place is the index of x in list; behind all where it is not there.
func place[T comparable](list []T, x T) int {
	if i := slices.Index(list, x); i >= 0 {
		return i
	}
	return len(list)
}

func (s *Site) finding(f *audit.Finding, root string) FindingItem {
	item := FindingItem{
		Place:   f.Path,
		Message: sentence(f.Message),
		Hint:    sentence(f.Hint),
	}
	if f.Start.Line > 0 {
		item.Place = fmt.Sprintf("%s:%d:%d", f.Path, f.Start.Line, f.Start.Column)
	}
	if i, ok := s.find(f.Path); ok {
		e := s.entries[i]
		item.Title, item.URL = e.Title, root+e.URL
		if f.Claim != "" {
			item.URL += "#" + f.Claim
		}
		item.Excerpt = spoken(f.Excerpt, e.sentence(f.Claim))
	} else {
		item.Excerpt = excerpt(f.Excerpt)
	}
	if f.Waived != nil {
		w := s.frame.Theme.words
		item.Waived = w.of("audit.waived-by", f.Waived.By, w.date(f.Waived.Until), f.Waived.Reason)
	}
	return item
}

// sentence is the claim of that id in words; "" for none.
func (e *Entry) sentence(id string) string {
	for i := range e.Claims {
		if id != "" && e.Claims[i].ID == id {
			return e.Plains()[i]
		}
	}
	return ""
}

// maxExcerpt is how many bytes of a sentence are shown behind the marked words.
const maxExcerpt = 240

// spoken is what readers see of an excerpt of an article, with the words of the
// finding marked: the whole sentence, if it is known, else the line.
func spoken(e audit.Excerpt, sentence string) template.HTML {
	line := []rune(e.Line)
	from := min(e.From, len(line))
	to := min(from+e.Width, len(line))
	words, start, end := article.Plain(e.Line, len(string(line[:from])), len(string(line[:to])))
	mark := strings.TrimSpace(words[start:end])
	if sentence != "" {
		if at := strings.Index(sentence, mark); at >= 0 {
			words, start, end = sentence, at, at+len(mark)
		}
	}
	if mark == "" {
		return excerpt(e)
	}
	var m markup
	m.text(words[:start])
	m.raw(`<mark>`)
	m.text(words[start:end])
	m.raw(`</mark>`)
	m.text(beginning(words[end:], maxExcerpt))
	return m.html()
}

// excerpt is a line of a file with the words of the finding marked.
func excerpt(e audit.Excerpt) template.HTML {
	if e.Line == "" || e.Width == 0 {
		return ""
	}
	line := []rune(e.Line)
	from := min(e.From, len(line))
	to := min(from+e.Width, len(line))
	var m markup
	marked := withoutComments(string(line[from:to]))
	if strings.TrimSpace(marked) == "" {
		return ""
	}
	m.text(withoutComments(string(line[:from])))
	m.raw(`<mark>`)
	m.text(marked)
	m.raw(`</mark>`)
	m.text(withoutComments(string(line[to:])))
	return m.html()
}

// commentEdges are how comments start and end in markdown and in MDX.
var commentEdges = [][2]string{{"<!--", "-->"}, {"{/*", "*/}"}}

// withoutComments is a part of a line without its comments, also those that
// start before it or end behind it: they are not for readers.
func withoutComments(s string) string {
	for _, edge := range commentEdges {
		if end := strings.Index(s, edge[1]); end >= 0 && !strings.Contains(s[:end], edge[0]) {
			s = s[end+len(edge[1]):]
		}
		for {
			before, rest, found := strings.Cut(s, edge[0])
			if !found {
				break
			}
			_, after, _ := strings.Cut(rest, edge[1])
			s = before + after
		}
	}
	return s
}
