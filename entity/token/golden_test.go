package token_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/ordret/ordret/entity/token"
)

var update = flag.Bool("update", false, "rewrite the expectations in testdata/*.txt")

// TestCases runs testdata/*.txt, one file a phenomenon. A case is
//
//	== its name
//	the text, with \r, \t and \uXXXX for what an editor hides
//	-- tokens, kinds, sentences, paragraphs or zones
//	what the text is expected to give
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no case files", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			head, cases, found := strings.Cut("\n"+string(data), "\n== ")
			if !found {
				t.Fatalf("%s: no cases", file)
			}
			out := new(strings.Builder)
			out.WriteString(strings.TrimPrefix(head, "\n"))
			for c := range strings.SplitSeq(cases, "\n== ") {
				name, body, _ := strings.Cut(strings.TrimRight(c, "\n"), "\n")
				sections := strings.Split("\n"+body, "\n-- ")
				source := strings.Trim(sections[0], "\n")
				text := token.Parse(unescape(t, source))
				if out.Len() > 0 {
					out.WriteString("\n")
				}
				fmt.Fprintf(out, "== %s\n%s\n", name, source)
				if len(sections) == 1 {
					t.Errorf("%s: case %q expects nothing", file, name)
				}
				for _, s := range sections[1:] {
					what, want, _ := strings.Cut(s, "\n")
					got := describe(t, what, text)
					fmt.Fprintf(out, "-- %s\n%s\n", what, got)
					if diff := cmp.Diff(strings.TrimRight(want, "\n"), got); diff != "" && !*update {
						t.Errorf("%s: case %q, %s (-want +got):\n%s", file, name, what, diff)
					}
				}
			}
			if *update {
				if err := os.WriteFile(file, []byte(out.String()), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// describe renders one view of a text, a line a sentence, paragraph or zone.
func describe(t *testing.T, what string, text *token.Text) string {
	var lines []string
	switch what {
	case "tokens", "kinds":
		for _, s := range text.Sentences {
			var words []string
			for i := s.First; i < s.Last; i++ {
				w := escape(text.Raw(i))
				if what == "kinds" {
					w += "/" + text.Tokens[i].Kind.String()
				}
				words = append(words, w)
			}
			lines = append(lines, strings.Join(words, " | "))
		}
	case "words":
		var words []string
		for i := range text.Tokens {
			words = append(words, escape(text.Word(i)))
		}
		lines = append(lines, strings.Join(words, " | "))
	case "sentences":
		for _, s := range text.Sentences {
			lines = append(lines, escape(s.In(text.String())))
		}
	case "paragraphs":
		for _, p := range text.Paragraphs {
			lines = append(lines, escape(p.In(text.String())))
		}
	case "zones":
		for _, z := range text.Zones {
			lines = append(lines, z.Kind.String()+": "+escape(z.In(text.String())))
		}
	default:
		t.Fatalf("unknown section %q", what)
	}
	return strings.Join(lines, "\n")
}

// escape writes line breaks and invisible runes as Go does.
func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r != ' ' && !unicode.IsGraphic(r) || unicode.IsSpace(r) && r != ' ' || unicode.IsMark(r):
			q := strconv.QuoteRuneToASCII(r)
			b.WriteString(q[1 : len(q)-1])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func unescape(t *testing.T, s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	s = strings.NewReplacer(`"`, `\"`, "\n", `\n`).Replace(s)
	s, err := strconv.Unquote(`"` + s + `"`)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
