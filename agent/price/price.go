// Package price says what the tokens of a language model cost in euros, by a table with a
// date and a source, and when a cap on them is reached.
package price

import (
	_ "embed"
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// Euros is an amount of money in millionths of a euro.
type Euros int64

const euro Euros = 1_000_000

// String gives the amount with four decimals, as tokens are cheap.
func (e Euros) String() string { return strconv.FormatFloat(float64(e)/float64(euro), 'f', 4, 64) }

// Table holds the prices of models.
type Table struct {
	Date     string           `yaml:"date"` // ISO
	Source   string           `yaml:"source"`
	Currency string           `yaml:"currency"`
	Rate     float64          `yaml:"euros"` // for one unit of the currency
	Models   map[string]Price `yaml:"models"`
}

// Price is what a million tokens cost in the table's currency.
type Price struct {
	Input  float64 `yaml:"input"`
	Cached float64 `yaml:"cached"` // input that the provider has kept
	Output float64 `yaml:"output"`
}

//go:embed prices.yaml
var embedded []byte

// Load reads the table in a file, or the embedded one for "".
func Load(file string) (*Table, error) {
	data := embedded
	if file != "" {
		var err error
		if data, err = os.ReadFile(file); err != nil {
			return nil, fmt.Errorf("price: %w", err)
		}
	}
	t := &Table{}
	decoder := yaml.NewDecoder(strings.NewReader(string(data)))
	decoder.KnownFields(true)
	if err := decoder.Decode(t); err != nil {
		return nil, fmt.Errorf("price: %s: %w", file, err)
	}
	if err := t.check(); err != nil {
		return nil, fmt.Errorf("price: %s: %w", file, err)
	}
	return t, nil
}

func (t *Table) check() error {
	if _, err := time.Parse(time.DateOnly, t.Date); err != nil {
		return err
	}
	if t.Source == "" || t.Currency == "" || t.Rate <= 0 {
		return fmt.Errorf("source, currency or euros is missing")
	}
	for name, p := range t.Models {
		if p.Input < 0 || p.Cached < 0 || p.Output < 0 || p.Cached > p.Input {
			return fmt.Errorf("model %s: the prices make no sense", name)
		}
	}
	return nil
}

// version is what providers add to the name of a model: "-2025-08-07".
var version = regexp.MustCompile(`-\d{4}-\d{2}-\d{2}$`)

// Of returns the price of a model, called by its own name or with the name of its adapter
// before it, as "openai:gpt-5-mini"; ok is false when the table has none.
func (t *Table) Of(model string) (p Price, ok bool) {
	_, name, found := strings.Cut(model, ":")
	if !found {
		name = model
	}
	if p, ok = t.Models[name]; !ok {
		p, ok = t.Models[version.ReplaceAllString(name, "")]
	}
	return p, ok
}

// Cost is what tokens of a model cost; ok is false when its price is not known. The cached
// tokens are among the input.
func (t *Table) Cost(model string, input, cached, output int) (cost Euros, ok bool) {
	p, ok := t.Of(model)
	sum := p.Input*float64(input-cached) + p.Cached*float64(cached) + p.Output*float64(output)
	return Euros(math.Ceil(sum * t.Rate)), ok // a price per million is millionths per token
}

// Cap is a limit of tokens or of euros; the zero Cap is none.
type Cap struct {
	Tokens int
	Euros  Euros
}

// ParseCap reads a limit such as "2000000 tokens" or "2.50 EUR"; "none" and "" are none.
func ParseCap(text string) (Cap, error) {
	amount, unit, _ := strings.Cut(strings.TrimSpace(text), " ")
	if amount == "" || amount == "none" {
		return Cap{}, nil
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(amount, ",", "."), 64)
	switch {
	case err != nil || n <= 0 || n > 1e9 || math.IsNaN(n):
	case unit == "tokens" && n == math.Trunc(n):
		return Cap{Tokens: int(n)}, nil
	case unit == "EUR" || unit == "€":
		return Cap{Euros: Euros(n * float64(euro))}, nil
	}
	return Cap{}, fmt.Errorf("price: cap %q is not of the form \"2000000 tokens\" or \"2.50 EUR\"", text)
}

// Reached reports whether so much is at the limit or over it.
func (c Cap) Reached(tokens int, cost Euros) bool {
	return c.Tokens > 0 && tokens >= c.Tokens || c.Euros > 0 && cost >= c.Euros
}
