package article

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"github.com/adrg/frontmatter"

	"stet/internal/source"
	"stet/internal/yaml"
)

// A front is where a file's front matter stands.
type front struct {
	open  source.Span // the line of the opening delimiter, without its end
	inner source.Span // between the delimiters
	close source.Span // the line of the closing delimiter, without its end
	end   int         // where the article starts
	mark  string      // "---", "+++" or "{"
}

// readFront reads the front matter of f and gives the byte at which the
// article starts, -1 if the front matter never ends.
//
// adrg/frontmatter compares delimiters after trimming, does not know a byte
// order mark, and takes a front matter that is never closed for text. So the
// delimiters are found here; it is given what stands between them, told the
// one format to expect, and its answer must agree.
func (a *Article) readFront(opt Options) int {
	f := a.File
	fr, found := findFront(f.Bytes, opt.Strict)
	switch {
	case !found:
		if opt.Strict {
			a.problem("bad-front-matter", a.firstLine(), noFront(f.Line(1)), frontHint)
		}
		return bomLength(f.Bytes)
	case fr.end < 0:
		a.problem("bad-front-matter", source.Span{Start: bomLength(f.Bytes), End: fr.open.End},
			fmt.Sprintf("front matter is never closed: it opens on line %d", f.Position(fr.open.Start).Line),
			fmt.Sprintf("put %q on a line of its own behind the last field", closings[fr.mark]))
		return -1
	case fr.inner.Len() > opt.Limits.FrontMatter:
		a.problem("limit", fr.open, fmt.Sprintf("front matter has %d bytes, more than %d", fr.inner.Len(), opt.Limits.FrontMatter),
			"move text out of the front matter, or raise limits.front_matter in stet.yaml")
		return fr.end
	}
	a.decodeFront(fr, opt)
	return fr.end
}

const frontHint = "start the file with a line ---, then \"title: ...\", then a line ---"

func noFront(line string) string {
	switch trimmed := string(bytes.TrimSpace([]byte(line))); {
	case trimmed == "---":
		return `front matter opens with an indented "---": remove the space before it`
	case len(trimmed) > 3 && trimmed[:3] == "---" && bytes.Trim([]byte(trimmed), "-") == nil:
		return fmt.Sprintf("front matter opens with three dashes, not with %d", len(trimmed))
	case trimmed == "+++" || trimmed == "{":
		return "front matter is YAML between two lines of three dashes, not TOML or JSON"
	}
	return "front matter is missing, and so is the title"
}

// closings are the delimiters that close a front matter, by the one that
// opens it.
var closings = map[string]string{"---": "---", "+++": "+++", "{": "}"}

// findFront looks for a front matter at the start of b. It ends with -1 if it
// is never closed. Outside a site's own content a first line "---" may also be
// a rule; then no field follows.
func findFront(b []byte, strict bool) (fr front, found bool) {
	i := bomLength(b)
	for i < len(b) {
		line, next := lineAt(b, i)
		if len(bytes.TrimSpace(line)) > 0 {
			fr.mark = string(bytes.TrimRight(line, " \t"))
			fr.open = source.Span{Start: i, End: i + len(fr.mark)}
			i = next
			break
		}
		i = next
	}
	closing, known := closings[fr.mark]
	if !known || strict && fr.mark != "---" {
		return front{}, false
	}
	fr.inner.Start = i
	if line, _ := lineAt(b, i); !strict && !looksLikeField(line, fr.mark) {
		return front{}, false
	}
	for i < len(b) {
		line, next := lineAt(b, i)
		line = bytes.TrimRight(line, " \t")
		if string(line) == closing || fr.mark == "---" && string(line) == "..." {
			fr.inner.End, fr.end = i, next
			fr.close = source.Span{Start: i, End: i + len(line)}
			return fr, true
		}
		i = next
	}
	fr.end = -1
	return fr, true
}

// lineAt is the line of b that starts at i, without its end, and where the
// next one starts.
func lineAt(b []byte, i int) (line []byte, next int) {
	n := bytes.IndexAny(b[i:], "\r\n")
	if n < 0 {
		return b[i:], len(b)
	}
	next = i + n + 1
	if b[i+n] == '\r' && next < len(b) && b[next] == '\n' {
		next++
	}
	return b[i : i+n], next
}

// looksLikeField reports whether line may be the first of a front matter.
func looksLikeField(line []byte, mark string) bool {
	line = bytes.TrimSpace(line)
	switch {
	case mark == "{":
		return len(line) > 0 && (line[0] == '"' || line[0] == '}')
	case len(line) == 0:
		return false
	case line[0] == '#' || string(line) == closings[mark]:
		return true
	}
	i := bytes.IndexAny(line, ":=")
	return i > 0 && bytes.IndexByte(bytes.TrimSpace(line[:i]), ' ') < 0
}

func bomLength(b []byte) int {
	if bytes.HasPrefix(b, []byte(source.BOM)) {
		return len(source.BOM)
	}
	return 0
}

// decodeFront reads the fields between the delimiters.
func (a *Article) decodeFront(fr front, opt Options) {
	b := a.File.Bytes
	if opt.Strict && b[fr.close.Start] == '.' {
		a.problem("bad-front-matter", fr.close, `front matter closes with "..."`, `close it with "---"`)
	}
	format := &frontmatter.Format{Start: fr.mark, End: string(b[fr.close.Start:fr.close.End])}
	switch fr.mark {
	case "---":
		format.Unmarshal = func([]byte, any) error { return a.decodeYAML(fr, opt.Strict) }
	case "+++":
		format.Unmarshal = toml.Unmarshal
	case "{":
		format.Unmarshal, format.UnmarshalDelims = json.Unmarshal, true
	}
	var foreign struct {
		Title string `toml:"title" json:"title"`
	}
	rest, err := frontmatter.Parse(bytes.NewReader(b[fr.open.Start:fr.end]), &foreign, format)
	if foreign.Title != "" {
		a.Meta.Title = foreign.Title
	}
	if !opt.Strict {
		return
	}
	if len(rest) > 0 && err == nil {
		a.Meta, a.Problems = Meta{}, nil
		at := fr.end - len(rest)
		a.problem("bad-front-matter", source.Span{Start: a.lineBefore(at), End: at},
			fmt.Sprintf("front matter holds an indented %q, which other tools take for its end", fr.mark),
			"write those dashes otherwise")
	}
}

// lineBefore is where the line that ends right before at starts.
func (a *Article) lineBefore(at int) int {
	return a.File.Offset(max(1, a.File.Position(at).Line-1), 1)
}

// decodeYAML reads YAML fields. Outside a site's content the title is all that
// is looked at, and nothing is reported.
func (a *Article) decodeYAML(fr front, strict bool) error {
	root, err := yaml.ParsePart(a.File, fr.inner, yaml.Limits{})
	if !strict {
		if root != nil && err == nil {
			if title := root.Field("title"); title != nil && title.Kind == yaml.Scalar {
				a.Meta.Title = string(bytes.Join(bytes.Fields([]byte(title.Value)), []byte(" ")))
			}
		}
		return nil
	}
	if err != nil {
		a.frontErrors(err)
		return nil
	}
	d := &yaml.Decoder{File: a.File}
	if root != nil {
		a.Meta = decodeMeta(d, root)
		a.checkReview(root)
	}
	a.frontErrors(d.Err())
	if a.Meta.Title == "" && (root == nil || root.Field("title") == nil || root.Field("title").Missing()) {
		a.problem("bad-front-matter", fr.open, "front matter: the title is missing", `add a line "title: ..."`)
	}
	return nil
}

// frontErrors reports what is wrong with the YAML.
func (a *Article) frontErrors(err error) {
	var errs yaml.Errors
	if !errors.As(err, &errs) {
		return
	}
	for _, e := range errs {
		line, _ := lineAt(a.File.Bytes, e.Pos.Offset)
		span := source.Span{Start: e.Pos.Offset, End: e.Pos.Offset + len(bytes.TrimRight(line, " \t"))}
		a.problem("bad-front-matter", span, e.Msg, "")
	}
}

// problem adds a Problem.
func (a *Article) problem(rule string, span source.Span, msg, hint string) {
	a.Problems = append(a.Problems, Problem{Rule: rule, Span: span, Msg: msg, Hint: hint})
}

// firstLine is the span of the file's first line.
func (a *Article) firstLine() source.Span {
	start := bomLength(a.File.Bytes)
	line, _ := lineAt(a.File.Bytes, start)
	return source.Span{Start: start, End: start + len(line)}
}

// shorten cuts s to n code points.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n]) + "..."
}
