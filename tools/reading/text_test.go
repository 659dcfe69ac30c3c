package reading

import (
	"slices"
	"strings"
	"testing"
)

func TestNormalize(t *testing.T) {
	for in, want := range map[string]string{
		"1 200 €":                    "1 200 €",
		"1\u00a0200\u202f€":          "1 200 €",
		"  a \n\t b  ":               "a b",
		"pää\u00adtös":               "päätös",
		"a\u0308iti":                 "äiti",
		"2–4 — 5 − 6":                "2-4 - 5 - 6",
		"”lainaus” ’x’":              `"lainaus" 'x'`,
		"\ufeffAlku":                 "Alku",
		"":                           "",
		"ISO kirjaimet Säilyvät":     "ISO kirjaimet Säilyvät",
		"\u2009ohut\u2009väli\u2009": "ohut väli",
	} {
		if got := Normalize(in); got != want {
			t.Errorf("Normalize(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFindQuote(t *testing.T) {
	tests := []struct {
		text, quote, want string
		ok                bool
	}{
		{"Säästö on 46\u00a0500\u202f€ vuodessa.", "46 500 € vuodessa", "46\u00a0500\u202f€ vuodessa", true},
		{"kaava mediaani(päätös − hakemus), omistaja", "mediaani(päätös - hakemus)", "mediaani(päätös − hakemus)", true},
		{"pa\u0308iva\u0308", "päivä", "pa\u0308iva\u0308", true},
		{"sijoit\u00adtelu  on\nkäsityötä", "sijoittelu on käsityötä", "sijoit\u00adtelu  on\nkäsityötä", true},
		{"abc", "ABC", "", false},
		{"abc", "", "", false},
		{"", "a", "", false},
		{"hän sanoi ”kyllä”", `"kyllä"`, "”kyllä”", true},
		{"alku loppu", "alku", "alku", true},
		{"alku loppu", "loppu ", "loppu", true},
	}
	for _, tt := range tests {
		s, e, ok := FindQuote(tt.text, tt.quote)
		if ok != tt.ok || ok && tt.text[s:e] != tt.want {
			t.Errorf("FindQuote(%q, %q) = %d, %d, %v; want %q", tt.text, tt.quote, s, e, ok, tt.want)
		}
	}
}

func TestTokens(t *testing.T) {
	tests := []struct {
		lang Lang
		in   string
		want string
	}{
		{FI, "noin 1 200,50 €, 12,5 %", "noin|1 200,50|€|,|12,5|%"},
		{EN, "4,850 cases.", "4,850|cases|."},
		{FI, "HR-päällikkö KPI:n", "HR-päällikkö|KPI:n"},
		{FI, "mediaani(päätös − hakemus)", "mediaani|(|päätös|−|hakemus|)"},
		{EN, "don't, e.g. twenty-five", "don't|,|e.g|.|twenty-five"},
		{SV, "bl.a. två", "bl.a|.|två"},
		{FI, "10min", "10|min"},
	}
	for _, tt := range tests {
		var got []string
		for _, k := range Tokens(tt.in, tt.lang) {
			if tt.in[k.Start:k.End] != k.Text {
				t.Errorf("token %q is not at its range", k.Text)
			}
			got = append(got, k.Text)
		}
		if g := strings.Join(got, "|"); g != tt.want {
			t.Errorf("Tokens(%q) = %q, want %q", tt.in, g, tt.want)
		}
	}
}

func spans(in string, s []Span) string {
	var out []string
	for _, x := range s {
		out = append(out, in[x.Start:x.End])
	}
	return strings.Join(out, "|")
}

func TestSentences(t *testing.T) {
	for in, want := range map[string]string{
		"Yksi asia. Toinen asia.": "Yksi asia.|Toinen asia.",
		"yksi asia. toinen asia.": "yksi asia.|toinen asia.",
		"Läpimenoaika on 12.5 vrk. Tavoite 7 vrk 31.3.2027. Mitataan.": "Läpimenoaika on 12.5 vrk.|Tavoite 7 vrk 31.3.2027.|Mitataan.",
		"Alkaa 31. 12. 2025 ja jatkuu.":                                "Alkaa 31. 12. 2025 ja jatkuu.",
		"Se on mm. hyvä. Ja n. 5 kpl.":                                 "Se on mm. hyvä.|Ja n. 5 kpl.",
		"Vi mäter bl.a. tiden. Det är t.ex. bra.":                      "Vi mäter bl.a. tiden.|Det är t.ex. bra.",
		"We use e.g. logs. It works.":                                  "We use e.g. logs.|It works.",
		"Klo 9.30 alkaa. Kl. 12 loppuu!":                               "Klo 9.30 alkaa.|Kl. 12 loppuu!",
		"Mikä? Se!":                                                    "Mikä?|Se!",
		"1. vaihe on 2. vaihe":                                         "1. vaihe on 2. vaihe",
		"rivi yksi\nrivi kaksi":                                        "rivi yksi|rivi kaksi",
		"Mittarit: 1) aika (nyt 62 pv) 2) osuus":                       "Mittarit:|aika (nyt 62 pv)|osuus",
		"- eka, 3 kpl\n• toinen":                                       "eka, 3 kpl|toinen",
		"Rivit:\n1. eka\n2. toinen":                                    "Rivit:|eka|toinen",
		"1. vaihe alkaa\nja jatkuu":                                    "1. vaihe alkaa|ja jatkuu",
		"osuus (ks. kohta 2) laskee":                                   "osuus (ks. kohta 2) laskee",
		"a) yksi b) kaksi":                                             "yksi|kaksi",
		"30. kesäkuuta 2027 mennessä":                                  "30. kesäkuuta 2027 mennessä",
		"1.200 kpl. Sitten":                                            "1.200 kpl.|Sitten",
		"tavoite on 7. mitataan viikoittain":                           "tavoite on 7.|mitataan viikoittain",
		"tavoite 31.12. mennessä":                                      "tavoite 31.12. mennessä",
		"J. Virtanen vastaa.":                                          "J. Virtanen vastaa.",
		"2,5 milj. euroa säästyy. Hyvä.":                               "2,5 milj. euroa säästyy.|Hyvä.",
		"":                                                             "",
	} {
		if got := spans(in, Sentences(in)); got != want {
			t.Errorf("Sentences(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestClauses(t *testing.T) {
	for in, want := range map[string]string{
		"Avainmittarit: omistaja Kaasalainen, tekijä Nevalainen; tiedoksi X": "Avainmittarit|omistaja Kaasalainen|tekijä Nevalainen|tiedoksi X",
		"12,5 %, 1,8 htv": "12,5 %|1,8 htv",
		"kaava mediaani(päätös − hakemus, x), omistaja minä": "kaava mediaani(päätös − hakemus, x)|omistaja minä",
		"alku – loppu":          "alku|loppu",
		"2 – 4 viikkoa":         "2 – 4 viikkoa",
		"1.6.2026 – 31.12.2026": "1.6.2026 – 31.12.2026",
		"Yksi. Kaksi, kolme.":   "Yksi.|Kaksi|kolme.",
		"klo 10:30, sitten":     "klo 10:30|sitten",
		"- eka, 3 kpl\n- toka":  "eka|3 kpl|toka",
	} {
		if got := spans(in, Clauses(in)); got != want {
			t.Errorf("Clauses(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCovered(t *testing.T) {
	tests := []struct {
		lang         Lang
		value, quote string
		min, max     float64
	}{
		{FI, "ohjausryhmä päättää seuraavasta erästä", "kuukausittain ohjausryhmä päättää seuraavasta erästä", 1, 1},
		{FI, "varhaiskasvatushakemusten käsittely ja paikkojen sijoittelu", "kohteena ovat varhaiskasvatushakemusten käsittely ja paikkojen sijoittelu", 1, 1},
		{FI, "tiedonhallintaohje 5.5.2025", "Ne on kirjattu tiedonhallintaohjeeseen 5.5.2025 ja ovat käytössä.", 1, 1},
		{FI, "huoltajakysely 2025", "Tieto perustuu huoltajakyselyyn 2025.", 1, 1},
		{FI, "Helmi-asiointijärjestelmä", "Mitataan viikoittain Helmi-asiointijärjestelmän aikaleimoista", 1, 1},
		{FI, "hiidenlammen kunta", "varhaiskasvatuspäällikkö Hiidenlammen kunnasta", 1, 1},
		{FI, "tekoäly ratkaisee kaiken", "ohjausryhmä päättää", 0, 0},
		{FI, "kasittely nopeutuu", "Käsittely nopeutuu", 1, 1},
		{SV, "klientenkäten 2025", "Det vet vi från klientenkäten 2025.", 1, 1},
		{SV, "köpta tjänster minskar", "Köpta tjänster minskar med 380 000 € per år", 1, 1},
		{EN, "parents get a place in time", "The parents get their places in time", 1, 1},
		{EN, "automation of everything", "we meet weekly", 0, 0},
		{FI, "ja", "ja niin", 1, 1},
		{FI, "", "teksti", 0, 0},
	}
	for _, tt := range tests {
		if got := Covered(tt.value, tt.quote, tt.lang); got < tt.min || got > tt.max {
			t.Errorf("Covered(%q, %q) = %v, want %v..%v", tt.value, tt.quote, got, tt.min, tt.max)
		}
	}
}

func TestContentWords(t *testing.T) {
	got := ContentWords("Tarkoitus on, että perhe tietää paikan 12,5 %", FI)
	if slices.Contains(got, "on") || slices.Contains(got, "etta") || !slices.Contains(got, "12.5") {
		t.Errorf("got %q", got)
	}
	if n := len(got); n != 5 {
		t.Errorf("got %d words %q, want 5", n, got)
	}
}

func TestMaskIdentityCodes(t *testing.T) {
	tests := []struct {
		in, want string
		n        int
	}{
		{"Tunnus 131052-308T on", "Tunnus ******-**** on", 1},
		{"131052–308T", "******-****", 1},
		{"131052 - 308t", "******-****", 1},
		{"010101A901B ja 010101B901B", "010101A901B ja 010101B901B", 0}, // wrong check characters
		{"131052-308A", "131052-308A", 0},
		{"1310521308T", "1310521308T", 0},
		{"811228-9874 hette", "******-**** hette", 1},
		{"19811228-9874", "******-****", 1},
		{"8112289874", "******-****", 1},
		{"811228-9875", "811228-9875", 0},
		{"811288-9873 ja 701063-2391", "811288-9873 ja ******-****", 1},
		{"FI21 1234 5600 0007 85", "**** ****", 1},
		{"FI2112345600000785.", "**** ****.", 1},
		{"FI22 1234 5600 0007 85", "FI22 1234 5600 0007 85", 0},
		{"31.12.2025, 640 000 besök", "31.12.2025, 640 000 besök", 0},
		{"\u00a0131052-308T\u00a0", "\u00a0******-****\u00a0", 1},
		{"ä131052-308T", "ä131052-308T", 0},
		{"", "", 0},
	}
	for _, tt := range tests {
		got, n := MaskIdentityCodes(tt.in)
		if got != tt.want || n != tt.n {
			t.Errorf("MaskIdentityCodes(%q) = %q, %d; want %q, %d", tt.in, got, n, tt.want, tt.n)
		}
	}
}

// TestMaskCenturySigns builds codes with every century sign and masks them.
func TestMaskCenturySigns(t *testing.T) {
	const checks = "0123456789ABCDEFHJKLMNPRSTUVWXY"
	for _, sign := range "+-YXWVUABCDEF" {
		rest := 0
		for _, c := range "010203" + "123" {
			rest = (rest*10 + int(c-'0')) % 31
		}
		code := "010203" + string(sign) + "123" + string(checks[rest])
		if got, n := MaskIdentityCodes("koodi " + code + "!"); n != 1 || strings.Contains(got, "123") {
			t.Errorf("%s: got %q", code, got)
		}
		if _, n := MaskIdentityCodes(strings.ToLower(code)); n != 1 {
			t.Errorf("%s in lower case is not masked", code)
		}
	}
}

func TestGibberish(t *testing.T) {
	for word, want := range map[string]bool{
		"asdf": true, "asdfasdf": true, "aaa": true, "jhgfdghjkl": true, "ghkkt": true, "qwerty": true,
		"htv": false, "KKKK": false, "hjkl": true, "hyöty": false, "övertygelse": false, "property": false, "were": false,
		"Kuusilammi": false, "rytmi": false, "skrämmande": false, "strength": false, "vvv": true, "": false, "12": false,
	} {
		if got := Gibberish(word); got != want {
			t.Errorf("Gibberish(%q) = %v, want %v", word, got, want)
		}
	}
}
