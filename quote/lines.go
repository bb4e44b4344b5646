package quote

import (
	"strings"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
)

// dashes finds speech that a dash opens (talestreg): at the start of a
// paragraph, and in the middle of one after a full stop, as scrapes that join
// paragraphs have it. The mark does not say where the speech ends; the
// reporting clause does.
func (r *reader) dashes() []utterance {
	var us []utterance
	bullets := r.bullets()
	for n, p := range r.Paragraphs {
		if bullets[n] || r.isFurniture(p.Start) {
			continue
		}
		for s := r.SentenceOf(p.First); s < len(r.Sentences) && r.Sentences[s].First < p.Last; s++ {
			i := r.Sentences[s].First
			if r.Tokens[i].Kind != token.Dash || i+1 >= p.Last || r.depth[i] > 0 {
				continue
			}
			atStart := i == p.First
			next := r.Tokens[i+1]
			if next.Kind > token.Number && next.Kind != token.Quote && !(next.Kind == token.Punct && r.Raw(i + 1)[0] != ',') {
				continue
			}
			if !atStart && (!next.Is(token.Capital) || !next.Is(token.SpaceBefore)) {
				continue
			}
			if atStart && next.Kind == token.Quote { // - "..." is the marks' business
				continue
			}
			if atStart && r.ZoneAt(r.Tokens[i].Start) > token.Subhead {
				continue
			}
			u, ok, endSent := r.dashSpeech(i, p, atStart, us)
			if ok {
				for _, pt := range u.parts {
					for k := pt.first; k < pt.last; k++ {
						if r.depth[k] < 255 {
							r.depth[k]++
						}
					}
				}
				us = append(us, u)
			}
			s = max(s, endSent)
		}
	}
	return us
}

// bullets marks the paragraphs that are items of a list: three or more lines
// in a row that open with a dash, none of which asks, speaks of I or we, or
// says who speaks.
func (r *reader) bullets() map[int]bool {
	out := map[int]bool{}
	run, speech := 0, false
	flush := func(end int) {
		if run >= 3 && !speech {
			for k := end - run; k < end; k++ {
				out[k] = true
			}
		}
		run, speech = 0, false
	}
	for n, p := range r.Paragraphs {
		item := r.Tokens[p.First].Kind == token.Dash
		if item {
			last := r.Tokens[p.Last-1]
			c := r.src[last.Start]
			if last.Kind == token.Punct && (c == '!' || c == '?') || r.hasInquit(p) || r.traits(p.First+1, p.Last).first {
				speech = true
			}
		}
		if !item {
			flush(n)
			continue
		}
		run++
	}
	flush(len(r.Paragraphs))
	return out
}

// hasInquit reports whether a reporting clause stands in the paragraph.
func (r *reader) hasInquit(p token.Paragraph) bool {
	for i := p.First + 2; i < p.Last && i < p.First+200; i++ {
		if r.inquitAt(i) {
			return true
		}
	}
	return false
}

// inquitAt reports whether a reporting clause may begin at token i: a cue
// behind a comma, a question mark or an exclamation mark.
func (r *reader) inquitAt(i int) bool {
	if !r.punct(i-1, ',') && !r.punct(i-1, '?') && !r.punct(i-1, '!') {
		return false
	}
	return r.cueAs(i, 0) != nil && !r.cap(i) || r.low(i, "lyder") || r.low(i, "lød") || r.low(i, "ifølge")
}

// dashSpeech reads the speech that the dash at token i opens, and returns the
// index of the last sentence that belongs to it.
func (r *reader) dashSpeech(i int, p token.Paragraph, atStart bool, before []utterance) (u utterance, ok bool, sent int) {
	u = utterance{kind: Direct, mark: DashMark, parent: -1, rule: "a dash opens speech"}
	u.attr.src.mention, u.attr.src.possessor = -1, -1
	s := r.SentenceOf(i)
	from := i + 1
	for ; s < len(r.Sentences) && r.Sentences[s].First < p.Last; s++ {
		sn := r.Sentences[s]
		if sn.First > i && r.Tokens[sn.First].Kind == token.Dash {
			if !u.attr.ok() {
				// Another dash before any attribution: another turn.
				break
			}
			from = sn.First + 1
		}
		begin := max(sn.First, from)
		if u.attr.ok() {
			if sn.First != from-1 && !r.goesOn(&u, begin, sn.Last, atStart) {
				break
			}
			if sn.First == from-1 { // the dash takes the speech up again
				if a, _, found := r.inquitIn(begin, sn.Last); found && a.src.kind != noSource && a.src.kind != pronounSource && !r.sameSource(a.src, u.attr.src) {
					break // somebody else's
				}
			}
		}
		a, cut, found := r.inquitIn(begin, sn.Last)
		if found && !u.attr.ok() {
			u.attr, u.rule = a, a.rule+" after a dash"
			u.parts = appendPart(u.parts, part{from, r.trimBack(from, cut)})
			// ", men ikke til i morgen." goes on behind the clause.
			if r.punct(a.end, ',') && a.end+1 < sn.Last && !r.is(a.end+1, relative|subordinator) && !r.apposes(a.end+1, sn.Last) {
				u.parts = appendPart(u.parts, part{a.end + 1, sn.Last})
			}
			from = sn.Last
			continue
		}
		if !atStart && !u.attr.ok() && s-r.SentenceOf(i) > 6 {
			break
		}
		if u.attr.ok() {
			u.parts = appendPart(u.parts, part{begin, sn.Last})
			from = sn.Last
		}
	}
	if !u.attr.ok() {
		if !atStart {
			return u, false, r.SentenceOf(i)
		}
		last := p.Last
		if s < len(r.Sentences) && r.Sentences[s].First < p.Last {
			last = r.Sentences[s].First
		}
		t := r.traits(i+1, last)
		if t.words < 2 || !t.final && !t.finite {
			return u, false, s
		}
		u.parts = []part{{i + 1, last}}
		return u, true, s - 1
	}
	return u, len(u.parts) > 0, s - 1
}

func appendPart(ps []part, p part) []part {
	if p.first >= p.last {
		return ps
	}
	if n := len(ps); n > 0 && ps[n-1].last == p.first {
		ps[n-1].last = p.last
		return ps
	}
	return append(ps, p)
}

// trimBack returns last without a comma before it.
func (r *reader) trimBack(first, last int) int {
	if last-1 > first && r.punct(last-1, ',') {
		return last - 1
	}
	return last
}

// inquitIn finds the reporting clause in the sentence [first, last) of dash
// speech, and the token where it begins.
func (r *reader) inquitIn(first, last int) (a attribution, cut int, ok bool) {
	for i := first + 1; i < last && i < first+300; i++ {
		if r.depth[i] > 0 || !r.inquitAt(i) {
			continue
		}
		if b, found := r.inverted(i, last, true); found && (b.src.kind != noSource || b.rule != "siger X") {
			if b.src.kind == pronounSource && r.is(b.src.head, firstPerson) {
				continue
			}
			if b.src.kind == nounSource && !r.speaks(b.src) {
				continue
			}
			// A clause of the speech itself, "..., siger de, og": only the
			// last one counts if a comma and more speech follow "de".
			return b, i, true
		}
	}
	return a, 0, false
}

// goesOn reports whether the sentence [first, last) behind an attribution is
// speech again. On a line of its own that is the rule; in the middle of a
// paragraph only words that speak of I and we tell.
func (r *reader) goesOn(u *utterance, first, last int, atStart bool) bool {
	t := r.traits(first, last)
	if t.first {
		return true
	}
	if !atStart {
		return false
	}
	// Fiction: "Ja, svarede hun. Og med en latter ..."
	if u.attr.src.kind == pronounSource && u.attr.cueLast > u.attr.cueFirst && r.past(u.attr.cueFirst) {
		return false
	}
	// Narrative: "Han peger på", "Det oplyser X".
	if r.is(first, pronoun) && r.cueAs(first+1, 1) != nil || r.low(first, "det") && r.cueAs(first+1, 1) != nil && !r.is(first+1, auxiliary) {
		return false
	}
	if m := r.mention(first); m != nil && m.Label == entity.PER {
		if e := r.mentionEnd(first); r.cueAs(e, 1) != nil {
			return false
		}
	}
	return true
}

// past reports whether the verb at i stands in the past.
func (r *reader) past(i int) bool {
	w := r.Raw(i)
	return !strings.HasSuffix(w, "r") && !strings.HasSuffix(w, "s")
}

func (r *reader) sameSource(a, b source) bool {
	if a.mention >= 0 && b.mention >= 0 {
		return r.ents.Mentions[a.mention].Entity == r.ents.Mentions[b.mention].Entity
	}
	return a.kind == pronounSource
}

// apposes reports whether what follows the comma at i-1 still belongs to the
// reporting clause: a title, an age, a place, a relative clause.
func (r *reader) apposes(i, last int) bool {
	if r.is(i, relative) {
		return true
	}
	for k := i; k < min(last, i+12); k++ {
		if r.punct(k, ',') || r.punct(k, '.') {
			return !r.finiteIn(i, k) && !r.low(i, "og") && !r.low(i, "men")
		}
	}
	return false
}

func (r *reader) finiteIn(first, last int) bool {
	for k := first; k < last; k++ {
		if r.is(k, auxiliary|firstPerson) || r.is(k, pronoun) && !r.is(k, determiner) || r.cueAs(k, 1) != nil && !r.headed(k, human|artefact|speechNoun) {
			return true
		}
	}
	return false
}

// headlineColons finds speech behind the colon of a headline: "Minister: Vi
// har fejlet". Only one who can speak may stand before the colon.
func (r *reader) headlineColons(us []utterance) []utterance {
	for _, p := range r.Paragraphs {
		switch r.ZoneAt(p.Start) {
		case token.Headline, token.Subhead, token.ReadMore:
		default:
			continue
		}
		colon := -1
		first := p.First
		for i := p.First; i < p.Last && i < p.First+24; i++ {
			if r.depth[i] > 0 || r.Tokens[i].Kind == token.Quote {
				break
			}
			if r.punct(i, ':') {
				if r.low(first, "læs") || r.low(first, "se") || r.low(first, "hør") {
					first = i + 1
					continue
				}
				colon = i
				break
			}
		}
		if colon < 0 || colon+2 >= p.Last || r.Tokens[colon+1].Kind > token.Number || !r.cap(colon+1) {
			continue
		}
		t := r.traits(colon+1, p.Last)
		if t.words < 2 {
			continue
		}
		s := r.nounPhrase(first, colon)
		switch {
		case s.kind == nameSource && s.next == colon && s.mention >= 0 && r.ents.Mentions[s.mention].Label != entity.LOC && (r.ents.Mentions[s.mention].Label == entity.PER || r.ents.Mentions[s.mention].Label == entity.ORG || r.compound(&r.ents.Mentions[s.mention])):
		case s.kind == nounSource && s.next == colon && r.headed(s.head, human|collective|vague):
		default:
			a, ok := r.announcing(first, colon)
			if !ok || a.verb == nil || a.src.kind == noSource {
				continue
			}
			s = a.src
		}
		u := utterance{kind: Direct, mark: NoMark, parts: []part{{colon + 1, p.Last}}, parent: -1, rule: "the colon of a headline"}
		u.attr.src = s
		u.attr.first, u.attr.end = first, colon
		us = append(us, u)
	}
	return us
}
