// Package postgres keeps conversations in PostgreSQL 15 or later, for many nodes.
//
// Each method is one statement, so one transaction and one way to the server and
// back. A write that has begun is not broken off: its answer says what became of
// it. The connections have limits of their own: their number (pool_max_conns in
// the URL; 4 or the number of cores when it has none), the time of a statement, of a
// wait for a lock and of an idle transaction.
//
// A server that would acknowledge before the commit is on its disk (fsync or
// synchronous_commit off) is refused with [ErrUnsafe].
//
// # A million plans
//
// The key of every table begins with the conversation's id, and no statement but
// [Store.List] and [Store.Owed] looks at more than one conversation. So
// create_distributed_table(…, 'id') and (…, 'conversation'), co-located, spread the
// tables over a Citus cluster as they are. A call for plans that brings a million of
// them, each with 60 turns of some 2 KB, makes about 120 GB of log: one server's
// disk. What it loads a server with are the commits, four for each turn, and those
// are spread by the id; nodes in front hold only what is being talked about.
//
// # Figures
//
// BenchmarkAppend as in package sqlite, on the same 2 cores with the server beside
// it, while other work had a load of 9 on them: the best and the worst of two
// runs. A lease taken and released took 3 to 6 ms, which is two commits.
//
//	what      conversations   appends/s      p50 ms      p99 ms
//	message               1     330-610     0.5-0.8       14-25
//	message             200   840-2,800      67-200     128-571
//	turn                  1     290-350     1.1-2.7       16-25
//	turn                200     520-690     279-353     378-624
//
// # Decisions
//
// One statement with WITH, not a transaction of five: it needs no round trips
// while the conversation's row is locked, and can't be left open by a dead node.
//
// Data is bytea: jsonb would reorder and round it, and a replayed log must give
// the draft byte for byte.
package postgres

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"luonnos/server/store"
)

const (
	commitLimit = 15 * time.Second
	pingLimit   = 5 * time.Second
	oldest      = 150000 // as in server_version_num
)

// defaults are the settings of a session, where the URL has no others.
var defaults = map[string]string{
	"application_name":                    "luonnos",
	"statement_timeout":                   "10s",
	"lock_timeout":                        "5s",
	"idle_in_transaction_session_timeout": "10s",
}

// Store is a [store.Store] in a PostgreSQL database.
type Store struct {
	pool   *pgxpool.Pool
	herald *herald
	node   string // with nodeEnd; "" for none
	start  string // of this process, unlike any other

	company company
}

var _ store.Store = (*Store)(nil)

// Open connects to the database of a postgres:// URL and brings its tables up to
// date. Errors: [ErrForeign], [ErrUnsafe].
func Open(ctx context.Context, url string) (*Store, error) {
	s, err := open(ctx, url)
	if err != nil { // the driver's hide the password
		return nil, fmt.Errorf("postgres: open: %w", err)
	}
	return s, nil
}

func open(ctx context.Context, url string) (*Store, error) {
	config, err := Config(ctx, url, logSchema)
	if err != nil {
		return nil, err
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	return &Store{pool: pool, herald: newHerald(pool), start: rand.Text()}, nil
}

// nodeEnd is no part of a node's name.
const nodeEnd = "\n"

// Name names the node, before it takes a lease. A process that has the name of one
// that has died takes its leases at once; two that live must not have the same.
func (s *Store) Name(node string) { s.node = node + nodeEnd }

// Config reads a postgres:// URL, looks at the server and brings the tables of the
// schema up to date. Errors: [ErrForeign], [ErrUnsafe].
func Config(ctx context.Context, url string, schema Schema) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	config.PingTimeout = pingLimit
	for name, value := range defaults {
		if config.ConnConfig.RuntimeParams[name] == "" {
			config.ConnConfig.RuntimeParams[name] = value
		}
	}
	return config, prepare(ctx, config.ConnConfig, schema)
}

// prepare looks at the server and migrates the database, on a connection of its
// own: a migration may take longer than other statements.
func prepare(ctx context.Context, config *pgx.ConnConfig, schema Schema) error {
	config = config.Copy()
	config.RuntimeParams["statement_timeout"], config.RuntimeParams["lock_timeout"] = "0", "0"
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	if err := suits(ctx, conn); err != nil {
		return err
	}
	return schema.migrate(ctx, conn)
}

// suits refuses a server that is too old or not durable.
func suits(ctx context.Context, conn *pgx.Conn) error {
	var version int
	var fsync, commit string
	err := conn.QueryRow(ctx, `SELECT current_setting('server_version_num')::int, current_setting('fsync'), current_setting('synchronous_commit')`).
		Scan(&version, &fsync, &commit)
	switch {
	case err != nil:
		return err
	case version < oldest:
		return fmt.Errorf("%w: it is version %d, older than 15", ErrUnsafe, version/10000)
	case fsync == "off" || commit == "off":
		return fmt.Errorf("%w: fsync is %s and synchronous_commit is %s", ErrUnsafe, fsync, commit)
	default:
		return nil
	}
}

// Close implements [store.Store].
func (s *Store) Close() error {
	s.herald.close()
	s.pool.Close()
	return nil
}
