package criteria

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"luonnos/tools/plan"
)

// fixture is one file of testdata/rules: a complete plan, changes to it, and
// what must come of them. "RULE/fires…" must make that rule fire alone,
// "RULE/holds…" must leave it silent.
//
//	# COMMENT
//	base NAME           the plan of testdata/plans, first line
//	set PATH JSON       store a value, as imported
//	drop PATH           delete a leaf, row or list
//	propose PATH JSON   store the assistant's own value, not confirmed
//	copy ROW ID         add a copy of a row under another id
//	waive PATH REASON   say that it does not apply
//	time PATH DATE      say when it was told
//	unattest WHAT       take the commitment away
//	lock NAME… DATE     lock the targets as they are now; "-" is no name
//	unlock              take the lock away
//	at PATH             fires: the findings' paths, one a line
//	rests PATH JSON     fires: one value that the first finding rests on, in order
//	say LANG TEXT       fires: the message of the first finding
//	also RULE           holds: another rule that fires
type fixture struct {
	base, draft *plan.Draft
	paths       []plan.Path
	rests       []Evidence
	says        map[plan.Lang]string
	also        []string
}

func readFixture(t *testing.T, text string) fixture {
	t.Helper()
	f := fixture{says: map[plan.Lang]string{}}
	for line := range strings.Lines(text) {
		words := strings.SplitN(strings.TrimSpace(line), " ", 3)
		if words[0] == "" || words[0] == "#" {
			continue
		}
		if words[0] == "base" {
			f.base = load(t, words[1])
			f.draft = f.base.Clone()
			continue
		}
		if err := f.step(words); err != nil {
			t.Fatalf("%q: %v", strings.TrimSpace(line), err)
		}
	}
	return f
}

func (f *fixture) step(words []string) error {
	if words[0] == "unlock" {
		f.draft.Plan.TargetsLock = nil
		return nil
	}
	path := plan.Path(words[1])
	switch words[0] {
	case "set":
		return f.put(path, words[2], plan.Imported)
	case "propose":
		return f.put(path, words[2], plan.Proposed)
	case "drop":
		return f.draft.Drop(path)
	case "waive":
		f.draft.States[path] = plan.State{Kind: plan.NotApplicable, Reason: words[2]}
		return f.draft.Plan.Remove(path)
	case "time":
		at, err := time.Parse(time.DateOnly, words[2])
		proof := f.draft.Provenance[path]
		proof.At = at
		f.draft.Provenance[path] = proof
		return err
	case "copy":
		return f.copyRow(path, words[2])
	case "unattest":
		for i := range f.draft.Plan.Attestations {
			a := &f.draft.Plan.Attestations[i]
			a.What = slices.DeleteFunc(a.What, func(w string) bool { return w == words[1] })
		}
	case "lock":
		all := strings.Join(words[1:], " ")
		end := strings.LastIndexByte(all, ' ')
		f.draft.Plan.LockTargets(strings.TrimPrefix(all[:end], "-"), plan.Date(all[end+1:]))
	case "rests":
		var v any
		err := json.Unmarshal([]byte(words[2]), &v)
		f.rests = append(f.rests, Evidence{Path: path, Value: v})
		return err
	case "at":
		f.paths = append(f.paths, path)
	case "say":
		f.says[plan.Lang(words[1])] = words[2]
	case "also":
		f.also = append(f.also, words[1])
	default:
		return fmt.Errorf("no such step")
	}
	return nil
}

func (f *fixture) put(path plan.Path, value string, source plan.Source) error {
	var v any
	if err := json.Unmarshal([]byte(value), &v); err != nil {
		return err
	}
	return f.draft.Put(path, v, plan.Provenance{Source: source})
}

func (f *fixture) copyRow(row plan.Path, id string) error {
	for path, value := range f.draft.Clone().Plan.Leaves() {
		if path.Row() != row {
			continue
		}
		if err := f.draft.Put(plan.At(row.List(), id, path.Leaf()), value, plan.Provenance{Source: plan.Imported}); err != nil {
			return err
		}
	}
	return nil
}

func TestRuleFixtures(t *testing.T) {
	archives, err := filepath.Glob(filepath.Join("testdata", "rules", "*.txtar"))
	if err != nil || len(archives) == 0 {
		t.Fatalf("archives %v: %v", archives, err)
	}
	has := map[string]bool{}
	for _, file := range archives {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range archive.Files {
			rule, kind, _ := strings.Cut(entry.Name, "/")
			if has[entry.Name] {
				t.Errorf("%s: %s comes twice", file, entry.Name)
			}
			has[entry.Name] = true
			t.Run(entry.Name, func(t *testing.T) {
				f := readFixture(t, string(entry.Data))
				switch {
				case strings.HasPrefix(kind, "fires"):
					has[rule+"/fires"] = true
					f.fires(t, rule)
				case strings.HasPrefix(kind, "holds"):
					has[rule+"/holds"] = true
					f.holds(t, rule)
				default:
					t.Errorf("neither fires nor holds")
				}
			})
		}
	}
	for _, rule := range Rules() {
		if !has[rule.ID+"/fires"] || !has[rule.ID+"/holds"] {
			t.Errorf("%s lacks a fixture in which it fires alone or one in which it does not", rule.ID)
		}
	}
}

func (f *fixture) fires(t *testing.T, rule string) {
	t.Helper()
	r := Check(f.draft)
	r.Findings = news(f.base, r)
	for _, finding := range r.Findings {
		readable(t, finding)
	}
	if got := ruleIDs(r.Findings); !slices.Equal(got, []string{rule}) {
		t.Fatalf("fired %v, want %s alone", got, rule)
	}
	first := r.Findings[0]
	failing := first.Level == plan.Hard || first.Level == plan.Int
	if outcome := r.Criteria[criterionOf(first.Sub)]; failing != (outcome == Failed) || failing != (r.Verdict == Failed) {
		t.Errorf("level %s: criterion %q, verdict %q", first.Level, outcome, r.Verdict)
	}
	var paths []plan.Path
	for _, finding := range r.Findings {
		paths = append(paths, finding.Path)
	}
	if f.paths != nil && !slices.Equal(paths, f.paths) {
		t.Errorf("got paths %v, want %v", paths, f.paths)
	}
	if f.rests != nil {
		if got, want := mustJSON(t, first.Evidence), mustJSON(t, f.rests); got != want {
			t.Errorf("rests on %s, want %s", got, want)
		}
	}
	for lang, want := range f.says {
		if got := first.Message.In(lang); got != want {
			t.Errorf("%s: got %q, want %q", lang, got, want)
		}
	}
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// news lists the findings that the base does not have: the plans of the public
// cases leave open what the interview does not ask.
func news(base *plan.Draft, r *Report) []Finding {
	had := Check(base).Findings
	return slices.DeleteFunc(slices.Clone(r.Findings), func(f Finding) bool {
		return f.Later && slices.ContainsFunc(had, func(old Finding) bool { return old.Rule == f.Rule && old.Path == f.Path })
	})
}

func (f *fixture) holds(t *testing.T, rule string) {
	t.Helper()
	got := ruleIDs(news(f.base, Check(f.draft)))
	if slices.Contains(got, rule) || !slices.Equal(got, append([]string{}, f.also...)) {
		t.Errorf("fired %v, want %v", got, f.also)
	}
}
