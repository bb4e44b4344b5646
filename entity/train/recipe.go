package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ordret/ordret/entity/internal/corpus"
	"github.com/ordret/ordret/entity/internal/crf"
	"github.com/ordret/ordret/entity/internal/feature"
	"github.com/ordret/ordret/entity/internal/tagger"
)

// part is a corpus with its share in training.
type part struct {
	corpus.Sentence
	weight  float32
	foreign bool // not Danish: left out of the last epochs
	test    bool // cross-validation measures on it
}

// recipe is everything a model is made from.
type recipe struct {
	parts  []part
	labels []string
	lex    *feature.Lexicon
	info   tagger.Info
	bits   uint
	seed   uint64
	epochs int
	rows   int // of the table that are kept
}

// custom reads a user's own corpora.
func custom(files []string) (r recipe, err error) {
	for _, name := range files {
		ss, err := readFile(name)
		if err != nil {
			return r, err
		}
		for _, s := range ss {
			r.parts = append(r.parts, part{Sentence: s, weight: 1, test: true})
		}
		r.info.Corpora = append(r.info.Corpora, tagger.Corpus{Name: filepath.Base(name), Sentences: len(ss), Weight: 1})
	}
	r.labels = labelsOf(r.parts)
	if len(r.labels) == 0 {
		return r, fmt.Errorf("%s: no names are marked", strings.Join(files, ", "))
	}
	b := feature.NewBuilder()
	ratios(b, r.parts)
	r.lex = b.Lexicon()
	r.info.Name = "custom"
	return r, nil
}

func labelsOf(parts []part) []string {
	seen := map[string]bool{}
	for _, p := range parts {
		for _, t := range p.Tags {
			if t != "O" {
				seen[t[2:]] = true
			}
		}
	}
	var out []string
	for l := range seen {
		out = append(out, l)
	}
	slices.Sort(out)
	return out
}

func readFile(name string) ([]corpus.Sentence, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	ss, err := corpus.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return ss, nil
}

// train trains a model on parts of the recipe.
func (r *recipe) train(parts []part, logf func(string, ...any)) *tagger.Model {
	set := feature.Set{Bits: r.bits, Lex: r.lex}
	index := map[string]int{}
	for k, l := range r.labels {
		index[l] = k
	}
	words := map[string]*feature.Word{}
	examples := make([]crf.Example, 0, len(parts))
	danish := 0
	for _, p := range parts {
		ex := crf.Example{Weight: p.weight, Tags: make([]uint8, len(p.Words)), Rows: rowsOf(&set, words, p.Words)}
		for i, t := range p.Tags {
			if t != "O" {
				k := index[t[2:]]
				ex.Tags[i] = uint8(crf.Inside(k))
				if t[0] == 'B' {
					ex.Tags[i] = uint8(crf.Begin(k))
				}
			}
		}
		if p.foreign {
			ex.Phase = 1
		} else {
			danish++
		}
		examples = append(examples, ex)
	}
	o := crf.Options{Tags: 1 + 2*len(r.labels), Bits: r.bits, Epochs: [2]int{r.epochs, 4}, Rate: [2]float32{0.1, 0.05}, Lambda: 0.5, Dropout: 0.2,
		Margin: [2]float32{0.5, 0.3}, Least: 2, Average: 3, Seed: r.seed, Log: logf}
	if danish == len(parts) {
		o.Epochs = [2]int{r.epochs + 2, 0}
	}
	logf("training on %d sentences, %d words", len(examples), len(words))
	w := crf.Train(examples, o)
	table, scale := tagger.Quantize(w, r.rows, 3)
	info := r.info
	info.Format, info.Features, info.Seed = tagger.Format, tagger.FeatureVersion(), r.seed
	info.Settings = fmt.Sprintf("CRF, SGD %.2g and %.2g, epochs %d+%d, lambda %.2g, dropout %.2g, margin %.2g and %.2g, rows of %d tokens or more, hashed to 2^%d", o.Rate[0], o.Rate[1], o.Epochs[0], o.Epochs[1], o.Lambda, o.Dropout, o.Margin[0], o.Margin[1], o.Least, r.bits)
	return tagger.New(info, r.labels, r.bits, r.lex, scale, table, w.Trans)
}

// rowsOf returns the rows of the features of each token. Words are looked up
// once for all sentences.
func rowsOf(set *feature.Set, words map[string]*feature.Word, sentence []string) [][]uint32 {
	ws := make([]*feature.Word, len(sentence))
	for i, s := range sentence {
		w := words[s]
		if w == nil {
			w = set.Word(s)
			words[s] = w
		}
		ws[i] = w
	}
	var st feature.Sentence
	st.Reset(set, ws)
	rows := make([][]uint32, len(ws))
	for i := range ws {
		var row []uint32
		for d := -feature.Reach; d <= feature.Reach; d++ {
			if k := i + d; k >= 0 && k < len(ws) {
				row = append(row, ws[k].At[d+feature.Reach]...)
			}
		}
		rows[i] = st.Context(row, set, i)
	}
	return rows
}
