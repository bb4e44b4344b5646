package crf

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// Example is a sentence to learn from: the rows of its features by token, and
// its tags.
type Example struct {
	Rows   [][]uint32
	Tags   []uint8
	Weight float32 // of the example's gradient
	Phase  int     // the first phase of training that leaves it out; 0: none
}

// Options are the settings of [Train].
type Options struct {
	Tags    int
	Bits    uint
	Epochs  [2]int // with all examples, and with those that stay
	Rate    [2]float32
	Lambda  float64    // of the L2 penalty, times the number of examples
	Dropout float32    // the share of features that is left out at each look
	Margin  [2]float32 // what a wrong Outside and a wrong other tag must be behind
	Least   int        // rows that fewer tokens have are not learnt
	Average int        // the last epochs whose weights are averaged
	Seed    uint64
	Log     func(format string, args ...any)
}

// Weights are what Train learns: weights of rows, Tags to a row, and the
// transitions.
type Weights struct {
	Tags  int
	Bits  uint
	Rows  []uint32 // which of the 1<<Bits rows each one is
	Table []float32
	Trans []float32
}

// Train learns weights. The same examples, in the same order, and the same
// options give the same weights. It numbers the rows of the examples anew.
func Train(examples []Example, o Options) *Weights {
	T := o.Tags
	rows := dense(examples, o.Least)
	w := &Weights{Tags: T, Bits: o.Bits, Rows: rows, Table: make([]float32, T*len(rows)), Trans: make([]float32, T*T)}
	sumTable, sumTrans := make([]float32, len(w.Table)), make([]float32, len(w.Trans))
	rng := rand.New(rand.NewPCG(o.Seed, 7))
	l := Lattice{Tags: T, Trans: w.Trans}
	scale := float32(1) // the true weights are scale times the stored ones
	rescale := func() {
		for i := range w.Table {
			w.Table[i] *= scale
		}
		scale = 1
	}
	step := 0
	averaged := 0
	lambda := o.Lambda / float64(len(examples))
	threshold := uint32(float64(o.Dropout) * (1 << 32))
	keep := 1 / (1 - o.Dropout)
	p := make([]float64, T)
	g := make([]float32, T)
	kept := make([][]uint32, 0, 256)
	var store []uint32
	for phase := 0; phase < 2; phase++ {
		var order []int
		for i := range examples {
			if phase == 0 || examples[i].Phase == 0 || examples[i].Phase > phase {
				order = append(order, i)
			}
		}
		for epoch := 0; epoch < o.Epochs[phase]; epoch++ {
			rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			loss := 0.0
			for _, k := range order {
				ex := &examples[k]
				n := len(ex.Rows)
				rate := o.Rate[phase] / float32(1+float64(o.Rate[phase])*lambda*float64(step))
				step++
				// Scores of the features that dropout leaves.
				l.Grow(n)
				store, kept = store[:0], kept[:0]
				total := 0
				for _, rows := range ex.Rows {
					total += len(rows)
				}
				if cap(store) < total {
					store = make([]uint32, 0, 2*total)
				}
				for i, rows := range ex.Rows {
					s := l.Score[i*T : (i+1)*T]
					clear(s)
					from := len(store)
					for _, row := range rows {
						if rng.Uint32() < threshold {
							continue
						}
						store = append(store, row)
						v := w.Table[int(row)*T : int(row)*T+T]
						for y, x := range v {
							s[y] += x
						}
					}
					kept = append(kept, store[from:len(store):len(store)])
					gold := ex.Tags[i]
					for y := range s {
						s[y] *= scale * keep
						if uint8(y) != gold {
							if y == Outside {
								s[y] += o.Margin[0]
							} else {
								s[y] += o.Margin[1]
							}
						}
					}
				}
				l.Sums(n)
				// Gradient: expected less observed.
				if o.Lambda > 0 {
					scale *= 1 - rate*float32(lambda)
				}
				eta := rate * ex.Weight
				for i := range kept {
					l.Marginals(p, i)
					gold := int(ex.Tags[i])
					loss -= math.Log(max(p[gold], 1e-12))
					if p[gold] > 0.9999 {
						continue
					}
					for y := range g {
						g[y] = float32(p[y])
					}
					g[gold]--
					for y := range g {
						g[y] *= eta * keep / scale
					}
					for _, row := range kept[i] {
						v := w.Table[int(row)*T : int(row)*T+T]
						for y, x := range g {
							v[y] -= x
						}
					}
				}
				for i := 1; i < n; i++ {
					a, b := int(ex.Tags[i-1]), int(ex.Tags[i])
					l.transGradient(i, a, b, eta)
				}
				if scale < 1e-3 {
					rescale()
				}
			}
			rescale()
			if o.Log != nil {
				o.Log("phase %d epoch %d: loss %.4f a sentence", phase+1, epoch+1, loss/float64(len(order)))
			}
			last := phase == 1 || o.Epochs[1] == 0
			if last && epoch >= o.Epochs[phase]-o.Average {
				averaged++
				for i, x := range w.Table {
					sumTable[i] += x
				}
				for i, x := range w.Trans {
					sumTrans[i] += x
				}
			}
		}
	}
	if averaged > 0 {
		for i := range w.Table {
			w.Table[i] = sumTable[i] / float32(averaged)
		}
		for i := range w.Trans {
			w.Trans[i] = sumTrans[i] / float32(averaged)
		}
	}
	return w
}

// dense numbers the rows that the examples use anew, so that they lie close
// together in memory, the frequent ones first. Rows that fewer than least
// tokens have are dropped. It returns the old number of each.
func dense(examples []Example, least int) []uint32 {
	count := map[uint32]int32{}
	for i := range examples {
		for _, rows := range examples[i].Rows {
			for _, r := range rows {
				count[r]++
			}
		}
	}
	var rows []uint32
	for r, n := range count {
		if int(n) >= least {
			rows = append(rows, r)
		}
	}
	slices.SortFunc(rows, func(a, b uint32) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	number := make(map[uint32]uint32, len(rows))
	for i, r := range rows {
		number[r] = uint32(i)
	}
	for i := range examples {
		for k, old := range examples[i].Rows {
			kept := old[:0]
			for _, r := range old {
				if n, ok := number[r]; ok {
					kept = append(kept, n)
				}
			}
			examples[i].Rows[k] = kept
		}
	}
	return rows
}

// transGradient moves the transitions into token i towards the observed one.
func (l *Lattice) transGradient(i, goldA, goldB int, eta float32) {
	T := l.Tags
	before, here, exp, beta := l.alpha[(i-1)*T:i*T], l.alpha[i*T:(i+1)*T], l.exp[i*T:(i+1)*T], l.beta[i*T:(i+1)*T]
	sum := 0.0
	for b, x := range here {
		sum += x * beta[b]
	}
	if sum *= l.norm[i]; sum <= 0 {
		return
	}
	for b := range l.en {
		l.en[b] = exp[b] * beta[b] / sum
	}
	if before[goldA]*l.eTrans[goldA*T+goldB]*l.en[goldB] > 0.9999 {
		return
	}
	for a, al := range before {
		if al < 1e-7 {
			continue
		}
		for b, x := range l.en {
			if q := al * l.eTrans[a*T+b] * x; q > 1e-7 {
				l.Trans[a*T+b] -= eta * float32(q)
			}
		}
	}
	l.Trans[goldA*T+goldB] += eta
}
