package main

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"luonnos/server/store/pgtest"
)

// command runs the program and fails the test unless it ends with code.
func command(t *testing.T, code int, args ...string) (stdout, stderr string) {
	t.Helper()
	got, stdout, stderr := runIn(t, nil, args...)
	if got != code {
		t.Fatalf("%q: exit code %d, want %d: %s", args, got, code, stderr)
	}
	return stdout, stderr
}

// talkedAbout makes a database with two conversations and returns the server,
// which still runs.
func talkedAbout(t *testing.T, db string) *process {
	t.Helper()
	p := startProcess(t, db)
	for range 2 {
		var made struct{ ID string }
		p.call("POST", "/v1/plans", `{"lang":"sv","title":"Lupa"}`, &made)
		newTalker(t, "", made.ID).talk(p, 0, 8)
	}
	return p
}

// dump is all that a database holds.
func dump(t *testing.T, db string) string {
	t.Helper()
	s, err := openStore(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	list, err := s.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var all []any
	for _, head := range list {
		_, draft, err := s.Load(t.Context(), head.ID)
		if err != nil {
			t.Fatal(err)
		}
		entries, err := s.Entries(t.Context(), head.ID, 0, 1_000_000)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, head, draft, entries)
	}
	text, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestBackup copies a served database, restores the copy elsewhere, and replaces
// nothing that is there.
func TestBackup(t *testing.T) {
	dir := t.TempDir()
	db, file := sqliteIn(dir), filepath.Join(dir, "backup.db")
	p := talkedAbout(t, db)
	command(t, 0, "backup", "--db", db, file)
	if _, errs := command(t, 1, "doctor", "--store", "--db", db); !strings.Contains(errs, "in use") {
		t.Errorf("doctor of a served database: %s", errs)
	}
	if err := p.end(); err != nil {
		t.Fatal(err)
	}
	want := dump(t, db)
	again := sqliteIn(filepath.Join(dir, "again"))
	if out, _ := command(t, 0, "restore", "--db", again, file); !strings.Contains(out, "2 ") {
		t.Errorf("restore: %s", out)
	}
	if got := dump(t, again); got != want {
		t.Errorf("restored is\n%s\nwant\n%s", got, want)
	}
	command(t, 1, "backup", "--db", db, file)
	command(t, 1, "restore", "--db", db, file)
	command(t, 1, "backup", "--db", sqliteIn(filepath.Join(dir, "none")), filepath.Join(dir, "other.db"))
	if _, errs := command(t, 1, "backup", "--db", "postgres://x", file); !strings.Contains(errs, "pg_dump") {
		t.Errorf("backup of PostgreSQL: %s", errs)
	}
	command(t, 2, "backup", "--db", db)
	if got := dump(t, db); got != want {
		t.Error("the database was changed")
	}
}

// TestStoreCopy carries everything from SQLite to PostgreSQL and back.
func TestStoreCopy(t *testing.T) {
	here, there, back := sqliteIn(t.TempDir()), pgtest.Database(t), sqliteIn(t.TempDir())
	if err := talkedAbout(t, here).end(); err != nil {
		t.Fatal(err)
	}
	want := dump(t, here)
	command(t, 0, "store", "copy", here, there)
	command(t, 0, "doctor", "--store", "--db", there)
	command(t, 0, "store", "copy", there, back)
	if got := dump(t, back); got != want {
		t.Errorf("came back as\n%s\nwant\n%s", got, want)
	}
	command(t, 0, "store", "copy", here, there) // nothing is left to copy
	checkLibraryCopied(t, here, there)
	command(t, 2, "store", "move", here, there)
}

// checkLibraryCopied has an ingested document go along from the folder of a machine to
// the database that nodes share, and on to the folder of another machine.
func checkLibraryCopied(t *testing.T, here, there string) {
	t.Helper()
	document := filepath.Join(t.TempDir(), "ohje.md")
	if err := os.WriteFile(document, []byte("# Ohje\n\nHakemus käsitellään kolmessa viikossa.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	on := func(machine string, args ...string) string {
		t.Helper()
		code, out, errs := runIn(t, map[string]string{"LUONNOS_KNOWLEDGE": machine}, args...)
		if code != 0 {
			t.Fatalf("%q: %s", args, errs)
		}
		return out
	}
	one, other, words := t.TempDir(), t.TempDir(), "hakemus käsitellään kolmessa viikossa"
	on(one, "knowledge", "ingest", document)
	on(one, "store", "copy", here, there)
	if out := on(other, "knowledge", "search", words); strings.Contains(out, "kolmessa viikossa") {
		t.Fatalf("found before it was copied:\n%s", out)
	}
	on(other, "store", "copy", there, here)
	if out := on(other, "knowledge", "search", words); !strings.Contains(out, "kolmessa viikossa") {
		t.Errorf("the document was left behind:\n%s", out)
	}
}

// TestDamagedFileIsNeverReadAsWhole flips bits of a database or cuts it: doctor
// refuses it, or what it holds is all there.
func TestDamagedFileIsNeverReadAsWhole(t *testing.T) {
	const rounds, seed = 150, 9
	db := sqliteIn(t.TempDir())
	if err := talkedAbout(t, db).end(); err != nil {
		t.Fatal(err)
	}
	want := dump(t, db)
	whole, err := os.ReadFile(strings.TrimPrefix(db, "sqlite:"))
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(seed, seed))
	refused := 0
	for round := range rounds {
		data := bytes.Clone(whole)
		at := random.IntN(len(data))
		switch {
		case round == 0:
			data = nil
		case round%10 == 0:
			data = data[:at]
		default:
			data[at] ^= 1 << random.IntN(8)
		}
		damaged := sqliteIn(t.TempDir())
		if err := os.WriteFile(strings.TrimPrefix(damaged, "sqlite:"), data, 0o600); err != nil {
			t.Fatal(err)
		}
		code, _, errs := runIn(t, nil, "doctor", "--store", "--db", damaged)
		switch {
		case code == 1 && errs != "":
			refused++
		case code != 0 || dump(t, damaged) != want:
			t.Errorf("round %d, byte %d of %d: exit code %d, %q", round, at, len(whole), code, errs)
		}
	}
	if refused < rounds/4 {
		t.Errorf("%d of %d damaged files were refused: the test sees too little", refused, rounds)
	}
}
