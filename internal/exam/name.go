package exam

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/internal/cite"
)

// journalName is a name that a writer gives j, one of its forms: the title in
// capitals as print has it, the MEDLINE abbreviation with or without full stops.
func journalName(j cite.Journal, d *dice) string {
	full := titleCase(j.Display())
	abbr := j.Abbr
	if i := strings.IndexByte(abbr, '('); i > 0 {
		abbr = strings.TrimSpace(abbr[:i])
	}
	switch form := d.roll(10); {
	case abbr == "" || abbr == full || form < 6 && !strings.Contains(full, ".."):
		return full
	case form < 9:
		return abbr
	}
	return dotted(abbr, full)
}

// titleCase writes a title as mastheads do, without a leading "The".
func titleCase(title string) string {
	words := strings.Fields(title)
	for i, w := range words {
		if i > 0 && small[w] {
			continue
		}
		words[i] = capitalise(w)
	}
	if len(words) > 1 && words[0] == "The" {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

var small = map[string]bool{"a": true, "an": true, "and": true, "at": true, "by": true, "de": true, "for": true, "from": true, "in": true, "of": true, "on": true, "the": true, "to": true, "with": true, "und": true, "für": true, "et": true, "des": true, "la": true}

// dotted puts a full stop behind each word of abbr that is short for one.
func dotted(abbr, full string) string {
	words, whole := strings.Fields(abbr), strings.Fields(cite.Fold(full))
	if len(words) < 2 {
		return abbr
	}
	for i, w := range words {
		if !slices.Contains(whole, cite.Fold(w)) && (len(w) == 1 || w != strings.ToUpper(w)) {
			words[i] = w + "."
		}
	}
	return strings.Join(words, " ")
}

// withArticle puts "the" before the names that people say it with.
func withArticle(name, marked string) string {
	first, rest, _ := strings.Cut(name, " ")
	if rest == "" || len(first) < 4 || strings.HasSuffix(first, ".") {
		return marked
	}
	switch first {
	case "Journal", "American", "British", "European", "International", "Annals", "Archives", "Proceedings", "Canadian", "Indian", "Chinese", "Japanese", "Australian", "Scandinavian", "Bulletin", "Medical":
		return "the " + marked
	}
	return marked
}

// families are the family names of r's authors; a group's is left out.
func families(r *cite.Reference) []string {
	var names []string
	for _, a := range r.Authors {
		if name := family(a); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// family is the family name of an author as PubMed writes one, "Smith JA Jr";
// "" for a group, or where characters were lost on the way. Some records have it
// in capitals, "WIRTH MJ"; prose does not.
func family(author string) string {
	if strings.ContainsAny(author, "?()[]") {
		return ""
	}
	words := strings.Fields(author)
	for i := len(words) - 1; i > 0; i-- {
		if isInitials(words[i]) {
			for k, w := range words[:i] {
				if utf8.RuneCountInString(w) > 3 && w == strings.ToUpper(w) {
					words[k] = capitalise(strings.ToLower(w))
				}
			}
			return strings.Join(words[:i], " ")
		}
	}
	return ""
}

func isInitials(w string) bool {
	if utf8.RuneCountInString(w) > 4 {
		return false
	}
	for _, r := range w {
		if !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}
