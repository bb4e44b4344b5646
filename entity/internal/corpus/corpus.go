// Package corpus reads sentences with names marked in IOB2, in the layouts
// that Danish and Norwegian corpora come in, and scores tags against them.
package corpus

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Sentence is a sentence with a tag a token: O, B-PER, I-PER ...
type Sentence struct {
	ID    string
	Doc   string
	Words []string
	Tags  []string
	Inner []string // second-level tags where the corpus has them, else nil
}

// Error is a broken line of a corpus.
type Error struct {
	Line int
	Msg  string
}

func (e *Error) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Msg) }

// Read reads IOB2. A blank line ends a sentence; "# doc = X" begins a
// document; other lines that begin with "# " are comments. A token's line has
// tab-separated columns: the word and its tag, or, as Universal NER has it, a
// number, the word, its tag, and "tag#inner" with labels of DaN+, which then
// win where the third column has O (MISC) or where they mark a part of a
// compound.
func Read(r io.Reader) ([]Sentence, error) {
	br := bufio.NewReaderSize(r, 1<<16)
	var out []Sentence
	var cur Sentence
	doc := ""
	flush := func() {
		if len(cur.Words) > 0 {
			cur.Doc = doc
			out = append(out, cur)
		}
		cur = Sentence{}
	}
	for n := 1; ; n++ {
		line, err := br.ReadString('\n')
		if err != nil && err != io.EOF {
			return out, err
		}
		line = strings.TrimRight(line, "\r\n")
		switch {
		case line == "":
			flush()
		case strings.HasPrefix(line, "# ") && !strings.HasPrefix(line, "#\t"):
			if v, ok := strings.CutPrefix(line, "# doc = "); ok {
				flush()
				doc = v
			} else if v, ok := strings.CutPrefix(line, "# sent_id = "); ok {
				cur.ID = v
			}
		default:
			cols := strings.Split(line, "\t")
			word, tag, inner := cols[0], "", ""
			switch {
			case len(cols) >= 4 && strings.Contains(cols[3], "#"):
				word, tag = cols[1], cols[2]
				outer, second, _ := strings.Cut(cols[3], "#")
				if tag == "O" && strings.Contains(outer, "MISC") && !strings.Contains(outer, "deriv") || strings.HasSuffix(outer, "part") && tag != "O" {
					tag = outer
				}
				inner = second
			case len(cols) >= 2:
				tag = cols[1]
			default:
				return out, &Error{n, "a token's line needs a word and a tag"}
			}
			if tag == "_" {
				tag = "O"
			}
			if tag != "O" && (len(tag) < 3 || tag[1] != '-' || tag[0] != 'B' && tag[0] != 'I') {
				return out, &Error{n, fmt.Sprintf("%q is no IOB2 tag", tag)}
			}
			cur.Words = append(cur.Words, word)
			cur.Tags = append(cur.Tags, tag)
			cur.Inner = append(cur.Inner, inner)
		}
		if err == io.EOF {
			flush()
			return out, nil
		}
	}
}

// Map renames the labels of a corpus. A label that maps to "" becomes O; a
// sentence with a label that maps to "drop" is left out.
func Map(ss []Sentence, labels map[string]string) []Sentence {
	out := ss[:0]
next:
	for _, s := range ss {
		for i, tag := range s.Tags {
			if tag == "O" {
				continue
			}
			to, ok := labels[tag[2:]]
			if !ok {
				continue
			}
			switch to {
			case "drop":
				continue next
			case "":
				s.Tags[i] = "O"
			default:
				s.Tags[i] = tag[:2] + to
			}
		}
		Repair(s.Tags)
		out = append(out, s)
	}
	return out
}

// Repair makes each I- follow a B- or I- of its own label.
func Repair(tags []string) {
	for i, t := range tags {
		if t[0] == 'I' && (i == 0 || tags[i-1] == "O" || tags[i-1][2:] != t[2:]) {
			tags[i] = "B-" + t[2:]
		}
	}
}

// Span is a marked stretch of tokens [First, Last).
type Span struct {
	First, Last int
	Label       string
}

// Spans returns the spans of a row of IOB2 tags.
func Spans(tags []string) []Span {
	var out []Span
	for i := 0; i < len(tags); i++ {
		if tags[i] == "O" {
			continue
		}
		j := i + 1
		for j < len(tags) && tags[j][0] == 'I' && tags[j][2:] == tags[i][2:] {
			j++
		}
		out = append(out, Span{i, j, tags[i][2:]})
		i = j - 1
	}
	return out
}
