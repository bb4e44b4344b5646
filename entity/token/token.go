package token

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
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
		s := scanner{src: text, line: true, space: true}
		for {
			tok, ok := s.next()
			if !ok || !yield(tok) {
				return
			}
		}
	}
}

// Append appends the tokens of text to dst and returns the extended slice.
// Into a slice with room it allocates nothing.
func Append(dst []Token, text string) []Token {
	s := scanner{src: text, line: true, space: true}
	for {
		tok, ok := s.next()
		if !ok {
			return dst
		}
		dst = append(dst, tok)
	}
}

type class uint8

const (
	cSpace class = iota
	cNewline
	cLetter
	cUpper
	cDigit
	cMark // joins the word it stands in: combining marks, soft hyphen, joiners
	cQuote
	cDash
	cPunct
	cSymbol
	cEmoji
)

var ascii = func() (t [128]class) {
	for i := range t {
		switch c := rune(i); {
		case c == '\n' || c == '\r' || c == '\v' || c == '\f':
			t[i] = cNewline
		case c <= ' ' || c == 0x7f:
			t[i] = cSpace
		case 'a' <= c && c <= 'z':
			t[i] = cLetter
		case 'A' <= c && c <= 'Z':
			t[i] = cUpper
		case '0' <= c && c <= '9':
			t[i] = cDigit
		case c == '"' || c == '\'' || c == '`':
			t[i] = cQuote
		case c == '-':
			t[i] = cDash
		case c == '.' || c == ',' || c == ':' || c == ';' || c == '!' || c == '?' || c == '(' || c == ')' || c == '[' || c == ']' || c == '{' || c == '}' || c == '/':
			t[i] = cPunct
		default:
			t[i] = cSymbol
		}
	}
	return t
}()

// latin holds the classes of U+0080..U+024F, where nearly every other letter
// of European names lives.
var latin = func() (t [0x250 - 0x80]class) {
	for i := range t {
		t[i] = classifySlow(rune(i) + 0x80)
	}
	return t
}()

func classifySlow(r rune) class {
	switch r {
	case 0x85, 0x2028, 0x2029:
		return cNewline
	case 0xad, 0x200c, 0x200d, 0x2060, 0xfeff:
		return cMark
	case 0x200b:
		return cSpace
	case '»', '«', '“', '”', '„', '‟', '‘', '’', '‚', '‛', '›', '‹', '´', '＂':
		return cQuote
	case '–', '—', '―', '‐', '‑', '‒', '−':
		return cDash
	case 'ª', 'º':
		return cLetter
	}
	switch {
	case unicode.IsUpper(r):
		return cUpper
	case unicode.IsLetter(r):
		return cLetter
	case unicode.IsMark(r):
		return cMark
	case unicode.IsDigit(r):
		return cDigit
	case unicode.IsSpace(r):
		return cSpace
	case r >= 0x1f000 && r <= 0x1faff, r >= 0x2600 && r <= 0x27bf, r == 0x2b50, r == 0x2b55:
		return cEmoji
	case unicode.IsPunct(r):
		return cPunct
	case unicode.IsControl(r):
		return cSpace
	}
	return cSymbol
}

func classify(r rune) class {
	switch {
	case r < 128:
		return ascii[r]
	case r < 0x250:
		return latin[r-0x80]
	}
	return classifySlow(r)
}

// scanner walks over a text once. Every decision looks ahead a bounded number
// of bytes, which keeps the whole linear.
type scanner struct {
	src    string
	pos    int
	line   bool // nothing but space since the line began
	space  bool // space, or nothing, before pos
	single rune // the single quotation mark that is open on this line, or 0
}

// at returns the rune at i, its class and width; class cSpace and width 0 at
// the end.
func (s *scanner) at(i int) (rune, class, int) {
	if i >= len(s.src) {
		return 0, cSpace, 0
	}
	if b := s.src[i]; b < utf8.RuneSelf {
		return rune(b), ascii[b], 1
	}
	r, w := utf8.DecodeRuneInString(s.src[i:])
	if r == utf8.RuneError && w == 1 {
		return r, cSymbol, 1
	}
	return r, classify(r), w
}

func alnum(c class) bool { return c == cLetter || c == cUpper || c == cDigit }

func (s *scanner) next() (Token, bool) {
	for s.pos < len(s.src) {
		r, c, w := s.at(s.pos)
		switch c {
		case cNewline:
			s.line, s.space, s.single = true, true, 0
			s.pos += w
			continue
		case cSpace:
			s.space = true
			s.pos += w
			continue
		case cMark:
			// A mark with no word before it: skip byte-order marks and stray
			// joiners, but keep their place as a gap.
			s.pos += w
			continue
		}
		tok := Token{Span: Span{Start: s.pos}}
		if s.space {
			tok.Flags |= SpaceBefore
		}
		if s.line {
			tok.Flags |= LineStart
		}
		s.scan(&tok, r, c, w)
		s.pos = tok.End
		s.line, s.space = false, false
		return tok, true
	}
	return Token{}, false
}

func (s *scanner) scan(tok *Token, r rune, c class, w int) {
	start := tok.Start
	switch c {
	case cLetter, cUpper, cDigit:
		s.word(tok, start)
	case cQuote:
		tok.Kind, tok.End = Quote, start+w
		switch r {
		case '`', '\'':
			if start+1 < len(s.src) && s.src[start+1] == byte(r) { // `` and ''
				tok.End = start + 2
				return
			}
			fallthrough
		case '’', '‘', '‚', '‛', '´':
			s.singleMark(tok, r, w)
		}
	case cDash:
		tok.Kind, tok.End = Dash, start+w
		for { // -- and ---
			r2, _, w2 := s.at(tok.End)
			if r2 != r || w2 == 0 {
				break
			}
			tok.End += w2
		}
	case cPunct:
		tok.Kind, tok.End = Punct, start+w
		if r == '.' {
			for tok.End < len(s.src) && s.src[tok.End] == '.' {
				tok.End++
			}
		}
	case cEmoji:
		tok.Kind = Emoji
		tok.End = s.emoji(start + w)
	default:
		tok.Kind, tok.End = Symbol, start+w
		if r == '@' || r == '#' {
			if _, c2, _ := s.at(start + 1); (r == '@' && alnum(c2) || r == '#' && (c2 == cLetter || c2 == cUpper)) && tok.Is(SpaceBefore) {
				end := start + 1
				for {
					r2, c2, w2 := s.at(end)
					if w2 == 0 || !alnum(c2) && c2 != cMark && r2 != '_' {
						if _, c3, _ := s.at(end + w2); r2 == '.' && r == '@' && alnum(c3) {
							end += w2
							continue
						}
						break
					}
					end += w2
				}
				tok.End = end
				tok.Kind = Handle
				if r == '#' {
					tok.Kind = Hashtag
				}
			}
		}
	}
}

// singleMark keeps track of an open single mark on the line, so that a later
// one at a word's end is known to close it and not to be an apostrophe.
func (s *scanner) singleMark(tok *Token, r rune, w int) {
	if s.single != 0 && !tok.Is(SpaceBefore) {
		s.single = 0
		return
	}
	r2, c2, w2 := s.at(tok.End)
	if c2 == cDigit && tok.Is(SpaceBefore) { // '68-generationen
		_, c3, w3 := s.at(tok.End + w2)
		if c3 == cDigit {
			_, c4, _ := s.at(tok.End + w2 + w3)
			r5, _, _ := s.at(tok.End + w2 + w3)
			if c4 != cDigit && r5 != r && r5 != ',' && r5 != '.' {
				at := tok.End
				s.word(tok, at)
				return
			}
		}
	}
	if alnum(c2) || c2 == cQuote || c2 == cPunct && r2 == '.' || c2 == cDash || r2 == '(' || r2 == '@' || r2 == '#' {
		s.single = r
	}
}

// emoji returns the end of the emoji whose first rune ends at i: modifiers,
// variation selectors, joined emoji and the second half of a flag belong to it.
func (s *scanner) emoji(i int) int {
	for i < len(s.src) {
		r, w := utf8.DecodeRuneInString(s.src[i:])
		switch {
		case r == 0xfe0f || r == 0xfe0e || r >= 0x1f3fb && r <= 0x1f3ff || r == 0x20e3 || r >= 0xe0020 && r <= 0xe007f:
			i += w
		case r == 0x200d:
			_, c, w2 := s.at(i + w)
			if c != cEmoji {
				return i
			}
			i += w + w2
		case r >= 0x1f1e6 && r <= 0x1f1ff:
			prev, pw := utf8.DecodeLastRuneInString(s.src[:i])
			before, _ := utf8.DecodeLastRuneInString(s.src[:i-pw])
			if prev < 0x1f1e6 || prev > 0x1f1ff || before >= 0x1f1e6 && before <= 0x1f1ff {
				return i
			}
			return i + w
		default:
			return i
		}
	}
	return i
}

// word scans the word or number whose first letter or digit is at i.
func (s *scanner) word(tok *Token, i int) {
	src := s.src
	_, firstClass, _ := s.at(i)
	begin := i
	lower, upper, digit, inner := 0, 0, 0, false
	end := i
scan:
	for end < len(src) {
		r, c, w := s.at(end)
		switch c {
		case cLetter:
			lower++
			end += w
			continue
		case cUpper:
			upper++
			end += w
			continue
		case cDigit:
			digit++
			end += w
			continue
		case cMark:
			tok.Flags |= Irregular
			end += w
			continue
		}
		r2, c2, _ := s.at(end + w)
		joins := alnum(c2)
		switch {
		case (r == '-' || r == '‐' || r == '‑') && joins:
			end += w
			continue
		case (r == '-' || r == '‐' || r == '‑') && c2 == cSpace && end+w < len(src):
			// A compound whose head comes later: social- og sundhedsassistent.
			if _, c3, _ := s.at(end + w + 1); c3 == cLetter && s.coordinated(end+w+1) {
				end += w
			}
			break scan
		case (r == '\'' || r == '’') && joins:
			end += w
			continue
		case (r == '\'' || r == '’') && s.apostrophe(begin, end, r, w):
			end += w
			break scan
		case r == '.' && joins:
			if last := src[end-1]; '0' <= last && last <= '9' && c2 == cDigit {
				end += w
				continue
			}
			if e := s.dotted(begin, end); e > end {
				end, inner = e, true
				continue
			}
			break scan
		case r == '.' && (c2 == cDash && r2 == '-') && isAbbrev(src[begin:end]):
			end += w
			continue
		case (r == ',' || r == ':') && c2 == cDigit && src[end-1] >= '0' && src[end-1] <= '9':
			if _, c0, _ := s.at(begin); c0 != cDigit {
				break scan
			}
			end += w
			continue
		case r == '/' && joins && s.slash(begin, end):
			end += w
			continue
		case r == '&' && joins && upper > 0 && lower == 0:
			end += w
			continue
		case r == '@' && joins:
			if e := s.email(end + 1); e > 0 {
				tok.End, tok.Kind = e, Email
				return
			}
		case r == ':' && r2 == '/':
			if e := s.url(begin, end); e > 0 {
				tok.End, tok.Kind = e, URL
				return
			}
		}
		break
	}
	tok.Kind = Word
	if firstClass == cDigit {
		tok.Kind = Number
	}
	if firstClass == cUpper {
		tok.Flags |= Capital
	}
	if upper > 1 && lower == 0 {
		tok.Flags |= AllCaps
	}
	if digit > 0 {
		tok.Flags |= Digits
	}
	// One dot, or two: the abbreviation's and the sentence's. Three are an
	// ellipsis.
	if strings.HasPrefix(src[end:], ".") && !strings.HasPrefix(src[end:], "...") && s.ownsDot(tok, begin, end, inner) {
		end++
		tok.Flags |= Abbrev
	}
	tok.End = end
	if begin == tok.Start || src[begin-1] == '\'' {
		if tok.Kind == Word && end-begin > 4 && src[begin] == 'w' && len(src) > begin+4 && src[begin:begin+4] == "www." {
			tok.End, tok.Kind = s.urlEnd(begin), URL
		}
	}
}

// coordinated reports whether one of the words that join two compounds stands
// at i: og, eller, til, samt, men.
func (s *scanner) coordinated(i int) bool {
	for _, w := range [...]string{"og ", "eller ", "til ", "samt ", "men "} {
		if len(s.src)-i >= len(w) && s.src[i:i+len(w)] == w {
			return true
		}
	}
	return false
}

// apostrophe reports whether the mark at end belongs to the word before it,
// as in Marcus' bil and ha' det, rather than closing a quotation.
func (s *scanner) apostrophe(begin, end int, r rune, w int) bool {
	word := s.src[begin:end]
	last := word[len(word)-1] | 0x20
	genitive := last == 's' || last == 'x' || last == 'z'
	if !genitive && !elided[lowerASCII(word)] {
		return false
	}
	if s.single == 0 {
		return true
	}
	if c := ascii[word[0]&0x7f]; word[0] < 0x80 && c != cUpper {
		return false
	}
	// A quotation is open. The mark is a genitive's if the quotation is closed
	// by a later mark and a lower-case word follows here.
	if _, c, _ := s.at(end + w + 1); s.src[min(end+w, len(s.src)-1)] != ' ' || c != cLetter {
		return false
	}
	limit := min(len(s.src), end+w+300)
	for i := end + w; i < limit; {
		r2, _, w2 := s.at(i)
		if r2 == '\n' {
			return false
		}
		if r2 == r {
			_, before, _ := s.at(i - 1)
			_, after, _ := s.at(i + w2)
			if before == cSpace {
				return false // another one opens first
			}
			if !alnum(after) {
				return true
			}
		}
		i += w2
	}
	return false
}

// dotted returns the end, without its last dot, of an abbreviation with inner
// dots, of a row of initials or of a domain name that began at begin and has
// its first dot at dot; or 0.
func (s *scanner) dotted(begin, dot int) int {
	end := dot
	for end < len(s.src) && end-begin < 64 {
		r, c, w := s.at(end)
		if r == '.' {
			if _, c2, _ := s.at(end + 1); !alnum(c2) {
				break
			}
		} else if !alnum(c) && r != '-' && r != '_' {
			break
		}
		end += w
	}
	if run := s.src[begin:end]; isAbbrev(run) || isDomain(run) {
		return end
	}
	// Initials: H.C, J.K, m.v. Stops before the name in H.C.Andersen.
	initials := 0
	for i := begin; ; {
		_, c, w := s.at(i)
		if c != cLetter && c != cUpper {
			return initials
		}
		if r, _, _ := s.at(i + w); r != '.' {
			if _, c2, _ := s.at(i + w); !alnum(c2) && i > begin {
				return i + w
			}
			return initials
		}
		if i > begin {
			initials = i + w
		}
		i += w + 1
	}
}

// slash reports whether the slash at end joins its neighbours: in fractions,
// dates, A/S and the like, and between two common words, but not in a chain
// of names such as AFP/Ritzau Scanpix.
func (s *scanner) slash(begin, end int) bool {
	left := s.src[begin:end]
	stop := end + 1
	for stop < len(s.src) && stop-end < 24 {
		_, c, w := s.at(stop)
		if !alnum(c) {
			break
		}
		stop += w
	}
	right := s.src[end+1 : stop]
	if joinedBySlash[left+"/"+right] {
		return true
	}
	_, lc, _ := s.at(begin)
	_, rc, _ := s.at(end + 1)
	return lc == cDigit && rc == cDigit || lc == cLetter && rc == cLetter
}

// email returns the end of the domain at i, or 0 if there is none.
func (s *scanner) email(i int) int {
	end, dots := i, 0
	for end < len(s.src) {
		c := s.src[end]
		if c == '.' {
			if end+1 >= len(s.src) || !alnum(ascii[s.src[end+1]&0x7f]) {
				break
			}
			dots++
		} else if c >= utf8.RuneSelf || !alnum(ascii[c]) && c != '-' && c != '_' {
			break
		}
		end++
	}
	if dots == 0 {
		return 0
	}
	return end
}

func (s *scanner) url(begin, colon int) int {
	switch s.src[begin:colon] {
	case "http", "https", "ftp", "Http", "Https", "HTTP", "HTTPS":
		if len(s.src) > colon+3 && s.src[colon:colon+3] == "://" {
			return s.urlEnd(begin)
		}
	}
	return 0
}

func (s *scanner) urlEnd(i int) int {
	end := i
	for end < len(s.src) {
		r, c, w := s.at(end)
		if c == cSpace || c == cNewline || c == cQuote && r != '\'' || r == '<' || r == '>' || r == '|' {
			break
		}
		end += w
	}
	for end > i+1 {
		switch s.src[end-1] {
		case '.', ',', ':', ';', '!', '?', ')', ']', '\'', '}':
			end--
			continue
		}
		break
	}
	return end
}

// ownsDot reports whether the dot at end belongs to the word before it: after
// abbreviations, initials and ordinals. inner says that the word is known to
// be an abbreviation by the dots inside it.
func (s *scanner) ownsDot(tok *Token, begin, end int, inner bool) bool {
	word := s.src[begin:end]
	// What follows: the class of the next visible rune, and whether a line
	// or the text ends first.
	i, newline := end+1, false
	for i < len(s.src) && i-end < 16 {
		_, c, w := s.at(i)
		if c == cNewline {
			newline = true
			break
		}
		if c != cSpace {
			break
		}
		i += w
	}
	_, c, w := s.at(i)
	last := newline || w == 0
	if tok.Kind == Number {
		return !last && i > end+1 && s.ordinal(word, i, c)
	}
	if inner { // f.eks, m.v, H.C
		return true
	}
	if utf8.RuneCountInString(word) == 1 {
		// An initial, as in P. E. Pedersen; but not "i plan B." at the end.
		return !last && tok.Is(Capital) && (c == cUpper || i == end+1)
	}
	if h := strings.LastIndexByte(word, '-'); h > 0 { // 4-cyl.
		word = word[h+1:]
	}
	switch abbrevs[lowerASCII(word)] {
	case abbrevPlain, abbrevFinal:
		return true
	case abbrevAmbiguous: // also a word: an abbreviation only if the sentence goes on
		return !last && (c == cLetter || c == cDigit)
	case abbrevTitle: // before a name or a number
		return !last && (c == cUpper || c == cDigit || c == cLetter)
	}
	return false
}

// ordinal reports whether a number and its dot are an ordinal, given that a
// rune of class c comes next at i.
func (s *scanner) ordinal(word string, i int, c class) bool {
	if len(word) > 3 {
		return false
	}
	for j := 0; j < len(word); j++ {
		if word[j] < '0' || word[j] > '9' {
			return false
		}
	}
	switch c {
	case cLetter:
		return true
	case cDash:
		return false
	case cUpper: // den 2. Verdenskrig, but not "den 14. Han kom"
		j := i
		for j < len(s.src) && j-i < 24 {
			_, c2, w2 := s.at(j)
			if !alnum(c2) {
				break
			}
			j += w2
		}
		return !IsStarter(s.src[i:j]) && s.afterArticle(i, word)
	}
	return false
}

// afterArticle reports whether "den" stands right before the number word whose
// dot precedes i.
func (s *scanner) afterArticle(i int, word string) bool {
	at := i
	for at > 0 && (s.src[at-1] == ' ' || s.src[at-1] == '.') {
		at--
	}
	at -= len(word)
	return at >= 4 && (s.src[at-4:at] == "den " || s.src[at-4:at] == "Den ")
}
