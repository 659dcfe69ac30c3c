package criteria

import (
	"strings"
	"testing"

	"luonnos/tools/plan"
)

// TestOptions: a file may hold what no tool would store.
func TestOptions(t *testing.T) {
	for _, test := range []struct {
		set  func(*plan.Plan)
		rule string
		says string
	}{
		{func(p *plan.Plan) { p.Execution.Model = []string{"waterfall"} }, "C4.MODEL", `Päätöksentekomalli ei ole mikään vaihtoehdoista ("waterfall")`},
		{func(p *plan.Plan) { p.Execution.Model = []string{"waterfall", "gate"} }, "", ""},
		{func(p *plan.Plan) { p.ValueStream.Steps[0].Change = "later on" }, "C3.REDESIGN", `ei ole mikään vaihtoehdoista ("later on")`},
		{func(p *plan.Plan) { p.Realisation[0].Target = "elsewhere" }, "C3.REALISATION.TARGET", `ei ole mikään vaihtoehdoista ("elsewhere")`},
	} {
		d := load(t, full)
		test.set(&d.Plan)
		failing := Check(d).Failing()
		switch {
		case test.rule == "" && len(failing) == 0:
		case len(failing) != 1 || failing[0].Rule != test.rule || !strings.Contains(failing[0].Message.FI, test.says):
			t.Errorf("got %+v, want %s", failing, test.rule)
		}
	}
}
