package feature

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"
)

// Bits of what a lexicon says of a word.
const (
	FirstName uint16 = 1 << iota
	LastName
	City
	Country
	OrgWord  // stands in the name of an organisation
	MiscWord // stands in the name of a work, product or event
	Brand
	Demonym
	Particle    // stands inside names in lower case: von, de, al
	PhraseStart // begins a phrase
	ForeignName
	Place
	OrgName   // is the name of an organisation
	ListedOrg // the same, by a list that nobody has checked
)

// Kinds of phrase.
const (
	PhrasePER uint8 = 1 << iota
	PhraseORG
	PhraseLOC
	PhraseMISC
	ListedPhraseORG // by a list that nobody has checked
	ListedPhraseLOC

	checked = PhrasePER | PhraseORG | PhraseLOC | PhraseMISC
)

// MaxPhrase is the length of the longest phrase, in tokens.
const MaxPhrase = 6

// Lexicon says of words how they are usually written and what they name. It
// stores hashes, not words. It is immutable and safe for concurrent use.
type Lexicon struct {
	ratios  table
	words   table
	phrases table
}

// table maps 32-bit hashes to 16-bit values by binary search in buckets of
// the hash's top byte and a half.
type table struct {
	keys   []uint32
	values []uint16
	start  []uint32 // by top 12 bits
}

func (t *table) index() {
	t.start = make([]uint32, 1<<12+1)
	k := 0
	for b := range t.start {
		for k < len(t.keys) && t.keys[k]>>20 < uint32(b) {
			k++
		}
		t.start[b] = uint32(k)
	}
}

func (t *table) get(h uint64) uint16 {
	key := uint32(h >> 32)
	if len(t.start) == 0 {
		return 0
	}
	b := key >> 20
	lo, hi := t.start[b], t.start[b+1]
	for lo < hi {
		mid := (lo + hi) / 2
		if t.keys[mid] < key {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if int(lo) < len(t.keys) && t.keys[lo] == key {
		return t.values[lo]
	}
	return 0
}

// Ratio returns the bucket, 0 for an unknown word and up to 7 for one that is
// nearly always written in lower case.
func (l *Lexicon) Ratio(lower uint64) uint8 { return uint8(l.ratios.get(lower)) }

// Word returns the bits of a word.
func (l *Lexicon) Word(lower uint64) uint16 { return l.words.get(lower) }

// Phrase returns the kinds of a phrase, given by the chained hash of its words.
func (l *Lexicon) Phrase(h uint64) uint8 { return uint8(l.phrases.get(h)) }

// Known returns the kinds that checked lists give a phrase, given by its words;
// the last one may be a genitive.
func (l *Lexicon) Known(words []string) uint8 {
	if len(words) < 2 || len(words) > MaxPhrase {
		return 0
	}
	h := Hash(Lower(words[0]))
	for _, w := range words[1 : len(words)-1] {
		h = mix(h, Hash(Lower(w)))
	}
	last := Lower(words[len(words)-1])
	if k := l.Phrase(mix(h, Hash(last))) & checked; k != 0 {
		return k
	}
	return l.Phrase(mix(h, Hash(Stem(last)))) & checked
}

// Builder collects a lexicon.
type Builder struct {
	ratios, words, phrases map[uint64]uint16
}

// NewBuilder returns an empty Builder.
func NewBuilder() *Builder {
	return &Builder{map[uint64]uint16{}, map[uint64]uint16{}, map[uint64]uint16{}}
}

// SetRatio says in which bucket a lower-case word is.
func (b *Builder) SetRatio(lower string, bucket uint8) { b.ratios[Hash(lower)] = uint16(bucket) }

// AddWord sets bits of a word.
func (b *Builder) AddWord(word string, bits uint16) { b.words[Hash(Lower(word))] |= bits }

// AddPhrase adds a phrase of two or more words.
func (b *Builder) AddPhrase(words []string, kind uint8) {
	if len(words) < 2 || len(words) > MaxPhrase {
		return
	}
	b.AddWord(words[0], PhraseStart)
	h := Hash(Lower(words[0]))
	for _, w := range words[1:] {
		h = mix(h, Hash(Lower(w)))
	}
	b.phrases[h] |= uint16(kind)
}

// Lexicon returns what was collected.
func (b *Builder) Lexicon() *Lexicon {
	return &Lexicon{ratios: toTable(b.ratios), words: toTable(b.words), phrases: toTable(b.phrases)}
}

func toTable(m map[uint64]uint16) (t table) {
	type pair struct {
		k uint32
		v uint16
	}
	var ps []pair
	for k, v := range m {
		ps = append(ps, pair{uint32(k >> 32), v})
	}
	slices.SortFunc(ps, func(a, b pair) int { return cmp.Or(cmp.Compare(a.k, b.k), cmp.Compare(a.v, b.v)) })
	for _, p := range ps {
		if n := len(t.keys); n > 0 && t.keys[n-1] == p.k {
			t.values[n-1] |= p.v
			continue
		}
		t.keys = append(t.keys, p.k)
		t.values = append(t.values, p.v)
	}
	t.index()
	return t
}

// Append appends the lexicon's bytes to dst.
func (l *Lexicon) Append(dst []byte) []byte {
	for _, t := range []*table{&l.ratios, &l.words, &l.phrases} {
		dst = binary.LittleEndian.AppendUint32(dst, uint32(len(t.keys)))
		for _, k := range t.keys {
			dst = binary.LittleEndian.AppendUint32(dst, k)
		}
		for _, v := range t.values {
			dst = binary.LittleEndian.AppendUint16(dst, v)
		}
	}
	return dst
}

var errLexicon = errors.New("feature: lexicon is cut short")

// ReadLexicon reads what [Lexicon.Append] wrote and returns the rest of data.
func ReadLexicon(data []byte) (l *Lexicon, rest []byte, err error) {
	l = &Lexicon{}
	for _, t := range []*table{&l.ratios, &l.words, &l.phrases} {
		if len(data) < 4 {
			return nil, nil, errLexicon
		}
		n := int(binary.LittleEndian.Uint32(data))
		data = data[4:]
		if n < 0 || len(data)/6 < n {
			return nil, nil, errLexicon
		}
		t.keys = make([]uint32, n)
		t.values = make([]uint16, n)
		for i := range t.keys {
			t.keys[i] = binary.LittleEndian.Uint32(data[4*i:])
			if i > 0 && t.keys[i] <= t.keys[i-1] {
				return nil, nil, errors.New("feature: lexicon is not sorted")
			}
		}
		data = data[4*n:]
		for i := range t.values {
			t.values[i] = binary.LittleEndian.Uint16(data[2*i:])
		}
		data = data[2*n:]
		t.index()
	}
	return l, data, nil
}
