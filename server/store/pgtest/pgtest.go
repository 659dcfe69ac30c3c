// Package pgtest starts a PostgreSQL server for the tests of one process.
//
// The server is a real one, with its own empty cluster behind a Unix socket. It
// comes from the host's packages or from the folder that setup.sh fills. As root
// it runs as the user nobody, since PostgreSQL refuses to be root. It ends with
// the test process, however that ends.
package pgtest

import (
	"bufio"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"
)

// nobody is the user and the group as which a server runs that root starts.
const nobody = 65534

// errNone says that no PostgreSQL server is installed.
var errNone = errors.New("pgtest: no PostgreSQL server: run server/store/pgtest/setup.sh")

// running is a server that runs until life is closed.
type running struct {
	folder string // of its socket
	life   io.Closer
}

var (
	server    = sync.OnceValues(start)
	databases atomic.Int64
)

// Database returns the URL of a new, empty database. To drop one would cost a
// checkpoint: it goes with the server. Without an installed server the test fails
// in CI and is skipped elsewhere.
func Database(t testing.TB) string {
	t.Helper()
	s, err := server()
	if errors.Is(err, errNone) && os.Getenv("CI") != "true" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprint("test", databases.Add(1))
	run(t, s.folder, "CREATE DATABASE "+name)
	return address(s.folder, name)
}

// Socket is the path of the server's Unix socket, for a test that puts something
// in between. [Database] must have been called before.
func Socket(t testing.TB) string {
	t.Helper()
	s, err := server()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(s.folder, ".s.PGSQL.5432")
}

func address(socket, name string) string {
	return "postgres://postgres@/" + name + "?" + url.Values{"host": {socket}}.Encode()
}

func run(t testing.TB, socket, statement string) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	conn, err := pgx.Connect(ctx, address(socket, "postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	if _, err := conn.Exec(ctx, statement); err != nil {
		t.Fatal(err)
	}
}

// place is where a server's programs are.
type place struct {
	root string // seen as "/" by the server
	bin  string // below root
}

// find looks for a server that has pgvector, then for any.
func find() (place, error) {
	var without place
	for _, root := range roots() {
		found, err := filepath.Glob(filepath.Join(root, "usr/lib/postgresql/*/bin/postgres"))
		if err != nil {
			return place{}, err
		}
		for _, program := range slices.Backward(found) {
			bin := filepath.Dir(program)
			p := place{root: root, bin: "/" + strings.TrimPrefix(strings.TrimPrefix(bin, root), "/")}
			version := filepath.Base(filepath.Dir(bin))
			if _, err := os.Stat(filepath.Join(root, "usr/share/postgresql", version, "extension/vector.control")); err == nil {
				return p, nil
			}
			without = p
		}
	}
	if without.bin == "" {
		return place{}, errNone
	}
	return without, nil
}

// roots are the host and, for root who may enter it, the folder of setup.sh.
func roots() []string {
	cache, err := os.UserCacheDir()
	if err != nil || os.Getuid() != 0 {
		return []string{"/"}
	}
	return []string{"/", filepath.Join(cache, "luonnos", "postgresql-17")}
}

// script makes a cluster, serves it until its standard input ends, and removes it.
//
//go:embed serve.sh
var script string

func start() (*running, error) {
	p, err := find()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(filepath.Join(p.root, "tmp"), "pgtest")
	if err != nil {
		return nil, fmt.Errorf("pgtest: %w", err)
	}
	inside := "/" + strings.TrimPrefix(strings.TrimPrefix(dir, p.root), "/")
	cmd := exec.Command("/bin/sh", "-ec", script, "pgtest", p.bin, inside)
	cmd.Dir, cmd.Env = "/", []string{"PATH=/usr/bin:/bin"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C is for the tests
	if os.Getuid() == 0 {
		cmd.SysProcAttr.Chroot = p.root
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: nobody, Gid: nobody}
		if err := os.Chown(dir, nobody, nobody); err != nil {
			return nil, fmt.Errorf("pgtest: %w", err)
		}
	}
	var problems strings.Builder
	cmd.Stderr = &problems
	life, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("pgtest: %w", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("pgtest: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("pgtest: %w", err)
	}
	if line, _ := bufio.NewReader(out).ReadString('\n'); line != "ready\n" {
		return nil, fmt.Errorf("pgtest: start in %s: %w\n%s", p.root, cmd.Wait(), problems.String())
	}
	// Nobody closes its life: the system does when the process ends.
	return &running{folder: dir, life: life}, nil
}
