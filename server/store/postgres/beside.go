package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// besideConns is how many connections the other tables get.
const besideConns = 4

// Beside connects to the database of a postgres:// URL for tables other than the
// log's. Whoever opens it closes it.
func Beside(ctx context.Context, url string) (*sql.DB, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil { // the driver's hide the password
		return nil, fmt.Errorf("postgres: open: %w", err)
	}
	for name, value := range defaults {
		if config.RuntimeParams[name] == "" {
			config.RuntimeParams[name] = value
		}
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(besideConns)
	if err := db.PingContext(ctx); err != nil {
		return nil, fmt.Errorf("postgres: open: %w", errors.Join(err, db.Close()))
	}
	return db, nil
}
