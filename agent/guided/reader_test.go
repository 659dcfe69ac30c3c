package guided

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// spoken is one message of the table testdata/spoken.yaml with what must be read from it.
type spoken struct {
	Lang  plan.Lang      `yaml:"lang"`
	Topic plan.Topic     `yaml:"topic"`
	Known []string       `yaml:"known"`
	Say   string         `yaml:"say"`
	Want  map[string]any `yaml:"want"`
}

// TestSpoken reads messages of other sectors, wordings and languages than the public
// cases. Texts must have most of the wanted words; all else must be equal.
func TestSpoken(t *testing.T) {
	data, err := os.ReadFile("testdata/spoken.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var table []spoken
	if err := yaml.Unmarshal(data, &table); err != nil {
		t.Fatal(err)
	}
	for i, row := range table {
		t.Run(fmt.Sprintf("%s-%s-%d", row.Topic, row.Lang, i), func(t *testing.T) {
			d := plan.NewDraft(row.Lang)
			m := readMessage("m", row.Say, row.Lang, noon, row.Known)
			r := newReader(m, d, asksOf(row.Topic), noon)
			r.acts()
			facts, _ := r.read()
			got := map[string]any{}
			for _, f := range facts {
				got[string(f.path)] = f.value
			}
			for path, want := range row.Want {
				if !told(t, got[path], want, row.Lang) {
					t.Errorf("%q\n%s = %v, want %v", row.Say, path, got[path], want)
				}
			}
		})
	}
}

var noon = time.Date(2026, 3, 16, 12, 0, 0, 0, time.UTC)

// told compares a read value with the wanted one.
func told(t *testing.T, got, want any, lang plan.Lang) bool {
	t.Helper()
	switch w := want.(type) {
	case nil:
		return got == nil
	case int:
		return got == float64(w)
	case string:
		if d, ok := got.(plan.Date); ok {
			return strings.HasPrefix(string(d), w)
		}
		s, ok := got.(string)
		return ok && (s == w || reading.Covered(w, s, lang) >= 0.6)
	case time.Time:
		d, ok := got.(plan.Date)
		return ok && string(d) == w.Format(time.DateOnly)
	case []any:
		list, ok := got.([]string)
		if !ok || len(list) != len(w) {
			return false
		}
		for i := range w {
			if !strings.EqualFold(list[i], fmt.Sprint(w[i])) && reading.Covered(fmt.Sprint(w[i]), list[i], lang) < 0.6 {
				return false
			}
		}
		return true
	default:
		return got == want
	}
}

// TestSaidTwice: a message that is read a second time tells nothing new.
func TestSaidTwice(t *testing.T) {
	data, err := os.ReadFile("testdata/spoken.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var table []spoken
	if err := yaml.Unmarshal(data, &table); err != nil {
		t.Fatal(err)
	}
	for _, row := range table {
		if row.Known != nil {
			continue // names that no draft holds
		}
		d := plan.NewDraft(row.Lang)
		tell(t, d, row.Say, asksOf(row.Topic), noon)
		facts, conflicts, _ := tell(t, d, row.Say, asksOf(row.Topic), noon)
		facts = slices.DeleteFunc(facts, func(f fact) bool { return f.path.Row() == "" })
		if len(facts) > 0 || len(conflicts) > 0 {
			t.Errorf("%q read again gives %v %v", row.Say, facts, conflicts)
		}
	}
}

// TestCutMessages: a message that is cut anywhere, in answer to any question, is read
// without a panic into values that their paths can hold.
func TestCutMessages(t *testing.T) {
	data, err := os.ReadFile("testdata/spoken.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var table []spoken
	if err := yaml.Unmarshal(data, &table); err != nil {
		t.Fatal(err)
	}
	for i, row := range table {
		for n := 5 + i%7; n < len(row.Say); n += 23 {
			text := strings.ToValidUTF8(row.Say[:n], "")
			d := plan.NewDraft(row.Lang)
			m := readMessage("m", text, row.Lang, noon, row.Known)
			r := newReader(m, d, asksOf(plan.Topics[(i+n)%len(plan.Topics)]), noon)
			r.acts()
			facts, _ := r.read()
			m.calls(facts)
			r.unplaced()
		}
	}
}

// TestLongMessage: of a message without end only the beginning is read.
func TestLongMessage(t *testing.T) {
	for _, unit := range []string{"1 ", ", ", "(", "a/b ", "tavoite ", "ä"} {
		m := readMessage("m", strings.Repeat(unit, 64<<10/len(unit)), plan.FI, noon, nil)
		if len(m.text) > maxRead {
			t.Errorf("%q: %d bytes are read, want at most %d", unit, len(m.text), maxRead)
		}
		r := newReader(m, plan.NewDraft(plan.FI), asksOf(plan.TopicKPIs), noon)
		r.acts()
		r.read()
	}
}
