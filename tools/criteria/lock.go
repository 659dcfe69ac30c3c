package criteria

import "luonnos/tools/plan"

var ruleLocked = Rule{
	ID: "C1.KPI.LOCKED", Spec: "R-126", Sub: "K1d", Level: plan.Model, Memo: "2", Later: true,
	Message: say("mittareita, tavoitteita ja määräaikoja ei ole lukittu johdon päätöksessä",
		"indikatorerna, målen och tidsfristerna har inte låsts i ledningens beslut",
		"the KPIs, targets and due dates have not been locked in the management's decision"),
	Fix: lockFix,
	Variants: map[string]Wording{
		"moved": {
			say("{row}{what} on muuttunut päätöksen jälkeen: nyt {value}, päätöksessä {other}",
				"{row}{what} har ändrats efter beslutet: nu {value}, i beslutet {other}",
				"{row}{what} has changed since the decision: now {value}, in the decision {other}"),
			lockFix,
		},
		"added": {
			say("{row}{what} on kirjattu päätöksen jälkeen: {value}", "{row}{what} har antecknats efter beslutet: {value}",
				"{row}{what} was recorded after the decision: {value}"),
			lockFix,
		},
		"new": {
			say("mittari on lisätty päätöksen jälkeen: {value}", "indikatorn har lagts till efter beslutet: {value}",
				"the KPI was added after the decision: {value}"),
			lockFix,
		},
		"gone": {
			say("päätöksessä lukittu mittari on poistettu: {other}", "en indikator som låsts i beslutet har tagits bort: {other}",
				"a KPI locked in the decision has been removed: {other}"),
			lockFix,
		},
	},
	Check: checkLocked,
}

var lockFix = say("Lukitse mittarit, tavoitteet ja määräajat johdon päätökseen. Niiden muuttaminen vaatii uuden päätöksen.",
	"Lås indikatorerna, målen och tidsfristerna i ledningens beslut. Att ändra dem kräver ett nytt beslut.",
	"Lock the KPIs, targets and due dates in the management's decision. Changing them takes a new decision.")

// checkLocked compares the indicators with what the management decided. A locked
// value that is gone is the matter of the rule that asks for it.
func checkLocked(p *Pass) {
	if !p.plan.Locked() {
		if len(p.kpis) > 0 {
			p.found(whole, "targets_lock", detail{})
		}
		return
	}
	for _, d := range plan.Drift(p.plan) {
		at, live := p.kpiAt(d.Path.Row())
		also := []Evidence{{Path: "targets_lock." + d.Path, Value: d.Locked}}
		switch row := d.Path == d.Path.Row(); {
		case row && d.Now == nil:
			p.found(whole, d.Path, detail{variant: "gone", other: d.Locked, also: also})
		case !live || !row && d.Now == nil:
		case row:
			p.found(whole, d.Path, detail{variant: "new", value: []place{at}})
		case d.Locked == nil:
			p.found(at, d.Path, detail{variant: "added"})
		default:
			p.found(at, d.Path, detail{variant: "moved", other: d.Locked, also: also})
		}
	}
}

// kpiAt is the place of an indicator's row.
func (p *Pass) kpiAt(row plan.Path) (at place, ok bool) {
	for _, k := range p.kpis {
		if k.at == row {
			return k.place, true
		}
	}
	return whole, false
}
