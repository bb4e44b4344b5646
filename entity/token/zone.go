package token

import (
	"sort"
	"strings"
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
// others; the paragraphs between it and a byline are the standfirst. In doubt
// a paragraph is Body: a speaker must not be lost to a caption that is none.
func (t *Text) zones() {
	n := len(t.Paragraphs)
	t.Zones = make([]Zone, 0, n)
	byline := -1
	kinds := make([]ZoneKind, n)
	for k, p := range t.Paragraphs {
		switch {
		case t.readMore(p):
			kinds[k] = ReadMore
		case isFurniture(p.In(t.src)):
			kinds[k] = Furniture
		case isSignature(p.In(t.src)):
			kinds[k] = Signature
		case t.byline(p):
			kinds[k] = Byline
			if byline < 0 && k <= 4 {
				byline = k
			}
		case k == 0 && n > 1 && t.title(p) && !t.hasCredit(p):
			kinds[k] = Headline
		case k > 0 && k+1 < n && t.subhead(p):
			kinds[k] = Subhead
		}
	}
	if n > 0 && kinds[0] == Headline {
		for k := 1; k < byline; k++ {
			if kinds[k] == Body && !t.speech(t.Paragraphs[k].First) || kinds[k] == Subhead {
				kinds[k] = Standfirst
			}
		}
	}
	for k, p := range t.Paragraphs {
		switch kinds[k] {
		case Body, Standfirst:
			t.captions(p, kinds[k])
		case ReadMore:
			end := p.Last
			if p.Len() > 200 { // the text goes on behind the title
				end = t.Sentences[t.SentenceOf(p.First)].Last
			}
			t.zone(p.First, end, ReadMore)
			t.zone(end, p.Last, Body)
		default:
			t.zone(p.First, p.Last, kinds[k])
		}
	}
}

// zone adds a zone of the tokens from first to last, if there are any.
func (t *Text) zone(first, last int, kind ZoneKind) {
	if first < last {
		t.Zones = append(t.Zones, Zone{Span{t.Tokens[first].Start, t.Tokens[last-1].End}, kind})
	}
}

// speech reports whether token i opens speech: a dash or a quotation mark.
func (t *Text) speech(i int) bool {
	return t.Tokens[i].Kind == Dash || t.Tokens[i].Kind == Quote
}

// readMore reports whether p begins with a pointer to another article: Læs
// også and the like in capitals or with a colon.
func (t *Text) readMore(p Paragraph) bool {
	text := p.In(t.src)
	for _, lead := range [...]string{"læs også", "læs mere", "se også", "hør også"} {
		if hasFold(text, lead) {
			return t.Tokens[p.First].Is(AllCaps) || strings.HasPrefix(text[len(lead):], ":")
		}
	}
	return false
}

// furniture holds what pages say about themselves, a paragraph each.
var furniture = phrases("annonce|annoncer|vis mere|vis mindre|læs mere|luk|del|del artiklen|del artikel|kommentarer|fold ud|fold sammen|gem|" +
	"gem artikel|lyt til artiklen|se billedserien|abonnent|kun for abonnenter")

// isFurniture reports whether a paragraph speaks of the page rather than of
// the news.
func isFurniture(text string) bool {
	if len(text) > 60 {
		return false
	}
	if lookup(furniture, strings.Trim(text, " .:-–+>»")) {
		return true
	}
	for _, lead := range [...]string{"artiklen fortsætter", "teksten fortsætter", "publiceret: ", "publiceret d", "opdateret: ", "opdateret d"} {
		if hasFold(text, lead) {
			return true
		}
	}
	return false
}

// isSignature reports whether text is an agency's signature: /ritzau/,
// /ritzau/Reuters/, (Ritzau).
func isSignature(text string) bool {
	text = strings.Trim(text, " .")
	if len(text) < 2 || len(text) > 48 {
		return false
	}
	if text[0] != '/' {
		return lookup(signatures, strings.Trim(text, "()"))
	}
	first, _, more := strings.Cut(text[1:], "/")
	return first != "" && more && text[len(text)-1] == '/' || lookup(agencies, first)
}

// signatures are the words that sign an article without slashes.
var signatures = phrases("ritzau|rb|ritzau finans|ritzaufinans")

// bylines are the words that a byline begins with, in lower case.
var bylines = [...]string{"af ", "af: ", "tekst: ", "tekst af ", "tekst og foto: ", "tekst og foto af ", "interview af ", "interview: ",
	"anmeldt af ", "anmeldelse af ", "analyse af ", "kommentar af ", "reportage af ", "portræt af ", "klumme af ", "debatindlæg af ",
	"skrevet af ", "journalist: "}

// byline: Af Navn Navnesen; Interview af Navn Navnesen, Berlingske; Tekst: ...
// It has at most 140 bytes, and a full stop at its end only after nothing but
// names.
func (t *Text) byline(p Paragraph) bool {
	if p.Len() > 140 {
		return false
	}
	text := p.In(t.src)
	for _, lead := range bylines {
		if !hasFold(text, lead) {
			continue
		}
		first, last := t.TokenAt(p.Start+len(lead)), p.Last
		stop := last > first && t.stop(last-1)
		if stop {
			last--
		}
		names := t.names(first, last)
		return names > first && (names == last || !stop && !t.Tokens[names].Wordlike())
	}
	return false
}

// particles are the lower-case words inside names.
var particles = set("von van de der den af la le al bin ibn el da dos du di og")

// names returns the index after the names that begin at token i: words spelled
// with a capital and the particles between them.
func (t *Text) names(i, last int) int {
	begin := i
	for i < last && t.Tokens[i].Kind == Word {
		word := t.Word(i)
		switch {
		case t.Tokens[i].Is(Capital) && !(i == begin && starters[word]):
		case particles[word] && i > begin && i+1 < last && (t.Tokens[i+1].Is(Capital) || particles[t.Word(i+1)]):
		default:
			return i
		}
		i++
	}
	return i
}

// title: at most 160 bytes that begin with a capital, a digit or a mark and do
// not end in a full stop. A question or an exclamation has to be short and
// alone, since stories begin with them too, and so has a whole quotation.
func (t *Text) title(p Paragraph) bool {
	if p.Len() > 160 || t.Tokens[p.First].Kind == Dash || t.lower(p.First, p.Last) {
		return false
	}
	end := p.Last - 1
	quoted := t.Tokens[end].Kind == Quote
	if quoted && end > p.First {
		end--
	}
	last := t.Tokens[end]
	alone := p.Len() <= 100 && t.Sentences[t.SentenceOf(p.First)].Last == p.Last
	switch {
	case last.Is(Abbrev) && abbrevOf(strings.TrimSuffix(t.Word(end), ".")) != abbrevNone:
		return false
	case last.Kind == Punct:
		switch t.src[last.Start] {
		case '!', '?':
			return alone
		case ')':
			return true
		}
		return t.src[last.Start] == 0xe2 && alone // …
	case quoted && t.Tokens[p.First].Kind == Quote:
		return alone
	}
	return true
}

// subhead: at most 70 bytes, no mark of speech and no punctuation.
func (t *Text) subhead(p Paragraph) bool {
	if p.Len() > 70 || p.Last-p.First > 9 {
		return false
	}
	for _, tok := range t.Tokens[p.First:p.Last] {
		if tok.Kind == Quote || tok.Kind == Punct || tok.Kind == Dash && tok.Start == p.Start {
			return false
		}
	}
	first := t.Tokens[p.First]
	return (first.Is(Capital) || first.Kind == Number) && !t.Tokens[p.Last-1].Is(Abbrev)
}

// credits open the name of a photographer.
var credits = set(`foto fotos arkivfoto privatfoto pressefoto pr-foto fotograf fotografi illustration grafik genrefoto modelfoto
	tegning`)

// credit reports whether a photo credit begins at token i, before last, and
// returns the range of its tokens, with the brackets around it: Foto: Bo
// Amstrup/Ritzau Scanpix, (Arkivfoto: Jens Hansen), and at a paragraph's end
// (Arkivfoto).
func (t *Text) credit(i, last int) (first, end int, ok bool) {
	tok := t.Tokens[i]
	colon := i+1 < last && t.src[t.Tokens[i+1].Start] == ':'
	bracket := i > 0 && !tok.Is(SpaceBefore) && t.opens(i-1) && t.Tokens[i-1].Kind == Punct
	if !colon && !bracket || !bracket && !tok.Is(Capital) || tok.Kind != Word || !lookup(credits, t.Word(i)) {
		return 0, 0, false
	}
	first, end = i, i+1
	if bracket {
		first--
	}
	switch {
	case colon:
		if end = t.creditEnd(i+2, last); end == i+2 {
			return 0, 0, false
		}
	case !bracket || !strings.EqualFold(t.Word(i), "arkivfoto"):
		return 0, 0, false
	}
	if bracket {
		if end == last || !t.closing(end) {
			return 0, 0, false
		}
		end++
		if end < last && t.stop(end) {
			end++
		}
	}
	return first, end, true
}

// ends are the words that end a photo credit: agencies and archives.
var ends = set("Scanpix Polfoto Images Reuters AFP AP EPA TT NTB PR Privat privat Arkiv arkiv")

// creditEnd returns the index after the photographers and agencies that begin
// at token i. Body text may follow on the same line; its first word is not
// taken for a name.
func (t *Text) creditEnd(i, last int) int {
	begin, words := i, 0 // words of the name at hand
	for ; i < last && i-begin < 16; i++ {
		tok := t.Tokens[i]
		word := t.Word(i)
		joined := i > begin && t.Tokens[i-1].Kind != Word // after a slash or a comma
		switch {
		case tok.Kind == URL, tok.Kind == Email, tok.Kind == Handle, isSite(word):
			words++
		case tok.Kind == Number && words > 0 && !joined: // TV 2
		case tok.Kind == Word && !tok.Is(Capital) && !ends[word]:
			// og and via go between names, and particles within one.
			if (particles[word] || word == "via" || word == "for" || word == "fra" || agencies[word] || joined) && (agencies[word] || i+1 < last && t.Tokens[i+1].Is(Capital)) {
				if !particles[word] || word == "og" {
					words = 0
				}
				continue
			}
			if words > 1 { // what stood before it begins a sentence
				return i - 1
			}
			return i
		case tok.Kind == Word:
			if starters[word] && !joined || words >= 4 || i > begin && ends[t.Word(i-1)] ||
				i+1 < last && words > 0 && t.src[t.Tokens[i+1].Start] == ':' {
				return i
			}
			words++
		case tok.Kind == Punct && strings.IndexByte("/,", t.src[tok.Start]) >= 0, tok.Kind == Symbol, tok.Kind == Dash:
			if i+1 == last || !t.Tokens[i+1].Wordlike() {
				return i
			}
			words = 0
		case tok.Kind == Punct && t.stop(i) && i > begin:
			return i + 1
		default:
			return i
		}
	}
	return i
}

// hasCredit reports whether p holds a photo credit.
func (t *Text) hasCredit(p Paragraph) bool {
	for i := p.First; i < p.Last; i++ {
		if _, _, ok := t.credit(i, p.Last); ok {
			return true
		}
	}
	return false
}

// captions cuts a paragraph into caption, credit, furniture, signature and
// what is left, which is of kind rest.
func (t *Text) captions(p Paragraph, rest ZoneKind) {
	begin := p.First // the first token not yet labelled
	for i := p.First; i < p.Last; i++ {
		first, end, ok := t.credit(i, p.Last)
		if !ok {
			continue
		}
		more := end
		if end+1 < p.Last && strings.EqualFold(t.src[t.Tokens[end].Start:t.Tokens[end+1].End], "vis mere") {
			more = end + 2
		}
		from := t.caption(begin, first, t.repeated(more, end, p.Last))
		t.zone(begin, from, rest)
		t.zone(from, first, Caption)
		t.zone(first, end, Credit)
		t.zone(end, more, Furniture)
		begin, i, rest = more, more-1, Body
	}
	end := p.Last
	if s := t.Sentences[t.SentenceOf(p.Last-1)]; s.First > begin && isSignature(s.In(t.src)) {
		end = s.First
	}
	t.zone(begin, end, rest)
	t.zone(end, p.Last, Signature)
}

// repeated returns the caption that a page repeats behind "Vis mere", which
// stands from token end to token more.
func (t *Text) repeated(more, end, last int) string {
	if more == end {
		return ""
	}
	for i := more; i < last && i-more < 150; i++ {
		if first, _, ok := t.credit(i, last); ok && first > more {
			return t.src[t.Tokens[more].Start:t.Tokens[first-1].End]
		}
	}
	return ""
}

// caption returns the token at which the caption begins that stands before the
// credit at token last; the tokens from first on are free. It is the text that
// copy repeats, or else all there is, if that is little and nobody speaks in
// it, or else the last sentence, or nothing.
func (t *Text) caption(first, last int, copy string) int {
	if first == last {
		return last
	}
	start, end := t.Tokens[first].Start, t.Tokens[last-1].End
	if copy != "" && strings.HasSuffix(t.src[start:end], copy) {
		return t.TokenAt(end - len(copy))
	}
	sentence := t.SentenceOf(last - 1)
	if end-start > maxCaption || sentence-t.SentenceOf(first) > 2 || t.spoken(first, last) {
		first = max(first, t.Sentences[sentence].First)
	}
	if end-t.Tokens[first].Start > maxCaption || t.spoken(first, last) {
		return last
	}
	return first
}

// maxCaption is the most bytes that a caption has.
const maxCaption = 400

// spoken reports whether the tokens from first to last hold speech: they open
// with a dash or a quotation mark, or a quotation in them has a comma or a
// stop of its own.
func (t *Text) spoken(first, last int) bool {
	if t.speech(first) {
		return true
	}
	for i := first + 1; i < last; i++ {
		closes := t.Tokens[i].Kind == Quote && !t.Tokens[i].Is(SpaceBefore)
		if closes && (t.pause(i-1) || i+1 < last && t.src[t.Tokens[i+1].Start] == ',') {
			return true
		}
	}
	return false
}

// pause reports whether token i is a comma or a stop.
func (t *Text) pause(i int) bool {
	return t.stop(i) || t.Tokens[i].Kind == Punct && t.src[t.Tokens[i].Start] == ','
}

// hasFold reports whether s begins with the lower-case prefix, whose first
// letter is ASCII, whatever the case of s.
func hasFold(s, prefix string) bool {
	return len(s) >= len(prefix) && s[0]|0x20 == prefix[0] && strings.EqualFold(s[:len(prefix)], prefix)
}
