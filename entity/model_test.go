package entity_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
)

// TestModelFile checks what the embedded model says of itself.
func TestModelFile(t *testing.T) {
	info := entity.DefaultModel().Info()
	if info.Name != "ordret-da" || info.License != "CC BY-SA 4.0" || info.Seed == 0 || info.Settings == "" || info.Scores["uner-dev F1"] < 0.84 {
		t.Errorf("header %+v", info)
	}
	var names []string
	for _, c := range info.Corpora {
		names = append(names, c.Name)
		if c.License == "" || strings.Contains(c.License, "GPL") || c.Sentences == 0 || c.Weight <= 0 {
			t.Errorf("corpus %+v", c)
		}
	}
	if diff := cmp.Diff([]string{"uner-train", "ordret-press", "ordret-news", "labels/parole-dk-clean.tsv", "labels/lcc_dan_newscrawl_2011.tsv",
		"labels/lcc_dan_mixed_2014.tsv", "texts/*.txt", "norne-nob", "norne-nno"}, names); diff != "" {
		t.Errorf("corpora (-want +got):\n%s", diff)
	}
	size := int64(0)
	for _, f := range []string{"model.bin", "knowledge.jsonl", "names.tsv"} {
		s, err := os.Stat(f)
		if err != nil {
			t.Fatal(err)
		}
		size += s.Size()
	}
	if size > 6<<20 {
		t.Errorf("%d bytes are embedded, more than 6 MB", size)
	}
}

func TestLoadModel(t *testing.T) {
	data, err := os.ReadFile("model.bin")
	if err != nil {
		t.Fatal(err)
	}
	m, err := entity.LoadModel(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	text := token.Parse("Statsminister Mette Frederiksen (S) mødte EU-landenes ledere i Bruxelles.")
	if diff := cmp.Diff(entity.DefaultModel().Recognize(nil, text), m.Recognize(nil, text)); diff != "" {
		t.Errorf("the same file, two models:\n%s", diff)
	}
	for name, data := range map[string][]byte{
		"nothing":     {},
		"text":        []byte("Anna Holm"),
		"cut short":   data[:len(data)/2],
		"one byte":    data[:1],
		"longer":      append(bytes.Clone(data), 0),
		"other magic": append([]byte("ordretXX"), data[8:]...),
	} {
		if m, err := entity.LoadModel(bytes.NewReader(data)); err == nil || m != nil {
			t.Errorf("%s: a model, %v", name, err)
		}
	}
}

// TestNames shows what the model and the second look at the document make of
// hard names.
func TestNames(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Vladimir Putin mødes med Kim Jong-un i Rusland.", "PER Vladimir Putin|PER Kim Jong-un|LOC Rusland"},
		{"Venstre stolpe reddede målmanden.", ""},
		{"Storm af den styrke rammer landet hvert fjerde år.", ""},
		{"Bank og posthus lukkede for længst.", ""},
		{"Statsminister Mette Frederiksen (S) afviser kritikken.", "PER Mette Frederiksen|ORG S"},
		{"Foto: Alexey Nikolsky/AFP/Ritzau Scanpix", "PER Alexey Nikolsky|ORG AFP|ORG Ritzau Scanpix"},
		{"Oksana Marynenko advarer. Det fremgår af Marynenkos analyse.", "PER Oksana Marynenko|PER Marynenkos"},
		{"Poul van der Aa afviste det. Retten troede på van der Aa.", "PER Poul van der Aa|PER van der Aa"},
		{"Nordhavn Biotech A/S voksede. Nordhavn Biotech ansætter flere.", "ORG Nordhavn Biotech A/S|ORG Nordhavn Biotech"},
		{"METTE FREDERIKSEN AFVISER KRITIK FRA EU", "PER METTE FREDERIKSEN|ORG EU"},
		{"Den polske minister Radosław Sikorski mødte Wang Yi og Abdel Fattah al-Sisi i Doha.", "PER Radosław Sikorski|PER Wang Yi|PER Abdel Fattah al-Sisi|LOC Doha"},
		{"– Det gælder hele Arktis, siger Múte B. Egede til Sermitsiaq.", "LOC Arktis|PER Múte B. Egede|ORG Sermitsiaq"},
		{"Silkeborg slog FC Midtjylland 2-1. I Silkeborg var der fest til langt ud på natten.", "ORG Silkeborg|ORG FC Midtjylland|LOC Silkeborg"},
		{"EU-landene er enige.", "MISC EU-landene(ORG EU)"},
		{"Festen varer til klokken 23.\n\n/ritzau/", "ORG ritzau"},
	} {
		var got []string
		for _, m := range entity.New().Find(token.Parse(c.text)).Mentions {
			s := string(m.Label) + " " + m.In(c.text)
			for _, in := range m.Inner {
				s += "(" + string(in.Label) + " " + in.In(c.text) + ")"
			}
			got = append(got, s)
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%s\n(-want +got)\n%s", c.text, diff)
		}
	}
}

func BenchmarkModel(b *testing.B) {
	text := strings.Repeat("Statsminister Mette Frederiksen (S) mødte onsdag EU-landenes ledere i Bruxelles, hvor de talte om støtte til Ukraine. Det oplyser Ritzau. ", 100)
	t := token.Parse(text)
	m := entity.DefaultModel()
	var dst []entity.Mention
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		dst = m.Recognize(dst[:0], t)
	}
	b.ReportMetric(float64(len(t.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkLoadModel(b *testing.B) {
	data, err := os.ReadFile("model.bin")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := entity.LoadModel(bytes.NewReader(data)); err != nil {
			b.Fatal(err)
		}
	}
}
