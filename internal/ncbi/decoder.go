package ncbi

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"stet/internal/cite"
)

// Limits of an export. PubMed's own files stay well below them: 300 MB
// unpacked, a depth of 20, records of a few hundred kilobytes.
const (
	maxExport = 2 << 30  // bytes, unpacked
	maxToken  = 4 << 20  // bytes of one tag or one run of text
	maxRecord = 32 << 20 // bytes of one record
	maxDepth  = 100      // elements within elements
)

// A decoder reads the tokens of an export and knows where it is.
type decoder struct {
	xml     *xml.Decoder
	in      *input
	place   place             // where the last token starts
	depth   int               // open elements
	alone   *xml.StartElement // a record that is the root itself, not yet read
	done    bool              // it has been read
	begun   place             // where the last record starts
	ended   int64             // where it ends, in bytes
	deleted []cite.PMID       // that the set says are deleted
}

type place struct {
	line, column int
	offset       int64 // in bytes, unpacked, behind a byte order mark
}

// newDecoder reads r up to the root of its XML.
func newDecoder(r io.Reader) (*decoder, error) {
	b := bufio.NewReaderSize(r, 64<<10)
	if magic, _ := b.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		unpacked, err := gzip.NewReader(b)
		if err != nil {
			return nil, unpackError(err)
		}
		b = bufio.NewReaderSize(unpacked, 64<<10)
	}
	if err := sniff(b); err != nil {
		return nil, err
	}
	in := &input{r: b}
	d := &decoder{xml: xml.NewDecoder(in), in: in}
	d.xml.CharsetReader = func(name string, r io.Reader) (io.Reader, error) {
		if strings.EqualFold(name, "us-ascii") || strings.EqualFold(name, "ascii") {
			return r, nil
		}
		return nil, &encodingError{name}
	}
	return d, d.open()
}

// sniff looks at the first bytes of an export and passes over a byte order
// mark.
func sniff(b *bufio.Reader) error {
	head, err := b.Peek(512)
	if err != nil && err != io.EOF {
		return unpackError(err)
	}
	switch {
	case bytes.HasPrefix(head, []byte("\ufeff")):
		head = head[3:]
		if _, err := b.Discard(3); err != nil {
			return err
		}
	case bytes.HasPrefix(head, []byte("\xfe\xff")), bytes.HasPrefix(head, []byte("\xff\xfe")):
		return &Error{Line: 1, Column: 1, Msg: "the export is in UTF-16: save it as UTF-8"}
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return &Error{Msg: "a zip archive: unpack it first (gzip is read as it is)"}
	}
	text := bytes.TrimSpace(head)
	if len(text) == 0 || text[0] == '<' {
		return nil // nothing but space is for open to report
	}
	start := text[:min(len(text), 40)]
	if i := bytes.IndexAny(start, "\r\n"); i > 0 {
		start = start[:i]
	}
	for !utf8.Valid(start) && len(start) > 0 {
		start = start[:len(start)-1]
	}
	what := "no XML"
	switch {
	case bytes.HasPrefix(text, []byte("PMID-")):
		what = "the format that PubMed's page calls \"PubMed\" (.nbib), no XML"
	case text[0] == '{' || text[0] == '[':
		what = "JSON, no XML"
	}
	return &Error{Line: 1, Column: 1, NotXML: true, Msg: fmt.Sprintf("%s: it starts with %q; %s", what, start, howTo)}
}

// token reads a token. Its bytes are good until the next call. At the end of
// the export the error is io.EOF; all others but those of the reader are of
// type *Error.
func (d *decoder) token() (xml.Token, error) {
	if d.done {
		return nil, io.EOF
	}
	d.place.line, d.place.column = d.xml.InputPos()
	d.place.offset = d.xml.InputOffset()
	d.in.token = 0
	token, err := d.xml.Token()
	if err != nil {
		return nil, d.explain(err)
	}
	switch token.(type) {
	case xml.StartElement:
		if d.depth++; d.depth > maxDepth {
			return nil, d.errorf("more than %d elements within each other: this is no PubMed export", maxDepth)
		}
	case xml.EndElement:
		d.depth--
	}
	return token, nil
}

// explain turns an error of encoding/xml, of the archive or of a limit into
// an *Error with its place. Errors of the reader stay as they are.
func (d *decoder) explain(err error) error {
	if err == io.EOF {
		return err
	}
	line, column := d.xml.InputPos()
	if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok {
		msg := syntax.Msg
		switch entity, isEntity := strings.CutPrefix(msg, "invalid character entity "); {
		case isEntity:
			msg = fmt.Sprintf("entity %s is not known: entities of a document type are not expanded; write the character itself", entity)
		case msg == "unexpected EOF":
			msg = "the export ends too early: it was cut short, fetch it again"
		default:
			msg += ": the export is damaged, fetch it again"
		}
		return &Error{Line: line, Column: column, Msg: msg}
	}
	if encoding, ok := errors.AsType[*encodingError](err); ok {
		return &Error{Line: line, Column: column, Msg: encoding.Error()}
	}
	if limit, ok := errors.AsType[limitError](err); ok {
		return &Error{Line: line, Column: column, Msg: string(limit)}
	}
	if isUnpacking(err) {
		return unpackError(err)
	}
	if strings.HasPrefix(err.Error(), "xml: ") { // of the declaration: not a type of its own
		return &Error{Line: line, Column: column, Msg: strings.TrimPrefix(err.Error(), "xml: ")}
	}
	return err
}

// errorf is an error at the last token.
func (d *decoder) errorf(format string, args ...any) error {
	return &Error{Line: d.place.line, Column: d.place.column, Msg: fmt.Sprintf(format, args...)}
}

// skip passes over the rest of the element whose start was read last.
func (d *decoder) skip() error {
	for outside := d.depth - 1; d.depth > outside; {
		if _, err := d.token(); err != nil {
			return err
		}
	}
	return nil
}

// An encodingError is an export in another encoding than UTF-8.
type encodingError struct{ name string }

func (e *encodingError) Error() string {
	return fmt.Sprintf("encoding %q is not read: convert the export to UTF-8 (iconv -f %s -t UTF-8)", e.name, e.name)
}

// isUnpacking reports whether err comes of a damaged archive.
func isUnpacking(err error) bool {
	return errors.Is(err, gzip.ErrChecksum) || errors.Is(err, gzip.ErrHeader) || errors.Is(err, io.ErrUnexpectedEOF) ||
		strings.HasPrefix(err.Error(), "flate: ")
}

func unpackError(err error) error {
	if !isUnpacking(err) && err != io.EOF {
		return err
	}
	return &Error{Msg: fmt.Sprintf("the export is damaged or cut short (%v): fetch it again", err)}
}

// An input counts the bytes that the XML decoder takes, so that no token, no
// record and no export grows beyond its limit.
type input struct {
	r      *bufio.Reader
	total  int64
	token  int64
	record int64
}

// A limitError says which limit an export went beyond.
type limitError string

func (e limitError) Error() string { return string(e) }

// ReadByte makes the decoder read bytes one by one and buffer nothing itself.
func (in *input) ReadByte() (byte, error) {
	in.total++
	in.token++
	in.record++
	switch {
	case in.token > maxToken:
		return 0, limitError(fmt.Sprintf("one tag or text has more than %d MiB: this is no PubMed export", maxToken>>20))
	case in.record > maxRecord:
		return 0, limitError(fmt.Sprintf("a record has more than %d MiB: this is no PubMed export", maxRecord>>20))
	case in.total > maxExport:
		return 0, limitError(fmt.Sprintf("the export has more than %d GiB unpacked: split it", maxExport>>30))
	}
	return in.r.ReadByte()
}

// Read serves the interface; the decoder uses ReadByte.
func (in *input) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	c, err := in.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = c
	return 1, nil
}

// shorten keeps what a message can show of a text.
func shorten(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= 80 {
		return s
	}
	return string([]rune(s)[:80]) + "..."
}
