// Train trains, cross-validates and evaluates the name tagger of package
// entity.
//
// The built-in model is made from the corpora of the folder that -data names,
// from labels for raw texts in that folder (labels), from texts written for
// this project (texts), and with lists of names (lists); see the table in the
// documentation of package feature for what each part gives. It takes about a
// minute:
//
//	go generate ./entity
//	go run ./entity/train -data DIR -cv 5
//
// A model of one's own is made from files in IOB2 (a word and its tag a line,
// separated by a tab, a blank line between sentences), with any set of labels:
//
//	go run github.com/ordret/ordret/entity/train -o mine.bin train.iob2
//	go run github.com/ordret/ordret/entity/train -model mine.bin -eval test.iob2
//
// and used with [entity.LoadModel]. A name has a capital letter: what has none
// is never found, whatever the corpus marks. With -cv N it is cross-validated
// in N parts, by document ("# doc = X" lines) where the files name documents.
//
// An evaluation prints precision, recall and F1 by label, which labels are
// taken for which, and how far the probabilities hold; -errors N lists errors,
// and -swap NAMES.tsv repeats it with all people renamed, group by group.
//
// Training is deterministic: the same files and flags give the same bytes.
package main

import (
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/ordret/ordret/entity/internal/tagger"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, stdout, stderr io.Writer) int {
	fs := flag.NewFlagSet("train", flag.ContinueOnError)
	fs.SetOutput(stderr)
	data := fs.String("data", "", "train the built-in model from the corpora in this `folder`")
	out := fs.String("o", "", "write the model to this `file`")
	model := fs.String("model", "", "evaluate this model `file` instead of training one")
	eval := fs.String("eval", "", "evaluate on this IOB2 `file`; a model that is written records the score")
	folds := fs.Int("cv", 0, "cross-validate in `N` parts")
	bits := fs.Uint("bits", 22, "hash features to 1<<`bits` rows")
	rows := fs.Int("rows", 250_000, "keep the `N` rows with the largest weights")
	seed := fs.Uint64("seed", 1, "`seed` of everything random")
	epochs := fs.Int("epochs", 9, "`passes` over all sentences")
	name := fs.String("name", "", "the model's `name`")
	license := fs.String("license", "", "the model's `licence`")
	swap := fs.String("swap", "", "with -model and -eval: evaluate again with all people renamed from this `table` of names")
	errs := fs.Int("errors", 0, "list up to `N` errors of the evaluation")
	quiet := fs.Bool("q", false, "say nothing while training")
	if err := fs.Parse(args); err != nil {
		return 2
	}
	fail := func(err error) int {
		fmt.Fprintln(stderr, "train:", err)
		return 1
	}
	logf := func(format string, a ...any) {
		if !*quiet {
			fmt.Fprintf(stderr, "%s "+format+"\n", append([]any{time.Now().Format("15:04:05")}, a...)...)
		}
	}
	if *swap != "" && (*model == "" || *eval == "") {
		fmt.Fprintln(stderr, "train: -swap needs -model and -eval")
		return 2
	}
	if *model != "" {
		f, err := os.Open(*model)
		if err != nil {
			return fail(err)
		}
		defer f.Close()
		m, err := tagger.Read(f)
		if err != nil {
			return fail(fmt.Errorf("%s: %w", *model, err))
		}
		if *eval == "" {
			fmt.Fprintln(stderr, "train: -model needs -eval")
			return 2
		}
		if _, err := evaluateFile(m, *eval, *errs, stdout); err != nil {
			return fail(err)
		}
		if *swap != "" {
			if err := evaluateSwapped(m, *eval, *swap, *seed, stdout); err != nil {
				return fail(err)
			}
		}
		return 0
	}
	var r recipe
	var err error
	switch {
	case *data != "" && fs.NArg() == 0:
		r, err = danish(*data)
	case *data == "" && fs.NArg() > 0:
		r, err = custom(fs.Args())
	default:
		fmt.Fprintln(stderr, "train: give either -data or files in IOB2")
		fs.Usage()
		return 2
	}
	if err != nil {
		return fail(err)
	}
	r.bits, r.seed, r.epochs, r.rows = *bits, *seed, *epochs, *rows
	if *name != "" {
		r.info.Name = *name
	}
	if *license != "" {
		r.info.License = *license
	}
	if *folds > 1 {
		crossValidate(r, *folds, stdout, logf)
		if *out == "" {
			return 0
		}
	}
	m := r.train(r.parts, logf)
	if *eval != "" {
		f1, err := evaluateFile(m, *eval, *errs, stdout)
		if err != nil {
			return fail(err)
		}
		m.Info.Scores = map[string]float64{strings.TrimSuffix(filepath.Base(*eval), ".iob2") + " F1": math.Round(f1*1e4) / 1e4}
	}
	if *out == "" {
		return 0
	}
	file, err := m.Append(nil)
	if err != nil {
		return fail(err)
	}
	if err := os.MkdirAll(filepath.Dir(*out), 0o755); err != nil {
		return fail(err)
	}
	if err := os.WriteFile(*out, file, 0o644); err != nil {
		return fail(err)
	}
	logf("wrote %s, %d bytes", *out, len(file))
	return 0
}
