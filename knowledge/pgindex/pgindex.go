// Package pgindex keeps added knowledge and the vectors of all passages in
// PostgreSQL with pgvector, for many nodes.
//
// Every change is one transaction: a document, its passages and their vectors are
// seen together or not at all, and one change follows another. Each node holds
// the lexical index in memory, made of the shared passages by the same code as
// without a database, and makes it again when it hears of a change ([Shelf.Watch]).
// Only nearness by vectors is asked of the database.
//
// # Vectors
//
// Up to 20,000 vectors are all looked at, which is exact. Above that an HNSW index
// finds nearly the nearest. A search leaves out what a passage says in other
// languages, so that the index is scanned further until there are enough
// (hnsw.iterative_scan); without, a rare language would get no passages. Vectors
// of more than 1,900 numbers do not fit a page and are refused.
//
// Of 100,000 passages with 512 numbers each, the nearest 100 came in 6 to 8 ms
// (BenchmarkNearest: the way to the server and back, two shared cores, 16 MB of
// shared_buffers). Making the HNSW index took a minute.
package pgindex

import (
	"context"
	"embed"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	pgvector "github.com/pgvector/pgvector-go/pgx"

	"luonnos/knowledge"
	"luonnos/knowledge/ingest"
	"luonnos/knowledge/library"
	"luonnos/server/store/postgres"
)

//go:embed migrations/*.sql
var migrations embed.FS

var schema = postgres.Schema{Table: "knowledge_migrations", Files: migrations}

const channel = "luonnos_knowledge"

// Shelf is a [library.Shelf] in a PostgreSQL database.
type Shelf struct {
	pool     *pgxpool.Pool
	embedder knowledge.Embedder
	exact    int // vectors up to which all are looked at
}

var _ library.Shelf = (*Shelf)(nil)

// Open connects to the database of a postgres:// URL and brings its tables up to
// date. What is added gets vectors of the embedder, which may be nil.
func Open(ctx context.Context, url string, e knowledge.Embedder) (*Shelf, error) {
	pool, err := open(ctx, url)
	if err != nil { // the driver's hide the password
		return nil, fmt.Errorf("pgindex: open: %w", err)
	}
	return &Shelf{pool: pool, embedder: e, exact: exactLimit}, nil
}

func open(ctx context.Context, url string) (*pgxpool.Pool, error) {
	config, err := postgres.Config(ctx, url, schema)
	if err != nil {
		return nil, err
	}
	config.AfterConnect = func(ctx context.Context, conn *pgx.Conn) error {
		if _, err := conn.Exec(ctx, sessionSettings); err != nil {
			return err
		}
		return pgvector.RegisterTypes(ctx, conn) // which the migration made
	}
	return pgxpool.NewWithConfig(ctx, config)
}

// Close ends the connections.
func (s *Shelf) Close() { s.pool.Close() }

// Watch calls changed after it has connected and whenever something else is kept
// than at the last call, until it or the connection fails or ctx ends.
func (s *Shelf) Watch(ctx context.Context, changed func() error) error {
	last := int64(-1)
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	err := postgres.Listen(ctx, s.pool.Config().ConnConfig, channel, func(string) {
		var version int64
		err := s.pool.QueryRow(ctx, `SELECT version FROM knowledge_version`).Scan(&version)
		if err == nil && version != last {
			last = version
			err = changed()
		}
		if err != nil {
			cancel(err)
		}
	})
	return fmt.Errorf("pgindex: watch: %w", errors.Join(err, context.Cause(ctx)))
}

// Content implements [library.Shelf].
func (s *Shelf) Content(ctx context.Context) (library.Content, error) {
	var c library.Content
	err := pgx.BeginTxFunc(ctx, s.pool, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) error {
		var err error
		c, err = content(ctx, tx)
		return err
	})
	if err != nil {
		return library.Content{}, fmt.Errorf("pgindex: read: %w", err)
	}
	return c, nil
}

func content(ctx context.Context, tx pgx.Tx) (library.Content, error) {
	var c library.Content
	rows, err := tx.Query(ctx, `SELECT name, hash, title, lang FROM knowledge_documents ORDER BY name`)
	if err != nil {
		return c, err
	}
	at := map[string]int{}
	if c.Documents, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (d library.Document, err error) {
		err = row.Scan(&d.Name, &d.Hash, &d.Title, &d.Lang)
		at[d.Name] = len(at)
		return d, err
	}); err != nil {
		return c, err
	}
	rows, err = tx.Query(ctx, `SELECT document, section, "table", title, text, lang, page, line FROM knowledge_passages ORDER BY document, place`)
	if err != nil {
		return c, err
	}
	var name string
	var p ingest.Passage
	if _, err := pgx.ForEachRow(rows, []any{&name, &p.Section, &p.Table, &p.Title, &p.Text, &p.Lang, &p.Page, &p.Line}, func() error {
		d := &c.Documents[at[name]]
		d.Passages = append(d.Passages, p)
		return nil
	}); err != nil {
		return c, err
	}
	rows, err = tx.Query(ctx, `SELECT name, data FROM knowledge_solutions ORDER BY name`)
	if err != nil {
		return c, err
	}
	c.Solutions, err = pgx.CollectRows(rows, pgx.RowToStructByPos[library.Solutions])
	return c, err
}
