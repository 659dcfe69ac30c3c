package criteria

import "testing"

func TestText(t *testing.T) {
	for s, want := range map[string]lack{
		"": missing, " \n ": missing, "–": missing, "...": missing, "?": missing, "%": missing,
		"TBD": open, "ei tiedossa.": open, "Vet inte!": open, "(n/a)": open, "N.N.": open, "ei vielä nimetty": open,
		"0": none, "AI": none, "Aho": none, "avoimet paikat": none, "missing persons register": none, "käyttö × 2": none,
	} {
		if got := text(s); got != want {
			t.Errorf("text(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestSeveral(t *testing.T) {
	for s, want := range map[string]bool{
		"Outi Aho ja Ari Niemi": true, "Outi Aho och Ari Niemi": true, "Outi Aho and Ari Niemi": true,
		"Outi Aho, Ari Niemi": true, "Outi Aho / Ari Niemi": true, "Outi Aho & Ari Niemi": true, "Outi Aho; Ari Niemi": true,
		"Outi Aho sekä Ari Niemi": true, "outi aho ja ari niemi": true, "Aho, Niemi": true, "Outi Aho, Ari Niemi ja Eva Ek": true,
		"hallintojohtaja ja talousjohtaja": true, "Outi Aho tai Ari Niemi": true, "Aho, Ari Niemi": true,
		"": false, "Outi Aho": false, "kunnanjohtaja Outi Aho": false, "Outi Aho, palvelujohtaja": false,
		"sosiaali- ja terveysjohtaja Outi Aho": false, "social- och hälsovårdsdirektör Outi Aho": false,
		"Director of Health and Safety": false, "Anja Sand": false, "Jaana Ojala": false, "Sandra Orre": false,
	} {
		if got := several(s); got != want {
			t.Errorf("several(%q) = %v, want %v", s, got, want)
		}
	}
}

func TestToolAlone(t *testing.T) {
	for s, want := range map[string]bool{
		"otamme Copilotin käyttöön": true, "Tekoälymalli otetaan käyttöön hakemusten käsittelyssä": true,
		"hankitaan kielimalli koko virastolle": true, "käyttöönotetaan tekoälyavustaja": true,
		"vi tar i bruk en språkmodell": true, "AI införs i handläggningen": true, "we adopt an AI assistant": true,
		"buying Copilot licences for everyone": true,
		"Otamme käyttöön tekoälyavustajan, joka auttaa käsittelijöitä hakemusten käsittelyssä": true,
		"artificiell intelligens införs som stöd för handläggarna":                             true,

		"ennen sijoittelu tehtiin taulukossa käsin, jatkossa järjestelmä ehdottaa paikan ja ohjaaja vahvistaa sen":  false,
		"tidigare planerade varje team sin rutt för hand, i fortsättningen räknas rutten om varje morgon":           false,
		"tekoäly luokittelee viestit ja kaksi käsittelyvaihetta poistuu":                                            false,
		"language support is offered in one place, and the second visit falls away":                                 false,
		"vaiheet 2 ja 3 yhdistetään ja tekoäly otetaan käyttöön luokittelussa":                                      false,
		"today clerks read each message; in future an AI model is used to sort them and clerks answer only a third": false,
		"an AI model is introduced to draft replies and clerks approve the ones that go out":                        false,
		"asiakas varaa ajan itse": false,
	} {
		if got := toolAlone(s, aiWords); got != want {
			t.Errorf("toolAlone(%q) = %v, want %v", s, got, want)
		}
	}
}

func TestTechnologyAlone(t *testing.T) {
	for s, want := range map[string]bool{
		"uuden asiakastietojärjestelmän käyttöönotto": true, "hankitaan sovellus kotihoitoon": true, "otamme Copilotin käyttöön": true,
		"upphandlingssystemet tas i bruk": true, "we buy a new case management platform": true,

		"varhaiskasvatushakemusten käsittely ja paikkojen sijoittelu":                       false,
		"perhe tietää paikan ajoissa, kun uusi järjestelmä otetaan käyttöön":                false,
		"vi inför ett system så att sökanden får svar samma vecka och köerna försvinner":    false,
		"a reliable answer early enough, for which a platform is taken into use":            false,
		"järjestelmän avulla käsittely lyhenee":                                             false,
		"the eligibility of applicants is decided once, with the help of a shared platform": false,
	} {
		if got := toolAlone(s, technologyWords); got != want {
			t.Errorf("toolAlone(%q) = %v, want %v", s, got, want)
		}
	}
}
