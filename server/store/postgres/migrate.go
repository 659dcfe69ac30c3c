package postgres

import (
	"context"
	"embed"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrationLock keeps two nodes that start at once from migrating at once.
const migrationLock = 0x6c756f6e6e6f73 // "luonnos"

// migrate applies the migrations that the database lacks, each in a transaction of
// its own, and remembers them by name. There is no way back.
func migrate(ctx context.Context, conn *pgx.Conn) error {
	if _, err := conn.Exec(ctx, `SELECT pg_advisory_lock($1)`, int64(migrationLock)); err != nil {
		return err
	}
	// The lock goes with the connection.
	const table = `CREATE TABLE IF NOT EXISTS migrations (name text COLLATE "C" PRIMARY KEY)`
	if _, err := conn.Exec(ctx, table); err != nil {
		return err
	}
	rows, err := conn.Query(ctx, `SELECT name FROM migrations ORDER BY name`)
	if err != nil {
		return err
	}
	had, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	files, err := migrations.ReadDir("migrations")
	if err != nil {
		return err
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name())
	}
	if len(had) > len(names) || !slices.Equal(had, names[:len(had)]) {
		return fmt.Errorf("%w: it has had %v", ErrForeign, had)
	}
	for _, name := range names[len(had):] {
		if err := apply(ctx, conn, name); err != nil {
			return fmt.Errorf("migrate %s: %w", name, err)
		}
	}
	return nil
}

func apply(ctx context.Context, conn *pgx.Conn, name string) error {
	script, err := migrations.ReadFile("migrations/" + name)
	if err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, string(script)); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `INSERT INTO migrations (name) VALUES ($1)`, name)
		return err
	})
}
