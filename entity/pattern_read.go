package entity

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// maxLine bounds one line of a pattern file, in bytes.
const maxLine = 4 << 20

// ReadPatterns reads a pattern file of spaCy's EntityRuler, one JSON object a
// line, and compiles it:
//
//	{"label": "ORG", "pattern": "Novo Nordisk", "id": "novo"}
//	{"label": "LOC", "pattern": [{"IS_TITLE": true}, {"LOWER": {"IN": ["kommune", "amt"]}}]}
//
// A string is a phrase (see [Pattern]), a list says what each token must be
// like. Tokens are those of entity/token: FN's, B&O, A/S and 3,5 are one each.
// These attributes work, in upper or lower case, one or more a token:
//
//	ORTH, TEXT               the word: composed (NFC), without soft hyphens
//	LOWER, NORM              the word in lower case; NORM knows no other norms
//	SHAPE                    Xxxx, dd.dd, X&X: as spaCy makes it, runs cut at four
//	LENGTH                   the word's length in characters
//	IS_ALPHA IS_ASCII IS_DIGIT IS_PUNCT IS_QUOTE IS_BRACKET IS_LEFT_PUNCT
//	IS_RIGHT_PUNCT IS_CURRENCY IS_LOWER IS_UPPER IS_TITLE
//	                         true or false; as Python's str methods have it
//	IS_STOP                  true or false; a Danish list of function words
//	IS_SENT_START            true or false; as entity/token cuts sentences
//	IS_SPACE                 never true: white space is no token here
//	SPACY                    true or false: white space follows
//	LIKE_NUM                 true or false: 14, 3,5, 1/2, tolv, femogtyve, tredje
//	LIKE_URL, LIKE_EMAIL     true or false
//	ENT_TYPE                 a label of another recogniser; see [Rules.Over]
//
// Instead of a value there may be an object of conditions, all of which must
// hold:
//
//	IN, NOT_IN               a list of strings, or of numbers for LENGTH
//	== != >= <= > <          a number, for LENGTH
//	REGEX                    a regular expression found anywhere in the word, or
//	                         {"IN": [...]} for any of several, {"NOT_IN": [...]} for none
//	FUZZY, FUZZY1 .. FUZZY9  at most so many edits away; plain FUZZY allows
//	                         three tenths of the length and at least two
//
// OP says how many tokens in a row:
//
//	!  one that is not like this       ?  one or none
//	+  one or more                     *  any number, none included
//	{n}  {n,m}  {n,}  {,m}             so many
//
// Regular expressions are Go's with Python's spelling where the two differ:
// \w, \d and \b know all letters. Refused, because Go's take linear time, are
// look-around and back references; \b only works at the expression's start
// and end, \B nowhere.
//
// Refused by name are LEMMA, POS, TAG, MORPH, DEP and the like, for which there
// is no tagger or parser here, "_", and IS_SUBSET, IS_SUPERSET and INTERSECTS.
// Limits: 4 MiB a line, 64 tokens a pattern after {n} is written out, 4 KiB a
// regular expression and a million instructions for all of them (some 20,000
// ordinary ones).
//
// Lines are independent. If some are refused, ReadPatterns returns an error
// that joins a [*PatternError] for each, ten at most, along with the rules
// that all other lines make. Where r has a Name method, as *os.File has,
// errors begin with it. An error of r itself is returned as it is.
func ReadPatterns(r io.Reader) (*Rules, error) {
	c := compiler{read: true, r: &Rules{predIDs: map[string]int32{}, groupID: map[string]int32{}}}
	if f, ok := r.(interface{ Name() string }); ok {
		c.file = f.Name()
	}
	br := bufio.NewReaderSize(r, 64<<10)
	var buf []byte
	for line := 1; ; line++ {
		var err error
		var long bool
		buf, long, err = readLine(br, buf[:0])
		if line == 1 {
			buf = bytes.TrimPrefix(buf, []byte("\ufeff"))
		}
		switch text := bytes.TrimSpace(buf); {
		case err != nil && err != io.EOF:
		case long:
			c.fail(line, "", fmt.Errorf("the line is longer than %d bytes", maxLine))
		case len(text) == 0:
		default:
			c.line(text, line)
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			c.refused = append(c.refused, err)
			break
		}
	}
	return c.done()
}

func (c *compiler) line(text []byte, number int) {
	if text[0] == '[' {
		c.fail(number, "", errors.New("a JSON list; expected one object on each line"))
		return
	}
	var p Pattern
	if err := json.Unmarshal(text, &p); err != nil {
		c.fail(number, p.ID, err)
		return
	}
	c.add(p, number)
}

// readLine appends the next line to buf, without more than one byte over
// maxLine; what a longer line has more is passed over.
func readLine(r *bufio.Reader, buf []byte) (line []byte, long bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if room := maxLine + 1 - len(buf); len(part) > room {
			part, long = part[:room], true
		}
		buf = append(buf, part...)
		if err != bufio.ErrBufferFull {
			return buf, long, err
		}
	}
}
