package main

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"
)

const (
	tableBegins = "<!-- settings: written by go test ./cmd/luonnos -run TestReadme -update -->\n"
	tableEnds   = "<!-- end of settings -->"
)

var update = flag.Bool("update", false, "write what is generated into the README")

// TestReadmeHasTheSettings: the tables in the README are those of the code.
func TestReadmeHasTheSettings(t *testing.T) {
	file := filepath.Join("..", "..", "README.md")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := bytes.Cut(data, []byte(tableBegins))
	_, after, ended := bytes.Cut(rest, []byte(tableEnds))
	if !found || !ended {
		t.Fatal("the README has no place for the settings")
	}
	want := slices.Concat(before, []byte(tableBegins+settingsTable()+tableEnds), after)
	if bytes.Equal(data, want) {
		return
	}
	if !*update {
		t.Fatal("the settings in the README are not those of the code; run the test with -update")
	}
	if err := os.WriteFile(file, want, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestEverySettingIsInTheTable looks for names of settings in all files.
func TestEverySettingIsInTheTable(t *testing.T) {
	known := []string{settingKeyFile}
	for _, row := range settingTable {
		known = append(known, row.env)
	}
	name := regexp.MustCompile(`"((?:LUONNOS|OPENAI|OTEL)_[A-Z_]+)"`)
	for _, folder := range []string{".", "../../agent/openai", "../../server"} {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%v in %s: %v", files, folder, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			for _, found := range name.FindAllStringSubmatch(read(t, file), -1) {
				if !slices.Contains(known, found[1]) {
					t.Errorf("%s: %s is not in the table of settings", file, found[1])
				}
			}
		}
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestDeployFilesNameSettings: what compose and systemd set is a setting, and the
// time they give is more than the program takes to drain.
func TestDeployFilesNameSettings(t *testing.T) {
	known := map[string]bool{}
	for _, row := range settingTable {
		known[row.env] = true
	}
	var compose struct {
		Services map[string]struct {
			Image       string
			Environment map[string]string
			Stop        string `yaml:"stop_grace_period"`
		}
	}
	if err := yaml.Unmarshal([]byte(read(t, "deploy/compose.yaml")), &compose); err != nil {
		t.Fatal(err)
	}
	service := compose.Services["luonnos"]
	for name := range service.Environment {
		if !known[name] {
			t.Errorf("compose.yaml sets %s", name)
		}
	}
	if stop, err := time.ParseDuration(service.Stop); err != nil || stop <= drainLimit {
		t.Errorf("compose.yaml stops after %s (%v); draining takes %v", service.Stop, err, drainLimit)
	}
	if db := compose.Services["db"].Image; db != "pgvector/pgvector:pg17" {
		t.Errorf("the database is %s", db)
	}
	for _, file := range []string{"deploy/Dockerfile", "deploy/luonnos.service"} {
		found := regexp.MustCompile(`(LUONNOS_[A-Z_]+)=`).FindAllStringSubmatch(read(t, file), -1)
		for _, name := range found {
			if !known[name[1]] {
				t.Errorf("%s sets %s", file, name[1])
			}
		}
		if len(found) == 0 {
			t.Errorf("%s sets nothing", file)
		}
	}
}

func TestBadSettingsAreNamed(t *testing.T) {
	for name, value := range map[string]string{
		"LUONNOS_LIMITS": "doors=1", "LUONNOS_RETENTION": "soon", "LUONNOS_PROXIES": "proxy.example", "LUONNOS_LEASE": "10ms",
		settingIssuer: "http://id.example", settingClient: "", settingRoles: "sitra=boss",
	} {
		set := map[string]string{}
		if strings.HasPrefix(name, "LUONNOS_OIDC_") {
			set[settingIssuer], set[settingClient] = "https://id.example", "luonnos"
		}
		set[name] = value
		e := env{getenv: func(key string) string { return set[key] }, stderr: io.Discard}
		if _, err := parseSettings("serve", nil, e, func(*flag.FlagSet) {}, nil); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s=%s: %v", name, value, err)
		}
	}
}

func TestParseDays(t *testing.T) {
	for text, want := range map[string]time.Duration{"730d": 730 * 24 * time.Hour, "90m": 90 * time.Minute, "0": 0} {
		if got, err := parseDays(text); got != want || err != nil {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "d", "-1d", "1.5d", "-3h", "99999999d"} {
		if got, err := parseDays(text); err == nil {
			t.Errorf("%s is %v", text, got)
		}
	}
}
