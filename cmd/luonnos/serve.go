package main

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"go.opentelemetry.io/otel/sdk/trace"

	"luonnos/agent"
	"luonnos/server"
	"luonnos/server/store"
	"luonnos/server/store/postgres"
	"luonnos/server/web"
	"luonnos/tools"
)

const (
	drainLimit  = 10 * time.Second
	traceLimit  = 2 * time.Second // for the last traces
	secretBytes = 32
)

// serve is the subcommand "serve": it answers until ctx ends.
func serve(ctx context.Context, args []string, e env) int {
	return with("serve", args, e, func(s settings) error {
		model, err := modelOf(e, logTo(e.stderr))
		if err != nil {
			return err
		}
		if s.budget, err = budgetOf(e, model.Name()); err != nil {
			return err
		}
		return runServer(ctx, s, model, e)
	})
}

func logTo(w io.Writer) *slog.Logger { return slog.New(slog.NewJSONHandler(w, nil)) }

// program is a server with all that it is made of.
type program struct {
	settings
	model  agent.Model
	log    *slog.Logger
	secret []byte
	store  store.Store
	people *people
	shelf  *shelf
	traces *trace.TracerProvider // nil for none
}

// garbagePercent lets the heap grow to three times what is in use before it is
// collected, unless GOGC says otherwise: half as many collections for some memory while
// there is work. At rest the server gives all of it back.
const garbagePercent = 200

// runServer opens what is needed, listens, says where, and drains at the end.
func runServer(ctx context.Context, s settings, model agent.Model, e env) (err error) {
	if e.getenv("GOGC") == "" {
		debug.SetGCPercent(garbagePercent)
	}
	p := &program{settings: s, model: model, log: logTo(e.stderr)}
	defer func() { err = errors.Join(err, p.close()) }()
	if p.traces, err = tracesOf(ctx, e.getenv, p.log); err != nil {
		return err
	}
	if err := p.open(ctx); err != nil {
		return err
	}
	srv := p.server()
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", s.addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	owed, err := srv.Resume(ctx)
	if err != nil {
		return err
	}
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	go func() { fail(p.learn(ctx, srv)) }()
	go srv.Watch(ctx)
	go srv.Retain(ctx, s.retention)
	p.log.Info("serving", "addr", listener.Addr().String(), "model", model.Name(), "resumed", owed, "limits", limitsOf(s))
	p.announce(e.stdout, listener.Addr().String())
	err = answer(ctx, srv, listener, p.log)
	if why := context.Cause(ctx); !errors.Is(why, context.Canceled) {
		err = errors.Join(why, err)
	}
	return err
}

// learn reads the knowledge, which takes longer than all else: what needs it waits. It
// returns when ctx has ended, or with an error.
func (p *program) learn(ctx context.Context, srv *server.Server) error {
	index, solutions, err := p.shelf.read(ctx, p.log)
	if err != nil {
		return err
	}
	srv.Learn(index, solutions)
	p.shelf.follow(ctx, p.log, srv.Learn)
	<-ctx.Done()
	return nil
}

// open opens the databases, in the order in which the first may be missing.
func (p *program) open(ctx context.Context) (err error) {
	conversations, err := openStore(ctx, p.db)
	if err != nil {
		return err
	}
	p.store = conversations // only now: one that failed is no nil
	p.nameNode()
	if p.secret, err = p.key(); err != nil {
		return err
	}
	if p.people, err = openRegister(ctx, p.db); err != nil {
		return err
	}
	p.shelf, err = p.knowledge.open(ctx, p.db)
	return err
}

// close closes what was opened.
func (p *program) close() (err error) {
	if p.traces != nil {
		limit, cancel := context.WithTimeout(context.Background(), traceLimit)
		defer cancel()
		if err := p.traces.Shutdown(limit); err != nil {
			p.log.Warn("traces", "err", err)
		}
	}
	if p.shelf != nil {
		p.shelf.close()
	}
	if p.people != nil {
		err = p.people.Close()
	}
	if p.store != nil {
		err = errors.Join(err, p.store.Close())
	}
	return err
}

// nameNode lets a node that starts again on the same machine and port know the leases
// of its former self. On a port that the system chooses it has no name.
func (p *program) nameNode() {
	shared, ok := p.store.(*postgres.Store)
	_, port, err := net.SplitHostPort(p.addr)
	host, err2 := os.Hostname()
	if ok && errors.Join(err, err2) == nil && port != "0" {
		shared.Name(host + " " + p.addr)
	}
}

// limitsOf is the table of limits for the log.
func limitsOf(s settings) map[string]string {
	limits := map[string]string{}
	for _, row := range s.limits.Table() {
		limits[row.Name] = row.Value
	}
	return limits
}

// server wires the server, which has yet to learn.
func (p *program) server() *server.Server {
	config := server.Config{
		Store: p.store, Register: p.people.Register,
		Agent: &agent.Agent{Model: p.model, Tools: tools.All(), Sites: p.sites},
		Pages: web.Files(), Secret: p.secret, Token: p.bearer(), Budget: p.budget,
		Hosts: p.hosts, Origins: p.origins, Proxies: p.proxies, Contact: p.contact, SignIn: p.signIn,
		Limits: p.limits, Lease: p.lease, Log: p.log,
	}
	if p.traces != nil {
		config.Traces = p.traces
	}
	return server.New(config)
}

// answer serves until ctx ends or the listener fails, and then drains.
func answer(ctx context.Context, srv *server.Server, listener net.Listener, log *slog.Logger) error {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	front := &http.Server{
		Handler: srv.Handler(), Protocols: protocols, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: time.Minute,
		IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10,
	}
	failed := make(chan error, 1)
	go func() { failed <- front.Serve(listener) }()
	var err error
	select {
	case err = <-failed:
	case <-ctx.Done():
		log.Info("draining")
	}
	limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainLimit)
	defer cancel()
	return errors.Join(err, srv.Shutdown(limit), front.Shutdown(limit))
}

// announce prints the links by which people and programs come in. A token from
// the environment is known to who set it and is not shown.
func (p *program) announce(w io.Writer, addr string) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n  http://%s/enter#%s\n", say(
		"Avaa tämä linkki selaimessa. Se toimii kerran, kymmenen minuutin ajan:",
		"Öppna den här länken i webbläsaren. Den fungerar en gång, i tio minuter:",
		"Open this link in a browser. It works once, for ten minutes:").In(p.lang), addr, server.NewTicket(p.secret, time.Now()))
	if p.token == "" {
		fmt.Fprintf(&b, "%s\n  Authorization: Bearer %s\n", say(
			"Ohjelmille:", "För program:", "For programs:").In(p.lang), p.bearer())
	}
	if host, _, err := net.SplitHostPort(addr); err != nil || !net.ParseIP(host).IsLoopback() {
		fmt.Fprintln(&b, say(
			"Varoitus: palvelu vastaa muillekin koneille salaamatta. Käytä sen edessä TLS-välityspalvelinta.",
			"Varning: tjänsten svarar även andra datorer okrypterat. Använd en TLS-proxy framför den.",
			"Warning: the service answers other machines as well, unencrypted. Put a TLS proxy in front of it.").In(p.lang))
	}
	io.WriteString(w, b.String()) // without a reader there is nobody to tell
}

// link is the subcommand "link": it prints a fresh link to the running server.
func link(_ context.Context, args []string, e env) int {
	return with("link", args, e, func(s settings) error {
		secret, err := s.knownKey()
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(e.stdout, "http://%s/enter#%s\n", s.addr, server.NewTicket(secret, time.Now()))
		return err
	})
}

func secretFile(database string) string { return database + ".key" }

// loadSecret reads the server's secret from beside the database, or makes it.
// Only its owner may read it.
func loadSecret(database string) ([]byte, error) {
	file := secretFile(database)
	data, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		return makeSecret(file)
	}
	if err != nil {
		return nil, err
	}
	secret, err := hex.DecodeString(strings.TrimSpace(string(data)))
	if err != nil || len(secret) != secretBytes {
		return nil, fmt.Errorf("%s is not a key file; remove it to have a new one made", file)
	}
	return secret, os.Chmod(file, 0o600)
}

func makeSecret(file string) ([]byte, error) {
	secret := make([]byte, secretBytes)
	rand.Read(secret) // never fails
	return secret, os.WriteFile(file, []byte(hex.EncodeToString(secret)+"\n"), 0o600)
}

// bearer is the token of programs; when none is set, the same after every start.
func (p *program) bearer() string {
	if p.token != "" {
		return p.token
	}
	mac := hmac.New(sha256.New, p.secret)
	mac.Write([]byte("bearer"))
	return hex.EncodeToString(mac.Sum(nil))
}
