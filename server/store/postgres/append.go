package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"luonnos/server/store"
	"luonnos/tools/plan"
)

// commit runs one writing statement. Its context ends only the wait for a
// connection: a statement that was broken off might be committed or not.
func (s *Store) commit(ctx context.Context, write func(context.Context, *pgxpool.Conn) error) error {
	conn, err := s.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), commitLimit)
	defer cancel()
	return write(ctx, conn)
}

// Create implements [store.Store].
func (s *Store) Create(ctx context.Context, id string, draft *plan.Draft, at time.Time) error {
	const statement = `
		WITH head AS (
			INSERT INTO conversations (id, created, updated, title, sum) VALUES ($1, $2, $2, $3, $4)
			ON CONFLICT DO NOTHING RETURNING id)
		INSERT INTO drafts (conversation, data, sum) SELECT id, $5, $6 FROM head`
	created, err := store.Nanoseconds(at)
	head := store.Conversation{ID: id, Created: at}
	data := draft.JSON()
	if err == nil {
		err = s.commit(ctx, func(ctx context.Context, conn *pgxpool.Conn) error {
			done, err := conn.Exec(ctx, statement,
				id, created, draft.Plan.Target.Title, head.Sum(), data, store.DraftSum(id, data))
			if err == nil && done.RowsAffected() == 0 {
				return store.ErrExists
			}
			return err
		})
	}
	return wrap("create", id, err)
}

// appendStatement changes nothing unless the head is as expected. Fence 0 is no
// lease. A lease is taken by an update of the same row, so never in between.
const appendStatement = `
	WITH head AS (
		UPDATE conversations
		SET seq = seq + cardinality(@at::bigint[]), owed = CASE WHEN owed THEN @owed::boolean ELSE @idle END,
			updated = greatest(updated, @updated), title = coalesce(@title, title)
		WHERE id = @id AND seq = @after AND (fence = @fence OR @fence = 0) RETURNING id, seq),
	added AS (
		INSERT INTO entries (conversation, seq, at, kind, turn, client, data, sum)
		SELECT head.id, e.* FROM head, unnest(@seqs::bigint[], @at::bigint[], @kinds::text[], @turns::text[],
			@clients::text[], @data::bytea[], @sums::bigint[]) AS e),
	draft AS (
		UPDATE drafts SET data = @draft, sum = @draft_sum FROM head WHERE conversation = head.id AND @draft::bytea IS NOT NULL)
	SELECT seq FROM head`

// Append implements [store.Store].
func (s *Store) Append(ctx context.Context, id string, after int64, draft *plan.Draft, entries ...store.Entry) (int64, error) {
	return s.append(ctx, &lease{s: s, id: id}, after, draft, entries)
}

func (s *Store) append(ctx context.Context, l *lease, after int64, draft *plan.Draft, entries []store.Entry) (int64, error) {
	args, err := appendArgs(l, after, draft, entries)
	if err != nil {
		return 0, wrap("append", l.id, err)
	}
	var seq int64
	err = s.commit(ctx, func(ctx context.Context, conn *pgxpool.Conn) error {
		err := conn.QueryRow(ctx, appendStatement, args).Scan(&seq)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return l.refusal(ctx, conn)
		case violates(err, "entries_client"):
			return store.ErrDuplicate
		default:
			return err
		}
	})
	if err != nil {
		return 0, wrap("append", l.id, err)
	}
	s.herald.tell(l.id, seq)
	return seq, nil
}

// refusal tells why a conversation's head was not as expected.
func (l *lease) refusal(ctx context.Context, conn *pgxpool.Conn) error {
	fence, err := fenceOf(ctx, conn, l.id)
	switch {
	case err != nil:
		return err
	case l.fence != 0 && l.fence != fence:
		return store.ErrStale
	default:
		return store.ErrConflict
	}
}

// appendArgs are the parameters of the append statement: the entries by column,
// what is owed after them when something was owed before and when not, and the
// draft, null for none.
func appendArgs(l *lease, after int64, draft *plan.Draft, entries []store.Entry) (pgx.NamedArgs, error) {
	n := len(entries)
	seqs, at, sums := make([]int64, n), make([]int64, n), make([]int64, n)
	kinds, turns, clients, data := make([]string, n), make([]string, n), make([]string, n), make([][]byte, n)
	owed, idle := true, false
	var updated int64
	for i, e := range entries {
		var err error
		if at[i], err = store.Nanoseconds(e.At); err != nil {
			return nil, err
		}
		if e.Data == nil {
			e.Data = json.RawMessage("null")
		}
		e.Seq = after + int64(i) + 1
		seqs[i], sums[i] = e.Seq, e.Sum(l.id)
		kinds[i], turns[i], clients[i], data[i] = string(e.Kind), e.Turn, e.ClientID, e.Data
		owed, idle, updated = e.Kind.Owes(owed), e.Kind.Owes(idle), max(updated, at[i])
	}
	args := pgx.NamedArgs{
		"id": l.id, "after": after, "fence": l.fence,
		"seqs": seqs, "at": at, "kinds": kinds, "turns": turns, "clients": clients, "data": data, "sums": sums,
		"owed": owed, "idle": idle, "updated": updated, "title": nil, "draft": nil, "draft_sum": nil,
	}
	if draft != nil {
		text := draft.JSON()
		args["title"], args["draft"], args["draft_sum"] = draft.Plan.Target.Title, text, store.DraftSum(l.id, text)
	}
	return args, nil
}
