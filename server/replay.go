package server

import (
	"bytes"
	"context"

	"luonnos/server/agui"
	"luonnos/server/store"
	"luonnos/tools/plan"
)

// bundleBytes is about how much of a replay goes into one frame.
const bundleBytes = 32 << 10

// replayer sends entries of the log to a socket that joins, as fast as they are
// read.
type replayer struct {
	k      *socket
	lang   plan.Lang
	run    string // the turn of the last entry
	bundle bool
	events [][]byte // of the frame to come
	bytes  int
}

// replay sends the entries after the last that was seen, up to where the socket
// has joined, page by page.
func (k *socket) replay(ctx context.Context, f helloFrame, to joined) error {
	r := &replayer{k: k, lang: to.lang, bundle: f.Bundle}
	for after := f.After; after < to.seq; {
		entries, err := k.srv.store.Entries(ctx, k.conv.id, after, pageSize)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if e.Seq > to.seq {
				break
			}
			if err := r.entry(ctx, e); err != nil {
				return err
			}
		}
		if len(entries) == 0 {
			break
		}
		after = entries[len(entries)-1].Seq
	}
	return r.flush(ctx)
}

// entry sends one entry inside its run.
func (r *replayer) entry(ctx context.Context, e store.Entry) error {
	events, err := entryEvents(r.k.conv.id, e, r.lang, false)
	if err != nil {
		return err
	}
	if opensRun(e) && r.run != e.Turn {
		r.run = e.Turn
		events = append([]agui.Event{agui.RunStarted(r.k.conv.id, e.Turn)}, events...)
	}
	for _, event := range events {
		data, err := agui.Encode(event)
		if err != nil {
			return err
		}
		r.events = append(r.events, data)
		if r.bytes += len(data); !r.bundle || r.bytes >= bundleBytes {
			if err := r.flush(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// flush sends what waits: as it is, or as an array.
func (r *replayer) flush(ctx context.Context) error {
	if len(r.events) == 0 {
		return nil
	}
	frame := r.events[0]
	if r.bundle {
		frame = append(append([]byte("["), bytes.Join(r.events, []byte(","))...), ']')
	}
	r.events, r.bytes = nil, 0
	return r.k.out.putWhenRoom(ctx, frame)
}
