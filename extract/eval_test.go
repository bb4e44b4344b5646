package extract_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode"

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

// TestAccuracy scores the default Extractor on the project's own articles, and
// fails below the floors. Run it with -v to see the tables of the README.
func TestAccuracy(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	r := evaluate(x, readTagged(t))
	for _, f := range []struct {
		name       string
		got, floor float64
	}{
		{"names F1 (PER, ORG, LOC)", r.names.f1(), 0.86},
		{"canonical name of the names found", r.linked.share(), 0.93},
		{"direct F1, exact", r.direct.f1(), 0.96},
		{"speaker of the direct ones found", r.attributed.share(), 0.93},
		{"name of the speaker, of the direct ones found", r.resolved.share(), 0.88},
		{"direct and speaker F1", r.e2e.f1(), 0.92},
		{"indirect F1", r.indirect.f1(), 0.84},
		{"mixed F1", r.mixed.f1(), 0.80},
		{"scare F1", r.scare.f1(), 0.65},
		{"title F1", r.title.f1(), 0.80},
	} {
		t.Logf("%-46s %.3f", f.name, f.got)
		if f.got < f.floor {
			t.Errorf("%s: %.3f is below the floor of %.2f", f.name, f.got, f.floor)
		}
	}
	for _, s := range []string{"named", "descriptor", "pronoun", "carried", "anonymous", "none"} {
		if c := r.byStatus[s]; c != nil {
			t.Logf("speaker right where %-12s %3d of %3d", s, c.right, c.of)
		}
	}
	for _, s := range []string{"guillemet", "curly", "low9", "straight", "single", "dash", "none"} {
		if c := r.byMark[s]; c != nil {
			t.Logf("speaker right, mark %-12s %3d of %3d", s, c.right, c.of)
		}
	}
	for b, c := range r.byScore {
		if c.of > 0 {
			t.Logf("scored %.1f to %.1f: %3d of %3d right", float64(b)/10, float64(b+1)/10, c.right, c.of)
		}
	}
	// The precision mode: the lowest score from which on 97.5 % are right.
	for min := 0.0; min < 1; min += 0.01 {
		right, of := 0, 0
		for _, s := range r.scored {
			if s.score >= min {
				of++
				if s.right {
					right++
				}
			}
		}
		if of > 0 && float64(right) >= 0.975*float64(of) {
			t.Logf("MinScore(%.2f): %d of %d right, %.0f %% of the quotations kept", min, right, of, 100*float64(of)/float64(len(r.scored)))
			break
		}
	}
	if e := calibration(r); e > 0.1 {
		t.Errorf("scores are off by %.3f on average", e)
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

func ExampleDocument_QuotesBy() {
	d := extract.Text("Professor Malcolm Ferrier er bekymret. »Vi har set det før,« siger Ferrier.")
	for _, p := range d.People() {
		for q := range d.QuotesBy(p) {
			fmt.Printf("%s: %s\n", p.Name, q.Content[0].In(d.Text()))
		}
	}
	// Output:
	// Malcolm Ferrier: Vi har set det før,
}
