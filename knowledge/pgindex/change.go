package pgindex

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"luonnos/knowledge/library"
)

// changeLock has one change follow another. A vector's model may take its time,
// so that the usual limits of a transaction do not hold.
const changeLock = `
	SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;
	LOCK TABLE knowledge_version IN EXCLUSIVE MODE`

// Change implements [library.Shelf]. Without vectors of its passages a document is
// not kept.
func (s *Shelf) Change(ctx context.Context, add func(library.Content) (library.Content, error)) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, changeLock); err != nil {
			return fmt.Errorf("pgindex: change: %w", err)
		}
		kept, err := content(ctx, tx)
		if err != nil {
			return fmt.Errorf("pgindex: change: %w", err)
		}
		added, err := add(kept)
		if err != nil || len(added.Documents)+len(added.Solutions) == 0 {
			return err
		}
		if err := s.put(ctx, tx, kept, added); err != nil {
			return fmt.Errorf("pgindex: change: %w", err)
		}
		return nil
	})
}

// put keeps what is added, with its vectors, and tells the nodes.
func (s *Shelf) put(ctx context.Context, tx pgx.Tx, kept, added library.Content) error {
	for _, d := range added.Documents {
		if err := putDocument(ctx, tx, d); err != nil {
			return err
		}
	}
	for _, file := range added.Solutions {
		const statement = `INSERT INTO knowledge_solutions (name, data) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET data = excluded.data`
		if _, err := tx.Exec(ctx, statement, file.Name, file.Data); err != nil {
			return err
		}
	}
	if s.embedder != nil && len(added.Documents) > 0 {
		index, err := kept.With(added).Index()
		if err != nil {
			return err
		}
		if _, err := s.fill(ctx, tx, index); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, `UPDATE knowledge_version SET version = version + 1`); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, "NOTIFY "+channel)
	return err
}

func putDocument(ctx context.Context, tx pgx.Tx, d library.Document) error {
	if _, err := tx.Exec(ctx, `DELETE FROM knowledge_documents WHERE name = $1`, d.Name); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `INSERT INTO knowledge_documents (name, hash, title, lang) VALUES ($1, $2, $3, $4)`, d.Name, d.Hash, d.Title, d.Lang); err != nil {
		return err
	}
	columns := []string{"document", "place", "section", "table", "title", "text", "lang", "page", "line"}
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"knowledge_passages"}, columns, pgx.CopyFromSlice(len(d.Passages), func(i int) ([]any, error) {
		p := d.Passages[i]
		return []any{d.Name, i + 1, p.Section, p.Table, p.Title, p.Text, p.Lang, p.Page, p.Line}, nil
	}))
	return err
}
