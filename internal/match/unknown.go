package match

import (
	"slices"
	"strconv"
	"strings"

	"stet/internal/cite"
	"stet/internal/source"
)

// unknownID judges a mention with a lead that leads to nothing.
func (q *query) unknownID(words *stated, l lead) Match {
	name := l.name()
	match := Match{
		Verdict: UnknownID,
		Fields:  []Field{{Name: "id", Stated: name, Found: "not in the library"}},
		Message: l.sought() + " is not in the library",
		Hint:    "add the paper to the library: " + l.adding(),
	}
	said := *words
	var same []int32 // title
	if l.entry != nil {
		said = words.merge(l.entry)
		if l.id && l.entry.entry != nil {
			same = q.titled(l.entry)
		}
	}
	s := said.withoutEntry()
	near := q.rank(s, append(same, q.near(s)...))
	match.Candidates = q.candidates(s, near)
	meant := fitsClosely(near)
	slip := q.slip(&l, near)
	switch {
	case l.key != nil:
		match.Message = "no reference has the key " + quote(*l.key)
		match.Hint = "write a key of citations.yaml, or the id of the paper ([@pmid:...])"
		if like := q.x.likeKey(*l.key); like != "" {
			match.Hint = "did you mean [@" + like + "]?"
		} else if meant {
			match.Hint = "the words fit " + q.x.short(near[0].ref) + ": write [@" + q.x.refs[near[0].ref].Key + "]"
		} else if slip >= 0 {
			match.Hint = "write [@" + q.x.refs[near[slip].ref].Key + "], if " + q.x.short(near[slip].ref) + " is the study meant"
		}
	case slip >= 0:
		match.Meant = []string{q.x.refs[near[slip].ref].Key}
		match.Hint = q.x.short(near[slip].ref) + closed(q.x.identified(near[slip].ref)) + near[slip].about() + ": correct the id, if that is the study meant"
	case len(same) > 0:
		match.Meant = []string{q.x.refs[same[0]].Key}
		match.Hint = q.x.short(same[0]) + " has the title of " + name + ": compare their ids"
	case l.id && meant:
		match.Meant = []string{q.x.refs[near[0].ref].Key}
		match.Hint = "the words fit " + q.x.short(near[0].ref) + q.x.identified(near[0].ref) + ": correct the id"
	case !l.id:
		match.Message = name + ": no reference has the title " + quote(shorten(l.entry.entry.title, 80))
		match.Hint = "give " + name + " its PMID or DOI, and add the paper to the library: " + adding
	}
	return match
}

// slip is the place in near, what comes near to a lead that leads to nothing, of
// a reference on the claim's subject that the lead names but for a slip: a wrong
// or swapped digit, a PMCID's digits taken for a PMID or the other way round, or
// a key that says author and year. It is -1 if there is none.
func (q *query) slip(l *lead, near []ranked) int {
	return slices.IndexFunc(near, func(r ranked) bool {
		return r.on && (l.key != nil && q.x.isKeyed(r.ref, *l.key) || l.key == nil && q.x.isMistyped(r.ref, l.stated))
	})
}

// isKeyed reports whether key says author and year of reference ref, as people
// make keys: "fiorentini2021", "Fiorentini2021b".
func (x *Index) isKeyed(ref int32, key string) bool {
	at := strings.IndexFunc(key, func(r rune) bool { return '0' <= r && r <= '9' })
	if at <= 0 || at+4 > len(key) {
		return false
	}
	year, err := strconv.Atoi(key[at : at+4])
	p := newPerson(strings.Trim(key[:at], "-_:."))
	return err == nil && p.family != "" && x.hasYear(ref, year) == yes && x.hasAuthor(ref, &p, x.families.list(ref))
}

// isMistyped reports whether id may be one of reference ref's but for a slip.
func (x *Index) isMistyped(ref int32, id cite.ID) bool {
	digits := strings.TrimPrefix(id.Value, "PMC")
	if len(digits) < 6 || id.Kind != cite.KindPMID && id.Kind != cite.KindPMCID {
		return false
	}
	r := x.refs[ref]
	own, other := string(r.PMID), strings.TrimPrefix(string(r.PMCID), "PMC")
	if id.Kind == cite.KindPMCID {
		own, other = other, own
	}
	return digits == other || own != "" && source.Distance(digits, own) == 1
}

// identified is ", pmid:8123482" of a reference, "" for one without an id and for
// one that has it for a key.
func (x *Index) identified(ref int32) string {
	ids := x.refs[ref].IDs()
	if len(ids) == 0 || ids[0].String() == x.refs[ref].Key {
		return ""
	}
	return ", " + ids[0].String()
}

// closed is an insertion that begins with a comma, with the one that ends it.
func closed(insertion string) string {
	if insertion == "" {
		return ""
	}
	return insertion + ","
}

// likeKey is the key that is most like the unknown one and starts like it; ""
// if none is.
func (x *Index) likeKey(key string) string {
	like, least := "", 1+min(2, len(key)/4)
	start := key[:min(2, len(key))]
	at, _ := slices.BinarySearchFunc(x.refs, start, func(r *cite.Reference, k string) int { return strings.Compare(r.Key, k) })
	for _, r := range x.refs[at:] {
		if !strings.HasPrefix(r.Key, start) {
			break
		}
		if max(len(r.Key)-len(key), len(key)-len(r.Key)) >= least {
			continue
		}
		if d := source.Distance(r.Key, key); d < least {
			like, least = r.Key, d
		}
	}
	return like
}
