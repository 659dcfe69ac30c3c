package guided

import (
	"testing"

	"luonnos/tools/plan"
)

// TestForms reads what is told in lists, keywords and official prose.
func TestForms(t *testing.T) {
	tests := []struct {
		name  string
		lang  plan.Lang
		topic plan.Topic
		say   string
		want  map[plan.Path]string
	}{
		{"a name alone, then its figures", plan.FI, plan.TopicKPIs,
			"1) Luvan käsittelyaika. 41 pv 30.6.2026, tavoite 12 pv 31.3.2028. Aikaleimat, viikoittain, asianhallinta. Päätöspäivä − hakemuspäivä. Omistaja Saara Elo. 2) Täydennysten määrä. 30.6.2026 lukema 25 %, tavoite 9 % 31.12.2027.",
			map[plan.Path]string{"kpis[k1].name": "Luvan käsittelyaika", "kpis[k1].baseline": "41", "kpis[k1].target": "12", "kpis[k1].baseline_date": "2026-06-30", "kpis[k1].deadline": "2028-03-31", "kpis[k1].method": "Aikaleimat", "kpis[k1].owner": "Saara Elo",
				"kpis[k2].name": "Täydennysten määrä", "kpis[k2].baseline": "25", "kpis[k2].target": "9"}},
		{"a name alone, then its figures", plan.SV, plan.TopicKPIs,
			"1) Tillståndets handläggningstid. 41 dygn 30.6.2026, mål 12 dygn 31.3.2028. Formel: beslutsdag − ansökningsdag. Ägare Saara Elo.",
			map[plan.Path]string{"kpis[k1].name": "Tillståndets handläggningstid", "kpis[k1].baseline": "41", "kpis[k1].target": "12", "kpis[k1].owner": "Saara Elo"}},
		{"a name alone, then its figures", plan.EN, plan.TopicKPIs,
			"1) Permit handling time. 41 days on 30 June 2026, target 12 days by 31 March 2028. Owner Sarah Hale.",
			map[plan.Path]string{"kpis[k1].name": "Permit handling time", "kpis[k1].baseline": "41", "kpis[k1].target": "12", "kpis[k1].owner": "Sarah Hale"}},
		{"points under a heading without a colon", plan.SV, plan.TopicBatches,
			"Etapp 1\n- innehåll: fakturor i två hamnar\n- tid: fem veckor från 3.5.2027\n- nyckeltal: svarstiden\n- kontroll: fakturorna jämförs med dem i april\n- skalning: utvidgas till farleden när felen är under 2 %\n",
			map[plan.Path]string{"batches[b1].scope": "fakturor i två hamnar", "batches[b1].weeks": "5", "batches[b1].start": "2027-05-03", "batches[b1].verify": "fakturorna jämförs med dem i april", "batches[b1].scale": "utvidgas till farleden när felen är under 2 %"}},
		{"points under a heading without a colon", plan.FI, plan.TopicBatches,
			"Erä 1\n- sisältö: laskut kahdessa satamassa\n- aika: viisi viikkoa 3.5.2027 alkaen\n- mittari: vastausaika\n- tarkistus: laskuja verrataan huhtikuun laskuihin\n- skaalaus: laajennetaan väylämaksuihin, kun virheitä on alle 2 %\n",
			map[plan.Path]string{"batches[b1].scope": "laskut kahdessa satamassa", "batches[b1].weeks": "5", "batches[b1].start": "2027-05-03", "batches[b1].verify": "laskuja verrataan huhtikuun laskuihin", "batches[b1].scale": "laajennetaan väylämaksuihin, kun virheitä on alle 2 %"}},
		{"points under a heading without a colon", plan.EN, plan.TopicBatches,
			"Batch 1\n- content: invoices in two ports\n- time: five weeks from 3 May 2027\n- KPI: response time\n- check: invoices are compared with those of April\n- scaling: extended to the fairway when errors are under 2 %\n",
			map[plan.Path]string{"batches[b1].scope": "invoices in two ports", "batches[b1].weeks": "5", "batches[b1].start": "2027-05-03", "batches[b1].verify": "invoices are compared with those of April", "batches[b1].scale": "extended to the fairway when errors are under 2 %"}},
		{"commitments as points", plan.SV, plan.TopicCommitments,
			"- realisering: ja, vi förbinder oss; hamnstyrelsen sänker lotsavgiften 2029\n- skalning: insjöhamnarna tar lösningen i bruk år 2030\n- uppföljning: fem år\n",
			map[plan.Path]string{"commitments.realise": "true", "commitments.realise_by": "hamnstyrelsen sänker lotsavgiften 2029", "commitments.scale": "insjöhamnarna tar lösningen i bruk år 2030", "commitments.horizon_years": "5"}},
		{"commitments as points", plan.FI, plan.TopicCommitments,
			"- realisointi: kyllä, sitoudumme; satamahallitus alentaa luotsausmaksua 2029\n- skaalaus: sisävesisatamat ottavat ratkaisun käyttöön vuonna 2030\n- seuranta: viisi vuotta\n",
			map[plan.Path]string{"commitments.realise": "true", "commitments.realise_by": "satamahallitus alentaa luotsausmaksua 2029", "commitments.scale": "sisävesisatamat ottavat ratkaisun käyttöön vuonna 2030", "commitments.horizon_years": "5"}},
		{"commitments as points", plan.EN, plan.TopicCommitments,
			"- realisation: yes, we commit; the port board lowers the pilotage fee in 2029\n- scaling: the lake ports adopt the solution in 2030\n- follow-up: five years\n",
			map[plan.Path]string{"commitments.realise": "true", "commitments.realise_by": "port board lowers the pilotage fee in 2029", "commitments.scale": "lake ports adopt the solution in 2030", "commitments.horizon_years": "5"}},
		{"official prose", plan.FI, plan.TopicData,
			"Kriittiseksi tietoaineistoksi on tunnistettu alusrekisteri. Aineiston omistaja on Saara Elo ja laatuluokka C, sillä omistajatieto puuttuu joka viidenneltä alukselta.",
			map[plan.Path]string{"data.assets[d1].name": "alusrekisteri", "data.assets[d1].owner": "Saara Elo", "data.assets[d1].quality": "C", "data.assets[d2].name": ""}},
		{"a name alone", plan.FI, plan.TopicData,
			"Alustiedot. Omistaja Saara Elo. Luokka B. Omistajatieto puuttuu vanhoilta aluksilta. Puuttuvat tiedot täydennetään kauppakirjoista.",
			map[plan.Path]string{"data.assets[d1].name": "Alustiedot", "data.assets[d1].owner": "Saara Elo", "data.assets[d1].quality": "B", "data.assets[d1].need": "Omistajatieto puuttuu vanhoilta aluksilta", "data.assets[d1].action": "Puuttuvat tiedot täydennetään kauppakirjoista", "data.principles": ""}},
	}
	for _, tt := range tests {
		t.Run(string(tt.lang)+" "+string(tt.topic)+" "+tt.name, func(t *testing.T) {
			r := newReader(readMessage("m", tt.say, tt.lang, noon, nil), plan.NewDraft(tt.lang), asksOf(tt.topic), noon)
			r.acts()
			facts, _ := r.read()
			got := byPath(facts)
			for path, want := range tt.want {
				if got[path] != want {
					t.Errorf("%q\n%s = %q, want %q", tt.say, path, got[path], want)
				}
			}
			if t.Failed() {
				t.Log(got)
			}
		})
	}
}
