package entity_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
)

// phrasePatterns makes n patterns of one to four words: people, companies and
// places as a newsroom lists them.
func phrasePatterns(n int) []entity.Pattern {
	given := strings.Fields("Anna Bodil Carl Ditte Erik Freja Gorm Helle Ib Jens Karen Lars Mette Niels Oda Peter Rikke Søren Tove Ulla")
	family := strings.Fields("Holm Lund Krogh Bang Dahl Juhl Friis Skov Ravn Kjær Brandt Vestergaard Nørgaard Toft Winther Bruun Berg Lind")
	kinds := strings.Fields("Kommune Universitet Gruppen Bank Holding Forening Hospital Energi Teater Skole")
	var out []entity.Pattern
	for _, name := range []string{"Mette Frederiksen", "Volodymyr Zelenskyj", "Novo Nordisk", "Dansk Folkeparti", "Folketinget", "Ritzau", "Sydbank"} {
		out = append(out, entity.Pattern{Label: entity.MISC, Phrase: name})
	}
	for i := 0; len(out) < n; i++ {
		g, f, k := given[i%len(given)], family[i/len(given)%len(family)], kinds[i%len(kinds)]
		serial := fmt.Sprintf("%c%c", 'A'+i/26%26, 'a'+i%26)
		out = append(out,
			entity.Pattern{Label: entity.PER, ID: fmt.Sprint("per", i), Phrase: g + " " + serial + " " + f},
			entity.Pattern{Label: entity.ORG, ID: fmt.Sprint("org", i), Phrase: f + serial + " " + k, Compounds: true},
			entity.Pattern{Label: entity.LOC, ID: fmt.Sprint("loc", i), Phrase: f + serial + "by"},
			entity.Pattern{Label: entity.ORG, ID: fmt.Sprint("as", i), Phrase: g + " & " + f + serial + " A/S"})
	}
	return out[:n]
}

// tokenPatterns makes n patterns, a quarter of which begin with no certain
// word.
func tokenPatterns(n int) []entity.Pattern {
	out := []entity.Pattern{
		{Label: entity.PER, Tokens: []entity.TokenPattern{{"LOWER": map[string]any{"IN": []string{"statsminister", "formand"}}}, {"IS_PUNCT": true, "OP": "?"}, {"IS_TITLE": true, "OP": "+"}}},
		{Label: "MONEY", Tokens: []entity.TokenPattern{{"LIKE_NUM": true, "OP": "{1,3}"}, {"LOWER": map[string]any{"REGEX": "^(kr\\.?|kroner|euro|procent)$"}}}},
	}
	for i := 0; len(out) < n; i++ {
		w := fmt.Sprintf("ord%d", i)
		out = append(out,
			entity.Pattern{Label: "ROLE", Tokens: []entity.TokenPattern{{"LOWER": w + "direktør"}, {"IS_TITLE": true, "OP": "+"}}},
			entity.Pattern{Label: entity.ORG, Tokens: []entity.TokenPattern{{"IS_TITLE": true, "OP": "+"}, {"LOWER": map[string]any{"IN": []string{w + "gruppen", w + "kommune"}}}}},
			entity.Pattern{Label: "MONEY", Tokens: []entity.TokenPattern{{"LOWER": w + "for"}, {"LIKE_NUM": true, "OP": "{1,3}"}, {"LOWER": map[string]any{"REGEX": "^(kr\\.?|kroner|euro)$"}}}},
			entity.Pattern{Label: "CASE", Tokens: []entity.TokenPattern{{"ORTH": "den"}, {"LOWER": w, "OP": "?"}, {"SHAPE": "xxxx", "OP": "*"}, {"LOWER": w + "sag"}}})
	}
	return out[:n]
}

func jsonl(b testing.TB, patterns []entity.Pattern) []byte {
	var out bytes.Buffer
	for _, p := range patterns {
		line, err := json.Marshal(p)
		if err != nil {
			b.Fatal(err)
		}
		out.Write(append(line, '\n'))
	}
	return out.Bytes()
}

const newsText = `Statsminister Mette Frederiksen (S) mødte onsdag Ukraines præsident, Volodymyr Zelenskyj, i København, oplyser Statsministeriet.

»Danmark står fortsat på Ukraines side, og det gør vi, så længe det er nødvendigt,« siger Mette Frederiksen til Ritzau efter mødet, der varede i knap to timer.

Mødet kom i stand, efter at Folketinget tirsdag vedtog en hjælpepakke på 3,5 milliarder kroner. Kun Dansk Folkeparti stemte imod. Partiets formand, Morten Messerschmidt, mener, at pengene burde være brugt på ældreplejen i de danske kommuner.

Novo Nordisks aktie faldt imens med 3,5 procent på Nasdaq Copenhagen, og flere analytikere, blandt dem Søren Løntoft Hansen fra Sydbank, venter, at faldet fortsætter. Den danske medicinalgigant afviste torsdag at kommentere kursen.
`

func benchmarkRules(b *testing.B, patterns []entity.Pattern) {
	file := jsonl(b, patterns)
	b.Run("load", func(b *testing.B) {
		b.SetBytes(int64(len(file)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := entity.ReadPatterns(bytes.NewReader(file)); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/file")
	})
	rules, err := entity.Compile(patterns...)
	if err != nil {
		b.Fatal(err)
	}
	t := token.Parse(strings.Repeat(newsText, 50))
	b.Run("recognize", func(b *testing.B) {
		b.SetBytes(int64(len(t.String())))
		b.ReportAllocs()
		var dst []entity.Mention
		for b.Loop() {
			dst = rules.Recognize(dst[:0], t)
		}
		s := b.Elapsed().Seconds()
		b.ReportMetric(float64(b.N*len(t.Tokens))/s/1e6, "Mtokens/s")
		b.ReportMetric(s*1e3/(float64(b.N)*float64(len(t.String()))/1e6), "ms/MB")
	})
}

func BenchmarkRules(b *testing.B) {
	b.Run("phrases=10000", func(b *testing.B) { benchmarkRules(b, phrasePatterns(10_000)) })
	b.Run("tokens=1000", func(b *testing.B) { benchmarkRules(b, tokenPatterns(1000)) })
	b.Run("both", func(b *testing.B) { benchmarkRules(b, append(phrasePatterns(10_000), tokenPatterns(1000)...)) })
	// What the rules are to cost little of.
	b.Run("parse", func(b *testing.B) {
		text := strings.Repeat(newsText, 50)
		b.SetBytes(int64(len(text)))
		n := 0
		for b.Loop() {
			n = len(token.Parse(text).Tokens)
		}
		b.ReportMetric(float64(b.N*n)/b.Elapsed().Seconds()/1e6, "Mtokens/s")
	})
}
