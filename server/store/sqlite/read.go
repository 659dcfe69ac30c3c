package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"luonnos/server/store"
	"luonnos/tools/plan"
)

// readings are the statements of a turn, prepared: to prepare one takes longer than to
// run it.
type readings struct{ load, entries, client, exists, seq *sql.Stmt }

func (r *readings) all() statements {
	return statements{
		headColumns + `, data, d.sum FROM conversations c JOIN drafts d ON conversation = id WHERE id = ?`: &r.load,
		entryColumns + ` WHERE conversation = ? AND seq > ? ORDER BY seq LIMIT ?`:                          &r.entries,
		entryColumns + ` WHERE conversation = ? AND client = ? AND client <> ''`:                           &r.client,
		`SELECT 1 FROM conversations WHERE id = ?`:                                                         &r.exists,
		`SELECT seq FROM conversations WHERE id = ?`:                                                       &r.seq,
	}
}

const headColumns = `SELECT id, title, created, updated, seq, owed, c.sum`

type scanner interface{ Scan(dest ...any) error }

func scanHead(row scanner, more ...any) (store.Conversation, error) {
	var c store.Conversation
	var created, updated int64
	var sum sql.NullInt64
	dest := append([]any{&c.ID, &c.Title, &created, &updated, &c.Seq, &c.Owed, &sum}, more...)
	if err := row.Scan(dest...); err != nil {
		return store.Conversation{}, err
	}
	c.Created, c.Updated = time.Unix(0, created).UTC(), time.Unix(0, updated).UTC()
	return c, whole(sum, c.Sum(), "head")
}

// whole compares the stored check number, if there is one, with what it should be.
func whole(stored sql.NullInt64, sum int64, what string) error {
	if stored.Valid && stored.Int64 != sum {
		return fmt.Errorf("%w: %s", store.ErrCorrupt, what)
	}
	return nil
}

// List implements [store.Store].
func (s *Store) List(ctx context.Context) ([]store.Conversation, error) {
	list, err := collect(ctx, s.reads, func(r *sql.Rows) (store.Conversation, error) { return scanHead(r) },
		headColumns+` FROM conversations c ORDER BY updated DESC, id`)
	return list, s.wrap("list", "", err)
}

// Load implements [store.Store].
func (s *Store) Load(ctx context.Context, id string) (store.Conversation, *plan.Draft, error) {
	var data []byte
	var sum sql.NullInt64
	c, err := scanHead(s.readings.load.QueryRowContext(ctx, id), &data, &sum)
	if err == nil {
		err = whole(sum, store.DraftSum(id, data), "draft")
	}
	if err != nil {
		return store.Conversation{}, nil, s.wrap("load", id, missing(err, store.ErrNotFound))
	}
	draft, err := plan.DecodeDraft(data)
	if err != nil {
		return store.Conversation{}, nil, s.wrap("load", id, fmt.Errorf("%w: draft: %w", store.ErrCorrupt, err))
	}
	return c, draft, nil
}

const entryColumns = `SELECT conversation, seq, at, kind, turn, client, data, sum FROM entries`

func scanEntry(row scanner) (store.Entry, error) {
	var e store.Entry
	var at int64
	var id, kind string
	var data []byte
	var sum sql.NullInt64
	if err := row.Scan(&id, &e.Seq, &at, &kind, &e.Turn, &e.ClientID, &data, &sum); err != nil {
		return store.Entry{}, err
	}
	e.At, e.Kind, e.Data = time.Unix(0, at).UTC(), store.Kind(kind), data
	return e, whole(sum, e.Sum(id), fmt.Sprint("entry ", e.Seq))
}

// Entries implements [store.Store].
func (s *Store) Entries(ctx context.Context, id string, after int64, limit int) ([]store.Entry, error) {
	rows, err := s.readings.entries.QueryContext(ctx, id, after, max(0, limit))
	var entries []store.Entry
	if err == nil {
		entries, err = gather(rows, func(r *sql.Rows) (store.Entry, error) { return scanEntry(r) })
	}
	if err == nil && len(entries) == 0 {
		err = s.exists(ctx, id)
	}
	return entries, s.wrap("entries", id, err)
}

// FindClient implements [store.Store].
func (s *Store) FindClient(ctx context.Context, id, clientID string) (store.Entry, bool, error) {
	e, err := scanEntry(s.readings.client.QueryRowContext(ctx, id, clientID))
	if errors.Is(err, sql.ErrNoRows) {
		return store.Entry{}, false, s.wrap("find client", id, s.exists(ctx, id))
	}
	return e, err == nil, s.wrap("find client", id, err)
}

// Owed implements [store.Store].
func (s *Store) Owed(ctx context.Context) ([]string, error) {
	ids, err := collect(ctx, s.reads, scanText, `SELECT id FROM conversations WHERE owed = 1 ORDER BY id`)
	ids = slices.DeleteFunc(ids, s.leases.held)
	return ids, s.wrap("owed", "", err)
}

func (s *Store) exists(ctx context.Context, id string) error {
	var one int
	err := s.readings.exists.QueryRowContext(ctx, id).Scan(&one)
	return missing(err, store.ErrNotFound)
}

func scanText(r *sql.Rows) (text string, err error) { return text, r.Scan(&text) }

func collect[T any](ctx context.Context, db *sql.DB, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	return gather(rows, scan)
}

func gather[T any](rows *sql.Rows, scan func(*sql.Rows) (T, error)) ([]T, error) {
	defer func() { _ = rows.Close() }()
	var all []T
	for rows.Next() {
		item, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, item)
	}
	return all, rows.Err()
}
