package guided

import (
	"strings"
	"testing"

	"luonnos/tools/plan"
)

// TestUnreadCorrection: a correction of which nothing was read gets a form that is read, in
// the words of what it is about.
func TestUnreadCorrection(t *testing.T) {
	for _, tt := range []struct {
		lang           plan.Lang
		told, fix      string
		form, new, now string
		path           plan.Path
		want           any
	}{
		{plan.FI, "Avainmittari on virheiden osuus: lähtötaso 8 % 31.12.2025, tavoite 3 % 31.3.2027.", "Tavoitetaso meni väärin.", "korjaan: virheiden osuus, tavoitetaso on …", "…", "4 %.", "kpis[k1].target", 4.0},
		{plan.SV, "Vår nyckelindikator är andelen fel: utgångsnivå 8 % 31.12.2025, mål 3 % 31.3.2027.", "Målnivån blev fel.", "målnivå är …", "…", "4 %.", "kpis[k1].target", 4.0},
		{plan.EN, "Our key indicator is the share of errors: baseline 8% on 31 December 2025, target 3% by 31 March 2027.", "The target level is wrong.", "target level is …", "…", "4%.", "kpis[k1].target", 4.0},
	} {
		c := newTalk(t, tt.lang)
		c.say(tt.told)
		text := c.say(tt.fix)
		i := strings.Index(text, tt.form)
		if i < 0 {
			t.Errorf("%q lacks %q", text, tt.form)
			continue
		}
		form := quotedIn(text)
		c.say(strings.Replace(form, tt.new, tt.now, 1))
		if got := c.value(tt.path); got != tt.want {
			t.Errorf("after %q, %s is %v, want %v", form, tt.path, got, tt.want)
		}
	}
}

// quotedIn is what stands in the first quotation marks of a text.
func quotedIn(text string) string {
	_, after, _ := strings.Cut(strings.ReplaceAll(text, "“", "”"), "”")
	words, _, _ := strings.Cut(after, "”")
	return words
}
