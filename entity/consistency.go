package entity

import (
	"slices"
	"strings"

	"github.com/ordret/ordret/entity/token"
)

// vote is how strongly a document's mentions speak for each label of a name.
type vote struct {
	labels [4]Label
	weight [4]float64
	n      int
}

func (v *vote) add(l Label, w float64) {
	for i := 0; i < v.n; i++ {
		if v.labels[i] == l {
			v.weight[i] += w
			return
		}
	}
	if v.n < len(v.labels) {
		v.labels[v.n], v.weight[v.n] = l, w
		v.n++
	}
}

func (v *vote) of(l Label) float64 {
	for i := 0; i < v.n; i++ {
		if v.labels[i] == l {
			return v.weight[i]
		}
	}
	return 0
}

func (v *vote) best() (l Label, w float64) {
	for i := 0; i < v.n; i++ {
		if v.weight[i] > w {
			l, w = v.labels[i], v.weight[i]
		}
	}
	return l, w
}

// consistent makes the mentions of one document agree, where the model, which
// sees a sentence at a time, did not: Radchenko is a person in every sentence
// if he is Sergey Radchenko in one. A name keeps its label unless the
// document's other mentions of it speak for another at least half as strongly
// again.
//
// Model predictions of other occurrences as evidence: Krishnan and Manning
// (2006).
func (m *Model) consistent(ms []Mention, t *token.Text) {
	votes := make(map[string]*vote, len(ms))
	cast := func(key string, l Label, w float64) {
		v := votes[key]
		if v == nil {
			v = &vote{}
			votes[key] = v
		}
		v.add(l, w)
	}
	text := t.String()
	for i := range ms {
		x := &ms[i]
		if x.Label == MISC && len(x.Inner) > 0 {
			continue
		}
		name := x.In(text)
		cast(name, x.Label, x.Score)
		if b := bare(name); b != name {
			cast(b, x.Label, x.Score)
		}
		first, _, many := strings.Cut(name, " ")
		if k := strings.LastIndexByte(name, ' '); k > 0 && x.Label == ORG && legalForms[strings.ToLower(name[k+1:])] {
			cast(name[:k], ORG, 3) // Nordhavn Biotech A/S: so is Nordhavn Biotech
			cast(first, ORG, 1.5)
		}
		switch {
		case x.Label == ORG && many && len(first) > 3: // Nordvind for Nordvind Energi
			cast(first, ORG, 0.5*x.Score)
		case x.Label == PER && many:
			// A surname alone is the person too, most of all one that no
			// place has.
			w := x.Score
			last := name[strings.LastIndexByte(name, ' ')+1:]
			if !m.m.Place(last) {
				w *= 2
			}
			cast(last, PER, w)
			if b := bare(last); b != last {
				cast(b, PER, w)
			}
			// A first name alone, or a family name that comes first.
			if w = 0.6 * x.Score; !m.m.Place(first) {
				w *= 2
			}
			cast(first, PER, w)
		}
	}
	for i := range ms {
		x := &ms[i]
		if x.Label == MISC && len(x.Inner) > 0 {
			continue
		}
		name := x.In(text)
		for _, key := range [...]string{name, bare(name)} {
			v := votes[key]
			if v == nil {
				continue
			}
			if l, w := v.best(); l != x.Label && w > 1.5*v.of(x.Label) {
				x.Label = l
				break
			}
		}
	}
}

// openers drops single words at the start of a sentence that are mostly no
// names, if nothing behind them says otherwise: Storm af den styrke, Venstre
// stolpe, but Venstre vil, Storm siger, Venstre og Enhedslisten.
func (m *Model) openers(dst []Mention, from int, t *token.Text) []Mention {
	out := dst[:from]
	for _, x := range dst[from:] {
		first, last := t.Within(x.Span)
		if last-first == 1 && len(x.Inner) == 0 && !t.Tokens[first].Is(token.AllCaps) && t.Sentences[t.SentenceOf(first)].First == first && m.m.AlsoCommon(t.Word(first)) && last < len(t.Tokens) && !namePredicate(t, last) {
			continue
		}
		out = append(out, x)
	}
	return out
}

// namePredicate reports whether the word at i can follow a subject that is a
// name: a verb, by its ending, a preposition of place, or "og" and a name.
func namePredicate(t *token.Text, i int) bool {
	tok := t.Tokens[i]
	if tok.Kind != token.Word {
		return tok.Kind != token.Number
	}
	w := t.Word(i)
	if tok.Is(token.Capital) || predicates[w] {
		return true
	}
	if w == "og" || w == "eller" || w == "samt" {
		return i+1 < len(t.Tokens) && t.Tokens[i+1].Is(token.Capital)
	}
	return strings.HasSuffix(w, "r") || strings.HasSuffix(w, "de") || strings.HasSuffix(w, "te")
}

var predicates = wordSet("i på fra hos vil vil skal kan må bør blev var så kom gik fik tog stod lå sad gav så skrev slog vandt tabte gjorde selv også")

// known corrects labels that the name itself, or the lexicon, tells better than
// the sentence: Levka Ltd., Region Nordjylland, Kreml.
func (m *Model) known(ms []Mention, t *token.Text) {
	var buf [8]string
	for i := range ms {
		x := &ms[i]
		if len(x.Inner) > 0 {
			continue
		}
		first, last := t.Within(x.Span)
		if last-first > len(buf) {
			continue
		}
		words := buf[:0]
		for k := first; k < last; k++ {
			words = append(words, t.Word(k))
		}
		if last-first > 1 && legalForms[strings.ToLower(words[len(words)-1])] {
			x.Label, x.Score = ORG, max(x.Score, 0.95)
			continue
		}
		if l := m.m.KnownLabel(words); l != "" && Label(l) != x.Label {
			x.Label = Label(l)
			x.Score = max(x.Score, 0.8)
		}
	}
}

// signatures adds the agencies that sign a text: /ritzau/.
func signatures(dst []Mention, from int, t *token.Text) []Mention {
	for _, z := range t.Zones {
		if z.Kind != token.Signature {
			continue
		}
		first, last := t.Within(z.Span)
		for i := first; i < last; i++ {
			if t.Tokens[i].Kind != token.Word || slices.ContainsFunc(dst[from:], func(m Mention) bool { return m.Overlaps(t.Tokens[i].Span) }) {
				continue
			}
			dst = append(dst, Mention{Span: t.Tokens[i].Span, Label: ORG, Score: 0.9})
		}
	}
	return dst
}

// joinParticles mends names that the model broke at a particle: Poul | van
// der | Aa, Maria João de Almeida | e | Castro.
func joinParticles(dst []Mention, from int, t *token.Text) []Mention {
	out := dst[:from]
	for i := from; i < len(dst); i++ {
		x := dst[i]
		if x.Label == PER {
			_, last := t.Within(x.Span)
			k := last
			for k < len(t.Tokens) && k < last+3 && particles[t.Word(k)] {
				k++
			}
			if k > last && k < len(t.Tokens) && !notAlone[t.Word(last)] && t.Tokens[k].Kind == token.Word && t.Tokens[k].Is(token.Capital) && t.SentenceOf(k) == t.SentenceOf(last-1) {
				end := t.Tokens[k].End
				if i+1 == len(dst) || dst[i+1].Start >= end {
					x.End = end
				} else if next := dst[i+1]; next.Start == t.Tokens[k].Start && len(next.Inner) == 0 {
					x.End = next.End
					i++
				}
			}
		}
		out = append(out, x)
	}
	return out
}

// particles stand inside names in lower case. Those that are also Danish
// words open no particle by themselves.
var (
	particles = wordSet("van von der den de di da dos do du del della la le al el bin ibn bint ter ten zu zur y e")
	notAlone  = wordSet("der den da du do")
)

// fill adds mentions for capitalised words that the model passed over although
// they are the surname of a person whom it found elsewhere: Marynenkos, van
// der Aa. A word that is also a common one (Storm, Bank) counts only inside a
// sentence.
func (m *Model) fill(dst []Mention, from int, t *token.Text) []Mention {
	found := len(dst)
	var surnames map[string][]string // first word -> the surname's words
	for _, x := range dst[from:] {
		if x.Label != PER || x.Score < 0.4 { // low: particles make the model doubt where a name begins
			continue
		}
		first, last := t.Within(x.Span)
		if last-first < 2 {
			continue
		}
		begin := last - 1
		for begin-1 > first && !t.Tokens[begin-1].Is(token.Capital) && t.Tokens[begin-1].Kind == token.Word {
			begin--
		}
		var words []string
		for i := begin; i < last; i++ {
			words = append(words, t.Word(i))
		}
		if surnames == nil {
			surnames = map[string][]string{}
		}
		if len(words[len(words)-1]) > 1 {
			surnames[words[0]] = words
		}
	}
	if surnames == nil {
		return dst
	}
	k := from
	for i := 0; i < len(t.Tokens); i++ {
		tok := t.Tokens[i]
		for k < found && dst[k].End <= tok.Start {
			k++
		}
		if k < found && dst[k].Start < tok.End || tok.Kind != token.Word {
			continue
		}
		if !tok.Is(token.Capital) && (i+1 >= len(t.Tokens) || surnames[t.Word(i)] == nil) {
			continue
		}
		word := t.Word(i)
		words := surnames[word]
		if words == nil {
			if words = surnames[bare(word)]; len(words) != 1 {
				continue
			}
		}
		last := i + len(words)
		if last > len(t.Tokens) {
			continue
		}
		// The model may have found the surname without its particles.
		short := k < found && dst[k].Start < t.Tokens[last-1].End
		if short && (dst[k].Label != PER || dst[k].End != t.Tokens[last-1].End) {
			continue
		}
		match := true
		for j := 1; j < len(words); j++ {
			if w := t.Word(i + j); w != words[j] && (j+1 < len(words) || bare(w) != words[j]) {
				match = false
			}
		}
		if !match || m.m.Common(word) && t.Sentences[t.SentenceOf(i)].First >= i-1 {
			continue
		}
		if short {
			dst[k].Start = tok.Start
			i = last - 1
			continue
		}
		dst = append(dst, Mention{Span: token.Span{Start: tok.Start, End: t.Tokens[last-1].End}, Label: PER, Score: 0.6})
		i = last - 1
	}
	return dst
}

// bare returns a name without a genitive ending.
func bare(name string) string {
	stem, _ := token.Stem(name)
	return stem
}
