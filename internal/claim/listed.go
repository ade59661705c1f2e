package claim

import (
	"stet/internal/article"
	"stet/internal/cite"
)

// Listed are the works of an article's reference lists and footnotes, taken
// apart, in the order of the file.
func Listed(a *article.Article, opt Options) []Source {
	table := opt.Journals
	if table == nil {
		table = cite.Journals(nil)
	}
	all := make([]Source, len(a.Entries))
	for i := range a.Entries {
		all[i] = parseEntry(&a.Entries[i], table)
	}
	return all
}
