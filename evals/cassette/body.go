package cassette

import (
	"bytes"
	"io"
	"net/http"
	"strings"
)

// withBody is the request with its body unread.
func withBody(req *http.Request, body []byte) *http.Request {
	again := req.Clone(req.Context())
	if req.Body != nil {
		again.Body = io.NopCloser(bytes.NewReader(body))
	}
	return again
}

// shortestSecret keeps a stand-in such as "none", sent to a server of one's own, from being blotted out of every text.
const shortestSecret = 8

// secretsOf lists what the headers hold to prove who asks.
func secretsOf(h http.Header) []string {
	var secrets []string
	for name, values := range h {
		name = strings.ToLower(name)
		if !strings.Contains(name, "auth") && !strings.Contains(name, "key") && !strings.Contains(name, "token") && name != "cookie" {
			continue
		}
		for _, v := range values {
			if _, after, ok := strings.Cut(v, " "); ok {
				v = after
			}
			if len(v) >= shortestSecret {
				secrets = append(secrets, v)
			}
		}
	}
	return secrets
}

// blot replaces the secrets in a text.
func blot(text []byte, secrets []string) []byte {
	for _, s := range secrets {
		text = bytes.ReplaceAll(text, []byte(s), []byte("[secret]"))
	}
	return text
}

// recorder passes an answer on and keeps it when it was read.
type recorder struct {
	tape    *Tape
	line    *line
	body    io.ReadCloser
	secrets []string
	read    bytes.Buffer
	kept    bool
}

// Read implements [io.Reader].
func (r *recorder) Read(p []byte) (int, error) {
	n, err := r.body.Read(p)
	r.read.Write(p[:n])
	if err != nil {
		r.keep(err != io.EOF)
	}
	return n, err
}

// Close implements [io.Closer].
func (r *recorder) Close() error {
	r.keep(false)
	return r.body.Close()
}

func (r *recorder) keep(cut bool) {
	if r.kept {
		return
	}
	r.kept = true
	text := strings.ToValidUTF8(string(blot(r.read.Bytes(), r.secrets)), "\uFFFD")
	r.line.Chunks, r.line.Cut = strings.SplitAfter(text, "\n\n"), cut
	r.tape.keep(r.line)
}

// response is the kept answer.
func (l *line) response(req *http.Request) *http.Response {
	header := http.Header{}
	for name, value := range l.Header {
		header.Set(name, value)
	}
	return &http.Response{
		Status: http.StatusText(l.Status), StatusCode: l.Status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header, ContentLength: -1, Request: req, Body: &player{chunks: l.Chunks, cut: l.Cut},
	}
}

// player gives the chunks of an answer one by one.
type player struct {
	chunks []string
	cut    bool
}

// Read implements [io.Reader].
func (p *player) Read(to []byte) (int, error) {
	for len(p.chunks) > 0 && p.chunks[0] == "" {
		p.chunks = p.chunks[1:]
	}
	switch {
	case len(p.chunks) > 0:
		n := copy(to, p.chunks[0])
		p.chunks[0] = p.chunks[0][n:]
		return n, nil
	case p.cut:
		return 0, io.ErrUnexpectedEOF
	default:
		return 0, io.EOF
	}
}

// Close implements [io.Closer].
func (p *player) Close() error { return nil }
