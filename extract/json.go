package extract

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
)

// Version is the version of the JSON that [Document.WriteJSON] writes. Keys
// may be added within a version; the meaning of a key changes only with it.
const Version = 1

type jsonDoc struct {
	Version     int              `json:"version"`
	ID          string           `json:"id"`
	Text        string           `json:"text"`
	Zones       []jsonZone       `json:"zones"`
	Sentences   []token.Span     `json:"sentences"`
	Tokens      []token.Span     `json:"tokens,omitempty"`
	Mentions    []jsonMention    `json:"mentions"`
	Entities    []jsonEntity     `json:"entities"`
	Quotes      []jsonQuote      `json:"quotes"`
	Diagnostics []jsonDiagnostic `json:"diagnostics,omitempty"`
}

type jsonZone struct {
	token.Span
	Kind string `json:"kind"`
}

type jsonText struct {
	token.Span
	Text string `json:"text"`
}

type jsonInner struct {
	token.Span
	Label entity.Label `json:"label"`
}

type jsonMention struct {
	token.Span
	Text   string       `json:"text"`
	Label  entity.Label `json:"label"`
	Entity string       `json:"entity,omitempty"`
	Score  float64      `json:"score"`
	Rule   string       `json:"rule,omitempty"`
	Inner  []jsonInner  `json:"inner,omitempty"`
}

type jsonEntity struct {
	ID      string       `json:"id"`
	Label   entity.Label `json:"label"`
	Name    string       `json:"name"`
	Aliases []string     `json:"aliases,omitempty"`
	Roles   []string     `json:"roles,omitempty"`
	Party   string       `json:"party,omitempty"`
	Age     string       `json:"age,omitempty"`
	Gender  string       `json:"gender,omitempty"`
	KB      string       `json:"kb,omitempty"`
	Why     []string     `json:"why,omitempty"`
}

type jsonQuote struct {
	ID        string     `json:"id"`
	Kind      string     `json:"kind"`
	Mark      string     `json:"mark"`
	Content   []jsonText `json:"content"`
	Cue       *jsonText  `json:"cue,omitempty"`
	Source    *jsonText  `json:"source"`
	Addressee *jsonText  `json:"addressee,omitempty"`
	Medium    *jsonText  `json:"medium,omitempty"`
	Speaker   *string    `json:"speaker"`
	Entity    string     `json:"entity,omitempty"`
	Status    string     `json:"status"`
	Score     float64    `json:"score"`
	Why       []string   `json:"why,omitempty"`
}

type jsonDiagnostic struct {
	token.Span
	Message string `json:"message"`
}

// WriteJSON writes d as one JSON object and a newline: JSON Lines, when
// documents are written one after the other. withTokens adds the tokens. The
// shape is published in testdata/ordret.schema.json. A text that is not UTF-8
// is an error: JSON can not hold it, and what replaced it would move offsets.
func (d *Document) WriteJSON(w io.Writer, withTokens bool) error {
	return d.encode(w, withTokens, "")
}

// WriteIndentedJSON writes what [Document.WriteJSON] does, on several lines.
func (d *Document) WriteIndentedJSON(w io.Writer, withTokens bool) error {
	return d.encode(w, withTokens, "  ")
}

// MarshalJSON returns what [Document.WriteJSON] writes, without tokens.
func (d *Document) MarshalJSON() ([]byte, error) {
	if err := d.checkUTF8(); err != nil {
		return nil, err
	}
	return json.Marshal(d.shape(false))
}

func (d *Document) encode(w io.Writer, withTokens bool, indent string) error {
	if err := d.checkUTF8(); err != nil {
		return err
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	return e.Encode(d.shape(withTokens))
}

// checkUTF8 returns an error if d can not be written in a format that is
// UTF-8.
func (d *Document) checkUTF8() error {
	if utf8.ValidString(d.Text()) {
		return nil
	}
	return fmt.Errorf("extract: the text of document %q is not UTF-8", d.ID)
}

// quoteID returns the id that formats give to d.Quotes[i].
func quoteID(i int) string { return "q" + strconv.Itoa(i+1) }

// round keeps three digits of a score: more would claim too much.
func round(x float64) float64 { return math.Round(x*1000) / 1000 }

func (d *Document) shape(withTokens bool) jsonDoc {
	text := d.Text()
	// Empty lists are written as [], not null.
	out := jsonDoc{Version: Version, ID: d.ID, Text: text, Zones: []jsonZone{}, Sentences: []token.Span{}, Mentions: []jsonMention{}, Entities: []jsonEntity{}, Quotes: []jsonQuote{}}
	for _, z := range d.Tokens.Zones {
		out.Zones = append(out.Zones, jsonZone{z.Span, z.Kind.String()})
	}
	for _, s := range d.Tokens.Sentences {
		out.Sentences = append(out.Sentences, s.Span)
	}
	if withTokens {
		for _, t := range d.Tokens.Tokens {
			out.Tokens = append(out.Tokens, t.Span)
		}
	}
	for _, m := range d.Mentions {
		j := jsonMention{Span: m.Span, Text: m.In(text), Label: m.Label, Score: round(m.Score), Rule: m.Rule}
		if m.Entity >= 0 {
			j.Entity = d.Entities[m.Entity].ID
		}
		for _, in := range m.Inner {
			j.Inner = append(j.Inner, jsonInner{in.Span, in.Label})
		}
		out.Mentions = append(out.Mentions, j)
	}
	for i := range d.Entities {
		e := &d.Entities[i]
		j := jsonEntity{ID: e.ID, Label: e.Label, Name: e.Name, Aliases: e.Aliases, Roles: e.Roles(), Gender: e.Gender.String(), KB: e.KB, Why: e.Why}
		if p := e.Texts(entity.PartyFact); len(p) > 0 {
			j.Party = p[0]
		}
		if a := e.Texts(entity.AgeFact); len(a) > 0 {
			j.Age = a[0]
		}
		out.Entities = append(out.Entities, j)
	}
	span := func(s token.Span) *jsonText {
		if s.Empty() {
			return nil
		}
		return &jsonText{s, s.In(text)}
	}
	for i, q := range d.Quotes {
		j := jsonQuote{ID: quoteID(i), Kind: string(q.Kind), Mark: string(q.Mark), Cue: span(q.Cue), Source: span(q.Source), Addressee: span(q.Addressee),
			Medium: span(q.Medium), Status: string(q.Status), Score: round(q.Score), Why: q.Why}
		for _, c := range q.Content {
			j.Content = append(j.Content, jsonText{c, c.In(text)})
		}
		if q.Speaker != "" {
			j.Speaker = &q.Speaker
		}
		if q.Entity >= 0 {
			j.Entity = d.Entities[q.Entity].ID
		}
		out.Quotes = append(out.Quotes, j)
	}
	for _, x := range d.Diagnostics {
		out.Diagnostics = append(out.Diagnostics, jsonDiagnostic{x.Span, x.Message})
	}
	return out
}
