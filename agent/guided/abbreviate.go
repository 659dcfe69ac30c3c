package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// abbreviations are the short words of clipped notes, as they stand before a full stop.
var abbreviations = map[plan.Lang]map[string]string{
	plan.FI: pairs("mat maturiteetti krit kriittisyys om omistaja viim viimeistään ansv vastuu vast vastuu lk luokka kv kvartaali"),
	plan.SV: pairs("mogn mognad krit kriticitet ansv ansvarig äg ägare kv kvartal mån månad"),
	plan.EN: pairs("mat maturity crit criticality acc accountable resp responsible cons consulted inf informed cl class qtr quarter"),
}

// clipped are the English short words that need no full stop.
var clipped = pairs("bl baseline tgt target wkly weekly mthly monthly qtrly quarterly mgmt management")

func pairs(list string) map[string]string {
	words := strings.Fields(list)
	m := map[string]string{}
	for i := 0; i < len(words); i += 2 {
		m[words[i]] = words[i+1]
	}
	return m
}

// expand reads abbreviations as the words that they stand for, without their full stop.
func (m *message) expand() {
	if m.lang == plan.EN {
		for i := range m.toks {
			if long, ok := clipped[m.toks[i].low]; ok {
				m.toks[i].low, m.toks[i].fold = long, long
			}
		}
	}
	short := abbreviations[m.lang]
	for i := 0; i+1 < len(m.toks); i++ {
		long, ok := short[m.toks[i].low]
		if !ok || m.toks[i+1].Text != "." || m.toks[i].End != m.toks[i+1].Start {
			continue
		}
		m.toks[i].low, m.toks[i].fold = long, reading.Fold(long)
		m.toks = slices.Delete(m.toks, i+1, i+2)
	}
}
