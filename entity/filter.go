package entity

import (
	"strings"

	"github.com/ordret/ordret/entity/token"
)

// Filter returns a recogniser that keeps those mentions of r for which keep
// returns true. keep must be pure and safe for concurrent use.
//
//	sure := entity.Filter(model, func(_ *token.Text, m entity.Mention) bool { return m.Score >= 0.9 })
func Filter(r Recognizer, keep func(t *token.Text, m Mention) bool) Recognizer {
	return RecognizerFunc(func(dst []Mention, t *token.Text) []Mention {
		n := len(dst)
		dst = r.Recognize(dst, t)
		kept := dst[:n]
		for _, m := range dst[n:] {
			if keep(t, m) {
				kept = append(kept, m)
			}
		}
		return kept
	})
}

// Allow returns a recogniser that keeps the mentions of r whose name is one of
// names, in the genitive or not. Names are compared token by token, so that
// line breaks do not matter; upper and lower case do.
func Allow(r Recognizer, names ...string) Recognizer {
	named := newNameList(names)
	return Filter(r, named.has)
}

// Deny returns a recogniser that drops the mentions of r whose name is one of
// names, compared as [Allow] does.
func Deny(r Recognizer, names ...string) Recognizer {
	named := newNameList(names)
	return Filter(r, func(t *token.Text, m Mention) bool { return !named.has(t, m) })
}

// nameList holds names as words joined by spaces.
type nameList map[string]bool

func newNameList(list []string) nameList {
	set := make(nameList, len(list))
	for _, name := range list {
		t := token.Text{Tokens: token.Append(nil, name)}
		words := make([]string, len(t.Tokens))
		for i, tok := range t.Tokens {
			words[i] = token.Normalize(tok.In(name))
		}
		set[strings.Join(words, " ")] = true
	}
	return set
}

func (s nameList) has(t *token.Text, m Mention) bool {
	var buf [64]byte
	name := buf[:0]
	first, last := t.Within(m.Span)
	for i := first; i < last; i++ {
		if i > first {
			name = append(name, ' ')
		}
		name = append(name, t.Word(i)...)
	}
	if s[string(name)] {
		return true
	}
	cut := genitiveCut(string(name))
	return cut > 0 && s[string(name[:len(name)-cut])]
}
