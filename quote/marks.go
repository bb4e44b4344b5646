package quote

import (
	"unicode/utf8"

	"github.com/ordret/ordret/entity/token"
)

// marked is a stretch of text between two quotation marks, or from one to the
// end of its paragraph.
type marked struct {
	first, last int // tokens of the content, without the marks
	mark        Mark
	open        int  // token of the opening mark, or -1 where the text begins inside a quotation
	close       int  // token of the closing mark, or -1 where it is missing
	parent      int  // index of the quotation it stands in, or -1
	cont        bool // reopened at a paragraph: goes on with the one before
	reopened    bool // left open because the next paragraph goes on with it
}

// family groups the glyphs that can close each other.
type family uint8

const (
	noFamily family = iota
	angle           // » «
	double          // “ ” „ "
	single          // ‘ ’ ‚ '
	angle1          // › ‹
)

func familyOf(r rune) family {
	switch r {
	case '»', '«':
		return angle
	case '“', '”', '„', '‟', '"', '＂':
		return double
	case '‘', '’', '‚', '‛', '\'', '´', '`':
		return single
	case '›', '‹':
		return angle1
	}
	return noFamily
}

// glyph returns the rune of the quotation mark at token i; the doubled ASCII
// marks “ and ” count as the straight double one.
func (r *reader) glyph(i int) (rune, family) {
	tok := r.Tokens[i]
	g, w := utf8.DecodeRuneInString(r.src[tok.Start:])
	if tok.Len() == 2*w && (g == '\'' || g == '`') {
		return '"', double
	}
	return g, familyOf(g)
}

func styleOf(open rune) Mark {
	switch open {
	case '»', '«':
		return Guillemet
	case '„':
		return Low9
	case '“', '”', '‟':
		return Curly
	case '"', '＂':
		return Straight
	}
	return Single
}

// convention is what a document's marks tell about themselves.
type convention struct {
	inward  bool // »...« rather than «...»
	outward bool
	upward  bool // “ closes, as in German „...“
}

// infer counts in which direction the marks of the document point. A mark
// opens if white space stands before it and none behind.
func (r *reader) infer() convention {
	var in, out, up, down int
	for i, tok := range r.Tokens {
		if tok.Kind != token.Quote {
			continue
		}
		opens, closes := r.side(i)
		if opens == closes {
			continue
		}
		switch g, _ := r.glyph(i); {
		case g == '»' && opens, g == '«' && closes:
			in++
		case g == '«' && opens, g == '»' && closes:
			out++
		case g == '“' && closes:
			up++
		case g == '“' && opens:
			down++
		}
	}
	return convention{inward: in > out, outward: out > in, upward: up > down}
}

// side tells from the spaces around it whether the mark at token i can open
// and whether it can close a quotation.
func (r *reader) side(i int) (opens, closes bool) {
	tok := r.Tokens[i]
	before := tok.Is(token.SpaceBefore)
	after := i+1 >= len(r.Tokens) || r.Tokens[i+1].Is(token.SpaceBefore)
	if !before && i > 0 {
		switch p := r.Tokens[i-1]; p.Kind {
		case token.Dash:
			before = p.Is(token.SpaceBefore)
		case token.Punct:
			if c := r.src[p.Start]; c == '(' || c == '[' || c == '/' {
				before = true
			}
		case token.Quote:
			before, _ = r.side1(i - 1)
		}
	}
	if !after {
		switch n := r.Tokens[i+1]; n.Kind {
		case token.Punct:
			if c := r.src[n.Start]; c != '.' || n.Len() == 1 {
				after = c != '(' && c != '[' && c != '{'
			}
		case token.Dash:
			after = true
		}
	}
	return before && !after || before == after, after && !before || before == after
}

// side1 is side without a look at further marks: whether space stands before
// the mark, and whether it stands behind.
func (r *reader) side1(i int) (before, after bool) {
	return r.Tokens[i].Is(token.SpaceBefore), i+1 >= len(r.Tokens) || r.Tokens[i+1].Is(token.SpaceBefore)
}

// pairMarks finds the quotations between marks. It reads the text once; a
// mark of a given family closes the innermost open quotation of that family.
func (r *reader) pairMarks(conv convention) (out []marked, diags []Diagnostic) {
	type opened struct {
		tok int
		fam family
		g   rune
		idx int // index in out
	}
	var stack []opened
	next := r.nextOfFamily()
	diag := func(i int, message string) {
		diags = append(diags, Diagnostic{r.Tokens[i].Span, message})
	}
	cont := -1 // the quotation that the paragraph before left open
	finish := func(k, last, closeTok int) {
		out[stack[k].idx].last, out[stack[k].idx].close = last, closeTok
		stack = stack[:k]
	}
	for _, p := range r.Paragraphs {
		// What is still open goes on only if a mark that can but close it
		// comes before another opens.
		if len(stack) > 0 {
			k := 0
			i := next[stack[0].tok]
			for i >= 0 && i < p.First {
				i = next[i]
			}
			goesOn := false
			if i >= 0 && i-stack[0].tok < 600 {
				opens, closes := r.role(i, conv, true)
				restart := i == p.First
				goesOn = closes && !opens && !restart
				if restart && opens {
					cont = stack[0].idx
				}
			}
			if !goesOn {
				if cont < 0 {
					diag(stack[0].tok, "quotation mark is never closed")
				} else {
					out[cont].reopened = true
				}
				finish(k, r.paragraphEnd(stack[0].tok), -1)
			} else {
				stack = stack[:1]
			}
		}
		seen := false // whether the paragraph had a mark of the outer kind
		for i := p.First; i < p.Last; i++ {
			if r.Tokens[i].Kind != token.Quote {
				continue
			}
			g, fam := r.glyph(i)
			if twin := i + 1; fam != single && twin < p.Last && r.Tokens[twin].Start == r.Tokens[i].End && r.Raw(twin) == r.Raw(i) {
				// Doubled: ""Vi kommer,"" is marked twice, "" holds nothing.
				opens, _ := r.side1(i)
				_, closes := r.side1(twin)
				if opens && closes {
					i = twin
					continue
				}
				if opens || closes && twin+1 < len(r.Tokens) {
					if opens && r.Tokens[min(twin+1, len(r.Tokens)-1)].Kind > token.Number {
						i = twin
						continue
					}
					if opens {
						i = twin
					}
				}
			}
			open := -1
			for k := len(stack) - 1; k >= 0; k-- {
				if stack[k].fam == fam {
					open = k
					break
				}
			}
			opens, closes := r.role(i, conv, open >= 0)
			if opens && closes { // the spaces leave it open
				closes = open >= 0
				opens = !closes
			}
			switch {
			case closes && open >= 0:
				// Unclosed inner quotations end with the outer one.
				for k := len(stack) - 1; k > open; k-- {
					finish(k, i, -1)
				}
				finish(open, i, i)
			case opens && open >= 0 && fam != single:
				// A second opening mark: the first was never closed, or, at
				// a paragraph's start, is taken up again.
				if b := r.sentenceBefore(i, stack[open].tok); b > stack[open].tok+1 {
					diag(stack[open].tok, "quotation mark is never closed")
					finish(open, b, -1)
					out = append(out, marked{first: i + 1, mark: styleOf(g), open: i, close: -1, parent: -1})
					stack = append(stack, opened{i, fam, g, len(out) - 1})
				} else if len(stack) < 4 {
					out = append(out, marked{first: i + 1, mark: styleOf(g), open: i, close: -1, parent: stack[len(stack)-1].idx})
					stack = append(stack, opened{i, fam, g, len(out) - 1})
				}
			case opens:
				if fam == single && !r.singleOpens(i, p.Last, next) {
					continue
				}
				if fam == double && open < 0 && i > 0 && r.Tokens[i-1].Kind == token.Number && !r.Tokens[i].Is(token.SpaceBefore) {
					continue // inches
				}
				if len(stack) >= 4 {
					continue
				}
				m := marked{first: i + 1, mark: styleOf(g), open: i, close: -1, parent: -1}
				if len(stack) > 0 {
					m.parent = stack[len(stack)-1].idx
				}
				if cont >= 0 && i == p.First {
					m.cont = true
				}
				out = append(out, m)
				stack = append(stack, opened{i, fam, g, len(out) - 1})
			case closes && fam != single && open < 0 && len(stack) == 0:
				if n := next[i]; n >= 0 && n < p.Last && seen && r.onlyCloses(n) && i+1 < n {
					// A space on the wrong side: fristadens" egentlige svøbe".
					out = append(out, marked{first: i + 1, mark: styleOf(g), open: i, close: -1, parent: -1})
					stack = append(stack, opened{i, fam, g, len(out) - 1})
				} else if !seen && len(out) == 0 && i-p.First >= 3 && p.First == r.Paragraphs[0].First && r.Tokens[i-1].Kind != token.Number {
					// The excerpt begins inside a quotation.
					diag(i, "quotation was opened before the text begins")
					out = append(out, marked{first: p.First, last: i, mark: styleOf(g), open: -1, close: i, parent: -1})
				} else if r.Tokens[i-min(i, 1)].Kind != token.Number {
					diag(i, "quotation mark closes nothing")
				}
			}
			seen = true
		}
		cont = -1
	}
	if len(stack) > 0 {
		diag(stack[0].tok, "quotation mark is never closed")
		for k := len(stack) - 1; k >= 0; k-- {
			finish(k, r.paragraphEnd(stack[0].tok), -1)
		}
	}
	kept := out[:0]
	moved := make([]int, len(out))
	for k, m := range out {
		moved[k] = -1
		if m.last <= m.first || m.close < 0 && m.mark == Single && m.last-m.first < 2 {
			continue
		}
		if m.parent >= 0 {
			m.parent = moved[m.parent]
		}
		moved[k] = len(kept)
		kept = append(kept, m)
	}
	return kept, diags
}

// role tells whether the mark at token i can open or close, by its glyph, the
// document's convention and the spaces around it.
func (r *reader) role(i int, conv convention, open bool) (opens, closes bool) {
	opens, closes = r.side(i)
	sure := opens != closes
	switch g, _ := r.glyph(i); g {
	case '„', '‚', '‟', '‛':
		return true, false
	case '»':
		if conv.inward && (!sure || opens || !open) || conv.outward && sure && opens && !open {
			return true, false
		}
		if conv.outward {
			return false, true
		}
	case '«':
		if conv.inward && (closes || open) {
			return false, true
		}
		if conv.outward && (opens || !open) {
			return true, false
		}
	case '“':
		if !sure {
			return !conv.upward, conv.upward
		}
	}
	return opens, closes
}

// onlyCloses reports whether the spaces around the mark at i let it close but
// not open.
func (r *reader) onlyCloses(i int) bool {
	opens, closes := r.side(i)
	return closes && !opens
}

// nextOfFamily returns, for each token that is a mark, the next mark of its
// family, or -1.
func (r *reader) nextOfFamily() []int {
	next := make([]int, len(r.Tokens))
	last := [5]int{-1, -1, -1, -1, -1}
	for i := len(r.Tokens) - 1; i >= 0; i-- {
		if r.Tokens[i].Kind == token.Quote {
			_, fam := r.glyph(i)
			next[i] = last[fam]
			last[fam] = i
		}
	}
	return next
}

// singleOpens reports whether the single mark at i opens a quotation: whether
// one that closes it follows in the paragraph, or the mark at least stands
// before a word as an opening one does.
func (r *reader) singleOpens(i, last int, next []int) bool {
	if i+1 >= last || r.Tokens[i+1].Is(token.SpaceBefore) {
		return false
	}
	for k, n := next[i], 0; k >= 0 && k < last && n < 8; k, n = next[k], n+1 {
		if _, closes := r.side(k); closes {
			return k > i+1
		}
	}
	return r.Tokens[i].Is(token.SpaceBefore) && r.Tokens[i+1].Kind == token.Word && r.Tokens[i+1].Len() > 2
}

// paragraphEnd returns the index after the last token of the paragraph that
// holds token i.
func (r *reader) paragraphEnd(i int) int { return r.Paragraphs[r.ParagraphOf(i)].Last }

// sentenceBefore returns the end of the last sentence that ends before token
// i and after token from, or 0.
func (r *reader) sentenceBefore(i, from int) int {
	k := r.SentenceOf(i)
	if s := r.Sentences[k]; s.First == i && k > 0 && r.Sentences[k-1].First >= from-1 {
		return i
	}
	return 0
}
