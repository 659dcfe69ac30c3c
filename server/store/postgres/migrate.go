package postgres

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"slices"

	"github.com/jackc/pgx/v5"
)

//go:embed migrations/*.sql
var migrations embed.FS

// logSchema is that of the conversations.
var logSchema = Schema{Table: "migrations", Files: migrations}

// Schema is how a part of a database came to be.
type Schema struct {
	Table string // of the names of the migrations it has had
	Files fs.FS  // with migrations/*.sql, applied by name
}

// migrationLock keeps two nodes that start at once from migrating at once.
const migrationLock = 0x6c756f6e6e6f73 // "luonnos"

// migrate applies the migrations that the database lacks, each in a transaction of
// its own, and remembers them by name. There is no way back.
func (s Schema) migrate(ctx context.Context, conn *pgx.Conn) error {
	if _, err := conn.Exec(ctx, `SELECT pg_advisory_lock($1)`, int64(migrationLock)); err != nil {
		return err
	}
	// The lock goes with the connection.
	if _, err := conn.Exec(ctx, `CREATE TABLE IF NOT EXISTS `+s.Table+` (name text COLLATE "C" PRIMARY KEY)`); err != nil {
		return err
	}
	rows, err := conn.Query(ctx, `SELECT name FROM `+s.Table+` ORDER BY name`)
	if err != nil {
		return err
	}
	had, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	files, err := fs.ReadDir(s.Files, "migrations")
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
		if err := s.apply(ctx, conn, name); err != nil {
			return fmt.Errorf("migrate %s: %w", name, err)
		}
	}
	return nil
}

func (s Schema) apply(ctx context.Context, conn *pgx.Conn, name string) error {
	script, err := fs.ReadFile(s.Files, "migrations/"+name)
	if err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, string(script)); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `INSERT INTO `+s.Table+` (name) VALUES ($1)`, name)
		return err
	})
}
