package quote_test

import (
	"fmt"
	"strings"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
	"github.com/ordret/ordret/quote"
)

// quotesIn finds the quotations of a text with the default names.
func quotesIn(text string, opts ...quote.Option) []quote.Quote {
	t := token.Parse(text)
	ents := entity.New().Find(t)
	return quote.New(opts...).Find(t, &ents).Quotes
}

func ExampleFinder_Find() {
	text := "»Det er et skift i magtbalancen,« lyder det i Sergey Radchenkos analyse hos The Guardian."
	t := token.Parse(text)
	ents := entity.New().Find(t)
	for _, q := range quote.New().Find(t, &ents).Quotes {
		fmt.Printf("%s, cue %q, source %q, medium %q: %s\n", q.Kind, q.Cue.In(text), q.Source.In(text), q.Medium.In(text), q.Speaker)
	}
	// Output:
	// direct, cue "lyder det", source "Sergey Radchenkos", medium "The Guardian": Sergey Radchenko
}

func ExampleWithCues() {
	text := "Efter kampen fik dommeren besked. Træner Bo Lind tordnede: »Det var til grin.«"
	for _, q := range quotesIn(text, quote.WithCues(quote.Cue{Lemma: "tordne", Forms: []string{"tordner", "tordnede"}})) {
		fmt.Printf("%s %s: %s\n", q.Speaker, q.Cue.In(text), q.Content[0].In(text))
	}
	// Output: Bo Lind tordnede: Det var til grin.
}

func ExampleWithOnlyCues() {
	text := "»Nej,« siger Anna Holm. Anna Holm mener, at det er nok."
	for _, q := range quotesIn(text, quote.WithOnlyCues(quote.Cue{Lemma: "sige", Forms: []string{"siger", "sagde"}})) {
		fmt.Println(q.Kind, q.Content[0].In(text))
	}
	// Output: direct Nej,
}

func ExampleMinScore() {
	text := "»Nej,« siger Anna Holm.\n\n»Det kommer ikke til at ske.«"
	fmt.Println(len(quotesIn(text)), len(quotesIn(text, quote.MinScore(0.9))))
	// Output: 2 1
}

func ExampleCues() {
	n := 0
	for c := range quote.Cues() {
		if c.Lemma == "sige" {
			fmt.Println(c.Lemma, c.Forms, c.Frame)
		}
		n++
	}
	fmt.Println(n > 200)
	// Output:
	// sige [siger sagde siges sagdes sagt] speech,impersonal
	// true
}

func ExampleWithResolver() {
	// The paper's own commentator signs as "lederskribenten".
	house := func(t *token.Text, ents *entity.Result, q *quote.Quote) {
		if q.Status == quote.Descriptor && q.Source.In(t.String()) == "lederskribenten" {
			q.Speaker, q.Score = "Ida Friis", 0.9
			q.Why = append(q.Why, "the paper's own")
		}
	}
	for _, q := range quotesIn("»Det er for lidt,« skriver lederskribenten.", quote.WithResolver(house)) {
		fmt.Println(q.Speaker, q.Why)
	}
	// Output: Ida Friis [siger X a description that fits nobody named the paper's own]
}

func ExampleReadProfile() {
	p, err := quote.ReadProfile(strings.NewReader(`{
		"cues": [{"lemma": "tordne", "forms": ["tordner", "tordnede"], "frame": "speech"}],
		"furniture": ["Bliv abonnent"]
	}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	text := "»Nej,« tordner Anna Holm.\n\nBliv abonnent: »Danmarks bedste avis,« siger Bo Lind."
	for _, q := range quotesIn(text, quote.WithProfile(p)) {
		fmt.Println(q.Speaker, q.Content[0].In(text))
	}
	// Output: Anna Holm Nej,
}
