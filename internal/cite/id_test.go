package cite_test

import (
	"strings"
	"testing"

	"stet/internal/cite"
)

func msg(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestParseID(t *testing.T) {
	for _, tc := range []struct{ in, want, err string }{
		{in: "pmid:29480918", want: "pmid:29480918"},
		{in: "PMID: 29480918", want: "pmid:29480918"},
		{in: "pubmed:1", want: "pmid:1"},
		{in: "PMC8065437", want: "pmcid:PMC8065437"},
		{in: "pmc8065437", want: "pmcid:PMC8065437"},
		{in: "PMC8065437.2", want: "pmcid:PMC8065437"},
		{in: "pmcid:PMC8065437", want: "pmcid:PMC8065437"},
		{in: "PMCID: PMC8065437", want: "pmcid:PMC8065437"},
		{in: "doi:10.3390/nu13041136", want: "doi:10.3390/nu13041136"},
		{in: "DOI: 10.3390/NU13041136", want: "doi:10.3390/nu13041136"},
		{in: "10.3390/nu13041136.", want: "doi:10.3390/nu13041136"},
		{in: "10.1016/S0140-6736(97)11096-0", want: "doi:10.1016/s0140-6736(97)11096-0"},
		{in: "10.1016/s0140-6736(97)11096-0)", want: "doi:10.1016/s0140-6736(97)11096-0"},
		{in: "10.1002/(SICI)1097-0258(19970228)16:4<345::AID-SIM1>3.0.CO;2-J", want: "doi:10.1002/(sici)1097-0258(19970228)16:4<345::aid-sim1>3.0.co;2-j"},
		{in: "https://doi.org/10.1007%2Fs00394-023-03123-x", want: "doi:10.1007/s00394-023-03123-x"},
		{in: "doi:https://doi.org/10.1007/s00394-023-03123-x", want: "doi:10.1007/s00394-023-03123-x"},
		{in: "dx.doi.org/10.1007/s00394-023-03123-x", want: "doi:10.1007/s00394-023-03123-x"},
		{in: "https://pubmed.ncbi.nlm.nih.gov/29480918/", want: "pmid:29480918"},
		{in: "10.31234/osf.io/abcde", want: "doi:10.31234/osf.io/abcde"},

		{in: "pmid:99999999999", err: `PMID "99999999999" has 11 digits; PMIDs have at most eight`},
		{in: "pmid:123456789", err: `PMID "123456789" has 9 digits; PMIDs have at most eight`},
		{in: "pmid: 12 34", err: `PMID "12 34" is not a number of one to eight digits`},
		{in: "PMID:012", err: `PMID "012" starts with a zero; PMIDs do not`},
		{in: "pmid:0", err: `PMID "0" starts with a zero; PMIDs do not`},
		{in: "pmid:１２３", err: `PMID "１２３" is not a number of one to eight digits`},
		{in: "pmid:", err: "PMID is empty: write its digits, as in 33808247"},
		{in: "pmid:PMC123", err: `PMID "PMC123" is a PMCID: write PMC123 as one`},
		{in: "pmid:10.3390/nu13041136", err: `PMID "10.3390/nu13041136" is a DOI: write doi:10.3390/nu13041136`},
		{in: "pmcid:8065437", err: `PMCID "8065437" has no prefix: write PMC8065437 if it is a PMCID and pmid:8065437 if it is a PMID`},
		{in: "PMC0123", err: `PMCID "PMC0123" has a zero after PMC; PMCIDs do not`},
		{in: "PMC123x", err: `PMCID "PMC123x" is not PMC and a number, as in PMC8065437`},
		{in: "PMC123456789", err: `PMCID "PMC123456789" has 9 digits; PMCIDs have at most eight`},
		{in: "29480918", err: `id "29480918" may be a PMID or a PMCID: write pmid:29480918 or PMC29480918`},
		{in: "doi:", err: "DOI is empty: write it as in 10.3390/nu13041136"},
		{in: "doi:nu13041136", err: `DOI "nu13041136" does not start with 10. and a registrant's number, as in 10.3390/nu13041136`},
		{in: "10.3390", err: `DOI "10.3390" is cut short: it ends before its second part`},
		{in: "10.1/x", err: `DOI "10.1/x" does not start with 10. and a registrant's number, as in 10.3390/nu13041136`},
		{in: "doi:10.1016/S0140-6736(", err: `DOI "10.1016/S0140-6736(" is cut short: give all of it`},
		{in: "doi:10.1016/j", err: `DOI "10.1016/j" is cut short: give all of it`},
		{in: "doi:10.3390/nu13...", err: `DOI "10.3390/nu13..." is cut short: give all of it`},
		{in: "doi:10.3390/nu 13041136", err: `DOI "10.3390/nu 13041136" holds a character that DOIs do not have`},
		{in: "https://example.org/shop", err: `address "https://example.org/shop" does not lead to a paper`},
		{in: "fiorentini2021", err: `id "fiorentini2021" is none: write pmid:29480918, PMC8065437 or doi:10.3390/nu13041136`},
	} {
		got, err := cite.ParseID(tc.in)
		if got.String() != tc.want || msg(err) != tc.err {
			t.Errorf("ParseID(%q) = %q, %v; want %q, %q", tc.in, got, err, tc.want, tc.err)
		}
		if want := tc.in != "fiorentini2021"; cite.IsID(tc.in) != want {
			t.Errorf("IsID(%q) = %v", tc.in, !want)
		}
	}
	for _, key := range []string{"", "zuardi1993", "pmc2019review", "10k-steps", "doi", "pmids:1", "who.int/x", "a:b"} {
		if cite.IsID(key) {
			t.Errorf("IsID(%q) = true", key)
		}
	}
}

func TestParseLink(t *testing.T) {
	const none = ""
	for _, tc := range []struct{ in, want string }{
		// PubMed
		{"https://pubmed.ncbi.nlm.nih.gov/33808247/", "pmid:33808247"},
		{"http://PubMed.ncbi.nlm.nih.gov/33808247?from_single_result=x#affiliation-1", "pmid:33808247"},
		{"https://www.ncbi.nlm.nih.gov/pubmed/33808247).", "pmid:33808247"},
		{"https://www.ncbi.nlm.nih.gov/m/pubmed/33808247/", "pmid:33808247"},
		{"https://m.ncbi.nlm.nih.gov/pubmed/33808247/", "pmid:33808247"},
		{"http://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&db=PubMed&list_uids=33808247&dopt=Abstract", "pmid:33808247"},
		{"https://pubmed.ncbi.nlm.nih.gov/?term=33808247", "pmid:33808247"},
		{"https://pubmed.ncbi.nlm.nih.gov/?term=33808247%5Buid%5D", "pmid:33808247"},
		{"https://pubmed.ncbi.nlm.nih.gov/?term=zinc+2018", none},
		{"https://www.ncbi.nlm.nih.gov/pubmed/?term=zinc", none},
		{"https://pubmed.ncbi.nlm.nih.gov/advanced/", none},
		{"https://pubmed.ncbi.nlm.nih.gov/", none},
		{"pubmed.ncbi.nlm.nih.gov/33808247", "pmid:33808247"},
		{"https://pubmed.ncbi.nlm.nih.gov/338082471/", `!PMID "338082471" has 9 digits; PMIDs have at most eight`},
		{"https://pubmed.ncbi.nlm.nih.gov/PMC8065437/", `!PMID "PMC8065437" is a PMCID: write PMC8065437 as one`},
		// PMC
		{"https://pmc.ncbi.nlm.nih.gov/articles/PMC8065437/", "pmcid:PMC8065437"},
		{"https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8065437.2/#sec1", "pmcid:PMC8065437"},
		{"https://www.ncbi.nlm.nih.gov/labs/pmc/articles/pmc8065437/pdf/nutrients-13.pdf", "pmcid:PMC8065437"},
		{"https://www.ncbi.nlm.nih.gov/pmc/articles/pmid/33808247/", "pmid:33808247"},
		{"http://www.pubmedcentral.nih.gov/articlerender.fcgi?artid=8065437", "pmcid:PMC8065437"},
		{"https://pmc.ncbi.nlm.nih.gov/articles/8065437/", `!PMCID "8065437" has no prefix: write PMC8065437 if it is a PMCID and pmid:8065437 if it is a PMID`},
		{"https://pmc.ncbi.nlm.nih.gov/search/?term=zinc", none},
		{"https://www.ncbi.nlm.nih.gov/books/NBK500006/", "url:https://www.ncbi.nlm.nih.gov/books/NBK500006/"},
		{"https://www.ncbi.nlm.nih.gov/gene/7157", none},
		// Europe PMC
		{"https://europepmc.org/article/MED/33808247", "pmid:33808247"},
		{"http://europepmc.org/abstract/med/33808247", "pmid:33808247"},
		{"https://europepmc.org/article/PMC/PMC8065437", "pmcid:PMC8065437"},
		{"https://europepmc.org/articles/PMC8065437", "pmcid:PMC8065437"},
		{"https://europepmc.org/article/PPR/PPR123456", "url:https://europepmc.org/article/PPR/PPR123456"},
		{"https://europepmc.org/search?query=zinc", none},
		// resolvers
		{"https://doi.org/10.3390/NU13041136", "doi:10.3390/nu13041136"},
		{"http://dx.doi.org/10.1016/S0140-6736(97)11096-0", "doi:10.1016/s0140-6736(97)11096-0"},
		{"https://www.doi.org/10.1016/s0140-6736%2897%2911096-0.", "doi:10.1016/s0140-6736(97)11096-0"},
		{"https://doi.org/doi:10.3390/nu13041136?utm_source=x", "doi:10.3390/nu13041136"},
		{"https://doi.org/https://doi.org/10.3390/nu13041136", "doi:10.3390/nu13041136"},
		{"https://doi.org/10.1371/journal.pone.0245513/", "doi:10.1371/journal.pone.0245513"},
		{"https://doi.org/10.1101/2020.04.01.20012345v2", "doi:10.1101/2020.04.01.20012345"},
		{"https://doi.org/10/gk2f", "url:https://doi.org/10/gk2f"},
		{"https://doi.org/", none},
		{"https://doi.org/10.3390", `!DOI "10.3390" is cut short: it ends before its second part`},
		{"https://doi.org/10.1016/S0140-6736(97", `!DOI "10.1016/S0140-6736(97" is cut short: give all of it`},
		// a DOI in a publisher's address
		{"https://www.frontiersin.org/articles/10.3389/fnut.2020.00001/full", "doi:10.3389/fnut.2020.00001"},
		{"https://www.frontiersin.org/journals/nutrition/articles/10.3389/fnut.2020.00001/pdf", "doi:10.3389/fnut.2020.00001"},
		{"https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0245513", "doi:10.1371/journal.pone.0245513"},
		{"https://journals.plos.org/plosone/article/file?id=10.1371/journal.pone.0245513&type=printable", "doi:10.1371/journal.pone.0245513"},
		{"https://onlinelibrary.wiley.com/doi/abs/10.1111/acel.12617", "doi:10.1111/acel.12617"},
		{"https://onlinelibrary.wiley.com/doi/10.1111/acel.12617/epdf", "doi:10.1111/acel.12617"},
		{"https://link.springer.com/article/10.1007%2Fs00394-023-03123-x", "doi:10.1007/s00394-023-03123-x"},
		{"https://link.springer.com/content/pdf/10.1007/s00394-023-03123-x.pdf", "doi:10.1007/s00394-023-03123-x"},
		{"https://www.cochranelibrary.com/cdsr/doi/10.1002/14651858.CD001423.pub3/full", "doi:10.1002/14651858.cd001423.pub3"},
		{"https://www.nejm.org/doi/full/10.1056/NEJMoa1200303", "doi:10.1056/nejmoa1200303"},
		{"https://academic.oup.com/jcem/advance-article-abstract/doi/10.1210/clinem/dgac661/6888005", "doi:10.1210/clinem/dgac661"},
		{"https://www.biorxiv.org/content/10.1101/779157v1.full.pdf", "doi:10.1101/779157"},
		{"https://www.ahajournals.org/doi/suppl/10.1161/CIRCOUTCOMES.119.005554/suppl_file/x.pdf", "doi:10.1161/circoutcomes.119.005554"},
		{"https://sci-hub.se/10.1016/j.cmet.2018.05.011", "doi:10.1016/j.cmet.2018.05.011"},
		{"https://web.archive.org/web/2020/https://doi.org/10.3390/nu13041136", "doi:10.3390/nu13041136"},
		{"https://www.nature.com/articles/s41598-019-53242-x", "doi:10.1038/s41598-019-53242-x"},
		{"https://www.nature.com/articles/s41598-019-53242-x.pdf?proof=t", "doi:10.1038/s41598-019-53242-x"},
		{"https://www.nature.com/articles/ijo2008123", "url:https://www.nature.com/articles/ijo2008123"},
		// a paper's page without an id
		{"https://www.sciencedirect.com/science/article/abs/pii/S0160289618302150?via%3Dihub", "url:https://www.sciencedirect.com/science/article/abs/pii/S0160289618302150?via%3Dihub"},
		{"https://www.thelancet.com/journals/lancet/article/PIIS0140-6736(18)31924-X/fulltext", "url:https://www.thelancet.com/journals/lancet/article/PIIS0140-6736(18)31924-X/fulltext"},
		{"https://ajcn.nutrition.org/article/S0002-9165(22)00123-4/pdf", "url:https://ajcn.nutrition.org/article/S0002-9165(22)00123-4/pdf"},
		{"https://www.mdpi.com/1424-8247/17/11/1438?utm_source=x&fbclid=y#abstract", "url:https://www.mdpi.com/1424-8247/17/11/1438"},
		{"https://gut.bmj.com/content/68/8/1430.abstract", "url:https://gut.bmj.com/content/68/8/1430.abstract"},
		{"https://www.bmj.com/content/358/bmj.j4171", "url:https://www.bmj.com/content/358/bmj.j4171"},
		{"https://academic.oup.com/jn/article/136/1/200S/4663813", "url:https://academic.oup.com/jn/article/136/1/200S/4663813"},
		{"https://jamanetwork.com/journals/jama/fullarticle/2701666", "url:https://jamanetwork.com/journals/jama/fullarticle/2701666"},
		{"https://www.hindawi.com/journals/ecam/2014/123456/", "url:https://www.hindawi.com/journals/ecam/2014/123456/"},
		{"https://www.karger.com/Article/Fulltext/501215", "url:https://www.karger.com/Article/Fulltext/501215"},
		{"http://www.scielo.br/scielo.php?script=sci_arttext&pid=S0101-60832008000100001", "url:http://www.scielo.br/scielo.php?script=sci_arttext&pid=S0101-60832008000100001"},
		{"https://www.researchgate.net/publication/332646720_A_title", "url:https://www.researchgate.net/publication/332646720_A_title"},
		{"https://www.semanticscholar.org/paper/A-title/0123abcd", "url:https://www.semanticscholar.org/paper/A-title/0123abcd"},
		{"https://journals.lww.com/nsca-jscr/abstract/2018/05000/a_title.12.aspx", "url:https://journals.lww.com/nsca-jscr/abstract/2018/05000/a_title.12.aspx"},
		{"https://archinte.jamanetwork.com/article.aspx?articleid=1234567", "url:https://archinte.jamanetwork.com/article.aspx?articleid=1234567"},
		{"http://www.ijp-online.com/article.asp?issn=0253-7613;year=2012;volume=44;issue=3;spage=1", "url:http://www.ijp-online.com/article.asp?issn=0253-7613;year=2012;volume=44;issue=3;spage=1"},
		{"http://jn.nutrition.org/cgi/content/full/130/12/2911", "url:http://jn.nutrition.org/cgi/content/full/130/12/2911"},
		{"https://www.nature.com/ijo/journal/v32/n3/full/0803715a.html", "url:https://www.nature.com/ijo/journal/v32/n3/full/0803715a.html"},
		{"https://www.wjgnet.com/1007-9327/full/v23/i1/60.htm", "url:https://www.wjgnet.com/1007-9327/full/v23/i1/60.htm"},
		{"http://journals.plos.org/plosmedicine/article/info%3Adoi%2F10.1371%2Fjournal.pmed.1000100", "doi:10.1371/journal.pmed.1000100"},
		{"https://psycnet.apa.org/doiLanding?doi=10.1037%2F0022-006X.76.1.1", "doi:10.1037/0022-006x.76.1.1"},
		{"https://www.jstor.org/stable/1234567", "url:https://www.jstor.org/stable/1234567"},
		{"https://arxiv.org/abs/2001.00001v2", "url:https://arxiv.org/abs/2001.00001v2"},
		// no paper
		{"https://www.sciencedirect.com/topics/medicine/zinc", none},
		{"https://www.sciencedirect.com/", none},
		{"https://www.researchgate.net/profile/Some_Person", none},
		{"https://en.wikipedia.org/wiki/Zinc", none},
		{"https://www.who.int/news-room/questions-and-answers/item/cannabidiol-(cbd)", none},
		{"https://www.example.com/content/2018/05/12/zinc", none},
		{"https://news.example.org/article/9711412", none},
		{"https://news.example.org/articles/2019-04-24/zinc", none},
		{"https://www.example.co.uk/health/article-1234567/Zinc.html", none},
		{"https://www.example.com/article/us-health-zinc/zinc-idUSKBN1AB2CD", none},
		{"https://example.com/journals/", none},
		{"https://example.com/2018/05/12/1234/", none},
		{"https://shop.example.com/products/zinc-50?variant=123", none},
		{"https://blog.example.org/wp-content/uploads/2023/11/10.1016/x12345.png", none},
		{"https://scholar.google.com/scholar?q=10.3390", none},
		{"/guides/zinc/", none},
		{"guides/v1.2/zinc", none},
		{"#note-1", none},
		{"mailto:a@example.org", none},
		{"https://", none},
		{"", none},
	} {
		id, ok, err := cite.ParseLink(tc.in)
		got := id.String()
		if err != nil {
			got = "!" + err.Error()
		}
		if got != tc.want || ok != (got != "" && err == nil) {
			t.Errorf("ParseLink(%q) = %q, %v; want %q", tc.in, got, ok, tc.want)
		}
	}
}

// FuzzParseID checks that an id that is read is written in a form that gives
// the same id again.
func FuzzParseID(f *testing.F) {
	for _, s := range []string{"pmid:1", "PMC12.3", "doi:10.1016/s0140-6736(97)11096-0", "https://doi.org/10.1/%2F", "10.1234/a)(", "https://pubmed.ncbi.nlm.nih.gov/?term=1[uid]", "http://a.b/content/1/2/3?utm_x=y", "https://web.archive.org/web/http://x.y/abs/1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, err := cite.ParseID(s)
		if err != nil {
			if id != (cite.ID{}) {
				t.Fatalf("ParseID(%q) = %q beside an error", s, id)
			}
			return
		}
		var again cite.ID
		if err := again.UnmarshalText([]byte(id.String())); err != nil || again != id {
			t.Fatalf("ParseID(%q) = %q, which is read as %q, %v", s, id, again, err)
		}
		if id.Kind == cite.KindDOI && strings.ToLower(id.Value) != id.Value {
			t.Fatalf("DOI %q is not in lower case", id.Value)
		}
	})
}
