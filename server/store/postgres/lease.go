package postgres

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"luonnos/server/store"
	"luonnos/tools/plan"
)

// lease is a [store.Lease]: a number that the conversation's row has as long as
// nobody takes a newer one.
type lease struct {
	s     *Store
	id    string
	fence int64
}

// free is the condition that nobody has the lease, or an earlier process of this node:
// the parameters are the node and the holder that we are.
const free = `(lease_until <= clock_timestamp() OR @node <> '' AND starts_with(lease_node, @node) AND lease_node <> @holder)`

// holder are the parameters of free.
func (s *Store) holder() pgx.NamedArgs {
	return pgx.NamedArgs{"node": s.node, "holder": s.node + s.start}
}

// Acquire implements [store.Store]. Only the database's clock counts.
func (s *Store) Acquire(ctx context.Context, id string, ttl time.Duration) (store.Lease, int64, error) {
	const statement = `
		UPDATE conversations SET fence = fence + 1, lease_until = clock_timestamp() + @ttl, lease_node = @holder
		WHERE id = @id AND ` + free + ` RETURNING fence, seq`
	args := s.holder()
	args["id"], args["ttl"] = id, ttl
	l := &lease{s: s, id: id}
	var seq int64
	err := s.commit(ctx, func(ctx context.Context, conn *pgxpool.Conn) error {
		err := conn.QueryRow(ctx, statement, args).Scan(&l.fence, &seq)
		if !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		if _, err := fenceOf(ctx, conn, id); err != nil {
			return err
		}
		return store.ErrHeld
	})
	if err != nil {
		return nil, 0, wrap("acquire", id, err)
	}
	return l, seq, nil
}

// fenceOf is the number of the conversation's last lease.
func fenceOf(ctx context.Context, conn *pgxpool.Conn, id string) (fence int64, err error) {
	err = conn.QueryRow(ctx, `SELECT fence FROM conversations WHERE id = $1`, id).Scan(&fence)
	return fence, missing(err, store.ErrNotFound)
}

// Append implements [store.Lease].
func (l *lease) Append(ctx context.Context, after int64, draft *plan.Draft, entries ...store.Entry) (int64, error) {
	return l.s.append(ctx, l, after, draft, entries)
}

// Renew implements [store.Lease].
func (l *lease) Renew(ctx context.Context, ttl time.Duration) error {
	renewed, err := l.update(ctx, `UPDATE conversations SET lease_until = clock_timestamp() + $3 WHERE id = $1 AND fence = $2`, ttl)
	if err == nil && !renewed {
		err = store.ErrStale
	}
	return wrap("renew", l.id, err)
}

// Release implements [store.Lease]. It takes a number too, after which this one is
// stale.
func (l *lease) Release(ctx context.Context) error {
	_, err := l.update(ctx, `UPDATE conversations SET fence = fence + 1, lease_until = '-infinity' WHERE id = $1 AND fence = $2`)
	return wrap("release", l.id, err)
}

// update changes the lease when it is still the conversation's.
func (l *lease) update(ctx context.Context, statement string, more ...any) (done bool, err error) {
	err = l.s.commit(ctx, func(ctx context.Context, conn *pgxpool.Conn) error {
		tag, err := conn.Exec(ctx, statement, append([]any{l.id, l.fence}, more...)...)
		done = tag.RowsAffected() > 0
		return err
	})
	return done, err
}
