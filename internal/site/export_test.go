package site

import (
	"html/template"
	"io/fs"
	"maps"
	"slices"

	"stet/internal/article"
)

// Unminified is t with pages left as the templates wrote them.
func Unminified(t *Theme) *Theme {
	plain := *t
	plain.min = nil
	return &plain
}

// Minifier is what makes pages smaller.
func Minifier() func(page []byte) []byte { return newMinifier().html }

// Fill fills the holes of a page.
func Fill(holes []template.HTML, page []byte) string {
	filled, _ := filling(holes).fill(nil, page, "")
	return string(filled)
}

// Hole adds a piece to holes, and gives what stands for it.
func Hole(holes *[]template.HTML, piece string) string {
	return string((*filling)(holes).hole(template.HTML(piece)))
}

// Slugify and AliasOf are internal.
var (
	Slugify  = slugify
	AliasOf  = aliasOf
	DesignOf = designOf
	Letters  = letters
)

// LoadWords gives the words of several layers by their keys.
func LoadWords(layers []fs.FS) (say func(key string, args ...any) string, err error) {
	p, err := loadPhrases(layers)
	if err != nil {
		return nil, err
	}
	return p.of, nil
}

var PageRange = pageRange

// Words are those that eachWord finds.
func Words(text string) (found []string) {
	eachWord(text, new(wordBuffer), func(w []byte) { found = append(found, string(w)) })
	return found
}

// Split puts words of those sizes into shards.
func Split(sizes map[string]int) map[string][]string {
	shards := map[string][]string{}
	split(slices.Sorted(maps.Keys(sizes)), "", func(w string) int { return sizes[w] }, shards)
	return shards
}

// BodyWords is how many different words a body has.
func BodyWords(body article.Body) int {
	set := newWordSet()
	defer set.free()
	for i := range body {
		set.html(body[i].HTML, inText)
	}
	return len(set.ends)
}
