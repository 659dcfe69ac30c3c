package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"luonnos/tools/plan"
)

func TestExport(t *testing.T) {
	for _, test := range []struct {
		args []string
		want []string
	}{
		{[]string{samplePlan("fi-early-education")}, []string{"# Varhaiskasvatuspaikan päätös viikossa", "lupaus siitä.", "## Rahoituskriteerit"}},
		{[]string{"--lang", "sv", samplePlan("sv-home-care")}, []string{"C1 Fokus, mål och indikatorer: uppfylls inte", "formeln saknas"}},
		{[]string{"--format", "json", samplePlan("fi-early-education")}, []string{"{\n  \"applicant\": {\n"}},
	} {
		var out, errs bytes.Buffer
		if code := exportPlan(test.args, &out, &errs); code != exitPass || errs.Len() > 0 {
			t.Errorf("%v: got code %d, %s", test.args, code, errs.String())
		}
		for _, want := range test.want {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%v: no %q in\n%s", test.args, want, out.String())
			}
		}
	}
}

func TestExportRefuses(t *testing.T) {
	file := filepath.Join(t.TempDir(), "plan.json")
	if err := os.WriteFile(file, []byte("{\n\"kpi\": 1,\n\"x\": 2}"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		args []string
		want []string
	}{
		{nil, []string{"luonnos export ["}},
		{[]string{"--format", "exe", file}, []string{"luonnos export ["}},
		{[]string{"--lang", "de", file}, []string{"luonnos export ["}},
		{[]string{"--lang", "sv", file}, []string{":2: /kpi: okänd nyckel", ":3: /x: okänd nyckel"}},
	} {
		var out, errs bytes.Buffer
		if code := exportPlan(test.args, &out, &errs); code != exitUnreadable || out.Len() > 0 {
			t.Errorf("%v: got code %d, %s", test.args, code, out.String())
		}
		for _, want := range test.want {
			if !strings.Contains(errs.String(), want) {
				t.Errorf("%v: no %q in %s", test.args, want, errs.String())
			}
		}
	}
}

func TestSchema(t *testing.T) {
	var out, errs bytes.Buffer
	f, _ := plan.FieldAt("kpis[].formula")
	if code := planSchema([]string{"--lang", "sv"}, &out, &errs); code != exitPass || !strings.Contains(out.String(), f.Label.SV) {
		t.Errorf("got code %d, %s", code, errs.String())
	}
	if code := planSchema([]string{"plan.json"}, &out, &errs); code != exitUnreadable || !strings.Contains(errs.String(), "luonnos schema") {
		t.Errorf("got code %d, %s", code, errs.String())
	}
}
