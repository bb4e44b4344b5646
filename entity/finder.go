package entity

import (
	"cmp"
	"slices"

	"github.com/ordret/ordret/entity/token"
)

// Finder finds names and joins them to entities. It is immutable and safe for
// concurrent use.
//
// Recognisers run in this order: those given to [Before], the model (or what
// [Only] put in its place), those given to [After]. Where mentions overlap,
//
//  1. a mention of an earlier recogniser beats one of a later,
//  2. within one recogniser the longer mention wins,
//  3. of two equally long ones the one that starts first, and then the one
//     that was appended first.
//
// A shorter mention that lies inside a winning one and has another label is
// kept as its Inner if the winner has none.
type Finder struct {
	recognizers []Recognizer
	knowledge   []*Knowledge
}

// Option configures a [Finder].
type Option func(*config)

type config struct {
	before, main, after []Recognizer
	knowledge           []*Knowledge
	bare                bool
}

// Before adds recognisers whose mentions beat those of the model.
func Before(rs ...Recognizer) Option {
	return func(c *config) { c.before = append(c.before, rs...) }
}

// After adds recognisers that fill in what the model left.
func After(rs ...Recognizer) Option {
	return func(c *config) { c.after = append(c.after, rs...) }
}

// Only puts rs in the place of the built-in model. With no arguments the
// model is switched off.
func Only(rs ...Recognizer) Option {
	return func(c *config) { c.main = append([]Recognizer{}, rs...) }
}

// WithKnowledge links entities to the given knowledge bases. They come before
// the built-in one: where both know a name, the first given wins.
func WithKnowledge(kbs ...*Knowledge) Option {
	return func(c *config) { c.knowledge = append(c.knowledge, kbs...) }
}

// WithoutDefaultKnowledge switches the built-in knowledge base off.
func WithoutDefaultKnowledge() Option {
	return func(c *config) { c.bare = true }
}

// New returns a Finder with the built-in model and knowledge base and the
// given options.
func New(opts ...Option) *Finder {
	c := config{main: []Recognizer{DefaultModel()}}
	for _, o := range opts {
		o(&c)
	}
	f := &Finder{recognizers: slices.Concat(c.before, c.main, c.after), knowledge: c.knowledge}
	if !c.bare {
		f.knowledge = append(f.knowledge, DefaultKnowledge())
	}
	return f
}

// Find returns the mentions and entities of t.
func (f *Finder) Find(t *token.Text) Result {
	var all []Mention
	var ranks []ranked
	for rank, r := range f.recognizers {
		n := len(all)
		all = r.Recognize(all, t)
		for i := n; i < len(all); i++ {
			ranks = append(ranks, ranked{rank, i})
		}
	}
	r := Result{Mentions: resolveOverlaps(all, ranks, len(t.String()))}
	r.cluster(t, f.knowledge)
	return r
}

type ranked struct{ rank, index int }

// resolveOverlaps applies the overlap rule that Finder documents. Mentions
// that touch no other, nearly all of them, cost no more than a sort.
func resolveOverlaps(all []Mention, ranks []ranked, textLen int) []Mention {
	ranks = slices.DeleteFunc(ranks, func(r ranked) bool {
		m := &all[r.index]
		return m.Empty() || m.Start < 0 || m.End > textLen
	})
	slices.SortStableFunc(ranks, func(a, b ranked) int { return cmp.Compare(all[a.index].Start, all[b.index].Start) })
	kept := make([]Mention, 0, len(ranks))
	var taken []int32 // by byte of a group: 1 + index in kept of the mention there
	for len(ranks) > 0 {
		// A group of mentions that hang together.
		start, end, n := all[ranks[0].index].Start, all[ranks[0].index].End, 1
		for n < len(ranks) && all[ranks[n].index].Start < end {
			end = max(end, all[ranks[n].index].End)
			n++
		}
		group := ranks[:n]
		ranks = ranks[n:]
		first := len(kept)
		if n == 1 {
			kept = append(kept, all[group[0].index])
			kept[first].Entity = -1
			continue
		}
		slices.SortStableFunc(group, func(a, b ranked) int {
			x, y := &all[a.index], &all[b.index]
			return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(y.Len(), x.Len()), cmp.Compare(x.Start, y.Start), cmp.Compare(a.index, b.index))
		})
		taken = append(taken[:0], make([]int32, end-start)...)
		for _, r := range group {
			m := all[r.index]
			winner := int32(0)
			for _, w := range taken[m.Start-start : m.End-start] {
				if w != 0 {
					winner = w
					break
				}
			}
			if winner == 0 {
				m.Entity = -1
				kept = append(kept, m)
				for k := m.Start - start; k < m.End-start; k++ {
					taken[k] = int32(len(kept))
				}
				continue
			}
			if w := &kept[winner-1]; w.Contains(m.Span) && w.Label != m.Label && w.Len() > m.Len() && len(w.Inner) == 0 {
				w.Inner = []Inner{{m.Span, m.Label}}
			}
		}
		slices.SortFunc(kept[first:], func(a, b Mention) int { return cmp.Compare(a.Start, b.Start) })
	}
	return kept
}
