package server

import (
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestCookiesOfOtherHosts: over TLS only a cookie counts that no other host of the site
// can have set.
func TestCookiesOfOtherHosts(t *testing.T) {
	for _, tt := range []struct {
		tls        bool
		name, want string
	}{
		{true, cookieName, ""}, {true, hostPrefix + cookieName, "secret"},
		{false, cookieName, "secret"}, {false, hostPrefix + cookieName, ""},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		if tt.tls {
			r.TLS = &tls.ConnectionState{}
		}
		r.AddCookie(&http.Cookie{Name: tt.name, Value: "secret"})
		got := ""
		for _, c := range new(access).cookies(r, cookieName) {
			got = c.Value
		}
		if got != tt.want {
			t.Errorf("TLS %v, cookie %s: read %q, want %q", tt.tls, tt.name, got, tt.want)
		}
	}
}
