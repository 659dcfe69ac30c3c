package plan

// Plan is the document that the interview fills (hankesuunnitelma). Its JSON is
// the plan vocabulary: snake_case keys, ISO dates, numbers as JSON numbers, and
// absent for "not asked". The zero Plan is an empty one.
type Plan struct {
	Applicant    Applicant     `json:"applicant,omitzero,omitempty"`
	Target       Target        `json:"target,omitzero,omitempty"`
	KPIs         []KPI         `json:"kpis,omitempty"`
	RACI         []WorkItem    `json:"raci,omitempty"`
	Capabilities []Capability  `json:"capabilities,omitempty"`
	Data         Data          `json:"data,omitzero,omitempty"`
	ValueStream  ValueStream   `json:"value_stream,omitzero,omitempty"`
	Batches      []Batch       `json:"batches,omitempty"`
	Realisation  []Realisation `json:"realisation,omitempty"`
	Execution    Execution     `json:"execution,omitzero,omitempty"`
	Commitments  Commitments   `json:"commitments,omitzero,omitempty"`
	Company      Company       `json:"company,omitzero,omitempty"`
	KPIHistory   []KPIStatus   `json:"kpi_history,omitempty"`
	Quarters     []Quarter     `json:"quarters,omitempty"`
	Deviations   []Deviation   `json:"deviations,omitempty"`
	Attestations []Attestation `json:"attestations,omitempty"`
	TargetsLock  *TargetsLock  `json:"targets_lock,omitempty"`
	Reviews      []Review      `json:"reviews,omitempty"`
	Versions     Versions      `json:"versions,omitzero,omitempty"`
}

// Quarter is the benefit of one realisation row in one quarter, planned and
// realised kept apart (memo chapter 4).
type Quarter struct {
	ID string `json:"id"`

	Realisation string   `json:"realisation,omitempty"`
	Quarter     string   `json:"quarter,omitempty"`
	PlannedEUR  *float64 `json:"planned_eur,omitempty"`
	RealisedEUR *float64 `json:"realised_eur,omitempty"`
	PlannedFTE  *float64 `json:"planned_fte,omitempty"`
	RealisedFTE *float64 `json:"realised_fte,omitempty"`
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

	Cooperation *bool `json:"cooperation,omitempty"`
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

	Name      string   `json:"name,omitempty"`
	Content   string   `json:"content,omitempty"`
	Role      string   `json:"role,omitempty"`
	Enables   []string `json:"enables,omitempty"`
	Learning  string   `json:"learning,omitempty"`
	Effort    *float64 `json:"effort,omitempty"`
	BudgetEUR *float64 `json:"budget_eur,omitempty"`
}

// Data holds the common principles of information management (yhteiset
// periaatteet) and the critical data (memo chapter 3.3).
type Data struct {
	Principles []string `json:"principles,omitempty"`
	Reference  string   `json:"reference,omitempty"`
	Assets     []Asset  `json:"assets,omitempty"`

	PrincipleKinds  []string `json:"principle_kinds,omitempty"`
	PrincipleStatus string   `json:"principle_status,omitempty"`

	PrincipleRows []Principle `json:"principle_rows,omitempty"`
}

// Asset is a critical body of data (tietoaineisto) and what its quality lacks.
type Asset struct {
	ID      string `json:"id"`
	Name    string `json:"name,omitempty"`
	Owner   string `json:"owner,omitempty"`
	Quality string `json:"quality,omitempty"`
	Need    string `json:"need,omitempty"`
	Action  string `json:"action,omitempty"`

	Critical  *bool  `json:"critical,omitempty"`
	Use       string `json:"use,omitempty"`
	Precision string `json:"precision,omitempty"`
	Coverage  string `json:"coverage,omitempty"`
	Currency  string `json:"currency,omitempty"`
}

// ValueStream says what value the customer gets and how the work flows now
// (arvovirta; memo chapter 4).
type ValueStream struct {
	Customer string `json:"customer,omitempty"`
	Value    string `json:"value,omitempty"`
	Evidence string `json:"evidence,omitempty"`
	Redesign string `json:"redesign,omitempty"`
	Steps    []Step `json:"steps,omitempty"`

	CustomerKind    []string `json:"customer_kind,omitempty"`
	Delivery        string   `json:"delivery,omitempty"`
	DiagnosisMethod string   `json:"diagnosis_method,omitempty"`
	NotObserved     []string `json:"not_observed,omitempty"`
	SharedServices  []string `json:"shared_services,omitempty"`

	Changes []WorkflowChange `json:"changes,omitempty"`
}

// Step is one step of the value stream (arvovirran vaihe): working time in
// minutes, waiting time in days, and what is done to the step.
type Step struct {
	ID         string   `json:"id"`
	Name       string   `json:"name,omitempty"`
	ProcessMin *float64 `json:"process_min,omitempty"`
	WaitD      *float64 `json:"wait_d,omitempty"`
	Change     string   `json:"change,omitempty"`

	Actor        string   `json:"actor,omitempty"`
	Queue        *float64 `json:"queue,omitempty"`
	ReworkShare  *float64 `json:"rework_share,omitempty"`
	Volume       *float64 `json:"volume,omitempty"`
	CreatesValue *bool    `json:"creates_value,omitempty"`
	Automation   *bool    `json:"automation,omitempty"`
	ChannelShift *bool    `json:"channel_shift,omitempty"`
	Overlap      *bool    `json:"overlap,omitempty"`
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

	End    Date   `json:"end,omitempty"`
	State  string `json:"state,omitempty"`
	Result string `json:"result,omitempty"`

	Measure     string   `json:"measure,omitempty"`
	Unit        string   `json:"unit,omitempty"`
	Target      *float64 `json:"target,omitempty"`
	ResultValue *float64 `json:"result_value,omitempty"`
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

	KPI         string   `json:"kpi,omitempty"`
	BudgetLine  string   `json:"budget_line,omitempty"`
	FreedFTE    *float64 `json:"freed_fte,omitempty"`
	FreedHours  *float64 `json:"freed_hours,omitempty"`
	FreedEUR    *float64 `json:"freed_eur,omitempty"`
	FTECost     *float64 `json:"fte_cost,omitempty"`
	Disposition string   `json:"disposition,omitempty"`
	Directness  string   `json:"directness,omitempty"`
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

	Structure          string   `json:"structure,omitempty"`
	Methods            string   `json:"methods,omitempty"`
	Options            []string `json:"options,omitempty"`
	Thresholds         string   `json:"thresholds,omitempty"`
	TimeWindow         string   `json:"time_window,omitempty"`
	Objectives         string   `json:"objectives,omitempty"`
	Resources          string   `json:"resources,omitempty"`
	CapabilityFollowup string   `json:"capability_followup,omitempty"`
	PrinciplesFollowup string   `json:"principles_followup,omitempty"`
	WorkItemsLink      string   `json:"work_items_link,omitempty"`
	FinanceHR          string   `json:"finance_hr,omitempty"`
	WeaknessMitigation string   `json:"weakness_mitigation,omitempty"`
	Incentives         string   `json:"incentives,omitempty"`
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

	Transfers         []Transfer        `json:"transfers,omitempty"`
	TotalProductivity string            `json:"total_productivity,omitempty"`
	IndirectBenefits  []IndirectBenefit `json:"indirect_benefits,omitempty"`

	ChangeComms        string   `json:"change_comms,omitempty"`
	SelfRenewal        string   `json:"self_renewal,omitempty"`
	ScaleTargets       []string `json:"scale_targets,omitempty"`
	ScalePrerequisites []string `json:"scale_prerequisites,omitempty"`
	ScaleParticipants  []string `json:"scale_participants,omitempty"`
	ScaleInterest      string   `json:"scale_interest,omitempty"`

	InFinance             string `json:"in_finance,omitempty"`
	InHR                  string `json:"in_hr,omitempty"`
	NewValue              string `json:"new_value,omitempty"`
	HRChangeSignificant   *bool  `json:"hr_change_significant,omitempty"`
	Phasing               string `json:"phasing,omitempty"`
	Bridging              string `json:"bridging,omitempty"`
	PlanUpdates           string `json:"plan_updates,omitempty"`
	ShortResources        string `json:"short_resources,omitempty"`
	ShortMetrics          string `json:"short_metrics,omitempty"`
	ShortDecisions        string `json:"short_decisions,omitempty"`
	LongResources         string `json:"long_resources,omitempty"`
	LongMetrics           string `json:"long_metrics,omitempty"`
	LongDecisions         string `json:"long_decisions,omitempty"`
	ForesightPresent      string `json:"foresight_present,omitempty"`
	ForesightNear         string `json:"foresight_near,omitempty"`
	ForesightAlternatives string `json:"foresight_alternatives,omitempty"`
	ForesightActions      string `json:"foresight_actions,omitempty"`
	ForesightCritique     string `json:"foresight_critique,omitempty"`

	UnusedTargets []string `json:"unused_targets,omitempty"`
	UnusedReason  string   `json:"unused_reason,omitempty"`
}

// Transfer is work that moves from one process or unit to another, never a
// named person (siirto; memo chapter 6).
type Transfer struct {
	ID string `json:"id"`

	From            string   `json:"from,omitempty"`
	To              string   `json:"to,omitempty"`
	FTE             *float64 `json:"fte,omitempty"`
	By              Date     `json:"by,omitempty"`
	Training        string   `json:"training,omitempty"`
	ReceivingEffect string   `json:"receiving_effect,omitempty"`
	Need            string   `json:"need,omitempty"`
}

// Company says whether Finnish companies gain from the reform (memo chapter 7).
type Company struct {
	Link      *bool  `json:"link,omitempty"`
	Rationale string `json:"rationale,omitempty"`

	Mechanism      []string `json:"mechanism,omitempty"`
	Companies      string   `json:"companies,omitempty"`
	TechOriginRisk string   `json:"tech_origin_risk,omitempty"`
	TechSwitching  string   `json:"tech_switching,omitempty"`
}

// Attestation is a named person's own commitment (sitoumus) to the plan as it was at
// one revision. Only a person can make one: no tool writes it.
type Attestation struct {
	What  []string `json:"what"`
	By    string   `json:"by"`
	Title string   `json:"title,omitempty"`
	Date  Date     `json:"date"`
	Rev   int64    `json:"rev,omitempty" yaml:"-"` // of the plan that was signed; 0 when it is not known
}

// What an attestation can cover.
const (
	AttestLead    = "lead"
	AttestRealise = "realise"
	AttestScale   = "scale"
)
