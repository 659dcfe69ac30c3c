package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"luonnos/server/store"
	"luonnos/tools/plan"
)

const headColumns = `SELECT id, title, created, updated, seq, owed, c.sum`

func scanHead(row pgx.Row, more ...any) (store.Conversation, error) {
	var c store.Conversation
	var created, updated, sum int64
	dest := append([]any{&c.ID, &c.Title, &created, &updated, &c.Seq, &c.Owed, &sum}, more...)
	if err := row.Scan(dest...); err != nil {
		return store.Conversation{}, err
	}
	c.Created, c.Updated = time.Unix(0, created).UTC(), time.Unix(0, updated).UTC()
	return c, whole(sum, c.Sum(), "head")
}

// whole compares the stored check number with what it should be.
func whole(stored, sum int64, what string) error {
	if stored != sum {
		return fmt.Errorf("%w: %s", store.ErrCorrupt, what)
	}
	return nil
}

// List implements [store.Store].
func (s *Store) List(ctx context.Context) ([]store.Conversation, error) {
	list, err := collect(ctx, s, func(r pgx.CollectableRow) (store.Conversation, error) { return scanHead(r) },
		headColumns+` FROM conversations c ORDER BY updated DESC, id`)
	return list, wrap("list", "", err)
}

// Load implements [store.Store].
func (s *Store) Load(ctx context.Context, id string) (store.Conversation, *plan.Draft, error) {
	var data []byte
	const query = headColumns + `, data, d.sum FROM conversations c JOIN drafts d ON conversation = id WHERE id = $1`
	var sum int64
	c, err := scanHead(s.pool.QueryRow(ctx, query, id), &data, &sum)
	if err == nil {
		err = whole(sum, store.DraftSum(id, data), "draft")
	}
	if err != nil {
		return store.Conversation{}, nil, wrap("load", id, missing(err, store.ErrNotFound))
	}
	draft, err := plan.DecodeDraft(data)
	if err != nil {
		return store.Conversation{}, nil, wrap("load", id, fmt.Errorf("%w: draft: %w", store.ErrCorrupt, err))
	}
	return c, draft, nil
}

const entryColumns = `SELECT conversation, seq, at, kind, turn, client, data, sum FROM entries`

func scanEntry(row pgx.CollectableRow) (store.Entry, error) {
	var e store.Entry
	var id string
	var at, sum int64
	var data []byte
	if err := row.Scan(&id, &e.Seq, &at, &e.Kind, &e.Turn, &e.ClientID, &data, &sum); err != nil {
		return store.Entry{}, err
	}
	e.At, e.Data = time.Unix(0, at).UTC(), data
	return e, whole(sum, e.Sum(id), fmt.Sprint("entry ", e.Seq))
}

// Entries implements [store.Store].
func (s *Store) Entries(ctx context.Context, id string, after int64, limit int) ([]store.Entry, error) {
	entries, err := collect(ctx, s, scanEntry,
		entryColumns+` WHERE conversation = $1 AND seq > $2 ORDER BY seq LIMIT $3`, id, after, max(0, limit))
	if err == nil && len(entries) == 0 {
		err = s.exists(ctx, id)
	}
	return entries, wrap("entries", id, err)
}

// FindClient implements [store.Store].
func (s *Store) FindClient(ctx context.Context, id, clientID string) (store.Entry, bool, error) {
	found, err := collect(ctx, s, scanEntry, entryColumns+` WHERE conversation = $1 AND client = $2 AND client <> ''`, id, clientID)
	if err == nil && len(found) == 0 {
		err = s.exists(ctx, id)
	}
	if err != nil || len(found) == 0 {
		return store.Entry{}, false, wrap("find client", id, err)
	}
	return found[0], true, nil
}

// Owed implements [store.Store].
func (s *Store) Owed(ctx context.Context) ([]string, error) {
	ids, err := collect(ctx, s, pgx.RowTo[string],
		`SELECT id FROM conversations WHERE owed AND `+free+` ORDER BY id`, s.holder())
	return ids, wrap("owed", "", err)
}

func (s *Store) exists(ctx context.Context, id string) error {
	var one int
	return missing(s.pool.QueryRow(ctx, `SELECT 1 FROM conversations WHERE id = $1`, id).Scan(&one), store.ErrNotFound)
}

func collect[T any](ctx context.Context, s *Store, scan pgx.RowToFunc[T], query string, args ...any) ([]T, error) {
	rows, err := s.pool.Query(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scan)
}
