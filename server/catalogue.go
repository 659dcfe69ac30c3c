package server

import (
	"encoding/json"
	"net/http"
	"sync"

	"luonnos/tools/plan"
	"luonnos/tools/starter"
)

// catalogueField is what a page needs to show a field of the plan and to edit it.
type catalogueField struct {
	Path    plan.Path  `json:"path"`
	Topic   plan.Topic `json:"topic"`
	Kind    plan.Kind  `json:"kind"`
	Unit    string     `json:"unit,omitempty"`
	Enum    string     `json:"enum,omitempty"`
	List    plan.Path  `json:"list,omitempty"`
	Derived bool       `json:"derived,omitempty"`
	Later   bool       `json:"later,omitempty"`
	Label   plan.Text  `json:"label"`
	Help    plan.Text  `json:"help"`
	Example plan.Text  `json:"example"`
}

// catalogueTopic is what a page needs to show a topic.
type catalogueTopic struct {
	Topic   plan.Topic `json:"topic"`
	Phase   string     `json:"phase"`
	Label   plan.Text  `json:"label"`
	Help    plan.Text  `json:"help"`
	Example plan.Text  `json:"example"`
}

// cataloguePage is the catalogue as JSON, made once.
var cataloguePage = sync.OnceValue(func() page {
	fields := make([]catalogueField, 0, len(plan.Fields()))
	for _, f := range plan.Fields() {
		fields = append(fields, catalogueField{
			f.Path, f.Topic, f.Kind, f.Unit, f.Enum, f.List, f.Derived, f.Later, f.Label, f.Help, f.Example,
		})
	}
	topics := make([]catalogueTopic, 0, len(plan.Topics))
	for _, t := range plan.Topics {
		about := plan.About(t)
		topics = append(topics, catalogueTopic{t, about.Phase, about.Label, about.Help, about.Example})
	}
	data, err := json.Marshal(map[string]any{
		"topics": topics, "fields": fields, "enums": plan.Enums(), "models": starter.DecisionModels(),
	})
	if err != nil {
		panic("server: catalogue: " + err.Error())
	}
	return newPage(data, "application/json; charset=utf-8")
})

// catalogue answers GET /v1/catalogue: the plan's topics, fields and enumerations
// and the memo's decision models, with their texts in three languages.
func (s *Server) catalogue(w http.ResponseWriter, r *http.Request) error {
	cataloguePage().serve(w, r)
	return nil
}
