package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"luonnos/server"
	"luonnos/server/store"
	"luonnos/server/store/sqlite"
	"luonnos/tools/plan"
)

const browserLimit = 8 * time.Minute

// seedLong stores a conversation of 2,000 messages and returns its plan's id.
func seedLong(t *testing.T, db string) string {
	t.Helper()
	conversations, err := sqlite.Open(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	const id, turns, each = "long", 1000, 100
	at := time.Date(2026, 3, 16, 9, 0, 0, 0, time.UTC)
	if err := conversations.Create(t.Context(), id, plan.NewDraft(plan.FI), at); err != nil {
		t.Fatal(err)
	}
	var entries []store.Entry
	add := func(kind store.Kind, turn string, data any) {
		raw, err := json.Marshal(data)
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, store.Entry{At: at, Kind: kind, Turn: turn, Data: raw})
	}
	seq := int64(0)
	for i := range turns {
		turn := fmt.Sprintf("t%d", 3*i+1)
		add(store.KindMessage, turn, server.Message{Text: fmt.Sprintf("Vastaus %d: palautuksen käsittelyaika on nyt 36 tuntia.", i)})
		add(store.KindReply, turn, server.Reply{Text: fmt.Sprintf("Kirjasin: lähtötaso 36 h (%d).\n\nMikä on **tavoitetaso** ja mihin mennessä?", i)})
		add(store.KindDone, turn, server.Done{Outcome: server.OutcomeSuccess, Model: "guided"})
		if (i+1)%each == 0 {
			if seq, err = conversations.Append(t.Context(), id, seq, nil, entries...); err != nil {
				t.Fatal(err)
			}
			entries = nil
		}
	}
	if err := conversations.Close(); err != nil {
		t.Fatal(err)
	}
	return id
}

// needNode fails in CI, and elsewhere skips, when the browser tests' packages are
// not installed; `make test` installs them.
func needNode(t *testing.T) string {
	t.Helper()
	dir := filepath.Join("..", "..", "server", "web")
	_, err := os.Stat(filepath.Join(dir, "node_modules", "playwright-core"))
	if err == nil {
		return dir
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("the browser tests' packages are missing: run make browser")
	}
	t.Skip("the browser tests need `make browser`")
	return ""
}

func TestBrowser(t *testing.T) {
	dir := needNode(t)
	db := filepath.Join(t.TempDir(), "l.db")
	long := seedLong(t, db)
	pictures, err := filepath.Abs(filepath.Join("..", "..", "artifacts"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), browserLimit)
	defer cancel()
	cmd := exec.CommandContext(ctx, "node", "test/browser.mjs", os.Args[0], db, pictures, long)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}

func TestPageTypes(t *testing.T) {
	cmd := exec.CommandContext(t.Context(), "npx", "--no-install", "tsc", "-p", ".")
	cmd.Dir = needNode(t)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// TestForeignClient talks to the program with the client of AG-UI's makers.
func TestForeignClient(t *testing.T) {
	dir := needNode(t)
	p := startProcess(t, sqliteIn(t.TempDir()))
	var made struct{ ID string }
	p.call("POST", "/v1/plans", `{"lang":"fi"}`, &made)
	cmd := exec.CommandContext(t.Context(), "node", "test/agui.mjs", p.base, testToken, made.ID)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}
