package evals

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"luonnos/tools/plan"
)

// TestChaosCurve reports three runs of toys that fail the more the more is broken.
func TestChaosCurve(t *testing.T) {
	dir := t.TempDir()
	deps := Deps{Open: func(_ context.Context, o Opening) (Session, error) {
		s := newToy(o.Case)
		s.deaf = o.Chaos.P >= 0.4 || o.Chaos.P >= 0.2 && o.Case.Lang == plan.SV
		return s, nil
	}}
	play := func(name, flags string) string {
		var out bytes.Buffer
		run := filepath.Join(dir, name)
		if code := Main(t.Context(), args("run PAIR --style verbose --out "+run+" "+flags), deps, &out, &out); code != ExitOK && code != ExitGate {
			t.Fatalf("exit %d: %s", code, &out)
		}
		return run
	}
	none, some, most := play("none", ""), play("some", "--chaos all@0.2"), play("most", "--chaos all@0.4")
	page, file := filepath.Join(dir, "page.html"), filepath.Join(dir, "r.json")
	report := func(line ...string) (code int, out string) {
		var b bytes.Buffer
		code = Main(t.Context(), append([]string{"report"}, line...), Deps{}, &b, &b)
		return code, b.String()
	}
	code, out := report(most, none, some, "--html", page, "--json", file, "--lang", "en")
	if code != ExitOK || !strings.Contains(out, "area: success 0.500, completed 1.000") {
		t.Errorf("exit %d: %s", code, out)
	}
	html, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Effect of faults: all", `<polyline class="wins" points="56.0,12.0 316.0,122.0 576.0,232.0 "/>`, `<th scope="row">0.2</th><td class="num">2</td><td class="num">0.500</td>`,
	} {
		if !strings.Contains(string(html), want) {
			t.Errorf("no %q on the page", want)
		}
	}
	for want, line := range map[string][]string{
		"two runs have the probability 0.4": {most, some, most},
		"the profiles all and numbers":      {most, play("other", "--chaos numbers@0.1")},
		"the runs are of guided with":       {most, play("llm", "--model openai:x")},
		"the runs are of different cases":   {most, play("styles", "--style terse")},
		"no such file":                      {most, dir},
	} {
		if code, out := report(line...); code != ExitUsage || !strings.Contains(out, want) {
			t.Errorf("exit %d, want %q: %s", code, want, out)
		}
	}
}
