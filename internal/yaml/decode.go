package yaml

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stet/internal/source"
)

// A Decoder takes nodes apart for a caller who expects certain types, and
// collects what is not as expected. Its methods give the zero value then.
type Decoder struct {
	File *source.File
	errs Errors
	room []string // for the texts of lists
}

// Errorf notes that n is wrong.
func (d *Decoder) Errorf(n *Node, format string, args ...any) {
	d.errs = append(d.errs, d.File.Errorf(n.Span.Start, format, args...))
}

// Join takes over what other noted of the same file.
func (d *Decoder) Join(other *Decoder) { d.errs = append(d.errs, other.errs...) }

// Err is what was noted so far, nil or an Errors.
func (d *Decoder) Err() error {
	if len(d.errs) == 0 {
		return nil
	}
	return d.errs.sorted(d.File)
}

// Fields gives the values of a mapping that stand under the names of known, in
// the order of the file, and notes every other key. what names the mapping in
// messages: "reference".
func (d *Decoder) Fields(n *Node, what string, known []string) iter.Seq2[string, *Node] {
	return func(yield func(string, *Node) bool) {
		if n.Kind != Mapping {
			if !n.Missing() {
				d.Errorf(n, "%s: %s where \"name: value\" lines are expected", what, kindName(n))
			}
			return
		}
		for key, value := range n.Fields() {
			if !slices.Contains(known, key.Value) {
				d.Errorf(key, "%s: unknown field %q%s", what, key.Value, source.DidYouMean(key.Value, known))
				continue
			}
			if !yield(key.Value, value) {
				return
			}
		}
	}
}

// List gives the items of a list; a missing value is an empty list.
func (d *Decoder) List(n *Node, what string) []Node {
	if n.Kind != List && !n.Missing() {
		d.Errorf(n, "%s: %s where a list is expected, as in [one, two]", what, kindName(n))
		return nil
	}
	return n.Items
}

// String is a scalar's text, with runs of white space as one space.
func (d *Decoder) String(n *Node, what string) string {
	if n.Kind != Scalar {
		d.Errorf(n, "%s: %s where text is expected", what, kindName(n))
		return ""
	}
	return oneLine(n.Value)
}

// Strings is a list of texts, none of them empty.
func (d *Decoder) Strings(n *Node, what string) []string {
	items := d.List(n, what)
	if len(items) == 0 {
		return nil
	}
	out := d.list(len(items))
	for i := range items {
		if s := d.String(&items[i], what); s != "" {
			out = append(out, s)
		} else if items[i].Kind == Scalar {
			d.Errorf(&items[i], "%s: an item is empty", what)
		}
	}
	return out
}

// Joined is a list of texts as one, with ", " between them, if that is how it
// stands in the file. It is a piece of the file's bytes.
func (d *Decoder) Joined(n *Node) (text string, ok bool) {
	if n.Kind != List || n.Style != Flow || len(n.Items) == 0 {
		return "", false
	}
	for i := range n.Items {
		if item := &n.Items[i]; item.Kind != Scalar || item.Style != Plain || item.Value == "" {
			return "", false
		}
	}
	text = piece(d.File.Bytes[n.Items[0].Span.Start:n.Items[len(n.Items)-1].Span.End])
	commas := 0
	for i := range len(text) - 1 {
		switch c := text[i]; {
		case c < ' ', c == ' ' && (text[i+1] == ' ' || text[i+1] == ','):
			return "", false
		case c == ',':
			commas++
			if text[i+1] != ' ' {
				return "", false
			}
		}
	}
	return text, commas == len(n.Items)-1
}

// list is room for n texts: a piece of what is made for many lists.
func (d *Decoder) list(n int) []string {
	if cap(d.room)-len(d.room) < n {
		d.room = make([]string, 0, max(n, min(2*cap(d.room), 4096)))
	}
	at := len(d.room)
	d.room = d.room[:at+n]
	return d.room[at : at : at+n]
}

// Int is a whole number of decimal digits from low to high.
func (d *Decoder) Int(n *Node, what string, low, high int) int {
	s := d.String(n, what)
	v, err := strconv.Atoi(s)
	if n.Kind == Scalar && (err != nil || v < low || v > high || s != strconv.Itoa(v)) {
		d.Errorf(n, "%s: %q where a number from %d to %d is expected", what, s, low, high)
		return 0
	}
	return v
}

// Bool is true or false, written so.
func (d *Decoder) Bool(n *Node, what string) bool {
	s := d.String(n, what)
	if n.Kind == Scalar && (s != "true" && s != "false" || n.Style != Plain) {
		d.Errorf(n, "%s: %q where true or false is expected, without quotes", what, s)
	}
	return s == "true"
}

// Date is a day, written 2026-11-20.
func (d *Decoder) Date(n *Node, what string) source.Date {
	s := d.String(n, what)
	if n.Kind != Scalar {
		return source.Date{}
	}
	date, err := source.ParseDate(s)
	if err != nil {
		d.Errorf(n, "%s: %q where a date such as 2026-11-20 is expected", what, s)
	}
	return date
}

func kindName(n *Node) string {
	switch {
	case n.Kind == List:
		return "a list"
	case n.Kind == Mapping:
		return "a mapping"
	}
	return fmt.Sprintf("%q", shorten(oneLine(n.Value), 40))
}

func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "..."
	}
	return s
}

// oneLine is s with runs of white space as one space, and none at its ends. A
// no-break space is none of it.
func oneLine(s string) string {
	space := true // before the first character
	for i := range len(s) {
		c := s[i]
		if c == '\n' || c == '\r' || c == '\t' || c == ' ' && space {
			return joinLines(s)
		}
		space = c == ' '
	}
	if space && s != "" {
		return joinLines(s)
	}
	return s
}

func joinLines(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < utf8.RuneSelf && isSpace(byte(r)) }), " ")
}
