package guided

import (
	"fmt"
	"testing"

	"luonnos/tools/plan"
)

// TestBygonesAreNoValues: what was planned or once was so is not read when the sentence
// goes on with what holds, nor is a model that was weighed and not chosen.
func TestBygonesAreNoValues(t *testing.T) {
	tests := []struct {
		lang  plan.Lang
		topic plan.Topic
		say   string
		path  plan.Path
		want  any
	}{
		{plan.EN, plan.TopicTarget, "We hoped to start in May 2026, but hiring took longer, so it starts on 3 August 2026 and ends on 31 May 2028.", "target.start", plan.Date("2026-08-03")},
		{plan.SV, plan.TopicTarget, "Vi tänkte börja i maj 2026, men rekryteringen drog ut på tiden, så start blir den 3 augusti 2026.", "target.start", plan.Date("2026-08-03")},
		{plan.FI, plan.TopicTarget, "Alun perin oli tarkoitus aloittaa 1.5.2026, mutta rekrytointi venyi, joten alku on 3.8.2026.", "target.start", plan.Date("2026-08-03")},
		{plan.EN, plan.TopicTarget, "We reform boat permits. When I joined we had about 900 of them; nowadays there are 2,300 permits a year.", "target.volume", 2300.0},
		{plan.SV, plan.TopicTarget, "Vi förnyar båttillstånden. När jag började hade vi 900 tillstånd, numera är det 2 300 tillstånd per år.", "target.volume", 2300.0},
		{plan.FI, plan.TopicTarget, "Uudistamme veneluvat. Kun aloitin, lupia oli 900 vuodessa, nykyään niitä on 2 300 lupaa vuodessa.", "target.volume", 2300.0},
		{plan.EN, plan.TopicExecution, "We thought about a stage-gate model but picked agile, because demand changes weekly.", "execution.model", []string{"agile"}},
		{plan.SV, plan.TopicExecution, "Vi vägde agilt mot annat men stannade för OKR, eftersom målen är gemensamma.", "execution.model", []string{"okr"}},
		{plan.FI, plan.TopicExecution, "Harkitsimme porttimallia mutta valitsimme OKR:n, koska tavoitteet ovat yhteisiä.", "execution.model", []string{"okr"}},
		{plan.EN, plan.TopicExecution, "Last time we were sold stage gates. This time it is agile, because demand changes weekly.", "execution.model", []string{"agile"}},
		{plan.SV, plan.TopicExecution, "Modellen är start-up. Försöket stoppas om en kund skadas på grund av det.", "execution.model", []string{"startup"}},
	}
	for _, tt := range tests {
		facts, _, _ := tell(t, plan.NewDraft(tt.lang), tt.say, asksOf(tt.topic), noon)
		var got any
		for _, f := range facts {
			if f.path == tt.path {
				got = f.value
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("%q: %s = %v, want %v", tt.say, tt.path, got, tt.want)
		}
	}
}
