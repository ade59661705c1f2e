package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"stet/internal/match"
)

// The claims of a site as data, for whoever wants to count or check them. They
// are cut into files of some hundred articles, so that neither the build nor a
// reader has to hold all of them.
const (
	claimsAddress   = "claims/"
	claimsSchema    = "stet.claims/1"
	articlesPerFile = 200
)

// claimsIndex is claims/index.json.
type claimsIndex struct {
	Schema   string           `json:"schema"`
	Site     string           `json:"site"`
	URL      string           `json:"url,omitempty"`
	License  string           `json:"license,omitempty"`
	Articles int              `json:"articles"`
	Claims   int              `json:"claims"`
	Verdicts []verdictCount   `json:"verdicts"`
	Files    []claimsFileItem `json:"files"`
}

type verdictCount struct {
	Verdict string `json:"verdict"`
	Claims  int    `json:"claims"`
}

type claimsFileItem struct {
	File     string `json:"file"`
	Linked   string `json:"linked,omitempty"` // the same as linked data
	Articles int    `json:"articles"`
}

// claimsFile is one of the files that the index names.
type claimsFile struct {
	Schema   string          `json:"schema"`
	Articles []articleClaims `json:"articles"`
}

type articleClaims struct {
	URL    string      `json:"url"`
	Title  string      `json:"title"`
	Date   string      `json:"date,omitempty"`
	Claims []claimData `json:"claims"`
}

type claimData struct {
	ID         string   `json:"id"`
	Text       string   `json:"text"`
	Verdict    string   `json:"verdict"`
	References []string `json:"references"`
}

// claimFiles are the site's claims as JSON.
func (s *Site) claimFiles() iter.Seq[sheet] {
	return func(yield func(sheet) bool) {
		var files []claimsFileItem
		for from := 0; from < len(s.entries); from += articlesPerFile {
			part := s.entries[from:min(from+articlesPerFile, len(s.entries))]
			name := strconv.Itoa(from/articlesPerFile + 1)
			item := claimsFileItem{File: name + ".json", Articles: len(part)}
			path := claimsAddress + item.File
			if !yield(dataFile(path, func() any { return s.claimsFile(part) })) {
				return
			}
			if s.frame.Settings.BaseURL != "" { // what is linked has a full address
				item.Linked = name + ".jsonld"
				path := claimsAddress + item.Linked
				if !yield(dataFile(path, func() any { return s.linkedClaims(part) })) {
					return
				}
			}
			files = append(files, item)
		}
		yield(file(claimsAddress+"index.json", func() Page { return s.claimsIndex(files) }))
	}
}

// claimsIndex says what there is in files.
func (s *Site) claimsIndex(files []claimsFileItem) Page {
	index := claimsIndex{
		Schema: claimsSchema, Site: s.frame.title(), URL: s.frame.Settings.BaseURL, License: s.frame.Settings.License.URL,
		Articles: len(s.entries), Claims: s.tally().Claims, Verdicts: []verdictCount{}, Files: append([]claimsFileItem{}, files...),
	}
	for _, count := range s.verdicts() {
		index.Verdicts = append(index.Verdicts, verdictCount{string(count.Verdict), count.Claims})
	}
	return dataPage(claimsAddress+"index.json", index)
}

func (s *Site) claimsFile(entries []*Entry) claimsFile {
	file := claimsFile{Schema: claimsSchema}
	for i := range entries {
		e := entries[i]
		a := articleClaims{URL: s.frame.absolute(e.URL), Title: e.Title, Date: e.date().String(), Claims: []claimData{}}
		plains := e.Plains()
		for j := range e.Claims {
			c := &e.Claims[j]
			data := claimData{ID: c.ID, Text: plains[j], Verdict: string(c.Verdict), References: append([]string{}, c.Leans...)}
			a.Claims = append(a.Claims, data)
		}
		file.Articles = append(file.Articles, a)
	}
	return file
}

// ldClaims is a file of claims in the words of schema.org.
type ldClaims struct {
	Context string    `json:"@context"`
	Graph   []ldClaim `json:"@graph"`
}

type ldClaim struct {
	Type       string  `json:"@type"`
	ID         string  `json:"@id"`
	Text       string  `json:"text"`
	Appearance ldRef   `json:"appearance"`
	Citation   []ldRef `json:"citation,omitempty"`
}

type ldRef struct {
	Type string `json:"@type,omitempty"`
	ID   string `json:"@id"`
}

// linkedClaims are claims as linked data, without a rating: schema.org's
// ClaimReview says that a claim is true or false, and nobody here has judged
// that. A claim cites its references where it stands, and else none; the verdict
// is in the file beside this one.
func (s *Site) linkedClaims(entries []*Entry) ldClaims {
	data := ldClaims{Context: ldContext, Graph: []ldClaim{}}
	for _, e := range entries {
		page, plains := s.frame.absolute(e.URL), e.Plains()
		for i := range e.Claims {
			c := &e.Claims[i]
			claim := ldClaim{Type: "Claim", ID: page + "#" + c.ID, Text: plains[i], Appearance: ldRef{"MedicalWebPage", page}}
			if c.Verdict == match.Matched {
				for _, key := range c.Leans {
					claim.Citation = append(claim.Citation, ldRef{ID: s.frame.absolute(s.frame.referenceURL(key))})
				}
			}
			data.Graph = append(data.Graph, claim)
		}
	}
	return data
}

// dataPage is a file of data. It holds strings and numbers alone, and so
// always can be written.
func dataPage(path string, v any) Page {
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		panic("site: " + path + ": " + err.Error())
	}
	return Page{Path: path, Data: append(b, '\n')}
}

// maxListed is how many articles llms.txt lists, the newest.
const maxListed = 1000

// llms tells programs that read text what there is, in the form of
// llmstxt.org.
func (s *Site) llms() Page {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n\n", s.frame.title())
	if about := s.frame.Settings.Description; about != "" {
		fmt.Fprintf(&b, "> %s\n\n", about)
	}
	w := s.frame.Theme.words
	fmt.Fprintf(&b, "%s\n\n## %s\n\n", w.of("llms.says", capital(w.tally(s.tally()))), w.of("llms.articles"))
	list := s.byDate()
	for _, e := range list[:min(len(list), maxListed)] {
		fmt.Fprintf(&b, "- [%s](%s)", oneLine(e.Title), s.frame.absolute(e.URL))
		if e.Description != "" {
			fmt.Fprintf(&b, ": %s", oneLine(e.Description))
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "\n## %s\n\n- [%s](%s)\n- [%s](%s)\n- [%s](%s)\n", w.of("llms.data"), w.of("llms.claims"),
		s.frame.absolute(claimsAddress+"index.json"), w.of("llms.references"), s.frame.absolute("references/"), w.of("llms.method"), s.frame.absolute(methodAddress))
	return Page{Path: llmsFile, Data: b.Bytes()}
}

// oneLine is a text as the words of a link in markdown.
func oneLine(s string) string {
	return strings.NewReplacer("[", "(", "]", ")").Replace(strings.Join(strings.Fields(s), " "))
}
