package site

// Unminified is t with pages left as the templates wrote them.
func Unminified(t *Theme) *Theme {
	plain := *t
	plain.min = nil
	return &plain
}

// Slugify and AliasOf are internal.
var (
	Slugify  = slugify
	AliasOf  = aliasOf
	DesignOf = designOf
)
var PageRange = pageRange
