package criteria

import (
	"testing"

	"luonnos/tools/plan"
)

func TestPerson(t *testing.T) {
	tests := []struct {
		text string
		lang plan.Lang
		want string
	}{
		{"Maija Virtasen tehtävät", plan.FI, "Maija Virtanen"},
		{"matti meikäläinen", plan.FI, "Matti Meikäläinen"},
		{"handläggare Anna Lindqvist", plan.SV, "Anna Lindqvist"},
		{"Ms Smith's work", plan.EN, "Smith"},
		{"Registrar Lena Brandt", plan.EN, "Lena Brandt"},

		{"", plan.FI, ""},
		{"Vantaan ja Keravan hyvinvointialue", plan.FI, ""},
		{"Helsingin kaupunki", plan.FI, ""},
		{"Kela Turku", plan.FI, ""},
		{"Maria Malmin sairaala", plan.FI, ""},
		{"Anna Tapion koulu", plan.FI, ""},
		{"Kanta-Hämeen pelastuslaitos", plan.FI, ""},
		{"Kirjaamo Oulu", plan.FI, ""},
		{"Pohjois-Savon arkisto", plan.FI, ""},
		{"Aino Ackté -sali", plan.FI, ""},
		{"Käsittely Espoo", plan.FI, ""},
		{"Lupapiste Inari", plan.FI, ""},
		{"Nils Ericsons stiftelse", plan.SV, ""},
		{"Borgå lasarett", plan.SV, ""},
		{"Hanna Parviainens skola", plan.SV, ""},
		{"Registry Helsinki", plan.EN, ""},
		{"Customer Support Oulu", plan.EN, ""},
		{"Florence Nightingale Hospital", plan.EN, ""},
		{"hakemusten käsittely", plan.FI, ""},
		{"Lahden päiväkodit", plan.FI, ""},
		{"Kallion terveysasema", plan.FI, ""},
		{"Aleksis Kiven koulu", plan.FI, ""},
		{"Eeva Kallio -talo", plan.FI, ""},
		{"Mäkelän yksikkö", plan.FI, ""},
		{"Onni Palvelut", plan.FI, ""},
		{"talousjohtaja", plan.FI, ""},
		{"enheten Lindholm", plan.SV, ""},
		{"Social- och hälsovården i Borgå", plan.SV, ""},
		{"Mathilda Wrede-institutet", plan.SV, ""},
		{"Anna Enheten", plan.SV, ""},
		{"Student Services", plan.EN, ""},
		{"Ilona Centre", plan.EN, ""},
		{"Grant Processing", plan.EN, ""},
	}
	for _, tt := range tests {
		if got := person(tt.text, tt.lang); got != tt.want {
			t.Errorf("person(%q, %s) = %q, want %q", tt.text, tt.lang, got, tt.want)
		}
	}
}
