package token

import (
	"strings"
	"testing"
)

// TestTables checks what lookup takes for granted: entries are in lower case
// and short. An abbreviation has one kind.
func TestTables(t *testing.T) {
	kinds := map[string]int{}
	for kind, list := range abbrevLists {
		for _, w := range strings.Fields(list) {
			if before, ok := kinds[w]; ok {
				t.Errorf("abbreviation %q has kinds %d and %d", w, before, kind)
			}
			kinds[w] = kind
		}
	}
	check := func(w string) {
		if w != strings.ToLower(w) || len(w) > maxEntry || w == "" {
			t.Errorf("%q is in no shape to be looked up", w)
		}
	}
	for w := range abbrevs {
		check(w)
	}
	for _, m := range []map[string]bool{elided, slashed, agencies, ordinalHeads, credits, furniture, signatures} {
		for w := range m {
			check(w)
		}
	}
	for w := range starters {
		if w[:1] == strings.ToLower(w[:1]) {
			t.Errorf("starter %q has no capital", w)
		}
	}
}

func TestLookup(t *testing.T) {
	m := map[string]int{"ærø": 1, "åbent": 2, "a/s": 3}
	for word, want := range map[string]int{"ÆRØ": 1, "Åbent": 2, "A/S": 3, "ærø": 1, "Ærøs": 0, "": 0, strings.Repeat("a", maxEntry+1): 0} {
		if got := lookup(m, word); got != want {
			t.Errorf("lookup(%q) = %d, want %d", word, got, want)
		}
	}
}
