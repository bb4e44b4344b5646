package entity_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
)

// show prints what r finds in text.
func show(r entity.Recognizer, text string) {
	for _, m := range r.Recognize(nil, token.Parse(text)) {
		fmt.Printf("%d-%d %s %q %s", m.Start, m.End, m.Label, m.In(text), m.Rule)
		for _, in := range m.Inner {
			fmt.Printf(" (%s %q)", in.Label, in.In(text))
		}
		fmt.Println()
	}
}

// A pattern file as spaCy's EntityRuler has it. Phrases are found in the
// genitive too.
func ExampleReadPatterns() {
	rules, err := entity.ReadPatterns(strings.NewReader(`
{"label": "ORG", "pattern": "Novo Nordisk", "id": "novo-nordisk"}
{"label": "LOC", "pattern": [{"IS_TITLE": true, "OP": "+"}, {"LOWER": "kommune"}], "id": "kommune"}
{"label": "MONEY", "pattern": [{"LIKE_NUM": true, "OP": "{1,2}"}, {"LOWER": {"REGEX": "^(kr\\.?|kroner)$"}}]}
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	show(rules, "Novo Nordisks fond giver Høje Taastrup Kommune 35 millioner kroner.")
	// Output:
	// 0-13 ORG "Novo Nordisks" novo-nordisk
	// 25-47 LOC "Høje Taastrup Kommune" kommune
	// 48-67 MONEY "35 millioner kroner" #4
}

// A line that can not be used is refused by name. The other lines work.
func ExamplePatternError() {
	rules, err := entity.ReadPatterns(strings.NewReader(`{"label": "EVENT", "pattern": [{"LEMMA": "vælge"}, {"LOWER": "nyt"}], "id": "valg"}
{"label": "EVENT", "pattern": "folketingsvalget"}`))
	var refused *entity.PatternError
	if errors.As(err, &refused) {
		refused.File = "begivenheder.jsonl" // ReadPatterns fills it in when it reads an *os.File
		fmt.Println(refused)
	}
	show(rules, "Før folketingsvalget var stemningen en anden.")
	// Output:
	// begivenheder.jsonl:1: id "valg": token 1: LEMMA is not supported: there is no lemmatiser
	// 5-21 EVENT "folketingsvalget" #2
}

// The same in Go, with a label of one's own, and with compounds.
func ExampleCompile() {
	rules, err := entity.Compile(
		entity.Pattern{ID: "novo", Label: entity.ORG, Phrase: "Novo Nordisk", Compounds: true},
		entity.Pattern{ID: "ship", Label: "SHIP", Tokens: []entity.TokenPattern{
			{"LOWER": map[string]any{"IN": []string{"fregatten", "korvetten"}}},
			{"IS_TITLE": true, "OP": "+"},
		}})
	if err != nil {
		fmt.Println(err)
		return
	}
	show(rules, "Novo Nordisk-direktøren besøgte fregatten Iver Huitfeldt.")
	// Output:
	// 0-24 MISC "Novo Nordisk-direktøren" novo (ORG "Novo Nordisk")
	// 34-58 SHIP "fregatten Iver Huitfeldt" ship
}

// Two files become one set of rules, here with compounds for every phrase.
func ExampleRules_Patterns() {
	var all []entity.Pattern
	for _, file := range []string{`{"label": "ORG", "pattern": "EU"}`, `{"label": "ORG", "pattern": "Mærsk"}`} {
		rules, err := entity.ReadPatterns(strings.NewReader(file))
		if err != nil {
			fmt.Println(err)
			return
		}
		all = slices.AppendSeq(all, rules.Patterns())
	}
	for i := range all {
		all[i].Compounds = true
	}
	rules, err := entity.Compile(all...)
	if err != nil {
		fmt.Println(err)
		return
	}
	show(rules, "EU-landene lytter til Mærsks chef.")
	// Output:
	// 0-10 MISC "EU-landene" #1 (ORG "EU")
	// 22-29 ORG "Mærsks" #2
}

// Rules that build on what another recogniser, such as the model, has found.
func ExampleRules_Over() {
	people, err := entity.Compile(entity.Pattern{ID: "staff", Label: entity.PER, Phrase: "Anna Holm"})
	if err != nil {
		fmt.Println(err)
		return
	}
	rules, err := entity.Compile(entity.Pattern{ID: "foundation", Label: entity.ORG, Tokens: []entity.TokenPattern{
		{"ENT_TYPE": "PER", "OP": "+"}, {"LOWER": "fonden"},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	f := entity.New(entity.Only(rules.Over(people)))
	text := "Anna Holm Fonden er stiftet af Anna Holm."
	for _, m := range f.Find(token.Parse(text)).Mentions {
		fmt.Println(m.Label, m.In(text), m.Rule)
	}
	// Output:
	// ORG Anna Holm Fonden foundation
	// PER Anna Holm staff
}

// Rules given to Before beat the model, those given to After fill in what it
// left. Here Only stands in for the model.
func ExampleBefore() {
	model, err := entity.Compile(entity.Pattern{ID: "model", Label: entity.PER, Phrase: "Mærsk"})
	if err != nil {
		fmt.Println(err)
		return
	}
	rules, err := entity.Compile(entity.Pattern{ID: "mine", Label: entity.ORG, Phrase: "Mærsk"})
	if err != nil {
		fmt.Println(err)
		return
	}
	t := token.Parse("Mærsk venter uro.")
	for _, f := range []*entity.Finder{
		entity.New(entity.Only(model), entity.Before(rules)),
		entity.New(entity.Only(model), entity.After(rules)),
	} {
		m := f.Find(t).Mentions[0]
		fmt.Println(m.Label, m.Rule)
	}
	// Output:
	// ORG mine
	// PER model
}

// What patterns can not say, code can: a Recognizer is one method.
func ExampleRecognizerFunc() {
	handles := entity.RecognizerFunc(func(dst []entity.Mention, t *token.Text) []entity.Mention {
		for _, tok := range t.Tokens {
			if tok.Kind == token.Handle {
				dst = append(dst, entity.Mention{Span: tok.Span, Label: entity.PER, Score: 1, Rule: "handle"})
			}
		}
		return dst
	})
	show(handles, "Nu er det nok, skriver @annaholm.")
	// Output:
	// 23-32 PER "@annaholm" handle
}

// titled finds every run of words with a capital.
var titled = func() *entity.Rules {
	r, err := entity.Compile(entity.Pattern{ID: "titled", Label: entity.MISC, Tokens: []entity.TokenPattern{{"IS_TITLE": true, "OP": "+"}}})
	if err != nil {
		panic(err)
	}
	return r
}()

func ExampleFilter() {
	long := entity.Filter(titled, func(t *token.Text, m entity.Mention) bool { return strings.Contains(m.In(t.String()), " ") })
	show(long, "Anna Holm tog til Mors.")
	// Output:
	// 0-9 MISC "Anna Holm" titled
}

func ExampleAllow() {
	show(entity.Allow(titled, "Mors", "Fur"), "Anna Holm besøgte Mors' fyr og Samsø.")
	// Output:
	// 19-24 MISC "Mors'" titled
}

func ExampleDeny() {
	show(entity.Deny(titled, "Ritzau"), "Anna Holm sagde det til Ritzau.")
	// Output:
	// 0-9 MISC "Anna Holm" titled
}
