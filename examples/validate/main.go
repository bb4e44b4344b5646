// Validate checks JSON Lines against the published JSON Schema of ordret's
// results. It is a module of its own, so that users of the library do not
// download a schema library.
//
//	annotate -f jsonl article.txt | validate ../../testdata/ordret.schema.json
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: validate SCHEMA < FILE.jsonl")
		os.Exit(2)
	}
	n, err := validate(os.Args[1], os.Stdin)
	if err != nil {
		fmt.Fprintln(os.Stderr, "validate:", err)
		os.Exit(1)
	}
	fmt.Println(n, "documents are valid")
}

// validate checks each line of r and returns how many there are. An error
// names the line.
func validate(schema string, r io.Reader) (n int, err error) {
	s, err := jsonschema.NewCompiler().Compile(schema)
	if err != nil {
		return 0, err
	}
	br := bufio.NewReader(r)
	for {
		line, err := br.ReadString('\n')
		if strings.TrimSpace(line) != "" {
			n++
			v, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
			if err != nil {
				return n, fmt.Errorf("line %d: %w", n, err)
			}
			if err := s.Validate(v); err != nil {
				return n, fmt.Errorf("line %d: %w", n, err)
			}
		}
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}
