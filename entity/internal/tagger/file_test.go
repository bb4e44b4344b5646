package tagger

import (
	"testing"

	"github.com/ordret/ordret/entity/internal/crf"
	"github.com/ordret/ordret/entity/internal/feature"
)

// small returns a model of two labels with a few weights.
func small() *Model {
	b := feature.NewBuilder()
	b.AddWord("anna", feature.FirstName)
	b.AddPhrase([]string{"New", "York"}, feature.PhraseLOC)
	b.SetRatio("og", 7)
	weights := crf.Weights{Tags: 5, Bits: 8, Table: make([]float32, 5<<8)}
	for i := range weights.Table {
		weights.Table[i] = float32(i%13) / 10
	}
	for i := range uint32(1 << 8) {
		weights.Rows = append(weights.Rows, i)
	}
	table, scale := Quantize(&weights, 100, 3)
	return New(Info{Name: "small", Format: Format, Features: FeatureVersion()}, []string{"LOC", "PER"}, 8, b.Lexicon(), scale, table, make([]float32, 25))
}

// FuzzDecode reads broken files: an error, but no panic and no model that
// panics.
func FuzzDecode(f *testing.F) {
	data, err := small().Append(nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(data[:len(data)-1])
	f.Add(data[:40])
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Decode(data)
		if err != nil {
			return
		}
		words := []string{"Anna", "og", "New", "York", ".", "é", ""}
		for _, s := range m.Tag(nil, len(words), func(i int) string { return words[i] }) {
			if s.First < 0 || s.Last > len(words) || s.First >= s.Last || s.Label >= len(m.Labels) || !(s.Prob >= 0 && s.Prob <= 1.0001) {
				t.Fatalf("span %+v", s)
			}
		}
	})
}

func TestRoundTrip(t *testing.T) {
	m := small()
	data, err := m.Append(nil)
	if err != nil {
		t.Fatal(err)
	}
	back, err := Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	again, err := back.Append(nil)
	if err != nil {
		t.Fatal(err)
	}
	if string(again) != string(data) {
		t.Error("writing what was read gives another file")
	}
}

// TestAllocations: once the words are known, tagging allocates nothing.
func TestAllocations(t *testing.T) {
	m := small()
	words := []string{"Anna", "og", "Bo", "rejser", "til", "New", "York", "."}
	word := func(i int) string { return words[i] }
	var dst []Span
	dst = m.Tag(dst, len(words), word)
	least := 1e9 // the race detector makes a pool forget at times
	for range 20 {
		least = min(least, testing.AllocsPerRun(1, func() { dst = m.Tag(dst[:0], len(words), word) }))
	}
	if least > 0 {
		t.Errorf("Tag allocates %v times a sentence", least)
	}
}
