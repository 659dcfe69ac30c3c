package openai

import (
	"context"
	"errors"
	"io"
	"iter"
	"time"

	"luonnos/agent"
)

// finishGrace is how long the counts may come after the answer.
const finishGrace = 2 * time.Second

// gather reads the answer to a prompt as it comes. What can be shown of it is passed on,
// until say wants no more.
func (m *Model) gather(ctx context.Context, p *prompt, x *exchange, got *gathered, say func(string) bool) *Error {
	ctx, cancel := context.WithCancel(context.WithValue(ctx, exchangeKey{}, x))
	defer cancel()
	for piece, err := range m.stream(ctx, p, x) {
		text := ""
		if err == nil {
			text, err = got.take(piece)
		}
		if err != nil && got.finish != "" {
			break // the answer is whole; only its counts are missing
		}
		if err != nil {
			return m.config.judge(ctx, err, x)
		}
		if piece.finish != "" {
			defer time.AfterFunc(finishGrace, cancel).Stop()
		}
		if !say(text) {
			break
		}
	}
	return nil
}

// end judges how an answer ended.
func (m *Model) end(got *gathered, x *exchange) (agent.Finish, *Error) {
	finish, fault := got.end()
	if fault != nil {
		fault.Status, fault.RequestID, fault.Detail = x.status, x.requestID, m.config.clean(fault.Detail)
	}
	return finish, fault
}

// stream asks over the API that is in use.
func (m *Model) stream(ctx context.Context, p *prompt, x *exchange) iter.Seq2[piece, error] {
	if m.responses.Load() {
		x.tools = p.toolbox.responses
		events, err := m.client.CreateResponseStream(ctx, m.responseRequest(p))
		return pieces(events, err, responsePieces)
	}
	x.tools = p.toolbox.chat
	events, err := m.client.CreateChatCompletionStream(ctx, m.chatRequest(p))
	return pieces(chatEvents{events}, err, chatPieces)
}

// events is a stream of the library.
type events[E any] interface {
	Recv() (E, error)
	Close() error
}

// pieces reads a stream to its end, whole or cut: the finish tells which. An error is the
// last thing it gives.
func pieces[E any](s events[E], err error, read func(*E) ([]piece, error)) iter.Seq2[piece, error] {
	return func(yield func(piece, error) bool) {
		if err != nil {
			yield(piece{}, err)
			return
		}
		defer s.Close()
		for {
			event, err := s.Recv()
			if errors.Is(err, io.EOF) {
				return
			}
			var list []piece
			if err == nil {
				list, err = read(&event)
			}
			for _, p := range list {
				if !yield(p, nil) {
					return
				}
			}
			if err != nil {
				yield(piece{}, err)
				return
			}
		}
	}
}
