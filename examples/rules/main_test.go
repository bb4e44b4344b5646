package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	var out, stderr strings.Builder
	err := run([]string{"-rules", "testdata/patterns.jsonl", "-kb", "testdata/people.jsonl", "-cue", "knurre=knurrer,knurrede", "testdata/article.txt"}, nil, &out, &stderr)
	if err != nil || stderr.String() != "" {
		t.Fatal(err, stderr.String())
	}
	for _, want := range []string{
		"+ SHIP  Færgen Maren Mølle",
		"+ MONEY 2 millioner kroner\n",
		"+ MISC  Havets Venner-formanden [ORG Havets Venner]\n",
		"+ PER   Tove Ravnsholt = staff-12\n",
		"+ quote Tove Ravnsholt: at kommunen har sovet i timen (indirect)\n",
		"  LOC   Svendborg",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, &out)
		}
	}
}

// Without rules nothing changes, and refused patterns leave the rest at work.
func TestRunRefused(t *testing.T) {
	var out strings.Builder
	if err := run(nil, strings.NewReader("Anna Holm bor i Svendborg."), &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		if line[0] != ' ' {
			t.Errorf("%q without rules", line)
		}
	}

	file := filepath.Join(t.TempDir(), "bad.jsonl")
	if err := os.WriteFile(file, []byte("{\"label\": \"X\", \"pattern\": [{\"POS\": \"NOUN\"}], \"id\": \"noun\"}\n{\"label\": \"X\", \"pattern\": \"bor\"}\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	var stderr strings.Builder
	out.Reset()
	if err := run([]string{"-rules", file}, strings.NewReader("Anna bor her."), &out, &stderr); err != nil {
		t.Fatal(err)
	}
	if want := file + `:1: id "noun": token 1: POS is not supported: there is no tagger` + "\n"; stderr.String() != want {
		t.Errorf("stderr %q, want %q", stderr.String(), want)
	}
	if !strings.Contains(out.String(), "+ X     bor\n") {
		t.Errorf("no rule at work in\n%s", &out)
	}
}
