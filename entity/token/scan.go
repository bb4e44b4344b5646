package token

import (
	"strings"
	"unicode/utf8"
)

// scanner walks over a text once. Whatever it looks at beyond the token at
// hand is bounded or remembered, which keeps the whole linear in the text.
type scanner struct {
	src    string
	pos    int
	flags  Flag  // SpaceBefore and LineStart, for the token that comes next
	prev   Token // the token before
	single rune  // the single quotation mark that is open on this line, or 0
	seen   int   // the bytes before it hold no mark that closes single; see apostrophe
	plain  int   // no e-mail address begins between pos and it; see address
}

func newScanner(text string) scanner {
	return scanner{src: text, flags: SpaceBefore | LineStart}
}

// at returns the rune at i, its class and its width; class cSpace and width 0
// at the end of the text.
func (s *scanner) at(i int) (rune, class, int) {
	if i >= len(s.src) {
		return 0, cSpace, 0
	}
	if b := s.src[i]; b < utf8.RuneSelf {
		return rune(b), classes[b], 1
	}
	return s.decode(i)
}

func (s *scanner) decode(i int) (rune, class, int) {
	r, n := utf8.DecodeRuneInString(s.src[i:])
	if r == utf8.RuneError && n == 1 {
		return r, cSymbol, 1
	}
	return r, classify(r), n
}

// class returns the class of the rune at i.
func (s *scanner) class(i int) class {
	_, c, _ := s.at(i)
	return c
}

// digit reports whether an ASCII digit is at i.
func (s *scanner) digit(i int) bool {
	return i >= 0 && i < len(s.src) && '0' <= s.src[i] && s.src[i] <= '9'
}

// next returns the next token, and false at the end of the text.
func (s *scanner) next() (Token, bool) {
	for s.pos < len(s.src) {
		r, c, n := s.at(s.pos)
		switch c {
		case cSpace:
			s.flags |= SpaceBefore
			s.pos += n
		case cNewline:
			s.flags |= SpaceBefore | LineStart
			s.single = 0
			s.pos += n
		case cMark: // a byte-order mark, a stray joiner: leave a gap
			s.pos += n
		default:
			tok := Token{Span: Span{s.pos, s.pos + n}, Flags: s.flags}
			if c.alnum() {
				s.word(&tok, s.pos)
			} else {
				s.sign(&tok, r, c)
			}
			s.pos, s.flags, s.prev = tok.End, 0, tok
			return tok, true
		}
	}
	return Token{}, false
}

// sign completes a token that begins with the rune r of class c, no letter
// and no digit. So far tok ends after r.
func (s *scanner) sign(tok *Token, r rune, c class) {
	switch c {
	case cQuote:
		tok.Kind = Quote
		switch r {
		case '`', '\'':
			if strings.HasPrefix(s.src[tok.End:], string(r)) { // `` and ''
				tok.End++
				return
			}
			fallthrough
		case '’', '‘', '‚', '‛', '´':
			s.singleMark(tok, r)
		}
	case cDash:
		tok.Kind = Dash
		s.repeat(tok, r) // -- and ---
	case cPunct:
		tok.Kind = Punct
		if r == '.' {
			s.repeat(tok, r)
		}
	case cEmoji:
		tok.Kind = Emoji
		tok.End = s.emoji(tok.End)
	default:
		tok.Kind = Symbol
		if r == '@' || r == '#' {
			s.tag(tok, r)
		}
	}
}

// repeat extends tok over further runes r.
func (s *scanner) repeat(tok *Token, r rune) {
	for {
		r2, _, n := s.at(tok.End)
		if r2 != r || n == 0 {
			return
		}
		tok.End += n
	}
}

// tag extends the @ or # of tok to a handle or a hashtag, if it begins one.
func (s *scanner) tag(tok *Token, r rune) {
	first := s.class(tok.End)
	if r == '@' && !first.alnum() || r == '#' && !first.letter() {
		return
	}
	if before, n := utf8.DecodeLastRuneInString(s.src[:tok.Start]); n > 0 && classify(before).inWord() {
		return // C#, a@b
	}
	tok.Kind = Handle
	if r == '#' {
		tok.Kind = Hashtag
	}
	for {
		r2, c, n := s.at(tok.End)
		switch {
		case n > 0 && c.inWord(), r2 == '_', r2 == '.' && r == '@' && s.class(tok.End+1).alnum():
			tok.End += n
		default:
			return
		}
	}
}

// emoji returns the end of the emoji whose first rune ends at i: modifiers,
// variation selectors, joined emoji and the second half of a flag belong to it.
func (s *scanner) emoji(i int) int {
	flag := func(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }
	first, _ := utf8.DecodeLastRuneInString(s.src[:i])
	half := flag(first)
	for {
		r, _, n := s.at(i)
		switch {
		case r == 0xfe0f, r == 0xfe0e, r >= 0x1f3fb && r <= 0x1f3ff, r == 0x20e3, r >= 0xe0020 && r <= 0xe007f:
			i += n
		case r == 0x200d:
			_, c, n2 := s.at(i + n)
			if c != cEmoji {
				return i
			}
			i += n + n2
		case half && flag(r):
			half = false
			i += n
		default:
			return i
		}
	}
}

// singleMark keeps track of an open single mark on the line, so that a later
// one at a word's end is known to close it and not to be an apostrophe. An
// apostrophe that opens a year belongs to it: '68-generationen.
func (s *scanner) singleMark(tok *Token, r rune) {
	if s.single != 0 && !tok.Is(SpaceBefore) {
		s.single = 0
		return
	}
	if tok.Is(SpaceBefore) && s.digit(tok.End) && s.digit(tok.End+1) {
		r2, c, n := s.at(tok.End + 2)
		if c != cDigit && (r2 != r || s.class(tok.End+2+n).alnum()) && r2 != ',' && r2 != '.' {
			s.word(tok, tok.End)
			return
		}
	}
	switch r2, c, n := s.at(tok.End); {
	case n == 0:
	case c.alnum(), c == cQuote, c == cDash, r2 == '.', r2 == '(', r2 == '@', r2 == '#':
		s.single, s.seen = r, 0
	}
}

// word is a word or a number in the making.
type word struct {
	Span
	kind   Kind
	first  class
	seen   uint8 // a bit for every class seen
	upper  int   // upper-case letters
	abbrev bool  // the dots inside show that it is an abbreviation
}

func (w *word) has(c class) bool { return w.seen&(1<<c) != 0 }

// word completes a token whose first letter or digit is at begin.
func (s *scanner) word(tok *Token, begin int) {
	w := word{Span: Span{begin, begin}, first: s.class(begin)}
	if w.first == cDigit {
		w.kind = Number
	}
	for s.letters(&w, len(s.src)); s.join(&w); {
		s.letters(&w, len(s.src))
	}
	tok.Kind, tok.End = w.kind, w.End
	if w.first == cUpper {
		tok.Flags |= Capital
	}
	if w.upper > 1 && !w.has(cLetter) {
		tok.Flags |= AllCaps
	}
	if w.has(cDigit) {
		tok.Flags |= Digits
	}
	if w.has(cMark) {
		tok.Flags |= Irregular
	}
	if w.End < len(s.src) && s.src[w.End] == '.' && w.kind <= Number && s.ownsDot(&w, tok.Flags) {
		tok.End++
		tok.Flags |= Abbrev
		s.genitive(tok)
	}
}

// letters extends w over letters, digits and the marks among them, not beyond
// limit.
func (s *scanner) letters(w *word, limit int) {
	i, upper, seen := w.End, w.upper, w.seen
	for i < limit {
		var c class
		n := 1
		if b := s.src[i]; b < utf8.RuneSelf {
			c = classes[b]
		} else {
			_, c, n = s.decode(i)
		}
		if !c.inWord() {
			break
		}
		if c == cUpper {
			upper++
		}
		seen |= 1 << c
		i += n
	}
	w.End, w.upper, w.seen = i, upper, seen
}

// through extends w to end, whatever stands there.
func (s *scanner) through(w *word, end int) {
	for s.letters(w, end); w.End < end; s.letters(w, end) {
		_, _, n := s.at(w.End)
		w.End += n
	}
}

// join extends w over the mark at its end if that belongs to it, and reports
// whether the word goes on after it.
func (s *scanner) join(w *word) bool {
	r, _, n := s.at(w.End)
	after := w.End + n
	r2, c2, _ := s.at(after)
	joins := c2.alnum()
	switch r {
	case '-', '‐', '‑':
		if joins || r2 == '/' && s.class(after+1) == cLetter {
			w.End, w.abbrev = after, false
			return true
		}
		if s.suspended(after) || w.kind == Number && c2 == cSpace && s.digit(after+1) {
			w.End = after
		}
	case '\'', '’', '´', '`':
		if joins {
			w.End = after
			return true
		}
		if (r == '\'' || r == '’') && s.apostrophe(w, r, after) {
			w.End = after
		}
	case '.':
		switch {
		case joins && s.digit(w.End-1) && c2 == cDigit: // 14.30
			w.End = after
			return true
		case joins && s.digits(w.Start, w.End, 2) && (c2 == cLetter || r2 == 'G') && !s.class(after+1).alnum(): // 3.g
			w.End = after
			return true
		case joins:
			return s.dotted(w)
		case r2 == '-' && s.class(after+1).alnum() && // 1.-3., cand.-jur., B.T.-læser
			(w.abbrev || s.digits(w.Start, w.End, 3) || abbrevOf(lastPart(w.In(s.src))) != abbrevNone):
			w.End = after
			return true
		}
	case ',', ':':
		switch {
		case w.first != cDigit || !s.digit(w.End-1):
		case s.digit(after): // 3,7 and 14:30
			w.End = after
			return true
		case r == ',' && r2 == '-' && s.class(after+1) != cDash && !s.class(after+1).alnum(): // 99,-
			w.End = after + 1
			return false
		}
		if r == ':' && r2 == '/' && isScheme(w.In(s.src)) && strings.HasPrefix(s.src[after:], "//") {
			w.End, w.kind = s.urlEnd(after), URL
		}
	case '/':
		if joins && s.slash(w, after) {
			w.End = after
			return true
		}
	case '&':
		if c2 == cUpper && w.has(cUpper) && !w.has(cLetter) { // B&O
			w.End = after
			return true
		}
	case '@', '_', '+':
		s.address(w, w.End)
	}
	return false
}

// digits reports whether the text from start to end is digits only, at most n.
func (s *scanner) digits(start, end, n int) bool {
	if end-start > n || end <= start {
		return false
	}
	for i := start; i < end; i++ {
		if !s.digit(i) {
			return false
		}
	}
	return true
}

// suspended reports whether the hyphen before i stands for the head of a
// compound that comes later: social- og sundhedsassistent, el-, vand- og
// varmeforsyning.
func (s *scanner) suspended(i int) bool {
	if r, _, _ := s.at(i); r == ',' {
		i++
		_, c, n := s.at(i)
		return n > 0 && c == cSpace && s.class(i+n) == cLetter
	}
	_, c, n := s.at(i)
	if n == 0 || c != cSpace && c != cNewline {
		return false
	}
	rest := s.src[i+n:]
	for _, w := range [...]string{"og ", "eller ", "& ", "til ", "samt ", "som ", "men "} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	return false
}

// apostrophe reports whether the mark r at the end of w belongs to it, as in
// Marcus' bil and ha' det, rather than closing a quotation. The text goes on
// at after.
func (s *scanner) apostrophe(w *word, r rune, after int) bool {
	last := s.src[w.End-1] | 0x20
	genitive := last == 's' || last == 'x' || last == 'z'
	if !genitive && !lookup(elided, w.In(s.src)) {
		return false
	}
	r2, c2, n := s.at(after)
	if s.single == 0 {
		// Nothing is open on this line; what a paragraph above has opened
		// may be closed here, before a stop.
		return !genitive || w.first == cUpper || r2 != ',' && r2 != '.' && r2 != '!' && r2 != '?'
	}
	// A quotation is open. The mark is a genitive's if a lower-case word
	// follows and a later mark closes the quotation.
	if w.first != cUpper || n == 0 || c2 != cSpace || s.class(after+n) != cLetter {
		return false
	}
	// Nothing from the place where single was opened up to s.seen closes
	// anything, so that no byte is looked at twice.
	limit := min(len(s.src), after+300)
	for i := max(after, s.seen); i < limit; {
		r3, c3, n3 := s.at(i)
		s.seen = i
		if c3 == cNewline {
			return false
		}
		if r3 == r {
			if s.class(i-1) == cSpace {
				return false // another one opens first
			}
			if !s.class(i + n3).alnum() {
				return true
			}
		}
		i += n3
	}
	return false
}

// maxRun bounds how far the scanner looks along an abbreviation, a site's
// name or the first half of an e-mail address, in bytes.
const maxRun = 64

// dotted extends w over the dot at its end and what it joins: an abbreviation
// with dots inside, a row of initials, the name of a site, an e-mail address.
// It reports whether it did.
func (s *scanner) dotted(w *word) bool {
	if strings.EqualFold(w.In(s.src), "www") {
		w.End, w.kind = s.urlEnd(w.End), URL
		return false
	}
	if s.address(w, w.End) {
		return false
	}
	abbrev, site := 0, 0 // where the longest of each ends
	dot := false
	for i := w.End; i-w.Start < maxRun; {
		r, c, n := s.at(i)
		if !c.inWord() && dot {
			if abbrevOf(s.src[w.Start:i]) != 0 {
				abbrev = i
			} else if isSite(s.src[w.Start:i]) {
				site = i
			}
		}
		if n == 0 || r == '.' && !s.class(i+1).alnum() || r != '.' && r != '-' && !c.inWord() {
			break
		}
		dot = dot || r == '.'
		i += n
	}
	switch {
	case site > abbrev:
		s.through(w, site)
		if r, _, _ := s.at(site); r == '/' && s.class(site+1).alnum() {
			w.End, w.kind = s.urlEnd(site), URL
			return false
		}
		return true
	case abbrev > 0:
		s.through(w, abbrev)
		w.abbrev = true
		return true
	}
	// Initials, at least two: H.C, J.K, m.v. The name in H.C.Andersen is no
	// part of them.
	end := 0
	for i, k := w.Start, 1; ; k++ {
		_, c, n := s.at(i)
		if !c.letter() {
			break
		}
		i += n
		r, c, _ := s.at(i)
		if r == '.' || !c.alnum() {
			if k > 1 {
				end = i
			}
		}
		if r != '.' {
			break
		}
		i++
	}
	if end <= w.End {
		return false
	}
	s.through(w, end)
	w.abbrev = true
	return true
}

// address extends w to an e-mail address whose first half goes on at i, and
// reports whether there is one.
func (s *scanner) address(w *word, i int) bool {
	if i < s.plain {
		return false
	}
	for ; i < len(s.src); i++ {
		switch c := s.src[i]; {
		case c == '@':
			if end := s.domain(i + 1); end > 0 {
				w.End, w.kind = end, Email
				return true
			}
			s.plain = i
			return false
		case c >= utf8.RuneSelf || !classes[c].alnum() && c != '.' && c != '-' && c != '_' && c != '+':
			s.plain = i
			return false
		}
	}
	s.plain = i
	return false
}

// domain returns the end of the domain name at i, which has a dot, or 0.
func (s *scanner) domain(i int) int {
	dots := 0
	for ; i < len(s.src); i++ {
		c := s.src[i]
		if c == '.' {
			if i+1 == len(s.src) || s.src[i+1] >= utf8.RuneSelf || !classes[s.src[i+1]].alnum() {
				break
			}
			dots++
		} else if c >= utf8.RuneSelf || !classes[c].alnum() && c != '-' {
			break
		}
	}
	if dots == 0 {
		return 0
	}
	return i
}

// urlEnd returns the end of the URL that goes on at i. Punctuation at its end
// is the sentence's.
func (s *scanner) urlEnd(i int) int {
	end := i
	for end < len(s.src) {
		r, c, n := s.at(end)
		if c == cSpace || c == cNewline || c == cQuote && r != '\'' || r == '<' || r == '>' || r == '|' {
			break
		}
		end += n
	}
	return i + len(strings.TrimRight(s.src[i:end], ".,:;!?)]}'"))
}

// slash reports whether the slash at the end of w joins it to what comes
// after: in fractions and dates, between common words, in A/S and the like.
// Names stay apart: AFP/Ritzau Scanpix.
func (s *scanner) slash(w *word, after int) bool {
	left, right := w.In(s.src), s.wordAt(after)
	if len(left)+len(right) < maxRun && lookup(slashed, s.src[w.Start:after+len(right)]) {
		return true
	}
	switch first := s.class(after); {
	case w.first == cDigit:
		return first == cDigit || first == cLetter
	case first == cLetter: // a capital that opens a sentence makes no name
		return !lookup(agencies, left) && (w.first == cLetter || s.opening())
	default: // S/I
		return w.first == cUpper && first == cUpper && len(left) == 1 && len(right) == 1
	}
}

// opening reports whether the token at hand opens a line or a sentence.
func (s *scanner) opening() bool {
	if s.flags&LineStart != 0 || s.prev.Kind == Quote || s.prev.Kind == Dash {
		return true
	}
	return s.prev.Kind == Punct && strings.IndexByte(".!?:", s.src[s.prev.Start]) >= 0
}

// wordAt returns the letters and digits at i, or the first of them: a bounded
// number of bytes.
func (s *scanner) wordAt(i int) string {
	end := i
	for end-i < 24 {
		_, c, n := s.at(end)
		if !c.inWord() {
			break
		}
		end += n
	}
	return s.src[i:end]
}

// genitive extends a token that ends in an abbreviation's dot over the ending
// after it: B.T.'s, cand.polit.'er, B.T.s, Christian 4.s.
func (s *scanner) genitive(tok *Token) {
	i := tok.End
	if r, _, n := s.at(i); r == '\'' || r == '’' {
		i += n
	}
	ending := s.wordAt(i)
	switch ending {
	case "s", "er", "en", "et", "erne", "ere", "ernes", "eren":
		if i == tok.End && ending != "s" {
			return
		}
		tok.End = i + len(ending)
		tok.Flags &^= Abbrev
	}
}

// ownsDot reports whether the dot at the end of w belongs to it: after
// abbreviations, initials and ordinals. Of two dots the first is the
// abbreviation's and the second the sentence's; three are an ellipsis.
func (s *scanner) ownsDot(w *word, flags Flag) bool {
	dots := 1
	for dots < 3 && strings.HasPrefix(s.src[w.End+dots:], ".") {
		dots++
	}
	if dots == 3 {
		return false
	}
	next := s.look(w.End + 1)
	last := lastPart(w.In(s.src))
	if w.has(cMark) {
		last = Normalize(last)
	}
	if w.first == cDigit && s.digits(w.End-len(last), w.End, 3) {
		return dots == 1 && s.ordinal(len(last), next)
	}
	kind := abbrevOf(last)
	if before := s.prev; kind == abbrevNone && before.Is(Abbrev) && before.Len() < 6 && before.Kind == Word {
		kind = abbrevOf(before.In(s.src) + last) // f. eks., dr. phil.
	}
	lower := next.class == cLetter || next.class == cDigit // the sentence goes on
	switch {
	case w.abbrev:
		return true
	case dots == 2:
		return kind != abbrevNone || len(last) == 1 && w.first == cUpper
	case next.near && next.r == ')' && w.first == cLetter && s.prev.Kind == Punct && s.src[s.prev.Start] == '(':
		return len(last) <= 5 // (tv.)
	case next.near && (next.r == ')' || next.r == ':'):
		return kind != abbrevNone
	case next.near && (next.r == ',' || next.r == ';'): // whatever it is, no sentence ends so
		return kind != abbrevNone || w.kind == Word && len(last) <= 5
	case flags&LineStart != 0 && !next.near && !next.end && isEnumerator(last):
		return true
	case utf8.RuneCountInString(last) == 1:
		return s.initial(w, kind, next)
	case flags&AllCaps != 0: // KL and DR are names, KL. 14 is a time
		return kind != abbrevNone && lower
	}
	switch kind {
	case abbrevPlain, abbrevFinal:
		return true
	case abbrevTitle: // also before a line break; but not in "blev prof. Han ..."
		return lower || next.class == cUpper && !starters[s.wordAt(next.at)] || next.class == cNewline
	case abbrevAmbiguous:
		return lower
	}
	return next.class == cLetter && w.kind == Word && isVowelless(last)
}

// lastPart returns what follows the last hyphen of word.
func lastPart(word string) string {
	return word[strings.LastIndexByte(word, '-')+1:]
}

// look is what comes next in the text.
type look struct {
	r     rune
	class class
	at    int
	near  bool // no space before it
	end   bool // the line ends first, and what follows is not in lower case
}

// look finds the first visible rune at or after i. Over one line break it
// finds a lower-case letter only: there wrapped text goes on.
func (s *scanner) look(i int) look {
	for j := i; ; {
		r, c, n := s.at(j)
		if c == cNewline {
			if strings.HasPrefix(s.src[j:], "\r\n") {
				n = 2
			}
			if r2, c2, _ := s.at(j + n); c2 == cLetter {
				return look{r: r2, class: c2, at: j + n}
			}
		}
		if c != cSpace && c != cMark || n == 0 || j-i > 16 {
			return look{r, c, j, j == i, n == 0 || c == cNewline}
		}
		j += n
	}
}

// initial reports whether the dot after the single letter w belongs to it: in
// P. E. Pedersen, Storm P. og, d. 12. maj, bl. a.; but not in "fra plan B.
// Han" and "København K. Borgmesteren".
func (s *scanner) initial(w *word, kind abbrevKind, next look) bool {
	if next.end {
		return false
	}
	switch w.first {
	case cUpper:
		switch next.class {
		case cLetter:
			return true
		case cDigit: // B. 1903
			return !lettered[s.prev.In(s.src)]
		case cUpper:
			return next.near || !starters[s.wordAt(next.at)] && !lettered[s.prev.In(s.src)]
		}
		return false
	case cLetter:
		return next.class == cLetter || next.class == cDigit || s.prev.Flags&Abbrev != 0 || kind == abbrevPlain && next.class == cUpper
	}
	return false
}

// ordinal reports whether a number that ends in n digits and its dot are an
// ordinal: 14. maj, 2. division, 13.-19. juni, 2. Verdenskrig.
func (s *scanner) ordinal(n int, next look) bool {
	switch {
	case next.end:
		return false
	case next.class == cLetter:
		return !next.near || n <= 2
	case n > 2:
		return false
	case next.near:
		return next.r == ',' || (next.r == '/' || next.class == cDash) && s.class(next.at+utf8.RuneLen(next.r)) == cDigit ||
			next.r == ')' && s.prev.Kind == Punct && s.src[s.prev.Start] == '('
	case s.opening(): // a list
		return true
	case next.class == cUpper:
		return lookup(ordinalHeads, s.wordAt(next.at))
	case next.class == cDash: // 14. - 16. maj
		return s.look(next.at+utf8.RuneLen(next.r)).class == cDigit
	}
	return false
}
