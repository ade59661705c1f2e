package exam

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"stet/internal/cite"
	"stet/internal/match"
	"stet/internal/terms"
)

// A subject is a library of works about one thing, as a site about that thing
// has: each shares the thing's own words with all others.
type subject struct {
	stem    string
	word    string // a word of that stem, as titles have it
	refs    []*cite.Reference
	library *match.Index
}

// A library of one subject has so many works. A tenth of them have its word in
// the title, and in a descriptor, at least: "novel" and "receptor" are in many,
// and the subject of none.
const (
	leastOfSubject = 18
	mostOfSubject  = 300
	leastNamed     = 10
)

// subjects are what many papers are about by a telling word of their titles and
// headings. Of two that are mostly the same papers the larger is taken.
func (m *maker) subjects() []subject {
	held, titled, headed := map[string][]*cite.Reference{}, map[string]int{}, map[string]int{}
	words, everyday := map[string]map[string]int{}, map[string]bool{}
	for stem := range terms.Everyday() {
		everyday[stem] = true
	}
	for _, r := range m.refs {
		titles, headings := subjectStems(r, words)
		for _, stem := range titles {
			titled[stem]++
		}
		for _, stem := range headings {
			headed[stem]++
		}
		for _, stem := range sortedSet(slices.Concat(titles, headings)) {
			held[stem] = append(held[stem], r)
		}
	}
	var all []subject
	for stem, refs := range held {
		n := len(refs)
		isNamed := titled[stem] >= max(leastNamed, n/4) && headed[stem] >= max(leastNamed, n/4)
		if n >= leastOfSubject && n <= mostOfSubject && isNamed && terms.Weight(stem) >= telling && !everyday[stem] {
			all = append(all, subject{stem: stem, word: commonest(words[stem]), refs: refs})
		}
	}
	slices.SortFunc(all, func(a, b subject) int {
		return cmp.Or(cmp.Compare(len(b.refs), len(a.refs)), strings.Compare(a.stem, b.stem))
	})
	var chosen []subject
	for _, s := range all {
		if !slices.ContainsFunc(chosen, func(c subject) bool { return 2*s.in(c) > len(s.refs) }) {
			s.library = index(s.refs)
			chosen = append(chosen, s)
		}
	}
	return chosen
}

// subjectStems are the stems of r's title and descriptors, each without
// repeats. It counts the words of titles that have them.
func subjectStems(r *cite.Reference, words map[string]map[string]int) (title, headings []string) {
	for w := range strings.FieldsFuncSeq(strings.ToLower(r.Title), func(c rune) bool { return !unicode.IsLetter(c) }) {
		of := terms.Stems(w)
		if len(w) < 4 || len(of) != 1 {
			continue
		}
		if words[of[0]] == nil {
			words[of[0]] = map[string]int{}
		}
		words[of[0]][w]++
		title = append(title, of[0])
	}
	for _, heading := range r.MeSH {
		if !checkTags[heading] {
			headings = terms.Append(headings, heading)
		}
	}
	return sortedSet(title), sortedSet(headings)
}

func sortedSet(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

func commonest(words map[string]int) string {
	best := ""
	for w, n := range words {
		if n > words[best] || n == words[best] && w < best {
			best = w
		}
	}
	return best
}

// in is how many of s's papers c has.
func (s *subject) in(c subject) int {
	n := 0
	for _, r := range s.refs {
		if slices.Contains(c.refs, r) {
			n++
		}
	}
	return n
}

// ofSubject makes the cases of a library of one subject, in articles on it.
func (m *maker) ofSubject(s *subject, papers map[*cite.Reference]*Paper, lay map[cite.PMID][]*Sentence) {
	for _, r := range s.refs {
		for _, c := range subjectClasses {
			d := m.diceFor(c.Name+" "+s.stem, string(r.PMID))
			if !d.chance(subjectShares[c]) {
				continue
			}
			w := work{maker: m, Paper: papers[r], class: c, dice: d, library: s.library, subject: s, naming: newNaming(r, d)}
			switch said := m.said[r]; {
			case c.Kind == Lay || c == oneLayOther:
				if list := lay[r.PMID]; len(list) > 0 {
					w.oneLay(one(d, list))
				}
			case len(said) > 0:
				w.claim = reword(one(d, said), d)
				oneMakers[c](&w)
			}
		}
	}
}

var subjectShares = map[*Class]int{
	oneIssue: 16, oneID: 10, oneAuthor: 12, oneLittle: 14, oneOther: 14, oneOtherID: 14, oneOtherAuthor: 10, oneLostID: 14, oneLost: 14,
	oneNamesake: 10, oneTheirs: 12, oneTheirYear: 10, oneTheirID: 8, oneLay: 40, oneLayOther: 40,
}

// oneMakers make the cases of each class of libraries of one subject.
var oneMakers = map[*Class]func(w *work){
	oneIssue:  func(w *work) { w.alone(w.book.journal) },
	oneID:     func(w *work) { w.add(w.say(w.book.id), w.Reference) },
	oneAuthor: func(w *work) { w.alone(w.book.people()) },
	oneLittle: func(w *work) {
		w.naming.kind = "study"
		w.alone(byLittle)
	},
	oneOther: func(w *work) {
		w.withNeighbour(func(o *cite.Reference) {
			w.naming.journal, w.naming.year = journalName(o.Journal, w.dice), o.Year
			w.add(w.say(w.book.journal))
		})
	},
	oneOtherID: func(w *work) {
		w.withNeighbour(func(o *cite.Reference) {
			w.naming.id = one(w.dice, plainIDs(o))
			w.add(w.say(w.book.id))
		})
	},
	oneOtherAuthor: func(w *work) {
		w.withNeighbour(func(o *cite.Reference) {
			if w.naming.authors, w.naming.year = families(o), o.Year; len(w.naming.authors) > 0 {
				w.add(w.say(w.book.authors))
			}
		})
	},
	oneNamesake: func(w *work) {
		w.withTheirs(true, func(*cite.Reference) { w.alone(w.book.authors) })
	},
	oneTheirs: func(w *work) {
		w.withTheirs(false, func(o *cite.Reference) {
			w.naming.journal, w.naming.year = journalName(o.Journal, w.dice), o.Year
			w.add(w.say(w.book.all))
		})
	},
	oneTheirYear: func(w *work) {
		w.withTheirs(false, func(o *cite.Reference) {
			w.naming.year = o.Year
			w.add(w.say(w.book.authors))
		})
	},
	oneTheirID: func(w *work) {
		w.withTheirs(false, func(o *cite.Reference) {
			w.naming.year, w.naming.id = o.Year, one(w.dice, plainIDs(o))
			w.add(w.say(w.book.names))
		})
	},
	oneLostID: func(w *work) {
		w.withNeighbour(func(o *cite.Reference) {
			w.naming.id, w.library = one(w.dice, plainIDs(o)), w.subject.without(w.Reference)
			w.add(w.say(w.book.id))
		})
	},
	oneLost: func(w *work) {
		w.withNeighbour(func(o *cite.Reference) {
			w.naming.journal, w.naming.year, w.library = journalName(o.Journal, w.dice), o.Year, w.subject.without(w.Reference)
			w.add(w.say(w.book.journal))
		})
	},
}

func (s *subject) without(r *cite.Reference) *match.Index {
	return index(slices.DeleteFunc(slices.Clone(s.refs), func(o *cite.Reference) bool { return o == r }))
}

// alone names the paper in one of ws, unless another of the subject could be
// meant by the same words.
func (w *work) alone(ws []wording) {
	names := families(w.Reference)
	for _, o := range w.subject.refs {
		others := families(o)
		sharesAuthor := len(names) > 0 && len(others) > 0 && slices.Contains(others, names[0])
		if o != w.Reference && slices.Contains(o.Years(), w.naming.year) && (journalKey(o) == journalKey(w.Reference) || sharesAuthor) {
			return
		}
	}
	if len(names) > 0 || !strings.Contains(string(ws[0]), "{A}") && !strings.Contains(string(ws[0]), "{a}") {
		w.add(w.say(ws), w.Reference)
	}
}

// withNeighbour hands on another work of the subject that has another journal,
// other years and other authors than the paper, and shares little with it but
// the subject.
func (w *work) withNeighbour(use func(*cite.Reference)) {
	own := families(w.Reference)
	for range throws {
		o := one(w.dice, w.subject.refs)
		shares := func(n string) bool { return slices.Contains(own, n) }
		if o != w.Reference && o.Year > 0 && w.isOtherIssue(o) && !slices.ContainsFunc(families(o), shares) && !w.subject.akin(o, w.Reference) {
			use(o)
			return
		}
	}
}

// withTheirs hands on another work of the subject that the paper's authors have
// written too, as the library then has it: of its own year, or of the paper's.
func (w *work) withTheirs(sameYear bool, use func(*cite.Reference)) {
	if len(families(w.Reference)) == 0 {
		return
	}
	w.withNeighbour(func(o *cite.Reference) {
		theirs := *o
		theirs.Authors = w.Reference.Authors
		if sameYear {
			theirs.Year, theirs.Epub, theirs.AlsoYears = w.Reference.Year, w.Reference.Epub, w.Reference.AlsoYears
		}
		theirs.Verified.Sum = theirs.Sum()
		refs := slices.Clone(w.subject.refs)
		refs[slices.Index(refs, o)] = &theirs
		w.library = index(refs)
		use(&theirs)
	})
}

// akin reports whether two works of s have so much else in common that a claim
// about the one could well be about the other.
func (s *subject) akin(a, b *cite.Reference) bool {
	others := func(r *cite.Reference) *cite.Reference {
		copied := *r
		copied.Title = strings.Join(slices.DeleteFunc(strings.Fields(r.Title), s.names), " ")
		copied.MeSH = slices.DeleteFunc(slices.Clone(r.MeSH), s.names)
		return &copied
	}
	return akin(others(a), others(b))
}

// names reports whether text has the word of the subject.
func (s *subject) names(text string) bool { return slices.Contains(terms.Stems(text), s.stem) }

// title is that of an article on the subject.
func (s *subject) title(d *dice) string {
	return fmt.Sprintf(one(d, []string{"%s: what is known", "What the studies of %s found", "A guide to %s", "%s"}), s.word)
}

// byLittle name a source beside words that say next to nothing of its subject,
// as those do that speak of it a second time.
var byLittle = []wording{
	"{A} ({j}, {y}) had the most to say on this point.",
	"More detail is in {A} ({j}, {y}).",
	"The authors themselves ask for caution {id}.",
	"A poor choice at the start can sink the whole plan {id}.",
	"The longest of these lasted several seasons {id}.",
	"It took ten people half a year to collect all of it {id}.",
	"Nobody had put the question that way before ({a}, {y}) {id}.",
	"{A} ({y}) counted every one of them by hand.",
	"At the other end stands a {n} in {j} in {y}, with fewer participants.",
	"The same question was taken up again in {j} in {y}, with another answer.",
}

// oneLay names the source of a lay sentence, or another of the subject.
func (w *work) oneLay(s *Sentence) {
	t := retold{Sentence: s, work: w}
	if s.Journal != "" {
		w.naming.journal = s.Journal
	} else {
		w.naming.journal = titleCase(w.Reference.Journal.Display())
	}
	if w.class == oneLay {
		t.put("", w.Reference)
		return
	}
	w.withNeighbour(func(o *cite.Reference) {
		if len(families(o)) > 1 {
			w.naming = naming{journal: titleCase(o.Journal.Display()), year: o.Year, authors: families(o)}
			t.put("")
		}
	})
}
