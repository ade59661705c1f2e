package article

import "stet/internal/source"

// Meta is an article's front matter (DESIGN.md 4.2 names the fields).
type Meta struct {
	Title       string
	Description string
	Slug        string
	Section     string
	Lang        string
	Date        source.Date
	Updated     source.Date
	Authors     []string
	Tags        []string
	Draft       bool
	Reviewed    Review
	NextReview  source.Date
	References  []string // keys of references to list whether or not prose cites them
	Corrections []Correction
	Aliases     []string
}

// A Review says that a named person checked the article.
type Review struct {
	By          string
	Credentials string
	On          source.Date
	Sum         string // of the text that was reviewed
}

// A Correction tells readers what was changed after publication.
type Correction struct {
	On   source.Date
	What string
}
