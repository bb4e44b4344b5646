package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalize returns word in the form that lexicons use: composed (NFC) and
// without soft hyphens, joiners and other format characters. It returns word
// itself, and allocates nothing, if that is its form already.
func Normalize(word string) string {
	ascii := true
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return word
	}
	format := func(r rune) bool { return unicode.Is(unicode.Cf, r) }
	if strings.ContainsFunc(word, format) {
		word = strings.Map(func(r rune) rune {
			if format(r) {
				return -1
			}
			return r
		}, word)
	}
	if norm.NFC.QuickSpanString(word) == len(word) {
		return word
	}
	return norm.NFC.String(word)
}

// Stem returns word without its genitive ending, and whether it has one.
//
// An ending after an apostrophe is certain: FN's, FN’s, USA´s, Marcus'. A bare
// -s is not, since spelling cannot tell Putins from Lars: Stem takes it off as
// well, from words of more than two bytes, and callers compare both forms.
// Other endings stay: SF'erne.
func Stem(word string) (stem string, genitive bool) {
	body := strings.TrimSuffix(word, "s")
	if body == word {
		body = strings.TrimSuffix(word, "S")
	}
	for _, mark := range [...]string{"'", "’", "´", "`"} {
		if stem, ok := strings.CutSuffix(body, mark); ok && stem != "" {
			return stem, true
		}
	}
	if len(word) > 2 && word[len(word)-1] == 's' {
		return body, true
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
