package quote

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
)

// resolve gives each utterance its speaker, in text order, so that one
// without a source can take up an earlier one's.
func (r *reader) resolve(us []utterance) {
	order := make([]int, 0, len(us))
	for k := range us {
		us[k].entity = -1
		us[k].status = None
		if len(us[k].parts) > 0 {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(us[a].start(), us[b].start()), cmp.Compare(us[b].end(), us[a].end()))
	})
	st := state{r: r, us: us, last: -1, lastDirect: -1}
	for pos, k := range order {
		st.order, st.pos = order, pos
		u := &us[k]
		u.why = append(u.why, u.rule)
		switch u.kind {
		case Title, Scare:
			u.score = 0.9
			continue
		}
		switch u.attr.src.kind {
		case nameSource:
			st.name(u)
		case pronounSource:
			st.pronoun(u)
		case nounSource:
			st.noun(u)
		default:
			st.carry(k, u)
		}
		if u.entity >= 0 || u.speaker != "" {
			st.last = k
			if u.kind == Direct && u.parent < 0 {
				st.lastDirect = k
			}
		}
	}
	// A headline quotes what the body says in full.
	for _, k := range order {
		u := &us[k]
		if u.kind == Direct && u.parent < 0 && r.ZoneAt(r.Tokens[u.start()].Start) == token.Headline {
			st.repeated(u, order)
		}
	}
}

// state is what resolution remembers while it walks through a text.
type state struct {
	r          *reader
	us         []utterance
	order      []int
	pos        int
	last       int // the last utterance with a speaker, or -1
	lastDirect int // the last direct one at top level, or -1
}

func (st *state) name(u *utterance) {
	r := st.r
	m := &r.ents.Mentions[u.attr.src.mention]
	u.status, u.score = Named, 0.97
	switch m.Label {
	case entity.PER:
	case entity.ORG:
		u.score = 0.94
	default:
		u.score = 0.85
	}
	u.entity = m.Entity
	if u.entity >= 0 && u.entity < len(r.ents.Entities) {
		u.speaker = r.ents.Entities[u.entity].Name
	} else {
		u.speaker = m.In(r.src)
	}
	if first, last := r.Within(m.Span); u.attr.src.last > last && u.attr.src.first == first {
		// Two speak together.
		u.speaker = r.span(u.attr.src.first, u.attr.src.last).In(r.src)
		u.entity = -1
		u.score = 0.9
	}
	u.why = append(u.why, "the source names "+u.speaker)
}

func (st *state) set(u *utterance, e int, status Status, score float64, why string) {
	u.entity, u.speaker, u.status, u.score = e, st.r.ents.Entities[e].Name, status, score
	u.why = append(u.why, why)
}

// pronoun resolves han, hun and de to the person that the text speaks of.
func (st *state) pronoun(u *utterance) {
	r := st.r
	head := u.attr.src.head
	word := strings.ToLower(r.Raw(head))
	u.status, u.score = Pronoun, 0.5
	if r.is(head, firstPerson) {
		// Inside speech, jeg is the one who speaks.
		if u.parent >= 0 && (word == "jeg" || word == "vi") {
			if p := &st.us[u.parent]; p.entity >= 0 {
				st.set(u, p.entity, Pronoun, p.score*0.95, word+" inside the speech of "+p.speaker)
			}
		}
		return
	}
	gender := entity.Unknown
	switch word {
	case "han", "ham", "hans":
		gender = entity.Male
	case "hun", "hende", "hendes":
		gender = entity.Female
	}
	if gender == entity.Unknown {
		if st.last >= 0 && word == "de" {
			l := &st.us[st.last]
			if l.entity >= 0 && r.ents.Entities[l.entity].Label == entity.ORG || l.attr.src.kind == nounSource || l.entity < 0 {
				u.entity, u.speaker, u.score = l.entity, l.speaker, 0.5
				u.why = append(u.why, "de: the last who spoke, "+l.speaker)
			}
		}
		return
	}
	if c, score := st.person(head, gender); c.known() {
		u.entity, u.speaker, u.score = c.entity, c.speaker, score
		u.why = append(u.why, word+" means "+c.speaker+c.why)
	}
}

// referent is whom a pronoun may mean: an entity, or a person whom the text
// only describes.
type referent struct {
	entity  int
	speaker string
	points  float64
	why     string
}

func (c referent) known() bool { return c.speaker != "" }

// person finds the person that a pronoun of the gender at token i means, by
// recency, part in the sentence, and who spoke last. score is in [0, 1].
func (st *state) person(i int, gender entity.Gender) (top referent, score float64) {
	r := st.r
	at := r.SentenceOf(i)
	var second float64
	consider := func(c referent) {
		switch {
		case c.points > top.points && (c.entity < 0 || c.entity != top.entity):
			top, second = c, top.points
		case c.points > top.points:
			top = c
		case c.points > second && (c.entity < 0 || c.entity != top.entity):
			second = c.points
		}
	}
	recent := func(d int) float64 { return 4 / (1 + 0.35*float64(d)) }
	// Those who spoke last, also where only a description named them.
	for p, n := st.pos-1, 0; p >= 0 && n < 4; p, n = p-1, n+1 {
		x := &st.us[st.order[p]]
		if x.speaker == "" || x.attr.src.kind == noSource || x.attr.src.head >= i || x.parent >= 0 {
			continue
		}
		d := at - r.SentenceOf(x.attr.src.head)
		if d > 8 {
			break
		}
		c := referent{x.entity, x.speaker, recent(d) + 1.2, ", who spoke before"}
		if x.entity >= 0 {
			e := &r.ents.Entities[x.entity]
			if e.Label != entity.PER || e.Gender != entity.Unknown && gender != entity.Unknown && e.Gender != gender {
				continue
			}
			if e.Gender == gender {
				c.points += 0.6
			}
		} else if gender == entity.Male && r.headed(x.attr.src.head, female) || gender == entity.Female && r.headed(x.attr.src.head, male) {
			continue
		} else if x.status != Descriptor || !r.definiteForm(x.attr.src.head) || !r.headed(x.attr.src.head, human) {
			continue
		}
		if r.ParagraphOf(x.attr.src.head) == r.ParagraphOf(i) {
			c.points++
		}
		if p == st.pos-1 {
			c.points += 1.3
		}
		consider(c)
	}
	level := r.depth[min(i, len(r.depth)-1)]
	seen := map[int]bool{}
	for k, n := r.mentionBefore(i), 0; k >= 0 && n < 80; k, n = k-1, n+1 {
		m := &r.ents.Mentions[k]
		if m.Label != entity.PER || m.Entity < 0 || seen[m.Entity] || !r.running(m.Start) {
			continue
		}
		e := &r.ents.Entities[m.Entity]
		if e.Gender != entity.Unknown && gender != entity.Unknown && e.Gender != gender {
			continue
		}
		first, last := r.Within(m.Span)
		if first >= len(r.depth) {
			continue
		}
		d := at - r.SentenceOf(first)
		if d > 12 {
			break
		}
		seen[m.Entity] = true
		c := referent{m.Entity, e.Name, recent(d), ""}
		if r.depth[first] > level {
			c.points *= 0.35 // only spoken of
		}
		if e.Gender == gender {
			c.points += 0.6
		}
		if st.subjectLike(first, last) {
			c.points += 1.2
		}
		if r.ParagraphOf(first) == r.ParagraphOf(i) {
			c.points++
		}
		if r.genitive(m, last) {
			c.points -= 0.8
		}
		if st.last >= 0 && st.us[st.last].entity == m.Entity {
			c.points += 1.3
		}
		if st.lastDirect >= 0 && st.us[st.lastDirect].entity == m.Entity {
			c.points += 0.4
		}
		c.points += 0.1 * float64(min(len(e.Mentions), 6))
		consider(c)
	}
	if !top.known() {
		return top, 0
	}
	return top, 0.7 + 0.27*(top.points-second)/top.points
}

// mentionBefore returns the index of the last mention that ends before token
// i, or -1.
func (r *reader) mentionBefore(i int) int {
	lo, hi := 0, len(r.ents.Mentions)
	at := r.Tokens[i].Start
	for lo < hi {
		mid := (lo + hi) / 2
		if r.ents.Mentions[mid].End <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo - 1
}

// subjectLike reports whether the mention of tokens [first, last) stands
// where a subject stands: at the start of its sentence, or next to the verb.
func (st *state) subjectLike(first, last int) bool {
	r := st.r
	s := r.Sentences[r.SentenceOf(first)]
	if first-s.First <= 3 && !r.is(first-1, preposition) {
		return true
	}
	if r.punct(last, ',') && first-s.First <= 10 && !r.is(s.First, preposition) {
		return true // den lokale købmand, Bo Nørgaard, tog ordet
	}
	return r.cueAs(last, 1) != nil || r.is(last, auxiliary) || r.cueAs(first-1, 1) != nil || r.is(first-1, auxiliary)
}

// noun resolves a description: professoren, den 34-årige, klubben.
func (st *state) noun(u *utterance) {
	r := st.r
	src := u.attr.src
	text := r.span(src.first, src.last).In(r.src)
	u.status, u.speaker, u.score = Descriptor, text, 0.6
	if r.isVague(src) {
		u.status = Anonymous
		u.why = append(u.why, "a source without a name")
		return
	}
	if !r.definite(src.head) && src.possessor < 0 && !r.is(src.first, determiner) {
		u.why = append(u.why, "a description")
		return
	}
	if zone := r.ZoneAt(r.Tokens[src.first].Start); zone == token.ReadMore {
		u.why = append(u.why, "another article's")
		return
	}
	if e, score, why := st.describe(src); e >= 0 {
		st.set(u, e, Descriptor, score, why)
		return
	}
	// Den 22-årige: whoever the text has just spoken of.
	for k := src.first; k < src.last; k++ {
		if !strings.HasSuffix(r.Raw(k), "-årige") {
			continue
		}
		if c, score := st.person(src.first, entity.Unknown); c.known() && c.entity >= 0 && c.points > 3.5 {
			st.set(u, c.entity, Descriptor, score-0.2, "the person last spoken of, "+c.speaker)
			return
		}
	}
	if src.possessor >= 0 && r.headed(src.head, collective) {
		if m := r.ents.Mentions[src.possessor]; m.Entity >= 0 {
			st.set(u, m.Entity, Descriptor, 0.7, "a part of "+r.ents.Entities[m.Entity].Name)
			return
		}
	}
	u.why = append(u.why, "a description that fits nobody named")
}

// isVague reports whether a source stays without a name: en kilde.
func (r *reader) isVague(s source) bool {
	for k := s.first; k < s.last; k++ {
		if r.headed(k, vague) {
			return true
		}
		if r.low(k, "unavngiven") || r.low(k, "anonym") || r.low(k, "unavngivet") {
			return true
		}
	}
	return false
}

// nounGender returns the gender of whom a noun names: kvinden, faren.
func (r *reader) nounGender(i int) entity.Gender {
	switch {
	case r.headed(i, female) && !r.headed(i, male):
		return entity.Female
	case r.headed(i, male) && !r.headed(i, female):
		return entity.Male
	}
	return entity.Unknown
}

// describe finds the entity that a definite description means: the one whom
// the text gives that role, age or kind before it.
func (st *state) describe(src source) (int, float64, string) {
	r := st.r
	cs := r.ents.Describe(r.Text, r.span(src.phrase, src.last))
	if len(cs) == 0 {
		return -1, 0, ""
	}
	if cs[0].Score < 0.4 {
		// Nothing but recency speaks for anybody: whoever was spoken of in
		// the sentence before, if that is one person only and it is a person
		// who is described.
		if !r.headed(src.head, human) || !r.definiteForm(src.head) || strings.HasSuffix(r.Raw(src.head), "ne") {
			return -1, 0, ""
		}
		c, score := st.person(src.first, r.nounGender(src.head))
		if !c.known() || c.entity != cs[0].Entity || c.points < 4 || score < 0.8 {
			return -1, 0, ""
		}
		return c.entity, 0.6, "the person last spoken of, " + c.speaker
	}
	return cs[0].Entity, cs[0].Score, cs[0].Why
}

// carry gives a quotation without a source the speaker that its context
// gives: who spoke in the sentence before, or whom it was about.
func (st *state) carry(k int, u *utterance) {
	r := st.r
	u.score = 0.15 // nobody is given, where the text most often means somebody
	if u.kind == Indirect {
		// "..., oplyses det": who spoke shortly before.
		if st.last >= 0 {
			if x := &st.us[st.last]; r.SentenceOf(u.start())-r.SentenceOf(x.end()-1) <= 4 {
				u.entity, u.speaker, u.status = x.entity, x.speaker, Carried
				u.why = append(u.why, "the last who spoke, "+x.speaker)
			}
		}
		return
	}
	if u.attr.rule == "blev der sagt" {
		u.status = Anonymous
		return
	}
	if u.parent >= 0 {
		u.why = append(u.why, "nobody is given inside the speech")
		return
	}
	take := func(p *utterance, score float64, why string) {
		u.entity, u.speaker, u.status, u.score = p.entity, p.speaker, Carried, score
		u.why = append(u.why, why+" "+p.speaker)
	}
	para := r.ParagraphOf(u.start())
	zone := r.ZoneAt(r.Tokens[u.start()].Start)
	if zone == token.Headline {
		return
	}
	// The turn before, and what stands between.
	var prev, prev2 *utterance
	for p, n := st.pos-1, 0; p >= 0 && n < 12; p, n = p-1, n+1 {
		x := &st.us[st.order[p]]
		if x.parent >= 0 || x.kind == Title || x.kind == Scare {
			continue
		}
		if x.kind == Direct {
			if prev == nil {
				prev = x
			} else if prev2 == nil {
				prev2 = x
				break
			}
		}
	}
	i := u.start() - 1
	for i > 0 && (r.Tokens[i].Kind == token.Quote || r.Tokens[i].Kind == token.Dash) {
		i--
	}
	if prev != nil && r.ParagraphOf(prev.end()-1) >= para-1 && !st.narrative(prev, u) {
		if prev2 != nil && st.turns(prev2, prev) && prev2.speaker != "" && prev2.speaker != prev.speaker {
			take(prev2, 0.7, "the turns alternate:")
			return
		}
		if prev.speaker != "" {
			take(prev, 0.75, "goes on after")
			return
		}
	}
	// Narrative before: who is its subject, or its last source.
	if i > 0 {
		s := r.Sentences[r.SentenceOf(i)]
		question := r.punct(s.Last-1, '?') && r.depth[s.First] == 0
		if !question {
			for p := st.pos - 1; p >= 0; p-- {
				x := &st.us[st.order[p]]
				if x.start() >= s.First && x.attr.ok() && x.speaker != "" && x.kind != Direct {
					take(x, 0.85, "after what is reported of")
					return
				}
				if x.start() < s.First {
					break
				}
			}
			src := r.sentenceSubject(s)
			for n, k := 0, r.SentenceOf(i)-1; src.kind == noSource && n < 2 && k >= 0 && r.Sentences[k].First >= r.Paragraphs[r.ParagraphOf(i)].First; n, k = n+1, k-1 {
				src = r.sentenceSubject(r.Sentences[k])
			}
			if src.kind != noSource {
				v := *u
				v.attr.src = src
				v.why = nil
				switch src.kind {
				case nameSource:
					st.name(&v)
				case pronounSource:
					st.pronoun(&v)
				case nounSource:
					st.noun(&v)
				}
				if v.entity >= 0 && r.ents.Entities[v.entity].Label != entity.LOC {
					take(&v, 0.85, "the sentence before is about")
					return
				}
			}
		}
		if question && prev != nil && prev.speaker != "" {
			take(prev, 0.85, "answers a question, as did")
			return
		}
	}
	if prev != nil && prev.speaker != "" && r.ParagraphOf(prev.end()-1) >= para-3 {
		take(prev, 0.5, "the last who spoke,")
		return
	}
	if i > 0 {
		if c, _ := st.person(u.start(), entity.Unknown); c.known() {
			u.entity, u.speaker, u.status, u.score = c.entity, c.speaker, Carried, 0.4
			u.why = append(u.why, "the person last spoken of, "+c.speaker)
		}
	}
}

// narrative reports whether words that report nothing stand between two
// utterances.
func (st *state) narrative(a, b *utterance) bool {
	r := st.r
	from := a.end()
	if a.attr.ok() && a.attr.first >= a.end() {
		from = max(from, a.attr.end)
	}
	words := 0
	for k := from; k < b.start(); k++ {
		if r.Tokens[k].Kind <= token.Number {
			words++
		}
	}
	return words > 0 && !(a.attr.first >= a.end() && r.SentenceOf(from) == r.SentenceOf(max(b.start()-2, 0)) && words < 12) && words > 3
}

// turns reports whether b answers a: whether they are utterances of two
// paragraphs that follow each other.
func (st *state) turns(a, b *utterance) bool {
	r := st.r
	return r.ParagraphOf(b.start())-r.ParagraphOf(a.end()-1) == 1 && !st.narrative(a, b)
}

// sentenceSubject returns the noun phrase that a sentence of narrative is
// about.
func (r *reader) sentenceSubject(s token.Sentence) source {
	for i := s.First; i < s.Last && i < s.First+40; i++ {
		if r.depth[i] > 0 || r.Tokens[i].Kind > token.Number {
			continue
		}
		if m := r.mention(i); m != nil {
			end := r.mentionEnd(i)
			if m.Label == entity.PER && !r.genitive(m, end) {
				return source{kind: nameSource, first: i, last: end, phrase: i, head: end - 1, mention: int(r.name[i]), possessor: -1, next: end}
			}
			if m.Label == entity.PER {
				continue
			}
			i = end - 1
			continue
		}
		if r.is(i, pronoun) && (r.low(i, "han") || r.low(i, "hun")) {
			return source{kind: pronounSource, first: i, last: i + 1, phrase: i, head: i, mention: -1, possessor: -1, next: i + 1}
		}
		if r.headed(i, human) && r.definite(i) && !r.is(i, preposition|adverb) {
			if s := r.nounPhrase(i, s.Last); s.kind != noSource {
				return s
			}
		}
	}
	return source{mention: -1, possessor: -1}
}

// repeated gives a headline's quotation the speaker of the quotation in the
// body that holds the same words, or most of them; else the one person whom
// most of the article's quotations are of.
func (st *state) repeated(u *utterance, order []int) {
	r := st.r
	key := plain(r.span(u.start(), u.end()).In(r.src))
	words := strings.Fields(key)
	if len(key) < 8 {
		return
	}
	take := func(x *utterance, score float64, why string) {
		u.entity, u.speaker, u.score = x.entity, x.speaker, score
		if u.attr.src.kind == noSource {
			u.status = Carried
		}
		u.why = append(u.why, why+x.speaker)
	}
	var alike *utterance
	best := 0.6
	said := map[int]int{}
	total := 0
	for _, k := range order {
		x := &st.us[k]
		if x == u || x.kind != Direct || x.speaker == "" || x.start() < u.end() {
			continue
		}
		if x.entity >= 0 && r.ents.Entities[x.entity].Label == entity.PER {
			said[x.entity]++
		}
		total++
		var text strings.Builder
		for _, p := range x.parts {
			text.WriteString(plain(r.span(p.first, p.last).In(r.src)))
			text.WriteByte(' ')
		}
		body := text.String()
		if strings.Contains(body, key) {
			take(x, 0.95, "the body quotes the same words of ")
			return
		}
		if len(words) >= 4 {
			has := map[string]bool{}
			for _, w := range strings.Fields(body) {
				has[w] = true
			}
			n := 0
			for _, w := range words {
				if has[w] {
					n++
				}
			}
			if share := float64(n) / float64(len(words)); share > best {
				alike, best = x, share
			}
		}
	}
	if alike != nil {
		take(alike, 0.8, "the body quotes much the same words of ")
		return
	}
	if u.attr.src.kind != noSource {
		return
	}
	for _, k := range order {
		if x := &st.us[k]; x.entity >= 0 && 2*said[x.entity] > total {
			take(x, 0.5, "most of the article's quotations are of ")
			return
		}
	}
}

// plain folds case and leaves out all but letters and digits, to compare
// quotations.
func plain(s string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(s) {
		if c == ' ' || c == '\'' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 0xc0 {
			b.WriteRune(c)
		}
	}
	return strings.TrimSpace(b.String())
}
