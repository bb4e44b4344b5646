package token

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalize returns word in the form that lexicons use: composed (NFC),
// without soft hyphens and zero-width joiners. It returns word itself, and
// allocates nothing, if that is its form already.
func Normalize(word string) string {
	plain := true
	for i := 0; i < len(word); i++ {
		if word[i] >= 0x80 {
			plain = false
			break
		}
	}
	if plain {
		return word
	}
	if strings.ContainsAny(word, "\u00ad\u200c\u200d\u2060\ufeff") {
		word = strings.Map(func(r rune) rune {
			switch r {
			case 0xad, 0x200c, 0x200d, 0x2060, 0xfeff:
				return -1
			}
			return r
		}, word)
	}
	if norm.NFC.IsNormalString(word) {
		return word
	}
	return norm.NFC.String(word)
}

// Stem returns word without a genitive ending, and whether it had one that
// spelling alone can tell: FN's, FN’s, USA'erne's, Marcus'. For a bare -s
// (Putins, Radchenkos) it returns the word without it and true as well, since
// spelling can not tell Lars from a genitive; callers compare both forms.
func Stem(word string) (stem string, genitive bool) {
	for _, suffix := range [...]string{"'s", "’s", "'S", "’S"} {
		if len(word) > len(suffix) && strings.HasSuffix(word, suffix) {
			return word[:len(word)-len(suffix)], true
		}
	}
	for _, suffix := range [...]string{"'", "’"} {
		if len(word) > len(suffix) && strings.HasSuffix(word, suffix) {
			return word[:len(word)-len(suffix)], true
		}
	}
	if n := len(word); n > 2 && word[n-1] == 's' {
		return word[:n-1], true
	}
	return word, false
}

// Runes converts a byte span of text to a span of Unicode code points, the
// unit of W3C text positions and of Python.
func Runes(text string, s Span) Span {
	start := utf8.RuneCountInString(text[:s.Start])
	return Span{start, start + utf8.RuneCountInString(s.In(text))}
}

// UTF16 converts a byte span of text to a span of UTF-16 code units, the unit
// of browsers and of Java.
func UTF16(text string, s Span) Span {
	start := utf16Len(text[:s.Start])
	return Span{start, start + utf16Len(s.In(text))}
}

func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}
