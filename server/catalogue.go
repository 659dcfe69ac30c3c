package server

import (
	"net/http"

	"luonnos/tools/plan"
)

// catalogueField is what a page needs to show a field of the plan.
type catalogueField struct {
	Path    plan.Path  `json:"path"`
	Topic   plan.Topic `json:"topic"`
	Kind    plan.Kind  `json:"kind"`
	Enum    string     `json:"enum,omitempty"`
	Later   bool       `json:"later,omitempty"`
	Label   plan.Text  `json:"label"`
	Help    plan.Text  `json:"help"`
	Example plan.Text  `json:"example"`
}

// catalogueTopic is what a page needs to show a topic.
type catalogueTopic struct {
	Topic plan.Topic `json:"topic"`
	Phase string     `json:"phase"`
	Label plan.Text  `json:"label"`
	Help  plan.Text  `json:"help"`
}

// catalogue answers GET /v1/catalogue: the plan's topics, fields and
// enumerations with their labels in three languages.
func (s *Server) catalogue(w http.ResponseWriter, _ *http.Request) error {
	fields := make([]catalogueField, 0, len(plan.Fields()))
	for _, f := range plan.Fields() {
		fields = append(fields, catalogueField{f.Path, f.Topic, f.Kind, f.Enum, f.Later, f.Label, f.Help, f.Example})
	}
	topics := make([]catalogueTopic, 0, len(plan.Topics))
	for _, t := range plan.Topics {
		about := plan.About(t)
		topics = append(topics, catalogueTopic{t, about.Phase, about.Label, about.Help})
	}
	writeJSON(w, http.StatusOK, map[string]any{"topics": topics, "fields": fields, "enums": plan.Enums()})
	return nil
}
