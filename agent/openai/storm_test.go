package openai

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"luonnos/agent"
	"luonnos/agent/failover"
	"luonnos/agent/guided"
	"luonnos/agent/openai/openaitest"
	"luonnos/evals"
	"luonnos/knowledge"
)

// storm breaks every third answer or so, in one of all ways.
func storm(seed uint64, p float64) func(int) openaitest.Fault {
	var mu sync.Mutex
	random := rand.New(rand.NewPCG(seed, 1))
	return func(int) openaitest.Fault {
		mu.Lock()
		defer mu.Unlock()
		if random.Float64() >= p {
			return openaitest.None
		}
		return openaitest.Faults()[random.IntN(len(openaitest.Faults()))]
	}
}

// TestPromisesHoldInAStorm plays a case against a server that breaks four answers of
// ten. Nothing that nobody said is stored, no criterion passes that should not, no
// turn fails, and the guided interviewer brings the case to its end.
func TestPromisesHoldInAStorm(t *testing.T) {
	index, err := knowledge.Memo()
	if err != nil {
		t.Fatal(err)
	}
	list, err := evals.LoadCases(filepath.Join("..", "..", "evals", "cases", "p01-fi-varhaiskasvatus.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	runner := evals.Runner{Model: "storm", Styles: []evals.Style{evals.Normal}, Trials: 4, Seed: 1, Jobs: 2, MaxTurns: 120}
	runner.Open = func(_ context.Context, o evals.Opening) (evals.Session, error) {
		brain := &openaitest.Competent{}
		c := short()
		c.API = bothAPIs[o.Trial%2]
		m, s := serve(t, c, brain.Respond)
		s.Break = storm(uint64(o.Trial), 0.4)
		var minutes atomic.Int64 // the breaker's pauses pass at once, so that the model is asked all the time
		clock := func() time.Time { return now.Add(time.Duration(minutes.Add(10)) * time.Minute) }
		model := failover.New(brain.Watch(m), guided.New(), clock, slog.New(slog.DiscardHandler))
		return evals.InProcess(&agent.Agent{Model: model, Tools: offer, Index: index}, o.Lang, o.Case.Clock()), nil
	}
	err = runner.Run(t.Context(), list, func(trial *evals.Trial) error {
		r := trial.Row
		if r.Infra != "" || r.FailedTurns > 0 || len(r.Ungrounded)+len(r.Breaches)+len(r.FalsePass) > 0 || !trial.Dialogue.Ended {
			t.Errorf("trial %d: %+v", r.Trial, r)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
