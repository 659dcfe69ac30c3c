package sqlite

import (
	"context"
	"database/sql"

	"luonnos/server/store"
)

// Delete implements [store.Store].
func (s *Store) Delete(ctx context.Context, id string) error {
	_, err := s.writer.do(ctx, func(q *queries) (int64, error) {
		for _, statement := range []*sql.Stmt{q.deleteEntries, q.deleteDraft} {
			if _, err := statement.Exec(id); err != nil {
				return 0, err
			}
		}
		done, err := q.deleteHead.Exec(id)
		if err != nil {
			return 0, err
		}
		if n, err := done.RowsAffected(); err != nil || n > 0 {
			return 0, err
		}
		return 0, store.ErrNotFound
	})
	return s.wrap("delete", id, err)
}
