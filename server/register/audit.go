package register

import (
	"context"
	"database/sql"
	"time"
)

// Note is one line of the audit log. Detail is an id or a word of ours, never what a
// person wrote.
type Note struct {
	Plan   string    `json:"plan,omitempty"`
	At     time.Time `json:"at"`
	Actor  string    `json:"actor"` // a person's id, "" for the operator
	Action string    `json:"action"`
	Detail string    `json:"detail,omitempty"`
}

// Note adds a line to the audit log, as of now.
func (r *Register) Note(ctx context.Context, n Note) error { return r.note(ctx, r.db, n) }

func (r *Register) note(ctx context.Context, q querier, n Note) error {
	_, err := r.exec(ctx, q, `INSERT INTO audit (plan, at, id, actor, action, detail) VALUES ($1, $2, $3, $4, $5, $6)`,
		n.Plan, r.nanos(), newID(), n.Actor, n.Action, n.Detail)
	return err
}

func scanNote(rows *sql.Rows, n *Note) error {
	var nanos int64
	err := rows.Scan(&n.Plan, &nanos, &n.Actor, &n.Action, &n.Detail)
	n.At = at(nanos)
	return err
}

// AuditOf lists what was noted of a plan, the oldest first; "" for what concerns
// none.
func (r *Register) AuditOf(ctx context.Context, plan string) ([]Note, error) {
	return collect(ctx, r, scanNote, `SELECT plan, at, actor, action, detail FROM audit WHERE plan = $1 ORDER BY at, id`, plan)
}

// AuditBy lists what a person did, the oldest first.
func (r *Register) AuditBy(ctx context.Context, actor string) ([]Note, error) {
	return collect(ctx, r, scanNote, `SELECT plan, at, actor, action, detail FROM audit WHERE actor = $1 ORDER BY at, id`, actor)
}
