package yaml

import (
	"fmt"
	"strings"
	"unicode"
)

// Text writes s as a scalar: plain where every reader of YAML takes that for
// the same text, else in double quotes. It fits inside brackets as well.
func Text(s string) string {
	if isPlain(s) {
		return s
	}
	return Quoted(s)
}

// Quoted writes s as a scalar in double quotes, on one line. Control characters,
// which Parse refuses, are replaced by U+FFFD.
func Quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range strings.ToValidUTF8(s, "\ufffd") {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsControl(r):
			b.WriteRune(unicode.ReplacementChar)
		case r == '\u2028' || r == '\u2029' || r == '\ufeff' || r == '\ufffe' || r == '\uffff':
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func isPlain(s string) bool {
	if s == "" || s != strings.TrimSpace(s) || isTyped(s) || strings.ContainsAny(s, ",[]{}#?\"\\") {
		return false
	}
	if strings.IndexByte("-:&*!|>'%@`=<~", s[0]) >= 0 || strings.HasPrefix(s, "...") {
		return false
	}
	if strings.Contains(s, ": ") || strings.HasSuffix(s, ":") || strings.Contains(s, "  ") {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool {
		return r != ' ' && !unicode.IsGraphic(r) || unicode.IsSpace(r) && r != ' ' || r == unicode.ReplacementChar || r == '\ufffe' || r == '\uffff'
	})
}

// isTyped reports whether some reader of YAML takes s for a number, a date, a
// truth value or nothing.
func isTyped(s string) bool {
	switch strings.ToLower(s) {
	case "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".nan", ".inf":
		return true
	}
	if strings.IndexByte("0123456789+-.", s[0]) < 0 {
		return false
	}
	if number := strings.TrimLeft(s, "+-"); len(number) > 2 && number[0] == '0' && strings.IndexByte("xXoObB", number[1]) >= 0 {
		return true
	}
	date, _, _ := strings.Cut(s, "T")
	return strings.Trim(s, "0123456789eE_.:+- ") == "" || strings.Trim(date, "0123456789-") == ""
}
