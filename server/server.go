package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"maps"
	"net/http"
	"net/netip"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	oteltrace "go.opentelemetry.io/otel/trace"

	"luonnos/agent"
	"luonnos/knowledge"
	"luonnos/knowledge/portfolio"
	"luonnos/server/register"
	"luonnos/server/signin"
	"luonnos/server/store"
	"luonnos/tools/plan"
)

const (
	maxBody          = 64 << 10 // of a frame and of a request
	defaultTurnLimit = 60 * time.Second
)

// Config is what a server needs. Store, Register, Agent, Pages and Secret are
// required.
type Config struct {
	Store    store.Store
	Register *register.Register
	Agent    *agent.Agent
	Pages    fs.FS  // the chat page, with index.html
	Secret   []byte // seals tickets; at least 32 bytes
	Token    string // of the operator; "" for none
	Budget   Budget // of the agent's model

	Hosts   []string         // host names under which we may be called, beside those of loopback
	Origins []string         // origins whose pages may talk to us, beside our own
	Proxies []netip.Prefix   // whose X-Forwarded-For is believed
	SignIn  *signin.Provider // of persons; nil for none
	Contact string           // where an applicant reaches a person; "" for none
	Limits  Limits           // the zero value is [DefaultLimits]

	Traces    oteltrace.TracerProvider // of turns; nil for none
	TurnLimit time.Duration            // of one turn; 0 is a minute
	Lease     time.Duration            // after which a dead node's work is taken over; 0 is 10 s
	Now       func() time.Time         // nil is [time.Now]
	Log       *slog.Logger             // nil is silent
}

// Server holds the conversations and answers requests. Use [Server.Handler] with
// an HTTP/1.1 server, [Server.Resume] once at start, [Server.Watch] beside it and
// [Server.Shutdown] at the end.
type Server struct {
	store     store.Store
	agent     *agent.Agent
	current   atomic.Pointer[agent.Agent] // the agent with what is known now
	learned   chan struct{}               // closed when anything is known
	pages     pageSet
	contact   string
	provider  *signin.Provider // nil for none
	access    *access
	log       *slog.Logger
	now       func() time.Time
	turnLimit time.Duration
	lease     time.Duration
	meters    *meters
	stats     *stats
	traces    oteltrace.TracerProvider // nil for none
	budget    Budget
	ledger    ledger
	unused    atomic.Int64 // time.Duration after which a plan is erased, 0 for never
	hub       hub
	ctx       context.Context // ends with errShutdown
	cancel    context.CancelCauseFunc
	calm      *time.Timer // to when nothing has been done for a while

	mu      sync.Mutex
	closing bool
	sockets map[*socket]struct{}
	jobs    sync.WaitGroup // jobs of conversations and open sockets
}

// New makes a server. It panics when the configuration lacks what is required: a
// programmer's error.
func New(c Config) *Server {
	const secretBytes = 32
	if c.Store == nil || c.Register == nil || c.Agent == nil || c.Pages == nil || len(c.Secret) < secretBytes {
		panic("server: Config needs Store, Register, Agent, Pages and a Secret of 32 bytes")
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.TurnLimit == 0 {
		c.TurnLimit = defaultTurnLimit
	}
	if c.Lease == 0 {
		c.Lease = defaultLease
	}
	if c.Limits == (Limits{}) {
		c.Limits = DefaultLimits()
	}
	ctx, cancel := context.WithCancelCause(context.Background())
	s := &Server{
		store: c.Store, agent: c.Agent, pages: newPages(c.Pages), contact: c.Contact, provider: c.SignIn, log: c.Log, now: c.Now, turnLimit: c.TurnLimit, lease: c.Lease,
		traces: c.Traces, budget: c.Budget, ledger: ledger{store: c.Store, now: c.Now},
		access: &access{
			register: c.Register, secret: c.Secret, token: c.Token, hosts: c.Hosts, origins: c.Origins, proxies: c.Proxies,
			now: c.Now,
		},
		meters: newMeters(c.Limits), hub: hub{conversations: map[string]*conversation{}}, sockets: map[*socket]struct{}{},
		learned: make(chan struct{}), ctx: ctx, cancel: cancel,
	}
	s.current.Store(c.Agent)
	if c.Agent.Index != nil {
		close(s.learned)
	}
	s.stats = newStats(s)
	s.calm = time.AfterFunc(restAfter, debug.FreeOSMemory) // what a busy time took is given back
	return s
}

// Learn has turns and searches that begin from now on use the index and the
// portfolio. Those of a server that was made without an index wait for it. Two calls
// must not overlap.
func (s *Server) Learn(index *knowledge.Index, solutions *portfolio.Portfolio) {
	wiser := *s.agent
	wiser.Index, wiser.Portfolio = index, solutions
	first := s.current.Swap(&wiser).Index == nil
	if first {
		close(s.learned)
	}
}

// knowing is the agent with what is known, as soon as anything is.
func (s *Server) knowing(ctx context.Context) (*agent.Agent, error) {
	select {
	case <-s.learned:
		return s.current.Load(), nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// Resume runs the turns that a stopped process left undone. It returns how many it
// has begun; they run on after it has returned. A conversation that cannot be read
// is logged and left as it is: it keeps no other from being served.
func (s *Server) Resume(ctx context.Context) (int, error) {
	ids, err := s.store.Owed(ctx)
	if err != nil {
		return 0, fmt.Errorf("server: resume: %w", err)
	}
	begun := 0
	for _, id := range ids {
		c, err := s.open(ctx, id)
		if err != nil {
			s.log.Error("resume", "plan", id, "err", err)
			continue
		}
		err = c.submit(c.resume)
		s.hub.release(c)
		if err != nil {
			return begun, fmt.Errorf("server: resume %s: %w", id, err)
		}
		begun++
	}
	return begun, nil
}

// Shutdown closes the sockets with "service restart" and waits for running work
// until ctx ends. A turn that does not come to its end is owed: it runs again
// after the next start.
func (s *Server) Shutdown(ctx context.Context) error {
	s.mu.Lock()
	s.closing = true
	open := make([]*socket, 0, len(s.sockets))
	for k := range s.sockets {
		open = append(open, k)
	}
	s.mu.Unlock()
	s.cancel(errShutdown)
	s.calm.Stop()
	for _, k := range open {
		v := judge(errShutdown)
		k.out.finish(v.close, string(v.code))
	}
	done := make(chan struct{})
	go func() {
		s.jobs.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("server: shutdown: %w", ctx.Err())
	}
}

// begin counts one more piece of work, unless the server is shutting down.
func (s *Server) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return false
	}
	s.jobs.Add(1)
	return true
}

// recovered keeps a panic of one conversation or socket from ending the process.
func (s *Server) recovered(what, id string) {
	if r := recover(); r != nil {
		s.log.Error("panic", "in", what, "id", id, "panic", r, "stack", string(debug.Stack()))
	}
}

// Handler answers all requests.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	byPattern := map[string]map[string]handler{}
	for _, e := range s.endpoints() {
		if byPattern[e.pattern] == nil {
			byPattern[e.pattern] = map[string]handler{}
		}
		byPattern[e.pattern][e.method] = e.handler
	}
	for pattern, byMethod := range byPattern {
		if h, ok := byMethod[http.MethodGet]; ok {
			byMethod[http.MethodHead] = h // whose body net/http leaves out
		}
		allowed := strings.Join(slices.Sorted(maps.Keys(byMethod)), ", ")
		mux.Handle(pattern, s.handle(func(w http.ResponseWriter, r *http.Request) error {
			h, ok := byMethod[r.Method]
			if !ok {
				w.Header().Set("Allow", allowed)
				return refuse(codeBadMethod)
			}
			return h(w, r)
		}))
	}
	return mux
}

// handler answers one request, or returns the error to be shown.
type handler func(w http.ResponseWriter, r *http.Request) error

// handle sets the headers of every answer, checks the host and shows errors. A
// panic is an error too: no request that failed is answered with "200 OK".
func (s *Server) handle(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		secure(w.Header())
		defer func() {
			if p := recover(); p != nil {
				s.problem(w, r, fmt.Errorf("server: request panicked: %v\n%s", p, debug.Stack()))
			}
		}()
		if !s.access.hostAllowed(r) {
			s.problem(w, r, refuse(codeBadHost))
			return
		}
		err := s.meters.find(s.access.address(r)).request()
		if err == nil {
			err = h(w, r)
		}
		if err != nil {
			s.problem(w, r, err)
		}
	})
}

func secure(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "+
		"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "+
		"require-trusted-types-for 'script'; trusted-types 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	h.Set("Cache-Control", "no-store")
}

// problem answers with an error that a person understands.
func (s *Server) problem(w http.ResponseWriter, r *http.Request, err error) {
	e, status := s.noted(w, r, err)
	writeJSON(w, status, e)
}

// noted is what to say of an error; the detail goes to the log under the same
// reference.
func (s *Server) noted(w http.ResponseWriter, r *http.Request, err error) (e errorValue, status int) {
	v := judge(err)
	ref := newRef()
	level := slog.LevelInfo
	if v.status >= http.StatusInternalServerError {
		level = slog.LevelError
	}
	s.stats.refusal(v.code)
	s.log.Log(r.Context(), level, "refused", "ref", ref, "code", v.code, "method", r.Method, "route", r.Pattern,
		"plan", loggable(r.PathValue("plan")), "err", detail(err, v))
	if v.retry > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(v.retry))
	}
	e = errorValue{Code: v.code, Ref: ref, Message: v.code.message(langOf(r)), Retry: v.retry}
	if v.code == codeUnauthorized && s.provider != nil {
		e.SignIn = loginPath
	}
	return e, v.status
}

// idLength is that of [rand.Text], of which ids are made.
const idLength = 26

// loggable is an id that can be one of ours, or "".
func loggable(id string) string {
	if len(id) != idLength || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz234567") != "" {
		return ""
	}
	return id
}

// detail is what the log may say of an error: nothing of one that a sender caused,
// for it may repeat what was sent.
func detail(err error, v verdict) any {
	if v.status < http.StatusInternalServerError {
		return nil
	}
	return err
}

// langOf is the language in which a request wants its answer.
func langOf(r *http.Request) plan.Lang {
	if lang := r.URL.Query().Get("lang"); lang != "" {
		return plan.ParseLang(lang)
	}
	accepts := r.Header.Get("Accept-Language")
	if len(accepts) > 1 {
		return plan.ParseLang(accepts[:2])
	}
	return plan.FI
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	enc.Encode(v) // the reader has left when this fails
}

func readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return nil, refuseFor(codeFrameTooLarge, err)
	case err != nil:
		return nil, refuseFor(codeBadRequest, err)
	}
	return data, nil
}
