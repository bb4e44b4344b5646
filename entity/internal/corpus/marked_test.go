package corpus_test

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ordret/ordret/entity/internal/corpus"
)

// show writes each sentence as its document, its tokens and their tags.
func show(ss []corpus.Sentence) string {
	var b strings.Builder
	for _, s := range ss {
		b.WriteString(s.Doc + ":")
		for i, w := range s.Words {
			b.WriteString(" " + w)
			if s.Tags[i] != "O" {
				b.WriteString("/" + s.Tags[i])
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestReadInline(t *testing.T) {
	const text = `# a notice, 1988
[PER Anna Holm] fra [ORG Ribe Amt] kom. Hun rejste med [ORGpart EF-landenes] ledere til [LOC Aarhus].

# another
[ORG Horsens] - [ORG Viborg] 2-1
`
	ss, err := corpus.ReadInline(strings.NewReader(text), "x")
	if err != nil {
		t.Fatal(err)
	}
	want := `x-1: Anna/B-PER Holm/I-PER fra Ribe/B-ORG Amt/I-ORG kom .
x-1: Hun rejste med EF-landenes/B-ORGpart ledere til Aarhus/B-LOC .
x-2: Horsens/B-ORG - Viborg/B-ORG 2-1
`
	if diff := cmp.Diff(want, show(ss)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for text, want := range map[string]string{
		"a\n[PER Anna":      `line 2: brackets do not match`,
		"Anna] b":           `line 1: brackets do not match`,
		"[PER A [LOC B]]":   `line 1: brackets do not match`,
		"[PER]":             `line 1: "[PER]" is no mark, want [LABEL name]`,
		"\n\n[PER  Anna] b": `line 3: "[PER  Anna]" is no mark, want [LABEL name]`,
	} {
		if _, err := corpus.ReadInline(strings.NewReader(text), "x"); err == nil || err.Error() != want {
			t.Errorf("%q: error %v, want %s", text, err, want)
		}
	}
}

func TestReadStandoff(t *testing.T) {
	const text = "Nobody read this about Anna.\nÅse Holm bor i Ærø By. Det gør Bo.\nIntet her.\n"
	head := fmt.Sprintf("# Names.\n# sha256 %x\n", sha256.Sum256([]byte(text)))
	ss, err := corpus.ReadStandoff([]byte(head+"2\tPER 0:9\tLOC 16:24\tPER 35:37\n3\n"), []byte(text), "x")
	if err != nil {
		t.Fatal(err)
	}
	want := `x-2: Åse/B-PER Holm/I-PER bor i Ærø/B-LOC By/I-LOC .
x-2: Det gør Bo/B-PER .
x-3: Intet her .
`
	if diff := cmp.Diff(want, show(ss)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for labels, want := range map[string]string{
		"2\tPER 0:9\n":                  `line 1: no line "# sha256 HEX" stands before the labels`,
		"# sha256 00\n":                 fmt.Sprintf("line 1: the text has sha256 %x, want 00", sha256.Sum256([]byte(text))),
		head + "9\n":                    `line 3: "9" is no line of the text`,
		head + "2\tPER 0:99\n":          `line 3: "PER 0:99" is no mark, want LABEL start:end in order`,
		head + "2\tPER 3:4\tLOC 0:2\n":  `line 3: "LOC 0:2" is no mark, want LABEL start:end in order`,
		head + "1\n2\tPER\n":            `line 4: "PER" is no mark, want LABEL start:end in order`,
		head + "1\n2\t 0:3\n":           `line 4: " 0:3" is no mark, want LABEL start:end in order`,
		head + "1\tPER 2:2\n2\tPER 0:1": `line 3: "PER 2:2" is no mark, want LABEL start:end in order`,
	} {
		if _, err := corpus.ReadStandoff([]byte(labels), []byte(text), "x"); err == nil || err.Error() != want {
			t.Errorf("%q: error %v, want %s", labels, err, want)
		}
	}
}
