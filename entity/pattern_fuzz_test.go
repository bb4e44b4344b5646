package entity_test

import (
	"strings"
	"testing"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/entitytest"
)

// What is read never panics, and what compiles is a Recognizer like any other.
func FuzzReadPatterns(f *testing.F) {
	for _, s := range []string{
		`{"label": "ORG", "pattern": "Novo Nordisk", "id": "novo", "compounds": true, "ignore_case": true}`,
		`{"label": "GPE", "pattern": [{"LOWER": "san"}, {"LOWER": "francisco"}], "id": "san-francisco"}`,
		`{"label": "X", "pattern": [{"TEXT": {"REGEX": "^[Uu](\\.?|nited)$", "IN": ["US"]}, "OP": "{1,3}"}, {"OP": "*"}]}`,
		`{"label": "X", "pattern": [{"LENGTH": {">=": 2, "<": 9}, "SHAPE": "xxxx", "OP": "!"}, {"IS_PUNCT": true, "OP": "?"}]}`,
		`{"label": "X", "pattern": [{"LOWER": {"FUZZY2": {"NOT_IN": ["ø", ""]}}, "OP": "+"}]}`,
		`{"label": "X", "pattern": [{"LIKE_NUM": true, "ENT_TYPE": "", "IS_SENT_START": false, "SPACY": true}]}`,
		`{"label": "X", "pattern": [{"TEXT": {"REGEX": "[^\\W\\d_]\\b"}}]}`,
		"[1, 2]", `{"label": 1}`, "\ufeff\r\n\r\n{", `{"label":"","pattern":"` + "\xff" + `"}`,
	} {
		f.Add(s, "Novo Nordisk-direktøren i San Francisco fik 3,5 mio. kroner. «US»\n\n"+s)
	}
	f.Fuzz(func(t *testing.T, file, text string) {
		r, err := entity.ReadPatterns(strings.NewReader(file))
		if r == nil {
			t.Fatalf("no rules, error %v", err)
		}
		entitytest.TestRecognizer(t, r, text)
		entitytest.TestRecognizer(t, entity.Deny(r.Over(r), "Novo Nordisk", text), text)
	})
}
