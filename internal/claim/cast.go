package claim

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"stet/internal/article"
	"stet/internal/terms"
)

// A cast tells who the names of an article are, by how it uses them: "Ozempic"
// in "people on Ozempic" is nobody who writes papers, and "Okafor" in "Okafor
// et al." is.
type cast struct {
	article *article.Article
	roles   map[string]role
	cites   bool // it names authors with "et al." somewhere
	asked   bool // cites is known
}

// A role is what a name stands for in an article.
type role uint8

const (
	unknown role = iota
	author
	thing
	homonym // thing, but for nothing the article says: a surname that is a word of medicine, as "Mir"
)

// maxCast bounds the names that are looked up in one article, each of which
// takes a pass over the text.
const maxCast = 100

// role is the role of a name of one word: unknown, author or thing.
func (c *cast) role(name string) role {
	switch r := c.weigh(name); {
	case r != homonym:
		return r
	case isSurname(name):
		return unknown
	}
	return thing
}

// isHomonym reports whether nothing but the dictionary speaks for name being a
// thing: the article never uses it so, nor writes it small.
func (c *cast) isHomonym(name string) bool { return c.weigh(name) == homonym }

func (c *cast) weigh(name string) role {
	if r, ok := c.roles[name]; ok {
		return r
	}
	if len(c.roles) >= maxCast {
		return unknown
	}
	if c.roles == nil {
		c.roles = map[string]role{}
	}
	r := c.uses(name)
	c.roles[name] = r
	return r
}

// authored reports whether the article names authors anywhere.
func (c *cast) authored() bool {
	if !c.asked {
		c.asked = true
		text := c.article.File.Bytes
		c.cites = bytes.Contains(text, []byte(" et al")) || hasCitation(text) || c.lists()
	}
	return c.cites
}

// lists reports whether two sentences of the article or more start with a name
// and a year and go on with research, as the items of a list of studies do:
// "Kim (2016): RCT ...".
func (c *cast) lists() bool {
	n := 0
	for i := range c.article.Sentences {
		text := c.article.Sentences[i].Plain
		k := strings.IndexAny(text, " ,")
		if k < 2 || k > 30 || text[0] < 'A' || text[0] > 'Z' {
			continue
		}
		word := text[:k]
		rest := strings.TrimLeft(text[k:], " ,(")
		if len(rest) > 4 && isYear(rest[:4]) && !isDigit(rest[4]) && classOf(word)&(notName|month|study|loose|body|press|venue) == 0 && hasResearch(rest) && !isCommon(word) {
			if n++; n > 1 {
				return true
			}
		}
	}
	return false
}

// hasCitation reports whether text has a name and year in brackets: "(Okafor,
// 2012", "[Okafor 2012".
func hasCitation(text []byte) bool {
	for i := 0; i+7 < len(text); i++ {
		if c := text[i]; c != '(' && c != '[' || text[i+1] < 'A' || text[i+1] > 'Z' {
			continue
		}
		k := i + 1
		for k < len(text) && isWordByte(text[k]) {
			k++
		}
		word := text[i+1 : k]
		for k < len(text) && (text[k] == ',' || text[k] == ' ') {
			k++
		}
		if k+4 < len(text) && len(word) > 1 && isYear(string(text[k:k+4])) && strings.IndexByte(";,)]", text[k+4]) >= 0 && classOf(string(word))&(notName|month|study|loose|body|press|venue) == 0 && !isCommon(string(word)) {
			return true
		}
	}
	return false
}

// uses weighs all uses of a name in the article.
func (c *cast) uses(name string) role {
	for i := range c.article.Entries {
		if hasWord(c.article.Entries[i].Plain, name) {
			return author
		}
	}
	text := c.article.File.Bytes
	things := 0
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte(name))
		if i < 0 {
			break
		}
		start, end := at+i, at+i+len(name)
		at = end
		if start > 0 && isWordByte(text[start-1]) || end < len(text) && isWordByte(text[end]) {
			continue
		}
		switch useOf(text, start, end) {
		case author:
			return author
		case thing:
			things++
		}
	}
	if low := []byte(strings.ToLower(name)); c.inAddress(string(low)) {
		return author
	}
	switch {
	case things > 1:
		return thing
	case !isCommon(name):
		return unknown
	case things > 0 || c.writes(strings.ToLower(name)):
		return thing
	}
	return homonym
}

// writes reports whether the article has w as a word of its own.
func (c *cast) writes(w string) bool {
	for i := range c.article.Sentences {
		if hasWord(c.article.Sentences[i].Plain, w) {
			return true
		}
	}
	return false
}

// inAddress reports whether a link's address has a name, in lower case, as that
// of an author: "/study/shannon-2019-sleep".
func (c *cast) inAddress(low string) bool {
	for i := range c.article.Sentences {
		for k := range c.article.Sentences[i].Inlines {
			in := &c.article.Sentences[i].Inlines[k]
			if in.Kind != article.Link {
				continue
			}
			if at := strings.Index(in.Target, low); at >= 0 && (at == 0 || !isWordByte(in.Target[at-1])) && citesBehind(in.Target[at+len(low):]) {
				return true
			}
		}
	}
	return false
}

// citesBehind reports whether what stands behind a name in an address cites it.
func citesBehind(rest string) bool {
	return strings.HasPrefix(rest, "-et-al") || len(rest) > 4 && rest[0] == '-' && isYear(rest[1:5])
}

// isCommon reports whether a word is one of health writing's own.
func isCommon(name string) bool {
	stems := terms.Stems(name)
	return len(stems) == 1 && terms.DF(stems[0]) > 0
}

// useOf is what the use of a name at text[start:end] makes of it.
func useOf(text []byte, start, end int) role {
	after, before := text[end:min(end+24, len(text))], text[max(0, start-24):start]
	for _, tail := range [...]string{" et al", " and colleagues", " & "} {
		if bytes.HasPrefix(after, []byte(tail)) {
			return author
		}
	}
	for _, sign := range [...]string{"®", "™", " Inc", " Ltd", " Corp", " LLC", " Pharma", " Labs"} {
		if bytes.HasPrefix(after, []byte(sign)) {
			return thing
		}
	}
	word := lastWord(before)
	switch word {
	case "Dr", "Dr.", "Prof", "Prof.", "Professor", "psychologist", "researcher", "neuroscientist", "epidemiologist", "author", "colleague":
		return author
	case "in", "on", "with", "the", "of", "taking", "take", "from", "using":
		if next := firstWord(after); next == "" || classOf(next)&(study|loose) == 0 && isSmallLetter(next) {
			return thing
		}
	}
	next := firstWord(after)
	if next != "" && next != "and" && isSmallLetter(next) && classOf(next)&(report|act|study|loose|people) == 0 {
		return thing
	}
	return unknown
}

// firstWord is the word that text starts with behind one space, "" if none
// does.
func firstWord(text []byte) string {
	if len(text) == 0 || text[0] != ' ' {
		return ""
	}
	text = text[1:]
	n := 0
	for n < len(text) && isWordByte(text[n]) {
		n++
	}
	return string(text[:n])
}

// lastWord is the word that text ends with before one space, "" if none does.
func lastWord(text []byte) string {
	text = bytes.TrimSuffix(text, []byte(" "))
	return string(text[bytes.LastIndexAny(text, " \n(*_[")+1:])
}

func isSmallLetter(w string) bool { return w != "" && w[0] >= 'a' && w[0] <= 'z' }

func isWordByte(c byte) bool { return inWord[c] || c >= utf8.RuneSelf }

// hasWord reports whether text has w as a word of its own.
func hasWord(text, w string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], w)
		if i < 0 {
			return false
		}
		start, end := at+i, at+i+len(w)
		if (start == 0 || !isWordByte(text[start-1])) && (end == len(text) || !isWordByte(text[end])) {
			return true
		}
		at = end
	}
}

// isAuthor reports whether the article names an author of that name elsewhere:
// in its list, in a link's address, or with "et al.".
func (r *sentence) isAuthor(name string) bool { return r.cast.role(name) == author }

// owns reports whether the name at token i can be that of the author of the
// study whose noun is at token head, where likely says that nothing but the
// name speaks against it. Companies and countries have trials and surveys;
// papers have authors.
func (r *sentence) owns(i, head int, likely bool) bool {
	role := r.cast.role(r.Plain[r.toks[i].start:r.toks[i].stem])
	if role == unknown && r.isWord(head+1, "in") && (r.inJournal(head+2) || r.inJournal(head+3)) {
		return true
	}
	if role != unknown || !likely {
		return role == author
	}
	return !r.isCorporateNoun(head) || isSurname(r.Plain[r.toks[i].start:r.toks[i].stem])
}

// isCorporateNoun reports whether token i names what companies and countries have
// as well as authors: trials and surveys, and not papers.
func (r *sentence) isCorporateNoun(i int) bool {
	switch strings.ToLower(r.at(i)) {
	case "report", "reports", "series":
		return !r.isWord(i-1, "case")
	case "trial", "trials", "survey", "surveys", "statement", "data", "program":
		return true
	}
	return false
}

// honours reports whether token i is a person's title or calling: "Dr.",
// "psychologist".
func (r *sentence) honours(i int) bool {
	if r.isMark(i, ".") {
		i--
	}
	switch strings.ToLower(r.at(i)) {
	case "dr", "prof", "professor", "doctor", "psychologist", "psychiatrist", "neuroscientist", "epidemiologist", "nutritionist", "physiologist", "cardiologist", "author", "colleague":
		return true
	}
	return r.is(i, people)
}
