package extract

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
	"github.com/ordret/ordret/quote"
)

const htmlHead = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>%s</title>
<style>
:root { color-scheme: light dark; --per: #d7e6f8; --org: #dcefd3; --loc: #f8e6c8; --misc: #e8e4ee; --line: #b5482f; --dim: #666 }
@media (prefers-color-scheme: dark) { :root { --per: #1f3b5c; --org: #24421a; --loc: #55400f; --misc: #3c3648; --line: #e8836b; --dim: #aaa } }
body { font: 1.05rem/1.6 Georgia, serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem }
.text { white-space: pre-wrap; position: relative }
mark { color: inherit; background: var(--misc); border-radius: .15em }
mark.PER { background: var(--per) } mark.ORG { background: var(--org) } mark.LOC { background: var(--loc) }
q { quotes: none; text-decoration: underline 2px var(--line); text-underline-offset: .2em }
q.mixed, q.indirect { text-decoration-style: dotted } q.scare, q.title { text-decoration: underline 1px dashed var(--dim) }
.by { display: none }
@media (min-width: 66rem) { body { margin-left: 14rem } .by { display: block; position: absolute; left: -13rem; width: 12rem; text-align: right; font: .8rem/2 sans-serif; color: var(--dim); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; user-select: none } }
table { border-collapse: collapse; font-size: .95rem; margin: 1rem 0 }
caption { text-align: left; font-weight: bold; padding: .5rem 0 } td, th { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #8886 }
</style>
</head>
<body>
`

// WriteHTML writes documents, as they come, as one page that needs nothing
// else: no script, no other file. Names and quotations are marked in the text,
// each quotation has its speaker beside it, and tables tell who is named and
// who said what. The first error of docs, of w, or that a text is not UTF-8,
// ends the page and is returned.
func WriteHTML(w io.Writer, docs iter.Seq2[*Document, error]) error {
	b := bufio.NewWriter(w)
	n := 0
	for d, err := range docs {
		if err == nil {
			err = d.checkUTF8()
		}
		if err != nil {
			b.Flush()
			return err
		}
		title := html.EscapeString(d.ID)
		if title == "" {
			title = "ordret"
		}
		if n == 0 {
			fmt.Fprintf(b, htmlHead, title)
		}
		n++
		d.article(b, title, fmt.Sprintf("d%d", n))
	}
	if n == 0 {
		fmt.Fprintf(b, htmlHead, "ordret")
	}
	b.WriteString("</body>\n</html>\n")
	return b.Flush()
}

// WriteHTML writes d as a page of its own; see the function [WriteHTML].
func (d *Document) WriteHTML(w io.Writer) error {
	return WriteHTML(w, func(yield func(*Document, error) bool) { yield(d, nil) })
}

// element is what is marked in the text. Elements nest.
type element struct {
	token.Span
	open, close string
}

// article writes d. prefix makes the ids of its quotations unique on the page.
func (d *Document) article(b *bufio.Writer, title, prefix string) {
	fmt.Fprintf(b, "<article>\n<h1>%s</h1>\n<div class=\"text\" lang=\"da\">", title)
	writeElements(b, d.Text(), d.elements(prefix))
	b.WriteString("</div>\n")

	if len(d.Entities) > 0 {
		b.WriteString("<table>\n<caption>Who is named</caption>\n<tr><th scope=\"col\">Name</th><th scope=\"col\">Label</th><th scope=\"col\">Roles</th><th scope=\"col\">Also</th></tr>\n")
		for _, label := range []entity.Label{entity.PER, entity.ORG, entity.LOC, ""} {
			for i := range d.Entities {
				e := &d.Entities[i]
				if other := e.Label != entity.PER && e.Label != entity.ORG && e.Label != entity.LOC; e.Label != label && (label != "" || !other) {
					continue
				}
				fmt.Fprintf(b, "<tr lang=\"da\"><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n", html.EscapeString(e.Name), html.EscapeString(string(e.Label)),
					html.EscapeString(strings.Join(e.Roles(), "; ")), html.EscapeString(strings.Join(e.Aliases, ", ")))
			}
		}
		b.WriteString("</table>\n")
	}
	if len(d.Quotes) > 0 {
		b.WriteString("<table>\n<caption>Who said what</caption>\n<tr><th scope=\"col\">Speaker</th><th scope=\"col\">Quotation</th><th scope=\"col\">How it is known</th></tr>\n")
		for i := range d.Quotes {
			q := &d.Quotes[i]
			var parts []string
			for _, c := range q.Content {
				parts = append(parts, c.In(d.Text()))
			}
			fmt.Fprintf(b, "<tr><td lang=\"da\">%s</td><td lang=\"da\"><a href=\"#%s%s\">%s</a></td><td>%s, %s</td></tr>\n", html.EscapeString(q.Speaker),
				prefix, quoteID(i), html.EscapeString(strings.Join(parts, " … ")), html.EscapeString(string(q.Kind)), html.EscapeString(string(q.Status)))
		}
		b.WriteString("</table>\n")
	}
	b.WriteString("</article>\n")
}

// elements returns what is marked in the text of d, in no order.
func (d *Document) elements(prefix string) []element {
	var es []element
	for _, m := range d.Mentions {
		title := string(m.Label)
		if m.Entity >= 0 {
			title += ": " + d.Entities[m.Entity].Name
		}
		es = append(es, element{m.Span, fmt.Sprintf(`<mark class="%s" title="%s">`, html.EscapeString(string(m.Label)), html.EscapeString(title)), "</mark>"})
	}
	for i := range d.Quotes {
		q := &d.Quotes[i]
		who := q.Speaker
		if who == "" {
			who = string(q.Status)
		}
		for k, c := range q.Content {
			open := fmt.Sprintf(`<q class="%s" title="%s: %s"`, html.EscapeString(string(q.Kind)), html.EscapeString(string(q.Kind)), html.EscapeString(who))
			if k == 0 {
				open += fmt.Sprintf(` id="%s%s"`, prefix, quoteID(i))
			}
			open += ">"
			if k == 0 && q.Speaker != "" && (q.Kind == quote.Direct || q.Kind == quote.Mixed) {
				// Beside the text on a wide window; the table says the same.
				open += fmt.Sprintf(`<span class="by" aria-hidden="true">%s</span>`, html.EscapeString(q.Speaker))
			}
			es = append(es, element{c, open, "</q>"})
		}
	}
	return es
}

// writeElements writes text with its elements. Where two cross, the one that
// begins later is cut in two.
func writeElements(b *bufio.Writer, text string, es []element) {
	compare := func(x, y element) int { // what begins first or ends last opens first
		if x.Start != y.Start {
			return x.Start - y.Start
		}
		return y.End - x.End
	}
	slices.SortStableFunc(es, compare)
	var stack []element
	pos := 0
	closeUntil := func(end int) {
		for len(stack) > 0 && stack[len(stack)-1].End <= end {
			top := stack[len(stack)-1]
			b.WriteString(html.EscapeString(text[pos:top.End]) + top.close)
			pos = top.End
			stack = stack[:len(stack)-1]
		}
		b.WriteString(html.EscapeString(text[pos:end]))
		pos = end
	}
	for k := 0; k < len(es); k++ {
		e := es[k]
		closeUntil(e.Start)
		if len(stack) > 0 && stack[len(stack)-1].End < e.End {
			rest := e
			rest.Start, e.End = stack[len(stack)-1].End, stack[len(stack)-1].End
			if at := strings.Index(rest.open, " id="); at > 0 {
				rest.open = rest.open[:at] + ">"
			}
			at, _ := slices.BinarySearchFunc(es[k+1:], rest, compare)
			es = slices.Insert(es, k+1+at, rest)
		}
		b.WriteString(e.open)
		stack = append(stack, e)
	}
	closeUntil(len(text))
}
