package entity

import (
	_ "embed"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/ordret/ordret/entity/internal/tagger"
	"github.com/ordret/ordret/entity/token"
)

//go:generate go run ./train -data ../../shared/data -eval ../../shared/data/ner/uner-dev.iob2 -o model.bin

// The file is made by go generate from corpora that are not part of the
// repository; see LICENSE.model.
//
//go:embed model.bin
var modelFile []byte

// Model is a statistical recogniser: a conditional random field over the
// words of a sentence. It is immutable and safe for concurrent use; it keeps
// a bounded cache of words it has met.
type Model struct {
	m      *tagger.Model
	labels []Label // by label of the tagger
	part   []bool  // whether the label marks a compound that only contains a name
}

// ModelInfo says where a model comes from.
type ModelInfo = tagger.Info

// DefaultModel returns the embedded model for Danish news. It is decoded on
// first use.
func DefaultModel() *Model { return defaultModel() }

var defaultModel = sync.OnceValue(func() *Model {
	m, err := tagger.Decode(modelFile)
	if err != nil {
		panic("entity: embedded model: " + err.Error()) // a test decodes it
	}
	return newModel(m)
})

// LoadModel reads a model that the command entity/train has written. Whatever
// its labels, it finds only names with a capital letter. Labels
// that end in "part" mark compounds that only contain a name (EF-landene):
// the mention is MISC, and the name is inside it.
//
// Errors tell a file that is no model, is cut short, or was trained for
// another version of the library. It reads at most 256 MB.
func LoadModel(r io.Reader) (*Model, error) {
	m, err := tagger.Read(r)
	if err != nil {
		return nil, err
	}
	return newModel(m), nil
}

func newModel(t *tagger.Model) *Model {
	m := &Model{m: t}
	for _, l := range t.Labels {
		name, part := strings.CutSuffix(l, "part")
		m.labels = append(m.labels, Label(name))
		m.part = append(m.part, part && name != "")
	}
	return m
}

// Info says where the model comes from: corpora, licences, seed, scores.
func (m *Model) Info() ModelInfo { return m.m.Info }

// Recognize appends the names that the model finds in t.
func (m *Model) Recognize(dst []Mention, t *token.Text) []Mention {
	var spans []tagger.Span
	from := len(dst)
	for _, s := range t.Sentences {
		spans = m.m.Tag(spans[:0], s.Last-s.First, func(i int) string { return t.Word(s.First + i) })
		for _, sp := range spans {
			first, last := s.First+sp.First, s.First+sp.Last
			for last > first+1 && (t.Raw(last-1) == "." || t.Raw(last-1) == ",") {
				last-- // a stop of its own ends the sentence, not the name
			}
			if !slices.ContainsFunc(t.Tokens[first:last], func(tok token.Token) bool { return strings.ToLower(tok.In(t.String())) != tok.In(t.String()) }) {
				continue // russisk-født: what has no capital is no name
			}
			mention := Mention{Span: token.Span{Start: t.Tokens[first].Start, End: t.Tokens[last-1].End}, Label: m.labels[sp.Label], Score: sp.Prob}
			if m.part[sp.Label] {
				mention.Label = MISC
				if in := compoundName(t, first, last); !in.Empty() {
					inner := m.labels[sp.Label]
					if l := m.m.LabelOf(in.In(t.String())); l != "" {
						inner = Label(l)
					}
					mention.Inner = []Inner{{in, inner}}
				}
			}
			dst = append(dst, mention)
		}
	}
	dst = joinParticles(dst, from, t)
	m.known(dst[from:], t)
	m.consistent(dst[from:], t)
	dst = m.openers(dst, from, t)
	return signatures(m.fill(dst, from, t), from, t)
}

// compoundName returns the name inside the compound of tokens [first, last):
// what stands before the last token's last hyphen.
func compoundName(t *token.Text, first, last int) token.Span {
	span := token.Span{Start: t.Tokens[first].Start, End: t.Tokens[last-1].End}
	word := t.Raw(last - 1)
	h := strings.LastIndexByte(word, '-')
	if h <= 0 {
		return token.Span{}
	}
	span.End = t.Tokens[last-1].Start + h
	return span
}
