package token

import (
	"iter"
	"slices"
)

// Span is a half-open range [Start, End) of UTF-8 byte offsets into the text
// as the caller gave it.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// In returns the text that the span covers. It panics, as slicing does, when
// the span does not belong to text.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Len returns the span's length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span covers nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Kind tells what a token is made of.
type Kind uint8

// The kinds of token.
const (
	Word    Kind = iota // letters, with digits, hyphens, apostrophes and abbreviation dots inside
	Number              // begins with a digit: 14.30, 1.150, 3,7, 2., 50-årige, 90'erne
	Punct               // one mark of punctuation, or a run of dots
	Quote               // one quotation mark, of any form
	Dash                // a dash or hyphen that joins nothing
	Symbol              // any other sign
	URL                 // https://dr.dk/nyheder, www.dr.dk
	Email               // navn@avis.dk
	Handle              // @statsmin
	Hashtag             // #dkpol
	Emoji               // one emoji with its modifiers
)

var kindNames = [...]string{"word", "number", "punct", "quote", "dash", "symbol", "url", "email", "handle", "hashtag", "emoji"}

// String returns the kind's name in lower case.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// Flag is a set of facts about a token that are cheap to note while scanning.
type Flag uint8

// The flags of a token.
const (
	SpaceBefore Flag = 1 << iota // white space, or the start of the text, stands before it
	LineStart                    // it is the first token of its line
	Capital                      // its first letter is upper case
	AllCaps                      // it has letters, two or more, and all of them are upper case
	Digits                       // it holds a digit
	Irregular                    // it holds a combining mark or a soft hyphen: its [Text.Word] differs from its bytes
	Abbrev                       // its last dot belongs to it: kl., f.eks., H.C., 14.
)

// Token is one word, number, mark or sign. Its text is the text under its
// span; nothing is copied.
type Token struct {
	Span
	Kind  Kind
	Flags Flag
}

// Is reports whether all flags in f are set.
func (t Token) Is(f Flag) bool { return t.Flags&f == f }

// Wordlike reports whether the token is a word or a number rather than a mark
// or a sign.
func (t Token) Wordlike() bool { return t.Kind <= Number || t.Kind >= URL && t.Kind <= Hashtag }

// All returns an iterator over the tokens of text, in order. It allocates
// nothing per token.
func All(text string) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		s := newScanner(text)
		for {
			tok, ok := s.next()
			if !ok || !yield(tok) {
				return
			}
		}
	}
}

// Append appends the tokens of text to dst and returns the extended slice.
// Into a slice with room it allocates nothing; otherwise it makes room for as
// many as the text so far lets expect.
func Append(dst []Token, text string) []Token {
	s := newScanner(text)
	before := len(dst)
	for {
		tok, ok := s.next()
		if !ok {
			return dst
		}
		if len(dst) == cap(dst) {
			n := len(text)/5 + 8
			if done := len(dst) - before; done > n/2 {
				n = int(float64(done)/float64(tok.Start)*float64(len(text)-tok.Start)) + 8
			}
			dst = slices.Grow(dst, n)
		}
		dst = append(dst, tok)
	}
}
