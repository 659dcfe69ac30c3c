package sqlite_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"luonnos/server/store"
	"luonnos/server/store/sqlite"
	"luonnos/server/store/storetest"
	"luonnos/tools/plan"
)

func open(t *testing.T, path string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestConformance(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store { return open(t, filepath.Join(t.TempDir(), "l.db")) })
}

func TestOneProcessOwnsTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "l.db")
	s := open(t, path)
	if _, err := sqlite.Open(t.Context(), path); !errors.Is(err, sqlite.ErrLocked) {
		t.Errorf("second open: %v, want ErrLocked", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := open(t, path).Close(); err != nil {
		t.Fatal(err)
	}
}

func TestFilesArePrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	s := open(t, filepath.Join(dir, "odd name ? #%.db"))
	t.Cleanup(func() { _ = s.Close() })
	if err := s.Create(t.Context(), "a", plan.NewDraft(plan.FI), time.Now()); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) == 0 {
		t.Fatalf("files %v, %v", files, err)
	}
	for _, f := range files {
		info, err := f.Info()
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has rights %v", f.Name(), info.Mode())
		}
	}
}

func TestNoDatabaseIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "l.db")
	const text = "this is a letter, not a database, and it must stay as it is\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Open(t.Context(), path); err == nil {
		t.Fatal("a text file was opened as a database")
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != text {
		t.Errorf("the file was changed: %q, %v", got, err)
	}
}

// TestKill kills a writing process at many points and looks at what is left: each
// acknowledged entry once, no gap, and the draft of the last commit.
func TestKill(t *testing.T) {
	if path := os.Getenv("LUONNOS_TEST_WRITER"); path != "" {
		writeForEver(path)
	}
	path := filepath.Join(t.TempDir(), "l.db")
	s := open(t, path)
	if err := s.Create(t.Context(), "a", plan.NewDraft(plan.FI), time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	acknowledged := 0
	for kill := range 60 {
		acknowledged = max(acknowledged, killAfter(t, path, 1+kill%7))
		checkLog(t, path, acknowledged)
	}
}

// killAfter lets the writer acknowledge n entries, kills it, and returns the last
// number that it acknowledged.
func killAfter(t *testing.T, path string, n int) int {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKill$")
	cmd.Env = append(os.Environ(), "LUONNOS_TEST_WRITER="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	last := 0
	for lines.Scan() {
		if _, err := fmt.Sscan(lines.Text(), &last); err != nil {
			t.Fatalf("the writer says %q", lines.Text())
		}
		if n--; n == 0 {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = cmd.Wait()
	return last
}

func checkLog(t *testing.T, path string, acknowledged int) {
	t.Helper()
	s := open(t, path)
	defer func() { _ = s.Close() }()
	head, draft, err := s.Load(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := s.Entries(t.Context(), "a", 0, 1_000_000)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) < acknowledged || head.Seq != int64(len(entries)) || draft.Rev != head.Seq {
		t.Fatalf("acknowledged %d, entries %d, head %d, draft %d", acknowledged, len(entries), head.Seq, draft.Rev)
	}
	for i, e := range entries {
		if e.Seq != int64(i+1) || string(e.Data) != fmt.Sprint(i+1) {
			t.Fatalf("entry %d is number %d with %s", i, e.Seq, e.Data)
		}
	}
}

// writeForEver appends numbered entries and prints each number once it is
// acknowledged.
func writeForEver(path string) {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path)
	if err != nil {
		panic(err)
	}
	head, draft, err := s.Load(ctx, "a")
	if err != nil {
		panic(err)
	}
	for seq := head.Seq; ; {
		draft.Rev = seq + 1
		e := store.Entry{At: time.Now(), Kind: store.KindReply, ClientID: fmt.Sprint("c", seq+1), Data: json.RawMessage(fmt.Sprint(seq + 1))}
		if seq, err = s.Append(ctx, "a", seq, draft, e); err != nil {
			panic(err)
		}
		fmt.Println(seq)
	}
}

// BenchmarkAppend has many conversations append at once.
func BenchmarkAppend(b *testing.B) {
	s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "l.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	next := make(chan int, 1)
	next <- 0
	b.SetParallelism(100)
	b.RunParallel(func(pb *testing.PB) {
		n := <-next
		next <- n + 1
		id := fmt.Sprint("p", n)
		if err := s.Create(b.Context(), id, plan.NewDraft(plan.FI), time.Now()); err != nil {
			b.Error(err)
			return
		}
		for seq := int64(0); pb.Next(); {
			e := store.Entry{At: time.Now(), Kind: store.KindMessage, ClientID: fmt.Sprint(seq), Data: json.RawMessage(`{"text":"x"}`)}
			last, err := s.Append(b.Context(), id, seq, nil, e)
			if err != nil {
				b.Error(err)
				return
			}
			seq = last
		}
	})
}
