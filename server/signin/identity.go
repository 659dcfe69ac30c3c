package signin

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"luonnos/server/register"
)

// Complete exchanges the code that a browser came back with for who the person is.
// Of an error that is neither [ErrNoRole] nor [ErrUnavailable] the browser's answer
// is the cause: the code was used, or the token is for another, of another or old.
func (p *Provider) Complete(ctx context.Context, back, code string, a Attempt) (Identity, error) {
	ctx = oidc.ClientContext(ctx, p.client)
	found, err := p.find(ctx)
	if err != nil {
		return Identity{}, err
	}
	token, err := p.oauth(found, back).Exchange(ctx, code, oauth2.VerifierOption(a.Verifier))
	if err != nil {
		return Identity{}, exchangeError(err)
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := found.Verifier(&oidc.Config{ClientID: p.config.Client}).Verify(ctx, raw)
	switch {
	case err != nil:
		return Identity{}, fmt.Errorf("signin: token: %w", err)
	case id.Nonce != a.Nonce:
		return Identity{}, errors.New("signin: token: it has another nonce")
	}
	known := claims{}
	if err := id.Claims(&known); err != nil {
		return Identity{}, fmt.Errorf("signin: token: %w", err)
	}
	if party := known.text("azp"); party != "" && party != p.config.Client {
		return Identity{}, fmt.Errorf("signin: token: it was made for %q", party)
	}
	if err := p.ask(ctx, found, token, id.Subject, known); err != nil {
		return Identity{}, err
	}
	who := Identity{Issuer: id.Issuer, Subject: id.Subject, Name: cmp.Or(known.text("name"), known.text("preferred_username"))}
	var ok bool
	if who.Role, ok = p.role(known.values(p.config.Claim)); !ok {
		return Identity{}, ErrNoRole
	}
	return who, nil
}

// exchangeError tells an answer of the browser's that is no good from a provider
// that is of no help.
func exchangeError(err error) error {
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) && refused.Response.StatusCode == http.StatusBadRequest && refused.ErrorCode == "invalid_grant" {
		return fmt.Errorf("signin: code: %w", err)
	}
	return fmt.Errorf("%w: %w", ErrUnavailable, err)
}

// ask adds what a token leaves out and the provider tells of a person when asked: many
// put neither name nor roles into the token.
func (p *Provider) ask(ctx context.Context, found *oidc.Provider, token *oauth2.Token, subject string, known claims) error {
	if known.text("name") != "" && len(known.values(p.config.Claim)) > 0 || found.UserInfoEndpoint() == "" {
		return nil
	}
	info, err := found.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	more := claims{}
	if err := info.Claims(&more); err != nil {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	if info.Subject != subject {
		return fmt.Errorf("%w: it tells of %q instead of %q", ErrUnavailable, info.Subject, subject)
	}
	for name, value := range more {
		if _, ok := known[name]; !ok {
			known[name] = value
		}
	}
	return nil
}

// role is the first of the roles, from the top, that one of the values stands for.
func (p *Provider) role(values []string) (register.Role, bool) {
	values = append(values, Everybody)
	for _, role := range []register.Role{register.Admin, register.Expert, register.Evaluator, register.Applicant} {
		if slices.ContainsFunc(values, func(value string) bool { return p.config.Roles[value] == role }) {
			return role, true
		}
	}
	return "", false
}

// claims are what a provider says of a person.
type claims map[string]json.RawMessage

// text is a claim that is one text, or "".
func (c claims) text(name string) string {
	var text string
	if json.Unmarshal(c[name], &text) != nil {
		return ""
	}
	return strings.TrimSpace(text)
}

// values are those of a claim that is a text, a list of texts, or an object whose keys
// they are. A name with dots is that of a claim, or else the way into objects.
func (c claims) values(name string) []string {
	raw, ok := c[name]
	if !ok {
		head, rest, dotted := strings.Cut(name, ".")
		inner := claims{}
		if !dotted || json.Unmarshal(c[head], &inner) != nil {
			return nil
		}
		return inner.values(rest)
	}
	var list []string
	var keyed map[string]json.RawMessage
	switch {
	case json.Unmarshal(raw, &list) == nil:
		return list
	case json.Unmarshal(raw, &keyed) == nil:
		return slices.Collect(maps.Keys(keyed))
	case c.text(name) != "":
		return []string{c.text(name)}
	default:
		return nil
	}
}
