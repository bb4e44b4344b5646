package entity

import "strings"

// Common nouns that news text uses for people and organisations. A compound
// belongs to its last part: sundhedsminister is a minister, skoleleder a
// leader.

// class is a set of kinds of referent that a noun can stand for.
type class uint32

const (
	person class = 1 << iota
	female       // and a woman
	male         // and a man
	newspaper
	media // every sort, newspapers too
	club
	company
	bank
	party
	authority
	ministry
	university
	institute
	association
	municipality
	hospital
	police
	school
	court
	country
	city

	anyOrganization = newspaper | media | club | company | bank | party | authority | ministry | university |
		institute | association | municipality | hospital | police | school
)

// noun is a word that can be the head of a description.
type noun struct {
	class class
	exact bool // too short to be trusted at the end of a longer word
}

var nouns = func() map[string]noun {
	m := map[string]noun{}
	add := func(c class, exact bool, words string) {
		for _, w := range strings.Fields(words) {
			n := m[w]
			m[w] = noun{n.class | c, exact}
		}
	}
	add(person, false, `minister præsident formand forperson ordfører direktør chef leder professor lektor adjunkt forsker analytiker økonom træner spiller
		angriber målmand forsvarer målscorer topscorer borgmester politiker kommissær inspektør dommer advokat anklager læge sygeplejerske forfatter
		skuespiller instruktør journalist redaktør korrespondent kommentator ekspert rådgiver konsulent talsmand talsperson general oberst kaptajn
		major løjtnant sergent admiral kommandør rektor lærer pædagog elev studerende ejer stifter grundlægger medlem kandidat senator guvernør
		kansler premier diktator ambassadør diplomat landmand gårdejer fisker pensionist vidne offer sanger musiker kunstner komponist
		meteorolog historiker forhandler tillidsmand tillidsrepræsentant sekretær generalsekretær designer arkitekt ingeniør tekniker mekaniker
		betjent politimand efterforsker efterretningschef agent spion soldat veteran aktivist iværksætter erhvervsmand mester rytter svømmer løber atlet
		boksningsmester kaptajn anfører sportsdirektør bestyrelsesformand bestyrelsesmedlem partner investor rigmand milliardær mangemillionær
		statsmand regeringsleder partileder statsleder statsoverhoved oprører rebel demonstrant terrorist gerningsmand drabsmand tiltalt sigtet anholdt dømt
		fotograf producer producent vært oplæser debattør blogger influencer forlægger oversætter kritiker anmelder kurator
		præst biskop imam rabbiner munk forstander overhoved høvding embedsmand fuldmægtig departementschef embedslæge
		dyrlæge tandlæge psykolog psykiater terapeut jordemoder sosu-assistent hjælper frivillig patient pårørende nabo beboer borger bilist chauffør
		pilot kaptajn styrmand sømand lods fører håndværker murer tømrer maler elektriker smed slagter bager kok kokkeelev tjener restauratør købmand
		forhandlingsleder udsending talerør observatør specialist generaldirektør kaptajn back midtbanespiller kantspiller stopper keeper
		tronfølger regent arving jarl godsejer fange indsat asylansøger flygtning migrant turist passager kunde
		revisor bogholder gartner bibliotekar arkivar sygehjælper optiker farmaceut apoteker olog skipper
		godsforvalter golfspiller tennisspiller cykelrytter sprinter målvogter linjevogter holdkaptajn forsvarsspiller
		arbejder håndbolder fodbolder håndboldspiller fodboldspiller journaliststuderende gymnasieelev ungdomspolitiker spidskandidat statsadvokat
		topchef seniorforsker landschef divisionschef økonomiprofessor ministerpræsident storkøbmand forperson næstformand formandskandidat
		forskningsleder doktor ph.d.-studerende stipendiat statistiker matematiker fysiker kemiker klimaforsker jurist officer betjent
		vagthavende vagtchef operationsleder indsatsleder brandchef beredskabschef politidirektør politiadvokat politiassistent
		viceborgmester folketingsmedlem byrådsmedlem regionsrådsformand regionsrådsmedlem rådmand lagmand landsstyreformand udvalgsformand gruppeformand`)
	add(person, false, `forbundsformand hovedperson hovedrolleindehaver veteran superstjerne stjerne idol legende ikon`)
	add(person|female, false, `forkvinde talskvinde kvinde skuespillerinde sangerinde forfatterinde veninde enke prinsesse kejserinde`)
	add(person|female, true, `mor moder mormor farmor datter søster kone hustru tante niece dronning pige frue moren dame`)
	add(person|male, true, `mand far fader morfar farfar søn bror broder onkel nevø konge prins pave dreng herre greve ægtemand enkemand`)
	add(person, true, `ven kæreste partner barn baby bedste fætter kusine kollega makker modstander rival vinder taber`)
	add(media|newspaper, false, `avis dagblad tabloidavis morgenavis`)
	add(media, false, `medie medium magasin tidsskrift ugeblad blad tv-station station kanal radio nyhedsbureau bureau netavis site hjemmeside
		mediehus udgiver forlag nyhedskanal nyhedsmedie netmedie`)
	add(club, true, `hold`)
	add(club, false, `klub fodboldklub håndboldklub mandskab landshold superligahold superligaklub storklub`)
	add(company, false, `selskab virksomhed koncern firma gigant medicinalgigant techgigant producent rederi bryggeri kæde butikskæde supermarkedskæde
		operatør entreprenør leverandør arbejdsgiver energiselskab flyselskab forsikringsselskab medicinalselskab biotekselskab aktieselskab
		ejendomsselskab moderselskab datterselskab vindmølleproducent våbenproducent bilproducent`)
	add(bank|company, false, `bank storbank sparekasse pengeinstitut realkreditinstitut`)
	add(party, false, `parti regeringsparti støtteparti oppositionsparti`)
	add(authority, false, `styrelse myndighed direktorat tilsyn nævn råd kommission sekretariat agentur efterretningstjeneste tjeneste ombudsmand revision`)
	add(ministry|authority, false, `ministerium departement`)
	add(university|institute, false, `universitet højskole handelshøjskole fakultet`)
	add(institute, false, `institut forskningsinstitut tænketank center videncenter analyseinstitut`)
	add(association, false, `forening organisation forbund fagforbund fagforening union sammenslutning interesseorganisation brancheorganisation
		hjælpeorganisation nødhjælpsorganisation landsforening fond bevægelse gruppe milits terrorgruppe terrororganisation alliance forsvarsalliance
		menneskerettighedsorganisation patientforening idrætsforening sportsforening boldklub`)
	add(municipality, false, `kommune region byråd`)
	add(hospital, false, `hospital sygehus universitetshospital klinik`)
	add(police|authority, false, `politi politikreds politienhed`)
	add(school, false, `skole gymnasium friskole folkeskole efterskole`)
	add(court|authority, false, `ret domstol landsret byret`)
	add(country, true, `land nation stormagt supermagt ø-rige`)
	add(city, true, `by hovedstad landsby havneby`)
	return m
}()

// related lets the noun of a description stand for a role of another name:
// forskeren may be the professor.
var related = func() map[string][]string {
	m := map[string][]string{}
	for _, l := range strings.Split(strings.TrimSpace(`
formand forkvinde forperson leder
forkvinde formand
forperson formand forkvinde
direktør chef
chef direktør leder redaktør
leder formand chef præsident direktør rektor forstander diktator
topchef direktør
forsker professor lektor adjunkt historiker økonom analytiker meteorolog psykolog olog
ekspert professor lektor forsker analytiker historiker økonom kommentator meteorolog rådgiver olog
analytiker ekspert økonom
politiker minister ordfører borgmester formand senator medlem kandidat guvernør
statsleder præsident minister kansler
statsoverhoved præsident konge dronning
statschef præsident
regeringsleder minister
regeringschef minister
diktator leder præsident
jurist advokat dommer anklager
forsvarer advokat
spiller angriber målmand midtbanespiller back stopper topscorer anfører
fodboldspiller angriber målmand midtbanespiller back stopper topscorer anfører spiller
kunstner sanger musiker maler komponist skuespiller forfatter
musiker sanger komponist
stjerne skuespiller sanger spiller
politimand betjent kommissær inspektør vagtchef efterforsker
officer general oberst kaptajn major
militærmand general oberst
skribent forfatter journalist
monark konge dronning
regent konge dronning
talsmand talsperson talskvinde
talsperson talsmand talskvinde
landmand gårdejer
forælder mor far
ægtemand mand
mester vinder
rektor leder
skoleleder rektor
medie avis
iværksætter stifter grundlægger
erhvervsmand direktør stifter ejer`), "\n") {
		w := strings.Fields(l)
		m[w[0]] = w[1:]
	}
	return m
}()

// head is a noun as the text inflects it.
type head struct {
	noun
	word     string // in lower case, without endings: sundhedsminister
	base     string // the part that is listed: minister
	definite bool
	plural   bool
}

// modifier returns what the compound says of its base: sundheds.
func (h head) modifier() string { return strings.TrimSuffix(h.word[:len(h.word)-len(h.base)], "-") }

type ending struct {
	text             string
	definite, plural bool
}

var endings = [...]ending{
	{"", false, false}, {"en", true, false}, {"et", true, false}, {"n", true, false}, {"t", true, false},
	{"erne", true, true}, {"ene", true, true}, {"rne", true, true}, {"ne", true, true}, {"er", false, true}, {"e", false, true}, {"r", false, true},
}

// notNouns look like compounds of a listed noun and are none.
var notNouns = wordSet(`erklærer erklære forklarer fremfører gennemfører idømt fordømt bedømt udøver handler spørger medfører udfører indfører oplærer
	afslører stopper maler`)

// nounHead reads word, in any inflection, as a listed noun or a compound of
// one.
func nounHead(word string) (head, bool) {
	word = strings.ToLower(word)
	if len(word) < 2 || len(word) > 60 || notNouns[word] {
		return head{}, false
	}
	if h, ok := inflected(word); ok {
		return h, true
	}
	if w, ok := strings.CutSuffix(word, "s"); ok {
		return inflected(w)
	}
	return head{}, false
}

func inflected(word string) (head, bool) {
	for _, e := range endings {
		stem, ok := strings.CutSuffix(word, e.text)
		if !ok || len(stem) < 2 {
			continue
		}
		if h, ok := listed(stem, e); ok {
			return h, true
		}
		// A doubled consonant: butikken, klubben, holdet; museet, ministeriet.
		if e.definite && len(stem) > 3 && stem[len(stem)-1] == stem[len(stem)-2] {
			if h, ok := listed(stem[:len(stem)-1], e); ok {
				return h, true
			}
		}
		if e.text == "et" && strings.HasSuffix(stem, "i") {
			if h, ok := listed(stem+"um", e); ok { // ministeriet, gymnasiet
				return h, true
			}
		}
		if e.text == "erne" || e.text == "er" || e.text == "rne" {
			if h, ok := listed(stem+"er", e); ok { // forskerne
				return h, true
			}
		}
		if e.text == "t" || e.text == "et" {
			if s, ok := strings.CutSuffix(stem, "i"); ok {
				if h, ok := listed(s+"ium", e); ok {
					return h, true
				}
			}
		}
	}
	return head{}, false
}

// listed reads word as the longest noun that it ends in. It walks back from
// the end of word, and asks the map only where the hash of the way is that of
// a noun.
func listed(word string, e ending) (h head, ok bool) {
	hash := uint32(0)
	for i := len(word) - 1; i >= 0; i-- {
		hash = hash*31 + uint32(word[i])
		if nounBits[hash/64%uint32(len(nounBits))]>>(hash%64)&1 == 0 {
			continue
		}
		n, is := nouns[word[i:]]
		if !is || i > 0 && word[i-1] != '-' && (n.exact || len(word)-i < 4) {
			continue
		}
		h, ok = head{noun: n, word: word, base: word[i:], definite: e.definite, plural: e.plural}, true
	}
	return h, ok
}

// nounBits has a bit for the hash of each noun, read from its end.
var nounBits = func() (bits [256]uint64) {
	for w := range nouns {
		hash := uint32(0)
		for i := len(w) - 1; i >= 0; i-- {
			hash = hash*31 + uint32(w[i])
		}
		bits[hash/64%uint32(len(bits))] |= 1 << (hash % 64)
	}
	return bits
}()

// plainPrefixes change the rank of a role, not the role.
var plainPrefixes = wordSet(`chef vice over hoved general land lands top ceo senior junior stats ex eks første`)

// likeness tells in [0, 1] how well the noun of a description fits a role of
// an entity.
func likeness(d, role head) float64 {
	switch {
	case d.word == role.word:
		return 1
	case d.base == role.base:
		dm, rm := d.modifier(), role.modifier()
		switch {
		case dm == "":
			return 0.9
		case rm == "" || plainPrefixes[dm] || plainPrefixes[rm] || d.base == "træner" || d.base == "spiller":
			return 0.75
		case strings.Contains(dm, rm) || strings.Contains(rm, dm):
			return 0.8
		}
		return 0 // udenrigsministeren is not the sundhedsminister
	}
	if strings.HasSuffix(role.word, d.word) || strings.HasSuffix(d.word, role.word) {
		return 0.8
	}
	for _, r := range related[d.base] {
		if r == role.base {
			return 0.55
		}
	}
	return 0
}

// demonyms maps the noun for somebody from a country to the adjective, both
// without ending, that the text may give a person: polakken, polske X.
var demonyms = func() map[string]string {
	m := map[string]string{}
	f := strings.Fields(`dansker dansk svensker svensk nordmand norsk finne finsk islænding islandsk grønlænder grønlandsk færing færøsk tysker tysk
		franskmand fransk brite britisk englænder engelsk skotte skotsk waliser walisisk irer irsk hollænder hollandsk nederlænder nederlandsk
		belgier belgisk schweizer schweizisk østriger østrigsk italiener italiensk spanier spansk portugiser portugisisk græker græsk
		polak polsk tjekke tjekkisk slovak slovakisk ungarer ungarsk rumæner rumænsk bulgarer bulgarsk serber serbisk kroat kroatisk
		slovener slovensk bosnier bosnisk albaner albansk russer russisk ukrainer ukrainsk hviderusser hviderussisk ester estisk lette lettisk
		litauer litauisk tyrker tyrkisk georgier georgisk amerikaner amerikansk canadier canadisk mexicaner mexicansk brasilianer brasiliansk
		argentiner argentinsk chilener chilensk colombianer colombiansk kineser kinesisk japaner japansk sydkoreaner sydkoreansk
		nordkoreaner nordkoreansk inder indisk pakistaner pakistansk afghaner afghansk iraner iransk iraker irakisk israeler israelsk
		palæstinenser palæstinensisk libaneser libanesisk syrer syrisk egypter egyptisk marokkaner marokkansk tuneser tunesisk kenyaner kenyansk
		etioper etiopisk somalier somalisk nigerianer nigeriansk sydafrikaner sydafrikansk australier australsk newzealænder newzealandsk`)
	for i := 0; i < len(f); i += 2 {
		m[f[i]] = f[i+1]
	}
	return m
}()

// demonym reads word, in the definite singular, as somebody from a country
// and returns the adjective: polakken, nordmanden, svenskeren.
func demonym(word string) (adjective string, ok bool) {
	word = strings.ToLower(word)
	for _, end := range [...]string{"en", "n"} {
		stem, cut := strings.CutSuffix(word, end)
		if !cut {
			continue
		}
		if a, ok := demonyms[stem]; ok {
			return a, true
		}
		if n := len(stem); n > 2 && stem[n-1] == stem[n-2] {
			if a, ok := demonyms[stem[:n-1]]; ok {
				return a, true
			}
		}
	}
	return "", false
}
