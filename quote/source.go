package quote

import (
	"sort"
	"strings"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
)

// How far the parser of attributions looks, in tokens. The bounds make every
// search constant, and so the whole linear.
const (
	maxClause = 60 // from a quotation to the far end of its attribution
	maxPhrase = 40 // within one noun phrase
)

// reader holds what attribution needs to know about one text.
type reader struct {
	*token.Text
	src       string
	ents      *entity.Result
	lex       lexicon
	words     []*lexeme    // by token; nil for marks
	name      []int32      // by token: index of the mention it belongs to, or -1
	depth     []uint8      // by token: how many quotations it stands in
	furniture []token.Span // paragraphs that a profile calls furniture, in text order
	level     uint8        // the depth of the words that attribute the quotation at hand
}

// hidden reports whether token i stands inside a quotation, seen from where
// the attribution is sought.
func (r *reader) hidden(i int) bool { return r.depth[i] > r.level }

func (f *Finder) newReader(t *token.Text, ents *entity.Result) *reader {
	n := len(t.Tokens)
	r := &reader{Text: t, src: t.String(), ents: ents, lex: f.lex, words: make([]*lexeme, n), name: make([]int32, n), depth: make([]uint8, n)}
	for i := range t.Tokens {
		r.name[i] = -1
		r.words[i] = &none
		if t.Tokens[i].Kind <= token.Number {
			r.words[i] = f.lex.lookup(t.Word(i))
		}
	}
	for _, p := range t.Paragraphs {
		for _, phrase := range f.furniture {
			if in := p.In(r.src); len(in) >= len(phrase) && strings.EqualFold(in[:len(phrase)], phrase) {
				r.furniture = append(r.furniture, p.Span)
				break
			}
		}
	}
	i := 0
	for k := range ents.Mentions {
		m := &ents.Mentions[k]
		for i < n && t.Tokens[i].End <= m.Start {
			i++
		}
		for j := i; j < n && t.Tokens[j].Start < m.End; j++ {
			r.name[j] = int32(k)
		}
	}
	return r
}

// running reports whether the text at an offset speaks for the article: not a
// caption, a byline or furniture.
func (r *reader) running(offset int) bool {
	return r.ZoneAt(offset).Running() && !r.isFurniture(offset)
}

// isFurniture reports whether a profile calls the paragraph at an offset
// furniture.
func (r *reader) isFurniture(offset int) bool {
	k := sort.Search(len(r.furniture), func(i int) bool { return r.furniture[i].End > offset })
	return k < len(r.furniture) && r.furniture[k].Start <= offset
}

// is reports whether token i can be one of the classes.
func (r *reader) is(i int, c class) bool {
	return i >= 0 && i < len(r.words) && r.words[i].class&c != 0
}

// punct reports whether token i is the one-byte mark c.
func (r *reader) punct(i int, c byte) bool {
	return i >= 0 && i < len(r.Tokens) && r.Tokens[i].Kind == token.Punct && r.src[r.Tokens[i].Start] == c
}

// cap reports whether token i is a word that begins with a capital.
func (r *reader) cap(i int) bool {
	return i >= 0 && i < len(r.Tokens) && r.Tokens[i].Kind <= token.Number && r.Tokens[i].Is(token.Capital)
}

// low reports whether token i is the word w in any case.
func (r *reader) low(i int, w string) bool {
	return i >= 0 && i < len(r.Tokens) && strings.EqualFold(r.Raw(i), w)
}

// mention returns the mention that token i belongs to, or nil.
func (r *reader) mention(i int) *entity.Mention {
	if i < 0 || i >= len(r.name) || r.name[i] < 0 {
		return nil
	}
	return &r.ents.Mentions[r.name[i]]
}

// mentionEnd returns the index after the last token of the mention at i.
func (r *reader) mentionEnd(i int) int {
	k := r.name[i]
	for i < len(r.name) && r.name[i] == k {
		i++
	}
	return i
}

// span returns the bytes of the tokens [first, last).
func (r *reader) span(first, last int) token.Span {
	if first >= last || last > len(r.Tokens) {
		return token.Span{}
	}
	return token.Span{Start: r.Tokens[first].Start, End: r.Tokens[last-1].End}
}

// sourceKind tells what kind of phrase a source is.
type sourceKind uint8

const (
	noSource sourceKind = iota
	nameSource
	nounSource
	pronounSource
)

// source is a parsed source phrase.
type source struct {
	kind        sourceKind
	first, last int // tokens of the span to report
	phrase      int // first token of the whole phrase
	head        int // token of the head noun or pronoun
	mention     int // index of the mention, or -1
	possessor   int // index of the mention whose genitive opens the phrase, or -1
	artefact    bool
	next        int // index after the whole phrase
}

// genitive reports whether the mention that ends before token next is a
// genitive that the following words depend on: Radchenkos analyse.
func (r *reader) genitive(m *entity.Mention, next int) bool {
	text := m.In(r.src)
	if !strings.HasSuffix(text, "s") && !strings.HasSuffix(text, "'") && !strings.HasSuffix(text, "’") {
		return false
	}
	if next >= len(r.Tokens) || r.Tokens[next].Kind > token.Number {
		return false
	}
	if !strings.HasSuffix(text, "'s") && !strings.HasSuffix(text, "’s") {
		// A bare -s: a noun for a work or a role behind it makes it a
		// genitive; else the entity's name tells Lars from one.
		if !r.cap(next) && (r.headed(next, artefact|speechNoun) && r.cueAs(next, 0) == nil || r.is(next, artefact|human|collective)) {
			return true
		}
		if m.Entity >= 0 && m.Entity < len(r.ents.Entities) {
			name := r.ents.Entities[m.Entity].Name
			last := text[strings.LastIndexByte(text, ' ')+1:]
			if strings.HasSuffix(name, last) {
				return false
			}
		}
	}
	w := r.words[next]
	if w.cue != nil && w.class&(artefact|human|collective|speechNoun) == 0 || w.class&(preposition|conjunction|relative|auxiliary|pronoun|expletive|subordinator) != 0 {
		return false
	}
	return r.name[next] < 0 || r.mention(next).Label == entity.PER || !r.cap(next) || r.compound(r.mention(next))
}

// nounPhrase parses the noun phrase at token i and looks no further than
// stop: a pronoun, a name, a title and a name, a genitive with role and name
// in apposition ("partiets sundhedsordfører, Per Sol"), a description.
func (r *reader) nounPhrase(i, stop int) source {
	s := source{mention: -1, possessor: -1, phrase: i, head: -1}
	stop = min(stop, i+maxPhrase, len(r.Tokens))
	if i >= stop {
		return s
	}
	if r.is(i, pronoun) && r.name[i] < 0 && !(r.is(i, determiner) && r.determines(i, stop)) {
		s.kind, s.first, s.last, s.head, s.next = pronounSource, i, i+1, i, i+1
		if (r.low(i+1, "selv") || r.low(i+1, "begge")) && i+1 < stop {
			s.next++
		}
		return s
	}
	if (r.low(i, "jeg") || r.low(i, "vi") || r.low(i, "du")) && r.name[i] < 0 {
		s.kind, s.first, s.last, s.head, s.next = pronounSource, i, i+1, i, i+1
		return s
	}
	lastNoun := -1
	quoted := false
	j := i
	for j < stop {
		tok := r.Tokens[j]
		if m := r.mention(j); m != nil && (j == i || r.name[j-1] != r.name[j]) {
			end := r.mentionEnd(j)
			if r.genitive(m, end) && end < stop {
				s.possessor = int(r.name[j])
				j = end
				continue
			}
			if m.Label != entity.PER && end < stop && lastNoun < 0 {
				// Novo Nordisk-direktør Lars Friis; SF-formand Pia Holm;
				// Venstres formand is handled above.
				if p := r.mention(end); p != nil && p.Label == entity.PER && r.compound(m) {
					j = end
					continue
				}
				if r.compound(m) || r.roleFollows(end, stop) {
					lastNoun = end - 1
					j = end
					continue
				}
			}
			return r.named(s, j, end, stop)
		}
		w := r.words[j]
		switch {
		case tok.Kind == token.Punct && r.src[tok.Start] == ',':
			// Apposition: the name may follow the role.
			if lastNoun >= 0 {
				if k := r.apposition(j+1, stop); k > 0 {
					return r.named(s, k, r.mentionEnd(k), stop)
				}
			}
			return r.described(s, i, lastNoun, j)
		case tok.Kind == token.Punct && r.src[tok.Start] == '(':
			return r.described(s, i, lastNoun, j)
		case tok.Kind == token.Quote:
			if quoted || lastNoun < 0 && j > i { // sagde "Mercedesmanden"
				if quoted && lastNoun == j-1 {
					return r.described(s, i, lastNoun, j+1)
				}
				return r.described(s, i, lastNoun, j)
			}
			if j > i {
				return r.described(s, i, lastNoun, j)
			}
			quoted = true
			i++
			s.phrase = i
			j++
			continue
		case tok.Kind > token.Number:
			return r.described(s, i, lastNoun, j)
		case w.class&preposition != 0 && w.class&(human|collective) == 0 && j > i:
			if lastNoun < 0 {
				return r.described(s, i, lastNoun, j)
			}
			// formanden for udvalget, Aviaaja Lynge; en kilde i politiet
			if k := r.nameAfter(j, stop); k > 0 {
				return r.named(s, k, r.mentionEnd(k), stop)
			}
			if (r.low(j, "for") || r.low(j, "fra") || r.low(j, "af") || r.low(j, "bag")) && !r.headed(lastNoun, artefact) {
				k := j + 1
				for k < stop && r.Tokens[k].Kind <= token.Number && r.words[k].class&(preposition|conjunction|subordinator|relative|auxiliary|timeWord) == 0 && (r.words[k].cue == nil || r.cap(k)) {
					k++
				}
				if k > j+1 {
					s = r.described(s, i, k-1, k)
					s.head = lastNoun
					return s
				}
			}
			return r.described(s, i, lastNoun, j)
		case lastNoun == j-1 && j > i && !r.cap(j) && (r.headed(lastNoun, human|collective) || j-1 == i && r.Tokens[i].Len() > 4) && r.definiteForm(lastNoun) && !strings.HasSuffix(r.Raw(lastNoun), "s") && w.class&preposition == 0:
			// A definite noun ends its phrase; only a name may follow.
			return r.described(s, i, lastNoun, j)
		case w.class&(conjunction) != 0 && j > i:
			return r.described(s, i, lastNoun, j)
		case w.class&(relative|subordinator|auxiliary|expletive) != 0 && w.class&determiner == 0 && j > i && w.class&(human|collective) == 0:
			return r.described(s, i, lastNoun, j)
		case w.cue != nil && j > i && lastNoun >= 0 && !r.cap(j):
			return r.described(s, i, lastNoun, j)
		case w.class&(adverb|timeWord) != 0 && lastNoun >= 0 && w.class&(human|collective|determiner) == 0:
			return r.described(s, i, lastNoun, j)
		case w.class&(firstPerson|pronoun) != 0 && w.class&determiner == 0 && j > i:
			return r.described(s, i, lastNoun, j)
		}
		if w.class&(determiner|adverb) == 0 || w.class&(human|collective) != 0 || tok.Kind == token.Number {
			lastNoun = j
		}
		j++
	}
	return r.described(s, i, lastNoun, j)
}

// determines reports whether the pronoun at i (den, de, hans) is the
// determiner of a noun phrase that goes on.
func (r *reader) determines(i, stop int) bool {
	j := i + 1
	if j >= stop || r.Tokens[j].Kind > token.Number {
		return false
	}
	w := r.words[j]
	if r.low(i, "han") || r.low(i, "hun") || r.low(i, "ham") {
		return false
	}
	if r.name[j] >= 0 && !r.low(i, "hans") && !r.low(i, "hendes") && !r.low(i, "deres") {
		return false
	}
	if w.class&(human|collective|vague|determiner|artefact) != 0 || r.lex.headClass(r.Word(j)) != 0 {
		return true
	}
	return w.class&(preposition|conjunction|adverb|timeWord|auxiliary|subordinator|relative|expletive) == 0 && w.cue == nil
}

// compound reports whether a mention is a compound that contains a name:
// AGF-træner, SF-formand.
func (r *reader) compound(m *entity.Mention) bool {
	text := m.In(r.src)
	h := strings.LastIndexByte(text, '-')
	if h < 0 || h+1 >= len(text) || text[h+1] < 'a' {
		return false
	}
	return r.lex.humanHead(text[h+1:])
}

// roleFollows reports whether a lower-case noun for a person or an
// organisation stands at i: Dansk Erhverv-direktør, TV 2 korrespondent.
func (r *reader) roleFollows(i, stop int) bool {
	return i < stop && r.name[i] < 0 && r.Tokens[i].Kind == token.Word && !r.cap(i) && r.words[i].cue == nil && r.words[i].class&preposition == 0 && r.lex.humanHead(r.Word(i))
}

// named completes s with the mention whose tokens are [j, end).
func (r *reader) named(s source, j, end, stop int) source {
	s.kind, s.first, s.last, s.head, s.mention, s.next = nameSource, j, end, end-1, int(r.name[j]), end
	// Anna Holm og Bo Lind; the verb comes after both or before both.
	for k := end; k+1 < stop; {
		if (r.low(k, "og") || r.punct(k, ',')) && r.name[k+1] >= 0 {
			a, b := r.mention(j), r.mention(k+1)
			e := r.mentionEnd(k + 1)
			if a.Label != b.Label || r.genitive(b, e) || r.punct(k, ',') && !(r.low(e, "og") && e+1 < stop && r.name[e+1] >= 0) {
				break
			}
			s.last, s.next = e, e
			k = e
			continue
		}
		break
	}
	return s
}

// described completes s with the noun phrase whose tokens are [i, lastNoun].
func (r *reader) described(s source, i, lastNoun, next int) source {
	if lastNoun < 0 && s.possessor < 0 && next-i >= 2 && r.is(i, determiner) && r.is(next-1, determiner) {
		lastNoun = next - 1 // den ene, de to, en anden
	}
	if lastNoun < 0 {
		if s.possessor >= 0 { // a genitive with nothing after it: the owner
			m := &r.ents.Mentions[s.possessor]
			first, last := r.Within(m.Span)
			s.kind, s.first, s.last, s.head, s.mention, s.next = nameSource, first, last, last-1, s.possessor, next
		}
		return s
	}
	s.kind, s.first, s.last, s.head, s.next = nounSource, i, lastNoun+1, lastNoun, next
	c := r.words[lastNoun].class | r.lex.headClass(r.Word(lastNoun))
	s.artefact = c&(artefact|speechNoun) != 0 && c&(human|collective) == 0
	if s.artefact && s.possessor >= 0 {
		// The possessor is the source, the artefact belongs to the cue
		// (PolNeAR's rule).
		m := &r.ents.Mentions[s.possessor]
		s.first, s.last = r.Within(m.Span)
		s.kind, s.mention = nameSource, s.possessor
	}
	return s
}

// apposition returns the first token of a person's name that stands at i, if
// need be behind a short title ("advokat Helle Friis"), or 0.
func (r *reader) apposition(i, stop int) int {
	for k := i; k < min(stop, i+6); k++ {
		if m := r.mention(k); m != nil {
			if m.Label == entity.PER {
				return k
			}
			if end := r.mentionEnd(k); r.genitive(m, end) || r.compound(m) {
				k = end - 1
				continue
			}
			return 0
		}
		w := r.words[k]
		if r.Tokens[k].Kind > token.Number || w.cue != nil && w.class&human == 0 || w.class&(conjunction|relative|subordinator|auxiliary|pronoun|preposition) != 0 && w.class&determiner == 0 {
			return 0
		}
	}
	return 0
}

// nameAfter returns the first token of the person's name that a noun phrase
// with the prepositional phrase at i leads to: formanden for udvalget, Anna
// Holm; direktør i Dansk Erhverv Bo Lind. It returns 0 if there is none.
func (r *reader) nameAfter(i, stop int) int {
	if r.low(i, "til") || r.low(i, "om") || r.low(i, "ifølge") || r.low(i, "med") || r.low(i, "efter") || r.low(i, "over") || r.low(i, "under") || r.low(i, "før") {
		return 0
	}
	for k := i + 1; k < min(stop, i+14); k++ {
		if m := r.mention(k); m != nil {
			end := r.mentionEnd(k)
			if m.Label == entity.PER {
				if k == i+1 || r.headed(k-1, human) { // advokaten for Anna Holm: she does not speak
					return 0
				}
				return k
			}
			k = end - 1
			continue
		}
		w := r.words[k]
		if r.punct(k, ',') {
			return r.apposition(k+1, stop)
		}
		if r.Tokens[k].Kind > token.Number || w.cue != nil && !r.cap(k) && w.class&(human|artefact|collective) == 0 || w.class&(relative|auxiliary|pronoun) != 0 && w.class&determiner == 0 {
			return 0
		}
		if r.low(k, "til") || r.low(k, "om") || r.low(k, "efter") {
			return 0
		}
	}
	return 0
}
