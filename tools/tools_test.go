package tools_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"luonnos/knowledge"
	"luonnos/tools"
	"luonnos/tools/plan"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var now = time.Date(2026, 3, 16, 9, 0, 0, 0, time.UTC)

// state is that of a conversation in which the applicant has said these
// messages.
func state(t *testing.T, lang plan.Lang, said ...string) *tools.State {
	t.Helper()
	index, err := knowledge.Memo()
	if err != nil {
		t.Fatal(err)
	}
	s := &tools.State{Draft: plan.NewDraft(lang), Index: index, Lang: lang, Now: now}
	for i, text := range said {
		s.Said = append(s.Said, tools.Utterance{ID: "m" + string(rune('1'+i)), Text: text})
	}
	return s
}

func run(t *testing.T, s *tools.State, name string, args any) tools.Result {
	t.Helper()
	data, err := json.Marshal(args)
	if err != nil {
		t.Fatal(err)
	}
	r, err := tools.All().Run(t.Context(), s, tools.Call{ID: "c1", Name: name, Arguments: data})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

type object = map[string]any

func kpi(more object, quotes ...string) object {
	return object{"rows": []object{more}, "evidence": quotes}
}

func TestSchemasAreStrict(t *testing.T) {
	for _, tool := range tools.All() {
		var node object
		if err := json.Unmarshal(tool.Schema, &node); err != nil {
			t.Fatalf("%s: %v", tool.Name, err)
		}
		checkStrict(t, tool.Name, node)
		if tool.Doc == "" {
			t.Errorf("%s has no documentation", tool.Name)
		}
	}
}

// checkStrict holds what OpenAI's strict mode demands of a schema.
func checkStrict(t *testing.T, at string, node object) {
	t.Helper()
	for _, key := range []string{"$ref", "oneOf", "$schema", "$id", "default", "format"} {
		if _, ok := node[key]; ok {
			t.Errorf("%s has %s", at, key)
		}
	}
	if items, ok := node["items"].(object); ok {
		checkStrict(t, at+"[]", items)
	}
	props, ok := node["properties"].(object)
	if !ok {
		return
	}
	if node["additionalProperties"] != false {
		t.Errorf("%s is open", at)
	}
	required, _ := node["required"].([]any)
	for key, value := range props {
		if !slices.Contains(required, any(key)) {
			t.Errorf("%s: %s is not required", at, key)
		}
		checkStrict(t, at+"."+key, value.(object))
	}
}

func TestSchemasGolden(t *testing.T) {
	var b strings.Builder
	for _, tool := range tools.All() {
		var node any
		if err := json.Unmarshal(tool.Schema, &node); err != nil {
			t.Fatal(err)
		}
		pretty, err := json.MarshalIndent(node, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString("-- " + tool.Name + " --\n" + string(pretty) + "\n")
	}
	file := filepath.Join("testdata", "schemas.txtar")
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("schemas changed (-want +got), run with -update and review:\n%s", diff)
	}
}

func TestFillsOnlyWhatWasSaid(t *testing.T) {
	const said = "Käsittelyaika oli 24 vrk 31.12.2025 ja tavoite on 7 vrk. Omistaja on Outi Kaasalainen."
	for name, c := range map[string]struct {
		row     object
		quotes  []string
		stored  []plan.Path
		refused []string // codes
	}{
		"said": {
			row:    object{"name": "käsittelyaika", "unit": "vrk", "baseline": 24, "baseline_date": "2025-12-31", "target": 7, "owner": "Outi Kaasalainen"},
			quotes: []string{said},
			stored: []plan.Path{"kpis[k1].name", "kpis[k1].unit", "kpis[k1].baseline", "kpis[k1].baseline_date", "kpis[k1].target", "kpis[k1].owner"},
		},
		"invented number":       {row: object{"target": 6}, quotes: []string{said}, refused: []string{tools.CodeNotGrounded}},
		"invented formula":      {row: object{"formula": "vasteaika / jono"}, quotes: []string{said}, refused: []string{tools.CodeNotGrounded}},
		"invented person":       {row: object{"owner": "Matti Meikäläinen"}, quotes: []string{said}, refused: []string{tools.CodeNotGrounded}},
		"invented quote":        {row: object{"target": 5}, quotes: []string{"tavoite on 5 vrk"}, refused: []string{tools.CodeNoQuote, tools.CodeNotGrounded}},
		"no quote":              {row: object{"target": 7}, refused: []string{tools.CodeNotGrounded}},
		"number of other words": {row: object{"target": 24}, quotes: []string{"tavoite on 7 vrk"}, refused: []string{tools.CodeNotGrounded}},
		"not a date":            {row: object{"deadline": "2026-02-31"}, quotes: []string{said}, refused: []string{tools.CodeNotAllowed}},
		"outside enumeration":   {row: object{"frequency": "sometimes"}, quotes: []string{said}, refused: []string{tools.CodeNotAllowed}},
		"one good, one not": {
			row: object{"target": 7, "source": "Helmi"}, quotes: []string{said},
			stored: []plan.Path{"kpis[k1].target"}, refused: []string{tools.CodeNotGrounded},
		},
		"white space in the quote": {
			row: object{"target": 7}, quotes: []string{"tavoite  on\u00a07\nvrk"}, stored: []plan.Path{"kpis[k1].target"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := state(t, plan.FI, "Hei.", said)
			if r := run(t, s, "set_kpis", kpi(c.row, c.quotes...)); r.IsError {
				t.Fatal(r.Content)
			}
			var stored []plan.Path
			for _, line := range s.Receipt.Stored {
				stored = append(stored, line.Path)
			}
			var refused []string
			for _, line := range s.Receipt.Refused {
				refused = append(refused, line.Code)
			}
			if diff := cmp.Diff(c.stored, stored); diff != "" {
				t.Errorf("stored (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.refused, refused); diff != "" {
				t.Errorf("refused (-want +got):\n%s", diff)
			}
			for path := range s.Draft.Plan.Leaves() {
				if p := s.Draft.Provenance[path]; p.Source == plan.Said && (p.Message != "m2" || !strings.Contains(said, p.Quote)) {
					t.Errorf("%s: proof %+v is not in the message", path, p)
				}
			}
		})
	}
}

// TestUnitsAreGroundedByWhatTheyCount: people seldom write a unit as the form has it.
func TestUnitsAreGroundedByWhatTheyCount(t *testing.T) {
	for said, units := range map[string]map[string]bool{
		"Luettelointi kesti 50 minuuttia.":     {"min": true, "vrk": false},
		"Säästö on 1,5 henkilötyövuotta.":      {"htv": true, "€": false},
		"Osuus oli 12 prosenttia.":             {"%": true, "min": false},
		"Säästö on 1,2 milj. €/v.":             {"€ vuodessa": true, "htv": false},
		"Kesto oli yhdeksän viikkoa keväällä.": {"vko": true, "min": false},
	} {
		for unit, want := range units {
			s := state(t, plan.FI, said)
			run(t, s, "set_kpis", kpi(object{"unit": unit}, said))
			if got := len(s.Draft.Plan.KPIs) == 1 && s.Draft.Plan.KPIs[0].Unit == unit; got != want {
				t.Errorf("%q for %q: stored %v, want %v", unit, said, got, want)
			}
		}
	}
}

// TestSurnamesBecomeWholeNames: who was called by a surname before the whole name was told
// is one person.
func TestSurnamesBecomeWholeNames(t *testing.T) {
	for first, want := range map[string]string{"Omistaja on Jukka Rautio.": "Jukka Rautio", "Omistaja on Jukka Salo.": "Rautio", "Omistajat ovat Jukka Rautio ja Anna Rautio.": "Rautio"} {
		s := state(t, plan.FI, "Rautio omistaa tiedot, ja johtoryhmää kuullaan.", first)
		run(t, s, "set_raci", object{"rows": []object{{"item": nil, "accountable": "Rautio", "informed": []string{"johtoryhmä"}}}, "evidence": []string{"Rautio omistaa tiedot, ja johtoryhmää kuullaan."}})
		var rows []object
		for _, owner := range []string{"Jukka Rautio", "Anna Rautio", "Jukka Salo"} {
			rows = append(rows, object{"owner": owner})
		}
		run(t, s, "set_kpis", object{"rows": rows, "evidence": []string{first}})
		row := s.Draft.Plan.RACI[0]
		if row.Accountable != want || len(row.Informed) != 1 || row.Informed[0] != "johtoryhmä" {
			t.Errorf("%s: %+v, want %s", first, row, want)
		}
	}
}

func TestRowsMergeByID(t *testing.T) {
	s := state(t, plan.EN, "Lead time is 24 d now. The target is 7 d. Phone queue is 9 min now.")
	run(t, s, "set_kpis", object{"rows": []object{{"name": "lead time", "baseline": 24}, {"name": "phone queue", "baseline": 9}}, "evidence": []string{"Lead time is 24 d now.", "Phone queue is 9 min now."}})
	run(t, s, "set_kpis", kpi(object{"id": "k1", "target": 7}, "The target is 7 d."))
	k := s.Draft.Plan.KPIs
	if len(k) != 2 || k[0].ID != "k1" || k[1].ID != "k2" || *k[0].Baseline != 24 || *k[0].Target != 7 {
		t.Fatalf("rows = %+v", k)
	}
	if k[0].Direction != plan.Decrease || s.Draft.Provenance["kpis[k1].direction"].Source != plan.Computed {
		t.Errorf("direction %q by %+v, want decrease, computed", k[0].Direction, s.Draft.Provenance["kpis[k1].direction"])
	}
}

// TestRowsAreNotAddedTwice: a row that is sent again without its id, also while its name
// is refused, is the row that is there; one that says more is another.
func TestRowsAreNotAddedTwice(t *testing.T) {
	const said = "Queueing: maturity 2, criticality 5. Phone queue is 9 min now, the target is 4 min."
	s := state(t, plan.EN, said)
	for range 2 {
		run(t, s, "set_capabilities", kpi(object{"key": "adoption", "maturity": 2, "criticality": 5}, said))
		run(t, s, "set_kpis", kpi(object{"name": "phone queue", "baseline": 9}, said))
	}
	run(t, s, "set_kpis", kpi(object{"name": "Phone queue", "target": 4}, said))
	run(t, s, "set_capabilities", kpi(object{"maturity": 2}, said))
	if c := s.Draft.Plan.Capabilities; len(c) != 2 || c[0].Key != "" || *c[0].Criticality != 5 {
		t.Errorf("capabilities %+v", c)
	}
	if k := s.Draft.Plan.KPIs; len(k) != 1 || *k[0].Baseline != 9 || *k[0].Target != 4 {
		t.Errorf("indicators %+v", k)
	}
}

// TestDateOfTheSameMoment: who says "the same date" means one that was told before.
func TestDateOfTheSameMoment(t *testing.T) {
	const first, second, third = "Viive oli 31.5.2026 12 vrk.", "Osuus oli samana ajankohtana 44 %.", "Virheitä oli 3 %."
	s := state(t, plan.FI, first, second, third)
	run(t, s, "set_kpis", kpi(object{"name": "viive", "baseline_date": "2026-05-31"}, first))
	run(t, s, "set_kpis", kpi(object{"name": "osuus", "baseline_date": "2026-05-31", "deadline": "2026-05-31"}, second))
	run(t, s, "set_kpis", kpi(object{"name": "virheitä", "baseline_date": "2026-05-31"}, third))
	k := s.Draft.Plan.KPIs
	if len(k) != 3 || k[1].BaselineDate != "2026-05-31" || k[1].Deadline != "" || k[2].BaselineDate != "" {
		t.Errorf("indicators %+v", k)
	}
}

// TestReceiptShowsBothValuesAndQuotes: a later word against an earlier one is
// shown with the value and the words of each.
func TestReceiptShowsBothValuesAndQuotes(t *testing.T) {
	const first, second = "The target is 7 d.", "No, the target is 9 d."
	s := state(t, plan.EN, first, second)
	run(t, s, "set_kpis", kpi(object{"name": "x", "target": 7}, first))
	s.Receipt = tools.Receipt{}
	run(t, s, "set_kpis", kpi(object{"id": "k1", "target": 9}, second))
	want := tools.Stored{Path: "kpis[k1].target", Value: 9.0, Quote: second, Source: plan.Said, Old: 7.0, OldQuote: first}
	if diff := cmp.Diff([]tools.Stored{want}, s.Receipt.Stored); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestReferencesMustResolve(t *testing.T) {
	s := state(t, plan.EN, "The pilot is measured by lead time.")
	args := object{"rows": []object{{"scope": "pilot", "kpi": "k1"}}, "evidence": []string{"The pilot is measured by lead time."}}
	run(t, s, "set_batches", args)
	if got := s.Draft.Plan.Batches[0].KPI; got != "" {
		t.Errorf("kpi = %q though there is no such row", got)
	}
	run(t, s, "set_kpis", kpi(object{"name": "lead time"}, "The pilot is measured by lead time."))
	run(t, s, "set_batches", object{"rows": []object{{"id": "b1", "kpi": "k1"}}, "evidence": args["evidence"]})
	if got := s.Draft.Plan.Batches[0].KPI; got != "k1" {
		t.Errorf("kpi = %q, want k1", got)
	}
}

func TestProposalsCountOnlyWhenConfirmed(t *testing.T) {
	s := state(t, plan.FI, "Kyllä, sopii.", "Se käy. Ei kuitenkaan heti.")
	run(t, s, "propose", object{"path": "target.object", "text": "lupien käsittely", "reason": "tiivistys"})
	if s.Draft.Counts("target.object") {
		t.Error("an unconfirmed proposal counts")
	}
	accept := func(quote string) bool {
		t.Helper()
		run(t, s, "confirm", object{"paths": []string{"target.object"}, "evidence": []string{quote}})
		return s.Draft.Counts("target.object")
	}
	if accept("Se käy.") {
		t.Error("confirmed in the turn that proposed it")
	}
	s.Receipt = tools.Receipt{} // the next turn
	for _, quote := range []string{"Joo.", "Kyllä, sopii.", "Ei kuitenkaan heti."} {
		if accept(quote) {
			t.Errorf("confirmed with %q: not said, said before, or a denial", quote)
		}
	}
	if !accept("Se käy.") {
		t.Error("a confirmed proposal does not count")
	}
	if r := run(t, s, "propose", object{"path": "target.object", "text": "muuta", "reason": ""}); !r.IsError {
		t.Error("a proposal replaced a value")
	}
}

func TestSkipLeavesValues(t *testing.T) {
	s := state(t, plan.SV, "Målet är 7 dygn. Formeln vet jag inte.")
	run(t, s, "set_kpis", kpi(object{"target": 7, "name": "målet"}, "Målet är 7 dygn."))
	run(t, s, "skip", object{"paths": []string{"kpis[k1].formula", "kpis[k1].target"}, "kind": "skipped", "reason": "Formeln vet jag inte."})
	if *s.Draft.Plan.KPIs[0].Target != 7 {
		t.Error("skipping erased a value")
	}
	want := map[plan.Path]plan.State{"kpis[k1].formula": {Kind: plan.Skipped, Reason: "Formeln vet jag inte."}}
	if diff := cmp.Diff(want, s.Draft.States); diff != "" {
		t.Errorf("states (-want +got):\n%s", diff)
	}
	for _, bad := range []object{
		{"paths": []string{"kpis[k1].approved"}, "kind": "skipped", "reason": ""},
		{"paths": []string{"target.object"}, "kind": "done", "reason": ""},
		{"paths": []string{"target.object"}, "kind": "skipped", "reason": "så sade ingen"},
	} {
		if r := run(t, s, "skip", bad); !r.IsError {
			t.Errorf("skip %v was accepted", bad)
		}
	}
}

func TestRemoveNeedsTheApplicantsWord(t *testing.T) {
	s := state(t, plan.FI, "Tavoite on 7 vrk. Poista ensimmäinen mittari.")
	run(t, s, "set_kpis", kpi(object{"target": 7}, "Tavoite on 7 vrk."))
	if r := run(t, s, "remove", object{"paths": []string{"kpis[k1]"}, "evidence": []string{"Poista kaikki."}}); !r.IsError {
		t.Error("removed without the applicant's word")
	}
	if r := run(t, s, "remove", object{"paths": []string{"kpis[k9]"}, "evidence": []string{"Poista ensimmäinen mittari."}}); !r.IsError {
		t.Error("removed what is not there")
	}
	r := run(t, s, "remove", object{"paths": []string{"kpis[k1]", "kpis[k9]"}, "evidence": []string{"Poista ensimmäinen mittari."}})
	if !strings.Contains(r.Content, "kpis[k9]") || !slices.Equal(s.Receipt.Removed, []plan.Path{"kpis[k1]"}) {
		t.Errorf("%s; receipt %v", r.Content, s.Receipt.Removed)
	}
	if len(s.Draft.Plan.KPIs) != 0 || len(s.Draft.Provenance) != 0 {
		t.Errorf("left: %+v, %v", s.Draft.Plan.KPIs, s.Draft.Provenance)
	}
}

func TestReorder(t *testing.T) {
	s := state(t, plan.EN, "Lead time and phone queue. Put the phone queue first.")
	run(t, s, "set_kpis", object{"rows": []object{{"name": "lead time"}, {"name": "phone queue"}}, "evidence": []string{"Lead time and phone queue."}})
	order := object{"list": "kpis", "ids": []string{"k2", "k1"}, "evidence": []string{"Sort them."}}
	if r := run(t, s, "reorder", order); !r.IsError {
		t.Error("reordered without the applicant's word")
	}
	order["evidence"] = []string{"Put the phone queue first."}
	run(t, s, "reorder", order)
	if got := s.Draft.Plan.Rows("kpis"); !slices.Equal(got, []string{"k2", "k1"}) || !slices.Equal(s.Receipt.Reordered, []plan.Path{"kpis"}) {
		t.Errorf("rows %v, receipt %v", got, s.Receipt.Reordered)
	}
}

func TestHistoryNeedsItsIndicator(t *testing.T) {
	const said = "On 2026-02-28 the lead time was 20 days."
	s := state(t, plan.EN, said)
	row := object{"kpi": "k1", "date": "2026-02-28", "value": 20}
	run(t, s, "set_kpi_history", kpi(row, said))
	if h := s.Draft.Plan.KPIHistory; len(h) != 1 || h[0].Date != "2026-02-28" || *h[0].Value != 20 || h[0].KPI != "" {
		t.Errorf("without the indicator: %+v", h)
	}
	run(t, s, "set_kpis", kpi(object{"name": "lead time"}, said))
	run(t, s, "set_kpi_history", kpi(object{"id": s.Draft.Plan.KPIHistory[0].ID, "kpi": "k1"}, said))
	if h := s.Draft.Plan.KPIHistory; len(h) != 1 || h[0].KPI != "k1" {
		t.Errorf("with it: %+v", h)
	}
}

func TestQuartersAndTransfersMerge(t *testing.T) {
	const said = "In 2027/3 we plan 45,000 euros. In 2027/3 we realised 38,000 euros. Two person-years move from archiving to advice."
	s := state(t, plan.EN, said)
	run(t, s, "set_quarters", object{"rows": []object{{"quarter": "2027/3", "planned_eur": 45000}}, "evidence": []string{said}})
	run(t, s, "set_quarters", object{"rows": []object{{"id": "q1", "realised_eur": 38000}}, "evidence": []string{said}})
	if q := s.Draft.Plan.Quarters; len(q) != 1 || q[0].Quarter != "2027/3" || *q[0].PlannedEUR != 45000 || *q[0].RealisedEUR != 38000 {
		t.Errorf("quarters %+v", q)
	}
	run(t, s, "set_commitments", object{"values": object{"transfers": []object{{"from": "archiving"}}}, "evidence": []string{said}})
	run(t, s, "set_commitments", object{"values": object{"transfers": []object{{"id": "t1", "to": "advice", "fte": 2}}}, "evidence": []string{said}})
	if got := s.Draft.Plan.Commitments.Transfers; len(got) != 1 || got[0].From != "archiving" || got[0].To != "advice" || *got[0].FTE != 2 {
		t.Errorf("transfers %+v", got)
	}
}

// TestSchemasDescribeTheirFields: a model reads what each field of the plan is,
// and in what unit.
func TestSchemasDescribeTheirFields(t *testing.T) {
	described := map[plan.Path]bool{}
	var walk func(node object, at plan.Path)
	walk = func(node object, at plan.Path) {
		if items, ok := node["items"].(object); ok && items["type"] == "object" {
			walk(items, at+"[]")
		}
		props, _ := node["properties"].(object)
		for key, value := range props {
			path := at + "." + plan.Path(key)
			described[path] = value.(object)["description"] != nil
			walk(value.(object), path)
		}
	}
	for _, tool := range tools.All() {
		section, ok := strings.CutPrefix(tool.Name, "set_")
		if !ok {
			continue
		}
		var node object
		if err := json.Unmarshal(tool.Schema, &node); err != nil {
			t.Fatal(err)
		}
		props := node["properties"].(object)
		for key, suffix := range map[string]plan.Path{"values": "", "rows": "[]"} {
			inner, ok := props[key].(object)
			if items, rows := inner["items"].(object); rows {
				inner = items
			}
			if ok {
				walk(inner, plan.Path(section)+suffix)
			}
		}
	}
	for _, f := range plan.Fields() {
		if !described[f.Path] && !f.Path.Within("deviations") {
			t.Errorf("%s is described in no tool", f.Path)
		}
	}
}

func TestUndo(t *testing.T) {
	s := state(t, plan.FI, "Tavoite on 7 vrk.")
	if r := run(t, s, "undo", object{}); !r.IsError {
		t.Error("undo without a past was accepted")
	}
	s.Previous = s.Draft.Clone()
	run(t, s, "set_kpis", kpi(object{"target": 7}, "Tavoite on 7 vrk."))
	run(t, s, "undo", object{})
	if diff := cmp.Diff(string(s.Previous.JSON()), string(s.Draft.JSON())); diff != "" || !s.Receipt.Undone {
		t.Errorf("after undo (-want +got):\n%s", diff)
	}
}

func TestSearchMemo(t *testing.T) {
	s := state(t, plan.FI)
	var got struct {
		Answerable bool
		Passages   []struct{ Section string }
	}
	if err := json.Unmarshal([]byte(run(t, s, "search_memo", object{"query": "Mikä on vastuunjakomatriisi?"}).Content), &got); err != nil {
		t.Fatal(err)
	}
	if !got.Answerable || len(got.Passages) == 0 || got.Passages[0].Section != "3.1" || len(s.Cited) == 0 {
		t.Errorf("got %+v, cited %d; want chapter 3.1", got, len(s.Cited))
	}
	s.Cited = nil
	if err := json.Unmarshal([]byte(run(t, s, "search_memo", object{"query": "Mikä on huomisen sää Oulussa?"}).Content), &got); err != nil {
		t.Fatal(err)
	}
	if got.Answerable || len(s.Cited) != 0 {
		t.Errorf("the weather is answered from the memo: %+v", got)
	}
}

func TestNoToolAttests(t *testing.T) {
	for _, tool := range tools.All() {
		if strings.Contains(string(tool.Schema), "attestation") {
			t.Errorf("%s can write an attestation", tool.Name)
		}
	}
}

func FuzzArguments(f *testing.F) {
	for _, seed := range []string{`{}`, `{"rows":[{"id":"k1","target":7}],"evidence":["Tavoite on 7 vrk."]}`, `{"rows":[{"id":"../x"}],"evidence":null}`, `[`, `{"values":{"object":"ä"},"evidence":["ä"]}`,
		`{"list":"kpis","ids":["k1"],"evidence":["Tavoite on 7 vrk."]}`, `{"window":"weeks","team":null}`, `{"before_h":1e999}`,
		`{"adoption_percent":7,"discount_rate":-100,"evidence":["Tavoite on 7 vrk."]}`,
		`{"rows":[{"quarter":"2027/3","realised_eur":7}],"evidence":["Tavoite on 7 vrk."]}`,
		`{"values":{"transfers":[{"id":"t1","fte":7}]},"evidence":["Tavoite on 7 vrk."]}`} {
		f.Add(seed)
	}
	index, err := knowledge.Memo()
	if err != nil {
		f.Fatal(err)
	}
	set := tools.All()
	f.Fuzz(func(t *testing.T, args string) {
		for _, tool := range set {
			s := &tools.State{Draft: plan.NewDraft(plan.FI), Index: index, Lang: plan.FI, Now: now, Said: []tools.Utterance{{ID: "m1", Text: "Tavoite on 7 vrk."}}}
			if _, err := set.Run(t.Context(), s, tools.Call{Name: tool.Name, Arguments: json.RawMessage(args)}); err != nil {
				t.Fatalf("%s: %v", tool.Name, err)
			}
			if _, err := plan.DecodeDraft(s.Draft.JSON()); err != nil {
				t.Fatalf("%s left a draft that can't be read: %v", tool.Name, err)
			}
		}
	})
}
