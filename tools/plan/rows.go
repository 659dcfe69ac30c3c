package plan

// KPIStatus is what was known of an indicator on one day (avainmittarin
// statushistoria; memo chapter 2, table 1). KPI is the indicator's id; Value is
// in its unit.
type KPIStatus struct {
	ID string `json:"id"`

	KPI    string   `json:"kpi,omitempty"`
	Date   Date     `json:"date,omitempty"`
	Status string   `json:"status,omitempty"`
	Value  *float64 `json:"value,omitempty"`
}

// Principle is one common principle of information management, whether it is in
// use, and where it is written down (yhteinen periaate; memo chapter 3.3).
type Principle struct {
	ID string `json:"id"`

	Kind      string `json:"kind,omitempty"`
	Status    string `json:"status,omitempty"`
	Reference string `json:"reference,omitempty"`
}

// WorkflowChange is one change of the work flow, before and after (työnkulun
// muutos; memo chapter 4). Step is the id of the step that it concerns.
type WorkflowChange struct {
	ID string `json:"id"`

	Step   string `json:"step,omitempty"`
	Kind   string `json:"kind,omitempty"`
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
	Effect string `json:"effect,omitempty"`
}

// IndirectBenefit is a benefit that arises elsewhere than in the reformed work
// (välillinen hyöty; memo chapter 6).
type IndirectBenefit struct {
	ID string `json:"id"`

	Benefit string `json:"benefit,omitempty"`
	Owner   string `json:"owner,omitempty"`
	Measure string `json:"measure,omitempty"`
	By      Date   `json:"by,omitempty"`
}
