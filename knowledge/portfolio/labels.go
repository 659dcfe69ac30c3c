package portfolio

import (
	_ "embed"
	"slices"
	"sync"

	"go.yaml.in/yaml/v3"

	"luonnos/knowledge"
)

//go:embed labels/labels.yaml
var labelFile []byte

// labelTable names the values of the solutions' fields.
type labelTable struct {
	Sectors, Countries, Maturities, Confidences, Kinds, Technologies map[string]knowledge.Text

	SourceTypes map[string]knowledge.Text `yaml:"source_types"`
	Terms       map[string]string         `yaml:"indicators"`
	Indicators  map[string]knowledge.Text `yaml:"-"` // of annex 1
}

var labels = sync.OnceValue(func() *labelTable {
	var t labelTable
	if err := yaml.Unmarshal(labelFile, &t); err != nil {
		panic("portfolio: " + err.Error())
	}
	terms, err := knowledge.Terms()
	if err != nil {
		panic("portfolio: " + err.Error())
	}
	t.Indicators = map[string]knowledge.Text{}
	for indicator, id := range t.Terms {
		i := slices.IndexFunc(terms, func(term knowledge.Term) bool { return term.ID == id })
		if i < 0 {
			panic("portfolio: indicator " + indicator + " has no term")
		}
		t.Indicators[indicator] = terms[i].Name
	}
	return &t
})

// Indicator names an indicator of annex 1 by its id.
func Indicator(id string) knowledge.Text { return labels().Indicators[id] }

// Technology names a technology by its id.
func Technology(id string) knowledge.Text { return labels().Technologies[id] }

// Kind names a kind of figure: measured, reported, estimate, …
func Kind(id string) knowledge.Text { return labels().Kinds[id] }

// Confidence names how surely a solution's facts are known: high, medium, low.
func Confidence(id string) knowledge.Text { return labels().Confidences[id] }

// Sector names a solution's sector.
func Sector(id string) knowledge.Text { return labels().Sectors[id] }

// Country names a country by its code.
func Country(id string) knowledge.Text { return labels().Countries[id] }

// Maturity names how far a solution has come: pilot, production, scaled.
func Maturity(id string) knowledge.Text { return labels().Maturities[id] }

// SourceType names what kind of source the facts come from.
func SourceType(id string) knowledge.Text { return labels().SourceTypes[id] }
