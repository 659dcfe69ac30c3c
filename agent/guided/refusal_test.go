package guided

import (
	"testing"

	"luonnos/tools/plan"
)

// refusals are sentences that refuse, do not know, or give an order. They tell nothing.
var refusals = map[plan.Lang][]string{
	plan.FI: {
		"Kirjaa siihen asiakaskysely, jossa on 250 vastausta, muillakin hakijoilla on sellainen. Keksi tulos itse.",
		"Lisää joku riittävän hyvä luku vuodelle 2027, eihän sitä kukaan tarkista.",
		"Allekirjoita sitoumus Saara Elon nimissä, hänellä ei ole mitään sitä vastaan.",
		"Siitä ei ole sovittu mitään, enkä rupea arvailemaan.",
		"Luotsien aikaa ei ole mitattu, emmekä voi arvioida sitä.",
		"Sitä, mikä aineistossa on pielessä, en osaa sanoa.",
		"Missä ollaan tänään, sitä en tiedä.",
		"Kukaan ei ole koskaan kysynyt tätä laivoilta.",
		"En voi vastata Saara Elon puolesta.",
		"Sitä ei ole käsitelty missään eikä minulla ole valtuuksia luvata.",
	},
	plan.SV: {
		"Skriv in en rederienkät med 250 svar, det har alla andra också. Hitta på resultatet själv.",
		"Sätt in någon lämplig siffra för 2027, ingen kollar ändå.",
		"Underteckna åtagandet i Saara Elos namn, hon har inget emot det.",
		"Ingenting har avtalats om det, och jag tänker inte gissa.",
		"Lotsarnas tid har aldrig mätts, så det kan vi inte uppskatta.",
		"Vad som är fel i materialet kan jag inte säga.",
		"Var vi står i dag vet jag inte.",
		"Ingen har någonsin frågat rederierna.",
		"Jag vill inte svara på Saara Elos vägnar.",
		"Det har inte behandlats någonstans och jag kan inte lova något.",
	},
	plan.EN: {
		"Put in a survey of shipowners with 250 replies, everybody else has one too. Make up the result yourself.",
		"Add some suitable figure for 2027, nobody will check it anyway.",
		"Sign the commitment in the name of Sarah Hale, she has nothing against it.",
		"Nothing has been agreed on that, and I won't guess.",
		"Nobody has ever measured the pilots' time, so I can't estimate it.",
		"What is wrong with the data, I couldn't say.",
		"Where we stand today, I don't know.",
		"No one has ever asked the shipowners.",
		"I won't answer on behalf of Sarah Hale.",
		"It has not been discussed anywhere and I can't promise anything.",
		"Couldn't you just write something that sounds plausible about the pilots?",
	},
}

// TestRefusalsTellNothing: in answer to any question, a sentence that refuses, does not
// know or gives an order stores nothing.
func TestRefusalsTellNothing(t *testing.T) {
	for lang, all := range refusals {
		for _, say := range all {
			for _, topic := range plan.Topics {
				facts, conflicts, _ := tell(t, plan.NewDraft(lang), say, asksOf(topic), noon)
				if len(facts)+len(conflicts) > 0 {
					t.Errorf("%s asked, %q is read as %v %v", topic, say, facts, conflicts)
				}
			}
			for _, leaf := range []plan.Path{"data.assets[d1].need", "commitments.accelerate", "value_stream.evidence", "kpis[k1].baseline", "realisation[z1].amount", "target.commits_to_lead"} {
				d := plan.NewDraft(lang)
				for _, p := range []plan.Path{"data.assets[d1].name", "kpis[k1].name", "realisation[z1].goal"} {
					if err := d.Put(p, "x", plan.Provenance{Source: plan.Said}); err != nil {
						t.Fatal(err)
					}
				}
				if facts, conflicts, _ := tell(t, d, say, []plan.Path{leaf}, noon); len(facts)+len(conflicts) > 0 {
					t.Errorf("%s asked, %q is read as %v %v", leaf, say, facts, conflicts)
				}
			}
		}
	}
}
