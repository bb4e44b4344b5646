package entity_test

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
)

// found runs r over text and lists its mentions as "LABEL text", with what is
// inside them in brackets.
func found(r entity.Recognizer, text string) []string {
	var out []string
	for _, m := range r.Recognize(nil, token.Parse(text)) {
		s := string(m.Label) + " " + m.In(text)
		for _, in := range m.Inner {
			s += fmt.Sprintf(" [%s %s]", in.Label, in.In(text))
		}
		out = append(out, s)
	}
	return out
}

func read(t testing.TB, lines ...string) *entity.Rules {
	t.Helper()
	r, err := entity.ReadPatterns(strings.NewReader(strings.Join(lines, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestPatterns(t *testing.T) {
	type list = []string
	for _, tt := range []struct {
		name     string
		patterns list
		text     string
		want     list
	}{
		// Phrases.
		{"phrase", list{`{"label": "ORG", "pattern": "Novo Nordisk"}`},
			"Novo Nordisk steg, mens Novo faldt.", list{"ORG Novo Nordisk"}},
		{"genitive", list{`{"label": "ORG", "pattern": "Novo Nordisk"}`, `{"label": "ORG", "pattern": "FN"}`, `{"label": "PER", "pattern": "Mads"}`, `{"label": "MEDIA", "pattern": "TV 2"}`},
			"Novo Nordisks aktie, FN's råd, FNs råd, Mads' cykel og TV 2's nyheder",
			list{"ORG Novo Nordisks", "ORG FN's", "ORG FNs", "PER Mads'", "MEDIA TV 2's"}},
		{"no genitive of an s", list{`{"label": "PER", "pattern": "Fos"}`}, "Foss er en virksomhed.", nil},
		{"exact beats genitive", list{`{"label": "A", "pattern": "Lar"}`, `{"label": "B", "pattern": "Lars"}`}, "Lars kom.", list{"B Lars"}},
		{"genitive only at the end", list{`{"label": "ORG", "pattern": "Dansk Folkeparti"}`}, "Dansks Folkeparti og Dansk Folkepartis", list{"ORG Dansk Folkepartis"}},
		{"compound unasked", list{`{"label": "ORG", "pattern": "Novo Nordisk"}`}, "Novo Nordisk-direktøren gik.", nil},
		{"compound", list{`{"label": "ORG", "pattern": "Novo Nordisk", "compounds": true}`},
			"Novo Nordisk-direktøren gik.", list{"MISC Novo Nordisk-direktøren [ORG Novo Nordisk]"}},
		{"compound of one word", list{`{"label": "ORG", "pattern": "EU", "compounds": true}`},
			"EU-landenes ledere og ikke-EU-borgere", list{"MISC EU-landenes [ORG EU]"}},
		{"compound of a hyphenated name", list{`{"label": "PER", "pattern": "Bang-Larsen", "compounds": true}`},
			"Bang-Larsen-sagen", list{"MISC Bang-Larsen-sagen [PER Bang-Larsen]"}},
		{"soft hyphens", list{`{"label": "ORG", "pattern": "Nordisk", "compounds": true}`},
			"Nor\u00addisk-direk\u00adtøren og Nor\u00addisks", list{"MISC Nor\u00addisk-direk\u00adtøren [ORG Nor\u00addisk]", "ORG Nor\u00addisks"}},
		{"decomposed letters", list{`{"label": "LOC", "pattern": "A\u030arhus"}`}, "Århus og A\u030arhus", list{"LOC Århus", "LOC A\u030arhus"}},
		{"case", list{`{"label": "ORG", "pattern": "mærsk"}`}, "Mærsk MÆRSK mærsk", list{"ORG mærsk"}},
		{"ignore case", list{`{"label": "ORG", "pattern": "A.P. Møller", "ignore_case": true, "compounds": true}`},
			"A.P. MØLLER, a.p. møllers og A.P. Møller-familien", list{"ORG A.P. MØLLER", "ORG a.p. møllers", "MISC A.P. Møller-familien [ORG A.P. Møller]"}},
		{"final dot", list{`{"label": "ORG", "pattern": "MyCorp Inc."}`}, "MyCorp Inc. er i USA. Det er MyCorp Inc.", list{"ORG MyCorp Inc.", "ORG MyCorp Inc."}},
		{"wrapped line", list{`{"label": "ORG", "pattern": "Novo Nordisk"}`},
			"Det store danske medicinalselskab med hovedsæde i Bagsværd, Novo\nNordisk, har onsdag morgen fremlagt sit regnskab for årets første\nkvartal, og tallene er ifølge direktøren langt bedre, end de fleste\naf landets analytikere og investorer havde turdet håbe på i forvejen.", list{"ORG Novo\nNordisk"}},
		{"paragraph", list{`{"label": "ORG", "pattern": "Novo Nordisk"}`}, "Den nye avis hedder Novo\n\nNordisk Film er solgt.", nil},

		// Attributes.
		{"orth", list{`{"label": "X", "pattern": [{"ORTH": "Google"}, {"ORTH": "Maps"}]}`}, "Google Maps google maps", list{"X Google Maps"}},
		{"lower-case names", list{`{"label": "GPE", "pattern": [{"lower": "san"}, {"lower": "francisco"}]}`}, "SAN Francisco", list{"GPE SAN Francisco"}},
		{"norm", list{`{"label": "X", "pattern": [{"NORM": "æble"}]}`}, "ÆBLE", list{"X ÆBLE"}},
		{"any token", list{`{"label": "X", "pattern": [{"ORTH": "Bruger"}, {"ORTH": ":"}, {}]}`}, "Bruger: kim92", list{"X Bruger: kim92"}},
		{"length", list{`{"label": "X", "pattern": [{"LENGTH": 3}]}`}, "på grå grøn", list{"X grå"}},
		{"length conditions", list{`{"label": "X", "pattern": [{"LENGTH": {">": 2, "<=": 4, "!=": 3}}]}`}, "på grå grøn gulgrøn", list{"X grøn"}},
		{"length in", list{`{"label": "X", "pattern": [{"LENGTH": {"IN": [2, 7]}}]}`}, "på grå grøn gulgrøn", list{"X på", "X gulgrøn"}},
		{"length not in", list{`{"label": "X", "pattern": [{"LENGTH": {"NOT_IN": [2, 7], "==": 3}}]}`}, "på grå grøn", list{"X grå"}},
		{"shape", list{`{"label": "X", "pattern": [{"SHAPE": "Xxxxx"}]}`, `{"label": "D", "pattern": [{"SHAPE": "dd.dd"}]}`}, "Ål Bodil Aase Lis 14.30", list{"X Bodil", "D 14.30"}},
		{"shape of letters and digits", list{`{"label": "X", "pattern": [{"SHAPE": {"IN": ["X&X", "Xd"]}}]}`}, "B&O B&W G7 G20", list{"X B&O", "X B&W", "X G7"}},
		{"in", list{`{"label": "X", "pattern": [{"LOWER": {"IN": ["a/s", "aps"]}}]}`}, "A/S og ApS og I/S", list{"X A/S", "X ApS"}},
		{"not in", list{`{"label": "X", "pattern": [{"TEXT": {"NOT_IN": ["i", "på"]}, "IS_ALPHA": true}]}`}, "i by på by", list{"X by", "X by"}},
		{"in and regex", list{`{"label": "X", "pattern": [{"TEXT": {"IN": ["Ole", "Otto"], "REGEX": "tt"}}]}`}, "Ole Otto", list{"X Otto"}},
		{"regex", list{`{"label": "X", "pattern": [{"TEXT": {"REGEX": "^[Uu](\\.?|nited)$"}}, {"TEXT": {"REGEX": "^[Ss](\\.?|tates)$"}}]}`}, "United States united states", list{"X United States", "X united states"}},
		{"regex letters", list{`{"label": "X", "pattern": [{"TEXT": {"REGEX": "^\\w+\\b"}, "LENGTH": {">": 2}}]}`}, "Ærø, 50", list{"X Ærø"}},
		{"regex lists", list{`{"label": "X", "pattern": [{"LOWER": {"REGEX": {"IN": ["^k", "d$"]}}}]}`, `{"label": "Y", "pattern": [{"LOWER": {"REGEX": {"NOT_IN": ["^k", "d$", "^m"]}}}]}`},
			"Kat mad mus hest", list{"X Kat", "X mad", "Y hest"}},
		{"fuzzy", list{`{"label": "X", "pattern": [{"LOWER": {"FUZZY": "zelenskyj"}}]}`}, "Zelenskyj Zelensky Selenskyj Zelenskij Zjelenskyjs Jelensi", list{"X Zelenskyj", "X Zelensky", "X Selenskyj", "X Zelenskij", "X Zjelenskyjs"}},
		{"fuzzy limit", list{`{"label": "X", "pattern": [{"TEXT": {"FUZZY1": "Søren"}}]}`}, "Søren Sören Soeren Sørens", list{"X Søren", "X Sören", "X Sørens"}},
		{"fuzzy list", list{`{"label": "X", "pattern": [{"TEXT": {"FUZZY1": {"IN": ["Anna", "Bodil"]}}}]}`}, "Ana Botil Karl", list{"X Ana", "X Botil"}},
		{"flags", list{`{"label": "UP", "pattern": [{"IS_UPPER": true}]}`, `{"label": "TITLE", "pattern": [{"IS_TITLE": true}]}`, `{"label": "LOW", "pattern": [{"IS_LOWER": true}]}`},
			"NATO Jong-Un Jong-un eu 42", list{"UP NATO", "TITLE Jong-Un", "LOW eu"}},
		{"alpha, ascii, digit", list{`{"label": "A", "pattern": [{"IS_ALPHA": true, "IS_ASCII": false}]}`, `{"label": "D", "pattern": [{"IS_DIGIT": true}]}`},
			"Ærø Mors G7 42 3,5", list{"A Ærø", "D 42"}},
		{"punctuation", list{`{"label": "P", "pattern": [{"IS_PUNCT": true, "IS_QUOTE": false, "IS_BRACKET": false}]}`, `{"label": "Q", "pattern": [{"IS_QUOTE": true}]}`,
			`{"label": "L", "pattern": [{"IS_LEFT_PUNCT": true, "IS_BRACKET": true}]}`, `{"label": "R", "pattern": [{"IS_RIGHT_PUNCT": true, "IS_BRACKET": true}]}`, `{"label": "C", "pattern": [{"IS_CURRENCY": true}]}`},
			"»Ja!« (5 €)", list{"Q »", "P !", "Q «", "L (", "C €", "R )"}},
		{"white space", list{`{"label": "X", "pattern": [{"IS_SPACE": true}]}`, `{"label": "Y", "pattern": [{"SPACY": true}]}`}, "et to.", list{"Y et"}},
		{"stop words", list{`{"label": "X", "pattern": [{"IS_STOP": false, "IS_ALPHA": true, "OP": "+"}]}`}, "Han er statsminister i Danmark", list{"X statsminister", "X Danmark"}},
		{"sentence start", list{`{"label": "X", "pattern": [{"IS_SENT_START": true}]}`}, "Han løb. Hun gik.", list{"X Han", "X Hun"}},
		{"like a number", list{`{"label": "N", "pattern": [{"LIKE_NUM": true}]}`}, "14 3,5 1/2 tolv femogtyve tredje halvtreds 50-årige også bog", list{"N 14", "N 3,5", "N 1/2", "N tolv", "N femogtyve", "N tredje", "N halvtreds"}},
		{"like an address", list{`{"label": "U", "pattern": [{"LIKE_URL": true}]}`, `{"label": "E", "pattern": [{"LIKE_EMAIL": true}]}`},
			"Se www.dr.dk, dr.dk, f.eks. https://tv2.dk/x eller skriv til navn@avis.dk.", list{"U www.dr.dk", "U dr.dk", "U https://tv2.dk/x", "E navn@avis.dk"}},
		{"entity type without a model", list{`{"label": "X", "pattern": [{"ENT_TYPE": "PER"}]}`, `{"label": "Y", "pattern": [{"ENT_TYPE": "", "IS_TITLE": true}]}`}, "Anna kom", list{"Y Anna"}},

		// Operators.
		{"not", list{`{"label": "X", "pattern": [{"ORTH": "den"}, {"ORTH": "store", "OP": "!"}, {"ORTH": "by"}]}`}, "den store by, den lille by, den by", list{"X den lille by"}},
		{"optional", list{`{"label": "X", "pattern": [{"ORTH": "Region"}, {"ORTH": "den", "OP": "?"}, {"ORTH": "Nord"}]}`}, "Region Nord og Region den Nord", list{"X Region Nord", "X Region den Nord"}},
		{"optional first", list{`{"label": "X", "pattern": [{"LOWER": "dr.", "OP": "?"}, {"ORTH": "Holm"}]}`}, "dr. Holm og Holm", list{"X dr. Holm", "X Holm"}},
		{"optional last", list{`{"label": "X", "pattern": [{"ORTH": "Holm"}, {"LOWER": "a/s", "OP": "?"}]}`}, "Holm A/S og Holm", list{"X Holm A/S", "X Holm"}},
		{"plus", list{`{"label": "X", "pattern": [{"IS_TITLE": true, "OP": "+"}, {"LOWER": "kommune"}]}`}, "i Høje Taastrup Kommune og kommune", list{"X Høje Taastrup Kommune"}},
		{"star", list{`{"label": "X", "pattern": [{"ORTH": "»"}, {"IS_QUOTE": false, "OP": "*"}, {"ORTH": "«"}]}`}, "»« »Ja« »Det går nok«", list{"X »«", "X »Ja«", "X »Det går nok«"}},
		{"star first", list{`{"label": "X", "pattern": [{"IS_TITLE": true, "OP": "*"}, {"LOWER": "sø"}]}`}, "Julsø og Brassø Sø og sø", list{"X Brassø Sø", "X sø"}},
		{"exactly", list{`{"label": "X", "pattern": [{"IS_DIGIT": true, "OP": "{4}"}]}`}, "tlf. 12 34 56 78 og 1 2 3", list{"X 12 34 56 78"}},
		{"between", list{`{"label": "X", "pattern": [{"IS_DIGIT": true, "OP": "{2,3}"}]}`}, "1 og 1 2 og 1 2 3 og 1 2 3 4", list{"X 1 2", "X 1 2 3", "X 1 2 3"}},
		{"at least", list{`{"label": "X", "pattern": [{"IS_DIGIT": true, "OP": "{2,}"}]}`}, "1 og 1 2 3 4", list{"X 1 2 3 4"}},
		{"at most", list{`{"label": "X", "pattern": [{"ORTH": "nr."}, {"IS_DIGIT": true, "OP": "{,2}"}]}`}, "nr. 1 2 3 og nr. x", list{"X nr. 1 2", "X nr."}},
		{"nothing needed", list{`{"label": "X", "pattern": [{"IS_DIGIT": true, "OP": "*"}, {"IS_UPPER": true, "OP": "?"}]}`}, "a 1 2 EU b", list{"X 1 2 EU"}},

		// Overlaps.
		{"longest", list{`{"label": "LOC", "pattern": "Aarhus"}`, `{"label": "ORG", "pattern": "Aarhus Universitet"}`}, "Aarhus Universitet i Aarhus", list{"ORG Aarhus Universitet [LOC Aarhus]", "LOC Aarhus"}},
		{"first of equals", list{`{"label": "B", "pattern": "to tre"}`, `{"label": "A", "pattern": "en to"}`}, "en to tre", list{"A en to"}},
		{"given first", list{`{"label": "B", "pattern": "en"}`, `{"label": "A", "pattern": [{"ORTH": "en"}]}`}, "en", list{"B en"}},
		{"a shorter match of what lost", list{`{"label": "A", "pattern": [{"IS_LOWER": true, "OP": "+"}]}`, `{"label": "B", "pattern": "c D E F"}`}, "a b c D E F", list{"A a b", "B c D E F [A c]"}},
		{"several inside", list{`{"label": "ORG", "pattern": "Ritt Bjerregaard og Poul Nyrups Fond"}`, `{"label": "PER", "pattern": "Ritt Bjerregaard"}`, `{"label": "PER", "pattern": "Poul Nyrup"}`, `{"label": "GIVEN", "pattern": "Ritt"}`},
			"Ritt Bjerregaard og Poul Nyrups Fond", list{"ORG Ritt Bjerregaard og Poul Nyrups Fond [PER Ritt Bjerregaard] [PER Poul Nyrups]"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, found(read(t, tt.patterns...), tt.text)); diff != "" {
				t.Errorf("%s\non %q (-want +got)\n%s", strings.Join(tt.patterns, "\n"), tt.text, diff)
			}
		})
	}
}

// The pattern file and the entity ruler's other patterns in spaCy's
// documentation (spacy.io/usage/rule-based-matching) do what they do there.
func TestSpacyDocumentation(t *testing.T) {
	rules := read(t,
		`{"label": "ORG", "pattern": "Apple", "id": "apple"}`,
		`{"label": "GPE", "pattern": [{"LOWER": "san"}, {"LOWER": "francisco"}], "id": "san-francisco"}`,
		`{"label": "GPE", "pattern": [{"LOWER": "san"}, {"LOWER": "fran"}], "id": "san-francisco"}`,
		`{"label": "ORG", "pattern": "MyCorp Inc."}`)
	for text, want := range map[string][]string{
		"Apple is opening its first big office in San Francisco.": {"ORG Apple apple", "GPE San Francisco san-francisco"},
		"Apple is opening its first big office in San Fran.":      {"ORG Apple apple", "GPE San Fran san-francisco"},
		"MyCorp Inc. is a company in the U.S.":                    {"ORG MyCorp Inc. #4"},
	} {
		var got []string
		for _, m := range rules.Recognize(nil, token.Parse(text)) {
			got = append(got, fmt.Sprintf("%s %s %s", m.Label, m.In(text), m.Rule))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s\n%s", text, diff)
		}
	}
}

// What is refused says what and where.
func TestPatternErrors(t *testing.T) {
	for _, tt := range []struct{ pattern, want string }{
		{`{"label": "X", "pattern": [{"LOWER": "jeg"}, {"LEMMA": "gå"}], "id": "gang"}`, `line 2: id "gang": token 2: LEMMA is not supported: there is no lemmatiser`},
		{`{"label": "X", "pattern": [{"POS": "NOUN"}]}`, `line 2: token 1: POS is not supported: there is no tagger`},
		{`{"label": "X", "pattern": [{"TAG": "N"}]}`, `line 2: token 1: TAG is not supported: there is no tagger`},
		{`{"label": "X", "pattern": [{"DEP": "nsubj"}]}`, `line 2: token 1: DEP is not supported: there is no parser`},
		{`{"label": "X", "pattern": [{"MORPH": {"IS_SUBSET": ["Number=Sing"]}}]}`, `line 2: token 1: MORPH is not supported: there is no tagger`},
		{`{"label": "X", "pattern": [{"_": {"country": "dk"}}]}`, `line 2: token 1: _ is not supported: tokens have no extension attributes`},
		{`{"label": "X", "pattern": [{"CASEINSENSITIVE": "world"}]}`, `line 2: token 1: unknown attribute "CASEINSENSITIVE"`},
		{`{"label": "X", "pattern": [{"TEXT": {"INTERSECTS": ["a"]}}]}`, `line 2: token 1: TEXT: INTERSECTS is not supported; IN, NOT_IN, REGEX and FUZZY are`},
		{`{"label": "X", "pattern": [{"TEXT": {"IN": "a"}}]}`, `line 2: token 1: TEXT: IN must be a list of strings, not "a"`},
		{`{"label": "X", "pattern": [{"TEXT": 5}]}`, `line 2: token 1: TEXT must be a string or an object, not 5`},
		{`{"label": "X", "pattern": [{"LENGTH": {"~": 5}}]}`, `line 2: token 1: LENGTH: ~ is not supported; ==, !=, >=, <=, >, <, IN and NOT_IN are`},
		{`{"label": "X", "pattern": [{"LENGTH": 2.5}]}`, `line 2: token 1: LENGTH must be a whole number or an object, not 2.5`},
		{`{"label": "X", "pattern": [{"IS_PUNCT": "yes"}]}`, `line 2: token 1: IS_PUNCT must be true or false, not "yes"`},
		{`{"label": "X", "pattern": [{"OP": "%"}]}`, `line 2: token 1: OP "%" is unknown; it is one of !, ?, +, *, {n}, {n,m}, {n,}, {,m}`},
		{`{"label": "X", "pattern": [{"OP": "{3,2}"}]}`, `line 2: token 1: OP "{3,2}": 2 is less than 3`},
		{`{"label": "X", "pattern": [{"OP": "{65}"}]}`, `line 2: token 1: the pattern is longer than 64 tokens once repetition is written out`},
		{`{"label": "X", "pattern": [{"OP": "{1,999999999999999999999}"}]}`, `line 2: token 1: the pattern is longer than 64 tokens once repetition is written out`},
		{`{"label": "X", "pattern": [{"OP": "{0}"}]}`, `line 2: the pattern can only match nothing`},
		{`{"label": "X", "pattern": [{"TEXT": {"REGEX": "a(?=b)"}}]}`, `line 2: token 1: TEXT: REGEX "a(?=b)": look-around is not supported`},
		{`{"label": "X", "pattern": [{"TEXT": {"REGEX": "(a)\\1"}}]}`, `line 2: token 1: TEXT: REGEX "(a)\\1": back references are not supported`},
		{`{"label": "X", "pattern": [{"TEXT": {"REGEX": "a("}}]}`, "line 2: token 1: TEXT: REGEX \"a(\": error parsing regexp: missing closing ): `a(`"},
		{`{"label": "X", "pattern": []}`, `line 2: the pattern is empty`},
		{`{"label": "X", "pattern": ""}`, `line 2: the pattern is empty`},
		{`{"label": "X", "pattern": " "}`, `line 2: the phrase has no tokens`},
		{`{"label": "X", "pattern": 5, "id": "x"}`, `line 2: id "x": "pattern" must be a string or a list of objects`},
		{`{"label": "X"}`, `line 2: "pattern" is missing`},
		{`null`, `line 2: "pattern" is missing`},
		{`5`, `line 2: expected an object, not a number`},
		{`{"label": 5, "pattern": "a"}`, `line 2: "label" can not be a number`},
		{`{"label": "X", "pattern": "a", "compounds": "yes"}`, `line 2: "compounds" can not be a string`},
		{`{"label": "X", "pattern": ["a"], "id": "x"}`, `line 2: id "x": "pattern" must be a string or a list of objects`},
		{`{"pattern": "a"}`, `line 2: the label is missing`},
		{`[{"label": "X", "pattern": "a"}]`, `line 2: a JSON list; expected one object on each line`},
		{`{"label": "X", "pattern": "a"`, `line 2: unexpected end of JSON input`},
	} {
		r, err := entity.ReadPatterns(strings.NewReader("{\"label\": \"OK\", \"pattern\": \"en\"}\n" + tt.pattern + "\n\n{\"label\": \"OK\", \"pattern\": \"to\"}"))
		var pe *entity.PatternError
		if !errors.As(err, &pe) || err.Error() != tt.want || pe.Line != 2 || pe.Unwrap() == nil {
			t.Errorf("%s\n got %v\nwant %s", tt.pattern, err, tt.want)
		}
		if diff := cmp.Diff([]string{"OK en", "OK to"}, found(r, "en to")); diff != "" {
			t.Errorf("%s: the other lines are lost:\n%s", tt.pattern, diff)
		}
	}
}

type named struct{ io.Reader }

func (named) Name() string { return "regler.jsonl" }

func TestReadPatternsErrors(t *testing.T) {
	_, err := entity.ReadPatterns(named{strings.NewReader("\ufeff{\"label\": \"X\", \"pattern\": [{\"POS\": \"X\"}]}\r\n")})
	if want := "regler.jsonl:1: token 1: POS is not supported: there is no tagger"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}

	broken := errors.New("disk on fire")
	r, err := entity.ReadPatterns(io.MultiReader(strings.NewReader("{\"label\": \"X\", \"pattern\": \"en\"}\n{\"label\""), iotest.ErrReader(broken)))
	if !errors.Is(err, broken) || strings.Contains(err.Error(), "JSON") {
		t.Errorf("got %v, want %v", err, broken)
	}
	if got := found(r, "en"); len(got) != 1 {
		t.Errorf("what was read before the error is lost: %q", got)
	}

	_, err = entity.ReadPatterns(strings.NewReader(strings.Repeat("{}\n", 100_000)))
	if n := strings.Count(err.Error(), "\n"); n != 10 || !strings.HasSuffix(err.Error(), "and 99990 more patterns refused") {
		t.Errorf("%d lines of error: %v", n+1, err)
	}

	_, err = entity.Compile(entity.Pattern{Label: "X", Phrase: "a"}, entity.Pattern{Label: "X", ID: "b"})
	if want := `pattern 2: id "b": the pattern is empty`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// Files are bounded by their limits, not by luck.
func TestReadPatternsLimits(t *testing.T) {
	for name, tt := range map[string]struct{ file, want string }{
		"long phrase": {`{"label": "X", "pattern": "` + strings.Repeat("og ", 1<<19) + `"}`, "line 1: the phrase has more than 64 tokens"},
		"long line":   {`{"label": "X", "pattern": "` + strings.Repeat("a", 4<<20) + `"}`, "line 1: the line is longer than 4194304 bytes"},
		"long list":   {`{"label": "X", "pattern": [` + strings.Repeat("{},", 99_999) + `{}]}`, "line 1: token 65: the pattern is longer than 64 tokens once repetition is written out"},
		"long regexp": {`{"label": "X", "pattern": [{"TEXT": {"REGEX": "` + strings.Repeat("(a*)*", 1000) + `"}}]}`, `line 1: token 1: TEXT: REGEX "` + strings.Repeat("(a*)*", 11) + `(a*)…: longer than 4096 bytes`},
		"long fuzzy":  {`{"label": "X", "pattern": [{"TEXT": {"FUZZY": "` + strings.Repeat("a", 101) + `"}}]}`, `line 1: token 1: TEXT: FUZZY: a word of 101 characters, at most 100 are possible`},
		"deep JSON":   {strings.Repeat("[", 1<<20), "line 1: a JSON list; expected one object on each line"},
		"deep value":  {`{"label": "X", "pattern": ` + strings.Repeat("[", 1<<20) + "}", "line 1: invalid character '[' exceeded max depth"},
	} {
		r, err := entity.ReadPatterns(strings.NewReader(tt.file + "\n{\"label\": \"OK\", \"pattern\": \"en\"}"))
		if err == nil || err.Error() != tt.want {
			s := fmt.Sprint(err)
			t.Errorf("%s: got %s, want %s", name, s[:min(len(s), 200)], tt.want)
		}
		if diff := cmp.Diff([]string{"OK en"}, found(r, "en to")); diff != "" {
			t.Errorf("%s: the other line is lost:\n%s", name, diff)
		}
	}

	// Expressions that are small to write and large to run.
	var many []string
	for i := range 2000 {
		many = append(many, fmt.Sprintf(`{"label": "X", "pattern": [{"TEXT": {"REGEX": "^x%d\\w{1000}$"}}]}`, i))
	}
	if _, err := entity.ReadPatterns(strings.NewReader(strings.Join(many, "\n"))); err == nil || !strings.Contains(err.Error(), "have more than 1048576 instructions together") {
		t.Errorf("two million instructions are taken, error %v", err)
	}

	// A megabyte of alternatives is no trouble.
	var b strings.Builder
	b.WriteString(`{"label": "X", "pattern": [{"TEXT": {"IN": ["n0"`)
	for i := range 100_000 {
		fmt.Fprintf(&b, `, "n%d"`, i)
	}
	b.WriteString(`]}}, {"ORTH": "slut"}]}`)
	if diff := cmp.Diff([]string{"X n99999 slut"}, found(read(t, b.String()), "n5 n99999 slut n100000 slut")); diff != "" {
		t.Error(diff)
	}
}

// A pattern written in Go and the same one read from JSON do the same, and
// patterns survive the way to JSON and back.
func TestPatternJSON(t *testing.T) {
	patterns := []entity.Pattern{
		{ID: "novo", Label: "ORG", Phrase: "Novo Nordisk", Compounds: true, IgnoreCase: true},
		{Label: "MONEY", Tokens: []entity.TokenPattern{{"LIKE_NUM": true, "OP": "+"}, {"LOWER": map[string]any{"IN": []string{"kroner", "euro"}}}}},
		{Label: "SHORT", Tokens: []entity.TokenPattern{{"LENGTH": map[string]any{"IN": []int{1, 2}, "<": 2}}}},
	}
	compiled, err := entity.Compile(patterns...)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for p := range compiled.Patterns() {
		b, err := p.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, string(b))
	}
	fromJSON := read(t, lines...)
	text := "NOVO NORDISK-chefen får 3 millioner kroner i X."
	want := []string{"MISC NOVO NORDISK-chefen [ORG NOVO NORDISK]", "MONEY 3 millioner kroner [SHORT 3]", "SHORT i", "SHORT X", "SHORT ."}
	for name, r := range map[string]*entity.Rules{"Go": compiled, "JSON": fromJSON} {
		if diff := cmp.Diff(want, found(r, text)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if diff := cmp.Diff(len(patterns), len(slices.Collect(fromJSON.Patterns()))); diff != "" {
		t.Error(diff)
	}
	numbered := read(t, `{"label": "X", "pattern": "en", "id": 42}`, ``, `{"label": "X", "pattern": "to", "id": null}`)
	var rules []string
	for _, m := range numbered.Recognize(nil, token.Parse("en to")) {
		rules = append(rules, m.Rule)
	}
	if diff := cmp.Diff([]string{"42", "#3"}, rules); diff != "" {
		t.Error(diff)
	}
}

func TestOver(t *testing.T) {
	people, err := entity.Compile(entity.Pattern{Label: entity.PER, Phrase: "Anna Holm"}, entity.Pattern{Label: entity.ORG, Phrase: "Holm"})
	if err != nil {
		t.Fatal(err)
	}
	rules := read(t, `{"label": "ORG", "pattern": [{"ENT_TYPE": "PER", "OP": "+"}, {"LOWER": "fonden"}]}`,
		`{"label": "X", "pattern": [{"ENT_TYPE": {"NOT_IN": ["PER", "ORG"]}, "IS_TITLE": true}]}`)
	f := entity.New(entity.Only(rules.Over(people)))
	text := "Anna Holm Fonden støtter Holm. Det gør Anna Holm ikke."
	var got []string
	for _, m := range f.Find(token.Parse(text)).Mentions {
		got = append(got, string(m.Label)+" "+m.In(text))
	}
	if diff := cmp.Diff([]string{"ORG Anna Holm Fonden", "ORG Holm", "X Det", "PER Anna Holm"}, got); diff != "" {
		t.Error(diff)
	}
	// Over leaves no trace in the rules themselves.
	if diff := cmp.Diff([]string{"X Anna", "X Holm", "X Fonden", "X Holm", "X Det", "X Anna", "X Holm"}, found(rules, text)); diff != "" {
		t.Error(diff)
	}
}

func TestFilters(t *testing.T) {
	rules := read(t, `{"label": "ORG", "pattern": [{"IS_TITLE": true, "OP": "+"}]}`)
	text := "Novo Nordisks aktie faldt, mens Mærsk og Novo  Nordisk steg hos Danske Bank."
	for name, tt := range map[string]struct {
		r    entity.Recognizer
		want []string
	}{
		"deny":   {entity.Deny(rules, "Novo Nordisk"), []string{"ORG Mærsk", "ORG Danske Bank"}},
		"allow":  {entity.Allow(rules, "Novo Nordisk", "Bank"), []string{"ORG Novo Nordisks", "ORG Novo  Nordisk"}},
		"filter": {entity.Filter(rules, func(t *token.Text, m entity.Mention) bool { return m.In(t.String()) == "Mærsk" }), []string{"ORG Mærsk"}},
	} {
		if diff := cmp.Diff(tt.want, found(tt.r, text)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
