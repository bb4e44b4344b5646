package token_test

import (
	"fmt"
	"strings"

	"github.com/ordret/ordret/entity/token"
)

func Example() {
	text := token.Parse(`Minister: Vi har fejlet

Af Nanna Krogh Iversen

»Det er FN's ansvar,« siger hr. Holm. Han rejser den 14. maj.

/ritzau/`)
	for _, s := range text.Sentences {
		if zone := text.ZoneAt(s.Start); !zone.Running() {
			fmt.Printf("%s: %s\n", zone, s.In(text.String()))
			continue
		}
		words := []string{}
		for i := range text.Words(s.First, s.Last) {
			words = append(words, text.Word(i))
		}
		fmt.Println(strings.Join(words, " "))
	}
	// Output:
	// Minister Vi har fejlet
	// byline: Af Nanna Krogh Iversen
	// Det er FN's ansvar siger hr. Holm
	// Han rejser den 14. maj
	// signature: /ritzau/
}

func ExampleParse() {
	text := token.Parse("Loven gælder fra d. 1. juli. »Endelig!« siger P. E. Holm.\n\nHan er formand.")
	for k, s := range text.Sentences {
		fmt.Println(text.ParagraphOf(s.First), k, s.Span, s.In(text.String()))
	}
	// Output:
	// 0 0 {0 29} Loven gælder fra d. 1. juli.
	// 0 1 {30 60} »Endelig!« siger P. E. Holm.
	// 1 2 {62 77} Han er formand.
}

func ExampleAll() {
	src := "Kl. 14.30 skrev @statsmin: »Marcus' bil koster 1,2 mio. kr.«"
	for tok := range token.All(src) {
		fmt.Print(tok.In(src), "/", tok.Kind, " ")
	}
	fmt.Println()
	// Output:
	// Kl./word 14.30/number skrev/word @statsmin/handle :/punct »/quote Marcus'/word bil/word koster/word 1,2/number mio./word kr./word «/quote
}

func ExampleAppend() {
	var buf []token.Token // kept from text to text
	for _, src := range []string{"AFP/Ritzau Scanpix", "Nordvand A/S"} {
		buf = token.Append(buf[:0], src)
		for _, tok := range buf {
			fmt.Printf("%s|", tok.In(src))
		}
		fmt.Println()
	}
	// Output:
	// AFP|/|Ritzau|Scanpix|
	// Nordvand|A/S|
}

func ExampleText_ZoneAt() {
	text := token.Parse("Lis Bang i Folketinget. Foto: Bo Holm/Ritzau Scanpix Lis Bang går af.")
	for i := range text.Tokens {
		if text.Word(i) == "Bang" {
			fmt.Println(text.Tokens[i].Start, text.ZoneAt(text.Tokens[i].Start))
		}
	}
	// Output:
	// 4 caption
	// 57 body
}

func ExampleText_zones() {
	text := token.Parse(`Ny bro åbner

Broen er åben igen. Foto: Mie Lund Vis mere Broen er åben igen. Foto: Mie Lund

LÆS OGSÅ: Minister klar med støtte

- Vi er glade, siger borgmesteren. /ritzau/`)
	for _, z := range text.Zones {
		fmt.Printf("%-9s %s\n", z.Kind, z.In(text.String()))
	}
	// Output:
	// headline  Ny bro åbner
	// caption   Broen er åben igen.
	// credit    Foto: Mie Lund
	// furniture Vis mere
	// caption   Broen er åben igen.
	// credit    Foto: Mie Lund
	// readmore  LÆS OGSÅ: Minister klar med støtte
	// body      - Vi er glade, siger borgmesteren.
	// signature /ritzau/
}

func ExampleText_Word() {
	text := token.Parse("A\u030arhus og Køben\u00adhavn") // decomposed, with a soft hyphen
	for i := range text.Tokens {
		fmt.Println(text.Word(i), len(text.Word(i)), len(text.Raw(i)))
	}
	// Output:
	// Århus 6 7
	// og 2 2
	// København 10 12
}

func ExampleNormalize() {
	fmt.Println(token.Normalize("A\u030argang") == "Årgang", token.Normalize("Køben\u00adhavn"))
	// Output: true København
}

func ExampleStem() {
	for _, word := range []string{"FN's", "Marcus'", "Putins", "Lars", "Mette"} {
		fmt.Println(token.Stem(word))
	}
	// Output:
	// FN true
	// Marcus true
	// Putin true
	// Lar true
	// Mette false
}

func ExampleRunes() {
	text := "På øen: »Nej«"
	nej := token.Span{Start: 12, End: 15}
	fmt.Println(nej.In(text), nej, token.Runes(text, nej))
	// Output: Nej {12 15} {9 12}
}

func ExampleUTF16() {
	text := "🎉 Tak"
	tak := token.Span{Start: 5, End: 8}
	fmt.Println(tak.In(text), tak, token.Runes(text, tak), token.UTF16(text, tak))
	// Output: Tak {5 8} {2 5} {3 6}
}

func ExampleIsStarter() {
	fmt.Println(token.IsStarter("Ifølge"), token.IsStarter("Radchenko"))
	// Output: true false
}
