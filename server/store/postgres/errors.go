package postgres

import (
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

var (
	// ErrUnsafe says that the server is not one to keep promises on: too old, or
	// set to acknowledge commits before they are on its disk.
	ErrUnsafe = errors.New("postgres: server is not fit")
	// ErrForeign says that the database was made by a newer version of this
	// program.
	ErrForeign = errors.New("postgres: database of a newer version")
)

// uniqueViolation is the server's code for a key that is there already.
const uniqueViolation = "23505"

// violates reports whether err is a clash with the named unique index.
func violates(err error, index string) bool {
	var failed *pgconn.PgError
	return errors.As(err, &failed) && failed.Code == uniqueViolation && failed.ConstraintName == index
}

// wrap names the operation and the conversation, which may be none.
func wrap(op, id string, err error) error {
	if err == nil {
		return nil
	}
	if id != "" {
		op += " " + id
	}
	return fmt.Errorf("store: %s: %w", op, err)
}

// missing turns the driver's "no rows" into what the caller means by it.
func missing(err, meaning error) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return meaning
	}
	return err
}
