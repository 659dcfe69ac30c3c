package server

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// connect upgrades a request to the conversation of its plan. The socket is served
// after the request: it keeps neither the request's buffers nor its stack.
func (s *Server) connect(w http.ResponseWriter, r *http.Request) error {
	who, id := whoOf(r.Context()), r.PathValue("plan")
	may, err := s.may(r.Context(), who, id)
	if err != nil {
		return err
	}
	offered := websocket.Subprotocols(r)
	named := slices.ContainsFunc(offered, func(p string) bool { return !strings.HasPrefix(p, bearerPrefix) })
	if r.ProtoMajor != 1 || r.ProtoMinor != 1 || !websocket.IsWebSocketUpgrade(r) ||
		named && !slices.Contains(offered, subprotocol) {
		return refuse(codeBadUpgrade)
	}
	k := &socket{srv: s, who: who, may: may, use: s.meters.find(s.access.address(r), who.id), heard: time.Now(),
		pace: s.meters.limits.Socket.limiter(), written: make(chan struct{})}
	k.out = newOutbox(k.wake)
	k.writing.Store(true) // nothing is written before there is a connection
	leave, err := k.enter(r.Context(), id)
	if err != nil {
		return err
	}
	up := websocket.Upgrader{
		Subprotocols: []string{subprotocol}, HandshakeTimeout: writeLimit, ReadBufferSize: bufferSize, WriteBufferSize: bufferSize,
		WriteBufferPool: &writeBuffers,                            // one that is idle has none
		CheckOrigin:     func(*http.Request) bool { return true }, // access has checked it
		Error: func(w http.ResponseWriter, r *http.Request, _ int, err error) {
			s.problem(w, r, refuseFor(codeBadUpgrade, err))
		},
	}
	if k.conn, err = up.Upgrade(&wired{w, &k.wire}, r, nil); err != nil {
		leave()
		return nil // answered by Error
	}
	k.writing.Store(false)
	if !k.out.empty() {
		k.wake()
	}
	go func() {
		defer leave()
		k.serve()
	}()
	return nil
}

// enter counts the socket and opens its conversation; leave gives all of it back.
func (k *socket) enter(ctx context.Context, id string) (leave func(), err error) {
	left, err := k.srv.meters.socket(k.use)
	if err != nil {
		return nil, err
	}
	if k.conv, err = k.srv.open(ctx, id); err != nil {
		left()
		return nil, err
	}
	if err := k.srv.enlist(k); err != nil {
		k.srv.hub.release(k.conv)
		left()
		return nil, err
	}
	return func() {
		k.srv.delist(k)
		k.srv.hub.release(k.conv)
		left()
	}, nil
}

func (s *Server) enlist(k *socket) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.closing:
		return errShutdown
	case len(s.sockets) >= s.meters.limits.Sockets:
		return refuse(codeTooMany)
	}
	s.sockets[k] = struct{}{}
	s.jobs.Add(1)
	return nil
}

func (s *Server) delist(k *socket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.sockets, k)
	s.jobs.Done()
}
