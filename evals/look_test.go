package evals

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"luonnos/tools"
	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

func TestParseStyle(t *testing.T) {
	for s, want := range map[string]string{
		"terse": "", " normal ": "", "verbose+lower+plain": "", "terse+typos+marks+spaces+dashes+numerals": "",
		"loud": `no style "loud"`, "terse+": `no look ""`, "terse+shouting": `no look "shouting"`, "": `no style ""`,
	} {
		_, err := ParseStyle(s)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", s, err, want)
		}
	}
	if n := Style("terse+typos").statements(5); n != 1 {
		t.Errorf("terse+typos says %d statements, want 1", n)
	}
}

func TestLooks(t *testing.T) {
	tests := []struct{ look, lang, in, want string }{
		{"numerals", "fi", "Mukana on 24 kuntaa ja 100 koulua, noin 12,5 % kaikista.", "Mukana on kaksikymmentäneljä kuntaa ja 100 koulua, noin 12,5 % kaikista."},
		{"numerals", "fi", "Se oli 7.5.2026 ja kesti 3 h, KPI 2 on 0 vrk, 11 tuntia.", "Se oli 7.5.2026 ja kesti 3 h, KPI 2 on nolla vrk, yksitoista tuntia."},
		{"numerals", "sv", "Alla 21 team, 30 dagar.", "Alla tjugoett team, trettio dagar."},
		{"numerals", "en", "All 24 teams in 1,200 homes, 7 weeks.", "All twenty-four teams in 1,200 homes, seven weeks."},
		{"marks", "fi", "Osuus oli 12,5 % (9,6 min), nyt 0.5 vrk.", "Osuus oli 12.5 % (9.6 min), nyt 0,5 vrk."},
		{"marks", "fi", "Kello 12.30, 1.5.2026, 4,85 € ja 7,2. Loppu", "Kello 12.30, 1.5.2026, 4,85 € ja 7,2. Loppu"},
		{"lower", "fi", "Anna Ahosta tuli ÄITI.", "anna ahosta tuli äiti."},
		{"plain", "sv", "Årets mål är Örnsköldsvik", "Arets mal ar Ornskoldsvik"},
	}
	for _, tt := range tests {
		got := Dress(tt.in, Writer{Lang: plan.Lang(tt.lang)}, Style("terse+"+tt.look), 1)
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.look, got, tt.want)
		}
	}
}

func TestSpacesAndDashesChangeOnlyNumbers(t *testing.T) {
	in := "Säästö on 380 000 € vuosina 2026-2027 - siis 12 kk, 2026-03-30 klo 8–16."
	seen := map[string]bool{}
	for seed := range int64(40) {
		got := Dress(in, Writer{Lang: plan.FI}, "terse+spaces+dashes", seed)
		plainer := strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "–", "-", "—", "-", "−", "-").Replace(got)
		if want := strings.ReplaceAll(in, "–", "-"); plainer != want {
			t.Fatalf("%q became %q", in, got)
		}
		if !strings.Contains(got, "2026-03-30") {
			t.Errorf("a date was changed: %q", got)
		}
		for _, mark := range []string{"\u00a0", "\u202f", "\u2009", "2026–2027", " — ", " − "} {
			seen[mark] = seen[mark] || strings.Contains(got, mark)
		}
		if strings.Contains(got, "Säästö\u00a0") {
			t.Errorf("a space between words was changed: %q", got)
		}
	}
	if slices.Contains(slices.Collect(func(yield func(bool) bool) {
		for _, is := range seen {
			if !yield(is) {
				return
			}
		}
	}), false) {
		t.Errorf("not every variant was seen: %v", seen)
	}
}

var figures = regexp.MustCompile(`\d+`)

// TestLooksKeepTheFacts dresses every statement of every case: what it says stays.
func TestLooksKeepTheFacts(t *testing.T) {
	typed := 0
	for _, c := range publicCases(t) {
		by := Writer{Lang: c.Lang, Known: append(tools.People(c.Gold), c.Persona.Name)}
		for _, seg := range newScript(c).segments() {
			for _, look := range []string{"numerals", "marks", "spaces", "dashes"} {
				got := Dress(seg.Text, by, Style("terse+"+look), 7)
				if a, b := quantities(seg.Text, c.Lang), quantities(got, c.Lang); !slices.Equal(a, b) {
					t.Errorf("%s: %s: %q has %v, %q has %v", c.ID, look, seg.Text, a, got, b)
				}
			}
			got := Dress(seg.Text, by, "terse+typos", 7)
			if !slices.Equal(figures.FindAllString(seg.Text, -1), figures.FindAllString(got, -1)) {
				t.Errorf("%s: a typing error in a figure: %q", c.ID, got)
			}
			for _, p := range reading.People(seg.Text, c.Lang, by.Known) {
				if name := seg.Text[p.Start:p.End]; !strings.Contains(got, name) {
					t.Errorf("%s: a typing error in %q: %q", c.ID, name, got)
				}
			}
			if got != seg.Text {
				typed++
			}
			if bare := Dress(seg.Text, by, "terse+plain+lower", 7); reading.Fold(bare) != reading.Fold(seg.Text) {
				t.Errorf("%s: %q became %q", c.ID, seg.Text, bare)
			}
			if again := Dress(seg.Text, by, "terse+typos", 7); again != got {
				t.Errorf("%s: the same seed gives %q and %q", c.ID, got, again)
			}
		}
	}
	if typed < 5 {
		t.Errorf("typing errors in %d statements, want some", typed)
	}
}

func quantities(s string, lang plan.Lang) []string {
	var all []string
	for _, n := range reading.Numbers(s, lang) {
		all = append(all, fmt.Sprint(n.Value, n.Unit))
	}
	for _, d := range reading.Dates(s, lang, time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)) {
		all = append(all, d.ISO)
	}
	return all
}

func TestDressedApplicantSaysTheSameAgain(t *testing.T) {
	c := loadCases(t, pair...)[0]
	ask := Question{Asks: []plan.Path{"applicant"}, Plan: &plan.Plan{}}
	style := Style("verbose+typos+lower")
	a, b := NewApplicant(c, style, 3), NewApplicant(c, style, 3)
	u, _ := next(t, a, ask)
	v, _ := next(t, b, ask)
	if u.Text != v.Text || u.Text != strings.ToLower(u.Text) {
		t.Errorf("messages %q and %q", u.Text, v.Text)
	}
}
