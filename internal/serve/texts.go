package serve

import (
	"slices"
	"sync"
)

// texts hold the files of articles that were shown or edited lately: the page
// in view is made from here, and where its file is broken now, its last good
// text is here too.
type texts struct {
	mu    sync.Mutex
	kept  []text // the latest last
	bytes int
}

type text struct {
	sum   sum
	bytes []byte
}

// maxTexts bounds what texts hold, in bytes.
const maxTexts = 4 << 20

func (t *texts) put(s sum, b []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.add(text{s, b})
}

func (t *texts) get(s sum) ([]byte, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	i := slices.IndexFunc(t.kept, func(x text) bool { return x.sum == s })
	if i < 0 {
		return nil, false
	}
	found := t.kept[i]
	t.add(found)
	return found.bytes, true
}

// add makes x the latest, and forgets the oldest where there is too much.
func (t *texts) add(x text) {
	t.kept = slices.DeleteFunc(t.kept, func(y text) bool {
		if y.sum == x.sum {
			t.bytes -= len(y.bytes)
		}
		return y.sum == x.sum
	})
	t.kept = append(t.kept, x)
	t.bytes += len(x.bytes)
	for t.bytes > maxTexts && len(t.kept) > 1 {
		t.bytes -= len(t.kept[0].bytes)
		t.kept = slices.Delete(t.kept, 0, 1)
	}
}
