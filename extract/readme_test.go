package extract_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReadme runs each program of the README and compares what it prints with
// the block of output behind it.
func TestReadme(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	data, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(data), "```go\n")
	if len(parts) < 3 {
		t.Fatalf("%d programs in the README", len(parts)-1)
	}
	for _, p := range parts[1:] {
		code, rest, _ := strings.Cut(p, "```")
		_, rest, ok := strings.Cut(rest, "```output\n")
		want, _, ok2 := strings.Cut(rest, "```")
		if !ok || !ok2 {
			t.Fatalf("no output behind\n%s", code)
		}
		// Run from here, so that it is built with this version of the module.
		file := filepath.Join(t.TempDir(), "main.go")
		if err := os.WriteFile(file, []byte(code), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := exec.Command("go", "run", file).CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s\n%s", err, got, code)
		}
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("the README's output (-) differs from the program's (+):\n%s\n%s", diff, code)
		}
	}
}
