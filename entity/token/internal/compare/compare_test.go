// Package compare holds the tokenizer against the Unicode word segmenter
// clipperhouse/uax29 on the same text in the same run:
//
//	go test -bench . ./...
//
// The module is its own so that nobody who uses ordret downloads its rival.
package compare

import (
	"os"
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/words"

	"github.com/ordret/ordret/entity/token"
)

// text is the project's own case file of article zones, over and over: one
// megabyte.
func text(b *testing.B) string {
	data, err := os.ReadFile("../../testdata/zones.txt")
	if err != nil {
		b.Fatal(err)
	}
	return strings.Repeat(string(data), 1<<20/len(data))
}

func BenchmarkToken(b *testing.B) {
	s := text(b)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		for range token.All(s) {
		}
	}
}

func BenchmarkUAX29(b *testing.B) {
	s := text(b)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		for words := words.FromString(s); words.Next(); {
		}
	}
}

// TestWhatUnicodeSplits keeps the comparison honest: the two do different
// work.
func TestWhatUnicodeSplits(t *testing.T) {
	s := "f.eks. kl. 9-17"
	n := 0
	for w := words.FromString(s); w.Next(); {
		if strings.TrimSpace(w.Value()) != "" {
			n++
		}
	}
	if got := len(token.Append(nil, s)); got != 3 || n <= got {
		t.Errorf("%q has %d tokens here and %d there", s, got, n)
	}
}
