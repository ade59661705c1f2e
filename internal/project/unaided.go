package project

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"stet/internal/audit"
	"stet/internal/cite"
)

// unaided are the findings of an audit of articles without a library. Where
// sources are named by an id, they are the way to start one.
func (p *Project) unaided(findings []audit.Finding, articles []audited) []audit.Finding {
	start := "start one with what a reference manager has exported: 'stet cite import FILE'"
	named := func(x audited) bool { return len(x.ids) > 0 }
	if from := folderOf(articles); from != "" && slices.ContainsFunc(articles, named) {
		start = "start one with what is named by an id: 'stet cite add --from " + from + "'"
	}
	return p.Unaided(findings, filepath.ToSlash(filepath.Join(p.Dir, LibraryName)), start)
}

// Unaided gives findings of a project without a library one about the file at path
// in the place of those that say so of each source, with what to do.
func (p *Project) Unaided(findings []audit.Finding, path, start string) []audit.Finding {
	kept, about := audit.Unaided(findings, path, start)
	return append(kept, p.Settings.Policy.Weigh(about, p.relative)...)
}

// folderOf is the file that articles are, or the folder that they lie in; "" for
// what is in no file.
func folderOf(articles []audited) string {
	if len(articles) == 1 {
		file := articles[0].article.Path
		if _, err := os.Stat(filepath.FromSlash(file)); err != nil {
			return ""
		}
		return file
	}
	folder := ""
	for i := range articles {
		dir := path.Dir(articles[i].article.Path)
		if i == 0 {
			folder = dir
		}
		for folder != "." && folder != "/" && dir != folder && !strings.HasPrefix(dir, folder+"/") {
			folder = path.Dir(folder)
		}
	}
	return strings.TrimSuffix(folder, "/") + "/"
}

// idsIn are the ids by which claims name sources, outright or by a marker.
func idsIn(claims []audit.Claim) (ids []cite.ID) {
	for i := range claims {
		for j := range claims[i].Mentions {
			m := &claims[i].Mentions[j]
			ids = append(append(ids, m.IDs...), m.Resolved...)
		}
	}
	return ids
}
