package tools_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"luonnos/knowledge"
	"luonnos/tools"
	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// world is what calls are drawn from: the leaves of a plan that leaves nothing
// open, by section.
type world struct {
	index    *knowledge.Index
	leaves   map[string][]leaf
	sections []string
}

type leaf struct {
	path  plan.Path
	value any
	said  string // a sentence from which the value follows
}

func newWorld(t testing.TB) *world {
	t.Helper()
	index, err := knowledge.Memo()
	if err != nil {
		t.Fatal(err)
	}
	w := &world{index: index, leaves: map[string][]leaf{}}
	for path, value := range fullPlan(t).Leaves() {
		section, _, _ := strings.Cut(string(path.Field()), "[")
		section, _, _ = strings.Cut(section, ".")
		f, ok := plan.FieldAt(path)
		if _, has := tools.All().Find("set_" + section); !ok || !has {
			continue
		}
		w.leaves[section] = append(w.leaves[section], leaf{path, value, sentence(f, value)})
	}
	for section := range w.leaves {
		w.sections = append(w.sections, section)
	}
	slices.Sort(w.sections)
	return w
}

func fullPlan(t testing.TB) *plan.Plan {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("criteria", "testdata", "plans", "en-university-admissions.json"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := plan.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func sentence(f *plan.Field, value any) string {
	switch v := value.(type) {
	case bool:
		if v {
			return "Yes, " + f.Label.EN + "."
		}
		return "No, not " + f.Label.EN + "."
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64) + " " + strings.TrimPrefix(f.Unit, "@")
	case []string:
		words := make([]string, len(v))
		for i, item := range v {
			words[i] = plan.OptionLabel(f.Enum, item, plan.EN)
		}
		return strings.Join(words, ", ") + "."
	default:
		return plan.OptionLabel(f.Enum, fmt.Sprint(v), plan.EN) + "."
	}
}

// state is that of a conversation in which the applicant has said everything, or
// nothing that a value follows from.
func (w *world) state(everything bool) *tools.State {
	s := &tools.State{Draft: plan.NewDraft(plan.EN), Index: w.index, Lang: plan.EN, Now: now}
	var all []string
	if everything {
		for _, section := range w.sections {
			for _, l := range w.leaves[section] {
				all = append(all, l.said)
			}
		}
	}
	s.Said = []tools.Utterance{{ID: "m1", Text: strings.Join(append(all, "Lovely weather."), "\n")}}
	return s
}

// fillCall draws a call that stores some leaves of a section with their evidence.
// References are left out where other sections would have to be there first.
func (w *world) fillCall(t *rapid.T, section string, references bool) tools.Call {
	var fragment plan.Plan
	evidence := []string{"Lovely weather."}
	for _, l := range w.leaves[section] {
		f, _ := plan.FieldAt(l.path)
		if f.List != "" && !references || !rapid.Bool().Draw(t, string(l.path)) {
			continue
		}
		if err := fragment.Set(l.path, l.value); err != nil {
			t.Fatal(err)
		}
		evidence = append(evidence, l.said)
	}
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(encode(t, fragment), &parts); err != nil {
		t.Fatal(err)
	}
	args := map[string]any{"evidence": evidence}
	key := "values"
	if plan.IsList(plan.Path(section)) {
		key = "rows"
	}
	args[key] = parts[section]
	if parts[section] == nil {
		args[key] = map[string]any{"values": struct{}{}, "rows": []int{}}[key]
	}
	return tools.Call{Name: "set_" + section, Arguments: encode(t, args)}
}

// anyCall draws a call of any tool, sensible or not.
func (w *world) anyCall(t *rapid.T) tools.Call {
	section := rapid.SampledFrom(w.sections).Draw(t, "section")
	path := rapid.Custom(func(t *rapid.T) plan.Path { return rapid.SampledFrom(w.leaves[section]).Draw(t, "leaf").path }).Draw(t, "path")
	quotes := []string{"Lovely weather."}
	switch name := rapid.SampledFrom([]string{"set", "set", "propose", "confirm", "remove", "skip", "undo", "reorder", "check_plan"}).Draw(t, "tool"); name {
	case "propose":
		return tools.Call{Name: name, Arguments: encode(t, object{"path": path, "text": "words of the assistant", "reason": ""})}
	case "confirm", "remove":
		return tools.Call{Name: name, Arguments: encode(t, object{"paths": []plan.Path{path}, "evidence": quotes})}
	case "skip":
		return tools.Call{Name: name, Arguments: encode(t, object{"paths": []plan.Path{path}, "kind": "skipped", "reason": ""})}
	case "reorder":
		return tools.Call{Name: name, Arguments: encode(t, object{"list": section, "ids": []string{"k2", "k1"}, "evidence": quotes})}
	case "undo", "check_plan":
		return tools.Call{Name: name, Arguments: json.RawMessage("{}")}
	default:
		return w.fillCall(t, section, true)
	}
}

func encode(t *rapid.T, v any) json.RawMessage {
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func do(t *rapid.T, s *tools.State, calls ...tools.Call) {
	for _, call := range calls {
		if _, err := tools.All().Run(t.Context(), s, call); err != nil {
			t.Fatal(err)
		}
	}
}

func TestMergeIsIdempotent(t *testing.T) {
	w := newWorld(t)
	stored := 0
	rapid.Check(t, func(t *rapid.T) {
		s := w.state(true)
		call := w.fillCall(t, rapid.SampledFrom(w.sections).Draw(t, "section"), true)
		do(t, s, call)
		once := string(s.Draft.JSON())
		stored += len(s.Draft.Provenance)
		do(t, s, call)
		if twice := string(s.Draft.JSON()); once != twice {
			t.Fatalf("once:\n%s\ntwice:\n%s", once, twice)
		}
	})
	if stored == 0 {
		t.Error("no call stored anything")
	}
}

func TestOrderOfIndependentCallsDoesNotMatter(t *testing.T) {
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		sections := rapid.Permutation(w.sections).Draw(t, "sections")
		var calls []tools.Call
		for _, section := range sections[:rapid.IntRange(2, 4).Draw(t, "n")] {
			calls = append(calls, w.fillCall(t, section, false))
		}
		forth, back := w.state(true), w.state(true)
		do(t, forth, calls...)
		slices.Reverse(calls)
		do(t, back, calls...)
		if a, b := string(forth.Draft.JSON()), string(back.Draft.JSON()); a != b {
			t.Fatalf("forth:\n%s\nback:\n%s", a, b)
		}
	})
}

// TestUndoThenRedoIsIdentity: undo leads to the very bytes before, and the same
// calls lead to the same bytes again.
func TestUndoThenRedoIsIdentity(t *testing.T) {
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		s := w.state(true)
		do(t, s, w.fillCall(t, rapid.SampledFrom(w.sections).Draw(t, "before"), true))
		s.Previous = s.Draft.Clone()
		before := string(s.Draft.JSON())
		calls := rapid.SliceOfN(rapid.Custom(w.anyCall), 1, 5).Draw(t, "calls")
		s.Receipt = tools.Receipt{}
		do(t, s, calls...)
		after := string(s.Draft.JSON())
		do(t, s, tools.Call{Name: "undo"})
		if got := string(s.Draft.JSON()); got != before {
			t.Fatalf("undone:\n%s\nwant:\n%s", got, before)
		}
		s.Receipt = tools.Receipt{}
		do(t, s, calls...)
		if got := string(s.Draft.JSON()); got != after {
			t.Fatalf("done again:\n%s\nwant:\n%s", got, after)
		}
	})
}

func TestDraftsSurviveTheirJSON(t *testing.T) {
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		s := w.state(true)
		do(t, s, rapid.SliceOfN(rapid.Custom(w.anyCall), 1, 8).Draw(t, "calls")...)
		data := s.Draft.JSON()
		again, err := plan.DecodeDraft(data)
		if err != nil || string(again.JSON()) != string(data) {
			t.Fatalf("%v: %s", err, data)
		}
		if _, err := plan.Decode(encode(t, s.Draft.Plan)); err != nil {
			t.Fatalf("the plan: %v", err)
		}
	})
}

// TestNoCallPassesAHardRuleByItself: when the applicant has said nothing of the
// reform, whatever tools are called, each hard rule that failed fails still.
func TestNoCallPassesAHardRuleByItself(t *testing.T) {
	w := newWorld(t)
	hard := func(d *plan.Draft) (rules []string) {
		for _, f := range criteria.Check(d).Failing() {
			if f.Level == plan.Hard && !slices.Contains(rules, f.Rule) {
				rules = append(rules, f.Rule)
			}
		}
		return rules
	}
	before := hard(w.state(false).Draft)
	if len(before) < 10 {
		t.Fatalf("an empty plan fails only %v", before)
	}
	rapid.Check(t, func(t *rapid.T) {
		s := w.state(false)
		do(t, s, rapid.SliceOfN(rapid.Custom(w.anyCall), 1, 12).Draw(t, "calls")...)
		after := hard(s.Draft)
		for _, rule := range before {
			if !slices.Contains(after, rule) {
				t.Fatalf("%s passes: %s", rule, s.Draft.JSON())
			}
		}
	})
}
