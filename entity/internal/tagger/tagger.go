// Package tagger runs a trained model over sentences, and holds the layout of
// its file.
package tagger

import (
	"math/bits"
	"sync"

	"github.com/ordret/ordret/entity/internal/crf"
	"github.com/ordret/ordret/entity/internal/feature"
)

// Model is a trained model. It is immutable and safe for concurrent use.
type Model struct {
	Info   Info
	Labels []string
	set    feature.Set
	tags   int
	scale  float32
	table  Table
	trans  []float32

	cache   sync.Map // word -> *scored
	cached  counter
	scratch sync.Pool
}

// scored is a word with the sums of its own features' weights, by distance.
type scored struct {
	word *feature.Word
	sums [2*feature.Reach + 1][]float32
}

// maxCached bounds the cache of word types; a news archive has some 100,000
// that come back. One entry takes about 700 bytes.
const maxCached = 1 << 17

type counter struct {
	mu sync.Mutex
	n  int
}

func (c *counter) room() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.n >= maxCached {
		return false
	}
	c.n++
	return true
}

// Table holds the rows of a hashed feature space that are not zero, a weight
// a tag to a row.
type Table struct {
	used []uint64 // a bit for each row of the space: whether it is stored
	rank []uint32 // by 64 rows: how many are stored before them
	rows []int8
	tags int
}

// row returns the weights of a row, or nil if they are zero.
func (t *Table) row(row uint32) []int8 {
	w, b := t.used[row>>6], row&63
	if w>>b&1 == 0 {
		return nil
	}
	k := int(t.rank[row>>6]) + bits.OnesCount64(w&(1<<b-1))
	return t.rows[k*t.tags : (k+1)*t.tags]
}

func (t *Table) index() (stored int) {
	t.rank = make([]uint32, len(t.used))
	for i, w := range t.used {
		t.rank[i] = uint32(stored)
		stored += bits.OnesCount64(w)
	}
	return stored
}

// New puts a model together.
func New(info Info, labels []string, bits uint, lex *feature.Lexicon, scale float32, table Table, trans []float32) *Model {
	m := &Model{Info: info, Labels: labels, set: feature.Set{Bits: bits, Lex: lex}, tags: 1 + 2*len(labels), scale: scale, table: table, trans: trans}
	m.scratch.New = func() any {
		return &scratch{lattice: crf.Lattice{Tags: m.tags, Trans: m.trans, Fixed: true}}
	}
	return m
}

func (m *Model) addRow(sum []int32, row uint32) {
	if v := m.table.row(row); v != nil {
		sum = sum[:len(v)]
		for y, x := range v {
			sum[y] += int32(x)
		}
	}
}

func (m *Model) word(s string) *scored {
	if w, ok := m.cache.Load(s); ok {
		return w.(*scored)
	}
	w := &scored{word: m.set.Word(s)}
	sums := make([]float32, len(w.sums)*m.tags)
	total := make([]int32, m.tags)
	for d := range w.sums {
		w.sums[d] = sums[d*m.tags : (d+1)*m.tags]
		clear(total)
		for _, row := range w.word.At[d] {
			m.addRow(total, row)
		}
		for y, x := range total {
			w.sums[d][y] = float32(x) * m.scale
		}
		w.word.At[d] = nil
	}
	if m.cached.room() {
		// The key must not keep a whole document alive.
		m.cache.Store(string([]byte(s)), w)
	}
	return w
}

type scratch struct {
	words    []*scored
	features []*feature.Word
	sentence feature.Sentence
	rows     []uint32
	sum      []int32
	score    []float32
	path     []uint8
	lattice  crf.Lattice
}

// Span is a name found: tokens [First, Last), and the probability that it is
// right.
type Span struct {
	First, Last int
	Label       int
	Prob        float64
}

// Common reports whether a word is mostly written in lower case.
func (m *Model) Common(word string) bool { return m.ratio(word) >= 4 }

// AlsoCommon reports whether a word is written in lower case at times: Venstre
// and venstre, Bank and bank.
func (m *Model) AlsoCommon(word string) bool { return m.ratio(word) >= 2 }

func (m *Model) ratio(word string) uint8 {
	return m.set.Lex.Ratio(feature.Hash(feature.Lower(word)))
}

// Place reports whether a word, with or without a genitive -s, names a place.
func (m *Model) Place(word string) bool {
	low := feature.Lower(word)
	const places = feature.City | feature.Country | feature.Place
	return (m.set.Lex.Word(feature.Hash(low))|m.set.Lex.Word(feature.Hash(feature.Stem(low))))&places != 0
}

// KnownLabel returns the label of a name that the lexicon knows as one thing
// only: a phrase of two words or more, or the name of an organisation that no
// person or place has. It returns "" for all other names.
func (m *Model) KnownLabel(words []string) string {
	if len(words) == 1 {
		low := feature.Lower(words[0])
		const other = feature.City | feature.Country | feature.Place | feature.FirstName | feature.LastName | feature.ForeignName | feature.MiscWord
		for _, w := range [...]string{low, feature.Stem(low)} {
			if g := m.set.Lex.Word(feature.Hash(w)); g&feature.OrgName != 0 && g&other == 0 {
				return "ORG"
			}
		}
		return ""
	}
	switch m.set.Lex.Known(words) {
	case feature.PhrasePER:
		return "PER"
	case feature.PhraseORG:
		return "ORG"
	case feature.PhraseLOC:
		return "LOC"
	case feature.PhraseMISC:
		return "MISC"
	}
	return ""
}

// LabelOf returns the label that the lexicon alone gives a word, if it names
// but one kind of thing: "LOC", "ORG", "PER", or "".
func (m *Model) LabelOf(word string) string {
	g := m.set.Lex.Word(feature.Hash(feature.Lower(word)))
	loc, org, per := g&(feature.City|feature.Country|feature.Place) != 0, g&(feature.OrgName|feature.Brand) != 0, g&(feature.FirstName|feature.LastName) != 0
	switch {
	case loc && !org && !per:
		return "LOC"
	case org && !loc && !per:
		return "ORG"
	case per && !loc && !org:
		return "PER"
	}
	return ""
}

// sureOutside is by how much the score of "no name" must lead, on the words
// alone, for a word without capitals to be passed over; more beside a word
// with a capital, since names go on in lower case (Læger uden Grænser).
const (
	sureOutside       = 2
	sureOutsideBeside = 4
)

// far is how many words from the nearest one with a capital letter a word must
// be to be passed over unseen: every name has one, and no more words in lower
// case than this follow each other in a name.
const far = 4

// Tag appends the names of a sentence to dst. words yields the i-th of n words.
// A name has at least one capital letter.
func (m *Model) Tag(dst []Span, n int, word func(i int) string) []Span {
	if n == 0 {
		return dst
	}
	sc := m.scratch.Get().(*scratch)
	defer m.scratch.Put(sc)
	sc.words, sc.features = sc.words[:0], sc.features[:0]
	for i := 0; i < n; i++ {
		w := m.word(word(i))
		sc.words = append(sc.words, w)
		sc.features = append(sc.features, w.word)
	}
	sc.sentence.Reset(&m.set, sc.features)
	T := m.tags
	if cap(sc.path) < n {
		sc.path = make([]uint8, 2*n)
		sc.sum = make([]int32, T)
	}
	sc.path = sc.path[:n]
	l := &sc.lattice
	l.Grow(n)
	// Words that are surely no name cut the sentence into stretches, each of
	// which is decided by itself.
	begin := -1
	flush := func(end int) {
		if begin < 0 {
			return
		}
		dst = m.stretch(dst, sc, begin, end)
		begin = -1
	}
	before, after := -far, -1 // the nearest words with a capital
	for i := 0; i < n; i++ {
		if after < i {
			for after++; after < n && !sc.features[after].Name(); after++ {
			}
		}
		if after == i {
			before = i
		} else if i-before >= far && (after == n || after-i >= far) {
			flush(i)
			continue
		}
		s := l.Score[i*T : (i+1)*T]
		clear(s)
		for d := -feature.Reach; d <= feature.Reach; d++ {
			if k := i + d; k >= 0 && k < n {
				sums := sc.words[k].sums[d+feature.Reach]
				for y, x := range sums[:len(s)] {
					s[y] += x
				}
			}
		}
		if !sc.features[i].Name() {
			lead := s[0] - sureOutside
			if i > 0 && sc.features[i-1].Name() || i+1 < n && sc.features[i+1].Name() {
				lead = s[0] - sureOutsideBeside
			}
			sure := true
			for _, x := range s[1:] {
				if lead < x {
					sure = false
					break
				}
			}
			if sure {
				flush(i)
				continue
			}
		}
		sc.rows = sc.sentence.Context(sc.rows[:0], &m.set, i)
		sum := sc.sum[:T]
		clear(sum)
		for _, row := range sc.rows {
			m.addRow(sum, row)
		}
		for y := range s {
			s[y] += float32(sum[y]) * m.scale
		}
		if begin < 0 {
			begin = i
		}
	}
	flush(n)
	return dst
}

// stretch finds the best path over tokens [begin, end) of the sentence.
func (m *Model) stretch(dst []Span, sc *scratch, begin, end int) []Span {
	T, n := m.tags, end-begin
	l := sc.lattice
	l.Score = sc.lattice.Score[begin*T : end*T]
	// Between words that are no names, the stretch is entered and left as
	// the whole sentence's path would.
	if begin > 0 {
		for y := range T {
			l.Score[y] += m.trans[crf.Outside*T+y]
		}
	}
	if end < len(sc.words) {
		for y := range T {
			l.Score[(n-1)*T+y] += m.trans[y*T+crf.Outside]
		}
	}
	// A quick look: nothing but O leads anywhere.
	any := false
	for i := 0; i < n && !any; i++ {
		s := l.Score[i*T : (i+1)*T]
		for _, x := range s[1:] {
			if s[0]-x < 8 {
				any = true
				break
			}
		}
	}
	if !any {
		return dst
	}
	path := sc.path[begin:end]
	sc.score = append(sc.score[:0], l.Score...) // Viterbi overwrites it
	l.Viterbi(path, n)
	named := false
	for _, y := range path {
		if y != crf.Outside {
			named = true
			break
		}
	}
	if !named {
		sc.keep(&l)
		return dst
	}
	copy(l.Score, sc.score)
	l.Sums(n)
	for i := 0; i < n; i++ {
		label, begins := crf.LabelOf(int(path[i]))
		if !begins {
			continue
		}
		j := i + 1
		for j < n && int(path[j]) == crf.Inside(label) {
			j++
		}
		dst = append(dst, Span{begin + i, begin + j, label, l.Span(path, i, j, n)})
		i = j - 1
	}
	sc.keep(&l)
	return dst
}

// keep takes back the memory that l grew.
func (sc *scratch) keep(l *crf.Lattice) {
	score := sc.lattice.Score
	sc.lattice = *l
	sc.lattice.Score = score
}
