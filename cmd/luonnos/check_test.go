package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

func samplePlan(name string) string {
	return filepath.Join("..", "..", "tools", "criteria", "testdata", "plans", name+".json")
}

func TestCheckForPeople(t *testing.T) {
	for _, test := range []struct {
		plan string
		lang plan.Lang
		code int
		want []string
	}{
		{"fi-early-education", plan.FI, exitPass, []string{"Suunnitelma täyttää kriteerit.", "C5  Hyötyjen realisointi", "ei vaikuta muihin"}},
		{"en-university-admissions", plan.EN, exitPass, []string{"The plan meets the criteria.", "neither a decision"}},
		{"sv-home-care", plan.SV, exitFail, []string{
			"Planen uppfyller inte ännu kriterierna.", "C1.KPI.FORMULA  kpis[k1].formula (kapitel 2)",
			`Indikator 1 "andel direkt arbetstid hos klienten": formeln saknas.`, "Ange hur siffran räknas ut",
		}},
	} {
		t.Run(test.plan, func(t *testing.T) {
			var out, errs bytes.Buffer
			code := check([]string{"--lang", string(test.lang), samplePlan(test.plan)}, &out, &errs)
			if code != test.code || errs.Len() > 0 {
				t.Errorf("got code %d, errors %q, want code %d", code, errs.String(), test.code)
			}
			for _, want := range test.want {
				if !strings.Contains(out.String(), want) {
					t.Errorf("no %q in\n%s", want, out.String())
				}
			}
		})
	}
}

func TestCheckJSON(t *testing.T) {
	var out, errs bytes.Buffer
	if code := check([]string{"--json", samplePlan("sv-home-care")}, &out, &errs); code != exitFail {
		t.Fatalf("got code %d, want %d: %s", code, exitFail, errs.String())
	}
	var report criteria.Report
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	f := report.Findings[0]
	if report.Verdict != criteria.Failed || report.Criteria["C1"] != criteria.Failed || report.Criteria["B1"] != criteria.Met ||
		f.Rule != "C1.KPI.FORMULA" || f.Path != "kpis[k1].formula" || f.Memo != "luku 2" || !f.Message.Complete() {
		t.Errorf("got %s", out.String())
	}
}

// writePlan stores a changed sample plan in a file.
func writePlan(t *testing.T, name string, change func(*plan.Plan)) string {
	t.Helper()
	p, err := readPlan(samplePlan(name), plan.EN)
	if err != nil {
		t.Fatal(err)
	}
	change(p)
	data, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "plan.json")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestCheckFix(t *testing.T) {
	file := writePlan(t, "en-university-admissions", func(p *plan.Plan) {
		p.Attestations, p.RACI, p.KPIs[1].Formula, p.Target.End = nil, nil, "", "2026-01"
	})
	var out, errs bytes.Buffer
	if code := check([]string{"--fix", "--json", file}, &out, &errs); code != exitFail {
		t.Fatalf("got code %d: %s", code, errs.String())
	}
	var got repair
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, fix := range got.Fix {
		for _, p := range fix.Paths {
			paths = append(paths, fix.Criterion+" "+string(p.Path))
			if !p.Label.Complete() || !p.Do.Complete() {
				t.Errorf("incomplete: %+v", p)
			}
		}
	}
	want := "C1 target.end, C1 kpis[k2].formula, C1 attestations, C2 raci[r1].item, C2 raci[r1].accountable, C5 attestations"
	if s := strings.Join(paths, ", "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	for lang, text := range map[plan.Lang]string{
		plan.FI: "Tarkista alku- ja loppupäivä.", plan.SV: "Ledningens åtagande", plan.EN: "raci[r1].accountable  ",
	} {
		out.Reset()
		check([]string{"--fix", "--lang", string(lang), file}, &out, &errs)
		if !strings.Contains(out.String(), text) {
			t.Errorf("%s: no %q in\n%s", lang, text, out.String())
		}
	}
	out.Reset()
	if code := check([]string{"--fix", "--json", samplePlan("fi-early-education")}, &out, &errs); code != exitPass || !strings.Contains(out.String(), `"fix": []`) {
		t.Errorf("a plan that passes: code %d, %s", code, out.String())
	}
}

func TestCheckShowsExpertsAndVersions(t *testing.T) {
	file := writePlan(t, "en-university-admissions", func(p *plan.Plan) {
		p.Reviews = []plan.Review{{Criterion: "K1a", Verdict: plan.Returned, By: "Sini Sitralainen", Date: "2026-07-01", Reason: "say why"}}
		p.Versions = plan.Versions{Rules: "1.1.0", Fields: plan.FieldsVersion}
		p.Target.End = "2027-10"
	})
	var out, errs bytes.Buffer
	if code := check([]string{"--lang", "en", file}, &out, &errs); code != exitPass {
		t.Fatalf("got code %d: %s", code, errs.String())
	}
	for _, want := range []string{
		"K1a  the management has decided on the focus of the reform – met; expert: returned (Sini Sitralainen, 2026-07-01): say why",
		"K1b  size of the change – met; expert: not assessed", "not ready yet",
		"begun with version 1.1.0 of the rules", "New rules: ", ", W.SPAN, ", "Changed rules: C1.KPI.LOCKED",
		"Findings that come from these: W.SPAN kpis[k2].deadline", "target.end: 2027-10",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestCheckRefusesUnreadableFiles(t *testing.T) {
	for _, test := range []struct {
		name, content string
		lang          plan.Lang
		want          string // after the file's name
	}{
		{"unknown key", "{\n\"target\": {\n\"objekt\": \"x\"}}", plan.FI, ":3: /target/objekt: tuntematon avain"},
		{"unknown key sv", "{\"kpi\": []}", plan.SV, ":1: /kpi: okänd nyckel"},
		{"not JSON", "kpis:\n- name: x\n", plan.FI, ":1: ei ole kelvollista JSONia"},
		{"cut off", "{\"target\": {\"object\":\n", plan.EN, "is not valid JSON"},
		{"trailing data", "{}\n{}", plan.EN, ":2: is not valid JSON"},
		{"wrong type", "{\n\"target\": {\"volume\": \"suuri\"}}", plan.FI, ":2: /target/volume: arvo on väärää tyyppiä"},
		{"key twice", "{\"target\": {},\n\"target\": {}}", plan.SV, ":2: /target: samma nyckel finns två gånger"},
		{"row id twice", `{"kpis": [{"id": "k1"}, {"id": "k1"}]}`, plan.EN, "/kpis/1/id: the id of the row is used twice"},
		{"no row id", `{"raci": [{"item": "kpis"}]}`, plan.FI, "/raci/0/id: rivin tunniste puuttuu tai on virheellinen"},
		{"several faults", "{\"kpi\": [],\n\"target\": {\"volume\": \"suuri\"}}", plan.FI, ":2: /target/volume: arvo on väärää tyyppiä"},
		{"too large", `{"target": {"volume": 1e400}}`, plan.SV, "talet är för stort"},
		{"null", "null", plan.FI, ":1: arvo on väärää tyyppiä"},
		{"empty", "", plan.FI, "ei ole kelvollista JSONia"},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "plan.json")
			if err := os.WriteFile(file, []byte(test.content), 0o600); err != nil {
				t.Fatal(err)
			}
			refused(t, file, test.lang, test.want)
		})
	}
	refused(t, filepath.Join(t.TempDir(), "none.json"), plan.SV, ": filen finns inte")
	refused(t, t.TempDir(), plan.EN, ": the file cannot be read")
}

func refused(t *testing.T, file string, lang plan.Lang, want string) {
	t.Helper()
	var out, errs bytes.Buffer
	code := check([]string{"--json", "--lang", string(lang), file}, &out, &errs)
	if code != exitUnreadable || out.Len() > 0 {
		t.Errorf("got code %d, output %q, want code %d", code, out.String(), exitUnreadable)
	}
	if got := errs.String(); !strings.HasPrefix(got, file) || !strings.Contains(got, want) {
		t.Errorf("got %q, want %s … %s", got, file, want)
	}
}

// TestCheckPrintsNoControlCharacters: a plan file cannot steer the terminal on which
// it is checked.
func TestCheckPrintsNoControlCharacters(t *testing.T) {
	for name, content := range map[string]string{
		"key":   `{"\u001b[31mkey\u009b":1}`,
		"value": `{"kpis":[{"id":"k1","name":"\u001b]0;title\u0007\u202ename\r"}]}`,
	} {
		file := filepath.Join(t.TempDir(), "plan.json")
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		check([]string{file}, &out, &errs)
		if got := out.String() + errs.String(); !strings.Contains(got, "ame") && !strings.Contains(got, "key") || strings.ContainsAny(got, "\x1b\u009b\a\u202e\r") {
			t.Errorf("%s: printed %q", name, got)
		}
	}
}

// TestCheckReadsFilesMarkedAsUTF8: some editors write a byte order mark.
func TestCheckReadsFilesMarkedAsUTF8(t *testing.T) {
	data, err := os.ReadFile(samplePlan("fi-early-education"))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "plan.json")
	if err := os.WriteFile(file, append([]byte("\ufeff"), data...), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if code := check([]string{file}, &out, &errs); code != exitPass {
		t.Errorf("got code %d: %s", code, errs.String())
	}
}

func TestCheckUsage(t *testing.T) {
	for _, args := range [][]string{nil, {"a.json", "b.json"}, {"--lang", "de", "a.json"}, {"--unknown", "a.json"}} {
		var out, errs bytes.Buffer
		if code := check(args, &out, &errs); code != exitUnreadable || !strings.Contains(errs.String(), "luonnos check [--fix] [--json]") {
			t.Errorf("%v: got code %d, %q", args, code, errs.String())
		}
	}
}

func TestRunFindsSubcommands(t *testing.T) {
	getenv := func(string) string { return "" }
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"check", samplePlan("fi-early-education")}, getenv, nil, &out, &errs); code != exitPass {
		t.Errorf("check: got code %d, %s", code, errs.String())
	}
	if code := run(t.Context(), []string{"nothing"}, getenv, nil, &out, &errs); code != 2 || !strings.Contains(errs.String(), "check") {
		t.Errorf("unknown subcommand: got code %d, %q", code, errs.String())
	}
}
