package prose

import (
	"bufio"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
)

var (
	nerData   = flag.String("ner", "../../../shared/data/ner", "folder with uner-train.iob2 and uner-dev.iob2")
	sentences = flag.Int("sentences", 500, "sentences to train prose on; 0 for all (some minutes)")
)

// example is one sentence of a corpus, with the names that people found in it.
type example struct {
	text *token.Text
	gold []entity.Mention
}

// readIOB2 reads sentences: lines of number, word and label, after a line with
// the text.
func readIOB2(path string, limit int) ([]example, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []example
	var text string
	var gold []entity.Mention
	at := 0
	sc := bufio.NewScanner(f)
	for sc.Scan() && (limit == 0 || len(out) < limit) {
		line := sc.Text()
		if rest, ok := strings.CutPrefix(line, "# text = "); ok {
			text, gold, at = rest, nil, 0
			continue
		}
		if line == "" {
			out = append(out, example{token.Parse(text), gold})
			continue
		}
		col := strings.Split(line, "\t")
		if len(col) < 3 {
			continue
		}
		skip := strings.Index(text[at:], col[1])
		if skip < 0 {
			continue // the treebank spells it otherwise
		}
		span := token.Span{Start: at + skip, End: at + skip + len(col[1])}
		at = span.End
		switch prefix, label, _ := strings.Cut(col[2], "-"); prefix {
		case "B":
			gold = append(gold, entity.Mention{Span: span, Label: entity.Label(label)})
		case "I":
			gold[len(gold)-1].End = span.End
		}
	}
	return out, sc.Err()
}

// f1 is the micro-averaged F1 of exact spans with labels PER, ORG and LOC.
func f1(r entity.Recognizer, examples []example) float64 {
	var correct, found, there float64
	type key struct {
		token.Span
		entity.Label
	}
	for _, e := range examples {
		gold := map[key]bool{}
		for _, m := range e.gold {
			gold[key{m.Span, m.Label}] = true
		}
		there += float64(len(gold))
		for _, m := range entity.New(entity.Only(r)).Find(e.text).Mentions {
			if m.Label == entity.MISC {
				continue
			}
			found++
			if gold[key{m.Span, m.Label}] {
				correct++
			}
		}
	}
	return 2 * correct / max(1, found+there)
}

// BenchmarkDanish shows a model of prose and the built-in one on the same
// sentences, UNER's Danish development part: speed, and F1 in per cent. Prose
// learns from the first -sentences of the training part.
//
//	go test -run '^$' -bench Danish ./entity/prose -args -sentences 0
func BenchmarkDanish(b *testing.B) {
	dev, err := readIOB2(filepath.Join(*nerData, "uner-dev.iob2"), 0)
	if err != nil {
		b.Skip("no data: ", err)
	}
	train, err := readIOB2(filepath.Join(*nerData, "uner-train.iob2"), *sentences)
	if err != nil {
		b.Skip("no data: ", err)
	}
	var data []prose.EntityContext
	for _, e := range train {
		data = append(data, Contexts(e.text, e.gold)...)
	}
	model := prose.ModelFromData("da", prose.UsingEntities(data))
	tokens := 0
	for _, e := range dev {
		tokens += len(e.text.Tokens)
	}
	for _, r := range []struct {
		name string
		entity.Recognizer
	}{{"prose", New(model)}, {"ordret", entity.DefaultModel()}} {
		b.Run(r.name, func(b *testing.B) {
			var dst []entity.Mention
			for b.Loop() {
				for _, e := range dev {
					dst = r.Recognize(dst[:0], e.text)
				}
			}
			b.ReportMetric(float64(b.N*tokens)/b.Elapsed().Seconds(), "tokens/s")
			b.ReportMetric(100*f1(r, dev), "F1")
			b.ReportMetric(0, "ns/op")
		})
	}
}
