// Annotate reads Danish news articles and writes who they name and who they
// quote.
//
//	annotate [-i text|jsonl] [-f text|json|jsonl|html|conllu] [-rules FILE.jsonl]... [-kb FILE.jsonl]
//	         [-tokens] [-encoding NAME] [FILE ...]
//
// Without files it reads standard input. With -i text, the default, each file
// is a document; with -i jsonl each line is one: {"id": ..., "text": ...}.
//
// The exit status is 0, or 1 if some input could not be read, or 2 if the
// flags are wrong. A broken line of JSON is reported and skipped; all other
// documents still come out.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/extract"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, colours(os.Stdout)))
}

// colours reports whether to write colours to f: on a terminal, unless
// NO_COLOR (https://no-color.org) says otherwise.
func colours(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

type list []string

func (l *list) String() string     { return strings.Join(*l, ",") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

// program is one run.
type program struct {
	input, format string
	rules         list
	kb            string
	tokens        bool
	decode        encoding.Encoding // nil for UTF-8
	stdin         io.Reader
	stdout        *bufio.Writer
	stderr        io.Writer
	colour        bool
	failed        bool
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer, colour bool) int {
	p := &program{stdin: stdin, stdout: bufio.NewWriterSize(stdout, 1<<16), stderr: stderr, colour: colour}
	flags := flag.NewFlagSet("annotate", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&p.input, "i", "text", "`format` of the input: text or jsonl")
	flags.StringVar(&p.format, "f", "text", "`format` of the output: text, json, jsonl, html or conllu")
	flags.Var(&p.rules, "rules", "`file` of patterns (JSON Lines, as spaCy's EntityRuler); may be repeated")
	flags.StringVar(&p.kb, "kb", "", "`file` of known entities (JSON Lines)")
	flags.BoolVar(&p.tokens, "tokens", false, "write tokens too (json, jsonl)")
	enc := flags.String("encoding", "", "`name` of the input's encoding, if it is not UTF-8: latin1, windows-1252, iso-8859-15, utf-16")
	usage := func(message string) int {
		fmt.Fprintln(stderr, "annotate:", message)
		return 2
	}
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		flags.SetOutput(stdout)
		fmt.Fprintln(stdout, "usage: annotate [flags] [FILE ...]")
		flags.PrintDefaults()
		return 0
	case err != nil:
		return usage(err.Error())
	}
	if p.input != "text" && p.input != "jsonl" {
		return usage(fmt.Sprintf("-i %s: want text or jsonl", p.input))
	}
	switch p.format {
	case "text", "json", "jsonl", "html", "conllu":
	default:
		return usage(fmt.Sprintf("-f %s: want text, json, jsonl, html or conllu", p.format))
	}
	if *enc != "" {
		if p.decode = encodings[strings.ToLower(*enc)]; p.decode == nil {
			return usage(fmt.Sprintf("-encoding %s: unknown", *enc))
		}
	}
	x, err := p.extractor()
	if err != nil {
		fmt.Fprintln(stderr, "annotate:", err)
		return 1
	}
	err = p.write(x.All(context.Background(), p.docs(flags.Args())))
	if err == nil {
		err = p.stdout.Flush()
	}
	if err != nil {
		p.fail(err)
	}
	if p.failed {
		return 1
	}
	return 0
}

// fail reports err; one that joins several takes a line for each.
func (p *program) fail(err error) {
	p.failed = true
	for line := range strings.SplitSeq(err.Error(), "\n") {
		fmt.Fprintln(p.stderr, "annotate:", line)
	}
}

// encodings by name. What calls itself latin1 is read as Windows-1252, as
// browsers do: it differs only where latin1 has control characters.
var encodings = map[string]encoding.Encoding{
	"latin1": charmap.Windows1252, "latin-1": charmap.Windows1252, "iso-8859-1": charmap.Windows1252, "windows-1252": charmap.Windows1252, "cp1252": charmap.Windows1252,
	"iso-8859-15": charmap.ISO8859_15, "macintosh": charmap.Macintosh, "cp850": charmap.CodePage850, "cp865": charmap.CodePage865,
	"utf-16": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16be": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	"utf-8": encoding.Nop, "utf8": encoding.Nop,
}

// extractor builds the pipeline that the flags ask for.
func (p *program) extractor() (*extract.Extractor, error) {
	var opts []entity.Option
	for _, name := range p.rules {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		rules, err := entity.ReadPatterns(f)
		f.Close()
		if err != nil { // names the file and the line; the other patterns work
			p.fail(err)
		}
		if rules == nil {
			return nil, fmt.Errorf("%s: no pattern can be used", name)
		}
		opts = append(opts, entity.Before(rules))
	}
	if p.kb != "" {
		f, err := os.Open(p.kb)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		kb, err := entity.ReadKnowledge(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.kb, err)
		}
		opts = append(opts, entity.WithKnowledge(kb))
	}
	return extract.New(extract.WithEntities(entity.New(opts...)))
}

// docs yields the documents of the files. What is wrong with one of them is
// reported, and the next one read.
func (p *program) docs(files []string) iter.Seq2[extract.Doc, error] {
	return func(yield func(extract.Doc, error) bool) {
		if len(files) == 0 {
			p.read("stdin", p.stdin, yield)
			return
		}
		for _, name := range files {
			f, err := os.Open(name)
			if err != nil {
				p.fail(err)
				continue
			}
			ok := p.read(name, f, yield)
			f.Close()
			if !ok {
				return
			}
		}
	}
}

// read yields what r holds: a document, or one a line. name is what errors
// call it. It returns false when yield does.
func (p *program) read(name string, r io.Reader, yield func(extract.Doc, error) bool) bool {
	if p.decode != nil && p.decode != encoding.Nop {
		r = p.decode.NewDecoder().Reader(r)
	}
	if p.input == "jsonl" {
		return p.lines(name, r, yield)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		p.fail(fmt.Errorf("%s: %w", name, reason(err)))
		return true
	}
	if !utf8.Valid(data) {
		p.fail(fmt.Errorf("%s: line %d: %w", name, badLine(data), errNotUTF8))
		return true
	}
	return yield(extract.Doc{ID: strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)), Text: string(data)}, nil)
}

var errNotUTF8 = errors.New("not UTF-8; name the encoding with -encoding")

// reason returns what is behind a *fs.PathError, which repeats the name.
func reason(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}

// badLine returns the number of the first line that is not UTF-8.
func badLine(data []byte) int {
	line := 1
	for l := range bytes.Lines(data) {
		if !utf8.Valid(l) {
			break
		}
		line++
	}
	return line
}

// lines yields a document for each line of JSON. Lines may be of any length.
func (p *program) lines(name string, r io.Reader, yield func(extract.Doc, error) bool) bool {
	br := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		line, err := br.ReadBytes('\n')
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if len(bytes.TrimSpace(line)) > 0 {
			if d, err := parse(line); err != nil {
				p.fail(fmt.Errorf("%s: line %d: %w", name, n, err))
			} else if !yield(d, nil) {
				return false
			}
		}
		if err == io.EOF {
			return true
		}
		if err != nil {
			p.fail(fmt.Errorf("%s: line %d: %w", name, n, reason(err)))
			return true
		}
	}
}

// parse reads one line of JSON. An id may be a string or a number, which is
// kept as it is written.
func parse(line []byte) (extract.Doc, error) {
	if !utf8.Valid(line) {
		return extract.Doc{}, errNotUTF8
	}
	var d struct {
		ID   json.RawMessage `json:"id"`
		Text *string         `json:"text"`
	}
	if err := json.Unmarshal(line, &d); err != nil {
		if t, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			if t.Field == "" {
				return extract.Doc{}, fmt.Errorf("a JSON %s, not an object", t.Value)
			}
			return extract.Doc{}, fmt.Errorf("%q is a %s, not a string", t.Field, t.Value)
		}
		return extract.Doc{}, fmt.Errorf("no JSON: %w", err)
	}
	if d.Text == nil {
		return extract.Doc{}, errors.New(`no "text"`)
	}
	id := string(d.ID)
	switch {
	case id == "null":
		id = ""
	case strings.HasPrefix(id, `"`):
		if err := json.Unmarshal(d.ID, &id); err != nil {
			return extract.Doc{}, err
		}
	case strings.HasPrefix(id, "[") || strings.HasPrefix(id, "{"):
		return extract.Doc{}, errors.New(`"id" is neither a string nor a number`)
	}
	return extract.Doc{ID: id, Text: *d.Text}, nil
}

func (p *program) write(docs iter.Seq2[*extract.Document, error]) error {
	if p.format == "html" { // all of them make one page
		return extract.WriteHTML(p.stdout, docs)
	}
	for d, err := range docs {
		if err != nil {
			return err
		}
		switch p.format {
		case "json":
			err = d.WriteIndentedJSON(p.stdout, p.tokens)
		case "jsonl":
			err = d.WriteJSON(p.stdout, p.tokens)
		case "conllu":
			err = d.WriteCoNLLU(p.stdout)
		default:
			p.text(d)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
