package evals

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// remote is a toy that asks a service what to say first, with a prompt before the applicant's words.
type remote struct {
	*toy
	client *http.Client
	url    string
	prompt string
}

func (r *remote) Say(ctx context.Context, text string) (Reply, error) {
	body, err := json.Marshal(map[string]any{"messages": []string{r.prompt, text}})
	if err != nil {
		return Reply{}, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, r.url+"/v1/chat/completions", bytes.NewReader(body))
	if err != nil {
		return Reply{}, err
	}
	reply, err := r.toy.Say(ctx, text)
	if err != nil {
		return Reply{}, err
	}
	resp, err := r.client.Do(req)
	if err != nil { // as an agent does: the turn has failed, the conversation goes on
		return Reply{Failed: failedTurn, State: r.snapshot()}, nil
	}
	defer resp.Body.Close()
	said, err := io.ReadAll(resp.Body)
	reply.Text = string(said) + reply.Text
	return reply, err
}

// remoteDeps asks the service at the address.
func remoteDeps(url, prompt string) Deps {
	return Deps{Open: func(_ context.Context, o Opening) (Session, error) {
		return &remote{newToy(o.Case), o.HTTPClient, url, prompt}, nil
	}}
}

func TestRecordedRunsAreReplayed(t *testing.T) {
	asked := 0
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		w.Header().Set("Content-Type", "text/event-stream")
		fmt.Fprintf(w, "data: answer %d\n\n", asked)
	}))
	t.Cleanup(srv.Close)
	dir := t.TempDir()
	tapes, line := filepath.Join(dir, "tapes"), "run cases/p01-fi-varhaiskasvatus.yaml --style verbose --jobs 1 "
	run := func(name, flags string, deps Deps) (code int, out string) {
		var b bytes.Buffer
		code = Main(t.Context(), args(line+flags+" --out "+filepath.Join(dir, name)), deps, &b, &b)
		return code, b.String()
	}
	if code, out := run("recorded", "--record "+tapes, remoteDeps(srv.URL, "be kind")); code != ExitOK || asked == 0 {
		t.Fatalf("exit %d, asked %d times: %s", code, asked, out)
	}
	first := asked
	if code, out := run("replayed", "--replay "+tapes, remoteDeps("http://127.0.0.1:1", "be kind")); code != ExitOK {
		t.Fatalf("exit %d: %s", code, out)
	}
	if diff := cmp.Diff(readFiles(t, filepath.Join(dir, "recorded")), readFiles(t, filepath.Join(dir, "replayed"))); diff != "" {
		t.Errorf("recorded (-) and replayed (+):\n%s", diff)
	}
	code, out := run("changed", "--replay "+tapes, remoteDeps(srv.URL, "be strict"))
	for _, want := range []string{"1 recordings are stale", "p01-fi-varhaiskasvatus-verbose-1.jsonl is stale", `messages[0] line 1: kept "be kind", now "be strict"`} {
		if code != ExitInfra || !strings.Contains(out, want) {
			t.Errorf("a changed prompt: exit %d, want %q in\n%s", code, want, out)
		}
	}
	if asked != first {
		t.Errorf("replaying asked the service %d times", asked-first)
	}
	if code, out := run("both", "--record "+tapes+" --replay "+tapes, remoteDeps(srv.URL, "be strict")); code != ExitOK || asked != 2*first {
		t.Errorf("exit %d, asked %d times, want %d: %s", code, asked, 2*first, out)
	}
}

func TestTapeFlags(t *testing.T) {
	for line, want := range map[string]string{
		"run PAIR --record a --replay b":                     "different folders",
		"run PAIR --record a --server http://127.0.0.1:1":    "not one behind --server",
		"run PAIR --replay a --server http://127.0.0.1:1":    "not one behind --server",
		"run PAIR --style terse --record baseline.json/file": "not a directory",
	} {
		var out bytes.Buffer
		if code := Main(t.Context(), args(line), guidedDeps(t), &out, &out); code == ExitOK || !strings.Contains(out.String(), want) {
			t.Errorf("%s: exit %d, want %q in\n%s", line, code, want, &out)
		}
	}
}
