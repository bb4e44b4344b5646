package entity

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ordret/ordret/entity/token"
)

// automaton runs a token pattern: at most maxTokens positions in a row, each
// with a predicate, as sets of bits (Glushkov 1961; Navarro and Raffinot,
// Flexible Pattern Matching in Strings, 2002, chapter 4). One step costs at most one
// predicate a position, so repetition can not multiply work.
type automaton struct {
	rule    int32
	group   int32    // that starts it, unless words do
	preds   []int32  // by position
	negated uint64   // positions that match where the predicate does not
	initial uint64   // positions that can be first
	accept  uint64   // positions that can be last
	follow  []uint64 // by position: what can come next
}

// opening is a set of automata that begin under the same conditions.
type opening struct {
	conds []cond
	autos []int32 // those that no word is needed for
}

type cond struct {
	pred    int32
	negated bool
}

// predicate says whether a token is as a TokenPattern describes it.
type predicate struct {
	tests []func(m *matcher, i int) bool // all must hold

	// If words is not nil, only these words of the lexicon can match: lower
	// tells which lexicon.
	words []int32
	lower bool
}

func (r *Rules) addTokens(tokens []TokenPattern, rule int32) error {
	a := automaton{rule: rule}
	var nullable, loop uint64
	for n, tp := range tokens {
		least, most, negated, err := quantifier(tp)
		if err != nil {
			return fmt.Errorf("token %d: %w", n+1, err)
		}
		pred, err := r.predicate(tp)
		if err != nil {
			return fmt.Errorf("token %d: %w", n+1, err)
		}
		add := func(null, again bool) {
			if k := uint(len(a.preds)); k < maxTokens {
				nullable |= bit(null) << k
				loop |= bit(again) << k
				a.negated |= bit(negated) << k
			}
			a.preds = append(a.preds, pred)
		}
		for range min(least, maxTokens+1) {
			add(false, false)
		}
		switch {
		case most == unlimited && least > 0:
			loop |= 1 << (uint(len(a.preds)-1) % 64)
		case most == unlimited:
			add(true, true)
		default:
			for range min(most-least, maxTokens+1) {
				add(true, false)
			}
		}
		if len(a.preds) > maxTokens {
			return fmt.Errorf("token %d: the pattern is longer than %d tokens once repetition is written out", n+1, maxTokens)
		}
	}
	n := len(a.preds)
	if n == 0 {
		return errors.New("the pattern can only match nothing")
	}
	a.follow = make([]uint64, n)
	// after[k] is the set of positions that can come next when those before k
	// are done; done reports whether nothing more is needed.
	var after uint64
	done := true
	for k := n - 1; k >= 0; k-- {
		a.follow[k] = after
		a.accept |= bit(done) << k
		a.follow[k] |= loop & (1 << k)
		if nullable>>k&1 == 0 {
			after, done = 0, false
		}
		after |= 1 << k
	}
	a.initial = after

	id := int32(len(r.autos))
	r.autos = append(r.autos, a)
	r.dispatch(id, &r.autos[id], nullable)
	return nil
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// dispatch sees to it that the automaton is started where it can match.
func (r *Rules) dispatch(id int32, a *automaton, nullable uint64) {
	byWord := true
	for k := range a.preds {
		if a.initial>>k&1 == 1 {
			byWord = byWord && a.negated>>k&1 == 0 && r.preds[a.preds[k]].words != nil
		}
	}
	if byWord {
		seen := map[int32]bool{}
		for k, p := range a.preds {
			if a.initial>>k&1 == 0 || seen[p] {
				continue
			}
			seen[p] = true
			l := r.lexiconOf(&r.preds[p])
			for _, w := range r.preds[p].words {
				if s := l.starts[w]; len(s) == 0 || s[len(s)-1] != id {
					l.starts[w] = append(s, id)
				}
			}
		}
		return
	}

	g := opening{}
	for k, p := range a.preds {
		if c := (cond{p, a.negated>>k&1 == 1}); a.initial>>k&1 == 1 && !slices.Contains(g.conds, c) {
			g.conds = append(g.conds, c)
		}
	}
	slices.SortFunc(g.conds, func(x, y cond) int {
		return cmp.Or(cmp.Compare(x.pred, y.pred), cmp.Compare(bit(x.negated), bit(y.negated)))
	})
	key := fmt.Sprint(g.conds)
	at, ok := r.groupID[key]
	if !ok {
		at = int32(len(r.groups))
		r.groupID[key] = at
		r.groups = append(r.groups, g)
	}
	a.group = at

	// The rarest word that no match can do without.
	needed := int32(-1)
	for k, p := range a.preds {
		pr := &r.preds[p]
		if (nullable|a.negated)>>k&1 == 0 && pr.words != nil && (needed < 0 || len(pr.words) < len(r.preds[needed].words)) {
			needed = p
		}
	}
	if needed < 0 {
		r.groups[at].autos = append(r.groups[at].autos, id)
		return
	}
	l := r.lexiconOf(&r.preds[needed])
	for _, w := range r.preds[needed].words {
		l.needs[w] = append(l.needs[w], id)
	}
}

func (r *Rules) lexiconOf(p *predicate) *lexicon {
	if p.lower {
		return &r.lower
	}
	return &r.exact
}

const unlimited = -1

var operator = regexp.MustCompile(`^\{([0-9]*)(,?)([0-9]*)\}$`)

// quantifier reads the key OP.
func quantifier(tp TokenPattern) (least, most int, negated bool, err error) {
	v, ok := tp.get("OP")
	if !ok {
		return 1, 1, false, nil
	}
	op, isString := v.(string)
	switch {
	case !isString:
		return 0, 0, false, fmt.Errorf("OP must be a string, not %v", v)
	case op == "1":
		return 1, 1, false, nil
	case op == "!":
		return 1, 1, true, nil
	case op == "?":
		return 0, 1, false, nil
	case op == "+":
		return 1, unlimited, false, nil
	case op == "*":
		return 0, unlimited, false, nil
	}
	m := operator.FindStringSubmatch(op)
	if m == nil || m[1] == "" && m[3] == "" {
		return 0, 0, false, fmt.Errorf("OP %q is unknown; it is one of !, ?, +, *, {n}, {n,m}, {n,}, {,m}", op)
	}
	number := func(s string) int {
		n, err := strconv.Atoi(s)
		if err != nil || n > 1<<16 {
			return 1 << 16 // over every limit
		}
		return n
	}
	if m[1] != "" {
		least = number(m[1])
	}
	switch {
	case m[2] == "":
		most = least
	case m[3] == "":
		return least, unlimited, false, nil
	default:
		most = number(m[3])
	}
	if most < least {
		return 0, 0, false, fmt.Errorf("OP %q: %d is less than %d", op, most, least)
	}
	return least, most, false, nil
}

func (tp TokenPattern) get(name string) (any, bool) {
	if v, ok := tp[name]; ok {
		return v, true
	}
	for k, v := range tp {
		if strings.EqualFold(k, name) {
			return v, true
		}
	}
	return nil, false
}

// predicate compiles tp, OP aside, to a predicate and returns its number.
// Equal ones share one.
func (r *Rules) predicate(tp TokenPattern) (int32, error) {
	spec := make(map[string]any, len(tp))
	for k, v := range tp {
		if name := strings.ToUpper(k); name != "OP" {
			spec[name] = v
		}
	}
	text, err := json.Marshal(spec)
	if err != nil {
		return 0, err
	}
	key := string(text)
	if id, ok := r.predIDs[key]; ok {
		return id, nil
	}
	var p predicate
	for _, name := range slices.Sorted(maps.Keys(spec)) {
		if err := r.attribute(&p, name, spec[name]); err != nil {
			return 0, err
		}
	}
	id := int32(len(r.preds))
	r.preds = append(r.preds, p)
	r.predIDs[key] = id
	return id, nil
}

// unsupported says why an attribute of spaCy's is refused.
var unsupported = map[string]string{
	"LEMMA": "there is no lemmatiser", "POS": "there is no tagger", "TAG": "there is no tagger", "MORPH": "there is no tagger",
	"DEP": "there is no parser", "HEAD": "there is no parser", "_": "tokens have no extension attributes",
	"ENT_ID": "only ENT_TYPE is known of entities", "ENT_IOB": "only ENT_TYPE is known of entities", "ENT_KB_ID": "only ENT_TYPE is known of entities",
	"IS_OOV": "there is no vocabulary", "CLUSTER": "there are no word clusters", "PROB": "there are no word probabilities",
	"LANG": "the language is Danish", "PREFIX": "use REGEX", "SUFFIX": "use REGEX", "SENT_START": "use IS_SENT_START",
}

// attribute adds the tests of one attribute to p.
func (r *Rules) attribute(p *predicate, name string, v any) error {
	if want, ok := flags[name]; ok {
		b, ok := v.(bool)
		if !ok {
			return fmt.Errorf("%s must be true or false, not %s", name, brief(v))
		}
		p.tests = append(p.tests, func(m *matcher, i int) bool { return want(m, i) == b })
		return nil
	}
	switch name {
	case "ORTH", "TEXT":
		return r.text(p, name, v, false)
	case "LOWER", "NORM":
		return r.text(p, name, v, true)
	case "SHAPE":
		return r.conditions(name, v, p, (*matcher).shape)
	case "ENT_TYPE":
		return r.conditions(name, v, p, (*matcher).entType)
	case "LENGTH":
		return length(p, v)
	}
	if why, ok := unsupported[name]; ok {
		return fmt.Errorf("%s is not supported: %s", name, why)
	}
	return fmt.Errorf("unknown attribute %q", name)
}

// text compiles ORTH and LOWER. Their values are compared by number, and tell
// which words can match at all.
func (r *Rules) text(p *predicate, name string, v any, lower bool) error {
	words, get := &r.exact, (*matcher).word
	if lower {
		words, get = &r.lower, (*matcher).lower
	}
	number := func(s string) int32 {
		return words.add(token.Normalize(s))
	}
	restrict := func(ids []int32) {
		if p.words == nil || len(ids) < len(p.words) {
			p.words, p.lower = ids, lower
		}
	}
	if s, ok := v.(string); ok {
		id := number(s)
		p.tests = append(p.tests, func(m *matcher, i int) bool { return m.id(i, lower) == id })
		restrict([]int32{id})
		return nil
	}
	cs, ok := v.(map[string]any)
	if !ok {
		return fmt.Errorf("%s must be a string or an object, not %s", name, brief(v))
	}
	rest := map[string]any{}
	for _, op := range slices.Sorted(maps.Keys(cs)) {
		v := cs[op]
		if op != "IN" && op != "NOT_IN" {
			rest[op] = v
			continue
		}
		list, ok := listOf[string](v)
		if !ok {
			return fmt.Errorf("%s: %s must be a list of strings, not %s", name, op, brief(v))
		}
		set := make(map[int32]bool, len(list))
		ids := make([]int32, 0, len(list))
		for _, s := range list {
			if id := number(s); !set[id] {
				set[id] = true
				ids = append(ids, id)
			}
		}
		in := op == "IN"
		p.tests = append(p.tests, func(m *matcher, i int) bool { return set[m.id(i, lower)] == in })
		if in {
			restrict(ids)
		}
	}
	return r.conditions(name, rest, p, get)
}

// conditions compiles the value of an attribute that is a string, which get
// returns for a token.
func (r *Rules) conditions(name string, v any, p *predicate, get func(m *matcher, i int) []byte) error {
	if s, ok := v.(string); ok {
		p.tests = append(p.tests, func(m *matcher, i int) bool { return string(get(m, i)) == s })
		return nil
	}
	cs, ok := v.(map[string]any)
	if !ok {
		return fmt.Errorf("%s must be a string or an object, not %s", name, brief(v))
	}
	for _, op := range slices.Sorted(maps.Keys(cs)) {
		v := cs[op]
		switch {
		case op == "IN" || op == "NOT_IN":
			list, ok := listOf[string](v)
			if !ok {
				return fmt.Errorf("%s: %s must be a list of strings, not %s", name, op, brief(v))
			}
			set, in := make(map[string]bool, len(list)), op == "IN"
			for _, s := range list {
				set[s] = true
			}
			p.tests = append(p.tests, func(m *matcher, i int) bool { return set[string(get(m, i))] == in })
		case op == "REGEX" || isFuzzy(op):
			list, in, err := alternatives(v)
			if err != nil {
				return fmt.Errorf("%s: %s %w", name, op, err)
			}
			var match []func([]byte) bool
			for _, s := range list {
				if op != "REGEX" {
					if n := utf8.RuneCountInString(s); n > maxFuzzy {
						return fmt.Errorf("%s: %s: a word of %d characters, at most %d are possible", name, op, n, maxFuzzy)
					}
					match = append(match, fuzzy(token.Normalize(s), op))
					continue
				}
				re, err := r.regexp(s)
				if err != nil {
					return fmt.Errorf("%s: REGEX %s: %w", name, brief(s), err)
				}
				match = append(match, re.Match)
			}
			p.tests = append(p.tests, func(m *matcher, i int) bool {
				b := get(m, i)
				return slices.ContainsFunc(match, func(f func([]byte) bool) bool { return f(b) }) == in
			})
		default:
			return fmt.Errorf("%s: %s is not supported; IN, NOT_IN, REGEX and FUZZY are", name, op)
		}
	}
	return nil
}

// alternatives reads the value of REGEX and FUZZY: a string, or an object
// with a list. in is false for NOT_IN.
func alternatives(v any) (list []string, in bool, err error) {
	if s, ok := v.(string); ok {
		return []string{s}, true, nil
	}
	if cs, ok := v.(map[string]any); ok && len(cs) == 1 {
		for op, v := range cs {
			if list, ok := listOf[string](v); ok && (op == "IN" || op == "NOT_IN") {
				return list, op == "IN", nil
			}
		}
	}
	return nil, false, fmt.Errorf(`must be a string, {"IN": [...]} or {"NOT_IN": [...]}, not %s`, brief(v))
}

func length(p *predicate, v any) error {
	if n, ok := integer(v); ok {
		p.tests = append(p.tests, func(m *matcher, i int) bool { return m.length(i) == n })
		return nil
	}
	cs, ok := v.(map[string]any)
	if !ok {
		return fmt.Errorf("LENGTH must be a whole number or an object, not %s", brief(v))
	}
	for _, op := range slices.Sorted(maps.Keys(cs)) {
		if op == "IN" || op == "NOT_IN" {
			list, ok := integers(cs[op])
			if !ok {
				return fmt.Errorf("LENGTH: %s must be a list of whole numbers, not %s", op, brief(cs[op]))
			}
			in := op == "IN"
			p.tests = append(p.tests, func(m *matcher, i int) bool { return slices.Contains(list, m.length(i)) == in })
			continue
		}
		holds, ok := comparisons[op]
		if !ok {
			return fmt.Errorf("LENGTH: %s is not supported; ==, !=, >=, <=, >, <, IN and NOT_IN are", op)
		}
		n, ok := integer(cs[op])
		if !ok {
			return fmt.Errorf("LENGTH: %s must have a whole number, not %s", op, brief(cs[op]))
		}
		p.tests = append(p.tests, func(m *matcher, i int) bool { return holds(m.length(i), n) })
	}
	return nil
}

var comparisons = map[string]func(a, b int) bool{
	"==": func(a, b int) bool { return a == b },
	"!=": func(a, b int) bool { return a != b },
	">=": func(a, b int) bool { return a >= b },
	"<=": func(a, b int) bool { return a <= b },
	">":  func(a, b int) bool { return a > b },
	"<":  func(a, b int) bool { return a < b },
}

func integer(v any) (int, bool) {
	switch n := v.(type) {
	case int:
		return n, true
	case float64:
		return int(n), n == math.Trunc(n) && math.Abs(n) < 1<<31
	}
	return 0, false
}

func integers(v any) ([]int, bool) {
	if list, ok := v.([]int); ok {
		return list, true
	}
	list, ok := v.([]any)
	out := make([]int, len(list))
	for i, e := range list {
		n, isInt := integer(e)
		out[i], ok = n, ok && isInt
	}
	return out, ok
}

// listOf returns v as a slice of T, if it is one or a []any of T.
func listOf[T any](v any) ([]T, bool) {
	if list, ok := v.([]T); ok {
		return list, true
	}
	list, ok := v.([]any)
	if !ok {
		return nil, false
	}
	out := make([]T, len(list))
	for i, e := range list {
		if out[i], ok = e.(T); !ok {
			return nil, false
		}
	}
	return out, true
}

// brief returns v as JSON, cut to a length that an error message can hold.
func brief(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprintf("%T", v)
	}
	if len(b) > 60 {
		n := 60
		for !utf8.RuneStart(b[n]) {
			n--
		}
		return string(b[:n]) + "…"
	}
	return string(b)
}

func isFuzzy(op string) bool {
	return op == "FUZZY" || len(op) == len("FUZZY1") && op[:5] == "FUZZY" && op[5] >= '1' && op[5] <= '9'
}

const maxFuzzy = 100

// fuzzy returns a function that reports whether a word is within the edit
// distance that op allows of s.
func fuzzy(s, op string) func([]byte) bool {
	want := []rune(s)
	most := max(2, int(math.RoundToEven(0.3*float64(len(want)))))
	if op != "FUZZY" {
		most = int(op[5] - '0')
	}
	return func(w []byte) bool { return withinEdits(w, want, most) }
}

// withinEdits reports whether the Levenshtein distance of w and want is at
// most most. It looks at no more than len(want)+most runes of w.
func withinEdits(w []byte, want []rune, most int) bool {
	n := utf8.RuneCount(w[:min(len(w), utf8.UTFMax*(len(want)+most+1))])
	if n > len(want)+most || n < len(want)-most {
		return false
	}
	var space [64]int
	row := append(space[:0], 0)
	for j := range want {
		row = append(row, j+1)
	}
	for i := 0; len(w) > 0; i++ {
		r, size := utf8.DecodeRune(w)
		w = w[size:]
		diagonal := row[0]
		row[0] = i + 1
		for j, c := range want {
			d := diagonal
			if r != c {
				d = 1 + min(d, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], d
		}
	}
	return row[len(want)] <= most
}
