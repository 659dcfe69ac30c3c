package guided

import (
	"fmt"
	"strings"
	"testing"

	"luonnos/tools/plan"
)

// TestRows reads rows and commitments that are told in prose, each shape in the three
// languages. A value of "" must not be told; all others must be equal.
func TestRows(t *testing.T) {
	tests := []struct {
		name  string
		lang  plan.Lang
		topic plan.Topic
		say   string
		want  map[string]string
	}{
		{"announced, then a pronoun", plan.FI, plan.TopicBatches,
			"Ensimmäinen erä on satamamaksut, se kestää viisi viikkoa 3.5.2027 alkaen. Laskuja verrataan huhtikuun laskuihin. Laajennetaan väylämaksuihin, kun virheitä on alle 2 %.",
			map[string]string{"scope": "satamamaksut", "weeks": "5", "start": "2027-05-03", "verify": "Laskuja verrataan huhtikuun laskuihin", "scale": "Laajennetaan väylämaksuihin, kun virheitä on alle 2 %"}},
		{"announced, then a pronoun", plan.SV, plan.TopicBatches,
			"Den första etappen är hamnavgifterna. Den varar fem veckor räknat från 3.5.2027. Fakturorna jämförs med dem i april, och den utvidgas till farleden när felen är under 2 %.",
			map[string]string{"scope": "hamnavgifterna", "weeks": "5", "start": "2027-05-03", "verify": "Fakturorna jämförs med dem i april", "scale": "den utvidgas till farleden när felen är under 2 %"}},
		{"announced, then a pronoun", plan.EN, plan.TopicBatches,
			"We start small, with harbour dues. It begins on 3 May 2027 and goes on for five weeks. Invoices are compared with those of April. It is extended to fairway dues when errors stay under 2 %.",
			map[string]string{"scope": "harbour dues", "weeks": "5", "start": "2027-05-03", "verify": "Invoices are compared with those of April", "scale": "It is extended to fairway dues when errors stay under 2 %"}},
		{"name after its number", plan.FI, plan.TopicBatches, "Erä yksi, satamamaksut kahdessa satamassa, alkaa 3.5.2027 ja kestää viisi viikkoa.",
			map[string]string{"scope": "satamamaksut kahdessa satamassa", "weeks": "5", "start": "2027-05-03", "verify": ""}},
		{"name after its number", plan.SV, plan.TopicBatches, "Etapp ett: hamnavgifter i två hamnar, från 3.5.2027, fem veckor.",
			map[string]string{"scope": "hamnavgifter i två hamnar", "weeks": "5", "start": "2027-05-03", "verify": ""}},
		{"name after its number", plan.EN, plan.TopicBatches, "Harbour dues in two ports make the first batch: five weeks, beginning 3 May 2027.",
			map[string]string{"scope": "Harbour dues in two ports", "weeks": "5", "start": "2027-05-03", "verify": ""}},
		{"a length in the verification", plan.SV, plan.TopicBatches, "Etapp 1: hamnavgifter, fem veckor från 3.5.2027. Anmärkningarna räknas under de följande två veckorna.",
			map[string]string{"weeks": "5", "verify": "Anmärkningarna räknas under de följande två veckorna"}},
		{"heading, action, owner", plan.FI, plan.TopicRealisation,
			"Hyöty otetaan henkilöstössä: luotsien aikaa siirtyy koulutukseen 2,5 htv. Työvuorot suunnitellaan uudelleen. Tästä vastaa Saara Elo, vuoden 2028 lopussa.",
			map[string]string{"target": "staff", "goal": "luotsien aikaa siirtyy koulutukseen", "amount": "2.5", "action": "Työvuorot suunnitellaan uudelleen", "responsible": "Saara Elo", "by": "2028-12-31"}},
		{"heading, action, owner", plan.SV, plan.TopicRealisation,
			"I personalen: lotsarnas tid går till utbildning, 2,5 årsverken. Arbetsskiften planeras om från och med mars 2028; Saara Elo har ansvaret, i slutet av 2028.",
			map[string]string{"target": "staff", "goal": "lotsarnas tid går till utbildning", "amount": "2.5", "responsible": "Saara Elo", "by": "2028-12-31"}},
		{"heading, action, owner", plan.EN, plan.TopicRealisation,
			"In purchases, less fuel is bought, €210,000 per year. The framework is cut in the 2029 budget; Sarah Hale sees to it by the end of June 2028.",
			map[string]string{"target": "purchases", "goal": "less fuel is bought", "amount": "210000", "unit": "€ per year", "action": "framework is cut in the 2029 budget", "responsible": "Sarah Hale", "by": "2028-06-30"}},
		{"a verb with its particle", plan.SV, plan.TopicRealisation, "Den gamla verksamhetsmodellen: pappersköerna upphör. Blanketterna dras in, Saara Elo ansvarar, i slutet av juni 2028.",
			map[string]string{"target": "old_model", "goal": "pappersköerna upphör", "action": "Blanketterna dras in", "responsible": "Saara Elo", "by": "2028-06-30"}},
		{"millions", plan.SV, plan.TopicRealisation, "Inköp: mindre bränsle köps, 1,2 miljoner € per år. Ramavtalet minskas under Elos ansvar, slutet av juni 2028. Saara Elo är hamndirektör.",
			map[string]string{"amount": "1.2e+06", "unit": "€ per år", "action": "Ramavtalet minskas", "by": "2028-06-30"}},
		{"how, then where next", plan.FI, plan.TopicCommitments,
			"Sitoudumme realisoimaan hyödyt: luotsausmaksua alennetaan. Sisävesisatamat ottavat mallin vuonna 2029. Hyötyjä katsotaan viiden vuoden jänteellä. Neljäsosa vapautuvasta ajasta jätetään seuraavaan uudistukseen.",
			map[string]string{"realise": "true", "realise_by": "luotsausmaksua alennetaan", "scale": "Sisävesisatamat ottavat mallin vuonna 2029", "horizon_years": "5", "accelerate": "Neljäsosa vapautuvasta ajasta jätetään seuraavaan uudistukseen"}},
		{"how, then where next", plan.SV, plan.TopicCommitments,
			"Vi förbinder oss att realisera nyttan: lotsavgiften sänks. Insjöhamnarna följer efter år 2029. Uppföljningen sträcker sig över fem år, och en fjärdedel av det som sparas går till nästa reform.",
			map[string]string{"realise": "true", "realise_by": "lotsavgiften sänks", "scale": "Insjöhamnarna följer efter år 2029", "horizon_years": "5", "accelerate": "en fjärdedel av det som sparas går till nästa reform"}},
		{"how, then where next", plan.EN, plan.TopicCommitments,
			"We commit to realising the benefits; the pilotage fee is lowered. Two lake ports join by 2029. We look at the benefits over five years. A quarter of the saving is spent on the next reform.",
			map[string]string{"realise": "true", "realise_by": "pilotage fee is lowered", "scale": "Two lake ports join by 2029", "horizon_years": "5", "accelerate": "quarter of the saving is spent on the next reform"}},
		{"not told how", plan.EN, plan.TopicCommitments, "We commit to realising the benefits.", map[string]string{"realise": "true", "realise_by": ""}},
		{"not told how", plan.SV, plan.TopicCommitments, "Vi förbinder oss att realisera nyttan.", map[string]string{"realise": "true", "realise_by": ""}},
		{"not told how", plan.FI, plan.TopicCommitments, "Sitoudumme hyödyn realisointiin.", map[string]string{"realise": "true", "realise_by": ""}},
		{"denied beside the point", plan.FI, plan.TopicCompany, "Yritykset: kyllä, varustamot ilmoittavat ilman lomakkeita.", map[string]string{"link": "true", "rationale": "varustamot ilmoittavat ilman lomakkeita"}},
		{"denied beside the point", plan.SV, plan.TopicCompany, "Rederier sparar tid när de inte behöver blanketter.", map[string]string{"link": "true"}},
		{"denied", plan.EN, plan.TopicCompany, "No, companies gain nothing from it.", map[string]string{"link": "false", "rationale": ""}},
	}
	row := map[plan.Topic]string{plan.TopicBatches: "batches[b1].", plan.TopicRealisation: "realisation[z1].", plan.TopicCommitments: "commitments.", plan.TopicCompany: "company."}
	for _, tt := range tests {
		t.Run(string(tt.lang)+" "+string(tt.topic)+" "+tt.name, func(t *testing.T) {
			r := newReader(readMessage("m", tt.say, tt.lang, noon, nil), plan.NewDraft(tt.lang), asksOf(tt.topic), noon)
			r.acts()
			facts, _ := r.read()
			got := map[string]string{}
			for _, f := range facts {
				got[string(f.path)] = shown(f.value)
				if strings.Contains(string(f.path), "[b2]") || strings.Contains(string(f.path), "[z2]") {
					t.Errorf("a second row: %s = %v", f.path, f.value)
				}
			}
			for leaf, want := range tt.want {
				if g := got[row[tt.topic]+leaf]; g != want {
					t.Errorf("%q\n%s = %q, want %q", tt.say, leaf, g, want)
				}
			}
		})
	}
}

// shown writes a value as the table does.
func shown(v any) string {
	if names, ok := v.([]string); ok {
		return strings.Join(names, ", ")
	}
	return fmt.Sprint(v)
}

// TestRowToldAgain: a batch that is told again, when something of it was asked, is no
// second row.
func TestRowToldAgain(t *testing.T) {
	for lang, say := range map[plan.Lang]string{
		plan.FI: "Erä yksi, satamamaksut kahdessa satamassa, alkaa 3.5.2027 ja kestää viisi viikkoa.",
		plan.SV: "Etapp ett: hamnavgifter i två hamnar, från 3.5.2027, fem veckor.",
		plan.EN: "Harbour dues in two ports make the first batch: five weeks, beginning 3 May 2027.",
	} {
		d := plan.NewDraft(lang)
		tell(t, d, say, asksOf(plan.TopicBatches), noon)
		tell(t, d, say, []plan.Path{"batches[b1].kpi"}, noon)
		if rows := d.Plan.Rows("batches"); len(rows) != 1 {
			t.Errorf("%q twice gives the rows %v, want one", say, rows)
		}
	}
}
