package audit

import (
	"slices"
	"strconv"
	"strings"

	"stet/internal/source"
	"stet/internal/terms"
)

// A substance is what of a sentence must not change behind the back of its
// source: its numbers, whether it denies, which way things go, and the years.
// Order, spelling, markup and other words are not in it.
type substance struct {
	numbers    []string          // values: "12", "0.5"; spelt ones too
	units      map[string]string // of the values that have one: "12" -> "%"
	negations  int
	directions map[string]string // "less", "more", "better" ... by the words that say so
	years      []string
	words      []string
}

// substanceOf reads plain text.
func substanceOf(plain string) substance {
	var s substance
	quantities := terms.Numbers(plain)
	s.units = unitsOf(quantities)
	s.words, s.directions = wordsIn(plain), map[string]string{}
	for i, w := range s.words {
		next := ""
		if i+1 < len(s.words) {
			next = s.words[i+1]
		}
		switch value := valueOf(w); {
		case isYear(w) && (s.units[w] == "" || studies[s.units[w]]):
			s.years = append(s.years, w)
		case value != "":
			s.numbers = append(s.numbers, value)
		case w == "not" && next == "only", comparing[w] && (next == "than" || studies[next]):
		case negators[w] || strings.HasSuffix(w, "n't"):
			s.negations++
		case directions[w] != "":
			s.directions[w] = directions[w]
		}
	}
	s.numbers, s.years = set(s.numbers), set(s.years)
	return s
}

// set is list sorted and without repeats.
func set(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

// unitsOf are the units of quantities by their values: of "300 mg/day" "mg/day",
// of "n 60" "n". A value with two units has none.
func unitsOf(quantities []string) map[string]string {
	units := map[string]string{}
	for _, q := range quantities {
		var values, rest []string
		for part := range strings.FieldsSeq(q) {
			cut := strings.FieldsFunc(part, func(r rune) bool { return strings.ContainsRune("()<>=-", r) })
			if len(cut) > 0 && valueOf(cut[0]) != "" {
				for _, v := range cut {
					values = append(values, valueOf(v))
				}
			} else {
				rest = append(rest, part)
			}
		}
		for _, v := range values {
			if unit, known := units[v]; known && unit != strings.Join(rest, " ") {
				units[v] = ""
				continue
			}
			units[v] = strings.Join(rest, " ")
		}
	}
	return units
}

// wordsIn cuts plain text into words in lower case, with numbers whole:
// "1,234" is 1234, and "20-30%" is 20 and 30.
func wordsIn(plain string) []string {
	plain = strings.NewReplacer("’", "'", "·", ".", "−", "-", "cannot", "can not").Replace(strings.ToLower(plain))
	var words []string
	for _, w := range strings.FieldsFunc(plain, func(r rune) bool {
		return !(r == '\'' || r == '.' || r == ',' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r > 0x7f && r != '–' && r != '—' && r != '…' && r != '“' && r != '”' && r != '\u00a0' && r != '\u202f')
	}) {
		w = strings.TrimRight(strings.TrimLeft(w, ",'"), ".,'")
		if digits := strings.ReplaceAll(w, ",", ""); startsDigit(w) && isThousands(w) {
			w = digits
		}
		if w != "" {
			words = append(words, w)
		}
	}
	return words
}

func startsDigit(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }

// isThousands reports whether the commas of a number part thousands.
func isThousands(w string) bool {
	for i, part := range strings.Split(w, ",") {
		if whole, _, _ := strings.Cut(part, "."); i > 0 && len(whole) != 3 {
			return false
		}
	}
	return true
}

// valueOf is a number in one way of writing, "" for what is none.
func valueOf(w string) string {
	if v := spelt[w]; v != "" {
		return v
	}
	if !startsDigit(w) && !strings.HasPrefix(w, ".") {
		return ""
	}
	x, err := strconv.ParseFloat(strings.ReplaceAll(w, ",", ""), 64)
	if err != nil {
		return ""
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// spelt are the numbers that prose spells out. "One" is too often none.
var spelt = map[string]string{
	"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17",
	"eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60",
	"seventy": "70", "eighty": "80", "ninety": "90", "hundred": "100", "thousand": "1000", "twice": "2", "twofold": "2", "doubled": "2", "doubles": "2", "threefold": "3", "tripled": "3",
}

func isYear(w string) bool { return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && valueOf(w) == w }

var negators = wordSet("not no never none neither without cannot fails failed fail lacks lacked lack unable absence unlikely")

// comparing are words that say nothing of a direction before "than" and a
// number, "more than 60 women", and before studies, "more research".
var (
	comparing = wordSet("more less fewer greater higher lower larger longer better")
	studies   = wordSet("research studies study evidence trials trial cohorts cohort reviews review data work")
)

// directions are the words for which way things go.
var directions = func() map[string]string {
	m := map[string]string{}
	for way, words := range map[string]string{
		"less": `reduce reduces reduced reducing reduction reductions lower lowers lowered lowering decrease decreases decreased decreasing
			decline declines declined declining fall falls fell falling drop drops dropped dropping diminish diminishes diminished less fewer
			prevent prevents prevented preventing prevention protect protects protected protecting protective protection
			inhibit inhibits inhibited suppress suppresses suppressed shorten shortens shortened smaller slower slows slowed
			ease eases eased relieve relieves relieved alleviate alleviates alleviated cut cuts weaker`,
		"more": `increase increases increased increasing raise raises raised raising rise rises rose rising higher greater more elevate elevates
			elevated boost boosts boosted cause causes caused causing induce induces induced trigger triggers triggered promote promotes promoted
			enhance enhances enhanced larger longer prolong prolongs prolonged faster stronger grow grows grew gain gains gained`,
		"better": `improve improves improved improving improvement improvements better beneficial benefit benefits benefited superior`,
		"worse":  `worsen worsens worsened worsening worse harmful harm harms harmed ineffective unsafe useless inferior aggravate aggravates aggravated impair impairs impaired`,
		"high":   `high`,
		"low":    `low`,
	} {
		for w := range strings.FieldsSeq(words) {
			m[w] = way
		}
	}
	return m
}()

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// A change is something that a sentence states and did not state before.
type change struct {
	said       string   // in the words of a message
	gone, come []string // values, or words for directions
	denials    int      // how many more it has than it had
}

// changes are what s states that was did not. What is only left out makes
// nothing wrong.
func (s substance) changes(was substance) (all []change) {
	if gone, come := without(was.numbers, s.numbers), without(s.numbers, was.numbers); len(come) > 0 {
		all = append(all, change{exchanged("the number", gone, come), gone, come, 0})
	}
	for _, v := range s.numbers {
		if now, then := s.units[v], was.units[v]; now != "" && then != "" && now != then && slices.Contains(was.numbers, v) {
			all = append(all, change{v + " " + then + " is " + v + " " + now + " now", []string{v}, []string{v}, 0})
		}
	}
	if n := s.negations - was.negations; n != 0 {
		all = append(all, change{said: negation(n > 0), denials: n})
	}
	if gone, come := was.turned(s), s.turned(was); len(come) > 0 {
		all = append(all, change{exchanged("the direction", gone, come), gone, come, 0})
	}
	if gone, come := without(was.years, s.years), without(s.years, was.years); len(gone) > 0 && len(come) > 0 {
		all = append(all, change{exchanged("the year", gone, come), gone, come, 0})
	}
	return all
}

// inWords are changes in the words of a message.
func inWords(changes []change) (said []string) {
	for _, c := range changes {
		said = append(said, c.said)
	}
	return said
}

// turned are the words of s for directions that was has no word for. A word
// whose misspelling stood there before is no news.
func (s substance) turned(was substance) (words []string) {
	ways := map[string]bool{}
	for _, way := range was.directions {
		ways[way] = true
	}
	var others []string // words of old that are neither in s nor words for directions
	for _, w := range was.words {
		if was.directions[w] == "" && !slices.Contains(s.words, w) {
			others = append(others, w)
		}
	}
	for _, w := range s.words {
		if way := s.directions[w]; way != "" && !ways[way] && source.Nearest(w, others) == "" {
			words = append(words, w)
		}
	}
	return set(words)
}

func negation(come bool) string {
	if come {
		return "it denies something that it did not deny"
	}
	return "it no longer denies what it denied"
}

// without are the items of a that are not in b.
func without(a, b []string) (only []string) {
	for _, x := range a {
		if !slices.Contains(b, x) {
			only = append(only, x)
		}
	}
	return only
}

// exchanged is "the number 12 is 15 now", of several "the numbers 12, 13 are 15 now".
func exchanged(what string, gone, come []string) string {
	said := gone
	if len(gone) == 0 {
		said = come
	}
	is := " is "
	if len(said) > 1 {
		what, is = what+"s", " are "
	}
	if what += " " + strings.Join(said, ", ") + is; len(gone) == 0 {
		return what + "new"
	}
	return what + strings.Join(come, ", ") + " now"
}
