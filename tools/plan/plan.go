package plan

// Plan is the document that the interview fills (hankesuunnitelma). Its JSON is
// the plan vocabulary: snake_case keys, ISO dates, numbers as JSON numbers, and
// absent for "not asked". The zero Plan is an empty one.
type Plan struct {
	Applicant    Applicant     `json:"applicant,omitzero"`
	Target       Target        `json:"target,omitzero"`
	KPIs         []KPI         `json:"kpis,omitempty"`
	RACI         []WorkItem    `json:"raci,omitempty"`
	Capabilities []Capability  `json:"capabilities,omitempty"`
	Data         Data          `json:"data,omitzero"`
	ValueStream  ValueStream   `json:"value_stream,omitzero"`
	Batches      []Batch       `json:"batches,omitempty"`
	Realisation  []Realisation `json:"realisation,omitempty"`
	Execution    Execution     `json:"execution,omitzero"`
	Commitments  Commitments   `json:"commitments,omitzero"`
	Company      Company       `json:"company,omitzero"`
	Deviations   []Deviation   `json:"deviations,omitempty"`
	Attestations []Attestation `json:"attestations,omitempty"`
}

// Deviation is a departure from the operating model that has been agreed with
// Sitra (sovittu poikkeama; memo chapter 8). Rule is the id or the R-number of
// the rule that it concerns.
type Deviation struct {
	ID string `json:"id"`

	Rule       string `json:"rule,omitempty"`
	Reason     string `json:"reason,omitempty"`
	AgreedWith string `json:"agreed_with,omitempty"`
	Date       Date   `json:"date,omitempty"`
	Document   string `json:"document,omitempty"`
}

// Applicant says who applies (hakija) and whether the operating model is
// followed (memo chapters 1.3 and 8).
type Applicant struct {
	Organisation      string `json:"organisation,omitempty"`
	Unit              string `json:"unit,omitempty"`
	Sector            string `json:"sector,omitempty"`
	ContactName       string `json:"contact_name,omitempty"`
	ContactRole       string `json:"contact_role,omitempty"`
	AcknowledgesModel *bool  `json:"acknowledges_model,omitempty"`

	Scope    string   `json:"scope,omitempty"`
	Partners []string `json:"partners,omitempty"`
	Language string   `json:"language,omitempty"`
}

// Target is the focus of the reform (uudistuksen kohde), its size, time span
// and the management's decision on it (memo chapter 2).
type Target struct {
	Title         string   `json:"title,omitempty"`
	Object        string   `json:"object,omitempty"`
	Purpose       string   `json:"purpose,omitempty"`
	Volume        *float64 `json:"volume,omitempty"`
	VolumeUnit    string   `json:"volume_unit,omitempty"`
	Magnitude     string   `json:"magnitude,omitempty"`
	Start         Date     `json:"start,omitempty"`
	End           Date     `json:"end,omitempty"`
	DecisionBody  string   `json:"decision_body,omitempty"`
	DecisionDate  Date     `json:"decision_date,omitempty"`
	DecisionMaker string   `json:"decision_maker,omitempty"`
	CommitsToLead *bool    `json:"commits_to_lead,omitempty"`

	ProductivityObject string   `json:"productivity_object,omitempty"`
	RenewalType        string   `json:"renewal_type,omitempty"`
	BenefitPath        []string `json:"benefit_path,omitempty"`
	ResourcesEUR       *float64 `json:"resources_eur,omitempty"`
	ResourcesFTE       *float64 `json:"resources_fte,omitempty"`
	DecisionReference  string   `json:"decision_reference,omitempty"`
	DecisionReason     string   `json:"decision_reason,omitempty"`
	DecisionComms      string   `json:"decision_comms,omitempty"`
	DepartsFromNow     []string `json:"departs_from_now,omitempty"`
	Affected           []string `json:"affected,omitempty"`
	StrategicLink      string   `json:"strategic_link,omitempty"`
	AffectedShare      *float64 `json:"affected_share,omitempty"`
	Significance       string   `json:"significance,omitempty"`
	FollowUps          []string `json:"follow_ups,omitempty"`
}

// KPI is a key indicator (avainmittari), one column of the memo's table 1.
type KPI struct {
	ID           string   `json:"id"`
	Name         string   `json:"name,omitempty"`
	Unit         string   `json:"unit,omitempty"`
	Direction    string   `json:"direction,omitempty"`
	Baseline     *float64 `json:"baseline,omitempty"`
	BaselineDate Date     `json:"baseline_date,omitempty"`
	Target       *float64 `json:"target,omitempty"`
	Deadline     Date     `json:"deadline,omitempty"`
	Method       string   `json:"method,omitempty"`
	Frequency    string   `json:"frequency,omitempty"`
	Source       string   `json:"source,omitempty"`
	Formula      string   `json:"formula,omitempty"`
	Owner        string   `json:"owner,omitempty"`

	Indicator        string   `json:"indicator,omitempty"`
	Perspective      string   `json:"perspective,omitempty"`
	Period           string   `json:"period,omitempty"`
	Status           string   `json:"status,omitempty"`
	StatusDate       Date     `json:"status_date,omitempty"`
	Current          *float64 `json:"current,omitempty"`
	Auditable        string   `json:"auditable,omitempty"`
	Comparable       string   `json:"comparable,omitempty"`
	ValueStreamLink  string   `json:"value_stream_link,omitempty"`
	CapabilityLinked *bool    `json:"capability_linked,omitempty"`
	AgreedTarget     *float64 `json:"agreed_target,omitempty"`
	AgreedDeadline   Date     `json:"agreed_deadline,omitempty"`
}

// WorkItem is a row of the responsibility matrix (työkohde, vastuunjakomatriisi;
// memo chapter 3.1, table 2).
type WorkItem struct {
	ID          string   `json:"id"`
	Item        string   `json:"item,omitempty"`
	Accountable string   `json:"accountable,omitempty"`
	Responsible []string `json:"responsible,omitempty"`
	Consulted   []string `json:"consulted,omitempty"`
	Informed    []string `json:"informed,omitempty"`
}

// Capability is a rated capability (kyvykkyys) with its development action
// (memo chapter 3.2, table 3). Maturity and criticality are whole numbers 1 to 5.
type Capability struct {
	ID          string   `json:"id"`
	Key         string   `json:"key,omitempty"`
	Maturity    *float64 `json:"maturity,omitempty"`
	Criticality *float64 `json:"criticality,omitempty"`
	Action      string   `json:"action,omitempty"`
	Owner       string   `json:"owner,omitempty"`
	By          Date     `json:"by,omitempty"`
}

// Data holds the common principles of information management (yhteiset
// periaatteet) and the critical data (memo chapter 3.3).
type Data struct {
	Principles []string `json:"principles,omitempty"`
	Reference  string   `json:"reference,omitempty"`
	Assets     []Asset  `json:"assets,omitempty"`
}

// Asset is a critical body of data (tietoaineisto) and what its quality lacks.
type Asset struct {
	ID      string `json:"id"`
	Name    string `json:"name,omitempty"`
	Owner   string `json:"owner,omitempty"`
	Quality string `json:"quality,omitempty"`
	Need    string `json:"need,omitempty"`
	Action  string `json:"action,omitempty"`
}

// ValueStream says what value the customer gets and how the work flows now
// (arvovirta; memo chapter 4).
type ValueStream struct {
	Customer string `json:"customer,omitempty"`
	Value    string `json:"value,omitempty"`
	Evidence string `json:"evidence,omitempty"`
	Redesign string `json:"redesign,omitempty"`
	Steps    []Step `json:"steps,omitempty"`
}

// Step is one step of the value stream (arvovirran vaihe): working time in
// minutes, waiting time in days, and what is done to the step.
type Step struct {
	ID         string   `json:"id"`
	Name       string   `json:"name,omitempty"`
	ProcessMin *float64 `json:"process_min,omitempty"`
	WaitD      *float64 `json:"wait_d,omitempty"`
	Change     string   `json:"change,omitempty"`
}

// Batch is one small batch of the implementation (erä): renew, verify, scale
// (memo chapter 4). KPI is the id of the indicator that measures it.
type Batch struct {
	ID     string   `json:"id"`
	Scope  string   `json:"scope,omitempty"`
	Weeks  *float64 `json:"weeks,omitempty"`
	Start  Date     `json:"start,omitempty"`
	KPI    string   `json:"kpi,omitempty"`
	Verify string   `json:"verify,omitempty"`
	Scale  string   `json:"scale,omitempty"`
}

// Realisation is a row of the realisation plan (hyödyn realisointi; memo
// chapter 4, table 4).
type Realisation struct {
	ID          string   `json:"id"`
	Target      string   `json:"target,omitempty"`
	Goal        string   `json:"goal,omitempty"`
	Action      string   `json:"action,omitempty"`
	Amount      *float64 `json:"amount,omitempty"`
	Unit        string   `json:"unit,omitempty"`
	Responsible []string `json:"responsible,omitempty"`
	By          Date     `json:"by,omitempty"`
}

// Execution says how decisions are made (päätöksentekomalli; memo chapter 5,
// table 5). KPIRefs are ids of indicators.
type Execution struct {
	Model       []string `json:"model,omitempty"`
	Rationale   string   `json:"rationale,omitempty"`
	KPIRefs     []string `json:"kpi_refs,omitempty"`
	Weekly      string   `json:"weekly,omitempty"`
	Monthly     string   `json:"monthly,omitempty"`
	Quarterly   string   `json:"quarterly,omitempty"`
	StopRule    string   `json:"stop_rule,omitempty"`
	Responsible []string `json:"responsible,omitempty"`
}

// Commitments say how the benefit is realised, scaled and carried on
// (sitoumukset; memo chapter 6).
type Commitments struct {
	Realise      *bool    `json:"realise,omitempty"`
	RealiseBy    string   `json:"realise_by,omitempty"`
	Scale        string   `json:"scale,omitempty"`
	HorizonYears *float64 `json:"horizon_years,omitempty"`
	Accelerate   string   `json:"accelerate,omitempty"`
	Foresight    string   `json:"foresight,omitempty"`
}

// Company says whether Finnish companies gain from the reform (memo chapter 7).
type Company struct {
	Link      *bool  `json:"link,omitempty"`
	Rationale string `json:"rationale,omitempty"`
}

// Attestation is a named person's own commitment (sitoumus). Only a person can
// make one: no tool writes it.
type Attestation struct {
	What  []string `json:"what"`
	By    string   `json:"by"`
	Title string   `json:"title,omitempty"`
	Date  Date     `json:"date"`
}

// What an attestation can cover.
const (
	AttestLead    = "lead"
	AttestRealise = "realise"
	AttestScale   = "scale"
)

// Attested reports whether some named person has attested what on a given day.
func (p *Plan) Attested(what string) bool {
	for _, a := range p.Attestations {
		if a.By == "" || !a.Date.Valid() {
			continue
		}
		for _, w := range a.What {
			if w == what {
				return true
			}
		}
	}
	return false
}
