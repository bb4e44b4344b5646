package token_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/ordret/ordret/entity/token"
)

// awkward are texts that have gone wrong here or in tokenizers elsewhere. They
// seed the fuzz targets and, with the case files, the tests of invariants.
var awkward = []string{
	"", " ", "\n", "\x00", "\xff", "a\xffb", "\xc3", "\xe2\x80", "»\xbb«", "\u00ad", "\u0301", "a\u0301", "\ufeff",
	"www.", "www.)))", "http://", "https://x", "@", "#", "@a.", "#1", "a@b", "a@b.", "a.b@c.d", "a_b@c.dk", "_", "a_", "dr.dk", "dr.dk/", "dr.dk/x", ".dk",
	"'", "''", "``", "'''", "'a", "a'", "'68", "'68'", "'68-", "s' s' 's", "'As' b's c'", "‘’‚‛´",
	"1.", "1. ", "1.-", "1.-3.", "1,-", "1,", "1:", "1.a", "1.g", "1..", "1...", "14. - 15. maj", "½", "m²", "1.\u2013",
	"kr.", "kr..", "kr...", "f.eks.", "f.eks.X", "H.C.", "H.C", "H.C.Andersen", "a.b.c.d.e.f", "B.T.'s", "cand.polit.'er", "P. E. P.", "a.", "Æ.", "å.\u030a",
	"-", "--", "a-", "a- og", "a-, b", "a-/b", "1- 2", "-a", "a/b", "A/S", "/", "//", "a/", "/ritzau/", "/a", "a&b", "A&B",
	"👨\u200d👩", "🇩🇰", "🇩", "🇩🇰🇬", "👏🏽", "❤\ufe0f", "1\ufe0f\u20e3", "🏴\U000e0067\U000e007f", "\u200d🎉", "🎉\u200d",
	"(", "()", "(Foto:", "(Foto)", "(Arkivfoto)", "(Arkivfoto).", "Foto:", "Foto: A", "Foto: a", "Foto: Vis mere", "Foto: A Vis mere", "x. Foto: A Vis mere x. Foto: A", "Foto: A, Foto: B",
	"Af", "Af ", "Af A", "Af A.", "Af A\n\nB", "LÆS OGSÅ:", "LÆS OGSÅ: a. b", "læs også", "LæS", "l", "Vis mere",
	"A\n\nAf B C\n\n- d.", "?\n\n!\n\n…", ". . .", ".\"", "\".\"", "\" a. \"", "!!!a", "\" . \" .", "»\n»\n»\n", ")\n)\n)", ".)\n",
	"\r", "\r\n", "a\r\nb", "\u2028", "a\u2029b", "\v\f", "a\u00a0b", "a\u200bb",
}

// seeds returns the awkward texts and every text of the case files.
func seeds(tb testing.TB) []string {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		tb.Fatal(err)
	}
	texts := slices.Clone(awkward)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		texts = append(texts, strings.Split(string(data), "\n== ")...)
	}
	return texts
}

// checkTokens fails unless the tokens of text are ordered, lie on rune
// boundaries and rebuild the text together with their gaps.
func checkTokens(t *testing.T, text string) []token.Token {
	t.Helper()
	tokens := token.Append(nil, text)
	valid := utf8.ValidString(text)
	end := 0
	for i, tok := range tokens {
		if tok.Start < end || tok.End <= tok.Start || tok.End > len(text) {
			t.Fatalf("%q: token %d is %v after %d", text, i, tok.Span, end)
		}
		if valid && (!utf8.RuneStart(text[tok.Start]) || tok.End < len(text) && !utf8.RuneStart(text[tok.End])) {
			t.Fatalf("%q: token %d, %v, cuts a rune", text, i, tok.Span)
		}
		gap := text[end:tok.Start]
		space, line := i == 0, i == 0
		for _, r := range gap {
			if !unicode.IsSpace(r) && !unicode.IsControl(r) && !unicode.IsMark(r) && !unicode.Is(unicode.Cf, r) {
				t.Fatalf("%q: %q is lost before token %d", text, r, i)
			}
			space = space || unicode.IsSpace(r)
			line = line || r == '\n' || r == '\r'
		}
		if space && !tok.Is(token.SpaceBefore) || line && !tok.Is(token.LineStart) || tok.Is(token.LineStart) && !tok.Is(token.SpaceBefore) {
			t.Fatalf("%q: token %d after %q has flags %b", text, i, gap, tok.Flags)
		}
		end = tok.End
	}
	for _, r := range text[end:] {
		if !unicode.IsSpace(r) && !unicode.IsControl(r) && !unicode.IsMark(r) && !unicode.Is(unicode.Cf, r) {
			t.Fatalf("%q: %q is lost at the end", text, r)
		}
	}
	if all := slices.Collect(token.All(text)); !slices.Equal(all, tokens) {
		t.Fatalf("%q: All and Append differ: %s", text, cmp.Diff(tokens, all))
	}
	return tokens
}

// checkText fails unless sentences and paragraphs partition the tokens, and
// zones are ordered, disjoint and cover them.
func checkText(t *testing.T, src string) {
	t.Helper()
	text := token.Parse(src)
	if tokens := checkTokens(t, src); !slices.Equal(tokens, text.Tokens) {
		t.Fatalf("%q: Parse and Append differ: %s", src, cmp.Diff(tokens, text.Tokens))
	}
	if text.String() != src {
		t.Fatalf("%q: String returns %q", src, text.String())
	}
	next := 0
	for k, s := range text.Sentences {
		if s.First != next || s.Last <= s.First || s.Start != text.Tokens[s.First].Start || s.End != text.Tokens[s.Last-1].End {
			t.Fatalf("%q: sentence %d is %+v, its first token should be %d", src, k, s, next)
		}
		if text.SentenceOf(s.First) != k || text.SentenceOf(s.Last-1) != k {
			t.Fatalf("%q: SentenceOf does not find sentence %d", src, k)
		}
		if p := text.ParagraphOf(s.First); p != text.ParagraphOf(s.Last-1) {
			t.Fatalf("%q: sentence %d goes beyond paragraph %d", src, k, p)
		}
		next = s.Last
	}
	if next != len(text.Tokens) {
		t.Fatalf("%q: sentences end at token %d of %d", src, next, len(text.Tokens))
	}
	next = 0
	for k, p := range text.Paragraphs {
		if p.First != next || p.Last <= p.First || p.Start != text.Tokens[p.First].Start || p.End != text.Tokens[p.Last-1].End {
			t.Fatalf("%q: paragraph %d is %+v, its first token should be %d", src, k, p, next)
		}
		next = p.Last
	}
	if next != len(text.Tokens) {
		t.Fatalf("%q: paragraphs end at token %d of %d", src, next, len(text.Tokens))
	}
	z, end := 0, 0
	for k, zone := range text.Zones {
		if zone.Start < end || zone.End <= zone.Start || zone.End > len(src) {
			t.Fatalf("%q: zone %d is %v after %d", src, k, zone, end)
		}
		end = zone.End
	}
	for i, tok := range text.Tokens {
		for z < len(text.Zones) && text.Zones[z].End <= tok.Start {
			z++
		}
		if z == len(text.Zones) || !text.Zones[z].Contains(tok.Span) {
			t.Fatalf("%q: no zone covers token %d, %q: %v", src, i, text.Raw(i), text.Zones)
		}
		if got := text.ZoneAt(tok.Start); got != text.Zones[z].Kind {
			t.Fatalf("%q: ZoneAt(%d) = %v, want %v", src, tok.Start, got, text.Zones[z].Kind)
		}
		if text.TokenAt(tok.Start) != i || text.TokenAt(tok.End-1) != i {
			t.Fatalf("%q: TokenAt does not find token %d", src, i)
		}
		if first, last := text.Within(tok.Span); first != i || last != i+1 {
			t.Fatalf("%q: Within finds [%d, %d) for token %d", src, first, last, i)
		}
		if want := token.Normalize(text.Raw(i)); text.Word(i) != want && (tok.Is(token.Irregular) || text.Word(i) != text.Raw(i)) {
			t.Fatalf("%q: Word(%d) = %q, want %q", src, i, text.Word(i), want)
		}
	}
}

func TestInvariants(t *testing.T) {
	texts := seeds(t)
	for _, text := range texts {
		checkText(t, text)
	}
	// Every text cut at every byte, and every two awkward ones joined.
	for _, text := range texts {
		for i := range min(len(text), 300) {
			checkText(t, text[:i])
			checkText(t, text[i:min(len(text), 300)])
		}
	}
	for _, a := range awkward {
		for _, b := range awkward {
			checkText(t, a+b)
			checkText(t, a+" "+b)
		}
	}
}

func FuzzAppend(f *testing.F) {
	for _, text := range seeds(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { checkTokens(t, text) })
}

func FuzzParse(f *testing.F) {
	for _, text := range seeds(f) {
		f.Add(text)
	}
	f.Fuzz(checkText)
}

// TestHard runs the texts that make a careless scanner quadratic. With that,
// each would take minutes; the benchmarks give the figures.
func TestHard(t *testing.T) {
	for _, h := range hard {
		checkText(t, strings.Repeat(h.unit, 1<<17/len(h.unit)))
	}
}

func TestAllocs(t *testing.T) {
	text := strings.Repeat(news, 20)
	buf := token.Append(nil, text)
	var genitive bool
	for name, run := range map[string]func(){
		"Append into a warm buffer": func() { buf = token.Append(buf[:0], text) },
		"All": func() {
			for range token.All(text) {
			}
		},
		"Normalize of a plain word": func() { token.Normalize("København") },
		"Stem":                      func() { _, genitive = token.Stem("Københavns") },
		"IsStarter":                 func() { token.IsStarter("Han") },
	} {
		if n := testing.AllocsPerRun(10, run); n != 0 {
			t.Errorf("%s allocates %v times", name, n)
		}
	}
	if !genitive {
		t.Error("Københavns is no genitive")
	}
}

func TestAllStops(t *testing.T) {
	n := 0
	for range token.All("et to tre fire") {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("the iterator went on to token %d", n)
	}
}

func TestFlags(t *testing.T) {
	flags := map[token.Flag]string{
		token.SpaceBefore: "space", token.LineStart: "line", token.Capital: "capital", token.AllCaps: "caps",
		token.Digits: "digits", token.Irregular: "irregular", token.Abbrev: "abbrev",
	}
	got := map[string][]string{}
	text := token.Parse("FN's 14. møde\n\"Østen\" A/S kl. 8, F16 ha\u030ab B")
	for i, tok := range text.Tokens {
		names := []string{}
		for f := token.SpaceBefore; f <= token.Abbrev; f <<= 1 {
			if tok.Is(f) {
				names = append(names, flags[f])
			}
		}
		got[text.Word(i)] = names
	}
	want := map[string][]string{
		"FN's":  {"space", "line", "capital"},
		"14.":   {"space", "digits", "abbrev"},
		"møde":  {"space"},
		`"`:     {},
		"Østen": {"capital"},
		"A/S":   {"space", "capital", "caps"},
		"kl.":   {"space", "abbrev"},
		"8":     {"space", "digits"},
		",":     {},
		"F16":   {"space", "capital", "digits"},
		"håb":   {"space", "irregular"},
		"B":     {"space", "capital"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOffsets(t *testing.T) {
	text := "På 🇩🇰 går det: »Nej,« sagde hun"
	for _, tok := range token.Append(nil, text) {
		runes := token.Runes(text, tok.Span)
		if got, want := string([]rune(text)[runes.Start:runes.End]), tok.In(text); got != want {
			t.Errorf("Runes(%v) = %v covers %q, want %q", tok.Span, runes, got, want)
		}
	}
	quote := token.Span{Start: strings.Index(text, "Nej"), End: strings.Index(text, ",")}
	if got, want := token.UTF16(text, quote), (token.Span{Start: 18, End: 21}); got != want {
		t.Errorf("UTF16 = %v, want %v", got, want)
	}
}

func TestSpan(t *testing.T) {
	a, b, c := token.Span{Start: 2, End: 6}, token.Span{Start: 3, End: 5}, token.Span{Start: 6, End: 9}
	if !a.Contains(b) || b.Contains(a) || !a.Overlaps(b) || a.Overlaps(c) || a.Len() != 4 || a.Empty() || !(token.Span{}).Empty() {
		t.Error("Span's methods disagree")
	}
}

func TestZoneKinds(t *testing.T) {
	seen := map[string]bool{}
	for k := token.Body; k <= token.Signature; k++ {
		if name := k.String(); name == "unknown" || seen[name] {
			t.Errorf("zone kind %d is called %q", k, name)
		} else {
			seen[name] = true
		}
		if k.Running() != (k <= token.Subhead) {
			t.Errorf("%v.Running() = %v", k, k.Running())
		}
	}
	if (token.Signature+1).String() != "unknown" || (token.Emoji+1).String() != "unknown" {
		t.Error("a kind that is none has a name")
	}
}
