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
	"strings"
	"time"

	"luonnos/agent"
	"luonnos/server"
	"luonnos/server/register"
	"luonnos/server/store"
	"luonnos/server/web"
	"luonnos/tools"
)

const (
	drainLimit  = 10 * time.Second
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

// runServer opens the store, listens, says where, and drains at the end.
func runServer(ctx context.Context, s settings, model agent.Model, e env) (err error) {
	log := logTo(e.stderr)
	conversations, err := openStore(ctx, s.db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conversations.Close()) }()
	secret, err := s.key()
	if err != nil {
		return err
	}
	people, err := openRegister(ctx, s.db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, people.Close()) }()
	shelf, err := s.knowledge.open(ctx, s.db)
	if err != nil {
		return err
	}
	defer shelf.close()
	srv, token, err := newServer(ctx, s, conversations, people.Register, shelf, model, secret, log)
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", s.addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	owed, err := srv.Resume(ctx)
	if err != nil {
		return err
	}
	go srv.Watch(ctx)
	go shelf.follow(ctx, log, srv.Learn)
	go srv.Retain(ctx, s.retention)
	log.Info("serving", "addr", listener.Addr().String(), "model", model.Name(), "resumed", owed, "limits", limitsOf(s))
	announce(e.stdout, s, listener.Addr().String(), server.NewTicket(secret, time.Now()), token)
	return answer(ctx, srv, listener, log)
}

// limitsOf is the table of limits for the log.
func limitsOf(s settings) map[string]string {
	limits := map[string]string{}
	for _, row := range s.limits.Table() {
		limits[row.Name] = row.Value
	}
	return limits
}

// newServer wires a server; token is the one that programs use.
func newServer(ctx context.Context, s settings, conversations store.Store, people *register.Register, shelf *shelf, model agent.Model, secret []byte, log *slog.Logger) (_ *server.Server, token string, err error) {
	index, solutions, err := shelf.read(ctx, log)
	if err != nil {
		return nil, "", err
	}
	if token = s.token; token == "" {
		token = derivedToken(secret)
	}
	return server.New(server.Config{
		Store: conversations, Register: people, Agent: &agent.Agent{Model: model, Tools: tools.All(), Index: index, Portfolio: solutions, Sites: s.sites},
		Pages: web.Files(), Secret: secret, Token: token, Budget: s.budget, Hosts: s.hosts, Origins: s.origins, Contact: s.contact, Proxies: s.proxies,
		Limits: s.limits, Lease: s.lease, Log: log,
	}), token, nil
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
func announce(w io.Writer, s settings, addr, ticket, token string) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n  http://%s/enter#%s\n", say(
		"Avaa tämä linkki selaimessa. Se toimii kerran, kymmenen minuutin ajan:",
		"Öppna den här länken i webbläsaren. Den fungerar en gång, i tio minuter:",
		"Open this link in a browser. It works once, for ten minutes:").In(s.lang), addr, ticket)
	if s.token == "" {
		fmt.Fprintf(&b, "%s\n  Authorization: Bearer %s\n", say(
			"Ohjelmille:", "För program:", "For programs:").In(s.lang), token)
	}
	if host, _, err := net.SplitHostPort(addr); err != nil || !net.ParseIP(host).IsLoopback() {
		fmt.Fprintln(&b, say(
			"Varoitus: palvelu vastaa muillekin koneille salaamatta. Käytä sen edessä TLS-välityspalvelinta.",
			"Varning: tjänsten svarar även andra datorer okrypterat. Använd en TLS-proxy framför den.",
			"Warning: the service answers other machines as well, unencrypted. Put a TLS proxy in front of it.").In(s.lang))
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

// derivedToken is the token of programs when none is set: the same after every
// start.
func derivedToken(secret []byte) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("bearer"))
	return hex.EncodeToString(mac.Sum(nil))
}
