package token

import "unicode"

// class says what a rune does to the token around it. Those that make words
// come first: see class.alnum and class.inWord.
type class uint8

const (
	cLetter class = iota
	cUpper
	cDigit
	cMark // stands in a word without being of it: combining marks, soft hyphens, joiners
	cSpace
	cNewline
	cQuote
	cDash
	cPunct
	cSymbol
	cEmoji
)

func (c class) letter() bool { return c <= cUpper }
func (c class) alnum() bool  { return c <= cDigit }
func (c class) inWord() bool { return c <= cMark }

// classes holds the classes of U+0000..U+024F, where nearly every letter of
// European names lives.
var classes = func() (t [0x250]class) {
	for i := range t {
		t[i] = classifySlow(rune(i))
	}
	return t
}()

// classify returns the class of a rune.
func classify(r rune) class {
	if r < rune(len(classes)) {
		return classes[r]
	}
	return classifySlow(r)
}

func classifySlow(r rune) class {
	switch r {
	case '\n', '\r', '\v', '\f', 0x85, 0x2028, 0x2029:
		return cNewline
	case 0x200b: // the zero-width space separates; other format runes do not
		return cSpace
	case '"', '\'', '`', '´', '»', '«', '›', '‹', '“', '”', '„', '‟', '‘', '’', '‚', '‛', '❛', '❜', '❝', '❞', '＂', '＇':
		return cQuote
	case '-', '–', '—', '―', '‐', '‑', '‒', '−':
		return cDash
	case 'ª', 'º':
		return cLetter
	case '²', '³', '¹', '¼', '½', '¾': // m², 2½
		return cDigit
	case '%', '&', '*', '#', '@', '\\', '_', '§', '¶', '†', '‡', '•', '·', '‰':
		return cSymbol
	}
	switch {
	case unicode.IsUpper(r):
		return cUpper
	case unicode.IsLetter(r):
		return cLetter
	case unicode.IsMark(r), unicode.Is(unicode.Cf, r):
		return cMark
	case unicode.IsDigit(r):
		return cDigit
	case unicode.IsSpace(r), unicode.IsControl(r):
		return cSpace
	case r >= 0x1f000 && r <= 0x1faff, r >= 0x2600 && r <= 0x27bf, r == 0x2b50, r == 0x2b55:
		return cEmoji
	case unicode.IsPunct(r):
		return cPunct
	}
	return cSymbol
}
