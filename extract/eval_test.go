package extract_test

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
	"github.com/ordret/ordret/extract"
	"github.com/ordret/ordret/quote"
)

// tally is a share: so many right of so many.
type tally struct{ right, of int }

func (t tally) share() float64 {
	if t.of == 0 {
		return 0
	}
	return float64(t.right) / float64(t.of)
}

// prf counts predictions.
type prf struct{ right, found, gold int }

func (c prf) f1() float64 {
	if c.right == 0 {
		return 0
	}
	p, r := float64(c.right)/float64(c.found), float64(c.right)/float64(c.gold)
	return 2 * p * r / (p + r)
}

// report is what the library scores on annotated articles.
type report struct {
	names, direct, indirect, mixed, scare, title, e2e prf
	linked, attributed, resolved                      tally
	byStatus, byMark                                  map[string]*tally // speaker right, of the direct quotations found
	byScore                                           [10]tally         // the same by score
	scored                                            []scoredQuote
}

type scoredQuote struct {
	score float64
	right bool
}

// evaluate scores x on articles. A quotation is found if its edges, without
// marks and white space, are the gold ones; a speaker is right if the source
// overlaps the gold source or the names share their last word.
func evaluate(x *extract.Extractor, articles []article) *report {
	r := &report{byStatus: map[string]*tally{}, byMark: map[string]*tally{}}
	for _, a := range articles {
		d := x.Extract(extract.Doc{ID: a.id, Text: a.text})
		found := map[token.Span]entity.Mention{}
		for _, m := range d.Mentions {
			found[m.Span] = m
			if m.Label != entity.MISC {
				r.names.found++
			}
		}
		for _, g := range a.names {
			if g.label != "MISC" {
				r.names.gold++
			}
			m, ok := found[g.Span]
			if !ok {
				continue
			}
			if string(m.Label) == g.label && g.label != "MISC" {
				r.names.right++
			}
			r.linked.of++
			if strings.EqualFold(d.Entities[m.Entity].Name, g.name) {
				r.linked.right++
			}
		}
		type part struct {
			token.Span
			q *quote.Quote
		}
		var parts []part
		count := func(kind string) *prf {
			switch kind {
			case "indirect":
				return &r.indirect
			case "mixed":
				return &r.mixed
			case "scare":
				return &r.scare
			case "title":
				return &r.title
			}
			return &r.direct
		}
		for i := range d.Quotes {
			for _, c := range d.Quotes[i].Content {
				parts = append(parts, part{trim(a.text, c), &d.Quotes[i]})
				count(string(d.Quotes[i].Kind)).found++
			}
		}
		for _, g := range a.quotes {
			c := count(g.kind)
			c.gold++
			span := trim(a.text, g.Span)
			for k, p := range parts {
				if p.q == nil || string(p.q.Kind) != g.kind || !alike(p.Span, span, g.kind) {
					continue
				}
				c.right++
				if g.kind == "direct" {
					r.attributed.of++
					ok := speakerRight(d.Text(), g, p.q)
					if ok {
						r.attributed.right++
						r.e2e.right++
					}
					if g.speaker != "" && unicode.IsUpper([]rune(g.speaker)[0]) {
						// A person: only the right name will do.
						ok = sameLast(g.speaker, p.q.Speaker)
						r.resolved.of++
						if ok {
							r.resolved.right++
						}
					}
					add(r.byStatus, string(p.q.Status), ok)
					add(r.byMark, string(p.q.Mark), ok)
					b := min(int(p.q.Score*10), 9)
					r.byScore[b].of++
					if ok {
						r.byScore[b].right++
					}
					r.scored = append(r.scored, scoredQuote{p.q.Score, ok})
				}
				parts[k].q = nil
				break
			}
		}
	}
	r.e2e.found, r.e2e.gold = r.direct.found, r.direct.gold
	return r
}

func add(m map[string]*tally, key string, ok bool) {
	if m[key] == nil {
		m[key] = &tally{}
	}
	m[key].of++
	if ok {
		m[key].right++
	}
}

func trim(text string, s token.Span) token.Span {
	edge := func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(".,;:!?…-–—\"'»«“”„‘’", r)
	}
	in := s.In(text)
	l := len(in) - len(strings.TrimLeftFunc(in, edge))
	n := len(strings.TrimFunc(in, edge))
	return token.Span{Start: s.Start + l, End: s.Start + l + n}
}

func alike(a, b token.Span, kind string) bool {
	if kind == "direct" {
		return a == b
	}
	common := min(a.End, b.End) - max(a.Start, b.Start)
	return common > 0 && 2*common >= max(a.End, b.End)-min(a.Start, b.Start)
}

func speakerRight(text string, g *goldQuote, q *quote.Quote) bool {
	if !g.source.Empty() && !q.Source.Empty() && g.source.Overlaps(q.Source) {
		return true
	}
	if g.speaker == "" {
		return q.Speaker == "" && q.Source.Empty()
	}
	return sameLast(g.speaker, q.Speaker)
}

func sameLast(a, b string) bool {
	last := func(s string) string {
		f := strings.Fields(strings.ToLower(s))
		if len(f) == 0 {
			return ""
		}
		return strings.TrimSuffix(f[len(f)-1], "s")
	}
	return b != "" && last(a) == last(b)
}

// TestAccuracy scores the default Extractor on the project's own articles,
// fails below the floors, and compares the tables with those of the README.
// With -update it writes them.
func TestAccuracy(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	r := evaluate(x, readTagged(t))
	var b strings.Builder
	b.WriteString("| own articles | |\n|---|---|\n")
	for _, f := range []struct {
		name       string
		got, floor float64
	}{
		{"direct quotations, exact span, F1", r.direct.f1(), 0.96},
		{"of those, right speaker or source", r.attributed.share(), 0.93},
		{"of those, right name of the speaker, where there is one", r.resolved.share(), 0.88},
		{"direct quotation and speaker, F1", r.e2e.f1(), 0.92},
		{"indirect speech, half of the words in common, F1", r.indirect.f1(), 0.84},
		{"fragments in reported speech, F1", r.mixed.f1(), 0.80},
		{"scare quotes, F1", r.scare.f1(), 0.65},
		{"titles of works, F1", r.title.f1(), 0.80},
		{"names (PER, ORG, LOC), exact span and label, micro-F1", r.names.f1(), 0.86},
		{"canonical name of the names found", r.linked.share(), 0.93},
	} {
		fmt.Fprintf(&b, "| %s | %.1f |\n", f.name, 100*f.got)
		if f.got < f.floor {
			t.Errorf("%s: %.3f is below the floor of %.2f", f.name, f.got, f.floor)
		}
	}
	rows := func(title string, by map[string]*tally, names ...string) {
		fmt.Fprintf(&b, "\n| %s | right |\n|---|---|\n", title)
		for i := 0; i < len(names); i += 2 {
			if c := by[names[i]]; c != nil {
				fmt.Fprintf(&b, "| %s | %d of %d |\n", names[i+1], c.right, c.of)
			}
		}
	}
	rows("speaker given by", r.byStatus, "named", "a name", "descriptor", "a description", "pronoun", "a pronoun",
		"carried", "the context", "anonymous", "anonymous", "none", "none found")
	rows("marks", r.byMark, "guillemet", "» «", "curly", "” ” and “ ”", "low9", "„ “", "straight", "\" \"", "single", "' '", "dash", "talestreg", "none", "no mark")
	b.WriteString("\n| score | right |\n|---|---|\n")
	for k, c := range r.byScore {
		if c.of > 0 {
			fmt.Fprintf(&b, "| %.1f to %.1f | %d of %d |\n", float64(k)/10, float64(k+1)/10, c.right, c.of)
		}
	}
	if e := calibration(r); e > 0.1 {
		t.Errorf("scores are off by %.3f on average", e)
	}
	// How well quote.MinScore buys precision.
	right, of := 0, 0
	for _, s := range r.scored {
		if s.score >= 0.8 {
			of++
			if s.right {
				right++
			}
		}
	}
	fmt.Fprintf(&b, "\nWith `quote.MinScore(0.8)`, %.1f %% of the speakers are right, and %.0f %% of the\nquotations are kept.\n",
		100*float64(right)/float64(of), 100*float64(of)/float64(len(r.scored)))
	t.Log("\n" + b.String())

	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- written by go test ./extract -run Accuracy -update -->\n\n", "\n<!-- to here -->"
	before, rest, ok := strings.Cut(string(readme), begin)
	was, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatal("the README has no place for the tables")
	}
	if *update {
		if err := os.WriteFile("../README.md", []byte(before+begin+b.String()+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(strings.Split(was, "\n"), strings.Split(b.String(), "\n")); diff != "" {
		t.Errorf("the README's tables (-) are not what is measured (+):\n%s", diff)
	}
}

// calibration returns by how much the scores miss the share that is right, on
// average over the tenths, weighted by their size.
func calibration(r *report) float64 {
	sum, n := 0.0, 0
	var mean [10]float64
	for _, s := range r.scored {
		mean[min(int(s.score*10), 9)] += s.score
	}
	for b, c := range r.byScore {
		if c.of > 0 {
			sum += math.Abs(mean[b] - float64(c.right))
			n += c.of
		}
	}
	return sum / float64(n)
}
