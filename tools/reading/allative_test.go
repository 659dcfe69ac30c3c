package reading

import (
	"slices"
	"testing"
)

// TestGroupsOfPeople: a group is told in the nominative, and a group that is part of a title
// is none.
func TestGroupsOfPeople(t *testing.T) {
	for _, tt := range []struct {
		lang Lang
		s    string
		want []string
	}{
		{FI, "asentajille", []string{"asentajat"}},
		{FI, "varustamoille", []string{"varustamot"}},
		{FI, "isännöitsijöille ja poliklinikoille", []string{"isännöitsijät", "poliklinikat"}},
		{FI, "kyläyhdistyksille, työmaille", []string{"kyläyhdistykset", "työmaat"}},
		{FI, "poliklinikan väelle", []string{"poliklinikan väki"}},
		{FI, "asiakaspalvelulle", []string{"asiakaspalvelu"}},
		{FI, "viestintäpalveluille", []string{"viestintäpalvelut"}},
		{EN, "personnel manager Olivia Brandt", []string{"Olivia Brandt"}},
		{EN, "head of personnel Olivia Brandt", []string{"Olivia Brandt"}},
		{EN, "personnel, Olivia Brandt", []string{"personnel", "Olivia Brandt"}},
	} {
		var got []string
		for _, p := range PartyList(tt.s, tt.lang, nil) {
			got = append(got, p.Name)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q: %q, want %q", tt.s, got, tt.want)
		}
	}
}
