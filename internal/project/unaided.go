package project

import (
	"os"
	"path"
	"path/filepath"
	"strings"

	"stet/internal/audit"
	"stet/internal/cite"
)

// unaided are the findings of an audit of tasks without a library, whose claims
// name these ids. Where there are some, they are the way to start one.
func (p *Project) unaided(findings []audit.Finding, tasks []Task, ids []cite.ID) []audit.Finding {
	start := "start one: 'stet cite add ID', or 'stet cite import FILE' with what a reference manager has exported; one that lies elsewhere is named with --citations"
	if from := folderOf(tasks); len(ids) > 0 && from != "" {
		start = "start one with what is named by an id: 'stet cite add --from " + from + "' fetches the records; one that lies elsewhere is named with --citations"
	}
	kept, about := audit.Unaided(findings, filepath.ToSlash(filepath.Join(p.Dir, LibraryName)), start)
	return append(kept, p.Settings.Policy.Weigh(about, p.relative)...)
}

// folderOf is the file that tasks are, or the folder that they lie in; "" for what
// is in no file.
func folderOf(tasks []Task) string {
	if len(tasks) == 1 {
		if _, err := os.Stat(filepath.FromSlash(tasks[0].Path)); err != nil {
			return ""
		}
		return tasks[0].Path
	}
	folder := ""
	for i := range tasks {
		dir := path.Dir(tasks[i].Path)
		if i == 0 {
			folder = dir
		}
		for folder != "." && folder != "/" && dir != folder && !strings.HasPrefix(dir, folder+"/") {
			folder = path.Dir(folder)
		}
	}
	if folder == "/" {
		return folder
	}
	return folder + "/"
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
