package quote

import "github.com/ordret/ordret/entity/token"

// Kind tells what a quotation is.
type Kind string

// The kinds of quotation.
const (
	Direct   Kind = "direct"   // an utterance, word for word
	Mixed    Kind = "mixed"    // a quoted fragment inside reported speech
	Indirect Kind = "indirect" // a reported clause without marks
	Scare    Kind = "scare"    // so-called, ironic, a nickname
	Title    Kind = "title"    // the name of a work
)

// Mark tells how a quotation is marked.
type Mark string

// The styles of marking.
const (
	Guillemet Mark = "guillemet" // »...« or «...»
	Curly     Mark = "curly"     // “...” or ”...”
	Low9      Mark = "low9"      // „...“
	Straight  Mark = "straight"  // "..."
	Single    Mark = "single"    // '...', ’...’, ‘...’, ‚...‘, ›...‹
	DashMark  Mark = "dash"      // a line that opens with a dash
	NoMark    Mark = "none"
)

// Status tells how the speaker of a quotation is known.
type Status string

// The states of attribution.
const (
	Named      Status = "named"      // the attribution names the speaker
	Descriptor Status = "descriptor" // it describes the speaker: professoren
	Pronoun    Status = "pronoun"    // it says han, hun, de
	Carried    Status = "carried"    // there is none; the context gives the speaker
	Anonymous  Status = "anonymous"  // the source is not named anywhere: en kilde
	None       Status = "none"       // nobody is given
)

// Quote is one quotation and who said it. Optional spans are zero when absent.
type Quote struct {
	Kind      Kind
	Mark      Mark
	Content   []token.Span // what was said, without marks; several where something interrupts it
	Cue       token.Span   // the verb or phrase that reports it
	Source    token.Span   // what the attribution names: a name, a noun phrase, a pronoun
	Addressee token.Span   // to whom: "til TV 2"
	Medium    token.Span   // where: "hos The Guardian"
	Entity    int          // index of the speaker in entity.Result.Entities, or -1
	Speaker   string       // the entity's name, or a noun phrase, or "" for nobody
	Status    Status
	Score     float64  // probability in [0, 1] that content and speaker are right
	Why       []string // how it was decided, for a person to read
}

// Diagnostic is something odd about the text that the reader should know.
type Diagnostic struct {
	token.Span
	Message string
}

// Result is what a [Finder] found in one text, in text order.
type Result struct {
	Quotes      []Quote
	Diagnostics []Diagnostic
}
