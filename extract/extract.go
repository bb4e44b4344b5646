package extract

import (
	"errors"
	"iter"
	"runtime"
	"slices"
	"sync"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
	"github.com/ordret/ordret/quote"
)

// Doc is a document to read.
type Doc struct {
	ID   string
	Text string
}

// Document is what was found in a text. It is not changed after it was made
// and is safe for concurrent use; callers must not change its slices.
type Document struct {
	ID          string
	Tokens      *token.Text // tokens, sentences, paragraphs and zones
	Mentions    []entity.Mention
	Entities    []entity.Entity
	Quotes      []quote.Quote
	Diagnostics []quote.Diagnostic
}

// Text returns the document's text exactly as it was given.
func (d *Document) Text() string { return d.Tokens.String() }

// People returns the people that the document names, in order of first
// mention.
func (d *Document) People() []*entity.Entity { return d.labelled(entity.PER) }

// Organizations returns the organisations that the document names.
func (d *Document) Organizations() []*entity.Entity { return d.labelled(entity.ORG) }

// Places returns the places that the document names.
func (d *Document) Places() []*entity.Entity { return d.labelled(entity.LOC) }

func (d *Document) labelled(l entity.Label) []*entity.Entity {
	r := entity.Result{Mentions: d.Mentions, Entities: d.Entities}
	return r.Labelled(l)
}

// MentionsOf returns an iterator over the mentions of an entity, in text order.
func (d *Document) MentionsOf(e *entity.Entity) iter.Seq[entity.Mention] {
	return func(yield func(entity.Mention) bool) {
		for _, k := range e.Mentions {
			if !yield(d.Mentions[k]) {
				return
			}
		}
	}
}

// QuotesBy returns an iterator over the quotations whose speaker is e, in
// text order.
func (d *Document) QuotesBy(e *entity.Entity) iter.Seq[quote.Quote] {
	return func(yield func(quote.Quote) bool) {
		for _, q := range d.Quotes {
			if q.Entity >= 0 && d.Entities[q.Entity].ID == e.ID && !yield(q) {
				return
			}
		}
	}
}

// Extractor finds names and quotations. It is immutable and safe for
// concurrent use. [New] makes one; the zero value is of no use.
type Extractor struct {
	entities *entity.Finder
	quotes   *quote.Finder
	workers  int
}

// Option configures an [Extractor].
type Option func(*Extractor) error

// WithEntities makes the Extractor find names with f.
func WithEntities(f *entity.Finder) Option {
	return func(x *Extractor) error {
		if f == nil {
			return errors.New("extract: WithEntities: nil Finder")
		}
		x.entities = f
		return nil
	}
}

// WithQuotes makes the Extractor find quotations with f.
func WithQuotes(f *quote.Finder) Option {
	return func(x *Extractor) error {
		if f == nil {
			return errors.New("extract: WithQuotes: nil Finder")
		}
		x.quotes = f
		return nil
	}
}

// WithWorkers sets how many documents [Extractor.All] reads at a time. The
// default is the number of processors.
func WithWorkers(n int) Option {
	return func(x *Extractor) error {
		if n < 1 {
			return errors.New("extract: WithWorkers: want at least 1")
		}
		x.workers = n
		return nil
	}
}

// New returns an Extractor with the default finders and the given options. An
// error tells which option is wrong.
func New(opts ...Option) (*Extractor, error) {
	x := &Extractor{workers: runtime.GOMAXPROCS(0)}
	for _, o := range opts {
		if err := o(x); err != nil {
			return nil, err
		}
	}
	if x.entities == nil {
		x.entities = entity.New()
	}
	if x.quotes == nil {
		x.quotes = quote.New()
	}
	return x, nil
}

var defaultExtractor = sync.OnceValue(func() *Extractor {
	x, err := New()
	if err != nil {
		panic(err) // New fails on options alone
	}
	return x
})

// Text reads one text with the default Extractor, which is built on first use.
func Text(text string) *Document { return defaultExtractor().Extract(Doc{Text: text}) }

// Extract reads one document. It is total: any text is accepted, also one
// that is not UTF-8 or no Danish. Time and memory are linear in the text.
func (x *Extractor) Extract(d Doc) *Document {
	t := token.Parse(d.Text)
	ents := x.entities.Find(t)
	quotes := x.quotes.Find(t, &ents)
	return &Document{ID: d.ID, Tokens: t, Mentions: ents.Mentions, Entities: ents.Entities, Quotes: slices.Clip(quotes.Quotes), Diagnostics: quotes.Diagnostics}
}
