package entity

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ordret/ordret/entity/token"
)

// Candidate is an entity that a description may mean.
type Candidate struct {
	Entity int     // index into Result.Entities
	Score  float64 // in [0, 1]; below 0.4 nothing but recency speaks for it
	Why    string  // for a person to read
}

// Describe returns the entities that the noun phrase at span may mean, the
// best first: the minister for ministeren, the newspaper for avisen, the one
// of that age for den 22-årige angriber. It compares the noun, a compound by
// its last part, with the roles and ages that the text states, and with the
// type of organisations; an entity named shortly before the span comes before
// one named long ago. A person whom the text gives no role at all is a weak
// candidate. It returns nil for a span without such a noun, for a plural and
// for what an indefinite article introduces (en kilde).
func (r *Result) Describe(t *token.Text, span token.Span) []Candidate {
	d, ok := r.description(t, span)
	if !ok {
		return nil
	}
	here := t.SentenceOf(t.TokenAt(span.Start))
	var out []Candidate
	consider := func(m *Mention, behind bool) {
		if m.Entity < 0 || slices.ContainsFunc(out, func(c Candidate) bool { return c.Entity == m.Entity }) {
			return
		}
		e := &r.Entities[m.Entity]
		fit, why := d.fits(e)
		if fit == 0 {
			return
		}
		if fit < 0.5 && r.offStage(t, e) {
			fit *= 0.3 // the photographer
		}
		at := t.SentenceOf(t.TokenAt(m.Start))
		recency := 1 / (1 + float64(here-at)/3)
		if behind {
			recency = 0.5 / (1 + float64(at-here)/3)
		}
		out = append(out, Candidate{Entity: m.Entity, Score: fit * (0.6 + 0.4*recency), Why: why})
	}
	next, _ := slices.BinarySearchFunc(r.Mentions, span.Start, func(m Mention, start int) int { return cmp.Compare(m.End, start+1) })
	for i := next - 1; i >= max(0, next-mentionsBefore); i-- {
		consider(&r.Mentions[i], false)
	}
	for i := next; i < min(len(r.Mentions), next+mentionsBehind); i++ {
		if r.Mentions[i].Start >= span.End {
			consider(&r.Mentions[i], true)
		}
	}
	slices.SortFunc(out, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Entity, b.Entity))
	})
	return out
}

// offStage reports whether e is named in bylines and credits alone.
func (r *Result) offStage(t *token.Text, e *Entity) bool {
	for _, m := range e.Mentions {
		if k := t.ZoneAt(r.Mentions[m].Start); k != token.Byline && k != token.Credit {
			return false
		}
	}
	return true
}

// How many mentions Describe looks at before a description and behind it. No
// article has as many; the bounds keep a whole archive in one text linear.
const (
	mentionsBefore = 200
	mentionsBehind = 50
)

// description is a noun phrase taken apart.
type description struct {
	head       head
	age        string
	origin     string // the adjective of svenskeren: svensk
	adjectives []string
}

func (r *Result) description(t *token.Text, span token.Span) (description, bool) {
	first, last := t.Within(span)
	var d description
	found := false
	for i := first; i < last; i++ {
		w := t.Raw(i)
		lw := strings.ToLower(w)
		if t.Tokens[i].Kind == token.Number {
			if n, rest := digits(w); n != "" && strings.Contains(rest, "årig") {
				d.age = n
				if !found && strings.HasSuffix(rest, "årige") {
					found = true
					d.head = head{noun: noun{class: person}, word: "person", base: "person", definite: true}
				}
			}
			continue
		}
		if found && (roleOf[lw] || t.Tokens[i].Kind != token.Word) {
			break
		}
		if t.Tokens[i].Kind != token.Word {
			continue
		}
		if !found && (lw == "en" || lw == "et") {
			return d, false
		}
		if h, ok := nounHead(w); ok {
			if h.plural {
				return d, false
			}
			d.head, found = h, true
			continue
		}
		if a, ok := demonym(w); ok {
			d.origin, found = a, true
			d.head = head{noun: noun{class: person}, word: "person", base: "person", definite: true}
			continue
		}
		if lw != "den" && lw != "det" && lw != "de" && adjective(lw, token.Token{}) {
			d.adjectives = append(d.adjectives, lw)
		}
	}
	return d, found
}

// fits tells in [0, 1] how well the entity fits, and by what.
func (d *description) fits(e *Entity) (float64, string) {
	if d.head.class&person != 0 {
		if e.Label != PER || e.Gender == Male && d.head.class&female != 0 || e.Gender == Female && d.head.class&male != 0 {
			return 0, ""
		}
		return d.fitsPerson(e)
	}
	if e.Label == PER {
		return 0, ""
	}
	return d.fitsThing(e)
}

func (d *description) fitsPerson(e *Entity) (float64, string) {
	if d.age != "" {
		for _, f := range e.Facts {
			if f.Kind != AgeFact {
				continue
			}
			if f.Text == d.age {
				return 0.95, "age " + d.age
			}
			return 0, ""
		}
	}
	if d.origin != "" {
		for _, f := range e.Facts {
			if f.Kind == OriginFact || f.Kind == RoleFact {
				for w := range strings.FieldsSeq(f.Text) {
					if strings.TrimSuffix(w, "e") == d.origin {
						return 0.85, f.Text
					}
				}
			}
		}
	}
	best, why, roles := 0.0, "", 0
	for _, f := range e.Facts {
		if f.Kind != RoleFact {
			continue
		}
		roles++
		h, adjectives, ok := roleHead(f.Text)
		if !ok {
			continue
		}
		s := likeness(d.head, h)
		if s == 0 {
			continue
		}
		for _, a := range d.adjectives {
			if slices.Contains(adjectives, a) {
				s = min(1, s+0.1)
			} else if strings.HasSuffix(a, "ske") && slices.ContainsFunc(adjectives, func(b string) bool { return strings.HasSuffix(b, "ske") }) {
				s *= 0.5 // den russiske præsident is not the amerikanske
			}
		}
		if s > best {
			best, why = s, "role "+f.Text
		}
	}
	if best == 0 && d.head.base == "politiker" || best == 0 && d.head.base == "ordfører" || best == 0 && d.head.base == "minister" {
		for _, f := range e.Facts {
			if f.Kind == PartyFact {
				return 0.5, "party " + f.Text
			}
		}
	}
	switch {
	case best > 0:
		return best, why
	case roles == 0:
		return 0.35, "no role known"
	}
	return 0.15, "another role known"
}

// roleHead takes the text of a role apart.
func roleHead(text string) (h head, adjectives []string, ok bool) {
	for w := range strings.FieldsSeq(text) {
		if ok && roleOf[w] {
			break
		}
		if x, is := nounHead(strings.TrimSuffix(w, ",")); is {
			h, ok = x, true
			continue
		}
		adjectives = append(adjectives, strings.ToLower(w))
	}
	return h, adjectives, ok
}

func (d *description) fitsThing(e *Entity) (float64, string) {
	for _, f := range e.Facts {
		if f.Kind == RoleFact {
			if h, _, ok := roleHead(f.Text); ok {
				if s := likeness(d.head, h); s > 0 {
					return s, "called " + f.Text
				}
			}
		}
	}
	if c, by := e.class(); c&d.head.class != 0 {
		s := 0.85
		if d.head.class&^c != 0 && c&^d.head.class != 0 {
			s = 0.7
		}
		return s, by
	}
	if e.Label == ORG && e.Type == "" && d.head.class&(company|association|authority) != 0 {
		if c, _ := e.class(); c == 0 {
			return 0.35, "an organisation of unknown type"
		}
	}
	return 0, ""
}

// typeClasses maps Entity.Type to what it can be called.
var typeClasses = map[string]class{
	"newspaper": newspaper | media, "magazine": media, "broadcaster": media, "news agency": media, "website": media, "platform": media | company,
	"club": club | association, "company": company, "bank": bank | company, "party": party, "ministry": ministry | authority, "agency": authority,
	"government": authority, "parliament": authority, "court": court | authority, "police": police | authority, "university": university | institute,
	"institute": institute, "organisation": association, "municipality": municipality | authority, "region": municipality | authority,
	"hospital": hospital, "country": country, "city": city,
}

// nameClasses tells what an organisation is by the end of its name.
var nameClasses = []struct {
	suffix string
	class  class
}{
	{"universitet", university | institute}, {"university", university | institute}, {"universitetshospital", hospital}, {"hospital", hospital},
	{"sygehus", hospital}, {"bank", bank | company}, {"banken", bank | company}, {"sparekasse", bank | company}, {"politi", police | authority}, {"kommune", municipality | authority},
	{"ministeriet", ministry | authority}, {"styrelsen", authority}, {"direktoratet", authority}, {"tilsynet", authority}, {"nævnet", authority},
	{"foreningen", association}, {"forening", association}, {"forbundet", association}, {"forbund", association}, {"union", association},
	{"organisation", association}, {"fonden", association}, {"partiet", party}, {"folkeparti", party}, {"institut", institute}, {"center", institute},
	{"skole", school}, {"gymnasium", school}, {"friskole", school}, {"dagblad", newspaper | media}, {"avis", newspaper | media},
	{"avisen", newspaper | media}, {"tidende", newspaper | media}, {"tribune", newspaper | media}, {"times", newspaper | media}, {"post", newspaper | media},
	{"posten", newspaper | media}, {"stiftstidende", newspaper | media}, {"folkeblad", newspaper | media}, {"news", media}, {"tv", media}, {"radio", media},
	{"landsret", court | authority}, {"byret", court | authority}, {"domstol", court | authority}, {"group", company}, {"holding", company},
	{"biotech", company}, {"pharma", company}, {"energy", company}, {"airlines", company}, {"boldklub", club | association}, {"håndbold", club | association},
	{"klub", club | association}, {"if", club | association}, {"ff", club | association}, {"fc", club | association}, {"bk", club | association},
	{"a/s", company}, {"aps", company}, {"ltd.", company}, {"inc.", company},
}

// class returns what the entity can be called, and what tells so.
func (e *Entity) class() (class, string) {
	typed := typeClasses[e.Type]
	if e.Label != ORG {
		return typed, "type " + e.Type
	}
	c, by := e.nameClass()
	if typed != 0 {
		by = "type " + e.Type
	}
	return typed | c, by
}

// nameClass returns what the name of an organisation says that it is.
func (e *Entity) nameClass() (class, string) {
	names := append([]string{e.Name}, e.Aliases...)
	for _, n := range names {
		n = strings.ToLower(n)
		for _, s := range nameClasses {
			rest, ok := strings.CutSuffix(n, s.suffix)
			if ok && (len(s.suffix) > 3 || strings.HasSuffix(rest, " ")) {
				return s.class, "name " + e.Name
			}
		}
		if strings.HasPrefix(n, "fc ") || strings.HasPrefix(n, "ac ") {
			return club | association, "name " + e.Name
		}
		if strings.HasPrefix(n, "retten i ") || strings.HasPrefix(n, "retten på ") {
			return court | authority, "name " + e.Name
		}
	}
	return 0, ""
}
