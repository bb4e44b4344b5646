package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ordret/ordret/entity/internal/corpus"
)

func TestSwap(t *testing.T) {
	groups, err := readNames("testdata/names.tsv")
	if err != nil {
		t.Fatal(err)
	}
	s := corpus.Sentence{
		Words: strings.Fields("Bo Lind og KAJ von Ahn så Ribe"),
		Tags:  strings.Fields("B-PER I-PER O B-PER I-PER I-PER O B-LOC"),
	}
	for i, want := range []string{
		"Asta Mølsted og ASTA von Mølsted så Ribe",
		"Storm Mølsted og STORM von Mølsted så Ribe",
		"Amal Haddad og AMAL von Haddad så Ribe",
	} {
		got := groups[i].swap(s, rand.New(rand.NewPCG(1, 3)))
		if diff := cmp.Diff(want, strings.Join(got.Words, " ")); diff != "" {
			t.Errorf("%s (-want +got)\n%s", groups[i].name, diff)
		}
	}
	if s.Words[0] != "Bo" {
		t.Error("the sentence itself was changed")
	}
	dir := t.TempDir()
	for name, want := range map[string]string{
		"name\tkind\tgender\tcount\tethnicity\nAsta\tfirst\n":                    "line 2: 2 columns, want 5",
		"name\tkind\tgender\tcount\tethnicity\nAsta\tfirst\tfemale\t1\tdanish\n": `no names for the group "women"`,
	} {
		file := filepath.Join(dir, "names.tsv")
		if err := os.WriteFile(file, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := readNames(file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %s", err, want)
		}
	}
}
