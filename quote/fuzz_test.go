package quote_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
	"github.com/ordret/ordret/quote"
)

// FuzzFind checks what holds for the quotations of any text: spans in range,
// on rune boundaries, in order, content not empty, and the source outside.
func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"", "»A,« siger {Bo Lind}. »B.«", "- A, siger {Bo Lind}. - B.", "\"A, siger {Bo}.\n\n\"B\"", "»»«", "'a' 'b", "{Bo} siger, at »A«.", "Ifølge {ORG:DR} er »A« B.",
		"»A\n\n»B\n\n»C,« siger {Bo}.", "„A\" “B” ”C”", "Det siger {Bo}.", "Sådan lyder det fra {Bo}.", "»A« – {Bo}, formand", "X: »A«", "»A {Bo} sagde 'B' C,« siger {Anna}.", "\xff»A\xff«",
		strings.Repeat("»", 40), strings.Repeat("- ", 40), strings.Repeat("{Bo}s ", 30) + "siger: »A«",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, marked string) {
		text, ms := names(marked)
		tt := token.Parse(text)
		ents := entity.New(entity.Only(entity.RecognizerFunc(func(dst []entity.Mention, t *token.Text) []entity.Mention {
			for _, m := range ms { // names must lie on token boundaries
				first, last := t.Within(m.Span)
				if first < last && t.Tokens[first].Start == m.Start && t.Tokens[last-1].End == m.End {
					dst = append(dst, m)
				}
			}
			return dst
		}))).Find(tt)
		r := quote.New().Find(tt, &ents)
		valid := utf8.ValidString(text)
		at := 0
		for _, q := range r.Quotes {
			if len(q.Content) == 0 || q.Content[0].Start < at || q.Score < 0 || q.Score > 1 || q.Entity >= len(ents.Entities) || len(q.Why) == 0 {
				t.Fatalf("%+v", q)
			}
			at = q.Content[0].Start
			last := 0
			for _, s := range append(q.Content, q.Cue, q.Source, q.Addressee, q.Medium) {
				if s.Start < 0 || s.End > len(text) || s.End < s.Start || valid && !(utf8.ValidString(s.In(text))) {
					t.Fatalf("span %v of %+v in %d bytes", s, q, len(text))
				}
			}
			for _, c := range q.Content {
				if c.Empty() || c.Start < last || c.Overlaps(q.Source) {
					t.Fatalf("content %v of %+v", c, q)
				}
				last = c.End
			}
		}
		for _, d := range r.Diagnostics {
			if d.Empty() || d.End > len(text) {
				t.Fatalf("%+v", d)
			}
		}
	})
}

func TestProfileErrors(t *testing.T) {
	for _, s := range []string{"", "{", `{"cue": []}`, `{"cues": [{"lemma": "x"}]}`, `{"cues": [{"lemma": "x", "forms": ["xer"], "frame": "song"}]}`} {
		if p, err := quote.ReadProfile(strings.NewReader(s)); err == nil || p != nil || !strings.HasPrefix(err.Error(), "quote: profile") {
			t.Errorf("%q: %v, %v", s, p, err)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("»Det er alvorligt,« siger Mette Holm til TV 2. »Vi må handle.« Hun mener, at tiden er knap. – Ja, siger formanden, Bo Lind.\n\n", 200)
	t := token.Parse(text)
	ents := entity.New().Find(t)
	f := quote.New()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		f.Find(t, &ents)
	}
	b.ReportMetric(float64(len(t.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
