package entity

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/ordret/ordret/entity/token"
)

func TestFacts(t *testing.T) {
	names := map[FactKind]string{RoleFact: "role", OrgFact: "org", PartyFact: "party", AgeFact: "age", OriginFact: "origin"}
	tests := []struct {
		name, text string
		want       []string // of the first person, or of the first entity if there is none
	}{
		{"apposition before", "Den russiske præsident, {PER:Vladimir Putin}, rejser.", []string{"role russiske præsident"}},
		{"title", "Nu svarer sundhedsminister {PER:Anna Holm} igen.", []string{"role sundhedsminister"}},
		{"title that opens", "Administrerende direktør {PER:Anna Holm} går.", []string{"role administrerende direktør"}},
		{"owner", "Det siger {ORG:Radikales} sundhedsordfører, {PER:Per Sol}.", []string{"org Radikale Venstre", "role sundhedsordfører"}},
		{"common owner", "Det siger partiets sundhedsordfører, {PER:Per Sol}.", []string{"role sundhedsordfører"}},
		{"role of something", "Formanden for {ORG:Dansk Kajak-Union}, {PER:Per Sol}, går.", []string{"role formanden for Dansk Kajak-Union", "org Dansk Kajak-Union"}},
		{"leader of a country", "Lederen af {LOC:Nordkorea}, {PER:Kim Jong-un}, smiler.", []string{"role lederen af Nordkorea"}},
		{"relative clause", "{PER:Sergey Radchenko}, der er professor ved det amerikanske universitet {ORG:Johns Hopkins}, i en analyse",
			[]string{"role professor ved det amerikanske universitet Johns Hopkins", "org Johns Hopkins"}},
		{"that says nothing of a role", "{PER:Sergey Radchenko}, der er russisk-født, skriver.", nil},
		{"apposition after", "{PER:Boris Johnson}, tidligere premierminister, smiler.", []string{"role tidligere premierminister"}},
		{"apposition after with organisation", "{PER:Per Sol}, adm. direktør i {ORG:Nordhavn Biotech}, er tilfreds.",
			[]string{"role adm. direktør i Nordhavn Biotech", "org Nordhavn Biotech"}},
		{"copula", "{PER:Per Sol} er formand for {ORG:Dansk Kajak-Union}.", []string{"role formand for Dansk Kajak-Union", "org Dansk Kajak-Union"}},
		{"party", "{PER:Per Sol} ({ORG:S}) er enig.", []string{"party Socialdemokratiet"}},
		{"age in brackets", "{PER:Per Sol} (34) er enig.", []string{"age 34"}},
		{"age after", "{PER:Anna Holm}, 42 år, er enig.", []string{"age 42"}},
		{"bare age and role", "{PER:Anna Holm}, 42, sygeplejerske i {LOC:Randers}, er enig.", []string{"age 42", "role sygeplejerske i Randers"}},
		{"age before", "Den 34-årige {PER:Anna Holm} er enig.", []string{"age 34"}},
		{"age and role before", "Den 22-årige angriber {PER:Bo Lund} er klar.", []string{"age 22", "role angriber"}},
		{"hyphened compound", "AGF-træner {PER:Bo Lund} er klar.", []string{"role AGF-træner"}},
		{"origin", "Forrest ligger polske {PER:Agnieszka Wójcik}.", []string{"origin polske"}},
		{"a sentence later", "Her kom {PER:Bo Lund}. Den 61-årige godsejer er tiltalt.", []string{"age 61", "role godsejer"}},
		{"verb like a noun", "Det erklærer {PER:Bo Lund}.", nil},
		{"organisation", "Det skriver den spanske avis {ORG:El Diario}.", []string{"role spanske avis"}},
		{"organisation after", "{ORG:Veðurstofa Íslands}, landets meteorologiske institut, måler.", []string{"role landets meteorologiske institut"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, r := find(t, tt.text)
			e := &r.Entities[0]
			if p := r.People(); len(p) > 0 {
				e = p[0]
			}
			var got []string
			for _, f := range e.Facts {
				got = append(got, names[f.Kind]+" "+f.Text)
				if f.Empty() || f.Start < 0 || f.End > len(text.String()) {
					t.Errorf("fact %q has no span: %v", f.Text, f.Span)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestDescribe(t *testing.T) {
	const article = `Sundhedsminister {PER:Annelise Kragh Bendtsen} ({ORG:V}) mødte træner {PER:Bo Lund} og advokat {PER:Mette Ravn}.

Den 22-årige angriber {PER:Mads Juul} fra {ORG:Viborg FF} var der også. Det skriver {ORG:Thisted Dagblad}. {ORG:Jyske Bank} gav penge til
tænketanken {ORG:Kompas}. Geologen {PER:Ármann Berg} og polske {PER:Agnieszka Wójcik} kom for sent.

`
	tests := []struct{ phrase, want string }{
		{"Ministeren", "Annelise Kragh Bendtsen"},
		{"sundhedsministeren", "Annelise Kragh Bendtsen"},
		{"Cheftræneren", "Bo Lund"},
		{"den 22-årige", "Mads Juul"},
		{"den 22-årige angriber", "Mads Juul"},
		{"spilleren", "Mads Juul"},
		{"advokaten", "Mette Ravn"},
		{"geologen", "Ármann Berg"},
		{"forskeren", "Ármann Berg"},
		{"polakken", "Agnieszka Wójcik"},
		{"avisen", "Thisted Dagblad"},
		{"klubben", "Viborg FF"},
		{"banken", "Jyske Bank"},
		{"partiet", "Venstre"},
		{"tænketanken", "Kompas"},
		{"bankens presseafdeling", "Jyske Bank"},
		{"en minister", ""},
		{"ministrene", ""},
		{"regnskabet", ""},
		{"universitetet", ""},
	}
	for _, tt := range tests {
		text, r := find(t, article+tt.phrase+" siger noget.")
		at := len(text.String()) - len(tt.phrase+" siger noget.")
		c := r.Describe(text, token.Span{Start: at, End: at + len(tt.phrase)})
		got := ""
		if len(c) > 0 && c[0].Score >= 0.4 {
			got = r.Entities[c[0].Entity].Name
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q; %+v", tt.phrase, got, tt.want, c)
		}
		for _, x := range c {
			if x.Score <= 0 || x.Score > 1 {
				t.Errorf("%s: score %v", tt.phrase, x.Score)
			}
		}
	}
}

func TestGender(t *testing.T) {
	tests := []struct {
		text string
		want Gender
		why  string
	}{
		{"{PER:Mette Holm} taler.", Female, "the lexicon"},
		{"{PER:Anne-Grethe Holm} taler.", Female, "the first half of a double name"},
		{"{PER:Kim Holm} taler.", Unknown, "women and men are called Kim"},
		{"{PER:Qwerty Holm} taler.", Unknown, "nothing is known"},
		{"Fru {PER:Kim Holm} taler.", Female, "a title"},
		{"{PER:Kim Holm} taler. Hun er glad.", Female, "a pronoun that only one person can be"},
		{"{PER:Kim Holm} og {PER:Bo Lund} taler. Hun er glad.", Unknown, "a pronoun that two people can be"},
		{"»Hun er glad,« siger {PER:Kim Holm}. »Hun er altid glad.«", Unknown, "a pronoun within speech"},
		{"Hans kone, {PER:Kim Holm}, taler.", Female, "a noun"},
		{"Talskvinde {PER:Kim Holm} taler.", Female, "a role"},
		{"Formand {PER:Kim Holm} taler.", Unknown, "a role that any can have"},
		{"Så kom {PER:Trump}.", Male, "the first name in the knowledge base"},
	}
	for _, tt := range tests {
		_, r := find(t, tt.text)
		if got := r.Entities[0].Gender; got != tt.want {
			t.Errorf("%s: got %v, want %v: %s", tt.text, got, tt.want, tt.why)
		}
	}
}

func TestAgrees(t *testing.T) {
	she, he, they, it := Entity{Label: PER, Gender: Female}, Entity{Label: PER, Gender: Male}, Entity{Label: PER}, Entity{Label: ORG}
	var got string
	for _, p := range []string{"Han", "hende", "den", "de", "jeg"} {
		got += fmt.Sprint(p, she.Agrees(p), he.Agrees(p), they.Agrees(p), it.Agrees(p), " ")
	}
	const want = "Hanfalse true true false hendetrue false true false denfalse false false true defalse false false true jegfalse false false false "
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
