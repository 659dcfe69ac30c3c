package reading

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// describe renders numbers for comparison: "noin 2-4 week/year<".
func describe(ns []Number) string {
	var out []string
	for _, n := range ns {
		var b strings.Builder
		if n.Approx {
			b.WriteString("~")
		}
		b.WriteString(n.Bound)
		b.WriteString(strconv.FormatFloat(tidy(n.Value), 'g', 6, 64))
		if n.High != 0 {
			b.WriteString("-" + strconv.FormatFloat(n.High, 'f', -1, 64))
		}
		if n.Ordinal {
			b.WriteString(".")
		}
		if n.Unit != "" {
			b.WriteString(" " + n.Unit)
		}
		if n.Per != "" {
			b.WriteString("/" + n.Per)
		}
		if n.Implied {
			b.WriteString("?")
		}
		out = append(out, b.String())
	}
	return strings.Join(out, "; ")
}

func checkNumbers(t *testing.T, lang Lang, table string) {
	t.Helper()
	for row := range strings.SplitSeq(strings.TrimSpace(table), "\n") {
		in, want, ok := strings.Cut(row, "=>")
		if !ok {
			t.Fatalf("bad row %q", row)
		}
		in, want = strings.TrimSpace(in), strings.TrimSpace(want)
		in = strings.NewReplacer(`\n`, "\n", "␣", "\u00a0", "⍽", "\u202f", "␠", "\u2009").Replace(in)
		if got := describe(Numbers(in, lang)); got != want {
			t.Errorf("Numbers(%q, %s) = %q, want %q", in, lang, got, want)
		}
	}
}

func TestNumbersFinnish(t *testing.T) {
	checkNumbers(t, FI, `
12,5 % => 12.5 %
12.5 % => 12.5 %
12,5% => 12.5 %
12,5 prosenttia => 12.5 %
50 %:iin => 50 %
1 200 € => 1200 eur
1␣200␣€ => 1200 eur
1⍽200 € => 1200 eur
1␠200␠€ => 1200 eur
1.200 => 1200
1.200 € => 1200 eur
1.234.567 euroa => 1.23457e+06 eur
1 234,50 € => 1234.5 eur
4,85 => 4.85
4,850 => 4.85
2 500 000 => 2.5e+06
0,5 => 0.5
0,25 htv => 0.25 fte
1,2 M€ => 1.2e+06 eur
1.2 M€ => 1.2e+06 eur
46 t€ => 46000 eur
46t€ => 46000 eur
46 k€ => 46000 eur
3 milj. euroa => 3e+06 eur
3 miljoonaa euroa => 3e+06 eur
2,5 miljoonan euron säästö => 2.5e+06 eur
46 tuhatta euroa => 46000 eur
1 mrd € => 1e+09 eur
€ 46 000 => 46000 eur
EUR 46 000 => 46000 eur
120 euroa/kk => 120 eur/month
46 500 € vuodessa => 46500 eur/year
46 500 €/v => 46500 eur/year
12 h/vko => 12 h/week
24 vrk => 24 d
10 min => 10 min
75 minuuttia => 75 min
3 päivää => 3 d
3 työpäivää => 3 d
2 viikkoa => 2 week
2 vk => 2 week
2 vko => 2 week
6 kk => 6 month
6 kuukautta => 6 month
4 vuotta => 4 year
4 v => 4 year
1,8 htv => 1.8 fte
1,8 henkilötyövuotta => 1.8 fte
5 htp => 5 person_day
kaksi viikkoa => 2 week
kahden viikon => 2 week
kahdessa viikossa => 2 week
kahteen viikkoon => 2 week
viidestä päivästä => 5 d
seitsemässä päivässä => 7 d
kymmenen minuuttia => 10 min
kahdeksan => 8
yhdeksän => 9
yksitoista päivää => 11 d
kaksikymmentä => 20
kaksikymmentäviisi prosenttia => 25 %
kahdenkymmenenviiden prosentin => 25 %
kolmekymmentä => 30
sata => 100
satakaksikymmentä päivää => 120 d
kaksisataa => 200
kaksisataaviisikymmentä => 250
tuhat euroa => 1000 eur
kaksituhatta => 2000
kaksi tuhatta => 2000
viisitoistatuhatta euroa => 15000 eur
puolitoista tuntia => 1.5 h
puolentoista tunnin => 1.5 h
puoli tuntia => 0.5 h
puolen tunnin tilannekatsaus => 0.5 h
kaksi ja puoli tuntia => 2.5 h
tunti ja vartti => 75 min
tunnin ja vartin => 75 min
vartti => 15 min
kolme varttia => 45 min
1 h 15 min => 75 min
1 tunti 15 minuuttia => 75 min
2 tuntia ja 30 minuuttia => 150 min
kaksi tuntia ja vartti => 135 min
vuosi ja kolme kuukautta => 15 month
viikon => 1 week?
kestää kuukauden => 1 month?
kuukauden lopussa => 
viikon välein => 
lyhenee kolmasosaan => 0.333333 share
kolmanneksen vähemmän => 0.333333 share
viidesosa => 0.2 share
kaksi kolmasosaa => 0.666667 share
kolme neljäsosaa => 0.75 share
neljänneksen => 0.25 share
neljännesvuosittain => 
puolet hakemuksista => 0.5 share
puolivuosittain => 
kymmenesosa => 0.1 share
1/3 hakemuksista => 0.333333 share
tusina => 12 count
pari viikkoa => ~2 week
parikymmentä => ~20
kypsyys on kakkonen => 2
2–4 viikkoa => 2-4 week
2-4 viikkoa => 2-4 week
2 – 4 viikkoa => 2-4 week
2−4 viikkoa => 2-4 week
2…4 viikkoa => 2-4 week
10–15 % => 10-15 %
1 000–1 200 hakemusta => 1000-1200 count
noin 2 150 hakemusta vuodessa => ~2150 count/year
n. 300 päätöstä => ~300 count
n. 2 150 hakemusta => ~2150 count
ca 50 € => ~50 eur
suunnilleen viisi päivää => ~5 d
lähes 40 % => ~40 %
~ 40 % => ~40 %
alle 15 vrk => <15 d
yli 50 hakemusta => >50 count
enintään 4 viikkoa => <=4 week
vähintään kolme => >=3
24 → 10 vrk => 24 d; 10 d
24:stä 10 vuorokauteen => 24 d; 10 d
52 %:sta 62,5 %:iin => 52 %; 62.5 %
-5 % => -5 %
−5 % => -5 %
kolmas mittari => 3.
ensimmäisessä vaiheessa => 1.
4-viikkoinen erä => 4 week
kaksiviikkoinen otos => 2 week
nelivuotinen => 4 year
31.12.2025 => 
vuonna 2025 => 
huoltajakysely 2025 => 
30.6.2027 asti 24 vrk => 24 d
KPI 2 => 
mittari 2 on 24 vrk => 24 d
mittari 24 vrk => 24 d
kriteerit 1 ja 2 => 
s. 12 => 
5 § => 
luku 3 => 
klo 9.30 => 
klo 12 => 
kello 14:30 => 
dnro 123/45/2026 => 
Covid-19 => 
WCAG 2.1 => 
puh. 040 1234567 => 
FI21 1234 5600 0007 85 => 
131052-308T => 
versio 1.2.3 => 
maturiteetti 2, kriittisyys 5 => 2; 5
Tiedonhallinta 3 ja 4 => 3; 4
DevOps 2 ja 2 => 2; 2
2050 hakemusta vuodessa => 2050 count/year
2000 € => 2000 eur
2 prosenttiyksikköä => 2 pp
2 %-yksikköä => 2 pp
12 /1000 tapausta => 12 per_1000
12/1000 tapausta => 12 per_1000
3 kpl => 3 count
3 kpl/kvartaali => 3 count/quarter
75 minuuttja => 75 min
kaksi viikkao => 2 week
12 uutta tiimiä => 12 count
12 hakemusta viikossa => 12 count/week
nolla => 0
0 € => 0 eur
5 000 000 € => 5e+06 eur
100 000 => 100000
10 min ja 3 vrk => 10 min; 3 d
8 min / hakemus => 8 min
37,5 min hakemusta kohti => 37.5 min
1,5–2 h => 1.5-2 h
yhdessä kuntien kanssa => 
yhden viikon => 1 week
viikolla 24 => 
100 % => 100 %
99,95 % => 99.95 %
satoja => 
8 % -> 3 % => 8 %; 3 %
1 250:stä 700:aan kuukaudessa => 1250; 700 count/month
12 kuukaudessa => 12 month
kuusikymmentä => 60
kuudessakymmenessä => 60
viidensadan => 500
miljoona euroa => 1e+06 eur
kaksi miljoonaa euroa => 2e+06 eur
½ päivää => 0.5 d
tavoite on 10. Mittaus => 10
seitsemän eli 7 vrk, ei kymmenen => 7; 7 d; 10
`)
}

func TestNumbersSwedish(t *testing.T) {
	checkNumbers(t, SV, `
12,5 % => 12.5 %
12,5 procent => 12.5 %
1 200 € => 1200 eur
1.200 euro => 1200 eur
640 000 besök per år => 640000 count/year
380 000 € per år => 380000 eur/year
380 000 euro om året => 380000 eur/year
3 milj. euro => 3e+06 eur
2 miljoner euro => 2e+06 eur
1,2 M€ => 1.2e+06 eur
12 årsverken => 12 fte
12 arsverken => 12 fte
ett årsverke => 1 fte?
två veckor => 2 week
tre veckor från 8.6.2026 => 3 week
tjugofem procent => 25 %
tjugo fem => 25
etthundratjugo => 120
hundra => 100
tvåhundrafemtio => 250
två hundra => 200
tvåtusen => 2000
två tusen euro => 2000 eur
fem tusen => 5000
en dag => 1 d?
en halv dag => 0.5 d
ett halvt år => 0.5 year
en och en halv timme => 1.5 h
ett och ett halvt år => 1.5 year
två och en halv vecka => 2.5 week
halvannan timme => 1.5 h
en timme och en kvart => 75 min
en kvart => 15 min
tre kvart => 45 min
halvtimme => 30 min
en femtedel => 0.2 share
tre fjärdedelar => 0.75 share
två tredjedelar => 0.666667 share
en tredjedel => 0.333333 share
en tiondel av tiden => 0.1 share
hälften av besöken => 0.5 share
ett dussin => 12
ett par veckor => ~2 week
2–4 veckor => 2-4 week
två till fyra veckor => 2-4 week
från 24 till 10 dygn => 24 d; 10 d
ungefär 640 000 => ~640000
cirka 5 dagar => ~5 d
ca. 5 dagar => ~5 d
drygt 100 => ~100
under 8 minuter => <8 min
högst fyra veckor => <=4 week
minst tre => >=3
över 50 % => >50 %
första siffran => 1.
3:e gången => 3.
varje team sin rutt => 
varje datamängd har en ägare => 
i två team => 2 count
2-veckors period => 2 week
fyraårig => 4 year
kl. 12 => 
kl. 9.30 => 
kapitel 3 => 
s. 12 => 
nyckeltal 2 => 
den 31.3.2026 => 
utgången av 2027 => 
0,1 dagar => 0.1 d
12 dagar i veckan => 12 d/week
9,6 min => 9.6 min
40 min per rutt => 40 min
14 % av besöken => 14 %
5 procentenheter => 5 pp
sex månader => 6 month
tolv månader => 12 month
arton => 18
sjuttiosju => 77
åttio => 80
attio => 80
2 tim 15 min => 135 min
10 st => 10 count
vecka 24 => 
3 av 4 => 3; 4
inte 10 utan 7 => 10; 7
2 år och 6 månader => 30 month
8 min och en dag => 8 min; 1 d?
35 min och 1 dag => 35 min; 1 d
två andra team => 2 count
`)
}

func TestNumbersEnglish(t *testing.T) {
	checkNumbers(t, EN, `
12.5 % => 12.5 %
12.5% => 12.5 %
12,5 % => 12.5 %
12.5 per cent => 12.5 %
4,850 => 4850
4,850 applications => 4850 count
4,85 => 4.85
4.850 => 4.85
1,200,000 => 1.2e+06
1,234.56 => 1234.56
€46,000 => 46000 eur
€ 46,000 a year => 46000 eur/year
EUR 46,000 => 46000 eur
€1.2m => 1.2e+06 eur
1.2 million euros => 1.2e+06 eur
46k€ => 46000 eur
€46k => 46000 eur
twenty-five => 25
twenty five percent => 25 %
one hundred and twenty days => 120 d
two hundred => 200
a hundred => 100
two thousand five hundred => 2500
fifteen thousand euros => 15000 eur
a quarter => 0.25 share
by a quarter => 0.25 share
three quarters => 0.75 share
two thirds => 0.666667 share
two-thirds of cases => 0.666667 share
a third of the staff => 0.333333 share
one fifth => 0.2 share
half of the time => 0.5 share
half an hour => 0.5 h
half a day => 0.5 d
half a million euros a year => 500000 eur/year
one and a half days => 1.5 d
two and a half hours => 2.5 h
an hour and a half => 90 min
an hour and a quarter => 75 min
a quarter of an hour => 0.25 h
an hour => 1 h?
a year => 1 year?
a dozen => 12
half a dozen => 6
a couple of weeks => ~2 week
2-4 weeks => 2-4 week
2 to 4 weeks => 2-4 week
from 24 to 10 days => 24 d; 10 d
about 2,150 applications a year => ~2150 count/year
roughly 300 => ~300
around 40% => ~40 %
less than 15 days => <15 d
at most four weeks => <=4 week
more than 50 => >50
at least 3 => >=3
1.8 FTE => 1.8 fte
1.8 FTEs => 1.8 fte
3 person-years => 3 fte
3 person years => 3 fte
12 working days => 12 d
first batch => 1.
the 2nd indicator => 2.
second => 2.
30 seconds => 30 s
two-week sprint => 2 week
a 2-week batch => 2 week
KPI 2 => 
page 12 => 
criterion 5 => 
WCAG 2.1 => 
9 am => 
at 14:30 => 
30 June 2027 => 
June 30, 2027 => 
by the end of 2026 => 
in 2025 => 
no one => 
this one is ours => 
one team => 1 count
12 cases per month => 12 count/month
5 percentage points => 5 pp
3 per 1000 cases => 3 per_1000
1h15 => 
1 hour 15 minutes => 75 min
1 h 15 min => 75 min
two hours and 10 minutes => 130 min
10 min and 3 days => 10 min; 3 d
zero => 0
maturity 2, criticality 5 => 2; 5
ISO 27001 => 
Covid-19 => 
not 10 but 7 => 10; 7
once a quarter => 
every quarter => 
third quarter of 2026 => 
24 → 10 days => 24 d; 10 d
`)
}

func TestNumberOffsets(t *testing.T) {
	in := "Säästö on noin 46 500 € vuodessa, ei 12 kk."
	var got []string
	for _, n := range Numbers(in, FI) {
		got = append(got, fmt.Sprintf("%s|%s", in[n.Start:n.End], n.UnitText))
	}
	want := "46 500 € vuodessa|€ vuodessa,12 kk|kk"
	if g := strings.Join(got, ","); g != want {
		t.Errorf("got %q, want %q", g, want)
	}
}

func TestConvert(t *testing.T) {
	tests := []struct {
		v        float64
		from, to string
		want     float64
		ok       bool
	}{
		{2, "h", "min", 120, true}, {75, "min", "h", 1.25, true}, {3, "week", "d", 21, true}, {21, "vrk", "viikkoa", 3, true}, {2, "tuntia", "min", 120, true},
		{2, "h", "d", 2. / 24, true}, {1, "year", "month", 12, true}, {18, "kk", "v", 1.5, true}, {0.2, "share", "%", 20, true}, {25, "%", "share", 0.25, true},
		{46, "keur", "eur", 46000, true}, {1.2, "meur", "€", 1.2e6, true}, {5, "min", "%", 0, false}, {5, "", "min", 0, false}, {3, "fte", "htv", 3, true},
		{12, "person_month", "fte", 1, true}, {7, "kpl", "count", 7, true},
	}
	for _, tt := range tests {
		got, ok := Convert(tt.v, tt.from, tt.to)
		if ok != tt.ok || ok && !equal(got, tt.want) && (got-tt.want > 1e-6 || tt.want-got > 1e-6) {
			t.Errorf("Convert(%v, %q, %q) = %v, %v; want %v, %v", tt.v, tt.from, tt.to, got, ok, tt.want, tt.ok)
		}
	}
}

func TestUnitCode(t *testing.T) {
	for in, want := range map[string]string{
		"vrk": UnitDay, "%": UnitPercent, "€ vuodessa": UnitEuro, "årsverken": UnitFTE, "henkilötyövuotta": UnitFTE, "min": UnitMinute, "days": UnitDay, "veckor": UnitWeek,
		"hakemusta vuodessa": "", "": "", "tunti": UnitHour, "prosenttia": UnitPercent, "kk": UnitMonth, "eur": UnitEuro, "person-years": UnitFTE, "kpl": UnitCount, "dygn": UnitDay,
	} {
		if got := UnitCode(in); got != want {
			t.Errorf("UnitCode(%q) = %q, want %q", in, got, want)
		}
	}
}
