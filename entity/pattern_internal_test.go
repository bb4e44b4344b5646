package entity

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/ordret/ordret/entity/token"
)

// naive finds what patterns of ORTH and OP match in words by trying
// everything, and chooses among overlaps as spaCy's EntityRuler does.
func naive(patterns []Pattern, words []string) []string {
	type span struct{ start, end, rule int }
	var all []span
	for rule, p := range patterns {
		for start := range words {
			ends := map[int]bool{}
			var try func(k, at int)
			try = func(k, at int) {
				if k == len(p.Tokens) {
					ends[at] = true
					return
				}
				least, most, negated, err := quantifier(p.Tokens[k])
				if err != nil {
					panic(err)
				}
				for n := 0; most == unlimited || n <= most; n++ {
					if n >= least {
						try(k+1, at+n)
					}
					if at+n == len(words) {
						break
					}
					orth, any := p.Tokens[k]["ORTH"]
					if (!any || orth == words[at+n]) == negated {
						break
					}
				}
			}
			try(0, start)
			for end := range ends {
				if end > start {
					all = append(all, span{start, end, rule})
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b span) int {
		return cmp.Or(cmp.Compare(b.end-b.start, a.end-a.start), cmp.Compare(a.start, b.start), cmp.Compare(a.rule, b.rule))
	})
	seen := make([]bool, len(words))
	var won []span
	for _, s := range all {
		if !seen[s.start] && !seen[s.end-1] {
			won = append(won, s)
			for i := s.start; i < s.end; i++ {
				seen[i] = true
			}
		}
	}
	slices.SortFunc(won, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	var out []string
	for _, s := range won {
		out = append(out, fmt.Sprintf("%d-%d #%d", s.start, s.end, s.rule+1))
	}
	return out
}

func TestAutomataAgainstNaive(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	ops := []string{"", "", "", "!", "?", "+", "*", "{2}", "{1,2}", "{2,}", "{,2}", "{0}"}
	letters := []string{"a", "b", "c"}
	for range 4000 {
		var patterns []Pattern
		for range 1 + rng.IntN(3) {
			var tokens []TokenPattern
			for range 1 + rng.IntN(4) {
				tp := TokenPattern{}
				if rng.IntN(4) > 0 {
					tp["ORTH"] = letters[rng.IntN(3)]
				}
				if op := ops[rng.IntN(len(ops))]; op != "" {
					tp["OP"] = op
				}
				tokens = append(tokens, tp)
			}
			p := Pattern{Label: "X", Tokens: tokens}
			if _, err := Compile(p); err == nil {
				patterns = append(patterns, p)
			}
		}
		words := make([]string, 1+rng.IntN(10))
		for i := range words {
			words[i] = letters[rng.IntN(3)]
		}
		r, err := Compile(patterns...)
		if err != nil {
			t.Fatal(err)
		}
		text := token.Parse(strings.Join(words, " "))
		var got []string
		for _, m := range r.Recognize(nil, text) {
			first, last := text.Within(m.Span)
			got = append(got, fmt.Sprintf("%d-%d %s", first, last, m.Rule))
		}
		if want := naive(patterns, words); !slices.Equal(got, want) {
			t.Fatalf("%v\non %v\n got %q\nwant %q", patterns, words, got, want)
		}
	}
}

// steps counts the predicates and trie edges that r looks at in text.
func steps(r *Rules, text string) int {
	m := newMatcher(r)
	m.text(nil, token.Parse(text), nil)
	return m.steps
}

// The hardest patterns there are stay within tokens × 64 × positions, and cost
// grows with the text and no faster.
func TestWorkIsBounded(t *testing.T) {
	stars := make([]TokenPattern, maxTokens)
	for i := range stars {
		stars[i] = TokenPattern{"OP": "*"}
	}
	same := strings.TrimSpace(strings.Repeat("og ", maxTokens))
	for name, patterns := range map[string][]Pattern{
		"stars":            {{Label: "X", Tokens: stars}},
		"stars, no match":  {{Label: "X", Tokens: append(slices.Clone(stars[1:]), TokenPattern{"ORTH": "aldrig"})}},
		"pluses":           {{Label: "X", Tokens: []TokenPattern{{"OP": "+"}, {"OP": "+"}, {"OP": "+"}, {"ORTH": "aldrig", "OP": "!"}}}},
		"optional, twice":  {{Label: "X", Tokens: []TokenPattern{{"ORTH": "og", "OP": "{,32}"}, {"ORTH": "og", "OP": "{32}"}}}},
		"one long phrase":  {{Label: "X", Phrase: same}},
		"nested phrases":   {{Label: "X", Phrase: same[:3*63]}, {Label: "Y", Phrase: same[:3*31]}, {Label: "Z", Phrase: "og"}},
		"phrase and stars": {{Label: "X", Phrase: same}, {Label: "Y", Tokens: []TokenPattern{{"ORTH": "og"}, {"OP": "*"}, {"ORTH": "og"}}}},
	} {
		r, err := Compile(patterns...)
		if err != nil {
			t.Fatal(name, err)
		}
		positions := 1 // the trie's
		for _, a := range r.autos {
			positions += len(a.preds)
		}
		const n = 2000
		once, twice := steps(r, strings.Repeat("og ", n)), steps(r, strings.Repeat("og ", 2*n))
		if limit := n * maxTokens * positions; once > limit {
			t.Errorf("%s: %d steps, at most %d", name, once, limit)
		}
		if twice > 2*once+2*maxTokens*maxTokens*positions {
			t.Errorf("%s: %d steps for a text, %d for twice the text", name, once, twice)
		}
	}
}

// A pattern is not tried where a word of it is missing.
func TestDispatch(t *testing.T) {
	var patterns []Pattern
	for i := range 1000 {
		w := fmt.Sprintf("ord%d", i)
		patterns = append(patterns,
			Pattern{Label: "X", Phrase: w + " og " + w},
			Pattern{Label: "X", Tokens: []TokenPattern{{"LOWER": w}, {"IS_TITLE": true, "OP": "+"}}},
			Pattern{Label: "X", Tokens: []TokenPattern{{"IS_TITLE": true, "OP": "+"}, {"LOWER": map[string]any{"IN": []string{w, w + "s"}}}}})
	}
	r, err := Compile(patterns...)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("Statsminister Mette Frederiksen talte på Christiansborg om ORD7 Hansen.\n\n", 100)
	if n, tokens := steps(r, text), len(token.Append(nil, text)); n > 5*tokens {
		t.Errorf("%d steps for %d tokens", n, tokens)
	}
}

func TestRecognizeAllocates(t *testing.T) {
	r, err := Compile(
		Pattern{Label: "ORG", Phrase: "Danske Bank"},
		Pattern{Label: "ORG", Phrase: "Mærsk", IgnoreCase: true},
		Pattern{Label: "MONEY", Tokens: []TokenPattern{{"LIKE_NUM": true, "OP": "+"}, {"LOWER": map[string]any{"IN": []string{"kroner", "euro"}}}}},
		Pattern{Label: "X", Tokens: []TokenPattern{{"SHAPE": "Xxxxx"}, {"TEXT": map[string]any{"FUZZY": "Frederiksen"}}}})
	if err != nil {
		t.Fatal(err)
	}
	text := token.Parse(strings.Repeat("Mette Fredriksen gav Danske Banks kunder 300 millioner kroner, skriver MÆRSK. ", 50))
	dst := r.Recognize(nil, text)
	if len(dst) != 200 {
		t.Fatalf("%d mentions", len(dst))
	}
	// Without the pool, which the race detector empties at random. (So it does
	// with that of package regexp.)
	m := newMatcher(r)
	if n := testing.AllocsPerRun(20, func() { dst = m.text(dst[:0], text, nil) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestPythonRegexp(t *testing.T) {
	for _, tt := range []struct {
		src, in string
		want    bool
	}{
		{`^\w+$`, "Ærø", true},
		{`^\W$`, "ø", false},
		{`^\d+$`, "٣٤", true},
		{`^\D+$`, "år", true},
		{`^[\w-]+$`, "Bang-Sørensen", true},
		{`^[^\W\d_]+$`, "Ærø", true},
		{`^[^\W\d_]+$`, "Ærø2", false},
		{`[\W]`, "Ærø_2", false},
		{`\bøl\b`, "øl", true},
		{`\bøl\b`, "øle", false},
		{`\bøl\b`, "pils-øl", true},
		{`(?i)\bøl`, "ØLLET", true},
		{`(?u)^å`, "år", true},
		{`^a{,2}$`, "aa", true},
		{`^a{,2}$`, "aaa", false},
		{`^[]a]+$`, "a]", true},
		{`^[^]a]+$`, "bc", true},
		{`^[[a]+$`, "[a", true},
		{`\u00e6\Z`, "ræ", true},
		{`(?P<by>by)$`, "Nyby", true},
		{`^Kim|Ole$`, "en Ole", true},
		{`^\(\.\)$`, "(.)", true},
		{`^\"\/\ $`, `"/ `, true},
	} {
		re, err := pythonRegexp(tt.src)
		if err != nil {
			t.Errorf("%s: %v", tt.src, err)
		} else if got := re.MatchString(tt.in); got != tt.want {
			t.Errorf("%s on %q: got %v (as %s)", tt.src, tt.in, got, re)
		}
	}
	for _, src := range []string{`a\bc`, `\Ba`, `(?<=a)b`, `a(?!b)`, `(a)\1`, `(?x)a b`, `\u00`, `[`, `\`, "\xff", `(?P=by)`} {
		if re, err := pythonRegexp(src); err == nil {
			t.Errorf("%q is taken, as %s", src, re)
		}
	}
}

func TestWithinEdits(t *testing.T) {
	// The plain recurrence.
	distance := func(a, b []rune) int {
		d := make([][]int, len(a)+1)
		for i := range d {
			d[i] = make([]int, len(b)+1)
			for j := range d[i] {
				switch {
				case i == 0 || j == 0:
					d[i][j] = i + j
				case a[i-1] == b[j-1]:
					d[i][j] = d[i-1][j-1]
				default:
					d[i][j] = 1 + min(d[i-1][j-1], d[i-1][j], d[i][j-1])
				}
			}
		}
		return d[len(a)][len(b)]
	}
	rng := rand.New(rand.NewPCG(3, 4))
	word := func() []rune {
		w := make([]rune, rng.IntN(9))
		for i := range w {
			w[i] = []rune("abåø")[rng.IntN(4)]
		}
		return w
	}
	for range 5000 {
		a, b, most := word(), word(), rng.IntN(5)
		if got, want := withinEdits([]byte(string(a)), b, most), distance(a, b) <= most; got != want {
			t.Fatalf("%q and %q within %d: %v", string(a), string(b), most, got)
		}
	}
}
