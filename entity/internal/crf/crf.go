// Package crf is a linear-chain conditional random field over hashed features,
// after Lafferty, McCallum and Pereira (2001): training by stochastic gradient
// descent with a softmax margin (Gimpel and Smith, 2010), best path by
// Viterbi, and marginal probabilities by forward and backward sums.
package crf

import "math"

// Tags of a model are numbered: 0 is outside, then B- and I- of each label in
// turn, so that a tag tells its own part.

// Outside is the tag of what is no name.
const Outside = 0

// Begin and Inside return the tags of label k, counted from 0.
func Begin(k int) int  { return 1 + 2*k }
func Inside(k int) int { return 2 + 2*k }

// LabelOf returns the label of a tag and whether the tag begins it; -1 for
// Outside.
func LabelOf(tag int) (label int, begins bool) {
	if tag == Outside {
		return -1, false
	}
	return (tag - 1) / 2, tag%2 == 1
}

// Lattice runs the model over sentences. The zero value is ready for use; it
// keeps its memory from one sentence to the next and is not for sharing.
type Lattice struct {
	Tags   int
	Fixed  bool      // Trans does not change any more
	Trans  []float32 // Trans[a*Tags+b]: from tag a to tag b
	Score  []float32 // Score[i*Tags+y]: of tag y at token i
	back   []uint8
	alpha  []float64
	beta   []float64
	eTrans []float64
	exp    []float64
	norm   []float64 // by token: what alpha was divided by
	en     []float64 // by tag: exp times beta of the token at hand
}

// Grow makes room for n tokens.
func (l *Lattice) Grow(n int) {
	if need := n * l.Tags; cap(l.Score) < need {
		l.Score = make([]float32, need, 2*need)
		l.back = make([]uint8, need, 2*need)
	} else {
		l.Score = l.Score[:need]
		l.back = l.back[:need]
	}
}

// Viterbi writes the best tags of n tokens to path.
func (l *Lattice) Viterbi(path []uint8, n int) {
	T := l.Tags
	if n == 0 {
		return
	}
	for y := 0; y < T; y++ {
		if y != Outside && y%2 == 0 {
			l.Score[y] = float32(math.Inf(-1)) // a name can not begin inside
		}
	}
	for i := 1; i < n; i++ {
		prev, cur, back := l.Score[(i-1)*T:i*T], l.Score[i*T:(i+1)*T], l.back[i*T:(i+1)*T]
		for y := 0; y < T; y++ {
			if y != Outside && y%2 == 0 { // I- follows its own B- or I-
				a, b := prev[y-1]+l.Trans[(y-1)*T+y], prev[y]+l.Trans[y*T+y]
				if a >= b {
					cur[y] += a
					back[y] = uint8(y - 1)
				} else {
					cur[y] += b
					back[y] = uint8(y)
				}
				continue
			}
			best, arg := prev[0]+l.Trans[y], 0
			for a := 1; a < T; a++ {
				if s := prev[a] + l.Trans[a*T+y]; s > best {
					best, arg = s, a
				}
			}
			cur[y] += best
			back[y] = uint8(arg)
		}
	}
	last := l.Score[(n-1)*T : n*T]
	arg := 0
	for y := 1; y < T; y++ {
		if last[y] > last[arg] {
			arg = y
		}
	}
	for i := n - 1; ; i-- {
		path[i] = uint8(arg)
		if i == 0 {
			return
		}
		arg = int(l.back[i*T+arg])
	}
}

// prepare exponentiates transitions and scores.
func (l *Lattice) prepare(n int) {
	T := l.Tags
	if !l.Fixed || len(l.eTrans) != T*T {
		if len(l.eTrans) != T*T {
			l.eTrans = make([]float64, T*T)
		}
		for a := 0; a < T; a++ {
			for b := 0; b < T; b++ {
				if b != Outside && b%2 == 0 && a != b && a != b-1 {
					l.eTrans[a*T+b] = 0
				} else {
					l.eTrans[a*T+b] = math.Exp(float64(l.Trans[a*T+b]))
				}
			}
		}
	}
	if cap(l.exp) < n*T {
		l.exp = make([]float64, 2*n*T)
		l.alpha = make([]float64, 2*n*T)
		l.beta = make([]float64, 2*n*T)
		l.norm = make([]float64, 2*n)
	}
	l.norm = l.norm[:n]
	if len(l.en) != T {
		l.en = make([]float64, T)
	}
	l.exp, l.alpha, l.beta = l.exp[:n*T], l.alpha[:n*T], l.beta[:n*T]
}

// Sums computes, from Score, the forward and backward sums of n tokens, each
// scaled to one. Viterbi overwrites Score.
func (l *Lattice) Sums(n int) {
	T := l.Tags
	l.prepare(n)
	for i := 0; i < n; i++ {
		s := l.Score[i*T : (i+1)*T]
		m := s[0]
		for _, x := range s[1:] {
			m = max(m, x)
		}
		for y, x := range s {
			l.exp[i*T+y] = math.Exp(float64(x - m))
		}
	}
	for y := 0; y < T; y++ {
		l.alpha[y] = l.exp[y]
		if y != Outside && y%2 == 0 {
			l.alpha[y] = 0
		}
	}
	l.norm[0] = normalize(l.alpha[:T])
	for i := 1; i < n; i++ {
		prev, cur := l.alpha[(i-1)*T:i*T], l.alpha[i*T:(i+1)*T]
		for y := 0; y < T; y++ {
			var sum float64
			if y != Outside && y%2 == 0 {
				sum = prev[y-1]*l.eTrans[(y-1)*T+y] + prev[y]*l.eTrans[y*T+y]
			} else {
				for a, p := range prev {
					sum += p * l.eTrans[a*T+y]
				}
			}
			cur[y] = sum * l.exp[i*T+y]
		}
		l.norm[i] = normalize(cur)
	}
	for y := 0; y < T; y++ {
		l.beta[(n-1)*T+y] = 1
	}
	for i := n - 2; i >= 0; i-- {
		next, cur, e := l.beta[(i+1)*T:(i+2)*T], l.beta[i*T:(i+1)*T], l.exp[(i+1)*T:(i+2)*T]
		for y := range l.en {
			l.en[y] = e[y] * next[y]
		}
		for a := 0; a < T; a++ {
			sum := 0.0
			row := l.eTrans[a*T : (a+1)*T]
			for y, x := range l.en[:len(row)] {
				sum += row[y] * x
			}
			cur[a] = sum
		}
		normalize(cur)
	}
}

// normalize scales v to a sum of one and returns what it was.
func normalize(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	if sum == 0 || math.IsInf(sum, 0) || math.IsNaN(sum) {
		for i := range v {
			v[i] = 1 / float64(len(v))
		}
		return 1
	}
	scale := 1 / sum
	for i := range v {
		v[i] *= scale
	}
	return sum
}

// Marginals writes to p the probability of each tag at token i. Sums must
// have run.
func (l *Lattice) Marginals(p []float64, i int) {
	T := l.Tags
	sum := 0.0
	for y := 0; y < T; y++ {
		p[y] = l.alpha[i*T+y] * l.beta[i*T+y]
		sum += p[y]
	}
	if sum <= 0 {
		sum = 1
	}
	for y := range p[:T] {
		p[y] /= sum
	}
}

// Span returns the probability that the tags path[first:last] are right as a
// whole: that a name begins and ends there with that label.
func (l *Lattice) Span(path []uint8, first, last, n int) float64 {
	T := l.Tags
	// alpha(first, B) * prod trans*exp * beta(last-1), over the same for all
	// paths through the span, which the scaled sums give step by step.
	p := make([]float64, 0, 64)
	if T <= 64 {
		p = p[:T]
	} else {
		p = make([]float64, T)
	}
	l.Marginals(p, first)
	prob := p[path[first]]
	for i := first + 1; i < last; i++ {
		prob *= l.next(int(path[i-1]), int(path[i]), i)
	}
	if last < n {
		y := int(path[last-1])
		if y%2 == 1 {
			y++
		}
		prob *= 1 - l.next(int(path[last-1]), y, last)
	}
	return max(0, min(1, prob))
}

// next returns the probability of tag b at token i given tag a before it.
func (l *Lattice) next(a, b, i int) float64 {
	T := l.Tags
	sum, hit := 0.0, 0.0
	for y := 0; y < T; y++ {
		v := l.eTrans[a*T+y] * l.exp[i*T+y] * l.beta[i*T+y]
		sum += v
		if y == b {
			hit = v
		}
	}
	if sum == 0 {
		return 0
	}
	return hit / sum
}
