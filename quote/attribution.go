package quote

import (
	"strings"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
)

// attribution is a parsed reporting clause.
type attribution struct {
	cueFirst, cueLast int // tokens of the cue
	verb              *verb
	src               source
	addressee, medium token.Span
	first, end        int    // tokens of the clause
	rule              string // how it was found
}

// ok reports whether there is a cue or a source.
func (a attribution) ok() bool { return a.cueLast > a.cueFirst || a.src.kind != noSource }

// inverted parses a reporting clause that begins with its verb at token i, as
// after a quotation: siger hun, lyder det fra X, hedder det i Xs analyse,
// ifølge X, var svaret fra X. sure says that a comma or the like before it
// makes a reporting clause likely, so that verbs that no list knows are
// accepted too.
func (r *reader) inverted(i, stop int, sure bool) (a attribution, ok bool) {
	stop = min(stop, i+maxClause, len(r.Tokens))
	if i >= stop {
		return a, false
	}
	a.first = i
	if r.Tokens[i].Kind == token.Dash && i+1 < stop { // »...« – siger X
		i++
	}
	j := i
	a.src.mention, a.src.possessor = -1, -1
	w := r.words[j]
	switch {
	case r.low(j, "ifølge"):
		a.cueFirst, a.cueLast, a.rule = j, j+1, "ifølge X"
		a.src = r.nounPhrase(j+1, stop)
		if a.src.kind == noSource {
			return a, false
		}
		return r.tail(a, a.src.next, stop), true
	case (r.low(j, "sådan") || r.low(j, "så")) && j+1 < stop:
		j++
		w = r.words[j]
	case w.class&auxiliary != 0 && r.cueAs(j, 1) == nil && (r.low(j+1, "der") || r.low(j+1, "det") || r.headed(j+1, speechNoun) || r.name[min(j+1, len(r.name)-1)] >= 0):
		// blev der råbt; var svaret fra X; er beskeden fra X
		k := j + 1
		if r.low(k, "der") || r.low(k, "det") {
			for k++; k < stop && r.is(k, adverb); k++ {
			}
			if k < stop && r.cueAs(k, 0) != nil {
				a.cueFirst, a.cueLast, a.rule = j, k+1, "blev der sagt"
				a.verb = r.words[k].cue
				return r.byWhom(a, k+1, stop), true
			}
			return a, false
		}
		if k < stop && r.headed(k, speechNoun) {
			a.cueFirst, a.cueLast, a.rule = j, k+1, "var svaret fra X"
			return r.byWhom(a, k+1, stop), true
		}
		if n := r.nounPhrase(k, stop); n.artefact && n.kind == nameSource {
			a.cueFirst, a.cueLast, a.src, a.rule = j, k, n, "var Xs svar"
			return r.tail(a, n.next, stop), true
		}
		return a, false
	}
	if r.cap(j) && w.cue != nil && !sure {
		return a, false
	}
	v := r.cueAs(j, 0)
	if v == nil {
		if !sure || !r.verbal(j) {
			return a, false
		}
		v = &unknownVerb
	}
	a.cueFirst, a.cueLast = j, j+1
	if i != j {
		a.cueFirst = i
	}
	k := j + 1
	for n := 0; k < stop && n < 4 && (r.is(k, adverb) || r.low(k, "sig")) && r.name[k] < 0 && !r.low(k, "ifølge") && !r.is(k, human|collective); n++ {
		if r.is(k, pronoun) || r.low(k, "blandt") && !r.low(k+1, "andet") {
			break
		}
		k++
	}
	if k >= stop {
		return a, false
	}
	a.verb = v
	if r.low(k, "det") || r.low(k, "der") {
		// lyder det fra X, hedder det i X, står der i X, oplyses det
		if r.is(j, passive) || v.any(Impersonal) || v == &unknownVerb {
			a.verb, a.rule, a.cueLast = v, "lyder det fra X", k+1
			for k++; k < stop && r.is(k, adverb) && !r.low(k, "ifølge") && !r.is(k, preposition); k++ {
			}
			return r.byWhom(a, k, stop), true
		}
		if !r.determines(k, stop) {
			return a, false
		}
	}
	if v.any(Impersonal) && r.headed(k, speechNoun) && r.name[k] < 0 && !r.is(k, human) {
		// lyder vurderingen fra X
		a.rule, a.cueLast = "lyder vurderingen fra X", k+1
		return r.byWhom(a, k+1, stop), true
	}
	n := r.nounPhrase(k, stop)
	if n.kind == noSource {
		if r.is(j, passive) { // oplyses af X
			return r.byWhom(a, k, stop), sure
		}
		if r.is(k, firstPerson) && v != &unknownVerb { // sagde jeg
			n = source{kind: pronounSource, first: k, last: k + 1, head: k, mention: -1, possessor: -1, phrase: k, next: k + 1}
		} else {
			return a, false
		}
	}
	if v == &unknownVerb && n.kind == nounSource && !r.definite(n.head) {
		return a, false
	}
	if n.kind == nounSource && !sure && !r.speaks(n) {
		return a, false
	}
	if n.kind == nounSource && v.frame == Naming {
		return a, false
	}
	a.src, a.rule = n, "siger X"
	if n.artefact && n.kind == nameSource && n.head > n.last {
		a.rule = "lyder Xs vurdering"
	}
	// A particle: slår hun fast, lægger X til.
	end := n.next
	if p := r.particle(v, end, stop); p > 0 {
		end = p
	} else if v.particle != "" {
		if v = r.cueAs(j, 1); v == nil {
			return a, false
		}
		a.verb = v
	}
	return r.tail(a, end, stop), true
}

var unknownVerb = verb{lemma: "", frame: Speech}

// any reports whether one of the verbs that share v's form has the frame.
func (v *verb) any(f Frame) bool {
	for ; v != nil; v = v.next {
		if v.frame&f != 0 {
			return true
		}
	}
	return false
}

// cueAs returns the verb that token i is a form of, or nil. With bare 1 it
// passes over verbs that need a particle.
func (r *reader) cueAs(i, bare int) *verb {
	if i < 0 || i >= len(r.words) || r.name[i] >= 0 && r.cap(i) {
		return nil
	}
	v := r.words[i].cue
	for bare == 1 && v != nil && v.particle != "" {
		v = v.next
	}
	return v
}

// particle returns the index after the particle of one of v's verbs if it
// stands at i or one or two words later, or 0.
func (r *reader) particle(v *verb, i, stop int) int {
	for ; v != nil; v = v.next {
		if v.particle == "" {
			continue
		}
		first, rest, _ := strings.Cut(v.particle, " ")
		for k := i; k < min(stop, i+3); k++ {
			if r.low(k, first) {
				if rest == "" {
					return k + 1
				}
				if second, _, _ := strings.Cut(rest, " "); r.low(k+1, second) {
					return k + 1 + strings.Count(rest, " ") + 1
				}
			}
			if !r.is(k, adverb) && k > i {
				break
			}
		}
	}
	return 0
}

// verbal reports whether a word that no list knows looks like a finite verb:
// in lower case and with the ending of a present or a past.
func (r *reader) verbal(i int) bool {
	if i >= len(r.Tokens) || r.Tokens[i].Kind != token.Word || r.cap(i) || r.name[i] >= 0 {
		return false
	}
	w := r.words[i]
	if w.class&^(participle|passive) != 0 || w.cue != nil {
		return false
	}
	s := r.Raw(i)
	return len(s) > 3 && (strings.HasSuffix(s, "r") || strings.HasSuffix(s, "de") || strings.HasSuffix(s, "te"))
}

// headed reports whether the noun at i is of the class, if need be as the end
// of a compound.
func (r *reader) headed(i int, c class) bool {
	if i < 0 || i >= len(r.Tokens) || r.Tokens[i].Kind != token.Word {
		return false
	}
	return r.words[i].class&c != 0 || r.name[i] < 0 && r.lex.headClass(r.Word(i))&c != 0
}

// definite reports whether the noun at i has the ending of a definite form,
// or is a word for people or an organisation.
func (r *reader) definite(i int) bool {
	return i >= 0 && (r.definiteForm(i) || r.headed(i, human|collective|vague))
}

// definiteForm reports whether the noun at i has the ending of a definite form.
func (r *reader) definiteForm(i int) bool {
	s := r.Raw(i)
	for _, e := range [...]string{"en", "et", "ne", "ens", "ets", "nes"} {
		if len(s) > len(e)+2 && strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// speaks reports whether a noun phrase can be one who speaks: a person, a
// group, an organisation or a document.
func (r *reader) speaks(s source) bool {
	if s.kind != nounSource {
		return s.kind != noSource
	}
	if r.headed(s.head, human|collective|vague|artefact) {
		return true
	}
	for k := s.first; k < s.last; k++ { // den 34-årige, de to, en anden
		if r.Tokens[k].Kind == token.Number && strings.HasSuffix(r.Raw(k), "årige") {
			return true
		}
		if r.headed(k, human|vague) {
			return true
		}
	}
	if r.is(s.head, timeWord) {
		return false
	}
	if (r.low(s.first, "den") || r.low(s.first, "de")) && s.last-s.first == 2 && strings.HasSuffix(r.Raw(s.head), "e") { // den ældste
		return true
	}
	return r.is(s.first, determiner) && s.last-s.first <= 3 && !r.low(s.first, "det") && !r.low(s.first, "noget") && r.definite(s.head)
}

// byWhom looks behind an impersonal cue for the source: fra X, i Xs analyse,
// i en pressemeddelelse fra X, af regnskabet, hos X.
func (r *reader) byWhom(a attribution, i, stop int) attribution {
	a.end = i
	var artefactSource source
	for n := 0; i < stop && n < 12; n++ {
		switch {
		case r.low(i, "fra") || r.low(i, "af") || r.low(i, "hos") || r.low(i, "i") || r.low(i, "på") || r.low(i, "ifølge") || r.low(i, "over"):
			s := r.nounPhrase(i+1, stop)
			prep := strings.ToLower(r.Raw(i))
			if s.kind == noSource || r.is(s.head, timeWord) && s.kind == nounSource {
				i++
				continue
			}
			switch {
			case prep == "på" && s.kind == nounSource: // på engelsk, på et pressemøde
				if s.artefact && artefactSource.kind == noSource {
					artefactSource = s
				}
				i = s.next
				a.end = i
				continue
			case s.kind == nounSource && s.artefact && s.possessor < 0:
				if artefactSource.kind == noSource {
					artefactSource = s
				}
				i = s.next
				a.end = i
				continue
			case s.kind == nounSource && (prep == "i" || prep == "på" || prep == "over") && !r.headed(s.head, collective):
				i = s.next
				a.end = i
				continue
			case s.kind == nameSource && s.mention >= 0 && r.ents.Mentions[s.mention].Label == entity.LOC && prep == "i" && !s.artefact:
				i = s.next
				a.end = i
				continue
			}
			a.src = s
			return r.tail(a, s.next, stop)
		case r.is(i, adverb|timeWord|determiner|preposition) || r.Tokens[i].Kind == token.Number:
			i++
		default:
			n = 12
		}
	}
	if artefactSource.kind != noSource {
		a.src = artefactSource
		return r.tail(a, artefactSource.next, stop)
	}
	return r.tail(a, a.end, stop)
}

// tail reads what follows the source up to the end of the clause: to whom it
// was said, and where.
func (r *reader) tail(a attribution, i, stop int) attribution {
	a.end = i
	for k := i; k < stop; k++ {
		tok := r.Tokens[k]
		if tok.Kind == token.Punct || tok.Kind == token.Quote || tok.Kind == token.Dash {
			if tok.Kind == token.Punct && r.src[tok.Start] == '(' { // (V)
				for k+1 < stop && k < i+8 && !r.punct(k, ')') {
					k++
				}
				a.end = k + 1
				continue
			}
			a.end = k
			break
		}
		if (r.low(k, "og") || r.low(k, "men")) && (r.cueAs(k+1, 1) != nil || r.is(k+1, adverb) && r.cueAs(k+2, 1) != nil) {
			a.end = k
			break
		}
		a.end = k + 1
		if r.Sentences[r.SentenceOf(k)].First == k && k > a.first {
			a.end = k
			break
		}
		if r.name[k] < 0 {
			continue
		}
		if k > 0 && r.name[k-1] == r.name[k] {
			continue
		}
		m := r.mention(k)
		p := k - 1
		for p > i && (r.is(p, determiner) || r.headed(p, collective|human|artefact)) && !r.is(p, preposition) {
			p--
		}
		switch {
		case a.addressee.Empty() && (r.low(p, "til") || r.low(p, "overfor") || r.low(p, "for") && r.low(p-1, "over")) && (m.Label == entity.ORG || m.Label == entity.PER || m.Label == entity.MISC):
			a.addressee = m.Span
		case a.medium.Empty() && (r.low(p, "i") || r.low(p, "hos") || r.low(p, "på")) && (m.Label == entity.ORG || m.Label == entity.MISC):
			a.medium = m.Span
		}
	}
	return a
}

// subject finds who the cue at token c is said of, in the clause that begins
// no earlier than lo and ends no later than hi.
func (r *reader) subject(c, lo, hi int) (source, string) {
	lo = max(lo, c-maxClause, 0)
	no := source{mention: -1, possessor: -1}
	// der/som siger: the antecedent before the relative.
	k := c - 1
	for k > lo && (r.is(k, adverb) && !r.is(k, preposition|relative) || r.low(k, "sig")) && r.name[k] < 0 {
		k--
	}
	if k < lo {
		return r.afterVerb(c, hi)
	}
	if r.low(c, "citerer") || r.low(c, "citerede") { // the one who is quoted
		if s := r.nounPhrase(c+1, hi); s.kind != noSource {
			return s, "citerer X"
		}
	}
	if r.Tokens[k].Kind == token.Quote || r.punct(k, ',') && k > 0 && r.hidden(k-1) { // »...« siger X
		return r.afterVerb(c, hi)
	}
	if r.is(k, relative) && !r.low(k, "hvis") && k > lo {
		p := k - 1
		if r.punct(p, ',') {
			p--
		}
		if s := r.before(p, lo); s.kind != noSource {
			return s, "X, der siger"
		}
	}
	// og/men + cue: the subject of the verb before.
	if r.low(k, "og") || r.low(k, "men") || r.low(k, "eller") || r.low(k, "samt") {
		from, to, step := k-1, lo-1, -1
		if r.punct(k-1, ',') { // behind a subordinate clause: the main verb's
			from, to, step = r.clauseStart(k, lo), k, 1
		}
		for p := from; p != to; p += step {
			if p < lo || r.hidden(p) {
				continue
			}
			if v := r.cueAs(p, 0); v != nil && !r.is(p, participle) || r.is(p, auxiliary) && r.words[p].cue == nil {
				if s, why := r.subject(p, lo, k); s.kind != noSource {
					return s, why + ", og siger"
				}
			}
		}
		if s := r.first(lo, k); s.kind != noSource {
			return s, "X ... og siger"
		}
		return no, ""
	}
	// A pronoun right before the verb: han siger.
	if r.is(k, pronoun) && r.name[k] < 0 && !r.is(k, expletive) && !(r.low(k, "hans") || r.low(k, "hendes") || r.low(k, "deres") || r.low(k, "ham") || r.low(k, "dem") || r.low(k, "hende")) {
		return source{kind: pronounSource, first: k, last: k + 1, phrase: k, head: k, mention: -1, possessor: -1, next: k + 1}, "han siger"
	}
	if r.level > 0 && (r.low(k, "jeg") || r.low(k, "vi")) { // inside speech
		return source{kind: pronounSource, first: k, last: k + 1, phrase: k, head: k, mention: -1, possessor: -1, next: k + 1}, "jeg siger"
	}
	lo = r.clauseStart(c, lo)
	for lo < c && (r.is(lo, conjunction) || r.punct(lo, ',') || r.Tokens[lo].Kind == token.Quote || r.Tokens[lo].Kind == token.Dash) {
		lo++
	}
	// An adverbial in front: the subject stands behind the verb.
	if lo >= c || r.name[lo] < 0 && (r.is(lo, preposition) || r.is(lo, adverb) && !r.is(lo, determiner) || r.is(lo, subordinator) || r.is(lo, timeWord) || r.low(lo, "det") && lo == c-1 || r.low(lo, "sådan") || r.low(lo, "til")) {
		if s, why := r.afterVerb(c, hi); s.kind != noSource {
			return s, why
		}
		if r.is(lo, subordinator) { // da X sagde
			if s := r.nounPhrase(lo+1, c); s.kind != noSource {
				return s, "da X sagde"
			}
		}
		if s := r.before(k, lo); s.kind == nameSource {
			return s, "X ... siger"
		}
		return no, ""
	}
	if s := r.nounPhrase(lo, c); s.kind == nounSource && r.is(s.head, timeWord) { // en aften sagde X
		return r.afterVerb(c, hi)
	} else if s.kind != noSource && (s.kind != nounSource || r.speaks(s) || r.definite(s.head)) {
		return s, "X siger"
	}
	if s := r.before(k, lo); s.kind != noSource {
		return s, "X ... siger"
	}
	return r.afterVerb(c, hi)
}

// afterVerb parses the subject behind the cue at c.
func (r *reader) afterVerb(c, hi int) (source, string) {
	k := c + 1
	for k < hi && r.is(k, adverb) && !r.is(k, preposition|pronoun) && r.name[k] < 0 {
		k++
	}
	s := r.nounPhrase(k, hi)
	if s.kind == nounSource && !r.speaks(s) {
		return source{mention: -1, possessor: -1}, ""
	}
	return s, "siger X"
}

// clauseStart walks back from the cue at c to where its clause may begin: the
// sentence's start, a colon, a quotation, or a conjunction after a comma.
func (r *reader) clauseStart(c, lo int) int {
	if s := r.Sentences[r.SentenceOf(c)]; s.First > lo {
		lo = s.First
	}
	for k := c - 1; k > lo; k-- {
		switch {
		case r.punct(k, ':') || r.punct(k, ';'):
			return k + 1
		case r.Tokens[k].Kind == token.Dash && r.Tokens[k].Is(token.SpaceBefore):
			return k + 1
		case r.punct(k-1, ',') && (r.low(k, "mens") || r.low(k, "men") || r.low(k, "og") || r.low(k, "hvor") || r.low(k, "da") || r.low(k, "at") || r.low(k, "så") ||
			r.low(k, "idet") || r.low(k, "fordi") || r.low(k, "selvom") || r.low(k, "hvis") || r.low(k, "når") || r.low(k, "skønt")):
			return k + 1
		case r.low(k, "at") && k > lo+1 && c-k < 12:
			return k + 1
		}
	}
	return lo
}

// before returns the last name, pronoun or noun for a person between lo and p.
func (r *reader) before(p, lo int) source {
	for k := p; k >= lo; k-- {
		if r.hidden(k) {
			continue
		}
		if m := r.mention(k); m != nil {
			first := k
			for first > lo && r.name[first-1] == r.name[k] {
				first--
			}
			if r.is(first-1, preposition) { // to whom, where, of whom
				k = first
				continue
			}
			if end := r.mentionEnd(k); (m.Label == entity.PER || m.Label == entity.ORG) && !r.genitive(m, end) {
				return source{kind: nameSource, first: first, last: end, phrase: first, head: end - 1, mention: int(r.name[k]), possessor: -1, next: end}
			}
			k = first
			continue
		}
		if r.is(k, pronoun) && !r.is(k, determiner) {
			return source{kind: pronounSource, first: k, last: k + 1, phrase: k, head: k, mention: -1, possessor: -1, next: k + 1}
		}
		if r.headed(k, human|collective) && r.definite(k) {
			return source{kind: nounSource, first: k, last: k + 1, phrase: k, head: k, mention: -1, possessor: -1, next: k + 1}
		}
	}
	return source{mention: -1, possessor: -1}
}

// first returns the first noun phrase between lo and hi that can speak.
func (r *reader) first(lo, hi int) source {
	for k := lo; k < hi; k++ {
		if r.hidden(k) || r.Tokens[k].Kind > token.Number {
			continue
		}
		if r.name[k] >= 0 || r.is(k, pronoun) && !r.is(k, expletive) || r.headed(k, human|collective) {
			if s := r.nounPhrase(k, hi); s.kind != noSource && r.speaks(s) {
				return s
			}
		}
	}
	return source{mention: -1, possessor: -1}
}
