package serve

import (
	"bytes"
	"crypto/subtle"
	_ "embed"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/match"
	"stet/internal/project"
	"stet/internal/source"
)

// The script and the styles of the editor's layer.
var (
	//go:embed panel.js
	panelScript []byte
	//go:embed panel.css
	panelStyle []byte
)

// serveOwn answers the editor's layer. What says something of the files asks for
// the token, which only pages of this preview know.
func (p *Preview) serveOwn(w http.ResponseWriter, r *http.Request, name string) {
	switch name {
	case "panel.js":
		serveAsset(w, r, ".js", panelScript)
		return
	case "panel.css":
		serveAsset(w, r, ".css", panelStyle)
		return
	case "events", "page", "site":
	default:
		plain(w, http.StatusNotFound, "there is nothing here")
		return
	}
	query := r.URL.Query()
	if subtle.ConstantTimeCompare([]byte(query.Get("token")), []byte(p.opt.Token)) != 1 {
		plain(w, http.StatusForbidden, "open a page of the preview and ask from there")
		return
	}
	switch name {
	case "events":
		p.serveStream(w, r)
	case "page":
		p.serveData(w, r, p.pageView(r, query.Get("at")))
	case "site":
		p.opened(r.Context())
		p.serveData(w, r, p.siteView(query.Get("at")))
	}
}

func serveAsset(w http.ResponseWriter, r *http.Request, ext string, data []byte) {
	w.Header().Set("Content-Type", contentTypes[ext])
	w.Header().Set("ETag", `"`+shortSum(data)+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

func (p *Preview) serveData(w http.ResponseWriter, r *http.Request, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", contentTypes[".json"])
	w.Header().Set("Cache-Control", "no-store")
	if r.Method != http.MethodHead {
		w.Write(b)
	}
}

// A pageView is what the panel shows of the page in view.
type pageView struct {
	State    int           `json:"state"`
	Page     string        `json:"page"`     // tells pages apart: the page is another one if this is
	Stale    bool          `json:"stale"`    // some file cannot be published as it is: an older state of it is shown
	Path     string        `json:"path"`     // the article's file, "" for another page
	Open     string        `json:"open"`     // opens the file in the editor, "" for no link
	Title    string        `json:"title"`    // of the article
	Withheld string        `json:"withheld"` // why readers do not get to see it, "" if they do
	Trouble  []findingView `json:"trouble"`  // what keeps files from being published, that of this page first
	Findings []findingView `json:"findings"` // of the article, in the order of the text
}

// A siteView is what the panel shows of the whole site. It takes longer, as all
// articles are folded for it.
type siteView struct {
	counts
	Trouble  []findingView `json:"trouble"`  // what keeps the site as a whole from being published
	Findings []findingView `json:"findings"` // of the rules of the site, about the article in view
	Withheld []linkView    `json:"withheld"` // articles that readers do not get to see
}

type linkView struct {
	URL   string `json:"url"`
	Title string `json:"title"`
	Why   string `json:"why"`
}

// A findingView is a finding with what an editor can do about it.
type findingView struct {
	Rule     string     `json:"rule"`
	Severity string     `json:"severity"`
	Path     string     `json:"path"`
	Line     int        `json:"line"` // 0 for the file as a whole
	Column   int        `json:"column"`
	Open     string     `json:"open"`
	Message  string     `json:"message"`
	Hint     string     `json:"hint"`
	Claim    string     `json:"claim"`
	Excerpt  [3]string  `json:"excerpt"` // before, the words, behind
	Fields   []field    `json:"fields"`
	Nearest  []nearView `json:"nearest"`
	Waiver   string     `json:"waiver"` // a comment to put before the paragraph; "" where none would do
	Waived   string     `json:"waived"`
}

type field struct {
	Name   string `json:"name"`
	Stated string `json:"stated"`
	Found  string `json:"found"`
	OK     bool   `json:"ok"`
}

// A nearView is a reference that may have been meant.
type nearView struct {
	Name     string `json:"name"` // "Fiorentini D, 2021"
	Journal  string `json:"journal"`
	Title    string `json:"title"`
	Why      string `json:"why"`
	Citation string `json:"citation"` // "[@pmid:33808247]"
}

// pageView is what there is to say of the page at an address.
func (p *Preview) pageView(r *http.Request, address string) pageView {
	v := pageView{Findings: []findingView{}}
	path, ok := pagePath(address)
	if !ok {
		path = "404.html"
	}
	found, err := p.page(r.Context(), path)
	if errors.Is(err, errReading) {
		p.opened(r.Context())
		found, err = p.page(r.Context(), path)
	}
	if errors.Is(err, errNotFound) {
		found, err = p.page(r.Context(), "404.html")
	}
	s := found.from
	v.State, v.Page = s.number, shortSum(found.page.Data)
	trouble := s.trouble()
	if err != nil {
		trouble = append(findings(err), trouble...)
	}
	if it := found.item; it != nil {
		v.Path, v.Title, v.Withheld, v.Open = it.path, it.title, it.withheld(s.edition), p.open(s, it.path, source.Position{})
		v.Findings = p.views(s, s.own(it))
		trouble = first(trouble, it.path)
	}
	v.Stale, v.Trouble = len(trouble) > 0, p.views(s, trouble[:min(len(trouble), maxTrouble)])
	return v
}

// maxTrouble is how many errors the panel shows.
const maxTrouble = 50

// first puts the findings about a file before the others.
func first(findings []audit.Finding, path string) []audit.Finding {
	var own, others []audit.Finding
	for _, f := range findings {
		if f.Path == path {
			own = append(own, f)
		} else {
			others = append(others, f)
		}
	}
	return append(own, others...)
}

// unusedWaiver is the rule about waivers that cover nothing. Whether one does
// can be said when the rules of the site have spoken.
const unusedWaiver = "unused-waiver"

// own are the findings of an article itself, but for those that keep it from
// being published.
func (s *state) own(it *item) []audit.Finding {
	d := s.digest(it)
	var list []audit.Finding
	for _, f := range s.project.Judge(d.Findings, d.Reading.Waivers, s.today) {
		if rule, _ := audit.ByID(f.Rule); !rule.Blocking && f.Rule != unusedWaiver {
			list = append(list, f)
		}
	}
	audit.SortFindings(list)
	return list
}

// siteView is what there is to say of the site and of the article at an
// address.
func (p *Preview) siteView(address string) siteView {
	s := p.now.Load()
	trouble := project.Stoppers(s.whole().Findings(), false)
	v := siteView{counts: s.counts(), Trouble: p.views(s, trouble[:min(len(trouble), maxTrouble)]), Findings: []findingView{}, Withheld: []linkView{}}
	for _, it := range s.items {
		if why := it.withheld(s.edition); why != "" && len(v.Withheld) < maxTrouble {
			v.Withheld = append(v.Withheld, linkView{URL: "/" + it.address, Title: it.title, Why: why})
		}
	}
	path, _ := pagePath(address)
	if it := s.articleAt(path); it != nil {
		v.Findings = p.views(s, s.about(it))
	}
	return v
}

// about are the findings of the site's rules about an article, and what is to
// be said of its waivers.
func (s *state) about(it *item) (list []audit.Finding) {
	d := s.digest(it)
	var ofSite []audit.Finding
	for _, f := range s.whole().Findings() {
		if f.Path == it.path {
			ofSite = append(ofSite, f)
		}
	}
	all := append(slices.Clone(d.Findings), ofSite...)
	for _, f := range s.project.Judge(all, d.Reading.Waivers, s.today) {
		if f.Rule == unusedWaiver || slices.ContainsFunc(ofSite, func(g audit.Finding) bool { return f.Compare(g) == 0 }) {
			list = append(list, f)
		}
	}
	return list
}

// views are findings as the panel shows them.
func (p *Preview) views(s *state, found []audit.Finding) []findingView {
	list := make([]findingView, len(found))
	for i := range found {
		list[i] = p.view(s, &found[i])
	}
	return list
}

func (p *Preview) view(s *state, f *audit.Finding) findingView {
	v := findingView{
		Rule: f.Rule, Severity: string(f.Severity), Path: f.Path, Line: f.Start.Line, Column: f.Start.Column, Open: p.open(s, f.Path, f.Start),
		Message: f.Message, Hint: f.Hint, Claim: f.Claim, Excerpt: marked(f.Excerpt), Fields: []field{}, Nearest: []nearView{},
	}
	for _, c := range f.Fields {
		v.Fields = append(v.Fields, field{c.Name, c.Stated, c.Found, c.OK})
	}
	if f.Waived != nil {
		v.Waived = "waived by " + f.Waived.By + " until " + f.Waived.Until.String() + ": " + f.Waived.Reason
	} else if rule, known := audit.ByID(f.Rule); known && !rule.Blocking && f.Start.Line > 0 {
		v.Waiver = s.waiver(f)
	}
	if isVerdict(f.Rule) && f.Reference != "" && !hasCandidate(f) {
		v.Nearest = s.near(v.Nearest, f.Reference, nil)
	}
	for _, c := range f.Candidates {
		v.Nearest = s.near(v.Nearest, c.Reference, c.Why)
	}
	return v
}

// isVerdict reports whether a rule is that of a verdict.
func isVerdict(rule string) bool {
	for _, v := range match.Verdicts {
		if string(v) == rule {
			return true
		}
	}
	return false
}

// hasCandidate reports whether the reference that f speaks of is among the
// candidates.
func hasCandidate(f *audit.Finding) bool {
	for _, c := range f.Candidates {
		if c.Reference == f.Reference {
			return true
		}
	}
	return false
}

// near adds a reference of the library to list.
func (s *state) near(list []nearView, key string, why []string) []nearView {
	if s.project.Library == nil {
		return list
	}
	r := s.project.Library.Key(key)
	if r == nil {
		return list
	}
	name := r.Key
	if len(r.Authors) > 0 {
		name = r.Authors[0]
	}
	if r.Year != 0 {
		name += ", " + strconv.Itoa(r.Year)
	}
	return append(list, nearView{Name: name, Journal: r.Journal.Title, Title: r.Title, Why: strings.Join(why, ", "), Citation: Citation(r)})
}

// Citation is how an author names r outright: by its PMID, else by another id,
// else by its key.
func Citation(r *cite.Reference) string {
	switch {
	case r.PMID != "":
		return "[@pmid:" + string(r.PMID) + "]"
	case r.PMCID != "":
		return "[@" + string(r.PMCID) + "]"
	case r.DOI != "":
		return "[@doi:" + string(r.DOI) + "]"
	}
	return "[@" + r.Key + "]"
}

// waiver is the comment that lets f stand, for a year, with what its author has
// to fill in.
func (s *state) waiver(f *audit.Finding) string {
	until := s.today
	until.Year++
	if until.Month == 2 && until.Day == 29 {
		until.Day = 28
	}
	open, end := "<!--", "-->"
	if strings.EqualFold(filepath.Ext(f.Path), ".mdx") {
		open, end = "{/*", "*/}"
	}
	only := ""
	if f.Claim != "" {
		only = " claim=" + f.Claim
	}
	return open + " stet " + f.Rule + `: "why it stands" by=INITIALS until=` + until.String() + only + " " + end
}

// marked are the parts of an excerpt.
func marked(e audit.Excerpt) [3]string {
	line := []rune(e.Line)
	from := min(e.From, len(line))
	to := min(from+e.Width, len(line))
	return [3]string{string(line[:from]), string(line[from:to]), string(line[to:])}
}

// open is an address that opens a file in the editor, at a place.
func (p *Preview) open(s *state, path string, at source.Position) string {
	link := p.editor(s)
	abs, err := filepath.Abs(filepath.FromSlash(path))
	if link == "" || path == "" || err != nil {
		return ""
	}
	plain := url.URL{Path: strings.TrimPrefix(filepath.ToSlash(abs), "/")}
	file := plain.EscapedPath()
	if strings.Contains(link, "?") { // a part of a query has fewer characters of its own
		file = url.QueryEscape("/" + plain.Path)
		link = strings.Replace(link, "file://{file}", url.QueryEscape("file://")+"{file}", 1)
	} else if !strings.Contains(link, "/{file}") {
		file = "/" + file
	}
	return strings.NewReplacer("{file}", file, "{line}", strconv.Itoa(max(at.Line, 1)), "{column}", strconv.Itoa(max(at.Column, 1))).Replace(link)
}
