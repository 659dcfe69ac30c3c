package reading

import (
	"strings"
	"testing"
)

func checkEnum(t *testing.T, set string, lang Lang, table string) {
	t.Helper()
	for row := range strings.SplitSeq(strings.TrimSpace(table), "\n") {
		in, want, ok := strings.Cut(row, "=>")
		if !ok {
			t.Fatalf("bad row %q", row)
		}
		in, want = strings.TrimSpace(in), strings.TrimSpace(want)
		var out []string
		for _, m := range Enum(set, in, lang) {
			if m.Start < 0 || m.End > len(in) || m.Start >= m.End {
				t.Errorf("Enum(%q): bad range %d..%d", in, m.Start, m.End)
			}
			out = append(out, m.Value)
		}
		if got := strings.Join(out, " "); got != want {
			t.Errorf("Enum(%s, %q, %s) = %q, want %q", set, in, lang, got, want)
		}
	}
}

func TestEnumSector(t *testing.T) {
	checkEnum(t, "sector", FI, `
Hiidenlammen kunnasta => municipality
Koivurannan kaupunki => municipality
koivurannan kaupungilta => municipality
Keski-Savon hyvinvointialueelta => wellbeing_county
hyvinvontialue => wellbeing_county
Lupavirasto => state_agency
Verohallinto => state_agency
sisäministeriössä => state_agency
Digi- ja väestötietovirasto => state_agency
ministeriöstä => state_agency
Tampereen yliopistossa => university
ammattikorkeakoulusta => university
seurakuntayhtymä => other_public
lautakunta => 
`)
	checkEnum(t, "sector", SV, `
Skärgårdens välfärdsområde => wellbeing_county
Vasa stad => municipality
Malax kommun => municipality
Skatteförvaltningen => state_agency
Åbo universitet => university
`)
	checkEnum(t, "sector", EN, `
Lakeside municipality => municipality
the wellbeing services county of Pirkanmaa => wellbeing_county
Finnish Tax Administration => state_agency
the University of Turku => university
`)
}

func TestEnumFrequency(t *testing.T) {
	checkEnum(t, "frequency", FI, `
Mitataan viikoittain aikaleimoista => weekly
viikottain => weekly
joka viikko => weekly
kerran viikossa => weekly
päivittäin => daily
paivittain => daily
kuukausittain => monthly
kerran kuukaudessa => monthly
Neljännesvuosittain kahden viikon työaikaotos => quarterly
kvartaaleittain => quarterly
vuosineljänneksittäin => quarterly
kerran neljännesvuodessa => quarterly
vuosittain => yearly
kerran vuodessa => yearly
kuukausitain => monthly
puolivuosittain => 
viikon kuluttua => 
joka kuukausi tai joka kvartaali => monthly quarterly
`)
	checkEnum(t, "frequency", SV, `
varje vecka => weekly
en gång i veckan => weekly
varje månad ur fordonsloggen => monthly
månadsvis => monthly
kvartalsvis => quarterly
varje kvartal => quarterly
dagligen => daily
varje dag => daily
årligen => yearly
varje halvår => 
manadsvis => monthly
`)
	checkEnum(t, "frequency", EN, `
measured weekly => weekly
every month => monthly
once a quarter => quarterly
annually => yearly
daily => daily
montly => monthly
`)
}

func TestEnumWorkItem(t *testing.T) {
	checkEnum(t, "work_item", FI, `
Avainmittarit: omistaja Kaasalainen => kpis
Etenemispäätökset: omistaja Viitanen => progress_decisions
Hyödyn realisointi => benefit_realisation
hyötyjen realisoinnista => benefit_realisation
Tekoälymallin hyväksyy => ai_model_approval
Johdon työpöytä => dashboard
Hankintasopimukset => procurement
hankinnoista vastaa => procurement
Saavutettavuusvaatimukset => accessibility
datan laadusta => data_quality
tiedon laatu => data_quality
yhteistyö => cooperation
avainmittrit => kpis
etenemispaatokset => progress_decisions
`)
	checkEnum(t, "work_item", SV, `
Nyckeltalen: ansvarig Sandholm => kpis
Framskridandet: ansvarig Nyholm => progress_decisions
Nyttan: ansvarig Sandholm => benefit_realisation
Upphandlingen => procurement
Ledningens arbetsbord => dashboard
Tillgängligheten => accessibility
Datakvaliteten => data_quality
samarbetet => cooperation
godkännande av AI-modeller => ai_model_approval
`)
	checkEnum(t, "work_item", EN, `
KPIs => kpis
progress decisions => progress_decisions
benefit realisation => benefit_realisation
the dashboard => dashboard
procurement contracts => procurement
AI model approval => ai_model_approval
accessibility => accessibility
data quality => data_quality
`)
}

func TestEnumCapability(t *testing.T) {
	checkEnum(t, "capability", FI, `
Käyttöönottokyky: maturiteetti 2 => adoption
kayttoonottokyky => adoption
Tiedonhallinta 3 ja 4 => information_management
tiedonhallinnan => information_management
DevOps 2 ja 2 => devops
muutosjohtaminen => adoption
mittaaminen ja auditointi => measurement
riskit => risk
riskienhallinta => risk
hankintaosaaminen => procurement
arkkitehtuuri => architecture
käytettävyys => usability
projektijohtaminen => service_leadership
palvelu- ja projektijohtaminen => service_leadership
kyky johtaa palveluja ja projekteja => service_leadership
toiminnan johtaminen => business_leadership
tidonhallinta => information_management
kyky johtaa palveluja ja projekteja => service_leadership
kyky hallita tietoa => information_management
kyky johtaa muutosta => adoption
`)
	checkEnum(t, "capability", SV, `
Ibruktagande: mognad 2 => adoption
Mätning: mognad 3 => measurement
informationshantering => information_management
upphandling => procurement
användbarhet => usability
förändringsledning => adoption
projektledning => service_leadership
förmågan att leda tjänster och projekt => service_leadership
arkitektur => architecture
risker => risk
Förmågan att leda tjänster och projekt => service_leadership
förmågan att leda förändringar => adoption
förmågan att hantera information => information_management
förmågan att upphandla => procurement
`)
	checkEnum(t, "capability", EN, `
change management => adoption
information management => information_management
architecture => architecture
procurement => procurement
usability => usability
project management => service_leadership
leadership => business_leadership
risk management => risk
measurement => measurement
our ability to run services and projects => service_leadership
leading change => adoption
managing information => information_management
`)
}

func TestEnumChange(t *testing.T) {
	checkEnum(t, "change", FI, `
(automatisoidaan) => automate
(uudistetaan) => redesign
poistetaan => eliminate
poistuu kokonaan => eliminate
säilyy ennallaan => keep
pidetään => keep
suunnitellaan uudelleen => redesign
automaattinen => automate
automatisodaan => automate
luovutaan => eliminate
`)
	checkEnum(t, "change", SV, `
(behålls) => keep
(automatiseras) => automate
(förnyas) => redesign
slopas => eliminate
tas bort => eliminate
görs om => redesign
fornyas => redesign
`)
	checkEnum(t, "change", EN, `
kept => keep
automated => automate
redesigned => redesign
removed => eliminate
eliminated => eliminate
stays as is => keep
`)
}

func TestEnumRest(t *testing.T) {
	checkEnum(t, "realisation_target", FI, `
Johtajien työaikaa siirtyy => staff
1,8 henkilötyövuotta => staff
Säästö kirjataan käyttötalousennusteeseen => budget
ostopalvelut vähenevät => purchases
lisenssit => purchases
vanha toimintamalli ajetaan alas => old_model
tulossopimuksiin => incentives
yhteinen työpöytä => dashboard
`)
	checkEnum(t, "realisation_target", SV, `
21 årsverken => staff
Köpta tjänster minskar => purchases
köptjänsterna => purchases
budgeten => budget
gamla blanketterna => old_model
`)
	checkEnum(t, "decision_model", FI, `
Ketterä malli => agile
ketterästi => agile
porttimalli => gate
Scale-up => scaleup
OKR => okr
lean startup => startup
portti ja OKR => gate okr
scrum => agile
`)
	checkEnum(t, "decision_model", SV, `
Scale-up: lösningen är bevisad => scaleup
grindmodell => gate
agil modell => agile
`)
	checkEnum(t, "decision_model", EN, `
stage-gate => gate
agile => agile
start-up => startup
scaling => scaleup
`)
	checkEnum(t, "data_quality", FI, `
luokka C => C
laatu: B => B
(A) => A
laatuluokka b => B
luokassa A => A
C, koska => C
`)
	checkEnum(t, "data_quality", SV, "klass B => B\nkvalitet a => A")
	checkEnum(t, "data_quality", EN, "class C => C\nA person => \nquality: A => A")
	checkEnum(t, "direction", FI, "lyhenee => decrease\nkasvaa => increase\nvähenee 50 % => decrease\nnousee => increase\npuolittuu => decrease")
	checkEnum(t, "direction", SV, "ökar med en femtedel => increase\nminskar => decrease")
	checkEnum(t, "direction", EN, "increases => increase\nreduced => decrease")
}

func TestEnumBool(t *testing.T) {
	checkEnum(t, "bool", FI, `
Kyllä => yes
Yrityksiin ei ole yhteyttä => no
emme sitoudu => no no
sitoudumme => yes
Toimintamalliin on tutustuttu ja sitä noudatetaan => yes yes
ei => no
joo => yes
ilman yhteyttä => no
`)
	checkEnum(t, "bool", SV, `
ja => yes
nej => no
vi förbinder oss inte => no no
Vi har bekantat oss med modellen och följer den => yes yes
ingen koppling => no
`)
	checkEnum(t, "bool", EN, `
yes => yes
no => no
we don't commit => no no
we commit to it => yes
there is no link => no
`)
}

func TestSets(t *testing.T) {
	want := "bool capability change company data_quality decision_model direction frequency moment realisation_target sector work_item"
	if got := strings.Join(Sets(), " "); got != want {
		t.Errorf("Sets() = %q, want %q", got, want)
	}
	if got := Enum("nonsense", "text", FI); got != nil {
		t.Errorf("unknown set gives %v", got)
	}
}
