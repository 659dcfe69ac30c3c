package sqlite

import (
	"context"
	"database/sql"

	"luonnos/server/store"
)

// Erase implements [store.Store]. What is deleted is overwritten with zeros, and the
// write-ahead log, which has it still, is written back and cut.
func (s *Store) Erase(ctx context.Context, id string) error {
	_, err := s.writer.do(ctx, func(q *queries) (int64, error) {
		for _, stmt := range []*sql.Stmt{q.eraseEntries, q.eraseDraft} {
			if _, err := stmt.Exec(id); err != nil {
				return 0, err
			}
		}
		result, err := q.eraseHead.Exec(id)
		if err != nil {
			return 0, err
		}
		n, err := result.RowsAffected()
		if err == nil && n == 0 {
			err = store.ErrNotFound
		}
		return 0, err
	})
	s.leases.forget(id)
	if err == nil {
		_, err = s.reads.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	}
	return s.wrap("erase", id, err)
}
