// Package embedding turns texts into vectors by an OpenAI-compatible endpoint. It
// implements [luonnos/knowledge.Embedder].
//
// The endpoint is not trusted: no redirects are followed, answers are capped and
// checked, and every try has a time limit. Vectors are kept by the hash of their
// text, so that an unchanged passage is sent once.
package embedding

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"luonnos/knowledge"
)

// Limits of the exchange with an endpoint.
const (
	batchTexts = 64
	batchBytes = 100_000
	maxAnswer  = 32 << 20
	tryLimit   = 15 * time.Second
	tries      = 3
	maxWait    = 5 * time.Second // that an endpoint may ask for
)

// Client embeds by an endpoint.
type Client struct {
	url, key, model string
	cache           cache
	http            *http.Client
	wait            func(ctx context.Context, d time.Duration) error
}

var _ knowledge.Embedder = (*Client)(nil)

// New makes a client of the model at a base address such as
// https://api.openai.com/v1, which must be https except in the own network. The
// cache folder may be empty.
func New(base, key, model, cacheDir string) (*Client, error) {
	address, err := url.Parse(base)
	if err != nil || address.Host == "" {
		return nil, fmt.Errorf("embedding: %q is no address", base)
	}
	if address.Scheme != "https" && !(address.Scheme == "http" && isLocal(address.Hostname())) {
		return nil, fmt.Errorf("embedding: %s is not https", address.Redacted())
	}
	return &Client{
		url: address.JoinPath("embeddings").String(), key: key, model: model, cache: cache{cacheDir},
		http: &http.Client{
			Timeout:       tryLimit,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		wait: sleep,
	}, nil
}

func isLocal(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && (ip.IsLoopback() || ip.IsPrivate())
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// Fingerprint names the endpoint and the model.
func (c *Client) Fingerprint() string { return c.model + " " + c.url }

// Embed returns the vectors of the texts, those kept and, in batches, the others.
func (c *Client) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	out := make([][]float32, len(texts))
	var missing []int
	for i, text := range texts {
		if out[i] = c.cache.get(c.Fingerprint(), text); out[i] == nil {
			missing = append(missing, i)
		}
	}
	for len(missing) > 0 {
		n, size := 0, 0
		for n < min(batchTexts, len(missing)) && (n == 0 || size+len(texts[missing[n]]) <= batchBytes) {
			size += len(texts[missing[n]])
			n++
		}
		batch := make([]string, n)
		for i, at := range missing[:n] {
			batch[i] = texts[at]
		}
		made, err := c.retry(ctx, batch)
		if err != nil {
			return nil, fmt.Errorf("embedding: %w", err)
		}
		for i, at := range missing[:n] {
			out[at] = made[i]
			if err := c.cache.put(c.Fingerprint(), texts[at], made[i]); err != nil {
				return nil, fmt.Errorf("embedding: keep a vector: %w", err)
			}
		}
		missing = missing[n:]
	}
	return out, nil
}

// statusError is an answer that is no vectors.
type statusError struct {
	status int
	after  time.Duration // the endpoint asks to wait
}

func (e *statusError) Error() string { return "the endpoint answers " + strconv.Itoa(e.status) }

// retry sends a batch again when the endpoint is busy or unwell.
func (c *Client) retry(ctx context.Context, batch []string) ([][]float32, error) {
	for try := 1; ; try++ {
		made, err := c.send(ctx, batch)
		if err == nil || try == tries || ctx.Err() != nil {
			return made, err
		}
		pause := time.Duration(try) * 500 * time.Millisecond
		var status *statusError
		if errors.As(err, &status) {
			if status.status != http.StatusTooManyRequests && status.status < 500 || status.after > maxWait {
				return nil, err
			}
			pause = cmp.Or(status.after, pause)
		}
		if err := c.wait(ctx, pause); err != nil {
			return nil, err
		}
	}
}

// send sends one batch.
func (c *Client) send(ctx context.Context, batch []string) ([][]float32, error) {
	body, err := json.Marshal(map[string]any{"model": c.model, "input": batch, "encoding_format": "float"})
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	if c.key != "" {
		request.Header.Set("Authorization", "Bearer "+c.key)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		seconds, _ := strconv.Atoi(response.Header.Get("Retry-After")) // 0 when it says nothing or a date
		return nil, &statusError{response.StatusCode, time.Duration(seconds) * time.Second}
	}
	answer, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	if err != nil {
		return nil, err
	}
	if len(answer) > maxAnswer {
		return nil, errors.New("the answer is too large")
	}
	return vectorsOf(answer, len(batch))
}

// vectorsOf reads an answer, which has to have a vector of one length and of
// finite numbers for each of n texts.
func vectorsOf(answer []byte, n int) ([][]float32, error) {
	var list struct {
		Data []struct {
			Index     int       `json:"index"`
			Embedding []float32 `json:"embedding"`
		} `json:"data"`
	}
	if err := json.Unmarshal(answer, &list); err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	if len(list.Data) != n {
		return nil, fmt.Errorf("the answer has %d vectors for %d texts", len(list.Data), n)
	}
	out := make([][]float32, n)
	for _, d := range list.Data {
		if d.Index < 0 || d.Index >= n || out[d.Index] != nil || len(d.Embedding) == 0 || len(d.Embedding) != len(list.Data[0].Embedding) {
			return nil, errors.New("the answer's vectors do not fit the texts")
		}
		if !normalize(d.Embedding) {
			return nil, errors.New("the answer has a vector without a length")
		}
		out[d.Index] = d.Embedding
	}
	return out, nil
}

// normalize makes the vector's length 1, and reports whether it has a length.
func normalize(v []float32) bool {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 || math.IsNaN(sum) || math.IsInf(sum, 0) {
		return false
	}
	scale := 1 / math.Sqrt(sum)
	for i := range v {
		v[i] = float32(float64(v[i]) * scale)
	}
	return true
}
