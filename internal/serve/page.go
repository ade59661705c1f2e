package serve

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"strings"

	"stet/internal/digest"
	"stet/internal/site"
)

// maxTries is how often a page is tried whose article changes meanwhile.
const maxTries = 3

// A shown is a page as it is served.
type shown struct {
	page site.Page
	item *item  // the article whose page it is, nil for another page
	from *state // that it was made from
}

// errNotFound says that there is no page of a path.
var errNotFound = errors.New("there is no such page")

// page makes the page of a path below the site's root, "zinc/index.html". The
// error is errNotFound, or says why the page cannot be made.
func (p *Preview) page(ctx context.Context, path string) (shown, error) {
	for try := 1; ; try++ {
		s := p.now.Load()
		if s.opening != nil {
			return p.early(ctx, s, path)
		}
		it := s.articleAt(path)
		if it == nil && site.IsPicture(path) {
			it = s.at(path[:strings.LastIndexByte(path, '/')+1])
		}
		if it == nil || s.rank(it) < published {
			page, err := p.otherPage(s, path)
			if it == nil || !errors.Is(err, errNotFound) {
				return shown{page, nil, s}, err
			}
		}
		if last := s.last.Load(); last != nil && last.page.Path == path {
			return *last, nil
		}
		b, current := p.text(s, it)
		if current || try == maxTries {
			page, err := s.articlePage(it, b)
			if err == nil && page.Path == path {
				s.last.Store(&shown{page, it, s})
			}
			if err == nil && page.Path != path {
				page, err = p.picture(s, page, path)
			}
			return shown{page, it, s}, err
		}
		p.Reload(ctx, it.path)
	}
}

// picture is the picture of a path that is published with the page of an
// article, or else a file of the theme.
func (p *Preview) picture(s *state, beside site.Page, path string) (site.Page, error) {
	for _, picture := range beside.Beside {
		if picture.Path == path {
			return picture, nil
		}
	}
	return p.otherPage(s, path)
}

// articleAt is the article whose page has that path, nil for none.
func (s *state) articleAt(path string) *item {
	if address, ok := addressOf(path); ok {
		return s.at(address)
	}
	return nil
}

// addressOf is the address of the page of a path, "zinc/" of
// "zinc/index.html".
func addressOf(path string) (address string, ok bool) { return strings.CutSuffix(path, "index.html") }

// text is the file of an article as its item was read from it. current is
// false if the file is another by now.
func (p *Preview) text(s *state, it *item) (b []byte, current bool) {
	want := it.good
	if !it.isFit() {
		want = it.seen
	}
	if b, ok := p.texts.get(want); ok {
		return b, true
	}
	b, err := s.project.FileTask(it.path).Read()
	if err != nil {
		return nil, want == sum{}
	}
	of := sha256.Sum256(b)
	if of == want {
		p.texts.put(of, b)
	}
	// The last good text of a broken article is gone if nobody has looked at it
	// yet: then its page is made from what there is.
	return b, of == want || of == it.seen
}

// articlePage makes the page of an article from its text.
func (s *state) articlePage(it *item, b []byte) (site.Page, error) {
	d, err := s.read(it, b)
	if err != nil {
		return site.Page{}, err
	}
	page, err := s.edition.ArticlePage(d)
	page.Path = it.address + "index.html"
	if err != nil {
		return page, err
	}
	it.match() // what is related to it hangs on what it leans on now
	related, err := s.kin().Related(it.path)
	return page.With(related), err
}

// read is the digest of an article with its body.
func (s *state) read(it *item, b []byte) (digest.Digest, error) {
	t := s.project.FileTask(it.path)
	t.Own = true
	t.Read = func() ([]byte, error) { return b, nil }
	return s.project.Digest(t, true)
}

// otherPage makes a page that is no article's.
func (p *Preview) otherPage(s *state, path string) (site.Page, error) {
	if asset, ok := s.theme.Asset(path); ok {
		return asset, nil
	}
	page, ok, err := s.whole().Page(path, s.found)
	if err == nil && !ok {
		err = errNotFound
	}
	return page, err
}

// layered is an HTML page with the editor's layer, which is a script and
// nothing else.
func layered(page []byte, layer string) []byte {
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	out := make([]byte, 0, len(page)+len(layer))
	out = append(out, page[:at]...)
	out = append(out, layer...)
	return append(out, page[at:]...)
}
