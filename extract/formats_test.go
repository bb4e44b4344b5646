package extract_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/ordret/ordret/entity"
	"github.com/ordret/ordret/entity/token"
	"github.com/ordret/ordret/extract"
)

// written returns what write writes.
func written(t *testing.T, write func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// checkFormats fails if a format loses or moves something of d.
func checkFormats(t *testing.T, d *extract.Document) {
	t.Helper()
	if !utf8.ValidString(d.Text()) {
		for name, err := range map[string]error{
			"JSON": d.WriteJSON(new(bytes.Buffer), false), "HTML": d.WriteHTML(new(bytes.Buffer)), "CoNLL-U": d.WriteCoNLLU(new(bytes.Buffer)),
		} {
			if err == nil {
				t.Fatalf("%s holds a text that is not UTF-8", name)
			}
		}
		return
	}
	checkJSON(t, d)
	checkHTML(t, d)
	checkCoNLLU(t, d)
}

func checkJSON(t *testing.T, d *extract.Document) {
	t.Helper()
	line := written(t, func(b *bytes.Buffer) error { return d.WriteJSON(b, true) })
	if n := strings.Count(line, "\n"); n != 1 || !strings.HasSuffix(line, "\n") {
		t.Fatalf("a document of JSON Lines has %d line breaks", n)
	}
	type span struct {
		Start, End int
		Text       *string
	}
	var got struct {
		Version  int
		ID, Text string
		Tokens   []token.Span
		Mentions []struct {
			span
			Entity string
		}
		Entities []struct{ ID string }
		Quotes   []struct {
			ID, Entity                     string
			Content                        []span
			Cue, Source, Addressee, Medium *span
			Speaker                        *string
		}
	}
	if err := json.Unmarshal([]byte(line), &got); err != nil {
		t.Fatal(err)
	}
	if got.Version != extract.Version || got.Text != d.Text() || len(got.Tokens) != len(d.Tokens.Tokens) ||
		len(got.Mentions) != len(d.Mentions) || len(got.Entities) != len(d.Entities) || len(got.Quotes) != len(d.Quotes) {
		t.Fatalf("the JSON lacks something: %s", line)
	}
	says := func(s *span) {
		t.Helper()
		if s != nil && (s.Text == nil || s.Start >= s.End || d.Text()[s.Start:s.End] != *s.Text) {
			t.Fatalf("text[%d:%d] is not what the JSON says: %s", s.Start, s.End, line)
		}
	}
	ids := map[string]bool{}
	for _, e := range got.Entities {
		ids[e.ID] = true
	}
	for _, m := range got.Mentions {
		says(&m.span)
		if !ids[m.Entity] {
			t.Fatalf("mention of %q, which is no entity: %s", m.Entity, line)
		}
	}
	for i, q := range got.Quotes {
		for _, c := range q.Content {
			says(&c)
		}
		for _, s := range []*span{q.Cue, q.Source, q.Addressee, q.Medium} {
			says(s)
		}
		if q.ID != fmt.Sprint("q", i+1) || q.Entity != "" && (!ids[q.Entity] || q.Speaker == nil) || q.Speaker != nil && *q.Speaker == "" {
			t.Fatalf("quotation %d: %s", i, line)
		}
	}
}

var (
	htmlTag  = regexp.MustCompile(`<(/?)(q|mark)\b[^>]*>`)
	htmlBy   = regexp.MustCompile(`<span class="by"[^>]*>[^<]*</span>`)
	htmlText = regexp.MustCompile(`(?s)<div class="text" lang="da">(.*?)</div>`)
	htmlID   = regexp.MustCompile(`<q [^>]*\bid="([^"]*)"`)
	htmlRef  = regexp.MustCompile(`href="#([^"]*)"`)
)

func checkHTML(t *testing.T, d *extract.Document) {
	t.Helper()
	page := written(t, func(b *bytes.Buffer) error { return d.WriteHTML(b) })
	body := htmlText.FindStringSubmatch(page)
	if body == nil {
		t.Fatalf("no text in\n%s", page)
	}
	text := htmlBy.ReplaceAllString(body[1], "")
	var stack []string
	for _, m := range htmlTag.FindAllStringSubmatch(text, -1) {
		if m[1] == "" {
			stack = append(stack, m[2])
			continue
		}
		if len(stack) == 0 || stack[len(stack)-1] != m[2] {
			t.Fatalf("</%s> closes nothing in\n%s", m[2], page)
		}
		stack = stack[:len(stack)-1]
	}
	if len(stack) > 0 {
		t.Fatalf("%v not closed in\n%s", stack, page)
	}
	if diff := cmp.Diff(d.Text(), html.UnescapeString(htmlTag.ReplaceAllString(text, ""))); diff != "" {
		t.Fatalf("the text of the page differs (-want +got):\n%s", diff)
	}
	ids := map[string]int{}
	for _, m := range htmlID.FindAllStringSubmatch(page, -1) {
		ids[m[1]]++
	}
	for _, m := range htmlRef.FindAllStringSubmatch(page, -1) {
		if ids[m[1]] != 1 {
			t.Fatalf("#%s is there %d times:\n%s", m[1], ids[m[1]], page)
		}
	}
}

func checkCoNLLU(t *testing.T, d *extract.Document) {
	t.Helper()
	out := written(t, func(b *bytes.Buffer) error { return d.WriteCoNLLU(b) })
	tokens, number := 0, 0
	var want string
	var text strings.Builder
	for line := range strings.SplitSeq(strings.TrimSuffix(out, "\n"), "\n") {
		switch {
		case strings.HasPrefix(line, "# text = "):
			want = strings.TrimPrefix(line, "# text = ")
			text.Reset()
			number = 0
		case strings.HasPrefix(line, "#"):
		case line == "":
			if got := strings.TrimSuffix(text.String(), " "); got != want {
				t.Fatalf("forms make %q, the sentence is %q", got, want)
			}
		default:
			tokens++
			number++
			c := strings.Split(line, "\t")
			if len(c) != 10 || c[0] != strconv.Itoa(number) || c[1] == "" {
				t.Fatalf("line %q", line)
			}
			text.WriteString(c[1])
			if !strings.HasPrefix(c[9], "SpaceAfter=No") {
				text.WriteByte(' ')
			}
		}
	}
	if tokens != len(d.Tokens.Tokens) {
		t.Fatalf("%d tokens, want %d", tokens, len(d.Tokens.Tokens))
	}
}

// TestJSONShape compares the JSON of one article, its keys and their order
// with it, with testdata/golden/havn.json. The shape is what users rely on.
func TestJSONShape(t *testing.T) {
	d := extract.Text(readArticle(t, "havn"))
	d.ID = "havn"
	got := written(t, func(b *bytes.Buffer) error { return d.WriteIndentedJSON(b, false) })
	golden(t, "havn.json", got)

	// The other ways to write it say the same.
	line := written(t, func(b *bytes.Buffer) error { return d.WriteJSON(b, false) })
	marshalled, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	for _, other := range []string{line, string(marshalled)} {
		var b bytes.Buffer
		if err := json.Indent(&b, []byte(strings.TrimSpace(other)), "", "  "); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(got, b.String()+"\n"); diff != "" {
			t.Errorf("differs from indented JSON:\n%s", diff)
		}
	}
}

func TestHTML(t *testing.T) {
	d := extract.Text("<b>»Nej & nej,« siger Anna Holm.</b>")
	page := written(t, func(b *bytes.Buffer) error { return d.WriteHTML(b) })
	for _, want := range []string{
		"&lt;b&gt;", `<q class="direct" title="direct: Anna Holm" id="d1q1">`, `Nej &amp; nej,</q>`, `<mark class="PER" title="PER: Anna Holm">Anna Holm</mark>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s:\n%s", want, page)
		}
	}
}

// TestHTMLCrossing marks a name that begins in one quotation and ends behind
// it, which rules of the user's own can bring about.
func TestHTMLCrossing(t *testing.T) {
	d := extract.Text("»Vi er glade,« siger Anna Holm.")
	d.Mentions = append([]entity.Mention{{Span: token.Span{Start: 8, End: 17}, Label: "X", Entity: -1}}, d.Mentions...)
	checkHTML(t, d)
	page := written(t, func(b *bytes.Buffer) error { return d.WriteHTML(b) })
	if !strings.Contains(page, `<mark class="X" title="X">glade,</mark></q><mark class="X" title="X">« </mark>`) {
		t.Errorf("not cut in two:\n%s", page)
	}
}

func TestWriteHTMLOfMany(t *testing.T) {
	x := bareExtractor(t, 2)
	page := written(t, func(b *bytes.Buffer) error { return extract.WriteHTML(b, x.All(t.Context(), docs(3, nil))) })
	if strings.Count(page, "<!DOCTYPE") != 1 || strings.Count(page, "<article>") != 3 || strings.Count(page, "</html>") != 1 {
		t.Errorf("not one page of three articles:\n%s", page)
	}
	broken := errors.New("broken")
	if err := extract.WriteHTML(new(bytes.Buffer), x.All(t.Context(), docs(3, broken))); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}

// TestCoNLLUValues writes labels that the format has no room for.
func TestCoNLLUValues(t *testing.T) {
	d := extract.Text("Anna Holm tier.")
	d.Mentions[0].Label = "MY|OWN LABEL"
	out := written(t, func(b *bytes.Buffer) error { return d.WriteCoNLLU(b) })
	if !strings.Contains(out, "Entity=B-MY_OWN_LABEL:e1\n") {
		t.Errorf("got\n%s", out)
	}
}

func TestWriteErrors(t *testing.T) {
	full, err := os.OpenFile(os.DevNull, os.O_RDONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	d := extract.Text("»Nej,« siger Anna Holm.")
	for name, err := range map[string]error{
		"JSON": d.WriteJSON(full, false), "indented JSON": d.WriteIndentedJSON(full, false), "HTML": d.WriteHTML(full), "CoNLL-U": d.WriteCoNLLU(full),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
