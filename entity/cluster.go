package entity

import (
	"fmt"
	"strings"

	"github.com/ordret/ordret/entity/token"
)

// cluster joins the mentions of r to entities.
func (r *Result) cluster(t *token.Text, kbs []*Knowledge) {
	byName := map[string]int{}
	for i := range r.Mentions {
		m := &r.Mentions[i]
		name := m.In(t.String())
		words := strings.Fields(name)
		e, ok := byName[words[len(words)-1]]
		if !ok {
			e = len(r.Entities)
			r.Entities = append(r.Entities, Entity{ID: fmt.Sprintf("e%d", e+1), Label: m.Label, Name: name})
			byName[words[len(words)-1]] = e
		}
		m.Entity = e
		r.Entities[e].Mentions = append(r.Entities[e].Mentions, i)
	}
}
