package quote

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"strings"
)

// Profile is what a newspaper's own language adds to the built-in lexicons. It
// is data: [ReadProfile] reads it from JSON.
type Profile struct {
	Cues          []Cue    `json:"cues"`
	Sources       []string `json:"sources"`       // nouns for people, indefinite: tipper
	Organizations []string `json:"organizations"` // nouns for organisations, in each form: redaktionen
	Furniture     []string `json:"furniture"`     // how paragraphs begin that are no part of an article: Bliv abonnent
}

// ReadProfile reads a Profile from JSON:
//
//	{"cues": [{"lemma": "tordne", "forms": ["tordner", "tordnede"], "frame": "speech"}],
//	 "sources": ["tipper"], "organizations": ["redaktionen"], "furniture": ["Bliv abonnent"]}
//
// An error tells what is wrong and at which byte: unknown keys, a cue without
// forms, an unknown frame.
func ReadProfile(r io.Reader) (*Profile, error) {
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	var p Profile
	if err := d.Decode(&p); err != nil {
		return nil, fmt.Errorf("quote: profile, before byte %d: %w", d.InputOffset(), err)
	}
	for i, c := range p.Cues {
		if len(c.Forms) == 0 {
			return nil, fmt.Errorf("quote: profile: cue %d (%q) has no forms", i+1, c.Lemma)
		}
	}
	return &p, nil
}

var frameNames = []struct {
	frame Frame
	name  string
}{{Speech, "speech"}, {Manner, "manner"}, {Thought, "thought"}, {Naming, "naming"}, {Impersonal, "impersonal"}, {Content, "content"}}

// String names the frames in f, separated by commas.
func (f Frame) String() string {
	var names []string
	for _, n := range frameNames {
		if f&n.frame != 0 {
			names = append(names, n.name)
		}
	}
	return strings.Join(names, ",")
}

// MarshalText writes f as String does.
func (f Frame) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (f *Frame) UnmarshalText(text []byte) error {
	*f = 0
next:
	for _, name := range strings.Split(string(text), ",") {
		for _, n := range frameNames {
			if n.name == strings.TrimSpace(name) {
				*f |= n.frame
				continue next
			}
		}
		return fmt.Errorf("unknown frame %q", name)
	}
	return nil
}

// withNouns returns a copy of l in which words have the class too.
func (l lexicon) withNouns(words []string, c class) lexicon {
	if len(words) == 0 {
		return l
	}
	out := maps.Clone(l)
	for _, w := range words {
		w = strings.ToLower(w)
		e := &lexeme{}
		if old := out[w]; old != nil {
			*e = *old
		}
		e.class |= c
		out[w] = e
	}
	return out
}
