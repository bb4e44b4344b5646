// Command kb makes the lexicons that package entity embeds: knowledge.jsonl
// and names.tsv. It is deterministic: the same sources give the same bytes.
//
// The sources are the hand-made lists beside it (lists/*.tsv) and the open
// data sets that NOTICE names, which lie in the folder that -gaz gives. A
// Wikidata id comes from that data or not at all.
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

//go:embed lists
var lists embed.FS

func main() {
	log.SetFlags(0)
	gaz := flag.String("gaz", "", "folder of the open data sets")
	out := flag.String("out", ".", "folder to write to")
	flag.Parse()
	g := generator{gaz: *gaz, seen: map[string]bool{}, ids: map[string]int{}}
	write(filepath.Join(*out, "names.tsv"), g.names())
	write(filepath.Join(*out, "knowledge.jsonl"), g.knowledge())
}

func write(path string, data []byte) {
	if err := os.WriteFile(path, data, 0o644); err != nil {
		log.Fatal(err)
	}
}

type generator struct {
	gaz  string
	recs []record
	seen map[string]bool // label and name or alias
	ids  map[string]int
	qids map[[2]string]string // name and type of a Danish brand or authority: its id
}

type record struct {
	ID          string   `json:"id"`
	Label       string   `json:"label"`
	Type        string   `json:"type,omitempty"`
	Name        string   `json:"name"`
	Aliases     []string `json:"aliases,omitempty"`
	Short       []string `json:"short,omitempty"`
	Description string   `json:"description,omitempty"`
}

// rows yields the fields of a table that has a heading, by its columns.
func rows(data []byte, path string, cols int) [][]string {
	var out [][]string
	s := bufio.NewScanner(bytes.NewReader(data))
	for n := 0; s.Scan(); n++ {
		if n == 0 || s.Text() == "" || s.Text()[0] == '#' {
			continue
		}
		f := strings.Split(s.Text(), "\t")
		for len(f) < cols {
			f = append(f, "")
		}
		out = append(out, f)
	}
	if err := s.Err(); err != nil {
		log.Fatalf("%s: %v", path, err)
	}
	return out
}

func (g *generator) table(name string, cols int) [][]string {
	path := filepath.Join(g.gaz, name)
	data, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	return rows(data, path, cols)
}

func list(name string, cols int) [][]string {
	data, err := lists.ReadFile("lists/" + name)
	if err != nil {
		log.Fatal(err)
	}
	return rows(data, name, cols)
}

// names writes first names with their gender (f, m, or u for both), and the
// surnames in -s (s) that would otherwise look like genitives.
func (g *generator) names() []byte {
	kinds := map[string]string{}
	for _, r := range g.table("names-da-dacy.tsv", 5) {
		name, gender := r[0], map[string]string{"female": "f", "male": "m"}[r[2]]
		switch {
		case r[1] == "first" && gender != "":
			if old := kinds[name]; old != "" && old != "s" && old != gender {
				gender = "u"
			}
			kinds[name] = gender
		case r[1] == "last" && strings.HasSuffix(name, "s") && kinds[name] == "":
			kinds[name] = "s"
		}
	}
	for _, r := range list("names.tsv", 2) { // the hand-made list has the last word
		for _, name := range strings.Fields(r[1]) {
			kinds[name] = r[0]
		}
	}
	names := make([]string, 0, len(kinds))
	for name := range kinds {
		names = append(names, name)
	}
	slices.Sort(names)
	var b bytes.Buffer
	for _, name := range names {
		fmt.Fprintf(&b, "%s\t%s\n", name, kinds[name])
	}
	return b.Bytes()
}

func (g *generator) knowledge() []byte {
	g.brands()
	g.countries()
	// A later record whose name an earlier one of the label has is left out.
	for _, name := range []string{"places.tsv", "parties.tsv", "organisations.tsv", "media.tsv", "companies.tsv", "clubs.tsv", "people.tsv"} {
		for _, r := range list(name, 5) {
			g.add(record{Label: r[0], Type: r[1], Name: r[2], Description: r[4]}, r[3])
		}
	}
	g.denmark()
	g.people()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for _, r := range g.recs {
		if err := enc.Encode(r); err != nil {
			log.Fatal(err)
		}
	}
	return b.Bytes()
}

// add appends r. Aliases are separated by |; ~ marks a short form.
func (g *generator) add(r record, aliases string) {
	key := r.Label + "\t"
	if g.seen[key+r.Name] {
		return
	}
	g.seen[key+r.Name] = true
	for a := range strings.SplitSeq(aliases, "|") {
		short, ok := strings.CutPrefix(a, "~")
		switch {
		case a == "":
			continue
		case ok:
			r.Short = append(r.Short, short)
		default:
			r.Aliases = append(r.Aliases, a)
		}
		g.seen[key+short] = true
	}
	if r.ID == "" {
		r.ID = g.id(r)
	}
	g.recs = append(g.recs, r)
}

// id returns the id that the data verifies, or one of our own.
func (g *generator) id(r record) string {
	if q := g.qids[[2]string{r.Name, r.Type}]; q != "" && r.Label == "ORG" {
		return q
	}
	slug := strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return '-'
	}, r.Name)
	id := "ordret:" + slug
	g.ids[id]++
	if n := g.ids[id]; n > 1 {
		id = fmt.Sprintf("%s-%d", id, n)
	}
	return id
}

// brands collects the ids of names that the name-suggestion-index gives for
// Denmark, where it gives one id alone, by the types of record that they can
// be.
func (g *generator) brands() {
	g.qids = map[[2]string]string{}
	for _, r := range g.table("brands-nsi.tsv", 4) {
		name, qid, what, scope := r[0], r[1], r[2], r[3]
		if qid == "" || scope != "dk" {
			continue
		}
		for _, typ := range brandTypes(name, what) {
			key := [2]string{name, typ}
			if old, ok := g.qids[key]; ok && old != qid {
				qid = "" // two ids: neither is verified
			}
			g.qids[key] = qid
		}
	}
}

// brandTypes returns the types of record that a brand or operator of what can
// be: brands/shop/supermarket, operators/amenity/police.
func brandTypes(name, what string) []string {
	switch kind := what[strings.LastIndexByte(what, '/')+1:]; {
	case kind == "bank" || kind == "atm":
		return []string{"bank"}
	case kind == "police":
		return []string{"police"}
	case kind == "charity" || kind == "social_facility":
		return []string{"organisation"}
	case strings.HasSuffix(name, " Kommune"):
		return []string{"municipality"}
	case strings.HasPrefix(what, "operators/"):
		return []string{"company", "agency", "police"}
	}
	return []string{"company"}
}

// dated gives the current Danish name where the data has an older or a
// clumsy one; the old one stays an alias where news text used it.
var dated = map[string][2]string{
	"SAR Hongkong":                       {"Hongkong", "Hong Kong"},
	"SAR Macao":                          {"Macao", "Macau"},
	"Myanmar (Burma)":                    {"Myanmar", "Burma"},
	"Congo-Kinshasa":                     {"DR Congo", "Congo-Kinshasa|Den Demokratiske Republik Congo"},
	"De palæstinensiske områder":         {"Palæstina", "De palæstinensiske områder"},
	"Kanariske øer":                      {"De Kanariske Øer", "Kanarieøerne"},
	"Belarus":                            {"Belarus", "Hviderusland"},
	"Nordmakedonien":                     {"Nordmakedonien", "Makedonien"},
	"Eswatini":                           {"Eswatini", "Swaziland"},
	"Nederlandene":                       {"Nederlandene", "Holland"},
	"Timor-Leste":                        {"Timor-Leste", "Østtimor"},
	"Kirgisistan":                        {"Kirgisistan", "Kirgistan"},
	"USA":                                {"USA", "De Forenede Stater|Amerikas Forenede Stater|United States|~U.S.|~US|~America"},
	"Danmark":                            {"Danmark", "~Denmark"},
	"Storbritannien":                     {"Storbritannien", "Det Forenede Kongerige|United Kingdom|~UK|~Great Britain|~Britain"},
	"Tyskland":                           {"Tyskland", "Forbundsrepublikken|~Germany|~Deutschland"},
	"Rusland":                            {"Rusland", "Den Russiske Føderation|~Russia"},
	"Kina":                               {"Kina", "Folkerepublikken Kina|~China"},
	"Grønland":                           {"Grønland", "Kalaallit Nunaat|~Greenland"},
	"Færøerne":                           {"Færøerne", "Føroyar|~Faroe Islands"},
	"Sverige":                            {"Sverige", "~Sweden"},
	"Norge":                              {"Norge", "~Norway"},
	"Island":                             {"Island", "~Iceland"},
	"Frankrig":                           {"Frankrig", "~France"},
	"Spanien":                            {"Spanien", "~Spain"},
	"Italien":                            {"Italien", "~Italy"},
	"Polen":                              {"Polen", "~Poland"},
	"Ukraine":                            {"Ukraine", ""},
	"De Forenede Arabiske Emirater":      {"De Forenede Arabiske Emirater", "Emiraterne|~UAE"},
	"Saudi-Arabien":                      {"Saudi-Arabien", "Saudiarabien"},
	"Tjekkiet":                           {"Tjekkiet", "Den Tjekkiske Republik"},
	"Sydkorea":                           {"Sydkorea", "~South Korea"},
	"Nordkorea":                          {"Nordkorea", "~North Korea"},
	"Vatikanstaten":                      {"Vatikanstaten", "Vatikanet"},
	"Den Europæiske Union":               {"", ""},
	"De Forenede Nationer":               {"", ""},
	"De tidligere Nederlandske Antiller": {"", ""},
	"Amerikanske oversøiske øer":         {"", ""},
	"Ydre Oceanien":                      {"", ""},
	"Jersey":                             {"Jersey", ""},
	"Guernsey":                           {"Guernsey", ""},
	"Sark":                               {"", ""},
	"Diego Garcia":                       {"Diego Garcia", ""},
	"Bosnien-Hercegovina":                {"Bosnien-Hercegovina", "Bosnien-Herzegovina|Bosnien og Hercegovina|Bosnien"},
	"Aserbajdsjan":                       {"Aserbajdsjan", "Azerbajdsjan|Azerbaijan"},
	"Kasakhstan":                         {"Kasakhstan", "Kazakhstan"},
	"Usbekistan":                         {"Usbekistan", "Uzbekistan"},
	"Elfenbenskysten":                    {"Elfenbenskysten", "~Cote d'Ivoire"},
	"Trinidad og Tobago":                 {"Trinidad og Tobago", ""},
}

func (g *generator) countries() {
	for _, r := range g.table("countries-da-qid.tsv", 3) {
		name, qid := r[1], r[2]
		if qid == "" {
			continue
		}
		aliases := ""
		if d, ok := dated[name]; ok {
			if name, aliases = d[0], d[1]; name == "" {
				continue
			}
		}
		g.add(record{ID: qid, Label: "LOC", Type: "country", Name: name, Description: "land eller område"}, aliases)
	}
}

func (g *generator) denmark() {
	regions := map[string]bool{}
	var kommuner, byer []record
	for _, r := range g.table("postnumre-kommuner-dk.tsv", 4) {
		region, kommune, by := r[0], r[1], r[3]
		if region != "" && !regions[region] {
			regions[region] = true
			g.add(record{Label: "ORG", Type: "region", Name: region, Description: "dansk region"}, "")
		}
		kommuner = append(kommuner, record{Label: "ORG", Type: "municipality", Name: kommune, Description: "kommune i " + region})
		if w := strings.Fields(by); len(by) > 2 && len(w[len(w)-1]) > 1 { // not Nykøbing M
			byer = append(byer, record{Label: "LOC", Type: "city", Name: by, Description: "by i " + kommune})
		}
	}
	for _, r := range kommuner {
		g.add(r, "")
	}
	for _, r := range g.table("towns-dk-geonames.tsv", 4) {
		if r[0] != "Copenhagen" {
			byer = append(byer, record{Label: "LOC", Type: "city", Name: r[0], Description: "by i Danmark"})
		}
	}
	for _, r := range byer {
		g.add(r, "")
	}
	for _, r := range g.table("cities-da-cldr-exonyms.tsv", 2) {
		if r[1] != "" && !strings.Contains(r[1], ",") && r[1] != "Ukendt by" {
			g.add(record{Label: "LOC", Type: "city", Name: r[1], Description: "by"}, "")
		}
	}
	for _, r := range g.table("cities-world-geonames.tsv", 5) {
		var pop int
		fmt.Sscan(r[3], &pop)
		if r[2] != "DK" && !english[r[0]] && (pop > 3_000_000 || r[4] == "PPLC" && pop > 100_000) {
			g.add(record{Label: "LOC", Type: "city", Name: r[0], Description: "by (" + r[2] + ")"}, "")
		}
	}
}

// english are the capitals that GeoNames spells otherwise than Danish does,
// and that have their Danish name from elsewhere.
var english = func() map[string]bool {
	m := map[string]bool{}
	for name := range strings.SplitSeq(`Moscow|Cairo|Baghdad|Tehran|Saint Petersburg|Addis Ababa|Rome|Tashkent|Algiers|Bucharest|Warsaw|Vienna|Damascus|Kathmandu|
Belgrade|Prague|Yerevan|Brussels|Bishkek|Ashgabat|Dushanbe|Athens|Chisinau|Lisbon|Panamá|Delhi|Hong Kong|Macau|Nur-Sultan|Nicosia|
New York City|Camayenne|Washington, D.C.|N'Djamena|Reykjavík|Yangon`, "|") {
		m[strings.TrimSpace(name)] = true
	}
	return m
}()

var partyNames = map[string]string{
	"S": "Socialdemokratiet", "V": "Venstre", "M": "Moderaterne", "SF": "SF", "DD": "Danmarksdemokraterne",
	"LA": "Liberal Alliance", "KF": "Det Konservative Folkeparti", "EL": "Enhedslisten", "RV": "Radikale Venstre",
	"ALT": "Alternativet", "DF": "Dansk Folkeparti", "NB": "Nye Borgerlige", "IA": "Inuit Ataqatigiit",
	"SIU": "Siumut", "JF": "Javnaðarflokkurin", "SP": "Sambandsflokkurin",
	"Danmarksdemokraterne ‒ Inger Støjberg": "Danmarksdemokraterne",
	"Borgernes Parti - Lars Boje Mathiesen": "Borgernes Parti",
	"Enhedslisten – De Rød-Grønne":          "Enhedslisten",
	"SF - Socialistisk Folkeparti":          "SF",
	"Venstre, Danmarks Liberale Parti":      "Venstre",
	"Det Konservative Folkeparti":           "Det Konservative Folkeparti",
	"Alternativet":                          "Alternativet",
	"Dansk Folkeparti":                      "Dansk Folkeparti",
	"Liberal Alliance":                      "Liberal Alliance",
	"Moderaterne":                           "Moderaterne",
	"Radikale Venstre":                      "Radikale Venstre",
	"Socialdemokratiet":                     "Socialdemokratiet",
}

// people adds those who spoke in the Folketing or stood for it, with the
// party of that time.
func (g *generator) people() {
	var all []record
	for _, r := range g.table("folketing-speakers-2022-23.tsv", 4) {
		party, _, _ := strings.Cut(r[1], "|")
		all = append(all, record{Name: r[0], Description: describe("medlem af Folketinget 2022-23", party)})
	}
	for _, r := range g.table("folketing-candidates-2026.tsv", 3) {
		all = append(all, record{Name: r[0], Description: describe("kandidat til Folketinget 2026", r[1])})
	}
	slices.SortStableFunc(all, func(a, b record) int { return cmp.Compare(a.Name, b.Name) })
	for _, r := range all {
		if !strings.Contains(r.Name, " ") {
			continue
		}
		r.Label, r.Type = "PER", "politician"
		g.add(r, "")
	}
}

func describe(what, party string) string {
	if p := partyNames[party]; p != "" {
		return what + ", " + p
	}
	return what
}
