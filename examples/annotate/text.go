package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/extract"
	"github.com/ordret/ordret/quote"
)

const width = 92 // of a line for a person to read

// text writes d for a person: who is who first, then who said what.
func (p *program) text(d *extract.Document) {
	paint := func(code, s string) string {
		if !p.colour || s == "" {
			return s
		}
		return "\x1b[" + code + "m" + s + "\x1b[0m"
	}
	w := p.stdout
	fmt.Fprintf(w, "%s\n", paint("1", d.ID))
	for _, group := range []struct {
		title string
		es    []*entity.Entity
	}{{"People", d.People()}, {"Organisations", d.Organizations()}, {"Places", d.Places()}} {
		if len(group.es) == 0 {
			continue
		}
		fmt.Fprintf(w, "\n%s\n", paint("1;4", group.title))
		if group.title == "Places" {
			var names []string
			for _, e := range group.es {
				names = append(names, e.Name)
			}
			fmt.Fprintln(w, wrap(strings.Join(names, ", "), "  ", "  "))
			continue
		}
		for _, e := range group.es {
			line := "  " + paint("36", e.Name)
			var more []string
			more = append(more, e.Roles()...)
			more = append(more, e.Texts(entity.PartyFact)...)
			more = append(more, e.Texts(entity.AgeFact)...)
			if len(e.Aliases) > 0 {
				more = append(more, "also "+strings.Join(e.Aliases, ", "))
			}
			if e.KB != "" {
				more = append(more, e.KB)
			}
			if len(more) > 0 {
				line += paint("2", " ("+strings.Join(more, "; ")+")")
			}
			fmt.Fprintln(w, line)
		}
	}
	said := false
	for _, q := range d.Quotes {
		if q.Kind == quote.Scare || q.Kind == quote.Title {
			continue
		}
		if !said {
			fmt.Fprintf(w, "\n%s\n", paint("1;4", "Who said what"))
			said = true
		}
		who := q.Speaker
		if who == "" {
			who = "?"
		}
		how := fmt.Sprintf("%s, %s", q.Kind, q.Status)
		if !q.Source.Empty() && q.Source.In(d.Text()) != q.Speaker {
			how += fmt.Sprintf(" %q", q.Source.In(d.Text()))
		}
		if !q.Cue.Empty() {
			how += fmt.Sprintf(", cue %q", q.Cue.In(d.Text()))
		}
		if !q.Medium.Empty() {
			how += ", in " + q.Medium.In(d.Text())
		}
		if !q.Addressee.Empty() {
			how += ", to " + q.Addressee.In(d.Text())
		}
		fmt.Fprintf(w, "\n  %s %s\n", paint("1;36", who), paint("2", fmt.Sprintf("(%s; %.2f)", how, q.Score)))
		var parts []string
		for _, c := range q.Content {
			parts = append(parts, strings.Join(strings.Fields(c.In(d.Text())), " "))
		}
		fmt.Fprintln(w, wrap(strings.Join(parts, " … "), "    ", "    "))
	}
	for _, x := range d.Diagnostics {
		line := 1 + strings.Count(d.Text()[:x.Start], "\n")
		fmt.Fprintf(w, "\n  %s\n", paint("33", fmt.Sprintf("line %d: %s", line, x.Message)))
	}
	fmt.Fprintln(w)
}

// wrap breaks s into lines of at most width runes.
func wrap(s, first, rest string) string {
	var b strings.Builder
	b.WriteString(first)
	n := utf8.RuneCountInString(first)
	for i, word := range strings.Fields(s) {
		l := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case n+1+l > width:
			b.WriteString("\n" + rest)
			n = utf8.RuneCountInString(rest)
		default:
			b.WriteByte(' ')
			n++
		}
		b.WriteString(word)
		n += l
	}
	return b.String()
}
