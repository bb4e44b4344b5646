package extract_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/ordret/ordret/entity/token"
	"github.com/ordret/ordret/extract"
)

var update = flag.Bool("update", false, "write what the code does into the golden files")

// golden compares got with a file of testdata/golden, or writes it with
// -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("../testdata/golden", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// readArticle returns the text of an article of testdata/articles.
func readArticle(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../testdata/articles", name+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// readArticles returns all articles of testdata: the annotated ones and those
// of testdata/articles, each of which has something peculiar.
func readArticles(t testing.TB) []article {
	t.Helper()
	all := readTagged(t)
	files, err := filepath.Glob("../testdata/articles/*.txt")
	if err != nil || len(files) < 12 {
		t.Fatalf("found %d articles (%v)", len(files), err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".txt")
		all = append(all, article{id: name, text: readArticle(t, name)})
	}
	return all
}

// TestGolden compares what is found in each article with testdata/golden, and
// checks what holds for any text.
func TestGolden(t *testing.T) {
	for _, a := range readArticles(t) {
		t.Run(a.id, func(t *testing.T) {
			d := extract.Text(a.text)
			check(t, d)
			checkFormats(t, d)
			golden(t, a.id+".txt", summary(d))
		})
	}
}

// summary writes a document in few words, for a person to compare.
func summary(d *extract.Document) string {
	var b strings.Builder
	text := d.Text()
	flat := func(s token.Span) string { return strings.Join(strings.Fields(s.In(text)), " ") }
	for _, z := range d.Tokens.Zones {
		if z.Kind != token.Body {
			fmt.Fprintf(&b, "zone %s: %.60s\n", z.Kind, flat(z.Span))
		}
	}
	for _, e := range d.Entities {
		fmt.Fprintf(&b, "%s %s", e.Label, e.Name)
		for _, k := range e.Mentions {
			fmt.Fprintf(&b, " | %s", flat(d.Mentions[k].Span))
		}
		for _, r := range e.Roles() {
			fmt.Fprintf(&b, " | role: %s", r)
		}
		b.WriteByte('\n')
	}
	for _, q := range d.Quotes {
		fmt.Fprintf(&b, "%s %s: ", q.Kind, q.Mark)
		for i, c := range q.Content {
			if i > 0 {
				b.WriteString(" | ")
			}
			b.WriteString(flat(c))
		}
		fmt.Fprintf(&b, "\n    %s %q", q.Status, q.Speaker)
		for _, x := range []struct {
			name string
			s    token.Span
		}{{"cue", q.Cue}, {"source", q.Source}, {"to", q.Addressee}, {"in", q.Medium}} {
			if !x.s.Empty() {
				fmt.Fprintf(&b, " %s=%q", x.name, flat(x.s))
			}
		}
		b.WriteByte('\n')
	}
	for _, x := range d.Diagnostics {
		fmt.Fprintf(&b, "diagnostic at %d: %s\n", x.Start, x.Message)
	}
	return b.String()
}

// check fails if d breaks a promise that holds for any text.
func check(t *testing.T, d *extract.Document) {
	t.Helper()
	text := d.Text()
	valid := utf8.ValidString(text)
	inside := func(what string, s token.Span) {
		t.Helper()
		if s.Start < 0 || s.End < s.Start || s.End > len(text) {
			t.Fatalf("%s %v is outside of the text of %d bytes", what, s, len(text))
		}
		if valid && (s.Start < len(text) && !utf8.RuneStart(text[s.Start]) || s.End < len(text) && !utf8.RuneStart(text[s.End])) {
			t.Fatalf("%s %v cuts a rune", what, s)
		}
	}
	for i, m := range d.Mentions {
		inside("mention", m.Span)
		if m.Empty() || m.Label == "" || m.Score < 0 || m.Score > 1 {
			t.Fatalf("mention %+v", m)
		}
		if i > 0 && d.Mentions[i-1].End > m.Start {
			t.Fatalf("mentions %v and %v overlap", d.Mentions[i-1].Span, m.Span)
		}
		if m.Entity < 0 || m.Entity >= len(d.Entities) {
			t.Fatalf("mention %v has entity %d of %d", m.Span, m.Entity, len(d.Entities))
		}
		for _, in := range m.Inner {
			if !m.Contains(in.Span) || in.Span == m.Span {
				t.Fatalf("inner %v of mention %v", in.Span, m.Span)
			}
		}
	}
	for _, e := range d.Entities {
		if e.Name == "" || len(e.Mentions) == 0 {
			t.Fatalf("entity %+v", e)
		}
	}
	for _, q := range d.Quotes {
		if len(q.Content) == 0 || q.Kind == "" || q.Score < 0 || q.Score > 1 || q.Entity >= len(d.Entities) {
			t.Fatalf("quotation %+v", q)
		}
		for i, c := range q.Content {
			inside("content", c)
			if c.Empty() || i > 0 && q.Content[i-1].End > c.Start {
				t.Fatalf("content %v of %+v", c, q)
			}
			if c.Overlaps(q.Source) {
				t.Fatalf("source %v stands in its quotation %v", q.Source, c)
			}
		}
		inside("cue", q.Cue)
		inside("source", q.Source)
		inside("addressee", q.Addressee)
		inside("medium", q.Medium)
		if q.Entity >= 0 && q.Speaker == "" {
			t.Fatalf("an entity but no speaker: %+v", q)
		}
	}
}

// nasty are texts that broke, or might break, one stage or another.
var nasty = []string{
	"", " ", "\n\n", "»", "«", "»«", "\"\"", "''", "- ", "–\n–\n–", "»A", "A«", "siger", "siger siger siger", "Af ", "Foto:", "Foto: Vis mere",
	"»A,« siger \xff\xfe.", "\xff", "a\u0301\u00ad b", "- x, siger Bo.", "»»»»»»A««««««", "\"A\" \"B\" \"C", "'''''", "`a' ´b´", "Ifølge", "ifølge ifølge",
	"han siger, at", "X:", "X: »", ", siger X.", "og siger", "der siger", "»A,« siger", "»A,« lyder det", "»A,« lyder det fra", "»A,« lyder det i Xs analyse hos Y",
	"- A, siger X, - B, siger Y.", "»A, siger X.\n\n»B.\n\n»C,« siger Y.", "\u2028»A\u2029", "😀»👍🏽«", "»A,«\r\nsiger X.\r\n", "'A 'B' C'", "„A“ „B\" ”C” “D”",
	"Minister: Vi har fejlet\n\nSundhedsminister Anna Holm.", "\"" + strings.Repeat("a ", 100), strings.Repeat("(", 50), strings.Repeat("»'", 30),
}

func FuzzExtract(f *testing.F) {
	for _, s := range nasty {
		f.Add(s)
	}
	for _, a := range readArticles(f)[30:] {
		f.Add(a.text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := extract.Text(s)
		check(t, d)
		checkFormats(t, d)
	})
}

// TestPrefixes cuts articles off at many places: scrapes do.
func TestPrefixes(t *testing.T) {
	for _, a := range readArticles(t)[30:] {
		for n := 0; n < len(a.text); n += 97 {
			check(t, extract.Text(a.text[:n]))
			check(t, extract.Text(a.text[n:]))
		}
	}
}

// BenchmarkExtract reads the annotated articles, over and over.
func BenchmarkExtract(b *testing.B) {
	articles := readTagged(b)
	n := 0
	for _, a := range articles {
		n += len(a.text)
	}
	x, err := extract.New()
	if err != nil {
		b.Fatal(err)
	}
	tokens := 0
	b.SetBytes(int64(n))
	b.ReportAllocs()
	for b.Loop() {
		for _, a := range articles {
			tokens += len(x.Extract(extract.Doc{Text: a.text}).Tokens.Tokens)
		}
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}
