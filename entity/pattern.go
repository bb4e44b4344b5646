package entity

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/ordret/ordret/entity/token"
)

// Pattern is one rule: what to look for, either as a phrase or token by
// token, and the label that it gets. Its JSON form is that of spaCy's
// EntityRuler:
//
//	{"label": "ORG", "pattern": "Novo Nordisk", "id": "novo"}
//	{"label": "ORG", "pattern": [{"IS_TITLE": true}, {"LOWER": "kommune"}]}
//
// with two keys of its own, "ignore_case" and "compounds", which spaCy passes
// over. Other keys are passed over here.
type Pattern struct {
	ID    string // becomes Mention.Rule; several patterns may share one
	Label Label  // open: the constants, or a name of your own

	// Phrase is a name as text would spell it, at most 64 tokens. It is found
	// in the genitive as well: Novo Nordisk in "Novo Nordisks", FN in "FN's",
	// Mads in "Mads'". White space and line wrapping do not matter; spelling
	// does, upper and lower case included unless IgnoreCase is set.
	Phrase     string
	IgnoreCase bool
	// Compounds finds the phrase at the head of hyphenated compounds too. As
	// everywhere in this package, "Novo Nordisk-direktøren" is then a mention
	// with the label MISC, and Novo Nordisk is its Inner.
	Compounds bool

	// Tokens, if there is no Phrase, says what each token must be like.
	Tokens []TokenPattern
}

// TokenPattern says what one token must be like. It maps the names of
// attributes to values that the token must have, all of them, and "OP" to the
// number of tokens that are to be like this. An empty TokenPattern is any
// token. [ReadPatterns] has the table of attributes and operators. Lists may
// be []string, []int or []any.
//
//	entity.TokenPattern{"LOWER": map[string]any{"IN": []string{"a/s", "aps"}}, "OP": "?"}
type TokenPattern map[string]any

// PatternError tells which pattern was refused, and why.
type PatternError struct {
	File string // as the reader's Name method gives it, or ""; callers may fill it in
	Line int    // from 1; of [Compile], the number of the argument
	ID   string // the pattern's id, or ""
	Err  error

	read bool
}

func (e *PatternError) Error() string {
	var b strings.Builder
	switch {
	case e.File != "":
		fmt.Fprintf(&b, "%s:%d: ", e.File, e.Line)
	case e.read:
		fmt.Fprintf(&b, "line %d: ", e.Line)
	default:
		fmt.Fprintf(&b, "pattern %d: ", e.Line)
	}
	if e.ID != "" {
		fmt.Fprintf(&b, "id %q: ", e.ID)
	}
	return b.String() + e.Err.Error()
}

// Unwrap returns the reason.
func (e *PatternError) Unwrap() error { return e.Err }

// MarshalJSON returns the form that [ReadPatterns] reads.
func (p Pattern) MarshalJSON() ([]byte, error) {
	j := patternJSON{Label: p.Label, IgnoreCase: p.IgnoreCase, Compounds: p.Compounds}
	var err error
	if p.ID != "" {
		if j.ID, err = json.Marshal(p.ID); err != nil {
			return nil, err
		}
	}
	if p.Phrase != "" {
		j.Pattern, err = json.Marshal(p.Phrase)
	} else {
		j.Pattern, err = json.Marshal(p.Tokens)
	}
	if err != nil {
		return nil, err
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads one pattern; see [ReadPatterns].
func (p *Pattern) UnmarshalJSON(b []byte) error {
	var j patternJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return plainly(err)
	}
	*p = Pattern{Label: j.Label, IgnoreCase: j.IgnoreCase, Compounds: j.Compounds}
	if len(j.ID) > 0 && string(j.ID) != "null" {
		if j.ID[0] != '"' {
			p.ID = string(j.ID) // a number: spaCy takes it as it is
		} else if err := json.Unmarshal(j.ID, &p.ID); err != nil {
			return err
		}
	}
	if len(j.Pattern) == 0 {
		return errors.New(`"pattern" is missing`)
	}
	switch j.Pattern[0] {
	case '"':
		return json.Unmarshal(j.Pattern, &p.Phrase)
	case '[':
		if json.Unmarshal(j.Pattern, &p.Tokens) == nil {
			return nil
		}
	}
	return errors.New(`"pattern" must be a string or a list of objects`)
}

// plainly says of an error of package json what a user needs to know.
func plainly(err error) error {
	var wrong *json.UnmarshalTypeError
	switch {
	case !errors.As(err, &wrong):
		return err
	case wrong.Field == "":
		return fmt.Errorf("expected an object, not a %s", wrong.Value)
	}
	return fmt.Errorf("%q can not be a %s", wrong.Field, wrong.Value)
}

type patternJSON struct {
	Label      Label           `json:"label"`
	Pattern    json.RawMessage `json:"pattern"`
	ID         json.RawMessage `json:"id,omitempty"`
	IgnoreCase bool            `json:"ignore_case,omitempty"`
	Compounds  bool            `json:"compounds,omitempty"`
}

// Rules finds what its patterns describe. It is immutable, a [Recognizer], and
// safe for concurrent use.
//
// Matches never cross the border of a paragraph and are at most 64 tokens
// long. Where they overlap,
//
//  1. the match of more tokens wins,
//  2. of two equally long ones the one that starts first,
//  3. at the same place the one that needed no ending cut off, and then the
//     pattern that was given first,
//
// as in spaCy's EntityRuler. What lost, lies within the winner and has another
// label becomes its Inner. Every mention has the score 1, and as its Rule the
// pattern's ID, or "#n" with the pattern's line or number if it has none.
//
// Phrases cost about the same however many there are: they are looked up by
// their words. A token pattern is only tried where its first token can match,
// and, if it demands a certain word anywhere, only in paragraphs that have the
// word. Time is bounded by tokens × 64 × the tokens of all patterns, whatever
// operators are used; nothing is ever tried twice.
type Rules struct {
	patterns []Pattern
	names    []string // Mention.Rule of each pattern

	exact, lower lexicon
	phrases      [2]trie // by exact words, by lower-case words
	compounds    bool

	preds   []predicate
	predIDs map[string]int32 // while compiling
	autos   []automaton
	groups  []opening
	groupID map[string]int32 // while compiling

	regexpSize int // instructions of all regular expressions

	pool matcherPool
}

// Patterns returns an iterator over the patterns, in the order given, say to
// change them or to [Compile] several files to one. Callers must not change
// their Tokens.
func (r *Rules) Patterns() iter.Seq[Pattern] { return slices.Values(r.patterns) }

// Compile makes rules of patterns. If patterns are refused it returns an error
// that joins a [*PatternError] for each, ten at most, along with the rules
// that the other patterns make.
func Compile(patterns ...Pattern) (*Rules, error) {
	c := compiler{r: &Rules{predIDs: map[string]int32{}, groupID: map[string]int32{}}}
	for i, p := range patterns {
		c.add(p, i+1)
	}
	return c.done()
}

type compiler struct {
	r       *Rules
	file    string
	read    bool // from a file, named or not
	refused []error
	more    int // refused patterns beyond those in refused
}

func (c *compiler) fail(line int, id string, err error) {
	if len(c.refused) == 10 {
		c.more++
		return
	}
	c.refused = append(c.refused, &PatternError{File: c.file, Line: line, ID: id, Err: err, read: c.read})
}

func (c *compiler) done() (*Rules, error) {
	c.r.predIDs, c.r.groupID = nil, nil
	if c.more > 0 {
		c.refused = append(c.refused, fmt.Errorf("and %d more patterns refused", c.more))
	}
	return c.r, errors.Join(c.refused...)
}

// maxTokens bounds a phrase, the positions of a token pattern and the length
// of a match. It is the width of the bit sets that automata run on.
const maxTokens = 64

func (c *compiler) add(p Pattern, line int) {
	r := c.r
	rule := int32(len(r.patterns))
	var err error
	switch {
	case p.Label == "":
		err = errors.New("the label is missing")
	case p.Phrase != "" && len(p.Tokens) > 0:
		err = errors.New("both a phrase and tokens are given")
	case p.Phrase != "":
		err = r.addPhrase(p, rule)
	case len(p.Tokens) > 0:
		err = r.addTokens(p.Tokens, rule)
	default:
		err = errors.New("the pattern is empty")
	}
	if err != nil {
		c.fail(line, p.ID, err)
		return
	}
	r.patterns = append(r.patterns, p)
	name := p.ID
	if name == "" {
		name = fmt.Sprintf("#%d", line)
	}
	r.names = append(r.names, name)
}

func (r *Rules) addPhrase(p Pattern, rule int32) error {
	words, tr := &r.exact, &r.phrases[0]
	if p.IgnoreCase {
		words, tr = &r.lower, &r.phrases[1]
	}
	// Whether a final dot belongs to the last word depends on what follows:
	// Inc. in the middle of a sentence and at its end.
	contexts := []string{""}
	if strings.HasSuffix(p.Phrase, ".") {
		contexts = []string{"", " x", " X"}
	}
	for _, after := range contexts {
		var tokens []token.Token
		for tok := range token.All(p.Phrase + after) {
			if tok.Start < len(p.Phrase) {
				tokens = append(tokens, tok)
			}
			if len(tokens) > maxTokens {
				return fmt.Errorf("the phrase has more than %d tokens", maxTokens)
			}
		}
		if len(tokens) == 0 {
			return errors.New("the phrase has no tokens")
		}
		node := int32(0)
		for _, tok := range tokens {
			w := token.Normalize(tok.In(p.Phrase))
			if p.IgnoreCase {
				w = string(appendLower(nil, w))
			}
			node = tr.grow(node, words.add(w))
		}
		if !slices.Contains(tr.accept[node], rule) {
			tr.accept[node] = append(tr.accept[node], rule)
		}
	}
	r.compounds = r.compounds || p.Compounds
	return nil
}

// lexicon numbers the words that patterns name, from 1; 0 is any other word.
type lexicon struct {
	ids map[string]int32

	// By number: the automata that can begin with the word, and the automata
	// that can not match without it.
	starts, needs [][]int32
}

func (l *lexicon) add(w string) int32 {
	if l.ids == nil {
		l.ids = map[string]int32{}
		l.starts, l.needs = make([][]int32, 1), make([][]int32, 1)
	}
	id, ok := l.ids[w]
	if !ok {
		id = int32(len(l.starts))
		l.ids[w] = id
		l.starts, l.needs = append(l.starts, nil), append(l.needs, nil)
	}
	return id
}

// trie holds phrases by the numbers of their words. Node 0 is the root.
type trie struct {
	next   map[uint64]int32 // node<<32 | word
	inner  []bool           // by node: it has children
	accept [][]int32        // by node: the patterns whose phrase ends here
}

func (t *trie) grow(node, word int32) int32 {
	if t.next == nil {
		t.next = map[uint64]int32{}
		t.inner, t.accept = make([]bool, 1), make([][]int32, 1)
	}
	key := uint64(node)<<32 | uint64(word)
	n, ok := t.next[key]
	if !ok {
		n = int32(len(t.accept))
		t.next[key] = n
		t.inner[node] = true
		t.inner, t.accept = append(t.inner, false), append(t.accept, nil)
	}
	return n
}

// step returns the node that word leads to from node, or 0.
func (t *trie) step(node, word int32) int32 {
	if word == 0 {
		return 0
	}
	return t.next[uint64(node)<<32|uint64(word)]
}
