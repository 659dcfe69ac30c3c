package register

import (
	"context"
	"fmt"
	"strings"
)

// tables are all that is kept, with their columns.
var tables = []struct {
	name    string
	columns []string
}{
	{"persons", []string{"id", "issuer", "subject", "name", "role", "created"}},
	{"credentials", []string{"digest", "id", "kind", "person", "label", "scope", "plan", "created", "expires"}},
	{"members", []string{"plan", "person", "share", "since"}},
	{"invitations", []string{"plan", "digest", "share", "expires"}},
	{"used", []string{"digest", "until"}},
	{"audit", []string{"plan", "at", "id", "actor", "action", "detail"}},
}

// CopyTo adds what the target lacks. Repeating it adds nothing.
func (r *Register) CopyTo(ctx context.Context, target *Register) error {
	for _, table := range tables {
		if err := r.copyTable(ctx, target, table.name, table.columns); err != nil {
			return fmt.Errorf("register: copy %s: %w", table.name, err)
		}
	}
	return nil
}

func (r *Register) copyTable(ctx context.Context, target *Register, name string, columns []string) error {
	names, places := strings.Join(columns, ", "), make([]string, len(columns))
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range columns {
		places[i], into[i] = fmt.Sprint("$", i+1), &values[i]
	}
	insert := `INSERT INTO ` + name + ` (` + names + `) VALUES (` + strings.Join(places, ", ") + `) ON CONFLICT DO NOTHING`
	rows, err := r.db.QueryContext(ctx, `SELECT `+names+` FROM `+name)
	if err != nil {
		return err
	}
	defer rows.Close()
	tx, err := target.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // of no effect after the commit
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if _, err := target.exec(ctx, tx, insert, values...); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return tx.Commit()
}
