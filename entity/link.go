package entity

import (
	"slices"
	"strings"

	"github.com/ordret/ordret/entity/token"
)

// link ties a group to a record.
type link struct {
	kb    *Knowledge
	rec   int
	rank  formRank // of the best form that matched
	words int      // of the longest form that matched
	score float64
}

// short reports whether form f only stands for the record's name: a party
// letter, or a part of the name that is no name in full.
func (l link) short(f *form) bool {
	rank, ok := l.kb.rank(f.name, l.rec)
	return ok && rank == isShort
}

// rank returns how record rec has name, the best way first.
func (k *Knowledge) rank(name string, rec int) (best formRank, ok bool) {
	for n := k.lookup(name); n != 0; n = k.forms[n-1].next {
		if nf := &k.forms[n-1]; int(nf.rec) == rec && (!ok || nf.rank < best) {
			best, ok = nf.rank, true
		}
	}
	return best, ok
}

const (
	maxCandidates = 64   // records of one name that are weighed
	margin        = 0.08 // by which the best must beat the next
)

// link ties groups to records that have one of their forms. A record fits if
// its label does and if it is known by the fullest form of the group, or by a
// shorter form that the fullest does not contradict. Of several, the one wins
// that has the surer form or whose description shares words with the text; if
// they come out even, none is chosen.
func (c *clusterer) link() {
	parties := 0
	var letters []int
	for g := range c.groups {
		gr := &c.groups[g]
		for _, k := range c.kbs {
			l, rivals := c.bestLink(k, gr)
			if l.kb == nil {
				if rivals != "" {
					gr.why = append(gr.why, rivals)
				}
				continue
			}
			if gr.rivals != nil && !slices.ContainsFunc(gr.rivals, func(r int) bool { return c.groups[r].kb.kb == k && c.groups[r].kb.rec == l.rec }) {
				continue // nor is it anybody else
			}
			if l.rank == isShort && gr.label == ORG && len(gr.words) == 1 && len(gr.words[0]) <= 2 && !c.bracketed(gr) {
				letters = append(letters, g) // S, V: a party only among parties
			} else if k.kind(l.rec).typ == "party" {
				parties++
			}
			gr.kb = l
			break
		}
	}
	for _, g := range letters {
		if parties == 0 && len(letters) < 2 {
			c.groups[g].kb = link{}
		}
	}
}

// bestLink returns the record of k that gr is, if any; else, where several
// are as likely, a line that says so.
func (c *clusterer) bestLink(k *Knowledge, gr *group) (best link, rivals string) {
	var room [8]link
	cands := room[:0]
	for _, i := range gr.forms {
		f := &c.forms[i]
		for n, count := k.lookup(f.name), 0; n != 0 && count < maxCandidates; n, count = k.forms[n-1].next, count+1 {
			nf := &k.forms[n-1]
			rec := int(nf.rec)
			at := slices.IndexFunc(cands, func(l link) bool { return l.rec == rec })
			if at < 0 {
				at = len(cands)
				cands = append(cands, link{kb: k, rec: rec, rank: nf.rank})
			}
			cands[at].rank = min(cands[at].rank, nf.rank)
			cands[at].words = max(cands[at].words, len(f.words))
		}
	}
	next, ok := 0.0, 0
	for i := range cands {
		l := &cands[i]
		if l.score = c.score(k, gr, *l); l.score > 0 {
			ok++
		}
	}
	for _, l := range cands {
		if ok > 1 && l.score > 0 {
			l.score = min(l.score+0.1*c.overlap(k.description(l.rec)), 0.99)
		}
		switch {
		case l.score > best.score:
			best, next = l, best.score
		case l.score > next:
			next = l.score
		}
	}
	switch {
	case best.score < 0.4:
		return link{}, ""
	case best.score-next < margin:
		return link{}, "several known entities are called " + c.forms[gr.forms[0]].name + ": none chosen"
	}
	return best, ""
}

// score tells in [0, 1] how likely gr is the record of l.
func (c *clusterer) score(k *Knowledge, gr *group, l link) float64 {
	s := 0.9
	switch {
	case l.rank == isShort:
		s = 0.6
	case l.words == 1 && gr.label == PER:
		s = 0.65
	case l.rank == isAlias:
		s = 0.87
	}
	switch label := k.kind(l.rec).label; {
	case label == gr.label || label == "":
	case l.words > 1 && label != PER && gr.label != PER:
		s -= 0.3 // a label that was read wrongly
	default:
		return 0
	}
	if l.words < len(gr.words) && c.contradicts(k, gr, l.rec) {
		return 0
	}
	return s
}

// contradicts reports whether the fullest form of gr, which is not the form
// that led to rec, is the name of somebody else: Kim Andersen for the record
// that has the alias Kim.
func (c *clusterer) contradicts(k *Knowledge, gr *group, rec int) bool {
	for f := int(k.recs[rec].first); f < k.formsEnd(rec); f++ {
		if k.forms[f].rank == isShort {
			continue
		}
		words, _ := matchWords(foldKey(k.formText(f)), gr.label)
		if gr.label == PER {
			if fitPerson(gr.words, words) >= strongFit || len(words) > 1 && fitPerson(words, gr.words) >= lastFit {
				return false
			}
			continue
		}
		if fitName(gr.words, words) >= lastFit || fitName(words, gr.words) >= lastFit {
			return false
		}
	}
	return true
}

// overlap returns the share of the longer words of a description that the
// text has too, by their first letters.
func (c *clusterer) overlap(description string) float64 {
	if c.stems == nil {
		c.stems = make(map[string]bool, len(c.t.Tokens))
		for i := range c.t.Tokens {
			if c.t.Tokens[i].Kind == token.Word && c.t.Tokens[i].Len() >= 4 {
				c.stems[stemOf(c.t.Raw(i))] = true
			}
		}
	}
	n, hit := 0, 0
	for w := range strings.FieldsFuncSeq(description, func(r rune) bool { return r == ' ' || r == ',' || r == '.' || r == '(' || r == ')' }) {
		if len(w) >= 4 {
			n++
			if c.stems[stemOf(w)] {
				hit++
			}
		}
	}
	if n == 0 {
		return 0
	}
	return float64(hit) / float64(n)
}

// stemOf is a crude stem: the first six bytes in lower case, whole runes.
func stemOf(w string) string {
	w = foldKey(w)
	if len(w) <= 6 {
		return w
	}
	i := 6
	for w[i]&0xc0 == 0x80 {
		i--
	}
	return w[:i]
}

// bracketed reports whether a mention of gr stands in brackets: (S).
func (c *clusterer) bracketed(gr *group) bool {
	src := c.t.String()
	for _, i := range gr.forms {
		for _, m := range c.forms[i].mentions {
			if s := c.r.Mentions[m].Start; s > 0 && src[s-1] == '(' {
				return true
			}
		}
	}
	return false
}

// mergeLinked makes one of the groups that are the same record: USA and De
// Forenede Stater.
func (c *clusterer) mergeLinked() {
	type key struct {
		kb    *Knowledge
		rec   int
		label Label
	}
	var seen map[key]int
	for g := range c.groups {
		gr := &c.groups[g]
		if gr.kb.kb == nil {
			continue
		}
		if seen == nil {
			seen = make(map[key]int, len(c.groups))
		}
		k := key{gr.kb.kb, gr.kb.rec, gr.label}
		h, ok := seen[k]
		if !ok {
			seen[k] = g
			continue
		}
		to := &c.groups[h]
		to.why = append(to.why, gr.why...)
		to.why = append(to.why, `"`+c.forms[gr.forms[0]].name+`" and `+c.forms[to.forms[0]].name+` are both `+gr.kb.kb.name(gr.kb.rec))
		to.forms = append(to.forms, gr.forms...)
		to.kb.score = max(to.kb.score, gr.kb.score)
		gr.into = h
	}
}
