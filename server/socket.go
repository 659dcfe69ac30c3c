package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"

	"luonnos/server/agui"
	"luonnos/tools/plan"
)

// Limits of one socket.
const (
	subprotocol  = "luonnos.v1"
	helloLimit   = 10 * time.Second
	writeLimit   = 10 * time.Second
	pingEvery    = 20 * time.Second
	pongLimit    = 60 * time.Second
	greetLimit   = 10 * time.Second
	lingerLimit  = 2 * time.Second // for the other side's answer to our close
	bufferSize   = 512
	burstBytes   = 16 << 10 // of frames that leave together
	maxBadFrames = 100
	lookAgain    = 30 * time.Second // whether the person may still be here
)

// writeBuffers are shared by the sockets that write.
var writeBuffers sync.Pool

// socket is one websocket connection: one goroutine reads, and another writes while
// there is something to write.
type socket struct {
	srv   *Server
	conn  *websocket.Conn
	wire  wire // under conn
	conv  *conversation
	out   *outbox
	who   person
	may   []action    // as of the last look
	seen  time.Time   // when that was
	sub   *subscriber // nil before hello
	lang  plan.Lang   // of the person's window, "" for the plan's
	bad   int
	use   usage
	pace  *rate.Limiter
	heard time.Time // when a frame came that was no ping

	writing atomic.Bool   // a goroutine writes
	written chan struct{} // closed when nothing is written any more
	ended   atomic.Bool   // the close frame was sent
	pings   *time.Timer
}

// serve runs the connection until it ends.
func (k *socket) serve() {
	k.pings = time.AfterFunc(pingEvery, k.ping)
	func() {
		defer k.srv.recovered("socket", k.conv.id)
		k.read()
	}()
	k.pings.Stop()
	k.conv.leave(k.sub)
	k.out.finish(websocket.CloseNormalClosure, "")
	<-k.written
	k.conn.Close()
}

// apart runs what needs a deep stack on one that is given back afterwards: an idle
// socket keeps its reader's stack as deep as it ever was.
func apart(work func() error) (err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("server: socket panicked: %v\n%s", p, debug.Stack())
			}
		}()
		err = work()
	}()
	<-done
	return err
}

// read takes frames until the connection ends.
func (k *socket) read() {
	k.conn.SetReadDeadline(time.Now().Add(helloLimit))
	k.conn.SetPongHandler(func(string) error {
		k.extend()
		if time.Since(k.heard) > k.srv.meters.limits.Idle {
			k.refuse("", refuse(codeIdle))
		}
		if time.Since(k.seen) > lookAgain {
			return apart(k.look)
		}
		return nil
	})
	for {
		kind, r, err := k.conn.NextReader()
		if err != nil {
			k.lost(err)
			return
		}
		data, err := io.ReadAll(io.LimitReader(r, maxBody+1))
		switch {
		case err != nil:
			k.lost(err)
			return
		case k.ended.Load():
			continue // we only wait for the other side to close
		case len(data) > maxBody:
			k.refuse("", refuse(codeFrameTooLarge))
		case kind != websocket.TextMessage:
			k.refuseBad(frameHead{}, refuse(codeNotText))
		case !utf8.Valid(data):
			k.refuse("", refuse(codeBadUTF8))
		default:
			k.take(data)
		}
		_ = k.pace.Wait(k.srv.ctx) // slows a sender down; what was sent is not lost
		k.use.frame(k.srv.ctx, len(data))
		k.extend()
	}
}

// extend gives the other side more time, once it has said hello.
func (k *socket) extend() {
	if k.sub == nil {
		return
	}
	k.conn.SetReadDeadline(time.Now().Add(pongLimit))
	if k.ended.Load() { // the writer has set a shorter time, perhaps just before
		k.conn.SetReadDeadline(time.Now().Add(lingerLimit))
	}
}

// lost tells why no more frames come.
func (k *socket) lost(err error) {
	var timeout net.Error // gorilla hides what the error was
	if errors.As(err, &timeout) && timeout.Timeout() && k.sub == nil && !k.ended.Load() {
		k.refuse("", refuse(codeHelloLate))
	}
}

// take carries out one frame or refuses it.
func (k *socket) take(data []byte) {
	k.srv.stats.frames.Inc()
	var head frameHead
	err := apart(func() (err error) {
		if head, err = readHead(data); err != nil {
			return err
		}
		return k.dispatch(head, data)
	})
	if err != nil {
		k.refuseBad(head, err)
	}
}

// look sees again who the person is: one whose session has ended is sent away, and
// one who may do more or less than before connects again.
func (k *socket) look() error {
	k.seen = time.Now()
	ctx, cancel := context.WithTimeout(k.srv.ctx, storeLimit)
	defer cancel()
	who, err := k.who, error(nil)
	if who.credential != "" {
		who, err = admit(k.srv.access.register.Alive(ctx, who.credential))
	}
	var may []action
	if err == nil {
		may, err = k.srv.may(ctx, who, k.conv.id)
	}
	switch {
	case err != nil && judge(err).code != codeUnauthorized:
		k.srv.log.Warn("access", "plan", k.conv.id, "err", err) // seen again soon
	case err != nil:
		k.refuse("", err)
		k.out.finish(websocket.ClosePolicyViolation, string(codeUnauthorized))
	case !slices.Equal(may, k.may):
		k.out.finish(closeResume, string(codeForbidden))
	}
	return nil
}

// refuseBad refuses a frame and loses patience with the sender of many bad ones.
func (k *socket) refuseBad(head frameHead, err error) {
	k.refuse(head.ID, err)
	switch judge(err).code {
	case codeBadJSON, codeBadFrame, codeUnknownType, codeNotText, codeHelloFirst:
		if k.bad++; k.bad >= maxBadFrames {
			k.refuse("", refuse(codeTooManyErrors))
		}
	}
}

// dispatch decodes a frame by its type and hands it to the conversation.
func (k *socket) dispatch(head frameHead, data []byte) error {
	if head.Type != "ping" {
		k.heard = time.Now()
	}
	if k.sub == nil && head.Type != "hello" && head.Type != "ping" {
		return refuse(codeHelloFirst)
	}
	if need, ok := frameNeeds[head.Type]; ok && !slices.Contains(k.may, need) {
		return refuse(codeForbidden)
	}
	switch head.Type {
	case "hello":
		f, err := decode[helloFrame](data)
		if err != nil {
			return err
		}
		return k.hello(f)
	case "message":
		f, err := decode[messageFrame](data)
		if err != nil {
			return err
		}
		return k.message(f)
	case "edit", "confirm", "reject", "leave", "order", "attest", "lock", "review", "undo", "redo":
		a, err := k.change(head, data)
		if err != nil {
			return err
		}
		return k.conv.submit(func(ctx context.Context) { k.conv.act(ctx, a, k) })
	case "stop":
		if _, err := decode[bareFrame](data); err != nil {
			return err
		}
		k.conv.stop()
		return nil
	case "ping":
		if _, err := decode[bareFrame](data); err != nil {
			return err
		}
		k.event(agui.Custom(eventPong, struct{}{}))
		return nil
	default:
		return refuse(codeUnknownType)
	}
}

func (k *socket) message(f messageFrame) error {
	plain := stripped(f.Text)
	f.Text = clean(f.Text)
	if f.Text != plain {
		k.event(agui.Custom(eventMasked, maskedValue{ID: f.ID, Message: texts().Masked.In(k.lang)}))
	}
	switch {
	case !validID(f.ID):
		return refuseFor(codeBadFrame, errors.New("id"))
	case !strings.ContainsFunc(f.Text, visible):
		return refuse(codeEmptyMessage)
	}
	if err := k.use.turn(); err != nil {
		return err
	}
	lang := k.lang
	return k.conv.submit(func(ctx context.Context) { k.conv.message(ctx, f, lang, k) })
}

// judged is the draft after a person's answer to proposed values.
func (k *socket) judged(d *plan.Draft, f judgeFrame) (*plan.Draft, error) {
	if f.Type == "reject" {
		return rejected(d, f.Paths)
	}
	return k.conv.confirmed(d, f.Paths, k.who.by)
}

// change decodes a person's change of the plan.
func (k *socket) change(frame frameHead, data []byte) (change, error) {
	a := change{id: frame.ID, cause: Cause(frame.Type)}
	var err error
	switch frame.Type {
	case "edit":
		var f editFrame
		f, err = decode[editFrame](data)
		a.rev, a.digest = f.Rev, digest(f)
		a.next = func(h *head) (*plan.Draft, error) { return k.conv.edited(h.draft, f, k.who.by) }
		if err == nil && (f.Rev == nil || len(f.Set)+len(f.Remove) == 0 || len(f.Set)+len(f.Remove) > maxPaths) {
			err = refuseFor(codeBadFrame, errors.New("edit needs rev and up to 200 of set and remove"))
		}
	case "confirm", "reject":
		var f judgeFrame
		f, err = decode[judgeFrame](data)
		a.rev, a.digest = f.Rev, digest(f)
		a.next = func(h *head) (*plan.Draft, error) { return k.judged(h.draft, f) }
		if err == nil && (f.Rev == nil || len(f.Paths) == 0 || len(f.Paths) > maxPaths) {
			err = refuseFor(codeBadFrame, errors.New("confirm and reject need rev and up to 200 paths"))
		}
	case "leave":
		var f leaveFrame
		f, err = decode[leaveFrame](data)
		a.rev, a.digest = f.Rev, digest(f)
		a.next = func(h *head) (*plan.Draft, error) { return left(h.draft, f) }
		if err == nil {
			err = f.check()
		}
	case "order":
		var f orderFrame
		f, err = decode[orderFrame](data)
		a.rev, a.digest = f.Rev, digest(f)
		a.next = func(h *head) (*plan.Draft, error) { return ordered(h.draft, f) }
		if err == nil {
			err = f.check()
		}
	case "attest":
		var f attestFrame
		f, err = decode[attestFrame](data)
		a.digest = digest(f)
		a.next = func(h *head) (*plan.Draft, error) { return attested(h.draft, f) }
	case "review":
		var f reviewFrame
		f, err = decode[reviewFrame](data)
		a.rev, a.digest = f.Rev, digest(f)
		a.next = func(h *head) (*plan.Draft, error) { return reviewed(h.draft, f, k.who.name, k.srv.now()) }
		if err == nil && f.Rev == nil {
			err = refuseFor(codeBadFrame, errors.New("review needs rev"))
		}
	case "lock":
		var f lockFrame
		f, err = decode[lockFrame](data)
		a.rev, a.digest = f.Rev, digest(f)
		a.next = func(h *head) (*plan.Draft, error) { return locked(h.draft, f) }
		if err == nil && f.Rev == nil {
			err = refuseFor(codeBadFrame, errors.New("lock needs rev"))
		}
	default:
		var f stepFrame
		f, err = decode[stepFrame](data)
		a.digest = digest(f)
		a.next = func(h *head) (*plan.Draft, error) { return stepped(h, frame.Type == "redo") }
	}
	if err == nil && a.id == "" {
		err = refuseFor(codeBadFrame, errors.New("id"))
	}
	return a, err
}
