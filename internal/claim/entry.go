package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/internal/article"
	"stet/internal/cite"
)

// parseEntry takes an entry of a reference list apart. It knows the forms
// "Smith JA, Lee K. Title. Journal. 2018;12(3):45-50." (Vancouver), "Smith, J.
// A., & Lee, K. (2018). Title. Journal, 12(3), 45-50." (APA) and those of
// entryform.go; what it cannot tell it leaves zero.
func parseEntry(e *article.Entry, table *cite.JournalTable) Source {
	s := parseSource(e.Plain, table)
	s.Label = e.Label
	for _, link := range e.Links {
		if id, ok, err := cite.ParseLink(link); ok && err == nil {
			s.addID(id)
		}
	}
	var cited citation
	for _, inside := range e.Cites {
		cited.group(inside)
	}
	for _, id := range cited.ids {
		s.addID(id)
	}
	s.Keys = cited.keys
	return s
}

func (s *Source) addID(id cite.ID) {
	for _, old := range s.IDs {
		if old == id {
			return
		}
	}
	s.IDs = append(s.IDs, id)
}

// parseSource takes the words of an entry apart.
func parseSource(text string, table *cite.JournalTable) Source {
	s := Source{Raw: text}
	for _, id := range writtenIn(text) {
		s.addID(id)
	}
	if s.byForm(strings.TrimSpace(text), table) {
		return s
	}
	parts := split(withoutName(text))
	title, ended := -1, false
	for i, part := range parts {
		if s.Year == 0 {
			s.Year = yearIn(part)
		}
		ended = ended || i > 0 && isIDName(part)
		switch {
		case i == 0 && isAuthors(part):
			s.Authors = familyNames(part)
			s.Journal = behindAuthors(part, table)
		case ended && title < 0: // what follows an id is no title any more
		case title < 0 && (part == "et al" || i == 0 && isOrganisation(part, parts[1:])):
		case title >= 0 && len(s.Authors) == 0 && i == title+1 && namesPeople(part, table): // "Title. Smith J, Lee K. Journal"
			s.Authors = familyNames(part)
		case title < 0 && (isTitle(part) || i == 1 && len(s.Authors) > 0 && isLetter(rune(part[0]))):
			title, s.Title = i, strings.Trim(part, " \"“”‘’*_.")
		case title >= 0 && s.Journal == "" && i > title:
			dated := i+1 < len(parts) && (isDigit(parts[i+1][0]) || parts[i+1][0] == '(')
			s.Journal = journalIn(part, dated, table)
			if s.Journal != "" && isIDName(s.Journal) {
				s.Journal = ""
			}
			if s.Journal == "" && i == title+1 && strings.HasSuffix(s.Title, "?") {
				title, s.Title = i, s.Title+" "+part
			}
		}
	}
	if y := afterVolume(text); y != 0 {
		s.Year = y
	}
	if s.Journal == "" && !s.untitled(text, table) && title >= 0 {
		s.splitTitle(table)
	}
	s.Title = strings.TrimSuffix(s.Title, " [Internet]")
	return s
}

// writtenIn are the ids that stand in the words of an entry.
func writtenIn(text string) []cite.ID {
	start := len(text)
	for _, mark := range [...]string{"PM", "PubMed", "Pubmed", "10.", "doi", "DOI"} {
		if i := strings.Index(text, mark); i >= 0 {
			start = min(start, i)
		}
	}
	if text = text[start:]; text == "" {
		return nil
	}
	r := &sentence{Sentence: &article.Sentence{Plain: text}}
	r.toks = lex(nil, r.Sentence)
	r.findWritten()
	var ids []cite.ID
	for i := range r.cited {
		ids = append(ids, r.cited[i].ids...)
	}
	return ids
}

// split cuts an entry at the ends of its parts: a full stop, question or
// exclamation mark before a space, but not one behind initials or an
// abbreviation inside a name; and around a year in brackets.
func split(text string) []string {
	var parts []string
	start := 0
	if authors, rest, ok := cutYear(text); ok {
		parts = append(parts, authors)
		start = len(text) - len(rest)
	}
	for i := start; i+1 < len(text); i++ {
		c := text[i]
		if strings.HasPrefix(text[i:], " | ") { // between the cells of a table
			if part := strings.TrimSpace(text[start:i]); part != "" {
				parts = append(parts, part)
			}
			start, i = i+3, i+2
			continue
		}
		if c != '.' && c != '?' && c != '!' || text[i+1] != ' ' && text[i+1] != '"' && !strings.HasPrefix(text[i+1:], "”") {
			continue
		}
		word := text[strings.LastIndexAny(text[:i], " ,(-")+1 : i]
		if c == '.' && (len(word) <= 1 && isUpperWord(word) && !endsAuthors(text[:i-len(word)], text[i+1:]) || continues(text[i+1:], word)) {
			continue
		}
		end := i
		if c != '.' {
			end++
		}
		if part := strings.TrimSpace(text[start:end]); part != "" {
			parts = append(parts, part)
		}
		start = i + 1
	}
	if rest := strings.TrimSpace(text[start:]); rest != "" {
		parts = append(parts, rest)
	}
	return parts
}

// endsAuthors reports whether a point behind one capital ends the authors, or a
// title ("vitamin D."), rather than standing inside a name: a word stands
// before the capital, and no other name behind the point.
func endsAuthors(before, rest string) bool {
	before = strings.TrimRight(before, " ")
	if before == "" || !isLetter(rune(before[len(before)-1])) && before[len(before)-1] < utf8.RuneSelf {
		return false
	}
	if i := strings.LastIndexByte(before, ' '); len(before)-i <= 2 {
		return false
	}
	rest = strings.TrimSpace(rest)
	return rest != "" && !strings.ContainsRune(",&(;", rune(rest[0])) && !(len(rest) > 1 && rest[1] == '.')
}

// continues reports whether a point behind word is inside a name: of an
// abbreviation in a sentence, or of a journal's with points, which goes on
// with another one.
func continues(rest, word string) bool {
	next := strings.TrimSpace(rest)
	switch strings.ToLower(word) {
	case "vs", "no", "vol", "eds", "ed", "spp", "sp", "st", "e.g", "i.e", "jr", "dr":
		return true
	case "al":
		return strings.HasPrefix(next, "(")
	case "assoc", "agric", "altern", "behav", "biochem", "cardiol", "cardiovasc", "chem", "cogn", "complement", "dent", "dermatol", "diet", "ethnopharmacol", "exerc", "gastroenterol", "geriatr", "hepatol",
		"hypertens", "immunol", "inst", "integr", "lett", "metab", "microbiol", "nephrol", "neurosci", "obstet", "oncol", "ophthalmol", "psychopharmacol", "publ", "rep", "res", "rheumatol", "soc",
		"sports", "surg", "syst", "technol", "ther", "toxicol", "trop", "urol",
		"am", "br", "eur", "int", "j", "n", "proc", "ann", "arch", "clin", "curr", "front", "adv", "nat", "sci", "rev", "biol", "med", "exp", "appl", "natl", "acad", "nutr", "engl", "opin", "can", "aust",
		"scand", "jpn", "mol", "cell", "comp", "crit", "diabet", "endocr", "gen", "intern", "neurol", "obes", "pediatr", "pharmacol", "physiol", "prev", "psychiatr", "psychol", "environ", "epidemiol", "food", "free", "radic":
		if i := strings.IndexByte(next, ' '); i > 1 {
			next = next[:i]
		}
		return isUpperWord(word) && len(next) > 1 && len(next) <= 10 && strings.Contains(next, ".") && isUpperWord(next)
	}
	return false
}

// namesPeople reports whether a part behind a title is its authors, and not a
// journal with an initial: "J Clin Sleep Med".
func namesPeople(part string, table *cite.JournalTable) bool {
	_, journal := table.Lookup(part)
	return !journal && strings.ContainsAny(part, " ") && !strings.Contains(part, ":") && !isUpperInitial(part) && isAuthors(part)
}

// isUpperInitial reports whether part starts with one letter alone, as names of
// journals do and lists of authors with their initials behind do not.
func isUpperInitial(part string) bool { return len(part) > 1 && part[1] == ' ' }

// isAuthors reports whether the first part of an entry is its authors.
func isAuthors(part string) bool {
	if strings.Contains(part, "et al") {
		return true
	}
	words, initials := 0, 0
	for w := range strings.FieldsFuncSeq(part, func(r rune) bool { return r == ' ' || r == ',' || r == '&' || r == ';' || r == '(' || r == ')' }) {
		words++
		switch {
		case isInitialsText(w):
			initials++
		case w == "and" || isDigit(w[0]) || classOf(w)&particle != 0:
		case !isUpperWord(w):
			return false
		}
	}
	return initials > 0 && words <= 120 && initials*4 >= words && listsPeople(part)
}

// listsPeople reports whether most pieces of a list have initials in front or
// behind, where people have them: "Vitamin D Deficiency" is nobody.
func listsPeople(part string) bool {
	part, _, _ = strings.Cut(part, "(")
	people, pieces := 0, 0
	for piece := range strings.FieldsFuncSeq(strings.ReplaceAll(part, " and ", ","), func(r rune) bool { return r == ',' || r == ';' || r == '&' }) {
		words := strings.Fields(piece)
		if len(words) == 0 {
			continue
		}
		pieces++
		if isInitialsText(words[len(words)-1]) || isInitialsText(words[0]) {
			people++
		}
	}
	return people*2 >= pieces && people > 0
}

// isInitialsText reports whether w stands for given names: "JA", "J.", "J.A.".
func isInitialsText(w string) bool {
	n := 0
	for _, r := range w {
		switch {
		case unicode.IsUpper(r):
			n++
		case r != '.' && r != '-':
			return false
		}
	}
	return n > 0 && n <= 3
}

// nameJoins makes commas of what stands between two authors.
var nameJoins = strings.NewReplacer("&", ",", " and ", ", ", ";", ",")

// familyNames are the family names in the authors' part of an entry.
func familyNames(part string) []string {
	part, _, _ = strings.Cut(part, "(")
	part, _, _ = strings.Cut(part, "et al")
	part = nameJoins.Replace(part)
	var names []string
	for piece := range strings.SplitSeq(part, ",") {
		words := strings.Fields(piece)
		for len(words) > 0 && isInitialsText(words[len(words)-1]) {
			words = words[:len(words)-1]
		}
		for len(words) > 1 && isInitialsText(words[0]) {
			words = words[1:]
		}
		if name := strings.Trim(strings.Join(words, " "), ". []0123456789"); name != "" && utf8.RuneCountInString(name) > 1 && name != "Jr" {
			names = append(names, name)
		}
	}
	return names
}

// isTitle reports whether a part can be a title: words enough, and not the
// place in a volume.
func isTitle(part string) bool {
	letters, words := 0, 0
	for w := range strings.FieldsSeq(part) {
		words++
		if isLetter(rune(w[0])) || w[0] >= utf8.RuneSelf || len(w) > 2 {
			letters++
		}
	}
	return words >= 3 && letters*3 > words*2 && !strings.HasPrefix(part, "http") && !isAuthors(part)
}

// journalIn is the journal that a part of an entry starts with: all of it, or
// what stands before its volume, year or comma. dated says that a year or
// volume starts the next part.
func journalIn(part string, dated bool, table *cite.JournalTable) string {
	part = strings.Trim(part, " *_\"“”(")
	if rest, ok := strings.CutPrefix(part, "In: "); ok {
		part = rest
	}
	if i := strings.Index(part, ", vol"); i > 0 {
		part = part[:i]
		dated = true
	}
	end := len(part)
	for i, w := 0, 0; i < len(part); i++ {
		if w == 0 && (isDigit(part[i]) || part[i] == '(' && i+1 < len(part) && isDigit(part[i+1]) || part[i] == '[') {
			end = i
			break
		}
		w = 0
		if part[i] != ' ' && part[i] != ',' && part[i] != ';' && part[i] != '(' {
			w = 1
		}
	}
	name := strings.TrimRight(part[:end], " ,;.(:[")
	words := strings.Fields(name)
	if len(words) == 0 {
		return ""
	}
	if _, ok := table.Lookup(name); ok {
		return name
	}
	if hit, ok := table.Find(words); ok && !hit.Cue && hit.Words < len(words) && strings.HasSuffix(words[hit.Words-1], ",") {
		return strings.TrimRight(strings.Join(words[:hit.Words], " "), ",")
	}
	if len(words) > 12 || !looksNamed(words) {
		return ""
	}
	kind := class(0)
	for _, w := range words {
		kind |= classOf(strings.Trim(w, ".,;:"))
	}
	dated = dated || end < len(part) && strings.ContainsAny(part[end-1:end], " ,;(.")
	if kind&(press|body) == 0 && !isPublisher(words[len(words)-1]) && (kind&venue != 0 || dated && (len(words) > 1 || kind == 0)) {
		return name
	}
	return ""
}

// isPublisher reports whether w ends the name of a book's publisher.
func isPublisher(w string) bool {
	switch w {
	case "Press", "Publishing", "Publishers", "Publications", "Springer", "Elsevier", "Wiley", "Books", "Edition", "ed", "Inc", "Ltd", "LLC":
		return true
	}
	return false
}

// looksNamed reports whether words are written as a name: capitals but for
// small words. An abbreviation may have small letters within.
func looksNamed(words []string) bool {
	for i, w := range words {
		if !isUpperWord(w) && (i == 0 || classOf(strings.Trim(w, ".,"))&small == 0 && w != "&" && w != "-" && w != "–") {
			return false
		}
	}
	return true
}

// yearIn is a year in brackets in a part, or one at its start.
func yearIn(part string) int {
	for i := 0; i+4 <= len(part); i++ {
		if (i == 0 || part[i-1] == '(' || part[i-1] == ' ') && isYear(part[i:i+4]) && (i+4 == len(part) || !isDigit(part[i+4]) && part[i+4] != '-' && part[i+4] != '/') {
			if i == 0 || part[i-1] == '(' || i+4 == len(part) || strings.ContainsRune(";:). ,", rune(part[i+4])) {
				return number4(part[i : i+4])
			}
		}
	}
	return 0
}

// afterVolume is the year in front of a volume, "2018;12", which is surer than
// any other.
func afterVolume(text string) int {
	for i := 4; i+1 < len(text); i++ {
		if text[i] == ';' && (isDigit(text[i+1]) || text[i+1] == ' ' || text[i+1] == '(') && isYear(text[i-4:i]) && (i == 4 || !isDigit(text[i-5])) {
			return number4(text[i-4 : i])
		}
	}
	return 0
}

func isYear(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	n := number4(s)
	return len(s) == 4 && n >= 1880 && n <= 2039
}

func number4(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
