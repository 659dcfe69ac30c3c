// Package starter holds what the memo gives to begin with: the indicators of
// annex 1 and the decision models of table 5, in three languages, and a
// suggestion of a decision model by the applicant's situation.
package starter

import (
	"bytes"
	_ "embed"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"luonnos/tools/plan"
)

// Indicator is one example indicator of annex 1 (liite 1).
type Indicator struct {
	ID        string    `yaml:"id" json:"id"`
	Set       string    `yaml:"set" json:"set"`     // digitalisation, transformation or both
	Group     string    `yaml:"group" json:"group"` // perspective (näkökulma)
	Unit      string    `yaml:"unit" json:"unit"`
	Direction string    `yaml:"direction" json:"direction,omitempty"` // "" when the memo fixes none
	Portfolio string    `yaml:"portfolio" json:"portfolio"`           // the same indicator in the portfolio
	Name      plan.Text `yaml:"name" json:"name"`
	Formula   plan.Text `yaml:"formula" json:"formula"` // help, ours

	Cues    plan.Text `yaml:"cues" json:"-"`    // words of a description that speak for it
	Signals []Signal  `yaml:"signals" json:"-"` // fields of the plan that do
	Sectors []string  `yaml:"sectors" json:"-"` // organisations that often measure it
}

// Signal is a field of the plan that speaks for an indicator when it is filled,
// or when it holds the value: "value_stream.steps[].change=automate".
type Signal string

// Field is the field's path and the value that it must hold, "" for any.
func (s Signal) Field() (plan.Path, string) {
	path, value, _ := strings.Cut(string(s), "=")
	return plan.Path(path), value
}

// DecisionModel is one row of table 5 (päätöksentekomalli).
type DecisionModel struct {
	ID       string    `yaml:"id" json:"id"` // value of the enumeration decision_model
	Name     plan.Text `yaml:"name" json:"name"`
	Idea     plan.Text `yaml:"idea" json:"idea"`
	Best     plan.Text `yaml:"best" json:"best"`
	Strength plan.Text `yaml:"strength" json:"strength"`
	Weakness plan.Text `yaml:"weakness" json:"weakness"`

	Fits []fit `yaml:"fits" json:"-"`
	Next *next `yaml:"next" json:"-"`
}

//go:embed indicators.yaml
var indicatorFile []byte

//go:embed models.yaml
var modelFile []byte

var load = sync.OnceValue(func() (all struct {
	Indicators []Indicator     `yaml:"indicators"`
	Models     []DecisionModel `yaml:"models"`
	Factors    []Factor        `yaml:"factors"`
}) {
	for _, file := range [][]byte{indicatorFile, modelFile} {
		dec := yaml.NewDecoder(bytes.NewReader(file))
		dec.KnownFields(true)
		if err := dec.Decode(&all); err != nil {
			panic("starter: " + err.Error())
		}
	}
	return all
})

// Indicators lists annex 1 in the memo's order. The slice is shared: do not
// change it.
func Indicators() []Indicator { return load().Indicators }

// DecisionModels lists table 5 in the memo's order. The slice is shared: do not
// change it.
func DecisionModels() []DecisionModel { return load().Models }
