package guided

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"luonnos/tools/plan"
)

// TestCorrectionsOfAPlan: of a whole plan, what a correction or a contradiction is about is found by
// any of its words, its unit or its old value, in all sections.
func TestCorrectionsOfAPlan(t *testing.T) {
	data, err := os.ReadFile("testdata/corrections.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var table struct {
		Plans map[plan.Lang]map[string]any `yaml:"plans"`
		Told  []struct {
			Lang  plan.Lang         `yaml:"lang"`
			Asked string            `yaml:"asked"`
			Say   string            `yaml:"say"`
			Fix   map[plan.Path]any `yaml:"fix"`
			Ask   map[plan.Path]any `yaml:"ask"`
		} `yaml:"told"`
	}
	if err := yaml.Unmarshal(data, &table); err != nil {
		t.Fatal(err)
	}
	today := time.Date(2026, 8, 17, 12, 0, 0, 0, time.UTC)
	for _, tt := range table.Told {
		asked := asksOf(plan.Topic(tt.Asked))
		if _, ok := plan.FieldAt(plan.Path(tt.Asked)); ok {
			asked = []plan.Path{plan.Path(tt.Asked)}
		}
		facts, conflicts, _ := tell(t, draftOf(t, tt.Lang, table.Plans[tt.Lang]), tt.Say, asked, today)
		fixed, doubted := map[plan.Path]any{}, map[plan.Path]any{}
		for _, f := range facts {
			fixed[f.path] = f.value
		}
		for _, c := range conflicts {
			doubted[c.path] = c.new
		}
		same := func(a, b any) bool { return fmt.Sprint(a) == fmt.Sprint(b) }
		if !maps.EqualFunc(fixed, tt.Fix, same) || !maps.EqualFunc(doubted, tt.Ask, same) {
			t.Errorf("%s %q: corrected %v, want %v; asked about %v, want %v", tt.Lang, tt.Say, fixed, tt.Fix, doubted, tt.Ask)
		}
	}
}

// draftOf is a draft in which a whole plan was said.
func draftOf(t *testing.T, lang plan.Lang, values map[string]any) *plan.Draft {
	t.Helper()
	data, err := json.Marshal(values)
	if err != nil {
		t.Fatal(err)
	}
	var p plan.Plan
	if err := json.Unmarshal(data, &p); err != nil {
		t.Fatal(err)
	}
	d := plan.NewDraft(lang)
	for path, value := range p.Leaves() {
		if !mustField(path).Derived {
			put(t, d, path, value, "")
		}
	}
	return d
}

// stored is a draft with two indicators and a data set, told in the words of lang.
func stored(t *testing.T, lang plan.Lang) *plan.Draft {
	t.Helper()
	d := plan.NewDraft(lang)
	names := map[plan.Lang][3]string{
		plan.FI: {"jonotusaika leikkaukseen", "väärien laskujen osuus", "potilasluettelo"},
		plan.SV: {"väntetiden till operation", "körsträcka per leverans", "patientregistret"},
		plan.EN: {"waiting time for surgery", "complaints per hundred invoices", "patient register"},
	}[lang]
	units := map[plan.Lang][2]string{plan.FI: {"pv", "%"}, plan.SV: {"dagar", "km per leverans"}, plan.EN: {"days", "pcs"}}[lang]
	for path, value := range map[plan.Path]any{
		"kpis[k1].name": names[0], "kpis[k1].unit": units[0], "kpis[k1].baseline": 90.0, "kpis[k1].target": 30.0,
		"kpis[k1].baseline_date": plan.Date("2025-12-31"), "kpis[k1].deadline": plan.Date("2027-12-31"), "kpis[k1].owner": "Bo Lind",
		"kpis[k2].name": names[1], "kpis[k2].unit": units[1], "kpis[k2].baseline": 16.0, "kpis[k2].target": 8.0,
		"kpis[k2].baseline_date": plan.Date("2025-09-30"), "kpis[k2].deadline": plan.Date("2028-05-31"),
		"data.assets[d1].name": names[2], "data.assets[d1].owner": "Bo Lind", "data.assets[d1].quality": "B",
		"commitments.horizon_years": 4.0,
	} {
		put(t, d, path, value, "")
	}
	return d
}

// TestContradictions: a value that differs from the stored one without a word of
// correction is asked about, whatever topic is pending.
func TestContradictions(t *testing.T) {
	for _, tt := range []struct {
		lang plan.Lang
		say  string
		path plan.Path
		want any
	}{
		{plan.SV, "Målet är väl 6 km per leverans i slutet av maj 2028.", "kpis[k2].target", 6.0},
		{plan.SV, "Väntetiden ska vara 25 dagar i slutet av 2027.", "kpis[k1].target", 25.0},
		{plan.EN, "By the end of May 2028 complaints per hundred invoices ought to be at 5 pcs.", "kpis[k2].target", 5.0},
		{plan.EN, "The waiting time for surgery should be 20 days at the end of 2027.", "kpis[k1].target", 20.0},
		{plan.FI, "Toukokuun 2028 lopussa väärien laskujen osuus saa olla 5 %.", "kpis[k2].target", 5.0},
		{plan.FI, "Jonotusaika leikkaukseen oli vuoden 2025 lopussa 80 pv.", "kpis[k1].baseline", 80.0},
	} {
		_, conflicts, _ := tell(t, stored(t, tt.lang), tt.say, asksOf(plan.TopicValueStream), noon)
		if len(conflicts) != 1 || conflicts[0].path != tt.path || conflicts[0].new != tt.want {
			t.Errorf("%s %q: contradictions %v, want %s %v", tt.lang, tt.say, conflicts, tt.path, tt.want)
		}
	}
}

// TestPutRight: a value that is put right replaces the one that it is about, with and
// without a word of correction, a field's name or a pronoun.
func TestPutRight(t *testing.T) {
	for _, tt := range []struct {
		lang plan.Lang
		say  string
		path plan.Path
		want any
	}{
		{plan.EN, "I looked it up. The target for complaints isn't 8, it is 6.5 pcs.", "kpis[k2].target", 6.5},
		{plan.EN, "Oh, I confused two people: the owner of the patient register is Virta, not Lind.", "data.assets[d1].owner", "Mia Virta"},
		{plan.EN, "The deadline for the waiting time isn't 31 December 2027 but 30 June 2027.", "kpis[k1].deadline", plan.Date("2027-06-30")},
		{plan.EN, "Make the target 28 days, not 30.", "kpis[k1].target", 28.0},
		{plan.EN, "We follow the benefits for five years, not four.", "commitments.horizon_years", 5.0},
		{plan.FI, "Tarkistin asian. Väärien laskujen tavoite ei ole 8 % vaan 6,5 %.", "kpis[k2].target", 6.5},
		{plan.FI, "Sekoitin kaksi ihmistä: potilasluettelon omistaa Virta, ei Lind.", "data.assets[d1].owner", "Mia Virta"},
		{plan.FI, "Tavoite on 28 päivää, ei 30.", "kpis[k1].target", 28.0},
		{plan.FI, "Jonotusajan määräpäivä ei ole vuoden 2027 loppu vaan 30.6.2027.", "kpis[k1].deadline", plan.Date("2027-06-30")},
		{plan.SV, "Jag kontrollerade saken. Målet för körsträckan är inte 8 km utan 6,5 km per leverans.", "kpis[k2].target", 6.5},
		{plan.SV, "Jag förväxlade två personer: patientregistret ägs av Virta, inte av Lind.", "data.assets[d1].owner", "Mia Virta"},
		{plan.SV, "Målet är 28 dagar, inte 30.", "kpis[k1].target", 28.0},
		{plan.FI, "Jonotusajan lähtötaso olikin 80 pv, 90 oli edellisvuoden luku.", "kpis[k1].baseline", 80.0},
		{plan.FI, "Jonotusajan tavoitteen pitää olla neljä viikkoa, nostimme sitä maaliskuussa.", "kpis[k1].target", 28.0},
		{plan.SV, "Målet för körsträckan ska vara 7 km per leverans, vi höjde det i december.", "kpis[k2].target", 7.0},
		{plan.SV, "Målet för väntetiden blir 28 dagar i stället för 30.", "kpis[k1].target", 28.0},
		{plan.SV, "Utgångsläget för väntetiden är 80 dagar, 90 var fjolårets siffra.", "kpis[k1].baseline", 80.0},
		{plan.EN, "The target for the waiting time should be 28 days, I gave you a draft figure.", "kpis[k1].target", 28.0},
		{plan.EN, "Half of the desks were switched on. The target for the waiting time is 28 days instead of 30.", "kpis[k1].target", 28.0},
		{plan.EN, "The baseline of the waiting time was 80 days, 90 was last year's number.", "kpis[k1].baseline", 80.0},
	} {
		d := stored(t, tt.lang)
		put(t, d, "target.decision_maker", "Mia Virta", "")
		facts, conflicts, _ := tell(t, d, tt.say, asksOf(plan.TopicBatches), noon)
		if got := valueOf(facts, tt.path); got != tt.want || len(conflicts) > 0 || len(facts) > 1 {
			t.Errorf("%s %q: facts %v, contradictions %v, want %s %v", tt.lang, tt.say, facts, conflicts, tt.path, tt.want)
		}
	}
}
