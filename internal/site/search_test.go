package site_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/article"
	"stet/internal/audit"
	"stet/internal/cite"
	"stet/internal/digest"
	"stet/internal/site"
	"stet/internal/source"
)

func TestEachWord(t *testing.T) {
	for in, want := range map[string]string{
		"Ménière's disease, 2 doses of 5 mg (n=40)": "meniere disease doses of mg 40",
		"COVID-19 and β-carotene":                   "covid 19 and β carotene",
		"":                                          "",
		"cafe\u0301 SØVN straße":                    "cafe søvn straße",
	} {
		if got := strings.Join(site.Words(in), " "); got != want {
			t.Errorf("words of %q: %q, want %q", in, got, want)
		}
	}
}

// TestSplit: a search looks for a word in the shard of the longest name that
// the word starts with, and has to find it there.
func TestSplit(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	words := map[string]int{}
	for range 3000 {
		w := ""
		for range 2 + r.IntN(7) {
			w += string([]rune("aaabbcdeé9ø")[r.IntN(11)])
		}
		words[w] = 6 + r.IntN(400)
	}
	shards := site.Split(words)
	found := 0
	for name, list := range shards {
		found += len(list)
		size := 0
		for _, w := range list {
			if len(w) > len(name) && w[len(name)] < 0x80 { // others cannot be put elsewhere
				size += words[w]
			}
			longest := "_"
			for other := range shards {
				if strings.HasPrefix(w, other) && (longest == "_" || len(other) > len(longest)) {
					longest = other
				}
			}
			if longest != name {
				t.Errorf("%q is in the shard %q, and is looked for in %q", w, name, longest)
			}
		}
		if size > 24<<10 && len(name) < 3 && name != "_" {
			t.Errorf("the shard %q has %d bytes", name, size)
		}
	}
	if found != len(words) || len(shards) < 10 {
		t.Errorf("%d of %d words in %d shards", found, len(words), len(shards))
	}
}

// TestSearchesAllReferences looks at the index of a site in which no claim leans
// on any reference.
func TestSearchesAllReferences(t *testing.T) {
	f := frame(t)
	page, ok, err := site.New(f, nil).Page("search/docs-0.json", nil)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	var docs [][4]string
	if err := json.Unmarshal(page.Data, &docs); err != nil {
		t.Fatal(err)
	}
	for _, r := range f.Library.References {
		if r.Title != "" && !slices.ContainsFunc(docs, func(d [4]string) bool { return d[1] == r.Title }) {
			t.Errorf("no search finds %s", r.Key)
		}
	}
}

// TestSearchFinds reads the index as the script does.
func TestSearchFinds(t *testing.T) {
	pages := sampleSite(t, frame(t))
	var docs [][4]string
	if err := json.Unmarshal([]byte(pages["search/docs-0.json"]), &docs); err != nil {
		t.Fatal(err)
	}
	find := func(word string) (found []string) {
		var terms map[string][]int
		if err := json.Unmarshal([]byte(pages["search/w-"+word[:1]+".json"]), &terms); err != nil {
			t.Fatalf("%s: %v", word, err)
		}
		doc := 0
		for i := 0; i < len(terms[word]); i += 2 {
			doc += terms[word][i]
			found = append(found, fmt.Sprintf("%s %d", docs[doc][0], terms[word][i+1]))
		}
		return found
	}
	for word, want := range map[string][]string{
		"zinc":       {"zinc/ 8"},
		"uwitonze":   {"magnesium/ 2", "zinc/ 2", "references/pmid-29480918/ 4"},
		"sodium":     {"magnesium/ 1", "zinc/ 1"}, // stands in no claim
		"33808247":   {"references/fiorentini2021/ 8"},
		"deficiency": {"magnesium/ 2", "zinc/ 2", "references/fiorentini2021/ 8"},
		"secret":     nil, // a draft
	} {
		if diff := cmp.Diff(want, find(word)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", word, diff)
		}
	}
	if want := `"journals":[{"name":"Biometals","docs":[0,1,3]}`; !strings.Contains(pages["search/facets.json"], want) {
		t.Errorf("facets %s, want %s", pages["search/facets.json"], want)
	}
}

// TestSearchIsSmall: the first answer on a site of a thousand articles loads
// at most 150 kB, whatever is asked.
func TestSearchIsSmall(t *testing.T) {
	f := frame(t)
	var entries []site.Entry
	for i := range 1000 {
		_, entry, err := f.Article(wordyDigest(i))
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, entry)
	}
	pages, every := map[string]int{}, ""
	for p, err := range site.New(f, entries).Pages(audit.Result{}) {
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(p.Path, "search/") {
			pages[strings.TrimPrefix(p.Path, "search/")] = len(p.Data)
		}
		if strings.HasPrefix("search/w-article", strings.TrimSuffix(p.Path, ".json")) && len(p.Path) > len("search/w-.json") {
			every = string(p.Data) // the longest name comes last
		}
	}
	var shards []int
	block := 0
	for name, size := range pages {
		if strings.HasPrefix(name, "w-") {
			shards = append(shards, size)
		}
		if strings.HasPrefix(name, "docs-") {
			block = max(block, size)
		}
	}
	var terms map[string][]int
	if err := json.Unmarshal([]byte(every), &terms); err != nil || len(terms["article"]) != 2000 {
		t.Errorf("a word of all titles is found %d times, error %v", len(terms["article"])/2, err)
	}
	slices.Sort(shards)
	largest := shards[len(shards)-1]
	first := pages["index.json"] + pages["facets.json"] + 2*largest + 5*block
	t.Logf("%d shards, the largest %d bytes; a block %d; a first answer about %d", len(shards), largest, block, first)
	if len(shards) < 20 || first > 150<<10 {
		t.Errorf("%d shards, the largest %d bytes; a first answer loads %d bytes", len(shards), largest, first)
	}
}

// wordyDigest is an article of a thousand words, some frequent and most rare,
// as in prose.
func wordyDigest(n int) digest.Digest {
	r := rand.New(rand.NewPCG(uint64(n), 7))
	rank := rand.NewZipf(r, 1.1, 4, 30_000)
	var b strings.Builder
	for range 1000 {
		w := rank.Uint64()
		for k := w*2654435761 + 11; ; k /= 19 {
			b.WriteByte("etaoinshrdlcumwfgypbv"[k%21])
			if k < 400 {
				break
			}
		}
		b.WriteByte(' ')
	}
	var d digest.Digest
	d.Reading = digest.Reading{Path: fmt.Sprintf("content/a%04d.md", n), Title: fmt.Sprintf("Article %04d", n), Body: article.Body{{HTML: "<p>" + b.String() + "</p>"}}}
	d.Reading.Meta.Description = b.String()[:120]
	return d
}

// TestSearchUnused: references that no article uses are found unless they are so
// many that they would be most of the index; then the page says so.
func TestSearchUnused(t *testing.T) {
	documents := func(spare int) (n int, says bool) {
		text := citations
		for i := range spare {
			text += fmt.Sprintf("- key: spare%d\n  title: Zinc and zest\n", i)
		}
		f := frame(t)
		var err error
		if f.Library, err = cite.ParseLibrary(source.NewFile("citations.yaml", []byte(text))); err != nil {
			t.Fatal(err)
		}
		pages := sampleSite(t, f)
		var index struct{ Docs int }
		if err := json.Unmarshal([]byte(pages["search/index.json"]), &index); err != nil {
			t.Fatal(err)
		}
		return index.Docs, strings.Contains(pages["search/index.html"], "references that no article uses")
	}
	all, _ := documents(0)
	if n, says := documents(900); n != all+900 || says {
		t.Errorf("with 900 unused references %d documents, want %d; the page says that they are left out: %t", n, all+900, says)
	}
	if n, says := documents(1100); n > all || n < 4 || !says {
		t.Errorf("with 1,100 unused references %d documents, want at most %d; the page says that they are left out: %t", n, all, says)
	}
}
