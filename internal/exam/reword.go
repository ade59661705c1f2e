package exam

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// reword says a sentence of an abstract as somebody would who tells of the
// work: without the authors' "we found that", in other general words, with
// figures, brackets and side clauses left out. How much of that happens is a
// matter of dice: a third stays almost as it was.
func reword(s string, d *dice) string {
	s = strings.TrimSuffix(s, ".")
	s = brackets.ReplaceAllString(s, "")
	for _, lead := range leads {
		if rest := lead.ReplaceAllString(s, ""); len(strings.Fields(rest)) >= leastWords {
			s = rest
		}
	}
	s = replaceAll(s, voices)
	if strength := d.roll(3); strength > 0 {
		s = replaceAll(s, others)
		s = dropFigures(s)
		if strength == 2 {
			s = reorder(dropClause(s))
		}
	}
	return capitalise(strings.Join(strings.Fields(strings.NewReplacer(" ,", ",", " ;", ";").Replace(s)), " "))
}

// leastWords are left of a sentence whatever is dropped.
const leastWords = 7

var (
	brackets = regexp.MustCompile(`\s*\([^()]*\)`)
	leads    = []*regexp.Regexp{
		regexp.MustCompile(`^(?:Background|Introduction|Objectives?|Aims?|Purpose|Methods?|Results?|Findings|Conclusions?|Implications|Significance|Importance)(?: and \w+)?\s?[-:—–]\s`),
		regexp.MustCompile(`^(?:In (?:conclusion|summary|contrast|addition|total|this (?:study|paper|article|report|review|work))|However|Moreover|Furthermore|Additionally|Therefore|Thus|Hence|Conversely|Here|Overall|Finally|Interestingly|Importantly|Surprisingly|Notably|Similarly|Taken together|Together|Collectively|Consequently|Also|Nevertheless|Specifically|Recently|First|Second|Third|Secondly|Accordingly),? (?:and )?`),
		regexp.MustCompile(`^(?:[Ww]e|[Tt]he authors|[Oo]ur (?:results|findings|data|study|analysis|observations)|[Tt]h(?:is|ese) (?:results|findings|data|observations|study|paper|work|analysis)|[Tt]he (?:present |current )?(?:results|findings|data|study)|[Rr]esults) (?:also |further |clearly |strongly |have |has )*(?:found|find|shows?|showed|shown|demonstrate[sd]?|suggest(?:s|ed)?|indicate[sd]?|conclude[sd]?|report(?:s|ed)?|reveal(?:s|ed)?|provides? evidence|observed?|propose[sd]?|confirm(?:s|ed)?|support the (?:hypothesis|idea|notion|view)|hypothesi[sz]e[sd]?) that `),
		regexp.MustCompile(`^[Ii]t (?:is|was|has been|can be|may be) (?:also )?(?:found|shown|concluded|suggested|suggests|demonstrated|proposed|observed|likely) that `),
	}
	voices = []swap{
		word("we", "the researchers"), word("We", "The researchers"), word("our", "their"), word("Our", "Their"), word("us", "them"),
	}
)

// others are plain words for those of abstracts, and some other words for
// what papers call by one name.
var others = []swap{
	word("significantly", ""), word("respectively", ""), word("markedly", "clearly"), word("approximately", "about"),
	word("demonstrated", "showed"), word("demonstrate", "show"), word("revealed", "showed"), word("exhibited", "had"),
	word("increased", "raised"), word("increases", "raises"), word("reduced", "lowered"), word("reduces", "lowers"),
	word("decreased", "lowered"), word("decreases", "lowers"), word("reduction in", "drop in"), word("improvement in", "gain in"),
	word("associated with", "linked to"), word("correlated with", "went along with"), word("association between", "link between"),
	word("patients", "people"), word("subjects", "people"), word("participants", "volunteers"), word("individuals", "people"),
	word("administration of", "giving"), word("administered", "given"), word("evaluated", "looked at"), word("investigated", "looked into"),
	word("assessed", "gauged"), word("examined", "looked at"), word("determined", "worked out"), word("performed", "done"),
	word("conducted", "done"), word("obtained", "got"), word("utilized", "used"), word("utilizing", "using"), word("elucidate", "explain"),
	word("prior to", "before"), word("following", "after"), word("subsequent", "later"), word("subsequently", "later"), word("initial", "first"),
	word("numerous", "many"), word("several", "a number of"), word("various", "different"), word("majority of", "most"), word("additional", "more"),
	word("however", "though"), word("whereas", "while"), word("therefore", "so"), word("thus", "so"), word("due to", "because of"),
	word("therapy", "treatment"), word("therapeutic", "treatment"), word("efficacy", "effect"), word("effective", "useful"), word("adverse events", "side effects"),
	word("adverse effects", "side effects"), word("mortality", "deaths"), word("elderly", "old"), word("infants", "babies"), word("physicians", "doctors"),
	word("hypertension", "high blood pressure"), word("myocardial infarction", "heart attack"), word("renal", "kidney"), word("hepatic", "liver"),
	word("pulmonary", "lung"), word("cardiac", "heart"), word("cerebral", "brain"), word("neoplasms", "tumours"), word("carcinoma", "cancer"),
	word("pediatric", "child"), word("malignant", "cancerous"), word("diagnosed", "found"), word("elevated", "high"), word("enhanced", "stronger"),
	word("inhibits", "blocks"), word("inhibited", "blocked"), word("induces", "causes"), word("induced", "caused"), word("promotes", "furthers"),
	word("novel", "new"), word("crucial", "key"), word("essential", "vital"), word("potential", "possible"), word("important", "weighty"), word("major", "main"),
	word("high risk", "great danger"), word("risk of", "danger of"), word("children", "youngsters"), word("women", "females"), word("men", "males"),
	word("mice", "mouse models"), word("rats", "laboratory rats"), word("in vitro", "in the test tube"), word("in vivo", "in the living animal"),
}

// A swap writes one word or phrase for another.
type swap struct {
	from *regexp.Regexp
	to   string
}

func word(from, to string) swap { return swap{regexp.MustCompile(`\b` + from + `\b`), to} }

func replaceAll(s string, swaps []swap) string {
	for _, w := range swaps {
		s = w.from.ReplaceAllString(s, w.to)
	}
	return s
}

var figure = regexp.MustCompile(`(?: (?:by|of|to|from|at|about|with|in|and|versus|vs))? [<>=≤≥±~]?\s?[-+]?\d[\d.,]*(?:\s?(?:%|per cent|percent|mg|kg|g|ml|mL|mM|µM|nM|mmol|mmHg|cm|mm|nm|kDa|bp|years?|months?|weeks?|days?|hours?|h|min))*\b%?`)

// dropFigures leaves out numbers with their units, unless little else is there.
func dropFigures(s string) string {
	if rest := figure.ReplaceAllString(s, ""); len(strings.Fields(rest)) >= leastWords {
		return rest
	}
	return s
}

var clause = regexp.MustCompile(`(?:[,;] (?:which|whereas|while|but|and|although|suggesting|indicating|including|with|as well as|where)|; ) `)

// dropClause cuts a sentence at its last side clause.
func dropClause(s string) string {
	ends := clause.FindAllStringIndex(s, -1)
	for i := len(ends) - 1; i >= 0; i-- {
		if rest := s[:ends[i][0]]; len(strings.Fields(rest)) >= leastWords {
			return rest
		}
	}
	return s
}

var (
	whileLead = regexp.MustCompile(`^(?:While|Although|Though|Whereas) ([^,]+), (.+)$`)
	inLead    = regexp.MustCompile(`^(In|Among|After|During|Compared with|For) ([^,]+), (.+)$`)
)

// reorder puts what a sentence opens with behind its main clause.
func reorder(s string) string {
	if m := whileLead.FindStringSubmatch(s); m != nil {
		return m[2] + ", even if " + m[1]
	}
	if m := inLead.FindStringSubmatch(s); m != nil {
		return m[3] + " " + strings.ToLower(m[1]) + " " + m[2]
	}
	return s
}

func capitalise(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// uncapitalise writes a sentence as a clause: its first word small, unless it
// is an abbreviation or has a capital inside of the abstract's sentences too.
func uncapitalise(s, abstract string) string {
	first, _, _ := strings.Cut(s, " ")
	first = strings.Trim(first, ",;:")
	r, n := utf8.DecodeRuneInString(s)
	if first[n:] != strings.ToLower(first[n:]) || strings.ContainsAny(first, "0123456789") || n == len(first) && first != "A" {
		return s
	}
	for at := 0; ; {
		i := strings.Index(abstract[at:], " "+first)
		if i < 0 {
			return string(unicode.ToLower(r)) + s[n:]
		}
		at += i
		if at > 0 && !strings.ContainsRune(".?!:\n", rune(abstract[at-1])) {
			return s
		}
		at++
	}
}
