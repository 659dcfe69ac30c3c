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
		{"scope with words of scaling", plan.FI, plan.TopicBatches,
			"Seuraavaksi laajennettu hakulomake, kaksi viikkoa 1.6.2026 alkaen; sihteeri käsittelee 30 hakemusta kahdesti ja muut ryhmät tulevat mukaan kun erot ovat pieniä.",
			map[string]string{"scope": "laajennettu hakulomake", "weeks": "2", "verify": "sihteeri käsittelee 30 hakemusta kahdesti", "scale": "muut ryhmät tulevat mukaan kun erot ovat pieniä"}},
		{"scope with words of scaling", plan.SV, plan.TopicBatches,
			"Sedan utökad kartdata, tre veckor från 4.5.2026; två kartläggare går igenom samma 60 tomter och resten av kommunerna kommer med när felen är under 3 %.",
			map[string]string{"scope": "utökad kartdata", "weeks": "3", "verify": "två kartläggare går igenom samma 60 tomter", "scale": "resten av kommunerna kommer med när felen är under 3 %"}},
		{"scope with words of checking", plan.EN, plan.TopicBatches,
			"Sampled claims from one region, five weeks from 4 May 2026; claims are paid both ways for three weeks, and all regions join when the gap is below one day.",
			map[string]string{"scope": "Sampled claims from one region", "weeks": "5", "verify": "claims are paid both ways for three weeks", "scale": "all regions join when the gap is below one day"}},
		{"how in the clause of the goal", plan.FI, plan.TopicRealisation, "Siivouskulut laskevat 140 000 € vuodessa kun sopimus kilpailutetaan uudelleen, Saara Elo, 30.4.2028.",
			map[string]string{"target": "purchases", "goal": "Siivouskulut laskevat", "amount": "140000", "action": "kun sopimus kilpailutetaan uudelleen", "by": "2028-04-30"}},
		{"how in the clause of the goal", plan.SV, plan.TopicRealisation, "Städkostnaderna minskar med 140 000 € per år genom att avtalet konkurrensutsätts på nytt, Saara Elo, 30.4.2028.",
			map[string]string{"target": "purchases", "goal": "Städkostnaderna minskar", "amount": "140000", "action": "genom att avtalet konkurrensutsätts på nytt", "by": "2028-04-30"}},
		{"how in the clause of the goal", plan.EN, plan.TopicRealisation, "Cleaning costs fall by €140,000 a year by tendering the contract again, Sarah Hale, 30 April 2028.",
			map[string]string{"target": "purchases", "goal": "Cleaning costs fall", "amount": "140000", "action": "by tendering the contract again", "by": "2028-04-30"}},
		{"months in an action", plan.EN, plan.TopicRealisation, "Three clerks move to advice, three person-years, duties are revised in January and August, Sarah Hale, 31 August 2027.",
			map[string]string{"target": "staff", "amount": "3", "action": "duties are revised in January and August", "by": "2027-08-31"}},
		{"a contract ends with the old model", plan.FI, plan.TopicRealisation, "Paperisten lupakorttien käsittely ajetaan alas, 45 000 € vuodessa, skannauksen sopimus irtisanotaan, Saara Elo, 30.9.2027.",
			map[string]string{"target": "old_model", "action": "skannauksen sopimus irtisanotaan"}},
		{"a contract ends", plan.SV, plan.TopicRealisation, "Tryckningen av blanketter upphör, 18 000 € per år, tryckeriavtalet sägs upp, Saara Elo, 30.6.2027.",
			map[string]string{"target": "purchases", "action": "tryckeriavtalet sägs upp"}},
		{"a cost", plan.EN, plan.TopicRealisation, "Heating costs fall, €18,000 a year, two halls are closed in winter, Sarah Hale, 30 June 2027.",
			map[string]string{"target": "budget", "goal": "Heating costs fall"}},
		{"no amount", plan.FI, plan.TopicRealisation, "Paperinen rekisteri lakkaa, arkistokaapit myydään, Saara Elo, 30.6.2027.",
			map[string]string{"target": "old_model", "goal": "Paperinen rekisteri lakkaa", "action": "arkistokaapit myydään", "by": "2027-06-30"}},
		{"a frame around the goal", plan.SV, plan.TopicRealisation, "Nyttan tas för övrigt ut i personalen: en handläggare blir rådgivare, i en omfattning av två årsverken, tjänsten ändras vid pensioneringen, Saara Elo, 29.2.2028.",
			map[string]string{"target": "staff", "goal": "en handläggare blir rådgivare", "amount": "2", "action": "tjänsten ändras vid pensioneringen"}},
		{"a frame around the goal", plan.EN, plan.TopicRealisation, "The saving shows in purchases, so that fewer licences are bought, €20,000 a year, the contract is renegotiated, Sarah Hale, 29 February 2028.",
			map[string]string{"target": "purchases", "goal": "fewer licences are bought", "action": "contract is renegotiated"}},
		{"checked on one half", plan.FI, plan.TopicBatches, "Ensin vinkit portaalissa, kaksi viikkoa 16.11.2026 alkaen. Puolet yrityksistä näkee vinkit ja puolet ei; otetaan kaikille kun valitukset vähenevät 30 %.",
			map[string]string{"verify": "Puolet yrityksistä näkee vinkit ja puolet ei", "scale": "otetaan kaikille kun valitukset vähenevät 30 %"}},
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

// byPath is what facts tell of each path, as the tables write it.
func byPath(facts []fact) map[plan.Path]string {
	got := map[plan.Path]string{}
	for _, f := range facts {
		got[f.path] = shown(f.value)
	}
	return got
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
