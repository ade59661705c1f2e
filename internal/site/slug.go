package site

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"stet/internal/article"
)

// maxSlug bounds a slug in bytes: file systems allow 255 for a name, and
// addresses are read aloud and printed.
const maxSlug = 96

// Address is where the article of a file is published, below the site's root:
// "magnesium/".
func Address(path string, meta *article.Meta) string { return slugOf(path, meta) + "/" }

// slugOf is an article's slug, else its file's name, and for an index or
// README that of the folder.
func slugOf(file string, meta *article.Meta) string {
	if s := slugify(meta.Slug); s != "" {
		return s
	}
	dir, name := path.Split(file)
	name = strings.TrimSuffix(name, path.Ext(name))
	switch strings.ToLower(name) {
	case "index", "readme":
		if base := path.Base(dir); dir != "" && base != "." && base != "/" {
			name = base
		}
	}
	if s := slugify(name); s != "" {
		return s
	}
	return "article-" + shortSum(file)
}

// slugify writes s with a to z, digits and hyphens alone, so that it is the
// same name on every file system and in every address. Letters with marks
// lose them; a name without any Latin letter or digit gives "".
func slugify(s string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		letters := plainLetters(r)
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
			continue
		case letters == "":
			hyphen = b.Len() > 0
			continue
		}
		if b.Len()+len(letters)+1 > maxSlug {
			break
		}
		if hyphen {
			b.WriteByte('-')
			hyphen = false
		}
		b.WriteString(letters)
	}
	if slug := b.String(); !isDevice(slug) {
		return slug
	}
	return b.String() + "-page"
}

// plainLetters is r in a to z and digits; "" if it has no such form.
func plainLetters(r rune) string {
	switch {
	case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
		return string(r)
	case r == 'ß':
		return "ss"
	case r == 'æ':
		return "ae"
	case r == 'œ':
		return "oe"
	case r == 'ø':
		return "o"
	case r == 'ł':
		return "l"
	case r == 'đ' || r == 'ð':
		return "d"
	case r == 'þ':
		return "th"
	case r == 'ı':
		return "i"
	}
	return ""
}

// isDevice reports whether Windows keeps the name for itself.
func isDevice(s string) bool {
	switch s {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(s) == 4 && (s[:3] == "com" || s[:3] == "lpt") && '1' <= s[3] && s[3] <= '9'
}

// shortSum is a short name for s that does not change.
func shortSum(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:4])
}
