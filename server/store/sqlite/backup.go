package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"luonnos/server/store"
)

// Backup copies the database at path, also while a server uses it, into a new file
// as of one moment. The copy is whole or it is not there.
func Backup(ctx context.Context, path, to string) error {
	if err := backup(ctx, path, to); err != nil {
		return fmt.Errorf("sqlite: copy %s to %s: %w", path, to, classify(err))
	}
	return nil
}

// Restore puts a backup in the place of a database that is not there. An existing
// one is left alone: [os.ErrExist].
func Restore(ctx context.Context, from, path string) error {
	path, err := resolve(path)
	if err != nil {
		return fmt.Errorf("sqlite: restore: %w", err)
	}
	held, err := lock(path)
	if err != nil {
		return fmt.Errorf("sqlite: restore: %w", err)
	}
	return errors.Join(Backup(ctx, from, path), held.Close())
}

func backup(ctx context.Context, path, to string) (err error) {
	if _, err := os.Stat(path); err != nil {
		return err
	}
	if _, err := os.Stat(to); err == nil {
		return os.ErrExist
	}
	if err := unserved(path); err != nil {
		return err
	}
	part := to + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := private(part); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(part))
		}
	}()
	if err := vacuum(ctx, path, part); err != nil {
		return err
	}
	if err := syncFile(part); err != nil {
		return err
	}
	// Unlike a rename, a link does not replace what has come meanwhile.
	if err := os.Link(part, to); err != nil {
		return err
	}
	return errors.Join(os.Remove(part), syncFolder(filepath.Dir(to)))
}

// unserved looks at the log of a database that nobody serves: to open it would drop
// what follows a damaged frame.
func unserved(path string) error {
	if _, err := os.Stat(path + "-wal"); err != nil {
		return nil // there is none
	}
	held, err := lock(path)
	if errors.Is(err, ErrLocked) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = Log(path)
	return errors.Join(err, held.Close())
}

func vacuum(ctx context.Context, path, part string) error {
	db, err := connect(ctx, path, 1)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	if _, err := recorded(ctx, db); err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `VACUUM INTO ?`, part)
	return err
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Check reads the whole file and returns [store.ErrCorrupt] when its structure is
// damaged. What the values hold is the reader's to check.
func (s *Store) Check(ctx context.Context) error {
	texts, err := collect(ctx, s.reads, scanText, `PRAGMA integrity_check(10)`)
	if err == nil && (len(texts) != 1 || texts[0] != "ok") {
		err = fmt.Errorf("%w: %q", store.ErrCorrupt, texts)
	}
	if err != nil {
		return s.wrap("check", "", err)
	}
	orphans, err := collect(ctx, s.reads, scanText, `SELECT "table" FROM pragma_foreign_key_check`)
	if err == nil && len(orphans) > 0 {
		err = fmt.Errorf("%w: rows of %q belong to no conversation", store.ErrCorrupt, orphans)
	}
	return s.wrap("check", "", err)
}
