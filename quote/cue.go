package quote

import (
	"iter"
	"maps"
	"slices"
	"strings"
)

// Frame tells how a cue can report what somebody said.
type Frame uint8

// The frames of a cue. A cue can have several.
const (
	Speech     Frame = 1 << iota // reports an utterance: siger, skriver
	Manner                       // reports one by its manner: griner, sukker; only beside marked speech
	Thought                      // reports an opinion: mener, frygter
	Naming                       // takes the quoted words as a name: kalder, betegner
	Impersonal                   // has det or der for its subject: lyder det fra, hedder det i
	Content                      // its object is what was said, also without "at": kræver, lover, afviser
)

// Cue is a verb that reports speech, with its finite forms. A user's cues are
// added with [WithCues].
type Cue struct {
	Lemma    string   `json:"lemma"`              // the infinitive; with a particle where it has one: "slå fast"
	Forms    []string `json:"forms"`              // present, past and passive forms and the participle, in lower case, without the particle
	Particle string   `json:"particle,omitempty"` // the word that must follow, after the subject or before it: "fast"; or ""
	Frame    Frame    `json:"frame,omitempty"`    // how it reports; 0 means Speech
}

// verb is a Cue compiled into the lexicon. Several verbs can share a form:
// slår (fast), slår (ned på).
type verb struct {
	lemma    string
	particle string
	frame    Frame
	next     *verb
}

// Cues returns an iterator over the built-in cues, in the order of their
// lemmas.
func Cues() iter.Seq[Cue] {
	return func(yield func(Cue) bool) {
		for _, c := range builtinCues {
			if !yield(c) {
				return
			}
		}
	}
}

// withCues returns a copy of l in which the forms of cues are known.
func (l lexicon) withCues(cues []Cue) lexicon {
	out := maps.Clone(l)
	for _, c := range cues {
		v := verb{lemma: c.Lemma, particle: c.Particle, frame: c.Frame}
		if v.frame == 0 {
			v.frame = Speech
		}
		for _, form := range c.Forms {
			old := out[form]
			e := &lexeme{}
			if old != nil {
				*e = *old
			}
			nv := v
			nv.next = e.cue
			e.cue = &nv
			switch {
			case strings.HasSuffix(form, "s") && !strings.HasSuffix(c.Lemma, "s"):
				e.class |= passive
			case strings.HasSuffix(form, "t"):
				e.class |= participle
			}
			out[form] = e
		}
	}
	return out
}

// builtinCues is made from compact tables: verbs marked /t take -te in the
// past (mene), the others -ede (svare); irregular ones are spelled out. A
// particle follows a plus.
var builtinCues = func() []Cue {
	var cues []Cue
	add := func(frame Frame, lemma, particle string, forms ...string) {
		name := lemma
		if particle != "" {
			name += " " + particle
		}
		cues = append(cues, Cue{Lemma: name, Forms: forms, Particle: particle, Frame: frame})
	}
	regular := func(frame Frame, table string) {
		for _, w := range strings.Fields(table) {
			lemma, class, _ := strings.Cut(w, "/")
			particle := ""
			if class2, p, ok := strings.Cut(class, "+"); ok {
				class, particle = class2, strings.ReplaceAll(p, "_", " ")
			}
			stem := strings.TrimSuffix(lemma, "e")
			switch class {
			case "t":
				add(frame, lemma, particle, stem+"er", stem+"te", stem+"es", stem+"tes", stem+"t")
			default:
				add(frame, lemma, particle, stem+"er", stem+"ede", stem+"es", stem+"edes", stem+"et")
			}
		}
	}
	irregular := func(frame Frame, table string) {
		for _, line := range strings.Split(table, ";") {
			f := strings.Fields(line)
			if len(f) == 0 {
				continue
			}
			lemma, particle, _ := strings.Cut(f[0], "+")
			add(frame, lemma, strings.ReplaceAll(particle, "_", " "), f[1:]...)
		}
	}
	irregular(Speech, `sige siger sagde siges sagdes; fortælle fortæller fortalte fortælles fortaltes; spørge spørger spurgte spørges; skrive skriver skrev skrives;
		fastslå fastslår fastslog fastslås; fortsætte fortsætter fortsatte; tilføje tilføjer tilføjede tilføjes; forklare forklarer forklarede forklares;
		slå+fast slår slog; pege+på peger pegede; lægge+til lægger lagde; gøre+klart gør gjorde; gøre+det_klart gør gjorde; give+udtryk giver gav; tage+til_orde tager tog;
		komme+med kommer kom; føje+til føjer føjede; gå+til_angreb går gik; bede beder bad; byde+ind byder bød; indskyde indskyder indskød;
		udbryde udbryder udbrød; bryde+ud bryder brød; skyde+ind skyder skød; tage+afstand tager tog; sige+fra siger sagde;
		indrømme indrømmer indrømmede; indgyde indgyder indgød; henvise+til henviser henviste; vidne vidner vidnede; minde+om minder mindede;
		synge synger sang; læse+op læser læste; tale taler talte; kvidre kvidrer kvidrede;
		gætte gætter gættede; slutte slutter sluttede; tilstå tilstår tilstod; foreslå foreslår foreslog foreslås; genfortælle genfortæller genfortalte;
		fremføre fremfører fremførte; anføre anfører anførte anføres; påstå påstår påstod påstås; begynde begynder begyndte; lade+forstå lader lod; betro betror betroede; råde råder rådede;
		gå+videre går gik; replicere replicerer replicerede; vende+tilbage vender vendte; stemme+i stemmer stemte; understrege understreger understregede understreges;
		bryde+tavsheden bryder brød; sætte+trumf sætter satte; slippe+ud slipper slap; ryge+ud ryger røg; fare+op farer fór; blive+ved bliver blev; tage+bladet tager tog`)
	regular(Speech, `advare afslutte afsløre afvise/t anbefale anklage annoncere anslå antyde appellere argumentere bakke/r+op bebude bedyre
		bedømme/t begrunde bekende/t beklage bekræfte bemærke benægte berette beskylde/t besvare bjæffe brokke brøle/t citere
		dementere diske/r+op docere dokumentere erindre erkende/t erklære filosofere fnyse/t forjætte forkynde/t forlange/t
		formane formulere forsikre forsvare forudse fremhæve gispe gny gruble grynte hilse/t hulke hviske hvæse/t hævde indikere
		indlede indvende/t informere insistere jamre joke juble klage klynke kommentere konfirmere konkludere konstatere
		kritisere kræve lire/r+af lokke love lufte maile meddele/t medgive messe mukke mumle notere nævne/t opfordre opildne
		oplyse/t oplæse/t opremse opsummere orientere plædere pointere poste postulere prale/r+af proklamere protestere præcisere
		prædike påpege rapportere rase referere reflektere resumere rose/t runde/r+af råbe/t råde ræsonnere skose skælde/t+ud
		sms'e snerre spøge stamme supplere svare takke tilråbe/t tilskynde tordne true trygle tweete tænke/t udbasunere uddybe
		udråbe/t udtale/t udtrykke/t undre varsle vise/t vitse vrisse vurdere ytre`)
	irregular(Speech, `give+svar giver gav; lægge+skjul_på lægger lagde; indrømme indrømmer indrømmede; gentage gentager gentog gentages; fremsætte fremsætter fremsatte; tilføje tilføjer tilføjede;
		forudsige forudsiger forudsagde; forudse forudser forudså; spå spår spåede; anslå anslår anslog anslås; beskrive beskriver beskrev beskrives; medgive medgiver medgav;
		tilkendegive tilkendegiver tilkendegav; fastholde fastholder fastholdt; udlægge udlægger udlagde; lyve lyver løj; skrige skriger skreg; tilskrive tilskriver tilskrev;
		overbringe overbringer overbragte; indvende indvender indvendte indvendes; udlede udleder udledte; kundgøre kundgør kundgjorde; vise viser viste; mindes mindes mindedes;
		tilslutte+sig tilslutter tilsluttede; bede+om beder bad; fortryde fortryder fortrød; opfordre opfordrer opfordrede opfordres; meddele meddeler meddelte meddeles;
		lade+vide lader lod; lade+høre lader lod; lade+falde lader lod; tvivle+på tvivler tvivlede; lægge+vægt lægger lagde; give+ret giver gav; sende+besked sender sendte;
		gå+ud_fra går gik; drage+konklusionen drager drog; nå+frem_til når nåede; hæfte+sig hæfter hæftede; sammenligne sammenligner sammenlignede; stille+spørgsmålet stiller stillede;
		tilbyde tilbyder tilbød; udfritte udfritter udfrittede; berolige beroliger beroligede; indføje indføjer indføjede; afbryde afbryder afbrød; trøste trøster trøstede;
		opsummere opsummerer opsummerede; forelægge forelægger forelagde; nikke nikker nikkede; nægte nægter nægtede`)
	regular(Manner, `begejstre brumme fable fnise fundere gestikulere grine himle hoste klukke knurre mukke mumle nikke pruste/t ryste+på_hovedet skoggerle
		smile smågrine snøfte spekulere stråle sukke stønne ærgre`)
	irregular(Manner, `le ler lo; græde græder græd; trække+på_skuldrene trækker trak; gyse gyser gøs gyste; tænke tænker tænkte; smågrine smågriner smågrinte; grine griner grinede grinte`)
	irregular(Thought, `mene mener mente menes; tro tror troede; synes synes syntes; vurdere vurderer vurderede vurderes; håbe håber håbede; frygte frygter frygtede frygtes;
		forvente forventer forventede forventes; vente venter ventede; regne+med regner regnede; anse anser anså anses; ønske ønsker ønskede; føle føler følte; opfatte opfatter opfattede;
		fornemme fornemmer fornemmede; forstå forstår forstod; vide ved vidste; være+enig er var; være+sikker er var; være+overbevist er var; være+bange er var; tvivle tvivler tvivlede;
		forestille+sig forestiller forestillede; tænke tænker tænkte; formode formoder formodede formodes; antage antager antog antages; erfare erfarer erfarede; ane aner anede; finde finder fandt; huske husker huskede; drømme drømmer drømte; glæde+sig glæder glædede; undre+sig undrer undrede`)
	irregular(Naming, `kalde kalder kaldte kaldes; betegne betegner betegnede betegnes; beskrive beskriver beskrev beskrives; omtale omtaler omtalte omtales; karakterisere karakteriserer karakteriserede;
		døbe døber døbte; benævne benævner benævnte; tituler titulerer titulerede; udnævne udnævner udnævnte; stemple stempler stemplede; udråbe udråber udråbte; sammenfatte sammenfatter sammenfattede;
		definere definerer definerede; tale+om taler talte; advare+mod advarer advarede; anklage+for anklager anklagede; beskylde+for beskylder beskyldte; rose+for roser roste;
		opfordre+til opfordrer opfordrede; kritisere+for kritiserer kritiserede; se+som ser så; opfatte+som opfatter opfattede`)
	irregular(Content, `kræve kræver krævede kræves; love lover lovede loves; afvise afviser afviste afvises; foreslå foreslår foreslog; anbefale anbefaler anbefalede; garantere garanterer garanterede;
		bebude bebuder bebudede; varsle varsler varslede; tilbyde tilbyder tilbød; true+med truer truede; opfordre opfordrer opfordrede; advare+om advarer advarede; forlange forlanger forlangte; beklage beklager beklagede;
		nægte nægter nægtede; benægte benægter benægtede; minde+om minder mindede; pege+på peger pegede`)
	// Participles of the irregular ones.
	irregular(Speech, `sige sagt; fortælle fortalt; spørge spurgt; skrive skrevet; fastslå fastslået; tilføje tilføjet; forklare forklaret; slå+fast slået; pege+på peget;
		gøre+klart gjort; give+udtryk givet; komme+med; indrømme indrømmet; henvise+til henvist; minde+om mindet; gætte gættet; tilstå tilstået; foreslå foreslået; fremføre fremført;
		anføre anført; påstå påstået; råde rådet; understrege understreget; oplyse oplyst; meddele meddelt; udtale udtalt; bekræfte bekræftet; afvise afvist; love lovet; benægte benægtet;
		nægte nægtet; beskrive beskrevet; medgive medgivet; tilkendegive tilkendegivet; fastholde fastholdt; vise vist; bede+om bedt; råbe råbt`)
	irregular(Thought, `mene ment; vurdere vurderet; håbe håbet; frygte frygtet; forvente forventet`)
	irregular(Naming, `kalde kaldt; betegne betegnet; beskrive beskrevet; omtale omtalt; karakterisere karakteriseret; advare+mod advaret; tale+om talt; anklage+for anklaget; beskylde+for beskyldt`)
	irregular(Content, `kræve krævet; love lovet; afvise afvist; foreslå foreslået; anbefale anbefalet; garantere garanteret; bebude bebudet; benægte benægtet; nægte nægtet; beklage beklaget`)
	irregular(Impersonal|Speech, `lyde lyder lød; hedde hedder hed; stå står stod; fremgå fremgår fremgik; falde falder faldt; sige siges; oplyse oplyses oplystes; meddele meddeles meddeltes;
		skrive skrives; forlyde forlyder forlød; råbe råbt; udtale udtales udtaltes; vurdere vurderes; berette berettes; rapportere rapporteres`)
	slices.SortStableFunc(cues, func(a, b Cue) int { return strings.Compare(a.Lemma, b.Lemma) })
	return merge(cues)
}()

// merge joins the entries of one lemma that the tables above hold.
func merge(cues []Cue) []Cue {
	out := cues[:0]
	for _, c := range cues {
		if n := len(out); n > 0 && out[n-1].Lemma == c.Lemma && out[n-1].Particle == c.Particle {
			last := &out[n-1]
			last.Frame |= c.Frame
			for _, f := range c.Forms {
				if !slices.Contains(last.Forms, f) {
					last.Forms = append(last.Forms, f)
				}
			}
			continue
		}
		out = append(out, c)
	}
	return out
}
