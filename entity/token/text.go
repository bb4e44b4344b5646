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
	t := &Text{src: src, Tokens: Append(make([]Token, 0, len(src)/5+8), src)}
	t.paragraphs()
	t.sentences()
	t.zones()
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

// paragraphs splits at line breaks. A single line break inside hard-wrapped
// text is no paragraph break; see wrapped.
func (t *Text) paragraphs() {
	wrapped := t.wrapped()
	first := 0
	for i := range t.Tokens {
		if i > first && t.Tokens[i].Flags&LineStart != 0 && !(wrapped && t.newlines(i) == 1 && t.Tokens[i].Kind != Dash) {
			t.addParagraph(first, i)
			first = i
		}
	}
	if first < len(t.Tokens) {
		t.addParagraph(first, len(t.Tokens))
	}
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

// wrapped reports whether the text is wrapped to a column: whether most of
// its single line breaks come after some 50 to 100 runes in the middle of a
// sentence.
func (t *Text) wrapped() bool {
	breaks, inner, begin := 0, 0, 0
	for i := 1; i < len(t.Tokens); i++ {
		if t.Tokens[i].Flags&LineStart == 0 {
			continue
		}
		if t.newlines(i) == 1 {
			breaks++
			n := utf8.RuneCountInString(t.src[begin:t.Tokens[i-1].End])
			if n >= 45 && n <= 110 && !t.terminal(i-1) {
				inner++
			}
		}
		begin = t.Tokens[i].Start
	}
	return inner >= 3 && inner*10 >= breaks*6
}

// terminal reports whether token i can end a sentence: a full stop, a mark of
// question or exclamation, a colon, or a closing mark after one.
func (t *Text) terminal(i int) bool {
	for ; i >= 0; i-- {
		switch tok := t.Tokens[i]; tok.Kind {
		case Quote:
			continue
		case Punct:
			switch t.src[tok.Start] {
			case ')', ']':
				continue
			case '.', '!', '?', ':':
				return true
			}
			return t.src[tok.Start:tok.End] == "…"
		default:
			return tok.Flags&Abbrev != 0
		}
	}
	return false
}

// sentences splits each paragraph at final punctuation.
func (t *Text) sentences() {
	for _, p := range t.Paragraphs {
		first := p.First
		for i := p.First; i < p.Last; i++ {
			if end := t.sentenceEnd(i, p.Last); end > 0 {
				t.addSentence(first, end)
				first, i = end, end-1
			}
		}
		if first < p.Last {
			t.addSentence(first, p.Last)
		}
	}
}

func (t *Text) addSentence(first, last int) {
	t.Sentences = append(t.Sentences, Sentence{Span{t.Tokens[first].Start, t.Tokens[last-1].End}, first, last})
}

// sentenceEnd returns the index after the last token of the sentence that
// token i ends, or 0 if it ends none before last.
func (t *Text) sentenceEnd(i, last int) int {
	tok := t.Tokens[i]
	hard := false
	switch {
	case tok.Kind == Punct:
		switch t.src[tok.Start] {
		case '.':
			hard = tok.Len() == 1
		case '!', '?':
			hard = true
		default:
			if t.Raw(i) != "…" {
				return 0
			}
		}
	case tok.Flags&Abbrev != 0:
		if !t.abbrevEnds(i, last) {
			return 0
		}
	default:
		return 0
	}
	end := i + 1
	for end < last { // what closes the sentence with it
		next := t.Tokens[end]
		if next.Flags&SpaceBefore != 0 {
			// A lone mark of closing set off by a space, as old archives do.
			break
		}
		c := t.src[next.Start]
		if next.Kind == Quote || next.Kind == Punct && (c == ')' || c == ']' || c == '.' || c == '!' || c == '?') {
			end++
			continue
		}
		break
	}
	if end >= last {
		return 0
	}
	next := t.Tokens[end]
	k := end
	for k < last && (next.Kind == Quote || next.Kind == Punct && (t.src[next.Start] == '(' || t.src[next.Start] == '[')) {
		k++
		if k < last {
			next = t.Tokens[k]
		}
	}
	if next.Kind == Word && next.Flags&Capital == 0 {
		if r, _ := utf8.DecodeRuneInString(t.src[next.Start:]); classify(r) == cLetter {
			return 0 // goes on in lower case: "...?« spørger hun"
		}
	}
	if next.Kind == Punct && t.src[next.Start] == ',' {
		return 0
	}
	if next.Flags&SpaceBefore == 0 && !hard {
		return 0
	}
	if next.Kind == Dash && next.Flags&SpaceBefore != 0 {
		// A dash after a full stop opens speech; with lower case after it, it
		// goes on.
		if k+1 < last && t.Tokens[k+1].Kind == Word && t.Tokens[k+1].Flags&Capital == 0 {
			return 0
		}
	}
	return end
}

// abbrevEnds reports whether the abbreviation or ordinal at i, whose dot
// belongs to it, also ends its sentence.
func (t *Text) abbrevEnds(i, last int) bool {
	if i+1 >= last {
		return false
	}
	next := t.Tokens[i+1]
	tok := t.Tokens[i]
	for k := i + 2; next.Kind == Quote && k < last; k++ {
		next = t.Tokens[k]
	}
	if next.Kind == Dash && next.Flags&SpaceBefore != 0 && tok.Kind != Number {
		return abbrevOf(strings.TrimSuffix(t.Word(i), ".")) == abbrevFinal
	}
	if next.Flags&Capital == 0 || tok.Kind == Number {
		return false
	}
	word := next.In(t.src)
	starter := starters[word]
	switch abbrevOf(strings.TrimSuffix(t.Word(i), ".")) {
	case abbrevFinal, abbrevAmbiguous:
		return true
	case abbrevPlain, abbrevTitle:
		return false
	}
	return starter // initials: P. E. Pedersen, but "i B.T. Det ..."
}
