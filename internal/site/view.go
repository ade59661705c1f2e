package site

import "html/template"

// The view types are what templates get: plain values with every decision
// taken. "main" of article.html is executed with an ArticleView, and so on.
// A field that a template names and a view does not have keeps the theme from
// loading.

// A FrameView is what "links", "header" and "footer" of frame.html get: what
// pages of one kind and depth have in common.
type FrameView struct {
	Site     Settings
	Standing Standing // addresses below the root; "" for pages that are not there
	Lang     string
	Root     string // from the page to the site's root: "./", "../", "../../"
	Kind     string // "home", "article", "topics", "topic", "references", "reference", "audit", "method", "search", "missing" or "redirect"
}

// A Common is what every page has.
type Common struct {
	FrameView
	Links       template.HTML // "links", "header" and "footer" of frame.html
	Header      template.HTML
	Footer      template.HTML
	Data        template.HTML // what the page says to search engines, as JSON-LD; "" for nothing
	Title       string        // of this page alone; "" for the home page
	Description string
	Canonical   string // the page's full address; "" without a base URL
	Published   string // date of an article, "2026-11-20"; "" for none
	Modified    string // of an article
	IsDraft     bool   // a draft that reviewers or its authors look at, which search engines are to leave

	holes filling
}

// A framed is a view: all embed Common.
type framed interface{ common() *Common }

func (c *Common) common() *Common { return c }

// A DateView is a date for machines and for people.
type DateView struct {
	ISO  string // "2026-11-20"; "" for no date
	Text string // "20 November 2026"
}

// A Tally counts claims by how they look.
type Tally struct {
	Claims    int
	Stands    int
	Retracted int // that would stand, on a paper that was retracted
	Flagged   int
	Query     int
	Vague     int // named by too little to be identified

	Percent int      // of claims that are matched, rounded down
	Strip   []string // one class a claim, in the order of the text, at most 60: "stands", "flagged", "query", "vague"
	More    int      // claims beyond Strip
}

// A LinkView is a link with its words.
type LinkView struct{ URL, Text string }

// An ArticleView is the page of an article.
type ArticleView struct {
	Common
	Section     LinkView      // zero for none
	Authors     string        // "A, B and C"
	By          template.HTML // "By A, B and C", with links to the pages of those who have one
	Date        DateView
	Updated     DateView      // zero if never
	Minutes     int           // to read
	Review      template.HTML // "Not yet medically reviewed", or who did and when
	IsReviewed  bool
	Due         DateView // of the next review; zero for none
	Overdue     bool
	Tags        []LinkView
	Tally       Tally
	Alerts      []Alert
	Contents    template.HTML // a list item a heading; empty for a short article
	Body        template.HTML // with marks and notes in their places
	Designs     []Bar         // the references that it leans on, by study design
	ListTitle   string        // of References: another one where the article has a list of its own
	References  template.HTML // a list item each, in Vancouver style with ids and tags
	Corrections []CorrectionView

	Related    template.HTML // the place of "related", which is filled when all articles have been read
	IsStanding bool          // a page such as the disclaimer, which is no review

	address string // of the page, below the site's root
	beside  []Page // the pictures published with it
}

// A RelatedView is what "related" gets: articles that lean on the same
// references, or have tags in common.
type RelatedView struct{ Articles []RelatedItem }

// A RelatedItem is such an article.
type RelatedItem struct {
	URL    string // from the article's page
	Title  string
	Shared int // references in common
}

// An Alert is grave news about a reference that the article leans on.
type Alert struct {
	Class string // "red" or "blue"
	Text  string
	Name  string // of the reference, "Fiorentini 2021"
	URL   string // of its page
}

// A ReferenceItem is an entry of a reference list.
type ReferenceItem struct {
	Number int
	ID     string        // its anchor
	HTML   template.HTML // Vancouver style, with ids and tags
	Claims int           // how many claims of the site lean on it
}

// A CorrectionView is a change made after publication.
type CorrectionView struct {
	Date DateView
	What string
	Was  string // the words that were wrong; "" where they are not told
	Now  string // those in their place
}

// A HomeView is the home page, or a further page of its list.
type HomeView struct {
	Common
	Sections []LinkView // with the most articles, on the first page
	Tags     LinkView   // to all tags; zero for none
	Articles []ArticleItem
	Total    int // articles of the site
	Tally    Tally
	Pager    Pager
}

// An ArticleItem is an article in a list.
type ArticleItem struct {
	URL         string // from this page
	Title       string
	Description string
	Section     string
	Date        DateView
	Tally       Tally
}

// A Pager leads through the pages of a long list. URLs are from this page,
// and "" where there is none.
type Pager struct {
	Page  int // 1-based
	Pages int
	Prev  string
	Next  string
}

// A TopicsView lists all tags, or all sections.
type TopicsView struct {
	Common
	Topics []TopicItem
}

// A TopicItem is a tag or section in a list.
type TopicItem struct {
	URL      string // from this page
	Name     string
	Says     string // the description of a tag, or who a person is, in the editors' words
	Articles int
}

// A TopicView is the page of a tag or section, or a further page of its list.
type TopicView struct {
	Common
	Kind string   // "tag", "section" or "person"
	Lede string   // what the editors say of it, on the first page
	Also []string // other names of it
	MeSH LinkView // to the subject heading of the same thing; zero for none
	Web  LinkView // to a person's own page; zero for none

	Credentials string // of a person

	Feed     string   // of the tag, on the first page; "" for none
	All      LinkView // of the kind
	Articles []ArticleItem
	Total    int // articles of the topic
	Tally    Tally
	Pager    Pager
}

// A ReferencesView is the list of all references.
type ReferencesView struct {
	Common
	References []ReferenceItem
	First      int // number of the first on this page
	Total      int
	Verified   int
	Unverified int        // never verified, or edited since
	Used       int        // by at least one claim
	Downloads  []LinkView // the references as files for other programs, on the first page
	Letters    []LinkView // to the first reference of each letter, on the first page of a long list
	CanFilter  bool       // by a script, which shows the form; on the first page
	Pager      Pager
}

// A ReferenceView is the page of one reference.
type ReferenceView struct {
	Common
	Key        string
	Name       string // "Fiorentini 2021"
	Citation   template.HTML
	IDs        template.HTML
	Tags       template.HTML
	Checked    string // "checked against a PubMed export on 20 November 2026"
	IsVerified bool
	Notices    []NoticeView
	Authors    []string
	Journal    string
	Years      string // "2021", "2017 (online), 2018"
	Types      []string
	MeSH       []string
	Numbers    []string   // that the abstract states, as the library has them
	Meta       []MetaView // for search engines of papers
	Backlinks  []Backlink
	Claims     int // that lean on it
	More       int // of them beyond Backlinks
}

// A MetaView is a <meta> of a page.
type MetaView struct{ Name, Content string }

// A NoticeView is a notice about a reference.
type NoticeView struct {
	Class string // "red" or "blue"
	Text  string
	URL   string // of the notice; "" for none
	ID    string
}

// A Backlink is an article with its claims that lean on a reference.
type Backlink struct {
	URL    string
	Title  string
	Claims []ClaimItem
}

// A ClaimItem is a claim in a list.
type ClaimItem struct {
	URL   string // of the claim in its article
	Text  string
	Class string // "stands", "flagged", "query" or "vague"
	Word  string // the verdict in words
}

// An AuditView is the audit page.
type AuditView struct {
	Common
	Articles int
	Tally    Tally
	Verdicts []VerdictItem // worst first, those that occur
	Sections []SectionItem // worst first, where there are several; at most 20
	Trend    TrendView     // of the recorded days; without Days for none
	Worst    []ArticleItem // with claims that do not stand, most of them first, at most 20
	Used     int           // references that at least one claim leans on; Designs, Decades and Checks count those
	Designs  []Bar         // by study design
	Decades  []Bar         // by year of issue
	Checks   []Bar         // by when they were last compared with PubMed
	Groups   []FindingGroup
	Shown    int // findings listed
	Total    int // findings in all
	Waived   int
}

// A SectionItem counts the claims of a section.
type SectionItem struct {
	URL      string
	Name     string
	Articles int
	Tally    Tally
}

// A TrendView says what audits counted on the days that were recorded.
type TrendView struct {
	Width, Height int         // of the field that the lines lie in
	Most          int         // claims at its top
	Lines         []TrendLine // by class, of those that there are, where there are two days at least
	From, To      DateView    // the days at its edges
	Days          []TrendDay  // the last of them, oldest first; at most 12
	Vague         bool        // some of Days have such claims
	Retracted     bool
}

// A TrendLine is how many claims were of a class.
type TrendLine struct {
	Class  string // "stands", "flagged", "query", "vague" or "retracted"
	Points string // of a polyline
	Text   string // of its last day: "118 stand"
	At     int    // where that is written beside its end, in hundredths of the height from the top
}

// A TrendDay is what an audit counted.
type TrendDay struct {
	Date     DateView
	Tally    Tally // without Strip
	Errors   int
	Warnings int
}

// A Bar is a row of a chart.
type Bar struct {
	Name    string
	URL     string // of what is counted; "" for none
	Count   int
	Percent int // of the longest bar, 0 to 100
	Before  int // of the bars before it, in hundredths of all
	Share   int // of the bar itself, in hundredths of all
}

// A VerdictItem counts the claims of one verdict.
type VerdictItem struct {
	Verdict string // as reports write it: "year-mismatch"
	Class   string
	Word    string // "the year does not fit"
	Text    string // a sentence
	Claims  int
	URL     string // of its findings on the page; "" where none are listed

	Retracted int // of the claims, those on a paper that was retracted
}

// A FindingGroup is what one rule found.
type FindingGroup struct {
	Rule     string
	Title    string
	Severity string
	Class    string // "red" for errors, "blue" for warnings, "" for notes
	Count    int
	Findings []FindingItem // the first of them
	More     int           // findings beyond
}

// A FindingItem is one finding.
type FindingItem struct {
	Place   string // "content/x.md:31:1"
	Message string
	Hint    string
	URL     string        // of the claim or article; "" for none
	Title   string        // of the article
	Excerpt template.HTML // the words, marked in their line
	Waived  string        // the waiver's reason; "" for a finding that counts
}

// A MethodView is the page that says how sentences are checked.
type MethodView struct {
	Common
	Verdicts []RuleItem // worst first
	Rules    []RuleItem // those that are no verdicts
}

// A RuleItem is a verdict or a rule, explained.
type RuleItem struct {
	ID         string // as reports write it: "year-mismatch"
	Title      string
	Severity   string // "" for the verdict that is no finding
	Class      string // of a verdict "stands", "flagged", "query" or "vague"; of a rule "red", "blue" or ""
	Paragraphs []string
}

// A SearchView is the page of the search, which a script fills.
type SearchView struct {
	Common
	Unused int // references that no article uses, where they are too many to be found
}

// A RedirectView is a page that leads to another.
type RedirectView struct {
	Common
	Target string // from this page
}

// A MissingView is the page for addresses that lead nowhere. It is served at
// any depth, so its Root is the path of the base URL.
type MissingView struct {
	Common
}
