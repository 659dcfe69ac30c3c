package reading

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"luonnos/tools/plan"
	"pgregory.net/rapid"
)

// readAll runs every reader on s.
func readAll(s string, lang Lang) {
	known := []string{"Outi Kaasalainen", "Ari Nevalainen"}
	Normalize(s)
	FindQuote(s, "viikko")
	Tokens(s, lang)
	Sentences(s)
	Clauses(s)
	Numbers(s, lang)
	Dates(s, lang, testToday)
	Periods(s, lang, testToday)
	People(s, lang, known)
	Parties(s, lang, known)
	PartyList(s, lang, known)
	RACIRole(s, lang)
	for _, set := range Sets() {
		Enum(set, s, lang)
	}
	ContentWords(s, lang)
	Covered(s, s, lang)
	MaskIdentityCodes(s)
	UnitCode(s)
}

var hostile = map[string]string{
	"digits": "1", "commas": ",", "brackets": "([{", "closing": ")]}", "dots": ".", "dashes": "-", "numbers": "1 ", "thousands": " 000", "dates": "1.1.2026 ", "halves": "1.", "years": "2026 ",
	"letters": "a", "capitals": "A", "names": "Aho ", "hyphens": "a-", "colons": "a:", "points": "a.b", "kaksi": "kaksi", "kymmenta": "kymmentä", "yksi ": "yksi ", "ja": "ja ",
	"units": "1 xviikko ", "och": "en och ", "hundra": "hundra ", "and a half": "and a half ", "slashes": "1/", "apostrophes": "a'", "marks": "a\u0308", "soft": "a\u00ad", "nbsp": "\u00a0", "q": "Q3 ",
	"vuoden": "vuoden ", "omistaja": "omistaja Aho, ", "euro": "€", "percent": "%", "codes": "131052-308", "iban": "FI21 ", "invalid": "\xff", "lines": "\n", "quotes": "\"",
}

// TestLinear reads 64 KiB of hostile text. The bound is generous because the machine is shared; quadratic code takes minutes.
func TestLinear(t *testing.T) {
	for name, unit := range hostile {
		s := strings.Repeat(unit, 64<<10/len(unit)+1)[:64<<10]
		for _, lang := range plan.Langs {
			start := time.Now()
			readAll(s, lang)
			if d := time.Since(start); d > 3*time.Second {
				t.Errorf("%s in %s took %v", name, lang, d)
			}
		}
	}
}

const message = "Hakemuksen läpimenoaika mediaanina oli 24 vrk 31.12.2025, tavoite 10 vrk 31.3.2027. Mitataan viikoittain Helmi-asiointijärjestelmän aikaleimoista, omistaja minä (Kaasalainen), tekijä Ari Nevalainen, tiedoksi kunnan johtoryhmälle."

func BenchmarkMessage(b *testing.B) {
	readAll(message, FI)
	for b.Loop() {
		readAll(message, FI)
	}
}

func BenchmarkHostile(b *testing.B) {
	for _, name := range []string{"digits", "commas", "brackets", "numbers", "dates", "names", "letters"} {
		s := strings.Repeat(hostile[name], 64<<10/len(hostile[name]))
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Numbers(s, FI)
				Dates(s, FI, testToday)
				People(s, FI, nil)
			}
		})
	}
}

func FuzzReaders(f *testing.F) {
	for _, unit := range hostile {
		f.Add(unit+unit+unit, uint8(0))
	}
	for i, s := range []string{
		message, "Säästö on 46 500 € vuodessa, noin 1,2 M€ tai 3 milj. euroa; puolitoista tuntia, kaksi ja puoli viikkoa.",
		"Kunnanhallitus päätti 2.3.2026 kunnanjohtaja Jarkko Viitasen esityksestä. 1.6.–31.12.2026, Q3/2026, vuoden 2026 loppuun mennessä.",
		"Annika Sandholm heter jag; tre veckor från 8.6.2026 till utgången av 2027, en och en halv dag, två till fyra veckor",
		"I am Jane Whitfield, head of early education. By June 30, 2027 a quarter of 4,850 applications, an hour and a half",
		"131052-308T 811228-9874 FI21 1234 5600 0007 85", "½ 1/3 2/3 12/1000 tapausta, 24:stä 10:een", "\u00ad\u200b\u0308 a\u0308\u00ad", "A: Aho, R: Salo (C: Lahti)",
	} {
		f.Add(s, uint8(i))
	}
	f.Fuzz(func(t *testing.T, s string, l uint8) {
		if len(s) > 4096 {
			return
		}
		lang := []Lang{FI, SV, EN, ""}[l%4]
		check := func(what string, start, end int) {
			t.Helper()
			if start < 0 || end > len(s) || start >= end {
				t.Fatalf("%s: range %d..%d of %d in %q", what, start, end, len(s), s)
			}
		}
		readAll(s, lang)
		for _, n := range Numbers(s, lang) {
			check("number", n.Start, n.End)
			if math.IsNaN(n.Value) || math.IsInf(n.Value, 0) {
				t.Fatalf("number %v in %q", n.Value, s)
			}
		}
		for _, d := range Dates(s, lang, testToday) {
			check("date", d.Start, d.End)
			for _, iso := range []string{d.From, d.To} {
				if _, err := time.Parse("2006-01-02", iso); err != nil {
					t.Fatalf("date %+v in %q", d, s)
				}
			}
			if !strings.HasPrefix("2006-01-02", "2006-01-02"[:len(d.ISO)]) || d.From > d.To {
				t.Fatalf("date %+v in %q", d, s)
			}
		}
		for _, p := range People(s, lang, []string{"Liisa Pöyry"}) {
			check("person", p.Start, p.End)
		}
		for _, p := range Parties(s, lang, nil) {
			check("party", p.Start, p.End)
		}
		for _, x := range Clauses(s) {
			check("clause", x.Start, x.End)
		}
		for _, set := range Sets() {
			for _, m := range Enum(set, s, lang) {
				check(set, m.Start, m.End)
			}
		}
		if a, b := Normalize(s), Normalize(Normalize(s)); a != b && utf8.ValidString(s) {
			t.Fatalf("Normalize is not idempotent: %q, %q", a, b)
		}
		if start, end, ok := FindQuote(s, s); ok {
			check("quote", start, end)
		}
		masked, _ := MaskIdentityCodes(s)
		if again, n := MaskIdentityCodes(masked); n > 0 && len(again) == 0 {
			t.Fatalf("mask lost the text of %q", s)
		}
	})
}

// TestNumberRoundTrip writes numbers in every style and reads them back.
func TestNumberRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.Int64Range(0, 99_999_999_99).Draw(t, "cents")
		lang := rapid.SampledFrom(plan.Langs).Draw(t, "lang")
		sep := rapid.SampledFrom([]string{"", " ", "\u00a0", "\u202f", "\u2009"}).Draw(t, "sep")
		decimals := rapid.IntRange(0, 2).Draw(t, "decimals")
		scaled := cents / []int64{100, 10, 1}[decimals]
		whole := scaled / []int64{1, 10, 100}[decimals]
		text := group(whole, sep)
		if decimals > 0 {
			mark := map[Lang]string{EN: "."}[lang]
			if mark == "" {
				mark = rapid.SampledFrom([]string{",", "."}).Draw(t, "mark")
			}
			text += mark + fmt.Sprintf("%0*d", decimals, scaled%[]int64{1, 10, 100}[decimals])
		}
		want := float64(scaled) / math.Pow10(decimals)
		unit := rapid.SampledFrom([]string{" %", "%", " €", " min", "\u00a0€"}).Draw(t, "unit")
		got := Numbers("on "+text+unit+".", lang)
		if len(got) != 1 || !equal(got[0].Value, want) {
			t.Fatalf("%q in %s: got %v, want %v", text+unit, lang, got, want)
		}
	})
}

// group writes n with a separator between groups of three digits.
func group(n int64, sep string) string {
	s := strconv.FormatInt(n, 10)
	if sep == "" {
		return s
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + sep + s[i:]
	}
	return s
}

// TestDateRoundTrip writes dates in several forms and reads them back.
func TestDateRoundTrip(t *testing.T) {
	months := map[Lang][]string{
		FI: {"tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta", "heinäkuuta", "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta"},
		SV: {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"},
		EN: {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	}
	rapid.Check(t, func(t *rapid.T) {
		day := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 8000).Draw(t, "day"))
		lang := rapid.SampledFrom(plan.Langs).Draw(t, "lang")
		y, m, d := day.Year(), int(day.Month()), day.Day()
		dot := map[Lang]string{FI: "."}[lang]
		text := rapid.SampledFrom([]string{
			fmt.Sprintf("%d.%d.%d", d, m, y), fmt.Sprintf("%02d.%02d.%d", d, m, y), day.Format("2006-01-02"), fmt.Sprintf("%d/%d/%d", d, m, y),
			fmt.Sprintf("%d%s %s %d", d, dot, months[lang][m-1], y),
		}).Draw(t, "form")
		got := Dates("se on "+text+" ja", lang, testToday)
		if len(got) != 1 || got[0].ISO != day.Format("2006-01-02") {
			t.Fatalf("%q in %s: got %+v", text, lang, got)
		}
		if n := Numbers("se on "+text+" ja", lang); len(n) != 0 {
			t.Fatalf("%q has numbers %+v", text, n)
		}
	})
}
