package main

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"luonnos/agent"
	"luonnos/server"
	"luonnos/server/register"
	"luonnos/server/store"
	"luonnos/server/web"
	"luonnos/tools"
	"luonnos/tools/plan"
)

const (
	defaultAddr = "127.0.0.1:8080"
	drainLimit  = 10 * time.Second
	secretBytes = 32
)

// settings are those of serve and link.
type settings struct {
	addr    string
	db      string
	token   string
	secret  string
	lease   time.Duration // 0 for the server's own
	hosts   []string
	origins []string
	lang    plan.Lang

	knowledge knowledgeSettings
}

// with parses the settings of a subcommand and runs it. The operands are what comes
// after the flags, all of them required.
func with(name string, args []string, e env, work func(settings) error, operands ...*string) int {
	s, err := parseSettings(name, args, e, operands)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		fmt.Fprintln(e.stderr, err)
		return 2
	}
	if err := work(s); err != nil {
		fmt.Fprintln(e.stderr, "luonnos:", err)
		return 1
	}
	return 0
}

// parseSettings reads flags and, for what they leave out, the environment.
func parseSettings(name string, args []string, e env, operands []*string) (settings, error) {
	s := settings{
		token: e.getenv("LUONNOS_TOKEN"), secret: e.getenv("LUONNOS_SECRET"), hosts: list(e.getenv("LUONNOS_HOSTS")), origins: list(e.getenv("LUONNOS_ORIGINS")),
		lang: userLang(e.getenv),
	}
	var err error
	if s.knowledge, err = knowledgeOf(e); err != nil {
		return s, err
	}
	flags := flag.NewFlagSet("luonnos "+name, flag.ContinueOnError)
	flags.SetOutput(e.stderr)
	flags.StringVar(&s.addr, "addr", or(e.getenv("LUONNOS_ADDR"), defaultAddr), "address to listen on (LUONNOS_ADDR)")
	flags.StringVar(&s.db, "db", or(e.getenv("LUONNOS_DB"), "sqlite:"+defaultFile(e.getenv)), "database, sqlite:PATH or postgres://… (LUONNOS_DB)")
	if err := flags.Parse(args); err != nil {
		return s, err
	}
	if text := e.getenv("LUONNOS_LEASE"); text != "" {
		if s.lease, err = time.ParseDuration(text); err != nil || s.lease < time.Second {
			return s, fmt.Errorf("LUONNOS_LEASE=%s: it takes a duration of a second or more, as 10s", text)
		}
	}
	if flags.NArg() != len(operands) {
		return s, fmt.Errorf("luonnos %s: %d arguments, want %d: %q", name, flags.NArg(), len(operands), flags.Args())
	}
	for i, operand := range operands {
		*operand = flags.Arg(i)
	}
	return s, nil
}

// defaultFile is where the database lies when nothing else is said.
func defaultFile(getenv func(string) string) string {
	dir := getenv("XDG_DATA_HOME")
	if home := getenv("HOME"); dir == "" && home != "" {
		dir = filepath.Join(home, ".local", "share")
	}
	if dir == "" {
		return "luonnos.db"
	}
	return filepath.Join(dir, "luonnos", "luonnos.db")
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func list(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
}

// serve is the subcommand "serve": it answers until ctx ends.
func serve(ctx context.Context, args []string, e env) int {
	return with("serve", args, e, func(s settings) error {
		model, err := modelOf(e, logTo(e.stderr))
		if err != nil {
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
	srv, token, err := newServer(ctx, s, conversations, people.Register, model, secret, log)
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
	log.Info("serving", "addr", listener.Addr().String(), "model", model.Name(), "resumed", owed)
	announce(e.stdout, s, listener.Addr().String(), server.NewTicket(secret, time.Now()), token)
	return answer(ctx, srv, listener, log)
}

// newServer wires a server; token is the one that programs use.
func newServer(ctx context.Context, s settings, conversations store.Store, people *register.Register, model agent.Model, secret []byte, log *slog.Logger) (_ *server.Server, token string, err error) {
	index, err := s.knowledge.open(ctx, log)
	if err != nil {
		return nil, "", err
	}
	solutions, err := s.knowledge.library.Portfolio()
	if err != nil {
		return nil, "", err
	}
	if token = s.token; token == "" {
		token = derivedToken(secret)
	}
	return server.New(server.Config{
		Store: conversations, Register: people, Agent: &agent.Agent{Model: model, Tools: tools.All(), Index: index, Portfolio: solutions},
		Pages: web.Files(), Secret: secret, Token: token, Hosts: s.hosts, Origins: s.origins, Lease: s.lease, Log: log,
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
