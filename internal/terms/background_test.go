package terms_test

import (
	"cmp"
	"compress/gzip"
	"encoding/xml"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stet/internal/terms"
)

var update = flag.Bool("update", false, "rewrite background.txt from the records in DATA")

// TestBackground counts stems in the records of DATA/pubmed-xml/merged.xml.gz
// and compares with background.txt. To write it:
//
//	DATA=DIR go test ./internal/terms -run Background -update
func TestBackground(t *testing.T) {
	data := os.Getenv("DATA")
	if data == "" {
		t.Skip("DATA names no folder of records")
	}
	got := count(t, filepath.Join(data, "pubmed-xml", "merged.xml.gz"))
	if *update {
		if err := os.WriteFile("background.txt", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("background.txt")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("background.txt is not what the records give: run with -update")
	}
}

// A record is what TestBackground reads of one. Markup within titles and
// abstracts is passed over with its words.
type record struct {
	Title    text   `xml:"MedlineCitation>Article>ArticleTitle"`
	Abstract []text `xml:"MedlineCitation>Article>Abstract>AbstractText"`
	MeSH     []text `xml:"MedlineCitation>MeshHeadingList>MeshHeading>DescriptorName"`
}

// A text is an element's words, markup taken out.
type text string

func (t *text) UnmarshalXML(d *xml.Decoder, _ xml.StartElement) error {
	var b strings.Builder
	for depth := 1; depth > 0; {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			b.Write(token)
		}
	}
	*t = text(b.String())
	return nil
}

// count gives the bytes of background.txt for the records of a packed export.
func count(t *testing.T, path string) string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	unpacked, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var set struct {
		Articles []record `xml:"PubmedArticle"`
	}
	if err := xml.NewDecoder(unpacked).Decode(&set); err != nil {
		t.Fatal(err)
	}
	documents, frequency := 0, map[string]int{}
	for _, a := range set.Articles {
		if len(a.Abstract) == 0 {
			continue
		}
		documents++
		seen := map[string]bool{}
		for _, part := range slices.Concat([]text{a.Title}, a.Abstract, a.MeSH) {
			for _, stem := range terms.Stems(string(part)) {
				seen[stem] = true
			}
		}
		for stem := range seen {
			frequency[stem]++
		}
	}
	return table(documents, frequency)
}

func table(documents int, frequency map[string]int) string {
	stems := slices.SortedFunc(maps.Keys(frequency), func(a, b string) int {
		return cmp.Or(cmp.Compare(frequency[b], frequency[a]), strings.Compare(a, b))
	})
	var b strings.Builder
	fmt.Fprint(&b, documents)
	last := 0
	for _, stem := range stems {
		n := frequency[stem]
		if n < terms.Floor {
			break
		}
		if n != last {
			fmt.Fprintf(&b, "\n%d", n)
			last = n
		}
		b.WriteString(" " + stem)
	}
	return b.String() + "\n"
}
