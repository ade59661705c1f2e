package ncbi_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"stet/internal/cite"
	"stet/internal/ncbi"
	"stet/internal/source"
)

// TestHostile checks that an export of one record with very many headings, types,
// notices and words is read and imported in proportion to its size: each of these
// lists took minutes once.
func TestHostile(t *testing.T) {
	const n = 150_000
	var b bytes.Buffer
	list := func(open, item, shut string) {
		b.WriteString(open)
		for i := range n {
			fmt.Fprintf(&b, item, i)
		}
		b.WriteString(shut)
	}
	b.WriteString("<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1234567</PMID><Article><ArticleTitle>x</ArticleTitle>")
	list("<Abstract><AbstractText>", "word%d ", "</AbstractText></Abstract>")
	list("<PublicationTypeList>", "<PublicationType>t%d</PublicationType>", "</PublicationTypeList></Article>")
	list("<MeshHeadingList>", "<MeshHeading><DescriptorName>h%d</DescriptorName></MeshHeading>", "</MeshHeadingList>")
	list("<CommentsCorrectionsList>", `<CommentsCorrections RefType="ErratumIn"><PMID>1%06d</PMID></CommentsCorrections>`, "</CommentsCorrectionsList>")
	b.WriteString("</MedlineCitation></PubmedArticle></PubmedArticleSet>")
	done := make(chan struct{})
	go func() {
		defer close(done)
		for r, err := range ncbi.Records(&b) {
			if err != nil || len(r.MeSH) != n || len(r.Types) != n || len(r.Notices) != n {
				t.Errorf("%d headings, %d types, %d notices: %v", len(r.MeSH), len(r.Types), len(r.Notices), err)
				return
			}
			if _, imported, err := cite.Import(source.NewFile("citations.yaml", nil), []*cite.Reference{r}); err != nil || len(imported.Added) != 1 {
				t.Errorf("imported %v, %v", imported, err)
			}
		}
	}()
	select {
	case <-done:
	case <-time.After(30 * time.Second):
		t.Fatal("not read and imported within 30 s")
	}
}
