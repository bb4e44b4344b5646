package entity

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"math"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/ordret/ordret/entity/token"
)

// Record is one known entity.
type Record struct {
	ID          string   // any string: a Wikidata id, a key of one's own
	Label       Label    // PER, ORG, LOC, MISC or a label of one's own; "" fits any
	Type        string   // what it is, in one English word: newspaper, club, party ...; may be ""
	Name        string   // the usual name
	Aliases     []string // other names in full: De Forenede Nationer for FN
	Short       []string // forms that stand for the name but are not one: M for Moderaterne
	Description string
}

// Knowledge is a set of known entities that mentions are linked to. It is
// immutable and safe for concurrent use.
//
// It holds one string with all the text and flat tables of numbers: 20 bytes
// a record and, for each name or alias, 20 bytes and 6 to 12 bytes of hash
// table, besides the text itself. A record of two aliases and 90 bytes of text
// takes about 220 bytes: a million of them 220 MB.
type Knowledge struct {
	text  string
	recs  []record
	forms []nameForm
	table []uint32 // slots of a hash table: 1 + index into forms, 0 for none
	kinds []kind
}

type kind struct {
	label Label
	typ   string
}

type record struct {
	id, desc       uint32 // offsets into text
	idLen, descLen uint16
	first          uint32 // its forms begin here; the first is its name
	kind           uint16
	aliases        uint16 // number of aliases; short forms follow them
}

type nameForm struct {
	off  uint32
	hash uint32
	rec  uint32
	next uint32 // 1 + index of the next form with the same folded text
	len  uint16
	rank formRank
}

type formRank uint8

const (
	isName formRank = iota
	isAlias
	isShort
)

// limits of a knowledge base: offsets are 32 bits wide.
type limits struct{ text, forms int }

var fullLimits = limits{text: math.MaxUint32, forms: 1 << 28}

// ReadKnowledge reads a knowledge base in JSONL, one record a line:
//
//	{"id": "Q7747", "label": "PER", "name": "Vladimir Putin",
//	 "aliases": ["Vladimir Vladimirovitj Putin"], "description": "Ruslands præsident"}
//
// Further keys are "type" and "short" (see [Record]); others are ignored, and
// so are blank lines. "id" and "name" are required. A broken record fails the
// whole base with an error that names its line: a base with a hole would link
// a name to the wrong one of two.
//
// A million records of two aliases load in two to three seconds, and ten
// million in less than a minute: 2.2 GB when loaded, and up to 6 GB on the way.
// The bound is 4 GiB of text, 2^28 names, and 64 KiB for one name, id or
// description; beyond it reading stops with an error.
func ReadKnowledge(r io.Reader) (*Knowledge, error) { return readKnowledge(r, fullLimits) }

func readKnowledge(r io.Reader, lim limits) (*Knowledge, error) {
	var text strings.Builder
	k := &Knowledge{}
	kinds := map[kind]uint16{}
	in := bufio.NewReaderSize(r, 1<<16)
	var long []byte
	for line := 1; ; line++ {
		row, err := in.ReadSlice('\n')
		if err == bufio.ErrBufferFull {
			long = append(long[:0], row...)
			for err == bufio.ErrBufferFull {
				row, err = in.ReadSlice('\n')
				long = append(long, row...)
			}
			row = long
		}
		if err != nil && err != io.EOF {
			return nil, fmt.Errorf("knowledge: line %d: %w", line, err)
		}
		if row = bytes.TrimSpace(row); len(row) > 0 {
			if line == 1 {
				row = bytes.TrimPrefix(row, []byte("\ufeff"))
			}
			if e := k.add(row, &text, kinds, lim); e != nil {
				return nil, fmt.Errorf("knowledge: line %d: %w", line, e)
			}
		}
		if err == io.EOF {
			break
		}
	}
	k.text = text.String()
	k.index()
	return k, nil
}

func (k *Knowledge) add(row []byte, text *strings.Builder, kinds map[kind]uint16, lim limits) error {
	var in struct {
		ID          string   `json:"id"`
		Label       Label    `json:"label"`
		Type        string   `json:"type"`
		Name        string   `json:"name"`
		Aliases     []string `json:"aliases"`
		Short       []string `json:"short"`
		Description string   `json:"description"`
	}
	if err := json.Unmarshal(row, &in); err != nil {
		return err
	}
	if in.ID == "" {
		return fmt.Errorf(`no "id"`)
	}
	if strings.TrimSpace(in.Name) == "" {
		return fmt.Errorf(`no "name"`)
	}
	put := func(s string) uint32 {
		off := uint32(text.Len())
		text.WriteString(s)
		return off
	}
	size := len(in.ID) + len(in.Name) + len(in.Description)
	long := max(len(in.ID), len(in.Name), len(in.Description))
	for _, list := range [][]string{in.Aliases, in.Short} {
		for _, a := range list {
			size += len(a)
			long = max(long, len(a))
		}
	}
	forms := 1 + len(in.Aliases) + len(in.Short)
	if long > math.MaxUint16 || forms > math.MaxUint16 {
		return fmt.Errorf("record %q: a field is longer than 64 KiB", in.ID[:min(len(in.ID), 80)])
	}
	if text.Len()+size > lim.text || len(k.forms)+forms > lim.forms {
		return fmt.Errorf("record %q: the base is larger than %d bytes of text or %d names", in.ID, lim.text, lim.forms)
	}
	kd := kind{in.Label, in.Type}
	n, ok := kinds[kd]
	if !ok {
		if len(k.kinds) > math.MaxUint16 {
			return fmt.Errorf("record %q: more than %d pairs of label and type", in.ID, len(k.kinds))
		}
		n = uint16(len(k.kinds))
		kinds[kd] = n
		k.kinds = append(k.kinds, kd)
	}
	rec := uint32(len(k.recs))
	k.recs = append(k.recs, record{
		id: put(in.ID), idLen: uint16(len(in.ID)),
		desc: put(in.Description), descLen: uint16(len(in.Description)),
		first: uint32(len(k.forms)), kind: n, aliases: uint16(len(in.Aliases)),
	})
	form := func(s string, rank formRank) {
		s = normalize(s)
		k.forms = append(k.forms, nameForm{off: put(s), len: uint16(len(s)), rec: rec, hash: foldHash(s), rank: rank})
	}
	form(in.Name, isName)
	for _, a := range in.Aliases {
		form(a, isAlias)
	}
	for _, a := range in.Short {
		form(a, isShort)
	}
	return nil
}

// index builds the hash table: open addressing over distinct folded texts,
// and a list for the forms that share one, so that a hundred thousand
// records of one name cost no more than others.
func (k *Knowledge) index() {
	size := 8
	for size*2 < len(k.forms)*3 {
		size *= 2
	}
	k.table = make([]uint32, size)
	for i := len(k.forms) - 1; i >= 0; i-- { // backwards: lists come out in file order
		f := &k.forms[i]
		slot := k.slot(f.hash, k.formText(i))
		f.next = k.table[slot]
		k.table[slot] = uint32(i) + 1
	}
}

// slot returns the table's slot for name: that of the forms equal to it, or
// the free one where they would be.
func (k *Knowledge) slot(hash uint32, name string) int {
	mask := len(k.table) - 1
	s := int(hash) & mask
	for k.table[s] != 0 {
		i := int(k.table[s] - 1)
		if k.forms[i].hash == hash && equalFold(k.formText(i), name) {
			break
		}
		s = (s + 1) & mask
	}
	return s
}

func (k *Knowledge) formText(i int) string {
	f := &k.forms[i]
	return k.text[f.off : int(f.off)+int(f.len)]
}

// lookup returns 1 + the index of the first form that equals name, or 0.
func (k *Knowledge) lookup(name string) uint32 {
	if k == nil || len(k.forms) == 0 {
		return 0
	}
	return k.table[k.slot(foldHash(name), name)]
}

// Len returns the number of records.
func (k *Knowledge) Len() int {
	if k == nil {
		return 0
	}
	return len(k.recs)
}

// Lookup returns an iterator over the indices of the records that have name
// as their name, an alias or a short form, in file order. Case and runs of
// white space make no difference. It takes constant time, and allocates
// nothing for names in NFC.
func (k *Knowledge) Lookup(name string) iter.Seq[int] {
	return func(yield func(int) bool) {
		last := -1
		for f := k.lookup(normalize(name)); f != 0; f = k.forms[f-1].next {
			if r := int(k.forms[f-1].rec); r != last && !yield(r) {
				return
			}
			last = int(k.forms[f-1].rec)
		}
	}
}

// Record returns record i, 0 <= i < Len().
func (k *Knowledge) Record(i int) Record {
	r := &k.recs[i]
	out := Record{
		ID:          k.id(i),
		Label:       k.kinds[r.kind].label,
		Type:        k.kinds[r.kind].typ,
		Name:        k.name(i),
		Description: k.description(i),
	}
	for f := int(r.first) + 1; f < k.formsEnd(i); f++ {
		if k.forms[f].rank == isShort {
			out.Short = append(out.Short, k.formText(f))
		} else {
			out.Aliases = append(out.Aliases, k.formText(f))
		}
	}
	return out
}

func (k *Knowledge) id(i int) string {
	r := &k.recs[i]
	return k.text[r.id : int(r.id)+int(r.idLen)]
}

func (k *Knowledge) name(i int) string { return k.formText(int(k.recs[i].first)) }

func (k *Knowledge) description(i int) string {
	r := &k.recs[i]
	return k.text[r.desc : int(r.desc)+int(r.descLen)]
}

func (k *Knowledge) kind(i int) kind { return k.kinds[k.recs[i].kind] }

func (k *Knowledge) formsEnd(i int) int {
	if i+1 < len(k.recs) {
		return int(k.recs[i+1].first)
	}
	return len(k.forms)
}

//go:generate go run ./internal/kb -gaz ../../shared/data/gaz

//go:embed knowledge.jsonl
var defaultKnowledge []byte

var loadDefault = sync.OnceValue(func() *Knowledge {
	k, err := ReadKnowledge(bytes.NewReader(defaultKnowledge))
	if err != nil {
		panic("entity: embedded " + err.Error()) // a test reads it
	}
	return k
})

// DefaultKnowledge returns the embedded knowledge base: countries, parties,
// authorities, media, companies, clubs, organisations and some people in
// Danish news. It is decoded on first use, in a few milliseconds. Ids that
// begin with Q are Wikidata's, those that begin with "ordret:" its own; NOTICE
// names the sources.
func DefaultKnowledge() *Knowledge { return loadDefault() }

// normalize is [token.Normalize] without a look at letters that have only one
// form: those below U+0300, where the combining marks begin, and no soft
// hyphen.
func normalize(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0xcc || s[i] == 0xc2 {
			return token.Normalize(s)
		}
	}
	return s
}

// foldHash is FNV-1a over the folded text.
func foldHash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
				for i < len(s) && (s[i] == ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == '\r') {
					i++
				}
				c = ' '
			} else if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			h = (h ^ uint32(c)) * 16777619
			continue
		}
		r, w := utf8.DecodeRuneInString(s[i:])
		i += w
		h = (h ^ uint32(foldRune(r))) * 16777619
	}
	return h
}

func equalFold(a, b string) bool {
	for {
		var r, q rune
		r, a = nextFolded(a)
		q, b = nextFolded(b)
		if r != q {
			return false
		}
		if r < 0 {
			return true
		}
	}
}

func nextFolded(s string) (rune, string) {
	if s == "" {
		return -1, s
	}
	c := s[0]
	if c < utf8.RuneSelf {
		s = s[1:]
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			for s != "" && (s[0] == ' ' || s[0] == '\n' || s[0] == '\t' || s[0] == '\r') {
				s = s[1:]
			}
			return ' ', s
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		return rune(c), s
	}
	r, w := utf8.DecodeRuneInString(s)
	return foldRune(r), s[w:]
}

func foldRune(r rune) rune {
	switch r {
	case 'Æ':
		return 'æ'
	case 'Ø':
		return 'ø'
	case 'Å':
		return 'å'
	case 0xa0:
		return ' '
	case '’':
		return '\''
	case '–', '‐', '‑':
		return '-'
	}
	return unicode.ToLower(r)
}
