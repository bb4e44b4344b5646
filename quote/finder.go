package quote

import (
	"cmp"
	"slices"
	"sync"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
)

// Finder finds quotations and tells who said them. It is immutable and safe
// for concurrent use.
//
// It works in this order:
//
//  1. Quotation marks are paired, by the convention that the document's own
//     marks show; dashes that open speech are found.
//  2. Each quotation is linked to the reporting clause behind it, before it
//     or within it, and its kind is decided by what the words around it do.
//  3. Clauses without marks that a cue reports become indirect speech.
//  4. Sources are resolved to entities: names, then descriptions, then
//     pronouns; quotations without a source of their own take the speaker
//     that the context gives.
//  5. Resolvers of the caller's own have the last word.
type Finder struct {
	lex       lexicon
	furniture []string
	resolvers []Resolver
	minScore  float64
}

// Option configures a [Finder].
type Option func(*config)

type config struct {
	cues      []Cue
	only      bool
	profiles  []*Profile
	resolvers []Resolver
	minScore  float64
}

// WithCues adds cues to the built-in ones.
func WithCues(cues ...Cue) Option {
	return func(c *config) { c.cues = append(c.cues, cues...) }
}

// WithOnlyCues puts cues in the place of the built-in ones.
func WithOnlyCues(cues ...Cue) Option {
	return func(c *config) { c.cues, c.only = cues, true }
}

// Resolver has the last word on a quotation: it may change its speaker, kind,
// status, score and reasons, from what the caller knows and the text does not
// say. It is called for each quotation in text order, must be safe for
// concurrent use, and must leave the spans alone. q.Entity is an index into
// ents.Entities, or -1.
type Resolver func(t *token.Text, ents *entity.Result, q *Quote)

// WithResolver adds resolvers; they run in the order they are given.
func WithResolver(rs ...Resolver) Option {
	return func(c *config) { c.resolvers = append(c.resolvers, rs...) }
}

// WithProfile adds what a newspaper's own language needs: cues, nouns for
// those who speak, and furniture.
func WithProfile(ps ...*Profile) Option {
	return func(c *config) { c.profiles = append(c.profiles, ps...) }
}

// MinScore makes the Finder keep only quotations whose score is at least min,
// in [0, 1].
func MinScore(min float64) Option {
	return func(c *config) { c.minScore = min }
}

// New returns a Finder with the built-in cues and the given options.
func New(opts ...Option) *Finder {
	var c config
	for _, o := range opts {
		o(&c)
	}
	f := &Finder{lex: baseLexicon, resolvers: c.resolvers, minScore: c.minScore}
	cues := c.cues
	for _, p := range c.profiles {
		cues = append(cues, p.Cues...)
		f.furniture = append(f.furniture, p.Furniture...)
	}
	switch {
	case c.only:
		f.lex = f.lex.withCues(cues)
	case len(cues) == 0:
		f.lex = defaultLexicon()
	default:
		f.lex = f.lex.withCues(append(slices.Clone(builtinCues), cues...))
	}
	for _, p := range c.profiles {
		f.lex = f.lex.withNouns(p.Sources, human).withNouns(p.Organizations, collective)
	}
	return f
}

var defaultLexicon = sync.OnceValue(func() lexicon { return baseLexicon.withCues(builtinCues) })

// utterance is a quotation on its way to a Quote.
type utterance struct {
	kind   Kind
	mark   Mark
	parts  []part // content, in text order
	attr   attribution
	parent int // index of the utterance it stands in, or -1
	rule   string
	open   bool // unclosed

	// Set by resolve.
	entity  int
	speaker string
	status  Status
	score   float64
	why     []string
}

// part is a stretch of content: tokens [first, last).
type part struct{ first, last int }

func (u *utterance) start() int { return u.parts[0].first }
func (u *utterance) end() int   { return u.parts[len(u.parts)-1].last }

// Find returns the quotations of t, whose names are in ents. It is total and
// takes time linear in the text.
func (f *Finder) Find(t *token.Text, ents *entity.Result) Result {
	if len(t.Tokens) == 0 {
		return Result{}
	}
	r := f.newReader(t, ents)
	ms, diags := r.pairMarks(r.infer())
	for _, m := range ms {
		for i := m.first; i < m.last; i++ {
			if r.depth[i] < 255 {
				r.depth[i]++
			}
		}
	}
	us := r.dashes()
	us = r.markedSpeech(us, ms)
	us = r.headlineColons(us)
	us = r.indirect(us)
	r.resolve(us)
	res := Result{Diagnostics: diags}
	for k := range us {
		if u := &us[k]; len(u.parts) > 0 && u.kind != "" {
			res.Quotes = append(res.Quotes, r.quote(u))
		}
	}
	slices.SortStableFunc(res.Quotes, func(a, b Quote) int {
		return cmp.Or(cmp.Compare(a.Content[0].Start, b.Content[0].Start), cmp.Compare(b.Content[len(b.Content)-1].End, a.Content[len(a.Content)-1].End))
	})
	for i := range res.Quotes {
		for _, resolve := range f.resolvers {
			resolve(t, ents, &res.Quotes[i])
		}
	}
	res.Quotes = slices.DeleteFunc(res.Quotes, func(q Quote) bool { return q.Score < f.minScore })
	slices.SortStableFunc(res.Diagnostics, func(a, b Diagnostic) int { return cmp.Compare(a.Start, b.Start) })
	return res
}

func (r *reader) quote(u *utterance) Quote {
	q := Quote{Kind: u.kind, Mark: u.mark, Entity: u.entity, Speaker: u.speaker, Status: u.status, Score: u.score, Why: u.why,
		Addressee: u.attr.addressee, Medium: u.attr.medium,
		Cue: r.span(u.attr.cueFirst, u.attr.cueLast)}
	if u.attr.src.kind != noSource {
		q.Source = r.span(u.attr.src.first, u.attr.src.last)
	}
	for _, p := range u.parts {
		q.Content = append(q.Content, r.span(p.first, p.last))
	}
	for _, c := range q.Content {
		if c.Overlaps(q.Source) {
			// A name that reaches into the quotation is no name.
			q.Source, q.Entity, q.Speaker, q.Status, q.Score = token.Span{}, -1, "", None, 0.1
			q.Why = append(q.Why, "the source stands inside the quotation")
			break
		}
	}
	return q
}
