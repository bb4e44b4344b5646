package extract_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ordret/ordret/entity/token"
)

// article is an annotated article of testdata/tagged; see the README there.
type article struct {
	id, text string
	names    []goldName
	quotes   []*goldQuote // in text order
}

type goldName struct {
	token.Span
	label, name string
}

type goldQuote struct {
	token.Span
	id, kind, speaker, group string
	source                   token.Span
}

var tagRE = regexp.MustCompile(`<(/?)(e|q|cue|sp)\b([^>]*)>`)
var attrRE = regexp.MustCompile(`(\w+)="([^"]*)"`)

func readTagged(t testing.TB) []article {
	t.Helper()
	files, err := filepath.Glob("../testdata/tagged/*.txt")
	if err != nil || len(files) < 30 {
		t.Fatalf("found %d annotated articles (%v)", len(files), err)
	}
	var out []article
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		a, err := parseTagged(string(data))
		if err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		a.id = strings.TrimSuffix(filepath.Base(f), ".txt")
		out = append(out, a)
	}
	return out
}

func parseTagged(s string) (a article, err error) {
	type open struct {
		tag   string
		attr  map[string]string
		start int
	}
	var text strings.Builder
	var stack []open
	quotes := map[string]*goldQuote{}
	sources := map[string]token.Span{}
	pos := 0
	for _, m := range tagRE.FindAllStringSubmatchIndex(s, -1) {
		text.WriteString(s[pos:m[0]])
		pos = m[1]
		tag := s[m[4]:m[5]]
		if m[2] == m[3] {
			attr := map[string]string{}
			for _, x := range attrRE.FindAllStringSubmatch(s[m[6]:m[7]], -1) {
				attr[x[1]] = x[2]
			}
			stack = append(stack, open{tag, attr, text.Len()})
			continue
		}
		if len(stack) == 0 || stack[len(stack)-1].tag != tag {
			return a, fmt.Errorf("</%s> at byte %d closes nothing", tag, m[0])
		}
		o := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		span := token.Span{Start: o.start, End: text.Len()}
		switch tag {
		case "e":
			a.names = append(a.names, goldName{span, o.attr["t"], o.attr["n"]})
		case "q":
			quotes[o.attr["id"]] = &goldQuote{Span: span, id: o.attr["id"], kind: o.attr["k"], speaker: o.attr["s"], group: o.attr["g"]}
		case "sp":
			for _, id := range strings.Fields(o.attr["q"]) {
				sources[id] = span
			}
		}
	}
	text.WriteString(s[pos:])
	a.text = text.String()
	groups := map[string]token.Span{}
	for id, q := range quotes {
		q.source = sources[id]
		if q.group != "" && !q.source.Empty() {
			groups[q.group] = q.source
		}
	}
	for _, q := range quotes {
		if q.source.Empty() {
			q.source = groups[q.group]
		}
		a.quotes = append(a.quotes, q)
	}
	slices.SortFunc(a.quotes, func(x, y *goldQuote) int { return x.Start - y.Start })
	// The outermost name wins.
	slices.SortFunc(a.names, func(x, y goldName) int {
		if x.Start != y.Start {
			return x.Start - y.Start
		}
		return y.End - x.End
	})
	a.names = slices.CompactFunc(a.names, func(x, y goldName) bool { return x.Contains(y.Span) })
	return a, nil
}
