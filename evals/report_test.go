package evals

import (
	"bytes"
	"compress/flate"
	"context"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"luonnos/tools/plan"
)

// reports writes every report of a run, the page in these languages.
func reports(t *testing.T, dir string, langs []plan.Lang, run string, more ...string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, lang := range langs {
		line := append([]string{"report", run, "--html", filepath.Join(dir, string(lang)+".html"), "--junit", filepath.Join(dir, "r.xml"),
			"--json", filepath.Join(dir, "r.json"), "--lang", string(lang)}, more...)
		var out bytes.Buffer
		if code := Main(t.Context(), line, Deps{}, &out, &out); code != ExitOK {
			t.Fatalf("exit %d: %s", code, &out)
		}
	}
}

func playHostile(t *testing.T, dir string) {
	t.Helper()
	deps := Deps{Open: func(_ context.Context, o Opening) (Session, error) {
		if strings.HasPrefix(o.Case.ID, "p02") && o.Style == Terse {
			return nil, fmt.Errorf("no <b>network</b>")
		}
		s := newToy(o.Case)
		s.deaf = true
		return hostile{s}, nil
	}}
	var out bytes.Buffer
	if code := Main(t.Context(), args("run PAIR --out "+dir), deps, &out, &out); code != ExitGate && code != ExitInfra {
		t.Fatalf("exit %d: %s", code, &out)
	}
}

// hostile is a toy whose replies are HTML.
type hostile struct{ *toy }

func (h hostile) Say(ctx context.Context, text string) (Reply, error) {
	r, err := h.toy.Say(ctx, text)
	r.Text += ` <img src=x onerror=alert(1)></script><script>alert(2)</script> "]]>&`
	return r, err
}

// TestReportsRepeat makes the reports of two equal runs: they have the same bytes.
func TestReportsRepeat(t *testing.T) {
	long(t)
	run, dir := filepath.Join(t.TempDir(), "run"), t.TempDir()
	playHostile(t, run)
	reports(t, dir, []plan.Lang{plan.SV}, run, "--base", goodRun(t))
	a, b := readFiles(t, dir), readFiles(t, hostileReports(t))
	if len(a) != 3 {
		t.Errorf("%d files, want 3", len(a))
	}
	for name, data := range a {
		if data != b[name] {
			t.Errorf("%s differs between two equal runs", name)
		}
		if len(data) > 5<<20 {
			t.Errorf("%s has %d bytes", name, len(data))
		}
	}
}

func TestJSONReportAgreesWithItsSchema(t *testing.T) {
	long(t)
	var schema map[string]any
	if err := json.Unmarshal(ReportSchemaJSON, &schema); err != nil {
		t.Fatal(err)
	}
	alone := t.TempDir()
	reports(t, alone, []plan.Lang{plan.EN}, hostileRun(t))
	curve := t.TempDir()
	reports(t, curve, []plan.Lang{plan.EN}, goodRun(t), toyRun(t, nil, "--chaos all@0.1"))
	for name, dir := range map[string]string{"alone": alone, "compared": hostileReports(t), "curve": curve} {
		data, err := os.ReadFile(filepath.Join(dir, "r.json"))
		if err != nil {
			t.Fatal(err)
		}
		var doc any
		if err := json.Unmarshal(data, &doc); err != nil {
			t.Fatal(err)
		}
		for _, fault := range validate(schema, schema, doc, name) {
			t.Error(fault)
		}
	}
	if faults := validate(schema, schema, map[string]any{"schema": "luonnos.report/2", "more": 1.0}, "bad"); len(faults) < 5 {
		t.Errorf("a bad report has only the faults %v", faults)
	}
}

// validate checks the keywords of JSON Schema that the report's schema uses.
func validate(root, schema map[string]any, v any, at string) (faults []string) {
	if name, ok := schema["$ref"].(string); ok {
		def := root["$defs"].(map[string]any)[strings.TrimPrefix(name, "#/$defs/")]
		return validate(root, def.(map[string]any), v, at)
	}
	if any, ok := schema["anyOf"].([]any); ok {
		for _, s := range any {
			if len(validate(root, s.(map[string]interface{}), v, at)) == 0 {
				return nil
			}
		}
		return []string{at + ": fits no alternative"}
	}
	if want, ok := schema["const"]; ok && v != want {
		return []string{fmt.Sprintf("%s: %v, want %v", at, v, want)}
	}
	if values, ok := schema["enum"].([]any); ok && !slices.Contains(values, v) {
		return []string{fmt.Sprintf("%s: %v is none of %v", at, v, values)}
	}
	switch schema["type"] {
	case "object":
		return validateObject(root, schema, v, at)
	case "array":
		list, ok := v.([]any)
		if !ok {
			return []string{at + ": no array"}
		}
		for i, item := range list {
			faults = append(faults, validate(root, schema["items"].(map[string]any), item, fmt.Sprintf("%s[%d]", at, i))...)
		}
	case "number", "integer":
		if n, ok := v.(float64); !ok || schema["type"] == "integer" && n != float64(int(n)) {
			return []string{fmt.Sprintf("%s: %v is no %s", at, v, schema["type"])}
		}
	case "string":
		if _, ok := v.(string); !ok {
			return []string{at + ": no string"}
		}
	case "boolean":
		if _, ok := v.(bool); !ok {
			return []string{at + ": no boolean"}
		}
	case "null":
		if v != nil {
			return []string{at + ": not null"}
		}
	}
	return faults
}

func validateObject(root, schema map[string]any, v any, at string) (faults []string) {
	object, ok := v.(map[string]any)
	if !ok {
		return []string{at + ": no object"}
	}
	properties, _ := schema["properties"].(map[string]any)
	required, _ := schema["required"].([]any)
	for _, key := range required {
		if _, ok := object[key.(string)]; !ok {
			faults = append(faults, fmt.Sprintf("%s: %v is missing", at, key))
		}
	}
	for key, value := range object {
		sub, known := properties[key].(map[string]any)
		if !known {
			if sub, known = schema["additionalProperties"].(map[string]any); !known {
				faults = append(faults, fmt.Sprintf("%s: unknown key %q", at, key))
				continue
			}
		}
		faults = append(faults, validate(root, sub, value, at+"."+key)...)
	}
	return faults
}

func TestJUnitReport(t *testing.T) {
	long(t)
	data, err := os.ReadFile(filepath.Join(hostileReports(t), "r.xml"))
	if err != nil {
		t.Fatal(err)
	}
	var got junitSuites
	if err := xml.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if got.Tests != 6 || got.Errors != 1 || got.Failures != 5 || len(got.Suites) != 2 || len(got.Suites[1].Cases) != 3 {
		t.Errorf("suites %+v", got)
	}
	if e := got.Suites[1].Cases[0].Error; e == nil || e.Message != "no <b>network</b>" {
		t.Errorf("error %+v", e)
	}
	if f := got.Suites[0].Cases[0].Failure; f == nil || !regexp.MustCompile(`^turn \d+: \S+ want .* got `).MatchString(f.Message) {
		t.Errorf("failure %+v", f)
	}
}

// unpackBodies reads the deflated bodies of a page.
func unpackBodies(t *testing.T, page string) []string {
	t.Helper()
	var bodies []string
	for _, m := range regexp.MustCompile(`data-z="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		packed, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(m[1], "&#43;", "+"))
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
		if err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, string(body))
	}
	return bodies
}

func TestHTMLReport(t *testing.T) {
	long(t)
	dir := hostileReports(t)
	for lang, words := range map[string][]string{
		"fi": {"Haastattelijan arviointi", "ensimmäinen virhe", "huonontunut"},
		"sv": {"Utvärdering av intervjuaren", "första felet", "försämring"},
		"en": {"Evaluation of the interviewer", "first wrong", "regression"},
	} {
		data, err := os.ReadFile(filepath.Join(dir, lang+".html"))
		if err != nil {
			t.Fatal(err)
		}
		page := string(data)
		bodies := unpackBodies(t, page)
		if len(bodies) != 6 {
			t.Fatalf("%s: %d trials, want 6", lang, len(bodies))
		}
		for _, word := range append(words, `lang="`+lang+`"`, "default-src &#39;none&#39;") {
			if !strings.Contains(page, word) {
				t.Errorf("%s: no %q on the page", lang, word)
			}
		}
		whole := page + strings.Join(bodies, "")
		for _, bad := range []string{"<img", "alert(2)</script>", "http://", "https://", "<no value>", "ZgotmplZ", "%!"} {
			if strings.Contains(whole, bad) {
				t.Errorf("%s: %q on the page", lang, bad)
			}
		}
		if first := bodies[0]; strings.Count(first, `class="first"`) != 1 || !strings.Contains(first, "&lt;img src=x") {
			t.Errorf("%s: the first trial marks no first wrong turn, or its text is not escaped", lang)
		}
	}
}

// TestEveryLabelIsThere holds the templates, the metrics and the labels together.
func TestEveryLabelIsThere(t *testing.T) {
	keys := map[string]bool{}
	for _, file := range []string{"page.tmpl", "trial.tmpl"} {
		for _, m := range regexp.MustCompile(`\.L\.(\w+)`).FindAllStringSubmatch(pageFile(file), -1) {
			keys[m[1]] = true
		}
	}
	for _, m := range metrics {
		keys["m_"+m.name] = true
	}
	for _, s := range []string{leafRight, leafWrong, leafMissing, leafExtra} {
		keys["s_"+s] = true
	}
	for _, v := range []Verdict{VerdictSame, VerdictPass, VerdictRegression, VerdictInconclusive, VerdictImproved} {
		keys["v_"+string(v)] = true
	}
	for _, p := range broken(&Row{
		FalsePass: []string{"C1"}, FalseFail: []string{"C1"}, RulesMore: []string{"x"}, RulesLack: []string{"x"},
		Ungrounded: []plan.Path{"x"}, Breaches: []Breach{{}}, Citations: Ratio{0, 1}, Computed: Ratio{0, 1},
	}) {
		keys[p.label()] = true
	}
	for _, r := range []string{"promises", "drop", "may_drop", "power", "worse", "better", "same"} {
		keys["r_"+r] = true
	}
	keys["b_true"], keys["b_false"] = true, true
	for _, k := range []Kind{
		KindAnswer, KindOwn, KindRepeat, KindRefusal, KindResolve, KindCorrection, KindDigression, KindOffTopic, KindInjection,
		KindNothing, KindUnknown, KindUnclear,
	} {
		keys["k_"+string(k)] = true
	}
	for key := range keys {
		if !labels[key].Complete() {
			t.Errorf("label %q is not there in three languages", key)
		}
	}
	for key := range labels {
		if !keys[key] {
			t.Errorf("label %q is not used", key)
		}
	}
}

func TestReportInBrowser(t *testing.T) {
	long(t)
	web, err := filepath.Abs(filepath.Join("..", "server", "web"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(web, "node_modules", "playwright-core")); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("the browser tests' packages are missing: run make browser")
		}
		t.Skip("the browser tests need `make browser`")
	}
	dir := hostileReports(t)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	line := []string{"testdata/report.mjs", web}
	for _, lang := range plan.Langs {
		line = append(line, filepath.Join(dir, string(lang)+".html"))
	}
	if out, err := exec.CommandContext(ctx, "node", line...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

func TestReportCommandRefuses(t *testing.T) {
	run := goodRun(t)
	for want, line := range map[string][]string{
		`no language "no"`: {run, "--lang", "no"}, "name the folder": {}, "no such file": {run + "x"},
		"different cases": {run, "--base", toyRun(t, nil, "--style normal")},
	} {
		var out bytes.Buffer
		if code := Main(t.Context(), append([]string{"report"}, line...), Deps{}, &out, &out); code != ExitUsage || !strings.Contains(out.String(), want) {
			t.Errorf("exit %d, output %q, want %q", code, &out, want)
		}
	}
	var out bytes.Buffer
	if code := Main(t.Context(), []string{"report", "--schema"}, Deps{}, &out, &out); code != ExitOK || !bytes.Equal(out.Bytes(), ReportSchemaJSON) {
		t.Errorf("exit %d, schema of %d bytes", code, out.Len())
	}
}
