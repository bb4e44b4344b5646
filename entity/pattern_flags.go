package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ordret/ordret/entity/token"
)

// flags holds the attributes of tokens that are true or false. The IS_
// attributes are what Python's methods of str say, as spaCy uses them.
var flags = map[string]func(m *matcher, i int) bool{
	"IS_ALPHA":       all(unicode.IsLetter),
	"IS_ASCII":       all(func(r rune) bool { return r < utf8.RuneSelf }),
	"IS_DIGIT":       all(unicode.IsDigit),
	"IS_PUNCT":       all(unicode.IsPunct),
	"IS_CURRENCY":    all(func(r rune) bool { return unicode.Is(unicode.Sc, r) }),
	"IS_QUOTE":       oneOf("\" ' ` « » ‘ ’ ‚ ‛ “ ” „ ‟ ‹ › ❮ ❯ '' ``"),
	"IS_BRACKET":     oneOf("( ) [ ] { } < >"),
	"IS_LEFT_PUNCT":  oneOf("( [ { < \" ' « ‘ ‚ ‛ “ „ ‟ ‹ ❮ ``"),
	"IS_RIGHT_PUNCT": oneOf(") ] } > \" ' » ’ ” › ❯ ''"),
	"IS_SPACE":       func(*matcher, int) bool { return false },
	"IS_STOP":        func(m *matcher, i int) bool { return stopWords[string(m.lower(i))] },
	"IS_SENT_START": func(m *matcher, i int) bool {
		s := m.t.SentenceOf(i)
		return s < len(m.t.Sentences) && m.t.Sentences[s].First == i
	},
	"IS_LOWER": func(m *matcher, i int) bool {
		lower := false
		for _, r := range m.t.Word(i) {
			if unicode.IsUpper(r) || unicode.IsTitle(r) {
				return false
			}
			lower = lower || unicode.IsLower(r)
		}
		return lower
	},
	"IS_UPPER": func(m *matcher, i int) bool {
		upper := false
		for _, r := range m.t.Word(i) {
			if unicode.IsLower(r) || unicode.IsTitle(r) {
				return false
			}
			upper = upper || unicode.IsUpper(r)
		}
		return upper
	},
	// A capital begins every run of letters, and stands nowhere else.
	"IS_TITLE": func(m *matcher, i int) bool {
		title, inside := false, false
		for _, r := range m.t.Word(i) {
			switch {
			case unicode.IsUpper(r) || unicode.IsTitle(r):
				if inside {
					return false
				}
				title, inside = true, true
			case unicode.IsLower(r):
				if !inside {
					return false
				}
			default:
				inside = false
			}
		}
		return title
	},
	"SPACY": func(m *matcher, i int) bool {
		return i+1 < len(m.t.Tokens) && m.t.Tokens[i+1].Is(token.SpaceBefore)
	},
	"LIKE_EMAIL": func(m *matcher, i int) bool { return m.t.Tokens[i].Kind == token.Email },
	"LIKE_URL":   func(m *matcher, i int) bool { return m.t.Tokens[i].Kind == token.URL || m.domain(i) },
	"LIKE_NUM":   func(m *matcher, i int) bool { return likeNumber(m.t.Word(i)) || numberWord(string(m.lower(i))) },
}

func all(is func(rune) bool) func(m *matcher, i int) bool {
	return func(m *matcher, i int) bool {
		for _, r := range m.t.Word(i) {
			if !is(r) {
				return false
			}
		}
		return true
	}
}

func oneOf(words string) func(m *matcher, i int) bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return func(m *matcher, i int) bool { return set[m.t.Word(i)] }
}

// domain reports whether token i is a site's name such as dr.dk: the
// tokenizer joins no other words around a dot, abbreviations aside.
func (m *matcher) domain(i int) bool {
	w := m.t.Word(i)
	dot := strings.LastIndexByte(w, '.')
	if m.t.Tokens[i].Kind != token.Word || m.t.Tokens[i].Is(token.Abbrev) || dot < 1 || len(w)-dot < 3 {
		return false
	}
	for _, c := range []byte(w[dot+1:]) {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// likeNumber reports whether w is written in digits: 14, 3,5, 1.150, 1/2, +3.
func likeNumber(w string) bool {
	w = strings.TrimLeft(w, "+-±~−")
	digits, slash := 0, false
	for _, r := range w {
		switch {
		case unicode.IsDigit(r):
			digits++
		case r == '/' && !slash && digits > 0:
			digits, slash = 0, true
		case r != '.' && r != ',':
			return false
		}
	}
	return digits > 0
}

var (
	numberUnits = wordsOf(`nul en et én ét to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten
		hundrede tusind tusinde million millioner milliard milliarder billion billioner
		nulte første anden andet andre tredje fjerde femte sjette syvende ottende niende tiende elfte tolvte trettende fjortende
		femtende sekstende syttende attende nittende`)
	numberTens = wordsOf(`tyve tredive fyrre fyrretyve halvtreds tres halvfjerds firs halvfems
		tyvende tredivte fyrretyvende halvtredsindstyvende tresindstyvende halvfjerdsindstyvende firsindstyvende halvfemsindstyvende`)
	numberOnes = wordsOf(`en to tre fire fem seks syv otte ni`)

	// stopWords is short on purpose: articles, pronouns, prepositions,
	// conjunctions, auxiliaries and the commonest adverbs.
	stopWords = wordsOf(`ad af aldrig alle allerede alt altid anden andet andre at bare begge blandt blev blive bliver blevet burde
		bør da de deg dem den denne der dens deraf derefter deres derfor dermed det dette dig din dine disse dit dog du efter
		eller en end endnu er et fik fra få får før først for fordi foran gennem gør ham han hans har havde have hele hende hendes
		her hos hun hvad hvem hver hvilken hvilke hvis hvor hvordan hvorfor hvornår i ifølge igen ikke imellem imod ind inden ingen
		intet ja jeg jer jeres jo kan kom kommer kun kunne lige man mange med meget mellem men mens mere mest mig min mine mit mod
		må måtte ned nej netop nogen noget nogle nok nu når næsten og også om omkring op os over på samt samme selv senere ses sig
		siden sin sine sit skal skulle som stadig så sådan thi til ud uden under vi via vil ville vor vores være været var ved
		via vores`)
)

// numberWord reports whether w, in lower case, is a number in words: tolv,
// femogtyve, tredje.
func numberWord(w string) bool {
	if numberUnits[w] || numberTens[w] {
		return true
	}
	for at := 2; at+2 < len(w); at++ {
		if w[at:at+2] == "og" && numberOnes[w[:at]] && numberTens[w[at+2:]] {
			return true
		}
	}
	return false
}

func wordsOf(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}
