package pgtest

import (
	"testing"

	"github.com/jackc/pgx/v5"
)

// TestDatabase holds that each database is empty and its own, and that the server
// has pgvector where setup.sh ran.
func TestDatabase(t *testing.T) {
	for range 2 {
		conn, err := pgx.Connect(t.Context(), Database(t))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.Close(t.Context()) }()
		if _, err := conn.Exec(t.Context(), `CREATE EXTENSION vector; CREATE TABLE a (b vector(2)); INSERT INTO a VALUES ('[1,2]')`); err != nil {
			t.Error(err)
		}
	}
}
