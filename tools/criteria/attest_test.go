package criteria

import (
	"testing"

	"luonnos/tools/plan"
)

func TestAttested(t *testing.T) {
	for name, test := range map[string]struct {
		a    plan.Attestation
		want bool
	}{
		"by a person on a day":  {plan.Attestation{What: []string{plan.AttestScale, plan.AttestLead}, By: "A B", Date: "2026-12-09"}, true},
		"by initials":           {plan.Attestation{What: []string{plan.AttestLead}, By: "J-P N. Åkerö-Aho", Date: "2026-12-09"}, true},
		"something else":        {plan.Attestation{What: []string{plan.AttestScale}, By: "A B", Date: "2026-12-09"}, false},
		"by nobody":             {plan.Attestation{What: []string{plan.AttestLead}, Date: "2026-12-09"}, false},
		"by a blank":            {plan.Attestation{What: []string{plan.AttestLead}, By: " \u00a0", Date: "2026-12-09"}, false},
		"by a mark":             {plan.Attestation{What: []string{plan.AttestLead}, By: "-", Date: "2026-12-09"}, false},
		"by a placeholder":      {plan.Attestation{What: []string{plan.AttestLead}, By: "N.N.", Date: "2026-12-09"}, false},
		"by the assistant":      {plan.Attestation{What: []string{plan.AttestLead}, By: "Assistant", Date: "2026-12-09"}, false},
		"by the team":           {plan.Attestation{What: []string{plan.AttestLead}, By: "tiimi", Date: "2026-12-09"}, false},
		"on no day":             {plan.Attestation{What: []string{plan.AttestLead}, By: "A B", Date: "soon"}, false},
		"on a day that is none": {plan.Attestation{What: []string{plan.AttestLead}, By: "A B", Date: "2026-02-30"}, false},
	} {
		if got := Attested(&plan.Plan{Attestations: []plan.Attestation{test.a}}, plan.AttestLead); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
