package terms

import "strings"

// unit reads the unit behind a number.
func (p *quantities) unit(value string) bool {
	if p.peek(0).text == "-" {
		p.pos++
	}
	t := p.take()
	switch {
	case t.text == "%" || t.text == "percent":
		return p.add(value + " %")
	case t.text == "per" && p.peek(0).text == "cent":
		p.pos++
		return p.add(value + " %")
	case t.text == "fold":
		return p.add(value + " fold")
	case timeUnits[t.text] != "":
		return p.add(value + " " + plural1(value, timeUnits[t.text]))
	}
	name := units[t.raw]
	if name == "" {
		name = units[t.text]
	}
	if t.text == "mm" && p.peek(0).text == "hg" {
		p.pos++
		name = "mmHg"
	}
	if name == "" {
		return false
	}
	return p.add(value + " " + name + p.per())
}

// per reads what a unit is divided by: "/d", "per day", "daily".
func (p *quantities) per() string {
	switch t := p.peek(0); {
	case t.text == "daily":
		p.pos++
		return "/day"
	case t.text == "/" || t.text == "per":
		below := p.peek(1)
		name := units[below.raw]
		if name == "" {
			name = strings.TrimSuffix(timeUnits[below.text], "s")
		}
		if name != "" {
			p.pos += 2
			return "/" + name + p.per()
		}
	}
	return ""
}

// noun reads what a number counts: people, or studies, with up to three words
// in between ("60 healthy older women").
func (p *quantities) noun(value string) bool {
	if strings.Contains(value, ".") {
		return false
	}
	for range 4 {
		t := p.take()
		switch {
		case t.kind != word && t.text != "-":
			return false
		case people[t.text]:
			return p.add("n " + value)
		case studies[t.text] != "" && isYear(p.tokens[p.start].raw): // "the 1988 study"
			return false
		case studies[t.text] != "":
			return p.add(value + " " + plural1(value, studies[t.text]))
		case stopWords[t.text]:
			return false
		}
	}
	return false
}

// isYear reports whether a number as it is written may be a year.
func isYear(raw string) bool {
	return len(raw) == 4 && (strings.HasPrefix(raw, "19") || strings.HasPrefix(raw, "20"))
}

// plural1 is a plural, made singular behind 1.
func plural1(value, noun string) string {
	switch {
	case value != "1":
		return noun
	case noun == "studies":
		return "study"
	}
	return strings.TrimSuffix(noun, "s")
}

var (
	timeUnits = map[string]string{
		"second": "seconds", "seconds": "seconds", "minute": "minutes", "minutes": "minutes", "min": "minutes", "mins": "minutes",
		"hour": "hours", "hours": "hours", "h": "hours", "hr": "hours", "hrs": "hours", "day": "days", "days": "days", "d": "days",
		"week": "weeks", "weeks": "weeks", "wk": "weeks", "wks": "weeks", "month": "months", "months": "months", "mo": "months",
		"year": "years", "years": "years", "yr": "years", "yrs": "years", "y": "years",
	}
	units = map[string]string{
		"kg": "kg", "g": "g", "mg": "mg", "µg": "µg", "μg": "µg", "ug": "µg", "mcg": "µg", "ng": "ng", "pg": "pg", "grams": "g", "gram": "g", "milligrams": "mg", "micrograms": "µg",
		"l": "L", "dl": "dL", "ml": "mL", "L": "L", "dL": "dL", "mL": "mL", "µL": "µL", "μL": "µL",
		"mol": "mol", "mmol": "mmol", "µmol": "µmol", "μmol": "µmol", "umol": "µmol", "nmol": "nmol", "pmol": "pmol", "mM": "mM", "µM": "µM", "μM": "µM", "nM": "nM",
		"IU": "IU", "iu": "IU", "U": "U", "mEq": "mEq", "meq": "mEq", "kcal": "kcal", "kJ": "kJ", "kj": "kJ", "MJ": "MJ",
		"mmhg": "mmHg", "kPa": "kPa", "m": "m", "cm": "cm", "mm": "mm", "km": "km", "nm": "nm", "m2": "m2", "m²": "m2", "Hz": "Hz", "bpm": "bpm", "Gy": "Gy",
	}
	people = set(`patients participants subjects women men adults children individuals people persons volunteers infants newborns neonates boys girls adolescents students
		cases controls mothers fathers males females nurses physicians athletes residents survivors respondents veterans workers twins pregnancies`)
	studies = map[string]string{
		"study": "studies", "studies": "studies", "trial": "trials", "trials": "trials", "rct": "trials", "rcts": "trials", "cohorts": "cohorts", "reviews": "reviews", "articles": "articles",
		"meta-analyses": "meta-analyses",
	}
)
