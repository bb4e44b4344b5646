package quote_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
	"github.com/ordret/ordret/quote"
)

var update = flag.Bool("update", false, "write what the code does into the golden files")

// TestCases runs the cases of testdata/*.txt: a title behind ---, a text with
// its names in braces ({Anna Holm} is a person, {ORG:DR} an organisation), and
// behind === what should be found, one quotation a line.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no case files: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		head, rest, _ := strings.Cut(string(data), "--- ")
		out.WriteString(head)
		for _, c := range strings.Split(rest, "\n--- ") {
			title, body, ok := strings.Cut(c, "\n")
			text, want, ok2 := strings.Cut(body+"\n", "\n===\n")
			if !ok || !ok2 {
				t.Fatalf("%s: case %q has no ===", file, title)
			}
			got := run(text)
			fmt.Fprintf(&out, "--- %s\n%s\n===\n%s\n", title, text, got)
			if *update {
				continue
			}
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txt")+"/"+title, func(t *testing.T) {
				if diff := cmp.Diff(strings.TrimSpace(want), strings.TrimSpace(got)); diff != "" {
					t.Errorf("%s\n(-want +got)\n%s", text, diff)
				}
			})
		}
		if *update {
			if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// names strips the braces from text and returns the names they marked.
func names(marked string) (text string, ms []entity.Mention) {
	var b strings.Builder
	for marked != "" {
		i := strings.IndexByte(marked, '{')
		j := strings.IndexByte(marked, '}')
		if i < 0 || j < i {
			break
		}
		b.WriteString(marked[:i])
		name, label := marked[i+1:j], entity.PER
		if l, n, ok := strings.Cut(name, ":"); ok {
			name, label = n, entity.Label(l)
		}
		ms = append(ms, entity.Mention{Span: token.Span{Start: b.Len(), End: b.Len() + len(name)}, Label: label, Score: 1})
		b.WriteString(name)
		marked = marked[j+1:]
	}
	b.WriteString(marked)
	return b.String(), ms
}

// find finds the quotations of a text whose names are in braces.
func find(marked string, opts ...quote.Option) (string, quote.Result) {
	text, ms := names(marked)
	t := token.Parse(text)
	ents := entity.New(entity.Only(entity.RecognizerFunc(func(dst []entity.Mention, _ *token.Text) []entity.Mention {
		return append(dst, ms...)
	}))).Find(t)
	return text, quote.New(opts...).Find(t, &ents)
}

func run(marked string) string {
	text, r := find(marked)
	var b strings.Builder
	for _, q := range r.Quotes {
		fmt.Fprintf(&b, "%s %s", q.Kind, q.Mark)
		for _, c := range q.Content {
			fmt.Fprintf(&b, " | %s", strings.ReplaceAll(c.In(text), "\n", "¶"))
		}
		for _, p := range []struct {
			name string
			s    token.Span
		}{{"cue", q.Cue}, {"source", q.Source}, {"to", q.Addressee}, {"in", q.Medium}} {
			if !p.s.Empty() {
				fmt.Fprintf(&b, " | %s=%s", p.name, strings.ReplaceAll(p.s.In(text), "\n", "¶"))
			}
		}
		if q.Speaker != "" {
			fmt.Fprintf(&b, " | speaker=%s", strings.ReplaceAll(q.Speaker, "\n", "¶"))
		}
		if q.Kind != quote.Scare && q.Kind != quote.Title {
			fmt.Fprintf(&b, " (%s)", q.Status)
		}
		b.WriteByte('\n')
	}
	for _, d := range r.Diagnostics {
		fmt.Fprintf(&b, "note: %s: %s\n", d.In(text), d.Message)
	}
	return b.String()
}
