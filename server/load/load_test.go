package load_test

import (
	"net/http/httptest"
	"testing"
	"time"

	"luonnos/server/load"
)

// TestDrive measures the relay: the model's time is taken off, and nothing else.
func TestDrive(t *testing.T) {
	const takes = 20 * time.Millisecond
	model := httptest.NewServer(load.Model(takes))
	defer model.Close()
	relay := httptest.NewServer(load.Relay(model.URL))
	defer relay.Close()
	got, err := load.Drive(t.Context(), load.Run{Base: relay.URL, Conversations: 3, Turns: 4, Model: takes})
	if err != nil {
		t.Fatal(err)
	}
	if got.Turns != 12 || len(got.Added) != 12 || got.Took < 4*takes || got.PerSecond() > 3/takes.Seconds() {
		t.Errorf("%+v", got)
	}
	if p50, p99 := got.Quantile(0.5), got.Quantile(0.99); p50 <= 0 || p99 < p50 || p99 > got.Took {
		t.Errorf("p50 %v, p99 %v of %v", p50, p99, got.Took)
	}
}

func TestPaceSpreadsTheTurns(t *testing.T) {
	model := httptest.NewServer(load.Model(0))
	defer model.Close()
	relay := httptest.NewServer(load.Relay(model.URL))
	defer relay.Close()
	got, err := load.Drive(t.Context(), load.Run{Base: relay.URL, Conversations: 2, Turns: 3, Pace: 50 * time.Millisecond})
	if err != nil || got.Took < 125*time.Millisecond { // the second begins half a pace later
		t.Errorf("%+v, %v", got, err)
	}
}

func TestDriveTellsOfARelayThatIsNotThere(t *testing.T) {
	if _, err := load.Drive(t.Context(), load.Run{Base: "http://127.0.0.1:1", Conversations: 1, Turns: 1}); err == nil {
		t.Error("no error")
	}
}
