package reading

import (
	"slices"
	"testing"

	"luonnos/tools/plan"
)

func TestDerivable(t *testing.T) {
	fi := Speaker{Lang: FI, Today: testToday, Name: "Outi Kaasalainen", Known: []string{"Outi Kaasalainen", "Ari Nevalainen", "Jarkko Viitanen"}}
	sv := Speaker{Lang: SV, Today: testToday, Name: "Annika Sandholm", Known: []string{"Annika Sandholm"}}
	en := Speaker{Lang: EN, Today: testToday, Name: "Jane Whitfield"}
	tests := []struct {
		name  string
		claim Claim
		quote string
		by    Speaker
		want  bool
	}{
		{"number with unit", Claim{Kind: plan.KindNumber, Value: 7.0, Unit: "vrk"}, "tavoite 7 vrk", fi, true},
		{"wrong number", Claim{Kind: plan.KindNumber, Value: 8.0, Unit: "vrk"}, "tavoite 7 vrk", fi, false},
		{"zero", Claim{Kind: plan.KindNumber, Value: 0.0, Unit: "min"}, "0 min", fi, true},
		{"no number", Claim{Kind: plan.KindNumber, Value: 7.0}, "tavoite on hyvä", fi, false},
		{"hours to minutes", Claim{Kind: plan.KindNumber, Value: 75.0, Unit: "min"}, "tunti ja vartti", fi, true},
		{"weeks to days", Claim{Kind: plan.KindNumber, Value: 21.0, Unit: "d"}, "3 viikkoa", fi, true},
		{"words", Claim{Kind: plan.KindNumber, Value: 2.0, Unit: "week"}, "kaksi viikkoa 13.4.2026 alkaen", fi, true},
		{"decimal comma", Claim{Kind: plan.KindNumber, Value: 37.5, Unit: "min"}, "tavoite 37,5 min", fi, true},
		{"spaces", Claim{Kind: plan.KindNumber, Value: 46500.0, Unit: "€ vuodessa"}, "46 500 € vuodessa", fi, true},
		{"thousands of euros", Claim{Kind: plan.KindNumber, Value: 46000, Unit: "eur"}, "46 t€", fi, true},
		{"keur field", Claim{Kind: plan.KindNumber, Value: 46.0, Unit: "keur"}, "46 000 €", fi, true},
		{"english thousands", Claim{Kind: plan.KindNumber, Value: 4850.0}, "4,850 applications", en, true},
		{"english thousands are not decimals", Claim{Kind: plan.KindNumber, Value: 4.85}, "4,850 applications", en, false},
		{"share as percent", Claim{Kind: plan.KindNumber, Value: 20.0, Unit: "%"}, "viidesosa säästöstä", fi, true},
		{"third as percent", Claim{Kind: plan.KindNumber, Value: 33.3, Unit: "%"}, "kolmasosaan", fi, true},
		{"half day", Claim{Kind: plan.KindNumber, Value: 0.5, Unit: "d"}, "en halv dag", sv, true},
		{"a day", Claim{Kind: plan.KindNumber, Value: 1.0, Unit: "d"}, "8 min och en dag", sv, true},
		{"unit mismatch", Claim{Kind: plan.KindNumber, Value: 7.0, Unit: "min"}, "7 vrk", fi, false},
		{"not from a date", Claim{Kind: plan.KindNumber, Value: 31.0, Unit: ""}, "31.12.2025", fi, false},
		{"counted noun", Claim{Kind: plan.KindNumber, Value: 2150.0, Unit: ""}, "noin 2 150 hakemusta vuodessa", fi, true},
		{"a derived noun inflected", Claim{Kind: plan.KindText, Value: "punnitus joka kuormasta"}, "Tieto saadaan punnituksella joka kuormasta.", fi, true},
		{"very much so", Claim{Kind: plan.KindBool, Value: true}, "Very much so", en, true},
		{"range end", Claim{Kind: plan.KindNumber, Value: 4.0, Unit: "week"}, "2–4 viikkoa", fi, true},
		{"not a number", Claim{Kind: plan.KindNumber, Value: "seitsemän"}, "seitsemän", fi, false},
		{"date", Claim{Kind: plan.KindDate, Value: "2025-12-31"}, "oli 24 vrk 31.12.2025", fi, true},
		{"plan date", Claim{Kind: plan.KindDate, Value: plan.Date("2026-01-31")}, "tammikuun 2026 lopussa", fi, true},
		{"date by month", Claim{Kind: plan.KindDate, Value: "2026-01"}, "tammikuun 2026 lopussa", fi, true},
		{"end of year", Claim{Kind: plan.KindDate, Value: "2026-12-31"}, "vuoden 2026 loppuun mennessä", fi, true},
		{"wrong date", Claim{Kind: plan.KindDate, Value: "2026-11-30"}, "vuoden 2026 loppuun mennessä", fi, false},
		{"past without a year", Claim{Kind: plan.KindDate, Value: "2025-05-31"}, "Toukokuun lopussa se oli 21 min.", fi, true},
		{"wrong day without a year", Claim{Kind: plan.KindDate, Value: "2025-05-30"}, "Toukokuun lopussa se oli 21 min.", fi, false},
		{"years away", Claim{Kind: plan.KindDate, Value: "2023-05-31"}, "Toukokuun lopussa se oli 21 min.", fi, false},
		{"turn of the year", Claim{Kind: plan.KindDate, Value: "2025-12-31"}, "It stood at 38 at the turn of the year.", en, true},
		{"next month of a name", Claim{Kind: plan.KindDate, Value: "2027-03-31"}, "by the end of next March", en, true},
		{"last month of a name", Claim{Kind: plan.KindDate, Value: "2025-11-30"}, "viime marraskuun lopussa", fi, true},
		{"next month of a name is one", Claim{Kind: plan.KindDate, Value: "2028-03-31"}, "by the end of next March", en, false},
		{"too precise", Claim{Kind: plan.KindDate, Value: "2026-06-15"}, "kesäkuussa 2026", fi, false},
		{"no date", Claim{Kind: plan.KindDate, Value: "2026-06-15"}, "pian", fi, false},
		{"swedish end", Claim{Kind: plan.KindDate, Value: "2027-12-31"}, "till utgången av 2027", sv, true},
		{"english", Claim{Kind: plan.KindDate, Value: "2027-06-30"}, "by 30 June 2027", en, true},
		{"person by surname", Claim{Kind: plan.KindPerson, Value: "Ari Nevalainen"}, "tekijä Nevalainen", fi, true},
		{"inflected", Claim{Kind: plan.KindPerson, Value: "Jarkko Viitanen"}, "kunnanjohtaja Jarkko Viitasen esityksestä", fi, true},
		{"self", Claim{Kind: plan.KindPerson, Value: "Outi Kaasalainen"}, "omistaja minä", fi, true},
		{"self in swedish", Claim{Kind: plan.KindPerson, Value: "Annika Sandholm"}, "jag äger den", sv, true},
		{"other than self", Claim{Kind: plan.KindPerson, Value: "Ari Nevalainen"}, "omistaja minä", fi, false},
		{"invented first name", Claim{Kind: plan.KindPerson, Value: "Pekka Virtanen"}, "tekijä Virtanen", fi, false},
		{"first time in full", Claim{Kind: plan.KindPerson, Value: "Liisa Pöyry"}, "kuultava talouspäällikkö Liisa Pöyry", fi, true},
		{"lower case without dots", Claim{Kind: plan.KindPerson, Value: "Liisa Pöyry"}, "kuultava liisa poyry", fi, true},
		{"unusual name", Claim{Kind: plan.KindPerson, Value: "Xiu Zhqr"}, "owner Xiu Zhqr", en, true},
		{"wrong person", Claim{Kind: plan.KindPerson, Value: "Jarkko Viitanen"}, "omistaja Ari Nevalainen", fi, false},
		{"persons and group", Claim{Kind: plan.KindPersons, Value: []string{"Ari Nevalainen", "kunnan johtoryhmä"}}, "tekijä Nevalainen, tiedoksi kunnan johtoryhmälle", fi, true},
		{"invented group", Claim{Kind: plan.KindPersons, Value: []any{"valtuusto"}}, "tiedoksi johtoryhmä", fi, false},
		{"enum", Claim{Kind: plan.KindEnum, Set: "frequency", Value: "weekly"}, "mitataan viikoittain", fi, true},
		{"wrong enum", Claim{Kind: plan.KindEnum, Set: "frequency", Value: "daily"}, "mitataan viikoittain", fi, false},
		{"no enum", Claim{Kind: plan.KindEnum, Set: "sector", Value: "university"}, "hei", fi, false},
		{"enums", Claim{Kind: plan.KindEnums, Set: "decision_model", Value: []string{"agile", "gate"}}, "ketterä malli ja portit", fi, true},
		{"unknown set", Claim{Kind: plan.KindEnum, Set: "x", Value: "y"}, "hei", fi, false},
		{"direction by numbers", Claim{Kind: plan.KindEnum, Set: "direction", Value: "decrease"}, "24 vrk, tavoite 7 vrk", fi, true},
		{"yes", Claim{Kind: plan.KindBool, Value: true}, "Toimintamalliin on tutustuttu", fi, true},
		{"no", Claim{Kind: plan.KindBool, Value: false}, "Yrityksiin ei ole yhteyttä.", fi, true},
		{"yes from no", Claim{Kind: plan.KindBool, Value: true}, "Yrityksiin ei ole yhteyttä.", fi, false},
		{"no from yes", Claim{Kind: plan.KindBool, Value: false}, "kyllä", fi, false},
		{"text", Claim{Kind: plan.KindText, Value: "perhe tietää paikan ajoissa"}, "Tarkoitus on, että perhe tietää paikan ajoissa", fi, true},
		{"inflected text", Claim{Kind: plan.KindText, Value: "Hiidenlammen kunta"}, "päällikkö Hiidenlammen kunnasta", fi, true},
		{"adjective in -nen", Claim{Kind: plan.KindText, Value: "sähköinen huoltokirja"}, "Luetaan sähköisestä huoltokirjasta.", fi, true},
		{"short stem in its weak grade", Claim{Kind: plan.KindText, Value: "poliklinikan väki"}, "poliklinikan väelle kerrotaan", fi, true},
		{"invented text", Claim{Kind: plan.KindText, Value: "perhe säästää rahaa ja aikaa"}, "Tarkoitus on, että perhe tietää paikan ajoissa", fi, false},
		{"texts", Claim{Kind: plan.KindTexts, Value: []string{"varje datamängd har en ägare", "klientuppgifter behandlas enligt roll"}}, "varje datamängd har en ägare och klientuppgifter behandlas enligt roll", sv, true},
		{"nil", Claim{Kind: plan.KindText}, "x", fi, false},
	}
	for _, tt := range tests {
		ok, reason := Derivable(tt.claim, tt.quote, tt.by)
		if ok != tt.want {
			t.Errorf("%s: Derivable(%v, %q) = %v (%s), want %v", tt.name, tt.claim.Value, tt.quote, ok, reason, tt.want)
		}
		if ok == (reason != "") {
			t.Errorf("%s: ok %v with reason %q", tt.name, ok, reason)
		}
	}
}

// TestEnumsMatchPlan holds the synonyms complete: every value of the plan's enumerations has some, and no other has.
func TestEnumsMatchPlan(t *testing.T) {
	for _, set := range Sets() {
		if set == "bool" || set == "company" || set == "moment" { // words of an answer, no enumeration of the plan
			continue
		}
		var want, got []string
		for _, o := range plan.Options(set) {
			want = append(want, o.Value)
		}
		for _, ps := range enumSets()[set].byStart {
			for _, p := range ps {
				if !slices.Contains(got, p.value) {
					got = append(got, p.value)
				}
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: synonyms for %v, the plan has %v", set, got, want)
		}
	}
}

// TestEnumLabels reads every label of the plan's enumerations back as its value.
func TestEnumLabels(t *testing.T) {
	for _, set := range Sets() {
		for _, o := range plan.Options(set) {
			for _, lang := range plan.Langs {
				label := o.Label.In(lang)
				found := false
				for _, m := range Enum(set, label, lang) {
					found = found || m.Value == o.Value
				}
				if !found {
					t.Errorf("%s: label %q (%s) is not read as %s", set, label, lang, o.Value)
				}
			}
		}
	}
}
