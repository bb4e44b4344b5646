package tagger

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"unsafe"

	"github.com/ordret/ordret/entity/internal/crf"
	"github.com/ordret/ordret/entity/internal/feature"
)

// Info says where a model comes from. It is the header of its file.
type Info struct {
	Name     string             `json:"name"`
	Format   int                `json:"format"`   // of the file
	Features string             `json:"features"` // version of the features, which must be the library's own
	Corpora  []Corpus           `json:"corpora"`
	Seed     uint64             `json:"seed"`
	Settings string             `json:"settings"`
	Scores   map[string]float64 `json:"scores,omitempty"`
	License  string             `json:"license"`
}

// Corpus is one that a model was trained on.
type Corpus struct {
	Name      string  `json:"name"`
	License   string  `json:"license"`
	Sentences int     `json:"sentences"`
	Weight    float64 `json:"weight"`
}

// Format is the version of the file's layout.
const Format = 1

const magic = "ordretNE"

// FeatureVersion is what Info.Features must say.
func FeatureVersion() string { return fmt.Sprintf("%d", feature.Version) }

// The layout, little-endian: magic; length and JSON of {Info, labels}; bits
// (uint32); scale (float32); transitions (float32, tags*tags); lexicon; a bit
// for each of the 1<<bits rows; the rows whose bit is set (int8, tags to a
// row).
type header struct {
	Info   Info     `json:"info"`
	Labels []string `json:"labels"`
}

// Append appends the model's file to dst.
func (m *Model) Append(dst []byte) ([]byte, error) {
	h, err := json.Marshal(header{m.Info, m.Labels})
	if err != nil {
		return dst, err
	}
	dst = append(dst, magic...)
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(h)))
	dst = append(dst, h...)
	dst = binary.LittleEndian.AppendUint32(dst, uint32(m.set.Bits))
	dst = binary.LittleEndian.AppendUint32(dst, math.Float32bits(m.scale))
	for _, x := range m.trans {
		dst = binary.LittleEndian.AppendUint32(dst, math.Float32bits(x))
	}
	dst = m.set.Lex.Append(dst)
	for _, w := range m.table.used {
		dst = binary.LittleEndian.AppendUint64(dst, w)
	}
	for _, x := range m.table.rows {
		dst = append(dst, byte(x))
	}
	return dst, nil
}

var errShort = errors.New("model: file is cut short")

// MaxSize is the largest file that [Read] accepts, in bytes.
const MaxSize = 256 << 20

// Read reads a model's file.
func Read(r io.Reader) (*Model, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	if len(data) > MaxSize {
		return nil, fmt.Errorf("model: file is larger than %d bytes", MaxSize)
	}
	return Decode(data)
}

// Decode decodes a model's file. The model goes on using data, which must not
// change.
func Decode(data []byte) (*Model, error) {
	if len(data) < len(magic)+4 || string(data[:len(magic)]) != magic {
		return nil, errors.New("model: not a model file")
	}
	data = data[len(magic):]
	n := int(binary.LittleEndian.Uint32(data))
	data = data[4:]
	if n < 0 || n > len(data) {
		return nil, errShort
	}
	var h header
	if err := json.Unmarshal(data[:n], &h); err != nil {
		return nil, fmt.Errorf("model: header: %w", err)
	}
	data = data[n:]
	if h.Info.Format != Format {
		return nil, fmt.Errorf("model: format %d, want %d", h.Info.Format, Format)
	}
	if h.Info.Features != FeatureVersion() {
		return nil, fmt.Errorf("model: features of version %q, want %q: train it again", h.Info.Features, FeatureVersion())
	}
	if len(h.Labels) == 0 || len(h.Labels) > 100 {
		return nil, fmt.Errorf("model: %d labels, want 1 to 100", len(h.Labels))
	}
	tags := 1 + 2*len(h.Labels)
	if len(data) < 8+4*tags*tags {
		return nil, errShort
	}
	bits := binary.LittleEndian.Uint32(data)
	scale := math.Float32frombits(binary.LittleEndian.Uint32(data[4:]))
	if bits < 6 || bits > 24 {
		return nil, fmt.Errorf("model: table of %d bits, want 6 to 24", bits)
	}
	if !(scale > 0 && scale <= 10) {
		return nil, errors.New("model: scale is not between 0 and 10")
	}
	data = data[8:]
	trans := make([]float32, tags*tags)
	for i := range trans {
		trans[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
		if !(trans[i] >= -100 && trans[i] <= 100) { // exp must stay finite
			return nil, errors.New("model: transition is not between -100 and 100")
		}
	}
	lex, data, err := feature.ReadLexicon(data[4*tags*tags:])
	if err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	if len(data) < 1<<bits/8 {
		return nil, errShort
	}
	table := Table{tags: tags, used: make([]uint64, 1<<bits/64)}
	for i := range table.used {
		table.used[i] = binary.LittleEndian.Uint64(data[8*i:])
	}
	data = data[1<<bits/8:]
	if want := table.index() * tags; len(data) != want {
		return nil, fmt.Errorf("model: table has %d bytes, want %d", len(data), want)
	}
	table.rows = unsafe.Slice((*int8)(unsafe.Pointer(unsafe.SliceData(data))), len(data))
	return New(h.Info, h.Labels, uint(bits), lex, scale, table, trans), nil
}

// Quantize turns weights into bytes and the scale that gives them back. It
// keeps the given number of rows, those with the largest weights. Weights
// beyond limit are cut.
func Quantize(w *crf.Weights, rows int, limit float32) (t Table, scale float32) {
	n := len(w.Rows)
	t = Table{tags: w.Tags, used: make([]uint64, (1<<w.Bits+63)/64)}
	size := make([]float32, n)
	top := float32(0)
	for i, x := range w.Table {
		x = max(x, -x)
		size[i/w.Tags] = max(size[i/w.Tags], x)
		top = max(top, x)
	}
	top = min(top, limit)
	if top == 0 {
		top = 1
	}
	scale = top / 127
	least := scale / 2 // less rounds to nothing
	if n > rows {
		sorted := slices.Sorted(slices.Values(size))
		least = max(least, sorted[n-rows])
	}
	order := make([]int, 0, min(rows, n))
	for i, x := range size {
		if x >= least {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(w.Rows[a], w.Rows[b]) })
	for _, i := range order {
		r := w.Rows[i]
		t.used[r/64] |= 1 << (r % 64)
		for _, x := range w.Table[i*w.Tags : (i+1)*w.Tags] {
			q := math.Round(float64(x / scale))
			t.rows = append(t.rows, int8(max(-127, min(127, q))))
		}
	}
	t.index()
	return t, scale
}
