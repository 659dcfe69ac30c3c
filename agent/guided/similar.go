package guided

import (
	"encoding/json"
	"strings"

	"luonnos/agent"
)

// similarTool looks for solutions of others.
const similarTool = "search_portfolio"

// shownSolutions is how many solutions of others an answer names.
const shownSolutions = 2

// wantsSimilar reports whether solutions of others are worth looking up: when they are asked
// for, and once when the focus of the reform is told.
func (u *understanding) wantsSimilar() bool {
	if u.did(actSimilar) {
		return true
	}
	for _, f := range u.facts {
		if f.path == "target.object" && u.r.draft.Plan.Target.Object == "" {
			return true
		}
	}
	return false
}

// similar names the solutions of others that the turn has found. Of those that nobody asked
// for only the ones that share something with the reform are named.
func (a *answer) similar() string {
	var found struct {
		Solutions []struct {
			Title        string   `json:"title"`
			Organisation string   `json:"organisation"`
			Lesson       string   `json:"lesson"`
			SameSector   bool     `json:"same_sector"`
			Indicators   []string `json:"shared_indicators"`
		} `json:"solutions"`
	}
	for _, m := range a.req.Messages {
		if m.Role == agent.ToolRole && m.Call == a.u.r.m.id+"-"+similarTool && !m.Failed {
			_ = json.Unmarshal([]byte(m.Text), &found) // of no use when it is no answer
		}
	}
	asked := a.u.did(actSimilar)
	var names []string
	for _, s := range found.Solutions {
		if len(names) < shownSolutions && (asked || s.SameSector || len(s.Indicators) > 0) {
			names = append(names, say("solution", a.lang, "title", s.Title, "who", s.Organisation, "lesson", strings.TrimSuffix(s.Lesson, ".")))
		}
	}
	switch {
	case len(names) > 0:
		return say("similar", a.lang, "list", strings.Join(names, " "))
	case asked:
		return say("no_similar", a.lang)
	}
	return ""
}
