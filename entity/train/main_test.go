package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/internal/corpus"
	"github.com/ordret/ordret/entity/token"
)

func trainTiny(t testing.TB, out string, args ...string) (stdout string) {
	var o, e bytes.Buffer
	args = append([]string{"-q", "-bits", "14", "-o", out}, args...)
	if code := run(append(args, "testdata/tiny.iob2"), &o, &e); code != 0 {
		t.Fatalf("exit %d: %s", code, &e)
	}
	return o.String()
}

// TestDeterministic trains twice, on one and on more processors.
func TestDeterministic(t *testing.T) {
	dir := t.TempDir()
	var files [2][]byte
	for i := range files {
		name := filepath.Join(dir, fmt.Sprint(i))
		old := runtime.GOMAXPROCS(i + 1)
		trainTiny(t, name)
		runtime.GOMAXPROCS(old)
		var err error
		if files[i], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("the same corpus gave two models")
	}
}

// TestGuide does what the command's documentation tells a user to do: train
// with labels of one's own, evaluate, load, recognise.
func TestGuide(t *testing.T) {
	file := filepath.Join(t.TempDir(), "mine.bin")
	out := trainTiny(t, file, "-cv", "2", "-name", "mine")
	if !strings.Contains(out, "document-blocked cross-validation, 2 parts") {
		t.Errorf("no cross-validation:\n%s", out)
	}
	var o, e bytes.Buffer
	if code := run([]string{"-model", file, "-eval", "testdata/tiny.iob2", "-errors", "3"}, &o, &e); code != 0 {
		t.Fatalf("exit %d: %s", code, &e)
	}
	for _, want := range []string{"PERSON", "BY ", "all            P 100.00  R 100.00  F1 100.00", "confusion"} {
		if !strings.Contains(o.String(), want) {
			t.Errorf("no %q in\n%s", want, &o)
		}
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := entity.LoadModel(f)
	if err != nil {
		t.Fatal(err)
	}
	if m.Info().Name != "mine" || len(m.Info().Corpora) != 1 || m.Info().Corpora[0].Sentences != 8 {
		t.Errorf("info %+v", m.Info())
	}
	text := "Anna Holm kender Bo Lind fra Ribe."
	var got []string
	for _, x := range m.Recognize(nil, token.Parse(text)) {
		got = append(got, fmt.Sprintf("%s %s", x.Label, x.In(text)))
	}
	if want := "PERSON Anna Holm, PERSON Bo Lind, BY Ribe"; strings.Join(got, ", ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestErrors(t *testing.T) {
	dir := t.TempDir()
	broken := filepath.Join(dir, "broken.iob2")
	if err := os.WriteFile(broken, []byte("Anna\tB-PER\nHolm\tPER\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(dir, "empty.iob2")
	if err := os.WriteFile(empty, []byte("Anna\tO\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{broken}, 1, "broken.iob2: line 2"},
		{[]string{empty}, 1, "no names are marked"},
		{[]string{filepath.Join(dir, "missing")}, 1, "missing"},
		{[]string{"-model", broken, "-eval", broken}, 1, "not a model file"},
		{[]string{}, 2, "give either"},
		{[]string{"-swap", empty, empty}, 2, "-swap needs -model and -eval"},
		{[]string{"-data", dir}, 1, "uner-train"},
	} {
		var o, e bytes.Buffer
		if code := run(append([]string{"-q"}, c.args...), &o, &e); code != c.code || !strings.Contains(e.String(), c.want) {
			t.Errorf("%v: exit %d, %s", c.args, code, &e)
		}
	}
}

// TestTexts checks the marks of the texts that the built-in model learns from.
func TestTexts(t *testing.T) {
	t.Chdir("..") // where go generate runs
	ss, err := inline("", "texts/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]int{}
	for _, s := range ss {
		for _, sp := range corpus.Spans(s.Tags) {
			names[sp.Label]++
			name := strings.Join(s.Words[sp.First:sp.Last], " ")
			if strings.HasSuffix(sp.Label, "part") && !strings.ContainsAny(name, "-–'’") {
				t.Errorf("%s: %s %q is no compound", s.ID, sp.Label, name)
			}
		}
	}
	for _, l := range []string{"PER", "ORG", "LOC", "MISC", "PERpart", "ORGpart", "LOCpart"} {
		if names[l] == 0 {
			t.Errorf("no %s", l)
		}
		delete(names, l)
	}
	if len(names) > 0 {
		t.Errorf("other labels: %v", names)
	}
}
