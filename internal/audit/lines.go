package audit

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"stet/internal/source"
)

// A head is the first line of a file that has one value a line.
type head struct {
	Schema string `json:"schema"`
}

// readLines reads a file of JSON values, one a line, behind a line that names
// the schema. Values that are there twice, as both sides of a merge may add
// them, come once. The list is not nil; the error is a *source.Error. by is the
// command that writes such files.
func readLines[T comparable](f *source.File, schema, by string, check func(*T) error) ([]T, error) {
	errHead := fmt.Errorf("the first line is not {\"schema\":%q}; '%s' writes such a file", schema, by)
	list := []T{}
	seen := map[T]bool{}
	headed := false
	for n := 1; n <= f.Lines(); n++ {
		line := strings.TrimSpace(f.Line(n))
		if line == "" {
			continue
		}
		fail := func(err error) error {
			return &source.Error{Path: f.Path, Pos: source.Position{Line: n, Column: 1}, Msg: err.Error()}
		}
		if !headed {
			var h head
			if err := decodeStrict(line, &h); err != nil || h.Schema != schema {
				return nil, fail(errHead)
			}
			headed = true
			continue
		}
		var v T
		if err := readLine(line, &v, check); err != nil {
			return nil, fail(err)
		}
		if !seen[v] {
			seen[v] = true
			list = append(list, v)
		}
	}
	if !headed {
		return nil, &source.Error{Path: f.Path, Msg: errHead.Error()}
	}
	return list, nil
}

func readLine[T any](line string, v *T, check func(*T) error) error {
	for _, marker := range []string{"<<<<<<<", "=======", ">>>>>>>", "|||||||"} {
		if strings.HasPrefix(line, marker) {
			return errors.New("unresolved merge conflict: keep the lines of both sides, and delete the markers")
		}
	}
	if err := decodeStrict(line, v); err != nil {
		return fmt.Errorf("the line cannot be read: %w", err)
	}
	return check(v)
}

// decodeStrict decodes one JSON value that has no unknown fields.
func decodeStrict(line string, v any) error {
	d := json.NewDecoder(strings.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("more than one value")
	}
	return nil
}

// writeLines is a file that readLines reads.
func writeLines[T any](schema string, list []T) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(head{schema}); err != nil {
		return nil, err
	}
	for _, v := range list {
		if err := enc.Encode(v); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}
