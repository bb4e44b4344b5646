package extract_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/extract"
	"github.com/ordret/ordret/quote"
)

// docs yields n short documents, and then err if there is one.
func docs(n int, err error) iter.Seq2[extract.Doc, error] {
	return func(yield func(extract.Doc, error) bool) {
		for i := range n {
			if !yield(extract.Doc{ID: fmt.Sprint(i), Text: strings.Repeat("Anna Holm siger nej. ", 1+(n-i)%7)}, nil) {
				return
			}
		}
		if err != nil {
			yield(extract.Doc{}, err)
		}
	}
}

func bareExtractor(t testing.TB, workers int) *extract.Extractor {
	x, err := extract.New(extract.WithEntities(entity.New(entity.Only())), extract.WithWorkers(workers))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestAllKeepsOrder(t *testing.T) {
	for _, workers := range []int{1, 2, 5} {
		n := 0
		for d, err := range bareExtractor(t, workers).All(t.Context(), docs(100, nil)) {
			if err != nil || d.ID != fmt.Sprint(n) {
				t.Fatalf("%d workers: document %d is %v, %v", workers, n, d, err)
			}
			n++
		}
		if n != 100 {
			t.Errorf("%d workers: %d documents, want 100", workers, n)
		}
	}
}

func TestAllEndsWithTheFirstError(t *testing.T) {
	broken := errors.New("broken")
	n, ended := 0, false
	for d, err := range bareExtractor(t, 3).All(t.Context(), docs(10, broken)) {
		if ended {
			t.Fatal("something came behind the error")
		}
		if err != nil {
			if !errors.Is(err, broken) || d != nil {
				t.Fatalf("got %v, %v", d, err)
			}
			ended = true
			continue
		}
		n++
	}
	if n != 10 || !ended {
		t.Errorf("%d documents before the error, want 10; ended %v", n, ended)
	}
}

func TestAllStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	var last error
	for _, err := range bareExtractor(t, 2).All(ctx, docs(1000, nil)) {
		if err != nil {
			last = err
			continue
		}
		if n++; n == 3 {
			cancel()
		}
	}
	if !errors.Is(last, context.Canceled) || n > 20 {
		t.Errorf("%d documents, then %v", n, last)
	}
}

// TestAllLeaksNothing relies on synctest, which fails when goroutines of the
// bubble are left.
func TestAllLeaksNothing(t *testing.T) {
	x := bareExtractor(t, 4)
	synctest.Test(t, func(t *testing.T) {
		n := 0
		for range x.All(t.Context(), docs(100, nil)) {
			if n++; n == 5 {
				break
			}
		}
	})
}

// TestAllReadsAhead counts how far the source is ahead of the caller.
func TestAllReadsAhead(t *testing.T) {
	for _, workers := range []int{1, 3} {
		given, got, most := 0, 0, 0
		source := func(yield func(extract.Doc, error) bool) {
			for d, err := range docs(100, nil) {
				given++
				if !yield(d, err) {
					return
				}
			}
		}
		for range bareExtractor(t, workers).All(t.Context(), source) {
			most = max(most, given-got)
			got++
		}
		if most > 2*workers+1 {
			t.Errorf("%d workers: %d documents held", workers, most)
		}
	}
}

func TestOptions(t *testing.T) {
	for name, o := range map[string]extract.Option{
		"nil entities": extract.WithEntities(nil),
		"nil quotes":   extract.WithQuotes(nil),
		"no workers":   extract.WithWorkers(0),
	} {
		if _, err := extract.New(o); err == nil || !strings.HasPrefix(err.Error(), "extract: ") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func ExampleText() {
	d := extract.Text("»Det er alvorligt,« siger formand Anna Holm til TV 2. »Vi må handle.«")
	for _, q := range d.Quotes {
		for _, c := range q.Content {
			fmt.Printf("%s [%d:%d]: %s\n", q.Speaker, c.Start, c.End, c.In(d.Text()))
		}
	}
	// Output:
	// Anna Holm [2:19]: Det er alvorligt,
	// Anna Holm [58:72]: Vi må handle.
}

func ExampleNew() {
	x, err := extract.New(
		extract.WithEntities(entity.New(entity.WithoutDefaultKnowledge())),
		extract.WithQuotes(quote.New(quote.WithCues(quote.Cue{Lemma: "tordne", Forms: []string{"tordner", "tordnede"}}))))
	if err != nil {
		fmt.Println(err)
		return
	}
	d := x.Extract(extract.Doc{ID: "a1", Text: "»Nu er det nok,« tordner Bo Lind."})
	fmt.Println(d.ID, d.Quotes[0].Speaker, d.Quotes[0].Cue.In(d.Text()))
	// Output: a1 Bo Lind tordner
}

func ExampleExtractor_All() {
	x, err := extract.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	articles := func(yield func(extract.Doc, error) bool) {
		_ = yield(extract.Doc{ID: "1", Text: "»Nej,« siger Anna Holm."}, nil) &&
			yield(extract.Doc{ID: "2", Text: "»Jo,« siger Bo Lind."}, nil)
	}
	for d, err := range x.All(context.Background(), articles) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(d.ID, d.Quotes[0].Speaker)
	}
	// Output:
	// 1 Anna Holm
	// 2 Bo Lind
}

func ExampleDocument_People() {
	d := extract.Text("Professor Malcolm Ferrier er bekymret. »Vi har set det før,« siger Ferrier.")
	for _, p := range d.People() {
		fmt.Println(p.Name, p.Aliases, p.Roles())
	}
	// Output: Malcolm Ferrier [Ferrier] [professor]
}

func ExampleDocument_QuotesBy() {
	d := extract.Text("Professor Malcolm Ferrier er bekymret. »Vi har set det før,« siger Ferrier.")
	for _, p := range d.People() {
		for q := range d.QuotesBy(p) {
			fmt.Printf("%s: %s\n", p.Name, q.Content[0].In(d.Text()))
		}
	}
	// Output:
	// Malcolm Ferrier: Vi har set det før,
}

func ExampleDocument_WriteCoNLLU() {
	d := extract.Text("»Nej,« siger Anna Holm.")
	if err := d.WriteCoNLLU(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// # newpar
	// # sent_id = 1
	// # text = »Nej,« siger Anna Holm.
	// 1	»	_	_	_	_	_	_	_	SpaceAfter=No
	// 2	Nej	_	_	_	_	_	_	_	SpaceAfter=No|Quote=q1
	// 3	,	_	_	_	_	_	_	_	SpaceAfter=No|Quote=q1
	// 4	«	_	_	_	_	_	_	_	_
	// 5	siger	_	_	_	_	_	_	_	_
	// 6	Anna	_	_	_	_	_	_	_	Entity=B-PER:e1
	// 7	Holm	_	_	_	_	_	_	_	SpaceAfter=No|Entity=I-PER:e1
	// 8	.	_	_	_	_	_	_	_	_
}
