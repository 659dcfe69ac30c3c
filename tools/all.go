package tools

import "luonnos/tools/plan"

// All returns the tools that an interviewer is offered, in a fixed order.
func All() Set {
	return unique(Set{
		fill("set_applicant", docs["set_applicant"], func(p *plan.Plan) *plan.Applicant { return &p.Applicant }),
		fill("set_target", docs["set_target"], func(p *plan.Plan) *plan.Target { return &p.Target }),
		fillRows("set_kpis", docs["set_kpis"], func(p *plan.Plan) *[]plan.KPI { return &p.KPIs }),
		fillRows("set_raci", docs["set_raci"], func(p *plan.Plan) *[]plan.WorkItem { return &p.RACI }),
		fillRows("set_capabilities", docs["set_capabilities"], func(p *plan.Plan) *[]plan.Capability { return &p.Capabilities }),
		fill("set_data", docs["set_data"], func(p *plan.Plan) *plan.Data { return &p.Data }),
		fill("set_value_stream", docs["set_value_stream"], func(p *plan.Plan) *plan.ValueStream { return &p.ValueStream }),
		fillRows("set_batches", docs["set_batches"], func(p *plan.Plan) *[]plan.Batch { return &p.Batches }),
		fillRows("set_realisation", docs["set_realisation"], func(p *plan.Plan) *[]plan.Realisation { return &p.Realisation }),
		fill("set_execution", docs["set_execution"], func(p *plan.Plan) *plan.Execution { return &p.Execution }),
		fill("set_commitments", docs["set_commitments"], func(p *plan.Plan) *plan.Commitments { return &p.Commitments }),
		fill("set_company", docs["set_company"], func(p *plan.Plan) *plan.Company { return &p.Company }),
		Define("propose", docs["propose"], propose),
		Define("confirm", docs["confirm"], confirm),
		Define("remove", docs["remove"], remove),
		Define("skip", docs["skip"], skip),
		Define("undo", docs["undo"], undo),
		Define("check_plan", docs["check_plan"], checkPlan),
		Define("search_memo", docs["search_memo"], searchMemo),
	})
}
