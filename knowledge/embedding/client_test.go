package embedding

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// endpoint answers with the length of each text as its vector, after the
// statuses to answer first.
func endpoint(t *testing.T, statuses ...int) (*httptest.Server, *atomic.Int32) {
	t.Helper()
	var calls atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := int(calls.Add(1))
		if n <= len(statuses) {
			w.Header().Set("Retry-After", "2")
			http.Redirect(w, r, "/elsewhere", statuses[n-1])
			return
		}
		var in struct {
			Model string
			Input []string
		}
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil || in.Model != "m" || r.URL.Path != "/v1/embeddings" || r.Header.Get("Authorization") != "Bearer k" {
			t.Errorf("request %s %+v %v", r.URL, in, err)
		}
		var data []string
		for i, text := range in.Input {
			data = append(data, fmt.Sprintf(`{"index":%d,"embedding":[%d,1]}`, i, len(text)))
		}
		slices.Reverse(data) // the order is by index, not by place
		fmt.Fprintf(w, `{"data":[%s]}`, strings.Join(data, ","))
	}))
	t.Cleanup(server.Close)
	return server, &calls
}

func client(t *testing.T, base, dir string) *Client {
	t.Helper()
	c, err := New(base+"/v1", "k", "m", dir)
	if err != nil {
		t.Fatal(err)
	}
	c.wait = func(context.Context, time.Duration) error { return nil }
	return c
}

func TestEmbedInBatchesAndOnce(t *testing.T) {
	server, calls := endpoint(t)
	dir := t.TempDir()
	var texts []string
	for i := range 2*batchTexts + 1 {
		texts = append(texts, strings.Repeat("x", i+1))
	}
	for range 2 {
		made, err := client(t, server.URL, dir).Embed(t.Context(), texts)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range made {
			if len(v) != 2 || v[0] < v[1]*float32(i+1)*0.999 || v[0] > v[1]*float32(i+1)*1.001 {
				t.Fatalf("text %d has the vector %v", i, v)
			}
		}
		if n := calls.Load(); n != 3 {
			t.Fatalf("%d calls, want 3 and no more", n)
		}
	}
	other := client(t, server.URL, dir)
	other.key, other.model = "k", "m"
	other.url += "?v=2"
	if _, err := other.Embed(t.Context(), texts[:1]); err != nil || calls.Load() != 4 {
		t.Errorf("another fingerprint: %d calls, %v", calls.Load(), err)
	}
}

func TestEmbedTriesAgain(t *testing.T) {
	for name, test := range map[string]struct {
		statuses []int
		calls    int32
		ok       bool
	}{
		"busy, then well":  {[]int{429, 503}, 3, true},
		"unwell for good":  {[]int{500, 500, 500}, 3, false},
		"refused":          {[]int{401}, 1, false},
		"sent elsewhere":   {[]int{307}, 1, false},
		"bad request once": {[]int{400}, 1, false},
	} {
		server, calls := endpoint(t, test.statuses...)
		_, err := client(t, server.URL, "").Embed(t.Context(), []string{"a"})
		if (err == nil) != test.ok || calls.Load() != test.calls {
			t.Errorf("%s: %d calls, %v", name, calls.Load(), err)
		}
	}
}

func TestEmbedStopsWithItsContext(t *testing.T) {
	server, calls := endpoint(t, 500, 500)
	c := client(t, server.URL, "")
	ctx, cancel := context.WithCancel(t.Context())
	c.wait = func(ctx context.Context, _ time.Duration) error { cancel(); return sleep(ctx, time.Hour) }
	if _, err := c.Embed(ctx, []string{"a"}); err == nil || calls.Load() != 1 {
		t.Errorf("%d calls, %v", calls.Load(), err)
	}
}

func TestAnswersThatDoNotFit(t *testing.T) {
	for _, answer := range []string{
		``, `[]`, `{}`, `{"data":[{"index":0,"embedding":[1]}]}`,
		`{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}`,
		`{"data":[{"index":0,"embedding":[1]},{"index":9,"embedding":[1]}]}`,
		`{"data":[{"index":-1,"embedding":[1]},{"index":1,"embedding":[1]}]}`,
		`{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1,2]}]}`,
		`{"data":[{"index":0,"embedding":[]},{"index":1,"embedding":[]}]}`,
		`{"data":[{"index":0,"embedding":[0]},{"index":1,"embedding":[1]}]}`,
		`{"data":[{"index":0,"embedding":[1e39]},{"index":1,"embedding":[1]}]}`,
	} {
		if made, err := vectorsOf([]byte(answer), 2); err == nil {
			t.Errorf("%s gives %v", answer, made)
		}
	}
}

func TestNewRefusesAddresses(t *testing.T) {
	for base, ok := range map[string]bool{
		"https://api.example.org/v1": true, "http://127.0.0.1:9/v1": true, "http://localhost/v1": true,
		"http://api.example.org/v1": false, "ftp://localhost": false, "": false, "::": false,
	} {
		if _, err := New(base, "k", "m", ""); (err == nil) != ok {
			t.Errorf("%q: %v", base, err)
		}
	}
}
