package article

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// brackets are what stands in square brackets without being a link: citations
// "[@key; @pmid:1]", numbered markers "[3-5]", footnote markers "[^note]" and
// wiki links "[[page|words]]".
type brackets struct{}

func (brackets) Trigger() []byte { return []byte{'['} }

func (b brackets) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 3 {
		return nil
	}
	switch c := line[1]; {
	case c == '@', line[2] == '@' && c == '-', seesKey(line[1:]):
		return b.citation(block, pc)
	case c == '^':
		label := footnoteLabel(line)
		n := len(label) + 3
		if label == nil || linkFollows(line[n:]) {
			return nil
		}
		block.Advance(n)
		return &marker{extent: extent{segment.Start, segment.Start + n}, labels: []string{string(label)}, footnote: true}
	case c == '[':
		return b.wiki(block, pc)
	case isDigit(c), c == ' ' && isDigit(line[2]), c|0x20 == 'r' && refWord(line[1:]) > 0:
		return b.numbers(parent, block, pc)
	}
	return nil
}

// refWord is the length of the "Ref. " or "refs " that inside starts with, 0 if
// it starts with neither.
func refWord(inside []byte) int {
	for _, word := range []string{"ref. ", "refs. ", "ref ", "refs "} {
		if hasPrefixFold(inside, word) {
			return len(word)
		}
	}
	return 0
}

// linkFollows reports whether rest makes a link of the brackets before it.
func linkFollows(rest []byte) bool { return len(rest) > 0 && rest[0] == '(' }

// seesKey reports whether words in brackets lead up to a key: "see @smith2018".
func seesKey(inside []byte) bool {
	for _, lead := range []string{"see ", "see also ", "e.g. ", "e.g., ", "cf. ", "i.e. "} {
		if hasPrefixFold(inside, lead) && len(inside) > len(lead) && inside[len(lead)] == '@' {
			return true
		}
	}
	return false
}

func (brackets) citation(block text.Reader, pc parser.Context) ast.Node {
	_, segment := block.PeekLine()
	block.Advance(1)
	inside, ok := block.FindClosure('[', ']', text.FindClosureOptions{Newline: true, Advance: true})
	if !ok {
		return nil
	}
	var words []byte
	for i := range inside.Len() {
		part := inside.At(i)
		words = append(words, part.Value(block.Source())...)
	}
	next, _ := block.PeekLine()
	if linkFollows(next) || defined(pc, words) {
		return nil
	}
	parts := strings.Split(strings.Join(strings.Fields(string(words)), " "), ";")
	for i, part := range parts {
		if strings.Count(part, "@") > 1 { // @user@server is a name elsewhere
			return nil
		}
		parts[i] = part[max(strings.IndexByte(part, '@'), 0):]
	}
	_, end := block.Position()
	return &citation{extent: extent{segment.Start, end.Start}, inside: strings.Join(parts, "; ")}
}

// defined reports whether label has a link reference definition.
func defined(pc parser.Context, label []byte) bool {
	_, ok := pc.Reference(util.ToLinkReference(label))
	return ok
}

func (brackets) wiki(block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	n := bytes.IndexAny(line[2:], "[]\n")
	if n <= 0 || !bytes.HasPrefix(line[2+n:], []byte("]]")) || linkFollows(line[4+n:]) {
		return nil
	}
	page, words, named := bytes.Cut(line[2:2+n], []byte{'|'})
	if parseLabels(page) != nil || defined(pc, line[2:2+n]) {
		return nil
	}
	node := &wiki{extent: extent{segment.Start, segment.Start + n + 4}, page: string(bytes.TrimSpace(page))}
	node.words = node.start + 2
	if named {
		node.words = node.stop - 2 - len(words)
	}
	block.Advance(n + 4)
	return node
}

func (brackets) numbers(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	n := bytes.IndexByte(line, ']')
	if n < 0 || linkFollows(line[n+1:]) {
		return nil
	}
	inside := line[1:n]
	inside = inside[refWord(inside):]
	for _, and := range []string{" and ", " & "} {
		inside = bytes.Replace(inside, []byte(and), []byte(", "), 1)
	}
	labels := parseLabels(inside)
	if labels == nil || defined(pc, line[1:n]) {
		return nil
	}
	if len(labels) > 1 {
		if t, ok := parent.LastChild().(*ast.Text); ok && isInterval(t.Segment.Value(block.Source())) {
			return nil
		}
	}
	n++
	if n < len(line) && line[n] == '_' && (n+1 == len(line) || !isWord(line[n+1])) {
		n++ // "[1]_", as reStructuredText has it
	}
	block.Advance(n)
	return &marker{extent: extent{segment.Start, segment.Start + n}, labels: labels}
}

// isInterval reports whether brackets after before hold a range of numbers, as
// in "95% CI [10, 20]".
func isInterval(before []byte) bool {
	before = bytes.TrimRight(before, " :=,")
	for _, word := range []string{"CI", "CrI", "IQR", "range", "interval", "between"} {
		if bytes.HasSuffix(before, []byte(word)) {
			return true
		}
	}
	return false
}

// maxRange bounds the labels that "[3-40]" stands for.
const maxRange = 60

// parseLabels reads the numbers of a marker: "7", "1,2", "3-5", with any dash
// and with spaces. It gives nil if b is anything else.
func parseLabels(b []byte) []string {
	if len(b) == 0 || len(b) > 60 {
		return nil
	}
	var labels []string
	last, ranged, want := 0, false, true
	for i := 0; i < len(b); {
		switch c := b[i]; {
		case isDigit(c):
			from := i
			for i < len(b) && isDigit(b[i]) {
				i++
			}
			n, err := strconv.Atoi(string(b[from:i]))
			if err != nil || !want || n == 0 || i-from > 3 {
				return nil
			}
			if ranged {
				if n <= last || n-last > maxRange {
					return nil
				}
				for last++; last < n; last++ {
					labels = append(labels, strconv.Itoa(last))
				}
			}
			labels = append(labels, strconv.Itoa(n))
			last, ranged, want = n, false, false
			continue
		case c == ' ' || c == '^':
		case (c == ',' || c == ';') && !want:
			want = true
		case c == '-' && !want:
			ranged, want = true, true
		case (bytes.HasPrefix(b[i:], []byte("\u2013")) || bytes.HasPrefix(b[i:], []byte("\u2014"))) && !want: // a dash
			ranged, want = true, true
			i += 2
		default:
			return nil
		}
		i++
	}
	if want {
		return nil
	}
	return labels
}
