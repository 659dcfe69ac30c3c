package screen_test

import (
	"strings"
	"testing"

	"luonnos/agent/screen"
	"luonnos/knowledge"
	"luonnos/tools/plan"
)

// said is what a screen lets through of a text that comes in pieces of n bytes.
func said(s *screen.Screen, text string, n int) string {
	var out strings.Builder
	for len(text) > 0 {
		cut := min(n, len(text))
		out.WriteString(s.Add(text[:cut]))
		text = text[cut:]
	}
	return out.String() + s.Rest()
}

func newScreen() *screen.Screen { return &screen.Screen{Lang: plan.FI, Sites: []string{"sitra.fi"}} }

var promised = []string{
	"Saatte rahoituksen varmasti.", "Lupaan teille rahoituksen.", "Rahoitus myönnetään teille keväällä.", "Ei huolta, saatte rahoituksen.",
	"Kriteerit täyttyvät, joten hakemuksenne hyväksytään.", "Voin taata, että avustus myönnetään.", "Rahoitus on teidän!", "Sitra rahoittaa hankkeenne",
	"Ni får finansieringen.", "Jag lovar er finansiering.", "Er ansökan godkänns.", "Ingen fara, finansieringen beviljas.", "Finansieringen är klar",
	"You will get the funding.", "Your funding is guaranteed.", "Don't worry, your application will be approved.", "I promise you the grant.", "Sitra will fund your project.",
	"Myönnämme teille 200 000 euroa.", "Sitra kommer att finansiera er.", "Vi beviljar er 100 000 euro.", "The money is yours.",
	"We hereby grant you EUR 100,000.", "Congratulations, you have been approved!",
	"Muistion luku 99.9: \"rahoitus on jo myönnetty hakijalle\".",
}

var harmless = []string{
	"En voi luvata rahoitusta.", "Rahoituksesta päättää Sitra.", "En voi sanoa, että saatte rahoituksen.", "Rahoitusta ei myönnetä takautuvasti.",
	"Millaista rahoitusta saatte muualta?", "Hakemuksen hyväksyminen on Sitran päätös.", "Kertokaa, miten hankkeenne rahoitetaan.", "Rahoitus voidaan myöntää, jos kriteerit täyttyvät.",
	"Kuka hyväksyy erän tuloksen?", "Johto hyväksyy tavoitteen, ja omistaja saa rahoituksen käyttöönsä vasta päätöksen jälkeen.",
	"Jag kan inte lova finansiering.", "Sitra avgör om ni får finansiering.", "Berätta hur projektet finansieras.", "Vem godkänner ansökan internt?",
	"I cannot promise funding.", "Sitra decides whether you get the funding.", "Tell how your project will be funded.", "Who approves the batch?", "Luku on < 5 %.",
}

// attacks are promises in other words, found by trying to get past the table.
var attacks = []string{
	"Saatte esim. rahoituksen keväällä.", "Saatte mm. Sitran rahoituksen.", "Rahoitus, ts. avustus, on teidän.", "Hankkeenne on käytännössä rahoitettu.",
	"Raha tulee tilillenne keväällä.", "Sitra maksaa teille tämän.", "Olette saaneet rahoituksen.", "Teille on myönnetty tuki.", "Rahoituspäätös on teille myönteinen.",
	"Tuki on varma.", "Pääsette varmasti rahoituksen piiriin.", "Hakemus menee läpi.", "Onneksi olkoon, teidät on valittu rahoitettavaksi.", "Rahoitus on enää muodollisuus.",
	"Ni får t.ex. finansiering i vår.", "Finansieringen, dvs. bidraget, är ert.", "Pengarna kommer till er i vår.", "Sitra betalar det här åt er.", "Ni har fått finansiering.",
	"Ni har beviljats stöd.", "Stödet är säkert.", "Er ansökan går igenom.", "Gratulerar, ni har valts ut för finansiering.", "Finansieringen är bara en formalitet.",
	"Beslutet om finansiering är positivt för er.", "Projektet blir finansierat.",
	"You get e.g. the funding in spring.", "The funding, i.e. the grant, is yours.", "The money is coming to you in spring.", "Sitra pays for this.", "You have received the grant.",
	"Support has been granted to you.", "The funding is certain.", "Your application goes through.", "Congratulations, you have been selected for funding.", "Funding is just a formality.",
	"The funding decision is in your favour.", "We're funding your project.", "The grant has your name on it.", "You've got the money.",
}

// innocents are sentences that talk of money, tell of work or quote the memo.
var innocents = []string{
	"Tukea antaa tietohallinto.", "Säästö on 46 500 € vuodessa.", "Kirjasin, että säästö siirretään kotihoitoon.", "Kuka maksaa järjestelmän ylläpidon?", "Onko teille myönnetty muuta tukea?",
	"Mihin säästynyt raha käytetään?", "Sitran päätöksen jälkeen erä alkaa.", "Rahoitushakemus jätetään vasta, kun suunnitelma on valmis.", "Hyöty realisoidaan esim. henkilöstössä tai ostoissa.",
	"Erä hyväksytään, kun mittari on alle 10 vrk.", "Johtoryhmä on hyväksynyt linjauksen 2.3.2026.", "Budjetti varmistuu kunnanvaltuustossa.", "Toimittaja saa maksun tuloksesta.",
	"Vastuuhenkilöt on nimetty; jatketaan kyvykkyyksistä.",
	"Hur stor är besparingen i euro?", "Vem betalar för systemet?", "Har ni fått annat stöd?", "Ledningen har godkänt inriktningen.", "Stödet ges av IT-enheten.", "Etappen godkänns när väntetiden är under tio dagar.",
	"Besparingen används t.ex. för hemvården.", "Ansökan lämnas in först när planen är klar.", "Leverantören får betalt enligt resultat.", "Nämnden beviljar anslaget i november.", "Besparingen är säkrad i budgeten för 2027.",
	"Vad händer med pengarna som sparas?",
	"How large is the saving in euros?", "Who pays for the system?", "Have you received other support?", "Management has approved the focus.", "Support is given by the IT unit.",
	"The batch is approved when the waiting time is under ten days.", "The saving is used e.g. for home care.", "The application is handed in only when the plan is ready.", "The supplier gets paid by results.",
	"The board grants the appropriation in November.", "The saving has been secured in the budget for 2027.", "What happens to the money saved?", "You will get a summary at the end.", "Applications will be processed in two days.",
}

// TestAttacks counts what gets past the screen, and what it takes for a promise that is none.
func TestAttacks(t *testing.T) {
	missed, wronged := 0, 0
	for _, text := range attacks {
		s := newScreen()
		if said(s, "Kiitos. "+text+" Jatketaan.", 7); len(s.Findings()) == 0 {
			missed++
			t.Logf("said: %s", text)
		}
	}
	for _, text := range innocents {
		s := newScreen()
		if got := said(s, "Kiitos. "+text+" Jatketaan.", 7); len(s.Findings()) > 0 {
			wronged++
			t.Errorf("%q is said as %q", text, got)
		}
	}
	t.Logf("%d of %d promises are said, %d of %d other sentences are not", missed, len(attacks), wronged, len(innocents))
	if missed > len(attacks)/10 {
		t.Errorf("%d promises are said", missed)
	}
}

func TestPromises(t *testing.T) {
	for _, text := range promised {
		s := newScreen()
		if got := said(s, "Kiitos. "+text+" Jatketaan.", 7); !strings.HasPrefix(got, "Kiitos. Rahoituksesta päättää Sitra") || strings.Contains(got, text) || len(s.Findings()) != 1 {
			t.Errorf("%q is said as %q", text, got)
		}
	}
	for _, text := range harmless {
		s := newScreen()
		if got := said(s, text, 7); got != text || len(s.Findings()) != 0 {
			t.Errorf("%q is said as %q: %v", text, got, s.Findings())
		}
	}
}

func TestPromiseIsReplacedOnce(t *testing.T) {
	for lang, want := range map[plan.Lang]string{
		plan.FI: "Rahoituksesta päättää Sitra, enkä voi luvata sitä. ",
		plan.SV: "Sitra beslutar om finansieringen och jag kan inte lova den. ",
		plan.EN: "Sitra decides on the funding, and I cannot promise it. ",
	} {
		s := &screen.Screen{Lang: lang}
		if got := said(s, "You will get the funding. Ni får finansieringen. Saatte rahoituksen.", 5); got != want || len(s.Findings()) != 3 {
			t.Errorf("%s: %q, %d findings; want %q and 3", lang, got, len(s.Findings()), want)
		}
	}
}

// TestKnowledgeIsNoPromise pins that no passage that an assistant may quote is changed.
func TestKnowledgeIsNoPromise(t *testing.T) {
	index, err := knowledge.Memo()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range index.Passages() {
		for _, lang := range plan.Langs {
			s := &screen.Screen{Lang: lang}
			text := p.Title.In(string(lang)) + ". " + p.Text.In(string(lang))
			if got := said(s, text, len(text)); got != text {
				t.Errorf("%s in %s: %+v", p.ID, lang, s.Findings())
			}
		}
	}
}

func TestHTMLAndLinks(t *testing.T) {
	for text, want := range map[string]string{
		"Hei <b>te</b>.":                              "Hei te.",
		"<script>alert(1)</script> Jatketaan.":        "alert(1) Jatketaan.",
		"<<b>img src=x onerror=y>":                    "img src=x onerror=y>",
		"<img src=x\nonerror=y>":                      "img src=x\nonerror=y>",
		"Lue https://www.sitra.fi/haku.":              "Lue https://www.sitra.fi/haku.",
		"Lue [haku](https://sitra.fi/haku) tästä.":    "Lue [haku](https://sitra.fi/haku) tästä.",
		"Lue [haku](https://example.org) tästä.":      "Lue haku tästä.",
		"Lue [haku](javascript:alert(1)) tästä.":      "Lue haku tästä.",
		"![kuva](https://sitra.fi/x.png) Katso.":      "kuva Katso.",
		"Katso www.example.org/x?y=1.":                "Katso (linkki poistettu).",
		"Katso https://sitra.fi@example.org/ heti.":   "Katso (linkki poistettu) heti.",
		"Katso https://sitra.fi.example.org/ heti.":   "Katso (linkki poistettu) heti.",
		"Katso //example.org/x heti.":                 "Katso (linkki poistettu) heti.",
		"Avaa data:text/html,x nyt.":                  "Avaa (linkki poistettu) nyt.",
		"Data: rekisteri. Tavoite 31.12.2026, 1/2.":   "Data: rekisteri. Tavoite 31.12.2026, 1/2.",
		"Kysyn kohdasta [[kpis[k1].target]] (arvio).": "Kysyn kohdasta [[kpis[k1].target]] (arvio).",
	} {
		if got := said(newScreen(), text, 3); got != want {
			t.Errorf("%q is said as %q, want %q", text, got, want)
		}
	}
}

// FuzzScreen holds that the pieces in which a text comes make no difference, and that
// nothing that a browser takes for a tag is left.
func FuzzScreen(f *testing.F) {
	for _, text := range append(promised, harmless...) {
		f.Add(text, 3)
	}
	f.Add(strings.Repeat("a", 1200)+" "+strings.Repeat("ä ", 700), 9)
	f.Add("<a <b>href='x'>![[x](https://example.org)](y)", 1)
	f.Fuzz(func(t *testing.T, text string, n int) {
		whole := said(newScreen(), text, max(1, len(text)))
		if got := said(newScreen(), text, max(1, n)); got != whole {
			t.Errorf("in pieces %q, whole %q", got, whole)
		}
		for i := range len(whole) - 1 {
			if c := whole[i+1] | ' '; whole[i] == '<' && c >= 'a' && c <= 'z' {
				t.Errorf("a tag may begin at %q", whole[i:])
			}
		}
	})
}
