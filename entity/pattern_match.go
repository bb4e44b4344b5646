package entity

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/ordret/ordret/entity/token"
)

// Recognize appends what the patterns find. It allocates nothing but room in
// dst and for Inner, once it has run on a text as long as t.
func (r *Rules) Recognize(dst []Mention, t *token.Text) []Mention {
	return r.recognize(dst, t, nil)
}

// Over returns a recogniser that finds what base finds and what r finds, and
// in which ENT_TYPE is the label of base's mention at a token, "" where there
// is none. By itself, r takes every ENT_TYPE for "".
//
//	entity.New(entity.Only(rules.Over(entity.DefaultModel())))
//
// Both are one recogniser to the [Finder]: the longer mention wins, and r of
// two equal ones.
func (r *Rules) Over(base Recognizer) Recognizer {
	return RecognizerFunc(func(dst []Mention, t *token.Text) []Mention {
		found := base.Recognize(nil, t)
		order := make([]ranked, len(found))
		for i := range order {
			order[i].index = i
		}
		labels := make([]Label, len(t.Tokens))
		for _, m := range resolveOverlaps(found, order, len(t.String())) {
			first, last := t.Within(m.Span)
			for i := first; i < last; i++ {
				labels[i] = m.Label
			}
		}
		return append(r.recognize(dst, t, labels), found...)
	})
}

func (r *Rules) recognize(dst []Mention, t *token.Text, labels []Label) []Mention {
	m := r.pool.get(r)
	dst = m.text(dst, t, labels)
	r.pool.Put(m)
	return dst
}

type matcherPool struct{ sync.Pool }

func (p *matcherPool) get(r *Rules) *matcher {
	if m, ok := p.Get().(*matcher); ok {
		return m
	}
	return newMatcher(r)
}

func newMatcher(r *Rules) *matcher {
	m := &matcher{r: r, memo: make([]memo, len(r.preds)), active: make([][]int32, len(r.groups)), woken: make([]bool, len(r.autos))}
	for g := range r.groups {
		if m.active[g] = slices.Clone(r.groups[g].autos); len(m.active[g]) > 0 {
			m.live = append(m.live, int32(g))
		}
	}
	m.always = len(m.live)
	return m
}

// matcher is the state of one run.
type matcher struct {
	r      *Rules
	t      *token.Text
	labels []Label // by token, or nil

	first   int       // the paragraph's first token
	forms   []wordIDs // of the paragraph's tokens
	memo    []memo    // by predicate
	threads []thread
	active  [][]int32 // by group: the automata to start in this paragraph
	live    []int32   // the groups that have some
	always  int       // so many of live have them in every paragraph
	woken   []bool    // by automaton: it is active, for a needed word is there
	awake   []int32   // those for which woken is true
	matches [maxTokens + 1][]match
	lost    []match
	won     []match
	owner   []int32 // by token: 1 + the index in won of what covers it
	buf     []byte

	run   uint64
	steps int // predicates asked for and trie edges followed, for tests
}

// wordIDs holds the numbers of a token's word.
type wordIDs struct{ exact, lower int32 }

// memo is what a predicate last said.
type memo struct {
	asked uint64 // the run and the token that it was asked about
	ok    bool
}

// thread is one automaton that has matched from start up to here.
type thread struct {
	auto, start int32
	at          uint64 // positions that can match the next token
	ends        uint64 // bit n-1: it has matched n tokens in all
}

// match is a rule's match from a token on, with all lengths it can have.
type match struct {
	ends        uint64 // as in thread
	start, rule int32
	tail        tail
	head        int32 // of a compound: bytes of the last token that the name has
}

// tail tells what the last token has beyond the pattern.
type tail uint8

const (
	noTail tail = iota
	genitiveTail
	compoundTail
)

func (a match) longest() int { return bits.Len64(a.ends) }

// text appends what the rules find in t, where other recognisers have given
// tokens labels, or nil.
func (m *matcher) text(dst []Mention, t *token.Text, labels []Label) []Mention {
	m.t, m.labels = t, labels
	m.run++
	for _, p := range t.Paragraphs {
		dst = m.paragraph(dst, p.First, p.Last)
	}
	m.t, m.labels = nil, nil
	return dst
}

func (m *matcher) paragraph(dst []Mention, first, last int) []Mention {
	r := m.r
	m.first = first
	m.forms = m.forms[:0]
	for i := first; i < last; i++ {
		var f wordIDs
		w := m.t.Word(i)
		if len(r.exact.ids) > 0 {
			f.exact = r.exact.ids[w]
			m.wake(&r.exact, f.exact)
		}
		if len(r.lower.ids) > 0 {
			m.buf = appendLower(m.buf[:0], w)
			f.lower = r.lower.ids[string(m.buf)]
			m.wake(&r.lower, f.lower)
		}
		m.forms = append(m.forms, f)
	}
	m.threads = m.threads[:0]
	for i := first; i < last; i++ {
		f := m.forms[i-first]
		m.phrases(&r.phrases[0], i, last, false)
		m.phrases(&r.phrases[1], i, last, true)
		if len(r.autos) == 0 {
			continue
		}
		if f.exact > 0 {
			m.start(i, r.exact.starts[f.exact])
		}
		if f.lower > 0 {
			m.start(i, r.lower.starts[f.lower])
		}
		for _, g := range m.live {
			for _, c := range r.groups[g].conds {
				if m.holds(c.pred, i) != c.negated {
					m.start(i, m.active[g])
					break
				}
			}
		}
		m.step(i, i+1 == last)
	}
	for _, a := range m.awake {
		g := r.autos[a].group
		m.active[g] = m.active[g][:len(r.groups[g].autos)]
		m.woken[a] = false
	}
	m.awake, m.live = m.awake[:0], m.live[:m.always]
	return m.choose(dst, last)
}

func (m *matcher) wake(l *lexicon, word int32) {
	if word == 0 {
		return
	}
	for _, a := range l.needs[word] {
		if !m.woken[a] {
			m.woken[a] = true
			m.awake = append(m.awake, a)
			g := m.r.autos[a].group
			if len(m.active[g]) == 0 {
				m.live = append(m.live, g)
			}
			m.active[g] = append(m.active[g], a)
		}
	}
}

func (m *matcher) start(i int, autos []int32) {
	for _, a := range autos {
		m.threads = append(m.threads, thread{auto: a, start: int32(i), at: m.r.autos[a].initial})
	}
}

// step lets every thread read token i.
func (m *matcher) step(i int, last bool) {
	kept := m.threads[:0]
	for _, th := range m.threads {
		a := &m.r.autos[th.auto]
		length := i - int(th.start) // before this token
		var next uint64
		for at := th.at; at != 0; at &= at - 1 {
			k := bits.TrailingZeros64(at)
			if m.holds(a.preds[k], i) != (a.negated>>k&1 == 1) {
				next |= a.follow[k]
				th.ends |= a.accept >> k & 1 << length
			}
		}
		th.at = next
		if next != 0 && !last && length+1 < maxTokens {
			kept = append(kept, th)
		} else if th.ends != 0 {
			m.add(match{ends: th.ends, start: th.start, rule: a.rule})
		}
	}
	m.threads = kept
}

func (m *matcher) add(x match) {
	n := x.longest()
	m.matches[n] = append(m.matches[n], x)
}

// phrases finds the phrases that begin at token i.
func (m *matcher) phrases(tr *trie, i, last int, lower bool) {
	if len(tr.next) == 0 {
		return
	}
	node := int32(0)
	for j := i; j < last && j-i < maxTokens; j++ {
		m.steps++
		if m.t.Tokens[j].Wordlike() {
			m.tails(tr, node, i, j, lower)
		}
		if node = tr.step(node, m.id(j, lower)); node == 0 {
			return
		}
		for _, rule := range tr.accept[node] {
			m.add(match{ends: 1 << (j - i), start: int32(i), rule: rule})
		}
		if !tr.inner[node] {
			return
		}
	}
}

// tails finds the phrases from token i on whose last word, after node, is
// token j without a genitive ending or without the tail of a compound.
func (m *matcher) tails(tr *trie, node int32, i, j int, lower bool) {
	raw := m.t.Raw(j)
	w := m.t.Word(j)
	if cut := genitiveCut(w); cut > 0 {
		for _, rule := range tr.accepted(tr.step(node, m.number(w[:len(w)-cut], lower))) {
			m.add(match{ends: 1 << (j - i), start: int32(i), rule: rule, tail: genitiveTail})
		}
	}
	if !m.r.compounds {
		return
	}
	hyphens := 0
	for k, c := range raw {
		if c != '-' && c != '‐' && c != '‑' || k == 0 {
			continue
		}
		if hyphens++; hyphens > 8 {
			return
		}
		for _, rule := range tr.accepted(tr.step(node, m.number(token.Normalize(raw[:k]), lower))) {
			if m.r.patterns[rule].Compounds {
				m.add(match{ends: 1 << (j - i), start: int32(i), rule: rule, tail: compoundTail, head: int32(k)})
			}
		}
	}
}

// accepted returns the patterns whose phrase ends at node.
func (t *trie) accepted(node int32) []int32 {
	if node == 0 {
		return nil
	}
	return t.accept[node]
}

// number returns the number of word w.
func (m *matcher) number(w string, lower bool) int32 {
	if !lower {
		return m.r.exact.ids[w]
	}
	m.buf = appendLower(m.buf[:0], w)
	return m.r.lower.ids[string(m.buf)]
}

// choose resolves overlaps as Rules documents and appends the winners.
func (m *matcher) choose(dst []Mention, last int) []Mention {
	m.won, m.lost = m.won[:0], m.lost[:0]
	if n := last - m.first; cap(m.owner) < n {
		m.owner = make([]int32, n)
	} else {
		m.owner = m.owner[:n]
		clear(m.owner)
	}
	for n := maxTokens; n > 0; n-- {
		ms := m.matches[n]
		slices.SortFunc(ms, func(a, b match) int {
			return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.tail, b.tail), cmp.Compare(a.rule, b.rule))
		})
		for _, x := range ms {
			// What has won is at least as long: it covers an end or nothing.
			if m.owner[int(x.start)-m.first] != 0 {
				m.lost = append(m.lost, x)
				continue
			}
			if m.owner[int(x.start)-m.first+n-1] != 0 {
				if x.ends &^= 1 << (n - 1); x.ends != 0 {
					m.add(x)
				}
				continue
			}
			m.won = append(m.won, x)
			for i := range n {
				m.owner[int(x.start)-m.first+i] = int32(len(m.won))
			}
		}
		m.matches[n] = ms[:0]
	}
	base := len(dst)
	for _, x := range m.won {
		dst = append(dst, m.mention(x))
	}
	for _, x := range m.lost {
		w := &dst[base+int(m.owner[int(x.start)-m.first])-1]
		in := m.mention(x)
		if in.Len() >= w.Len() || in.End > w.End || in.Label == w.Label {
			continue
		}
		for _, y := range append([]Inner{{in.Span, in.Label}}, in.Inner...) {
			at, taken := 0, false
			for k, z := range w.Inner {
				taken = taken || z.Overlaps(y.Span)
				if z.Start < y.Start {
					at = k + 1
				}
			}
			if !taken {
				w.Inner = slices.Insert(w.Inner, at, y)
			}
		}
	}
	slices.SortFunc(dst[base:], func(a, b Mention) int { return cmp.Compare(a.Start, b.Start) })
	return dst
}

func (m *matcher) mention(x match) Mention {
	p := &m.r.patterns[x.rule]
	end := m.t.Tokens[int(x.start)+x.longest()-1]
	out := Mention{Span: token.Span{Start: m.t.Tokens[x.start].Start, End: end.End}, Label: p.Label, Score: 1, Rule: m.r.names[x.rule], Entity: -1}
	if x.tail == compoundTail {
		out.Label = MISC
		out.Inner = []Inner{{token.Span{Start: out.Start, End: end.Start + int(x.head)}, p.Label}}
	}
	return out
}

// holds reports whether the predicate holds for token i. It is asked once.
func (m *matcher) holds(pred int32, i int) bool {
	m.steps++
	asked := m.run<<32 | uint64(uint32(i))
	if c := &m.memo[pred]; c.asked == asked {
		return c.ok
	}
	ok := true
	for _, test := range m.r.preds[pred].tests {
		if !test(m, i) {
			ok = false
			break
		}
	}
	m.memo[pred] = memo{asked, ok}
	return ok
}

// id returns the number of token i's word.
func (m *matcher) id(i int, lower bool) int32 {
	if lower {
		return m.forms[i-m.first].lower
	}
	return m.forms[i-m.first].exact
}

// word, lower, shape and entType return the values of attributes. They share
// one buffer.

func (m *matcher) word(i int) []byte {
	m.buf = append(m.buf[:0], m.t.Word(i)...)
	return m.buf
}

func (m *matcher) lower(i int) []byte {
	m.buf = appendLower(m.buf[:0], m.t.Word(i))
	return m.buf
}

func (m *matcher) entType(i int) []byte {
	m.buf = m.buf[:0]
	if m.labels != nil {
		m.buf = append(m.buf, m.labels[i]...)
	}
	return m.buf
}

// shape returns the token's shape: letters become X and x, digits d, and no
// more than four of a kind stand in a row.
func (m *matcher) shape(i int) []byte {
	m.buf = m.buf[:0]
	if m.length(i) >= 100 {
		return append(m.buf, "LONG"...)
	}
	var last rune
	run := 0
	for _, r := range m.t.Word(i) {
		switch {
		case unicode.IsUpper(r):
			r = 'X'
		case unicode.IsLetter(r):
			r = 'x'
		case unicode.IsDigit(r):
			r = 'd'
		}
		if r != last {
			last, run = r, 0
		}
		if run++; run <= 4 {
			m.buf = utf8.AppendRune(m.buf, r)
		}
	}
	return m.buf
}

func (m *matcher) length(i int) int { return utf8.RuneCountInString(m.t.Word(i)) }

// appendLower appends w in lower case to dst.
func appendLower(dst []byte, w string) []byte {
	for i := 0; i < len(w); {
		c := w[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(w[i:])
		dst = utf8.AppendRune(dst, unicode.ToLower(r))
		i += n
	}
	return dst
}

// genitiveCut returns the length in bytes of what may be a genitive ending of
// w: -s, -'s, or the apostrophe after s, x and z; or 0.
func genitiveCut(w string) int {
	sibilant := func(w string) bool {
		c := w[len(w)-1] | 0x20
		return c == 's' || c == 'x' || c == 'z'
	}
	rest, s := strings.CutSuffix(w, "s")
	if !s {
		rest, s = strings.CutSuffix(w, "S")
	}
	bare, apostrophe := strings.CutSuffix(rest, "'")
	if !apostrophe {
		bare, apostrophe = strings.CutSuffix(rest, "’")
	}
	switch {
	case bare == "":
		return 0
	case apostrophe && (s || sibilant(bare)):
		return len(w) - len(bare)
	case !apostrophe && s && !sibilant(bare):
		return 1
	}
	return 0
}
