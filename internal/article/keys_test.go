package article_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/internal/article"
	"stet/internal/source"
)

func TestRenameKey(t *testing.T) {
	const text = `---
title: Zinc
references: [smith2020, "smith2020", smith2020b] # smith2020
---
# On smith2020 [@smith2020]

Zinc [@smith2020; @lee2019,p. 3; @smith2020, p. 12] helps [see @smith2020 p. 4], says
> a quote [@lee2019;
> @smith2020]. Not [@smith2020b] nor [@smith2020-x] nor [@smith2020](x), and not ` + "`[@smith2020]`" + `.

| a | b [@smith2020] |
|---|---|

A note.[^1]

[^1]: As of [@smith2020].

<!-- [@smith2020] -->

## References

1. [@smith2020]
`
	const want = `---
title: Zinc
references: [S20, S20, smith2020b] # smith2020
---
# On smith2020 [@S20]

Zinc [@S20; @lee2019,p. 3; @S20, p. 12] helps [see @S20 p. 4], says
> a quote [@lee2019;
> @S20]. Not [@smith2020b] nor [@smith2020-x] nor [@smith2020](x), and not ` + "`[@smith2020]`" + `.

| a | b [@S20] |
|---|---|

A note.[^1]

[^1]: As of [@S20].

<!-- [@smith2020] -->

## References

1. [@S20]
`
	a := article.Parse(source.NewFile("a.md", []byte(text)), article.Options{})
	got := string(source.Splice(a.File.Bytes, a.RenameKey("smith2020", "S20")))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if edits := a.RenameKey("smith", "x"); len(edits) > 0 {
		t.Errorf("a key that is nowhere gives %v", edits)
	}
}
