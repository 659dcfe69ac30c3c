// Package load measures a server: it plays many conversations at once against a
// scripted model and tells how long the server itself took.
//
// The model answers every request after a set time, so what a turn takes beyond that
// is the server's own: the added latency. [Relay] is the floor to compare with: a
// websocket that passes words on and keeps nothing.
package load

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// turnLimit is how long one turn may take.
const turnLimit = time.Minute

// Run is what is played.
type Run struct {
	Base          string // "http://127.0.0.1:8080"
	Token         string // "" for a [Relay]
	Conversations int
	Turns         int           // of each conversation
	Model         time.Duration // the model's own time in a turn
	Pace          time.Duration // from one message of a conversation to the next; 0 is as fast as it goes
}

// Result is what was measured.
type Result struct {
	Turns int
	Took  time.Duration
	Added []time.Duration // of each turn, in ascending order
}

// Quantile is the added latency below which the share q of the turns lies.
func (r *Result) Quantile(q float64) time.Duration {
	if len(r.Added) == 0 {
		return 0
	}
	return r.Added[min(len(r.Added)-1, int(q*float64(len(r.Added))))]
}

// PerSecond is how many turns were done in a second.
func (r *Result) PerSecond() float64 { return float64(r.Turns) / max(r.Took.Seconds(), 1e-9) }

// Drive opens all conversations, and then plays them at once.
func Drive(ctx context.Context, run Run) (*Result, error) {
	talks, err := Open(ctx, run.Base, run.Token, run.Conversations)
	defer Close(talks)
	if err != nil {
		return nil, err
	}
	return Play(ctx, run, talks)
}

// Play plays open conversations at once.
func Play(ctx context.Context, run Run, talks []*Talk) (*Result, error) {
	began := time.Now()
	var (
		mu     sync.Mutex
		all    sync.WaitGroup
		result Result
		errs   []error
	)
	for i, talk := range talks {
		all.Go(func() {
			offset := run.Pace * time.Duration(i) / time.Duration(len(talks))
			added, err := talk.play(ctx, run, began.Add(offset))
			mu.Lock()
			defer mu.Unlock()
			result.Added = append(result.Added, added...)
			if err != nil {
				errs = append(errs, fmt.Errorf("load: conversation %d: %w", i, err))
			}
		})
	}
	all.Wait()
	result.Took, result.Turns = time.Since(began), len(result.Added)
	slices.Sort(result.Added)
	return &result, errors.Join(errs[:min(len(errs), 3)]...) // the first few say it all
}

// Talk is one open websocket.
type Talk struct {
	conn  *websocket.Conn
	relay bool
}

// openers is how many conversations are opened at once.
const openers = 128

// Open opens n conversations, each of a plan of its own. What it returns is to be
// closed, also with an error.
func Open(ctx context.Context, base, token string, n int) ([]*Talk, error) {
	var (
		mu    sync.Mutex
		all   sync.WaitGroup
		talks []*Talk
		errs  []error
	)
	places := make(chan struct{}, openers)
	for range n {
		places <- struct{}{}
		all.Go(func() {
			defer func() { <-places }()
			talk, err := open(ctx, base, token)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				errs = append(errs, err)
				return
			}
			talks = append(talks, talk)
		})
	}
	all.Wait()
	return talks, cmp.Or(errs...)
}

// Close closes conversations.
func Close(talks []*Talk) {
	for _, talk := range talks {
		_ = talk.conn.Close() // there is nobody to tell
	}
}

func open(ctx context.Context, base, token string) (*Talk, error) {
	address, header := strings.Replace(base, "http", "ws", 1), http.Header{}
	talk := &Talk{relay: token == ""}
	if !talk.relay {
		header.Set("Authorization", "Bearer "+token)
		id, err := create(ctx, base, header)
		if err != nil {
			return nil, err
		}
		address += "/v1/plans/" + id + "/ws"
	}
	dialer := websocket.Dialer{HandshakeTimeout: turnLimit, ReadBufferSize: 1 << 10, WriteBufferSize: 1 << 10}
	conn, _, err := dialer.DialContext(ctx, address, header)
	if err != nil {
		return nil, fmt.Errorf("load: dial: %w", err)
	}
	talk.conn = conn
	if talk.relay {
		return talk, nil
	}
	if err := conn.WriteJSON(map[string]any{"type": "hello"}); err != nil {
		return talk, fmt.Errorf("load: hello: %w", err)
	}
	return talk, talk.until(`"luonnos.ready"`)
}

func create(ctx context.Context, base string, header http.Header) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/v1/plans", strings.NewReader(`{}`))
	if err != nil {
		return "", fmt.Errorf("load: create: %w", err)
	}
	request.Header = header.Clone()
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", fmt.Errorf("load: create: %w", err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	var made struct{ ID string }
	if err == nil {
		err = json.Unmarshal(data, &made)
	}
	if err != nil || answer.StatusCode != http.StatusCreated {
		return "", fmt.Errorf("load: create: %s: %w", answer.Status, err)
	}
	return made.ID, nil
}

// saying is what an applicant says in each turn.
const saying = "Vastaus %d: meillä käsittely kestää nyt liian kauan, ja hakijat soittavat usein kysyäkseen, missä asia on."

// play sends the messages of one conversation and returns what was added to each.
func (k *Talk) play(ctx context.Context, run Run, start time.Time) (added []time.Duration, err error) {
	for i := range run.Turns {
		wait := time.NewTimer(time.Until(start.Add(time.Duration(i) * run.Pace)))
		select {
		case <-wait.C:
		case <-ctx.Done():
			wait.Stop()
			return added, ctx.Err()
		}
		sent := time.Now()
		frame := map[string]any{"type": "message", "id": fmt.Sprint("b", i), "text": fmt.Sprintf(saying, i)}
		if err := k.conn.WriteJSON(frame); err != nil {
			return added, err
		}
		if err := k.until(`"RUN_FINISHED"`); err != nil {
			return added, err
		}
		added = append(added, max(0, time.Since(sent)-run.Model))
	}
	return added, nil
}

// until reads up to the first frame with the mark. A refusal or a failed run is an
// error.
func (k *Talk) until(mark string) error {
	if err := k.conn.SetReadDeadline(time.Now().Add(turnLimit)); err != nil {
		return err
	}
	for {
		_, frame, err := k.conn.ReadMessage()
		switch {
		case err != nil:
			return err
		case bytes.Contains(frame, []byte(`"RUN_ERROR"`)), bytes.Contains(frame, []byte(`"luonnos.error"`)):
			return fmt.Errorf("load: refused: %s", frame)
		case bytes.Contains(frame, []byte(mark)):
			return nil
		}
	}
}
