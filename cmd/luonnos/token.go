package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"
	"time"

	"luonnos/server/register"
)

// defaultTokenLife is how long a token works when nothing else is said.
const defaultTokenLife = "90d"

// tokens is the subcommand "token": it makes a token for a person, lists the tokens
// that work, or revokes one. The database may be served meanwhile.
func tokens(ctx context.Context, args []string, e env) int {
	verbs := map[string]func(context.Context, []string, env) int{"add": addToken, "list": listTokens, "revoke": revokeToken}
	if len(args) > 0 && verbs[args[0]] != nil {
		return verbs[args[0]](ctx, args[1:], e)
	}
	fmt.Fprintln(e.stderr, "luonnos token add --name NAME [--role applicant|expert|evaluator|admin] [--scope read|write] [--plan ID] [--life 90d]")
	fmt.Fprintln(e.stderr, "luonnos token list")
	fmt.Fprintln(e.stderr, "luonnos token revoke ID")
	return 2
}

// inRegister runs work with the register of a database that is there already.
func inRegister(ctx context.Context, s settings, work func(*people) error) (err error) {
	if err := exists(s.db); err != nil {
		return err
	}
	p, err := openRegister(ctx, s.db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	return work(p)
}

// addToken makes a token for a new person, who is known by name and role only. The
// token is shown this once.
func addToken(ctx context.Context, args []string, e env) int {
	var name, role, scope, plan, life string
	define := func(f *flag.FlagSet) {
		f.StringVar(&name, "name", "", "the person's name")
		f.StringVar(&role, "role", string(register.Applicant), "applicant, expert, evaluator or admin")
		f.StringVar(&scope, "scope", string(register.Write), "read or write")
		f.StringVar(&plan, "plan", "", "the only plan that it is for")
		f.StringVar(&life, "life", defaultTokenLife, "how long it works")
	}
	return withFlags("token add", args, e, define, func(s settings) error {
		known, ok := register.ParseRole(role)
		switch {
		case strings.TrimSpace(name) == "":
			return errors.New("token: --name is missing")
		case !ok:
			return fmt.Errorf("token: there is no role %q", role)
		case scope != string(register.Read) && scope != string(register.Write):
			return fmt.Errorf("token: there is no scope %q", scope)
		}
		duration, err := parseDays(life)
		if err != nil || duration == 0 {
			return fmt.Errorf("token: --life %q", life)
		}
		return inRegister(ctx, s, func(p *people) error {
			owner, err := p.Welcome(ctx, "", "", strings.TrimSpace(name), known)
			if err != nil {
				return err
			}
			secret, c, err := p.Issue(ctx, "", register.Credential{
				Kind: register.Token, Person: owner.ID, Label: owner.Name, Scope: register.Scope(scope), Plan: plan,
			}, duration)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(e.stdout, say(
				"Tunniste %s, voimassa %s asti. Se näytetään vain nyt.\n  Authorization: Bearer %s\nSelaimessa:\n  http://%s/enter#%s\n",
				"Åtkomsttoken %s, i kraft till %s. Den visas bara nu.\n  Authorization: Bearer %s\nI webbläsaren:\n  http://%s/enter#%s\n",
				"Token %s, valid until %s. It is shown only now.\n  Authorization: Bearer %s\nIn a browser:\n  http://%s/enter#%s\n").In(s.lang),
				c.ID, c.Expires.Format(time.DateOnly), secret, s.addr, secret)
			return err
		})
	})
}

func listTokens(ctx context.Context, args []string, e env) int {
	return with("token list", args, e, func(s settings) error {
		return inRegister(ctx, s, func(p *people) error {
			tokens, err := p.Credentials(ctx, register.Token, "")
			if err != nil {
				return err
			}
			for _, c := range tokens {
				owner, err := p.Person(ctx, c.Person)
				if err != nil {
					return err
				}
				if _, err := fmt.Fprintf(e.stdout, "%s  %s  %-9s  %-5s  %s\n", c.ID, c.Expires.Format(time.DateOnly), owner.Role, c.Scope, printable(owner.Name)); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

func revokeToken(ctx context.Context, args []string, e env) int {
	var id string
	return with("token revoke", args, e, func(s settings) error {
		return inRegister(ctx, s, func(p *people) error { return p.Revoke(ctx, "", id) })
	}, &id)
}
