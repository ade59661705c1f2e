package cite

// NewJournals makes the built-in table anew, as a cold process does.
func NewJournals() int { return newJournalTrie(journalsTSV).used }
