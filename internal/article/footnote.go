package article

// footnote reads a footnote: an entry, and prose if it is a remark.
func (r *reader) footnote(n *footnote) {
	r.addFootnote(n)
	w, ok := r.whole(n)
	if !ok {
		r.discard()
		return
	}
	w.label = n.label
	entries := r.refs.entries
	r.addEntry(w)
	r.refs.entries = entries
	r.article.Entries[len(r.article.Entries)-1].Footnote = true
	isWork := r.looksLikeWork(w)
	r.discard()
	if !isWork {
		r.blocks(n, Footnote)
	}
}

// addFootnote notes a footnote to be rendered; of two with the same label the
// first counts.
func (r *reader) addFootnote(n *footnote) {
	if _, known := r.st.notes[n.label]; known {
		return
	}
	r.st.footnotes = append(r.st.footnotes, n)
	r.st.notes[n.label] = note{len(r.st.footnotes), r.ids.unique("fn-" + slugify(n.label))}
}
