package guided

import (
	"strings"
	"testing"

	"luonnos/tools/plan"
)

// TestOutside: a value that is none of a closed list's choices is named as such, with the
// choices and, where there is one, the nearest; a choice is not.
func TestOutside(t *testing.T) {
	tests := []struct {
		lang       plan.Lang
		asked      plan.Path
		text       string
		what, near string // "" for a choice
	}{
		{plan.FI, "capabilities", "Järjestelmäosaaminen: maturiteetti 2, kriittisyys 5.", "”Järjestelmäosaaminen”", "”tiedonhallinta: maturiteetti 2, kriittisyys 5”"},
		{plan.SV, "capabilities", "Språkkunskaper 2 och 4, vi ordnar kurser.", "”Språkkunskaper”", "Vilket"},
		{plan.EN, "capabilities", "Procurement: maturity 2, criticality 4.", "", ""},
		{plan.SV, "execution.model", "Vattenfallsmodellen.", "”Vattenfallsmodellen”", "”grindmodell”"},
		{plan.EN, "execution.model", "We use a waterfall model.", "“waterfall model”", "“stage-gate”"},
		{plan.FI, "execution.model", "Porttimalli.", "", ""},
		{plan.SV, "raci", "nej", "", ""},
		{plan.EN, "kpis[k1].frequency", "Twice a year.", "“Twice a year”", "Which"},
		{plan.FI, "raci", "Viestintä: omistaja Leena Harju, tekijä Pekka Virtanen.", "”Viestintä”", "Mikä"},
		{plan.FI, "value_stream.steps[s1].change", "Se ulkoistetaan.", "”ulkoistetaan”", "”uudistetaan”"},
		{plan.EN, "kpis[k1].formula", "Teamwork: maturity 2, criticality 4.", "“Teamwork”", "maturity 2, criticality 4”"},
		{plan.EN, "kpis[k1].formula", "We use Prince2 as our decision model.", "“Prince2”", "“stage-gate”"},
		{plan.EN, "realisation[z1].target", "Office space.", "“Office space”", "“purchases and licences”"},
	}
	for _, tt := range tests {
		m := readMessage("m", tt.text, tt.lang, noon, nil)
		r := newReader(m, about(t, tt.lang), []plan.Path{tt.asked}, noon)
		u := &understanding{r: r, acts: r.acts()}
		r.read()
		got := (&answer{u: u, lang: tt.lang}).outside()
		if tt.what == "" {
			if got != "" {
				t.Errorf("%q is answered with %q", tt.text, got)
			}
			continue
		}
		enum := choicesOf(tt.asked)
		switch {
		case enum == "" && strings.Contains(tt.text, "maturity"):
			enum = enumCapability
		case enum == "":
			enum = enumModel
		}
		first := plan.Options(enum)[0].Label.In(tt.lang)
		if !strings.HasPrefix(got, tt.what+" ") || !strings.Contains(got, first) || !strings.Contains(got, tt.near) {
			t.Errorf("%q is answered with %q, want %s, %s and %s", tt.text, got, tt.what, first, tt.near)
		}
	}
}
