package extract

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// WriteCoNLLU writes d in the columns of CoNLL-U, a token a line. The last
// column holds SpaceAfter=No, the name in IOB2 with its entity
// (Entity=B-PER:e1) and the quotations (Quote=q1) that the token belongs to.
// All other columns but number and form are empty. White space of any kind is
// written as one space. A text that is not UTF-8 is an error.
func (d *Document) WriteCoNLLU(w io.Writer) error {
	if err := d.checkUTF8(); err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	t := d.Tokens
	if d.ID != "" {
		fmt.Fprintf(b, "# newdoc id = %s\n", oneLine(d.ID))
	}
	names := make([]string, len(t.Tokens))
	for _, m := range d.Mentions {
		first, last := t.Within(m.Span)
		for i := first; i < last; i++ {
			tag := "I-"
			if i == first {
				tag = "B-"
			}
			names[i] = "Entity=" + tag + value(string(m.Label))
			if m.Entity >= 0 {
				names[i] += ":" + d.Entities[m.Entity].ID
			}
		}
	}
	quotes := make([]string, len(t.Tokens))
	for k, q := range d.Quotes {
		for _, c := range q.Content {
			first, last := t.Within(c)
			for i := first; i < last; i++ {
				if quotes[i] != "" {
					quotes[i] += ","
				}
				quotes[i] += quoteID(k)
			}
		}
	}
	spaceAfter := func(i int) bool {
		return i+1 == len(t.Tokens) || t.Tokens[i+1].Start > t.Tokens[i].End
	}
	paragraph := -1
	for n, s := range t.Sentences {
		if p := t.ParagraphOf(s.First); p != paragraph {
			paragraph = p
			b.WriteString("# newpar\n")
		}
		fmt.Fprintf(b, "# sent_id = %d\n# text = ", n+1)
		for i := s.First; i < s.Last; i++ {
			b.WriteString(oneLine(t.Raw(i)))
			if i+1 < s.Last && spaceAfter(i) {
				b.WriteByte(' ')
			}
		}
		b.WriteByte('\n')
		for i := s.First; i < s.Last; i++ {
			var misc []string
			if !spaceAfter(i) {
				misc = append(misc, "SpaceAfter=No")
			}
			if names[i] != "" {
				misc = append(misc, names[i])
			}
			if quotes[i] != "" {
				misc = append(misc, "Quote="+quotes[i])
			}
			if misc == nil {
				misc = []string{"_"}
			}
			fmt.Fprintf(b, "%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", i-s.First+1, oneLine(t.Raw(i)), strings.Join(misc, "|"))
		}
		b.WriteByte('\n')
	}
	return b.Flush()
}

// oneLine writes white space, which abbreviations that are broken over two
// lines have, as one space.
func oneLine(s string) string {
	if strings.IndexFunc(s, unicode.IsSpace) < 0 {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// value makes s, a label that a rule chose, a value of the last column.
func value(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '|' || unicode.IsSpace(r) {
			return '_'
		}
		return r
	}, s)
}
