package report

import "strings"

// lineWidth is how many columns the lines below a finding's first have, as far
// as their words can be parted.
const lineWidth = 80

// fill prints text behind first, in lines of lineWidth; those after the first
// start behind hang columns.
func (p *printer) fill(first string, hang int, text string) {
	p.out.WriteString(first)
	at, begun := columns(first), false
	for _, part := range unparted(text) {
		n := columns(part)
		switch {
		case !begun:
		case at+1+n > lineWidth:
			p.out.WriteString("\n" + strings.Repeat(" ", hang))
			at = hang
		default:
			p.out.WriteByte(' ')
			at++
		}
		p.out.WriteString(part)
		at, begun = at+n, true
	}
	p.out.WriteByte('\n')
}

// unparted are the words of text. A command to copy, in quotes ("'stet cite find
// FILE:LINE'") or behind a colon up to the end, is one word.
func unparted(text string) []string {
	words := strings.Split(text, " ")
	for i := 0; i < len(words); i++ {
		end := i + 1
		switch {
		case strings.HasPrefix(words[i], "'stet"):
			for end < len(words) && !strings.Contains(words[end-1][1:], "'") {
				end++
			}
		case words[i] == "stet" && (i == 0 || strings.HasSuffix(words[i-1], ":")):
			end = len(words)
		}
		words = append(append(words[:i:i], strings.Join(words[i:end], " ")), words[end:]...)
	}
	return words
}
