package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors is the architecture: a package imports only packages of lower floors.
var floors = map[string]int{
	"tools/plan": 0,
	"knowledge":  0, "knowledge/score": 0, "knowledge/portfolio": 1, "knowledge/ingest": 1, "knowledge/embedding": 1, "knowledge/library": 2,
	"tools/formula": 1, "tools/starter": 1, "tools/reading": 1, "server/store": 1, "server/register": 1, "server/load": 1,
	"tools/criteria": 2, "server/signin": 2,
	"tools": 3, "tools/export": 3,
	"agent/trace": 0, "agent/screen": 3, "agent/price": 3,
	"agent": 4, "server/agui": 4, "server/web": 4,
	"server": 5, "agent/guided": 5, "agent/openai": 5, "agent/failover": 5, "server/store/sqlite": 5, "server/store/postgres": 5,
	"evals/stats": 5, "evals/chaos": 5, "evals/cassette": 5,
	"evals": 6, "knowledge/pgindex": 6,
	"cmd/luonnos": 7,

	// Packages for tests only sit one floor above what they test.
	"agent/modeltest": 5, "agent/openai/openaitest": 7, "knowledge/indextest": 3, "server/store/storetest": 2, "server/store/pgtest": 2,
}

// outside says which of our packages may import which module. A module that is
// not listed may be imported by none.
var outside = map[string][]string{
	"github.com/go-json-experiment/json":  {"tools/plan", "agent/openai"},
	"go.yaml.in/yaml/v3":                  {"tools/plan", "tools/starter", "tools/reading", "knowledge", "knowledge/portfolio", "agent/guided", "agent/screen", "agent/price", "server", "evals"},
	"github.com/invopop/jsonschema":       {"tools", "tools/export"},
	"github.com/gorilla/websocket":        {"server", "server/load", "evals"},
	"github.com/prometheus/client_golang": {"server"},
	"github.com/coreos/go-oidc/v3":        {"server/signin"},
	"go.opentelemetry.io/otel/sdk":        {"cmd/luonnos"},
	"go.opentelemetry.io/otel/exporters":  {"cmd/luonnos"},
	"go.opentelemetry.io/otel":            {"agent/trace", "server", "cmd/luonnos"},
	"golang.org/x/oauth2":                 {"server/signin"},
	"golang.org/x/time":                   {"server"},
	"github.com/wI2L/jsondiff":            {"server", "evals"},
	"github.com/evanphx/json-patch/v5":    {"server", "evals"},
	"modernc.org/sqlite":                  {"server/store/sqlite", "server/load"},
	"github.com/sashabaranov/go-openai":   {"agent/openai", "server/load"},
	"github.com/tiktoken-go/tokenizer":    {"agent/openai"},
	"github.com/jackc/pgx/v5":             {"server/store/postgres", "server/store/pgtest", "knowledge/pgindex"},
	"github.com/pgvector/pgvector-go":     {"knowledge/pgindex"},
	"golang.org/x/term":                   {"evals"},
	"golang.org/x/text":                   {"tools/reading", "knowledge", "knowledge/score", "knowledge/ingest"},
	"golang.org/x/net":                    {"knowledge/ingest"},
	"github.com/ledongthuc/pdf":           {"knowledge/ingest"},
	"github.com/blevesearch/snowballstem": {"tools/reading", "knowledge"},
}

func TestImportsGoDownTheFloors(t *testing.T) {
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == ".git") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			checkImports(t, root, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkImports(t *testing.T, root, path string) {
	t.Helper()
	dir, err := filepath.Rel(root, filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	pkg := filepath.ToSlash(dir)
	floor, ok := floors[pkg]
	if !ok {
		t.Errorf("%s: package %s is on no floor", path, pkg)
		return
	}
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range file.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if own, ok := strings.CutPrefix(name, "luonnos/"); ok {
			if below, known := floors[own]; !known || below >= floor {
				t.Errorf("%s (floor %d) imports %s (floor %d)", pkg, floor, own, below)
			}
		} else if strings.Contains(strings.Split(name, "/")[0], ".") {
			checkModule(t, pkg, name)
		}
	}
}

func checkModule(t *testing.T, pkg, name string) {
	t.Helper()
	for module := name; module != "."; module = path.Dir(module) { // the nearest one counts
		if users, ok := outside[module]; ok {
			if !slices.Contains(users, pkg) {
				t.Errorf("%s may not import %s", pkg, name)
			}
			return
		}
	}
	t.Errorf("%s imports %s, which is in no list", pkg, name)
}
