package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// annotate runs the program on input.
func annotate(input string, args ...string) (stdout, stderr string, code int) {
	var out, errs bytes.Buffer
	code = run(args, strings.NewReader(input), &out, &errs, false)
	return out.String(), errs.String(), code
}

func file(t *testing.T, name, content string) string {
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestText(t *testing.T) {
	out, errs, code := annotate("Professor Malcolm Ferrier er bekymret. »Vi har set det før,« siger Ferrier til TV 2.")
	if code != 0 || errs != "" {
		t.Fatalf("exit %d, %s", code, errs)
	}
	for _, want := range []string{"Malcolm Ferrier (professor; also Ferrier)", "Vi har set det før,", `to TV 2`} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if strings.Contains(out, "\x1b") {
		t.Error("colours, but not on a terminal")
	}
}

func TestJSONLines(t *testing.T) {
	in := `{"id": 7, "text": "»Nej,« siger Anna Holm.", "other": 1}
not json

{"id": "b"}
{"id": "c", "text": ""}
`
	out, errs, code := annotate(in, "-i", "jsonl", "-f", "jsonl", "-tokens")
	if code != 1 {
		t.Errorf("exit %d, want 1", code)
	}
	for _, want := range []string{"stdin: line 2: ", "stdin: line 4: no \"text\""} {
		if !strings.Contains(errs, want) {
			t.Errorf("no %q in %q", want, errs)
		}
	}
	var ids []string
	for _, line := range strings.Split(strings.TrimSpace(out), "\n") {
		var d struct {
			ID     string
			Tokens []any
			Quotes []struct{ Speaker string }
		}
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, d.ID)
		if d.ID == "7" && (len(d.Tokens) != 8 || len(d.Quotes) != 1 || d.Quotes[0].Speaker != "Anna Holm") {
			t.Errorf("document 7: %s", line)
		}
	}
	if got := strings.Join(ids, " "); got != "7 c" {
		t.Errorf("documents %s, want 7 c", got)
	}
}

func TestLines(t *testing.T) {
	for _, c := range []struct{ in, id, err string }{
		{`{"id": "a", "text": ""}`, `"id":"a"`, ""},
		{`{"id": 12345678901, "text": ""}`, `"id":"12345678901"`, ""},
		{`{"text": ""}`, `"id":""`, ""},
		{`{"id": null, "text": ""}`, `"id":""`, ""},
		{"\ufeff" + `{"id": "bom", "text": ""}`, `"id":"bom"`, ""},
		{`{"id": ["a"], "text": ""}`, "", `line 1: "id" is neither a string nor a number`},
		{`{"id": "a", "text": 7}`, "", `line 1: "text" is a number, not a string`},
		{`[]`, "", "line 1: a JSON array, not an object"},
		{`{"id": "a", "text": "` + "\xe6" + `"}`, "", "line 1: not UTF-8"},
		{`{"id": "a", "text": ""`, "", "line 1: no JSON: unexpected end of JSON input"},
	} {
		out, errs, code := annotate(c.in+"\n", "-i", "jsonl", "-f", "jsonl")
		if c.err == "" && (code != 0 || errs != "" || !strings.Contains(out, c.id)) {
			t.Errorf("%s: exit %d, %q, %s", c.in, code, errs, out)
		}
		if c.err != "" && (code != 1 || out != "" || !strings.HasPrefix(errs, "annotate: stdin: "+c.err) || strings.Count(errs, "\n") != 1) {
			t.Errorf("%s: exit %d, %q, %s", c.in, code, errs, out)
		}
	}
}

func TestLongLine(t *testing.T) {
	out, _, code := annotate(`{"id":"a","text":"`+strings.Repeat("Anna Holm siger nej. ", 20000)+`"}`, "-i", "jsonl", "-f", "jsonl")
	if code != 0 || len(out) < 400000 {
		t.Errorf("exit %d, %d bytes", code, len(out))
	}
}

func TestFiles(t *testing.T) {
	a := file(t, "a.txt", "»Nej,« siger Anna Holm.")
	b := file(t, "b.txt", "»Jo,« siger Bo Lind.")
	dir := t.TempDir()
	out, errs, code := annotate("", "-f", "jsonl", a, filepath.Join(dir, "missing.txt"), dir, b)
	if code != 1 || !strings.Contains(errs, "missing.txt") || strings.Count(errs, dir) != 2 || strings.Count(errs, "\n") != 2 {
		t.Errorf("exit %d, %q", code, errs)
	}
	if !strings.Contains(out, `"id":"a"`) || !strings.Contains(out, `"id":"b"`) {
		t.Errorf("a missing file lost others: %s", out)
	}
}

func TestEncodings(t *testing.T) {
	latin := file(t, "old.txt", "\xbbN\xe6,\xab siger S\xf8ren Holm.")
	if _, errs, code := annotate("", latin); code != 1 || !strings.Contains(errs, "old.txt: line 1: not UTF-8") {
		t.Errorf("exit %d, %q", code, errs)
	}
	out, errs, code := annotate("", "-encoding", "latin1", "-f", "json", latin)
	if code != 0 || !strings.Contains(out, "Søren Holm") {
		t.Errorf("exit %d, %q\n%s", code, errs, out)
	}
	if out, _, _ := annotate("\xff\xfeA\x00n\x00n\x00a\x00", "-encoding", "utf-16", "-f", "jsonl"); !strings.Contains(out, `"text":"Anna"`) {
		t.Errorf("UTF-16: %s", out)
	}
}

func TestUsage(t *testing.T) {
	if out, errs, code := annotate("", "-h"); code != 0 || errs != "" || !strings.Contains(out, "usage: annotate") {
		t.Errorf("-h: exit %d, %q, %q", code, out, errs)
	}
	for _, args := range [][]string{{"-i", "xml"}, {"-f", "yaml"}, {"-encoding", "klingon"}, {"-nosuch"}} {
		_, errs, code := annotate("", args...)
		if code != 2 || strings.Count(errs, "\n") != 1 {
			t.Errorf("%v: exit %d, %q", args, code, errs)
		}
	}
}

func TestKnowledge(t *testing.T) {
	kb := file(t, "kb.jsonl", `{"id":"X1","label":"PER","name":"Anna Holm","aliases":["Holm"],"description":"formand"}`+"\n")
	out, errs, code := annotate("»Nej,« siger Anna Holm.", "-kb", kb, "-f", "json")
	if code != 0 || !strings.Contains(out, `"kb": "X1"`) {
		t.Errorf("exit %d, %q\n%s", code, errs, out)
	}
	broken := file(t, "broken.jsonl", "{\"id\":\"X1\",\"label\":\"PER\",\"name\":\"Anna\"}\n{\n")
	if _, errs, code := annotate("", "-kb", broken); code != 1 || !strings.Contains(errs, "broken.jsonl") || !strings.Contains(errs, "line 2") {
		t.Errorf("exit %d, %q", code, errs)
	}
}

func TestRules(t *testing.T) {
	rules := file(t, "rules.jsonl", `{"label": "EVENT", "pattern": "Folkemødet", "id": "folkemøde"}`+"\n"+strings.Repeat(`{"label": "EVENT", "pattern": [{"LEMMA": "x"}]}`+"\n", 2))
	out, errs, code := annotate("Anna Holm er på Folkemødet.", "-rules", rules, "-f", "jsonl")
	if code != 1 || !strings.Contains(errs, "rules.jsonl:2") || strings.Count(errs, "annotate: ") != 2 || strings.Count(errs, "LEMMA") != 2 {
		t.Errorf("exit %d, %q", code, errs)
	}
	if !strings.Contains(out, `"label":"EVENT"`) || !strings.Contains(out, `"rule":"folkemøde"`) {
		t.Errorf("the other pattern is lost: %s", out)
	}
}

func TestHTMLAndCoNLLU(t *testing.T) {
	if out, _, code := annotate("»Nej,« siger Anna Holm.", "-f", "html"); code != 0 || !strings.HasPrefix(out, "<!DOCTYPE html>") {
		t.Errorf("exit %d\n%s", code, out)
	}
	a := file(t, "a.txt", "»Nej,« siger Anna Holm.")
	if out, _, code := annotate("", "-f", "html", a, a); code != 0 || strings.Count(out, "<!DOCTYPE") != 1 || strings.Count(out, "<article>") != 2 {
		t.Errorf("two files are not one page: exit %d\n%s", code, out)
	}
	if out, _, code := annotate("»Nej,« siger Anna Holm.", "-f", "conllu"); code != 0 || !strings.Contains(out, "Entity=B-PER:e1") {
		t.Errorf("exit %d\n%s", code, out)
	}
}
