package load

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/gorilla/websocket"
	"github.com/sashabaranov/go-openai"
	_ "modernc.org/sqlite" // the driver
)

// Loop is the chat server that one writes by hand in an afternoon: go-openai, a
// websocket, each message in SQLite before it counts, and the whole history sent to
// the model again with each. It has no plan, no tools and no replay. A commit is on
// the disk when it returns, as it is with ours.
type Loop struct {
	client *openai.Client
	db     *sql.DB
}

// NewLoop makes a loop that asks the model at a URL and keeps its messages in the
// file at path.
func NewLoop(ctx context.Context, model, path string) (*Loop, error) {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=busy_timeout(5000)")
	if err != nil {
		return nil, fmt.Errorf("load: loop: %w", err)
	}
	db.SetMaxOpenConns(1) // so that no write meets a lock
	const table = `CREATE TABLE IF NOT EXISTS messages (id INTEGER PRIMARY KEY, chat INTEGER, role TEXT, content TEXT);
		CREATE INDEX IF NOT EXISTS chats ON messages (chat, id)`
	if _, err := db.ExecContext(ctx, table); err != nil {
		return nil, errors.Join(fmt.Errorf("load: loop: %w", err), db.Close())
	}
	config := openai.DefaultConfig("none")
	config.BaseURL = model
	config.HTTPClient = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 1000}}
	return &Loop{openai.NewClientWithConfig(config), db}, nil
}

// Close closes the file.
func (l *Loop) Close() error { return l.db.Close() }

// ServeHTTP implements [http.Handler]: each connection is a chat of its own.
func (l *Loop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // answered by the upgrader
	}
	defer conn.Close()
	chat, err := l.keep(r.Context(), 0, openai.ChatMessageRoleSystem, "Olet haastattelija. Kysy yksi asia kerrallaan.")
	for err == nil {
		var frame struct{ Text string }
		if err = conn.ReadJSON(&frame); err == nil {
			err = l.turn(r.Context(), conn, chat, frame.Text)
		}
	}
}

// turn answers one message.
func (l *Loop) turn(ctx context.Context, conn *websocket.Conn, chat int64, text string) error {
	if _, err := l.keep(ctx, chat, openai.ChatMessageRoleUser, text); err != nil {
		return err
	}
	history, err := l.history(ctx, chat)
	if err != nil {
		return err
	}
	request := openai.ChatCompletionRequest{Model: "scripted", Messages: history, Stream: true}
	stream, err := l.client.CreateChatCompletionStream(ctx, request)
	if err != nil {
		return err
	}
	defer stream.Close()
	var reply string
	for {
		chunk, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		for _, choice := range chunk.Choices {
			reply += choice.Delta.Content
			if err := conn.WriteJSON(map[string]any{"type": "TEXT_MESSAGE_CONTENT", "delta": choice.Delta.Content}); err != nil {
				return err
			}
		}
	}
	if _, err := l.keep(ctx, chat, openai.ChatMessageRoleAssistant, reply); err != nil {
		return err
	}
	return conn.WriteJSON(map[string]any{"type": "RUN_FINISHED"})
}

// keep stores a message of a chat; the number of its first one is the chat's.
func (l *Loop) keep(ctx context.Context, chat int64, role, content string) (int64, error) {
	const query = `INSERT INTO messages (chat, role, content) VALUES (?, ?, ?)`
	done, err := l.db.ExecContext(ctx, query, chat, role, content)
	if err != nil {
		return 0, err
	}
	return done.LastInsertId()
}

func (l *Loop) history(ctx context.Context, chat int64) (all []openai.ChatCompletionMessage, err error) {
	rows, err := l.db.QueryContext(ctx, `SELECT role, content FROM messages WHERE chat = ?1 OR id = ?1 ORDER BY id`, chat)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var m openai.ChatCompletionMessage
		if err := rows.Scan(&m.Role, &m.Content); err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, rows.Err()
}
