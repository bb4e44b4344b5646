package main

import (
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/ordret/ordret/entity/internal/corpus"
	"github.com/ordret/ordret/entity/internal/tagger"
)

// score counts names right, found and marked, by label.
type score struct {
	right, found, gold map[string]int
	confusion          map[[2]string]int // gold and found label of the same span; "" for none
	errors             []string
	prob               [10]calibration // by tenths of the probability
}

// calibration compares the probabilities of names with how many are right.
type calibration struct {
	sum         float64
	found, good int
}

func newScore() *score {
	return &score{right: map[string]int{}, found: map[string]int{}, gold: map[string]int{}, confusion: map[[2]string]int{}}
}

// add counts one sentence. Labels that mark a part of a compound count as the
// label itself, as Universal NER has it.
func (s *score) add(m *tagger.Model, sent corpus.Sentence) {
	gold := map[[2]int]string{}
	for _, g := range corpus.Spans(sent.Tags) {
		gold[[2]int{g.First, g.Last}] = strings.TrimSuffix(g.Label, "part")
	}
	found := map[[2]int]string{}
	for _, f := range m.Tag(nil, len(sent.Words), func(i int) string { return sent.Words[i] }) {
		span, label := [2]int{f.First, f.Last}, strings.TrimSuffix(m.Labels[f.Label], "part")
		found[span] = label
		c := &s.prob[min(int(f.Prob*10), 9)]
		c.sum += f.Prob
		c.found++
		if gold[span] == label {
			c.good++
		}
	}
	for k, l := range gold {
		s.gold[l]++
		f := found[k]
		s.confusion[[2]string{l, f}]++
		if f == l {
			s.right[l]++
		} else {
			s.errors = append(s.errors, fmt.Sprintf("%s as %s: %s | %s", l, or(f, "nothing"), strings.Join(sent.Words[k[0]:k[1]], " "), strings.Join(sent.Words, " ")))
		}
	}
	for k, l := range found {
		s.found[l]++
		if _, ok := gold[k]; !ok {
			s.confusion[[2]string{"", l}]++
			s.errors = append(s.errors, fmt.Sprintf("invented %s: %s | %s", l, strings.Join(sent.Words[k[0]:k[1]], " "), strings.Join(sent.Words, " ")))
		}
	}
}

func or(s, t string) string {
	if s == "" {
		return t
	}
	return s
}

func (s *score) merge(o *score) {
	for l, n := range o.right {
		s.right[l] += n
	}
	for l, n := range o.found {
		s.found[l] += n
	}
	for l, n := range o.gold {
		s.gold[l] += n
	}
	for l, n := range o.confusion {
		s.confusion[l] += n
	}
	s.errors = append(s.errors, o.errors...)
	for i, c := range o.prob {
		s.prob[i].sum += c.sum
		s.prob[i].found += c.found
		s.prob[i].good += c.good
	}
}

func prf(right, found, gold int) (p, r, f float64) {
	if found > 0 {
		p = float64(right) / float64(found)
	}
	if gold > 0 {
		r = float64(right) / float64(gold)
	}
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}

// print writes precision, recall and F1 by label and over all, and returns
// the micro-F1 without MISC, which Universal NER does not have.
func (s *score) print(w io.Writer) float64 {
	var labels []string
	for l := range s.gold {
		labels = append(labels, l)
	}
	for l := range s.found {
		if s.gold[l] == 0 {
			labels = append(labels, l)
		}
	}
	slices.Sort(labels)
	var all, three [3]int
	line := func(name string, n [3]int) float64 {
		p, r, f := prf(n[0], n[1], n[2])
		fmt.Fprintf(w, "%-14s P %6.2f  R %6.2f  F1 %6.2f   (gold %d, found %d, right %d)\n", name, 100*p, 100*r, 100*f, n[2], n[1], n[0])
		return f
	}
	for _, l := range labels {
		n := [3]int{s.right[l], s.found[l], s.gold[l]}
		line(l, n)
		for k := range n {
			all[k] += n[k]
			if l != "MISC" {
				three[k] += n[k]
			}
		}
	}
	line("all", all)
	return line("without MISC", three)
}

// printProbabilities writes, for names of like probability, the mean of it and
// the share that is right: in a calibrated model they are the same.
func (s *score) printProbabilities(w io.Writer) {
	fmt.Fprintln(w, "probability (mean, share right, names):")
	for _, c := range s.prob {
		if c.found > 0 {
			fmt.Fprintf(w, "  %.2f  %.2f  %d\n", c.sum/float64(c.found), float64(c.good)/float64(c.found), c.found)
		}
	}
}

// evaluateFile prints how m scores on a file, and returns the micro-F1.
func evaluateFile(m *tagger.Model, file string, errs int, stdout io.Writer) (float64, error) {
	ss, err := readFile(file)
	if err != nil {
		return 0, err
	}
	s := newScore()
	for _, sent := range ss {
		s.add(m, sent)
	}
	f1 := s.print(stdout)
	fmt.Fprintln(stdout, "confusion (gold, found, times):")
	var pairs [][2]string
	for p := range s.confusion {
		if p[0] != p[1] {
			pairs = append(pairs, p)
		}
	}
	slices.SortFunc(pairs, func(a, b [2]string) int {
		if d := s.confusion[b] - s.confusion[a]; d != 0 {
			return d
		}
		return strings.Compare(a[0]+"/"+a[1], b[0]+"/"+b[1])
	})
	for _, p := range pairs {
		fmt.Fprintf(stdout, "  %-8s %-8s %d\n", or(p[0], "-"), or(p[1], "-"), s.confusion[p])
	}
	s.printProbabilities(stdout)
	slices.Sort(s.errors)
	for _, e := range s.errors[:min(errs, len(s.errors))] {
		fmt.Fprintln(stdout, "  "+e)
	}
	return f1, nil
}

// crossValidate measures the recipe on its test parts, blocked by document:
// no document gives sentences both to train on and to measure on.
func crossValidate(r recipe, folds int, w io.Writer, logf func(string, ...any)) {
	scores := make([]*score, folds)
	fold := func(p part) int {
		h := fnv.New32a()
		io.WriteString(h, or(p.Doc, or(p.ID, strings.Join(p.Words, " "))))
		return int(h.Sum32()>>4) % folds
	}
	var wg sync.WaitGroup
	slots := make(chan struct{}, 2)
	for k := range folds {
		wg.Add(1)
		slots <- struct{}{}
		go func() {
			defer func() { <-slots; wg.Done() }()
			var train []part
			var test []corpus.Sentence
			for _, p := range r.parts {
				if p.test && fold(p) == k {
					test = append(test, p.Sentence)
				} else {
					train = append(train, p)
				}
			}
			logf("fold %d: %d to train on, %d to measure on", k+1, len(train), len(test))
			m := r.train(train, func(string, ...any) {})
			s := newScore()
			for _, sent := range test {
				s.add(m, sent)
			}
			scores[k] = s
			_, _, f := prf(sum(s.right), sum(s.found), sum(s.gold))
			logf("fold %d: F1 %.2f with MISC", k+1, 100*f)
		}()
	}
	wg.Wait()
	total := newScore()
	for _, s := range scores {
		total.merge(s)
	}
	fmt.Fprintf(w, "document-blocked cross-validation, %d parts:\n", folds)
	total.print(w)
	total.printProbabilities(w)
}

func sum(m map[string]int) (n int) {
	for _, v := range m {
		n += v
	}
	return n
}
