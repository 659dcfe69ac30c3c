package postgres

import (
	"context"

	"github.com/jackc/pgx/v5/pgxpool"

	"luonnos/server/store"
)

// Delete implements [store.Store].
func (s *Store) Delete(ctx context.Context, id string) error {
	const statement = `
		WITH log AS (DELETE FROM entries WHERE conversation = $1),
		draft AS (DELETE FROM drafts WHERE conversation = $1)
		DELETE FROM conversations WHERE id = $1`
	err := s.commit(ctx, func(ctx context.Context, conn *pgxpool.Conn) error {
		done, err := conn.Exec(ctx, statement, id)
		if err == nil && done.RowsAffected() == 0 {
			return store.ErrNotFound
		}
		return err
	})
	return wrap("delete", id, err)
}
