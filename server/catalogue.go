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

// cataloguePages are the catalogue as JSON in all languages, by "", and in each.
var cataloguePages = sync.OnceValue(func() map[plan.Lang]page {
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
	whole := map[string]any{"topics": topics, "fields": fields, "enums": plan.Enums(), "models": starter.DecisionModels()}
	pages := map[plan.Lang]page{"": cataloguePage(whole)}
	for _, lang := range plan.Langs {
		var data any
		if err := json.Unmarshal(pages[""].plain, &data); err != nil {
			panic("server: catalogue: " + err.Error())
		}
		pages[lang] = cataloguePage(only(data, lang))
	}
	return pages
})

func cataloguePage(v any) page {
	data, err := json.Marshal(v)
	if err != nil {
		panic("server: catalogue: " + err.Error())
	}
	return newPage(data, "application/json; charset=utf-8")
}

// only leaves of every text in three languages the one.
func only(v any, lang plan.Lang) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = only(v[i], lang)
		}
	case map[string]any:
		if text, ok := v[string(lang)]; ok {
			return map[string]any{string(lang): text}
		}
		for key := range v {
			v[key] = only(v[key], lang)
		}
	}
	return v
}

// catalogue answers GET /v1/catalogue?lang=: the plan's topics, fields and
// enumerations and the memo's decision models, with their texts in one language, or
// without lang in all three.
func (s *Server) catalogue(w http.ResponseWriter, r *http.Request) error {
	lang := plan.Lang("")
	if asked := r.URL.Query().Get("lang"); asked != "" {
		lang = plan.ParseLang(asked)
	}
	cataloguePages()[lang].serve(w, r)
	return nil
}
