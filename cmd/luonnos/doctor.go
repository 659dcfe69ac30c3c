package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"time"

	"luonnos/server/store/sqlite"
	"luonnos/tools/plan"
)

// Limits of how long a check of doctor may take.
const (
	checkLimit = 5 * time.Second
	modelLimit = time.Minute // a model thinks
)

// doctor is the subcommand "doctor": it looks whether all that serving needs is in
// order. With --store it reads the whole database instead and holds each plan against
// its log.
func doctor(ctx context.Context, args []string, e env) int {
	var whole bool
	lang := userLang(e.getenv)
	define := func(f *flag.FlagSet) {
		f.BoolVar(&whole, "store", false, "read the whole database")
		f.Func("lang", "fi, sv or en (LANG)", func(value string) error {
			lang = plan.Lang(value)
			if !slices.Contains(plan.Langs, lang) {
				return errors.New("none of fi, sv and en")
			}
			return nil
		})
	}
	return withFlags("doctor", args, e, define, func(s settings) error {
		s.lang = lang
		if whole {
			return examine(ctx, s, e)
		}
		return consult(ctx, s, e)
	})
}

// complaint is one thing that doctor looks at.
type complaint struct {
	what  plan.Text
	limit time.Duration
	check func(ctx context.Context, s settings, e env) (detail string, err error)
}

// complaints are in the order in which a server would meet them. That the settings
// can be read is why doctor runs at all.
var complaints = []complaint{
	{say("tietokanta", "databas", "database"), checkLimit, checkStore},
	{say("avain", "nyckel", "secret"), checkLimit, func(_ context.Context, s settings, _ env) (string, error) {
		_, err := s.key()
		return "", err
	}},
	{say("hakuaineisto", "sökmaterial", "index"), checkLimit, checkIndex},
	{say("kirjautuminen", "inloggning", "sign-in"), checkLimit, checkSignIn},
	{say("portti", "port", "port"), checkLimit, checkPort},
	{say("kielimalli", "språkmodell", "model"), modelLimit, checkLanguageModel},
}

// consult runs all checks and says how each went.
func consult(ctx context.Context, s settings, e env) error {
	failed := 0
	for _, c := range complaints {
		mark, detail := "ok", ""
		limited, cancel := context.WithTimeout(ctx, c.limit)
		detail, err := c.check(limited, s, e)
		cancel()
		if err != nil {
			failed++
			mark, detail = "!!", printable(err.Error())
		}
		if _, err := fmt.Fprintf(e.stdout, "%s  %-14s %s\n", mark, c.what.In(s.lang), detail); err != nil {
			return err
		}
	}
	if failed > 0 {
		return errors.New(say("kaikki ei ole kunnossa", "allt är inte i ordning", "not all is in order").In(s.lang))
	}
	return nil
}

// checkStore opens the database; one that is being served is in order.
func checkStore(ctx context.Context, s settings, _ env) (string, error) {
	conversations, err := openStore(ctx, s.db)
	if errors.Is(err, sqlite.ErrLocked) {
		return say("käytössä", "används", "in use").In(s.lang), nil
	}
	if err != nil {
		return "", err
	}
	plans, err := conversations.List(ctx)
	return fmt.Sprintf(say("suunnitelmia %d", "%d planer", "%d plans").In(s.lang), len(plans)), errors.Join(err, conversations.Close())
}

func checkIndex(ctx context.Context, s settings, _ env) (string, error) {
	shelf, err := s.knowledge.open(ctx, s.db)
	if err != nil {
		return "", err
	}
	defer shelf.close()
	index, _, err := shelf.read(ctx, slog.New(slog.DiscardHandler))
	if err == nil && len(index.Passages()) == 0 {
		err = errors.New(say("hakuaineisto on tyhjä", "sökmaterialet är tomt", "there are no passages").In(s.lang))
	}
	if err != nil {
		return "", err
	}
	return fmt.Sprintf(say("%d katkelmaa", "%d avsnitt", "%d passages").In(s.lang), len(index.Passages())), nil
}

// checkPort sees whether the port is free, or a ready server of ours answers there.
func checkPort(ctx context.Context, s settings, _ env) (string, error) {
	listener, busy := new(net.ListenConfig).Listen(ctx, "tcp", s.addr)
	if busy == nil {
		return s.addr, listener.Close()
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+s.addr+"/readyz", nil)
	if err != nil {
		return "", err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", errors.Join(busy, err)
	}
	if err := answer.Body.Close(); err != nil {
		return "", err
	}
	if answer.StatusCode != http.StatusOK {
		return "", fmt.Errorf(say("%w; /readyz vastaa %s", "%w; /readyz svarar %s", "%w; /readyz answers %s").In(s.lang), busy, answer.Status)
	}
	return s.addr + " /readyz 200", nil
}
