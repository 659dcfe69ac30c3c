package sqlite

import (
	"context"
	"database/sql"
	"fmt"
)

// Beside opens the database file of a store for tables other than the log's. Its
// writes are on disk when they return. Whoever opens it closes it, before the store.
func Beside(ctx context.Context, path string) (*sql.DB, error) {
	path, err := resolve(path)
	if err != nil {
		return nil, fmt.Errorf("sqlite: open %s: %w", path, err)
	}
	db, err := connect(ctx, path, 2, "synchronous(FULL)", "secure_delete(1)")
	if err != nil {
		return nil, fmt.Errorf("sqlite: open %s: %w", path, classify(err))
	}
	return db, nil
}
