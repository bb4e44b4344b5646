package token

import (
	"iter"
	"sort"
	"strings"
	"unicode/utf8"
)

// Text is a document cut into tokens, sentences, paragraphs and zones. All
// spans are byte offsets into the string that [Parse] was given. A Text is
// not changed after Parse and is safe for concurrent use; callers must not
// change its slices.
type Text struct {
	Tokens     []Token
	Sentences  []Sentence
	Paragraphs []Paragraph
	Zones      []Zone

	src string
}

// Sentence is a sentence, or what stands in for one: a headline, a signature.
type Sentence struct {
	Span
	First, Last int // its tokens are Text.Tokens[First:Last]
}

// Paragraph is a run of text that line breaks set off.
type Paragraph struct {
	Span
	First, Last int // its tokens are Text.Tokens[First:Last]
}

// Parse cuts src into tokens, sentences, paragraphs and zones. It is total:
// any string is accepted, invalid UTF-8 included. Time and memory are linear
// in len(src).
func Parse(src string) *Text {
	t := &Text{src: src, Tokens: Append(nil, src)}
	t.paragraphs()
	t.sentences()
	t.zones()
	t.splitSentences()
	return t
}

// String returns the text exactly as it was given to Parse.
func (t *Text) String() string { return t.src }

// Raw returns the bytes of token i.
func (t *Text) Raw(i int) string { return t.Tokens[i].In(t.src) }

// Word returns token i as lexicons spell it: composed (NFC) and without soft
// hyphens. For nearly every token that is [Text.Raw], without a copy.
func (t *Text) Word(i int) string {
	tok := t.Tokens[i]
	if tok.Flags&Irregular != 0 {
		return Normalize(tok.In(t.src))
	}
	return tok.In(t.src)
}

// Words returns an iterator over the indices of the tokens in t.Tokens[first:last]
// that are words or numbers.
func (t *Text) Words(first, last int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := first; i < last; i++ {
			if t.Tokens[i].Wordlike() && !yield(i) {
				return
			}
		}
	}
}

// TokenAt returns the index of the first token that ends after the byte
// offset: the token that covers it, or the next one. It returns
// len(t.Tokens) if there is none.
func (t *Text) TokenAt(offset int) int {
	return sort.Search(len(t.Tokens), func(i int) bool { return t.Tokens[i].End > offset })
}

// Within returns the range of tokens, half-open, that lie at least partly in s.
func (t *Text) Within(s Span) (first, last int) {
	first = t.TokenAt(s.Start)
	last = sort.Search(len(t.Tokens), func(i int) bool { return t.Tokens[i].Start >= s.End })
	return first, max(first, last)
}

// SentenceOf returns the index of the sentence that holds token i.
func (t *Text) SentenceOf(i int) int {
	return sort.Search(len(t.Sentences), func(k int) bool { return t.Sentences[k].Last > i })
}

// ParagraphOf returns the index of the paragraph that holds token i.
func (t *Text) ParagraphOf(i int) int {
	return sort.Search(len(t.Paragraphs), func(k int) bool { return t.Paragraphs[k].Last > i })
}

// paragraphs splits at line breaks, but not at a single one inside text that
// is wrapped to a column.
func (t *Text) paragraphs() {
	wrapped := t.wrapped()
	first, line := 0, 0 // the first tokens of the paragraph and of the line
	for i := 1; i < len(t.Tokens); i++ {
		if !t.Tokens[i].Is(LineStart) {
			continue
		}
		if !wrapped || t.newlines(i) > 1 || t.breaks(line, i) {
			t.addParagraph(first, i)
			first = i
		}
		line = i
	}
	if first < len(t.Tokens) {
		t.addParagraph(first, len(t.Tokens))
	}
}

// breaks reports whether wrapped text begins a paragraph with the line at
// token i, after the line at token line: with a dash that opens speech, or
// after a last line that is short.
func (t *Text) breaks(line, i int) bool {
	if t.Tokens[i].Kind == Dash {
		return !t.lower(i+1, len(t.Tokens))
	}
	return t.terminal(i-1) && utf8.RuneCountInString(t.src[t.Tokens[line].Start:t.Tokens[i-1].End]) < minColumn
}

func (t *Text) addParagraph(first, last int) {
	t.Paragraphs = append(t.Paragraphs, Paragraph{Span{t.Tokens[first].Start, t.Tokens[last-1].End}, first, last})
}

// newlines counts the line breaks before token i.
func (t *Text) newlines(i int) int {
	gap := t.src[t.Tokens[i-1].End:t.Tokens[i].Start]
	n := strings.Count(gap, "\n")
	if n == 0 {
		n = strings.Count(gap, "\r")
	}
	return max(n, 1)
}

// minColumn and maxColumn bound the length, in runes, of a full line of
// wrapped text.
const minColumn, maxColumn = 45, 110

// wrapped reports whether the text is wrapped to a column: whether most of
// its single line breaks come after a full line in the middle of a sentence.
func (t *Text) wrapped() bool {
	breaks, inner, begin := 0, 0, 0
	for i := 1; i < len(t.Tokens); i++ {
		if t.Tokens[i].Flags&LineStart == 0 {
			continue
		}
		if t.newlines(i) == 1 {
			breaks++
			line := t.src[begin:t.Tokens[i-1].End]
			if len(line) < 4*maxColumn && !t.terminal(i-1) {
				if n := utf8.RuneCountInString(line); n >= minColumn && n <= maxColumn {
					inner++
				}
			}
		}
		begin = t.Tokens[i].Start
	}
	return inner >= 3 && inner*10 >= breaks*6
}

// terminal reports whether token i can end a sentence: a full stop, a mark of
// question or exclamation, a colon, or a closing mark after one. It looks no
// further back than the line's start.
func (t *Text) terminal(i int) bool {
	for ; ; i-- {
		tok := t.Tokens[i]
		if tok.Kind == Punct && !t.closing(i) {
			return t.stop(i) || t.src[tok.Start] == ':'
		}
		if tok.Kind != Quote && tok.Kind != Punct {
			return tok.Is(Abbrev)
		}
		if tok.Is(LineStart) {
			return false
		}
	}
}

// stop reports whether token i is a full stop, an ellipsis or a mark of
// question or exclamation.
func (t *Text) stop(i int) bool {
	tok := t.Tokens[i]
	if tok.Kind != Punct {
		return false
	}
	switch t.src[tok.Start] {
	case '.', '!', '?':
		return true
	}
	return tok.In(t.src) == "…"
}

// closing reports whether token i is a closing bracket.
func (t *Text) closing(i int) bool {
	c := t.src[t.Tokens[i].Start]
	return t.Tokens[i].Kind == Punct && (c == ')' || c == ']')
}

// sentences splits each paragraph at final punctuation.
func (t *Text) sentences() {
	t.Sentences = make([]Sentence, 0, len(t.Paragraphs)+len(t.Tokens)/20)
	for _, p := range t.Paragraphs {
		first := p.First
		open := false // a straight quotation mark
		for i := p.First; i < p.Last; i++ {
			if t.straight(i) {
				open = !open
			}
			end := t.closed(i, p.Last)
			if end > 0 && end < p.Last && open && t.straight(end) && (end+1 == p.Last || t.Tokens[end+1].Is(SpaceBefore)) {
				end++ // closes after a space, as old archives have it
			}
			for k := i + 1; k < end; k++ {
				if t.straight(k) {
					open = !open
				}
			}
			if end > 0 && end < p.Last && t.sentenceEnds(i, end, p.Last) {
				t.addSentence(first, end)
				first = end
			}
			i = max(i, end-1)
		}
		if first < p.Last {
			t.addSentence(first, p.Last)
		}
	}
}

// splitSentences ends sentences where zones end. What follows a credit on its
// line is another sentence, although no stop stands between them.
func (t *Text) splitSentences() {
	old := t.Sentences
	t.Sentences = make([]Sentence, 0, len(old)+len(t.Zones))
	z := 0
	for _, s := range old {
		first := s.First
		for ; z < len(t.Zones) && t.Zones[z].Start < s.End; z++ {
			if t.Zones[z].Start > s.Start {
				next := t.TokenAt(t.Zones[z].Start)
				t.addSentence(first, next)
				first = next
			}
		}
		t.addSentence(first, s.Last)
	}
}

func (t *Text) addSentence(first, last int) {
	t.Sentences = append(t.Sentences, Sentence{Span{t.Tokens[first].Start, t.Tokens[last-1].End}, first, last})
}

// closed returns the index after the marks that token i, a stop or an
// abbreviation, ends together with: further stops and the quotation marks and
// brackets that it closes. It returns 0 if token i is neither.
func (t *Text) closed(i, last int) int {
	if !t.stop(i) && !t.Tokens[i].Is(Abbrev) {
		return 0
	}
	for i++; i < last && !t.Tokens[i].Is(SpaceBefore); i++ {
		if t.Tokens[i].Kind != Quote && !t.stop(i) && !t.closing(i) {
			break
		}
	}
	return i
}

// straight reports whether token i is the mark ", which looks the same on
// both sides.
func (t *Text) straight(i int) bool { return t.src[t.Tokens[i].Start] == '"' }

// sentenceEnds reports whether the stop or abbreviation at i ends its
// sentence, which then goes to end.
func (t *Text) sentenceEnds(i, end, last int) bool {
	k := end // the first token after end that opens nothing
	for k < last-1 && t.opens(k) {
		k++
	}
	next := t.Tokens[k]
	if end == i+1 && t.Tokens[i].Is(Abbrev) {
		return t.abbrevEnds(i, k, last)
	}
	spaced := t.Tokens[end].Is(SpaceBefore)
	switch next.Kind {
	case Word:
		// What goes on in lower case is the same sentence: "...?« spørger hun".
		if t.lower(k, last) {
			return false
		}
	case Punct:
		switch t.src[next.Start] {
		case ',', ';', ':':
			return false
		}
	case Dash: // opens speech after a stop, unless it goes on in lower case
		if spaced && t.lower(k+1, last) {
			return false
		}
	}
	// An ellipsis without a space after it joins: "...Det".
	return spaced || t.src[t.Tokens[i].Start] != 0xe2 && t.Tokens[i].Len() == 1
}

// opens reports whether token i is a quotation mark or an opening bracket.
func (t *Text) opens(i int) bool {
	tok := t.Tokens[i]
	c := t.src[tok.Start]
	return tok.Kind == Quote || tok.Kind == Punct && (c == '(' || c == '[')
}

// lower reports whether token i, before last, is a word that begins in lower
// case.
func (t *Text) lower(i, last int) bool {
	if i >= last || t.Tokens[i].Kind != Word {
		return false
	}
	r, _ := utf8.DecodeRuneInString(t.Raw(i))
	return classify(r) == cLetter
}

// abbrevEnds reports whether the abbreviation or ordinal at i, whose dot
// belongs to it, also ends its sentence, given that token k, before last,
// follows.
func (t *Text) abbrevEnds(i, k, last int) bool {
	next, word := t.Tokens[k], strings.TrimSuffix(t.Word(i), ".")
	kind := abbrevOf(word)
	switch {
	case t.Tokens[i].Kind == Number, t.Tokens[i].Is(LineStart): // an ordinal, a list's IV.
		return false
	case next.Kind == Dash:
		return kind == abbrevFinal && next.Is(SpaceBefore) && !t.lower(k+1, last)
	case !next.Is(Capital):
		return false
	case kind == abbrevNone, len(word) == 1: // P. E. Pedersen, but "i B.T. Det ..."
		return starters[t.Word(k)]
	}
	return kind == abbrevFinal || kind == abbrevAmbiguous
}
