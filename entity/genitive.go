package entity

import (
	"strings"
	"unicode/utf8"

	"github.com/ordret/ordret/entity/token"
)

// A genitive -s is spelled as part of the name: Putins, Radchenkos. Whether
// Lars, Paris and Hamas end in one, spelling alone does not tell. The forms
// that the document uses decide, then lexicons, then the word that follows,
// then spelling; see genitives.bare.
type genitives struct {
	t     *token.Text
	kbs   []*Knowledge
	forms map[string]bool // what to look for among the forms, folded, and whether the document has it without an ending
}

// suffix returns the length of an ending of name that can only be a genitive
// ('s after an acronym, the apostrophe after s, x and z), and whether name
// ends in a bare s that may be one.
func suffix(name string) (cut int, bare bool) {
	switch name[len(name)-1] {
	case 's', 'S', '\'', 0x99: // the last byte of ’
	default:
		return 0, false
	}
	for _, s := range [...]string{"'s", "’s", "'S", "’S", "´s", "`s"} {
		if len(name) > len(s) && strings.HasSuffix(name, s) {
			return len(s), false
		}
	}
	for _, s := range [...]string{"'", "’"} {
		if rest, ok := strings.CutSuffix(name, s); ok && rest != "" {
			if c := rest[len(rest)-1] | 0x20; c == 's' || c == 'x' || c == 'z' {
				return len(s), false
			}
		}
	}
	n := len(name)
	return 0, n > 2 && (name[n-1] == 's' || name[n-1] == 'S' && name[n-2] >= 'A' && name[n-2] <= 'Z')
}

func lastWord(name string) string { return name[strings.LastIndexByte(name, ' ')+1:] }

// seek has [genitives.note] look out for what would tell whether the folded
// form, which ends in s, is a genitive: itself, or it or its last word without s.
func (g *genitives) seek(key string) {
	if g.forms == nil {
		g.forms = make(map[string]bool)
	}
	stem := key[:len(key)-1]
	for _, k := range [...]string{key, stem, lastWord(stem)} {
		if !g.forms[k] {
			g.forms[k] = false
		}
	}
}

// note records a folded form that stands without an ending.
func (g *genitives) note(key string) {
	if _, ok := g.forms[key]; ok {
		g.forms[key] = true
	}
	if w := lastWord(key); len(w) < len(key) {
		if _, ok := g.forms[w]; ok {
			g.forms[w] = true
		}
	}
}

// bare returns name, which folds to key, without its genitive ending. next is
// the index of the token after the mention.
func (g *genitives) bare(name, key string, label Label, next int) string {
	cut, bare := suffix(name)
	if cut > 0 {
		if g.known(name) { // McDonald's
			return name
		}
		return name[:len(name)-cut]
	}
	if !bare {
		return name
	}
	stem := name[:len(name)-1]
	word, stemWord := lastWord(name), lastWord(stem)
	if c := stem[len(stem)-1]; c == 's' || c == '.' || c == '-' {
		return name // Rosss is nobody's genitive: Foss, Voss
	}
	inDoc := g.forms[key[:len(key)-1]] || label == PER && g.forms[lastWord(key[:len(key)-1])]
	plain := g.forms[key] // it also stands where no genitive can
	kind, stemKind := names()[word], names()[stemWord]
	switch {
	case kind != notListed && kind != surnameInS && label != LOC:
		// Jens and Jen, Hans and Han: only the document can tell.
		if inDoc && stemKind != notListed && !plain {
			return stem
		}
		return name
	case inDoc:
		return stem
	case kind == surnameInS && label == PER:
		return name
	case g.known(name):
		return name
	case g.known(stem):
		return stem
	case label == PER && strings.HasSuffix(stemWord, "sen"):
		return stem
	case label != PER && endsInS(word):
		return name
	case plain: // Jeremy Evans, although Evan is a name
		return name
	case stemKind != notListed && label == PER:
		return stem
	}
	switch g.follow(next) {
	case plainFollows:
		return name
	case nounFollows:
		return stem
	}
	if strings.ContainsRune("aeiouyæøåéíóúü", lastRune(stem)) {
		return name
	}
	return stem
}

// endsInS reports whether word is a common noun whose -s is its own, as the
// names of organisations and places have it.
func endsInS(word string) bool {
	word = foldKey(word)
	for _, s := range [...]string{"hus", "plads", "avis", "kors", "palads", "fællesskabs", "express", "news", "times", "foods", "systems",
		"airlines", "brothers", "games", "sports", "services", "motors", "industries", "press", "kreds", "fonds", "praksis", "campus", "access", "business"} {
		if strings.HasSuffix(word, s) {
			return true
		}
	}
	return false
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func (g *genitives) known(name string) bool {
	for _, k := range g.kbs {
		if k.lookup(name) != 0 {
			return true
		}
	}
	return false
}

type following uint8

const (
	verbOrNoun following = iota
	plainFollows
	nounFollows
)

// follow tells what token i says of the name before it: nothing that can be
// owned follows a comma or a preposition, and a word in lower case that is no
// verb is owned.
func (g *genitives) follow(i int) following {
	t := g.t
	if i < len(t.Tokens) && t.Raw(i) == "(" { // Dansk Kajak-Unions (DKU) formand
		for k := i + 1; k < len(t.Tokens) && k < i+6; k++ {
			if t.Raw(k) == ")" {
				i = k + 1
			}
		}
	}
	if i >= len(t.Tokens) || t.Tokens[i].Is(token.LineStart) {
		return plainFollows
	}
	switch tok := t.Tokens[i]; tok.Kind {
	case token.Word:
		w := t.Raw(i)
		if tok.Is(token.Capital) {
			return verbOrNoun
		}
		if noOwned[w] {
			return plainFollows
		}
		switch {
		case strings.HasSuffix(w, "ste"): // Danmarks største
			return nounFollows
		case strings.HasSuffix(w, "erer"):
			return plainFollows
		case strings.HasSuffix(w, "r") || strings.HasSuffix(w, "te") || strings.HasSuffix(w, "ede"): // planer or mener, udtalte or såkaldte
			return verbOrNoun
		}
		return nounFollows
	case token.Quote, token.Number:
		if !tok.Is(token.SpaceBefore) {
			return plainFollows // the mark that closes round the name
		}
		return nounFollows // Blixens »Syv fantastiske fortællinger«
	}
	return plainFollows
}

// noOwned holds lower-case words that follow a name in the nominative:
// function words, and the verbs of news text that do not look like one.
var noOwned = wordSet(`og eller men samt i på til fra med af for om ved hos mod under over efter før uden mellem blandt gennem via ad
	inden siden som der at hvis når da mens fordi så også ikke nu her aldrig altid igen selv stadig dog allerede derfor
	er var har havde vil ville kan kunne skal skulle må måtte bør burde blev bliver være blevet fik får gik går kom kommer
	tog tager gav giver lod lader stod står sad sidder lå ligger så ser sagde siger mener skriver skrev fortæller fortalte
	oplyser oplyste forklarer vandt vinder tabte taber spiller scorer scorede fandt holdt holder satte sætter lagde lægger
	gjorde gør slog slår faldt falder steg stiger bor boede hedder hed kalder kaldte blandt ifølge heller netop bare kun
	betegner ønsker forventer regner hævder understreger tilføjer påpeger vurderer afviser erkender advarer kræver håber tror
	tænker føler frygter lover beder spørger svarer lyder beskriver begrunder rejser kører arbejder begynder slutter fortsætter
	vender trækker møder rammer ejer leder åbner lukker køber sælger skyder angriber hjælper støtter venter viser sender henter
	bruger kender ved vælger stiller starter stopper handler gælder hører synes kommenterer bekræfter meddeler lever dør spår
	frikender dømmer anholder melder peger opfordrer siges menes hylder roser raser fejrer fylder sover drømmer savner elsker hader
	bad bød drak fløj løb skrev sang sov spiste svor trak vidste vred forlod forblev optrådte indrømmer indrømmede nægter nægtede
	videre både ud op ned ind hjem hen væk frem tilbage alene sammen han hun den det de sig sin sit`)

func wordSet(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
