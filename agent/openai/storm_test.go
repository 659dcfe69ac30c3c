package openai

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"luonnos/agent"
	"luonnos/agent/failover"
	"luonnos/agent/guided"
	"luonnos/agent/openai/openaitest"
	"luonnos/evals"
	"luonnos/knowledge"
	"luonnos/server"
	"luonnos/server/register"
	"luonnos/server/store"
	"luonnos/server/store/sqlite"
	"luonnos/tools"
	"luonnos/tools/plan"
)

// conversations is how many of TestPromisesHoldInAStorm; `make storm` plays 1,000.
var conversations = flag.Int("conversations", len(openaitest.Faults())+1, "conversations with a server that breaks")

// weather is how one conversation's model breaks: in one way or in all of them.
type weather struct {
	fault openaitest.Fault // [openaitest.None] for all
	p     float64
	api   API
	file  string // of the case
	seed  uint64
}

// forecast is the weather of the i-th conversation: every fault before any comes again,
// at every rate, over both APIs.
func forecast(i int) weather {
	faults := append(openaitest.Faults(), openaitest.None)
	files := []string{"p01-fi-varhaiskasvatus", "p02-sv-hemvard", "l01-en-permits", "l02-fi-pelastus", "l03-sv-bibliotek"}
	rates := []float64{0.4, 0.2, 0.1, 0.05}
	round := i / len(faults)
	return weather{
		fault: faults[i%len(faults)], p: rates[round%len(rates)], api: bothAPIs[(i+round)%2], file: files[(i+round)%len(files)], seed: uint64(i),
	}
}

// breaks decides for each answer how it breaks.
func (w weather) breaks() func(int) openaitest.Fault {
	var mu sync.Mutex
	random := rand.New(rand.NewPCG(w.seed, 1))
	return func(int) openaitest.Fault {
		mu.Lock()
		defer mu.Unlock()
		switch {
		case random.Float64() >= w.p:
			return openaitest.None
		case w.fault != openaitest.None:
			return w.fault
		default:
			return openaitest.Faults()[random.IntN(len(openaitest.Faults()))]
		}
	}
}

// TestPromisesHoldInAStorm plays cases over the websocket against models that break up to
// four answers of ten. Nothing that nobody said is stored and nothing stored is lost, no
// criterion passes that should not, no turn fails, the log replays to the stored plan,
// and the guided interviewer brings each case to its end.
func TestPromisesHoldInAStorm(t *testing.T) {
	index, err := knowledge.Memo()
	if err != nil {
		t.Fatal(err)
	}
	for i := range *conversations {
		w := forecast(i)
		t.Run(fmt.Sprintf("%d/%s@%g", i, w.fault, w.p), func(t *testing.T) {
			t.Parallel()
			list, err := evals.LoadCases(filepath.Join("..", "..", "evals", "cases", w.file+".yaml"))
			if err != nil {
				t.Fatal(err)
			}
			log, base := w.serve(t, index, list[0])
			runner := evals.Runner{Model: "storm", Styles: []evals.Style{evals.Normal}, Trials: 1, Seed: int64(w.seed), Jobs: 1, MaxTurns: 120}
			runner.Open = func(ctx context.Context, o evals.Opening) (evals.Session, error) {
				return evals.Dial(ctx, base, testKey, o.Lang)
			}
			err = runner.Run(t.Context(), list, func(trial *evals.Trial) error {
				r := trial.Row
				if r.Infra != "" || r.FailedTurns > 0 || len(r.Ungrounded)+len(r.Breaches)+len(r.FalsePass) > 0 || !trial.Dialogue.Ended {
					t.Errorf("%+v", r)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			checkLog(t, log)
		})
	}
}

// serve starts a server whose model breaks.
func (w weather) serve(t *testing.T, index *knowledge.Index, c *evals.Case) (store.Store, string) {
	t.Helper()
	brain := &openaitest.Competent{Case: c}
	settings := short()
	settings.API = w.api
	m, llm := serve(t, settings, brain.Respond)
	llm.Break = w.breaks()
	var minutes atomic.Int64 // the breaker's pauses pass at once, so that the model is asked all the time
	clock := func() time.Time { return now.Add(time.Duration(minutes.Add(10)) * time.Minute) }
	return front(t, index, failover.New(m, guided.New(), clock, slog.New(slog.DiscardHandler)), c)
}

// front starts a server with a model and a database of its own.
func front(t *testing.T, index *knowledge.Index, model agent.Model, c *evals.Case) (store.Store, string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "luonnos.db")
	log, err := sqlite.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	db, err := sqlite.Beside(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	people, err := register.Open(t.Context(), db, register.SQLite, nil)
	if err != nil {
		t.Fatal(err)
	}
	srv := server.New(server.Config{
		Store: log, Register: people, Agent: &agent.Agent{Model: model, Tools: offer, Index: index}, Pages: fstest.MapFS{"index.html": {}},
		Secret: make([]byte, 32), Token: testKey, Now: c.Clock,
	})
	front := httptest.NewServer(srv.Handler())
	t.Cleanup(func() {
		if err := srv.Shutdown(context.Background()); err != nil {
			t.Error(err)
		}
		front.Close()
		if err := errors.Join(db.Close(), log.Close()); err != nil {
			t.Error(err)
		}
	})
	return log, front.URL
}

// checkLog holds the stored plan against its log, and looks for what receipts say was
// stored and nothing has taken away.
func checkLog(t *testing.T, log store.Store) {
	t.Helper()
	list, err := log.List(t.Context())
	if err != nil || len(list) != 1 {
		t.Fatalf("%d conversations, error %v", len(list), err)
	}
	id := list[0].ID
	n, err := server.Verify(t.Context(), log, id)
	if err != nil {
		t.Error(err)
	}
	entries, err := log.Entries(t.Context(), id, 0, n)
	if err != nil {
		t.Fatal(err)
	}
	stored := map[plan.Path]bool{}
	for _, e := range entries {
		if e.Kind != store.KindReceipt {
			continue
		}
		var r tools.Receipt
		if err := plan.Unmarshal(e.Data, &r); err != nil {
			t.Fatal(err)
		}
		for _, s := range r.Stored {
			stored[s.Path] = true
		}
		for _, gone := range append(r.Removed, r.Reverted...) {
			for path := range stored {
				if path.Within(gone) {
					delete(stored, path)
				}
			}
		}
	}
	_, draft, err := log.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for path := range stored {
		if _, ok := draft.Plan.Get(path); !ok {
			t.Errorf("%s was stored and is lost", path)
		}
	}
}
