package main

import (
	"context"
	"database/sql"
	"errors"

	"luonnos/server/register"
	"luonnos/server/store/postgres"
	"luonnos/server/store/sqlite"
)

// people is the register with the connections that it uses.
type people struct {
	*register.Register
	db *sql.DB
}

// openRegister opens the register of a database, which may be served.
func openRegister(ctx context.Context, database string) (*people, error) {
	db, dialect, err := beside(ctx, database)
	if err != nil {
		return nil, err
	}
	r, err := register.Open(ctx, db, dialect, nil)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &people{r, db}, nil
}

func beside(ctx context.Context, database string) (*sql.DB, register.Dialect, error) {
	if isPostgres(database) {
		db, err := postgres.Beside(ctx, database)
		return db, register.Postgres, err
	}
	path, err := sqlitePath(database)
	if err != nil {
		return nil, "", err
	}
	db, err := sqlite.Beside(ctx, path)
	return db, register.SQLite, err
}

func (p *people) Close() error { return p.db.Close() }
