package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// luonnos runs the program with a data folder of its own.
func luonnos(t *testing.T, dir string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	getenv := func(name string) string { return map[string]string{"XDG_DATA_HOME": dir, "LANG": "en_GB.UTF-8"}[name] }
	var out, errs bytes.Buffer
	code = run(t.Context(), args, getenv, strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

// writeFile writes a file of a test and returns its path.
func writeFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestKnowledgeSearch(t *testing.T) {
	for _, test := range []struct {
		args []string
		want []string
	}{
		{[]string{"Mikä on arvovirta?"}, []string{"1. Arvovirta (luku 4, "}},
		{[]string{"--lang", "sv", "Mikä on arvovirta?"}, []string{"kapitel 4"}},
		{[]string{"Vad blir det för väder i morgon?"}, []string{"Jag hittar inget svar", "De här kan ändå"}},
		{[]string{"mikä se on"}, []string{"En löydä muistiosta"}},
		{[]string{"--tsv", "--n", "1", "What", "is", "a", "value stream?"}, []string{"1\t0.", "\t4\t"}},
	} {
		code, out, errs := luonnos(t, t.TempDir(), append([]string{"knowledge", "search"}, test.args...)...)
		if code != 0 || errs != "" {
			t.Errorf("%q: code %d, %s", test.args, code, errs)
		}
		for _, want := range test.want {
			if !strings.Contains(out, want) {
				t.Errorf("%q: no %q in\n%s", test.args, want, out)
			}
		}
	}
}

func TestKnowledgeSearchJSON(t *testing.T) {
	_, out, _ := luonnos(t, t.TempDir(), "knowledge", "search", "--json", "--n", "2", "Vad är en värdeström?")
	var got resultView
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	if got.Lang != "sv" || !got.Answerable || len(got.Hits) != 2 || got.Hits[0].Section != "4" || len(got.Hits[0].Matched) == 0 {
		t.Errorf("got %s", out)
	}
}

func TestKnowledgeEval(t *testing.T) {
	questions := writeFile(t, "questions.jsonl", `{"id":"a","question":"Mikä on arvovirta?","answerable":true,"relevant":[{"section":"4","grade":2}]}
{"id":"b","question":"Millainen sää huomenna on?","answerable":false}
`)
	results := filepath.Join(t.TempDir(), "run.tsv")
	code, out, errs := luonnos(t, t.TempDir(), "knowledge", "eval", "--json", "--run", results, questions)
	var got map[string]any
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != 0 {
		t.Fatalf("code %d, %s, %v", code, errs, err)
	}
	if got["by"] != "section" || got["questions"] != 2.0 || got["ndcg10"] != 1.0 || got["auroc"] != 1.0 {
		t.Errorf("got %s", out)
	}
	lines, err := os.ReadFile(results)
	if err != nil {
		t.Fatal(err)
	}
	if first, _, _ := strings.Cut(string(lines), "\n"); len(strings.Split(first, "\t")) != 4 || !strings.HasPrefix(first, "a\t1\t") {
		t.Errorf("the run begins with %q", first)
	}
}

func TestKnowledgeRefuses(t *testing.T) {
	broken := writeFile(t, "broken.jsonl", "{}\n")
	for _, test := range []struct {
		args []string
		code int
		want string
	}{
		{nil, 2, "usage:"},
		{[]string{"find"}, 2, "usage:"},
		{[]string{"search"}, 2, "usage:"},
		{[]string{"search", "--lang", "de", "was"}, 2, "usage:"},
		{[]string{"search", "--json", "--tsv", "x"}, 2, "usage:"},
		{[]string{"eval", "none.jsonl"}, 1, "none.jsonl"},
		{[]string{"eval", broken}, 1, "broken.jsonl: line 1: no id"},
	} {
		code, _, errs := luonnos(t, t.TempDir(), append([]string{"knowledge"}, test.args...)...)
		if code != test.code || !strings.Contains(errs, test.want) {
			t.Errorf("%q: code %d, %q, want code %d and %q", test.args, code, errs, test.code, test.want)
		}
	}
}

const strategy = `# Kivinen kaupunki

Kivisen kaupungin strategia sanoo, että hiekkateiden lanaus uudistetaan robottien ja asukkaiden yhteistyönä.
`

func TestKnowledgeIngest(t *testing.T) {
	dir := t.TempDir()
	file := writeFile(t, "strategia.md", strategy)
	for _, want := range []string{": read, 1 passages\n", ": no change, 1 passages\n"} {
		if code, out, errs := luonnos(t, dir, "knowledge", "ingest", file); code != 0 || !strings.HasSuffix(out, want) {
			t.Fatalf("code %d, %q, %q, want %q", code, out, errs, want)
		}
	}
	_, out, _ := luonnos(t, dir, "knowledge", "search", "--json", "--n", "1", "Miten hiekkateiden lanaus uudistetaan?")
	var got resultView
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Hits) != 1 || got.Hits[0].Quote == nil || got.Hits[0].Quote.Line != 3 || got.Hits[0].Quote.Document != "strategia.md" {
		t.Errorf("got %s", out)
	}
	questions := writeFile(t, "q.jsonl", `{"id":"a","question":"Miten hiekkateiden lanaus uudistetaan?","answerable":true,"relevant":[{"section":"x","grade":2,"quote":"hiekkateiden lanaus|asukkaiden"}]}`)
	if _, out, _ := luonnos(t, dir, "knowledge", "eval", questions); !strings.Contains(out, "by=quote\nnDCG@10  1.000\n") {
		t.Errorf("got %s", out)
	}
	broken := writeFile(t, "strategia.pdf", "%PDF-1.7 broken")
	if code, _, errs := luonnos(t, dir, "knowledge", "ingest", broken); code != 1 || !strings.Contains(errs, "strategia.pdf: the file is broken") {
		t.Errorf("code %d, %q", code, errs)
	}
}

func TestKnowledgeReadsTheMemoFromTheEnvironment(t *testing.T) {
	memo := writeFile(t, "memo.md", strategy)
	getenv := func(name string) string {
		return map[string]string{"XDG_DATA_HOME": t.TempDir(), "LUONNOS_MEMO": memo}[name]
	}
	var out, errs bytes.Buffer
	code := run(t.Context(), []string{"knowledge", "search", "hiekkateiden lanaus robottien kanssa"}, getenv, strings.NewReader(""), &out, &errs)
	if code != 0 || !strings.Contains(out.String(), "Kivisen kaupungin strategia") {
		t.Errorf("code %d, %s%s", code, out.String(), errs.String())
	}
}
