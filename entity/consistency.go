package entity

import (
	"strings"

	"github.com/ordret/ordret/entity/token"
)

// vote is how strongly a document's mentions speak for each label of a name.
type vote struct {
	labels [4]Label
	weight [4]float64
	n      int
}

func (v *vote) add(l Label, w float64) {
	for i := 0; i < v.n; i++ {
		if v.labels[i] == l {
			v.weight[i] += w
			return
		}
	}
	if v.n < len(v.labels) {
		v.labels[v.n], v.weight[v.n] = l, w
		v.n++
	}
}

func (v *vote) of(l Label) float64 {
	for i := 0; i < v.n; i++ {
		if v.labels[i] == l {
			return v.weight[i]
		}
	}
	return 0
}

func (v *vote) best() (l Label, w float64) {
	for i := 0; i < v.n; i++ {
		if v.weight[i] > w {
			l, w = v.labels[i], v.weight[i]
		}
	}
	return l, w
}

// consistent makes the mentions of one document agree, where the model, which
// sees a sentence at a time, did not: Radchenko is a person in every sentence
// if he is Sergey Radchenko in one. A name keeps its label unless the
// document's other mentions of it speak for another at least half as strongly
// again.
//
// Model predictions of other occurrences as evidence: Krishnan and Manning
// (2006).
func consistent(ms []Mention, t *token.Text) {
	votes := make(map[string]*vote, len(ms))
	cast := func(key string, l Label, w float64) {
		v := votes[key]
		if v == nil {
			v = &vote{}
			votes[key] = v
		}
		v.add(l, w)
	}
	text := t.String()
	for i := range ms {
		m := &ms[i]
		if m.Label == MISC && len(m.Inner) > 0 {
			continue
		}
		name := m.In(text)
		for _, key := range [...]string{name, bare(name)} {
			cast(key, m.Label, m.Score)
			if key == bare(key) {
				break
			}
		}
		if m.Label != PER {
			continue
		}
		if k := strings.LastIndexByte(name, ' '); k > 0 { // a surname alone is the person too
			last := name[k+1:]
			cast(last, PER, m.Score)
			if b := bare(last); b != last {
				cast(b, PER, m.Score)
			}
		}
	}
	for i := range ms {
		m := &ms[i]
		if m.Label == MISC && len(m.Inner) > 0 {
			continue
		}
		name := m.In(text)
		for _, key := range [...]string{name, bare(name)} {
			v := votes[key]
			if v == nil {
				continue
			}
			if l, w := v.best(); l != m.Label && w > 1.5*v.of(m.Label) {
				m.Label = l
				break
			}
		}
	}
}

// bare returns a name without a genitive ending.
func bare(name string) string {
	stem, _ := token.Stem(name)
	return stem
}
