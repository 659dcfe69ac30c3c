package register

import (
	"context"
	"database/sql"
	"time"
)

// Role is what a person is to the service.
type Role string

// The roles.
const (
	Applicant Role = "applicant" // plans a reform
	Expert    Role = "expert"    // of Sitra: reads and assesses plans
	Evaluator Role = "evaluator" // reads plans to measure the assistant
	Admin     Role = "admin"     // looks after persons, tokens and the audit log
)

// ParseRole reads a role; ok is false when there is no such.
func ParseRole(s string) (role Role, ok bool) {
	switch r := Role(s); r {
	case Applicant, Expert, Evaluator, Admin:
		return r, true
	default:
		return "", false
	}
}

// Person is somebody who uses the service. The zero value is the operator.
type Person struct {
	ID      string    `json:"id"`
	Issuer  string    `json:"issuer"`
	Subject string    `json:"subject"`
	Name    string    `json:"name"`
	Role    Role      `json:"role"`
	Created time.Time `json:"created"`
}

const personColumns = `id, issuer, subject, name, role, created`

func (p *Person) fields(created *int64) []any {
	return []any{&p.ID, &p.Issuer, &p.Subject, &p.Name, &p.Role, created}
}

// Welcome returns the person for whom an issuer vouches, with name and role as they
// are now. One who is new is added.
func (r *Register) Welcome(ctx context.Context, issuer, subject, name string, role Role) (Person, error) {
	id := newID()
	if subject == "" { // the operator gives no subjects
		subject = id
	}
	var p Person
	var created int64
	err := r.row(ctx, r.db, `INSERT INTO persons (`+personColumns+`) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (issuer, subject) DO UPDATE SET name = excluded.name, role = excluded.role
		RETURNING `+personColumns, []any{id, issuer, subject, name, string(role), r.nanos()}, p.fields(&created)...)
	p.Created = at(created)
	return p, err
}

// Person returns a person by id, or [ErrUnknown].
func (r *Register) Person(ctx context.Context, id string) (Person, error) {
	var p Person
	var created int64
	err := r.row(ctx, r.db, `SELECT `+personColumns+` FROM persons WHERE id = $1`, []any{id}, p.fields(&created)...)
	p.Created = at(created)
	return p, err
}

// Rename gives a person another name, or returns [ErrUnknown].
func (r *Register) Rename(ctx context.Context, id, name string) error {
	return r.change(ctx, Note{Actor: id, Action: "renamed", Detail: id}, func(tx *sql.Tx) error {
		n, err := r.exec(ctx, tx, `UPDATE persons SET name = $1 WHERE id = $2`, name, id)
		if err == nil && n == 0 {
			return ErrUnknown
		}
		return err
	})
}

// Persons lists all persons by name.
func (r *Register) Persons(ctx context.Context) ([]Person, error) {
	return collect(ctx, r, func(rows *sql.Rows, p *Person) error {
		var created int64
		err := rows.Scan(p.fields(&created)...)
		p.Created = at(created)
		return err
	}, `SELECT `+personColumns+` FROM persons ORDER BY name, id`)
}

// Erase forgets a person: name, sessions, tokens and memberships. The audit log
// keeps what the id did. A plan that loses its owner gets another of its members,
// the first editor if there is one. Plans of which the person is the only member are
// for the caller to erase before: [Register.Alone].
func (r *Register) Erase(ctx context.Context, actor, id string) error {
	return r.change(ctx, Note{Actor: actor, Action: "person_erased", Detail: id}, func(tx *sql.Tx) error {
		for _, query := range []string{
			`UPDATE members SET share = 'owner'
				WHERE plan IN (SELECT plan FROM members WHERE person = $1 AND share = 'owner')
				AND person = (SELECT o.person FROM members o WHERE o.plan = members.plan AND o.person <> $1
					ORDER BY CASE o.share WHEN 'owner' THEN 0 WHEN 'editor' THEN 1 ELSE 2 END, o.since, o.person LIMIT 1)`,
			`DELETE FROM credentials WHERE person = $1`,
			`DELETE FROM members WHERE person = $1`,
		} {
			if _, err := r.exec(ctx, tx, query, id); err != nil {
				return err
			}
		}
		n, err := r.exec(ctx, tx, `DELETE FROM persons WHERE id = $1`, id)
		if err == nil && n == 0 {
			return ErrUnknown
		}
		return err
	})
}

// Alone lists the plans of which a person is the only member.
func (r *Register) Alone(ctx context.Context, id string) ([]string, error) {
	return collect(ctx, r, func(rows *sql.Rows, plan *string) error { return rows.Scan(plan) },
		`SELECT plan FROM members m WHERE person = $1
			AND NOT EXISTS (SELECT 1 FROM members o WHERE o.plan = m.plan AND o.person <> $1) ORDER BY plan`, id)
}
