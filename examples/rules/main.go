// Rules shows what rules of one's own change. It reads an article as the
// library comes and once more with files of patterns, and prints the names that
// both find, with - before what the rules took away and + before what they
// brought.
//
//	rules [-rules FILE.jsonl]... [FILE]
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

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
)

func main() {
	if err := run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "rules:", err)
		os.Exit(1)
	}
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	var rules []entity.Recognizer
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

	t := token.Parse(string(text))
	before := findings(entity.New(), t)
	after := findings(entity.New(entity.Before(rules...)), t)

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

// finding is one name, written for people.
type finding struct {
	start int
	text  string
}

func findings(f *entity.Finder, t *token.Text) []finding {
	var out []finding
	for _, m := range f.Find(t).Mentions {
		s := fmt.Sprintf("%-5s %s", m.Label, m.In(t.String()))
		for _, in := range m.Inner {
			s += fmt.Sprintf(" [%s %s]", in.Label, in.In(t.String()))
		}
		out = append(out, finding{m.Start, s})
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
