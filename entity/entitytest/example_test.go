package entitytest_test

import (
	"fmt"
	"testing"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/entitytest"
	"github.com/ordret/ordret/entity/token"
)

// printer stands in for the *testing.T of a test.
type printer struct{ testing.TB }

func (printer) Helper() {}
func (printer) Errorf(format string, args ...any) {
	fmt.Printf(format+"\n", args...)
}

// In a test, give the test's own t.
func ExampleTestRecognizer() {
	// Takes what follows "fregatten" for a ship, space included.
	ships := entity.RecognizerFunc(func(dst []entity.Mention, t *token.Text) []entity.Mention {
		for i := range t.Tokens {
			if t.Raw(i) == "fregatten" && i+1 < len(t.Tokens) {
				span := token.Span{Start: t.Tokens[i].End, End: t.Tokens[i+1].End}
				dst = append(dst, entity.Mention{Span: span, Label: "SHIP", Score: 1})
			}
		}
		return dst
	})
	entitytest.TestRecognizer(printer{}, ships, "Her ligger fregatten Absalon.")
	// Output:
	// on "Her ligger fregatten Absalon.": mention 20:28 " Absalon" does not begin and end with tokens
}
