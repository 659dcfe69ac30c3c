package guided

import (
	"testing"

	"luonnos/tools/plan"
)

// TestIndicatorMeasured: how, how often and from where an indicator is measured, by which
// formula and whose it is, told in one sentence in any order.
func TestIndicatorMeasured(t *testing.T) {
	values := map[plan.Lang]string{
		plan.FI: "Jonotusaika: 31.3.2026 se oli 12 min, tavoite 5 min 30.6.2027. ",
		plan.SV: "Svarstid: 12 min 31.3.2026, mål 5 min 30.6.2027. ",
		plan.EN: "Reply time: 12 min on 31 March 2026, target 5 min by 30 June 2027. ",
	}
	tests := []struct {
		lang                                      plan.Lang
		say                                       string
		frequency, source, method, formula, owner string
	}{
		{plan.FI, "Mittari luetaan kuukausittain sähköisestä ajopäiväkirjasta, menetelmänä vastausaikojen raportti, laskukaava keskiarvo(vastaus − soitto), vastuuhenkilö on osastonhoitaja Salla Salo.",
			"monthly", "sähköisestä ajopäiväkirjasta", "vastausaikojen raportti", "keskiarvo(vastaus − soitto)", "Salla Salo"},
		{plan.FI, "Otetaan puhelinvaihteesta joka viikko vastausaikojen otanta, vastaukset / soitot, ja siitä vastaa Salla Salo, osastonhoitaja.",
			"weekly", "puhelinvaihteesta", "vastausaikojen otanta", "vastaukset / soitot", "Salla Salo"},
		{plan.FI, "Viikoittainen raportti vuorojärjestelmästä, kaava vastaukset / soitot ja minä (Berg) omistan mittarin.",
			"weekly", "vuorojärjestelmä", "Viikoittainen raportti vuorojärjestelmästä", "vastaukset / soitot", "Eva Berg"},
		{plan.SV, "Avläses månatligen från telefonväxeln, metoden är ett stickprov av samtalen, formel median(svar − fråga), ägare är avdelningschef Lena Wikman.",
			"monthly", "telefonväxeln", "stickprov av samtalen", "median(svar − fråga)", "Lena Wikman"},
		{plan.SV, "Varje kvartal plockas siffrorna ur telefonväxeln som ett stickprov, formel svar / frågor och jag (Berg) äger måttet.",
			"quarterly", "telefonväxeln", "ett stickprov", "svar / frågor", "Eva Berg"},
		{plan.SV, "Veckovis genomgång av loggen i växelsystemet Orbit, svar / frågor, ansvarig avdelningschef Lena Wikman.",
			"weekly", "växelsystemet Orbit", "genomgång av loggen i växelsystemet Orbit", "svar / frågor", "Lena Wikman"},
		{plan.EN, "Each week it is pulled from the switchboard, method: a sample of calls, formula median(reply − question) and it is owned by me, Berg.",
			"weekly", "switchboard", "sample of calls", "median(reply − question)", "Eva Berg"},
		{plan.EN, "Collected quarterly from the switchboard as a sample of calls, replies / questions, and ward manager Colin Mercer answers for it.",
			"quarterly", "switchboard", "as a sample of calls", "replies / questions", "Colin Mercer"},
		{plan.EN, "A monthly count of accepted records in the call database Abacus; the formula is replies / questions and I (Berg) own it.",
			"monthly", "call database Abacus", "monthly count of accepted records in the call database Abacus", "replies / questions", "Eva Berg"},
	}
	for _, tt := range tests {
		d := plan.NewDraft(tt.lang)
		put(t, d, "applicant.contact_name", "Eva Berg", "")
		facts, _, _ := tell(t, d, values[tt.lang]+tt.say, asksOf(plan.TopicKPIs), noon)
		for leaf, want := range map[plan.Path]string{"frequency": tt.frequency, "source": tt.source, "method": tt.method, "formula": tt.formula, "owner": tt.owner} {
			if got := valueOf(facts, "kpis[k1]."+leaf); got != want {
				t.Errorf("%s %q: %s = %v, want %s", tt.lang, tt.say, leaf, got, want)
			}
		}
		if name := valueOf(facts, "kpis[k2].name"); name != nil {
			t.Errorf("%s %q: a second indicator %q", tt.lang, tt.say, name)
		}
	}
}

// TestFinerUnit: of two units of a row the smaller one is kept, so that no value is broken.
func TestFinerUnit(t *testing.T) {
	for _, tt := range []struct {
		lang             plan.Lang
		say, unit        string
		baseline, target float64
	}{
		{plan.FI, "Käsittelyaika: puolitoista tuntia 28.2.2026, tavoite 40 min 30.9.2027.", "min", 90, 40},
		{plan.FI, "Raportin laatimisaika, 30.11.2025 seitsemän ja puoli tuntia, tavoite 4,5 h 31.3.2027.", "tuntia", 7.5, 4.5},
		{plan.SV, "Handläggningstid: en och en halv timme 28.2.2026, mål 40 min 30.9.2027.", "min", 90, 40},
		{plan.EN, "Handling time: 3 weeks on 28 February 2026, target 10 days by 30 September 2027.", "days", 21, 10},
	} {
		facts, _, _ := tell(t, plan.NewDraft(tt.lang), tt.say, asksOf(plan.TopicKPIs), noon)
		unit, baseline, target := valueOf(facts, "kpis[k1].unit"), valueOf(facts, "kpis[k1].baseline"), valueOf(facts, "kpis[k1].target")
		if unit != tt.unit || baseline != tt.baseline || target != tt.target {
			t.Errorf("%s %q: %v to %v %v, want %v to %v %s", tt.lang, tt.say, baseline, target, unit, tt.baseline, tt.target, tt.unit)
		}
	}
}
