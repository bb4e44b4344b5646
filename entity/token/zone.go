package token

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// ZoneKind tells what part of an article a stretch of text is.
type ZoneKind uint8

// The kinds of zone.
const (
	Body       ZoneKind = iota
	Headline            // the title
	Standfirst          // the introduction between title and byline
	Subhead             // a heading within the body
	Byline              // Af Navn Navnesen
	Caption             // the text of a picture
	Credit              // Foto: X/Ritzau Scanpix
	Furniture           // what the page says about itself: Vis mere, Artiklen fortsætter
	ReadMore            // LÆS OGSÅ: the title of another article
	Signature           // /ritzau/
)

var zoneNames = [...]string{"body", "headline", "standfirst", "subhead", "byline", "caption", "credit", "furniture", "readmore", "signature"}

// String returns the kind's name in lower case.
func (k ZoneKind) String() string {
	if int(k) < len(zoneNames) {
		return zoneNames[k]
	}
	return "unknown"
}

// Running reports whether the zone is running text that speaks for the
// article: not a byline, a caption, furniture or the like.
func (k ZoneKind) Running() bool { return k <= Subhead }

// Zone is a stretch of an article with its kind. Zones are ordered, do not
// overlap, and together cover every token.
type Zone struct {
	Span
	Kind ZoneKind
}

// ZoneAt returns the kind of the zone at a byte offset; [Body] between zones.
func (t *Text) ZoneAt(offset int) ZoneKind {
	k := sort.Search(len(t.Zones), func(i int) bool { return t.Zones[i].End > offset })
	if k < len(t.Zones) && t.Zones[k].Start <= offset {
		return t.Zones[k].Kind
	}
	return Body
}

// zones labels each paragraph by what it says and where it stands. A headline
// is a first paragraph that does not end like a sentence and is followed by
// others; a byline begins with "Af" and goes on with names; a caption ends in
// "Foto:".
func (t *Text) zones() {
	n := len(t.Paragraphs)
	byline := -1
	kinds := make([]ZoneKind, n)
	for k, p := range t.Paragraphs {
		kind := Body
		text := p.In(t.src)
		switch {
		case hasFold(text, "læs også") || hasFold(text, "se også:") || hasFold(text, "hør også:") || hasFold(text, "læs mere:"):
			kind = ReadMore
		case len(text) <= 120 && (hasFold(text, "artiklen fortsætter") || hasFold(text, "annonce") || hasFold(text, "vis mere")):
			kind = Furniture
		case t.signature(p):
			kind = Signature
		case t.byline(p):
			kind = Byline
			if byline < 0 && k < 8 {
				byline = k
			}
		case k == 0 && n > 1 && t.title(p):
			kind = Headline
		case k > 0 && k+1 < n && t.subhead(p):
			kind = Subhead
		}
		kinds[k] = kind
	}
	if n > 0 && kinds[0] == Headline {
		for k := 1; k < byline; k++ {
			if kinds[k] == Body || kinds[k] == Subhead {
				kinds[k] = Standfirst
			}
		}
	}
	for k, p := range t.Paragraphs {
		if kinds[k] == Body || kinds[k] == Standfirst {
			t.captions(p, kinds[k])
			continue
		}
		t.addZone(p.Start, p.End, kinds[k])
	}
}

func (t *Text) addZone(start, end int, kind ZoneKind) {
	if start < end {
		t.Zones = append(t.Zones, Zone{Span{start, end}, kind})
	}
}

func (t *Text) signature(p Paragraph) bool {
	text := strings.TrimRight(p.In(t.src), " .")
	if len(text) > 48 {
		return false
	}
	if len(text) > 2 && text[0] == '/' && text[len(text)-1] == '/' {
		return true
	}
	switch strings.ToLower(strings.Trim(text, "()/")) {
	case "ritzau", "rb", "ritzaufinans", "ritzau finans":
		return true
	}
	return false
}

// byline: Af Navn Navnesen; Interview af ...; Tekst: ...; of at most 140 bytes
// and without a final full stop.
func (t *Text) byline(p Paragraph) bool {
	if p.Len() > 140 || p.Last-p.First < 2 || t.terminal(p.Last-1) && t.Tokens[p.Last-1].Kind == Punct {
		return false
	}
	text := p.In(t.src)
	rest := -1
	for _, lead := range [...]string{"af ", "af: ", "tekst: ", "tekst af ", "interview af ", "interview: ", "anmeldt af ", "analyse af ", "kommentar af ", "skrevet af ", "tekst og foto: "} {
		if hasFold(text, lead) {
			rest = len(lead)
			break
		}
	}
	if rest < 0 {
		return false
	}
	first := t.TokenAt(p.Start + rest)
	return first < p.Last && t.Tokens[first].Flags&Capital != 0 && !starters[t.Word(first)] &&
		(first+1 == p.Last || t.Tokens[first+1].Flags&Capital != 0 || t.Tokens[first+1].Kind != Word || lowName[t.Word(first+1)])
}

// lowName holds the lower-case words inside names.
var lowName = set("von van de der den af la le al bin ibn el da dos du di og til")

// title: at most 200 bytes that do not end in a full stop.
func (t *Text) title(p Paragraph) bool {
	if p.Len() > 200 || t.Tokens[p.First].Kind == Dash {
		return false
	}
	last := t.Tokens[p.Last-1]
	if last.Kind == Quote && p.Last-2 >= p.First {
		if before := t.Tokens[p.Last-2]; before.Kind == Punct && t.src[before.Start] == '.' || t.Tokens[p.First].Kind == Quote && t.src[before.Start] == ',' {
			return false
		}
		return true
	}
	return last.Kind != Punct || t.src[last.Start] == '!' || t.src[last.Start] == '?' || t.src[last.Start] == ')'
}

// subhead: at most 70 bytes, no mark of speech and no final punctuation.
func (t *Text) subhead(p Paragraph) bool {
	if p.Len() > 70 || p.Last-p.First > 9 {
		return false
	}
	for _, tok := range t.Tokens[p.First:p.Last] {
		if tok.Kind == Quote || tok.Kind == Dash && tok.Start == p.Start || tok.Kind == Punct {
			return false
		}
	}
	r, _ := utf8.DecodeRuneInString(t.src[p.Start:])
	c := classify(r)
	return (c == cUpper || c == cDigit) && t.Tokens[p.Last-1].Flags&Abbrev == 0
}

// credits open the name of a photographer.
var credits = set("Foto Fotos Arkivfoto Privatfoto Pressefoto Fotograf Fotografi Illustration Grafik Video Genrefoto Modelfoto FOTO ARKIVFOTO")

// captions cuts a paragraph that holds a picture's text into caption, credit,
// furniture and what is left.
func (t *Text) captions(p Paragraph, rest ZoneKind) {
	begin := p.Start // what is not yet labelled
	caption := ""
	for i := p.First; i < p.Last; i++ {
		tok := t.Tokens[i]
		if tok.Flags&Capital == 0 || !credits[t.Word(i)] || i+1 >= p.Last {
			continue
		}
		if colon := t.Tokens[i+1]; colon.Kind != Punct || t.src[colon.Start] != ':' || tok.Start < begin {
			continue
		}
		end := t.creditEnd(i+2, p.Last)
		creditEnd := t.Tokens[end-1].End
		from := begin
		if tok.Start-begin > 400 { // body text stands before it on the same line
			from = t.Sentences[t.SentenceOf(max(i-1, p.First))].Start
		}
		t.addZone(begin, trimEnd(t.src, begin, from), rest)
		caption = t.src[from:trimEnd(t.src, from, tok.Start)]
		t.addZone(from, from+len(caption), Caption)
		t.addZone(tok.Start, creditEnd, Credit)
		begin = p.End
		if end < p.Last {
			begin = t.Tokens[end].Start
		}
		if strings.HasPrefix(t.src[begin:p.End], "Vis mere") {
			t.addZone(begin, begin+len("Vis mere"), Furniture)
			begin += len("Vis mere")
			for begin < p.End && t.src[begin] == ' ' {
				begin++
			}
		}
		i = max(end-1, i)
	}
	t.addZone(begin, p.End, rest)
}

// creditEnd returns the index of the first token at or after i that can not
// belong to a photographer's or an agency's name.
func (t *Text) creditEnd(i, last int) int {
	for n := 0; i < last && n < 24; i, n = i+1, n+1 {
		tok := t.Tokens[i]
		switch tok.Kind {
		case Word, Number:
			w := t.Word(i)
			if w == "Vis" && i+1 < last && t.Word(i+1) == "mere" {
				return i
			}
			if tok.Flags&Capital == 0 && tok.Kind == Word && !lowName[w] && w != "via" && w != "for" && w != "fra" && w != "scanpix" && w != "ritzau" && w != "privat" && w != "arkiv" {
				return i
			}
			if starters[w] && w != "Foto" && w != "Fra" && w != "For" {
				return i
			}
		case Punct:
			if c := t.src[tok.Start]; c == '.' || c == '!' || c == '?' {
				return i + 1
			}
		case Quote:
			return i
		}
	}
	return i
}

func trimEnd(s string, start, end int) int {
	for end > start && (s[end-1] == ' ' || s[end-1] == '\t' || s[end-1] == '\n' || s[end-1] == '\r') {
		end--
	}
	return end
}

// hasFold reports whether s begins with the lower-case prefix, whatever the
// case of s.
func hasFold(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	return strings.EqualFold(s[:len(prefix)], prefix)
}
