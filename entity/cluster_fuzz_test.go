package entity

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ordret/ordret/entity/token"
)

// everyCapital takes each run of words with capitals for a name, and chooses
// its label by its length, so that any text gives mentions to join.
var everyCapital = RecognizerFunc(func(dst []Mention, t *token.Text) []Mention {
	labels := [...]Label{PER, ORG, LOC, MISC, "X"}
	for i := 0; i < len(t.Tokens); i++ {
		first := i
		for i < len(t.Tokens) && t.Tokens[i].Is(token.Capital) {
			i++
		}
		if i > first {
			s := token.Span{Start: t.Tokens[first].Start, End: t.Tokens[i-1].End}
			dst = append(dst, Mention{Span: s, Label: labels[s.Len()/3%len(labels)], Score: 1})
		}
	}
	return dst
})

func FuzzCluster(f *testing.F) {
	for _, s := range []string{
		"", "A", "S", "'s", "X's Y's Z'",
		"Anna Holm (34) og Holms mor, Bo Holm (S), der er formand for DBU. Hansen. Hansens.",
		"»Anna«, siger ANNA HOLM, 42, tidligere statsminister. Den 34-årige. Den",
		"O\u0308rsø-\u00adBo \"Bo\" Ås' ’s S’s \xff\xfeA\xff",
		"Dr. Dr. Dr. A/S ApS Fru Hr. (A) (A/S)", "Formand for, X, der er, Y er, Z",
		"Anna og Anna. Fru Anna, Hun Hun Hun. Han er Han.\n\n- Han Bo siger Bo.",
	} {
		f.Add(s)
	}
	finder := New(Only(everyCapital))
	f.Fuzz(func(t *testing.T, src string) {
		text := token.Parse(src)
		r := finder.Find(text)
		seen := 0
		for i, e := range r.Entities {
			if e.ID != fmt.Sprintf("e%d", i+1) || e.Name == "" || len(e.Mentions) == 0 || !slices.IsSorted(e.Mentions) {
				t.Fatalf("%q: entity %d: %+v", src, i, e)
			}
			seen += len(e.Mentions)
			for _, m := range e.Mentions {
				if r.Mentions[m].Entity != i || r.Mentions[m].Label != e.Label {
					t.Fatalf("%q: mention %d of entity %d: %+v", src, m, i, r.Mentions[m])
				}
			}
			if slices.Contains(e.Aliases, e.Name) || e.KBScore < 0 || e.KBScore > 1 {
				t.Fatalf("%q: %+v", src, e)
			}
			for k, x := range e.Facts {
				if x.Empty() || x.Start < 0 || x.End > len(src) || x.Text == "" || k > 0 && x.Start < e.Facts[k-1].Start {
					t.Fatalf("%q: fact %d of %+v", src, k, e)
				}
			}
		}
		if seen != len(r.Mentions) {
			t.Fatalf("%q: %d of %d mentions have an entity", src, seen, len(r.Mentions))
		}
		for _, s := range text.Sentences {
			for _, c := range r.Describe(text, s.Span) {
				if c.Entity < 0 || c.Entity >= len(r.Entities) || c.Score <= 0 || c.Score > 1 {
					t.Fatalf("%q: %+v", src, c)
				}
			}
		}
	})
}

// However many share a name, a form is compared with a bounded number of
// others.
func TestClusterIsLinear(t *testing.T) {
	texts := map[string]string{
		"one surname": repeat(4000, "Borgmester Navn%d Hansen mødte borgmester Hansen. Hun lo.\n\n"),
		"one person":  repeat(4000, "Anna Holm, der er formand nr. %d, så Holm, og Anna lo. "),
		"acronyms":    repeat(4000, "Alle Bønders Center%d ABC "),
		"one name":    strings.Repeat("Anna ", 10000),
	}
	for name, src := range texts {
		text := token.Parse(src)
		r := Result{Mentions: everyCapital.Recognize(nil, text)}
		for i := range r.Mentions {
			r.Mentions[i].Entity = -1
		}
		c := newClusterer(text, &r, []*Knowledge{DefaultKnowledge()})
		c.run()
		if limit := 4 * maxShared * len(r.Mentions); c.weighed > limit {
			t.Errorf("%s: %d comparisons for %d mentions", name, c.weighed, len(r.Mentions))
		}
	}
}

func repeat(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}
