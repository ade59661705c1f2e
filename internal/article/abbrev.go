package article

import "bytes"

// A habit is how an abbreviation stands in a text.
type habit uint8

const (
	neverLast    habit = iota + 1 // something always follows: Dr., Fig., e.g.
	mayBeLast                     // the next word tells: et al., U.S., Inc.
	beforeNumber                  // a number follows: No., vol.
)

var abbreviations = map[string]habit{
	"dr": neverLast, "mt": neverLast, "mr": neverLast, "mrs": neverLast, "ms": neverLast, "prof": neverLast, "st": neverLast, "rev": neverLast, "gov": neverLast,
	"vs": neverLast, "e.g": neverLast, "i.e": neverLast, "eg": neverLast, "ie": neverLast, "cf": neverLast, "viz": neverLast, "approx": neverLast,
	"ca": neverLast, "esp": neverLast, "incl": neverLast, "resp": neverLast, "seq": neverLast, "n.b": neverLast,
	"fig": neverLast, "figs": neverLast, "eq": neverLast, "eqs": neverLast, "tab": neverLast, "suppl": neverLast, "ed": neverLast, "eds": neverLast,
	"dept": neverLast, "univ": neverLast, "assoc": neverLast, "subsp": neverLast, "var": neverLast, "spp": mayBeLast, "sp": mayBeLast,
	"al": mayBeLast, "etc": mayBeLast, "inc": mayBeLast, "ltd": mayBeLast, "co": mayBeLast, "corp": mayBeLast, "jr": mayBeLast, "sr": mayBeLast,
	"am": mayBeLast, "pm": mayBeLast, "a.m": mayBeLast, "p.m": mayBeLast, "est": mayBeLast, "md": mayBeLast, "phd": mayBeLast,
	"no": beforeNumber, "nos": beforeNumber, "nr": beforeNumber, "vol": beforeNumber, "vols": beforeNumber, "pp": beforeNumber, "p": beforeNumber, "ref": beforeNumber, "refs": beforeNumber,
	"ch": beforeNumber, "chap": beforeNumber, "sec": beforeNumber, "art": beforeNumber, "para": beforeNumber, "pt": beforeNumber, "max": beforeNumber, "min": beforeNumber, "avg": beforeNumber,
	"jan": beforeNumber, "feb": beforeNumber, "mar": beforeNumber, "apr": beforeNumber, "jun": beforeNumber, "jul": beforeNumber, "aug": beforeNumber, "sep": beforeNumber,
	"sept": beforeNumber, "oct": beforeNumber, "nov": beforeNumber, "dec": beforeNumber,
}

// titleWords are the short forms that journals' names are made of. One ends no
// sentence unless a word follows that starts sentences.
var titleWords = wordSet(`
	abstr acad adolesc adv afr agric aliment altern anaesthesiol anal anat anesth anesthesiol anim ann anthropol appl arch
	archeol arq assess aust australas bacteriol bakteriol behav biochem biochim bioeng bioeth biol biomed biophys biotechnol boll
	br bull can carcinog cardiol cardiovasc chem chemother chir chromatogr cienc circ clin cogn commun complement comput conf
	contracept contrib cosmet counc couns crit curr cytol demogr dent dermatol dev diabetol diagn dis disord ecol educ egypt
	embryol emerg endocrinol enferm eng engl entomol environ epidemiol eur eval exp fam fertil fiziol fortschr front
	gastroenterol gen genet geogr geol geriatr gerontol ginecol gynaecol gynecol haematol healthc hematol hepatol hig hisp hist
	histochem hosp hum hyg hyperb hypertens immunohistochem immunol inf infect inform inst instrum int integr intern interv
	intervent invest iran ital j jpn klin lett leuk manag mater maxillofac mech med ment metab microbiol microsc mol monatsschr
	monit monogr morphol nat natl naturwiss nephrol netw neurobiol neurochir neurol neurophysiol neuropsychol neurosci neurosurg
	niger nucl nurs nutr obes obstet occup ocul odontol oftalmol oncol oper ophthalmol opin opt orthop osterr otol otolaryngol
	otorhinolaryngol paediatr parasitol pathol patol pediatr perinat periodontol perspect pharm pharmacol pharmacother phys
	physiol plast polym popul pract prev probl proc prog promot psychiatr psychoanal psychol psychopharmacol psychosom psychother
	publ pulm qual radiat radiol radiother reconstr rehabil rep reprod res resour respir rheumatol sanit scand sci semin serv soc
	sociol spectrosc stomatol surg surv symp syst technol ther thorac thromb tidskr tidsskr tijdschr toxicol trans transfus
	transl traumatol trop tuberc urol vasc vestn vet virol vopr wiss wochenschr womens zentralbl zh zool`)

// starters are words that start sentences and hardly anything else, once they
// have a capital.
var starters = func() map[string]bool {
	m := map[string]bool{}
	for word := range bytes.FieldsSeq([]byte(`The A An In On At By For From With Without This That These Those It Its They Their There
		We Our He His She Her However Although Though While When Where If As Since Because Thus Therefore Hence Moreover Furthermore
		Additionally Also But And Or Yet So Then Both Each Every Some Many Most Several Few One Two Three No Not Another Other
		Participants Patients Researchers Results Studies Evidence Overall Finally First Second Here What Which Who How Why
		You Your I My Unlike Like Despite During After Before Until Even Only Such All Any More Less To Of Recent Our People
		Women Men Children Adults Taking Subjects Data Findings Scientists Authors Doctors Experts Compared According Nobody None Everyone Nothing
		Something Today Later Again Still Nor Once Perhaps Whether Animals Mice Rats Trials Doses Side Adverse`)) {
		m[string(word)] = true
	}
	return m
}()

// abbreviation reports whether the full stop at i belongs to an abbreviation
// or an initial rather than to the sentence. What follows its closers, which
// end at stop, is rest.
func (s *splitter) abbreviation(i, stop int, rest []byte) bool {
	from := i
	for from > s.from && (isWord(s.text[from-1]) || s.text[from-1] == '.' || s.text[from-1] == '-') {
		from--
	}
	word := s.text[from:i]
	if len(word) == 0 {
		return false
	}
	next := rest[:wordLength(rest)]
	starter := starters[string(next)] && !(len(next) == 1 && len(rest) > 1 && rest[1] == '.') // "A." is an initial
	if isDigit(word[0]) {
		return stop == i+1 && len(word) < 3 && s.isNumbering(from)
	}
	if stop > i+1 && s.text[i+1] != '.' { // a bracket or a quote closed behind it
		return false
	}
	if s.seriesTitle(from, rest) {
		return true
	}
	var buf [16]byte
	if len(word) > len(buf) {
		return false
	}
	key := appendLower(buf[:0], word)
	switch abbreviations[string(key)] {
	case neverLast:
		return true
	case mayBeLast:
		return !starter
	case beforeNumber:
		return len(rest) > 0 && (isDigit(rest[0]) || rest[0] == '(' || rest[0] == '#')
	}
	if bytes.IndexByte(word, '.') > 0 {
		if !isDotted(word) { // a file's name, a version
			return false
		}
		if isLower(word[0]) { // b.i.d., which no name follows
			return !isUpper(rest[0])
		}
		return !starter // U.S., Ph.D., J.R.
	}
	if len(word) == 1 {
		return s.initial(from, word[0], starter)
	}
	return isUpper(word[0]) && !starter && (titleWords[string(key)] || s.titleChain(from, word, rest))
}

// maxShort is the longest short form in a journal's name, in bytes.
const maxShort = 10

// titleChain reports whether a word with a stop is one of several short forms
// that stand together behind a preposition or a mark, or three in a row, as they do
// in the names of journals alone: "in Semin. Intervent. Radiol.", "in Afr. Health
// Sci.", "— Ultrason. Sonochem., 2019". from is where the word starts, and rest
// what follows the stop.
func (s *splitter) titleChain(from int, word, rest []byte) bool {
	if !isShortForm(word) {
		return false
	}
	before, dots := s.text[s.from:from], 0
	for n := 0; n < maxTitleWords; n++ {
		cut, dotted := bytes.CutSuffix(bytes.TrimRight(before, " "), []byte("."))
		rest, last := cutWord(cut)
		if dotted && !isShortForm(last) && !(len(last) == 1 && isUpper(last[0])) || len(last) == 0 || !isUpper(last[0]) || starters[string(last)] {
			break
		}
		if before = rest; dotted {
			dots++
		}
	}
	follows := shortFormFollows(rest)
	if dots > 1 || dots > 0 && follows {
		return true // three in a row: "wrote J. Craniofac. Surg. in 2007"
	}
	before = bytes.TrimRight(before, " ")
	_, lead := cutWord(before)
	marked := len(before) > 0 && len(lead) == 0 || bytes.HasSuffix(before, []byte("–")) || bytes.HasSuffix(before, []byte("—"))
	return follows && marked || !startsClause(rest) && (dots > 0 || follows || yearFollows(rest)) && placeWords[string(bytes.ToLower(lead))]
}

// startsClause reports whether rest starts with a noun and its verb: "Glioblastoma is".
func startsClause(rest []byte) bool {
	rest = bytes.TrimLeft(rest[wordLength(rest):], " ")
	switch string(rest[:wordLength(rest)]) {
	case "is", "are", "was", "were", "has", "have", "had", "can", "may":
		return true
	}
	return false
}

// maxTitleWords bounds the words of a journal's name that are looked at.
const maxTitleWords = 8

// yearFollows reports whether rest starts with a word or three of a name and the
// year behind it: "Lymphoma (2000)", "Public Health in 2019".
func yearFollows(rest []byte) bool {
	for n := 0; n < 3; n++ {
		k := wordLength(rest)
		if k == 0 || !isUpper(rest[0]) {
			return false
		}
		rest = bytes.TrimLeft(bytes.TrimPrefix(bytes.TrimLeft(rest[k:], " ,("), []byte("in ")), " ")
		if len(rest) > 3 && isDigit(rest[0]) {
			return year(rest[:4]) > 0
		}
	}
	return false
}

// shortFormFollows reports whether rest starts with a short form and its stop,
// or has one behind a first word.
func shortFormFollows(rest []byte) bool {
	for range 2 {
		n := wordLength(rest)
		switch {
		case n == 0 || !isUpper(rest[0]):
			return false
		case isShortForm(rest[:n]) && bytes.HasPrefix(rest[n:], []byte(".")):
			return true
		case !bytes.HasPrefix(rest[n:], []byte(" ")):
			return false
		}
		rest = rest[n+1:]
	}
	return false
}

// isShortForm reports whether a word may be a short form: "Sci", "Intervent".
func isShortForm(word []byte) bool {
	if len(word) < 2 || len(word) > maxShort || !isUpper(word[0]) || starters[string(word)] {
		return false
	}
	for _, c := range word[1:] {
		if !isLower(c) {
			return false
		}
	}
	return true
}

// placeWords stand before the name of a journal.
var placeWords = map[string]bool{"in": true, "the": true, "of": true, "by": true, "from": true, "per": true, "see": true, "wrote": true, "journal": true, "to": true, "as": true, "when": true}

// isNumbering reports whether the number at from, behind which a stop stands,
// numbers what follows: "1. " or "Fig. 2. " in front of the sentence.
func (s *splitter) isNumbering(from int) bool {
	before := bytes.TrimRight(bytes.TrimLeft(s.text[s.from:from], " "), ". ")
	if len(before) == 0 {
		return true
	}
	var buf [16]byte
	return len(before) <= len(buf) && numberedParts[string(appendLower(buf[:0], before))]
}

// numberedParts are the nouns that a number and a stop follow in a caption or a
// title.
var numberedParts = map[string]bool{
	"fig": true, "figure": true, "table": true, "box": true, "panel": true, "step": true, "part": true, "study": true,
	"experiment": true, "trial": true, "phase": true, "chapter": true, "appendix": true, "section": true, "question": true,
}

// isDotted reports whether word is letters in ones and twos with points between
// them.
func isDotted(word []byte) bool {
	n := 0
	for _, c := range word {
		if c == '.' {
			n = 0
			continue
		}
		if n++; n > 2 || isDigit(c) {
			return false
		}
	}
	return true
}

// initial reports whether the letter before a full stop is an initial, as in
// "J. Smith" or "Smith J. Nutr", and not the last word, as in "vitamin D.".
func (s *splitter) initial(from int, letter byte, starter bool) bool {
	if !isUpper(letter) || starter {
		return false
	}
	before, last := cutWord(s.text[s.from:from])
	if string(last) == "and" || string(last) == "or" { // "vitamins B and C.", but "A. Smith and C. Lee"
		_, last = cutWord(before)
		return len(last) > 3 || len(last) == 0 || !isUpper(last[0])
	}
	return !namedByLetter[string(last)]
}

// cutWord is text without its last word, and that word.
func cutWord(text []byte) (before, word []byte) {
	text = bytes.TrimRight(text, " ")
	n := len(text)
	for n > 0 && isWord(text[n-1]) {
		n--
	}
	return text[:n], text[n:]
}

// namedByLetter are the nouns that a capital letter ends.
var namedByLetter = map[string]bool{
	"vitamin": true, "Vitamin": true, "vitamins": true, "hepatitis": true, "Hepatitis": true, "type": true, "Type": true,
	"group": true, "Group": true, "influenza": true, "plan": true, "Plan": true, "Phase": true, "phase": true, "arm": true, "Arm": true,
	"option": true, "Option": true, "product": true, "Product": true,
}

func appendLower(dst, word []byte) []byte {
	for _, c := range word {
		if isUpper(c) {
			c |= 0x20
		}
		dst = append(dst, c)
	}
	return dst
}
