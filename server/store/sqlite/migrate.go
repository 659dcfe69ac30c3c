package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"slices"
)

//go:embed migrations/*.sql
var migrations embed.FS

// available returns the names of the migrations in order.
func available() ([]string, error) {
	files, err := migrations.ReadDir("migrations")
	if err != nil {
		return nil, err
	}
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = f.Name()
	}
	return names, nil
}

// recorded returns the names of the migrations that the database has had. It only
// reads, and returns [ErrForeign] for a database that is not ours.
func recorded(ctx context.Context, db *sql.DB) ([]string, error) {
	tables, err := collect(ctx, db, scanText, `SELECT name FROM sqlite_schema WHERE type = 'table'`)
	if err != nil || len(tables) == 0 {
		return nil, err
	}
	if !slices.Contains(tables, "migrations") {
		return nil, ErrForeign
	}
	return collect(ctx, db, scanText, `SELECT name FROM migrations ORDER BY name`)
}

// pending returns the migrations that the database still lacks.
func pending(ctx context.Context, db *sql.DB) ([]string, error) {
	had, err := recorded(ctx, db)
	if err != nil {
		return nil, err
	}
	names, err := available()
	if err != nil {
		return nil, err
	}
	if len(had) > len(names) || !slices.Equal(had, names[:len(had)]) {
		return nil, fmt.Errorf("%w: it has had %v", ErrForeign, had)
	}
	return names[len(had):], nil
}

// migrate applies migrations, each in a transaction of its own, and remembers
// them by name. There is no way back.
func migrate(ctx context.Context, db *sql.DB, names []string) error {
	for _, name := range names {
		if err := apply(ctx, db, name); err != nil {
			return fmt.Errorf("migrate %s: %w", name, err)
		}
	}
	return nil
}

func apply(ctx context.Context, db *sql.DB, name string) error {
	script, err := migrations.ReadFile("migrations/" + name)
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // of no effect after the commit
	const table = `CREATE TABLE IF NOT EXISTS migrations (name TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID`
	if _, err := tx.ExecContext(ctx, table); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, string(script)); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO migrations (name) VALUES (?)`, name); err != nil {
		return err
	}
	return tx.Commit()
}
