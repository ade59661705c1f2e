package match

import "math/bits"

// A sketch is a topic made ready to be held against many references.
type sketch struct {
	marks  signature
	tokens []sketchToken
	first  [codes]uint32 // code -> place of the first token of that code, and one; 0 for none

	held   int32 // the reference that it was held against last, and one; 0 for none
	common share // what that came to
}

type sketchToken struct {
	stem    int32
	weight  int32
	next    uint32 // place of the next token of the same code, and one; 0 for none
	own     bool   // of the claim's sentence
	telling bool   // and specific
}

// A share is the weight of what a reference and a topic have in common.
type share struct {
	own      int // by the claim's sentence
	specific int // by its specific words alone
	context  int // by heading and article title
}

// clear makes k the sketch of nothing.
func (k *sketch) clear() {
	for i := range k.tokens {
		k.first[code(k.tokens[i].stem)] = 0
	}
	k.marks, k.tokens, k.held = signature{}, k.tokens[:0], 0
}

// add adds tokens of a topic, own ones or those of its context.
func (k *sketch) add(t *token, own bool) {
	if t.stem < 0 {
		return
	}
	k.marks.add(t.stem)
	first := &k.first[code(t.stem)]
	k.tokens = append(k.tokens, sketchToken{stem: t.stem, weight: t.weight, next: *first, own: own, telling: own && t.specific})
	*first = uint32(len(k.tokens))
}

// has reports whether k has that stem, which is not negative.
func (k *sketch) has(stem int32) bool {
	for place := k.first[code(stem)]; place != 0; place = k.tokens[place-1].next {
		if k.tokens[place-1].stem == stem {
			return true
		}
	}
	return false
}

// shared is what ref has of k. It goes by codes: of those that both have, the
// place of ref's stems is the number of its marks before.
func (s *subjects) shared(k *sketch, ref int32) share {
	if k.held != ref+1 {
		k.held, k.common = ref+1, s.share(k, ref)
	}
	return k.common
}

func (s *subjects) share(k *sketch, ref int32) share {
	var sum share
	marks, stems := &s.marks[ref], s.about.list(ref)
	before := 0
	for w, has := range marks {
		for both := has & k.marks[w]; both != 0; both &= both - 1 {
			bit := bits.TrailingZeros64(both)
			from := stems[before+bits.OnesCount64(has&(1<<bit-1)):]
			for place := k.first[w<<6|bit]; place != 0; {
				t := &k.tokens[place-1]
				if startsWith(from, t.stem) {
					if t.own {
						sum.own += int(t.weight)
					} else {
						sum.context += int(t.weight)
					}
					if t.telling {
						sum.specific += int(t.weight)
					}
				}
				place = t.next
			}
		}
		before += bits.OnesCount64(has)
	}
	return sum
}
