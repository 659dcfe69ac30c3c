package tools

import (
	"slices"
	"sync"

	"luonnos/tools/plan"
)

// All returns the tools that an interviewer is offered, in a fixed order. Their
// schemas are made once.
func All() Set { return slices.Clone(all()) }

var all = sync.OnceValue(func() Set {
	return unique(Set{
		fill("applicant", func(p *plan.Plan) *plan.Applicant { return &p.Applicant }),
		fill("target", func(p *plan.Plan) *plan.Target { return &p.Target }),
		fillRows("kpis", func(p *plan.Plan) *[]plan.KPI { return &p.KPIs }),
		fillRows("kpi_history", func(p *plan.Plan) *[]plan.KPIStatus { return &p.KPIHistory }),
		fillRows("raci", func(p *plan.Plan) *[]plan.WorkItem { return &p.RACI }),
		fillRows("capabilities", func(p *plan.Plan) *[]plan.Capability { return &p.Capabilities }),
		fill("data", func(p *plan.Plan) *plan.Data { return &p.Data }),
		fill("value_stream", func(p *plan.Plan) *plan.ValueStream { return &p.ValueStream }),
		fillRows("batches", func(p *plan.Plan) *[]plan.Batch { return &p.Batches }),
		fillRows("realisation", func(p *plan.Plan) *[]plan.Realisation { return &p.Realisation }),
		fillRows("quarters", func(p *plan.Plan) *[]plan.Quarter { return &p.Quarters }),
		fill("execution", func(p *plan.Plan) *plan.Execution { return &p.Execution }),
		fill("commitments", func(p *plan.Plan) *plan.Commitments { return &p.Commitments }),
		fill("company", func(p *plan.Plan) *plan.Company { return &p.Company }),
		Define("propose", docs["propose"], propose),
		Define("confirm", docs["confirm"], confirm),
		Define("remove", docs["remove"], remove),
		Define("reorder", docs["reorder"], reorder),
		Define("skip", docs["skip"], skip),
		Define("undo", docs["undo"], undo),
		Define("check_plan", docs["check_plan"], checkPlan),
		Define("suggest_kpis", docs["suggest_kpis"], suggestKPIs),
		Define("suggest_decision_model", docs["suggest_decision_model"], suggestModel),
		Define("compute_benefits", docs["compute_benefits"], computeBenefits),
		Define("search_memo", docs["search_memo"], searchMemo),
		Define("search_portfolio", docs["search_portfolio"], searchPortfolio),
	})
})
