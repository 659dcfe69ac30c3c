package guided

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"luonnos/tools/plan"
)

// readCase is what the reading tests need of a case file.
type readCase struct {
	Lang   plan.Lang `yaml:"lang"`
	Today  string    `yaml:"today"`
	Gold   any       `yaml:"gold"`
	Script []struct {
		Topic plan.Topic `yaml:"topic"`
		Say   []struct {
			T string   `yaml:"t"`
			R []string `yaml:"r"`
		} `yaml:"say"`
	} `yaml:"script"`
	Corrections []struct {
		After, Path, Say string
		Old, New         any
	} `yaml:"corrections"`
}

// tell reads one message into the draft as the tools would, without their checks.
func tell(t *testing.T, d *plan.Draft, text string, asked []plan.Path, today time.Time) ([]fact, []conflict, *reader) {
	t.Helper()
	m := readMessage("m", text, d.Lang, today, rosterOf(d))
	r := newReader(m, d, asked, today)
	r.acts()
	facts, conflicts := r.read()
	for _, f := range facts {
		if err := d.Put(f.path, f.value, plan.Provenance{Source: plan.Said, Quote: m.quote(f.at)}); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	}
	return facts, conflicts, r
}

// asksOf are the paths that the opening question of a topic asks.
func asksOf(topic plan.Topic) []plan.Path {
	var asks []plan.Path
	for _, f := range plan.Fields() {
		if f.Topic != topic {
			continue
		}
		if list := f.Path.List(); list != "" {
			if !slices.Contains(asks, list) {
				asks = append(asks, list)
			}
			continue
		}
		asks = append(asks, f.Path)
	}
	return asks
}

func TestPublicCasesByReading(t *testing.T) {
	files, err := filepath.Glob("../../evals/cases/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var c readCase
			if err := yaml.Unmarshal(data, &c); err != nil {
				t.Fatal(err)
			}
			today, err := time.Parse(time.DateOnly, c.Today)
			if err != nil {
				t.Fatal(err)
			}
			d := plan.NewDraft(c.Lang)
			for _, topic := range c.Script {
				for _, s := range topic.Say {
					facts, conflicts, _ := tell(t, d, s.T, asksOf(topic.Topic), today)
					t.Logf("%s: %s", topic.Topic, s.T)
					for _, f := range facts {
						t.Logf("    %s = %v", f.path, show(f.value))
					}
					for _, f := range conflicts {
						t.Logf("  ? %s: %v / %v", f.path, f.old, f.new)
					}
				}
				for _, x := range c.Corrections {
					if x.After == string(topic.Topic) {
						next := plan.Topics[min(slices.Index(plan.Topics, topic.Topic)+1, len(plan.Topics)-1)]
						facts, conflicts, _ := tell(t, d, x.Say, asksOf(next), today)
						t.Logf("CORRECTION %s -> %v: %s", x.Path, x.New, x.Say)
						for _, f := range facts {
							t.Logf("    %s = %v", f.path, show(f.value))
						}
						for _, f := range conflicts {
							t.Logf("  ? %s: %v / %v", f.path, f.old, f.new)
						}
					}
				}
			}
		})
	}
}

func show(v any) string {
	if list, ok := v.([]string); ok {
		return "[" + strings.Join(list, " | ") + "]"
	}
	return fmt.Sprint(v)
}
