package token

import "strings"

type abbrevKind uint8

const (
	abbrevNone      abbrevKind = iota
	abbrevPlain                // never ends a sentence by itself: bl.a., ca., kl.
	abbrevFinal                // may end a sentence: kr., pct., m.fl., osv.
	abbrevAmbiguous            // is also a word or stands without a dot: min., red., km.
	abbrevTitle                // stands before a name or a number: dr., hr., nr.
)

// abbrevLists holds the abbreviations of each kind, in lower case and without
// their last dot. Source: Retskrivningsordbogen's practice, collected for this
// project.
var abbrevLists = [...]string{
	abbrevPlain: `adr afd alm ang anm ann apr art.nr b.la bl bl.a c/o ca cand cand.it cand.jur cand.mag cand.med cand.merc cand.negot
		cand.oecon cand.pharm cand.phil cand.polit cand.psych cand.pæd cand.scient cand.scient.pol cand.scient.soc cand.soc
		cand.tech cand.theol cf chr cirk civ d d.d d.v.s dr.jur dr.med dr.phil dr.scient dr.techn dvs e.g egl ekskl eksl ekspl
		evt excl f f.eks f.m fhv fig fk forh forts fx gl gnsn h hhv hovedpr i.e i.f.m i.h.t iflg ifm ift ih incl indb inkl insp
		instr j.nr jf jfr jur jvf kap.nr kgl kgs kl komm kst l l.c lb.nr lic lic.jur lic.phil litr m.a.o m.h.p m.h.t mag.art
		matr mdl med.dr merc mht n.m navnl nb nderdl ndf nr o.a.st obs odont oecon omkr oms ophav opr overs p.g.a pga ph.d phil
		pkt.nr plur polit pr præs psych resp rskr s s.k scient sek.lt sml sn st.nr stud stud.jur stud.mag stud.med stud.polit
		stud.scient såk såv t.h t.o.m t.v techn theol tilsv tlf tlf.nr u.å ubest udg uds udt uofl v.a vedr vha vol vs årg åvs`,
	abbrevFinal: `a.m.b.a aft bd co corp e.kr e.l e.m etc f.kr fl hl i.f inc ing jr kr ltd m.fl m.m m.v m.v.s mfl mia mill mio mrd mv o.a
		o.dyl o.fl o.l o.lign o.m.a o.s.v osv p.m p.p.m p.t pct pcts pp pt q.e.d skr soc spsk sr ssk stk tdr tsk u.a v.t.c
		årh`,
	abbrevAmbiguous: `art ass aug bem ccm cl cm cyl dec div dl ds eg em feb febr feks fr g gg gr ha hft hg hk ibid
		jan jun kap kg km km/l km/t kons krim kvm kw kwh lbs ltr m m/s maks mar max md mdr mg min ml mm mods nov o/m okt opl
		p red reg rev sek sekr sep sept sg str sv t temp th ugtl vejl årl`,
	abbrevTitle: `adj adjt adm afs akk brd dir dr fmd fv hr hrr kapt kbh kpl kpt lekt lrs ltn mr mrs ms no nuv oberstltn obl pk pkt prof sct sdr
		skt st tidl viceadm vicedir`,
}

var abbrevs = func() map[string]abbrevKind {
	m := make(map[string]abbrevKind, 512)
	for kind, list := range abbrevLists {
		for _, w := range strings.Fields(list) {
			m[w] = abbrevKind(kind)
		}
	}
	return m
}()

// abbrevOf returns the kind of word, an abbreviation without its last dot.
func abbrevOf(word string) abbrevKind { return lookup(abbrevs, word) }

// isEnumerator reports whether word numbers an item of a list: a, b, IV.
func isEnumerator(word string) bool {
	return len(word) == 1 || len(word) <= 4 && strings.Trim(word, "IVX") == ""
}

// isVowelless reports whether word is two to five lower-case consonants and
// thus likely an abbreviation that no list has.
func isVowelless(word string) bool {
	return len(word) >= 2 && len(word) <= 5 && strings.Trim(word, "bcdfghjklmnpqrstvwxz") == ""
}

// elided holds the words that news text writes with a final apostrophe.
var elided = set(`a bar be bli blev da do dra er far få gi go gu ha har hva hvo i ik ikk ikke jeg ka ku la li lad mer mo mor no nok nå o
	sa se sgu s'gu si ska sku skal sla som ta te tro ve vi vil være`)

// slashed holds what a slash joins although it is no fraction.
var slashed = set(`a/s i/s k/s p/s s/i a/b e/f g/f s/u i/k kr/md c/o n/a ac/dc tcp/ip pc/mac og/eller han/hun ja/nej hiv/aids me/cfs
	hk/handel hk/kommunal hk/privat hk/stat`)

// agencies are the news agencies that sign in lower case: /ritzau/dpa/.
var agencies = set("ritzau afp ap dpa ntb reuters tass tt scanpix")

// lettered words are followed by a letter that is no initial: plan B,
// København K.
var lettered = set(`afsnit bilag blok bygning gruppe hal hepatitis influenza kategori klasse linje niveau opgang plan punkt pulje rute
	side type vitamin Aalborg Aarhus Esbjerg Frederiksberg Kolding København Nykøbing Odense Randers Vejle Århus Ålborg`)

// ordinalHeads are the nouns that an ordinal goes before although they are
// spelled with a capital, as in names and in headlines.
var ordinalHeads = set(`jan feb febr mar apr jun jul aug sep sept okt nov dec januar februar marts april maj juni juli august september oktober november december akt division divisions
	etape internationale klasse kompagni omgang republik runde sal symfoni verdenskrig verdenskrigs verdenskrigens`)

// topDomains end a site's name in running text. A dot before any other word
// is taken for a missing space.
var topDomains = set("dk com net org nu eu no se de uk gl fo io info is fi fr nl us gov edu tv biz ai me app")

// isSite reports whether run is the name of a site: dr.dk, Boozt.com.
func isSite(run string) bool {
	i := strings.LastIndexByte(run, '.')
	if i < 2 || !topDomains[run[i+1:]] {
		return false
	}
	for j := 0; j < i; j++ {
		if c := run[j]; c >= 0x80 || classes[c] == cUpper && j > 0 && classes[run[j-1]] != cUpper {
			return false
		}
	}
	return true
}

// isScheme reports whether word begins a URL.
func isScheme(word string) bool {
	switch word {
	case "http", "https", "ftp", "Http", "Https", "HTTP", "HTTPS":
		return true
	}
	return false
}

// starters open sentences so often that a capital on them says nothing about
// a name.
var starters = set(`Han Hun Det Den De Der Da Men Og I Så Jeg Vi Man Du Her Når Nu På Som For Til Efter Ved Med Fra Af Om Hvis Selv
	Siden Samtidig Derfor Desuden Dermed Derefter Derudover Også Et En Hvad Hvor Hvordan Hvorfor Hvem Både Ifølge Mens Hos Under
	Over Mange Flere Ingen Alle Allerede Ikke Kun Sidste Næste Dette Disse Denne Deres Hans Hendes Vores Min Mit Mine Vort Vor Din Dit Eller
	Fordi Men At Endnu Måske Nogle Mod Mellem Inden Ud Op Ned Bare Altså Ja Nej Netop Især Blandt Senere Tidligere Lige Hele Ingen Intet
	Foto Vis Læs Artiklen Sådan Dog Før Selvom Trods Uden Først Imens Herefter Hertil Foran Bag Ad Hverken Enten Foruden Omkring Rundt`)

// IsStarter reports whether word, spelled with a capital, is one of the
// common words that open Danish sentences: Han, Det, Men, Ifølge ...
func IsStarter(word string) bool { return starters[word] }

// set returns the set of the words in a list.
func set(words string) map[string]bool { return setOf(strings.Fields(words)) }

// phrases returns the set of the phrases in a list, which bars separate.
func phrases(list string) map[string]bool { return setOf(strings.Split(list, "|")) }

func setOf(words []string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// maxEntry is the most bytes that a word has in a table that lookup is used on.
const maxEntry = 24

// lookup returns m's value for word in lower case, without allocating. Only
// the letters of ASCII and Latin-1 are lowered, and words of more than maxEntry
// bytes are in no table.
func lookup[V any](m map[string]V, word string) (v V) {
	var lower [maxEntry]byte
	if len(word) > len(lower) {
		return v
	}
	for i := range len(word) {
		c := word[i]
		if 'A' <= c && c <= 'Z' || i > 0 && word[i-1] == 0xc3 && 0x80 <= c && c <= 0x9e {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	return m[string(lower[:len(word)])]
}
