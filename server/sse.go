package server

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"luonnos/server/agui"
	"luonnos/server/store"
)

// maxRunInput is the size of a run's input: a client sends its whole history along.
const maxRunInput = 4 << 20

// runInput is what we read of AG-UI's RunAgentInput. The history and the state are
// those of the log, whatever a client says they are.
type runInput struct {
	ThreadID string       `json:"threadId"`
	RunID    string       `json:"runId"`
	Messages []runMessage `json:"messages"`
}

type runMessage struct {
	ID      string          `json:"id"`
	Role    string          `json:"role"`
	Content json.RawMessage `json:"content"`
}

// text is the message's text: a string, or the text parts of a list.
func (m runMessage) text() (string, error) {
	var whole string
	if json.Unmarshal(m.Content, &whole) == nil {
		return whole, nil
	}
	var parts []struct{ Type, Text string }
	if err := json.Unmarshal(m.Content, &parts); err != nil {
		return "", err
	}
	for _, part := range parts {
		if part.Type != "text" {
			return "", errors.New("a message may have text only")
		}
		whole += part.Text
	}
	return whole, nil
}

// run is one POST /agui.
type run struct {
	srv    *Server
	in     runInput
	conv   *conversation
	sub    *subscriber
	woken  chan struct{} // capacity 1: there is something in the outbox
	joined joined
	seq    int64  // of the message that was sent, 0 for none
	turn   string // that answers it
	inside string // the turn to which the events belong that come now
	w      http.ResponseWriter
	lines  *http.ResponseController
}

// agui answers one run of AG-UI as server-sent events: the last message of the input
// is sent to the plan that is the thread, and the turn that answers it is streamed.
// Without a new message, the conversation so far is.
func (s *Server) agui(w http.ResponseWriter, r *http.Request) error {
	if !s.begin() {
		return errShutdown
	}
	defer s.jobs.Done()
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRunInput))
	if err != nil {
		return refuseFor(codeFrameTooLarge, err)
	}
	k := &run{srv: s, woken: make(chan struct{}, 1), w: w, lines: http.NewResponseController(w)}
	if err := json.Unmarshal(data, &k.in); err != nil || !validID(k.in.RunID) {
		return refuseFor(codeBadRequest, errors.Join(err, errors.New("agui: input")))
	}
	who := whoOf(r.Context())
	if err := s.authorise(r.Context(), who, mayRead, k.in.ThreadID); err != nil {
		return err
	}
	use := s.meters.find(s.access.address(r), who.id)
	left, err := s.meters.socket(use)
	if err != nil {
		return err
	}
	defer left()
	if k.conv, err = s.open(r.Context(), k.in.ThreadID); err != nil {
		return err
	}
	defer s.hub.release(k.conv)
	if err := k.join(r.Context()); err != nil {
		return err
	}
	defer k.conv.leave(k.sub)
	if err := k.say(r, who, use); err != nil {
		return err
	}
	return k.stream(r.Context())
}

// join begins to collect what happens in the conversation.
func (k *run) join(ctx context.Context) error {
	h, err := k.conv.load(ctx)
	if err != nil {
		return err
	}
	if err := k.conv.begun(ctx, h); err != nil {
		return err
	}
	k.sub, k.joined, err = k.conv.join(ctx, newOutbox(func() { signal(k.woken) }), 0)
	return err
}

// say sends the input's last message when it is one of a user. It returns when that
// is on disk.
func (k *run) say(r *http.Request, who person, use usage) error {
	n := len(k.in.Messages)
	if n == 0 || k.in.Messages[n-1].Role != string(agui.User) {
		return nil
	}
	last := k.in.Messages[n-1]
	text, err := last.text()
	if err != nil || !validID(last.ID) {
		return refuseFor(codeBadRequest, errors.Join(err, errors.New("agui: message")))
	}
	f := messageFrame{Type: "message", ID: last.ID, Text: clean(text)}
	if !strings.ContainsFunc(f.Text, visible) {
		return refuse(codeEmptyMessage)
	}
	if err := k.srv.authorise(r.Context(), who, mayWrite, k.conv.id); err != nil {
		return err
	}
	if err := use.turn(); err != nil {
		return err
	}
	answer := make(saying, 1)
	if err := k.conv.submit(func(ctx context.Context) { k.conv.message(ctx, f, "", answer) }); err != nil {
		return err
	}
	select {
	case a := <-answer:
		k.seq, k.turn = a.seq, turnOf(a.seq)
		return a.err
	case <-r.Context().Done():
		return r.Context().Err()
	case <-k.srv.ctx.Done():
		return errShutdown
	}
}

// taken is what became of one message; saying waits for it.
type taken struct {
	seq int64
	err error
}

type saying chan taken

func (a saying) ack(_ string, seq int64)    { a <- taken{seq: seq} }
func (a saying) refuse(_ string, err error) { a <- taken{err: err} }

// stream sends the run. Once it has begun, what fails is an event of it.
func (k *run) stream(ctx context.Context) error {
	h := k.w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("X-Accel-Buffering", "no") // a proxy that waits for more would hold the words back
	for _, e := range []agui.Event{
		agui.RunStarted(k.conv.id, k.in.RunID), agui.Custom(eventNotice, texts().Notice), agui.StateSnapshot(k.joined.state),
	} {
		if err := k.event(e); err != nil {
			return nil // the reader has left
		}
	}
	var ended bool
	var err error
	if k.seq <= k.joined.seq { // said before: a new message's events are all collected since the join
		ended, err = k.replay(ctx)
	}
	if err == nil && !ended {
		k.conv.goLive(k.sub)
		err = k.follow(ctx)
	}
	switch {
	case err == nil || ctx.Err() != nil:
	default:
		v := judge(err)
		k.srv.stats.refusal(v.code)
		k.srv.log.Info("run", "plan", k.conv.id, "code", v.code, "err", detail(err, v))
		_ = k.event(agui.RunError(string(v.code), v.code.message(k.joined.lang)))
	}
	return nil
}

// replay sends what the log has of the run: all of it when nothing was said, and a
// turn that is over when its message was sent before.
func (k *run) replay(ctx context.Context) (ended bool, err error) {
	conv, _, err := k.srv.store.Load(ctx, k.conv.id)
	if err != nil {
		return false, err
	}
	entries, err := k.srv.since(ctx, conv, k.seq)
	if err != nil {
		return false, err
	}
	last := agui.RunFinished(k.conv.id, k.in.RunID, agui.Success)
	if k.seq > 0 {
		if entries, last, err = k.over(entries); err != nil || last == nil {
			return false, err
		}
	}
	for _, e := range entries {
		if e.Kind == store.KindDone {
			continue // of a turn; the run is this request
		}
		events, err := entryEvents(k.conv.id, e, k.joined.lang, false)
		if err != nil {
			return false, err
		}
		for _, event := range events {
			if err := k.event(event); err != nil {
				return false, err
			}
		}
	}
	return true, k.event(last)
}

// over picks the entries of the turn and makes the run's end of that of the turn,
// nil when the turn has none yet.
func (k *run) over(entries []store.Entry) (own []store.Entry, last agui.Event, err error) {
	for _, e := range entries {
		switch {
		case e.Turn != k.turn:
		case e.Kind == store.KindDone:
			done, err := unpack[Done](e)
			return own, doneEvent(k.conv.id, k.in.RunID, done, k.joined.lang), err
		default:
			own = append(own, e)
		}
	}
	return nil, nil, nil
}

// follow sends the turn as it happens.
func (k *run) follow(ctx context.Context) error {
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	for {
		frames, end := k.sub.out.next(1)
		switch {
		case frames != nil:
			if last, err := k.pass(frames[0]); last || err != nil {
				return err
			}
			continue
		case end != nil:
			return refuse(code(end.reason))
		}
		select {
		case <-k.woken:
		case <-ping.C:
			if err := k.line(": ping\n\n"); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		case <-k.srv.ctx.Done():
			return errShutdown
		}
	}
}

// pass sends an event that belongs to the run, and tells whether it is its last. The
// state follows whoever changes it.
func (k *run) pass(frame []byte) (last bool, err error) {
	var head struct {
		Type  agui.Type `json:"type"`
		RunID string    `json:"runId"`
	}
	if err := json.Unmarshal(frame, &head); err != nil {
		return false, err
	}
	switch head.Type {
	case agui.TypeRunStarted:
		k.inside = head.RunID
		return false, nil
	case agui.TypeRunFinished, agui.TypeRunError:
		last, k.inside = k.inside == k.turn, ""
		if !last {
			return false, nil
		}
		frame, err = renamed(frame, k.in.RunID)
		if err != nil {
			return false, err
		}
	case agui.TypeStateSnapshot, agui.TypeStateDelta:
	default:
		if k.inside != k.turn {
			return false, nil
		}
	}
	return last, k.line("data: " + string(frame) + "\n\n")
}

// renamed is the end of a turn as the end of the run that asked for it.
func renamed(frame []byte, id string) ([]byte, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(frame, &fields); err != nil {
		return nil, err
	}
	if _, ok := fields["runId"]; ok {
		name, err := json.Marshal(id)
		if err != nil {
			return nil, err
		}
		fields["runId"] = name
	}
	return json.Marshal(fields)
}

func (k *run) event(e agui.Event) error {
	frame, err := agui.Encode(e)
	if err != nil {
		return err
	}
	return k.line("data: " + string(frame) + "\n\n")
}

// line writes and does not wait for more to write.
func (k *run) line(text string) error {
	if err := k.lines.SetWriteDeadline(time.Now().Add(writeLimit)); err != nil {
		return err
	}
	if _, err := io.WriteString(k.w, text); err != nil {
		return err
	}
	return k.lines.Flush()
}
