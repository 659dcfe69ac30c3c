package criteria

import "luonnos/tools/plan"

// Rules about fields that the interview does not ask by itself say one thing
// each: a finding names every place that lacks something, and its path is that
// of the catalogue ("kpis[].perspective"), so a further row is no new finding.

// The usual messages of such rules.
var (
	lackingAll  = say("puuttuu: {value}", "saknas: {value}", "missing: {value}")
	lackingRows = say("{what} puuttuu: {value}", "{what} saknas: {value}", "{what} is missing: {value}")
)

// wish is a single field that a rule would like to see filled.
type wish struct {
	path plan.Path
	of   func(*plan.Plan) lack
}

// wishes is the check of a rule that asks for single fields.
func wishes(list ...wish) func(*Pass) {
	return func(p *Pass) {
		var lacking []plan.Path
		for _, w := range list {
			if w.of(p.plan) != none && !p.waived(w.path) {
				lacking = append(lacking, w.path)
			}
		}
		if len(lacking) > 0 {
			p.found(whole, lacking[0], detail{value: lacking})
		}
	}
}

// wishRows reports the rows that lack key.
func wishRows[T any](p *Pass, rows []row[T], key plan.Path, of func(*T) lack) {
	lacking := lackingIn(p, rows, key, of)
	if len(lacking) > 0 {
		p.found(whole, rows[0].list+"[]."+key, detail{value: lacking})
	}
}

func lackingIn[T any](p *Pass, rows []row[T], key plan.Path, of func(*T) lack) []place {
	var lacking []place
	for i := range rows {
		if of(rows[i].v) != none && !p.waived(rows[i].leaf(key)) {
			lacking = append(lacking, rows[i].place)
		}
	}
	return lacking
}

// waived reports whether a person has said, with a reason, that the path does
// not apply to this reform.
func (p *Pass) waived(path plan.Path) bool {
	if len(p.draft.States) == 0 {
		return false
	}
	state := p.draft.States[path]
	return state.Kind == plan.NotApplicable && text(state.Reason) == none
}

func yes(b *bool) bool { return b != nil && *b }

// stated weighs a yes or no.
func stated(b *bool) lack {
	if b == nil {
		return missing
	}
	return none
}
