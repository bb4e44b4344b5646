package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/ordret/ordret/entity/internal/corpus"
	"github.com/ordret/ordret/entity/internal/feature"
	"github.com/ordret/ordret/entity/internal/tagger"
	"github.com/ordret/ordret/entity/token"
)

// source is a corpus of the built-in model.
type source struct {
	file    string // below the folder of the corpora, or of this command
	read    func(dir, file string) ([]corpus.Sentence, error)
	labels  map[string]string // of the corpus, and ours
	weight  float32
	foreign bool
	test    bool
	license string
}

var (
	norwegian = map[string]string{"GPE_LOC": "LOC", "GPE_ORG": "LOC", "PROD": "MISC", "EVT": "MISC", "DRV": "drop"}
	danplus   = map[string]string{"MISCpart": "MISC"}
)

// sources holds what the built-in model learns from: corpora, labels made for
// this project for raw texts, and texts written for it.
var sources = []source{
	{file: "ner/uner-train.iob2", read: iob2, labels: danplus, weight: 1, test: true, license: "CC BY-SA 4.0"},
	{file: "ner/ordret-press.iob2", read: iob2, weight: 0.7, license: "annotation: the authors of ordret; texts: CC BY-SA 4.0"},
	{file: "ner/ordret-news.iob2", read: iob2, weight: 0.7, license: "annotation: the authors of ordret; texts: CC BY 4.0"},
	{file: "labels/parole-dk-clean.tsv", read: standoff, weight: 0.7, license: "annotation: MIT; texts: CC BY-SA 4.0"},
	{file: "labels/lcc_dan_newscrawl_2011.tsv", read: standoff, weight: 0.7, license: "annotation: MIT; texts: CC BY 4.0"},
	{file: "labels/lcc_dan_mixed_2014.tsv", read: standoff, weight: 0.7, license: "annotation: MIT; texts: CC BY 4.0"},
	{file: "texts/*.txt", read: inline, weight: 0.7, license: "MIT"},
	{file: "ner/norne-nob.iob2", read: iob2, labels: norwegian, weight: 0.2, foreign: true, license: "annotation: CC0"},
	{file: "ner/norne-nno.iob2", read: iob2, labels: norwegian, weight: 0.15, foreign: true, license: "annotation: CC0"},
}

// danish is the recipe of the built-in model.
func danish(dir string) (r recipe, err error) {
	r.labels = []string{"LOC", "LOCpart", "MISC", "ORG", "ORGpart", "PER", "PERpart"}
	for _, c := range sources {
		ss, err := c.read(dir, c.file)
		if err != nil {
			return r, err
		}
		ss = corpus.Map(ss, c.labels)
		for _, s := range ss {
			r.parts = append(r.parts, part{Sentence: s, weight: c.weight, foreign: c.foreign, test: c.test})
		}
		name := strings.TrimSuffix(strings.TrimPrefix(c.file, "ner/"), ".iob2")
		r.info.Corpora = append(r.info.Corpora, tagger.Corpus{Name: name, License: c.license, Sentences: len(ss), Weight: math.Round(float64(c.weight)*100) / 100})
	}
	if err := documents(r.parts, filepath.Join(dir, "quotes/cdt-dev.jsonl")); err != nil {
		return r, err
	}
	if r.lex, err = lexicon(dir); err != nil {
		return r, err
	}
	r.info.Name = "ordret-da"
	r.info.License = "CC BY-SA 4.0"
	return r, nil
}

func iob2(dir, file string) ([]corpus.Sentence, error) { return readFile(filepath.Join(dir, file)) }

// standoff reads labels of this command's own for one of the raw texts.
func standoff(dir, file string) ([]corpus.Sentence, error) {
	path, labels, err := ownFile(filepath.Join("train", file))
	if err != nil {
		return nil, err
	}
	base := strings.TrimSuffix(filepath.Base(file), ".tsv")
	text, err := os.ReadFile(filepath.Join(dir, "raw", base+".txt"))
	if err != nil {
		return nil, err
	}
	ss, err := corpus.ReadStandoff(labels, text, base)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return ss, nil
}

// inline reads texts of this command's own, by their pattern.
func inline(_, pattern string) ([]corpus.Sentence, error) {
	path := filepath.Join("train", pattern)
	files, err := filepath.Glob(path)
	if len(files) == 0 {
		path = filepath.Join("entity", path)
		files, err = filepath.Glob(path)
	}
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("%s: no such files", path)
	}
	var out []corpus.Sentence
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		ss, err := corpus.ReadInline(f, strings.TrimSuffix(filepath.Base(file), ".txt"))
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		out = append(out, ss...)
	}
	return out, nil
}

// documents names the document of sentences that have none, by finding them
// in the texts of the treebank's excerpts: sentences of one document must not
// be learnt from and measured on.
func documents(parts []part, file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	squeeze := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r == ' ' || r == '\n' || r == '"' {
				return -1
			}
			return r
		}, s)
	}
	// Texts are found by their first 24 squeezed bytes at any place.
	const key = 24
	places := map[string]string{}
	sc := bufio.NewScanner(bytes.NewReader(data))
	sc.Buffer(nil, 1<<24)
	for n := 1; sc.Scan(); n++ {
		var d struct{ ID, Text string }
		if err := json.Unmarshal(sc.Bytes(), &d); err != nil {
			return fmt.Errorf("%s: line %d: %w", file, n, err)
		}
		t := squeeze(d.Text)
		for i := 0; i+key <= len(t); i++ {
			places[t[i:i+key]] = "cdt" + d.ID
		}
	}
	for k := range parts {
		p := &parts[k]
		if p.Doc != "" {
			continue
		}
		p.Doc = p.ID
		if s := squeeze(strings.Join(p.Words, "")); len(s) >= key {
			if d := places[s[:key]]; d != "" {
				p.Doc = d
			}
		}
	}
	return sc.Err()
}

// ratios sets, for each word of the texts, how often it is written in lower
// case: 1 for never up to 7 for nearly always. A capital at a sentence's start
// counts for nothing.
func ratios(b *feature.Builder, parts []part) {
	counts := map[string][2]float64{}
	for _, p := range parts {
		for i, w := range p.Words {
			count(counts, w, i == 0 || !isWord(p.Words[i-1]))
		}
	}
	setRatios(b, counts, 1)
}

func isWord(s string) bool { return s != "" && (s[0] >= 0x80 || s[0] >= '0') }

func count(counts map[string][2]float64, w string, start bool) {
	low := feature.Lower(w)
	c := counts[low]
	if low == w {
		c[0]++
	} else if !start && w != strings.ToUpper(w) {
		c[1]++
	}
	counts[low] = c
}

func setRatios(b *feature.Builder, counts map[string][2]float64, least float64) {
	for w, c := range counts {
		n := c[0] + c[1]
		if n < least {
			continue
		}
		b.SetRatio(w, bucket(c[0]/n, n))
	}
}

func bucket(share, n float64) uint8 {
	switch {
	case share <= 0.02:
		return 1
	case share <= 0.2:
		return 2
	case share <= 0.5:
		return 3
	case share <= 0.8:
		return 4
	case share <= 0.97:
		return 5
	case n < 20:
		return 6
	}
	return 7
}

// lexicon compiles what the gazetteers and the raw texts say of words.
func lexicon(dir string) (*feature.Lexicon, error) {
	b := feature.NewBuilder()
	counts := map[string][2]float64{}
	for _, f := range []string{"folketinget-2022-23.txt", "lcc_dan_newscrawl_2011.txt", "lcc_dan_mixed_2014.txt", "parole-dk-clean.txt", "dagw-ep.txt", "nytaarstaler.txt"} {
		data, err := os.ReadFile(filepath.Join(dir, "raw", f))
		if err != nil {
			return nil, err
		}
		text := string(data)
		start := true
		for t := range token.All(text) {
			w := t.In(text)
			if t.Kind == token.Word {
				count(counts, w, start || t.Is(token.LineStart))
			}
			start = t.Kind != token.Word && t.Kind != token.Number && w != "," && w != ")"
		}
	}
	// Subtitles know spoken words, all in lower case: only a word that news
	// does not know takes its count from them.
	rows, err := readTable(filepath.Join(dir, "gaz/wordfreq-da-opensubtitles.tsv"))
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	if err := gazetteers(b, dir, names); err != nil {
		return nil, err
	}
	for _, row := range rows {
		n, err := strconv.ParseFloat(row[1], 64)
		if err != nil || n < 30 || names[row[0]] {
			continue
		}
		if c := counts[row[0]]; c[0]+c[1] < 3 {
			c[0] += math.Log(n)
			counts[row[0]] = c
		}
	}
	setRatios(b, counts, 3)
	return b.Lexicon(), nil
}

func readTable(file string) ([][]string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var out [][]string
	for n, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		if n == 0 {
			continue // names of the columns
		}
		out = append(out, strings.Split(line, "\t"))
	}
	return out, nil
}

func gazetteers(b *feature.Builder, dir string, names map[string]bool) error {
	add := func(name string, word uint16, phrase uint8) {
		name = strings.TrimSpace(name)
		if name == "" {
			return
		}
		names[feature.Lower(name)] = true
		ws := strings.Fields(name)
		if len(ws) == 1 {
			b.AddWord(name, word)
			return
		}
		var toks []string
		for t := range token.All(name) {
			toks = append(toks, t.In(name))
		}
		b.AddPhrase(toks, phrase)
	}
	each := func(file string, least int, fn func(row []string)) error {
		rows, err := readTable(filepath.Join(dir, "gaz", file))
		if err != nil {
			return err
		}
		for _, row := range rows {
			if len(row) >= least {
				fn(row)
			}
		}
		return nil
	}
	person := func(name string) {
		ws := strings.Fields(name)
		for i, w := range ws {
			if w[0] >= 'a' && w[0] <= 'z' {
				b.AddWord(w, feature.Particle)
			} else if i == 0 {
				b.AddWord(w, feature.FirstName)
				names[feature.Lower(w)] = true
			} else if i == len(ws)-1 {
				b.AddWord(w, feature.LastName)
				names[feature.Lower(w)] = true
			}
		}
	}
	for _, err := range []error{
		each("names-da-dacy.tsv", 5, func(r []string) {
			names[feature.Lower(r[0])] = true
			for _, w := range strings.Fields(r[0]) {
				switch {
				case r[4] != "danish":
					b.AddWord(w, feature.ForeignName)
				case r[1] == "first":
					b.AddWord(w, feature.FirstName)
				default:
					b.AddWord(w, feature.LastName)
				}
			}
		}),
		each("folketing-speakers-2022-23.tsv", 1, func(r []string) { person(r[0]) }),
		each("folketing-candidates-2026.tsv", 1, func(r []string) { person(r[0]) }),
		each("countries-da-qid.tsv", 2, func(r []string) { add(r[1], feature.Country, feature.PhraseLOC) }),
		each("countries-da-cldr.tsv", 2, func(r []string) { add(r[1], feature.Country, feature.PhraseLOC) }),
		each("cities-da-cldr-exonyms.tsv", 2, func(r []string) { add(r[1], feature.City, feature.PhraseLOC) }),
		each("cities-world-geonames.tsv", 2, func(r []string) {
			add(r[0], feature.City, feature.PhraseLOC)
			add(r[1], feature.City, feature.PhraseLOC)
		}),
		each("towns-dk-geonames.tsv", 2, func(r []string) {
			add(r[0], feature.Place, feature.PhraseLOC)
			add(r[1], feature.Place, feature.PhraseLOC)
		}),
		each("postnumre-kommuner-dk.tsv", 4, func(r []string) {
			add(r[3], feature.Place, feature.PhraseLOC)
			add(r[0], feature.OrgWord, feature.PhraseORG)
			add(r[1], feature.OrgWord, feature.PhraseORG)
		}),
		each("brands-nsi.tsv", 4, func(r []string) {
			if strings.HasPrefix(r[2], "brands/") && (r[3] == "dk" || strings.HasPrefix(r[2], "brands/shop") || strings.HasPrefix(r[2], "brands/office")) {
				add(r[0], feature.Brand, feature.PhraseORG)
			}
		}),
	} {
		if err != nil {
			return err
		}
	}
	if err := knowledge(b, names); err != nil {
		return err
	}
	if err := firstNames(b, names); err != nil {
		return err
	}
	if err := lists(b, names); err != nil {
		return err
	}
	for _, w := range strings.Fields("von van de der den af la le al el bin ibn da dos du di del della ten ter zu y e of the og for på i") {
		b.AddWord(w, feature.Particle)
	}
	for _, w := range strings.Fields(`a/s aps ltd inc gmbh holding group fonden forening foreningen forbund forbundet partiet universitet universitetet kommune politi
		institut instituttet bank banken museum museet teater teatret skole skolen gymnasium hospital sygehus ministeriet styrelsen nævn nævnet råd rådet union unionen
		klub klubben if bk fc bold boldklub if's avis dagblad tidende posten radio tv forlag selskab selskabet co company corp university council committee institute
		party league agency ministry department court retten landsret landsretten byret højesteret domstol kommissionen parlament parlamentet organisation organisationen`) {
		b.AddWord(w, feature.OrgWord)
	}
	for _, w := range strings.Fields(`cup pokalen prisen festival festivalen ligaen superligaen vm em ol grand prix open tour championship award krig krigen loven traktaten
		aftalen konventionen rapporten bogen filmen serien albummet symfoni orkanen stormen`) {
		b.AddWord(w, feature.MiscWord)
	}
	return nil
}

// ownFile reads a file of package entity: as go generate runs the command, or
// from the root of the repository.
func ownFile(name string) (file string, data []byte, err error) {
	data, err = os.ReadFile(name)
	if err == nil {
		return name, data, nil
	}
	file = filepath.Join("entity", name)
	data, err = os.ReadFile(file)
	return file, data, err
}

// firstNames adds the lexicon of first names that tells gender.
func firstNames(b *feature.Builder, names map[string]bool) error {
	_, data, err := ownFile("names.tsv")
	if err != nil {
		return err
	}
	for _, line := range strings.Split(string(data), "\n") {
		name, _, ok := strings.Cut(line, "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		b.AddWord(name, feature.FirstName)
		names[feature.Lower(name)] = true
	}
	return nil
}

// lists adds the names of this command's own lists. They were written from
// memory: they are evidence for the model to weigh, and never the label of a
// mention. Only the label of the name inside a compound (Latjin-korridoren) may
// rest on places and people alone; see tagger.Model.LabelOf.
func lists(b *feature.Builder, names map[string]bool) error {
	for _, list := range []struct {
		file   string
		word   uint16
		phrase uint8
		name   bool // stands for a person or place even where subtitles have it in lower case
	}{
		{"organisations.txt", feature.ListedOrg, feature.ListedPhraseORG, false},
		{"places.txt", feature.Place, feature.ListedPhraseLOC, true},
		{"surnames.txt", feature.LastName, 0, true},
		{"firstnames.txt", feature.FirstName, 0, true},
	} {
		_, data, err := ownFile(filepath.Join("train/lists", list.file))
		if err != nil {
			return err
		}
		for line := range strings.Lines(string(data)) {
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '#' {
				continue
			}
			var words []string
			for t := range token.All(line) {
				words = append(words, t.In(line))
			}
			switch {
			case len(words) == 1:
				b.AddWord(line, list.word)
				if list.name {
					names[feature.Lower(line)] = true
				}
			case list.phrase != 0:
				b.AddPhrase(words, list.phrase)
			}
		}
	}
	return nil
}

// knowledge adds the names of the embedded knowledge base.
func knowledge(b *feature.Builder, names map[string]bool) error {
	file, data, err := ownFile("knowledge.jsonl")
	if err != nil {
		return err
	}
	for n, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		var rec struct {
			Label, Name string
			Aliases     []string
		}
		if err := json.Unmarshal([]byte(line), &rec); err != nil {
			return fmt.Errorf("%s: line %d: %w", file, n+1, err)
		}
		var word uint16
		var phrase uint8
		switch rec.Label {
		case "PER":
			phrase = feature.PhrasePER
		case "ORG":
			word, phrase = feature.OrgName, feature.PhraseORG
		case "LOC":
			word, phrase = feature.Place, feature.PhraseLOC
		default:
			word, phrase = feature.MiscWord, feature.PhraseMISC
		}
		for _, name := range append(rec.Aliases, rec.Name) {
			name = strings.TrimPrefix(name, "~")
			var toks []string
			for t := range token.All(name) {
				toks = append(toks, t.In(name))
			}
			if len(toks) == 1 {
				if word != 0 && len(name) > 2 {
					b.AddWord(name, word)
					names[feature.Lower(name)] = true
				}
				continue
			}
			b.AddPhrase(toks, phrase)
		}
	}
	return nil
}
