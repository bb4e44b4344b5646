package entity_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/entitytest"
	"github.com/ordret/ordret/entity/token"
)

var patternSeeds = []string{
	`{"label": "ORG", "pattern": "Novo Nordisk", "id": "novo", "compounds": true, "ignore_case": true}`,
	`{"label": "GPE", "pattern": [{"LOWER": "san"}, {"LOWER": "francisco"}], "id": "san-francisco"}`,
	`{"label": "X", "pattern": [{"TEXT": {"REGEX": "^[Uu](\\.?|nited)$", "IN": ["US"]}, "OP": "{1,3}"}, {"OP": "*"}]}`,
	`{"label": "X", "pattern": [{"LENGTH": {">=": 2, "<": 9}, "SHAPE": "xxxx", "OP": "!"}, {"IS_PUNCT": true, "OP": "?"}]}`,
	`{"label": "X", "pattern": [{"LOWER": {"FUZZY2": {"NOT_IN": ["ø", ""]}}, "OP": "+"}]}`,
	`{"label": "X", "pattern": [{"LIKE_NUM": true, "ENT_TYPE": "", "IS_SENT_START": false, "SPACY": true}]}`,
	`{"label": "X", "pattern": [{"TEXT": {"REGEX": "[^\\W\\d_]\\b"}}]}`,
	"{\"label\": \"X\", \"pattern\": \"en\"}\n{\"label\": \"Y\", \"pattern\": \"en to\"}\n{\"label\": \"Z\", \"pattern\": [{\"IS_ALPHA\": true, \"OP\": \"*\"}]}",
	"[1, 2]", `{"label": 1}`, "\ufeff\r\n\r\n{", `{"label":"","pattern":"` + "\xff" + `"}`,
}

// Whatever compiles is a Recognizer like any other.
func TestRulesAreRecognizers(t *testing.T) {
	for _, s := range patternSeeds {
		r, _ := entity.ReadPatterns(strings.NewReader(s))
		entitytest.TestRecognizer(t, entity.Deny(r.Over(r), "Novo Nordisk"), s)
		entitytest.TestRecognizer(t, r, s)
	}
}

// What is read never panics, and what compiles finds, twice the same, whole
// tokens in text order without overlap.
func FuzzReadPatterns(f *testing.F) {
	for _, s := range patternSeeds {
		f.Add(s, "Novo Nordisk-direktøren i San Francisco fik 3,5 mio. kroner. «US»\n\n"+s)
	}
	f.Fuzz(func(t *testing.T, file, text string) {
		r, err := entity.ReadPatterns(strings.NewReader(file))
		if r == nil {
			t.Fatalf("no rules, error %v", err)
		}
		tt := token.Parse(text)
		got := r.Over(r).Recognize(nil, tt)
		got = r.Recognize(got[:0], tt)
		end := 0
		for _, m := range got {
			first, last := tt.Within(m.Span)
			if m.Start < end || first >= last || m.Start != tt.Tokens[first].Start || m.End != tt.Tokens[last-1].End || m.Label == "" || m.Rule == "" {
				t.Fatalf("%+v after %d in %q", m, end, text)
			}
			for at, in := range m.Inner {
				if in.Empty() || !m.Contains(in.Span) || at > 0 && in.Start < m.Inner[at-1].End {
					t.Fatalf("%+v in %q", m, text)
				}
			}
			end = m.End
		}
		if diff := cmp.Diff(got, r.Recognize(nil, tt)); diff != "" && len(got) > 0 {
			t.Fatal(diff)
		}
	})
}
