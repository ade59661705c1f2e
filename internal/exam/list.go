package exam

import (
	"fmt"
	"strconv"
	"strings"

	"stet/internal/cite"
)

// list words the claim with a marker, and gives the article's own list with
// the entry that it leads to: r, with id for its own.
func (w *work) list(r *cite.Reference, id cite.ID) string {
	text := w.say(w.book.marker)
	item := w.entry(r, id)
	if strings.Contains(text, "[^1]") {
		return text + "\n\n[^1]: " + item
	}
	return text + "\n\n## References\n\n1. " + item
}

// entry writes r as reference lists do, in one of four styles, with id or, one
// time in four where the id is r's own, without.
func (w *work) entry(r *cite.Reference, id cite.ID) string {
	d, title, name := w.dice, escape(r.Title), journalName(r.Journal, w.dice)
	own := false
	for _, i := range r.IDs() {
		own = own || i == id
	}
	tail := map[cite.Kind]string{cite.KindPMID: "PMID: ", cite.KindPMCID: "PMCID: ", cite.KindDOI: "doi: "}[id.Kind] + id.Value
	link := address(id, d)
	if own && d.chance(25) {
		tail, link = "", ""
	}
	authors := r.Authors[:min(len(r.Authors), 3)]
	names := strings.Join(authors, ", ")
	if len(r.Authors) > 3 {
		names += ", et al"
	}
	place := fmt.Sprintf("%s;%s:%s", strconv.Itoa(r.Year), r.Volume, r.Pages)
	switch style := d.roll(4); {
	case style == 0 && link != "":
		return join(names+".", "["+title+"]("+link+").", "*"+strings.TrimSuffix(name, ".")+"*. "+place+".")
	case style == 1:
		return join(names, "("+strconv.Itoa(r.Year)+").", title+".", "*"+name+"*, "+r.Volume+", "+r.Pages+".", link)
	case style == 2:
		return join(names+".", "\""+title+".\"", "*"+name+"*", r.Volume, "("+strconv.Itoa(r.Year)+"):", r.Pages+".", tail)
	}
	return join(names+".", title+".", strings.TrimSuffix(name, ".")+". "+place+".", tail)
}

// join puts the parts that are there behind one another.
func join(parts ...string) string {
	var there []string
	for _, p := range parts {
		if p != "" && p != "." {
			there = append(there, strings.Replace(p, "..", ".", 1))
		}
	}
	return strings.Join(there, " ")
}
