package reading

import (
	"strings"
	"testing"
)

func describePeople(ps []Person) string {
	var out []string
	for _, p := range ps {
		s := p.Name
		if p.Self {
			s = strings.TrimSpace("@" + s)
		}
		if p.Title != "" {
			s += " (" + p.Title + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// checkPeople reads rows "text => names" or "text | known, known => names".
func checkPeople(t *testing.T, lang Lang, table string) {
	t.Helper()
	for row := range strings.SplitSeq(strings.TrimSpace(table), "\n") {
		in, want, ok := strings.Cut(row, "=>")
		if !ok {
			t.Fatalf("bad row %q", row)
		}
		in, list, _ := strings.Cut(in, "|")
		var known []string
		for k := range strings.SplitSeq(list, ",") {
			if k = strings.TrimSpace(k); k != "" {
				known = append(known, k)
			}
		}
		in, want = strings.TrimSpace(in), strings.TrimSpace(want)
		if got := describePeople(People(in, lang, known)); got != want {
			t.Errorf("People(%q, %s, %q) = %q, want %q", in, lang, known, got, want)
		}
	}
}

func TestPeopleFinnishInflection(t *testing.T) {
	checkPeople(t, FI, `
Kysy asiaa Matti Aholta => Matti Aho
Liisa Kuusikon esittelystä => Liisa Kuusikko
Liisa Rantakokon esittelystä => Liisa Rantakokko
Annetaan Olli Männikölle => Olli Männikkö
Tieto saadaan Tiina Hartikalta => Tiina Hartikka
Kuullaan Matti Ahosta => Matti Aho
Jarkko Viitasen esityksestä => Jarkko Viitanen
Annetaan Ari Nevalaiselle => Ari Nevalainen
Outi Kaasalaisen mukaan => Outi Kaasalainen
Tieto saadaan Liisa Pöyryltä => Liisa Pöyry
Mervi Kuuselan vastuulla => Mervi Kuusela
Kuullaan Pekka Virtasta => Pekka Virtanen
Anna Mäkisellä on vastuu => Anna Mäkinen
Timo Salmen aineisto => Timo Salmi
Sanna Lahden aineisto => Sanna Lahti
Kari Järveltä => Kari Järvi
Hannu Mäen vastuulla => Hannu Mäki
Eeva Korhoselle => Eeva Korhonen
Ville Laineelta => Ville Laine
Ville Laineen vastuulla => Ville Laine
Jukka Aallolle => Jukka Aalto
Tiina Rannan vastuulla => Tiina Ranta
Heikki Heikkisestä => Heikki Heikkinen
Minna Kosken => Minna Koski
Satu Niemeltä => Satu Niemi
Mikko Hautamäen => Mikko Hautamäki
Kaisa Korkeamäelle => Kaisa Korkeamäki
Sari Isoniemen aineisto => Sari Isoniemi
Petri Hirvijärven => Petri Hirvijärvi
Laura Sundholmin vastuulla => Laura Sundholm
Stefan Johanssonille => Stefan Johansson
Ulla Lindqvistin => Ulla Lindqvist
Nina Bergströmiltä => Nina Bergström
Jaana Talvitien => Jaana Talvitie
Kirsi Harjulle => Kirsi Harju
Risto Kuoppalan => Risto Kuoppala
Elina Taskiselta => Elina Taskinen
Merja Rautiaista kuullaan => Merja Rautiainen
Eero Pyykön => Eero Pyykkö
Anni Ylä-Outisen => Anni Ylä-Outinen
Maija Ala-Korven => Maija Ala-Korpi
Anna-Liisa Keräselle => Anna-Liisa Keränen
`)
}

func TestPeopleFinnish(t *testing.T) {
	checkPeople(t, FI, `
Hei, olen Outi Kaasalainen, varhaiskasvatuspäällikkö Hiidenlammen kunnasta. => @Outi Kaasalainen (varhaiskasvatuspäällikkö)
Nimeni on Pirkko Salonen ja olen hankintapäällikkö Koivurannan kaupungilta. => @Pirkko Salonen (hankintapäällikkö)
Olen kehittämisjohtaja Teemu Oravala Keski-Savon hyvinvointialueelta => @Teemu Oravala (kehittämisjohtaja)
Kunnanhallitus päätti kunnanjohtaja Jarkko Viitasen esityksestä => Jarkko Viitanen (kunnanjohtaja)
hallintojohtajan Pekka Virtasen esityksestä => Pekka Virtanen (hallintojohtaja)
omistaja Kaasalainen, tekijä Nevalainen | Outi Kaasalainen, Ari Nevalainen => Outi Kaasalainen; Ari Nevalainen
omistaja minä (Kaasalainen) | Outi Kaasalainen => @Outi Kaasalainen
omistaja minä => @
omistan sen itse => @
tämäkin on mun => @
itse asiassa se on 5 => 
minun vastuullani => @
minulla on se => @
vastuu on minulla => @
10 min => 
Vapaat paikat on Nevalaisen aineisto | Ari Nevalainen => Ari Nevalainen
kuultava talouspäällikkö Liisa Pöyry => Liisa Pöyry (talouspäällikkö)
tekijä nevalainen, kuultava poyry | Ari Nevalainen, Liisa Pöyry => Ari Nevalainen; Liisa Pöyry
omistaja kaasalainen | Outi Kaasalainen => Outi Kaasalainen
vastaa ari nevalainen => Ari Nevalainen
talouspäällikkö liisa pöyry => Liisa Pöyry (talouspäällikkö)
Liisan aineisto | Liisa Pöyry => Liisa Pöyry
Kysytään Jarkolta | Jarkko Viitanen => Jarkko Viitanen
Matin vastuulla | Matti Aho => Matti Aho
kuullaan Kimmoa | Kimmo Rauhala => Kimmo Rauhala
Kuusela, 30.6.2027 | Mervi Kuusela => Mervi Kuusela
Vastuussa Viitanen ja Nevalainen | Jarkko Viitanen, Ari Nevalainen => Jarkko Viitanen; Ari Nevalainen
Vastuussa ovat Viitanen sekä Nevalainen => Viitanen; Nevalainen
Helmi-asiointijärjestelmän aikaleimoista => 
Tiedot tulevat Helmi-järjestelmästä => 
lähde on asiointijärjestelmä Hilma => 
Tampereen yliopisto => 
Hiidenlammen kunta => 
Lahden kaupunki => 
Helsingin kaupungin johtoryhmä => 
Päijät-Hämeen hyvinvointialue => 
Torstaisin ohjausryhmä kokoontuu => 
Maaliskuun hakemukset => 
Sitran rahoitus => 
Kelan tiedot => 
Microsoft Power BI => 
Kuntalaiset odottavat päätöstä => 
Toimintamalliin on tutustuttu => 
Asiakas on perhe, arvo on varma paikka => 
Kunnanhallitus sitoutuu => 
Tiedonhallinta 3 ja 4 => 
DevOps 2 ja 2 => 
Käyttöönottokyky on heikko => 
Palveluohjaajat harjoittelevat => 
Excel ja Teams ovat käytössä => 
Kuukausittainen ohjausryhmä => 
Tekoälymallin hyväksyy tietohallintopäällikkö Kimmo Rauhala => Kimmo Rauhala (tietohallintopäällikkö)
Rehtori Aino Mattila vastaa => Aino Mattila (Rehtori)
vastuuhenkilö: Hanna Sillanpää => Hanna Sillanpää
Omistaja: Mari Vanhatalo => Mari Vanhatalo
(Ahonen) | Tuula Ahonen => Tuula Ahonen
Ahosta kuullaan | Tuula Ahonen => Tuula Ahonen
toteuttaa Sami Lehtonen, hyväksyy Satu Hiltunen => Sami Lehtonen; Satu Hiltunen
tekijä Väinämöinen => Väinämöinen
Yhteyshenkilö on Eeva-Maria Kettunen, palvelujohtaja. => Eeva-Maria Kettunen (palvelujohtaja)
Vastuut: Räihä omistaa, Vornanen tekee => Räihä; Vornanen
Elli Kurttilaa kuullaan => Elli Kurttila
tekijänä minä itse => @
Terveisin Pasi Lampela => Pasi Lampela
Kristian von Essen vastaa => Kristian von Essen
`)
}

func TestPeopleSwedish(t *testing.T) {
	checkPeople(t, SV, `
Annika Sandholm heter jag och är serviceområdeschef på Skärgårdens välfärdsområde => @Annika Sandholm (serviceområdeschef); @
Jag heter Karin Löfgren, stadsdirektör => @Karin Löfgren (stadsdirektör)
på förslag av direktör Robert Nyholm => Robert Nyholm (direktör)
utförare driftsansvarige Xerxes Kvarnby, hörs => Xerxes Kvarnby (driftsansvarig)
jag (Sandholm) äger den | Annika Sandholm => @Annika Sandholm
ansvarig Sandholm, utför Ström | Annika Sandholm, Mikaela Ström => Annika Sandholm; Mikaela Ström
ansvarig sandholm, utfor strom | Annika Sandholm, Mikaela Ström => Annika Sandholm; Mikaela Ström
hörs ekonomichef Ulf Rosenberg => Ulf Rosenberg (ekonomichef)
hörs HR-chef Carola Hansson, informeras ledningsgruppen => Carola Hansson (HR-chef)
Besökstider ägs av Ström | Mikaela Ström => Mikaela Ström
Ströms material | Mikaela Ström => Mikaela Ström
Ulf Rosenbergs förslag => Ulf Rosenberg
Lars Nygårds ansvar => Lars Nygård
Nyholm och Ström ansvarar | Robert Nyholm, Mikaela Ström => Robert Nyholm; Mikaela Ström
själv => @
min enhet är hemvården => @
10 min => 
mobilsystemet Hilma => 
Åbo Akademi => 
Vasa stad => 
Skärgårdens välfärdsområde => 
Varje månad ur fordonsloggen => 
Restid per besök => 
Målet för restiden är 7,2 min => 
Styrelsen förbinder sig => 
Måndagar => 
Någon formel har jag inte => @
ägare Mikaela Ström => Mikaela Ström
ansvarig är förvaltningschef Jan-Erik Lindfors => Jan-Erik Lindfors (förvaltningschef)
Eva Grankulla, enhetschef, ansvarar => Eva Grankulla (enhetschef)
godkänns av Bengt Österberg => Bengt Österberg
ulf rosenberg ansvarar => Ulf Rosenberg
ansvarar Anna Virtanen => Anna Virtanen
`)
}

func TestPeopleEnglish(t *testing.T) {
	checkPeople(t, EN, `
I am Jane Whitfield, head of early education at Lakeside municipality. => @Jane Whitfield (head of early education)
My name is Peter Koskinen and I work as a finance manager => @Peter Koskinen (finance manager); @
The owner is finance manager Ulf Rosenberg => Ulf Rosenberg (finance manager)
accountable Smith, responsible Jones | Anna Smith, Tom Jones => Anna Smith; Tom Jones
Anna Smith's proposal => Anna Smith
Smith's team | Anna Smith => Anna Smith
Saoirse Brennan here. => Saoirse Brennan
Hello! Gulbahar Aaltonen is the name. => Gulbahar Aaltonen
after our executive director, Ricardo Fontana, had agreed; Fontana decides => Ricardo Fontana; Ricardo Fontana
owner me => @
it is me => @
the owner is me => @
show me the plan => 
Please tell me more => 
give me an example => 
let me think => 
ask me later => 
I own it => @
owned by myself => @
proposed by director Robert Nyholm => Robert Nyholm (director)
the University of Helsinki => 
the City of Tampere => 
Microsoft Teams => 
Every Monday the steering group meets => 
The board decided on 30 June 2027 => 
KPI owners meet weekly => 
Lead time of applications => 
In May we start => 
Power BI => 
Owner: Outi Kaasalainen => Outi Kaasalainen
approved by Chief Digital Officer Maria Lindqvist => Maria Lindqvist (Chief Digital Officer)
Dr Helen Carter is consulted => Helen Carter (Dr)
accountable: helen carter => Helen Carter
Procurement lead Oluwaseun Adeyemi answers for contracts => Oluwaseun Adeyemi (Procurement lead)
Chief Physician Marja Tolppanen is consulted => Marja Tolppanen (Chief Physician)
consulted smith | Anna Smith => Anna Smith
The Finnish Tax Administration => 
`)
}

func TestSamePerson(t *testing.T) {
	yes := [][2]string{
		{"Outi Kaasalainen", "outi kaasalainen"}, {"Outi Kaasalainen", "Kaasalainen"}, {"kunnanjohtaja Jarkko Viitanen", "Jarkko Viitanen"}, {"Viitasen", "Jarkko Viitanen"},
		{"Liisa Poyry", "Liisa Pöyry"}, {"Ström", "Mikaela Ström"}, {"HR-chef Carola Hansson", "Carola Hansson"}, {"Dr. Helen Carter", "Helen Carter"}, {"Jarkko Viitanen, kunnanjohtaja", "Jarkko Viitanen"},
	}
	for _, p := range yes {
		if !SamePerson(p[0], p[1]) || !SamePerson(p[1], p[0]) {
			t.Errorf("SamePerson(%q, %q) = false", p[0], p[1])
		}
	}
	no := [][2]string{
		{"Outi Kaasalainen", "Ari Nevalainen"}, {"Anna Virtanen", "Matti Virtanen"}, {"", "Matti Virtanen"}, {"", ""}, {"Virtanen", "Virta"},
	}
	for _, p := range no {
		if SamePerson(p[0], p[1]) {
			t.Errorf("SamePerson(%q, %q) = true", p[0], p[1])
		}
	}
}

func TestParties(t *testing.T) {
	tests := []struct {
		lang  Lang
		in    string
		known []string
		want  string
	}{
		{FI, "tiedoksi kunnan johtoryhmä", nil, "kunnan johtoryhmä"},
		{FI, "tiedoksi palveluohjaajat", nil, "palveluohjaajat"},
		{FI, "tiedotetaan palveluohjaajille", nil, "palveluohjaajat"},
		{FI, "kunnan johtoryhmälle tiedoksi", nil, "kunnan johtoryhmä"},
		{FI, "tiedoksi päiväkodinjohtajat", nil, "päiväkodinjohtajat"},
		{FI, "kuultava Pöyry, tiedoksi ohjausryhmä", []string{"Liisa Pöyry"}, "*Liisa Pöyry; ohjausryhmä"},
		{FI, "kuullaan lähiesihenkilöitä", nil, "lähiesihenkilöt"},
		{FI, "tiedoksi hyvinvointialueen hallitukselle", nil, "hyvinvointialueen hallitus"},
		{FI, "tiedoksi sosiaalityöntekijöille", nil, "sosiaalityöntekijät"},
		{FI, "tiedoksi kaupungin henkilöstölle", nil, "kaupungin henkilöstö"},
		{FI, "kuultava sivistyslautakunta", nil, "sivistyslautakunta"},
		{FI, "kuullaan tiimejä", nil, "tiimit"},
		{FI, "tiedoksi laitoksen asiakkaille", nil, "laitoksen asiakkaat"},
		{FI, "tiedoksi viestinnälle", nil, "viestintä"},
		{FI, "kuultavat: taloushallinto ja tietopalvelut", nil, "taloushallinto; tietopalvelut"},
		{FI, "tiedoksi Helsingin kaupungin johtoryhmä", nil, "Helsingin kaupungin johtoryhmä"},
		{SV, "informeras ledningsgruppen", nil, "ledningsgruppen"},
		{SV, "informeras hemvårdsteamen", nil, "hemvårdsteamen"},
		{SV, "hörs stadens ledningsgrupp", nil, "stadens ledningsgrupp"},
		{SV, "informeras teamledarna och personalen", nil, "teamledarna; personalen"},
		{SV, "hörs ekonomichef Ulf Rosenberg, informeras styrgruppen", nil, "*Ulf Rosenberg; styrgruppen"},
		{SV, "i grannområdet", nil, ""},
		{EN, "informed the steering group", nil, "steering group"},
		{EN, "informed: the regional management team", nil, "regional management team"},
		{EN, "consulted finance manager Ulf Rosenberg, informed unit heads", nil, "*Ulf Rosenberg; unit heads"},
		{EN, "informed service advisors", nil, "service advisors"},
	}
	for _, tt := range tests {
		var out []string
		for _, p := range Parties(tt.in, tt.lang, tt.known) {
			s := p.Name
			if p.Person {
				s = "*" + s
			}
			out = append(out, s)
		}
		if got := strings.Join(out, "; "); got != tt.want {
			t.Errorf("Parties(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestPartyList(t *testing.T) {
	got := PartyList("Pöyry, kunnan johtoryhmä ja HR", FI, []string{"Liisa Pöyry"})
	want := []string{"Liisa Pöyry", "kunnan johtoryhmä", "HR"}
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for i, p := range got {
		if p.Name != want[i] {
			t.Errorf("item %d: got %q, want %q", i, p.Name, want[i])
		}
	}
}

func TestRACIRole(t *testing.T) {
	tests := []struct {
		lang Lang
		in   string
		want string
	}{
		{FI, "omistaja Kaasalainen, tekijä Nevalainen, kuultava Pöyry, tiedoksi johtoryhmä", "A R C I"},
		{FI, "Kaasalainen vastaa, Nevalainen toteuttaa, Pöyryä kuullaan ja johtoryhmälle tiedotetaan", "A R C I"},
		{FI, "Tekoälymallin hyväksyy Rauhala", "A"},
		{FI, "omistja Kaasalainen, kuulatva Pöyry", "A C"},
		{FI, "A: Kaasalainen, R: Nevalainen, C: Pöyry, I: johtoryhmä", "A R C I"},
		{FI, "esiopetuksen vastaavaan uudistukseen", ""},
		{FI, "kirjaus ja tiedotus", ""},
		{SV, "ansvarig Sandholm, utför Ström, hörs Rosenberg, informeras ledningsgruppen", "A R C I"},
		{SV, "Nyholm och Ström ansvarar", "A"},
		{SV, "till kännedom ledningsgruppen", "I"},
		{SV, "ansvarg Sandholm", "A"},
		{EN, "accountable Smith, responsible Jones, consulted Brown, informed the board", "A R C I"},
		{EN, "Smith owns it and Jones carries out the work", "A R"},
	}
	letter := map[string]string{Accountable: "A", Responsible: "R", Consulted: "C", Informed: "I"}
	for _, tt := range tests {
		var out []string
		for _, c := range RACIRole(tt.in, tt.lang) {
			out = append(out, letter[c.Role])
		}
		if got := strings.Join(out, " "); got != tt.want {
			t.Errorf("RACIRole(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// TestOneLetterIsNoForm pins a panic: a word of one letter beside a name of three.
func TestOneLetterIsNoForm(t *testing.T) {
	if SamePerson("A", "Ari") {
		t.Error("A is not Ari")
	}
	if got := describePeople(People("Luokka C, omistaa A. Nevalainen", FI, []string{"Ari Nevalainen"})); got != "Ari Nevalainen" {
		t.Errorf("got %q", got)
	}
}

// TestPeopleByWhatStandsAround: names that no list has.
func TestPeopleByWhatStandsAround(t *testing.T) {
	checkPeople(t, EN, `
The contact person is Thaddeus Quarmby, chief of harbours, and the unit is small. => Thaddeus Quarmby (chief of harbours)
Our managing director, Ludo Vantongeren, agrees. => Ludo Vantongeren
Good morning! Ondine Ferreby here, greetings. => Ondine Ferreby
The Harbour Works Agency, director of works => 
`)
	checkPeople(t, FI, `
Terve, Lindström Kaisa, katupäällikkö. => Kaisa Lindström (katupäällikkö)
Terve, Lindström Kaisa, katupäällikkö. | Kaisa Lindström => Kaisa Lindström (katupäällikkö)
Korhonen, Eeva. Suunnittelija, Koivurannan kunta. => Eeva Korhonen
Kuullaan Korhosta, Eeva Salmea ja Virtasta. => Korhonen; Eeva Salmi; Virtanen
`)
}
