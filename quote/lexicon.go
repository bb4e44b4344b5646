package quote

import (
	"strings"
	"unicode/utf8"
)

// class is what a word can be, as far as attribution has to know.
type class uint32

const (
	pronoun      class = 1 << iota // han, hun, de: can stand for a source
	firstPerson                    // jeg, vi: the author, or inside speech the speaker
	expletive                      // det, der: stands where a subject would
	preposition                    //
	conjunction                    // og, men, eller
	subordinator                   // at, da, når, hvis: opens a subordinate clause
	relative                       // der, som
	adverb                         // may stand between verb and subject
	determiner                     // den, en, hans
	auxiliary                      // er, har, vil: finite, but never a cue by itself
	work                           // bogen, filmen: the title of a work follows
	artefact                       // analyse, opslag: somebody's words in writing
	speechNoun                     // vurderingen, svaret: names an utterance
	human                          // a noun for a person or a group of people
	collective                     // a noun for an organisation
	scareLead                      // såkaldt: what follows in marks is so-called
	participle                     // sagt, kaldt
	passive                        // siges, oplyses
	timeWord                       // mandag, i dag
	vague                          // kilde, øjenvidne: a source that stays anonymous
	perfect                        // har, havde: a participle may follow
	sign                           // skiltet, sloganet: what follows in marks is nobody's speech
	female                         // a noun for a woman
	male                           // a noun for a man
)

type lexeme struct {
	class class
	cue   *verb
}

// lexicon maps lower-case word forms to what they can be.
type lexicon map[string]*lexeme

func (l lexicon) add(c class, words string) {
	for _, w := range strings.Fields(words) {
		l.entry(w).class |= c
	}
}

func (l lexicon) entry(w string) *lexeme {
	e := l[w]
	if e == nil {
		e = &lexeme{}
		l[w] = e
	}
	return e
}

var (
	none = lexeme{}
	// baseLexicon holds the closed classes; cues are added to a copy of it.
	baseLexicon = func() lexicon {
		l := make(lexicon, 2048)
		l.add(pronoun, "han hun de hende ham dem hans hendes begge man")
		l.add(firstPerson, "jeg vi mig os min mit mine vores vort du dig jer jeres din dit dine")
		l.add(expletive, "det der")
		l.add(preposition, `af ad blandt bag efter for foran forbi fra før gennem hos i ifølge igennem imod inden indtil inklusive langs med mellem mod
			når om omkring oven over overfor på per pr. siden til trods uden udover under undtagen ved via vedrørende à angående jævnfør jf.`)
		l.add(conjunction, "og men eller samt plus både hverken enten")
		l.add(subordinator, "at da hvis fordi mens imens selvom skønt hvor hvorfor hvordan hvornår hvad hvem hvilken hvilket hvilke idet hvorefter hvormed inden eftersom såfremt medmindre om når efter før siden hvis end")
		l.add(relative, "der som hvis")
		l.add(adverb, `også ikke nu så da dog jo selv derfor blot bare igen videre samtidig desuden endvidere efterfølgende senere tidligere ellers
			nemlig derimod imidlertid altså dermed stadig fortsat endelig således næsten helt meget ofte aldrig altid herefter derefter endnu allerede kun mere
			blandt bl.a. fx f.eks. andet ifølge tillige ligeledes prompte tørt stille roligt kort ærligt direkte indirekte åbent klart tydeligt
			eksempelvis netop nok vel vist måske formentlig gentagne gange først siden sidst indledningsvis afslutningsvis efterhånden grinende smilende
			ligefrem nærmest sig seg muntert bestemt skarpt vredt glad
			efter hertil dertil supplerende skriftligt mundtligt telefonisk`)
		l.add(determiner, `den det de en et denne dette disse hans hendes deres sin sit sine dens dets vores min mit mine nogle flere mange to tre fire fem
			seks syv otte ni ti alle begge hver hvert hele anden andet andre ene samme egen eget egne nogen ingen en-to omkring cirka ca. knap godt mindst over`)
		l.add(auxiliary, `er var har havde vil ville kan kunne skal skulle må måtte bør burde tør turde bliver blev blevet været haft får fik gør gjorde går gik kommer kom
			tager tog står stod ligger lå ser så giver gav holder holdt sidder sad finder fandt føler følte tror troede ved vidste synes syntes vidste elsker
			hedder hed laver lavede bruger brugte skete sker begynder begyndte mangler virker ligner betyder koster handler gælder findes arbejder
			spiller spillede bor boede lever levede ønsker ønskede forsøger forsøgte prøver prøvede bygger køber tjener vælger vandt vinder taber tabte`)
		l.add(work, `bog bogen roman romanen film filmen album albummet albummer sang sangen single singlen plade pladen serie serien tv-serie tv-serien program programmet tv-programmet
			novelle novellen digt digtet digtsamling digtsamlingen stykke stykket forestilling forestillingen teaterstykket musical musicalen opera operaen
			debutroman debutromanen dokumentar dokumentaren podcast podcasten magasin magasinet ugebladet tidsskriftet blad bladet spil spillet artikel artiklen
			maleri maleriet værk værket udstilling udstillingen projekt projektet bind titlen titel opfølger opfølgeren gyser gyseren thriller thrilleren krimi krimien
			børnebog børnebogen trilogi trilogien nummer nummeret hit hittet låt video videoen melodi melodien operette balletten ballet komedie komedien tragedie
			teater teatret romanerne bøgerne filmene filmene børnebøger bøger film plader sange erindringer erindringerne selvbiografi biografi biografien essay essayet kronik kronikken afsnit afsnittet kapitel kapitlet temanummer`)
		l.add(artefact, `analyse analysen rapport rapporten opslag opslaget pressemeddelelse pressemeddelelsen tale talen brev brevet mail mailen e-mail e-mailen
			kommentar kommentaren interview interviewet indlæg indlægget erklæring erklæringen notat notatet tweet tweetet sms sms'en besked beskeden meddelelse
			meddelelsen udtalelse udtalelsen svar svaret redegørelse redegørelsen anmeldelse anmeldelsen leder lederen kronik kronikken artikel artiklen bog bogen
			undersøgelse undersøgelsen tv-tale forklaring forklaringen opdatering opdateringen status beretning beretningen dom dommen kendelse kendelsen anklageskrift
			anklageskriftet regnskab regnskabet aftale aftalen høringssvar svaret statement prognose prognosen studie studiet story video videoen læserbrev læserbrevet
			vurdering vurderingen begrundelse begrundelsen reaktion reaktionen forelæggelse takketale nyhedsbrev pressemøde pressemødet optælling optællingen opgørelse opgørelsen tal tallene måling målingen meningsmåling meningsmålingen statistik statistikken gennemgang
			gennemgangen tidslinje tidslinjen dokument dokumentet dokumenter dokumenterne lovforslag lovforslaget udkast udkastet høringssvar evaluering evalueringen kortlægning
			kortlægningen referat referatet lov loven bekendtgørelse hjemmeside hjemmesiden faktaboks sms-besked`)
		l.add(speechNoun, `vurdering vurderingen svar svaret ord ordene besked beskeden reaktion reaktionen opfordring opfordringen forklaring forklaringen advarsel
			advarslen budskab budskabet konklusion konklusionen dom dommen kommentar kommentaren spørgsmål spørgsmålet melding meldingen bøn bønnen råd rådet
			tilbud tilbuddet kritik kritikken ros rosen mantra mantraet begrundelse begrundelsen holdning holdningen argument argumentet replik replikken
			udmelding udmeldingen påstand påstanden anklage anklagen løfte løftet krav kravet hilsen hilsenen opråb opråbet bemærkning bemærkningen
			erklæring erklæringen formulering formuleringen motto mottoet parole parolen udtalelse udtalelsen tilståelse udbrud udbruddet indrømmelse meddelelse
			meddelelsen spådom spådommen prognose prognosen lyder overskrift overskriften`)
		l.add(scareLead, "såkaldt såkaldte kaldet benævnt døbt benævnes omtalt kælenavnet øgenavnet tilnavnet navnet begrebet ordet betegnelsen udtrykket termen sloganet mottoet kaldt navn titlen")
		l.add(timeWord, `mandag tirsdag onsdag torsdag fredag lørdag søndag mandagen januar februar marts april maj juni juli august september oktober november
			december dag går morgen aften formiddag eftermiddag nat morges aftes år uge uger måned dage`)
		l.add(vague, "kilde kilder øjenvidne øjenvidner vidne vidner embedsmand embedsmænd beboer beboere tilskuer tilskuere tilhører tilhørere kritiker kritikere insider insidere iagttagere iagttager læser læsere anonym unavngiven røst røster stemme stemmer")
		l.add(perfect, "har havde have ha' er var været")
		l.add(sign, `skilt skiltet skilte seddel sedlen tavle tavlen plakat plakaten plakater banner banneret bannere graffiti etiket etiketten slogan sloganet kodeord kodeordet
			password adgangskode adgangskoden overskrift overskriften emnelinjen emnefeltet t-shirt t-shirten trøje trøjen kampagne kampagnen karakteren sangen`)
		l.add(female|human, `kvinde kvinden mor moren moderen datter datteren søster søsteren storesøster lillesøster kone konen hustru hustruen enke enken pige pigen dronning
			dronningen prinsesse prinsessen veninde veninden kæreste mormor farmor tante kusine niece sygeplejersken jordemoder jordemoderen tobarnsmor tobarnsmoren
			trebarnsmor trebarnsmoren moster faster skuespillerinde skuespillerinden sangerinde sangerinden lærerinde frue fruen forkvinde forkvinden talskvinde talskvinden nonne`)
		l.add(male|human, `mand manden far faren faderen søn sønnen bror broren broderen storebror storebroren lillebror lillebroren enkemand dreng drengen konge kongen prins prinsen morfar
			farfar onkel fætter nevø herre herren tobarnsfar tobarnsfaren trebarnsfar trebarnsfaren landmanden fisker fiskeren munk præsten svigersøn svigerfar knægten fyren`)
		l.add(human, humanNouns)
		l.add(collective, collectiveNouns)
		return l
	}()
)

// lookup returns what word can be. Capitals do not matter.
func (l lexicon) lookup(word string) *lexeme {
	if e := l[word]; e != nil {
		return e
	}
	if word == "" {
		return &none
	}
	if r, _ := utf8.DecodeRuneInString(word); r >= 'a' && r <= 'z' || r > 0xff || len(word) > 40 {
		return &none
	}
	var buf [48]byte
	low := lower(buf[:0], word)
	if e := l[string(low)]; e != nil {
		return e
	}
	return &none
}

// lower appends word to buf in lower case, as far as ASCII and Latin-1 go.
func lower(buf []byte, word string) []byte {
	for i := 0; i < len(word); i++ {
		c := word[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case c == 0xc3 && i+1 < len(word) && word[i+1] >= 0x80 && word[i+1] <= 0x9e:
			buf = append(buf, c)
			i++
			c = word[i] + 0x20
		}
		buf = append(buf, c)
	}
	return buf
}

// personEndings end the nouns for people in Danish news: offices, trades and
// parts played. A compound is known by its end (sundhedsminister, cheftræner).
const humanNouns = `minister formand næstformand direktør chef leder ordfører træner professor forsker lektor ekspert analytiker økonom advokat anklager dommer
	borgmester præsident premierminister statsminister kansler konge dronning prins prinsesse kommissær betjent inspektør direktrice
	talsmand talskvinde talsperson formandskab sekretær generalsekretær rådmand byrådsmedlem medlem politiker senator guvernør ambassadør diplomat general
	oberst major kaptajn soldat læge overlæge sygeplejerske patient lærer skoleleder rektor studerende elev forælder far mor søn datter bror søster mand kvinde
	dreng pige barn børn unge ung ældre ven veninde nabo kollega kone hustru kæreste mormor farmor morfar farfar onkel tante fætter kusine bedstemor
	spiller angriber målmand forsvarsspiller midtbanespiller anfører stjerne kaptajn rytter løber svømmer bokser skuespiller skuespillerinde instruktør
	forfatter digter sanger sangerinde musiker komponist kunstner maler fotograf journalist redaktør chefredaktør korrespondent kommentator vært studievært
	vismand formand medejer ejer stifter iværksætter grundlægger bestyrer købmand bager slagter kok restauratør landmand gårdejer godsejer fisker håndværker
	tømrer murer elektriker maskinmester ingeniør arkitekt designer psykolog sociolog historiker biolog geolog kemiker fysiker meteorolog filosof teolog
	præst biskop imam pave rabbiner dansker svensker nordmand tysker franskmand brite amerikaner russer ukrainer pole polak italiener spanier
	beboer borger vælger forbruger kunde turist gæst passager bilist cyklist chauffør pilot vidne øjenvidne offer gerningsmand sigtede tiltalte dømte
	anholdte mistænkte forsvarer forurettede efterforsker vagtchef politikommissær politiinspektør politidirektør vicepolitiinspektør
	tilhænger modstander kritiker kilde embedsmand departementschef fuldmægtig kontorchef afdelingschef underdirektør vicedirektør adjunkt
	forældre elever lærere forskere eksperter økonomer politikere læger beboere borgere naboer kolleger kollegaer fans tilskuere arrangør arrangører
	investor aktionær bankmand revisor konsulent rådgiver seniorforsker chefkonsulent chefanalytiker cheføkonom seniorøkonom aktieanalytiker
	organisationsformand partileder partiformand gruppeformand partisekretær viceborgmester regionsrådsformand folketingsmedlem mf'er minister' kandidat
	spidskandidat topkandidat fortaler interviewer spørger tilhører oplæser håndboldspiller fodboldspiller tennisspiller cykelrytter
	realitystjerne influencer youtuber komiker satiriker tv-vært danser koreograf konditor frisør pode knægt fyr dame herre gammel fanatiker ansat medarbejder
	tillidsmand fællestillidsmand arbejder arbejdsgiver lønmodtager pensionist overvismand næstkommanderende kriminalinspektør drabschef lagmand udsending`

// collectiveNouns name organisations in the way that stories refer back to them.
const collectiveNouns = `politi politiet regering regeringen ministerium ministeriet parti partiet klub klubben forening foreningen organisation organisationen
	selskab selskabet virksomhed virksomheden firma firmaet koncern koncernen bank banken avis avisen dagblad dagbladet medie mediet tv-station tv-stationen radio
	kommune kommunen region regionen styrelse styrelsen myndighed myndigheden myndighederne universitet universitetet institut instituttet hospital hospitalet
	fond fonden forlag forlaget fagforening fagforeningen forbund forbundet union unionen kommission kommissionen udvalg udvalget bestyrelse bestyrelsen ledelse
	ledelsen gruppe gruppen band bandet hold holdet landshold politikreds retten ret domstol domstolen landsretten byretten højesteret rigspolitiet rigsadvokaten
	beredskab beredskabet brandvæsen brandvæsenet hær hæren militær militæret forsvar forsvaret flyvevåben efterretningstjeneste efterretningstjenesten
	nyhedsbureau nyhedsbureauet bureau bureauet tænketank tænketanken museum museet teater teatret skole skolen presseafdeling presseafdelingen
	pressetjeneste pressetjenesten kirke kirken producent producenten udbyder udbyderen kæde kæden butik butikken rederi rederiet flyselskab flyselskabet
	oppositionen opposition flertal flertallet koalition koalitionen familie familien parret eksparret brødrene søstrene`

// humanHead reports whether a noun, by its end, names a person or people: in
// the indefinite, definite or plural form.
func (l lexicon) humanHead(word string) bool { return l.headClass(word)&human != 0 }

// headClass returns the classes of the noun that a compound ends with:
// sundhedsministeren has those of minister.
func (l lexicon) headClass(word string) class {
	var buf [64]byte
	if len(word) > 60 {
		return 0
	}
	low := string(lower(buf[:0], word))
	if h := strings.LastIndexByte(low, '-'); h >= 0 && h+1 < len(low) {
		low = low[h+1:]
	}
	const want = human | collective | vague | artefact | speechNoun | female | male
	for _, cut := range [...]string{"", "s", "en", "ens", "et", "ets", "n", "ne", "nes", "erne", "ernes", "er", "e", "r", "rne", "rnes", "ene", "t"} {
		if !strings.HasSuffix(low, cut) || len(low)-len(cut) < 3 {
			continue
		}
		stem := low[:len(low)-len(cut)]
		if e := l[stem]; e != nil && e.class&want != 0 {
			return e.class & want
		}
		if cut == "en" || cut == "erne" || cut == "er" || cut == "et" { // chef+en, but kommissær+en; leder: lederne
			if e := l[stem+"e"]; e != nil && e.class&want != 0 {
				return e.class & want
			}
		}
		if n := len(stem); n > 4 && stem[n-1] == stem[n-2] { // mand: manden; ven: vennen
			if e := l[stem[:n-1]]; e != nil && e.class&want != 0 {
				return e.class & want
			}
		}
		// Compounds: the longest known head of at least four letters.
		for i := 2; i+4 <= len(stem) && i < 24; i++ {
			if e := l[stem[i:]]; e != nil && e.class&(human|collective|vague) != 0 {
				return e.class & want
			}
		}
	}
	return 0
}
