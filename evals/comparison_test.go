package evals

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// record makes rows of n cases, of which some succeed; each fails in its own way.
func record(model string, n int, ok func(i int) bool) *Record {
	r := &Record{Header: &Header{Schema: RunSchema, Model: model, Cases: map[string]string{}}}
	for i := range n {
		id := fmt.Sprintf("c%03d", i)
		r.Header.Cases[id] = "sha"
		row := &Row{Case: id, CaseSHA: "sha", Style: Terse, Trial: 1, Success: ok(i), F1: map[string]float64{"micro": .9}, JGA: .5, Turns: 10, IdealTurns: 10}
		if !ok(i) {
			row.JGA, row.FirstWrong = .2, &Wrong{Turn: 3, Path: "target.volume", Want: 1.0, Got: 2.0}
		}
		r.Rows = append(r.Rows, row)
	}
	return r
}

func always(int) bool            { return true }
func every(k int) func(int) bool { return func(i int) bool { return i%k != 0 } }

func TestCompareVerdicts(t *testing.T) {
	long(t)
	worse := func(fault func(*Row)) *Record {
		r := record("llm", 400, always)
		fault(r.Rows[7])
		return r
	}
	tests := []struct {
		name            string
		base, candidate *Record
		gates           Gates
		want            Verdict
		says            string
	}{
		{"equal and many", record("llm", 400, always), record("llm", 400, always), DefaultGates(), VerdictPass, ""},
		{"equal and few", record("llm", 40, always), record("llm", 40, always), DefaultGates(), VerdictInconclusive, "40 pairs would have shown a drop of success by 0.23"},
		{"a large drop", record("llm", 400, always), record("llm", 400, every(5)), DefaultGates(), VerdictRegression, "success drops by 0.200"},
		{"a large drop among few", record("llm", 40, always), record("llm", 40, every(3)), DefaultGates(), VerdictRegression, "success drops"},
		{"a drop that may be too large", record("llm", 400, always), record("llm", 400, every(22)), DefaultGates(), VerdictInconclusive, "may drop by up to"},
		{"a rise", record("llm", 400, every(5)), record("llm", 400, always), DefaultGates(), VerdictPass, ""},
		{"a promise", record("llm", 400, always), worse(func(r *Row) { r.FalsePass = []string{"C1"} }), DefaultGates(), VerdictRegression, "1 promises are broken"},
		{"no gate on it", record("llm", 400, always), record("llm", 400, every(5)), Gates{}, VerdictPass, ""},
		{"a gate on JGA", record("llm", 400, always), record("llm", 400, every(5)), Gates{MaxDrop: map[string]float64{"jga": .03}}, VerdictRegression, "jga drops by 0.060"},
		{"guided: the same", record("guided", 3, always), record("guided", 3, always), DefaultGates(), VerdictSame, "every trial is the same"},
		{"guided: one worse", record("guided", 30, always), record("guided", 30, every(29)), DefaultGates(), VerdictRegression, "2 trials are worse"},
		{"guided: one better", record("guided", 30, every(29)), record("guided", 30, always), DefaultGates(), VerdictImproved, "2 trials are better"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := Compare(tt.base, tt.candidate, tt.gates, false, 1)
			if err != nil {
				t.Fatal(err)
			}
			if c.Verdict != tt.want || !strings.Contains(strings.Join(c.Reasons, "; "), tt.says) {
				t.Errorf("verdict %s for %q, want %s for %q", c.Verdict, c.Reasons, tt.want, tt.says)
			}
		})
	}
}

func TestBrokenPromisesOfTheBaseCountWhenStrict(t *testing.T) {
	long(t)
	r := record("llm", 400, always)
	r.Rows[3].Ungrounded = append(r.Rows[3].Ungrounded, "target.volume")
	r.Rows[4].Citations = Ratio{1, 2}
	c, err := Compare(r, r, DefaultGates(), false, 1)
	if err != nil || c.Verdict != VerdictPass || c.HardOld != 2 {
		t.Errorf("verdict %s, %d old, error %v", c.Verdict, c.HardOld, err)
	}
	c, err = Compare(r, r, Gates{Strict: true}, false, 1)
	if want := []string{"c003 terse #1: ungrounded target.volume", "c004 terse #1: wrong citation 1/2"}; err != nil || c.Verdict != VerdictRegression || !slices.Equal(c.Hard, want) {
		t.Errorf("verdict %s, broken %q, error %v", c.Verdict, c.Hard, err)
	}
}

func TestCompareRefusesOtherCases(t *testing.T) {
	base, candidate := record("llm", 6, always), record("llm", 5, always)
	candidate.Rows[1].CaseSHA = "other"
	_, err := Compare(base, candidate, DefaultGates(), false, 1)
	if err == nil || !strings.Contains(err.Error(), "c001 terse #1: the case was changed") || !strings.Contains(err.Error(), "c005 terse #1: only in the base") {
		t.Errorf("error %v", err)
	}
	c, err := Compare(base, candidate, DefaultGates(), true, 1)
	if err != nil || c.Pairs != 4 || len(c.Unpaired) != 2 {
		t.Errorf("common: %+v, error %v", c, err)
	}
	for _, r := range candidate.Rows {
		r.CaseSHA = "other"
	}
	if _, err := Compare(base, candidate, DefaultGates(), true, 1); err == nil || !strings.Contains(err.Error(), "nothing in common") {
		t.Errorf("error %v", err)
	}
}

func TestBaselineRoundTrip(t *testing.T) {
	dir := deafRun(t)
	file := filepath.Join(t.TempDir(), "baseline.json")
	var out bytes.Buffer
	if code := Main(t.Context(), []string{"baseline", "save", dir, "--out", file}, Deps{}, &out, &out); code != ExitOK {
		t.Fatalf("exit %d: %s", code, &out)
	}
	saved, err := OpenRecord(file)
	if err != nil {
		t.Fatal(err)
	}
	run, err := OpenRecord(dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(run, saved); diff != "" {
		t.Errorf("the run (-) and its baseline (+):\n%s", diff)
	}
	a, _ := saved.Baseline()
	if b, _ := os.ReadFile(file); !bytes.Equal(a, b) {
		t.Error("a baseline that is saved again has other bytes")
	}
	out.Reset()
	if code := Main(t.Context(), []string{"baseline", "show", file}, Deps{}, &out, &out); code != ExitOK || !strings.Contains(out.String(), "success 0 of 6") {
		t.Errorf("exit %d: %s", code, &out)
	}
}

func TestCompareCommand(t *testing.T) {
	good, deaf := goodRun(t), deafRun(t)
	write := func(text string) string {
		file := filepath.Join(t.TempDir(), "gate.yaml")
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	tests := []struct {
		args []string
		code int
		want string
	}{
		{[]string{good, good}, ExitOK, "SAME"}, // the toys are played under the name of the guided model
		{[]string{good, deaf}, ExitGate, "REGRESSION"},
		{[]string{deaf, good}, ExitOK, "IMPROVED"},
		{[]string{good, deaf, "--json"}, ExitGate, `"verdict": "regression"`},
		{[]string{good, deaf, "--gate", write("max_drop: {success: 1}")}, ExitGate, "REGRESSION"},
		{[]string{good, good, "--gate", write("max_drop: {succes: 1}")}, ExitUsage, `no metric "succes"`},
		{[]string{good, good, "--gate", write("max_drops: {}")}, ExitUsage, `gate.yaml:1: unknown key "max_drops"`},
		{[]string{good, good, "--gate", write("max_drop: {success: -1}")}, ExitUsage, "negative"},
		{[]string{good}, ExitUsage, "name two"},
		{[]string{good, good + "x"}, ExitUsage, "no such file"},
	}
	for _, tt := range tests {
		var out bytes.Buffer
		if code := Main(t.Context(), append([]string{"compare"}, tt.args...), Deps{}, &out, &out); code != tt.code || !strings.Contains(out.String(), tt.want) {
			t.Errorf("compare %v: code %d, want %d and %q:\n%s", tt.args, code, tt.code, tt.want, &out)
		}
	}
}

func TestRequirePower(t *testing.T) {
	write := func(r *Record) string {
		data, err := r.Baseline()
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "b.json")
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	file := write(record("llm", 40, always))
	for _, tt := range []struct {
		flag string
		code int
	}{{"--require-power", ExitInconclusive}, {"--json", ExitOK}} {
		var out bytes.Buffer
		if code := Main(t.Context(), []string{"compare", file, file, tt.flag}, Deps{}, &out, &out); code != tt.code {
			t.Errorf("%s: exit %d, want %d", tt.flag, code, tt.code)
		}
	}
}

func TestSummary(t *testing.T) {
	r := record("llm", 4, every(2))
	r.Rows[0].Infra = "no network"
	again := record("llm", 4, always)
	for _, row := range again.Rows {
		row.Trial = 2
	}
	s := Summarize(append(r.Rows, again.Rows...), 1)
	if s.Trials != 8 || s.Success != 6 || s.Infra != 1 || !slices.Equal(s.PassK, []float64{.75, .5}) || s.FlipRate != .5 {
		t.Errorf("summary %+v", s)
	}
	if m := s.Metrics[0]; m.Name != "success" || m.Mean != .75 || m.Low >= .75 || m.Of != 8 {
		t.Errorf("success %+v", m)
	}
	if w := worst(r.Rows, 9); len(w) != 2 {
		t.Errorf("the worst are %v", w)
	}
}
