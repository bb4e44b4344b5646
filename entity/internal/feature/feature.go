// Package feature turns the tokens of a sentence into the hashed features of
// the name tagger. The trainer and the recogniser call the same code, so that
// a model never sees other features than it was trained on.
//
// A feature is a 64-bit hash of a template and a value, cut down to the bits
// of the model's table. There are two kinds. Features of a word type depend on
// the word alone, at a distance of at most [Reach] tokens from the one that is
// tagged; a recogniser adds up their weights once a word. Features of a
// context depend on several tokens, and are added up at each token.
//
// What each thing gave (micro-F1 over PER, ORG and LOC; five-fold
// cross-validation of UNER's training part, blocked by document; differences
// under 0.3 are noise):
//
//	words, affixes, shapes, runs of capitals, gazetteers, written-in-lower-case
//	ratios; features hashed to 2^18 rows                                   83.1
//	hashed to 2^22 rows, the best 250,000 rows kept; names of the
//	knowledge base and first names as lexicons; runs over particles        83.6
//	rows of a single token not learnt                                      84.0
//	softmax margin on O 0.5, was 1.5                                       84.5
//	5,564 more lines of raw text labelled (entity/train/labels)            84.6
//	entity/train/texts: the first three files                              84.9
//	entity/train/texts: eight of the twelve                                85.1
//	stretches between sure words entered and left by the transitions
//	of the whole sentence                                                  86.3
//	entity/train/lists: names written from memory                          86.7
//	three more texts: products, institutions, the world                    87.3
//
// What was tried and left out:
//
//	exchange classes of words from raw text                                -0.3
//	bag of the words within eight                                          -0.1
//	whether the sentence has a result (2-1), no stop, how many names       -0.5
//	a hidden layer of 32 units in place of the linear scores               -0.7
//	both, a quarter of the scores from the hidden layer                    +0.1
//	margin on O 0, 1 or 1.5 instead of 0.5                          -0.1 to -0.4
//	the mean of two models trained in other orders                          0.0
//	dropout 0.3 instead of 0.2                                      -0.1 to +0.3
//
// Eight-bit weights cost 0.1, and so does keeping a sixth of the rows.
package feature

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Reach is how many tokens to the left and to the right a word's own features
// are looked at.
const Reach = 2

// Version changes whenever the same text yields other features: a model of
// another version can not be used.
const Version = 2

// Caps classes of a word.
const (
	lowerCase uint8 = iota
	firstCap
	allCaps
	mixedCaps
	oneCap // a single capital letter
	digits
	mark
)

// Word is what the tagger knows of a word type. It is immutable.
type Word struct {
	lower  uint64 // hash of the word in lower case
	stem   uint64 // the same without a genitive -s
	suffix uint64 // hash of the last four runes
	Caps   uint8
	ratio  uint8 // bucket of how often it is written in lower case
	gaz    uint16
	quote  bool // a quotation mark, dash or bracket after which a capital means little
	stop   bool // ends a sentence

	// At holds the word's own features by distance: At[Reach] as the tagged
	// word itself, At[Reach-1] as the word before the tagged one.
	At [2*Reach + 1][]uint32
}

// Name reports whether the word has a capital letter, which every name needs.
func (w *Word) Name() bool { return w.Caps >= firstCap && w.Caps <= oneCap }

// Set makes features: it knows the size of the table and the lexicon.
type Set struct {
	Bits uint // the table has 1<<Bits rows
	Lex  *Lexicon
}

const (
	prime  = 0x9E3779B97F4A7C15
	offset = 0xcbf29ce484222325
)

func mix(h, x uint64) uint64 {
	h ^= x
	h *= 0xff51afd7ed558ccd
	h ^= h >> 32
	return h
}

// Hash hashes a string. It is the hash that lexicons are stored under.
func Hash(s string) uint64 {
	h := uint64(offset)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 0x100000001b3
	}
	return mix(h, uint64(len(s)))
}

func (s *Set) row(template, value uint64) uint32 {
	return uint32(mix(mix(template*prime, value), template) * prime >> (64 - s.Bits))
}

// Lower folds the case of a word as the tagger does.
func Lower(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return strings.ToLower(s)
		}
	}
	return s
}

func capsOf(word string) uint8 {
	upper, lower, digit, n := 0, 0, 0, 0
	first := false
	for i, r := range word {
		switch {
		case unicode.IsUpper(r):
			upper++
			if i == 0 {
				first = true
			}
		case unicode.IsLetter(r):
			lower++
		case unicode.IsDigit(r):
			digit++
		}
		n++
	}
	switch {
	case upper == 0 && lower == 0 && digit == 0:
		return mark
	case upper == 0 && lower == 0:
		return digits
	case upper == 0:
		return lowerCase
	case upper == 1 && lower == 0:
		return oneCap
	case lower == 0:
		return allCaps
	case first && upper == 1:
		return firstCap
	}
	return mixedCaps
}

// shape maps a word to a run-collapsed pattern: Kim -> Xx, FN's -> X'x.
func shape(word string, collapse bool) uint64 {
	h := uint64(offset)
	var prev byte
	for _, r := range word {
		var c byte
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r):
			c = 'x'
		case unicode.IsDigit(r):
			c = 'd'
		case r < 0x80:
			c = byte(r)
		default:
			c = '?'
		}
		if collapse && c == prev {
			continue
		}
		prev = c
		h = (h ^ uint64(c)) * 0x100000001b3
	}
	return h
}

// Stem cuts a genitive ending off a word in lower case.
func Stem(lower string) string {
	for _, e := range [...]string{"'s", "’s", "'", "’"} {
		if s, ok := strings.CutSuffix(lower, e); ok && s != "" {
			return s
		}
	}
	if len(lower) > 3 && lower[len(lower)-1] == 's' {
		return lower[:len(lower)-1]
	}
	return lower
}

// Word returns what the tagger knows of a word.
func (s *Set) Word(word string) *Word {
	low := Lower(word)
	stem := Stem(low)
	w := &Word{lower: Hash(low), stem: Hash(stem), Caps: capsOf(word)}
	w.ratio = s.Lex.Ratio(w.lower)
	w.gaz = s.Lex.Word(w.lower) | s.Lex.Word(w.stem)
	switch word {
	case `"`, "»", "«", "”", "“", "„", "'", "’", "‘", "-", "–", "—", "(", ":", "``", "''", "*", "•", "[", "/":
		w.quote = true
	case ".", "!", "?", "...", "…":
		w.stop = true
	}

	// Runes of the lower-case word, bounded, for affixes.
	var buf [64]int
	n := 0
	for i := range low {
		if n == len(buf) {
			break
		}
		buf[n] = i
		n++
	}
	end := len(low)
	if n == len(buf) {
		end = buf[n-1]
		n--
	}
	prefix := func(k int) string {
		if k >= n {
			return low[:end]
		}
		return low[:buf[k]]
	}
	suffix := func(k int) string {
		if k >= n {
			return low[:end]
		}
		return low[buf[n-k]:end]
	}
	w.suffix = Hash(suffix(4))
	wordlike := w.Caps != mark

	for d := -Reach; d <= Reach; d++ {
		t := uint64(d+Reach+1) << 8 // templates by distance
		var fs []uint32
		add := func(template, value uint64) { fs = append(fs, s.row(t|template, value)) }
		add(1, w.lower)
		add(2, uint64(w.Caps))
		if d >= -1 && d <= 1 {
			add(3, shape(word, true))
			if wordlike {
				for k := 1; k <= 5 && k < n+1; k++ {
					add(4, Hash(prefix(k))+uint64(k))
					add(5, Hash(suffix(k))+uint64(k)<<4)
				}
				add(6, w.stem)
				add(7, uint64(w.ratio))
				for g, bit := w.gaz, uint64(0); g != 0; g, bit = g>>1, bit+1 {
					if g&1 != 0 {
						add(8, bit)
						add(9, bit<<8|uint64(w.Caps))
					}
				}
			}
		} else {
			add(7, uint64(w.ratio))
			if wordlike {
				add(5, Hash(suffix(3)))
			}
		}
		if d == 0 {
			add(10, Hash(word))
			if wordlike {
				add(11, uint64(min(n, 12)))
				add(12, shape(word, false))
				for k := 2; k <= 4 && k <= n; k++ {
					add(13, mix(Hash(suffix(k)), uint64(w.Caps)))
				}
				add(14, mix(uint64(w.ratio), uint64(w.Caps)))
				for k := 3; k <= 4; k++ {
					for i := 0; i+k <= n; i++ {
						stop := end
						if i+k < n {
							stop = buf[i+k]
						}
						add(15, Hash(low[buf[i]:stop]))
					}
				}
				if h := strings.LastIndexByte(word, '-'); h > 0 && h+1 < len(word) {
					add(16, Hash(low[:strings.IndexByte(low, '-')]))
					if h+1 < len(low) {
						if tail := low[strings.LastIndexByte(low, '-')+1:]; tail != "" {
							add(17, Hash(tail))
							add(18, uint64(s.Lex.Ratio(Hash(tail))))
						}
					}
					add(19, uint64(capsOf(word[:h]))<<4|uint64(capsOf(word[h+1:])))
					add(20, mix(uint64(s.Lex.Word(Hash(low[:strings.IndexByte(low, '-')]))), uint64(capsOf(word[h+1:]))))
				}
			}
		}
		w.At[d+Reach] = fs
	}
	return w
}

// Sentence holds what the features of a context need to know of a sentence.
// The zero value is ready for use; Reset makes it so again without giving up
// its memory.
type Sentence struct {
	Words []*Word

	shout  bool
	phrase []uint16 // by token: what gazetteer phrases it begins (low byte) or goes on (high byte)
	run    []int32  // by token: start of its run of capitals, or -1
	runEnd []int32
}

// Reset prepares the sentence for its words.
func (st *Sentence) Reset(s *Set, words []*Word) {
	st.Words = words
	n := len(words)
	st.phrase = resize(st.phrase, n)
	st.run = resize(st.run, n)
	st.runEnd = resize(st.runEnd, n)
	caps, lower := 0, 0
	for i, w := range words {
		st.phrase[i] = 0
		st.run[i] = -1
		switch w.Caps {
		case allCaps:
			caps++
		case lowerCase, firstCap, mixedCaps:
			lower++
		}
	}
	st.shout = caps >= 3 && caps > 2*lower
	// Runs of capitalised words, over the low words inside names.
	for i := 0; i < n; {
		if !words[i].Name() {
			i++
			continue
		}
		end := i + 1
		for end < n {
			k := end // van der Aa
			for k < n && k < end+3 && words[k].gaz&Particle != 0 && !words[k].Name() {
				k++
			}
			if k == n || !words[k].Name() {
				break
			}
			end = k + 1
		}
		for k := i; k < end; k++ {
			st.run[k], st.runEnd[k] = int32(i), int32(end)
		}
		i = end
	}
	// Phrases of the lexicon, longest first.
	for i := 0; i < n; i++ {
		if words[i].gaz&PhraseStart == 0 {
			continue
		}
		h := words[i].lower
		best, kind := 0, uint8(0)
		for k := i + 1; k < n && k < i+MaxPhrase; k++ {
			if g := s.Lex.Phrase(mix(h, words[k].lower)) | s.Lex.Phrase(mix(h, words[k].stem)); g != 0 {
				best, kind = k, g
			}
			h = mix(h, words[k].lower)
		}
		if best > 0 {
			st.phrase[i] |= uint16(kind)
			for k := i + 1; k <= best; k++ {
				st.phrase[k] |= uint16(kind) << 8
			}
		}
	}
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n*2)
	}
	return s[:n]
}

var border = Word{lower: 1, stem: 1, suffix: 1, Caps: mark}

func (st *Sentence) at(i int) *Word {
	if i < 0 || i >= len(st.Words) {
		return &border
	}
	return st.Words[i]
}

// Context appends the features of token i that depend on its neighbours.
func (st *Sentence) Context(dst []uint32, s *Set, i int) []uint32 {
	w, l, r := st.Words[i], st.at(i-1), st.at(i+1)
	const t = 100 << 8
	add := func(template, value uint64) { dst = append(dst, s.row(t|template, value)) }
	start := i == 0 || l.quote || l.stop
	if start {
		k := uint64(1)
		if i > 0 {
			k = 2
		}
		add(1, k)
		add(2, uint64(w.Caps)<<8|k)
		add(3, w.lower)
		add(4, uint64(w.ratio)<<8|uint64(w.Caps))
		add(5, uint64(w.ratio)<<8|uint64(r.Caps)<<4|uint64(w.Caps))
		if i+1 < len(st.Words) {
			add(6, mix(w.lower, r.lower))
		}
	}
	if st.shout {
		add(7, uint64(w.ratio))
		add(8, uint64(w.gaz))
	}
	add(9, mix(l.lower, w.lower))
	add(10, mix(w.lower, r.lower))
	caps := uint64(l.Caps)<<8 | uint64(w.Caps)<<4 | uint64(r.Caps)
	add(11, caps)
	add(12, caps<<8|uint64(st.at(i-2).Caps)<<4|uint64(st.at(i+2).Caps))
	add(13, mix(l.lower, uint64(w.Caps)))
	add(14, mix(r.lower, uint64(w.Caps)))
	add(15, mix(mix(l.lower, r.lower), uint64(w.Caps)))
	if p := st.phrase[i]; p != 0 {
		for b := uint64(0); b < 16; b++ {
			if p>>b&1 != 0 {
				add(16, b)
				add(17, b<<4|uint64(w.Caps))
			}
		}
	}
	if st.run[i] >= 0 {
		a, b := int(st.run[i]), int(st.runEnd[i])
		n, at := uint64(min(b-a, 6)), uint64(min(i-a, 5))
		add(20, n<<4|at)
		left, left2, right := st.at(a-1), st.at(a-2), st.at(b)
		add(21, left.lower)
		add(22, mix(left.lower, left2.lower))
		add(23, right.lower)
		add(24, left.stem)
		add(25, left.suffix)
		add(26, mix(st.at(a).lower, n))
		add(27, mix(st.at(b-1).lower, n))
		add(28, mix(left.lower, n<<4|at))
		add(29, mix(right.lower, n<<4|at))
		add(30, mix(st.at(b+1).lower, right.lower))
		add(31, uint64(st.at(a).gaz)<<4|at)
		add(32, uint64(st.at(b-1).gaz)<<4|at)
		add(33, mix(mix(st.at(a).lower, st.at(b-1).lower), at))
		var g uint16
		for k := a; k < b && k < a+6; k++ {
			g |= st.Words[k].gaz
		}
		add(34, uint64(g)<<4|at)
		if right.lower == parenHash {
			add(35, st.at(b+1).lower)
		}
		if left.lower == parenHash {
			add(36, st.at(a-2).lower)
			add(37, n)
		}
	} else if l.Name() || r.Name() { // between names: og, i, von
		add(40, mix(l.stem, w.lower))
		add(41, mix(w.lower, r.stem))
		add(42, mix(w.lower, uint64(l.gaz)))
		add(43, mix(w.lower, uint64(r.gaz)))
	}
	return dst
}

var parenHash = Hash("(")
