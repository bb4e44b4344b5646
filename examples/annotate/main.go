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
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
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
	fs := flag.NewFlagSet("annotate", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&p.input, "i", "text", "`format` of the input: text or jsonl")
	fs.StringVar(&p.format, "f", "text", "`format` of the output: text, json, jsonl, html or conllu")
	fs.Var(&p.rules, "rules", "`file` of patterns (JSON Lines, as spaCy's EntityRuler); may be repeated")
	fs.StringVar(&p.kb, "kb", "", "`file` of known entities (JSON Lines)")
	fs.BoolVar(&p.tokens, "tokens", false, "write tokens too (json, jsonl)")
	enc := fs.String("encoding", "", "`name` of the input's encoding, if it is not UTF-8: latin1, windows-1252, iso-8859-15, utf-16")
	usage := func(message string) int {
		fmt.Fprintln(stderr, "annotate:", message)
		return 2
	}
	switch err := fs.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		fs.SetOutput(stderr)
		fmt.Fprintln(stderr, "usage: annotate [flags] [FILE ...]")
		fs.PrintDefaults()
		return 2
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
	for d, err := range x.All(context.Background(), p.docs(fs.Args())) {
		if err == nil {
			err = p.write(d)
		}
		if err != nil {
			p.fail(err)
			break
		}
	}
	if err := p.stdout.Flush(); err != nil {
		p.fail(err)
	}
	if p.failed {
		return 1
	}
	return 0
}

func (p *program) fail(err error) {
	p.failed = true
	fmt.Fprintln(p.stderr, "annotate:", err)
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

func (p *program) read(name string, r io.Reader, yield func(extract.Doc, error) bool) bool {
	if p.decode != nil && p.decode != encoding.Nop {
		r = p.decode.NewDecoder().Reader(r)
	}
	if p.input == "jsonl" {
		return p.lines(name, r, yield)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		p.fail(fmt.Errorf("%s: %w", name, err))
		return true
	}
	if !utf8.Valid(data) {
		p.fail(fmt.Errorf("%s: line %d: not UTF-8; name the encoding with -encoding", name, badLine(data)))
		return true
	}
	return yield(extract.Doc{ID: strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)), Text: string(data)}, nil)
}

func badLine(data []byte) int {
	line := 1
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			break
		}
		if r == '\n' {
			line++
		}
		data = data[n:]
	}
	return line
}

func (p *program) lines(name string, r io.Reader, yield func(extract.Doc, error) bool) bool {
	br := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		line, err := br.ReadBytes('\n')
		if len(strings.TrimSpace(string(line))) > 0 {
			var d struct {
				ID   any     `json:"id"`
				Text *string `json:"text"`
			}
			switch e := json.Unmarshal(line, &d); {
			case !utf8.Valid(line):
				p.fail(fmt.Errorf("%s: line %d: not UTF-8; name the encoding with -encoding", name, n))
			case e != nil:
				p.fail(fmt.Errorf("%s: line %d: %w", name, n, e))
			case d.Text == nil:
				p.fail(fmt.Errorf("%s: line %d: no \"text\"", name, n))
			default:
				id := ""
				if d.ID != nil {
					id = fmt.Sprint(d.ID)
				}
				if !yield(extract.Doc{ID: id, Text: *d.Text}, nil) {
					return false
				}
			}
		}
		if err == io.EOF {
			return true
		}
		if err != nil {
			p.fail(fmt.Errorf("%s: line %d: %w", name, n, err))
			return true
		}
	}
}

func (p *program) write(d *extract.Document) error {
	switch p.format {
	case "json":
		return d.WriteIndentedJSON(p.stdout, p.tokens)
	case "jsonl":
		return d.WriteJSON(p.stdout, p.tokens)
	case "html":
		return d.WriteHTML(p.stdout)
	case "conllu":
		return d.WriteCoNLLU(p.stdout)
	}
	return p.text(d)
}
