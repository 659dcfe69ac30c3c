package plan

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// specFields gives the paths of each field code of SPEC section 4; several
// where a field has parts.
var specFields = map[string]string{
	// 4.0 header
	"title": "target.title", "applicant_org": "applicant.organisation", "org_kind": "applicant.sector",
	"scope": "applicant.scope", "partners": "applicant.partners", "renewal_type": "target.renewal_type",
	"benefit_path": "target.benefit_path", "acknowledged": "applicant.acknowledges_model",
	"deviations": "deviations[].rule deviations[].reason deviations[].agreed_with deviations[].date deviations[].document",
	"language":   "applicant.language",

	// 4.1 phase 1
	"focus": "target.object", "purpose": "target.purpose", "productivity_object": "target.productivity_object",
	"targets_lock": "target.decision_body target.decision_date", // the snapshot is a record, not a leaf
	"resources":    "target.resources_eur target.resources_fte",
	"change_size":  "target.magnitude", "time_span": "target.start target.end",
	"decision":        "target.decision_body target.decision_maker target.decision_date target.decision_reference",
	"decision_reason": "target.decision_reason", "decision_comms": "target.decision_comms",
	"departs_from_now": "target.departs_from_now", "affected": "target.affected", "strategic_link": "target.strategic_link",
	"significance":           "target.volume target.volume_unit target.affected_share target.significance",
	"performance_commitment": "target.commits_to_lead", // and an attestation
	"kpi.name":               "kpis[].name kpis[].indicator", "kpi.baseline": "kpis[].baseline kpis[].baseline_date",
	"kpi.target": "kpis[].target kpis[].period", "kpi.due_date": "kpis[].deadline",
	"kpi.method": "kpis[].method", "kpi.frequency": "kpis[].frequency", "kpi.source": "kpis[].source",
	"kpi.formula": "kpis[].formula", "kpi.owner": "kpis[].owner",
	"kpi.status":      "kpis[].status kpis[].status_date kpi_history[].kpi kpi_history[].date kpi_history[].status kpi_history[].value",
	"kpi.perspective": "kpis[].perspective", "kpi.unit": "kpis[].unit", "kpi.direction": "kpis[].direction",
	"kpi.auditable": "kpis[].auditable", "kpi.comparable": "kpis[].comparable",
	"kpi.value_stream_link": "kpis[].value_stream_link", "kpi.capability_linked": "kpis[].capability_linked",
	"follow_ups": "target.follow_ups",

	// 4.2 phase 2
	"item.name": "raci[].item", "item.A": "raci[].accountable", "item.R": "raci[].responsible",
	"item.C": "raci[].consulted", "item.I": "raci[].informed", "item.cooperation": "raci[].cooperation",
	"cap.name": "capabilities[].key capabilities[].name", "cap.content": "capabilities[].content", "cap.role": "capabilities[].role",
	"cap.maturity": "capabilities[].maturity", "cap.criticality": "capabilities[].criticality",
	"cap.quadrant": "capabilities[].maturity capabilities[].criticality", // computed, see Capability.Priority
	"cap.pi_a":     "capabilities[].maturity capabilities[].criticality",
	"cap.pi_b":     "capabilities[].maturity capabilities[].criticality",
	"cap.enables":  "capabilities[].enables",
	"cap.actions":  "capabilities[].action capabilities[].learning capabilities[].owner capabilities[].by capabilities[].effort capabilities[].budget_eur",
	"learning_mix": "capabilities[].learning capabilities[].effort", // computed
	"ds.name":      "data.assets[].name", "ds.critical": "data.assets[].critical", "ds.owner": "data.assets[].owner",
	"ds.use": "data.assets[].use", "ds.need": "data.assets[].need", "ds.precision": "data.assets[].precision",
	"ds.coverage": "data.assets[].coverage", "ds.currency": "data.assets[].currency",
	"ds.class": "data.assets[].quality", "ds.action": "data.assets[].action",
	"principle.kind":   "data.principles data.principle_kinds data.principle_rows[].kind",
	"principle.status": "data.principle_status data.principle_rows[].status",
	"principle.ref":    "data.reference data.principle_rows[].reference",
	"change_comms":     "commitments.change_comms", "self_renewal": "commitments.self_renewal",

	// 4.3 phase 3
	"customer":       "value_stream.customer value_stream.customer_kind",
	"customer_value": "value_stream.value", "value_evidence": "value_stream.evidence",
	"delivery": "value_stream.delivery", "diagnosis_method": "value_stream.diagnosis_method",
	"step.name": "value_stream.steps[].name", "step.actor": "value_stream.steps[].actor",
	"step.process_time": "value_stream.steps[].process_min", "step.wait_time": "value_stream.steps[].wait_d",
	"step.queue": "value_stream.steps[].queue", "step.rework_share": "value_stream.steps[].rework_share",
	"step.volume": "value_stream.steps[].volume", "step.creates_value": "value_stream.steps[].creates_value",
	"step.automation": "value_stream.steps[].automation", "step.channel_shift": "value_stream.steps[].channel_shift",
	"step.overlap":    "value_stream.steps[].overlap",
	"change.before":   "value_stream.redesign value_stream.changes[].before",
	"change.after":    "value_stream.changes[].after value_stream.changes[].step",
	"change.kind":     "value_stream.changes[].kind value_stream.steps[].change",
	"change.effect":   "value_stream.changes[].effect",
	"shared_services": "value_stream.shared_services",
	"batch.name":      "batches[].scope", "batch.start": "batches[].start", "batch.end": "batches[].end batches[].weeks",
	"batch.state": "batches[].state", "batch.measure": "batches[].measure batches[].unit batches[].verify",
	"batch.target": "batches[].target", "batch.result": "batches[].result batches[].result_value", "batch.kpi": "batches[].kpi",
	"scale.targets": "commitments.scale_targets", "scale.prereq": "commitments.scale_prerequisites batches[].scale",
	"scale.participants": "commitments.scale_participants", "scale.interest": "commitments.scale_interest",
	"freed":             "realisation[].freed_fte realisation[].freed_hours realisation[].freed_eur realisation[].fte_cost",
	"freed.disposition": "realisation[].disposition",
	"real.target":       "realisation[].target commitments.unused_targets commitments.unused_reason",
	"real.goal":         "realisation[].goal realisation[].amount realisation[].unit", "real.action": "realisation[].action",
	"real.owner": "realisation[].responsible", "real.kpi": "realisation[].kpi", "real.budget_line": "realisation[].budget_line",
	"real.quarters": "quarters[].realisation quarters[].quarter quarters[].planned_eur quarters[].planned_fte quarters[].realised_eur quarters[].realised_fte",
	"real.due_date": "realisation[].by",

	// 4.4 phase 4
	"dm.models": "execution.model", "dm.justification": "execution.rationale", "dm.supports": "execution.kpi_refs",
	"dm.structure": "execution.structure", "dm.methods": "execution.methods", "dm.rhythm.week": "execution.weekly",
	"dm.rhythm.month": "execution.monthly", "dm.rhythm.quarter": "execution.quarterly", "dm.people": "execution.responsible",
	"dm.options": "execution.options execution.stop_rule", "dm.thresholds": "execution.thresholds",
	"dm.factors":             "execution.time_window execution.objectives execution.resources",
	"dm.capability_followup": "execution.capability_followup", "dm.principles_followup": "execution.principles_followup",
	"dm.work_items": "execution.work_items_link", "dm.finance_hr": "execution.finance_hr",
	"dm.weakness_mitigation": "execution.weakness_mitigation", "incentives": "execution.incentives",

	// 4.5 phase 5
	"realisation_commitment": "commitments.realise commitments.realise_by", "scaling_commitment": "commitments.scale",
	"horizon_years": "commitments.horizon_years", "in_finance": "commitments.in_finance commitments.plan_updates",
	"in_hr": "commitments.in_hr", "new_value": "commitments.new_value",
	"transfer.from": "commitments.transfers[].from", "transfer.to": "commitments.transfers[].to commitments.transfers[].need",
	"transfer.HTV": "commitments.transfers[].fte", "transfer.when": "commitments.transfers[].by",
	"transfer.training":         "commitments.transfers[].training",
	"transfer.receiving_effect": "commitments.transfers[].receiving_effect commitments.total_productivity",
	"hr_change_significant":     "commitments.hr_change_significant", "phasing": "commitments.phasing", "bridging": "commitments.bridging",
	"benefit.directness": "realisation[].directness commitments.indirect_benefits[].benefit",
	"benefit.owner":      "commitments.indirect_benefits[].owner", "benefit.measure": "commitments.indirect_benefits[].measure",
	"benefit.date": "commitments.indirect_benefits[].by", "acceleration": "commitments.accelerate",
	"rhythm.short":    "commitments.short_resources commitments.short_metrics commitments.short_decisions",
	"rhythm.long":     "commitments.long_resources commitments.long_metrics commitments.long_decisions",
	"foresight.base":  "commitments.foresight",
	"foresight.parts": "commitments.foresight_present commitments.foresight_near commitments.foresight_alternatives commitments.foresight_actions commitments.foresight_critique",

	// 4.6 bonus
	"biz.mechanism": "company.link company.mechanism", "biz.justification": "company.rationale", "biz.companies": "company.companies",
	"tech.origin_risk": "company.tech_origin_risk", "tech.switching": "company.tech_switching",
}

func TestSpecFieldsHavePaths(t *testing.T) {
	for code, paths := range specFields {
		if paths == "" {
			t.Errorf("%s has no path", code)
		}
		for path := range strings.FieldsSeq(paths) {
			if _, ok := FieldAt(Path(path)); !ok {
				t.Errorf("%s: %s is not in the catalogue", code, path)
			}
		}
	}
}

// specEnums gives the values of each enumeration of SPEC section 5. Values that
// the specification leaves to us stand last.
var specEnums = map[string]struct{ enum, values string }{
	"E1":  {"sector", "state_agency municipality wellbeing_county other_public university"},
	"E2":  {"scope", "single_service network"},
	"E3":  {"renewal_type", "digitisation digitalisation transformation"},
	"E4":  {"benefit_path", "first_implementation scaling indirect"},
	"E5":  {"affected", "units functions culture capabilities"},
	"E6":  {"frequency", "daily weekly monthly quarterly yearly"}, // real time is at least daily
	"E7":  {"status", "green yellow red"},
	"E8":  {"work_item", "kpis dashboard progress_decisions procurement accessibility ai_model_approval benefit_realisation data_quality cooperation"},
	"E9":  {"capability", "business_leadership service_leadership measurement information_management architecture usability adoption devops procurement risk"},
	"E10": {"maturity", "1 2 3 4 5"},
	"E11": {"criticality", "1 2 3 4 5"},
	"E12": {"quadrant", "invest_now standardise_scale monitor use"},
	"E13": {"learning", "on_the_job mentoring training"},
	"E14": {"data_quality", "A B C"},
	"E15": {"principle_kind", "quality_rules access_rules data_models interfaces integration automation"},
	"E16": {"customer_kind", "people companies public_bodies third_sector fourth_sector"},
	"E17": {"diagnosis_method", "value_stream other"},
	"E18": {"workflow_change", "step_removed delay_removed automation channel_shift overlap_removed reordering ai_model"},
	"E19": {"batch_state", "planned renewing verified scaling stopped"},
	"E20": {"disposition", "give_up reallocate"},
	"E21": {"decision_model", "startup scaleup agile gate okr"},
	"E22": {"decision_option", "proceed stop scale"},
	"E23": {"directness", "direct indirect"},
	"E24": {"company_mechanism", "process_development data_offering algorithms test_bed reference reuse"},
	"E25": {"realisation_target", "staff purchases budget incentives old_model dashboard"},
	"E26": {"paradox_cause", "measurement transition_costs learning processes budget pilots ownership"},
}

func TestSpecEnumerationsHaveValues(t *testing.T) {
	for code, want := range specEnums {
		if diff := cmp.Diff(sorted(strings.Fields(want.values)), sorted(optionValues(want.enum))); diff != "" {
			t.Errorf("%s %s (-specification +catalogue):\n%s", code, want.enum, diff)
		}
	}
}
