package entity

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ordret/ordret/entity/token"
)

// facts gathers what the text states beside the mentions: roles, parties,
// ages and organisations. It looks at a few tokens on either side of each.
func (c *clusterer) facts() {
	for m := range c.r.Mentions {
		me := &c.r.Mentions[m]
		first, last := c.t.Within(me.Span)
		switch me.Label {
		case PER:
			f := factFinder{c: c, e: &c.r.Entities[me.Entity], m: m}
			f.before(first)
			f.after(last)
		case ORG:
			f := factFinder{c: c, e: &c.r.Entities[me.Entity], m: m, thing: true}
			if i := first - 1; i >= 0 && c.lower(i) && f.isNoun(i) {
				f.add(RoleFact, f.adjectives(i), i+1)
			}
			if c.is(last, ",") { // Veðurstofa Íslands, landets meteorologiske institut
				if k := f.noun(last+1, 4); k >= 0 {
					f.role(last+1, k)
				}
			}
		}
	}
	c.anaphors()
	for i := range c.r.Entities {
		e := &c.r.Entities[i]
		slices.SortStableFunc(e.Facts, func(a, b Fact) int { return a.Start - b.Start })
	}
}

// anaphors reads "Den 61-årige godsejer" at the head of a sentence as facts of
// the one person that the sentence before names, unless the text has already
// said otherwise.
func (c *clusterer) anaphors() {
	for s := 1; s < len(c.t.Sentences); s++ {
		i := c.t.Sentences[s].First
		if !c.is(i, "Den") || i+2 >= len(c.t.Tokens) {
			continue
		}
		f := factFinder{c: c}
		age, ok := f.age(i + 1)
		if !ok {
			continue
		}
		e := c.onlyPerson(i)
		if e < 0 {
			continue
		}
		f.e = &c.r.Entities[e]
		if slices.ContainsFunc(f.e.Facts, func(f Fact) bool { return f.Kind == RoleFact || f.Kind == AgeFact }) {
			continue
		}
		f.addText(AgeFact, c.t.Tokens[i+1].Span, age)
		if f.isNoun(i + 2) {
			f.add(RoleFact, i+2, i+3)
		}
	}
}

// factFinder reads the facts beside mention m into e.
type factFinder struct {
	c     *clusterer
	e     *Entity
	m     int
	thing bool // the mention is of an organisation
}

func (c *clusterer) lower(i int) bool {
	return c.t.Tokens[i].Kind == token.Word && !c.t.Tokens[i].Is(token.Capital)
}

func (c *clusterer) is(i int, text string) bool {
	return i >= 0 && i < len(c.t.Tokens) && c.t.Raw(i) == text
}

// add notes the fact that tokens [first, last) state, once for each text.
func (f *factFinder) add(kind FactKind, first, last int) {
	if first >= last {
		return
	}
	span := token.Span{Start: f.c.t.Tokens[first].Start, End: f.c.t.Tokens[last-1].End}
	text := clean(span.In(f.c.t.String()))
	if r, w := utf8.DecodeRuneInString(text); kind == RoleFact && f.c.opens(first) && unicode.IsUpper(r) && !nameCompound(text) {
		text = string(unicode.ToLower(r)) + text[w:]
	}
	f.addText(kind, span, text)
}

// nameCompound reports whether the first word of a role has its capital from
// a name: AGF-træner, Tesla-direktør.
func nameCompound(text string) bool {
	first, _, _ := strings.Cut(text, " ")
	return strings.Contains(first, "-") || badCase(first) == 1
}

func (f *factFinder) addText(kind FactKind, span token.Span, text string) {
	for _, have := range f.e.Facts {
		if have.Kind == kind && equalFold(have.Text, text) {
			return
		}
	}
	f.e.Facts = append(f.e.Facts, Fact{Span: span, Kind: kind, Text: text})
}

// read reads token i as a noun of what the mention is: of a person, or of an
// organisation.
func (f *factFinder) read(i int) (head, bool) {
	if i < 0 || i >= len(f.c.t.Tokens) || f.c.t.Tokens[i].Kind != token.Word {
		return head{}, false
	}
	h, ok := nounHead(f.c.t.Raw(i))
	if f.thing {
		return h, ok && h.class&anyOrganization != 0
	}
	return h, ok && h.class&person != 0
}

func (f *factFinder) isNoun(i int) bool {
	_, ok := f.read(i)
	return ok
}

// adjectives returns the first token of the noun phrase whose noun is at i,
// without determiner and possessor, and notes an age among them.
func (f *factFinder) adjectives(i int) int {
	j := i
	for n := 0; n < 4 && j > 0; n++ {
		k := j - 1
		if age, ok := f.age(k); ok {
			f.addText(AgeFact, f.c.t.Tokens[k].Span, age)
			if f.c.t.Tokens[k].Kind == token.Number {
				break
			}
		}
		if w := f.c.t.Raw(k); !adjective(w, f.c.t.Tokens[k]) && !(f.c.opens(k) && adjective(strings.ToLower(w), token.Token{})) {
			break
		}
		j = k
	}
	for j < i && strings.HasSuffix(f.c.t.Raw(j), "ede") && (j == 0 || !determiners[f.c.t.Raw(j-1)]) {
		j++ // a verb: besluttede landstræner X
	}
	return j
}

// opens reports whether token i opens a sentence, so that its capital says
// nothing.
func (c *clusterer) opens(i int) bool {
	if i == 0 || c.t.Tokens[i].Is(token.LineStart) {
		return true
	}
	p := c.t.Tokens[i-1]
	return p.Kind == token.Punct && p.Len() == 1 && strings.IndexByte(".!?:", c.t.String()[p.Start]) >= 0 || p.Kind == token.Quote || p.Kind == token.Dash
}

// age reads 34-årige and 34-årig.
func (f *factFinder) age(i int) (string, bool) {
	if i < 0 || f.c.t.Tokens[i].Kind != token.Number {
		return "", false
	}
	w := f.c.t.Raw(i)
	n, rest := digits(w)
	return n, n != "" && (rest == "-årige" || rest == "-årig" || rest == "årige" || rest == "årig")
}

func digits(w string) (n, rest string) {
	i := 0
	for i < len(w) && w[i] >= '0' && w[i] <= '9' {
		i++
	}
	if i == 0 || i > 3 {
		return "", w
	}
	return w[:i], w[i:]
}

// adjective reports whether word, before a noun, looks like an adjective.
func adjective(word string, tok token.Token) bool {
	if tok.Kind != token.Word || tok.Is(token.Capital) {
		return false
	}
	if plainAdjectives[word] {
		return true
	}
	if notAdjectives[word] {
		return false
	}
	for _, s := range [...]string{"ske", "ede", "ende", "ste", "lige", "sk", "ige", "ale", "ære", "ive"} {
		if strings.HasSuffix(word, s) {
			return true
		}
	}
	return false
}

var (
	plainAdjectives = wordSet(`tidligere nuværende kommende afgående forhenværende fhv. fhv adm. administrerende politisk politiske ny nye gamle unge
		daværende konstitueret ledende øverste nyvalgt nyvalgte senior junior første næst viceadm. stedfortrædende fungerende udnævnt store lille
		kendte populære konservative liberale radikale socialdemokratiske borgerlige røde grå grønne højre venstre højreorienterede venstreorienterede
		stærke vrede trætte glade stolte kvindelige mandlige medicinske juridiske`)
	notAdjectives = wordSet(`ikke måske ligge bringe bruge sige søge tage følge vælge lægge og den det de en et eller alle mange nogle ske ønske huske`)
	// origins are the adjectives of demonyms, as they stand before a name.
	origins = func() map[string]bool {
		m := make(map[string]bool)
		for _, a := range demonyms {
			m[a+"e"] = true
		}
		return m
	}()
	determiners = wordSet(`den det de Den Det De en et En Et`)
	roleOf      = wordSet(`for i af ved på hos fra`)
	copulas     = wordSet(`er var blev bliver`)
	softAdverbs = wordSet(`også i dag nu selv ellers både tidligere bl.a. blandt andet desuden stadig en et den siden har været til daglig`)
)

// before reads the noun phrase that ends before token i, where the name
// begins: den russiske præsident, X; sundhedsminister X; formanden for Y, X.
func (f *factFinder) before(i int) {
	c := f.c
	i--
	comma := c.is(i, ",")
	if comma {
		i--
	}
	if i < 0 || c.t.Tokens[i+1].Is(token.LineStart) {
		return
	}
	if age, ok := f.age(i); ok && !comma {
		f.addText(AgeFact, c.t.Tokens[i].Span, age)
		return
	}
	if f.isNoun(i) {
		first := f.adjectives(i)
		f.owner(first - 1)
		f.add(RoleFact, first, i+1)
		return
	}
	if !comma {
		if w := strings.ToLower(c.t.Raw(i)); strings.HasSuffix(w, "ske") && (c.lower(i) || c.opens(i)) && origins[w] {
			f.addText(OriginFact, c.t.Tokens[i].Span, w) // polske X
		}
		return
	}
	for k, n := i, 0; k >= 0 && n < 10; k, n = k-1, n+1 {
		tok := c.t.Tokens[k]
		if tok.Kind == token.Punct || tok.Kind == token.Quote || tok.Is(token.LineStart) && k != i && n > 0 && tok.Kind != token.Word {
			return
		}
		if roleOf[c.t.Raw(k)] {
			if f.isNoun(k - 1) {
				f.inside(k, i+1)
				first := f.adjectives(k - 1)
				f.owner(first - 1)
				f.add(RoleFact, first, i+1)
				return
			}
		}
		if tok.Is(token.LineStart) {
			return
		}
	}
}

// entityName returns the name of the entity of mention m, once it has one.
func (c *clusterer) entityName(m int) string {
	if me := &c.r.Mentions[m]; me.Entity >= 0 {
		return c.r.Entities[me.Entity].Name
	}
	return clean(c.r.Mentions[m].In(c.t.String()))
}

// owner notes the organisation whose genitive ends at token i: Radikales
// sundhedsordfører.
func (f *factFinder) owner(i int) {
	if i < 0 || f.m == 0 {
		return
	}
	for p := f.m - 1; p >= 0 && p >= f.m-2; p-- {
		if o := &f.c.r.Mentions[p]; o.End == f.c.t.Tokens[i].End && o.Label != PER {
			f.addText(OrgFact, o.Span, f.c.entityName(p))
		}
	}
}

// inside notes the organisation that is named within the tokens of a role.
func (f *factFinder) inside(first, last int) {
	start, end := f.c.t.Tokens[first].Start, f.c.t.Tokens[last-1].End
	for _, p := range [...]int{f.m - 2, f.m - 1, f.m + 1, f.m + 2} {
		if p < 0 || p >= len(f.c.r.Mentions) {
			continue
		}
		if o := &f.c.r.Mentions[p]; o.Label == ORG && o.Start >= start && o.End <= end {
			f.addText(OrgFact, o.Span, f.c.entityName(p))
		}
	}
}

// after reads what follows the name that ends before token i: (S), (34), 42
// år; der er professor ved Y; tidligere premierminister; er formand for Y.
func (f *factFinder) after(i int) {
	c := f.c
	for c.is(i, "(") {
		end := i + 1
		for end < len(c.t.Tokens) && end < i+8 && !c.is(end, ")") {
			end++
		}
		if !c.is(end, ")") {
			return
		}
		f.bracket(i+1, end)
		i = end + 1
	}
	if i >= len(c.t.Tokens) || c.t.Tokens[i].Is(token.LineStart) {
		return
	}
	if copulas[c.t.Raw(i)] {
		if k := f.noun(i+1, 4); k >= 0 {
			f.role(i+1, k)
		}
		return
	}
	if !c.is(i, ",") {
		return
	}
	i++
	if i < len(c.t.Tokens) && c.t.Tokens[i].Kind == token.Number {
		if n, rest := digits(c.t.Raw(i)); n != "" && rest == "" && n != "0" {
			switch {
			case c.is(i+1, "år"):
				f.addText(AgeFact, c.t.Tokens[i].Span, n)
				i += 2
			case len(n) == 2 && (c.is(i+1, ",") || c.is(i+1, ".")):
				f.addText(AgeFact, c.t.Tokens[i].Span, n)
				i++
			default:
				return
			}
			if !c.is(i, ",") {
				return
			}
			i++
		}
	}
	if c.is(i, "der") || c.is(i, "som") {
		for i++; i < len(c.t.Tokens) && softAdverbs[c.t.Raw(i)]; i++ {
		}
		if i >= len(c.t.Tokens) || !copulas[c.t.Raw(i)] {
			if !c.is(i-1, "været") {
				return
			}
			i--
		}
		i++
	}
	if k := f.noun(i, 4); k >= 0 {
		f.role(i, k)
	}
}

// bracket reads tokens [first, last), which stand in brackets after a name.
func (f *factFinder) bracket(first, last int) {
	c := f.c
	if last == first+1 || last == first+2 && c.is(first+1, "år") {
		if n, rest := digits(c.t.Raw(first)); n != "" && rest == "" {
			f.addText(AgeFact, c.t.Tokens[first].Span, n)
			return
		}
	}
	if f.m+1 < len(c.r.Mentions) && last > first {
		if p := &c.r.Mentions[f.m+1]; p.Start == c.t.Tokens[first].Start && p.Entity >= 0 && c.r.Entities[p.Entity].Type == "party" {
			f.addText(PartyFact, p.Span, c.r.Entities[p.Entity].Name)
			return
		}
	}
	if last == first+1 && c.t.Tokens[first].Is(token.Capital) && c.t.Tokens[first].Len() <= 3 {
		f.add(PartyFact, first, last)
	}
}

// noun returns the noun of a person that comes after at most n adverbs,
// articles and adjectives from token i on, or -1.
func (f *factFinder) noun(i, n int) int {
	for ; n >= 0 && i < len(f.c.t.Tokens); i, n = i+1, n-1 {
		if h, ok := f.read(i); ok {
			if h.definite {
				return -1 // X, formanden: another apposition is rarer than a new clause
			}
			return i
		}
		w := f.c.t.Raw(i)
		if !softAdverbs[w] && !adjective(w, f.c.t.Tokens[i]) && !possessor(w, f.c.t.Tokens[i]) {
			return -1
		}
	}
	return -1
}

// possessor reports whether word is a genitive: Venstres, landets, klubbens.
func possessor(word string, tok token.Token) bool {
	return tok.Kind == token.Word && strings.HasSuffix(word, "s") &&
		(tok.Is(token.Capital) || strings.HasSuffix(word, "ets") || strings.HasSuffix(word, "ens") || strings.HasSuffix(word, "nes"))
}

// role notes the role whose phrase begins at first and whose noun is k, with
// what it is of: professor ved det amerikanske universitet Johns Hopkins.
func (f *factFinder) role(first, k int) {
	c := f.c
	for first < k && softAdverbs[c.t.Raw(first)] && !plainAdjectives[c.t.Raw(first)] {
		first++
	}
	end := k + 1
	if end < len(c.t.Tokens) && roleOf[c.t.Raw(end)] {
		for n := 0; n < 14 && end < len(c.t.Tokens); n, end = n+1, end+1 {
			tok := c.t.Tokens[end]
			w := c.t.Raw(end)
			if tok.Kind == token.Punct || tok.Kind == token.Quote || tok.Kind == token.Dash || tok.Is(token.LineStart) ||
				w == "der" || w == "som" || w == "men" || noOwned[w] && !roleOf[w] && !determiners[w] && w != "og" ||
				w == "og" && end+1 < len(c.t.Tokens) && !c.t.Tokens[end+1].Is(token.Capital) && !endsNoun(c.t.Raw(end+1)) {
				break
			}
		}
		f.inside(k, end)
	}
	f.add(RoleFact, first, end)
}

// endsNoun reports whether a word after "og" can go on with a list of nouns.
func endsNoun(w string) bool { _, ok := nounHead(w); return ok }

// Texts returns the texts of the facts of one kind, in text order.
func (e *Entity) Texts(kind FactKind) []string {
	var out []string
	for _, f := range e.Facts {
		if f.Kind == kind {
			out = append(out, f.Text)
		}
	}
	return out
}

// Roles returns the roles that the text gives the entity, as it words them:
// "russiske præsident", "professor ved Johns Hopkins".
func (e *Entity) Roles() []string { return e.Texts(RoleFact) }
