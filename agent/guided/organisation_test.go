package guided

import (
	"testing"

	"luonnos/tools/plan"
)

// TestOrganisation: the applicant's organisation in a case of place or without a word for its
// kind, and the sector told of it.
func TestOrganisation(t *testing.T) {
	for _, tt := range []struct {
		lang                     plan.Lang
		say                      string
		organisation, role, kind string
	}{
		{plan.FI, "Täällä Eva Berg, eläkepäällikkö Merenkulun eläkelaitoksesta, yksikkö on etuudet. Olemme julkisoikeudellinen laitos.", "Merenkulun eläkelaitos", "eläkepäällikkö", "other_public"},
		{plan.FI, "Hei, Eva Berg, palvelupäällikkö Yrittäjien tapaturmakassasta, yksikkö on korvaukset. Olemme kuntien omistama yhtiö.", "Yrittäjien tapaturmakassa", "palvelupäällikkö", "other_public"},
		{plan.SV, "Eva Berg, servicechef från Lantbrukarnas pensionsanstalt (offentligrättslig anstalt), enhet ersättningar.", "Lantbrukarnas pensionsanstalt", "servicechef", "other_public"},
		{plan.EN, "Eva Berg, benefits manager, the Harbour Trust (a public corporation), unit: berths.", "Harbour Trust", "benefits manager", "other_public"},
	} {
		facts, _, _ := tell(t, plan.NewDraft(tt.lang), tt.say, asksOf(plan.TopicIntro), noon)
		for path, want := range map[plan.Path]string{"applicant.organisation": tt.organisation, "applicant.contact_role": tt.role, "applicant.sector": tt.kind} {
			if got := valueOf(facts, path); got != want {
				t.Errorf("%s %q: %s = %v, want %s", tt.lang, tt.say, path, got, want)
			}
		}
	}
}

// TestIntroduction: names in no list, titles that are a sentence of their own, a unit that
// applies or is represented, and who goes on with the reform at once.
func TestIntroduction(t *testing.T) {
	for _, tt := range []struct {
		lang plan.Lang
		say  string
		want map[plan.Path]any
	}{
		{plan.FI, "Saku Väätäinen Kivikon kaupungilta, kirjastopalvelujen päällikkö. Haemme kaupunginkirjastona.", map[plan.Path]any{
			"applicant.contact_name": "Saku Väätäinen", "applicant.organisation": "Kivikon kaupunki", "applicant.contact_role": "kirjastopalvelujen päällikkö", "applicant.unit": "kaupunginkirjasto"}},
		{plan.FI, "Berg, Eva. Tienpidon asiantuntija, Itärannan elinvoimakeskus (valtion virasto), talvihoidon yksikkö. Yht.hlö minä.", map[plan.Path]any{
			"applicant.contact_name": "Eva Berg", "applicant.contact_role": "Tienpidon asiantuntija", "applicant.unit": "talvihoidon yksikkö"}},
		{plan.SV, "Hej, Saku Berg från Kivik stad. Jag är chef för hjälpmedelscentralen och vi söker som hjälpmedelscentral.", map[plan.Path]any{
			"applicant.contact_name": "Saku Berg", "applicant.contact_role": "chef för hjälpmedelscentralen", "applicant.unit": "hjälpmedelscentral"}},
		{plan.SV, "Eva Berg, stadsträdgårdsmästare i Kivik stad, det är parkenheten vi talar om. Modellen har vi läst och den följer vi. Vi vill förnya skötseln av parkerna, och det hela heter Grönare gator.", map[plan.Path]any{
			"applicant.acknowledges_model": true, "target.object": "skötseln av parkerna", "target.title": "Grönare gator"}},
		{plan.SV, "Undertecknad, Eva Berg, är kanslichef vid Sydkustens domstol, som är en statlig myndighet, och företräder i detta ärende domstolens kansli.", map[plan.Path]any{
			"applicant.contact_role": "kanslichef", "applicant.unit": "domstolens kansli", "applicant.sector": "state_agency"}},
		{plan.EN, "Eva Berg, head of research services, Univ. of Kivik, unit: ethics office.", map[plan.Path]any{"applicant.unit": "ethics office"}},
		{plan.EN, "Eva Berg. Head of customer service. City of Kivik, citizen advice.", map[plan.Path]any{
			"applicant.contact_name": "Eva Berg", "applicant.contact_role": "Head of customer service", "applicant.organisation": "City of Kivik", "applicant.unit": "citizen advice"}},
		{plan.EN, "The undersigned, Eva Berg, is chief clerk at the South Coast Court, which is a state authority, and represents in this matter the registry of the court.", map[plan.Path]any{
			"applicant.contact_role": "chief clerk", "applicant.unit": "registry of the court"}},
	} {
		facts, _, _ := tell(t, plan.NewDraft(tt.lang), tt.say, asksOf(plan.TopicIntro), noon)
		for path, want := range tt.want {
			if got := valueOf(facts, path); got != want {
				t.Errorf("%s %q: %s = %v, want %v", tt.lang, tt.say, path, got, want)
			}
		}
	}
}

// TestTargetTold: deciding bodies in subordinate clauses, sizes over several clauses, a
// purpose that is named after it.
func TestTargetTold(t *testing.T) {
	for _, tt := range []struct {
		lang plan.Lang
		say  string
		want map[plan.Path]any
	}{
		{plan.FI, "Kohde: liukkaudentorjunta, n. 41 000 lähtöä/v. Miksi: tienkäyttäjä pääsee perille ja suolaa kuluu vähemmän. Suuruus: lähtöviive alle puoleen, turhat kierrokset −60 %.", map[plan.Path]any{
			"target.object": "liukkaudentorjunta", "target.purpose": "tienkäyttäjä pääsee perille ja suolaa kuluu vähemmän", "target.magnitude": "lähtöviive alle puoleen, turhat kierrokset −60 %"}},
		{plan.SV, "Om saken beslutade hamnstyrelsen på förslag av hamndirektör Lena Holm den 3 mars 2026.", map[plan.Path]any{
			"target.decision_body": "hamnstyrelsen", "target.decision_maker": "Lena Holm", "target.decision_date": plan.Date("2026-03-03")}},
		{plan.SV, "Vi börjar i mitten av augusti 2026, närmare bestämt 15.8.2026, och håller på till slutet av 2028.", map[plan.Path]any{
			"target.start": plan.Date("2026-08-15"), "target.end": plan.Date("2028-12-31")}},
		{plan.EN, "Port director Helen Marsh put it to the board, which approved it on 3 March 2026. Ships wait less, that is the purpose.", map[plan.Path]any{
			"target.decision_body": "board", "target.decision_maker": "Helen Marsh", "target.purpose": "Ships wait less"}},
		{plan.EN, "It ends by the end of June 2028, as the management group of the court, on a proposal by Chief Judge Helen Marsh, decided on 19 January 2026.", map[plan.Path]any{
			"target.decision_body": "management group of the court", "target.end": plan.Date("2028-06-30")}},
	} {
		facts, _, _ := tell(t, plan.NewDraft(tt.lang), tt.say, asksOf(plan.TopicTarget), noon)
		for path, want := range tt.want {
			if got := valueOf(facts, path); got != want {
				t.Errorf("%s %q: %s = %v, want %v", tt.lang, tt.say, path, got, want)
			}
		}
	}
}
