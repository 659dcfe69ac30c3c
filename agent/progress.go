package agent

import "luonnos/tools/plan"

// Progress says how far a topic is: how many of the fields that the interview
// asks hold a value or were left open on purpose.
type Progress struct {
	Topic plan.Topic `json:"topic"`
	Done  int        `json:"done"`
	Total int        `json:"total"`
}

// ProgressOf counts each topic in the order of the interview. A list without
// rows counts as one field that is not done.
func ProgressOf(d *plan.Draft) []Progress {
	all := make([]Progress, 0, len(plan.Topics))
	for _, topic := range plan.Topics {
		p := Progress{Topic: topic}
		for _, f := range plan.Fields() {
			if f.Topic == topic && !f.Derived && !f.Later {
				p.count(d, f.Path)
			}
		}
		for _, list := range topicLists[topic] {
			if len(d.Plan.Rows(list)) == 0 {
				p.add(!d.Open(list))
			}
		}
		all = append(all, p)
	}
	return all
}

func (p *Progress) count(d *plan.Draft, field plan.Path) {
	list := field.List()
	if list == "" {
		p.add(!wanted(d, field))
		return
	}
	for _, id := range d.Plan.Rows(list) {
		p.add(!d.Open(plan.At(list, id, field.Leaf())))
	}
}

func (p *Progress) add(done bool) {
	p.Total++
	if done {
		p.Done++
	}
}
