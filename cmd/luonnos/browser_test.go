package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

var enterLink = regexp.MustCompile(`http://\S+/enter#\S+`)

// startProgram serves the real program on a free port and a new database and
// returns the link for a browser.
func startProgram(t *testing.T) string {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	r, w := io.Pipe()
	done := make(chan int, 1)
	getenv := func(key string) string {
		return map[string]string{"LUONNOS_DB": "sqlite:" + filepath.Join(t.TempDir(), "l.db")}[key]
	}
	go func() {
		done <- run(ctx, []string{"serve", "--addr", "127.0.0.1:0"}, getenv, strings.NewReader(""), w, io.Discard)
		_ = w.Close()
	}()
	t.Cleanup(func() {
		stop()
		if code := <-done; code != 0 {
			t.Errorf("serve ended with %d", code)
		}
	})
	var seen []byte
	buffer := make([]byte, 4096)
	for {
		n, err := r.Read(buffer)
		seen = append(seen, buffer[:n]...)
		if link := enterLink.Find(seen); link != nil {
			go func() { _, _ = io.Copy(io.Discard, r) }()
			return string(link)
		}
		if err != nil {
			t.Fatalf("the program printed no link: %s", seen)
		}
	}
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
	link := startProgram(t)
	pictures, err := filepath.Abs(filepath.Join("..", "..", "artifacts"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "node", "test/browser.mjs", link, pictures)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

func TestPageTypes(t *testing.T) {
	cmd := exec.CommandContext(t.Context(), "npx", "--no-install", "tsc", "-p", ".")
	cmd.Dir = needNode(t)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}
