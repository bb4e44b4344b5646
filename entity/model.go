package entity

import "github.com/ordret/ordret/entity/token"

// Model is a trained recogniser.
type Model struct{}

// DefaultModel returns the embedded model, decoded on first use.
func DefaultModel() *Model { return &Model{} }

// Recognize appends the names that the model finds.
func (m *Model) Recognize(dst []Mention, t *token.Text) []Mention {
	// Placeholder until the trained model is in: runs of capitalised words.
	for i := 0; i < len(t.Tokens); i++ {
		first := i
		for i < len(t.Tokens) && t.Tokens[i].Kind == token.Word && t.Tokens[i].Is(token.Capital) && !token.IsStarter(t.Word(i)) {
			i++
		}
		if i > first {
			label := ORG
			if i-first > 1 {
				label = PER
			}
			dst = append(dst, Mention{Span: token.Span{Start: t.Tokens[first].Start, End: t.Tokens[i-1].End}, Label: label, Score: 0.5})
		}
	}
	return dst
}
