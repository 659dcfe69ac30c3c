package reading

import (
	"strings"
	"testing"
	"time"
)

var testToday = time.Date(2026, 3, 16, 0, 0, 0, 0, time.UTC)

func checkDates(t *testing.T, lang Lang, table string) {
	t.Helper()
	for row := range strings.SplitSeq(strings.TrimSpace(table), "\n") {
		in, want, ok := strings.Cut(row, "=>")
		if !ok {
			t.Fatalf("bad row %q", row)
		}
		in, want = strings.TrimSpace(in), strings.TrimSpace(want)
		var out []string
		for _, d := range Dates(in, lang, testToday) {
			s := d.ISO
			if d.Role != "" {
				s += " " + string(d.Role)
			}
			if d.Inferred {
				s += "?"
			}
			out = append(out, s)
		}
		if got := strings.Join(out, "; "); got != want {
			t.Errorf("Dates(%q, %s) = %q, want %q", in, lang, got, want)
		}
	}
}

func TestDatesFinnish(t *testing.T) {
	checkDates(t, FI, `
31.12.2025 => 2025-12-31
31. 12. 2025 => 2025-12-31
1.6.–31.12.2026 => 2026-06-01 start; 2026-12-31 end
5.–30.10.2026 => 2026-10-05 start; 2026-10-30 end
1.6.-31.12.2026 => 2026-06-01 start; 2026-12-31 end
1.11.–31.3.2027 => 2026-11-01 start; 2027-03-31 end
1.4.2026–30.6.2027 => 2026-04-01 start; 2027-06-30 end
2026-03-31 => 2026-03-31
2026–03–31 => 2026-03-31
31.12.25 => 2025-12-31
30/06/2027 => 2027-06-30
6/2026 => 2026-06
06/2026 => 2026-06
30. kesäkuuta 2027 => 2027-06-30
30. kesäkuuta 2027 mennessä => 2027-06-30 deadline
kesäkuun 30. päivänä 2027 => 2027-06-30
kesäkuun 30. päivään 2027 mennessä => 2027-06-30 deadline
tammikuun 2026 lopussa => 2026-01-31
tammikuun lopussa 2026 => 2026-01-31
huhtikuun 2026 alusta => 2026-04-01 start
huhtikuun alusta 2026 => 2026-04-01 start
helmikuun 2028 loppuun mennessä => 2028-02-29 deadline
maaliskuun 2026 viimeisenä päivänä => 2026-03-31
vuoden 2026 loppuun mennessä => 2026-12-31 deadline
vuoden 2026 loppuun => 2026-12-31 end
vuoden 2026 lopussa => 2026-12-31
vuoden 2027 alusta => 2027-01-01 start
vuoden 2027 alusta lähtien => 2027-01-01 start
vuonna 2026 => 2026
vuodesta 2026 => 2026-01-01 start
vuoteen 2027 mennessä => 2027-12-31 deadline
vuoden 2026 puolivälissä => 2026-06-30
kesäkuussa 2026 => 2026-06
kesäkuu 2026 => 2026-06
kesäkuusta 2026 alkaen => 2026-06-01 start
kesäkuusta 2026 => 2026-06-01 start
kesäkuuhun 2027 mennessä => 2027-06-30 deadline
kesäkuuhun 2027 asti => 2027-06-30 end
vuoden 2026 tammikuussa => 2026-01
Q3/2026 => 2026-09-30
Q3 2026 => 2026-09-30
2026 Q3 => 2026-09-30
alkaen Q3/2026 => 2026-07-01 start
Q3/2026 alkaen => 2026-07-01 start
Q3/2026 mennessä => 2026-09-30 deadline
kolmannella neljänneksellä 2026 => 2026-09-30
vuoden 2026 kolmannella neljänneksellä => 2026-09-30
vuoden 2026 ensimmäisellä puoliskolla => 2026-06-30
2. neljännes 2026 => 2026-06-30
3. kvartaali 2026 => 2026-09-30
keväällä 2026 => 2026-05-31
syksyllä 2026 => 2026-11-30
syksystä 2026 alkaen => 2026-09-01 start
alkuvuodesta 2027 => 2027-01-01 start
loppuvuodesta 2026 => 2026-10-01 start
ensi vuoden lopussa => 2027-12-31
ensi vuoden loppuun mennessä => 2027-12-31 deadline
ensi vuonna => 2027
viime vuonna => 2025
viime vuoden lopussa => 2025-12-31
tämän vuoden loppuun => 2026-12-31 end
kuluvan vuoden lopussa => 2026-12-31
ensi vuoden maaliskuussa => 2027-03
ensi kuussa => 2026-04
ensi kuun lopussa => 2026-04-30
vuoden loppuun mennessä => 2026-12-31 deadline?
tänään => 2026-03-16
kahden viikon kuluttua => 2026-03-30
kuuden kuukauden kuluttua => 2026-09-16
vuoden kuluttua => 2027-03-16
24 vrk 31.12.2025 => 2025-12-31
oli 24 vrk 31.12.2025, tavoite 7 vrk 31.3.2027 => 2025-12-31 asof; 2027-03-31 deadline
1.4.2026 alkaen => 2026-04-01 start
1.4.2026 alkean => 2026-04-01 start
30.6.2027 asti => 2027-06-30 end
30.6.2027 saakka => 2027-06-30 end
30.6.2027 mennessä => 2027-06-30 deadline
viimeistään 30.6.2027 => 2027-06-30 deadline
ennen 30.6.2027 => 2027-06-30 deadline
ennen vuotta 2027 => 2026-12-31 deadline
alkaa 1.4.2026 ja päättyy 30.6.2027 => 2026-04-01 start; 2027-06-30 end
kaksi viikkoa 13.4.2026 alkaen => 2026-04-13 start
30.9. => 2026-09-30?
viikolla 24/2026 => 2026-06-08
viikolla 24 => 2026-06-08?
maaliskuun hakemuksiin => 2026-03?
vuosina 2026–2027 => 2026-01-01 start; 2027-12-31 end
touko-kesäkuussa 2026 => 2026-06-30
huoltajakysely 2025 => 2025
ohje 5.5.2025 => 2025-05-05
2 150 hakemusta => 
2050 hakemusta vuodessa => 
1.2.3 => 
10.30 => 
klo 9.30 => 
kohta 1.2 => 
12.5 % => 
s. 12 => 
31.2.2026 => 
vuodenvaihteessa 2026–2027 => 2026-12-31
TAMMIKUUN 2026 LOPUSSA => 2026-01-31
tammikuun 2026 lopusas => 2026-01-31
kuukauden lopussa => 
tavoite on 7. Mitataan 31.3.2027 => 2027-03-31
1. vaihe alkaa toukokuussa 2026 => 2026-05-01 start
dnro 45/2026 => 
`)
}

func TestDatesSwedish(t *testing.T) {
	checkDates(t, SV, `
31.12.2025 => 2025-12-31
den 31.3.2026 => 2026-03-31
den 30 juni 2027 => 2027-06-30
30 juni 2027 => 2027-06-30
senast den 30 juni 2027 => 2027-06-30 deadline
senast 30.6.2027 => 2027-06-30 deadline
från 8.6.2026 => 2026-06-08 start
från och med april 2026 => 2026-04-01 start
från och med den 1 april 2026 => 2026-04-01 start
fr.o.m. 1.4.2026 => 2026-04-01 start
till och med 31.12.2026 => 2026-12-31 end
t.o.m. 31.12.2026 => 2026-12-31 end
till 31.12.2026 => 2026-12-31 end
1.6–31.12.2026 => 2026-12-31
1.6.2026–31.12.2026 => 2026-06-01 start; 2026-12-31 end
från 1.6.2026 till 31.12.2027 => 2026-06-01 start; 2027-12-31 end
i slutet av mars 2026 => 2026-03-31
den sista mars 2026 => 2026-03-31
den sista februari 2026 => 2026-02-28
sista augusti 2026 => 2026-08-31
den första april 2026 => 2026-04-01
den sista dagen av juni 2026 => 2026-06-30
i början av april 2026 => 2026-04-01
i mitten av juni 2026 => 2026-06-15
till utgången av 2027 => 2027-12-31 end
före utgången av 2027 => 2027-12-31 deadline
senast i slutet av 2026 => 2026-12-31 deadline
i slutet av år 2026 => 2026-12-31
i slutet av 2025 var den 30 dygn => 2025-12-31
vid halvårsskiftet 2028 => 2028-06-30
utgången av mars 2027 => 2027-03-31
mars 2026 => 2026-03
i juni 2026 => 2026-06
år 2026 => 2026
under 2026 => 2026
från 2027 => 2027-01-01 start
tredje kvartalet 2026 => 2026-09-30
Q3/2026 => 2026-09-30
från Q3 2026 => 2026-07-01 start
första halvåret 2026 => 2026-06-30
våren 2026 => 2026-05-31
hösten 2026 => 2026-11-30
nästa år => 2027
i slutet av nästa år => 2027-12-31
i år => 2026
förra året => 2025
vid årsskiftet 2026–2027 => 2026-12-31
årets slut => 2026-12-31?
om två år => 2028-03-16
om sex månader => 2026-09-16
idag => 2026-03-16
i dag => 2026-03-16
vecka 24/2026 => 2026-06-08
klientenkäten 2025 => 2025
från klientenkäten 2025 => 2025
dataanvisningen 2025 => 2025
9,6 min 28.2.2026 och 7,5 min som mål 31.12.2027 => 2026-02-28; 2027-12-31 deadline
var 52 % den 31.3.2026 och ska bli 62,5 % senast 30.6.2027 => 2026-03-31 asof; 2027-06-30 deadline
börjar 1.6.2026 => 2026-06-01 start
14 % av besöken => 
maj 2026 => 2026-05
i maj 2026 => 2026-05
15 maj => 2026-05-15?
varje månad => 
`)
}

func TestDatesEnglish(t *testing.T) {
	checkDates(t, EN, `
30 June 2027 => 2027-06-30
June 30, 2027 => 2027-06-30
June 30 2027 => 2027-06-30
30th of June 2027 => 2027-06-30
30th June 2027 => 2027-06-30
30 Jun 2027 => 2027-06-30
Jun. 30, 2027 => 2027-06-30
30/06/2027 => 2027-06-30
06/30/2027 => 2027-06-30
2027-06-30 => 2027-06-30
31.12.2025 => 2025-12-31
by 30 June 2027 => 2027-06-30 deadline
no later than 30 June 2027 => 2027-06-30 deadline
from 1 April 2026 to 30 June 2027 => 2026-04-01 start; 2027-06-30 end
1 April 2026 – 30 June 2027 => 2026-04-01 start; 2027-06-30 end
since January 2026 => 2026-01-01 start
starting April 2026 => 2026-04-01 start
starts on 1 April 2026 => 2026-04-01 start
until the end of 2027 => 2027-12-31 end
by the end of 2026 => 2026-12-31 deadline
by the end of June 2026 => 2026-06-30 deadline
at the end of January 2026 => 2026-01-31
the beginning of 2027 => 2027-01-01
from the beginning of 2027 => 2027-01-01 start
mid-2026 => 2026-06-30
early 2026 => 2026-01-01
late 2026 => 2026-12-31
in June 2026 => 2026-06
June 2026 => 2026-06
by June 2027 => 2027-06-30 deadline
before 2027 => 2026-12-31 deadline
Q3/2026 => 2026-09-30
Q3 2026 => 2026-09-30
from Q3 2026 => 2026-07-01 start
the third quarter of 2026 => 2026-09-30
first half of 2026 => 2026-06-30
spring 2026 => 2026-05-31
next year => 2027
by the end of next year => 2027-12-31 deadline
this year => 2026
last year => 2025
by year-end => 2026-12-31 deadline?
19 days at the end of March => 2026-03-31?
at the close of May 12 %, target 8 % at the end of 2028 => 2025-05-31?; 2028-12-31 deadline
at year-end 2025 => 2025-12-31
5–30 October 2026 => 2026-10-05 start; 2026-10-30 end
six months from now => 2026-09-16
next month => 2026-04
today => 2026-03-16
in 2025 => 2025
parent survey 2025 => 2025
we may 2026 => 2026-05
it may take two weeks => 
it stood at 21 days at the end of March => 2026-03-31 asof?
the end of May => 2026-05-31?
the march of progress => 
in May 2026 => 2026-05
15 May => 2026-05-15?
week 24 of 2026 => 2026-06-08
was 24 days on 31 December 2025, target 7 days on 31 March 2027 => 2025-12-31 asof; 2027-03-31 deadline
4,850 applications => 
1,950 euros => 
handled in 2 days => 
`)
}

func TestPeriods(t *testing.T) {
	tests := []struct {
		lang Lang
		in   string
		want string
	}{
		{FI, "huhtikuun 2026 alusta 30.6.2027 asti", "2026-04-01..2027-06-30"},
		{FI, "1.6.–31.12.2026", "2026-06-01..2026-12-31"},
		{FI, "alkaa 1.4.2026 ja päättyy 30.6.2027", "2026-04-01..2027-06-30"},
		{FI, "vuosina 2026–2027", "2026-01-01..2027-12-31"},
		{FI, "kesäkuusta 2026 vuoden 2027 loppuun", "2026-06-01..2027-12-31"},
		{FI, "oli 24 vrk 31.12.2025, tavoite 7 vrk 31.3.2027", ""},
		{SV, "börjar 1.6.2026 och pågår till utgången av 2027", "2026-06-01..2027-12-31"},
		{SV, "1.1.2026–31.12.2027", "2026-01-01..2027-12-31"},
		{EN, "from 1 April 2026 to 30 June 2027", "2026-04-01..2027-06-30"},
		{EN, "from April 2026 until the end of 2027", "2026-04-01..2027-12-31"},
		{EN, "in Q3 2026", "2026-07-01..2026-09-30"},
	}
	for _, tt := range tests {
		var got []string
		for _, p := range Periods(tt.in, tt.lang, testToday) {
			got = append(got, p.From+".."+p.To)
		}
		if g := strings.Join(got, "; "); g != tt.want {
			t.Errorf("Periods(%q) = %q, want %q", tt.in, g, tt.want)
		}
	}
}
