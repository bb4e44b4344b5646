// Rules shows what rules of one's own change. It reads an article as the
// library comes and once more with files of patterns, a knowledge base and
// cues, and prints what both find, with - before what the rules took away and
// + before what they brought.
//
//	rules [-rules FILE.jsonl]... [-kb FILE.jsonl] [-cue LEMMA=FORM,FORM...]... [FILE]
//
// Without FILE it reads standard input. The patterns are those of spaCy's
// EntityRuler; see entity.ReadPatterns. A file of which some patterns are
// refused is used without them.
package main

import (
	"bufio"
	"cmp"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/extract"
	"github.com/ordret/ordret/quote"
)

func main() {
	if err := run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "rules:", err)
		os.Exit(1)
	}
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	var rules []entity.Recognizer
	var kbs []*entity.Knowledge
	var cues []quote.Cue
	fs := flag.NewFlagSet("rules", flag.ContinueOnError)
	fs.SetOutput(stderr)
	fs.Func("rules", "`file` of patterns; may be repeated, the first given wins", func(name string) error {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		r, err := entity.ReadPatterns(f)
		if err != nil {
			fmt.Fprintln(stderr, err) // the other patterns work
		}
		rules = append(rules, r)
		return nil
	})
	fs.Func("kb", "`file` of known entities", func(name string) error {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		kb, err := entity.ReadKnowledge(f)
		kbs = append(kbs, kb)
		return err
	})
	fs.Func("cue", "a verb of speech and its `forms`: knurre=knurrer,knurrede; may be repeated", func(s string) error {
		lemma, forms, ok := strings.Cut(s, "=")
		if !ok {
			return fmt.Errorf("no = in it")
		}
		cues = append(cues, quote.Cue{Lemma: lemma, Forms: strings.Split(forms, ",")})
		return nil
	})
	if err := fs.Parse(args); err != nil {
		return err
	}
	in := stdin
	if fs.NArg() > 0 {
		f, err := os.Open(fs.Arg(0))
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	text, err := io.ReadAll(in)
	if err != nil {
		return err
	}

	x, err := extract.New(
		extract.WithEntities(entity.New(entity.Before(rules...), entity.WithKnowledge(kbs...))),
		extract.WithQuotes(quote.New(quote.WithCues(cues...))))
	if err != nil {
		return err
	}
	before := findings(extract.Text(string(text)))
	after := findings(x.Extract(extract.Doc{Text: string(text)}))

	w := bufio.NewWriter(stdout)
	for _, f := range merge(before, after) {
		mark := " "
		switch {
		case !slices.Contains(after, f):
			mark = "-"
		case !slices.Contains(before, f):
			mark = "+"
		}
		fmt.Fprintln(w, mark, f.text)
	}
	return w.Flush()
}

// finding is one name or quotation, written for people.
type finding struct {
	start int
	text  string
}

func findings(d *extract.Document) []finding {
	var out []finding
	for _, m := range d.Mentions {
		s := fmt.Sprintf("%-5s %s", m.Label, m.In(d.Text()))
		for _, in := range m.Inner {
			s += fmt.Sprintf(" [%s %s]", in.Label, in.In(d.Text()))
		}
		if m.Entity >= 0 && d.Entities[m.Entity].KB != "" {
			s += " = " + d.Entities[m.Entity].KB
		}
		out = append(out, finding{m.Start, s})
	}
	for _, q := range d.Quotes {
		if len(q.Content) > 0 {
			out = append(out, finding{q.Content[0].Start, fmt.Sprintf("quote %s: %s (%s)", cmp.Or(q.Speaker, "nobody"), q.Content[0].In(d.Text()), q.Kind)})
		}
	}
	return out
}

// merge joins two lists in text order, without repetition.
func merge(before, after []finding) []finding {
	all := slices.Concat(before, after)
	slices.SortStableFunc(all, func(a, b finding) int { return cmp.Compare(a.start, b.start) })
	var out []finding
	for _, f := range all {
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}
