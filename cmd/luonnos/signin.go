package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"luonnos/server/register"
	"luonnos/server/signin"
)

// Settings of the provider at which persons sign in.
const (
	settingIssuer = "LUONNOS_OIDC_ISSUER"
	settingClient = "LUONNOS_OIDC_CLIENT"
	settingSecret = "LUONNOS_OIDC_SECRET"
	settingScopes = "LUONNOS_OIDC_SCOPES"
	settingClaim  = "LUONNOS_OIDC_CLAIM"
	settingRoles  = "LUONNOS_OIDC_ROLES"
)

const (
	defaultScopes = "profile"
	defaultClaim  = "roles"
	defaultRoles  = "applicant=applicant, expert=expert, evaluator=evaluator, admin=admin"
)

// signInOf is the provider of the settings, nil without one.
func signInOf(getenv func(string) string) (*signin.Provider, error) {
	issuer := getenv(settingIssuer)
	if issuer == "" {
		return nil, nil
	}
	roles, err := readRoles(cmp.Or(getenv(settingRoles), defaultRoles))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", settingRoles, err)
	}
	if getenv(settingClient) == "" {
		return nil, fmt.Errorf("%s is missing", settingClient)
	}
	p, err := signin.New(signin.Config{
		Issuer: issuer, Client: getenv(settingClient), Secret: getenv(settingSecret), Scopes: list(cmp.Or(getenv(settingScopes), defaultScopes)),
		Claim: cmp.Or(getenv(settingClaim), defaultClaim), Roles: roles,
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", settingIssuer, err)
	}
	return p, nil
}

// readRoles reads "VALUE=ROLE, …". A value may hold blanks.
func readRoles(text string) (map[string]register.Role, error) {
	roles := map[string]register.Role{}
	for pair := range strings.SplitSeq(text, ",") {
		at := strings.LastIndexByte(pair, '=')
		if at < 0 {
			return nil, fmt.Errorf("%q is no VALUE=ROLE", pair)
		}
		value, name := strings.TrimSpace(pair[:at]), strings.TrimSpace(pair[at+1:])
		role, ok := register.ParseRole(name)
		if !ok || value == "" {
			return nil, fmt.Errorf("%q: there is no role %q", pair, name)
		}
		roles[value] = role
	}
	return roles, nil
}

// checkSignIn asks the provider for its endpoints.
func checkSignIn(ctx context.Context, s settings, _ env) (string, error) {
	if s.signIn == nil {
		return "-", nil
	}
	return s.signIn.Issuer(), s.signIn.Find(ctx)
}
