package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"luonnos/agent/openai/openaitest"
)

// TestCapsHoldAndUsageIsPrinted lets a plan reach its cap: the model is not asked any
// more, the person is told why once, and what it has cost can be read while the server
// runs.
func TestCapsHoldAndUsageIsPrinted(t *testing.T) {
	llm := openaitest.New(openaitest.Play(openaitest.Answer{Text: "Mikä organisaatio hakee? [[A1]]", Usage: openaitest.Usage{Input: 4000, Cached: 3000, Output: 100}}))
	t.Cleanup(llm.Close)
	for setting, notice := range map[string]string{
		settingPlanCap: "tässä suunnitelmassa asetettu enimmäismäärä on täynnä", settingDayCap: "päivän enimmäismäärä on täynnä",
	} {
		t.Run(setting, func(t *testing.T) {
			t.Setenv("LUONNOS_OPENAI_BASE_URL", llm.URL())
			t.Setenv("LUONNOS_MODEL", "gpt-5-mini")
			t.Setenv(setting, "8000 tokens")
			db := "sqlite:" + filepath.Join(t.TempDir(), "luonnos.db")
			p := startProcess(t, db)
			var made struct{ ID string }
			p.call("POST", "/v1/plans", `{"lang":"fi"}`, &made)
			conn := p.dial(made.ID)
			defer conn.Close()
			if err := conn.WriteJSON(map[string]any{"type": "hello", "after": 0, "lang": "fi"}); err != nil {
				t.Fatal(err)
			}
			readUntil(t, conn, "RUN_FINISHED")
			before := len(llm.Requests())
			if reply := tell(t, conn, "m1", "Hei"); strings.Contains(reply, notice) {
				t.Errorf("the cap is not reached yet: %s", reply)
			}
			if reply := tell(t, conn, "m2", "Uudistuksen kohteena on hakemusten käsittely."); strings.Count(reply, notice) != 1 || !strings.Contains(reply, "luonnos.receipt") {
				t.Errorf("the guided interviewer does not say why it goes on: %s", reply)
			}
			if reply := tell(t, conn, "m3", "Tarkoitus on nopeampi palvelu."); strings.Contains(reply, notice) || len(llm.Requests()) != before+1 {
				t.Errorf("it says so again, or the model was asked %d times: %s", len(llm.Requests())-before, reply)
			}
			for by, key := range map[string]string{"turn": made.ID + " t0", "plan": made.ID, "organisation": "-", "day": "20"} {
				_, out, stderr := runIn(t, map[string]string{"LANG": "en"}, "usage", "--db", db, by)
				if !strings.Contains(out, key) || by == "plan" && !strings.Contains(out, "2      8000   6000    200     0.0009") {
					t.Errorf("usage by %s:\n%s%s", by, out, stderr)
				}
			}
		})
	}
}

func TestBudgetOfTheSettings(t *testing.T) {
	file := filepath.Join(t.TempDir(), "prices.yaml")
	if err := os.WriteFile(file, []byte("date: 2026-01-31\nsource: contract\ncurrency: EUR\neuros: 1\nmodels: {own: {input: 1, cached: 1, output: 2}}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		model string
		env   map[string]string
		names string // the setting that the error names
	}{
		"nothing":              {"openai:own", nil, ""},
		"tokens":               {"openai:own", map[string]string{settingDayCap: "5 tokens"}, ""},
		"euros, known model":   {"openai:gpt-5-mini", map[string]string{settingDayCap: "5 EUR"}, ""},
		"euros, unknown model": {"openai:own", map[string]string{settingDayCap: "5 EUR"}, settingPrices},
		"euros, own prices":    {"openai:own", map[string]string{settingDayCap: "5 EUR", settingPrices: file}, ""},
		"no such file":         {"openai:own", map[string]string{settingPrices: file + "x"}, file + "x"},
		"a cap without a unit": {"openai:own", map[string]string{settingPlanCap: "5"}, settingPlanCap},
		"a cap below zero":     {"openai:own", map[string]string{settingDayCap: "-5 EUR"}, settingDayCap},
		"guided costs nothing": {"guided", map[string]string{settingDayCap: "5 EUR"}, ""},
	} {
		_, err := budgetOf(env{getenv: func(s string) string { return tt.env[s] }}, tt.model)
		if (err == nil) != (tt.names == "") || err != nil && !strings.Contains(err.Error(), tt.names) {
			t.Errorf("%s: error %v, want one that names %q", name, err, tt.names)
		}
	}
}
