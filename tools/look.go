package tools

import (
	"context"

	"luonnos/knowledge"
	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

type checkIn struct{}

// checkPlan reports the verdict and what is missing, in the applicant's
// language, without the remarks that are not asked about.
func checkPlan(_ context.Context, s *State, _ checkIn) (string, error) {
	type line struct {
		Rule    string     `json:"rule"`
		Level   plan.Level `json:"level"`
		Path    plan.Path  `json:"path"`
		Message string     `json:"message"`
	}
	report := criteria.Check(s.Draft)
	var lines []line
	for _, f := range report.Findings {
		if f.Later {
			continue
		}
		lines = append(lines, line{f.Rule, f.Level, f.Path, f.Message.In(s.Lang)})
	}
	return answer(map[string]any{"verdict": report.Verdict, "criteria": report.Criteria, "findings": lines})
}

type searchIn struct {
	Query string `json:"query" jsonschema_description:"The applicant's question, in their words."`
}

// passages is how many passages an answer may rest on.
const passages = 2

// searchMemo looks a question up in the memo. An unanswerable question gives no
// passage.
func searchMemo(_ context.Context, s *State, in searchIn) (string, error) {
	if in.Query == "" {
		return "", &ArgError{Tool: "search_memo", Reason: "query is empty"}
	}
	type hit struct {
		ID      string `json:"id"`
		Section string `json:"section"`
		Title   string `json:"title"`
		Text    string `json:"text"`

		Quote *knowledge.Quote `json:"quote,omitempty"` // word by word, from an ingested document
	}
	found := s.Index.Search(in.Query, string(s.Lang), passages)
	hits := []hit{}
	if found.Answerable {
		s.Cited = append(s.Cited, found.Hits...)
		for _, h := range found.Hits {
			hits = append(hits, hit{h.Passage.ID, h.Passage.Section, h.Title(), h.Text(), h.Passage.Quoted()})
		}
	}
	return answer(map[string]any{"answerable": found.Answerable, "passages": hits})
}
