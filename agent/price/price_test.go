package price_test

import (
	"os"
	"path/filepath"
	"testing"

	"luonnos/agent/price"
)

func TestCost(t *testing.T) {
	table, err := price.Load("")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		model                 string
		input, cached, output int
		want                  price.Euros
		known                 bool
	}{
		{"openai:gpt-5-mini", 1_000_000, 0, 0, 225_000, true},
		{"gpt-5-mini", 1_000_000, 1_000_000, 1_000_000, 1_822_500, true},
		{"openai:gpt-5-mini-2025-08-07", 4000, 3000, 100, 473, true}, // rounded up
		{"openai:own-model", 4000, 0, 100, 0, false},
		{"guided", 0, 0, 0, 0, false},
	} {
		if got, ok := table.Cost(tt.model, tt.input, tt.cached, tt.output); got != tt.want || ok != tt.known {
			t.Errorf("%s: %s, %v; want %s, %v", tt.model, got, ok, tt.want, tt.known)
		}
	}
}

func TestCaps(t *testing.T) {
	for text, want := range map[string]price.Cap{
		"": {}, "none": {}, "2000000 tokens": {Tokens: 2_000_000}, "2.50 EUR": {Euros: 2_500_000}, "0,5 €": {Euros: 500_000},
	} {
		if got, err := price.ParseCap(text); err != nil || got != want {
			t.Errorf("%q: %+v, %v; want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{"5", "-1 EUR", "0 tokens", "1.5 tokens", "1e300 EUR", "NaN EUR", "5 USD", "x tokens"} {
		if got, err := price.ParseCap(text); err == nil {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
	c := price.Cap{Euros: 100}
	if c.Reached(1<<40, 99) || !c.Reached(0, 100) || (price.Cap{}).Reached(1<<40, 1<<40) || !(price.Cap{Tokens: 5}).Reached(5, 0) {
		t.Error("a cap is reached at its amount, and no cap never")
	}
}

func TestOwnTable(t *testing.T) {
	good := "date: 2026-01-31\nsource: contract\ncurrency: EUR\neuros: 1\nmodels: {own: {input: 1, cached: 1, output: 2}}\n"
	for text, ok := range map[string]bool{
		good: true, good + "prices: {}\n": false, "date: soon\n": false, "date: 2026-01-31\nsource: x\ncurrency: EUR\n": false,
		"date: 2026-01-31\nsource: x\ncurrency: EUR\neuros: 1\nmodels: {own: {input: 1, cached: 2}}\n": false,
	} {
		file := filepath.Join(t.TempDir(), "prices.yaml")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if table, err := price.Load(file); (err == nil) != ok {
			t.Errorf("%q: %+v, error %v; want read: %v", text, table, err, ok)
		}
	}
}
