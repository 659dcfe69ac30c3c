package signin

import (
	"encoding/json"
	"testing"

	"luonnos/server/register"
)

// TestRoleOfAClaim reads roles as various providers write them.
func TestRoleOfAClaim(t *testing.T) {
	named := map[string]register.Role{"applicant": register.Applicant, "Sitran asiantuntijat": register.Expert, "admin": register.Admin}
	open := map[string]register.Role{"experts": register.Expert, Everybody: register.Applicant}
	for _, c := range []struct {
		name, claim, token string
		roles              map[string]register.Role
		want               register.Role
	}{
		{"text", "role", `{"role":"Sitran asiantuntijat"}`, named, register.Expert},
		{"list", "roles", `{"roles":["x","applicant"]}`, named, register.Applicant},
		{"keys", "urn:zitadel:roles", `{"urn:zitadel:roles":{"admin":{"1":"org"}}}`, named, register.Admin},
		{"way", "realm_access.roles", `{"realm_access":{"roles":["admin"]}}`, named, register.Admin},
		{"name with dots", "https://id.example/roles", `{"https://id.example/roles":["admin"]}`, named, register.Admin},
		{"first from the top", "roles", `{"roles":["applicant","admin"]}`, named, register.Admin},
		{"unknown", "roles", `{"roles":["boss"]}`, named, ""},
		{"none", "roles", `{}`, named, ""},
		{"number", "roles", `{"roles":7}`, named, ""},
		{"list of other things", "roles", `{"roles":[7,{"admin":1}]}`, named, ""},
		{"way that ends", "roles.admin", `{"roles":["admin"]}`, named, ""},
		{"everybody", "roles", `{}`, open, register.Applicant},
		{"more than everybody", "roles", `{"roles":["experts"]}`, open, register.Expert},
		{"one who calls themselves so", "roles", `{"roles":["*"]}`, named, ""},
	} {
		var known claims
		if err := json.Unmarshal([]byte(c.token), &known); err != nil {
			t.Fatal(err)
		}
		p := &Provider{config: Config{Roles: c.roles}}
		if got, ok := p.role(known.values(c.claim)); got != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q, %v; want %q", c.name, got, ok, c.want)
		}
	}
}

func TestNewNeedsASafeIssuer(t *testing.T) {
	roles := map[string]register.Role{"admin": register.Admin}
	for issuer, ok := range map[string]bool{
		"https://id.example": true, "http://127.0.0.1:1": true, "http://localhost:1/realm": true, "http://[::1]:1": true,
		"http://id.example": false, "id.example": false, "": false, "http://10.0.0.1": false, "http://localhost.example": false, ":": false,
	} {
		if _, err := New(Config{Issuer: issuer, Client: "c", Claim: "roles", Roles: roles}); (err == nil) != ok {
			t.Errorf("%q: %v", issuer, err)
		}
	}
	full := Config{Issuer: "https://id.example", Client: "c", Claim: "roles", Roles: roles}
	for _, strip := range []func(*Config){func(c *Config) { c.Client = "" }, func(c *Config) { c.Claim = "" }, func(c *Config) { c.Roles = nil }} {
		c := full
		strip(&c)
		if _, err := New(c); err == nil {
			t.Errorf("%+v is taken", c)
		}
	}
}
