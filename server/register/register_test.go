package register_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"luonnos/server/register"
	"luonnos/server/store/pgtest"
	"luonnos/server/store/postgres"
	"luonnos/server/store/sqlite"
)

// clock is the time of a test.
type clock struct{ now time.Time }

func (c *clock) pass(d time.Duration) { c.now = c.now.Add(d) }

// opened is an empty register in a database of its own.
type opened struct {
	*register.Register
	db   *sql.DB
	file string // of SQLite
}

type opener func(t *testing.T) (*opened, *clock)

func openSQLite(t *testing.T) (*opened, *clock) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "register.db")
	db, err := sqlite.Beside(t.Context(), file)
	return openDB(t, db, err, register.SQLite, file)
}

func openPostgres(t *testing.T) (*opened, *clock) {
	t.Helper()
	db, err := postgres.Beside(t.Context(), pgtest.Database(t))
	return openDB(t, db, err, register.Postgres, "")
}

func openDB(t *testing.T, db *sql.DB, err error, dialect register.Dialect, file string) (*opened, *clock) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	c := &clock{time.Date(2026, 3, 16, 9, 0, 0, 0, time.UTC)}
	r, err := register.Open(t.Context(), db, dialect, func() time.Time { return c.now })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := register.Open(t.Context(), db, dialect, nil); err != nil {
		t.Fatalf("again: %v", err)
	}
	return &opened{r, db, file}, c
}

func TestRegister(t *testing.T) {
	for name, test := range map[string]func(*testing.T, opener){
		"PersonKeepsIDAndChangesRole":      testPersonKeepsIDAndChangesRole,
		"CredentialsEnd":                   testCredentialsEnd,
		"TicketWorksOnce":                  testTicketWorksOnce,
		"InvitationWorksOnceAndForItsPlan": testInvitationWorksOnceAndForItsPlan,
		"ErasureKeepsTheAuditLog":          testErasureKeepsTheAuditLog,
		"AuditLogOnlyGrows":                testAuditLogOnlyGrows,
	} {
		t.Run(name+"/sqlite", func(t *testing.T) { test(t, openSQLite) })
		t.Run(name+"/postgres", func(t *testing.T) { test(t, openPostgres) })
	}
}

func welcome(t *testing.T, r *opened, name string, role register.Role) register.Person {
	t.Helper()
	p, err := r.Welcome(t.Context(), "https://id.example", "sub-"+name, name, role)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func testPersonKeepsIDAndChangesRole(t *testing.T, open opener) {
	r, _ := open(t)
	first := welcome(t, r, "Maija", register.Applicant)
	again, err := r.Welcome(t.Context(), "https://id.example", "sub-Maija", "Maija M.", register.Expert)
	if err != nil || again.ID != first.ID || again.Role != register.Expert || again.Name != "Maija M." {
		t.Errorf("got %+v, %v; first %+v", again, err, first)
	}
	a, err := r.Welcome(t.Context(), "", "", "Nimetön", register.Applicant)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := r.Welcome(t.Context(), "", "", "Nimetön", register.Applicant); err != nil || a.ID == b.ID {
		t.Errorf("two without a subject are one: %v, %v", b, err)
	}
}

func testCredentialsEnd(t *testing.T, open opener) {
	r, now := open(t)
	maija := welcome(t, r, "Maija", register.Applicant)
	issue := func(kind register.Kind) (string, register.Credential) {
		t.Helper()
		secret, c, err := r.Issue(t.Context(), maija.ID, register.Credential{Kind: kind, Person: maija.ID, Scope: register.Read, Plan: "p1"}, time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		return secret, c
	}
	secret, made := issue(register.Token)
	got, person, err := r.Find(t.Context(), register.Token, secret)
	if diff := cmp.Diff(got, made); diff != "" || person != maija || err != nil {
		t.Errorf("found %+v %+v, %v", got, person, err)
	}
	ends := func(what string, err error) {
		t.Helper()
		if !errors.Is(err, register.ErrUnknown) {
			t.Errorf("%s: %v", what, err)
		}
	}
	_, _, err = r.Find(t.Context(), register.Session, secret)
	ends("a token as a session", err)
	_, _, err = r.Find(t.Context(), register.Token, secret+"x")
	ends("another secret", err)
	other, revoked := issue(register.Token)
	if err := r.Revoke(t.Context(), "", revoked.ID); err != nil {
		t.Fatal(err)
	}
	_, _, err = r.Find(t.Context(), register.Token, other)
	ends("revoked", err)
	_, _, err = r.Alive(t.Context(), revoked.ID)
	ends("revoked, by id", err)
	ends("revoked twice", r.Revoke(t.Context(), "", revoked.ID))
	now.pass(time.Hour)
	_, _, err = r.Find(t.Context(), register.Token, secret)
	ends("expired", err)
	if err := r.Tidy(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{r.file, r.file + "-wal"} {
		if data, err := os.ReadFile(name); err == nil && strings.Contains(string(data), secret) {
			t.Errorf("the secret lies in %s", name)
		}
	}
}

func testTicketWorksOnce(t *testing.T, open opener) {
	r, now := open(t)
	for i, want := range []bool{true, false} {
		if got, err := r.Use(t.Context(), "ticket", now.now.Add(time.Minute)); got != want || err != nil {
			t.Errorf("use %d: %v, %v", i, got, err)
		}
	}
}

func testInvitationWorksOnceAndForItsPlan(t *testing.T, open opener) {
	r, now := open(t)
	owner, guest := welcome(t, r, "Olli", register.Applicant), welcome(t, r, "Greta", register.Applicant)
	if err := r.Own(t.Context(), "p1", owner.ID); err != nil {
		t.Fatal(err)
	}
	invite := func() string {
		t.Helper()
		secret, err := r.Invite(t.Context(), owner.ID, "p1", register.Signatory, time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		return secret
	}
	secret := invite()
	if _, err := r.Accept(t.Context(), "p2", secret, guest.ID); !errors.Is(err, register.ErrUnknown) {
		t.Errorf("for another plan: %v", err)
	}
	if share, err := r.Accept(t.Context(), "p1", secret, guest.ID); share != register.Signatory || err != nil {
		t.Errorf("accepted as %q, %v", share, err)
	}
	if _, err := r.Accept(t.Context(), "p1", secret, guest.ID); !errors.Is(err, register.ErrUnknown) {
		t.Errorf("again: %v", err)
	}
	if _, err := r.Accept(t.Context(), "p1", invite(), owner.ID); err != nil {
		t.Error(err)
	}
	if share, err := r.Share(t.Context(), "p1", owner.ID); share != register.Owner || err != nil {
		t.Errorf("an owner who accepts becomes %q, %v", share, err)
	}
	late := invite()
	now.pass(time.Hour)
	if _, err := r.Accept(t.Context(), "p1", late, guest.ID); !errors.Is(err, register.ErrUnknown) {
		t.Errorf("expired: %v", err)
	}
	if err := r.Remove(t.Context(), owner.ID, "p1", owner.ID); !errors.Is(err, register.ErrOwner) {
		t.Errorf("the owner leaves: %v", err)
	}
	if err := r.Remove(t.Context(), owner.ID, "p1", guest.ID); err != nil {
		t.Error(err)
	}
	if share, err := r.Share(t.Context(), "p1", guest.ID); share != "" || err != nil {
		t.Errorf("removed, but %q, %v", share, err)
	}
}

func testErasureKeepsTheAuditLog(t *testing.T, open opener) {
	r, now := open(t)
	olli, greta := welcome(t, r, "Olli", register.Applicant), welcome(t, r, "Greta", register.Applicant)
	for _, plan := range []string{"alone", "shared"} {
		if err := r.Own(t.Context(), plan, olli.ID); err != nil {
			t.Fatal(err)
		}
	}
	secret, err := r.Invite(t.Context(), olli.ID, "shared", register.Viewer, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	now.pass(time.Minute)
	if _, err := r.Accept(t.Context(), "shared", secret, greta.ID); err != nil {
		t.Fatal(err)
	}
	if _, _, err := r.Issue(t.Context(), olli.ID, register.Credential{Kind: register.Session, Person: olli.ID, Scope: register.Write}, time.Hour); err != nil {
		t.Fatal(err)
	}
	if got, err := r.Alone(t.Context(), olli.ID); !cmp.Equal(got, []string{"alone"}) || err != nil {
		t.Errorf("alone in %v, %v", got, err)
	}
	if err := r.Erase(t.Context(), "admin", olli.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Person(t.Context(), olli.ID); !errors.Is(err, register.ErrUnknown) {
		t.Errorf("the person: %v", err)
	}
	if list, err := r.Credentials(t.Context(), register.Session, olli.ID); len(list) > 0 || err != nil {
		t.Errorf("sessions: %v, %v", list, err)
	}
	if share, err := r.Share(t.Context(), "shared", greta.ID); share != register.Owner || err != nil {
		t.Errorf("who is left is %q, %v", share, err)
	}
	got, err := r.AuditBy(t.Context(), olli.ID)
	want := []register.Note{
		{Plan: "alone", Actor: olli.ID, Action: "created"}, {Plan: "shared", Actor: olli.ID, Action: "created"},
		{Plan: "shared", Actor: olli.ID, Action: "invited", Detail: "viewer"}, {Actor: olli.ID, Action: "session_issued"},
	}
	order := cmpopts.SortSlices(func(a, b register.Note) bool { return a.Plan+a.Action < b.Plan+b.Action })
	free := cmp.FilterPath(func(p cmp.Path) bool { return p.String() == "At" || p.String() == "Detail" }, cmp.Ignore())
	if diff := cmp.Diff(got, want, order, free); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	if err := r.Erase(t.Context(), "admin", olli.ID); !errors.Is(err, register.ErrUnknown) {
		t.Errorf("again: %v", err)
	}
}

func testAuditLogOnlyGrows(t *testing.T, open opener) {
	r, _ := open(t)
	if err := r.Note(t.Context(), register.Note{Plan: "p", Action: "read"}); err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{`UPDATE audit SET action = 'x'`, `DELETE FROM audit`} {
		if _, err := r.db.ExecContext(t.Context(), query); err == nil {
			t.Errorf("%s went through", query)
		}
	}
	if notes, err := r.AuditOf(t.Context(), "p"); len(notes) != 1 || err != nil {
		t.Errorf("audit: %v, %v", notes, err)
	}
}

// TestCopy: the other database has all of it, once.
func TestCopy(t *testing.T) {
	from, _ := openSQLite(t)
	maija := welcome(t, from, "Maija", register.Admin)
	secret, _, err := from.Issue(t.Context(), "", register.Credential{Kind: register.Token, Person: maija.ID, Scope: register.Write}, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	if err := from.Own(t.Context(), "p1", maija.ID); err != nil {
		t.Fatal(err)
	}
	invitation, err := from.Invite(t.Context(), maija.ID, "p1", register.Viewer, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	to, _ := openPostgres(t)
	for range 2 {
		if err := from.CopyTo(t.Context(), to.Register); err != nil {
			t.Fatal(err)
		}
	}
	if _, got, err := to.Find(t.Context(), register.Token, secret); got != maija || err != nil {
		t.Errorf("the token is %+v's, %v", got, err)
	}
	if notes, err := to.AuditOf(t.Context(), "p1"); len(notes) != 2 || err != nil {
		t.Errorf("audit: %v, %v", notes, err)
	}
	if share, err := to.Accept(t.Context(), "p1", invitation, maija.ID); share != register.Viewer || err != nil {
		t.Errorf("the invitation: %q, %v", share, err)
	}
	var tables int
	if err := from.db.QueryRowContext(t.Context(), `SELECT count(*) FROM sqlite_schema WHERE type = 'table'`).Scan(&tables); err != nil || tables != 6 {
		t.Errorf("%d tables, %v: does CopyTo know them all?", tables, err)
	}
}
