package entity

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed names.tsv
var namesTSV string

// nameKind is what the lexicon knows of a name.
type nameKind uint8

const (
	notListed nameKind = iota
	femaleName
	maleName
	bothName
	surnameInS // Friis, Bruus: a surname whose -s is no genitive
)

// names returns the lexicon of first names, and of surnames in -s. The map is
// not changed after it is built.
var names = sync.OnceValue(func() map[string]nameKind {
	m := make(map[string]nameKind, 3000)
	for line := range strings.Lines(namesTSV) {
		name, k, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		m[name] = map[string]nameKind{"f": femaleName, "m": maleName, "u": bothName, "s": surnameInS}[k]
	}
	return m
})

// GenderOf returns the gender that a first name tells, from a lexicon of some
// 2,500 names used in Denmark: Unknown for names that it does not hold and
// for those that both women and men bear. Of a double name (Anne-Mette) the
// parts decide if the whole is not known.
func GenderOf(firstName string) Gender {
	switch names()[firstName] {
	case femaleName:
		return Female
	case maleName:
		return Male
	case bothName:
		return Unknown
	}
	if first, rest, ok := strings.Cut(firstName, "-"); ok {
		if g := GenderOf(first); g != Unknown {
			return g
		}
		return GenderOf(rest)
	}
	return Unknown
}
