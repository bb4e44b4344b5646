package entity

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ordret/ordret/entity/token"
)

// marked returns the text without its marks and a recogniser of the names that
// were marked: {PER:Anna Holm}.
func marked(t testing.TB, src string) (*token.Text, Recognizer) {
	t.Helper()
	var b strings.Builder
	var ms []Mention
	for {
		i := strings.IndexByte(src, '{')
		if i < 0 {
			break
		}
		j := i + strings.IndexByte(src[i:], '}')
		label, name, ok := strings.Cut(src[i+1:j], ":")
		if !ok {
			t.Fatalf("mark without label: %s", src[i:j+1])
		}
		b.WriteString(src[:i])
		ms = append(ms, Mention{Span: token.Span{Start: b.Len(), End: b.Len() + len(name)}, Label: Label(label), Score: 1})
		b.WriteString(name)
		src = src[j+1:]
	}
	b.WriteString(src)
	return token.Parse(b.String()), RecognizerFunc(func(dst []Mention, _ *token.Text) []Mention { return append(dst, ms...) })
}

// find clusters a marked text.
func find(t testing.TB, src string, opts ...Option) (*token.Text, Result) {
	t.Helper()
	text, rec := marked(t, src)
	return text, New(append([]Option{Only(rec)}, opts...)...).Find(text)
}

// chains writes entities as "Name: mention, mention".
func chains(text *token.Text, r Result) []string {
	var out []string
	for i, e := range r.Entities {
		line := string(e.Label) + " " + e.Name + ":"
		sep := " "
		for m := range r.MentionsOf(i) {
			line += sep + m.In(text.String())
			sep = ", "
		}
		out = append(out, line)
	}
	return out
}

func TestCluster(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{{
		// A surname joins the full name, with and without genitive, and so does a double surname.
		"surname", "{PER:Annelise Kragh Bendtsen} går af. {PER:Bendtsens} kritikere jubler, men {PER:Kragh Bendtsen} er rolig.",
		[]string{"PER Annelise Kragh Bendtsen: Annelise Kragh Bendtsen, Bendtsens, Kragh Bendtsen"},
	}, {
		"first name and part", "{PER:Rasmus Lauge Holck} taler. {PER:Lauge} smiler, og {PER:Rasmus} går. {PER:Rasmus Holck} vender tilbage.",
		[]string{"PER Rasmus Lauge Holck: Rasmus Lauge Holck, Lauge, Rasmus, Rasmus Holck"},
	}, {
		"initials", "{PER:H.P. Nørgaard} var der. {PER:Hans Peter Nørgaard} kom, og {PER:P. Nørgaard} gik.",
		[]string{"PER Hans Peter Nørgaard: H.P. Nørgaard, Hans Peter Nørgaard, P. Nørgaard"},
	}, {
		"particles", "{PER:Poul van der Aa} og {PER:Yahya bin Saleh al-Sharif} mødes. {PER:Van der Aa} lytter til {PER:al-Sharifs} tale.",
		[]string{"PER Poul van der Aa: Poul van der Aa, Van der Aa", "PER Yahya bin Saleh al-Sharif: Yahya bin Saleh al-Sharif, al-Sharifs"},
	}, {
		"East Asian order", "{PER:Kim Jong-un} modtog {PER:Liu Jianwen}. {PER:Kim} smilede, mens {PER:Liu} ventede på {PER:Kims} svar.",
		[]string{"PER Kim Jong-un: Kim Jong-un, Kim, Kims", "PER Liu Jianwen: Liu Jianwen, Liu"},
	}, {
		"nickname", "{PER:Peter \"Pluto\" Ravnkilde} slog til. Fansene elsker {PER:Pluto}.",
		[]string{"PER Peter \"Pluto\" Ravnkilde: Peter \"Pluto\" Ravnkilde, Pluto"},
	}, {
		// Lars, Jonas, Paris and Hamas keep their -s, Putins and Marcus' do not.
		"genitives", "{PER:Lars} så {PER:Putins} tale i {LOC:Paris}. {ORG:Hamas} og {ORG:FN's} udsending mødte {PER:Marcus'} far, {PER:Jonas}. {LOC:USA's} svar kom fra {LOC:Texas}.",
		[]string{"PER Lars: Lars", "PER Vladimir Putin: Putins", "LOC Paris: Paris", "ORG Hamas: Hamas", "ORG FN: FN's", "PER Marcus: Marcus'", "PER Jonas: Jonas", "LOC USA: USA's", "LOC Texas: Texas"},
	}, {
		// A form that stands without -s decides for the one with it, and a
		// form before a comma is no genitive.
		"genitives by the document", "{PER:Ravnsborgs} plan er klar. Det siger {PER:Ravnsborg}. {PER:Tine Ravnkilds}, der er formand, er enig. {PER:Ravnkilds} bror er ikke.",
		[]string{"PER Ravnsborg: Ravnsborgs, Ravnsborg", "PER Tine Ravnkilds: Tine Ravnkilds, Ravnkilds"},
	}, {
		"legal forms", "{ORG:Nordhavn Biotech A/S} vokser. {ORG:Nordhavn Biotech} har travlt, og {ORG:Nordhavn} ansætter. {ORG:Lipotech ApS} gør ikke.",
		[]string{"ORG Nordhavn Biotech: Nordhavn Biotech A/S, Nordhavn Biotech, Nordhavn", "ORG Lipotech ApS: Lipotech ApS"},
	}, {
		"acronyms", "{ORG:Dansk Kajak-Union} ({ORG:DKU}) holder møde. {ORG:DKU} vokser. {ORG:Center for Klimatisk Forskning} er imod, siger {ORG:CKF}.",
		[]string{"ORG Dansk Kajak-Union: Dansk Kajak-Union, DKU, DKU", "ORG Center for Klimatisk Forskning: Center for Klimatisk Forskning, CKF"},
	}, {
		"genitive before brackets", "{ORG:Ravnsborg Kajakklubs} ({ORG:RK}) formand er glad.",
		[]string{"ORG Ravnsborg Kajakklub: Ravnsborg Kajakklubs, RK"},
	}, {
		"parties", "{PER:Anna Holm} ({ORG:V}) vil have {ORG:Radikales} støtte. {ORG:Venstre} og {ORG:Konservative} er enige.",
		[]string{"PER Anna Holm: Anna Holm", "ORG Venstre: V, Venstre", "ORG Radikale Venstre: Radikales", "ORG Det Konservative Folkeparti: Konservative"},
	}, {
		"capitals", "{LOC:VESTERVIG}: Stormen rasede i {LOC:Vestervig}. {LOC:ADEN} er stille. {PER:ANNA HOLM} taler, siger {PER:Holm}.",
		[]string{"LOC Vestervig: VESTERVIG, Vestervig", "LOC Aden: ADEN", "PER Anna Holm: ANNA HOLM, Holm"},
	}, {
		"names in other words", "{LOC:America} og {LOC:Amerikas Forenede Stater} er {LOC:USA}. {ORG:De Forenede Nationer} er {ORG:FN}.",
		[]string{"LOC Amerikas Forenede Stater: America, Amerikas Forenede Stater, USA", "ORG De Forenede Nationer: De Forenede Nationer, FN"},
	}, {
		// Two people of one surname: before the second is named, the surname is
		// the first one's. After both, one paragraph does not tell which.
		"two Hansens", "{PER:Anna Hansen} og {PER:Bo Hansen} er uenige. Det afviser {PER:Hansen}.",
		[]string{"PER Anna Hansen: Anna Hansen", "PER Bo Hansen: Bo Hansen", "PER Hansen: Hansen"},
	}, {
		// ... but their roles and titles do, and so does the paragraph.
		"two Hansens told apart", "Borgmester {PER:Anna Hansen} og rektor {PER:Bo Hansen} er uenige. Det siger borgmester {PER:Hansen}, og fru {PER:Hansen} ler.\n\n" +
			"{PER:Bo Hansen} er skuffet. {PER:Hansen} klager.",
		[]string{"PER Anna Hansen: Anna Hansen, Hansen, Hansen", "PER Bo Hansen: Bo Hansen, Bo Hansen, Hansen"},
	}, {
		// Father and son: the surname is that of the one the text has named
		// so far; the first names always tell.
		"father and son", "{PER:Mads Lykke Bundgaard} scorede. {PER:Bundgaard} har nu scoret fire gange.\n\nTræneren er hans far, {PER:Søren Bundgaard}.\n\n" +
			"»{PER:Mads} er god,« siger {PER:Søren}. Men {PER:Bundgaard} vil ikke love noget.",
		[]string{"PER Mads Lykke Bundgaard: Mads Lykke Bundgaard, Bundgaard, Mads", "PER Søren Bundgaard: Søren Bundgaard, Søren", "PER Bundgaard: Bundgaard"},
	}, {
		// The surname may be either's, but the knowledge base says whose it is.
		"senior and junior", "{PER:Donald Trump} taler. {PER:Donald Trump Jr.} lytter til {PER:Donald Trumps} tale, og {PER:Trump} smiler til sidst.",
		[]string{"PER Donald Trump: Donald Trump, Donald Trumps, Trump", "PER Donald Trump Jr.: Donald Trump Jr."},
	}, {
		"another by the title", "{PER:Bo Hansen} er borgmester. Fru {PER:Hansen} er læge. {PER:Hansen} selv er glad.",
		[]string{"PER Bo Hansen: Bo Hansen, Hansen", "PER Hansen: Hansen"},
	}, {
		// Silkeborg the club and Silkeborg the town: the label tells.
		"club and town", "{ORG:Silkeborg IF} vandt hjemme i {LOC:Silkeborg}. {ORG:Silkeborg} fører ligaen, og hele {LOC:Silkeborg} fester.",
		[]string{"ORG Silkeborg IF: Silkeborg IF, Silkeborg", "LOC Silkeborg: Silkeborg, Silkeborg"},
	}, {
		// The fund is not the company, the sports desk not the station.
		"longer names of others", "{ORG:Novo Nordisk Fonden} ejer {ORG:Novo Nordisk}. {ORG:TV 2} og {ORG:TV 2 Sport} sender.",
		[]string{"ORG Novo Nordisk Fonden: Novo Nordisk Fonden", "ORG Novo Nordisk: Novo Nordisk", "ORG TV 2: TV 2", "ORG TV 2 Sport: TV 2 Sport"},
	}, {
		// A spit is not the town that it begins with, nor a university.
		"places and what begins with them", "{LOC:Ravnsø Tange} ligger ved {LOC:Ravnsø}. {ORG:Aarhus Universitet} mødte {ORG:Aarhus}.",
		[]string{"LOC Ravnsø Tange: Ravnsø Tange", "LOC Ravnsø: Ravnsø", "ORG Aarhus Universitet: Aarhus Universitet", "ORG Aarhus: Aarhus"},
	}, {
		"clubs", "{ORG:Ravnsø BK} slog {ORG:Odense Håndbold}. {ORG:Ravnsø} jubler, {ORG:Odense} ikke. {ORG:Dansk Håndbold} er tilfreds.",
		[]string{"ORG Ravnsø BK: Ravnsø BK, Ravnsø", "ORG Odense Håndbold: Odense Håndbold, Odense", "ORG Dansk Håndbold: Dansk Håndbold"},
	}, {
		// The photographer of the picture is not the boy in the text.
		"credits", "Drengen {PER:Bo} fandt en hund.\n\nFoto: {PER:Bo Amstrup}/{ORG:Ritzau Scanpix}\n\nDet var en god dag for alle i byen, og {PER:Bo} var glad.",
		[]string{"PER Bo: Bo, Bo", "PER Bo Amstrup: Bo Amstrup", "ORG Ritzau Scanpix: Ritzau Scanpix"},
	}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, r := find(t, tt.text)
			if diff := cmp.Diff(tt.want, chains(text, r)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
				for _, e := range r.Entities {
					t.Logf("%s: %q", e.Name, e.Why)
				}
			}
		})
	}
}

func TestUndecidedSaysWhy(t *testing.T) {
	_, r := find(t, "{PER:Anna Hansen} og {PER:Bo Hansen} er uenige. Det afviser {PER:Hansen}.")
	want := []string{`"Hansen" may be Anna Hansen or Bo Hansen: none chosen`}
	if diff := cmp.Diff(want, r.Entities[2].Why); diff != "" {
		t.Error(diff)
	}
}
