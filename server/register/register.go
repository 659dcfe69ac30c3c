// Package register keeps who may do what: persons, their sessions and tokens, the
// members of plans, invitations, and the audit log.
//
// A secret is given out once and kept as its SHA-256 only: it is random and 26
// characters long, so that nothing slower is needed. Looking one up goes by the
// digest, which tells nothing by the time it takes.
//
// The audit log can only grow; triggers in the database refuse anything else. It
// names persons by their id, never by name, and so outlives the erasure of a
// person's data.
//
// # Where it lies
//
// In the database of the conversations, in tables of its own, so that one backup
// has all. The tables that grow with the plans have keys that begin with the plan,
// as the log's do; persons, credentials and used are small and belong on every node of
// a cluster as reference tables.
//
// # Decisions
//
// One set of statements for both databases over database/sql: they are so plain
// that their only difference is how a parameter is written.
package register

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
)

//go:embed sqlite.sql postgres.sql
var schemas embed.FS

// Errors, to be tested with [errors.Is].
var (
	// ErrUnknown says that there is no such person, credential or invitation, or
	// that it has expired, was revoked or was used.
	ErrUnknown = errors.New("register: unknown or expired")
	// ErrOwner says that a plan would be left without an owner.
	ErrOwner = errors.New("register: a plan needs an owner")
)

// Dialect is the database that is used.
type Dialect string

// The dialects.
const (
	SQLite   Dialect = "sqlite"
	Postgres Dialect = "postgres"
)

// Register is the tables in one database. Its methods may be called concurrently.
type Register struct {
	db      *sql.DB
	dialect Dialect
	now     func() time.Time
}

// Open makes the tables where they are missing. It does not close db. A nil now is
// [time.Now].
func Open(ctx context.Context, db *sql.DB, dialect Dialect, now func() time.Time) (*Register, error) {
	if now == nil {
		now = time.Now
	}
	script, err := schemas.ReadFile(string(dialect) + ".sql")
	if err != nil {
		return nil, fmt.Errorf("register: %w", err)
	}
	if _, err := db.ExecContext(ctx, string(script)); err != nil {
		return nil, fmt.Errorf("register: open: %w", err)
	}
	return &Register{db: db, dialect: dialect, now: now}, nil
}

// querier is a database or a transaction.
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// text is a statement as the database wants it.
func (r *Register) text(query string) string {
	if r.dialect == SQLite {
		return strings.ReplaceAll(query, "$", "?")
	}
	return query
}

// exec runs a statement and returns how many rows it changed.
func (r *Register) exec(ctx context.Context, q querier, query string, args ...any) (int64, error) {
	result, err := q.ExecContext(ctx, r.text(query), args...)
	if err != nil {
		return 0, fmt.Errorf("register: %w", err)
	}
	return result.RowsAffected()
}

// row reads one row; without one it returns [ErrUnknown].
func (r *Register) row(ctx context.Context, q querier, query string, args []any, into ...any) error {
	err := q.QueryRowContext(ctx, r.text(query), args...).Scan(into...)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return ErrUnknown
	case err != nil:
		return fmt.Errorf("register: %w", err)
	default:
		return nil
	}
}

// collect reads all rows.
func collect[T any](ctx context.Context, r *Register, scan func(*sql.Rows, *T) error, query string, args ...any) ([]T, error) {
	rows, err := r.db.QueryContext(ctx, r.text(query), args...)
	if err != nil {
		return nil, fmt.Errorf("register: %w", err)
	}
	defer rows.Close()
	list := []T{}
	for rows.Next() {
		var one T
		if err := scan(rows, &one); err != nil {
			return nil, fmt.Errorf("register: %w", err)
		}
		list = append(list, one)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("register: %w", err)
	}
	return list, nil
}

// change runs a change and notes it, both or neither.
func (r *Register) change(ctx context.Context, note Note, work func(tx *sql.Tx) error) error {
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("register: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // of no effect after the commit
	if err := work(tx); err != nil {
		return err
	}
	if err := r.note(ctx, tx, note); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("register: %w", err)
	}
	return nil
}

// newSecret returns a secret and what is kept of it.
func newSecret() (secret, digest string) {
	secret = strings.ToLower(rand.Text())
	return secret, digestOf(secret)
}

func digestOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

func newID() string { return strings.ToLower(rand.Text()[:16]) }

func (r *Register) nanos() int64 { return r.now().UnixNano() }

func at(nanos int64) time.Time { return time.Unix(0, nanos).UTC() }
