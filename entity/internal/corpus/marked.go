package corpus

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/ordret/ordret/entity/token"
)

// mark is a name in a text, by its bytes.
type mark struct {
	start, end int
	label      string
}

// ReadInline reads text with its names marked in place: [PER Anna Holm]. Each
// line is a paragraph and is cut into sentences and tokens as the library cuts
// them; a line that begins with "#" begins a document.
func ReadInline(r io.Reader, name string) ([]Sentence, error) {
	var out []Sentence
	doc := 0
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		if strings.HasPrefix(line, "#") {
			doc++
			continue
		}
		var text strings.Builder
		var marks []mark
		for rest := line; rest != ""; {
			i := strings.IndexAny(rest, "[]")
			if i < 0 {
				text.WriteString(rest)
				break
			}
			text.WriteString(rest[:i])
			end := strings.IndexAny(rest[i+1:], "[]")
			if rest[i] != '[' || end < 0 || rest[i+1+end] != ']' {
				return out, &Error{n, "brackets do not match"}
			}
			label, form, ok := strings.Cut(rest[i+1:i+1+end], " ")
			if !ok || label == "" || strings.TrimSpace(form) != form || form == "" {
				return out, &Error{n, fmt.Sprintf("%q is no mark, want [LABEL name]", rest[i:i+2+end])}
			}
			marks = append(marks, mark{text.Len(), text.Len() + len(form), label})
			text.WriteString(form)
			rest = rest[i+2+end:]
		}
		out = appendMarked(out, text.String(), marks, fmt.Sprintf("%s-%d", name, doc), fmt.Sprintf("%s-%d", name, n))
	}
	return out, sc.Err()
}

// ReadStandoff reads labels that are kept apart from their text. A line of
// labels names a line of the text by its number, counted from 1, and marks
// names by their bytes in it, in order:
//
//	17	PER 0:11	LOC 25:33
//
// Lines that no line of labels names are left out: nobody has read them. Lines
// that begin with "#" are comments; "# sha256 HEX", which must stand before
// all labels, is the hash that the text must have.
func ReadStandoff(labels, text []byte, name string) ([]Sentence, error) {
	lines := strings.Split(string(text), "\n")
	checked := false
	var out []Sentence
	for n, line := range strings.Split(string(labels), "\n") {
		fail := func(format string, a ...any) ([]Sentence, error) {
			return out, &Error{n + 1, fmt.Sprintf(format, a...)}
		}
		if hash, ok := strings.CutPrefix(line, "# sha256 "); ok {
			if got := fmt.Sprintf("%x", sha256.Sum256(text)); got != hash {
				return fail("the text has sha256 %s, want %s", got, hash)
			}
			checked = true
		}
		if line == "" || line[0] == '#' {
			continue
		}
		if !checked {
			return fail("no line %q stands before the labels", "# sha256 HEX")
		}
		cols := strings.Split(line, "\t")
		k, err := strconv.Atoi(cols[0])
		if err != nil || k < 1 || k > len(lines) {
			return fail("%q is no line of the text", cols[0])
		}
		var marks []mark
		at := 0
		for _, c := range cols[1:] {
			label, span, _ := strings.Cut(c, " ")
			from, to, _ := strings.Cut(span, ":")
			start, err1 := strconv.Atoi(from)
			end, err2 := strconv.Atoi(to)
			if label == "" || err1 != nil || err2 != nil || start < at || end <= start || end > len(lines[k-1]) {
				return fail("%q is no mark, want LABEL start:end in order", c)
			}
			marks = append(marks, mark{start, end, label})
			at = end
		}
		id := fmt.Sprintf("%s-%d", name, k)
		out = appendMarked(out, lines[k-1], marks, id, id)
	}
	return out, nil
}

// appendMarked appends the sentences of one paragraph. A mark covers the
// tokens that it touches; where a sentence ends inside it, it is two names.
func appendMarked(out []Sentence, text string, marks []mark, doc, id string) []Sentence {
	t := token.Parse(text)
	k := 0
	for i, s := range t.Sentences {
		sent := Sentence{ID: fmt.Sprintf("%s-%d", id, i+1), Doc: doc}
		inside := false
		for j := s.First; j < s.Last; j++ {
			tok := t.Tokens[j]
			for k < len(marks) && marks[k].end <= tok.Start {
				k++
				inside = false
			}
			tag := "O"
			if k < len(marks) && marks[k].start < tok.End {
				if tag = "B-" + marks[k].label; inside {
					tag = "I-" + marks[k].label
				}
				inside = true
			}
			sent.Words = append(sent.Words, t.Word(j))
			sent.Tags = append(sent.Tags, tag)
		}
		if len(sent.Words) > 0 {
			out = append(out, sent)
		}
	}
	return out
}
