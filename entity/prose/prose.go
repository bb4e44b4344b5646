// Package prose lets models of github.com/jdkato/prose/v2 take part in ordret.
//
// [New] makes a recogniser of a *prose.Model that somebody has trained, and
// [Contexts] makes training data for one of mentions in a text.
//
// Prose v2.0.0 has no offsets, loses text around 's, and counts bytes in one
// place and characters in another. Neither matters here, because prose never
// sees the text: it gets the tokens of a sentence with single spaces between
// them, spelled so that none of it is lost, and its labels are read back token
// by token.
package prose

import (
	"slices"
	"strings"
	"unicode"

	"github.com/jdkato/prose/v2"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
)

// Recognizer finds names with a prose model. It is safe for concurrent use.
type Recognizer struct{ model *prose.Model }

// New returns a recogniser that finds what model finds. The labels are those
// that the model was trained with. Prose gives no probabilities: every mention
// has the score 0.5, and "prose" as its Rule.
//
// Prose adds up its features in the order of a Go map. Where two labels score
// the same to the last bit or two, it may decide either way.
//
//	f := entity.New(entity.After(prose.New(model)))
func New(model *prose.Model) *Recognizer { return &Recognizer{model} }

// Recognize appends the names that the model finds, sentence by sentence.
func (r *Recognizer) Recognize(dst []entity.Mention, t *token.Text) []entity.Mention {
	for _, s := range t.Sentences {
		var open string // the label of dst's last mention, if the token before is its last
		for i, label := range r.labels(t, s.First, s.Last) {
			prefix, name, ok := strings.Cut(label, "-")
			tok := t.Tokens[s.First+i]
			switch {
			case !ok || name == "":
				open = ""
			case open == name && prefix == "I":
				dst[len(dst)-1].End = tok.End
			default:
				dst = append(dst, entity.Mention{Span: tok.Span, Label: entity.Label(name), Score: 0.5, Rule: "prose", Entity: -1})
				open = name
			}
		}
	}
	return dst
}

// maxReruns bounds what repeated words cost; see labels.
const maxReruns = 8

// labels returns prose's labels, B-PER and the like, for the tokens from first
// to last.
func (r *Recognizer) labels(t *token.Text, first, last int) []string {
	words := spell(t, first, last)
	labels := r.run(words)
	// Prose lets equal words of a text share one token, so that all have the
	// label of the last. The first of two names gets its own from a run on
	// what comes before the second.
	seen := map[string]int{}
	reruns := 0
	for i, w := range words {
		if !t.Tokens[first+i].Is(token.Capital) {
			continue
		}
		if before, ok := seen[w]; ok && reruns < maxReruns {
			labels[before] = r.run(words[:i])[before]
			reruns++
		}
		seen[w] = i
	}
	return labels
}

// run returns prose's labels for words, one each.
func (r *Recognizer) run(words []string) []string {
	labels := make([]string, len(words))
	doc, err := prose.NewDocument(strings.Join(words, " "), prose.UsingModel(r.model), prose.WithSegmentation(false))
	if err != nil {
		return labels
	}
	at, rest := -1, ""
	for _, tok := range doc.Tokens() {
		if rest == "" {
			if at++; at == len(words) {
				break
			}
			rest = words[at]
		}
		var ok bool
		if rest, ok = strings.CutPrefix(rest, tok.Text); !ok {
			break // prose has lost something after all
		}
		if labels[at] == "" || labels[at] == "O" {
			labels[at] = tok.Label
		}
	}
	return labels
}

// Contexts returns training data for prose.UsingEntities: one context for each
// sentence of t, with those of mentions that lie in it. Every sentence counts,
// those without a mention too; leave out what nobody has annotated.
//
// The Text of a context is the sentence as this package shows it to prose.
// Start and End of its Spans are not offsets into it: they are the numbers from
// which prose, which takes characters for bytes, finds the right place.
func Contexts(t *token.Text, mentions []entity.Mention) []prose.EntityContext {
	var out []prose.EntityContext
	for _, s := range t.Sentences {
		words := spell(t, s.First, s.Last)
		c := prose.EntityContext{Accept: true, Text: strings.Join(words, " ")}
		offsets := make([]int, len(words)+1) // bytes before each word, spaces left out
		for i, w := range words {
			offsets[i+1] = offsets[i] + len(w)
		}
		for _, m := range mentions {
			first, last := t.Within(m.Span)
			first, last = max(first, s.First)-s.First, min(last, s.Last)-s.First
			if first < last {
				c.Spans = append(c.Spans, prose.LabeledEntity{
					Start: position(c.Text, offsets[first]), End: position(c.Text, offsets[last]), Label: string(m.Label)})
			}
		}
		slices.SortFunc(c.Spans, func(a, b prose.LabeledEntity) int { return a.Start - b.Start })
		out = append(out, c)
	}
	return out
}

// position returns the number that prose, which subtracts from it the white
// space among as many characters of text, turns into offset.
func position(text string, offset int) int {
	n, index := 0, 0
	for _, r := range text {
		if !unicode.IsSpace(r) {
			if n == offset {
				return index
			}
			n++
		}
		index++
	}
	return index + offset - n
}

// sanitize is what prose itself rewrites. Done before, it keeps lengths.
var sanitize = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "&rsquo;", "'")

// spell returns the words of a sentence as prose can take them.
func spell(t *token.Text, first, last int) []string {
	words := make([]string, last-first)
	for i := range words {
		w := sanitize.Replace(t.Word(first + i))
		if strings.ContainsFunc(w, unicode.IsSpace) {
			w = strings.Map(func(r rune) rune {
				if unicode.IsSpace(r) {
					return '_'
				}
				return r
			}, w)
		}
		// Prose cuts words before 's, n't and the like, and loses what is left
		// if that begins with one. It keeps a final mark or 's.
		if k := strings.IndexByte(w, '\''); k > 0 && w[k:] != "'" && w[k:] != "'s" ||
			k == 0 && len(w) > 1 || k > 0 && len(strings.ToLower(w)) != len(w) {
			w = strings.ReplaceAll(w, "'", "ʼ")
		}
		words[i] = w
	}
	return words
}
