package article

import "strings"

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

func isLower(c byte) bool { return c >= 'a' && c <= 'z' }

// isWord reports whether c is an ASCII letter, digit or underscore, or part of
// a character beyond ASCII.
func isWord(c byte) bool { return isLower(c) || isUpper(c) || isDigit(c) || c == '_' || c >= 0x80 }

// hasSuffixFold is bytes.HasSuffix for a lower-case ASCII suffix, whatever the
// case of b.
func hasSuffixFold(b []byte, suffix string) bool {
	if len(b) < len(suffix) {
		return false
	}
	for i, c := range b[len(b)-len(suffix):] {
		if c|0x20 != suffix[i] {
			return false
		}
	}
	return true
}

// hasPrefixFold reports whether b starts with prefix, ASCII case apart.
func hasPrefixFold(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && strings.EqualFold(string(b[:len(prefix)]), prefix)
}
