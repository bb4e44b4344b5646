package entity

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadKnowledge(t *testing.T) {
	k, err := ReadKnowledge(strings.NewReader("\ufeff" + `{"id": "1", "label": "PER", "name": "Anna  Holm", "aliases": ["Anna"], "short": ["A."], "description": "maler"}

{"id": "2", "label": "ORG", "type": "club", "name": "Ørsø IF", "extra": 1}
{"id": "3", "label": "PER", "name": "Anna Holm"}`))
	if err != nil {
		t.Fatal(err)
	}
	want := []Record{
		{ID: "1", Label: PER, Name: "Anna  Holm", Aliases: []string{"Anna"}, Short: []string{"A."}, Description: "maler"},
		{ID: "2", Label: ORG, Type: "club", Name: "Ørsø IF"},
		{ID: "3", Label: PER, Name: "Anna Holm"},
	}
	var got []Record
	for i := range k.Len() {
		got = append(got, k.Record(i))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("records (-want +got)\n%s", diff)
	}
	for name, want := range map[string][]int{
		"Anna Holm": {0, 2}, "ANNA\n HOLM": {0, 2}, "anna": {0}, "a.": {0}, "ØRSØ if": {1}, "O\u0308rsø IF": nil, "Holm": nil, "": nil,
	} {
		if got := slices.Collect(k.Lookup(name)); !slices.Equal(got, want) {
			t.Errorf("Lookup(%q) = %v, want %v", name, got, want)
		}
	}
}

func TestReadKnowledgeErrors(t *testing.T) {
	const good = `{"id": "1", "name": "Anna"}` + "\n"
	for _, tt := range []struct{ in, want string }{
		{good + `{"id": "2", "name": }`, "knowledge: line 2: invalid character '}' looking for beginning of value"},
		{good + "\n" + `{"name": "Bo"}`, `knowledge: line 3: no "id"`},
		{`{"id": "2", "name": " "}`, `knowledge: line 1: no "name"`},
		{`{"id": "2", "name": "Bo", "aliases": "B"}`, "knowledge: line 1: json: cannot unmarshal string into Go struct field .aliases of type []string"},
		{`{"id": "2", "name": "` + strings.Repeat("b", 70000) + `"}`, `knowledge: line 1: record "2": a field is longer than 64 KiB`},
	} {
		k, err := ReadKnowledge(strings.NewReader(tt.in))
		if err == nil || err.Error() != tt.want || k != nil {
			t.Errorf("%.60q: got %v, %v, want %s", tt.in, k, err, tt.want)
		}
	}
	_, err := readKnowledge(strings.NewReader(good+good+good), limits{text: 1000, forms: 2})
	if want := `knowledge: line 3: record "1": the base is larger than 1000 bytes of text or 2 names`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if _, err := ReadKnowledge(io.MultiReader(strings.NewReader(good), errReader{})); err == nil || err.Error() != "knowledge: line 2: disk on fire" {
		t.Errorf("got %v", err)
	}
}

type errReader struct{}

func (errReader) Read([]byte) (int, error) { return 0, fmt.Errorf("disk on fire") }

func TestEmptyKnowledge(t *testing.T) {
	k, err := ReadKnowledge(strings.NewReader(""))
	if err != nil || k.Len() != 0 || len(slices.Collect(k.Lookup("x"))) != 0 {
		t.Errorf("%v, %v", k, err)
	}
}

func TestDefaultKnowledge(t *testing.T) {
	k := DefaultKnowledge()
	if k.Len() < 3000 || len(defaultKnowledge) > 500_000 {
		t.Errorf("%d records in %d bytes", k.Len(), len(defaultKnowledge))
	}
	ids := map[string]bool{}
	for i := range k.Len() {
		r := k.Record(i)
		if ids[r.ID] {
			t.Errorf("id %s twice", r.ID)
		}
		ids[r.ID] = true
		if !strings.HasPrefix(r.ID, "ordret:") && (r.ID[0] != 'Q' || strings.Trim(r.ID[1:], "0123456789") != "") {
			t.Errorf("id %s is neither ours nor Wikidata's", r.ID)
		}
		if c := typeClasses[r.Type]; r.Label == ORG && c == 0 && r.Type != "museum" {
			t.Errorf("%s: type %q has no class", r.Name, r.Type)
		}
	}
	for name, want := range map[string]string{"Radikale": "Radikale Venstre", "FN": "FN", "Hviderusland": "Belarus", "DBU": "Dansk Boldspil-Union", "dr": "DR"} {
		found := false
		for i := range k.Lookup(name) {
			found = found || k.Record(i).Name == want
		}
		if !found {
			t.Errorf("%s is not %s", name, want)
		}
	}
}

func TestLookupAllocates(t *testing.T) {
	k := DefaultKnowledge()
	n := 0
	if got := testing.AllocsPerRun(100, func() {
		for range k.Lookup("Københavns Universitet") {
			n++
		}
	}); got > 0 {
		t.Errorf("%v allocations", got)
	}
}

const testBase = `{"id": "w", "label": "PER", "name": "Kim Andersen", "aliases": ["Kim"], "description": "dansk cykelrytter"}
{"id": "j1", "label": "PER", "name": "Jens Hansen", "description": "borgmester i Randers"}
{"id": "j2", "label": "PER", "name": "Jens Hansen", "description": "håndboldspiller"}
{"id": "f", "label": "ORG", "name": "Aros Fonden", "aliases": ["Aros"]}
{"id": "t", "label": "LOC", "name": "Aros"}
{"id": "fn", "label": "ORG", "name": "Foreningen Norden", "aliases": ["FN"]}
`

func TestLink(t *testing.T) {
	k, err := ReadKnowledge(strings.NewReader(testBase))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ text, want, why string }{
		{"{PER:Kim Andersen} vandt.", "w", "the name in full"},
		{"{PER:Kim} vandt.", "w", "an alias that nothing contradicts"},
		{"{PER:Kim Jong-un} talte. {PER:Kim} vandt.", "ordret:kim-jong-un", "the full name contradicts the short form"},
		{"{PER:Kim Wulff} talte. {PER:Kim} vandt.", "", "and no base has that full name"},
		{"{PER:Kim} talte. {PER:Kim Holm} og {PER:Kim Wulff} klappede.", "", "nor an alias two that the text names"},
		{"{PER:Jens Hansen} talte.", "", "two records come out even"},
		{"{PER:Jens Hansen} talte. Borgmesteren er fra {LOC:Randers}.", "j1", "the description shares words with the text"},
		{"{LOC:Aros} er smuk.", "t", "the label"},
		{"{ORG:Aros} giver penge.", "f", "the label"},
		{"{ORG:Aros Festivalen} giver penge. {ORG:Aros} ler.", "", "the full name is that of somebody else"},
		{"{ORG:FN} mødes.", "fn", "a base of the caller's own comes first"},
	}
	for _, tt := range tests {
		_, r := find(t, tt.text, WithKnowledge(k))
		e := r.Entities[0]
		if e.KB != tt.want {
			t.Errorf("%s: %s is %q, want %q: %s", tt.text, e.Name, e.KB, tt.want, tt.why)
		}
		if (e.KB != "") != (e.KBScore > 0 && e.KBScore <= 1) {
			t.Errorf("%s: id %q with score %v", tt.text, e.KB, e.KBScore)
		}
	}
	if _, r := find(t, "{ORG:FN} mødes.", WithoutDefaultKnowledge()); r.Entities[0].KB != "" {
		t.Errorf("linked to %s without a base", r.Entities[0].KB)
	}
}

// people writes n records of made-up people, two aliases each.
func people(w io.Writer, n int) {
	first := strings.Fields("Anna Bo Carl Ditte Erik Freja Gert Hanne Ida Jens Karen Lars Mette Niels Ole Pia")
	for i := range n {
		f, m, l := first[i%16], first[i/16%16], i/256
		fmt.Fprintf(w, `{"id":"Q%d","label":"PER","name":"%s %s Efternavn%d","aliases":["%s Efternavn%d","Efternavn%d"],"description":"person nummer %d i prøven"}`+"\n",
			i, f, m, l, f, l, l, i)
	}
}

func BenchmarkKnowledge(b *testing.B) {
	const n = 1_000_000
	var src strings.Builder
	people(&src, n)
	var k *Knowledge
	b.Run("load1M", func(b *testing.B) {
		var before, after runtime.MemStats
		for b.Loop() {
			k = nil
			runtime.GC()
			runtime.ReadMemStats(&before)
			var err error
			if k, err = ReadKnowledge(strings.NewReader(src.String())); err != nil {
				b.Fatal(err)
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
		}
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/n, "heap-B/record")
		b.ReportMetric(float64(len(src.String()))/n, "file-B/record")
	})
	if k == nil {
		b.Skip("nothing loaded")
	}
	names := make([]string, 1024)
	for i := range names {
		names[i] = k.name(i * 977 % n)
	}
	b.Run("lookup", func(b *testing.B) {
		b.ReportAllocs()
		i := 0
		for b.Loop() {
			for range k.Lookup(names[i&1023]) {
			}
			i++
		}
		b.ReportMetric(1e9/(float64(b.Elapsed().Nanoseconds())/float64(b.N)), "lookups/s")
	})
}
