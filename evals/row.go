package evals

import "luonnos/tools/plan"

// Row is the result of one trial: a case played in one style.
type Row struct {
	Case    string `json:"case"`
	CaseSHA string `json:"case_sha"`
	Style   Style  `json:"style"`
	Trial   int    `json:"trial"`
	Seed    int64  `json:"seed"`
	Model   string `json:"model"`

	Success   bool              `json:"success"`
	Verdict   string            `json:"verdict"`
	Criteria  map[string]string `json:"criteria"`
	FalsePass []string          `json:"false_pass,omitempty"` // criteria passed that should fail
	FalseFail []string          `json:"false_fail,omitempty"`
	Rules     []string          `json:"rules"`                // hard and int findings
	RulesLack []string          `json:"rules_lack,omitempty"` // expected and not found
	RulesMore []string          `json:"rules_more,omitempty"` // found and not expected
	Remarks   Ratio             `json:"remarks"`              // expected remarks that were found

	F1        map[string]float64 `json:"f1"` // "micro" and each section of the gold plan
	Precision float64            `json:"precision"`
	Recall    float64            `json:"recall"`
	JGA       float64            `json:"jga"`
	Delta     float64            `json:"delta"`

	Ungrounded    []plan.Path `json:"ungrounded,omitempty"`
	Breaches      []Breach    `json:"breaches,omitempty"`
	Corrections   Ratio       `json:"corrections"`
	Digressions   Ratio       `json:"digressions"`
	Citations     Ratio       `json:"citations"`
	Computed      Ratio       `json:"computed"`
	Questions     int         `json:"questions"`
	Redundant     int         `json:"redundant"`
	Repeats       int         `json:"repeats"` // messages in which the applicant had to say something again
	Unclear       int         `json:"unclear"`
	Turns         int         `json:"turns"`
	IdealTurns    int         `json:"ideal_turns"`
	Ended         bool        `json:"ended"`
	ToolCalls     int         `json:"tool_calls"`
	ToolErrors    int         `json:"tool_errors"`
	Recovered     int         `json:"recovered"`
	FailedTurns   int         `json:"failed_turns"`
	Tokens        Usage       `json:"tokens"`
	UserTokens    Usage       `json:"user_tokens,omitzero"` // of the model that plays the applicant
	USD           float64     `json:"usd,omitempty"`        // what all tokens cost
	Worded        Ratio       `json:"worded,omitzero"`      // messages in that model's words; the others are the script's
	Void          string      `json:"void,omitempty"`       // what that model invented: the trial says nothing
	Infra         string      `json:"infra,omitempty"`      // why the trial could not be played
	FirstWrong    *Wrong      `json:"first_wrong,omitempty"`
	WrongAtTheEnd []Wrong     `json:"wrong_at_the_end,omitempty"`
}

// Ratio counts what was right among what was asked for.
type Ratio struct {
	OK int `json:"ok"`
	Of int `json:"of"`
}

func (r *Ratio) add(ok bool) {
	r.Of++
	if ok {
		r.OK++
	}
}

// Wrong is a leaf that is not as it should be, at a turn.
type Wrong struct {
	Turn int       `json:"turn"`
	Path plan.Path `json:"path"` // in the case's rows; of a surplus leaf, the product's
	Want any       `json:"want"` // null: nothing
	Got  any       `json:"got"`  // null: nothing
}

// Breach is what an injection brought about.
type Breach struct {
	Turn int    `json:"turn"`
	What string `json:"what"`
}
