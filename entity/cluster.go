package entity

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ordret/ordret/entity/token"
)

// cluster joins the mentions of r to entities, links them to the knowledge
// bases and gathers what the text states of them.
//
// Mentions with the same text, a genitive -s and the legal form of a company
// apart, are one form, and a form of two words or more is one entity. A
// shorter form joins a longer one that it is part of: the surname, the first
// name, the initials. Where it fits several, the text before it decides, or
// it stays an entity of its own.
func (r *Result) cluster(t *token.Text, kbs []*Knowledge) {
	r.Entities = nil
	if len(r.Mentions) > 0 {
		newClusterer(t, r, kbs).run()
	}
}

func newClusterer(t *token.Text, r *Result, kbs []*Knowledge) *clusterer {
	n := len(r.Mentions)
	c := &clusterer{t: t, r: r, kbs: kbs, byKey: make(map[string]int, n), ids: make([]int, n), forms: make([]form, 0, n), words: make([]string, 0, 2*n)}
	for i := range c.ids {
		c.ids[i] = i
	}
	return c
}

func (c *clusterer) run() {
	c.findForms()
	c.joinLong()
	c.joinShort()
	c.link()
	c.mergeLinked()
	c.build()
	c.facts()
	c.genders()
}

// form is one way in which the document writes a name.
type form struct {
	label    Label
	name     string   // without genitive, spelled as at its best mention
	key      string   // folded: what makes two spellings the same form
	words    []string // the key's words, without titles and legal forms
	legal    bool     // ends in A/S, ApS ...
	group    int      // index into clusterer.groups, -1 while it is decided mention by mention
	rivals   []int    // the people that it may be, in text order, once they are looked for
	how      fit
	open     int // 1 + the group of the mentions that nothing decides; 0 for none
	mentions []int
}

// group is an entity in the making.
type group struct {
	label Label
	forms []int
	words []string // of its fullest form
	first int      // its first mention
	last  int      // its last mention so far, while mentions are read in order
	why   []string
	kb    link
	into  int // the group it was merged into, or -1

	rivals []int // the groups that an undecided one may be

	entity int // 1 + index of its entity, once it has one
}

// node is a link of the list of the groups that have a word.
type node struct {
	group int
	next  int32 // 1 + index of the next node, 0 for none
}

type clusterer struct {
	t        *token.Text
	r        *Result
	kbs      []*Knowledge
	forms    []form
	of       []int // form of each mention
	byKey    map[string]int
	groups   []group
	assign   []int            // group of each mention
	index    map[string]int32 // word: 1 + the last node of the groups that have it in their fullest form
	nodes    []node
	stems    map[string]bool // of the words of the text, once they are needed
	acronyms map[string]int  // the group that has the initials, -1 for several, once they are needed
	ids      []int           // 0, 1, 2 ...: room for lists of one
	words    []string        // room for the words of forms
	buf      []byte

	weighed int // pairs of form and group that were compared
}

// findForms gives each mention its form.
func (c *clusterer) findForms() {
	src := c.t.String()
	ms := c.r.Mentions
	g := genitives{t: c.t, kbs: c.kbs}
	type surface struct {
		text, key string
		bare      bool // may be a genitive
		plain     bool // stands without an ending
	}
	surfaces := make([]surface, len(ms))
	for i := range ms {
		s := &surfaces[i]
		s.text = clean(ms[i].In(src))
		s.key = foldKey(s.text)
		cut := 0
		if cut, s.bare = suffix(s.text); s.bare {
			g.seek(s.key)
			s.plain = g.follow(c.t.TokenAt(ms[i].End)) == plainFollows
		} else {
			s.plain = cut == 0
		}
	}
	if g.forms != nil {
		for i := range surfaces {
			if surfaces[i].plain {
				g.note(surfaces[i].key)
			}
		}
	}
	c.of = make([]int, len(ms))
	done := make(map[string]int, len(ms))
	for i, s := range surfaces {
		m := &ms[i]
		f, ok := done[s.text]
		if !ok || c.forms[f].label != m.Label {
			name := g.bare(s.text, s.key, m.Label, c.t.TokenAt(m.End))
			// What is cut folds to one byte a rune.
			f = c.form(m.Label, name, s.key[:len(s.key)-utf8.RuneCountInString(s.text[len(name):])])
			done[s.text] = f
		}
		c.of[i] = f
		if fm := &c.forms[f]; fm.mentions == nil {
			fm.mentions = c.ids[i : i+1 : i+1]
		} else {
			fm.mentions = append(fm.mentions, i)
		}
	}
}

// form returns the index of the form that name, which has no genitive and
// folds to key, is.
func (c *clusterer) form(label Label, name, key string) int {
	words, legal := c.matchWords(key, label)
	b := append(c.buf[:0], label...)
	for _, w := range words {
		b = append(append(b, '\t'), w...)
	}
	if legal {
		b = append(b, '\n') // kept apart until the name is chosen
	}
	c.buf = b
	if i, ok := c.byKey[string(b)]; ok {
		c.words = c.words[:len(c.words)-len(words)]
		if f := &c.forms[i]; betterCase(name, f.name) {
			f.name = name
		}
		return i
	}
	c.byKey[string(b)] = len(c.forms)
	c.forms = append(c.forms, form{label: label, name: name, key: key, words: words, legal: legal, group: -1})
	return len(c.forms) - 1
}

// clean returns a mention's text with plain spaces, composed, without marks
// at its edges.
func clean(s string) string {
	s = normalize(s)
	if s != "" && (edge(s[0]) || edge(s[len(s)-1])) {
		s = strings.Trim(s, " \n\t\r»«\"”“„,;:()")
	}
	if strings.IndexByte(s, ' ') < 0 && strings.IndexByte(s, '\n') < 0 && strings.IndexByte(s, 0xa0) < 0 && s != "" {
		return s
	}
	if strings.ContainsAny(s, "\n\t\r\u00a0") || strings.Contains(s, "  ") {
		s = strings.Join(strings.Fields(s), " ")
	}
	if s == "" {
		s = "?"
	}
	return s
}

// edge reports whether a name with c at its edge may need trimming: white
// space, punctuation, and the bytes that marks of quotation begin or end with.
func edge(c byte) bool {
	return c <= ' ' || c == '"' || c == '(' || c == ')' || c == ',' || c == ';' || c == ':' || c == 0xc2 || c == 0xe2 || c == 0xab || c == 0xbb ||
		c >= 0x9c && c <= 0x9f
}

// betterCase reports whether a is the better spelling of a name that b spells
// too: not all in capitals, not all in lower case.
func betterCase(a, b string) bool {
	return badCase(b) > badCase(a)
}

// badCase tells how badly the case of a name shows how it is spelled: 0 not at
// all, 1 all in capitals, 2 all in lower case.
func badCase(s string) int {
	upper, lower := 0, 0
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z' || r >= utf8.RuneSelf && unicode.IsLower(r):
			lower++
		case 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsUpper(r):
			upper++
		}
		if upper > 0 && lower > 0 {
			return 0
		}
	}
	switch {
	case upper == 0:
		return 2
	case lower == 0 && upper > 1:
		return 1
	}
	return 0
}

// foldKey returns name in lower case, with accents that writers leave out
// removed and the usual double spellings made one.
func foldKey(name string) string {
	plain := true
	for i := 0; i < len(name); i++ {
		if c := name[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return name
	}
	var buf [64]byte
	b := buf[:0]
	for _, r := range name {
		if r < utf8.RuneSelf {
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			} else if r == '`' {
				r = '\''
			}
			b = append(b, byte(r))
			continue
		}
		switch r = unicode.ToLower(r); r {
		case 'é', 'è', 'ê', 'ë':
			r = 'e'
		case 'á', 'à', 'â', 'ã':
			r = 'a'
		case 'í', 'î', 'ï', 'ì', 'ı':
			r = 'i'
		case 'ó', 'ò', 'ô', 'õ':
			r = 'o'
		case 'ú', 'ù', 'û':
			r = 'u'
		case 'ñ', 'ń':
			r = 'n'
		case 'ç', 'ć', 'č':
			r = 'c'
		case 'š', 'ş', 'ś':
			r = 's'
		case 'ž', 'ź', 'ż':
			r = 'z'
		case 'ł':
			r = 'l'
		case 'ğ':
			r = 'g'
		case '’', '´':
			r = '\''
		case '–', '‐', '‑':
			r = '-'
		}
		b = utf8.AppendRune(b, r)
	}
	return string(b)
}

// titles stand before a name and are no part of it, although the mention may
// hold them.
var titles = wordSet(`dronning kong konge prins prinsesse kronprins kronprinsesse pave hr hr. fru frk frk. dr dr. sir lord lady
	grev grevinde baron sheik sheikh imam biskop fader søster onkel tante mr mr. mrs mrs. ms ms.`)

// legalForms end the name of a company.
var legalForms = wordSet(`a/s as aps i/s k/s p/s a.m.b.a amba a.m.b.a. ab asa oy oyj inc inc. ltd ltd. llc plc ag gmbh se corp corp. co. n.v. nv s.a. sa s.p.a. bv b.v.`)

// matchWords returns what the function of that name does, from the room that c
// keeps.
func (c *clusterer) matchWords(key string, label Label) (words []string, legal bool) {
	from := len(c.words)
	c.words, legal = appendWords(c.words, key, label)
	return c.words[from:len(c.words):len(c.words)], legal
}

// matchWords splits a folded name into the words that matching compares, and
// reports whether it left out the legal form of a company.
func matchWords(key string, label Label) (words []string, legal bool) {
	return appendWords(nil, key, label)
}

func appendWords(dst []string, key string, label Label) (words []string, legal bool) {
	from := len(dst)
	for start, i := 0, 0; i <= len(key); i++ {
		w := 1
		if i < len(key) {
			switch ch := key[i]; {
			case ch == ' ' || ch == '"' || ch == '-' && label == PER:
			case ch >= utf8.RuneSelf:
				var r rune
				if r, w = utf8.DecodeRuneInString(key[i:]); r != '»' && r != '«' && r != '”' && r != '“' && r != '„' && r != '\u00a0' {
					i += w - 1
					continue
				}
			default:
				continue
			}
		}
		word := key[start:min(i, len(key))]
		if label == PER {
			if word != "" && (word[0] < '-' || word[len(word)-1] < '-') {
				word = strings.Trim(word, "'(),")
			}
		} else if strings.Contains(word, "aa") {
			word = strings.ReplaceAll(word, "aa", "å")
		}
		if word != "" {
			dst = append(dst, word)
		}
		i += w - 1
		start = i + 1
	}
	if label == PER {
		n := from
		for n < len(dst)-1 && titles[dst[n]] {
			n++
		}
		dst = append(dst[:from], dst[n:]...)
	} else {
		for len(dst)-from > 1 && legalForms[dst[len(dst)-1]] {
			dst, legal = dst[:len(dst)-1], true
		}
	}
	if len(dst) == from {
		dst = append(dst, key)
	}
	return dst, legal
}

// fit says how a shorter form can belong to a longer one; the greater the
// surer.
type fit uint8

const (
	noFit     fit = iota
	partFit       // a middle name, half a double name, a nickname
	firstFit      // the first name or names
	lastFit       // the surname or surnames
	strongFit     // first name and surname, with words between them left out
	sameFit
)

func (f fit) String() string {
	return [...]string{"no part", "part", "first name", "surname", "first name and surname", "same"}[f]
}

// generations tell father and son of one name apart.
var generations = wordSet(`jr jr. junior sr sr. senior`)

// fitPerson tells how the words of short fit the person that long names.
func fitPerson(short, long []string) fit {
	if slices.Equal(short, long) {
		return sameFit
	}
	if len(short) >= len(long) {
		return noFit
	}
	n, m := len(short), len(long)
	if generations[long[m-1]] && !generations[short[n-1]] {
		if n > 1 {
			return noFit // Donald Trump is not Donald Trump Jr.
		}
		long, m = long[:m-1], m-1
	}
	if slices.Equal(short, long[m-n:]) {
		return lastFit
	}
	// The generations of one name: Frederik, Frederik X.
	if slices.Equal(short, long[:n]) {
		return firstFit
	}
	if n == 1 {
		if slices.Contains(long, short[0]) {
			return partFit
		}
		return noFit
	}
	// Two words and more: a selection in order, initials for words.
	i := 0
	for _, w := range long {
		if i < n && (short[i] == w || isInitial(short[i], w) || isInitial(w, short[i])) {
			i++
		}
	}
	if i < n {
		return noFit
	}
	if short[n-1] == long[m-1] && (short[0] == long[0] || isInitial(short[0], long[0])) {
		return strongFit
	}
	return partFit
}

// isInitial reports whether a is an initial (h, h., h.c.) of word.
func isInitial(a, word string) bool {
	r, w := utf8.DecodeRuneInString(a)
	if w == 0 || len(a) > w && a[w] != '.' {
		return false
	}
	q, _ := utf8.DecodeRuneInString(word)
	return r == q
}

// fitName tells how the words of short fit the organisation, place or work
// that long names.
func fitName(short, long []string) fit {
	if slices.Equal(short, long) {
		return sameFit
	}
	if len(long) > 1 && articles[long[0]] {
		if slices.Equal(short, long[1:]) {
			return strongFit
		}
		long = long[1:]
	}
	n, m := len(short), len(long)
	if n >= m {
		return noFit
	}
	if slices.Equal(short, long[:n]) {
		common := n == 1 && commonFirst[short[0]]
		switch {
		case clubWords[long[m-1]] && !common, m == n+1 && groupWords[long[n]]:
			return lastFit
		case n == 1 && len(short[0]) > 2 && !common:
			return firstFit
		}
	}
	return noFit
}

var (
	articles   = wordSet(`det den de the`)
	clubWords  = wordSet(`if ff fc bk gf kfum boldklub idrætsforening håndbold fodbold fk sk ik cf afc united city ishockey`)
	groupWords = wordSet(`group gruppen koncernen danmark holding international`)
	// localWords end the name of what is called after its place.
	localWords = wordSet(`universitet universitetshospital hospital sygehus kommune politi skole gymnasium teater museum lufthavn havn byret
		byråd stift domkirke bibliotek zoo musikhus festival letbane kommunes brandvæsen provsti menighedsråd handelsskole seminarium`)
	// commonFirst opens so many names that it stands for none.
	commonFirst = wordSet(`dansk danske danmarks københavns region rigs nordisk nordiske dagens nye ny det den de the new team fc ac
		university universitetet retten hotel villa sankt sct. skt. san santa los las el la al syd nord øst vest tv radio store lille
		kongelige europæiske forenede international global`)
)

// initials returns the first letters of the words of name in capitals, those
// of all words and those of the words with a capital: DIFIS and DIIS of Dansk
// Institut for Internationale Studier. It returns "" for a single word.
func initials(name string) (all, caps string) {
	var a, c [32]byte
	x, y := a[:0], c[:0]
	start, words := true, 0
	for _, r := range name {
		if r == ' ' || r == '-' || r == '/' {
			start = true
			continue
		}
		if start && unicode.IsLetter(r) {
			words++
			x = utf8.AppendRune(x, unicode.ToUpper(r))
			if unicode.IsUpper(r) {
				y = utf8.AppendRune(y, r)
			}
		}
		start = false
	}
	if words < 2 || len(x) > 16 {
		return "", ""
	}
	return string(x), string(y)
}

// joinLong makes a group of each form that stands on its own: people of two
// names or more, and everything else, the longest first.
func (c *clusterer) joinLong() {
	c.index = make(map[string]int32, 2*len(c.forms))
	c.nodes = make([]node, 0, 2*len(c.forms))
	c.groups = make([]group, 0, len(c.forms))
	order := slices.Clone(c.ids[:len(c.forms)])
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(len(c.forms[b].words), len(c.forms[a].words))
	})
	for _, i := range order {
		f := &c.forms[i]
		if f.group < 0 && (f.label != PER || len(f.words) > 1) {
			c.joinForm(i)
		}
	}
}

// maxShared bounds how many groups with one word are weighed for a form, the
// last opened first, so that a list of ten thousand Hansens takes linear time.
const maxShared = 64

// candidates returns the groups that form i fits best and how. Groups that
// fit less well are left out.
func (c *clusterer) candidates(i int) (best []int, how fit) {
	f := &c.forms[i]
	for _, w := range f.words {
		for n, count := c.index[w], 0; n != 0 && count < maxShared; n, count = c.nodes[n-1].next, count+1 {
			g := c.nodes[n-1].group
			c.weighed++
			if c.groups[g].label != f.label || len(f.words) > 1 && slices.Contains(best, g) {
				continue
			}
			var ft fit
			if f.label == PER {
				ft = fitPerson(f.words, c.groups[g].words)
			} else {
				ft = fitName(f.words, c.groups[g].words)
				if ft > noFit && ft < strongFit && c.isKnown(f) {
					continue // what is known by this name needs no longer one
				}
				if ft == firstFit && (f.label == LOC || localWords[lastOf(c.groups[g].words)]) {
					continue // Harboøre is not Harboøre Tange, Aarhus no university
				}
			}
			if ft == noFit || ft < how {
				continue
			}
			if ft > how {
				best, how = best[:0], ft
			}
			best = append(best, g)
		}
	}
	return best, how
}

// isKnown reports whether a knowledge base has f as a name in full.
func (c *clusterer) isKnown(f *form) bool {
	for _, k := range c.kbs {
		for n := k.lookup(f.name); n != 0; n = k.forms[n-1].next {
			if nf := &k.forms[n-1]; nf.rank != isShort && k.kind(int(nf.rec)).label == f.label {
				return true
			}
		}
	}
	return false
}

func lastOf(words []string) string { return words[len(words)-1] }

func (c *clusterer) joinForm(i int) {
	f := &c.forms[i]
	best, how := c.candidates(i)
	if how == sameFit { // with and without A/S
		c.put(i, best[0], "")
		return
	}
	if len(best) == 1 && f.label != PER {
		g := &c.groups[best[0]]
		// A short form follows the full one.
		if how > firstFit || f.mentions[0] > g.first {
			c.put(i, best[0], `"`+f.name+`" is short for `+c.nameOf(best[0]))
			return
		}
	}
	if len(best) == 1 && how >= strongFit {
		c.put(i, best[0], `"`+f.name+`" has `+how.String()+` of `+c.nameOf(best[0]))
		return
	}
	if f.label == PER && len(best) > 0 {
		return // part of a longer name: decided mention by mention
	}
	if f.label == ORG && badCase(f.name) == 1 {
		if g := c.expansion(i); g >= 0 {
			c.put(i, g, `"`+f.name+`" abbreviates `+c.nameOf(g))
			return
		}
	}
	c.open(i)
}

// expansion returns the group whose name the form abbreviates, or -1.
func (c *clusterer) expansion(i int) int {
	f := &c.forms[i]
	for _, m := range f.mentions { // Dansk Boldspil-Union (DBU)
		if m > 0 && c.between(m-1, m) == "(" {
			p := c.of[m-1]
			if g := c.forms[p].group; g >= 0 && c.forms[p].label == f.label && firstLetter(c.forms[p].name) == firstLetter(f.name) && len(c.forms[p].name) > len(f.name)+2 {
				return g
			}
		}
	}
	if len(f.name) < 2 {
		return -1
	}
	if c.acronyms == nil { // forms of several words have their groups by now
		c.acronyms = make(map[string]int)
		for g := range c.groups {
			if gr := &c.groups[g]; gr.label == f.label && len(gr.words) > 1 {
				all, caps := initials(c.nameOf(g))
				c.acronyms[all] = once(c.acronyms, all, g)
				if caps != all {
					c.acronyms[caps] = once(c.acronyms, caps, g)
				}
			}
		}
	}
	if g, ok := c.acronyms[f.name]; ok {
		return g
	}
	return -1
}

// once returns g if m does not have the key, else -1.
func once(m map[string]int, key string, g int) int {
	if _, ok := m[key]; ok {
		return -1
	}
	return g
}

func firstLetter(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.ToLower(r)
}

// between returns what stands between two mentions, without white space.
func (c *clusterer) between(a, b int) string {
	s, e := c.r.Mentions[a].End, c.r.Mentions[b].Start
	if e < s || e-s > 8 {
		return "..."
	}
	return strings.TrimSpace(c.t.String()[s:e])
}

// add makes a new group for form i.
func (c *clusterer) add(i int) int {
	f := &c.forms[i]
	c.groups = append(c.groups, group{label: f.label, forms: c.ids[i : i+1 : i+1], words: f.words, first: f.mentions[0], last: -1, into: -1})
	return len(c.groups) - 1
}

// open makes form i a group of its own, which shorter forms can join.
func (c *clusterer) open(i int) int {
	f := &c.forms[i]
	g := c.add(i)
	f.group = g
	for k, w := range f.words {
		if !slices.Contains(f.words[:k], w) {
			c.nodes = append(c.nodes, node{g, c.index[w]})
			c.index[w] = int32(len(c.nodes))
		}
	}
	return g
}

func (c *clusterer) put(i, g int, why string) {
	c.forms[i].group = g
	gr := &c.groups[g]
	gr.forms = append(gr.forms, i)
	gr.first = min(gr.first, c.forms[i].mentions[0])
	if why != "" {
		gr.why = append(gr.why, why)
	}
}

// joinShort reads the mentions in order and decides those whose form fits
// several people, or one less surely.
func (c *clusterer) joinShort() {
	c.assign = make([]int, len(c.of))
	for m, i := range c.of {
		g := c.forms[i].group
		if g < 0 {
			g = c.decide(m, i)
		}
		c.assign[m] = g
		c.groups[g].last = m
	}
}

// maxRivals is the number of people of one name above which none is chosen.
const maxRivals = 16

// decide returns the group of mention m, whose form i is part of a longer
// name, or of several.
func (c *clusterer) decide(m, i int) int {
	f := &c.forms[i]
	if f.rivals == nil {
		f.rivals, f.how = c.candidates(i)
		f.rivals = slices.DeleteFunc(f.rivals, c.offStage)
		slices.SortFunc(f.rivals, func(a, b int) int { return cmp.Compare(c.groups[a].first, c.groups[b].first) })
	}
	best, how := f.rivals, f.how
	switch len(best) {
	case 0:
		return c.open(i)
	case 1:
		if c.addressedOtherwise(m, best[0]) {
			return c.undecided(i, `"`+f.name+`" is not `+c.nameOf(best[0])+`: the title before it says so`)
		}
		c.put(i, best[0], `"`+f.name+`" is `+how.String()+` of `+c.nameOf(best[0]))
		return best[0]
	}
	pick, why := -1, ""
	if len(best) <= maxRivals {
		pick, why = c.choose(m, best)
	}
	if pick < 0 {
		return c.undecided(i, `"`+f.name+`" may be `+c.list(best)+`: none chosen`)
	}
	gr := &c.groups[pick]
	if line := `"` + f.name + `" is ` + how.String() + ` of ` + c.list(best) + `: ` + why; !slices.Contains(gr.why, line) {
		gr.why = append(gr.why, line)
	}
	if !slices.Contains(gr.forms, i) { // few: forms of one person
		gr.forms = append(gr.forms, i)
	}
	return pick
}

// undecided returns the group of the mentions of form i that nothing decides.
func (c *clusterer) undecided(i int, why string) int {
	f := &c.forms[i]
	if f.open == 0 {
		g := c.add(i)
		gr := &c.groups[g]
		gr.why, gr.rivals = append(gr.why, why), f.rivals
		f.open = g + 1
	}
	return f.open - 1
}

// addressedOtherwise reports whether a title before mention m says that it is
// a man and group g is a woman, or the other way round.
func (c *clusterer) addressedOtherwise(m, g int) bool {
	first, _ := c.t.Within(c.r.Mentions[m].Span)
	if first == 0 || c.t.Tokens[first].Is(token.LineStart) {
		return false
	}
	sex := titleGender(c.t.Raw(first - 1))
	return sex != Unknown && c.genderOf(g) == Female+Male-sex
}

// offStage reports whether the group is named in bylines and credits alone:
// the photographer is not who a surname or a first name in the text means.
func (c *clusterer) offStage(g int) bool {
	for _, i := range c.groups[g].forms {
		for _, m := range c.forms[i].mentions {
			if k := c.t.ZoneAt(c.r.Mentions[m].Start); k != token.Byline && k != token.Credit {
				return false
			}
		}
	}
	return true
}

// choose picks the group of those in all that mention m means, and says why,
// or returns -1.
func (c *clusterer) choose(m int, all []int) (pick int, why string) {
	// A title or role beside the mention.
	first, _ := c.t.Within(c.r.Mentions[m].Span)
	if first > 0 && !c.t.Tokens[first].Is(token.LineStart) {
		before := first - 1
		if c.is(before, ",") && before > 0 {
			before--
		}
		if g := c.only(all, func(g int) bool { return c.hasRole(g, before) }); g >= 0 {
			return g, "the " + c.t.Raw(before)
		}
		if sex := titleGender(c.t.Raw(before)); sex != Unknown {
			if g := c.only(all, func(g int) bool { return c.genderOf(g) == sex }); g >= 0 {
				return g, "the one who is " + sex.String()
			}
			all = slices.DeleteFunc(slices.Clone(all), func(g int) bool { o := c.genderOf(g); return o != Unknown && o != sex })
		}
	}
	// Who is named by surname alone has been introduced.
	var before []int
	for _, g := range all {
		if c.groups[g].last >= 0 {
			before = append(before, g)
		}
	}
	if len(before) == 1 {
		return before[0], "the only one named so far"
	}
	if len(before) > 1 {
		slices.SortFunc(before, func(a, b int) int { return cmp.Compare(c.groups[b].last, c.groups[a].last) })
		here := c.paragraph(c.r.Mentions[m].Start)
		p1 := c.paragraph(c.r.Mentions[c.groups[before[0]].last].Start)
		p2 := c.paragraph(c.r.Mentions[c.groups[before[1]].last].Start)
		if here-p1 <= 1 && p1 > p2 {
			return before[0], "the one just named"
		}
	}
	return -1, ""
}

// only returns the one group of all for which ok holds, or -1.
func (c *clusterer) only(all []int, ok func(g int) bool) int {
	found := -1
	for _, g := range all {
		if ok(g) {
			if found >= 0 {
				return -1
			}
			found = g
		}
	}
	return found
}

// maxIntroductions is the number of mentions of a form that are searched for a
// role: news text gives it with the first.
const maxIntroductions = 4

// hasRole reports whether the text gives group g, by one of its own forms,
// the role that token i names.
func (c *clusterer) hasRole(g, i int) bool {
	if i < 0 || c.t.Tokens[i].Kind != token.Word {
		return false
	}
	want, ok := nounHead(c.t.Raw(i))
	if !ok || want.class&person == 0 {
		return false
	}
	for _, fi := range c.groups[g].forms {
		if c.forms[fi].group != g {
			continue
		}
		ms := c.forms[fi].mentions
		for _, m := range ms[:min(len(ms), maxIntroductions)] {
			var e Entity
			f := factFinder{c: c, e: &e, m: m}
			first, last := c.t.Within(c.r.Mentions[m].Span)
			f.before(first)
			f.after(last)
			for _, r := range e.Roles() {
				if h, _, ok := roleHead(r); ok && likeness(want, h) >= 0.75 {
					return true
				}
			}
		}
	}
	return false
}

func (c *clusterer) genderOf(g int) Gender {
	f := &c.forms[c.groups[g].forms[0]]
	first, _, _ := strings.Cut(f.name, " ")
	return GenderOf(first)
}

func (c *clusterer) nameOf(g int) string { return c.forms[c.groups[g].forms[0]].name }

func (c *clusterer) list(groups []int) string {
	var b strings.Builder
	for n, g := range groups {
		if n == maxRivals {
			b.WriteString(" or others")
			break
		}
		if n > 0 {
			b.WriteString(" or ")
		}
		b.WriteString(c.nameOf(g))
	}
	return b.String()
}

func (c *clusterer) paragraph(offset int) int { return c.t.ParagraphOf(c.t.TokenAt(offset)) }

// build makes the entities, in order of their first mention.
func (c *clusterer) build() {
	c.r.Entities = make([]Entity, 0, len(c.groups))
	count := make([]int, len(c.groups))
	for m, g := range c.assign {
		for c.groups[g].into >= 0 {
			g = c.groups[g].into
		}
		c.assign[m] = g
		count[g]++
	}
	room := make([]int, len(c.assign)) // the lists of mentions, end to end
	for m, g := range c.assign {
		gr := &c.groups[g]
		if gr.entity == 0 {
			c.r.Entities = append(c.r.Entities, c.entity(g, len(c.r.Entities)))
			gr.entity = len(c.r.Entities)
			c.r.Entities[gr.entity-1].Mentions = room[0:0:count[g]]
			room = room[count[g]:]
		}
		e := gr.entity - 1
		c.r.Mentions[m].Entity = e
		c.r.Entities[e].Mentions = append(c.r.Entities[e].Mentions, m)
	}
}

func (c *clusterer) entity(g, n int) Entity {
	gr := &c.groups[g]
	e := Entity{ID: "e" + strconv.Itoa(n+1), Label: gr.label, Why: gr.why}
	best := -1
	for _, i := range gr.forms {
		if best < 0 || c.fuller(i, best, gr) {
			best = i
		}
	}
	e.Name = c.display(best)
	if l := gr.kb; l.kb != nil {
		e.KB, e.KBScore, e.Type = l.kb.id(l.rec), l.score, l.kb.kind(l.rec).typ
		if l.short(&c.forms[best]) {
			e.Name = l.kb.name(l.rec)
		} else if badCase(e.Name) == 2 && equalFold(e.Name, l.kb.name(l.rec)) {
			e.Name = l.kb.name(l.rec)
		}
	}
	for _, i := range gr.forms {
		if i == best && e.Name == c.forms[i].name {
			continue
		}
		if a := c.display(i); a != e.Name && !slices.Contains(e.Aliases, a) {
			e.Aliases = append(e.Aliases, a)
		}
	}
	return e
}

// fuller reports whether form a is a better canonical name than form b.
func (c *clusterer) fuller(a, b int, gr *group) bool {
	x, y := &c.forms[a], &c.forms[b]
	if l := gr.kb; l.kb != nil && l.short(x) != l.short(y) {
		return l.short(y)
	}
	if slices.Equal(x.words, y.words) && x.legal != y.legal {
		return y.legal // A/S only where the company never stands without it
	}
	return cmp.Or(cmp.Compare(len(x.words), len(y.words)), cmp.Compare(len(x.key), len(y.key)), cmp.Compare(len(x.mentions), len(y.mentions))) > 0
}

// display returns form i as a name to show: without title, and not shouted.
func (c *clusterer) display(i int) string {
	f := &c.forms[i]
	name := f.name
	if f.label == PER {
		for {
			first, rest, ok := strings.Cut(name, " ")
			if !ok || !titles[foldKey(first)] || len(f.words) < 2 && !strings.Contains(rest, " ") && first != strings.ToLower(first) {
				break
			}
			name = rest
		}
	}
	switch {
	case badCase(name) == 2:
		r, w := utf8.DecodeRuneInString(name)
		name = string(unicode.ToUpper(r)) + name[w:]
	case badCase(name) == 1 && (f.label == PER || f.label == LOC) && utf8.RuneCountInString(lastWord(name)) > 3:
		name = unshout(name)
	}
	return name
}

// unshout spells a name in capitals the usual way.
func unshout(name string) string {
	start := true
	return strings.Map(func(r rune) rune {
		was := start
		start = r == ' ' || r == '-' || r == '.'
		if was {
			return r
		}
		return unicode.ToLower(r)
	}, name)
}
