package postgres

import (
	"context"

	"github.com/jackc/pgx/v5/pgxpool"

	"luonnos/server/store"
)

// Erase implements [store.Store]. The server reuses the space by itself; backups and
// its write-ahead log have what was erased for as long as they are kept.
func (s *Store) Erase(ctx context.Context, id string) error {
	const statement = `
		WITH entries AS (DELETE FROM entries WHERE conversation = $1),
		draft AS (DELETE FROM drafts WHERE conversation = $1)
		DELETE FROM conversations WHERE id = $1`
	err := s.commit(ctx, func(ctx context.Context, conn *pgxpool.Conn) error {
		done, err := conn.Exec(ctx, statement, id)
		if err == nil && done.RowsAffected() == 0 {
			err = store.ErrNotFound
		}
		return err
	})
	return wrap("erase", id, err)
}
