package terms

import "strings"

// spelling folds what British and American spelling write differently, and
// plurals that a stemmer does not see. Of two spellings it takes the one for
// which the rule has fewer exceptions; w is in lower case.
func spelling(w string) string {
	if s, ok := wholeWords[w]; ok {
		return s
	}
	w = plural(w)
	w = digraphs.Replace(w)
	w = our(w)
	w = ise(w)
	w = single(w)
	for _, end := range endings {
		if base, ok := strings.CutSuffix(w, end.from); ok {
			return base + end.to
		}
	}
	return w
}

// wholeWords are folded as they are.
var wholeWords = map[string]string{
	"women": "woman", "men": "man", "children": "child", "mice": "mouse", "feet": "foot", "teeth": "tooth", "bacterium": "bacteria", "criterion": "criteria",
	"programme": "program", "programmes": "programs", "grey": "gray", "ageing": "aging", "aluminium": "aluminum",
	"defence": "defense", "licence": "license", "practise": "practice", "practised": "practiced", "practising": "practicing",
	"artefact": "artifact", "artefacts": "artifacts", "mould": "mold", "moulds": "molds", "enrolment": "enrollment", "enrol": "enroll",
	"fulfil": "fulfill", "skilful": "skillful", "judgement": "judgment", "judgements": "judgments", "whilst": "while", "tonne": "ton", "tonnes": "tons",
	"centred": "centered", "centring": "centering",
}

// plural gives the singular of the Greek plurals in -ses: "analyses",
// "diagnoses", "hypotheses", "metastases".
func plural(w string) string {
	for _, end := range []string{"lyses", "noses", "theses", "tases"} {
		if strings.HasSuffix(w, end) && len(w) > len(end) {
			return w[:len(w)-2] + "is"
		}
	}
	return w
}

// digraphs are the ae and oe of medical words, in the surroundings in which
// American spelling has e. "aerobic" and "coenzyme" keep theirs.
var digraphs = strings.NewReplacer(
	"haem", "hem", "aemi", "emi", "anaes", "anes", "paed", "ped", "gynaec", "gynec", "caec", "cec", "caesar", "cesar", "caesium", "cesium", "faec", "fec",
	"aetiol", "etiol", "palaeo", "paleo", "archaeo", "archeo", "naev", "nev", "glycaem", "glycem", "chimaer", "chimer",
	"oedem", "edem", "oestr", "estr", "oesoph", "esoph", "foet", "fet", "rrhoea", "rrhea", "rrhoe", "rrhe", "pnoea", "pnea", "coeli", "celi", "amoeb", "ameb",
	"homoeo", "homeo", "manoeuv", "maneuv", "sulph", "sulf", "phaeo", "pheo", "leucocyt", "leukocyt", "sceptic", "skeptic",
)

// our turns the -our- of "tumour" and its kin into -or-.
func our(w string) string {
	if !strings.Contains(w, "our") {
		return w
	}
	for _, base := range ourWords {
		if i := strings.Index(w, base); i >= 0 {
			i += len(base)
			return w[:i-3] + "or" + w[i:]
		}
	}
	return w
}

var ourWords = []string{"tumour", "behaviour", "colour", "favour", "flavour", "labour", "odour", "vapour", "humour", "neighbour", "harbour", "honour", "vigour", "rigour", "rumour", "endeavour", "armour", "savour"}

// ise turns -ize and -yze into -ise and -yse, in all their forms. This way
// round it needs to know few words; the other way "exercise", "rise" and
// "advise" would have to be told from "randomise".
func ise(w string) string {
	i := strings.LastIndex(w, "iz")
	if i < 0 {
		i = strings.LastIndex(w, "yz")
	}
	if i < 2 || !izeEndings[w[i+2:]] || izeWords[w[:i]] {
		return w
	}
	return w[:i+1] + "s" + w[i+2:]
}

var (
	izeEndings = set("e ed es er ers ing ation ations able")
	izeWords   = set("pr se ma ba as res overs downs caps") // prize, seize, maize: what stands before iz
)

// single undoes the doubled l of "labelled" and "modelling".
func single(w string) string {
	i := strings.LastIndex(w, "ll")
	if i < 3 || !llEndings[w[i+2:]] || !llWords[w[:i+1]] {
		return w
	}
	return w[:i] + w[i+1:]
}

var (
	llEndings = set("ed ing er ers or ors")
	llWords   = set("label model signal travel counsel cancel channel fuel level total tunnel equal initial dial remodel mislabel relabel unlabel")
)

// endings are folded where nothing above did.
var endings = []struct{ from, to string }{
	{"fibre", "fiber"}, {"fibres", "fibers"}, {"litre", "liter"}, {"litres", "liters"}, {"metre", "meter"}, {"metres", "meters"},
	{"centre", "center"}, {"centres", "centers"}, {"calibre", "caliber"}, {"logue", "log"}, {"logues", "logs"},
}
