package exchange

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// latexEscapes writes the characters that mean something to LaTeX. Other ones,
// accents among them, are written as they are, in UTF-8.
var latexEscapes = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`,
	"~", `\textasciitilde{}`, "^", `\textasciicircum{}`, "\u00a0", "~")

func latex(s string) string { return latexEscapes.Replace(s) }

// accents are the commands that put a mark on the letter behind them, with the
// mark.
var accents = map[string]rune{
	"`": 0x300, "'": 0x301, "^": 0x302, "~": 0x303, "=": 0x304, "u": 0x306, ".": 0x307, `"`: 0x308, "r": 0x30a, "H": 0x30b, "v": 0x30c,
	"d": 0x323, "c": 0x327, "k": 0x328, "b": 0x331,
}

// letters are commands that stand for a letter or sign.
var letters = map[string]string{
	"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ",
	"dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
	"textbackslash": `\`, "textasciitilde": "~", "textasciicircum": "^", "textendash": "–", "textemdash": "—", "textquoteright": "’",
	"textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”", "textregistered": "®", "texttrademark": "™", "copyright": "©",
	"textdegree": "°", "degree": "°", "pm": "±", "times": "×", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "mu": "μ", "textmu": "µ",
	"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ",
	"pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Delta": "Δ", "Omega": "Ω", "infty": "∞",
	"textalpha": "α", "textbeta": "β", "textgamma": "γ", "ldots": "…", "dots": "…", "rightarrow": "→", "S": "§",
}

// plainText is what a text in LaTeX says: braces and commands are gone, accents
// are on their letters.
func plainText(s string) string {
	if !strings.ContainsAny(s, `\{}$~`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		switch c := s[i]; c {
		case '{', '}', '$':
			i++
		case '~':
			b.WriteString("\u00a0")
			i++
		case '\\':
			text, n := command(s[i+1:])
			b.WriteString(text)
			i += 1 + n
		default:
			b.WriteByte(c)
			i++
		}
	}
	return norm.NFC.String(b.String())
}

// command reads what follows a backslash: its text, and how many bytes it takes.
func command(s string) (text string, n int) {
	if s == "" {
		return "", 0
	}
	for n < len(s) && 'a' <= s[n]|0x20 && s[n]|0x20 <= 'z' {
		n++
	}
	name := s[:n]
	if n == 0 {
		_, n = utf8.DecodeRuneInString(s)
		name = s[:n]
	}
	if mark, ok := accents[name]; ok {
		base, m := argument(s[n:])
		if base == "" {
			return name, n
		}
		first, size := utf8.DecodeRuneInString(base)
		return string(undotted(first)) + string(mark) + base[size:], n + m
	}
	if letter, ok := letters[name]; ok {
		rest := s[n:]
		if strings.HasPrefix(rest, "{}") {
			return letter, n + 2
		}
		if unicode.IsLetter(rune(name[0])) {
			return letter, n + len(rest) - len(strings.TrimLeft(rest, " "))
		}
		return letter, n
	}
	if !unicode.IsLetter(rune(name[0])) {
		return name, n // \& and its like
	}
	return "", n // \emph and other commands leave what they hold
}

// argumentBytes is how long what an accent is put on may be: enough for a letter
// with two more accents, and no more than the stack bears.
const argumentBytes = 24

// argument is the letter that an accent is put on, "{\i}" and "{e}" included.
func argument(s string) (base string, n int) {
	s = s[:min(len(s), argumentBytes)]
	n = len(s) - len(strings.TrimLeft(s, " "))
	s = s[n:]
	switch {
	case s == "":
		return "", 0
	case s[0] == '{':
		end := strings.IndexByte(s, '}')
		if end < 0 {
			return "", 0
		}
		return plainText(s[1:end]), n + end + 1
	case s[0] == '\\':
		text, m := command(s[1:])
		return text, n + 1 + m
	}
	_, m := utf8.DecodeRuneInString(s)
	return s[:m], n + m
}

// undotted is i for the dotless ı, which is written under accents.
func undotted(c rune) rune {
	switch c {
	case 'ı':
		return 'i'
	case 'ȷ':
		return 'j'
	}
	return c
}
