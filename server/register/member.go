package register

import (
	"context"
	"database/sql"
	"time"
)

// Share is what a plan is to one of its members.
type Share string

// The shares.
const (
	Owner     Share = "owner"     // made it, or was made its owner
	Editor    Share = "editor"    // reads and changes it
	Viewer    Share = "viewer"    // reads it
	Signatory Share = "signatory" // reads it and signs its commitments
)

// ParseShare reads a share that one can be invited to; ok is false when there is no
// such.
func ParseShare(s string) (share Share, ok bool) {
	switch r := Share(s); r {
	case Editor, Viewer, Signatory:
		return r, true
	default:
		return "", false
	}
}

// Member is a person with a share in a plan.
type Member struct {
	Plan   string    `json:"plan"`
	Person string    `json:"person"`
	Name   string    `json:"name"`
	Share  Share     `json:"share"`
	Since  time.Time `json:"since"`
}

// Own makes a person the owner of a new plan.
func (r *Register) Own(ctx context.Context, plan, person string) error {
	return r.change(ctx, Note{Plan: plan, Actor: person, Action: "created"}, func(tx *sql.Tx) error {
		return r.join(ctx, tx, plan, person, Owner)
	})
}

func (r *Register) join(ctx context.Context, tx *sql.Tx, plan, person string, share Share) error {
	_, err := r.exec(ctx, tx, `INSERT INTO members (plan, person, share, since) VALUES ($1, $2, $3, $4)
		ON CONFLICT (plan, person) DO UPDATE SET share = CASE members.share WHEN 'owner' THEN 'owner' ELSE excluded.share END`,
		plan, person, string(share), r.nanos())
	return err
}

// Share returns the share of a person in a plan, "" for none.
func (r *Register) Share(ctx context.Context, plan, person string) (Share, error) {
	shares, err := collect(ctx, r, func(rows *sql.Rows, s *Share) error { return rows.Scan(s) },
		`SELECT share FROM members WHERE plan = $1 AND person = $2`, plan, person)
	if err != nil || len(shares) == 0 {
		return "", err
	}
	return shares[0], nil
}

const memberQuery = `SELECT m.plan, m.person, COALESCE(p.name, ''), m.share, m.since FROM members m LEFT JOIN persons p ON p.id = m.person `

func scanMember(rows *sql.Rows, m *Member) error {
	var since int64
	err := rows.Scan(&m.Plan, &m.Person, &m.Name, &m.Share, &since)
	m.Since = at(since)
	return err
}

// Members lists those who have a share in a plan.
func (r *Register) Members(ctx context.Context, plan string) ([]Member, error) {
	return collect(ctx, r, scanMember, memberQuery+`WHERE m.plan = $1 ORDER BY m.since, m.person`, plan)
}

// Memberships lists the plans in which a person has a share.
func (r *Register) Memberships(ctx context.Context, person string) ([]Member, error) {
	return collect(ctx, r, scanMember, memberQuery+`WHERE m.person = $1 ORDER BY m.since, m.plan`, person)
}

// Remove takes a person's share in a plan away. The last owner stays: [ErrOwner].
func (r *Register) Remove(ctx context.Context, actor, plan, person string) error {
	return r.change(ctx, Note{Plan: plan, Actor: actor, Action: "member_removed", Detail: person}, func(tx *sql.Tx) error {
		var share Share
		if err := r.row(ctx, tx, `SELECT share FROM members WHERE plan = $1 AND person = $2`, []any{plan, person}, &share); err != nil {
			return err
		}
		if share == Owner {
			return ErrOwner
		}
		_, err := r.exec(ctx, tx, `DELETE FROM members WHERE plan = $1 AND person = $2`, plan, person)
		return err
	})
}

// Invite makes an invitation to a share in a plan. Its secret works once.
func (r *Register) Invite(ctx context.Context, actor, plan string, share Share, life time.Duration) (secret string, err error) {
	secret, digest := newSecret()
	return secret, r.change(ctx, Note{Plan: plan, Actor: actor, Action: "invited", Detail: string(share)}, func(tx *sql.Tx) error {
		_, err := r.exec(ctx, tx, `INSERT INTO invitations (plan, digest, share, expires) VALUES ($1, $2, $3, $4)`,
			plan, digest, string(share), r.now().Add(life).UnixNano())
		return err
	})
}

// Invitation is one that nobody has accepted yet. Its id is what is kept of its
// secret, by which nobody comes in.
type Invitation struct {
	ID      string    `json:"id"`
	Share   Share     `json:"share"`
	Expires time.Time `json:"expires"`
}

// Invitations lists those to a plan that can still be accepted, the first to expire
// first.
func (r *Register) Invitations(ctx context.Context, plan string) ([]Invitation, error) {
	return collect(ctx, r, func(rows *sql.Rows, i *Invitation) error {
		var expires int64
		err := rows.Scan(&i.ID, &i.Share, &expires)
		i.Expires = at(expires)
		return err
	}, `SELECT digest, share, expires FROM invitations WHERE plan = $1 AND expires > $2 ORDER BY expires, digest`, plan, r.nanos())
}

// Withdraw ends an invitation to a plan, or returns [ErrUnknown].
func (r *Register) Withdraw(ctx context.Context, actor, plan, id string) error {
	return r.change(ctx, Note{Plan: plan, Actor: actor, Action: "invitation_withdrawn"}, func(tx *sql.Tx) error {
		n, err := r.exec(ctx, tx, `DELETE FROM invitations WHERE plan = $1 AND digest = $2`, plan, id)
		if err == nil && n == 0 {
			return ErrUnknown
		}
		return err
	})
}

// Accept uses an invitation to a plan up. An owner stays one.
func (r *Register) Accept(ctx context.Context, plan, secret, person string) (Share, error) {
	var share Share
	return share, r.change(ctx, Note{Plan: plan, Actor: person, Action: "joined"}, func(tx *sql.Tx) error {
		err := r.row(ctx, tx, `DELETE FROM invitations WHERE plan = $1 AND digest = $2 AND expires > $3 RETURNING share`,
			[]any{plan, digestOf(secret), r.nanos()}, &share)
		if err != nil {
			return err
		}
		return r.join(ctx, tx, plan, person, share)
	})
}

// Forget removes the members and invitations of a plan that is erased.
func (r *Register) Forget(ctx context.Context, actor, plan, why string) error {
	return r.change(ctx, Note{Plan: plan, Actor: actor, Action: "erased", Detail: why}, func(tx *sql.Tx) error {
		for _, query := range []string{
			`DELETE FROM members WHERE plan = $1`, `DELETE FROM invitations WHERE plan = $1`, `DELETE FROM credentials WHERE plan = $1`,
		} {
			if _, err := r.exec(ctx, tx, query, plan); err != nil {
				return err
			}
		}
		return nil
	})
}
