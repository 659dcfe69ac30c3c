package guided

import (
	"fmt"
	"testing"

	"luonnos/tools/plan"
)

// TestLists: the points of a list are about the row that its heading begins, and a
// heading is no value.
func TestLists(t *testing.T) {
	tests := []struct {
		lang  plan.Lang
		topic plan.Topic
		say   string
		want  map[plan.Path]string
	}{
		{plan.FI, plan.TopicIntro, "Hakija:\n- organisaatio: Kaskisten satama\n- yksikkö: laskutus\n- yhteyshenkilö: Saara Elo\n- tehtävä: satamapäällikkö",
			map[plan.Path]string{"applicant.unit": "laskutus", "applicant.contact_name": "Saara Elo", "applicant.contact_role": "satamapäällikkö"}},
		{plan.SV, plan.TopicTarget, "Storlek och tid:\n- omfattning: väntetiden halveras\n- början: 1.3.2027\n- slut: 31.12.2028",
			map[plan.Path]string{"target.magnitude": "väntetiden halveras", "target.start": "2027-03-01", "target.end": "2028-12-31"}},
		{plan.EN, plan.TopicTarget, "Decision:\n- port board, 14 October 2026\n- presented by: managing director Ann Lee",
			map[plan.Path]string{"target.decision_body": "port board", "target.decision_date": "2026-10-14", "target.decision_maker": "Ann Lee"}},
		{plan.FI, plan.TopicKPIs, "Mittari 1:\n- laituriajan odotus\n- lähtötaso: 12 h (30.9.2026)\n- tavoite: 4 h, 30.6.2028\n- lähde: aluspäiväkirja\n- omistaja: Saara Elo\nMittari 2:\n- virheelliset laskut\n- lähtötaso: 9 % (30.9.2026)\n- tavoite: 2 %, 30.6.2028",
			map[plan.Path]string{"kpis[k1].name": "laituriajan odotus", "kpis[k1].baseline": "12", "kpis[k1].target": "4", "kpis[k1].owner": "Saara Elo", "kpis[k2].name": "virheelliset laskut", "kpis[k2].target": "2"}},
		{plan.EN, plan.TopicKPIs, "KPI 1:\n- berth waiting time\n- baseline: 12 hours (30 September 2026)\n- target: 4 hours, 30 June 2028\n- source: vessel log\n- owner: Ann Lee",
			map[plan.Path]string{"kpis[k1].name": "berth waiting time", "kpis[k1].baseline": "12", "kpis[k1].target": "4", "kpis[k1].source": "vessel log", "kpis[k1].owner": "Ann Lee"}},
		{plan.SV, plan.TopicRACI, "Nyckeltalen:\n- ansvarig: Ann Ek\n- utförare: Bo Lind\n- hörs: Eva Holm\n- informeras: hamnens styrelse\nDatakvalitet:\n- ansvarig: Eva Holm\n- utförare: Ann Ek",
			map[plan.Path]string{"raci[r1].accountable": "Ann Ek", "raci[r1].informed": "[hamnens styrelse]", "raci[r2].accountable": "Eva Holm", "raci[r2].responsible": "[Ann Ek]"}},
		{plan.FI, plan.TopicData, "Periaatteet (tietopolitiikka 2026):\n1. tieto kirjataan kerran\n2. jokaisella rekisterillä on vastuuhenkilö",
			map[plan.Path]string{"data.principles": "[tieto kirjataan kerran jokaisella rekisterillä on vastuuhenkilö]", "data.reference": "tietopolitiikka 2026"}},
		{plan.EN, plan.TopicData, "Data assets:\n1. Vessel register\n- owner: Ann Lee\n- class B\n- gap: a tenth of the vessels have no length\n- action: masters confirm the length\n2. Berth calendar\n- owner: Bob Ray\n- class A",
			map[plan.Path]string{"data.assets[d1].name": "Vessel register", "data.assets[d1].owner": "Ann Lee", "data.assets[d1].quality": "B", "data.assets[d1].need": "tenth of the vessels have no length", "data.assets[d1].action": "masters confirm the length", "data.assets[d2].name": "Berth calendar", "data.assets[d2].owner": "Bob Ray", "data.assets[d2].quality": "A"}},
		{plan.SV, plan.TopicData, "Principer:\n1. uppgiften antecknas en gång\n2. varje register har en ägare",
			map[plan.Path]string{"data.principles": "[uppgiften antecknas en gång varje register har en ägare]"}},
	}
	for _, tt := range tests {
		facts, _, _ := tell(t, plan.NewDraft(tt.lang), tt.say, asksOf(tt.topic), noon)
		got := map[plan.Path]string{}
		for _, f := range facts {
			got[f.path] = fmt.Sprint(f.value)
		}
		for path, want := range tt.want {
			if got[path] != want {
				t.Errorf("%q: %s = %q, want %q", tt.say, path, got[path], want)
			}
		}
	}
}
