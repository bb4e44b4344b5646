package entity

import (
	_ "embed"
	"sort"
	"strings"
	"sync"

	"github.com/ordret/ordret/entity/token"
)

//go:embed names.tsv
var namesTSV string

// nameKind is what the lexicon knows of a name.
type nameKind uint8

const (
	notListed nameKind = iota
	femaleName
	maleName
	bothName
	surnameInS // Friis, Bruus: a surname whose -s is no genitive
)

// names returns the lexicon of first names, and of surnames in -s. The map is
// not changed after it is built.
var names = sync.OnceValue(func() map[string]nameKind {
	m := make(map[string]nameKind, 3000)
	for line := range strings.Lines(namesTSV) {
		name, k, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		m[name] = map[string]nameKind{"f": femaleName, "m": maleName, "u": bothName, "s": surnameInS}[k]
	}
	return m
})

// GenderOf returns the gender that a first name tells, from a lexicon of some
// 2,500 names used in Denmark: Unknown for names that it does not hold and
// for those that both women and men bear. Of a double name (Anne-Mette) the
// parts decide if the whole is not known.
func GenderOf(firstName string) Gender {
	switch names()[firstName] {
	case femaleName:
		return Female
	case maleName:
		return Male
	case bothName:
		return Unknown
	}
	if first, rest, ok := strings.Cut(firstName, "-"); ok {
		if g := GenderOf(first); g != Unknown {
			return g
		}
		return GenderOf(rest)
	}
	return Unknown
}

// genders decides the gender of each person: titles and nouns that the text
// gives it, then pronouns where only one person can be meant, then the
// lexicon of first names.
func (c *clusterer) genders() {
	type votes struct{ title, pronoun [3]int }
	all := make([]votes, len(c.r.Entities))
	people := 0
	for m := range c.r.Mentions {
		me := &c.r.Mentions[m]
		if me.Label != PER {
			continue
		}
		people++
		first, _ := c.t.Within(me.Span)
		if g := titleGender(c.t.Raw(first)); g != Unknown {
			all[me.Entity].title[g]++
		} else if first > 0 && !c.t.Tokens[first].Is(token.LineStart) {
			if g := titleGender(c.t.Raw(first - 1)); g != Unknown {
				all[me.Entity].title[g]++
			}
		}
	}
	if people == 0 {
		return
	}
	c.pronouns(func(e int, g Gender) { all[e].pronoun[g]++ })
	for i := range c.r.Entities {
		e := &c.r.Entities[i]
		if e.Label != PER {
			continue
		}
		v := &all[i]
		for _, f := range e.Facts {
			if f.Kind == RoleFact {
				if h, _, ok := roleHead(f.Text); ok && h.class&female != 0 {
					v.title[Female]++
				} else if ok && h.class&male != 0 {
					v.title[Male]++
				}
			}
		}
		lexicon := c.firstName(e)
		switch f, m := v.pronoun[Female], v.pronoun[Male]; {
		case v.title[Female] != v.title[Male]:
			e.Gender = more(v.title)
		case f != m && (lexicon == Unknown || f+m > 2 && min(f, m) == 0):
			e.Gender = more(v.pronoun)
		default:
			e.Gender = lexicon
		}
	}
}

func more(v [3]int) Gender {
	if v[Female] > v[Male] {
		return Female
	}
	return Male
}

// firstName returns the gender by the first name in the text or, for a mere
// surname, in the knowledge base.
func (c *clusterer) firstName(e *Entity) Gender {
	name := e.Name
	if l := c.groups[c.assign[e.Mentions[0]]].kb; l.kb != nil && !strings.Contains(name, " ") {
		name = l.kb.name(l.rec)
	}
	first, rest, full := strings.Cut(name, " ")
	if full && titles[foldKey(first)] {
		first, _, _ = strings.Cut(rest, " ")
	}
	return GenderOf(first)
}

// titleGender returns the gender that a title or noun before a name tells.
func titleGender(word string) Gender {
	switch word {
	case "fru", "Fru", "frk.", "Frk.", "frøken", "Frøken", "dronning", "Dronning", "prinsesse", "Prinsesse", "kronprinsesse", "Kronprinsesse",
		"Mrs.", "Ms.", "Mrs", "Ms", "Lady", "moster", "faster", "tante", "Tante", "søster", "mor", "mormor", "farmor", "hustruen", "konen", "datteren":
		return Female
	case "hr.", "Hr.", "hr", "Hr", "kong", "Kong", "konge", "prins", "Prins", "kronprins", "Kronprins", "pave", "Pave", "Mr.", "Mr", "Sir", "Lord", "sir",
		"onkel", "Onkel", "bror", "far", "morfar", "farfar", "sønnen", "ægtemanden":
		return Male
	}
	return Unknown
}

// pronouns calls vote for each han and hun outside quotation marks that only
// one person can be meant by, lines that a dash opens left out: the one person named in its sentence before it
// and in the sentence before that.
func (c *clusterer) pronouns(vote func(e int, g Gender)) {
	t := c.t
	for _, p := range t.Paragraphs {
		if p.First < p.Last && t.Tokens[p.First].Kind == token.Dash {
			continue // a line of speech
		}
		quoted := false
		for i := p.First; i < p.Last; i++ {
			tok := t.Tokens[i]
			if tok.Kind == token.Quote {
				quoted = !quoted
				continue
			}
			if tok.Kind != token.Word || tok.Len() != 3 || quoted {
				continue
			}
			g := Unknown
			switch t.Raw(i) {
			case "han", "Han":
				g = Male
			case "hun", "Hun":
				g = Female
			default:
				continue
			}
			if e := c.onlyPerson(i); e >= 0 {
				vote(e, g)
			}
		}
	}
}

// onlyPerson returns the one person named in the sentence of token i before
// it, or in the sentence before, or -1.
func (c *clusterer) onlyPerson(i int) int {
	s := c.t.SentenceOf(i)
	from := c.t.Sentences[max(s-1, 0)].Start
	at := c.t.Tokens[i].Start
	found := -1
	for m := c.mentionsBefore(at) - 1; m >= 0 && c.r.Mentions[m].Start >= from; m-- {
		if me := &c.r.Mentions[m]; me.Label == PER {
			if found >= 0 && found != me.Entity {
				return -1
			}
			found = me.Entity
		}
	}
	return found
}

// mentionsBefore returns the number of mentions that begin before offset.
func (c *clusterer) mentionsBefore(offset int) int {
	return sort.Search(len(c.r.Mentions), func(m int) bool { return c.r.Mentions[m].Start >= offset })
}

// Agrees reports whether the text can refer to the entity by pronoun: han and
// ham to a man or to a person of unknown gender, hun and hende to a woman or
// such a person, den and det to what is no person, de and dem also to
// organisations, whose members they mean. Case makes no difference; it
// returns false for other words.
func (e *Entity) Agrees(pronoun string) bool {
	switch strings.ToLower(pronoun) {
	case "han", "ham", "hans":
		return e.Label == PER && e.Gender != Female
	case "hun", "hende", "hendes":
		return e.Label == PER && e.Gender != Male
	case "den", "det", "dens", "dets":
		return e.Label != PER
	case "de", "dem", "deres":
		return e.Label != PER && e.Label != LOC
	}
	return false
}
