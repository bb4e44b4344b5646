package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ordret/ordret/extract"
)

const schema = "../../testdata/ordret.schema.json"

// TestArticles validates what the library finds in the articles of testdata,
// also against a schema that allows only the keys it names: what is written
// must be published.
func TestArticles(t *testing.T) {
	files, err := filepath.Glob("../../testdata/*/*.txt")
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
	for _, s := range []string{schema, strict(t)} {
		if n, err := validate(s, bytes.NewReader(out.Bytes())); err != nil || n != len(files)+1 {
			t.Errorf("%s: %d documents, %v", s, n, err)
		}
	}
	unknown := strings.Replace(out.String(), `{"version":1,`, `{"version":1,"unknown":1,`, 1)
	if _, err := validate(strict(t), strings.NewReader(unknown)); err == nil {
		t.Error("an unknown key is valid")
	}
}

// strict writes a copy of the schema in which objects have no other keys than
// those it names, and returns its file.
func strict(t *testing.T) string {
	data, err := os.ReadFile(schema)
	if err != nil {
		t.Fatal(err)
	}
	var s map[string]any
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	var walk func(at map[string]any)
	walk = func(at map[string]any) {
		for key, v := range at {
			if v, ok := v.(map[string]any); ok && key != "$defs" { // definitions are closed where they are used
				walk(v)
			}
		}
		// A bare reference is closed too, unless something is added to it.
		ref, isRef := at["$ref"].(string)
		if at["type"] == "object" || isRef && ref != "#/$defs/score" {
			at["unevaluatedProperties"] = false
		}
	}
	walk(s)
	delete(s, "$id")
	if data, err = json.Marshal(s); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "strict.json")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
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
