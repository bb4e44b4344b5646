// Package entitytest tests recognisers of names, those of the library and
// those that others write.
package entitytest

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
)

// TestRecognizer reports to t where r breaks the contract of
// [entity.Recognizer]. It runs r on each of texts and on texts of its own,
// among them hard ones: empty, not UTF-8, of marks only, of a single very long
// word. It checks that r
//
//   - does not panic;
//   - appends to dst, and changes neither what was there nor the text;
//   - is pure: it finds the same whether it runs again, on another copy of the
//     text, or in several goroutines at a time;
//   - gives spans that are not empty, lie in the text, and begin and end where
//     tokens begin and end;
//   - gives every mention a label, and a score in [0, 1];
//   - gives spans of Inner that are not empty, lie within the mention, are in
//     order, do not overlap and have labels.
//
// The race detector (go test -race) sees more of what goes wrong between
// goroutines. Give texts in which r finds something: of a recogniser that
// finds nothing there is little to test.
//
//	func TestShips(t *testing.T) {
//		entitytest.TestRecognizer(t, ships.New(), "Fregatten Iver Huitfeldt lagde til kaj i Korsør.")
//	}
func TestRecognizer(t testing.TB, r entity.Recognizer, texts ...string) {
	t.Helper()
	for _, text := range append(texts[:len(texts):len(texts)], hard...) {
		for _, fault := range faults(r, text) {
			t.Errorf("on %s: %s", brief(text), fault)
		}
	}
}

// hard holds texts that break careless recognisers.
var hard = []string{
	"",
	" \t\r\n \n\n",
	".",
	"»",
	"-",
	"'s",
	"\xff\xfe \x80Novo\xc3 Nordisk\xe2\x80",
	"\x00\x01\x02 Anna\x00Holm",
	"\ufeffAnna Holm",
	"\u00ad\u200b\u200d\u0301",
	"A\u030arhus og Nor\u00addisk Film",
	"👩‍👩‍👧‍👦 Anna 🇩🇰 Holm ⚽️",
	"İstanbul ẞ ﬁ Ⱥ's Ⱥ'll Dž",
	"Anna\r\nHolm\r\n\r\nNovo\rNordisk\u2028Mærsk",
	"FN's, USA'erne's, Marcus', McDonald's-kæden, '68-generationen, rock'n'roll, 's'",
	"»Ja!« sagde Anna Holm (S) til B.T., »det går.« – Nej – – \"…\" “‘„‚’”",
	"Novo Nordisk-direktøren, EU-landene, A.P. Møller - Mærsk A/S, TV 2's og DR P3's",
	"www.dr.dk/nyheder?a=b&c=d navn@avis.dk #dkpol @statsmin 3,5 mio. kr. 14.30",
	"ANNA HOLM\nAF OLE LUND",
	strings.Repeat("Å", 2000),
	strings.Repeat("Anna-", 300) + "Holm",
	strings.Repeat("(", 300) + strings.Repeat("»Anna ", 100),
	strings.Repeat("Anna Holm ", 200),
	strings.Repeat("Anna\n\n", 100),
	"Statsminister Mette Frederiksen (S) mødte onsdag Ukraines præsident, Volodymyr Zelenskyj, i København, oplyser Statsministeriet. " +
		"»Danmark står på Ukraines side,« siger Mette Frederiksen til Ritzau.\n\nNovo Nordisks aktie faldt med 3,5 procent på Nasdaq Copenhagen.",
}

// faults returns what is wrong with r on text.
func faults(r entity.Recognizer, text string) (out []string) {
	defer func() {
		if p := recover(); p != nil {
			out = append(out, fmt.Sprintf("panics: %v", p))
		}
	}()
	report := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }

	t, untouched := token.Parse(text), token.Parse(text)
	first := r.Recognize(nil, t)
	for _, m := range first {
		out = append(out, mentionFaults(t, m)...)
	}

	// Append: into a slice with room, so that writing where it should not
	// shows.
	there := entity.Mention{Span: token.Span{Start: 1, End: 2}, Label: "THERE", Score: 0.5, Rule: "entitytest", Inner: []entity.Inner{}}
	dst := make([]entity.Mention, 2, 2*len(first)+64)
	dst[0], dst[1] = there, there
	got := r.Recognize(dst, t)
	if len(got) < 2 || !reflect.DeepEqual(got[:2], []entity.Mention{there, there}) || !reflect.DeepEqual(dst, []entity.Mention{there, there}) {
		report("does not keep what was in dst")
	} else if !same(first, got[2:]) {
		report("finds %d mentions, and others when dst holds some", len(first))
	}

	if !same(first, r.Recognize(nil, t)) {
		report("does not find the same again")
	}
	if !same(first, r.Recognize(nil, token.Parse(text))) {
		report("does not find the same in another copy of the text")
	}
	if !reflect.DeepEqual(t, untouched) {
		report("changes the text's tokens, sentences, paragraphs or zones")
	}

	const goroutines = 4
	var wg sync.WaitGroup
	var mu sync.Mutex
	for range goroutines {
		wg.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					mu.Lock()
					defer mu.Unlock()
					report("panics in a goroutine: %v", p)
				}
			}()
			if found := r.Recognize(nil, untouched); !same(first, found) {
				mu.Lock()
				defer mu.Unlock()
				report("finds something else beside other goroutines")
			}
		})
	}
	wg.Wait()
	return out
}

// same reports whether two runs found the same; order counts, nil and empty
// do not differ.
func same(a, b []entity.Mention) bool {
	return len(a) == 0 && len(b) == 0 || reflect.DeepEqual(a, b)
}

func mentionFaults(t *token.Text, m entity.Mention) (out []string) {
	report := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	text := t.String()
	switch first, last := t.Within(m.Span); {
	case m.Start < 0 || m.End > len(text):
		report("mention %d:%d lies outside the text, which has %d bytes", m.Start, m.End, len(text))
		return out
	case m.Empty():
		report("mention %d:%d is empty", m.Start, m.End)
		return out
	case first == last || t.Tokens[first].Start != m.Start || t.Tokens[last-1].End != m.End:
		report("mention %d:%d %q does not begin and end with tokens", m.Start, m.End, m.In(text))
	}
	if m.Label == "" {
		report("mention %d:%d %q has no label", m.Start, m.End, m.In(text))
	}
	if !(m.Score >= 0 && m.Score <= 1) || math.IsNaN(m.Score) {
		report("mention %d:%d %q has score %v, which is not in [0, 1]", m.Start, m.End, m.In(text), m.Score)
	}
	end := m.Start
	for _, in := range m.Inner {
		switch {
		case in.Empty() || !m.Contains(in.Span):
			report("mention %d:%d has an Inner %d:%d that is empty or not within it", m.Start, m.End, in.Start, in.End)
		case in.Start < end:
			report("mention %d:%d has Inner that are out of order or overlap", m.Start, m.End)
		case in.Label == "":
			report("mention %d:%d has an Inner %d:%d without a label", m.Start, m.End, in.Start, in.End)
		}
		end = in.End
	}
	return out
}

func brief(text string) string {
	if r := []rune(text); len(r) > 40 {
		return fmt.Sprintf("%q…", string(r[:40]))
	}
	return fmt.Sprintf("%q", text)
}
