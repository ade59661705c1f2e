package exam

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stet/internal/cite"
	"stet/internal/match"
)

// shares are how many of a hundred papers give a case of a class.
var shares = map[*Class]int{
	correct: 75, electronic: 100, withID: 18, idAlone: 18, authorYear: 30, listed: 18,
	yearFar: 25, yearNear: 25, journalOther: 25, journalNear: 35, subjectOther: 20, subjectTwin: 100, idOther: 18, idTwin: 60, idUnknown: 15,
	idAloneOther: 15, subjectKin: 100, twoSources: 12, twoSwapped: 15, authorYearOff: 18, authorOther: 18, paperOther: 18, listedOtherID: 18, listedOther: 12, retracted: 100, concerned: 100, superseded: 100, corrected: 100, preprinted: 100,
}

// paper makes the cases of one paper.
func (m *maker) paper(p *Paper) {
	for _, c := range mechanical {
		d := m.diceFor(c.Name, string(p.Reference.PMID))
		if !d.chance(shares[c]) {
			continue
		}
		w := work{maker: m, Paper: p, class: c, dice: d, library: m.all}
		w.claim = reword(one(d, m.said[p.Reference]), d)
		w.naming = newNaming(p.Reference, d)
		makers[c](&w)
	}
}

// A work is a case in the making.
type work struct {
	*maker
	*Paper
	class   *Class
	dice    *dice
	claim   string
	naming  naming
	wording wording
	library *match.Index
	subject *subject // of the library and the article, nil for none
}

// add makes the case of a text. answers are the records that it names, none
// where it names none rightly.
func (w *work) add(text string, answers ...*cite.Reference) {
	c := Case{Class: w.class, Record: w.Reference.PMID, About: w.Reference.Key, Library: w.library, Claim: text, Wording: string(w.wording)}
	if w.subject != nil {
		c.Text = fmt.Sprintf("---\ntitle: %q\n---\n\n%s\n", capitalise(w.subject.title(w.dice)), text)
	} else {
		c.Text = page(text, w.Abstract, w.dice)
	}
	for _, r := range answers {
		c.Answers = append(c.Answers, r.Key)
	}
	w.cases = append(w.cases, c)
}

// say words the claim in one of ws.
func (w *work) say(ws []wording) string {
	w.wording = one(w.dice, ws)
	return w.naming.say(w.wording, w.claim, w.Abstract, w.dice)
}

// withID is a claim that names journal or authors, and year, with an id: that
// of a link, or one behind the words.
func (w *work) withID(id cite.ID) string {
	w.naming.id = id
	switch {
	case w.dice.chance(20):
		return w.say(w.book.link)
	case w.dice.chance(20) && len(w.naming.authors) > 0:
		return w.say(w.book.names)
	}
	text, mark := w.say(w.book.journal), bracketed(id, w.dice)
	switch stem, full := strings.CutSuffix(text, "."); {
	case full && w.dice.chance(60):
		return stem + " " + mark + "."
	case strings.HasPrefix(text, "|"):
		return strings.Replace(text, ") |", ") "+mark+" |", 1)
	}
	return text + " " + mark
}

// makers make the cases of each class; where a paper gives none, they add
// nothing.
var makers = map[*Class]func(w *work){
	correct: func(w *work) { w.add(w.say(w.book.journal), w.Reference) },
	electronic: func(w *work) {
		if w.Reference.Epub != 0 && w.Reference.Epub != w.Reference.Year {
			w.naming.year = w.Reference.Epub
			w.add(w.say(w.book.journal), w.Reference)
		}
	},
	withID:  func(w *work) { w.add(w.withID(w.naming.id), w.Reference) },
	idAlone: func(w *work) { w.add(w.say(w.book.id), w.Reference) },
	authorYear: func(w *work) {
		if len(w.naming.authors) > 0 {
			w.add(w.say(w.book.people()), w.Reference)
		}
	},
	listed: func(w *work) { w.add(w.list(w.Reference, w.naming.id), w.Reference) },
	yearFar: func(w *work) {
		w.otherYear(2+w.dice.roll(5), w.book.journal, w.journals[cite.Fold(w.Reference.Journal.Title)])
	},
	yearNear:     func(w *work) { w.otherYear(1, w.book.journal, w.journals[cite.Fold(w.Reference.Journal.Title)]) },
	journalOther: (*work).otherJournal,
	journalNear:  (*work).nearJournal,
	subjectOther: func(w *work) {
		w.withOther(w.unlike, func(o *cite.Reference) {
			w.naming.journal, w.naming.year = journalName(o.Journal, w.dice), o.Year
			w.add(w.say(w.book.journal))
		})
	},
	subjectTwin: func(w *work) { w.twin(false) },
	subjectKin:  func(w *work) { w.twin(true) },
	idOther: func(w *work) {
		w.withOther(w.unlike, func(o *cite.Reference) { w.add(w.withID(one(w.dice, plainIDs(o)))) })
	},
	idTwin: func(w *work) {
		if twins := w.twins(); len(twins) > 0 {
			w.naming.authors = nil // the words fit the other record too
			w.add(w.withID(one(w.dice, plainIDs(one(w.dice, twins)))))
		}
	},
	idUnknown: func(w *work) { w.add(w.withID(w.unknown())) },
	idAloneOther: func(w *work) {
		w.withOther(w.unlike, func(o *cite.Reference) {
			w.naming.id = one(w.dice, plainIDs(o))
			w.add(w.say(w.book.id))
		})
	},
	authorYearOff: func(w *work) {
		if len(w.naming.authors) > 0 {
			w.otherYear(2+w.dice.roll(5), w.book.people(), w.authors[w.naming.authors[0]])
		}
	},
	authorOther: (*work).otherAuthor,
	paperOther: func(w *work) {
		w.withOther(func(o *cite.Reference) bool { return len(families(o)) > 0 && w.unlike(o) }, func(o *cite.Reference) {
			w.naming.journal, w.naming.year, w.naming.authors = journalName(o.Journal, w.dice), o.Year, families(o)
			w.add(w.say(w.book.all))
		})
	},
	listedOtherID: func(w *work) {
		w.withOther(w.unlike, func(o *cite.Reference) { w.add(w.list(w.Reference, one(w.dice, plainIDs(o)))) })
	},
	listedOther: func(w *work) {
		w.withOther(w.unlike, func(o *cite.Reference) { w.add(w.list(o, one(w.dice, plainIDs(o)))) })
	},
	retracted:  (*work).sick,
	concerned:  (*work).sick,
	superseded: (*work).sick,
	corrected:  (*work).sick,
	preprinted: (*work).sick,
	twoSources: func(w *work) { w.pair(false) },
	twoSwapped: func(w *work) { w.pair(true) },
}

// sick names a source that is marked with what the class is about. One of two
// akin works of a journal and year would rightly be ambiguous.
func (w *work) sick() {
	if w.ill[w.Reference] == w.class && !w.kin(w.issues[issue{journalKey(w.Reference), w.Reference.Year}], 0) {
		w.library = w.marked
		w.add(w.say(w.allWordings()), w.Reference)
	}
}

// allWordings are those that suit the paper's authors: a name that an akin
// work of the year bears too would rightly be ambiguous.
func (w *work) allWordings() []wording {
	ws := slices.Concat(w.book.journal, w.book.id)
	if len(w.naming.authors) > 0 && !w.kin(w.authors[w.naming.authors[0]], w.naming.year) {
		ws = append(ws, w.book.people()...)
	}
	return ws
}

// otherYear names a year off by so much, in one of ws, that is not lawful and
// not to come. named are the works that the other words name: of that year none
// may be akin to the paper, as it would be a right answer.
func (w *work) otherYear(by int, ws []wording, named []*cite.Reference) {
	years := w.Reference.Years()
	if w.dice.chance(50) {
		by = -by
	}
	for _, y := range []int{w.Reference.Year + by, w.Reference.Year - by} {
		if y <= lastYear && apart(years, y) >= min(2, max(by, -by)) && !w.kin(named, y) {
			w.naming.year = y
			w.add(w.say(ws))
			return
		}
	}
}

// withOther hands on another record of the library that fits, if some throws
// find one.
func (w *work) withOther(fits func(*cite.Reference) bool, use func(*cite.Reference)) {
	for range throws {
		o := one(w.dice, w.refs)
		if o != w.Reference && o.Year > 0 && o.Journal.Title != "" && fits(o) {
			use(o)
			return
		}
	}
}

const throws = 200

// unlike reports whether o has another journal and other years than the
// paper, and is about something else.
func (w *work) unlike(o *cite.Reference) bool {
	return w.isOtherIssue(o) && !akin(o, w.Reference)
}

// isOtherIssue reports whether o has another journal and other years than the
// paper.
func (w *work) isOtherIssue(o *cite.Reference) bool {
	return journalKey(o) != journalKey(w.Reference) && !slices.ContainsFunc(o.Years(), func(y int) bool { return slices.Contains(w.Reference.Years(), y) })
}

// twins are the other records of the paper's journal and issue year that are
// about something else.
func (w *work) twins() []*cite.Reference {
	return slices.DeleteFunc(slices.Clone(w.issues[issue{journalKey(w.Reference), w.Reference.Year}]), func(o *cite.Reference) bool {
		return o == w.Reference || akin(o, w.Reference)
	})
}

// twin makes a case of a paper that the library lacks, where others of its
// journal and year are left: none of them akin to it, or some.
func (w *work) twin(kin bool) {
	left := slices.DeleteFunc(slices.Clone(w.issues[issue{journalKey(w.Reference), w.Reference.Year}]), func(o *cite.Reference) bool { return w.withheld[o] })
	if w.withheld[w.Reference] && slices.ContainsFunc(left, func(o *cite.Reference) bool { return akin(o, w.Reference) }) == kin {
		w.library = w.fewer
		w.add(w.say(w.book.journal))
	}
}

// otherJournal names the journal of another record, which the library has no
// work akin to the paper of.
func (w *work) otherJournal() {
	own := tellingWords(cite.Fold(w.Reference.Journal.Display()))
	w.withOther(func(o *cite.Reference) bool {
		return journalKey(o) != journalKey(w.Reference) && !w.kin(w.journals[cite.Fold(o.Journal.Title)], 0) && !isNear(tellingWords(cite.Fold(o.Journal.Display())), own)
	}, func(o *cite.Reference) {
		w.naming.journal = journalName(o.Journal, w.dice)
		w.add(w.say(w.book.journal))
	})
}

// nearJournal names a journal of nearly the same name, which the library has no
// work akin to the paper of.
func (w *work) nearJournal() {
	if names := w.nearNames(); len(names) > 0 {
		w.naming.journal = one(w.dice, names)
		w.add(w.say(w.book.journal))
	}
}

func (w *work) nearNames() []string {
	return slices.DeleteFunc(slices.Clone(w.near.of(w.Reference.Journal)), func(name string) bool { return w.kin(w.journals[cite.Fold(name)], 0) })
}

// otherAuthor names the authors of another record, of whom the first has no
// work in the library that is akin to the paper.
func (w *work) otherAuthor() {
	own := families(w.Reference)
	w.withOther(func(o *cite.Reference) bool {
		names := families(o)
		return len(names) > 0 && w.unlike(o) && !slices.ContainsFunc(names, func(n string) bool { return slices.Contains(own, n) }) && !w.kin(w.authors[names[0]], 0)
	}, func(o *cite.Reference) {
		w.naming.authors = families(o)
		w.add(w.say(w.book.authors)) // a journal beside them would be another mistake
	})
}

// pair tells of two works in one sentence, each with its journal and year; or
// with the journal of the other.
func (w *work) pair(swapped bool) {
	w.withOther(func(o *cite.Reference) bool { return len(w.said[o]) > 0 && w.unlike(o) }, func(o *cite.Reference) {
		d, other := w.dice, newNaming(o, w.dice)
		second := reword(one(d, w.said[o]), d)
		answers := []*cite.Reference{w.Reference, o}
		if swapped {
			w.naming.journal, other.journal = other.journal, w.naming.journal
			answers = nil
		}
		w.wording = one(d, w.book.pairs)
		half := one(d, w.book.halves)
		first := w.naming.say(half, w.claim, w.Abstract, d)
		text := strings.NewReplacer("{1}", capitalise(first), "{2}", other.say(half, second, "", d)).Replace(string(w.wording))
		w.wording += " of " + half
		w.add(text, answers...)
	})
}

// kin reports whether one of refs, of those that are lawfully of year y unless
// it is 0, is akin to the paper.
func (w *work) kin(refs []*cite.Reference, y int) bool {
	return slices.ContainsFunc(refs, func(o *cite.Reference) bool {
		return o != w.Reference && (y == 0 || slices.Contains(o.Years(), y)) && akin(o, w.Reference)
	})
}

// apart is how far y is from the nearest of years.
func apart(years []int, y int) int {
	least := 1 << 20
	for _, other := range years {
		least = min(least, max(y-other, other-y))
	}
	return least
}

// unknown is an id that the library does not have.
func (w *work) unknown() cite.ID {
	for {
		n := strconv.Itoa(10_000_000 + w.dice.roll(28_000_000))
		id := one(w.dice, []cite.ID{{Kind: cite.KindPMID, Value: n}, {Kind: cite.KindPMCID, Value: "PMC" + n[:7]}, {Kind: cite.KindDOI, Value: "10.1016/j.unknown." + n[:4] + "." + n[4:]}})
		if !w.ids[id] {
			return id
		}
	}
}
