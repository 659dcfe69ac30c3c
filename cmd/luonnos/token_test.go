package main

import (
	"net/http"
	"strings"
	"testing"

	"luonnos/server/store/pgtest"
)

// TestTokenLetsAPersonIn while the server runs, until it is revoked.
func TestTokenLetsAPersonIn(t *testing.T) {
	db := sqliteIn(t.TempDir())
	p := startProcess(t, db)
	out, _ := command(t, 0, "token", "add", "--db", db, "--name", "Erkki Asiantuntija", "--role", "expert", "--life", "2d")
	_, rest, _ := strings.Cut(out, "Bearer ")
	secret, _, _ := strings.Cut(rest, "\n")
	id := strings.Fields(out)[1]
	id = strings.TrimSuffix(id, ",")
	me := func() int {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), "GET", p.base+"/v1/me", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+secret)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		return answer.StatusCode
	}
	if status := me(); status != http.StatusOK {
		t.Errorf("with the token: %d", status)
	}
	list, _ := command(t, 0, "token", "list", "--db", db)
	if !strings.Contains(list, id) || !strings.Contains(list, "Erkki Asiantuntija") || strings.Contains(list, secret) {
		t.Errorf("list: %s", list)
	}
	command(t, 0, "token", "revoke", "--db", db, id)
	if status := me(); status != http.StatusUnauthorized {
		t.Errorf("with a revoked token: %d", status)
	}
	command(t, 1, "token", "revoke", "--db", db, id)
}

func TestTokenRefuses(t *testing.T) {
	db := sqliteIn(t.TempDir())
	for name, x := range map[string]struct {
		code int
		args []string
	}{
		"nothing":     {2, []string{"token"}},
		"other verb":  {2, []string{"token", "steal"}},
		"no name":     {1, []string{"token", "add", "--db", db}},
		"odd role":    {1, []string{"token", "add", "--db", db, "--name", "A", "--role", "king"}},
		"odd scope":   {1, []string{"token", "add", "--db", db, "--name", "A", "--scope", "all"}},
		"odd life":    {1, []string{"token", "add", "--db", db, "--name", "A", "--life", "long"}},
		"no database": {1, []string{"token", "add", "--db", db, "--name", "A"}},
	} {
		if code, _, errs := runIn(t, nil, x.args...); code != x.code || errs == "" {
			t.Errorf("%s: %d %s", name, code, errs)
		}
	}
}

func TestDoctor(t *testing.T) {
	good := sqliteIn(t.TempDir())
	p := startProcess(t, good)
	for name, x := range map[string]struct {
		code int
		args []string
		env  map[string]string
		want string
	}{
		"nothing there yet": {0, []string{"--db", sqliteIn(t.TempDir()), "--addr", "127.0.0.1:0"}, nil, "guided"},
		"served":            {0, []string{"--db", good, "--addr", strings.TrimPrefix(p.base, "http://")}, nil, "/readyz 200"},
		"PostgreSQL": {0, []string{"--db", pgtest.Database(t), "--addr", "127.0.0.1:0"},
			map[string]string{"LUONNOS_SECRET": strings.Repeat("s", 32)}, "guided"},
		"no secret":       {1, []string{"--db", pgtest.Database(t), "--addr", "127.0.0.1:0"}, nil, "LUONNOS_SECRET"},
		"no database":     {1, []string{"--db", "mysql:x", "--addr", "127.0.0.1:0"}, nil, "mysql"},
		"no model server": {1, []string{"--db", good, "--addr", strings.TrimPrefix(p.base, "http://")}, map[string]string{"LUONNOS_OPENAI_BASE_URL": "http://127.0.0.1:1/v1", "LUONNOS_MODEL": "m"}, "refused"},
	} {
		code, out, errs := runIn(t, x.env, append([]string{"doctor"}, x.args...)...)
		if code != x.code || !strings.Contains(out, x.want) || strings.Contains(out, "!!") != (x.code != 0) {
			t.Errorf("%s: %d\n%s%s", name, code, out, errs)
		}
	}
}
