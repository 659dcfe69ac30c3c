package reading

import (
	"strings"
	"testing"
)

func TestStrangers(t *testing.T) {
	for in, want := range map[string]string{
		"fi|Mittarin omistaa Ngozi Adeyemi-Okafor, ja tiedot tulevat Helmi-järjestelmästä.": "Ngozi Adeyemi-Okafor",
		"sv|Ansvarig är Thuy Van Dinh sedan den 1 mars.":                                    "Thuy Van Dinh",
		"en|The rest is with Xochitl Quispe of HR, and Kela pays.":                          "Xochitl Quispe",
		"en|We asked Dilnoza Karimova. Zulfiya Abdi Warsame agreed.":                        "Dilnoza Karimova; Zulfiya Abdi Warsame",
		"en|Our Digital Services unit uses the Aviate Desk system of Lakeside Hospital.":    "",
		"fi|Päätös tehtiin Keski-Savon hyvinvointialueella maanantaina Helsingissä.":        "",
		"fi|Uudistamme Oulun kaupungin Asukaspuhelinta.":                                    "",
		"sv|Vi bytte från Microsoft Teams till Excel.":                                      "",
		"sv|Beslutet fattades av Åsa von Schantz i mars.":                                   "Åsa von Schantz",
		"fi|Yhteyshenkilö: Virtanen, Maija.":                                                "Virtanen, Maija",
		"fi|ei isoja kirjaimia missään nimessä":                                             "",
	} {
		lang, text, _ := strings.Cut(in, "|")
		var got []string
		for _, p := range Strangers(text, Lang(lang)) {
			if text[p.Start:p.End] != p.Name {
				t.Errorf("%q stands at %q", p.Name, text[p.Start:p.End])
			}
			got = append(got, p.Name)
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
}
