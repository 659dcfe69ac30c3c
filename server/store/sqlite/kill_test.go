package sqlite_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"luonnos/server/store"
	"luonnos/server/store/sqlite"
	"luonnos/tools/plan"
)

// writerPath, when set, makes the test program a process that writes to the
// database there until it is killed.
const writerPath = "LUONNOS_TEST_WRITER"

func TestMain(m *testing.M) {
	if path := os.Getenv(writerPath); path != "" {
		if err := writeForEver(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(1)
	}
	os.Exit(m.Run())
}

var writers = []string{"a", "b", "c"}

// payload is what entry seq holds: some are large, so that a kill falls into the
// middle of a commit.
func payload(id string, seq int64) json.RawMessage {
	size := 0
	if seq%5 == 0 {
		size = 200_000
	}
	return json.RawMessage(fmt.Sprintf(`"%s %d %s"`, id, seq, strings.Repeat("x", size)))
}

// draftAt is the draft of the commit with entry seq.
func draftAt(id string, seq int64) *plan.Draft {
	d := plan.NewDraft(plan.FI)
	d.Rev = seq
	d.Plan.Target.Title = fmt.Sprint(id, " ", strings.Repeat("ä", int(seq%7)*1000))
	return d
}

// writeForEver appends to each conversation from a goroutine of its own and
// prints each number once it is acknowledged.
func writeForEver(path string) error {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path)
	if err != nil {
		return err
	}
	fmt.Println("open 0")
	failed := make(chan error)
	for _, id := range writers {
		go func() { failed <- writeTo(ctx, s, id) }()
	}
	return <-failed
}

func writeTo(ctx context.Context, s *sqlite.Store, id string) error {
	if err := s.Create(ctx, id, draftAt(id, 0), time.Now()); err != nil && !errors.Is(err, store.ErrExists) {
		return err
	}
	head, _, err := s.Load(ctx, id)
	if err != nil {
		return err
	}
	for seq := head.Seq; ; {
		next := seq + 1
		e := store.Entry{At: time.Now(), Kind: store.KindReply, ClientID: fmt.Sprint("c", next), Data: payload(id, next)}
		if seq, err = s.Append(ctx, id, seq, draftAt(id, next), e); err != nil {
			return err
		}
		fmt.Println(id, seq)
	}
}

var kills = flag.Int("kills", 60, "how often the writer is killed; make kills asks for more")

// TestKill kills a writing process at many points, from before its file exists on,
// and looks at what is left: each acknowledged entry once, no gap, and the draft
// of the last commit.
func TestKill(t *testing.T) {
	const longest = 23 // lines between start and kill; 7 and 23 have no common factor
	path := filepath.Join(t.TempDir(), "l.db")
	acknowledged := map[string]int64{}
	for kill := range *kills {
		killAfter(t, path, kill*7%longest, acknowledged)
		checkLogs(t, path, acknowledged)
	}
	for _, id := range writers {
		if acknowledged[id] < int64(*kills) {
			t.Errorf("only %d entries of %s were acknowledged: the test sees too little", acknowledged[id], id)
		}
	}
}

// killAfter lets the process print n lines, kills it, and notes in acknowledged
// all that it has printed.
func killAfter(t *testing.T, path string, n int, acknowledged map[string]int64) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), writerPath+"="+path)
	var problems bytes.Buffer
	cmd.Stderr = &problems
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for seen := 0; ; seen++ {
		if seen == n {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
		if !lines.Scan() {
			break
		}
		var id string
		var seq int64
		if _, err := fmt.Sscan(lines.Text(), &id, &seq); err != nil {
			t.Fatalf("the writer says %q: %v", lines.Text(), err)
		}
		if want := acknowledged[id] + 1; id != "open" && seq < want {
			t.Errorf("%s: number %d was acknowledged twice", id, seq)
		}
		acknowledged[id] = max(acknowledged[id], seq)
	}
	_ = cmd.Wait() // it was killed
	if problems.Len() > 0 {
		t.Errorf("the writer: %s", problems.String())
	}
}

func checkLogs(t *testing.T, path string, acknowledged map[string]int64) {
	t.Helper()
	s := open(t, path)
	for _, id := range writers {
		head, draft, err := s.Load(t.Context(), id)
		if errors.Is(err, store.ErrNotFound) && acknowledged[id] == 0 {
			continue // killed before it was made
		}
		if err != nil {
			t.Fatal(err)
		}
		entries, err := s.Entries(t.Context(), id, 0, 1_000_000)
		if err != nil {
			t.Fatal(err)
		}
		if int64(len(entries)) < acknowledged[id] || head.Seq != int64(len(entries)) {
			t.Fatalf("%s: acknowledged %d, entries %d, head %d", id, acknowledged[id], len(entries), head.Seq)
		}
		if want := draftAt(id, head.Seq).JSON(); !bytes.Equal(draft.JSON(), want) {
			t.Fatalf("%s: the draft is of %d, the head of %d", id, draft.Rev, head.Seq)
		}
		for i, e := range entries {
			seq := int64(i + 1)
			if e.Seq != seq || e.ClientID != fmt.Sprint("c", seq) || !bytes.Equal(e.Data, payload(id, seq)) {
				t.Fatalf("%s: entry %d is number %d, %s", id, seq, e.Seq, e.ClientID)
			}
		}
	}
	shut(t, s)
}
