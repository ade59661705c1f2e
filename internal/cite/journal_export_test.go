package cite

// NewJournals makes the built-in table anew, as a cold process does.
func NewJournals() int { return newJournalTrie(journalsTSV, fromTable).used }

// BuiltInJournals are the journals of the built-in table.
func BuiltInJournals() []Journal {
	var js []Journal
	for _, r := range rows(journalsTSV) {
		j := Journal{Title: r.title, Abbr: r.abbr, NLM: r.nlm}
		if r.abbr == "=" {
			j.Abbr = r.title
		}
		js = append(js, j)
	}
	return js
}
