package site

import (
	"iter"
	"strings"

	"stet/internal/exchange"
)

// maxDownload is how many references a library may have for its files to be
// made: beyond, they would weigh more than the site.
const maxDownload = 20_000

// downloads are the files of all references, by the programs that read them.
var downloads = []struct {
	format exchange.Format
	file   string
	title  string
}{
	{exchange.CSL, "references.json", "CSL-JSON"},
	{exchange.RIS, "references.ris", "RIS"},
	{exchange.BibTeX, "references.bib", "BibTeX"},
	{exchange.Nbib, "references.nbib", "PubMed (nbib)"},
}

// hasDownloads reports whether the references can be had as files.
func (s *Site) hasDownloads() bool {
	return len(s.refs()) > 0 && len(s.refs()) <= maxDownload
}

// downloadFiles are the references in the formats of other programs.
func (s *Site) downloadFiles() iter.Seq[sheet] {
	return func(yield func(sheet) bool) {
		if !s.hasDownloads() {
			return
		}
		for _, d := range downloads {
			path := "references/" + d.file
			if !yield(file(path, func() Page { return Page{Path: path, Data: exchange.Write(s.refs(), d.format)} })) {
				return
			}
		}
	}
}

// downloadLinks lead from the first page of the references to the files.
func (s *Site) downloadLinks() (links []LinkView) {
	if !s.hasDownloads() {
		return nil
	}
	for _, d := range downloads {
		links = append(links, LinkView{URL: d.file, Text: d.title})
	}
	return links
}

// downloadPaths are the files below the site's root.
func downloadPaths() (paths []string) {
	for _, d := range downloads {
		paths = append(paths, "references/"+strings.ToLower(d.file))
	}
	return paths
}
