package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ordret/ordret/extract"
)

const schema = "../../testdata/ordret.schema.json"

// TestArticles validates what the library finds in the annotated articles.
func TestArticles(t *testing.T) {
	files, err := filepath.Glob("../../testdata/tagged/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no articles: %v", err)
	}
	var out bytes.Buffer
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := extract.Text(string(text)).WriteJSON(&out, true); err != nil {
			t.Fatal(err)
		}
	}
	if err := extract.Text("").WriteJSON(&out, false); err != nil {
		t.Fatal(err)
	}
	if n, err := validate(schema, &out); err != nil || n != len(files)+1 {
		t.Errorf("%d documents, %v", n, err)
	}
}

func TestBrokenDocuments(t *testing.T) {
	for _, line := range []string{
		`{}`,
		`{"version":1,"id":"","text":"","zones":[],"sentences":[],"mentions":[{"start":0}],"entities":[],"quotes":[]}`,
		`{"version":2,"id":"","text":"","zones":[],"sentences":[],"mentions":[],"entities":[],"quotes":[]}`,
	} {
		if _, err := validate(schema, strings.NewReader(line)); err == nil {
			t.Errorf("%s is valid", line)
		}
	}
}
