package evals

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	jsonpatch "github.com/evanphx/json-patch/v5"
	"github.com/gorilla/websocket"

	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// ErrWire says that the server did not keep to the protocol.
var ErrWire = errors.New("evals: unexpected answer of the server")

// Limits of a conversation over the wire.
const (
	frameLimit = 8 << 20
	turnLimit  = 2 * time.Minute // without any frame
	subproto   = "luonnos.v1"
)

// wsSession talks with a server over its websocket.
type wsSession struct {
	conn *websocket.Conn
	sent int // ids of our frames

	state   json.RawMessage // as the server's snapshots and patches make it
	roles   map[string]string
	reply   *Reply
	calls   map[string]int // by call id, the place in reply.Calls
	running bool
	ended   bool // a run has ended since the last message
}

// Dial starts a new conversation on the server at base ("http://127.0.0.1:8080") and opens its websocket. The token may
// be empty for a server that asks for none.
func Dial(ctx context.Context, base, token string, lang plan.Lang) (Session, error) {
	id, err := createPlan(ctx, base, token, lang)
	if err != nil {
		return nil, err
	}
	at, err := url.Parse(base)
	if err != nil {
		return nil, fmt.Errorf("evals: dial %s: %w", base, err)
	}
	at.Scheme = strings.Replace(at.Scheme, "http", "ws", 1)
	header := http.Header{}
	if token != "" {
		header.Set("Authorization", "Bearer "+token)
	}
	dialer := websocket.Dialer{Subprotocols: []string{subproto}, HandshakeTimeout: 10 * time.Second}
	conn, resp, err := dialer.DialContext(ctx, at.JoinPath("v1/plans", url.PathEscape(id), "ws").String(), header)
	if err != nil {
		if resp != nil {
			return nil, fmt.Errorf("evals: dial %s: %s: %w", base, resp.Status, err)
		}
		return nil, fmt.Errorf("evals: dial %s: %w", base, err)
	}
	conn.SetReadLimit(frameLimit)
	s := &wsSession{conn: conn, roles: map[string]string{}, state: json.RawMessage(`{}`)}
	return s, s.send(map[string]any{"type": "hello", "after": 0, "lang": lang})
}

// createPlan asks the server for a new conversation and returns its id.
func createPlan(ctx context.Context, base, token string, lang plan.Lang) (string, error) {
	body, err := json.Marshal(map[string]any{"lang": lang})
	if err != nil {
		return "", err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimRight(base, "/")+"/v1/plans", bytes.NewReader(body))
	if err != nil {
		return "", fmt.Errorf("evals: create plan: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", fmt.Errorf("evals: create plan: %w", err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(io.LimitReader(resp.Body, frameLimit))
	if err != nil {
		return "", fmt.Errorf("evals: create plan: %w", err)
	}
	var made struct {
		ID string `json:"id"`
	}
	if resp.StatusCode/100 != 2 || json.Unmarshal(data, &made) != nil || made.ID == "" {
		return "", fmt.Errorf("%w: create plan: %s: %.200s", ErrWire, resp.Status, data)
	}
	return made.ID, nil
}

// Start reads up to the end of what the server sends by itself.
func (s *wsSession) Start(ctx context.Context) (Reply, error) {
	return s.exchange(ctx, nil, func(e *frame) bool { return e.Type == "CUSTOM" && e.Name == "luonnos.ready" })
}

// Say sends a message and reads up to the end of the run that answers it.
func (s *wsSession) Say(ctx context.Context, text string) (Reply, error) {
	return s.exchange(ctx, map[string]any{"type": "message", "id": s.nextID(), "text": text}, func(*frame) bool { return s.ended })
}

// Attest sends the commitment and waits until it is stored.
func (s *wsSession) Attest(ctx context.Context, a plan.Attestation) (State, error) {
	id := s.nextID()
	frameOut := map[string]any{"type": "attest", "id": id, "what": a.What, "by": a.By, "title": a.Title, "date": a.Date}
	reply, err := s.exchange(ctx, frameOut, func(e *frame) bool { return e.acks(id) })
	return reply.State, err
}

// Close says goodbye.
func (s *wsSession) Close() error {
	bye := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
	_ = s.conn.WriteControl(websocket.CloseMessage, bye, time.Now().Add(time.Second))
	return s.conn.Close()
}

func (s *wsSession) nextID() string {
	s.sent++
	return "eval-" + strconv.Itoa(s.sent)
}

func (s *wsSession) send(v any) error {
	if v == nil {
		return nil
	}
	if err := s.conn.WriteJSON(v); err != nil {
		return fmt.Errorf("evals: send: %w", err)
	}
	return nil
}

// exchange sends a frame and reads until done. Then it sends a ping and reads up to its answer, so that nothing which the
// server had to say is left in the line, and until no run is under way.
func (s *wsSession) exchange(ctx context.Context, out any, done func(*frame) bool) (Reply, error) {
	stop := context.AfterFunc(ctx, func() { _ = s.conn.SetReadDeadline(time.Unix(1, 0)) })
	defer stop()
	s.reply, s.calls, s.ended = &Reply{}, map[string]int{}, false
	if err := s.send(out); err != nil {
		return Reply{}, err
	}
	if err := s.read(ctx, done); err != nil {
		return Reply{}, err
	}
	if err := s.send(map[string]any{"type": "ping"}); err != nil {
		return Reply{}, err
	}
	pong := false
	err := s.read(ctx, func(e *frame) bool {
		pong = pong || e.Type == "CUSTOM" && e.Name == "luonnos.pong"
		return pong && !s.running
	})
	if err != nil {
		return Reply{}, err
	}
	if s.reply.State, err = decodeState(s.state); err != nil {
		return Reply{}, err
	}
	return *s.reply, nil
}

func (s *wsSession) read(ctx context.Context, done func(*frame) bool) error {
	for {
		if err := s.conn.SetReadDeadline(time.Now().Add(turnLimit)); err != nil {
			return fmt.Errorf("evals: read: %w", err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		_, data, err := s.conn.ReadMessage()
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return fmt.Errorf("evals: read: %w", err)
		}
		var e frame
		if err := json.Unmarshal(data, &e); err != nil {
			return fmt.Errorf("%w: %.200s: %w", ErrWire, data, err)
		}
		if err := s.take(&e); err != nil {
			return err
		}
		if done(&e) {
			return nil
		}
	}
}

// decodeState reads the state that the server shares.
func decodeState(data json.RawMessage) (State, error) {
	var raw struct {
		Plan       json.RawMessage               `json:"plan"`
		Provenance map[plan.Path]plan.Provenance `json:"provenance"`
		Report     criteria.Report               `json:"criteria"`
	}
	if err := json.Unmarshal(data, &raw); err != nil {
		return State{}, fmt.Errorf("%w: state: %w", ErrWire, err)
	}
	s := State{Plan: &plan.Plan{}, Provenance: raw.Provenance, Report: raw.Report}
	if len(raw.Plan) == 0 || string(raw.Plan) == "null" {
		return s, nil
	}
	p, err := plan.Decode(raw.Plan)
	if err != nil {
		return State{}, fmt.Errorf("%w: plan: %w", ErrWire, err)
	}
	s.Plan = p
	return s, nil
}

// patch applies an RFC 6902 patch to the state.
func (s *wsSession) patch(delta json.RawMessage) error {
	p, err := jsonpatch.DecodePatch(delta)
	if err != nil {
		return fmt.Errorf("%w: patch: %w", ErrWire, err)
	}
	next, err := p.Apply(s.state)
	if err != nil {
		return fmt.Errorf("%w: patch %.200s: %w", ErrWire, delta, err)
	}
	s.state = next
	return nil
}
