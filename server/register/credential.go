package register

import (
	"context"
	"database/sql"
	"time"
)

// Kind is what a credential is.
type Kind string

// The kinds of credentials.
const (
	Session Kind = "session" // of a browser, in its cookie
	Token   Kind = "token"   // of a program
)

// Scope bounds what a credential lets its person do.
type Scope string

// The scopes.
const (
	Read  Scope = "read"
	Write Scope = "write" // all that the person may
)

// Credential is what lets somebody in. Its secret is not kept.
type Credential struct {
	ID      string    `json:"id"`
	Kind    Kind      `json:"kind"`
	Person  string    `json:"person"` // "" is the operator
	Label   string    `json:"label"`
	Scope   Scope     `json:"scope"`
	Plan    string    `json:"plan,omitempty"` // the only one it is for
	Created time.Time `json:"created"`
	Expires time.Time `json:"expires"`
}

const credentialColumns = `id, kind, person, label, scope, plan, created, expires`

func scanCredential(scan func(...any) error, c *Credential) error {
	var created, expires int64
	err := scan(&c.ID, &c.Kind, &c.Person, &c.Label, &c.Scope, &c.Plan, &created, &expires)
	c.Created, c.Expires = at(created), at(expires)
	return err
}

// Issue makes a credential that lasts for a time and returns its secret, which
// nobody can find out again. The id and the times of c are set by it.
func (r *Register) Issue(ctx context.Context, actor string, c Credential, life time.Duration) (secret string, _ Credential, err error) {
	secret, digest := newSecret()
	c.ID, c.Created = newID(), r.now()
	c.Expires = c.Created.Add(life)
	note := Note{Plan: c.Plan, Actor: actor, Action: string(c.Kind) + "_issued", Detail: c.ID}
	err = r.change(ctx, note, func(tx *sql.Tx) error {
		_, err := r.exec(ctx, tx, `INSERT INTO credentials (digest, `+credentialColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
			digest, c.ID, string(c.Kind), c.Person, c.Label, string(c.Scope), c.Plan, c.Created.UnixNano(), c.Expires.UnixNano())
		return err
	})
	return secret, c, err
}

// Find returns the credential of a secret and its person, or [ErrUnknown].
func (r *Register) Find(ctx context.Context, kind Kind, secret string) (Credential, Person, error) {
	return r.find(ctx, `digest = $2 AND kind = $3`, digestOf(secret), string(kind))
}

// Alive returns the credential with an id and its person, or [ErrUnknown] when it
// has ended.
func (r *Register) Alive(ctx context.Context, id string) (Credential, Person, error) {
	return r.find(ctx, `id = $2`, id)
}

func (r *Register) find(ctx context.Context, where string, args ...any) (c Credential, p Person, err error) {
	scan := func(into ...any) error {
		return r.row(ctx, r.db, `SELECT `+credentialColumns+` FROM credentials WHERE expires > $1 AND `+where, append([]any{r.nanos()}, args...), into...)
	}
	if err := scanCredential(scan, &c); err != nil || c.Person == "" {
		return c, p, err
	}
	p, err = r.Person(ctx, c.Person)
	return c, p, err
}

// Credentials lists those of one kind that have not expired, the newest first; of
// one person unless that is "".
func (r *Register) Credentials(ctx context.Context, kind Kind, person string) ([]Credential, error) {
	return collect(ctx, r, func(rows *sql.Rows, c *Credential) error { return scanCredential(rows.Scan, c) },
		`SELECT `+credentialColumns+` FROM credentials WHERE kind = $1 AND expires > $2 AND ($3 = '' OR person = $3)
			ORDER BY created DESC, id`, string(kind), r.nanos(), person)
}

// Revoke ends a credential, or returns [ErrUnknown].
func (r *Register) Revoke(ctx context.Context, actor, id string) error {
	return r.change(ctx, Note{Actor: actor, Action: "revoked", Detail: id}, func(tx *sql.Tx) error {
		n, err := r.exec(ctx, tx, `DELETE FROM credentials WHERE id = $1`, id)
		if err == nil && n == 0 {
			return ErrUnknown
		}
		return err
	})
}

// Use marks a ticket as used and reports whether it was not before. It is
// remembered until then.
func (r *Register) Use(ctx context.Context, ticket string, until time.Time) (bool, error) {
	if _, err := r.exec(ctx, r.db, `DELETE FROM used WHERE until < $1`, r.nanos()); err != nil {
		return false, err
	}
	n, err := r.exec(ctx, r.db, `INSERT INTO used (digest, until) VALUES ($1, $2) ON CONFLICT DO NOTHING`, digestOf(ticket), until.UnixNano())
	return n == 1, err
}

// Tidy removes what has expired.
func (r *Register) Tidy(ctx context.Context) error {
	for _, query := range []string{`DELETE FROM credentials WHERE expires < $1`, `DELETE FROM invitations WHERE expires < $1`} {
		if _, err := r.exec(ctx, r.db, query, r.nanos()); err != nil {
			return err
		}
	}
	return nil
}
