package token_test

import (
	"strings"
	"testing"

	"github.com/ordret/ordret/entity/token"
)

const news = `Folketinget vedtog torsdag eftermiddag en ny lov, som skal gøre det lettere for kommunerne at hjælpe unge uden uddannelse.

»Vi har ventet længe på det her, og jeg er både glad og lettet,« siger Søren Møller-Kjær, der er formand for foreningen, til Ritzau.

Loven træder i kraft den 1. juli og koster ca. 1,2 mia. kr. om året frem mod 2030. Det er 3,5 pct. mere end ventet, viser tal fra Finansministeriet.

- Jeg kan ikke se, hvordan regningen skal betales, siger Karin A. Bro fra A/S Nordvand i Nykøbing F.

`

// hard names texts that make a careless scanner slow.
var hard = []struct{ name, unit string }{
	{"news", news},
	{"guillemets", "»"},
	{"straight", `"`},
	{"single", "'"},
	{"dots", "."},
	{"word", "a"},
	{"dashlines", "- x, siger Bo.\n"},
	{"quotelines", "»\n"},
	{"exclamations", "!"},
	{"genitives", "'As' b "},
	{"slashes", "a/"},
	{"initials", "A."},
	{"underscores", "a_"},
	{"credits", "Foto: A Vis mere "},
}

func BenchmarkAppend(b *testing.B) {
	for _, h := range hard {
		text := strings.Repeat(h.unit, (1<<20)/len(h.unit))
		b.Run(h.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			buf := token.Append(nil, text)
			for b.Loop() {
				buf = token.Append(buf[:0], text)
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	for _, h := range hard {
		text := strings.Repeat(h.unit, (1<<20)/len(h.unit))
		b.Run(h.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				token.Parse(text)
			}
		})
	}
}
