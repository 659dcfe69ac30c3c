package sqlite_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"luonnos/server/store"
	"luonnos/server/store/sqlite"
	"luonnos/tools/plan"
)

// left is what a killed process leaves: the database and its write-ahead log with
// some commits.
func left(t *testing.T, commits int) (file, wal []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "l.db")
	s := open(t, path)
	if err := s.Create(t.Context(), "a", plan.NewDraft(plan.FI), time.Now()); err != nil {
		t.Fatal(err)
	}
	for seq := range int64(commits) {
		e := store.Entry{At: time.Now(), Kind: store.KindReply, Data: payload("a", seq+1)}
		if _, err := s.Append(t.Context(), "a", seq, nil, e); err != nil {
			t.Fatal(err)
		}
	}
	file, wal = read(t, path), read(t, path+"-wal")
	shut(t, s)
	return file, wal
}

// reopened counts the entries of a database with a log; an error is a refusal.
func reopened(t *testing.T, file, wal []byte) (entries int, tail sqlite.Tail, err error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "l.db")
	write(t, path, file)
	write(t, path+"-wal", wal)
	if tail, err = sqlite.Log(path); err != nil {
		return 0, tail, err
	}
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		return 0, tail, err
	}
	defer shut(t, s)
	all, err := s.Entries(t.Context(), "a", 0, 1000)
	return len(all), tail, err
}

// TestDamagedLogIsNeverTakenForItsEnd flips a bit of the write-ahead log: the database
// is refused, or nothing is lost; but for the last commit, of which [sqlite.Log] tells.
func TestDamagedLogIsNeverTakenForItsEnd(t *testing.T) {
	const commits, flips, seed = 12, 400, 5
	file, wal := left(t, commits)
	if n, tail, err := reopened(t, file, wal); n != commits || tail.Bytes != 0 || err != nil {
		t.Fatalf("whole: %d entries, tail %v, %v", n, tail, err)
	}
	random := rand.New(rand.NewPCG(seed, seed))
	refused, told := 0, 0
	for range flips {
		data := append([]byte(nil), wal...)
		at := random.IntN(len(data))
		data[at] ^= 1 << random.IntN(8)
		n, tail, err := reopened(t, file, data)
		switch {
		case errors.Is(err, store.ErrCorrupt):
			refused++
		case err != nil:
			t.Errorf("byte %d: %v", at, err)
		case n == commits-1 && tail.Bytes > 0:
			told++
		case n != commits:
			t.Errorf("byte %d of %d: %d of %d entries, and nobody is told", at, len(data), n, commits)
		}
	}
	if refused < flips/2 {
		t.Errorf("%d of %d refused, %d told: the test sees too little", refused, flips, told)
	}
}

// TestCutLogIsWhole cuts the log within its last commit, as a kill in the middle of a
// write does: what was acknowledged before is there.
func TestCutLogIsWhole(t *testing.T) {
	const commits = 4
	file, wal := left(t, commits)
	for cut := 1; cut < 4096; cut += 511 {
		n, _, err := reopened(t, file, wal[:len(wal)-cut])
		if err != nil || n != commits-1 {
			t.Errorf("cut by %d: %d entries, %v", cut, n, err)
		}
	}
	if _, _, err := reopened(t, file, []byte(fmt.Sprintf("%64s", "not a log"))); !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("another file as the log: %v", err)
	}
}
