package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"luonnos/server"
	"luonnos/server/store"
	"luonnos/server/store/sqlite"
	"luonnos/tools/plan"
)

// copyPage is how many entries are copied at once.
const copyPage = 500

// backup is the subcommand "backup": it copies a SQLite database, also while it is
// served, into a new file.
func backup(ctx context.Context, args []string, e env) int {
	var file string
	return with("backup", args, e, func(s settings) error {
		if isPostgres(s.db) {
			return errors.New(`with PostgreSQL, run: pg_dump --format=custom --file=FILE "$LUONNOS_DB"`)
		}
		path, err := sqlitePath(s.db)
		if err != nil {
			return err
		}
		return sqlite.Backup(ctx, path, file)
	}, &file)
}

// restore is the subcommand "restore": it puts a backup where there is no database
// yet, and looks whether all of it is in order.
func restore(ctx context.Context, args []string, e env) int {
	var file string
	return with("restore", args, e, func(s settings) error {
		if isPostgres(s.db) {
			return errors.New(`with PostgreSQL, run: pg_restore --exit-on-error --single-transaction --dbname="$LUONNOS_DB" FILE`)
		}
		path, err := sqlitePath(s.db)
		if err != nil {
			return err
		}
		if err := sqlite.Restore(ctx, file, path); err != nil {
			return err
		}
		return examine(ctx, s, e)
	}, &file)
}

// examine looks whether a database is in order. It tells of each conversation that
// is not.
func examine(ctx context.Context, s settings, e env) (err error) {
	var tail sqlite.Tail
	if path, err := sqlitePath(s.db); err == nil {
		tail, _ = sqlite.Log(path) // to open it tells what is wrong
	}
	conversations, err := openExisting(ctx, s.db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conversations.Close()) }()
	if tail.Bytes > 0 {
		fmt.Fprintf(e.stdout, say(
			"Kirjoituslokin lopussa on %d tavua keskeneräistä tallennusta. Sitä ei ole kuitattu kenellekään, tai viimeinen tallennus on vioittunut.\n",
			"I slutet av skrivloggen finns %d byte av en oavslutad lagring. Den har inte bekräftats för någon, eller så är den sista lagringen skadad.\n",
			"The write-ahead log ends with %d bytes of an unfinished commit. Nobody was told that it is stored, or the last commit is damaged.\n").In(s.lang), tail.Bytes)
	}
	if file, ok := conversations.(*sqlite.Store); ok {
		if err := file.Check(ctx); err != nil {
			return err
		}
	}
	list, err := conversations.List(ctx)
	if err != nil {
		return err
	}
	entries, damaged := 0, 0
	for _, head := range list {
		n, err := server.Verify(ctx, conversations, head.ID)
		if err != nil {
			damaged++
			fmt.Fprintln(e.stderr, "luonnos:", err)
		}
		entries += n
	}
	if damaged > 0 {
		return fmt.Errorf("%w: %d of %d plans", store.ErrCorrupt, damaged, len(list))
	}
	_, err = fmt.Fprintf(e.stdout, say(
		"Tietokanta on kunnossa: %d suunnitelmaa, %d lokimerkintää.\n",
		"Databasen är i ordning: %d planer, %d loggposter.\n",
		"The database is in order: %d plans, %d log entries.\n").In(s.lang), len(list), entries)
	return err
}

// copyStore is the subcommand "store copy FROM TO": it copies all conversations
// from one database to another, of any kind, with the register and the added
// knowledge. Nobody may serve either of them. A copy that was broken off goes on where
// it ended.
func copyStore(ctx context.Context, args []string, e env) int {
	if len(args) == 0 || args[0] != "copy" {
		fmt.Fprintln(e.stderr, "luonnos store copy FROM TO")
		return 2
	}
	var from, to string
	return with("store copy", args[1:], e, func(s settings) error {
		if err := copyAll(ctx, from, to, s.lang, e.stdout); err != nil {
			return err
		}
		return s.knowledge.copy(ctx, from, to)
	}, &from, &to)
}

func copyAll(ctx context.Context, from, to string, lang plan.Lang, out io.Writer) (err error) {
	source, err := openExisting(ctx, from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	target, err := openStore(ctx, to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, target.Close()) }()
	list, err := source.List(ctx)
	if err != nil {
		return err
	}
	for _, head := range slices.Backward(list) { // the oldest first
		if err := copyOne(ctx, source, target, head.ID); err != nil {
			return fmt.Errorf("copy %s: %w", head.ID, err)
		}
		if _, err := server.Verify(ctx, target, head.ID); err != nil {
			return err
		}
	}
	if err := copyRegister(ctx, from, to); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, say("Kopioitu: %d suunnitelmaa.\n", "Kopierat: %d planer.\n", "Copied: %d plans.\n").In(lang), len(list))
	return err
}

// copyRegister copies the persons and what belongs to them.
func copyRegister(ctx context.Context, from, to string) (err error) {
	source, err := openRegister(ctx, from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	target, err := openRegister(ctx, to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, target.Close()) }()
	return source.CopyTo(ctx, target.Register)
}

// copyOne copies what the target lacks of a conversation. The draft goes with the
// last entries.
func copyOne(ctx context.Context, source, target store.Store, id string) error {
	head, draft, err := source.Load(ctx, id)
	if err != nil {
		return err
	}
	err = target.Create(ctx, id, plan.NewDraft(plan.FI), head.Created)
	if err != nil && !errors.Is(err, store.ErrExists) {
		return err
	}
	copied, _, err := target.Load(ctx, id)
	if err != nil {
		return err
	}
	if err := sameBeginning(ctx, source, target, id, copied.Seq); err != nil {
		return err
	}
	for seq := copied.Seq; seq < head.Seq; {
		entries, err := source.Entries(ctx, id, seq, copyPage)
		if err != nil {
			return err
		}
		if len(entries) == 0 {
			return fmt.Errorf("%w: the log ends at %d, not at %d", store.ErrCorrupt, seq, head.Seq)
		}
		var with *plan.Draft
		if seq+int64(len(entries)) == head.Seq {
			with = draft
		}
		if seq, err = target.Append(ctx, id, seq, with, entries...); err != nil {
			return err
		}
	}
	return nil
}

// sameBeginning returns [store.ErrConflict] unless both logs agree at entry seq.
func sameBeginning(ctx context.Context, source, target store.Store, id string, seq int64) error {
	if seq == 0 {
		return nil
	}
	ours, err := source.Entries(ctx, id, seq-1, 1)
	if err != nil {
		return err
	}
	theirs, err := target.Entries(ctx, id, seq-1, 1)
	if err != nil {
		return err
	}
	if len(ours) != 1 || len(theirs) != 1 || ours[0].Sum(id) != theirs[0].Sum(id) {
		return store.ErrConflict
	}
	return nil
}
