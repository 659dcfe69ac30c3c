package server

import (
	"context"
	"slices"
	"sync"
)

// Limits of what waits to be written to one socket.
const (
	outboxEvents = 256
	outboxBytes  = 1 << 20
)

// outbox is the bounded queue in front of one reader. Its writer takes frames with
// next; anyone may put.
type outbox struct {
	wake   func() // called when there is something for the writer, with the lock held
	mu     sync.Mutex
	frames [][]byte
	bytes  int
	end    *closing      // set once: how the connection is closed
	room   chan struct{} // capacity 1: the writer has made room
}

// closing is how a connection ends.
type closing struct {
	code   int
	reason string
}

func newOutbox(wake func()) *outbox {
	return &outbox{wake: wake, room: make(chan struct{}, 1)}
}

// put queues a frame. When there is no room, what waits is dropped and the
// connection is closed: the client connects again and resumes.
func (o *outbox) put(frame []byte) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.end != nil {
		return
	}
	if !o.fits(frame) {
		o.frames, o.bytes = nil, 0
		o.close(closing{closeResume, string(codeSlowReader)})
		return
	}
	o.frames = append(o.frames, frame)
	o.bytes += len(frame)
	o.wake()
}

// putWhenRoom waits until half of the room is free and queues the frame. It is
// for replay, which is as fast as its reader.
func (o *outbox) putWhenRoom(ctx context.Context, frame []byte) error {
	for {
		o.mu.Lock()
		free := o.end != nil || (len(o.frames) < outboxEvents/2 && o.bytes < outboxBytes/2)
		o.mu.Unlock()
		if free {
			o.put(frame)
			return nil
		}
		select {
		case <-o.room:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// fits reports whether a frame has room. A frame alone always has: no event is
// too large to be ever sent.
func (o *outbox) fits(frame []byte) bool {
	return len(o.frames) == 0 || (len(o.frames) < outboxEvents && o.bytes+len(frame) <= outboxBytes)
}

// finish lets the writer send what waits and then close the connection.
func (o *outbox) finish(code int, reason string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.close(closing{code, reason})
}

func (o *outbox) close(c closing) {
	if o.end == nil {
		o.end = &c
	}
	o.wake()
	signal(o.room)
}

// next takes a frame, and those behind it as long as all have at most so many bytes;
// without one it returns how the connection is to end, if it is.
func (o *outbox) next(most int) (frames [][]byte, end *closing) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.frames) == 0 {
		return nil, o.end
	}
	n, size := 1, len(o.frames[0])
	for ; n < len(o.frames) && size+len(o.frames[n]) <= most; n++ {
		size += len(o.frames[n])
	}
	frames = slices.Clone(o.frames[:n])
	clear(o.frames[:n])
	o.frames = o.frames[n:]
	o.bytes -= size
	signal(o.room)
	return frames, nil
}

// empty reports whether there is nothing for the writer.
func (o *outbox) empty() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.frames) == 0 && o.end == nil
}

// size is how many frames and bytes wait.
func (o *outbox) size() (frames, bytes int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.frames), o.bytes
}

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
