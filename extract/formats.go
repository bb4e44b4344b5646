package extract

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"math"
	"sort"
	"strconv"
	"strings"

	"github.com/ordret/ordret/entity/token"
)

func itoa(n int) string { return strconv.Itoa(n) }

// round keeps three digits of a score: more would claim too much.
func round(x float64) float64 { return math.Round(x*1000) / 1000 }

// WriteHTML writes d as a page of its own, without scripts: names and
// quotations are marked in the text, and a list below tells who said what.
func (d *Document) WriteHTML(w io.Writer) error {
	b := bufio.NewWriter(w)
	title := d.ID
	if title == "" {
		title = "ordret"
	}
	fmt.Fprintf(b, `<!DOCTYPE html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>%s</title>
<style>
body { font: 1.05rem/1.6 Georgia, serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
.text { white-space: pre-wrap }
mark { color: inherit; background: #eef2c4; padding: 0 .1em; border-radius: .15em }
mark.PER { background: #dbe9f9 } mark.ORG { background: #e4f3dc } mark.LOC { background: #f8ead2 } mark.MISC { background: #eee }
q { quotes: none; border-bottom: 2px solid #b5482f }
q.indirect, q.mixed { border-bottom-style: dotted } q.scare, q.title { border-bottom: 1px solid #999 }
table { border-collapse: collapse; font-size: .95rem } td, th { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #ddd }
</style>
</head>
<body>
<main class="text">`, html.EscapeString(title))
	text := d.Text()
	// Elements nest: those that begin first or end last open first.
	type element struct {
		token.Span
		open, close string
	}
	var es []element
	for _, m := range d.Mentions {
		name := ""
		if m.Entity >= 0 {
			name = d.Entities[m.Entity].Name
		}
		es = append(es, element{m.Span, fmt.Sprintf(`<mark class="%s" title="%s">`, html.EscapeString(string(m.Label)), html.EscapeString(string(m.Label)+": "+name)), "</mark>"})
	}
	for _, q := range d.Quotes {
		who := q.Speaker
		if who == "" {
			who = string(q.Status)
		}
		for _, c := range q.Content {
			es = append(es, element{c, fmt.Sprintf(`<q class="%s" title="%s">`, html.EscapeString(string(q.Kind)), html.EscapeString(string(q.Kind)+": "+who)), "</q>"})
		}
	}
	sort.SliceStable(es, func(i, j int) bool {
		if es[i].Start != es[j].Start {
			return es[i].Start < es[j].Start
		}
		return es[i].End > es[j].End
	})
	var stack []element
	pos := 0
	copyTo := func(end int) {
		b.WriteString(html.EscapeString(text[pos:end]))
		pos = end
	}
	for _, e := range es {
		for len(stack) > 0 && stack[len(stack)-1].End <= e.Start {
			top := stack[len(stack)-1]
			copyTo(top.End)
			b.WriteString(top.close)
			stack = stack[:len(stack)-1]
		}
		if len(stack) > 0 && stack[len(stack)-1].End < e.End {
			continue // would cross another element
		}
		copyTo(e.Start)
		b.WriteString(e.open)
		stack = append(stack, e)
	}
	for k := len(stack) - 1; k >= 0; k-- {
		copyTo(stack[k].End)
		b.WriteString(stack[k].close)
	}
	copyTo(len(text))
	b.WriteString("</main>\n<h2>Citater</h2>\n<table>\n<tr><th scope=\"col\">Hvem<th scope=\"col\">Citat<th scope=\"col\">Form</tr>\n")
	for _, q := range d.Quotes {
		var parts []string
		for _, c := range q.Content {
			parts = append(parts, c.In(text))
		}
		fmt.Fprintf(b, "<tr><td>%s<td>%s<td>%s, %s</tr>\n", html.EscapeString(q.Speaker), html.EscapeString(strings.Join(parts, " … ")), q.Kind, q.Status)
	}
	b.WriteString("</table>\n</body>\n</html>\n")
	return b.Flush()
}

// WriteCoNLLU writes d in the columns of CoNLL-U, a token a line. The last
// column holds SpaceAfter=No, the name (Entity=B-PER:e1) and the quotations
// (Quote=q1) that the token belongs to.
func (d *Document) WriteCoNLLU(w io.Writer) error {
	b := bufio.NewWriter(w)
	t := d.Tokens
	if d.ID != "" {
		fmt.Fprintf(b, "# newdoc id = %s\n", strings.ReplaceAll(d.ID, "\n", " "))
	}
	names := make([]string, len(t.Tokens))
	for _, m := range d.Mentions {
		first, last := t.Within(m.Span)
		for i := first; i < last; i++ {
			tag := "I-"
			if i == first {
				tag = "B-"
			}
			names[i] = "Entity=" + tag + string(m.Label)
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
				quotes[i] += "q" + itoa(k+1)
			}
		}
	}
	for n, s := range t.Sentences {
		fmt.Fprintf(b, "# sent_id = %d\n# text = %s\n", n+1, strings.Join(strings.Fields(s.In(t.String())), " "))
		for i := s.First; i < s.Last; i++ {
			var misc []string
			if i+1 < len(t.Tokens) && t.Tokens[i+1].Start == t.Tokens[i].End {
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
			fmt.Fprintf(b, "%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", i-s.First+1, t.Raw(i), strings.Join(misc, "|"))
		}
		b.WriteByte('\n')
	}
	return b.Flush()
}
