package prose

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jdkato/prose/v2"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/entitytest"
	"github.com/ordret/ordret/entity/token"
)

// corpus holds sentences with their names marked, full of what prose by itself
// gets wrong.
const corpus = `[PER Anna Holm] mødte [PER Søren Ærø] i [LOC Århus] onsdag.
[ORG FN's] generalsekretær rejste til [LOC Genève], og [ORG FN] betalte.
»Det er [ORG EU's], ikke [LOC Danmarks], ansvar,« siger [PER Bodil Kjær].
“Vi går,” sagde [PER Jens O’Connor] fra [ORG McDonald’s] i [LOC Grenå].
[PER Marcus'] bror bor på [LOC Ærø], skriver [ORG Fyns Amts Avis].
Formanden for [ORG Dansk Metal], [PER Gørli Øster], er enig.
Kl. 14.30 lukkede [ORG Rådet] dørene for alle (også for [ORG TV 2's] hold).
Ifølge [ORG BørneFonden] er 3,5 mio. børn i [LOC Somalia] på flugt.
[PER Holm] kritiserer [ORG Sundhedsstyrelsen], og [PER Holm] får støtte af [PER Kjær].
Det regnede hele dagen, men i går skinnede solen på de våde marker.
[PER Åse Bøgh] og [PER Pär Åström] spillede for [ORG Brøndby] mod [ORG Malmö FF].
Ingen vidste, hvornår mødet blev aflyst, eller hvorfor det skete.`

// marked takes the marks out of s.
func marked(tb testing.TB, s string) (*token.Text, []entity.Mention) {
	var text strings.Builder
	var mentions []entity.Mention
	for {
		before, rest, ok := strings.Cut(s, "[")
		text.WriteString(before)
		if !ok {
			break
		}
		mark, after, ok := strings.Cut(rest, "]")
		label, name, ok2 := strings.Cut(mark, " ")
		if !ok || !ok2 {
			tb.Fatalf("a mark is broken in %q", s)
		}
		start := text.Len()
		text.WriteString(name)
		mentions = append(mentions, entity.Mention{Span: token.Span{Start: start, End: text.Len()}, Label: entity.Label(label)})
		s = after
	}
	return token.Parse(text.String()), mentions
}

func mark(t *token.Text, mentions []entity.Mention) string {
	var out strings.Builder
	at := 0
	for _, m := range mentions {
		fmt.Fprintf(&out, "%s[%s %s]", t.String()[at:m.Start], m.Label, m.In(t.String()))
		at = m.End
	}
	return out.String() + t.String()[at:]
}

var trained = sync.OnceValue(func() *prose.Model {
	var data []prose.EntityContext
	for line := range strings.Lines(corpus) {
		data = append(data, Contexts(marked(nil, strings.TrimSpace(line)))...)
	}
	return prose.ModelFromData("test", prose.UsingEntities(data))
})

// A model learns its training text by heart only if every name of it arrives
// at the right tokens, in training and after.
func TestRoundTrip(t *testing.T) {
	r := New(trained())
	for line := range strings.Lines(corpus) {
		line = strings.TrimSpace(line)
		text, _ := marked(t, line)
		if diff := cmp.Diff(line, mark(text, r.Recognize(nil, text))); diff != "" {
			t.Error(diff)
		}
	}
	whole, _ := marked(t, corpus)
	if got := r.Recognize(nil, whole); len(got) < 25 {
		t.Errorf("only %d names in the whole", len(got))
	}
}

// assigned runs prose's own reading of a context (extract.go, assignLabels and
// adjustPos, of v2.0.0) and returns the text under each of its labels.
func assigned(c prose.EntityContext) []string {
	words := strings.Fields(c.Text)
	var out []string
	for _, s := range c.Spans {
		adjust := func(at int) int {
			left, index := 0, 0
			for _, r := range c.Text {
				if r == ' ' && index < at {
					left++
				}
				index++
			}
			return at - left
		}
		var in []string
		index := 0
		for _, w := range words {
			if index >= adjust(s.Start) && index < adjust(s.End) {
				in = append(in, w)
			}
			index += len(w)
		}
		out = append(out, s.Label+" "+strings.Join(in, " "))
	}
	return out
}

func TestContexts(t *testing.T) {
	text, mentions := marked(t, "I går sagde [PER Søren Ærø]: “Ja.” [ORG FN’s] råd og Marcus’ bil i [LOC Århus].\n\nIntet nyt.")
	contexts := Contexts(text, mentions)
	var got []string
	for _, c := range contexts {
		if !c.Accept {
			t.Errorf("%q is not accepted", c.Text)
		}
		got = append(got, c.Text)
		got = append(got, assigned(c)...)
	}
	want := []string{
		`I går sagde Søren Ærø : " Ja . "`, "PER Søren Ærø",
		"FN's råd og Marcus' bil i Århus .", "ORG FN's", "LOC Århus",
		"Intet nyt .",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Equal words get labels of their own.
func TestRepeatedWords(t *testing.T) {
	r := New(trained())
	text := token.Parse("Anna Holm mødte Søren Ærø i Århus, skriver Holm.")
	var got []string
	for _, m := range r.Recognize(nil, text) {
		got = append(got, m.In(text.String()))
	}
	if len(got) == 0 || got[0] != "Anna Holm" {
		t.Errorf("found %q; want Anna Holm first", got)
	}
}

func TestRecognizer(t *testing.T) {
	entitytest.TestRecognizer(t, New(trained()), strings.NewReplacer("[PER ", "", "[ORG ", "", "[LOC ", "", "]", "").Replace(corpus))
}

// Nothing of any text is lost on the way through prose.
func FuzzAlignment(f *testing.F) {
	for _, s := range []string{
		"FN's, USA'erne's, Marcus', McDonald's-kæden, '68-generationen, rock'n'roll, 's', don't n't'n",
		"Ⱥ's Ⱥ'll İ's ẞ’s 's's", "https://x.dk/a&rsquo;b'm(c)?d=\"e\"'s", "\xff's \xc3' a\u0085b a\u00a0b", "$100 (8) \"x\" :-) xD P.S. 12'",
		"A'm'll're's n't", "Anna Anna Anna Anna Anna Anna Anna Anna Anna Anna Anna", corpus,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := token.Parse(s)
		r := New(trained())
		for _, sentence := range text.Sentences {
			for i, label := range r.run(spell(text, sentence.First, sentence.Last)) {
				if label == "" {
					t.Fatalf("token %d of %q has no label", i, sentence.In(s))
				}
			}
		}
		for _, m := range r.Recognize(nil, text) {
			if first, last := text.Within(m.Span); m.Empty() || text.Tokens[first].Start != m.Start || text.Tokens[last-1].End != m.End {
				t.Fatalf("%v in %q", m, s)
			}
		}
	})
}
