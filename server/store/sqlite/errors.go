package sqlite

import (
	"database/sql"
	"errors"
	"fmt"

	driver "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"

	"luonnos/server/store"
)

var (
	// ErrClosed says that the store has been closed.
	ErrClosed = errors.New("sqlite: store is closed")
	// ErrLocked says that another process has the database open or holds its
	// write lock. One process owns a database file.
	ErrLocked = errors.New("sqlite: database is in use by another process")
	// ErrForeign says that the database was made by another program or by a
	// newer version of this one.
	ErrForeign = errors.New("sqlite: database of another program or a newer version")
)

// classify joins the sentinel that fits to an error of the driver.
func classify(err error) error {
	var failed *driver.Error
	if !errors.As(err, &failed) {
		return err
	}
	switch failed.Code() & 0xff { // the low byte is the kind, the rest its detail
	case codes.SQLITE_BUSY, codes.SQLITE_LOCKED:
		return fmt.Errorf("%w: %w", ErrLocked, err)
	case codes.SQLITE_CORRUPT, codes.SQLITE_NOTADB:
		return fmt.Errorf("%w: %w", store.ErrCorrupt, err)
	default:
		return err
	}
}

func isUnique(err error) bool {
	var failed *driver.Error
	return errors.As(err, &failed) && failed.Code() == codes.SQLITE_CONSTRAINT_UNIQUE
}

// wrap names the operation and the conversation, which may be none.
func (s *Store) wrap(op, id string, err error) error {
	switch {
	case err == nil:
		return nil
	case s.closed.Load() && !errors.Is(err, ErrClosed):
		err = fmt.Errorf("%w: %w", ErrClosed, err)
	default:
		err = classify(err)
	}
	if id != "" {
		op += " " + id
	}
	return fmt.Errorf("store: %s: %w", op, err)
}

// missing turns the driver's "no rows" into what the caller means by it.
func missing(err, meaning error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return meaning
	}
	return err
}
