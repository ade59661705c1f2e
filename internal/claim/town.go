package claim

import "strings"

// towns are the words that catalogs write in brackets behind a journal's name, to
// tell it from its namesakes: "Medicine (Baltimore)", "Spine (Phila Pa 1976)".
// They are PubMed's, whole or cut short; "Online" stands there too.
var towns = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`abingdon aires albany alexandria amst amsterdam angeles antwerp arlington athens atlanta auckl auckland austin
		baltim baltimore barc barcelona basel basle beijing bellingham beograd bergstrasse berkeley berl berlin bethesda birm birmingham bologna bord
		boston bp bratisl bratislava bremen brisbane bristol brux bucharest bucur budap budapest cairo camb cambridge chic chicago chichester cleve
		cleveland colch cologne columbus coop copenh copenhagen cordoba dallas darmstadt deerfield denver dordr dordrecht dresden dublin edinb
		edinburgh elmsford encinitas engl enschede firenze florence frankf freiburg fremantle gainesville gdansk geneva genova glasgow gott graz
		greenwich groningen hagerstown haifa hamb hamburg hamilton harrow havana heidelb heidelberg helsinki hoboken huntingt hyderabad
		istanbul jena jerusalem karachi kaunas kiev kobenhavn krakow kralove kyiv kyoto lahore larchmt larchmont lausanne leiden leipz leipzig leuven liege
		lima lisb lisbon lisboa ljubl ljubljana loma lond london louis lund lyon madr madrid manch manchester melb melbourne millwood milano milan milwaukee
		minneap minneapolis monte montreal mosc moscow mosk mumbai munch munich munchen mysore nancy nanjing napoli naples noisy-le-grand norman oslo ottawa
		oxf oxford padova palermo palo paris paulo phila philadelphia plovdiv porto portland poznan praha prague providence ramat riga riyadh roma rome rotterdam
		salamanca santiago sapporo seattle seoul sevilla shanghai shiraz singap singapore sofia sofiia stockh stockholm strasb strasbourg stuttg stuttgart
		sunnyvale sydney taipei tbilisi tehran tel tokyo torino toronto tunis turin upps uppsala utrecht valencia venezia vienna vilnius wars warsaw warsz
		wash washington weinheim wien wroclaw york zagreb zaragoza zhonghua zur zurich online`) {
		m[w] = true
	}
	return m
}()

// bracketsTown reports whether brackets of the sentence hold a town, as most do
// not.
func (r *sentence) bracketsTown() bool {
	for i := range r.toks {
		if r.Plain[r.toks[i].start] == '(' && (r.townEnd(i) > 0 || r.serialYear(i)) {
			return true
		}
	}
	return false
}

// townEnd is the token behind the brackets that start at token i and hold nothing but
// a town, with what catalogs add to it: "(Lond)", "(Phila Pa 1976)", "(Basel,
// Switzerland)"; 0 if others do or none.
func (r *sentence) townEnd(i int) int {
	town := false
	for j := i + 1; j < min(len(r.toks), i+8); j++ {
		switch {
		case r.isMark(j, ")") && town:
			return j + 1
		case r.toks[j].kind == word && (r.upper(j) || r.isWord(j, "online")):
			town = town || towns[strings.ToLower(r.at(j))]
		case town && (r.isMark(j, ",.:") || r.yearOf(j) != 0 && r.isMark(j+1, ")") && j > i+2):
		default:
			return 0
		}
	}
	return 0
}

// serialYear reports whether the brackets that start at token i hold the year from
// which on a journal has its name, as the year of the issue is behind them: "J Appl
// Physiol (1985). 2013;114:3".
func (r *sentence) serialYear(i int) bool {
	if r.yearOf(i+1) == 0 || !r.isMark(i+2, ")") {
		return false
	}
	i += 3
	if r.isMark(i, ".,") {
		i++
	}
	return r.yearOf(i) != 0
}

// placed is the name at token i that the town of its journal stands behind: "Int J
// Obes (Lond)", "Medicine (Baltimore)".
func (r *sentence) placed(i int) journalName {
	if !r.towned || !r.upper(i) || r.is(i, month) || r.is(i, stop) && !r.is(i, venue) {
		return journalName{}
	}
	for j := i + 1; j < min(len(r.toks), i+maxName); j++ {
		switch {
		case r.isMark(j, "("):
			end := r.townEnd(j)
			if end == 0 && r.serialYear(j) {
				end = j + 3
				if _, ok := r.table.Lookup(r.Plain[r.toks[i].start:r.toks[end-1].end]); !ok {
					return journalName{}
				}
			}
			if end == 0 || !r.isTitle(i, j, end) {
				return journalName{}
			}
			n := journalName{hi: end, shape: true, town: true}
			for _, last := range [...]int{end, j} {
				if hit, ok := r.table.Lookup(r.Plain[r.toks[i].start:r.toks[last-1].stem]); ok {
					return journalName{hi: end, title: hit.Title, many: hit.Many, town: true}
				}
			}
			return n
		case r.toks[j].poss(), !r.upper(j) && !r.is(j, small) && !r.isMark(j, "&.-:"):
			return journalName{}
		}
	}
	return journalName{}
}

// isTitle reports whether tokens lo to hi can be the title of a journal in front
// of its town, which ends before token end: one of the table, or one worded or cut
// short as titles are.
func (r *sentence) isTitle(lo, hi, end int) bool {
	known := func(i int) bool {
		_, short := r.table.Lookup(r.Plain[r.toks[i].start:r.toks[hi-1].stem])
		_, whole := r.table.Lookup(r.Plain[r.toks[i].start:r.toks[end-1].stem])
		return short || whole
	}
	if known(lo) {
		return true
	}
	for i := lo + 1; i < hi; i++ {
		if known(i) && (r.isMark(i-1, ".:") || r.isWord(i-1, "in")) {
			return false // "D'Elia L. J Clin Hypertens (Greenwich)"
		}
	}
	return hi-lo > 1 && r.plain(lo, hi) && !r.anyOf(lo, hi, press|body) && (r.shortened(lo) || r.anyOf(lo, hi, venue|field|abbr) || r.at(lo) == "J")
}
