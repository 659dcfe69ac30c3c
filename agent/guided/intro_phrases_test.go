package guided

import (
	"strings"
	"testing"

	"luonnos/tools/plan"
)

// who is an applicant as they introduce themselves.
type who struct{ organisation, unit, name, role string }

// TestIntroductions reads introductions of every shape, each with every applicant.
func TestIntroductions(t *testing.T) {
	for lang, in := range map[plan.Lang]struct {
		shapes     []string
		applicants []who
	}{
		plan.FI: {
			[]string{
				"Olen {name}, {role}, {unit}, {org}.",
				"{org}, {unit}. Yhteyshenkilö on {name}, {role}.",
				"{name} tässä, {role}. Organisaatiomme on {org} ja yksikkö {unit}.",
				"Hakija: {org}\nYksikkö: {unit}\nYhteyshenkilö: {name}, {role}",
				"Terve! Hakijana on {org}, yksikkönä {unit}. Minä olen {name} ja toimin tehtävässä {role}.",
				"{org} / {unit}, yhteyshenkilönä {role} {name}",
				"Hakijaorganisaatio on {org}. Uudistus tehdään yksikössä {unit}. Yhteyshenkilönä toimii {name} ({role}).",
				"{role} {name}, {org}, {unit}",
				"Me olemme {org}, yksikkö on {unit}. Nimeni on {name} ja olen {role}.",
				"{unit}, {org}. {name}, {role}. Toimintamalli on luettu ja sitä noudatetaan.",
				"Haemme rahoitusta: {org}, {unit}. Yhteyshenkilö {name}, tehtävänimike {role}. Kyllä, tunnemme mallin ja noudatamme sitä.",
			},
			[]who{
				{"Kuusjärven kaupunki", "varhaiskasvatus", "Anna Virtanen", "varhaiskasvatusjohtaja"},
				{"Lounais-Suomen hyvinvointialue", "kotihoito", "Timo Salmela", "palvelupäällikkö"},
				{"Merenkulun eläkelaitos", "eläkeratkaisut", "Päivi Karhu", "eläkejohtaja"},
				{"Ruokavirasto", "tukien maksatus", "Jari Koskinen", "johtava asiantuntija"},
				{"Itä-Lapin kuntayhtymä", "joukkoliikenteen tilaajayksikkö", "Sanna-Mari Niemi", "liikennesuunnittelija"},
				{"Taiteiden korkeakoulu", "opintopalvelut", "Ville Heikkilä", "opintoasiainpäällikkö"},
				{"Hallinto-oikeus", "kanslia", "Riitta Aho", "kansliapäällikkö"},
				{"Tampereen seurakuntayhtymä", "hautaustoimi", "Pekka Laakso", "hautaustoimen päällikkö"},
			},
		},
		plan.SV: {
			[]string{
				"Jag är {name}, {role}, {unit}, {org}.",
				"{org}, {unit}. Kontaktperson är {name}, {role}.",
				"{name} här, {role}. Organisationen är {org} och enheten {unit}.",
				"Sökande: {org}\nEnhet: {unit}\nKontaktperson: {name}, {role}",
				"Hej! Sökande är {org}, enheten {unit}. Jag heter {name} och arbetar som {role}.",
				"{org} / {unit}, kontaktperson {role} {name}",
				"Den sökande organisationen är {org}. Reformen görs vid {unit}. Kontaktperson är {name} ({role}).",
				"{role} {name}, {org}, {unit}",
				"Vi är {org} och enheten är {unit}. Mitt namn är {name} och jag är {role}.",
				"{unit}, {org}. {name}, {role}. Verksamhetsmodellen är läst och vi följer den.",
			},
			[]who{
				{"Nordanvik stad", "småbarnspedagogiken", "Anna Lindqvist", "servicechef"},
				{"Kust-Österbottens välfärdsområde", "hemvården", "Johan Backman", "enhetschef"},
				{"Sjöfartens pensionsanstalt", "pensionsbesluten", "Camilla Nyström", "pensionsdirektör"},
				{"Livsmedelsverket", "stödutbetalningen", "Peter Holm", "ledande sakkunnig"},
				{"Ålands landskapsregering", "fiskeribyrån", "Maria Holmqvist", "byråchef"},
				{"Yrkeshögskolan Arkipelag", "studieservice", "Erik Sundström", "studiechef"},
			},
		},
		plan.EN: {
			[]string{
				"I am {name}, {role}, {unit}, {org}.",
				"{org}, {unit}. The contact person is {name}, {role}.",
				"{name} here, {role}. Our organisation is {org} and the unit is {unit}.",
				"Applicant: {org}\nUnit: {unit}\nContact: {name}, {role}",
				"Hello! The applicant is {org}, {unit}. My name is {name} and I work as {role}.",
				"{org} / {unit}, contact {role} {name}",
				"The applying organisation is {org}. The work is done in {unit}. The contact person is {name}, {role}.",
				"{role} {name}, {org}, {unit}",
				"We are {org} and the unit is {unit}. My name is {name} and I'm the {role}.",
				"{unit}, {org}. {name}, {role}. We have read the operating model and we follow it.",
			},
			[]who{
				{"Northbridge City", "early education", "Anna Miller", "service manager"},
				{"the Coastal Wellbeing Services County", "home care", "John Baker", "head of unit"},
				{"the Seafarers' Pension Institution", "pension decisions", "Deborah Haines", "director of pensions"},
				{"the Food Authority", "payments unit", "Peter Holm", "lead expert"},
				{"Bedrock and Soil Survey", "information services", "Rosalind Fenwick", "chief of information services"},
				{"Lakeside University", "student services", "Thomas Reid", "student affairs manager"},
			},
		},
	} {
		for _, shape := range in.shapes {
			for _, w := range in.applicants {
				say := strings.NewReplacer("{org}", w.organisation, "{unit}", w.unit, "{name}", w.name, "{role}", w.role).Replace(shape)
				facts, _, _ := tell(t, plan.NewDraft(lang), say, asksOf(plan.TopicIntro), noon)
				got := byPath(facts)
				for path, want := range map[plan.Path]string{"applicant.organisation": w.organisation, "applicant.unit": w.unit, "applicant.contact_name": w.name, "applicant.contact_role": w.role} {
					if want = strings.TrimPrefix(want, "the "); strings.TrimPrefix(got[path], "the ") != want && !strings.EqualFold(got[path], want) {
						t.Errorf("%s %q: %s is %q, want %q", lang, say, path, got[path], want)
					}
				}
			}
		}
	}
}
