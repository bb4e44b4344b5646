package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"

	"github.com/ordret/ordret/entity/internal/corpus"
	"github.com/ordret/ordret/entity/internal/tagger"
)

// nameGroup is a group of people, with the names that they have.
type nameGroup struct {
	name        string
	first, last []string
}

// readNames reads groups of names from a table with the columns name, kind
// (first or last), gender, count and ethnicity.
func readNames(file string) ([]nameGroup, error) {
	rows, err := readTable(file)
	if err != nil {
		return nil, err
	}
	groups := []nameGroup{{name: "women"}, {name: "men"}, {name: "minority"}}
	for n, r := range rows {
		if len(r) < 5 {
			return nil, fmt.Errorf("%s: line %d: %d columns, want 5", file, n+2, len(r))
		}
		if strings.ContainsRune(r[0], ' ') {
			continue
		}
		in := groups[2:]
		if r[4] == "danish" {
			switch in = groups[:2]; r[2] {
			case "female":
				in = groups[:1]
			case "male":
				in = groups[1:2]
			}
		}
		for k := range in {
			if r[1] == "first" {
				in[k].first = append(in[k].first, r[0])
			} else {
				in[k].last = append(in[k].last, r[0])
			}
		}
	}
	for _, g := range groups {
		if len(g.first) == 0 || len(g.last) == 0 {
			return nil, fmt.Errorf("%s: no names for the group %q", file, g.name)
		}
	}
	return groups, nil
}

// swap returns the sentence with its people's names drawn from the group. Words
// in capitals stay so; a genitive -s goes.
func (g *nameGroup) swap(s corpus.Sentence, rng *rand.Rand) corpus.Sentence {
	words := append([]string(nil), s.Words...)
	for _, sp := range corpus.Spans(s.Tags) {
		if sp.Label != "PER" {
			continue
		}
		for i := sp.First; i < sp.Last; i++ {
			w := words[i]
			if strings.ToLower(w) == w { // von, and stops
				continue
			}
			from := g.first
			if i == sp.Last-1 && (sp.Last-sp.First > 1 || rng.IntN(2) == 0) {
				from = g.last
			}
			name := from[rng.IntN(len(from))]
			if len(w) > 2 && strings.ToUpper(w) == w {
				name = strings.ToUpper(name)
			}
			words[i] = name
		}
	}
	s.Words = words
	return s
}

// evaluateSwapped prints how m scores on a file in which all people have been
// renamed, by group: what a model knows of names must not depend on whose they
// are (after Lassen et al., 2023, who measured Danish models so).
func evaluateSwapped(m *tagger.Model, file, names string, seed uint64, w io.Writer) error {
	groups, err := readNames(names)
	if err != nil {
		return err
	}
	ss, err := readFile(file)
	if err != nil {
		return err
	}
	const rounds = 5
	for _, g := range groups {
		fmt.Fprintf(w, "people renamed as %s, %d times:\n", g.name, rounds)
		s := newScore()
		rng := rand.New(rand.NewPCG(seed, 3))
		for range rounds {
			for _, sent := range ss {
				s.add(m, g.swap(sent, rng))
			}
		}
		s.print(w)
	}
	return nil
}
