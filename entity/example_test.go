package entity_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
)

// names is a recogniser of fixed names.
func names(label entity.Label, words ...string) entity.Recognizer {
	return entity.RecognizerFunc(func(dst []entity.Mention, t *token.Text) []entity.Mention {
		for _, w := range words {
			for at := 0; ; {
				i := strings.Index(t.String()[at:], w)
				if i < 0 {
					break
				}
				dst = append(dst, entity.Mention{Span: token.Span{Start: at + i, End: at + i + len(w)}, Label: label, Score: 1})
				at += i + len(w)
			}
		}
		return dst
	})
}

func ExampleReadKnowledge() {
	kb, err := entity.ReadKnowledge(strings.NewReader(`{"id": "crm-17", "label": "ORG", "name": "Nordhavn Biotech", "aliases": ["Nordhavn"]}
{"id": "crm-18", "label": "LOC", "name": "Nordhavn", "description": "bydel i København"}
`))
	if err != nil {
		log.Fatal(err)
	}
	f := entity.New(entity.Only(names(entity.ORG, "Nordhavns")), entity.WithKnowledge(kb))
	r := f.Find(token.Parse("Nordhavns regnskab er på vej."))
	e := r.Entities[0]
	fmt.Println(e.Name, e.KB, e.KBScore > 0.5)
	// Output: Nordhavn crm-17 true
}

func ExampleResult_Describe() {
	t := token.Parse("Sundhedsminister Anna Holm mødte advokat Bo Lund. Ministeren er glad.")
	r := entity.New(entity.Only(names(entity.PER, "Anna Holm", "Bo Lund"))).Find(t)
	at := strings.Index(t.String(), "Ministeren")
	for _, c := range r.Describe(t, token.Span{Start: at, End: at + len("Ministeren")})[:1] {
		fmt.Printf("%s (%s)\n", r.Entities[c.Entity].Name, c.Why)
	}
	// Output: Anna Holm (role sundhedsminister)
}

func ExampleEntity_Roles() {
	t := token.Parse("Den russiske præsident, Vladimir Putin, er i Beijing. Det siger Putins talsmand.")
	r := entity.New(entity.Only(names(entity.PER, "Vladimir Putin", "Putins"))).Find(t)
	for _, e := range r.People() {
		fmt.Printf("%s %q %q %v\n", e.Name, e.Aliases, e.Roles(), e.Gender)
		for m := range r.MentionsOf(0) {
			fmt.Println(m.In(t.String()))
		}
	}
	// Output:
	// Vladimir Putin ["Putin"] ["russiske præsident"] male
	// Vladimir Putin
	// Putins
}
