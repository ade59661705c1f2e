package cite

import "stet/internal/source"

// A Library is all references of a citations.yaml, in the order of the file.
type Library struct {
	Path       string
	References []*Reference
	Problems   []Problem // what is wrong with single entries; the others are still good
	// unexported: index by key, by id
}

// A Problem is something wrong with one entry of a library.
type Problem struct {
	Rule string // "duplicate-reference", "bad-library"
	Span source.Span
	Pos  source.Position
	End  source.Position
	Msg  string
	Hint string
}

// ParseLibrary reads a citations.yaml. The error, a *source.Error, is for a
// file that cannot be read as a library at all (broken YAML, no list, an
// unknown field); problems of meaning in one entry are in Library.Problems.
func ParseLibrary(f *source.File) (*Library, error) { panic("cite: not written yet") }

// Key is the reference of that key, or nil.
func (l *Library) Key(key string) *Reference { panic("cite: not written yet") }

// ID is the reference that has id, or nil.
func (l *Library) ID(id ID) *Reference { panic("cite: not written yet") }
