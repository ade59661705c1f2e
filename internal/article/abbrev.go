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
	"dr": neverLast, "mr": neverLast, "mrs": neverLast, "ms": neverLast, "prof": neverLast, "st": neverLast, "rev": neverLast, "gov": neverLast,
	"vs": neverLast, "e.g": neverLast, "i.e": neverLast, "eg": neverLast, "ie": neverLast, "cf": neverLast, "viz": neverLast, "approx": neverLast,
	"ca": neverLast, "esp": neverLast, "incl": neverLast, "resp": neverLast, "seq": neverLast, "n.b": neverLast,
	"fig": neverLast, "figs": neverLast, "eq": neverLast, "eqs": neverLast, "tab": neverLast, "suppl": neverLast, "ed": neverLast, "eds": neverLast,
	"dept": neverLast, "univ": neverLast, "assoc": neverLast, "subsp": neverLast, "var": neverLast, "spp": mayBeLast, "sp": mayBeLast,
	"al": mayBeLast, "etc": mayBeLast, "inc": mayBeLast, "ltd": mayBeLast, "co": mayBeLast, "corp": mayBeLast, "jr": mayBeLast, "sr": mayBeLast,
	"am": mayBeLast, "pm": mayBeLast, "est": mayBeLast, "md": mayBeLast, "phd": mayBeLast,
	"no": beforeNumber, "nos": beforeNumber, "nr": beforeNumber, "vol": beforeNumber, "vols": beforeNumber, "pp": beforeNumber, "p": beforeNumber, "ref": beforeNumber, "refs": beforeNumber,
	"ch": beforeNumber, "chap": beforeNumber, "sec": beforeNumber, "art": beforeNumber, "para": beforeNumber, "pt": beforeNumber, "max": beforeNumber, "min": beforeNumber, "avg": beforeNumber,
	"jan": beforeNumber, "feb": beforeNumber, "mar": beforeNumber, "apr": beforeNumber, "jun": beforeNumber, "jul": beforeNumber, "aug": beforeNumber, "sep": beforeNumber,
	"sept": beforeNumber, "oct": beforeNumber, "nov": beforeNumber, "dec": beforeNumber,
}

// titleWords are the short forms that journals' names are made of. One ends no
// sentence unless a word follows that starts sentences.
var titleWords = map[string]bool{
	"acad": true, "adv": true, "aliment": true, "altern": true, "ann": true, "appl": true, "arch": true, "biochem": true, "biol": true,
	"br": true, "can": true, "cardiovasc": true, "chem": true, "clin": true, "complement": true, "curr": true,
	"dermatol": true, "dev": true, "dis": true, "endocrinol": true, "engl": true, "epidemiol": true, "eur": true, "exp": true,
	"gastroenterol": true, "gen": true, "geriatr": true, "hum": true, "immunol": true, "infect": true, "int": true,
	"integr": true, "intern": true, "jpn": true, "med": true, "metab": true, "microbiol": true, "mol": true, "nat": true, "natl": true,
	"neurol": true, "neurosci": true, "nutr": true, "obes": true, "obstet": true, "oncol": true, "ophthalmol": true, "pediatr": true,
	"pharm": true, "pharmacol": true, "physiol": true, "proc": true, "psychiatr": true, "psychol": true, "psychopharmacol": true,
	"publ": true, "rep": true, "res": true, "rheumatol": true, "scand": true, "sci": true, "soc": true, "surg": true, "syst": true,
	"technol": true, "ther": true, "toxicol": true, "transl": true, "trop": true, "urol": true, "j": true,
}

// starters are words that start sentences and hardly anything else, once they
// have a capital.
var starters = func() map[string]bool {
	m := map[string]bool{}
	for word := range bytes.FieldsSeq([]byte(`The A An In On At By For From With Without This That These Those It Its They Their There
		We Our He His She Her However Although Though While When Where If As Since Because Thus Therefore Hence Moreover Furthermore
		Additionally Also But And Or Yet So Then Both Each Every Some Many Most Several Few One Two Three No Not Another Other
		Participants Patients Researchers Results Studies Evidence Overall Finally First Second Here What Which Who How Why
		You Your I My Unlike Like Despite During After Before Until Even Only Such All Any More Less To Of Recent Our People
		Women Men Children Adults Taking Subjects Data Findings Scientists Authors Doctors Experts Compared According`)) {
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
	starter := starters[string(next)]
	if isDigit(word[0]) {
		return from == s.from && stop == i+1 && len(word) < 3 // "1." in front of the sentence
	}
	if stop > i+1 && s.text[i+1] != '.' { // a bracket or a quote closed behind it
		return false
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
	if bytes.IndexByte(word, '.') > 0 { // U.S., Ph.D., J.R.
		return !starter
	}
	if len(word) == 1 {
		return s.initial(from, word[0], starter)
	}
	return isUpper(word[0]) && titleWords[string(key)] && !starter
}

// initial reports whether the letter before a full stop is an initial, as in
// "J. Smith" or "Smith J. Nutr", and not the last word, as in "vitamin D.".
func (s *splitter) initial(from int, letter byte, starter bool) bool {
	if !isUpper(letter) || starter {
		return false
	}
	before := bytes.TrimRight(s.text[s.from:from], " ")
	n := len(before)
	for n > 0 && isWord(before[n-1]) {
		n--
	}
	return !namedByLetter[string(before[n:])]
}

// namedByLetter are the nouns that a capital letter ends.
var namedByLetter = map[string]bool{
	"vitamin": true, "Vitamin": true, "vitamins": true, "hepatitis": true, "Hepatitis": true, "type": true, "Type": true,
	"group": true, "Group": true, "influenza": true, "plan": true, "Plan": true, "Phase": true, "phase": true, "arm": true, "Arm": true,
	"and": true, "or": true, "option": true, "Option": true, "product": true, "Product": true,
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
