package prose_test

import (
	"fmt"
	"strings"

	jdkato "github.com/jdkato/prose/v2"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/prose"
	"github.com/ordret/ordret/entity/token"
)

// A model of one's own: annotated text in, a recogniser out. (A real model
// needs some thousand sentences.)
func Example() {
	var data []jdkato.EntityContext
	for _, s := range []struct{ text, ship string }{
		{"Fregatten Iver Huitfeldt sejlede mod syd.", "Iver Huitfeldt"},
		{"Ombord på Absalon er der 120 mand.", "Absalon"},
		{"Fregatten Esbern Snare ligger i Korsør.", "Esbern Snare"},
		{"Skibet sejlede mod nord.", ""},
		{"Der er 30 mand i Korsør.", ""},
	} {
		var ships []entity.Mention
		if s.ship != "" {
			at := strings.Index(s.text, s.ship)
			ships = []entity.Mention{{Span: token.Span{Start: at, End: at + len(s.ship)}, Label: "SHIP"}}
		}
		data = append(data, prose.Contexts(token.Parse(s.text), ships)...)
	}
	model := jdkato.ModelFromData("skibe", jdkato.UsingEntities(data))

	text := "Fregatten Absalon sejlede mod Korsør."
	f := entity.New(entity.Only(prose.New(model)))
	for _, m := range f.Find(token.Parse(text)).Mentions {
		fmt.Printf("%d-%d %s %s\n", m.Start, m.End, m.Label, m.In(text))
	}
	// Output:
	// 10-17 SHIP Absalon
}
