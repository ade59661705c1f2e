package match

import (
	"slices"
	"strings"
)

// companionTypes are the publication types of works that carry the title of
// another, about which they are: "Comment on: ...", "Erratum: ...".
var companionTypes = []string{"Comment", "Letter", "Editorial", "News", "Published Erratum", "Retraction of Publication", "Expression of Concern"}

// companionWords are those with which prose names such a work.
var companionWords = []string{"comment", "letter", "editorial", "repl", "correspondence", "erratum", "correct", "retract", "notice", "concern"}

// withoutCompanions are refs, which m may mean, without comments on others of
// them, and the like: who writes of a study means the study, unless they say so.
func (q *query) withoutCompanions(text string, refs []int32) []int32 {
	if len(refs) < 2 {
		return refs
	}
	isCompanion := func(ref int32) bool {
		return slices.ContainsFunc(refs, func(other int32) bool { return q.x.isCompanion(ref, other) })
	}
	text = strings.ToLower(text)
	isNamed := func(word string) bool { return strings.Contains(text, word) }
	if !slices.ContainsFunc(refs, isCompanion) || slices.ContainsFunc(companionWords, isNamed) {
		return refs
	}
	return slices.DeleteFunc(slices.Clone(refs), isCompanion)
}

// isCompanion reports whether ref is of a type that other is not of, and carries
// its title.
func (x *Index) isCompanion(ref, other int32) bool {
	isType := func(t string) bool { return slices.Contains(companionTypes, t) }
	title := x.titles.list(other)
	if ref == other || len(title) < 3 || !slices.ContainsFunc(x.refs[ref].Types, isType) || slices.ContainsFunc(x.refs[other].Types, isType) {
		return false
	}
	lacking, _ := without(title, x.titles.list(ref))
	return lacking == 0
}
