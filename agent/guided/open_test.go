package guided

import (
	"slices"
	"testing"

	"luonnos/tools/plan"
)

// TestLeavesOpen: what is told in free words not to be settled or known is left open, also
// among many things asked at once, and nothing of it becomes a value.
func TestLeavesOpen(t *testing.T) {
	for _, tt := range []struct {
		lang  plan.Lang
		topic plan.Topic
		say   string
		want  plan.Path
	}{
		{plan.FI, plan.TopicTarget, "Milloin tämä päättyy, sitä meillä ei ole lyöty lukkoon.", "target.end"},
		{plan.FI, plan.TopicTarget, "Loppua ei ole vielä naulattu kiinni.", "target.end"},
		{plan.FI, plan.TopicCommitments, "Laajentamisesta ei ole vielä mitään kerrottavaa.", "commitments.scale"},
		{plan.FI, plan.TopicExecution, "Kuka päätöksistä vastaa, on vielä auki.", "execution.responsible"},
		{plan.FI, plan.TopicExecution, "Pysäyttämisen ehtoa emme ole miettineet.", "execution.stop_rule"},
		{plan.FI, plan.TopicData, "Missä periaatteet ovat, siitä minulla ei ole käsitystä.", "data.reference"},
		{plan.FI, plan.TopicValueStream, "Miten työ jatkossa tehdään, sitä ei ole hahmoteltu.", "value_stream.redesign"},
		{plan.SV, plan.TopicTarget, "När det slutar har vi inte slagit fast.", "target.end"},
		{plan.SV, plan.TopicCommitments, "Om skalningen finns inget att meddela än.", "commitments.scale"},
		{plan.SV, plan.TopicExecution, "Vem som ansvarar för besluten står ännu öppet.", "execution.responsible"},
		{plan.SV, plan.TopicExecution, "Något stoppvillkor har vi inte tänkt ut.", "execution.stop_rule"},
		{plan.SV, plan.TopicValueStream, "Hur arbetet görs i fortsättningen har ingen ritat upp.", "value_stream.redesign"},
		{plan.EN, plan.TopicTarget, "When it ends is still open.", "target.end"},
		{plan.EN, plan.TopicCommitments, "On scaling there is nothing to report yet.", "commitments.scale"},
		{plan.EN, plan.TopicExecution, "Who answers for the decisions remains to be seen.", "execution.responsible"},
		{plan.EN, plan.TopicExecution, "A stop rule we have yet to think of.", "execution.stop_rule"},
		{plan.EN, plan.TopicValueStream, "How the work will be done differently, nobody has drawn up.", "value_stream.redesign"},
	} {
		facts, _, r := tell(t, plan.NewDraft(tt.lang), tt.say, asksOf(tt.topic), noon)
		var declined []plan.Path
		for _, a := range r.acts() {
			declined = append(declined, r.declined(a)...)
		}
		if len(facts) > 0 || !slices.Equal(declined, []plan.Path{tt.want}) {
			t.Errorf("%q leaves %v open and tells %v, want %s", tt.say, declined, facts, tt.want)
		}
	}
}

// TestNotLeftOpen: an answer that has a denial in it is still an answer.
func TestNotLeftOpen(t *testing.T) {
	for _, tt := range []struct {
		lang  plan.Lang
		asked plan.Path
		say   string
	}{
		{plan.FI, "data.assets[d1].need", "Joka viides osoite on tarkistamatta."},
		{plan.FI, "value_stream.redesign", "Ennen hakemusta ei ollut käsitelty viikkoihin, jatkossa se ratkaistaan heti."},
		{plan.FI, "execution.stop_rule", "Jos vaihdetta ei ole sovittu kahteen viikkoon, kokeilu lopetetaan."},
		{plan.SV, "data.assets[d1].need", "Var femte adress är inte kontrollerad."},
		{plan.EN, "data.assets[d1].need", "One address in five has not been updated."},
		{plan.EN, "execution.stop_rule", "We stop if the backlog has not been cleared by Friday."},
		{plan.EN, "value_stream.evidence", "The survey in which no client had been told what happens next."},
	} {
		d := plan.NewDraft(tt.lang)
		put(t, d, "data.assets[d1].name", "xyz", "")
		facts, _, _ := tell(t, d, tt.say, []plan.Path{tt.asked}, noon)
		if !slices.ContainsFunc(facts, func(f fact) bool { return f.path == tt.asked }) {
			t.Errorf("%q is read as %v, want %s", tt.say, facts, tt.asked)
		}
	}
}
