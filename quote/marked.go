package quote

import (
	"strings"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
)

// markedSpeech turns the stretches between marks into utterances: it finds
// the attribution of each, decides its kind, and joins what one attribution
// interrupts.
func (r *reader) markedSpeech(us []utterance, ms []marked) []utterance {
	index := make([]int, len(ms)) // utterance of each marked stretch, or -1
	titles := map[string]bool{}
	closers := map[int]bool{} // marks that close a title
	prev := -1                // the last top-level utterance made here
	for k, m := range ms {
		index[k] = -1
		if r.isFurniture(r.Tokens[m.first].Start) {
			continue
		}
		u := utterance{mark: m.mark, parts: []part{{m.first, m.last}}, parent: -1, open: m.close < 0}
		lo, hi := 0, len(r.Tokens)
		if m.parent >= 0 {
			u.parent = index[m.parent]
			lo, hi = ms[m.parent].first, ms[m.parent].last
		}
		r.level = 0
		if m.parent >= 0 {
			r.level = r.depth[m.open]
		}
		if m.close < 0 && m.mark != Single && !m.reopened {
			r.cutUnclosed(&u)
		}
		// Speech that an attribution interrupted goes on, or that is taken
		// up again at a new paragraph.
		if prev >= 0 && m.parent < 0 {
			p := &us[prev]
			if m.cont && p.kind == Direct {
				p.parts = append(p.parts, u.parts...)
				index[k] = prev
				if !p.attr.ok() {
					if a, ok := r.behind(m, u, hi); ok {
						p.attr, p.rule = a, a.rule
					}
				}
				continue
			}
			if p.kind == Direct && p.attr.ok() && r.resumes(p, m) {
				p.parts = append(p.parts, part{m.first, m.last})
				index[k] = prev
				continue
			}
		}
		r.attribute(&u, m, lo, hi, titles, closers)
		if u.kind == Title && m.close >= 0 {
			closers[m.close] = true
		}
		if u.kind == "" {
			continue
		}
		index[k] = len(us)
		us = append(us, u)
		if m.parent < 0 {
			prev = len(us) - 1
		}
	}
	r.level = 0
	return us
}

// resumes reports whether the marked stretch m goes on with what p's
// attribution interrupted: »A,« siger X, »b.« and »A,« siger X. »B.«
func (r *reader) resumes(p *utterance, m marked) bool {
	if m.open < 0 || p.attr.first < p.end() {
		return false
	}
	if r.ParagraphOf(m.first) != r.ParagraphOf(p.end()-1) {
		return false
	}
	i := p.attr.end
	if i > m.open {
		return false
	}
	// Between the clause and the mark: a comma, or the rest of the clause and
	// a full stop; no other sentence.
	if r.SentenceOf(p.attr.first) == r.SentenceOf(m.open) {
		for k := i; k < m.open; k++ {
			if r.punct(k, ':') || r.cueAs(k, 1) != nil && r.words[k].class&(human|adverb|preposition) == 0 && r.low(k-1, "og") {
				return false
			}
		}
		return m.open-i <= 25 && (m.open > 0 && (r.punct(m.open-1, ',') || strings.HasSuffix(r.Raw(m.open-1), ".") || r.Tokens[m.open-1].Kind == token.Dash))
	}
	s := r.SentenceOf(m.open)
	return s == r.SentenceOf(p.attr.first)+1 && r.Sentences[s].First == m.open
}

// cutUnclosed ends an unclosed quotation where a reporting clause in it
// begins: "A, siger X.
func (r *reader) cutUnclosed(u *utterance) {
	p := &u.parts[0]
	for i := p.first + 1; i < p.last && i < p.first+400; i++ {
		if !r.punct(i-1, ',') && !r.punct(i-1, '?') && !r.punct(i-1, '!') {
			continue
		}
		if r.cueAs(i, 1) == nil || r.depth[i] > 1 {
			continue
		}
		a, ok := r.inverted(i, p.last, false)
		if !ok || a.src.kind == noSource && a.rule == "siger X" || !(a.end >= p.last || r.punct(a.end, '.') || r.punct(a.end, ':')) {
			continue
		}
		for k := i; k < p.last; k++ {
			r.depth[k]--
		}
		p.last = i
		return
	}
}

// traits are what the words of a marked stretch tell about its kind.
type traits struct {
	words    int
	capital  bool // begins with a capital, or with a number
	finite   bool // has a finite verb or a pronoun for a subject
	comma    bool // ends in a comma inside the marks
	final    bool // ends in . ? ! … inside the marks
	asks     bool // ends in ? or !
	first    bool // speaks of I or we
	titled   bool // most words have capitals
	sentence bool // begins where a sentence begins
	closes   bool // ends where a sentence ends
}

func (r *reader) traits(first, last int) (t traits) {
	caps := 0
	for i := first; i < last && i < first+80; i++ {
		tok := r.Tokens[i]
		if tok.Kind > token.Number {
			continue
		}
		t.words++
		if tok.Is(token.Capital) {
			caps++
		}
		w := r.words[i]
		if w.class&(firstPerson) != 0 {
			t.first, t.finite = true, true
		}
		if w.class&auxiliary != 0 || w.class&pronoun != 0 && w.class&determiner == 0 || w.cue != nil && w.class&(artefact|speechNoun|human) == 0 && !r.cap(i) {
			t.finite = true
		}
	}
	for i := first; i < last && i < first+80; i++ {
		if r.Tokens[i].Kind <= token.Number || r.Tokens[i].Kind == token.Hashtag || r.Tokens[i].Kind == token.Handle {
			t.capital = r.Tokens[i].Is(token.Capital) || r.Tokens[i].Kind == token.Number
			break
		}
	}
	t.titled = t.words > 1 && caps*2 > t.words
	for i := last - 1; i >= max(first, last-8); i-- {
		tok := r.Tokens[i]
		if tok.Kind == token.Quote {
			continue
		}
		if tok.Kind == token.Punct {
			switch c := r.src[tok.Start]; {
			case c == ',':
				t.comma = true
			case c == '?' || c == '!':
				t.final, t.asks = true, true
			case c == '.' || r.Raw(i) == "…":
				t.final = true
			}
		}
		break
	}
	return t
}

// behind parses the reporting clause behind the marked stretch m.
func (r *reader) behind(m marked, u utterance, hi int) (attribution, bool) {
	i := m.close + 1
	if m.close < 0 {
		i = u.end()
	}
	if i >= hi || i <= 0 {
		return attribution{}, false
	}
	t := r.traits(u.parts[len(u.parts)-1].first, u.end())
	sure := t.comma || t.asks
	stop := min(hi, r.paragraphEnd(i-1))
	if i < stop && r.punct(i, ',') {
		i++
		sure = true
	} else if i < stop && r.punct(i, '.') && !t.final && i+1 < stop && r.cueAs(i+1, 1) != nil && !r.cap(i+1) {
		i++
	}
	if i >= stop {
		return attribution{}, false
	}
	if r.cap(i) && !r.low(i, "sådan") { // a new sentence: Ifølge X ..., Siger X
		return attribution{}, false
	}
	return r.inverted(i, stop, sure)
}

// attribute finds the attribution of u, which m marks, between the tokens lo
// and hi, and decides its kind.
func (r *reader) attribute(u *utterance, m marked, lo, hi int, titles map[string]bool, closers map[int]bool) {
	p := u.parts[0]
	t := r.traits(p.first, p.last)
	para := r.Paragraphs[r.ParagraphOf(p.first)]
	open := max(m.open, p.first-1)
	sent := r.Sentences[r.SentenceOf(max(open, 0))]
	t.sentence = open <= para.First || open <= sent.First || r.opensSentence(open, sent.First)
	end := max(m.close+1, p.last)
	last := r.Sentences[r.SentenceOf(end-1)]
	t.closes = end >= para.Last || end >= last.Last || end == last.Last-1 && r.Tokens[end].Kind == token.Punct

	text := r.span(p.first, p.last).In(r.src)
	a, after := r.behind(m, *u, hi)
	zone := r.ZoneAt(r.Tokens[p.first].Start)
	titleLike := !after && (titles[text] || r.workBefore(open, lo, sent.First, func(k int) bool { return closers[k] }) && !t.first)

	switch {
	case t.words == 0:
		u.kind = ""
		return
	case after && a.verb != nil && a.verb.frame == Naming && !t.comma && !t.final:
		u.kind, u.attr, u.rule = Mixed, a, "X kalder det"
		return
	case after && r.is(open-1, preposition) && t.capital && !t.comma && !t.final && !t.finite && !r.punct(end, ','):
		u.kind, u.rule = Title, "a work that is cited" // I ’Det kommunistiske manifest’ hedder det
		titles[text] = true
		return
	case after && a.verb != nil && (t.comma || t.asks || t.capital || t.sentence || t.words >= 5 && end < len(r.Tokens) && !r.punct(end, ',') || r.punct(end, ',')):
		u.kind, u.attr, u.rule = Direct, a, a.rule
		if !t.capital && !t.sentence && !t.comma && !t.asks && (t.words < 4 || m.parent < 0 && open > sent.First+1) {
			u.kind = Mixed
			if b, kind, ok := r.ahead(open, lo, t, true, zone); ok && m.parent >= 0 {
				u.attr, u.kind, u.rule = b, kind, b.rule
			}
		}
		if titleLike && !t.comma && !r.punct(end, ',') {
			u.kind = Title
			u.attr = attribution{}
		}
		return
	case after && a.verb == nil && (t.comma || t.asks || t.closes || t.sentence): // ifølge X, var svaret fra X
		u.attr, u.rule = a, a.rule
		u.kind = Mixed
		if t.sentence && (t.capital || t.finite) && t.words > 2 {
			u.kind = Direct
		}
		return
	}
	if titleLike {
		u.kind, u.rule = Title, "the word before names a work"
		titles[text] = true
		return
	}
	// Before: a colon, "at", or a cue in the same sentence.
	if b, kind, ok := r.ahead(open, lo, t, m.parent >= 0, zone); ok {
		u.attr, u.kind, u.rule = b, kind, b.rule
		return
	}
	if t.sentence && (t.closes || t.comma || t.final) && (t.words >= 3 && (t.finite || t.final || t.comma) || t.final && t.words >= 1 && t.capital || t.first || t.words >= 7) && (t.capital || t.words > 5 || u.open) {
		u.kind, u.rule = Direct, "a quotation that is a sentence of its own"
		if after {
			u.attr = a
		} else if n, ok := r.nextSentence(end); ok {
			u.attr, u.rule = n, n.rule
		}
		return
	}
	if t.sentence && m.cont {
		u.kind, u.rule = Direct, "a quotation that goes on"
		return
	}
	// A pull-quote: »...« – Anna Holm, formand
	if t.sentence && t.words >= 2 && end+1 < para.Last && r.Tokens[end].Kind == token.Dash {
		if mt := r.mention(end + 1); mt != nil && mt.Label == entity.PER {
			if e := r.mentionEnd(end + 1); e >= para.Last || r.punct(e, ',') || r.punct(e, '.') || r.punct(e, '(') {
				u.kind, u.rule = Direct, "a name behind a dash"
				u.attr.src = r.nounPhrase(end+1, e)
				u.attr.first, u.attr.end = end, e
				return
			}
		}
	}
	// A fragment inside somebody's sentence.
	if b, ok := r.governing(open, end, lo, hi, t); ok {
		u.attr, u.kind, u.rule = b, Mixed, b.rule
		return
	}
	switch {
	case t.capital && t.finite && t.final && t.words >= 4:
		u.kind, u.rule = Direct, "a whole sentence in marks"
	case (zone == token.Headline || zone == token.Standfirst) && t.capital && t.finite && t.words >= 3:
		u.kind, u.rule = Direct, "a sentence quoted in a headline"
	case r.is(open-1, sign) || r.is(open-2, sign) || r.low(open-1, "der") && r.is(open-2, auxiliary):
		u.kind, u.rule = Scare, "the words of a sign"
	case r.is(open-1, scareLead) || r.low(open-1, "som") && (r.low(open-2, "kendt") || r.is(open-2, scareLead)):
		u.kind, u.rule = Scare, "a name that somebody was given"
	case t.capital && (t.titled || !t.finite && t.words <= 8) && (!t.sentence && (r.is(open-1, preposition|conjunction) || r.punct(open-1, ',') || r.punct(open-1, '(')) || t.titled && !t.finite && open > sent.First):
		u.kind, u.rule = Title, "capitals without a cue"
		titles[text] = true
	default:
		u.kind, u.rule = Scare, "no cue"
	}
	if t.first && t.finite && t.words >= 6 && u.kind == Scare {
		u.kind, u.rule = Direct, "speaks of I or we"
	}
}

// opensSentence reports whether only marks and dashes stand between the start
// of the sentence and the mark at open.
func (r *reader) opensSentence(open, first int) bool {
	for k := first; k < open; k++ {
		if r.Tokens[k].Kind != token.Dash && r.Tokens[k].Kind != token.Quote {
			return false
		}
		if k > first+3 {
			return false
		}
	}
	return true
}

// workBefore reports whether the words before the mark at open announce the
// title of a work: bogen »...«, romanen, »...«, og »...« after another title.
func (r *reader) workBefore(open, lo, first int, title func(close int) bool) bool {
	for k, n := open-1, 0; k >= max(lo, first) && n < 2; k, n = k-1, n+1 {
		if r.is(k, work) || r.Tokens[k].Kind == token.Word && !r.cap(k) && r.compoundOf(k, work) {
			return true
		}
		if !r.punct(k, ',') && !r.is(k, scareLead) && !r.punct(k, ':') {
			break
		}
	}
	// "A", "B" og "C": one title brings the next.
	for k, n := open-1, 0; k > max(lo, first) && n < 4; k, n = k-1, n+1 {
		if r.Tokens[k].Kind == token.Quote {
			return k > 0 && title != nil && title(k)
		}
		if !r.punct(k, ',') && !r.is(k, conjunction|determiner) && (r.Tokens[k].Kind > token.Number || r.is(k, auxiliary|pronoun) || r.cueAs(k, 0) != nil) {
			return false
		}
	}
	return false
}

// compoundOf reports whether the noun at i ends in a noun of the class.
func (r *reader) compoundOf(i int, c class) bool {
	w := r.Word(i)
	for k := 2; k+5 <= len(w) && k < 20; k++ {
		if e := r.lex[w[k:]]; e != nil && e.class&c != 0 {
			return true
		}
	}
	return false
}

// ahead finds an attribution before the mark at open: "X siger: »", "X:
// »", "siger, at »", also with the colon at the end of the paragraph before.
func (r *reader) ahead(open, lo int, t traits, nested bool, zone token.ZoneKind) (a attribution, kind Kind, ok bool) {
	k := open - 1
	for k >= lo && k > open-3 && (r.Tokens[k].Kind == token.Quote || r.Tokens[k].Kind == token.Dash) {
		k--
	}
	if k < lo {
		return a, "", false
	}
	samePara := r.ParagraphOf(k) == r.ParagraphOf(open)
	switch {
	case r.punct(k, ':') && r.is(k-1, work|scareLead) && !t.finite: // Planens titel: "Den gode cirkel"
		return a, "", false
	case r.punct(k, ':'):
		first := max(lo, r.Sentences[r.SentenceOf(k)].First)
		a, ok = r.announcing(first, k)
		kind = Direct
		if !t.capital && !t.final && !t.finite && t.words < 5 && !nested && (a.verb == nil || zone != token.Headline) {
			kind = Mixed
		}
		if ok {
			if a.src.kind == noSource && a.verb == nil && t.words < 4 && !t.finite && !t.final {
				return a, "", false
			}
			return a, kind, true
		}
		if zone != token.Headline && (r.is(k-1, sign) || !t.finite && !t.final && t.words <= 4) {
			return a, "", false
		}
		if (t.finite || t.final || zone == token.Headline) && (t.capital || t.words > 4) && t.words >= 2 {
			a.rule = "a colon"
			return a, Direct, true
		}
	case samePara && (r.low(k, "at") || r.punct(k, ',') && r.low(k-1, "at")):
		first := max(lo, r.Sentences[r.SentenceOf(k)].First)
		if c := r.lastCue(first, k); c >= 0 && t.finite && t.words >= 3 {
			a = r.direct(c, first, k)
			a.rule = "siger, at"
			kind = Mixed
			if t.capital || t.final {
				kind = Direct
			}
			return a, kind, true
		}
	case samePara && r.punct(k, ',') && t.capital && (t.finite || t.final) && t.words >= 3:
		// X siger, "Jeg ..."
		first := max(lo, r.Sentences[r.SentenceOf(k)].First)
		if c := r.lastCue(first, k); c >= k-16 && c >= 0 {
			a = r.direct(c, first, k)
			if a.src.kind != noSource {
				return a, Direct, true
			}
		}
	case samePara && (nested || t.capital || t.asks) && (t.final || nested || t.finite && t.capital):
		// Han sagde "Kom!"; når Kreml siger 'våbenhvile'
		first := max(lo, r.Sentences[r.SentenceOf(k)].First)
		if c := r.lastCue(first, k+1); c >= 0 && c >= k-3 && !r.headed(c, human|artefact) {
			a = r.direct(c, first, k+1)
			if a.src.kind == noSource {
				return a, "", false
			}
			kind = Direct
			if t.words < 2 && !t.final {
				kind = Mixed
			}
			if a.verb != nil && a.verb.frame == Naming {
				kind = Mixed
			}
			return a, kind, true
		}
	}
	return a, "", false
}

// announcing parses the words [first, colon) that announce speech: "X siger",
// "X siger til Y og tilføjer", "svaret fra X", "X om Y".
func (r *reader) announcing(first, colon int) (a attribution, ok bool) {
	a.src.mention, a.src.possessor = -1, -1
	if c := r.lastCue(first, colon); c >= 0 {
		a = r.direct(c, first, colon)
		return a, true
	}
	// A noun: svaret fra X, Xs svar, ordene var.
	for k := colon - 1; k >= max(first, colon-20); k-- {
		if r.hidden(k) || !r.is(k, speechNoun) || r.name[k] >= 0 {
			continue
		}
		a.cueFirst, a.cueLast, a.first, a.rule = k, k+1, k, "svaret fra X"
		b := r.byWhom(a, k+1, colon)
		if b.src.kind == noSource {
			for p := max(first, k-8); p < k; p++ {
				if r.name[p] >= 0 || r.is(p, pronoun) {
					if s := r.nounPhrase(p, colon); s.artefact && s.kind == nameSource {
						b.src = s
						break
					}
				}
			}
		}
		b.end = colon
		if b.src.kind != noSource {
			return b, true
		}
	}
	// A headline: X om Y, X i ordkrig.
	s := r.nounPhrase(r.skipLead(first), colon)
	if s.kind == nameSource && (r.ents.Mentions[s.mention].Label == entity.PER || r.ents.Mentions[s.mention].Label == entity.ORG || r.compound(&r.ents.Mentions[s.mention])) && colon-first < 16 ||
		s.kind == nounSource && r.speaks(s) && colon-first < 14 {
		if s.next == colon || r.is(s.next, preposition) || r.ZoneAt(r.Tokens[first].Start) != token.Headline && colon-s.next < 6 || r.cueAs(s.next, 0) != nil {
			a.src, a.first, a.end, a.rule = s, first, colon, "X:"
			return a, true
		}
	}
	return a, false
}

// skipLead passes over what may stand before the subject of a headline.
func (r *reader) skipLead(i int) int {
	for i < len(r.Tokens) && (r.Tokens[i].Kind == token.Dash || r.Tokens[i].Kind == token.Quote) {
		i++
	}
	return i
}

// lastCue returns the last token of [first, last) that is a cue outside of
// quotations, or -1.
func (r *reader) lastCue(first, last int) int {
	for k := last - 1; k >= max(first, last-maxPhrase); k-- {
		if r.hidden(k) {
			continue
		}
		v := r.cueAs(k, 0)
		if v == nil || r.cap(k) && k > first || r.is(k, human|adverb|preposition) || r.is(k, artefact|speechNoun) && (k == 0 || r.is(k-1, determiner|preposition)) {
			continue
		}
		if r.low(k-1, "at") {
			continue // at sige
		}
		if r.is(k, participle) && r.perfectBefore(k) < 0 {
			continue
		}
		if bare := r.cueAs(k, 1); bare == nil && r.particle(v, k+1, last+1) == 0 {
			continue
		}
		return k
	}
	return -1
}

// perfectBefore returns the index of the auxiliary that makes the participle
// at k finite (har kaldt, havde flere gange benægtet), or -1.
func (r *reader) perfectBefore(k int) int {
	for p := k - 1; p >= 0 && p >= k-9; p-- {
		if r.low(p, "har") || r.low(p, "havde") {
			return p
		}
		if r.Tokens[p].Kind == token.Punct && !r.punct(p, ',') {
			break
		}
	}
	return -1
}

// direct builds the attribution whose cue is token c, between lo and hi.
func (r *reader) direct(c, lo, hi int) attribution {
	a := attribution{cueFirst: c, cueLast: c + 1, verb: r.words[c].cue, first: lo, end: hi}
	a.src.mention, a.src.possessor = -1, -1
	if r.low(c+1, "det") && (r.is(c, passive) || a.verb.any(Impersonal)) || r.low(c+1, "der") && a.verb.any(Impersonal) {
		a.cueLast, a.rule = c+2, "lyder det fra X"
		b := r.byWhom(a, c+2, hi)
		if b.src.kind == noSource { // I en af deres artikler hedder det:
			for k := lo; k < c; k++ {
				if r.name[k] >= 0 || r.is(k, artefact) || r.is(k, pronoun) && !r.is(k, expletive) {
					if s := r.nounPhrase(k, c); s.kind != noSource && (s.artefact || s.kind == nameSource || s.kind == pronounSource) {
						b.src = s
						break
					}
				}
			}
		}
		b.end = hi
		return b
	}
	finite := c
	if r.is(c, participle) {
		if p := r.perfectBefore(c); p >= lo {
			finite = p
		}
	}
	s, why := r.subject(finite, lo, hi)
	a.src, a.rule = s, why
	if r.particle(a.verb, c+1, min(hi, c+8)) == c+2 {
		a.cueLast = c + 2
	}
	b := r.tail(a, max(s.next, c+1), hi)
	a.addressee, a.medium = b.addressee, b.medium
	return a
}

// governing finds the cue that makes a fragment in marks somebody's words:
// before it in the sentence, or behind it.
func (r *reader) governing(open, end, lo, hi int, t traits) (a attribution, ok bool) {
	sent := r.Sentences[r.SentenceOf(open)]
	first := max(lo, sent.First)
	if r.is(open-1, scareLead) || r.is(open-2, scareLead) && r.is(open-1, preposition|adverb) {
		return a, false
	}
	if c := r.lastCue(first, open); c >= 0 {
		a = r.direct(c, first, open)
		if r.mixedSource(a) {
			a.rule += " ... »«"
			return a, true
		}
	}
	// ifølge X »...«; med Xs ord
	for k := open - 1; k >= max(first, open-25); k-- {
		if !r.hidden(k) && r.low(k, "ifølge") {
			if s := r.nounPhrase(k+1, open); s.kind != noSource {
				return attribution{cueFirst: k, cueLast: k + 1, src: s, first: k, end: open, rule: "ifølge X"}, true
			}
		}
	}
	stop := min(hi, sent.Last, end+25)
	for k := end; k < stop; k++ {
		if r.hidden(k) {
			break
		}
		if r.low(k, "ifølge") {
			if s := r.nounPhrase(k+1, stop); s.kind != noSource {
				return attribution{cueFirst: k, cueLast: k + 1, src: s, first: k, end: s.next, rule: "ifølge X"}, true
			}
		}
		if !r.punct(k-1, ',') {
			continue
		}
		if r.cueAs(k, 1) != nil && !r.cap(k) {
			if b, ok := r.inverted(k, stop, true); ok && r.mixedSource(b) {
				return b, true
			}
		}
	}
	return a, false
}

// mixedSource reports whether the attribution of a fragment names somebody
// who can have used the words.
func (r *reader) mixedSource(a attribution) bool {
	switch a.src.kind {
	case noSource:
		return false
	case nounSource:
		return r.speaks(a.src)
	case nameSource:
		return a.src.mention < 0 || r.ents.Mentions[a.src.mention].Label != entity.MISC || r.compound(&r.ents.Mentions[a.src.mention])
	}
	return !r.is(a.src.head, firstPerson)
}

// nextSentence parses a sentence behind a quotation that does nothing but
// attribute it: Sådan lyder det fra X. Det siger X.
func (r *reader) nextSentence(i int) (a attribution, ok bool) {
	for i < len(r.Tokens) && (r.Tokens[i].Kind == token.Punct || r.Tokens[i].Kind == token.Quote) && !r.Tokens[i].Is(token.LineStart) {
		i++
	}
	if i+1 >= len(r.Tokens) {
		return a, false
	}
	s := r.Sentences[r.SentenceOf(i)]
	if s.First != i {
		return a, false
	}
	switch {
	case r.low(i, "sådan") && r.words[i+1].cue.any(Impersonal):
		a, ok = r.inverted(i, s.Last, true)
		if ok && a.src.kind == noSource { // Sådan lød det, da X ...
			for k := i + 2; k < s.Last; k++ {
				if r.low(k, "da") {
					if n := r.nounPhrase(k+1, s.Last); n.kind != noSource {
						a.src = n
					}
					break
				}
			}
		}
	case r.low(i, "sådan") || r.low(i, "det") && r.cueAs(i+1, 1) != nil && !r.is(i+1, auxiliary):
		a, ok = r.inverted(i+1, s.Last, true)
		if ok && a.src.kind == pronounSource && r.low(a.src.head, "det") {
			return a, false
		}
		if ok && s.Last-a.end > 8 {
			return a, false
		}
	}
	if ok {
		a.first = i
	}
	return a, ok
}
