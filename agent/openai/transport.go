package openai

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Limits of what a server may send.
const (
	maxHeader = 64 << 10
	maxLine   = 256 << 10
	maxBody   = 2 << 20 // the Responses API repeats the whole request three times
	maxError  = 16 << 10
)

// maxIdle is how many connections wait for a further request. As answers end about as
// often as others begin, a few do at any load; each takes some 20 KiB.
const maxIdle = 32

// Reasons to give up waiting or reading.
var (
	errFirstToken = errors.New("the answer did not begin in time")
	errNextToken  = errors.New("the answer stopped in the middle")
	errRedirect   = errors.New("the server answered with a redirect, which is not followed")
	errNoStream   = errors.New("the server did not answer with an event stream")
	errTooLong    = errors.New("the server sent more than an answer may hold")
)

// exchange holds what the library does not pass on of one request.
type exchange struct {
	tools      []byte // that stand in the place of the holder
	status     int
	retryAfter time.Duration
	requestID  string
}

type exchangeKey struct{}

// doer is the HTTP client under the library.
type doer struct {
	client     *http.Client
	firstToken time.Duration
	nextToken  time.Duration
}

func newDoer(c Config) *doer {
	transport := c.Transport
	if transport == nil {
		dialer := &net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}
		transport = &http.Transport{
			Proxy: http.ProxyFromEnvironment, DialContext: dialer.DialContext, ForceAttemptHTTP2: true,
			TLSHandshakeTimeout: 5 * time.Second, MaxResponseHeaderBytes: maxHeader,
			MaxIdleConnsPerHost: maxIdle, IdleConnTimeout: 90 * time.Second,
		}
	}
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &doer{
		client:     &http.Client{Transport: transport, CheckRedirect: stay},
		firstToken: c.FirstToken, nextToken: c.NextToken,
	}
}

// Do implements the library's HTTPDoer. The answer's body gives only the data lines
// of the stream and ends with an error when the server is silent for too long.
func (d *doer) Do(req *http.Request) (*http.Response, error) {
	x, _ := req.Context().Value(exchangeKey{}).(*exchange)
	if err := x.fill(req); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancelCause(req.Context())
	timer := time.AfterFunc(d.firstToken, func() { cancel(errFirstToken) })
	resp, err := d.client.Do(req.WithContext(ctx))
	if err != nil {
		timer.Stop()
		err = cause(ctx, err)
		cancel(nil)
		return nil, err
	}
	if x != nil {
		x.status = resp.StatusCode
		x.retryAfter = retryAfter(resp.Header)
		x.requestID = requestID(resp.Header)
	}
	body := &body{ctx: ctx, cancel: cancel, timer: timer, wait: d.nextToken, from: resp.Body, left: maxBody}
	resp.Body = body
	switch {
	case resp.StatusCode >= 400:
		body.raw, body.left = true, maxError
		return resp, nil
	case resp.StatusCode >= 300:
		err = errRedirect
	case !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/event-stream"):
		err = errNoStream
	default:
		return resp, nil
	}
	body.Close()
	return nil, err
}

// fill puts the tools into the request, in the place of their holder.
func (x *exchange) fill(req *http.Request) error {
	if x == nil || req.Body == nil {
		return nil
	}
	var body bytes.Buffer
	body.Grow(int(max(0, req.ContentLength)) + bytes.MinRead)
	if _, err := body.ReadFrom(req.Body); err != nil {
		return err
	}
	whole := body.Bytes()
	if before, after, found := bytes.Cut(whole, holderJSON); found {
		whole = slices.Concat(before, []byte(`"tools":`), x.tools, after)
	}
	req.ContentLength = int64(len(whole))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(whole)), nil }
	var err error
	req.Body, err = req.GetBody()
	return err
}

// cause is why a context ended, when it did; otherwise err.
func cause(ctx context.Context, err error) error {
	if why := context.Cause(ctx); why != nil {
		return why
	}
	return err
}

// retryAfter reads the time that the server asks to wait. Dates are not read: no
// model server sends one.
func retryAfter(h http.Header) time.Duration {
	if ms, err := strconv.ParseFloat(h.Get("Retry-After-Ms"), 64); err == nil && ms > 0 && ms < 1e9 {
		return time.Duration(ms * float64(time.Millisecond))
	}
	if s, err := strconv.ParseFloat(h.Get("Retry-After"), 64); err == nil && s > 0 && s < 1e6 {
		return time.Duration(s * float64(time.Second))
	}
	return 0
}

// requestID is the name of the request in the server's own logs.
func requestID(h http.Header) string {
	id := h.Get("X-Request-Id")
	if id == "" {
		id = h.Get("Apim-Request-Id")
	}
	if len(id) > 128 || strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return ""
	}
	return id
}

// body passes on the data lines of an event stream. Comments, which servers send to
// keep the line open, and the other fields of an event are dropped: the library
// would count them as errors. They do not extend the time to wait either.
type body struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
	timer  *time.Timer
	wait   time.Duration
	from   io.ReadCloser
	left   int  // bytes that the server may still send
	raw    bool // an error body: pass it on as it is, and cut it when it is too long

	space []byte // where in lies; used again and again
	in    []byte // read and not yet cut into lines
	line  []byte // the line that is being passed on
	begun bool   // a data line has come
	err   error  // of the reader below, once in is used up
}

// Read implements [io.Reader].
func (b *body) Read(p []byte) (int, error) {
	if b.raw {
		return b.readRaw(p)
	}
	for len(b.line) == 0 {
		if err := b.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, b.line)
	b.line = b.line[n:]
	return n, nil
}

func (b *body) readRaw(p []byte) (int, error) {
	if b.left == 0 {
		return 0, io.EOF
	}
	n, err := b.from.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// next finds the next data line.
func (b *body) next() error {
	for {
		if end := bytes.IndexByte(b.in, '\n'); end >= 0 {
			line := b.in[:end+1]
			b.in = b.in[end+1:]
			if bytes.HasPrefix(line, []byte("data:")) {
				b.line, b.begun = line, true
				b.timer.Reset(b.wait)
				return nil
			}
			continue
		}
		if b.err != nil {
			return b.err
		}
		if err := b.more(); err != nil {
			return err
		}
	}
}

// more reads from the server.
func (b *body) more() error {
	if len(b.in) > maxLine || b.left <= 0 {
		return errTooLong
	}
	const piece = 4096
	b.space = slices.Grow(append(b.space[:0], b.in...), piece)
	kept := len(b.space)
	n, err := b.from.Read(b.space[kept : kept+piece])
	b.left -= n
	b.in = b.space[:kept+n]
	if err == nil {
		return nil
	}
	if b.err = cause(b.ctx, err); b.begun && errors.Is(b.err, errFirstToken) {
		b.err = errNextToken
	}
	if len(b.in) > 0 && b.err == io.EOF {
		b.in = append(b.in, '\n') // a last line need not be ended
	}
	return nil
}

// Close implements [io.Closer].
func (b *body) Close() error {
	b.timer.Stop()
	b.cancel(nil)
	if err := b.from.Close(); err != nil {
		return fmt.Errorf("openai: close: %w", err)
	}
	return nil
}
