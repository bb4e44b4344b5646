package entitytest_test

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/entitytest"
	"github.com/ordret/ordret/entity/token"
)

// recorder keeps what is reported to it.
type recorder struct {
	testing.TB
	reports []string
}

func (r *recorder) Helper() {}
func (r *recorder) Errorf(format string, args ...any) {
	r.reports = append(r.reports, fmt.Sprintf(format, args...))
}

// anna finds the token Anna and lets change spoil the mention.
func anna(change func(m *entity.Mention)) entity.Recognizer {
	return entity.RecognizerFunc(func(dst []entity.Mention, t *token.Text) []entity.Mention {
		for i, tok := range t.Tokens {
			if t.Raw(i) == "Anna" {
				m := entity.Mention{Span: tok.Span, Label: entity.PER, Score: 1}
				change(&m)
				dst = append(dst, m)
			}
		}
		return dst
	})
}

func TestTestRecognizer(t *testing.T) {
	good := anna(func(*entity.Mention) {})
	var calls atomic.Int64
	var once sync.Once
	for _, tt := range []struct {
		fault string // what is reported, or "" for nothing
		r     entity.Recognizer
	}{
		{"", good},
		{"", entity.RecognizerFunc(func(dst []entity.Mention, _ *token.Text) []entity.Mention { return dst })},
		{"", anna(func(m *entity.Mention) {
			m.Inner = []entity.Inner{{Span: token.Span{Start: m.Start, End: m.Start + 2}, Label: "X"}}
		})},
		{"panics: runtime error: index out of range", entity.RecognizerFunc(func(dst []entity.Mention, t *token.Text) []entity.Mention {
			_ = t.Tokens[0]
			return dst
		})},
		{"does not keep what was in dst", entity.RecognizerFunc(func(dst []entity.Mention, t *token.Text) []entity.Mention {
			return good.Recognize(dst[:0], t)
		})},
		{"and others when dst holds some", entity.RecognizerFunc(func(dst []entity.Mention, t *token.Text) []entity.Mention {
			if len(dst) > 0 {
				return dst
			}
			return good.Recognize(dst, t)
		})},
		{"does not find the same again", entity.RecognizerFunc(func(dst []entity.Mention, t *token.Text) []entity.Mention {
			n := float64(calls.Add(1))
			return anna(func(m *entity.Mention) { m.Score = 1 / n }).Recognize(dst, t)
		})},
		{"in another copy of the text", entity.RecognizerFunc(func(dst []entity.Mention, t *token.Text) []entity.Mention {
			return anna(func(m *entity.Mention) { m.Rule = fmt.Sprintf("%p", t) }).Recognize(dst, t)
		})},
		{"changes the text", entity.RecognizerFunc(func(dst []entity.Mention, t *token.Text) []entity.Mention {
			if len(t.Sentences) > 0 {
				once.Do(func() { t.Sentences[0].Last = 0 })
			}
			return dst
		})},
		{"lies outside the text", anna(func(m *entity.Mention) { m.End += 1 << 20 })},
		{"lies outside the text", anna(func(m *entity.Mention) { m.Start = -1 })},
		{"is empty", anna(func(m *entity.Mention) { m.End = m.Start })},
		{"does not begin and end with tokens", anna(func(m *entity.Mention) { m.End-- })},
		{"does not begin and end with tokens", anna(func(m *entity.Mention) { m.Start++ })},
		{"has no label", anna(func(m *entity.Mention) { m.Label = "" })},
		{"which is not in [0, 1]", anna(func(m *entity.Mention) { m.Score = 1.5 })},
		{"which is not in [0, 1]", anna(func(m *entity.Mention) { m.Score = math.NaN() })},
		{"empty or not within it", anna(func(m *entity.Mention) {
			m.Inner = []entity.Inner{{Span: token.Span{Start: m.Start, End: m.End + 1}, Label: "X"}}
		})},
		{"without a label", anna(func(m *entity.Mention) { m.Inner = []entity.Inner{{Span: m.Span}} })},
		{"out of order or overlap", anna(func(m *entity.Mention) {
			m.Inner = []entity.Inner{{Span: m.Span, Label: "X"}, {Span: m.Span, Label: "Y"}}
		})},
	} {
		rec := &recorder{}
		entitytest.TestRecognizer(rec, tt.r)
		all := strings.Join(rec.reports, "\n")
		if tt.fault == "" && all != "" || !strings.Contains(all, tt.fault) {
			t.Errorf("want %q, got\n%s", tt.fault, all)
		}
	}
}

// One whose mistake only shows beside other goroutines.
func TestTestRecognizerConcurrently(t *testing.T) {
	var running atomic.Int64
	r := entity.RecognizerFunc(func(dst []entity.Mention, t *token.Text) []entity.Mention {
		alone := running.Add(1) == 1
		for range 10 {
			runtime.Gosched() // let others in
			alone = alone && running.Load() == 1
		}
		defer running.Add(-1)
		return anna(func(m *entity.Mention) {
			if !alone {
				m.Label = entity.ORG
			}
		}).Recognize(dst, t)
	})
	for range 100 { // goroutines need not meet at once
		rec := &recorder{}
		entitytest.TestRecognizer(rec, r)
		if strings.Contains(strings.Join(rec.reports, "\n"), "beside other goroutines") {
			return
		}
	}
	t.Error("not noticed")
}

// Texts of the caller's are used, and not written to.
func TestTestRecognizerTexts(t *testing.T) {
	texts := append(make([]string, 0, 10), "Kun her: Bodil")
	rec := &recorder{}
	entitytest.TestRecognizer(rec, entity.RecognizerFunc(func(dst []entity.Mention, t *token.Text) []entity.Mention {
		if strings.HasSuffix(t.String(), "Bodil") {
			panic("Bodil")
		}
		return dst
	}), texts...)
	if len(rec.reports) != 1 || rec.reports[0] != `on "Kun her: Bodil": panics: Bodil` {
		t.Errorf("reported %q", rec.reports)
	}
}

// The recognisers of package entity.
func TestEntity(t *testing.T) {
	rules, err := entity.Compile(
		entity.Pattern{Label: entity.PER, Phrase: "Anna Holm"},
		entity.Pattern{Label: entity.ORG, Phrase: "Novo Nordisk", Compounds: true},
		entity.Pattern{Label: entity.MISC, Tokens: []entity.TokenPattern{{"IS_TITLE": true, "OP": "+"}, {"ENT_TYPE": "PER", "OP": "*"}}})
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]entity.Recognizer{
		"Rules": rules, "Over": rules.Over(rules), "Model": entity.DefaultModel(),
		"Allow": entity.Allow(rules, "Anna Holm"), "Deny": entity.Deny(rules, "Anna Holm"),
	} {
		t.Run(name, func(t *testing.T) { entitytest.TestRecognizer(t, r) })
	}
}
