package criteria

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
)

// rulesC4Models advise on the decision models that were chosen, by what the
// memo's table 5 says of each. Until one is chosen C4.MODEL asks.
var rulesC4Models = []Rule{
	{
		ID: "W.GATE.THRESHOLDS", Spec: "R-412", Sub: "K4b", Level: plan.Advice, Memo: "5", Later: true,
		Message: say("porttimallin kynnyksistä ei ole sovittu etukäteen", "grindmodellens trösklar har inte avtalats i förväg",
			"the thresholds of the stage-gate model have not been agreed beforehand"),
		Fix: say("Sovi, millä kynnyksillä edetään, pysäytetään tai skaalataan.",
			"Kom överens om vid vilka trösklar ni fortsätter, stoppar eller skalar.",
			"Agree at which thresholds you proceed, stop or scale."),
		Check: func(p *Pass) {
			const key = plan.Path("execution.thresholds")
			if p.chosen("gate") && text(p.plan.Execution.Thresholds) != none && !p.waived(key) {
				p.found(whole, key, detail{})
			}
		},
	},
	{
		ID: "W.STARTUP.ALONE", Spec: "R-413", Sub: "K4a", Level: plan.Advice, Memo: "5", Later: true,
		Message: say("ratkaisu aiotaan skaalata, mutta start-up-malli ei yksin riitä skaalaukseen",
			"lösningen ska skalas, men start-up-modellen räcker inte ensam för skalning",
			"the solution is to be scaled, but the start-up model alone is not enough for scaling"),
		Fix: say("Harkitse, mikä malli otetaan rinnalle skaalausta varten.", "Överväg vilken modell som används vid sidan om för skalningen.",
			"Consider which model to add for the scaling."),
		Check: func(p *Pass) {
			c := &p.plan.Commitments
			if len(p.plan.Execution.Model) == 1 && p.chosen("startup") && min(text(c.Scale), texts(c.ScaleTargets)) == none {
				p.found(whole, "execution.model", detail{})
			}
		},
	},
	{
		ID: "W.SCALEUP.UNTESTED", Spec: "R-414", Sub: "K4a", Level: plan.Advice, Memo: "5", Later: true,
		Message: say("malliksi on valittu scale-up, mutta minkään erän tulosta ei ole todettu, joten vakiointi voi olla liian aikaista",
			"scale-up har valts som modell, men ingen etapps resultat har konstaterats, så standardiseringen kan komma för tidigt",
			"scale-up has been chosen, but no batch has a verified result, so standardising may be premature"),
		Fix: say("Kirjaa todennettu tulos tai harkitse, millä mallilla ratkaisu ensin testataan.",
			"Anteckna ett verifierat resultat eller överväg med vilken modell lösningen först testas.",
			"Record a verified result, or consider by which model the solution is tested first."),
		Check: func(p *Pass) {
			tested := func(b row[plan.Batch]) bool { return text(b.v.Result) == none }
			if p.chosen("scaleup") && !slices.ContainsFunc(p.batches, tested) {
				p.found(whole, "batches[].result", detail{})
			}
		},
	},
	{
		ID: "W.AGILE.BATCHES", Spec: "R-415", Sub: "K4b", Level: plan.Advice, Memo: "5", Later: true,
		Message: say("ketterä malli etenee 2–4 viikon erissä, mutta erän kesto puuttuu: {value}",
			"den agila modellen går framåt i etapper på 2–4 veckor, men etappens längd saknas: {value}",
			"the agile model moves in batches of 2–4 weeks, but the duration is missing: {value}"),
		Fix: say("Kirjaa erän kesto viikkoina.", "Ange etappens längd i veckor.", "Give the duration of the batch in weeks."),
		Check: func(p *Pass) {
			if p.chosen("agile") { // W.BATCH.DURATION weighs the durations that are given
				wishRows(p, p.batches, "weeks", func(b *plan.Batch) lack { return number(b.Weeks) })
			}
		},
	},
	{
		ID: "W.OKR.RESULTS", Spec: "R-415", Sub: "K4b", Level: plan.Advice, Memo: "5", Later: true,
		Message: say("OKR-mallin avaintulos on tehtävä eikä mitattava tulos: {value}", "OKR-modellens nyckelresultat är en uppgift och inget mätbart resultat: {value}",
			"the key result of the OKR model is a task, not a result that can be measured: {value}"),
		Fix: say("Mittaa vaikutusta, joka tehtävän tekemisestä syntyy.", "Mät den effekt som uppgiften leder till.",
			"Measure the effect that doing the task brings."),
		Check: func(p *Pass) {
			if !p.chosen("okr") {
				return
			}
			var tasks []place
			for _, k := range p.kpis {
				if isTask(k.v) {
					tasks = append(tasks, k.place)
				}
			}
			if tasks != nil {
				p.found(whole, "kpis[].unit", detail{value: tasks})
			}
		},
	},
}

// chosen reports whether the decision model is among those chosen.
func (p *Pass) chosen(model string) bool { return slices.Contains(p.plan.Execution.Model, model) }

// isTask reports whether an indicator only says that something gets done: its
// unit is no measure, or it goes from no piece to one.
func isTask(k *plan.KPI) bool {
	unit := strings.ToLower(strings.TrimSpace(k.Unit))
	once := k.Baseline != nil && *k.Baseline == 0 && k.Target != nil && *k.Target == 1
	return slices.Contains(taskUnits, unit) || once && slices.Contains(pieceUnits, unit)
}

var (
	taskUnits = []string{
		"kyllä/ei", "tehty", "valmis", "tehtävä", "tehtävää", "toimenpide", "toimenpidettä", "virstanpylväs",
		"ja/nej", "gjort", "klar", "klart", "färdig", "uppgift", "uppgifter", "åtgärd", "åtgärder", "milstolpe",
		"yes/no", "done", "ready", "task", "tasks", "action", "actions", "milestone", "milestones",
	}
	pieceUnits = []string{"", "kpl", "kappale", "kappaletta", "st", "styck", "stycken", "pcs", "piece", "pieces"}
)
