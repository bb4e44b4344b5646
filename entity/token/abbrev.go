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

// abbrevs maps lower-case abbreviations without their last dot to their kind.
// Source: Retskrivningsordbogen's practice, collected for this project.
var abbrevs = func() map[string]abbrevKind {
	m := make(map[string]abbrevKind, 256)
	for kind, words := range map[abbrevKind]string{
		abbrevPlain: `adr afd alm anm apr art.nr b.la bl.a bl c/o ca cand cand.jur cand.mag cand.med cand.merc cand.oecon
			cand.phil cand.polit cand.psych cand.scient cand.theol cf cirk d d.d d.v.s dr.jur dr.med dr.phil dr.scient dr.techn dvs
			e.g egl ekskl eksl ekspl evt excl f f.eks fk f.m fhv fig forh frk fx gl gnsn h hhv hovedpr i.e i.h.t ib ifm ift iflg ih
			inkl incl instr int j.nr jf jfr jvf kap.nr kgl kl komm kst l.c lb.nr lic lic.jur lic.phil litr m.a.o m.h.p m.h.t mag.art maks max mdl
			med.dr merc mht mods n.m navnl ndf nedenn o.a.st obs omkr oms opr overs p.g.a pga ph.d pkt.nr plur pr præs resp rskr
			s.k såk sek.lt sml sn st.nr stud.jur stud.mag stud.med stud.polit stud.scient såv t.h t.o.m t.v tilsv tlf tlf.nr tr
			u.å ubest udg udt uds uofl vedr vha vol vs årg åvs`,
		abbrevFinal: `a.m.b.a aft bd e.kr e.m e.l etc f.kr fl hl ha i.f ibid ing jr kbh kr m.fl m.m m.v m.v.s mia mill mio mv mrd
			o.a o.dyl o.fl o.l o.lign o.m.a o.s.v osv p.m p.p.m p.t pct pcts pp pt q.e.d sdr skr soc spsk sr ssk stk tsk tdr v.t.c u.a
			årh k.k`,
		abbrevAmbiguous: `art aug bem best cm cyl dec eks em febr feb fr feks gg gr hft int. jan jul kap kg km kons kvm ltr lbs m mag mar
			md mdr mm min nov okt opl red reg s sal sekr sek sep sept sg str sv temp tir tor tv uge vejr`,
		abbrevTitle: `adj adjt adm brd dir dr fru fv gen hr hrr inkl kapt kom kpt kont lekt lrs ltn maj. mr mrs ms nr no nuv obl
			oberstltn pfc pol prof sct sir skt sr st stud tidl viceadm vicedir ved. vicepræs`,
	} {
		for _, w := range strings.Fields(words) {
			m[strings.TrimSuffix(w, ".")] = kind
		}
	}
	return m
}()

// isAbbrev reports whether word, without its last dot, is an abbreviation
// that is never another word.
func isAbbrev(word string) bool {
	switch abbrevs[lowerASCII(word)] {
	case abbrevPlain, abbrevFinal, abbrevTitle:
		return true
	}
	return false
}

// elided holds the words that news text writes with a final apostrophe.
var elided = set("ha' ta' gi' la' be' bli' blev' sku' ku' ka' vil' go' mo' fa' far' mor' li' no' da' si' se' ve' te' sla' dra' kø' sgu' nå' få' så' fik' stod' hun' a' i' o' do' lad'", "'")

// joinedBySlash holds what a slash joins although it is no fraction.
var joinedBySlash = set("A/S a/s I/S i/s K/S P/S S/I A/B a/b E/F G/F A.m.b.a/S km/t m/s kr/md og/eller c/o n/a N/A AC/DC TCP/IP HK/Kommunal PC/Mac", "")

// joinedDomains are the top-level domains that end a site's name in running
// text. A dot before any other word is taken for a missing space.
var joinedDomains = set("dk com net org nu eu no se de uk gl fo io info is fi fr nl us gov edu tv biz ai me app", "")

func isDomain(run string) bool {
	i := strings.LastIndexByte(run, '.')
	if i < 2 || !joinedDomains[run[i+1:]] {
		return false
	}
	for j := 0; j < i; j++ {
		if c := run[j]; c >= 0x80 || ascii[c] == cUpper && j > 0 && ascii[run[j-1]] != cUpper {
			return false
		}
	}
	return true
}

// starters open sentences so often that a capital on them says nothing about
// a name.
var starters = set(`Han Hun Det Den De Der Da Men Og I Så Jeg Vi Man Du Her Når Nu På Som For Til Efter Ved Med Fra Af Om Hvis Selv
	Siden Samtidig Derfor Desuden Dermed Derefter Derudover Også Et En Hvad Hvor Hvordan Hvorfor Hvem Både Ifølge Mens Hos Under
	Over Mange Flere Ingen Alle Allerede Ikke Kun Sidste Næste Dette Disse Denne Deres Hans Hendes Vores Min Mit Mine Vort Vor Din Dit Eller
	Fordi Men At Endnu Måske Nogle Mod Mellem Inden Ud Op Ned Bare Altså Ja Nej Netop Især Blandt Senere Tidligere Lige Hele Ingen Intet
	Foto Vis Læs Artiklen Sådan Dog Før Selvom Trods Uden Først Imens Herefter Hertil Foran Bag Ad Hverken Enten Foruden Omkring Rundt`, "")

// IsStarter reports whether word, spelled with a capital, is one of the
// common words that open Danish sentences: Han, Det, Men, Ifølge ...
func IsStarter(word string) bool { return starters[word] }

func set(words, trim string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[strings.TrimSuffix(w, trim)] = true
	}
	return m
}

// lowerASCII lowers the ASCII and Danish capitals of s, without allocating
// when there are none.
func lowerASCII(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'A' && c <= 'Z' || c >= 0x80 {
			return strings.ToLower(s)
		}
	}
	return s
}
