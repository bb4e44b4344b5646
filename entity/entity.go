package entity

import (
	"cmp"
	"iter"
	"slices"

	"github.com/ordret/ordret/entity/token"
)

// Label names a kind of entity. Labels are open: rules may bring their own.
type Label string

// The labels of the built-in model.
const (
	PER  Label = "PER"  // people
	ORG  Label = "ORG"  // organisations, media, parties, clubs, authorities
	LOC  Label = "LOC"  // places, also countries that act
	MISC Label = "MISC" // events, works, products, and compounds that only contain a name
)

// Inner is a name inside a longer mention: Aarhus in Aarhus Universitet, EF in
// EF-landene.
type Inner struct {
	token.Span
	Label Label
}

// Mention is one name in the text. A genitive -s is inside the span, titles
// are outside. Mentions of a [Result] are in text order and do not overlap.
type Mention struct {
	token.Span
	Label  Label
	Score  float64 // probability in [0, 1] that span and label are right
	Rule   string  // the rule or recogniser that found it; "" for the model
	Entity int     // index into Result.Entities; -1 before clustering
	Inner  []Inner // names inside it, in text order
}

// Gender is the grammatical gender by which a text refers to a person.
type Gender uint8

// The genders. Unknown is an honest answer.
const (
	Unknown Gender = iota
	Female
	Male
)

// String returns "female", "male" or "".
func (g Gender) String() string {
	return [...]string{"", "female", "male"}[min(int(g), 2)]
}

// FactKind tells what a [Fact] says of an entity.
type FactKind uint8

// The kinds of fact that a text states.
const (
	RoleFact   FactKind = iota // "russiske præsident", "professor ved Johns Hopkins"
	OrgFact                    // the organisation of a role: "Johns Hopkins"
	PartyFact                  // "(S)"
	AgeFact                    // "34" of "(34)", "42 år", "den 34-årige"
	OriginFact                 // "polske" of "polske X"
)

// Fact is something that the text itself states of an entity, with the span
// that states it.
type Fact struct {
	token.Span
	Kind FactKind
	Text string
}

// Entity is what one or more mentions refer to.
type Entity struct {
	ID       string   // e1, e2, ... in order of first mention
	Label    Label    // of the cluster
	Name     string   // the fullest form in the text, without genitive
	Aliases  []string // the other forms, without genitive, in text order
	Facts    []Fact   // roles, parties and ages, in text order
	Gender   Gender   // of a person
	KB       string   // id in the knowledge base, or ""
	KBScore  float64  // probability in [0, 1] that KB is right; 0 without one
	Type     string   // of an organisation or place, where it is known: newspaper, club, party, country ...
	Mentions []int    // indices into Result.Mentions, in text order
	Why      []string // how mentions were joined or linked, for a person to read
}

// Result is what a [Finder] found in one text.
type Result struct {
	Mentions []Mention
	Entities []Entity
}

// MentionsOf returns an iterator over the mentions of entity e, an index into
// r.Entities, in text order.
func (r *Result) MentionsOf(e int) iter.Seq[Mention] {
	return func(yield func(Mention) bool) {
		for _, m := range r.Entities[e].Mentions {
			if !yield(r.Mentions[m]) {
				return
			}
		}
	}
}

// People returns the entities with the label PER, in order of first mention.
func (r *Result) People() []*Entity { return r.Labelled(PER) }

// Organizations returns the entities with the label ORG, in order of first
// mention.
func (r *Result) Organizations() []*Entity { return r.Labelled(ORG) }

// Labelled returns the entities with the label l, in order of first mention.
func (r *Result) Labelled(l Label) []*Entity {
	var out []*Entity
	for i := range r.Entities {
		if r.Entities[i].Label == l {
			out = append(out, &r.Entities[i])
		}
	}
	return out
}

// ByProminence returns all entities, the most often mentioned first; of two,
// the one that comes first in the text.
func (r *Result) ByProminence() []*Entity {
	out := make([]*Entity, len(r.Entities))
	for i := range r.Entities {
		out[i] = &r.Entities[i]
	}
	slices.SortStableFunc(out, func(a, b *Entity) int { return cmp.Compare(len(b.Mentions), len(a.Mentions)) })
	return out
}

// Recognizer finds names in a text. Recognize appends its mentions to dst and
// returns the extended slice. It must be pure (the same text gives the same
// mentions), total (no text makes it panic) and safe for concurrent use, and
// its spans must lie on token boundaries of t. Mentions may come in any order
// and may overlap: the Finder decides between them.
type Recognizer interface {
	Recognize(dst []Mention, t *token.Text) []Mention
}

// RecognizerFunc makes a function a [Recognizer].
type RecognizerFunc func(dst []Mention, t *token.Text) []Mention

// Recognize calls f.
func (f RecognizerFunc) Recognize(dst []Mention, t *token.Text) []Mention { return f(dst, t) }
