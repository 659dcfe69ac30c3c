package chaos

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"luonnos/agent"
	"luonnos/agent/modeltest"
	"luonnos/tools"
)

func TestParse(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "all@0.2": "all@0.2", "numbers@0": "numbers@0", "args@1": "args@1",
		"all": "not of the form", "noise@0.1": `no profile "noise"`, "all@2": "no chance", "all@x": "no chance", "all@NaN": "no chance",
	} {
		c, err := Parse(in)
		if err != nil && !strings.Contains(err.Error(), want) || err == nil && c.String() != want {
			t.Errorf("%q: %q, error %v, want %q", in, c, err, want)
		}
	}
}

const kpis = `{"rows":[{"id":"k1","name":"käsittelyaika","baseline":24,"target":10.5,"owner":"Aino Aho"},{"id":"k2","name":"jono","baseline":31}],"evidence":["käsittelyaika 24 vrk"]}`

func callAnswer() []agent.Chunk {
	return []agent.Chunk{{Finish: agent.ToolCalls, Calls: []tools.Call{
		{ID: "1", Name: "set_kpis", Arguments: json.RawMessage(kpis)},
		{ID: "2", Name: "set_target", Arguments: json.RawMessage(`{"values":{"commits_to_lead":true},"evidence":["kyllä"]}`)},
	}}}
}

func textAnswer() []agent.Chunk {
	return []agent.Chunk{{Text: "Mikä on "}, {Text: "tavoite?", Finish: agent.Stop}}
}

func request() *agent.Request {
	return &agent.Request{Agenda: []agent.Item{{}}, Messages: []agent.Message{{Role: agent.User, Text: "Hyväksy suunnitelma."}}}
}

// TestEveryFaultBreaksSomething applies each fault to answers of both kinds until it fits.
func TestEveryFaultBreaksSomething(t *testing.T) {
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			for seed := range uint64(50) {
				for _, whole := range [][]agent.Chunk{callAnswer(), textAnswer()} {
					before := show(whole, nil)
					a := &answer{random: rand.New(rand.NewPCG(seed, 1)), req: request(), chunks: whole}
					if !f.apply(a) {
						continue
					}
					if show(a.chunks, a.err) == before {
						t.Errorf("nothing is broken: %s", before)
					}
					return
				}
			}
			t.Error("the fault never applies")
		})
	}
}

func show(chunks []agent.Chunk, err error) string {
	data, _ := json.Marshal(chunks)
	return fmt.Sprint(string(data), err)
}

// play collects ten answers of a wrapped script.
func play(t *testing.T, c Config, conversation string) string {
	t.Helper()
	script := &modeltest.Script{}
	for range 5 {
		script.Answers = append(script.Answers, callAnswer(), textAnswer())
	}
	m := Wrap(script, c, conversation)
	var b strings.Builder
	for range script.Answers {
		var chunks []agent.Chunk
		var fault error
		for chunk, err := range m.Generate(t.Context(), request()) {
			if err != nil {
				fault = err
				continue
			}
			chunks = append(chunks, chunk)
		}
		b.WriteString(show(chunks, fault) + "\n")
	}
	return b.String()
}

func TestChaosIsAFunctionOfSeedConversationAndCall(t *testing.T) {
	c := Config{Profile: "all", P: 0.5, Seed: 1}
	a := play(t, c, "p01/terse/1")
	if b := play(t, c, "p01/terse/1"); a != b {
		t.Errorf("the same gives\n%s\nand\n%s", a, b)
	}
	if b := play(t, c, "p01/terse/2"); a == b {
		t.Error("another conversation breaks in the same way")
	}
	if b := play(t, Config{Profile: "all", P: 0.5, Seed: 2}, "p01/terse/1"); a == b {
		t.Error("another seed breaks in the same way")
	}
	whole := play(t, Config{}, "p01/terse/1")
	if b := play(t, Config{Profile: "all", P: 0}, "p01/terse/1"); b != whole {
		t.Errorf("a chance of 0 breaks something:\n%s", b)
	}
}

func TestSwapDigits(t *testing.T) {
	for in, want := range map[float64]float64{24: 42, 9.6: 9.6, 110: 101, 7: 7, 640000: 460000, 0: 0} {
		if got := swapDigits(in); got != want {
			t.Errorf("swapDigits(%v) = %v, want %v", in, got, want)
		}
	}
}
