package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"luonnos/server/store"
	"luonnos/server/store/postgres"
	"luonnos/server/store/sqlite"
)

// openStore opens the database of a setting and brings its tables up to date.
func openStore(ctx context.Context, db string) (store.Store, error) {
	if isPostgres(db) {
		return postgres.Open(ctx, db)
	}
	path, err := sqlitePath(db)
	if err != nil {
		return nil, err
	}
	return sqlite.Open(ctx, path)
}

// openExisting opens a database that must be there already.
func openExisting(ctx context.Context, db string) (store.Store, error) {
	if err := exists(db); err != nil {
		return nil, err
	}
	return openStore(ctx, db)
}

// exists returns an error when a database of SQLite is not there or empty.
func exists(db string) error {
	path, err := sqlitePath(db)
	if err != nil {
		return nil // opening it will tell
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.Size() == 0 {
		return fmt.Errorf("%w: %s is empty", store.ErrCorrupt, path)
	}
	return nil
}

func isPostgres(db string) bool {
	return strings.HasPrefix(db, "postgres://") || strings.HasPrefix(db, "postgresql://")
}

// sqlitePath is the file of a database setting.
func sqlitePath(db string) (string, error) {
	path, ok := strings.CutPrefix(db, "sqlite:")
	if !ok || path == "" {
		return "", fmt.Errorf("database %q is neither sqlite:PATH nor postgres://…", db)
	}
	return path, nil
}

// key is the server's secret: the one that was set, or the one beside the file.
// The nodes that share a PostgreSQL share it, so that each knows the others'
// sessions.
func (s settings) key() ([]byte, error) {
	switch {
	case len(s.secret) >= secretBytes:
		return []byte(s.secret), nil
	case s.secret != "":
		return nil, fmt.Errorf("LUONNOS_SECRET has %d characters; %d are needed", len(s.secret), secretBytes)
	case isPostgres(s.db):
		return nil, fmt.Errorf("with PostgreSQL, set LUONNOS_SECRET to %d characters or more, the same on every node", secretBytes)
	}
	path, err := sqlitePath(s.db)
	if err != nil {
		return nil, err
	}
	return loadSecret(path)
}

// knownKey is the key of a server that has run before.
func (s settings) knownKey() ([]byte, error) {
	if path, err := sqlitePath(s.db); err == nil && s.secret == "" {
		if _, err := os.Stat(secretFile(path)); err != nil {
			return nil, err
		}
	}
	return s.key()
}

// migrate is the subcommand "migrate": it brings a database's tables up to date,
// as serve does at its start.
func migrate(ctx context.Context, args []string, e env) int {
	return with("migrate", args, e, func(s settings) error {
		conversations, err := openStore(ctx, s.db)
		if err != nil {
			return err
		}
		shelf, err := s.knowledge.open(ctx, s.db)
		if err == nil {
			shelf.close()
		}
		return errors.Join(err, conversations.Close())
	})
}
