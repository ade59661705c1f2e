package yaml

import "stet/internal/source"

// DidYouMean is [source.DidYouMean], for messages about fields.
func DidYouMean(word string, known []string) string { return source.DidYouMean(word, known) }
