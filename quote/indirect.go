package quote

import (
	"github.com/ordret/ordret/entity/token"
)

// indirect finds reported clauses without marks: "X siger, at ...", "..., siger
// X", "Ifølge X ...", "... Det oplyser X".
func (r *reader) indirect(us []utterance) []utterance {
	taken := make([]bool, len(r.Tokens))
	for k := range us {
		if us[k].kind == Direct {
			for _, p := range us[k].parts {
				for i := p.first; i < p.last; i++ {
					taken[i] = true
				}
			}
			for i := us[k].attr.first; i < us[k].attr.end && us[k].attr.ok(); i++ {
				taken[i] = true
			}
		}
	}
	quoted := make([]bool, len(r.Tokens)) // inside somebody's words
	for k := range us {
		if us[k].kind == Direct || us[k].kind == Mixed {
			for _, p := range us[k].parts {
				for i := p.first; i < p.last; i++ {
					quoted[i] = true
				}
			}
		}
	}
	prevSent := -1 // a sentence of plain narrative that "Det siger X" can report
	for n := range r.Sentences {
		s := r.Sentences[n]
		if !r.running(s.Start) || s.Last-s.First < 3 {
			prevSent = -1
			continue
		}
		m := len(us)
		x := report{r, s, prevSent, taken, quoted, us}
		_ = x.backwards() || x.according() || x.thatClause() || x.trailing()
		us = x.us
		prevSent = -1
		if len(us) == m && !taken[s.First] && r.depth[s.First] == 0 && r.ZoneAt(s.Start) != token.Headline {
			prevSent = n
		}
	}
	return us
}

// report is the search for the indirect speech of one sentence. Each of its
// methods looks for one shape, and reports whether that settles the sentence.
type report struct {
	*reader
	s      token.Sentence
	prev   int    // the sentence before, if "Det siger X" can report it, or -1
	taken  []bool // by token: inside direct speech or its attribution
	quoted []bool // by token: inside somebody's marked words
	us     []utterance
}

func (x *report) add(a attribution, parts ...part) {
	u := utterance{kind: Indirect, mark: NoMark, parent: -1, attr: a, rule: a.rule}
	for _, p := range parts {
		p.last = x.trimEnd(p.first, p.last)
		u.parts = appendPart(u.parts, p)
	}
	if len(u.parts) > 0 && x.traits(u.parts[0].first, u.end()).words >= 2 {
		x.us = append(x.us, u)
	}
}

// backwards: "Det oplyser X" and "Sådan lyder vurderingen fra X" report the
// sentence before.
func (x *report) backwards() bool {
	r, s := x.reader, x.s
	if (r.low(s.First, "det") || r.low(s.First, "sådan")) && s.First+2 < s.Last && (r.cueAs(s.First+1, 1) != nil || r.words[s.First+1].cue != nil) && !r.cap(s.First+1) && !x.taken[s.First] {
		ok := false
		var a attribution
		if r.low(s.First, "sådan") {
			a, ok = r.inverted(s.First, s.Last, true)
		} else if !r.is(s.First+1, auxiliary) || r.cueAs(s.First+1, 1) != nil && !r.is(s.First+1, auxiliary) {
			a, ok = r.inverted(s.First+1, s.Last, true)
			if r.is(s.First+1, passive) {
				a.src.kind, ok = noSource, false
			}
		}
		if ok && a.src.kind != noSource && x.prev >= 0 && !r.is(a.src.head, firstPerson) && (a.src.kind != nounSource || r.speaks(a.src) || a.src.artefact) {
			a.rule = "det siger X"
			p := r.Sentences[x.prev]
			x.add(a, part{p.First, p.Last})
			return true
		}
	}
	return false
}

// according: "Ifølge X ..." and "... ifølge X ...".
func (x *report) according() bool {
	r, s := x.reader, x.s
	for i := s.First; i < s.Last && i < s.First+120; i++ {
		if !r.low(i, "ifølge") || r.depth[i] > 0 || x.taken[i] {
			continue
		}
		src := r.nounPhrase(i+1, s.Last)
		if src.kind == noSource {
			continue
		}
		a := attribution{cueFirst: i, cueLast: i + 1, src: src, first: i, end: src.next, rule: "ifølge X"}
		from := r.pastApposition(src.next, s.Last)
		a.end = from
		if r.punct(from, ',') || r.punct(from, '.') && i > s.First+3 { // at the end: "..., ifølge X."
			if !r.anyDepth(s.First, i) {
				x.add(a, part{s.First, i})
			}
			return true
		}
		if from >= s.Last-1 {
			if i > s.First+2 && !r.anyDepth(s.First, i) {
				x.add(a, part{r.skipLead(s.First), i})
			}
			return true
		}
		if r.anyDepth(from, s.Last) {
			return true
		}
		if i > s.First && !r.hasComma(s.First, i) && i-s.First <= 4 && !r.is(s.First, conjunction) {
			x.add(a, part{s.First, i}, part{from, s.Last})
		} else {
			x.add(a, part{from, s.Last})
		}
		return true
	}
	return false
}

// thatClause: "X siger, at ...".
func (x *report) thatClause() bool {
	r, s := x.reader, x.s
	for c := s.First; c+2 < s.Last && c < s.First+200; c++ {
		if r.depth[c] > 0 || x.taken[c] || r.cueAs(c, 0) == nil || r.cap(c) && c > s.First || r.is(c, human|preposition) && !r.is(c, auxiliary) || r.is(c, participle) && r.perfectBefore(c) < s.First {
			continue
		}
		at := r.atClause(c, s.Last)
		if at < 0 {
			continue
		}
		if r.low(c-1, "at") || r.anyDepth(at, min(s.Last, at+3)) {
			continue
		}
		v := r.cueAs(c, 1)
		if v == nil {
			if r.particle(r.cueAs(c, 0), c+1, at) == 0 {
				continue
			}
			v = r.cueAs(c, 0)
		}
		if v.frame == Naming || v.frame == Manner {
			continue
		}
		a := r.direct(c, s.First, at)
		if a.src.kind == noSource && a.rule != "lyder det fra X" || a.src.kind == pronounSource && (r.is(a.src.head, firstPerson|expletive) || r.low(a.src.head, "man")) ||
			a.src.kind == nounSource && !r.speaks(a.src) {
			continue
		}
		end := s.Last
		for k := at + 1; k < s.Last; k++ {
			if r.punct(k, ',') && (r.low(k+1, "og") || r.low(k+1, "men")) && (r.cueAs(k+2, 1) != nil || r.is(k+2, adverb) && r.cueAs(k+3, 1) != nil) && !r.is(k+2, human|artefact) {
				end = k // a second report in the sentence
				break
			}
			if x.quoted[k] {
				return true // the marks carry the words
			}
		}
		a.rule = "siger, at"
		x.add(a, part{at, end})
		return true
	}
	return false
}

// trailing: "..., siger X". With I or we in it, the clause is direct speech
// that no mark shows.
func (x *report) trailing() bool {
	r, s := x.reader, x.s
	for i := s.First + 3; i < s.Last && i < s.First+200; i++ {
		if r.depth[i] > 0 || x.taken[i] || !r.punct(i-1, ',') || (r.cueAs(i, 1) == nil || r.is(i, preposition|subordinator|conjunction)) && !r.particled(i, s.Last) && !r.is(i, passive) || r.cap(i) {
			continue
		}
		a, ok := r.inverted(i, s.Last, true)
		if !ok || a.src.kind == noSource && a.rule != "lyder det fra X" || a.src.kind == nounSource && !r.speaks(a.src) {
			continue
		}
		if a.src.kind == pronounSource && (r.is(a.src.head, firstPerson) || r.low(a.src.head, "man")) || a.verb == nil && a.rule != "lyder det fra X" {
			continue
		}
		if r.anyDepth(s.First, i) {
			return true
		}
		first := r.skipLead(s.First)
		if r.is(first, conjunction) {
			first++
		}
		u := utterance{kind: Indirect, mark: NoMark, parent: -1, attr: a, rule: "..., siger X"}
		if first < i-1 {
			u.parts = []part{{first, i - 1}}
			if t := r.traits(first, i-1); t.first {
				u.kind = Direct
			} else if t.words < 2 {
				return true
			}
			x.us = append(x.us, u)
		}
		return true
	}
	return false
}

// particled reports whether the cue at i takes a particle that follows.
func (r *reader) particled(i, last int) bool {
	v := r.cueAs(i, 0)
	if v == nil {
		return false
	}
	for k := i + 1; k < min(last, i+6); k++ {
		if r.particle(v, k, k+1) > 0 {
			return true
		}
	}
	return false
}

// atClause returns the index of the "at" (or om, hvordan ...) of the clause
// that the cue at c governs, with at most the subject and its attributes
// between; or -1.
func (r *reader) atClause(c, last int) int {
	commas := 0
	for k := c + 1; k < last && k < c+24; k++ {
		if r.depth[k] > 0 {
			return -1
		}
		if commas == 1 && r.punct(k-1, ',') && r.cueAs(c, 1) != nil && r.cueAs(c, 1).lemma == "spørge" && r.is(k, subordinator) && !r.low(k, "at") {
			return k // spørger, om
		}
		if r.low(k, "at") && !r.Tokens[k].Is(token.Capital) {
			if r.punct(k-1, ',') || k == c+1 || commas == 0 {
				if k > c+1 && !r.punct(k-1, ',') && k-c > 6 {
					return -1
				}
				return k
			}
			return -1
		}
		if r.punct(k, ',') {
			commas++
			if commas > 3 {
				return -1
			}
			continue
		}
		if r.punct(k, ':') || r.punct(k, '.') || r.Tokens[k].Kind == token.Quote {
			return -1
		}
		if k > c+1 && commas == 0 && r.cueAs(k, 1) != nil && !r.is(k, human|adverb|preposition|artefact|speechNoun) && !r.cap(k) && r.name[k] < 0 {
			return -1 // another verb comes first
		}
	}
	return -1
}

// pastApposition passes over an apposition or a relative clause behind a
// source: "Ifølge Radchenko, der er russisk-født, ".
func (r *reader) pastApposition(i, last int) int {
	if !r.punct(i, ',') {
		return i
	}
	for k := i + 1; k < last && k < i+20; k++ {
		if r.punct(k, ',') {
			return k + 1
		}
	}
	return i
}

func (r *reader) hasComma(first, last int) bool {
	for k := first; k < last; k++ {
		if r.punct(k, ',') {
			return true
		}
	}
	return false
}

func (r *reader) anyDepth(first, last int) bool {
	for k := first; k < last; k++ {
		if r.depth[k] > 0 {
			return true
		}
	}
	return false
}

// trimEnd leaves out the final stop.
func (r *reader) trimEnd(first, last int) int {
	for last-1 > first && r.Tokens[last-1].Kind == token.Punct && r.src[r.Tokens[last-1].Start] != ')' {
		last--
	}
	return last
}
