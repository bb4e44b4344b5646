package entity

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

const (
	maxRegexp     = 4 << 10 // bytes of one expression
	maxRegexpSize = 1 << 20 // instructions of all
)

// regexp compiles a regular expression and counts it in. A short expression
// can be a large program: \w{1000}.
func (r *Rules) regexp(src string) (*regexp.Regexp, error) {
	re, err := pythonRegexp(src)
	if err != nil {
		return nil, err
	}
	tree, err := syntax.Parse(re.String(), syntax.Perl)
	if err != nil {
		return nil, err
	}
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return nil, err
	}
	if r.regexpSize += len(prog.Inst); r.regexpSize > maxRegexpSize {
		r.regexpSize -= len(prog.Inst)
		return nil, fmt.Errorf("the regular expressions have more than %d instructions together", maxRegexpSize)
	}
	return re, nil
}

// notWord spells, for use inside brackets, what Python's \W matches: the
// complement of letters, numbers and the low line, for RE2 has no way to
// negate a union there.
const notWord = `\p{M}\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Po}\p{S}\p{Z}\p{C}\x{203F}\x{2040}\x{2054}\x{FE33}\x{FE34}\x{FE4D}-\x{FE4F}\x{FF3F}`

var inlineFlags = regexp.MustCompile(`^\(\?[aiLmsux]+\)`)

// pythonRegexp compiles a regular expression that is written for Python's re,
// where \w, \d and \b know all of Unicode.
func pythonRegexp(src string) (*regexp.Regexp, error) {
	if len(src) > maxRegexp {
		return nil, fmt.Errorf("longer than %d bytes", maxRegexp)
	}
	if !utf8.ValidString(src) {
		return nil, errors.New("not valid UTF-8")
	}
	var b strings.Builder
	begin := 0
	if f := inlineFlags.FindString(src); f != "" {
		if strings.Contains(f, "x") {
			return nil, errors.New("the flag x is not supported")
		}
		if f = strings.Map(func(r rune) rune {
			if strings.ContainsRune("auL", r) {
				return -1
			}
			return r
		}, f); f != "(?)" {
			b.WriteString(f)
		}
		begin = len(inlineFlags.FindString(src))
	}
	inClass := false
	for i := begin; i < len(src); i++ {
		switch c := src[i]; {
		case c == '\\' && i+1 < len(src):
			i++
			if err := pythonEscape(&b, src, &i, begin, inClass); err != nil {
				return nil, err
			}
		case inClass:
			// Python takes a [ in brackets as it is; RE2 might see [:alpha:].
			if c == '[' {
				b.WriteByte('\\')
			}
			b.WriteByte(c)
			inClass = c != ']'
		case c == '[':
			inClass = true
			b.WriteByte(c)
			// A ] that comes first is an ordinary character.
			for i+1 < len(src) && (src[i+1] == '^' && src[i] == '[' || src[i+1] == ']' && (src[i] == '[' || src[i] == '^' && src[i-1] == '[')) {
				i++
				if src[i] == ']' {
					b.WriteByte('\\')
				}
				b.WriteByte(src[i])
			}
		case c == '{' && strings.HasPrefix(src[i:], "{,"):
			b.WriteString("{0,")
			i++
		case c == '(' && (strings.HasPrefix(src[i:], "(?=") || strings.HasPrefix(src[i:], "(?!") || strings.HasPrefix(src[i:], "(?<=") || strings.HasPrefix(src[i:], "(?<!")):
			return nil, errors.New("look-around is not supported")
		default:
			b.WriteByte(c)
		}
	}
	return regexp.Compile(b.String())
}

// pythonEscape writes the escape whose letter is at src[*i] of an expression
// that begins at begin.
func pythonEscape(b *strings.Builder, src string, i *int, begin int, inClass bool) error {
	in, out := "", "" // around what is written
	if !inClass {
		in, out = "[", "]"
	}
	switch c := src[*i]; c {
	case 'w':
		b.WriteString(in + `\p{L}\p{N}_` + out)
	case 'W':
		if inClass {
			b.WriteString(notWord)
		} else {
			b.WriteString(`[^\p{L}\p{N}_]`)
		}
	case 'd':
		b.WriteString(in + `\p{Nd}` + out)
	case 'D':
		b.WriteString(in + `\P{Nd}` + out)
	case 'b':
		switch start, end := *i == begin+1, *i == len(src)-1; {
		case inClass:
			b.WriteString(`\x08`)
		case start && end:
			b.WriteString(`[\p{L}\p{N}_]`)
		case start:
			b.WriteString(`(?:^|[^\p{L}\p{N}_])`)
		case end:
			b.WriteString(`(?:$|[^\p{L}\p{N}_])`)
		default:
			return errors.New(`\b is only supported at the start and the end`)
		}
	case 'B':
		return errors.New(`\B is not supported`)
	case 'Z':
		b.WriteString(`\z`)
	case 'u', 'U':
		n := 4
		if c == 'U' {
			n = 8
		}
		if *i+n >= len(src) {
			return fmt.Errorf(`\%c without %d digits`, c, n)
		}
		b.WriteString(`\x{` + src[*i+1:*i+1+n] + `}`)
		*i += n
	case '1', '2', '3', '4', '5', '6', '7', '8', '9':
		if !inClass {
			return errors.New("back references are not supported")
		}
		fallthrough
	default:
		b.WriteByte('\\')
		b.WriteByte(c)
	}
	return nil
}
