package main

import (
	"bytes"
	"os"
	"testing"
)

func TestLists(t *testing.T) {
	files, err := lists.ReadDir("lists")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		seen := map[string]bool{}
		for n, r := range list(f.Name(), 2) {
			if f.Name() == "names.tsv" {
				if len(r) != 2 || (r[0] != "f" && r[0] != "m" && r[0] != "u") {
					t.Errorf("%s: row %d: %q", f.Name(), n+1, r)
				}
				continue
			}
			if len(r) != 5 || r[1] == "" || r[2] == "" || r[4] == "" {
				t.Errorf("%s: row %d: want label, type, name, aliases, description: %q", f.Name(), n+1, r)
				continue
			}
			if r[0] != "PER" && r[0] != "ORG" && r[0] != "LOC" {
				t.Errorf("%s: row %d: label %q", f.Name(), n+1, r[0])
			}
			if key := r[0] + r[2]; seen[key] {
				t.Errorf("%s: %s twice", f.Name(), r[2])
			} else {
				seen[key] = true
			}
		}
	}
}

// What is embedded is what the generator makes of its sources, where they are.
func TestEmbeddedIsCurrent(t *testing.T) {
	const gaz = "../../../../shared/data/gaz"
	if _, err := os.Stat(gaz); err != nil {
		t.Skipf("no sources: %v", err)
	}
	g := generator{gaz: gaz, seen: map[string]bool{}, ids: map[string]int{}}
	for path, got := range map[string][]byte{"../../names.tsv": g.names(), "../../knowledge.jsonl": g.knowledge()} {
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the generator makes: run go generate ./entity", path)
		}
	}
}
