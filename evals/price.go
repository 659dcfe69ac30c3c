package evals

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"luonnos/agent/price"
)

// ErrBudget says that a run has cost what it may.
var ErrBudget = errors.New("the budget is spent")

// ErrUnpriced says that a run with a budget can't be held to it: the model's server does not tell what it used.
var ErrUnpriced = errors.New("the model's server reports no tokens, so the budget can't be kept")

// Price is what a million tokens cost, in US dollars.
type Price struct {
	Input  float64 `json:"input"`
	Cached float64 `json:"cached"` // input that the service had kept
	Output float64 `json:"output"`
}

// ParsePrice reads "INPUT,CACHED,OUTPUT", as "0.25,0.025,2". With "" it is the price of the model in the table of package
// price, or the zero price when that has none.
func ParsePrice(s, model string) (Price, error) {
	if s == "" {
		table, err := price.Load("")
		if err != nil || table.Currency != "USD" {
			return Price{}, err
		}
		p, _ := table.Of(model)
		return Price(p), nil
	}
	parts := strings.Split(s, ",")
	var v [3]float64
	ok := len(parts) == len(v)
	for i := 0; ok && i < len(v); i++ {
		var err error
		v[i], err = strconv.ParseFloat(strings.TrimSpace(parts[i]), 64)
		ok = err == nil && v[i] >= 0 && v[i] < 1e6 // also no NaN
	}
	if !ok {
		return Price{}, fmt.Errorf("price %q is not INPUT,CACHED,OUTPUT in dollars for a million tokens", s)
	}
	return Price{v[0], v[1], v[2]}, nil
}

// Of is what the tokens cost. The cached ones are among the input.
func (p Price) Of(u Usage) float64 {
	return (p.Input*float64(u.Input-u.Cached) + p.Cached*float64(u.Cached) + p.Output*float64(u.Output)) / 1e6
}

func (u *Usage) add(more Usage) {
	u.Input += more.Input
	u.Cached += more.Cached
	u.Output += more.Output
}
